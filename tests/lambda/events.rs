//! Events in the shapes of AWS's own documentation, with every field that it shows. The binaries
//! understand each, even if it does not concern the product.

use crate::world::World;
use serde_json::{Value, json};

/// "Using Lambda with Amazon SQS": a standard queue's message. Its body is not a stream record.
fn sqs() -> Value {
    json!({ "Records": [{
        "messageId": "059f36b4-87a3-44ab-83d2-661975830a7d",
        "receiptHandle": "AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a...",
        "body": "Test message.",
        "attributes": {
            "ApproximateReceiveCount": "1",
            "SentTimestamp": "1545082649183",
            "SenderId": "AIDAIENQZJOLO23YVJ4VO",
            "ApproximateFirstReceiveTimestamp": "1545082649185",
        },
        "messageAttributes": {
            "myAttribute": {
                "stringValue": "myValue", "stringListValues": [],
                "binaryListValues": [], "dataType": "String",
            },
        },
        "md5OfBody": "e4e68fb7bd0e697a0ae8f1bb342846b3",
        "eventSource": "aws:sqs",
        "eventSourceARN": "arn:aws:sqs:us-east-2:123456789012:my-queue",
        "awsRegion": "us-east-2",
    }]})
}

/// "Amazon SES events" for EventBridge: a bounce of an unknown e-mail.
fn bounce() -> Value {
    json!({
        "version": "0",
        "id": "12a18625-3cdf-fd6b-5f57-a1b6a6ad2e5c",
        "detail-type": "Email Bounced",
        "source": "aws.ses",
        "account": "123456789012",
        "time": "2017-08-05T00:41:02Z",
        "region": "us-west-2",
        "resources": ["arn:aws:ses:us-west-2:123456789012:configuration-set/ConfigSet"],
        "detail": {
            "eventType": "Bounce",
            "bounce": {
                "bounceType": "Permanent",
                "bounceSubType": "General",
                "bouncedRecipients": [{
                    "emailAddress": "recipient@example.com", "action": "failed",
                    "status": "5.1.1", "diagnosticCode": "smtp; 550 5.1.1 user unknown",
                }],
                "timestamp": "2017-08-05T00:41:02.669Z",
                "feedbackId": "01000157c44f053b-61b59c11-9236-11e6-8f96-7be8aexample-000000",
                "reportingMTA": "dsn; mta.example.com",
            },
            "mail": {
                "timestamp": "2017-08-05T00:40:02.012Z",
                "source": "Sender Name <sender@example.com>",
                "sourceArn": "arn:aws:ses:us-east-1:123456789012:identity/sender@example.com",
                "sendingAccountId": "123456789012",
                "messageId": "EXAMPLE7c191be45-e9aedb9a-02f9-4d12-a87d-dd0099a07f8a-000000",
                "destination": ["recipient@example.com"],
                "headersTruncated": false,
                "headers": [{ "name": "From", "value": "Sender Name <sender@example.com>" }],
                "commonHeaders": { "subject": "Message sent from Amazon SES" },
                "tags": {
                    "ses:configuration-set": ["ConfigSet"],
                    "ses:source-ip": ["192.0.2.0"],
                    "ses:from-domain": ["example.com"],
                    "ses:caller-identity": ["ses_user"],
                },
            },
        },
    })
}

/// "Using Lambda with CloudWatch Logs": two packed lines of an unknown group.
fn logs() -> Value {
    json!({ "awslogs": { "data":
        "H4sIAAAAAAAAAHWPwQqCQBCGX0Xm7EFtK+smZBEUgXoLCdMhFtKV3akI8d0bLYmibvPPN3wz00CJxmQnTO41whwW\
         QRIctmEcB6sQbFC3CjW3XW8kxpOpP+OC22d1Wml1qZkQGtoMsScxaczKN3plG8zlaHIta5KqWsozoTYw3/djzwhp\
         LwivWFGHGpAFe7DL68JlBUk+l7KSN7tCOEJ4M3/qOI49vMHj+zCKdlFqLaU2ZHV2a4Ct/an0/ivdX8oYc1UVX860\
         fQDQiMdxRQEAAA==" } })
}

/// EventBridge Scheduler's event for a schedule without its own input.
fn schedule() -> Value {
    json!({
        "version": "0",
        "id": "cdc73f9d-aea9-11e3-9d5a-835b769c0d9c",
        "detail-type": "Scheduled Event",
        "source": "aws.scheduler",
        "account": "123456789012",
        "time": "2026-01-01T00:00:00Z",
        "region": "us-east-1",
        "resources": ["arn:aws:scheduler:us-east-1:123456789012:schedule/default/a-schedule"],
        "detail": "{}",
    })
}

/// "Create AWS Lambda proxy integrations for HTTP APIs", format 2.0, with every field of it.
fn http() -> Value {
    json!({
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": "/my/path",
        "rawQueryString": "parameter1=value1&parameter1=value2&parameter2=value",
        "cookies": ["cookie1", "cookie2"],
        "headers": { "header1": "value1", "header2": "value1,value2" },
        "queryStringParameters": { "parameter1": "value1,value2", "parameter2": "value" },
        "requestContext": {
            "accountId": "123456789012",
            "apiId": "api-id",
            "authentication": { "clientCert": {
                "clientCertPem": "CERT_CONTENT", "subjectDN": "www.example.com",
                "issuerDN": "Example issuer", "serialNumber": "a1:a1:a1:a1:a1:a1:a1:a1:a1:a1",
                "validity": {
                    "notBefore": "May 28 12:30:02 2019 GMT", "notAfter": "Aug  5 09:36:04 2021 GMT",
                },
            }},
            "authorizer": { "jwt": {
                "claims": { "claim1": "value1", "claim2": "value2" },
                "scopes": ["scope1", "scope2"],
            }},
            "domainName": "id.execute-api.us-east-1.amazonaws.com",
            "domainPrefix": "id",
            "http": {
                "method": "POST", "path": "/my/path", "protocol": "HTTP/1.1",
                "sourceIp": "192.0.2.1", "userAgent": "agent",
            },
            "requestId": "id",
            "routeKey": "$default",
            "stage": "$default",
            "time": "12/Mar/2020:19:03:58 +0000",
            "timeEpoch": 1_583_348_638_390_i64,
        },
        "body": "Hello from Lambda",
        "pathParameters": { "parameter1": "value1" },
        "isBase64Encoded": false,
        "stageVariables": { "stageVariable1": "value1", "stageVariable2": "value2" },
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn each_event_that_aws_documents_is_understood() {
    let world = World::of_binaries().await;
    let invoke = async |name: &str, event: Value| {
        let replied = world.runner.invoke(name, &event).await;
        replied.unwrap_or_else(|fault| panic!("{name}: {fault}"))
    };
    for name in ["deliver-email", "deliver-sms", "start-recovery", "hand-over-clients"] {
        // A foreign record is retried automatically, and finally goes to a dead-letter queue.
        let reply = json!({ "batchItemFailures": [
            { "itemIdentifier": "059f36b4-87a3-44ab-83d2-661975830a7d" }] });
        assert_eq!(invoke(name, sqs()).await, reply, "{name}");
    }
    let ignored = |lines: u32| json!({ "recorded": 0, "known": 0, "ignored": lines });
    assert_eq!(invoke("record-delivery", bounce()).await, ignored(1));
    assert_eq!(invoke("record-delivery", logs()).await, ignored(2));
    assert_eq!(invoke("sweep-unsent", schedule()).await, json!({ "touched": 0 }));
    assert!(invoke("keep-dates", schedule()).await.is_object());
    // It did not come through the front.
    let reply = invoke("refuse-unknown-route", http()).await;
    assert_eq!(reply["statusCode"], 403);
    assert_eq!(reply["headers"]["content-type"], "application/problem+json");
    assert_eq!(reply["isBase64Encoded"], false);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_malformed_event_is_an_error_and_the_next_one_is_answered() {
    let world = World::of_binaries().await;
    for event in [json!({}), json!({ "awslogs": { "data": "no gzip" } })] {
        let refused = world.runner.invoke("record-delivery", &event).await;
        assert!(refused.is_err_and(|fault| fault["errorMessage"] != ""));
    }
    assert!(world.runner.invoke("record-delivery", &bounce()).await.is_ok());
    let log = world.log("record-delivery");
    assert!(log.contains("an event was not accepted"), "{log}");
    let mut requests = std::collections::BTreeSet::new();
    for line in log.lines() {
        let line: Value = serde_json::from_str(line).unwrap_or_else(|_| panic!("no JSON: {line}"));
        let at = line["timestamp"].as_str().unwrap_or_default();
        assert!(at.parse::<jiff::Timestamp>().is_ok(), "{line}");
        assert_eq!(line["level"], "INFO", "a refusal is not logged as a fault: {line}");
        assert_ne!(line["faults"], 1, "{line}");
        requests.insert(line["request"].as_str().unwrap_or_default().to_owned());
    }
    assert_eq!(requests.len(), 3, "Lambda's own id of each call: {requests:?}");
    assert!(requests.iter().all(|id| id.parse::<uuid::Uuid>().is_ok()), "{requests:?}");
    world.end().await;
}
