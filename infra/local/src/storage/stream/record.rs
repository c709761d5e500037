//! One stream record, from the SDK's types to the JSON of AWS's events.

use std::collections::HashMap;

use aws_sdk_dynamodbstreams::types::{AttributeValue, Record};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use jiff::Timestamp;
use serde_json::{Map, Value, json};

use crate::account::names::REGION;

/// Returns the record as a pipe delivers it.
pub fn as_json(record: &Record, stream_arn: &str) -> Value {
    let mut change = Map::new();
    let mut set = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            change.insert(name.to_owned(), value);
        }
    };
    if let Some(told) = record.dynamodb() {
        let at = told.approximate_creation_date_time();
        set("ApproximateCreationDateTime", at.map(|at| json!(at.secs())));
        set("Keys", told.keys().map(item));
        set("NewImage", told.new_image().map(item));
        set("OldImage", told.old_image().map(item));
        set("SequenceNumber", told.sequence_number().map(Value::from));
        set("SizeBytes", told.size_bytes().map(Value::from));
        set("StreamViewType", told.stream_view_type().map(|view| json!(view.as_str())));
    }
    json!({
        "eventID": record.event_id(),
        "eventName": record.event_name().map(|name| name.as_str()),
        "eventVersion": record.event_version(),
        "eventSource": "aws:dynamodb",
        "awsRegion": REGION,
        "dynamodb": change,
        "eventSourceARN": stream_arn,
    })
}

/// Whether the record was written before `horizon`. A record without a time counts as new.
pub fn is_older_than(horizon: Timestamp, record: &Record) -> bool {
    let at = record.dynamodb().and_then(|told| told.approximate_creation_date_time());
    at.is_some_and(|at| at.secs() < horizon.as_second())
}

fn item(attributes: &HashMap<String, AttributeValue>) -> Value {
    attributes.iter().map(|(name, value)| (name.clone(), attribute(value))).collect()
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the SDK's variant for types it does not know cannot be named"
)]
fn attribute(value: &AttributeValue) -> Value {
    let blob = |bytes: &[u8]| BASE64_STANDARD.encode(bytes);
    match value {
        AttributeValue::S(text) => json!({ "S": text }),
        AttributeValue::N(number) => json!({ "N": number }),
        AttributeValue::B(bytes) => json!({ "B": blob(bytes.as_ref()) }),
        AttributeValue::Bool(value) => json!({ "BOOL": value }),
        AttributeValue::Null(value) => json!({ "NULL": value }),
        AttributeValue::Ss(texts) => json!({ "SS": texts }),
        AttributeValue::Ns(numbers) => json!({ "NS": numbers }),
        AttributeValue::Bs(all) => {
            json!({ "BS": all.iter().map(|bytes| blob(bytes.as_ref())).collect::<Vec<_>>() })
        }
        AttributeValue::L(values) => {
            json!({ "L": values.iter().map(attribute).collect::<Vec<_>>() })
        }
        AttributeValue::M(attributes) => json!({ "M": item(attributes) }),
        // A type that DynamoDB gained after this SDK; the product writes none.
        _ => Value::Null,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_sdk_dynamodbstreams::primitives::{Blob, DateTime};
    use aws_sdk_dynamodbstreams::types::{OperationType, StreamRecord, StreamViewType};

    #[test]
    fn a_record_has_the_json_of_aws() {
        let attributes = [
            ("pk", AttributeValue::S("a".to_owned())),
            ("n", AttributeValue::N("1".to_owned())),
            ("b", AttributeValue::B(Blob::new(b"hi"))),
            ("l", AttributeValue::L(vec![AttributeValue::Bool(true), AttributeValue::Null(true)])),
            (
                "m",
                AttributeValue::M(HashMap::from([(
                    "s".to_owned(),
                    AttributeValue::Ss(vec!["x".to_owned()]),
                )])),
            ),
        ];
        let image = attributes.map(|(name, value)| (name.to_owned(), value));
        let told = StreamRecord::builder()
            .approximate_creation_date_time(DateTime::from_secs(1_700_000_000))
            .keys("pk", AttributeValue::S("a".to_owned()))
            .set_new_image(Some(HashMap::from(image)))
            .sequence_number("100000000000000000001")
            .size_bytes(26)
            .stream_view_type(StreamViewType::NewImage)
            .build();
        let record = Record::builder()
            .event_id("1")
            .event_name(OperationType::Insert)
            .event_version("1.1")
            .dynamodb(told)
            .build();
        assert_eq!(
            as_json(&record, "arn"),
            json!({
                "eventID": "1",
                "eventName": "INSERT",
                "eventVersion": "1.1",
                "eventSource": "aws:dynamodb",
                "awsRegion": "eu-west-1",
                "dynamodb": {
                    "ApproximateCreationDateTime": 1_700_000_000,
                    "Keys": {"pk": {"S": "a"}},
                    "NewImage": {
                        "pk": {"S": "a"},
                        "n": {"N": "1"},
                        "b": {"B": "aGk="},
                        "l": {"L": [{"BOOL": true}, {"NULL": true}]},
                        "m": {"M": {"s": {"SS": ["x"]}}},
                    },
                    "SequenceNumber": "100000000000000000001",
                    "SizeBytes": 26,
                    "StreamViewType": "NEW_IMAGE",
                },
                "eventSourceARN": "arn",
            })
        );
        assert!(is_older_than(Timestamp::from_second(1_700_000_001).unwrap(), &record));
        assert!(!is_older_than(Timestamp::from_second(1_700_000_000).unwrap(), &record));
    }
}
