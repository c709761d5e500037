//! The template's policies.

use super::*;
use crate::account::names::table_arn;
use serde_json::json;

pub(crate) fn document() -> Value {
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

pub(crate) fn rights(document: &Value) -> Result<Rights, String> {
    Rights::of(document, &References::of(document)).map_err(|error| error.to_string())
}

#[test]
fn unsupported_policies_are_template_errors() {
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
        let error = rights(&document).unwrap_err();
        assert!(error.starts_with(told), "{error}");
    }
}

#[test]
fn wildcards_match_any_letters() {
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
fn a_boundary_limits_policies() {
    let mut document = document();
    document["Globals"] = json!({"Function": {"PermissionsBoundary": {"Ref": "Most"}}});
    document["Resources"]["Most"] = json!({"Properties": {"PolicyDocument": {"Statement": [
        {"Effect": "Allow", "Action": ["dynamodb:Query", "sns:*"], "Resource": "*"}]}}});
    let rights = rights(&document).unwrap();
    assert!(rights.allow("f", &Usage::new("dynamodb:Query", table_arn())));
    assert!(rights.allow("f", &Usage::new("sns:Publish", "*")));
    assert!(!rights.allow("f", &Usage::new("dynamodb:PutItem", table_arn())));
    assert!(!rights.allow("f", &Usage::new("sns:Subscribe", "*")), "it allows nothing on its own");

    // Without a pipeline's ceiling the stack's own boundary counts.
    document["Globals"]["Function"]["PermissionsBoundary"] =
        json!({"Fn::If": ["HasCeiling", {"Ref": "Ceiling"}, {"Ref": "Most"}]});
    let rights = self::rights(&document).unwrap();
    assert!(!rights.allow("f", &Usage::new("dynamodb:PutItem", table_arn())));
}
