//! IAM, as far as the template's policies go: what each function may do.
//!
//! A statement consists of `Effect`, `Action`, `Resource` and a `Condition` of `StringEquals`;
//! anything else is an error of the template here, so nothing is skipped silently.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use super::TemplateError;
use super::function_settings::functions;
use super::references::References;

/// The rights of each function, by its name.
#[derive(Debug, Clone, Default)]
pub struct Rights(BTreeMap<String, Role>);

/// A function's own role.
#[derive(Debug, Clone, Default)]
struct Role {
    statements: Vec<Statement>,
    /// Its permissions boundary, if it has one.
    boundary: Option<Vec<Statement>>,
}

/// A statement of a policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The id of its policy.
    pub policy: String,
    /// Whether it allows or denies.
    pub effect: Effect,
    /// Actions such as `dynamodb:Query`; `*` and `?` match anything.
    pub actions: Vec<String>,
    /// ARNs of resources, with the same wildcards.
    pub resources: Vec<String>,
    /// Keys such as `ses:FromAddress`, with the accepted values.
    pub conditions: BTreeMap<String, Vec<String>>,
}

/// What a statement does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Effect {
    /// Allows.
    Allow,
    /// Denies, whatever else allows.
    Deny,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct RawStatement {
    effect: Effect,
    action: Value,
    resource: Value,
    #[serde(default)]
    condition: BTreeMap<String, BTreeMap<String, Value>>,
    #[serde(rename = "Sid")]
    _sid: Option<String>,
}

/// An action on a resource.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Usage {
    /// Such as `dynamodb:Query`.
    pub action: String,
    /// The resource's ARN; `*` where an action has none.
    pub resource: String,
    /// The values that conditions may check.
    pub context: BTreeMap<String, String>,
}

impl Usage {
    /// This action, without conditions.
    #[must_use]
    pub fn new(action: impl Into<String>, resource: impl Into<String>) -> Self {
        Self { action: action.into(), resource: resource.into(), context: BTreeMap::new() }
    }
}

impl Rights {
    /// Reads the rights of a template.
    ///
    /// # Errors
    /// A function names a policy that does not exist, or a statement contains something
    /// unsupported.
    pub fn of(document: &Value, references: &References) -> Result<Self, TemplateError> {
        let globals = &document["Globals"]["Function"];
        let managed = |id: &str, named: &str| {
            let at = format!("/Resources/{named}/Properties/PolicyDocument/Statement");
            let held = document.pointer(&at).ok_or_else(|| no_statement(id, named))?;
            Statement::all(named, held, references)
        };
        let mut all = BTreeMap::new();
        for (id, name, properties) in functions(document) {
            let mut statements = Vec::new();
            for policy in list(properties.get("Policies")) {
                statements.extend(match policy.get("Ref").and_then(Value::as_str) {
                    Some(named) => managed(id, named)?,
                    None => {
                        let held = policy.get("Statement").ok_or_else(|| no_statement(id, id))?;
                        Statement::all(id, held, references)?
                    }
                });
            }
            let boundary = "PermissionsBoundary";
            let boundary = properties.get(boundary).or_else(|| globals.get(boundary));
            let boundary = boundary.and_then(own_boundary);
            let boundary = boundary.map(|named| managed(id, named)).transpose()?;
            all.insert(name.to_owned(), Role { statements, boundary });
        }
        Ok(Self(all))
    }

    /// The statements of each function's policies.
    pub fn by_function(&self) -> impl Iterator<Item = (&str, &[Statement])> {
        self.0.iter().map(|(name, role)| (name.as_str(), role.statements.as_slice()))
    }

    /// Whether a function may do this. A signer that the template does not have may do anything: it
    /// is a person or a test.
    #[must_use]
    pub fn allow(&self, function: &str, usage: &Usage) -> bool {
        let Some(role) = self.0.get(function) else { return true };
        allow(&role.statements, usage)
            && role.boundary.as_ref().is_none_or(|boundary| allow(boundary, usage))
    }
}

/// Returns the boundary that the stack itself declares.
///
/// A pipeline's ceiling replaces it on AWS, and is in no template of the stack.
fn own_boundary(bound: &Value) -> Option<&str> {
    bound["Ref"].as_str().or_else(|| bound["Fn::If"][2]["Ref"].as_str())
}

/// Whether one statement allows this, and none denies it.
fn allow(statements: &[Statement], usage: &Usage) -> bool {
    let say = |effect| {
        statements.iter().any(|statement| statement.effect == effect && statement.is_of(usage))
    };
    say(Effect::Allow) && !say(Effect::Deny)
}

fn no_statement(id: &str, policy: &str) -> TemplateError {
    TemplateError::of(id, format!("its policy {policy} has no statement"))
}

impl Statement {
    /// A policy's statements: one, or several.
    fn all(
        policy: &str,
        held: &Value,
        references: &References,
    ) -> Result<Vec<Self>, TemplateError> {
        list(Some(held)).iter().map(|statement| Self::of(policy, statement, references)).collect()
    }

    fn of(policy: &str, value: &Value, references: &References) -> Result<Self, TemplateError> {
        let error = |error: &dyn std::fmt::Display| TemplateError::of(policy, error);
        let raw: RawStatement = serde_json::from_value(value.clone()).map_err(|f| error(&f))?;
        let texts = |value: &Value| -> Result<Vec<String>, TemplateError> {
            list(Some(value)).iter().map(|text| references.text(policy, text)).collect()
        };
        let mut conditions = BTreeMap::new();
        for (operator, keys) in &raw.condition {
            if operator != "StringEquals" {
                return Err(error(&format!("the condition {operator} is not known here")));
            }
            for (key, values) in keys {
                conditions.insert(key.clone(), texts(values)?);
            }
        }
        Ok(Self {
            policy: policy.to_owned(),
            effect: raw.effect,
            actions: texts(&raw.action)?,
            resources: texts(&raw.resource)?,
            conditions,
        })
    }

    /// Whether it covers this usage.
    #[must_use]
    pub fn is_of(&self, usage: &Usage) -> bool {
        self.actions.iter().any(|action| is_like(action, &usage.action))
            && self.resources.iter().any(|resource| is_like(resource, &usage.resource))
            && self.conditions.iter().all(|(key, values)| {
                usage.context.get(key).is_some_and(|given| values.contains(given))
            })
    }
}

/// A value, or each of a list.
fn list(value: Option<&Value>) -> Vec<Value> {
    match value {
        None => Vec::new(),
        Some(Value::Array(values)) => values.clone(),
        Some(value) => vec![value.clone()],
    }
}

/// Whether a text matches a pattern with the wildcards `*` and `?`.
fn is_like(pattern: &str, text: &str) -> bool {
    let Some(first) = pattern.chars().next() else { return text.is_empty() };
    let rest = &pattern[first.len_utf8()..];
    match first {
        '*' => {
            is_like(rest, text)
                || text
                    .char_indices()
                    .any(|(at, letter)| is_like(rest, &text[at + letter.len_utf8()..]))
        }
        '?' => text.chars().next().is_some_and(|any| is_like(rest, &text[any.len_utf8()..])),
        letter => text.strip_prefix(letter).is_some_and(|text| is_like(rest, text)),
    }
}

#[cfg(test)]
pub(crate) mod tests;
