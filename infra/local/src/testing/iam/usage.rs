//! The IAM actions that a call needs, and on which resources. From AWS's "Actions, resources, and
//! condition keys" of each service: a transaction needs the right to each of its operations, a
//! query of an index only the right to the index.
//! query of an index that to the index alone.

use std::collections::BTreeMap;

use axum::http::request::Parts;
use percent_encoding::percent_decode_str;
use serde_json::Value;

use crate::account::names::key_arn;
use crate::account::names::{ACCOUNT, REGION};
use crate::template::rights::Usage;

/// Everything that a call does.
pub fn of(parts: &Parts, operation: &str, body: &[u8]) -> Vec<Usage> {
    let target = parts.headers.get("x-amz-target").and_then(|target| target.to_str().ok());
    let json = || serde_json::from_slice::<Value>(body).unwrap_or_default();
    match target.and_then(|target| target.split_once('.')).map(|(service, _)| service) {
        Some("DynamoDB_20120810") => of_dynamodb(operation, &json()),
        // There is one key here, and a ciphertext knows its own.
        Some("TrentService") => vec![Usage::new(format!("kms:{operation}"), key_arn())],
        Some(_) => Vec::new(),
        None if parts.uri.path().starts_with("/v2/email/") => {
            of_ses(operation, parts.uri.path(), &json())
        }
        None => of_sns(operation, body),
    }
}

fn of_dynamodb(operation: &str, body: &Value) -> Vec<Usage> {
    let on = |action: &str, named: &Value| {
        let table = named.as_str().unwrap_or_default();
        Usage::new(format!("dynamodb:{action}"), arn("dynamodb", &format!("table/{table}")))
    };
    let items = |name: &str| body[name].as_array().into_iter().flatten();
    let tables = || body["RequestItems"].as_object().into_iter().flatten();
    match operation {
        "BatchGetItem" | "BatchWriteItem" => {
            tables().map(|(table, _)| on(operation, &Value::from(table.as_str()))).collect()
        }
        "TransactGetItems" => {
            items("TransactItems").map(|item| on("GetItem", &item["Get"]["TableName"])).collect()
        }
        "TransactWriteItems" => {
            let parts = items("TransactItems").filter_map(Value::as_object).flatten();
            parts.map(|(what, item)| on(&action_of_write(what), &item["TableName"])).collect()
        }
        _ => {
            let mut usage = on(operation, &body["TableName"]);
            if let Some(index) = body["IndexName"].as_str() {
                usage.resource = format!("{}/index/{index}", usage.resource);
            }
            vec![usage]
        }
    }
}

/// `PutItem` allows `Put`, and `ConditionCheckItem` allows `ConditionCheck`.
fn action_of_write(what: &str) -> String {
    format!("{what}Item")
}

fn of_ses(operation: &str, path: &str, body: &Value) -> Vec<Usage> {
    let action = format!("ses:{operation}");
    match operation {
        "SendEmail" => {
            let from = body["FromEmailAddress"].as_str().unwrap_or_default();
            let from = from.rsplit_once('<').map_or(from, |(_, rest)| rest.trim_end_matches('>'));
            let domain = from.rsplit_once('@').map_or(from, |(_, domain)| domain);
            let mut resources = vec![arn("ses", &format!("identity/{domain}"))];
            if let Some(set) = body["ConfigurationSetName"].as_str() {
                resources.push(arn("ses", &format!("configuration-set/{set}")));
            }
            let with_sender = |resource| Usage {
                context: BTreeMap::from([("ses:FromAddress".to_owned(), from.to_owned())]),
                ..Usage::new(action.clone(), resource)
            };
            resources.into_iter().map(with_sender).collect()
        }
        "GetEmailIdentity" => {
            let named = path.rsplit('/').next().unwrap_or_default();
            let named = percent_decode_str(named).decode_utf8_lossy();
            vec![Usage::new(action, arn("ses", &format!("identity/{named}")))]
        }
        _ => vec![Usage::new(action, "*")],
    }
}

fn of_sns(operation: &str, body: &[u8]) -> Vec<Usage> {
    let topic = form_urlencoded::parse(body).find(|(name, _)| name == "TopicArn");
    // A number is not a resource.
    let resource = topic.map_or_else(|| "*".to_owned(), |(_, topic)| topic.into_owned());
    vec![Usage::new(format!("sns:{operation}"), resource)]
}

fn arn(service: &str, resource: &str) -> String {
    format!("arn:aws:{service}:{REGION}:{ACCOUNT}:{resource}")
}
