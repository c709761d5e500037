//! The properties of resources as CloudFormation and SAM spell them, and how each becomes what
//! the runner plays.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::Deserialize;
use serde_json::Value;

use super::{
    EmailReport, EmailReports as Reported, Index, Key, Pipe as Piped, Redrive, Route,
    Rule as Followed, Table as Described, Target as Reached, TemplateFault, reference,
};
use crate::account::names::{ACCOUNT, REGION};
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
    #[serde(rename = "EventBridgeRule")]
    Bus(Bus),
    #[serde(rename = "CloudWatchLogs")]
    Log(Log),
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
    #[serde(default = "lambda_takes")]
    pub enabled: bool,
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

const fn lambda_takes() -> bool {
    true
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Schedule {
    schedule_expression: String,
    #[serde(default)]
    state: ScheduleState,
}

#[derive(Deserialize, Default, PartialEq)]
#[serde(rename_all = "UPPERCASE")]
enum ScheduleState {
    #[default]
    Enabled,
    Disabled,
}

impl Schedule {
    /// Whether it calls anybody.
    pub fn is_enabled(&self) -> bool {
        self.state == ScheduleState::Enabled
    }

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

/// A rule on the account's default bus. What would change the event (`Input`, `InputPath`) or
/// take it from another bus is an error.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct Bus {
    pattern: Value,
    #[serde(rename = "RetryPolicy")]
    _retry_policy: Option<Value>,
    #[serde(rename = "DeadLetterConfig")]
    _dead_letter_config: Option<Value>,
}

impl Bus {
    pub fn pattern(&self, id: &str) -> Result<Pattern, TemplateFault> {
        let pattern = with_names(&self.pattern);
        Pattern::read(&pattern).map_err(|fault| TemplateFault::of(id, fault))
    }
}

/// The same with a name in place of each reference: here, a resource's name is its id.
fn with_names(value: &Value) -> Value {
    match value {
        Value::Object(fields) => match (fields.len(), fields.get("Ref")) {
            (1, Some(named @ Value::String(_))) => named.clone(),
            _ => fields.iter().map(|(field, value)| (field.clone(), with_names(value))).collect(),
        },
        Value::Array(values) => values.iter().map(with_names).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value.clone(),
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct Log {
    log_group_name: Value,
    filter_pattern: String,
}

impl Log {
    /// What names the group: a text, or a reference to a resource.
    pub fn group(self, id: &str) -> Result<Value, TemplateFault> {
        if self.filter_pattern.is_empty() {
            Ok(self.log_group_name)
        } else {
            Err(TemplateFault::of(id, "only the FilterPattern \"\" is played here"))
        }
    }
}

/// A text, with what `Fn::Sub` puts into it of the account and region that are pretended here.
pub fn text(id: &str, value: &Value) -> Result<String, TemplateFault> {
    let text = value.as_str().or_else(|| value.get("Fn::Sub").and_then(Value::as_str));
    let text = text.ok_or_else(|| TemplateFault::of(id, format!("{value} is no text")))?;
    let text = text
        .replace("${AWS::Region}", REGION)
        .replace("${AWS::AccountId}", ACCOUNT)
        .replace("${AWS::Partition}", "aws");
    if text.contains("${") {
        return Err(TemplateFault::of(id, format!("{text} is not known here")));
    }
    Ok(text)
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

/// A bus is the only target that is played.
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
    /// Whether nothing is to go through it.
    pub fn is_stopped(&self) -> bool {
        self.desired_state == PipeState::Stopped
    }

    pub fn pipe(self, id: &str) -> Result<Piped, TemplateFault> {
        let filters = self.source_parameters.filter_criteria.filters.iter();
        let filters = filters.map(|filter| {
            Pattern::parse(&filter.pattern).map_err(|fault| TemplateFault::of(id, fault))
        });
        let bus = self.target_parameters.bus;
        Ok(Piped {
            logical_id: id.to_owned(),
            bus: reference(id, &self.target)?,
            source: bus.source,
            detail_type: bus.detail_type,
            filters: filters.collect::<Result<_, _>>()?,
        })
    }
}

/// A rule on a bus of the template's own.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Rule {
    event_bus_name: Value,
    event_pattern: Value,
    targets: Vec<Target>,
}

/// What is done to what is sent, other than choosing a part, is an error.
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
    pub fn rule(self, id: &str) -> Result<Followed, TemplateFault> {
        let targets = self.targets.iter().map(|target| {
            Ok(Reached {
                queue: reference(id, &target.arn)?,
                path: path(id, target.input_path.as_deref())?,
            })
        });
        Ok(Followed {
            logical_id: id.to_owned(),
            bus: reference(id, &self.event_bus_name)?,
            pattern: Pattern::read(&self.event_pattern)
                .map_err(|fault| TemplateFault::of(id, fault))?,
            targets: targets.collect::<Result<_, TemplateFault>>()?,
        })
    }
}

/// `$.detail.dynamodb` as its fields.
fn path(id: &str, path: Option<&str>) -> Result<Vec<String>, TemplateFault> {
    let Some(path) = path else { return Ok(Vec::new()) };
    let fields = path.strip_prefix("$.").map(|fields| fields.split('.').map(str::to_owned));
    let fields: Option<Vec<String>> = fields.map(Iterator::collect);
    fields
        .filter(|fields| fields.iter().all(|field| field.chars().all(char::is_alphanumeric)))
        .ok_or_else(|| TemplateFault::of(id, format!("{path} is not a path that the runner knows")))
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct EmailReports {
    configuration_set_name: Value,
    event_destination: EventDestination,
}

/// The default bus is the only destination that is played.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct EventDestination {
    enabled: bool,
    matching_event_types: Vec<EmailReport>,
    #[serde(rename = "EventBridgeDestination")]
    _bus: Value,
}

impl EmailReports {
    pub fn reports(self, id: &str) -> Result<Reported, TemplateFault> {
        let destination = self.event_destination;
        let kinds = destination.matching_event_types.into_iter();
        Ok(Reported {
            configuration_set: reference(id, &self.configuration_set_name)?,
            kinds: kinds.filter(|_| destination.enabled).collect(),
        })
    }
}
