//! The properties of resources as CloudFormation and SAM spell them, and how each becomes what
//! the runner plays.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::Deserialize;
use serde_json::Value;

use super::{
    Index, Key, Pipe as Piped, Redrive, Route, Table as Described, TemplateFault, reference,
};
use crate::pattern::Pattern;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Function {
    #[serde(default)]
    pub events: BTreeMap<String, Event>,
}

/// The events that the runner can play; any other is an error, so that none is forgotten.
#[derive(Deserialize)]
#[serde(tag = "Type", content = "Properties")]
pub enum Event {
    HttpApi(HttpApi),
    #[serde(rename = "SQS")]
    Sqs(Sqs),
    #[serde(rename = "ScheduleV2")]
    Schedule(Schedule),
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct HttpApi {
    method: Option<String>,
    path: Option<String>,
}

impl HttpApi {
    pub fn route(self, id: &str) -> Result<Route, TemplateFault> {
        match (self.method, self.path) {
            (None, None) => Ok(Route::Default),
            (Some(method), Some(path)) if path.starts_with('/') && !path.contains('+') => {
                Ok(Route::Path { method: method.to_ascii_uppercase(), path })
            }
            (method, path) => Err(TemplateFault::of(
                id,
                format!("{method:?} {path:?} is not a route that the runner knows"),
            )),
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Sqs {
    pub queue: Value,
    #[serde(default = "lambdas_own_batch_size")]
    pub batch_size: usize,
    #[serde(default)]
    function_response_types: Vec<String>,
}

impl Sqs {
    pub fn reports_item_failures(&self) -> bool {
        self.function_response_types.iter().any(|kind| kind == "ReportBatchItemFailures")
    }
}

const fn lambdas_own_batch_size() -> usize {
    10
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Schedule {
    schedule_expression: String,
}

impl Schedule {
    /// `rate(1 minute)`, `rate(5 minutes)` and so on; cron expressions are not played.
    pub fn rate(&self, id: &str) -> Result<Duration, TemplateFault> {
        let unknown = || {
            TemplateFault::of(
                id,
                format!("{} is not a rate that the runner knows", self.schedule_expression),
            )
        };
        let rate =
            self.schedule_expression.strip_prefix("rate(").and_then(|rest| rest.strip_suffix(')'));
        let (count, unit) = rate.and_then(|rate| rate.split_once(' ')).ok_or_else(unknown)?;
        let count: u64 = count.parse().ok().filter(|count| *count > 0).ok_or_else(unknown)?;
        let seconds = match unit {
            "minute" | "minutes" => 60,
            "hour" | "hours" => 3_600,
            "day" | "days" => 86_400,
            _ => return Err(unknown()),
        };
        Ok(Duration::from_secs(count * seconds))
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Table {
    attribute_definitions: Vec<AttributeDefinition>,
    key_schema: Vec<KeyElement>,
    #[serde(default)]
    global_secondary_indexes: Vec<GlobalIndex>,
    time_to_live_specification: Option<TimeToLive>,
    stream_specification: Option<StreamSpecification>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct AttributeDefinition {
    attribute_name: String,
    attribute_type: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct KeyElement {
    attribute_name: String,
    key_type: KeyType,
}

#[derive(Deserialize, PartialEq)]
#[serde(rename_all = "UPPERCASE")]
enum KeyType {
    Hash,
    Range,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct GlobalIndex {
    index_name: String,
    key_schema: Vec<KeyElement>,
    projection: Projection,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Projection {
    projection_type: String,
    #[serde(default)]
    non_key_attributes: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct TimeToLive {
    attribute_name: String,
    enabled: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct StreamSpecification {
    stream_view_type: String,
}

impl Table {
    pub fn table(self, id: &str) -> Result<Described, TemplateFault> {
        let indexes = self.global_secondary_indexes.into_iter().map(|index| {
            Ok(Index {
                key: key(id, index.key_schema)?,
                name: index.index_name,
                projection: index.projection.projection_type,
                included: index.projection.non_key_attributes,
            })
        });
        Ok(Described {
            logical_id: id.to_owned(),
            attributes: self
                .attribute_definitions
                .into_iter()
                .map(|attribute| (attribute.attribute_name, attribute.attribute_type))
                .collect(),
            key: key(id, self.key_schema)?,
            indexes: indexes.collect::<Result<_, TemplateFault>>()?,
            ttl_attribute: self
                .time_to_live_specification
                .filter(|ttl| ttl.enabled)
                .map(|ttl| ttl.attribute_name),
            stream_view: self.stream_specification.map(|stream| stream.stream_view_type),
        })
    }
}

fn key(id: &str, elements: Vec<KeyElement>) -> Result<Key, TemplateFault> {
    let (mut hash, mut range) = (None, None);
    for element in elements {
        match element.key_type {
            KeyType::Hash => hash = Some(element.attribute_name),
            KeyType::Range => range = Some(element.attribute_name),
        }
    }
    let hash = hash.ok_or_else(|| TemplateFault::of(id, "a key has no HASH"))?;
    Ok(Key { hash, range })
}

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
    pub fn redrive(self, id: &str) -> Result<Option<Redrive>, TemplateFault> {
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

impl Pipe {
    pub fn pipe(self, id: &str) -> Result<Piped, TemplateFault> {
        let filters = self.source_parameters.filter_criteria.filters.iter();
        let filters = filters.map(|filter| {
            Pattern::parse(&filter.pattern).map_err(|fault| TemplateFault::of(id, fault))
        });
        Ok(Piped {
            logical_id: id.to_owned(),
            queue: reference(id, &self.target)?,
            filters: filters.collect::<Result<_, _>>()?,
        })
    }
}
