//! The operations of the checked-in OpenAPI document: attacks on all routes read them here, so a
//! new flow is attacked automatically.

use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use vestibule_domain::staff::{Capability, Role};
use vestibule_tests::Answer;

/// The caller that an operation expects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Realm {
    Public,
    Client,
    Staff,
}

/// An operation.
#[derive(Debug, Clone)]
pub struct Operation {
    pub id: String,
    pub method: String,
    pub path: String,
    pub realm: Realm,
    /// Whether the caller must be a firm admin.
    pub needs_firm_admin: bool,
    /// The schema of its body, references resolved; `None` if it takes none.
    pub body: Option<Value>,
    /// The statuses of success.
    pub successes: BTreeSet<u16>,
    /// The problems that it may return, by status.
    pub problems: BTreeMap<u16, BTreeSet<String>>,
    /// Whether it supports `Idempotency-Key`.
    pub idempotent: bool,
}

/// All operations.
pub fn operations() -> Vec<Operation> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/api/openapi.json");
    let text = std::fs::read_to_string(path).expect("docs/api/openapi.json");
    let document: Value = serde_json::from_str(&text).expect("JSON");
    let paths = document["paths"].as_object().expect("paths");
    let of_path = |(path, item): (&String, &Value)| {
        let methods = item.as_object().expect("methods").iter();
        methods
            .map(|(method, operation)| read(&document, method, path, operation))
            .collect::<Vec<_>>()
    };
    let all: Vec<_> = paths.iter().flat_map(of_path).collect();
    assert!(all.len() > 15, "the document lists the operations");
    all
}

/// The operations that change something.
pub fn posts() -> Vec<Operation> {
    operations().into_iter().filter(|operation| operation.method == "POST").collect()
}

fn read(document: &Value, method: &str, path: &str, operation: &Value) -> Operation {
    let security = operation["security"][0].as_object().and_then(|needs| needs.keys().next());
    let roles = &operation["security"][0]["staff"];
    let body = &operation["requestBody"]["content"]["application/json"]["schema"];
    let mut successes = BTreeSet::new();
    let mut problems: BTreeMap<u16, BTreeSet<String>> = BTreeMap::new();
    for (status, response) in operation["responses"].as_object().expect("responses") {
        let status: u16 = status.parse().expect("a status");
        if status < 400 {
            successes.insert(status);
            continue;
        }
        let words = response["description"].as_str().unwrap_or_default().split('`');
        let codes = words.filter_map(|word| word.strip_prefix("urn:vestibule:problem:"));
        problems.entry(status).or_default().extend(codes.map(str::to_owned));
    }
    let parameters = operation["parameters"].as_array().into_iter().flatten();
    Operation {
        id: operation["operationId"].as_str().expect("an id").to_owned(),
        method: method.to_uppercase(),
        path: path.to_owned(),
        realm: match security.map(String::as_str) {
            None => Realm::Public,
            Some("client") => Realm::Client,
            Some("staff") => Realm::Staff,
            Some(other) => panic!("{path}: what is {other}?"),
        },
        needs_firm_admin: roles.as_array().is_some_and(|names| names.iter().any(only_admins)),
        body: (!body.is_null()).then(|| resolved(document, body)),
        successes,
        problems,
        idempotent: parameters.into_iter().any(|parameter| parameter["name"] == "Idempotency-Key"),
    }
}

/// Whether an adviser lacks the capability of this name.
pub fn only_admins(name: &Value) -> bool {
    let named = Capability::ALL.into_iter().find(|capability| *name == capability.name());
    !Role::Adviser.permits(named.unwrap_or_else(|| panic!("what is {name}?")))
}

/// A schema with its references resolved.
fn resolved(document: &Value, schema: &Value) -> Value {
    match schema {
        Value::Object(fields) => {
            if let Some(reference) = fields.get("$ref").and_then(Value::as_str) {
                let target = document
                    .pointer(reference.trim_start_matches('#'))
                    .expect("the referenced schema");
                return resolved(document, target);
            }
            Value::Object(
                fields
                    .iter()
                    .map(|(name, value)| (name.clone(), resolved(document, value)))
                    .collect(),
            )
        }
        Value::Array(items) => {
            Value::Array(items.iter().map(|item| resolved(document, item)).collect())
        }
        plain @ (Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_)) => {
            plain.clone()
        }
    }
}

impl Operation {
    /// Its path, with this client where the path has one.
    pub fn path_with(&self, client: &str) -> String {
        let parts = self.path.split('/').map(|part| match part {
            "{client}" => client.to_owned(),
            "{slug}" => "no-such-firm".to_owned(),
            other if other.starts_with('{') => uuid::Uuid::nil().to_string(),
            other => other.to_owned(),
        });
        parts.collect::<Vec<_>>().join("/")
    }

    /// Whether its path has parameters.
    pub fn has_parameters(&self) -> bool {
        self.path.contains('{')
    }

    /// The properties of its body.
    pub fn properties(&self) -> Map<String, Value> {
        let properties = self.body.as_ref().and_then(|body| body["properties"].as_object());
        properties.cloned().unwrap_or_default()
    }

    /// Whether the document accepts an empty object as its body.
    pub fn takes_empty_object(&self) -> bool {
        self.body.as_ref().is_none_or(|body| body["required"].as_array().is_none_or(Vec::is_empty))
    }

    /// A body of the documented types, with harmless values.
    pub fn sample(&self) -> Map<String, Value> {
        self.properties().into_iter().map(|(name, schema)| (name, sample(&schema))).collect()
    }

    /// Whether the document has this answer: a success, or a problem of this status.
    pub fn documents(&self, answer: &Answer) -> bool {
        if self.successes.contains(&answer.status) {
            return answer.header("content-type") == Some("application/json");
        }
        let known = self.problems.get(&answer.status);
        let code = answer.problem().unwrap_or_default();
        known.is_some_and(|known| known.contains(&code))
            && answer.header("content-type") == Some("application/problem+json")
            && answer.body["status"] == answer.status
            && answer.body["title"].as_str().is_some_and(|title| !title.is_empty())
    }
}

/// The JSON types that a schema allows.
pub fn types(schema: &Value) -> BTreeSet<String> {
    let own = match &schema["type"] {
        Value::String(one) => vec![one.clone()],
        Value::Array(several) => {
            several.iter().filter_map(|one| one.as_str().map(str::to_owned)).collect()
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => Vec::new(),
    };
    let inner = ["oneOf", "anyOf", "allOf"]
        .into_iter()
        .filter_map(|kind| schema[kind].as_array())
        .flatten();
    own.into_iter().chain(inner.flat_map(types)).collect()
}

/// The words of every enumeration in the schema.
pub fn words(schema: &Value) -> Vec<String> {
    let own = schema["enum"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|word| word.as_str().map(str::to_owned));
    let inner = ["oneOf", "anyOf", "allOf"]
        .into_iter()
        .filter_map(|kind| schema[kind].as_array())
        .flatten();
    own.chain(inner.flat_map(words)).collect()
}

fn sample(schema: &Value) -> Value {
    if let Some(word) = words(schema).first() {
        return json!(word);
    }
    let types = types(schema);
    let has = |name: &str| types.contains(name);
    let pattern = schema["pattern"].as_str().unwrap_or_default();
    if has("string") {
        return match pattern {
            "^[0-9]{6}$" => json!("123456"),
            "^[A-Za-z0-9_-]{43}$" => json!("A".repeat(43)),
            _ => json!("x"),
        };
    }
    if has("array") {
        json!([])
    } else if has("boolean") {
        json!(false)
    } else if has("integer") || has("number") {
        json!(1)
    } else if has("object") {
        json!({})
    } else {
        Value::Null
    }
}
