//! Functions, and the events that call them.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::Deserialize;
use serde_json::Value;

use crate::template::pattern::Pattern;
use crate::template::{Route, TemplateError};

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Function {
    #[serde(default)]
    pub events: BTreeMap<String, Event>,
}

/// The events that the runner supports; any other is an error, so none is forgotten.
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
    pub fn route(self, id: &str) -> Result<Route, TemplateError> {
        match (self.method, self.path) {
            (None, None) => Ok(Route::Default),
            (Some(method), Some(path)) if path.starts_with('/') && !path.contains('+') => {
                Ok(Route::Path { method: method.to_ascii_uppercase(), path })
            }
            (method, path) => Err(TemplateError::of(
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
    /// Whether it is enabled.
    pub fn is_enabled(&self) -> bool {
        self.state == ScheduleState::Enabled
    }

    /// `rate(1 minute)`, `rate(5 minutes)` and so on; cron expressions are not supported.
    pub fn rate(&self, id: &str) -> Result<Duration, TemplateError> {
        let unknown = || {
            TemplateError::of(
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

/// A rule on the account's default bus. Anything that would change the event (`Input`, `InputPath`)
/// or use another bus is an error.
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
    pub fn pattern(&self, id: &str) -> Result<Pattern, TemplateError> {
        let pattern = with_names(&self.pattern);
        Pattern::read(&pattern).map_err(|error| TemplateError::of(id, error))
    }
}

/// The same with a name for each reference: here, a resource's name is its id.
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
    /// The name of the group: a text, or a reference to a resource.
    pub fn group(self, id: &str) -> Result<Value, TemplateError> {
        if self.filter_pattern.is_empty() {
            Ok(self.log_group_name)
        } else {
            Err(TemplateError::of(id, "only the FilterPattern \"\" is played here"))
        }
    }
}
