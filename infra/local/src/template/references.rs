//! The values of the template's references on this machine: parameters at their defaults, the
//! account and region played here, resources under local names.

use std::collections::BTreeMap;

use serde_json::Value;

use super::TemplateError;
use crate::account::names::{ACCOUNT, KMS_KEY_ID, REGION, SENDER, TABLE_NAME, key_arn, table_arn};

/// Values by reference: `Table`, `Table.Arn`, `AWS::Region`.
#[derive(Debug, Clone, Default)]
pub struct References(BTreeMap<String, String>);

impl References {
    /// Collects the references of a template.
    #[must_use]
    pub fn of(document: &Value) -> Self {
        let mut references = Self::default();
        let each = |section: &str| {
            let section = document.get(section).and_then(Value::as_object);
            section.into_iter().flatten().map(|(id, value)| (id.clone(), value.clone()))
        };
        for (id, parameter) in each("Parameters").collect::<Vec<_>>() {
            references.set(&id, plain(&parameter["Default"]).unwrap_or_default());
        }
        for (id, resource) in each("Resources").collect::<Vec<_>>() {
            // The middle of a resource's type is its service.
            let kind = resource["Type"].as_str().unwrap_or_default().to_owned();
            let service = kind.split("::").nth(1).unwrap_or_default().to_ascii_lowercase();
            references
                .set(&format!("{id}.Arn"), format!("arn:aws:{service}:{REGION}:{ACCOUNT}:{id}"));
            match kind.as_str() {
                "AWS::DynamoDB::Table" => {
                    references.set(&id, TABLE_NAME.to_owned());
                    references.set(&format!("{id}.Arn"), table_arn());
                }
                _ => references.set(&id, id.clone()),
            }
        }
        if document.pointer("/Resources/Key").is_some() {
            references.set("Key", KMS_KEY_ID.to_owned());
            references.set("Key.Arn", key_arn());
        }
        for (name, value) in [
            ("AWS::Region", REGION),
            ("AWS::AccountId", ACCOUNT),
            ("AWS::Partition", "aws"),
            ("AWS::URLSuffix", "amazonaws.com"),
            ("AWS::StackName", "vestibule"),
            // The runner's own sender sends the e-mails.
            ("SenderAddress", SENDER),
        ] {
            references.set(name, value.to_owned());
        }
        references
    }

    /// Replaces the value of a name.
    pub fn set(&mut self, name: &str, value: String) {
        self.0.insert(name.to_owned(), value);
    }

    /// Returns the value of a template's value.
    ///
    /// # Errors
    /// It is neither a text nor a reference, or refers to something missing.
    pub fn text(&self, id: &str, value: &Value) -> Result<String, TemplateError> {
        let unknown = || TemplateError::of(id, format!("{value} is not known here"));
        if let Some(text) = plain(value) {
            return Ok(text);
        }
        if let Some(name) = value.get("Ref").and_then(Value::as_str) {
            return self.0.get(name).cloned().ok_or_else(unknown);
        }
        if let Some([resource, attribute]) = value.get("Fn::GetAtt").and_then(pair) {
            return self.0.get(&format!("{resource}.{attribute}")).cloned().ok_or_else(unknown);
        }
        let sub = value.get("Fn::Sub").ok_or_else(unknown)?;
        if let Some([Value::String(text), Value::Object(own)]) = sub.as_array().map(Vec::as_slice) {
            let mut references = self.clone();
            for (name, value) in own {
                references.set(name, self.text(id, value)?);
            }
            return references.filled(text).ok_or_else(unknown);
        }
        self.filled(sub.as_str().ok_or_else(unknown)?).ok_or_else(unknown)
    }

    /// A text with each `${name}` replaced.
    fn filled(&self, text: &str) -> Option<String> {
        let (before, rest) = match text.split_once("${") {
            Some(parts) => parts,
            None => return Some(text.to_owned()),
        };
        let (name, rest) = rest.split_once('}')?;
        Some(format!("{before}{}{}", self.0.get(name)?, self.filled(rest)?))
    }
}

fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

fn pair(value: &Value) -> Option<[&str; 2]> {
    match value.as_array()?.as_slice() {
        [one, other] => Some([one.as_str()?, other.as_str()?]),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn references_have_the_values_of_their_targets() {
        let references = References::of(&json!({
            "Parameters": {"Sender": {"Default": "a@b.example"}, "Secret": {}},
            "Resources": {
                "Table": {"Type": "AWS::DynamoDB::Table"},
                "Set": {"Type": "AWS::SES::ConfigurationSet"},
            },
        }));
        let text = |value| references.text("F", &value).map_err(|error| error.to_string());
        for (value, comes_to) in [
            (json!("plain"), "plain"),
            (json!(512), "512"),
            (json!({"Ref": "Sender"}), "a@b.example"),
            (json!({"Ref": "Table"}), TABLE_NAME),
            (json!({"Ref": "Set"}), "Set"),
            (json!({"Fn::GetAtt": ["Set", "Arn"]}), "arn:aws:ses:eu-west-1:123456789012:Set"),
            (json!({"Fn::Sub": "${Sender},${Secret}"}), "a@b.example,"),
            (json!({"Fn::Sub": "in ${AWS::Region}"}), "in eu-west-1"),
            (json!({"Fn::Sub": ["${Own}/${Set}", {"Own": {"Ref": "Sender"}}]}), "a@b.example/Set"),
        ] {
            assert_eq!(text(value), Ok(comes_to.to_owned()));
        }
        assert_eq!(text(json!({"Fn::GetAtt": ["Table", "Arn"]})), Ok(table_arn()));
        for missing in [json!({"Ref": "None"}), json!({"Fn::Sub": "${None}"}), json!(["a"])] {
            let told = text(missing.clone()).unwrap_err();
            assert_eq!(told, format!("F: {missing} is not known here"));
        }
    }
}
