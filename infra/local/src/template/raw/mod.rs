//! The properties of resources in CloudFormation's and SAM's spelling, and their conversion into
//! the runner's types.

mod function;
mod messaging;
mod table;

pub use function::{Event, Function};
pub use messaging::{EmailReports, Pipe, Queue, Rule};
pub use table::Table;

use serde_json::Value;

use super::TemplateError;
use crate::account::names::{ACCOUNT, REGION};

/// Reads the properties of a resource.
pub fn shaped<T: serde::de::DeserializeOwned>(
    id: &str,
    properties: Value,
) -> Result<T, TemplateError> {
    serde_json::from_value(properties).map_err(|error| TemplateError::of(id, error))
}

/// Returns the id of the resource that a value refers to, by `Ref` or by one of its attributes.
pub fn reference(id: &str, value: &Value) -> Result<String, TemplateError> {
    let named = value.get("Ref").or_else(|| value.pointer("/Fn::GetAtt/0"));
    let named = named.and_then(Value::as_str);
    named
        .map(str::to_owned)
        .ok_or_else(|| TemplateError::of(id, format!("{value} refers to no resource")))
}

/// A text, with the account and region of this machine inserted for `Fn::Sub`.
pub fn text(id: &str, value: &Value) -> Result<String, TemplateError> {
    let text = value.as_str().or_else(|| value.get("Fn::Sub").and_then(Value::as_str));
    let text = text.ok_or_else(|| TemplateError::of(id, format!("{value} is no text")))?;
    let text = text
        .replace("${AWS::Region}", REGION)
        .replace("${AWS::AccountId}", ACCOUNT)
        .replace("${AWS::Partition}", "aws");
    if text.contains("${") {
        return Err(TemplateError::of(id, format!("{text} is not known here")));
    }
    Ok(text)
}
