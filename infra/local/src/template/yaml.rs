//! CloudFormation's short intrinsic functions, in their long form.
//!
//! `!Ref X` becomes `{"Ref": "X"}` and `!GetAtt X.Y` becomes `{"Fn::GetAtt": ["X", "Y"]}`, so the
//! rest of the reader handles one spelling, and plain JSON only.

use serde_json::{Value as Json, json};
use serde_norway::Value as Yaml;

/// The document as JSON, without tags.
pub fn with_long_intrinsics(yaml: Yaml) -> Json {
    match yaml {
        Yaml::Null => Json::Null,
        Yaml::Bool(value) => Json::Bool(value),
        Yaml::Number(number) => number_of(&number),
        Yaml::String(text) => Json::String(text),
        Yaml::Sequence(items) => items.into_iter().map(with_long_intrinsics).collect(),
        Yaml::Mapping(entries) => entries
            .into_iter()
            .map(|(key, value)| (key_of(key), with_long_intrinsics(value)))
            .collect(),
        Yaml::Tagged(tagged) => {
            long(tagged.tag.to_string().trim_start_matches('!'), with_long_intrinsics(tagged.value))
        }
    }
}

fn number_of(number: &serde_norway::Number) -> Json {
    number
        .as_i64()
        .map(Json::from)
        .or_else(|| number.as_u64().map(Json::from))
        .or_else(|| number.as_f64().map(Json::from))
        .unwrap_or(Json::Null)
}

/// Keys are text in CloudFormation; a key such as `2` or `true` is read as spelled.
fn key_of(key: Yaml) -> String {
    let key = with_long_intrinsics(key);
    key.as_str().map_or_else(|| key.to_string(), str::to_owned)
}

fn long(tag: &str, value: Json) -> Json {
    match (tag, value) {
        ("Ref", value) => json!({ "Ref": value }),
        ("Condition", value) => json!({ "Condition": value }),
        ("GetAtt", Json::String(path)) => {
            let (resource, attribute) = path.split_once('.').unwrap_or((&path, ""));
            json!({ "Fn::GetAtt": [resource, attribute] })
        }
        (other, value) => json!({ format!("Fn::{other}"): value }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_become_long_ones() {
        let yaml = serde_norway::from_str(
            "a: !Ref X\nb: [!GetAtt X.Arn, !Sub \"${X}/y\"]\nc: !If [p, !Ref X, 1]\n",
        )
        .unwrap();
        assert_eq!(
            with_long_intrinsics(yaml),
            json!({
                "a": {"Ref": "X"},
                "b": [{"Fn::GetAtt": ["X", "Arn"]}, {"Fn::Sub": "${X}/y"}],
                "c": {"Fn::If": ["p", {"Ref": "X"}, 1]},
            })
        );
    }
}
