//! EventBridge event patterns, as far as the template uses them.
//!
//! A pattern is a tree like the event's; each leaf is a list of exact values, one of which the
//! event must have there. EventBridge's other features (`prefix`, `anything-but`, …) are refused
//! when the pattern is read, so nothing matches by mistake.

use std::collections::BTreeMap;

use serde_json::Value;

/// A pattern that an event matches or does not.
#[derive(Debug, Clone, PartialEq)]
pub struct Pattern(BTreeMap<String, Node>);

#[derive(Debug, Clone, PartialEq)]
enum Node {
    /// The event has an object here, which matches in turn.
    Within(Pattern),
    /// The event has one of these values here, or a list with one of them.
    OneOf(Vec<Value>),
}

/// The pattern is not supported here.
#[derive(Debug, thiserror::Error)]
pub enum PatternError {
    /// It is not JSON.
    #[error("the pattern is not JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// It is not an object.
    #[error("the pattern is not an object")]
    NotAnObject,
    /// It has something other than an object or a list of plain values.
    #[error("{at} in the pattern is neither an object nor a list of plain values")]
    Unknown {
        /// The field.
        at: String,
    },
}

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// It is not JSON, or uses something unsupported.
    pub fn parse(text: &str) -> Result<Self, PatternError> {
        Self::read(&serde_json::from_str(text)?)
    }

    /// Whether an event matches: each field of the pattern does.
    #[must_use]
    pub fn matches(&self, event: &Value) -> bool {
        self.0.iter().all(|(field, node)| match (node, event.get(field)) {
            (_, None) => false,
            (Node::Within(pattern), Some(value)) => pattern.matches(value),
            (Node::OneOf(wanted), Some(Value::Array(values))) => {
                values.iter().any(|value| wanted.contains(value))
            }
            (Node::OneOf(wanted), Some(value)) => wanted.contains(value),
        })
    }

    /// Reads a pattern that is parsed JSON already, as a rule's is.
    ///
    /// # Errors
    /// It uses something unsupported.
    pub fn read(value: &Value) -> Result<Self, PatternError> {
        let fields = value.as_object().ok_or(PatternError::NotAnObject)?;
        let nodes = fields.iter().map(|(field, value)| {
            let node = match value {
                Value::Object(_) => Node::Within(Self::read(value)?),
                Value::Array(values) if values.iter().all(is_plain) && !values.is_empty() => {
                    Node::OneOf(values.clone())
                }
                Value::Null
                | Value::Bool(_)
                | Value::Number(_)
                | Value::String(_)
                | Value::Array(_) => return Err(PatternError::Unknown { at: field.clone() }),
            };
            Ok((field.clone(), node))
        });
        nodes.collect::<Result<_, _>>().map(Self)
    }
}

fn is_plain(value: &Value) -> bool {
    !value.is_object() && !value.is_array()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn pattern() -> Pattern {
        Pattern::parse(r#"{"name": ["a", "b"], "in": {"deep": {"S": ["x"]}}}"#).unwrap()
    }

    #[test]
    fn each_field_needs_one_of_its_values() {
        assert!(
            pattern()
                .matches(&json!({"name": "a", "in": {"deep": {"S": "x"}, "more": 1}, "other": 2}))
        );
        assert!(pattern().matches(&json!({"name": ["z", "b"], "in": {"deep": {"S": "x"}}})));
        assert!(!pattern().matches(&json!({"name": "c", "in": {"deep": {"S": "x"}}})));
        assert!(!pattern().matches(&json!({"name": "a", "in": {"deep": {"S": "y"}}})));
        assert!(!pattern().matches(&json!({"name": "a", "in": {"deep": {"N": "x"}}})));
        assert!(!pattern().matches(&json!({"name": "a", "in": "deep"})));
        assert!(!pattern().matches(&json!({"name": "a"})));
    }

    #[test]
    fn unsupported_patterns_are_refused() {
        for unknown in [r#"{"a": [{"prefix": "x"}]}"#, r#"{"a": "x"}"#, r#"{"a": []}"#, "[]", "{"] {
            assert!(Pattern::parse(unknown).is_err(), "{unknown}");
        }
    }
}
