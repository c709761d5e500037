//! Queues, pipes, rules, and SES's reports.

use serde::Deserialize;
use serde_json::Value;

use super::reference;
use crate::template::pattern::Pattern;
use crate::template::resources;
use crate::template::{EmailReport, Redrive, TemplateError};

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Queue {
    redrive_policy: Option<RedrivePolicy>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RedrivePolicy {
    dead_letter_target_arn: Value,
    max_receive_count: u32,
}

impl Queue {
    pub fn redrive(self, id: &str) -> Result<Option<Redrive>, TemplateError> {
        self.redrive_policy
            .map(|policy| {
                Ok(Redrive {
                    queue: reference(id, &policy.dead_letter_target_arn)?,
                    max_receive_count: policy.max_receive_count,
                })
            })
            .transpose()
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Pipe {
    pub source: Value,
    target: Value,
    #[serde(default)]
    source_parameters: SourceParameters,
    target_parameters: TargetParameters,
    #[serde(default)]
    desired_state: PipeState,
}

#[derive(Deserialize, Default, PartialEq)]
#[serde(rename_all = "UPPERCASE")]
enum PipeState {
    #[default]
    Running,
    Stopped,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "PascalCase")]
struct SourceParameters {
    #[serde(default)]
    filter_criteria: FilterCriteria,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "PascalCase")]
struct FilterCriteria {
    #[serde(default)]
    filters: Vec<Filter>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Filter {
    pattern: String,
}

/// Only a bus is supported as a target.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct TargetParameters {
    #[serde(rename = "EventBridgeEventBusParameters")]
    bus: BusParameters,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct BusParameters {
    source: String,
    detail_type: String,
}

impl Pipe {
    /// Whether it is stopped.
    pub fn is_stopped(&self) -> bool {
        self.desired_state == PipeState::Stopped
    }

    pub fn pipe(self, id: &str) -> Result<resources::Pipe, TemplateError> {
        let filters = self.source_parameters.filter_criteria.filters.iter();
        let filters = filters.map(|filter| {
            Pattern::parse(&filter.pattern).map_err(|error| TemplateError::of(id, error))
        });
        let bus = self.target_parameters.bus;
        Ok(resources::Pipe {
            logical_id: id.to_owned(),
            bus: reference(id, &self.target)?,
            source: bus.source,
            detail_type: bus.detail_type,
            filters: filters.collect::<Result<_, _>>()?,
        })
    }
}

/// A rule on a bus that the template declares.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Rule {
    event_bus_name: Value,
    event_pattern: Value,
    targets: Vec<Target>,
}

/// Any transformation, except choosing a part, is an error.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct Target {
    #[serde(rename = "Id")]
    _id: String,
    arn: Value,
    input_path: Option<String>,
    #[serde(rename = "RetryPolicy")]
    _retry_policy: Option<Value>,
    #[serde(rename = "DeadLetterConfig")]
    _dead_letter_config: Option<Value>,
}

impl Rule {
    pub fn rule(self, id: &str) -> Result<resources::Rule, TemplateError> {
        let targets = self.targets.iter().map(|target| {
            Ok(resources::Target {
                queue: reference(id, &target.arn)?,
                path: path(id, target.input_path.as_deref())?,
            })
        });
        Ok(resources::Rule {
            logical_id: id.to_owned(),
            bus: reference(id, &self.event_bus_name)?,
            pattern: Pattern::read(&self.event_pattern)
                .map_err(|error| TemplateError::of(id, error))?,
            targets: targets.collect::<Result<_, TemplateError>>()?,
        })
    }
}

/// `$.detail.dynamodb` as its fields.
fn path(id: &str, path: Option<&str>) -> Result<Vec<String>, TemplateError> {
    let Some(path) = path else { return Ok(Vec::new()) };
    let fields = path.strip_prefix("$.").map(|fields| fields.split('.').map(str::to_owned));
    let fields: Option<Vec<String>> = fields.map(Iterator::collect);
    fields
        .filter(|fields| fields.iter().all(|field| field.chars().all(char::is_alphanumeric)))
        .ok_or_else(|| TemplateError::of(id, format!("{path} is not a path that the runner knows")))
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct EmailReports {
    configuration_set_name: Value,
    event_destination: EventDestination,
}

/// Only the default bus is supported as a destination.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct EventDestination {
    enabled: bool,
    matching_event_types: Vec<EmailReport>,
    #[serde(rename = "EventBridgeDestination")]
    _bus: Value,
}

impl EmailReports {
    pub fn reports(self, id: &str) -> Result<resources::EmailReports, TemplateError> {
        let destination = self.event_destination;
        let kinds = destination.matching_event_types.into_iter();
        Ok(resources::EmailReports {
            configuration_set: reference(id, &self.configuration_set_name)?,
            kinds: kinds.filter(|_| destination.enabled).collect(),
        })
    }
}
