//! The product's own document: every operation with its answers, as the runner serves it.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use vestibule_tests::{Answer, Visitor};

/// The operations by their names.
pub struct Documented(BTreeMap<String, Operation>);

/// An operation.
pub struct Operation {
    pub method: String,
    pub path: String,
    successes: BTreeSet<u16>,
    problems: BTreeSet<(u16, String)>,
}

impl Documented {
    /// Reads the document that this runner serves.
    pub async fn read(visitor: &Visitor) -> Self {
        let document = visitor.get("/api/openapi.json").await.is(200).body;
        let mut operations = BTreeMap::new();
        for (path, methods) in document["paths"].as_object().expect("paths") {
            for (method, operation) in methods.as_object().expect("methods") {
                let id = operation["operationId"].as_str().expect("an id").to_owned();
                operations.insert(id, Operation::read(method, path, operation));
            }
        }
        Self(operations)
    }

    /// The operation of this name, if the product has it.
    pub fn get(&self, id: &str) -> Option<&Operation> {
        self.0.get(id)
    }
}

impl Operation {
    fn read(method: &str, path: &str, operation: &Value) -> Self {
        let (mut successes, mut problems) = (BTreeSet::new(), BTreeSet::new());
        for (status, response) in operation["responses"].as_object().expect("responses") {
            let status: u16 = status.parse().expect("a status");
            if status < 400 {
                successes.insert(status);
            }
            let words = response["description"].as_str().unwrap_or_default().split('`');
            let codes = words.filter_map(|word| word.strip_prefix("urn:vestibule:problem:"));
            problems.extend(codes.map(|code| (status, code.to_owned())));
        }
        Self { method: method.to_uppercase(), path: path.to_owned(), successes, problems }
    }

    /// Whether the document lists this answer. A 500 is a bug, documented or not.
    pub fn allows(&self, answer: &Answer) -> bool {
        match answer.problem() {
            None => self.successes.contains(&answer.status),
            Some(problem) => {
                answer.status != 500 && self.problems.contains(&(answer.status, problem))
            }
        }
    }
}
