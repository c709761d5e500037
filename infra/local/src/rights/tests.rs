use super::*;
use crate::account::names::{key_arn, table_arn};
use axum::http::Request;

fn document() -> Value {
    json!({
        "Parameters": {"Sender": {"Default": "a@b.example"}},
        "Resources": {
            "Table": {"Type": "AWS::DynamoDB::Table"},
            "Key": {"Type": "AWS::KMS::Key"},
            "Read": {"Type": "AWS::IAM::ManagedPolicy", "Properties": {"PolicyDocument": {
                "Statement": [{"Effect": "Allow", "Action": ["dynamodb:Query", "dynamodb:Put*"],
                    "Resource": [{"Fn::GetAtt": ["Table", "Arn"]},
                        {"Fn::Sub": "${Table.Arn}/index/due"}]}]}}},
            "Text": {"Type": "AWS::IAM::ManagedPolicy", "Properties": {"PolicyDocument": {
                "Statement": [
                    {"Effect": "Allow", "Action": "sns:Publish", "Resource": "*"},
                    {"Effect": "Deny", "Action": "sns:Publish", "Resource": "arn:*:sns:*:*:*"},
                    {"Effect": "Allow", "Action": "ses:SendEmail", "Resource": "*",
                        "Condition": {"StringEquals": {"ses:FromAddress": {"Ref": "Sender"}}}},
                ]}}},
            "F": {"Type": "AWS::Serverless::Function",
                "Metadata": {"BuildProperties": {"Binary": "f"}},
                "Properties": {"Policies": [{"Ref": "Read"}, {"Ref": "Text"}, {"Statement": {
                    "Effect": "Allow", "Action": "kms:Decrypt",
                    "Resource": {"Fn::GetAtt": ["Key", "Arn"]}}}]}},
        },
    })
}

fn rights(document: &Value) -> Result<Rights, String> {
    Rights::of(document, &Names::of(document)).map_err(|fault| fault.to_string())
}

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
fn what_is_allowed_is_done_and_noted_and_nothing_else_is() {
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
        // Who is no function looks on.
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
    let told = watch.told();
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

#[test]
fn what_is_not_known_here_is_a_fault_of_the_template() {
    for (place, value, told) in [
        (
            "/Resources/F/Properties/Policies/0/Ref",
            json!("None"),
            "F: its policy None has no statement",
        ),
        (
            "/Resources/Text/Properties/PolicyDocument/Statement/2/Condition",
            json!({"StringLike": {"a": "b"}}),
            "Text: the condition StringLike is not known here",
        ),
        (
            "/Resources/Text/Properties/PolicyDocument/Statement/0",
            json!({"Effect": "Allow", "Action": "a", "NotResource": "b"}),
            "Text: unknown field `NotResource`",
        ),
    ] {
        let mut document = document();
        *document.pointer_mut(place).unwrap() = value;
        let fault = rights(&document).unwrap_err();
        assert!(fault.starts_with(told), "{fault}");
    }
}

#[test]
fn signs_stand_for_any_letters() {
    for (pattern, text, is) in [
        ("*", "", true),
        ("a*c", "abbc", true),
        ("a*c", "abb", false),
        ("a?c", "abc", true),
        ("a?c", "ac", false),
        ("arn:*:sns:*:*:*", "arn:aws:sns:eu-west-1:1:t", true),
        ("", "a", false),
    ] {
        assert_eq!(is_like(pattern, text), is, "{pattern} {text}");
    }
}

#[test]
fn a_boundary_is_the_most_that_policies_can_allow() {
    let mut document = document();
    document["Globals"] = json!({"Function": {"PermissionsBoundary": {"Ref": "Most"}}});
    document["Resources"]["Most"] = json!({"Properties": {"PolicyDocument": {"Statement": [
        {"Effect": "Allow", "Action": ["dynamodb:Query", "sns:*"], "Resource": "*"}]}}});
    let rights = rights(&document).unwrap();
    assert!(rights.allow("f", &Usage::new("dynamodb:Query", table_arn())));
    assert!(rights.allow("f", &Usage::new("sns:Publish", "*")));
    assert!(!rights.allow("f", &Usage::new("dynamodb:PutItem", table_arn())));
    assert!(!rights.allow("f", &Usage::new("sns:Subscribe", "*")), "it allows nothing by itself");

    // Without a pipeline's ceiling the stack's own boundary counts.
    document["Globals"]["Function"]["PermissionsBoundary"] =
        json!({"Fn::If": ["HasCeiling", {"Ref": "Ceiling"}, {"Ref": "Most"}]});
    let rights = self::rights(&document).unwrap();
    assert!(!rights.allow("f", &Usage::new("dynamodb:PutItem", table_arn())));
}
