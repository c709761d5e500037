//! Calls under the policies of a template.

use super::*;
use crate::account::names::{key_arn, table_arn};
use crate::template::rights::tests::{document, rights};
use axum::http::Request;

fn request(path: &str, target: Option<&str>, signer: &str) -> Parts {
    let request = Request::post(path)
        .header("authorization", format!("AWS4-HMAC-SHA256 Credential={signer}/20260101/x"));
    let request = match target {
        Some(target) => request.header("x-amz-target", target),
        None => request,
    };
    request.body(()).unwrap().into_parts().0
}

fn dynamodb(operation: &str, signer: &str) -> Parts {
    request("/", Some(&format!("DynamoDB_20120810.{operation}")), signer)
}

#[test]
fn only_allowed_calls_are_executed_and_recorded() {
    let watch = Watch::over(rights(&document()).unwrap());
    let body = |body: Value| body.to_string().into_bytes();
    let table = json!({"TableName": "vestibule"});
    let index = |name: &str| json!({"TableName": "vestibule", "IndexName": name});
    let writes = |what: &str| json!({"TransactItems": [{what: {"TableName": "vestibule"}}]});
    let mail = |from: &str| json!({"FromEmailAddress": from});
    let ses = |signer: &str| request("/v2/email/outbound-emails", None, signer);
    let sns = || request("/", None, "f");
    let kms = |operation: &str| request("/", Some(&format!("TrentService.{operation}")), "f");
    for (parts, operation, body, allowed) in [
        (dynamodb("Query", "f"), "Query", body(table.clone()), true),
        (dynamodb("Query", "f"), "Query", body(index("due")), true),
        (dynamodb("Query", "f"), "Query", body(index("unsent")), false),
        (dynamodb("Query", "f"), "Query", body(json!({"TableName": "another"})), false),
        (dynamodb("Scan", "f"), "Scan", body(table.clone()), false),
        // A signer that is not a function may do anything.
        (dynamodb("Scan", "a-person"), "Scan", body(table), true),
        (dynamodb("TransactWriteItems", "f"), "TransactWriteItems", body(writes("Put")), true),
        (dynamodb("TransactWriteItems", "f"), "TransactWriteItems", body(writes("Delete")), false),
        (kms("Decrypt"), "Decrypt", body(json!({})), true),
        (kms("Encrypt"), "Encrypt", body(json!({})), false),
        (ses("f"), "SendEmail", body(mail("\"A\" <a@b.example>")), true),
        (ses("f"), "SendEmail", body(mail("c@b.example")), false),
        (sns(), "Publish", b"Action=Publish&PhoneNumber=%2B447400123456".to_vec(), true),
        (sns(), "Publish", b"Action=Publish&TopicArn=arn%3Aaws%3Asns%3Ax%3Ay%3Az".to_vec(), false),
    ] {
        let refusal = watch.refuses(&parts, operation, &body);
        let told = String::from_utf8_lossy(&body).into_owned();
        assert_eq!(refusal.is_none(), allowed, "{operation} {told}");
    }
    let told = watch.usages();
    let done: Vec<_> =
        told.as_array().unwrap().iter().filter(|each| each["function"] == "f").collect();
    let noted = |action: &str, resource: &str| {
        done.iter().any(|each| each["action"] == action && each["resource"] == resource)
    };
    assert!(noted("dynamodb:PutItem", &table_arn()));
    assert!(noted("dynamodb:Query", &format!("{}/index/due", table_arn())));
    assert!(noted("kms:Decrypt", &key_arn()));
    assert!(!noted("dynamodb:DeleteItem", &table_arn()), "what is refused is not done");
}
