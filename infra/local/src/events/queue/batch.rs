//! A batch as Lambda passes it to a function, and the meaning of the function's reply.

use serde_json::{Value, json};

use super::Message;
use crate::account::ids::fresh_id;
use crate::account::names::{ACCOUNT, REGION};

/// Returns the event for a batch, as AWS documents it ("Using Lambda with Amazon SQS"), without the
/// body's checksum.
pub fn event(queue: &str, messages: &[Message]) -> Value {
    let records = messages.iter().map(|message| {
        json!({
            "messageId": message.id,
            "receiptHandle": fresh_id(),
            "body": message.body,
            "attributes": {
                "ApproximateReceiveCount": message.receive_count.to_string(),
                "SentTimestamp": message.sent_at.as_millisecond().to_string(),
                "SenderId": "AIDAVESTIBULERULE",
                "ApproximateFirstReceiveTimestamp":
                    message.first_received_at.unwrap_or(message.sent_at).as_millisecond().to_string(),
            },
            "messageAttributes": {},
            "eventSource": "aws:sqs",
            "eventSourceARN": format!("arn:aws:sqs:{REGION}:{ACCOUNT}:{queue}"),
            "awsRegion": REGION,
        })
    });
    json!({ "Records": records.collect::<Vec<_>>() })
}

/// Returns the failed messages of a batch. `reply` is `None` if the function itself failed.
///
/// Lambda's rules: no list or an empty one means success; a list with anything but ids of this
/// batch means that all failed.
pub fn failed(
    messages: Vec<Message>,
    reply: Option<&Value>,
    reports_item_failures: bool,
) -> Vec<Message> {
    let Some(reply) = reply else { return messages };
    if !reports_item_failures {
        return Vec::new();
    }
    let failures = match reply.get("batchItemFailures") {
        None | Some(Value::Null) => return Vec::new(),
        Some(Value::Array(failures)) => failures,
        Some(_) => return messages,
    };
    let ids: Option<Vec<&str>> =
        failures.iter().map(|failure| failure.get("itemIdentifier")?.as_str()).collect();
    match ids {
        Some(ids) if ids.iter().all(|id| messages.iter().any(|message| message.id == *id)) => {
            messages.into_iter().filter(|message| ids.contains(&message.id.as_str())).collect()
        }
        _ => messages,
    }
}
