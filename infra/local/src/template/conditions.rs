//! Resolves `Fn::If` once each parameter has a value.
//!
//! This runs before everything else, so the rest of the reader needs no conditions.

use serde_json::{Map, Value};

use super::TemplateError;

/// Returns the template as deployed with these values, and the defaults of all other parameters.
///
/// # Errors
/// A value is for an undeclared parameter, or a condition is missing or not supported.
pub fn decided(mut document: Value, chosen: &[(&str, &str)]) -> Result<Value, TemplateError> {
    for (name, value) in chosen {
        let parameter = document.pointer_mut(&format!("/Parameters/{name}"));
        let parameter = parameter.and_then(Value::as_object_mut);
        let parameter =
            parameter.ok_or_else(|| TemplateError::of(name, "there is no such parameter"))?;
        parameter.insert("Default".to_owned(), Value::String((*value).to_owned()));
    }
    let conditions = Conditions { document: &document };
    let mut decided = Map::new();
    for (section, value) in document.as_object().into_iter().flatten() {
        let value = match section.as_str() {
            "Globals" | "Resources" | "Outputs" => conditions.decide(section, value)?,
            _ => Some(value.clone()),
        };
        decided.extend(value.map(|value| (section.clone(), value)));
    }
    Ok(Value::Object(decided))
}

struct Conditions<'a> {
    document: &'a Value,
}

impl Conditions<'_> {
    /// The value with each `Fn::If` replaced by its branch; `None` for `AWS::NoValue`.
    fn decide(&self, within: &str, value: &Value) -> Result<Option<Value>, TemplateError> {
        Ok(Some(match value {
            Value::Object(fields) => {
                match (fields.len(), fields.get("Fn::If"), fields.get("Ref")) {
                    (1, Some(branches), _) => {
                        let [condition, then, otherwise] =
                            branches.as_array().map_or(&[][..], |b| b)
                        else {
                            return Err(TemplateError::of(within, "an If has three parts"));
                        };
                        let name = condition.as_str().unwrap_or_default();
                        let branch = if self.holds(name)? { then } else { otherwise };
                        return self.decide(within, branch);
                    }
                    (1, _, Some(Value::String(name))) if name == "AWS::NoValue" => return Ok(None),
                    (_, _, _) => {
                        let mut decided = Map::new();
                        for (field, value) in fields {
                            let value = self.decide(field, value)?;
                            decided.extend(value.map(|value| (field.clone(), value)));
                        }
                        Value::Object(decided)
                    }
                }
            }
            Value::Array(items) => {
                let items = items.iter().map(|item| self.decide(within, item));
                let items: Vec<_> = items.collect::<Result<_, _>>()?;
                Value::Array(items.into_iter().flatten().collect())
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value.clone(),
        }))
    }

    fn holds(&self, name: &str) -> Result<bool, TemplateError> {
        let condition = self.document.pointer(&format!("/Conditions/{name}"));
        let condition =
            condition.ok_or_else(|| TemplateError::of(name, "there is no such condition"))?;
        self.is_true(name, condition)
    }

    fn is_true(&self, name: &str, condition: &Value) -> Result<bool, TemplateError> {
        let unknown = || TemplateError::of(name, format!("{condition} is not known here"));
        let fields = condition.as_object().filter(|fields| fields.len() == 1);
        let (kind, said) = fields.and_then(|fields| fields.iter().next()).ok_or_else(unknown)?;
        let parts = said.as_array().map_or(&[][..], Vec::as_slice);
        let mut each = parts.iter().map(|part| self.is_true(name, part));
        match (kind.as_str(), parts) {
            ("Condition", _) => self.holds(said.as_str().ok_or_else(unknown)?),
            ("Fn::Equals", [one, other]) => {
                let (one, other) = (self.text(one), self.text(other));
                Ok(one.ok_or_else(unknown)? == other.ok_or_else(unknown)?)
            }
            ("Fn::Not", [part]) => Ok(!self.is_true(name, part)?),
            ("Fn::And", [_, ..]) => each.try_fold(true, |all, part| Ok(part? && all)),
            ("Fn::Or", [_, ..]) => each.try_fold(false, |any, part| Ok(part? || any)),
            (_, _) => Err(unknown()),
        }
    }

    /// A plain value, or a parameter's.
    fn text(&self, value: &Value) -> Option<String> {
        match value {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            Value::Bool(truth) => Some(truth.to_string()),
            Value::Object(_) => {
                let name = value.get("Ref")?.as_str()?;
                let parameter = self.document.pointer(&format!("/Parameters/{name}"))?;
                parameter.get("Default").map_or(Some(String::new()), |value| self.text(value))
            }
            Value::Null | Value::Array(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn template(resource: &Value) -> Value {
        json!({
            "Parameters": {"Closed": {"Default": "no"}, "Days": {"Default": 0}, "Vault": {}},
            "Conditions": {
                "IsClosed": {"Fn::Equals": [{"Ref": "Closed"}, "yes"]},
                "BacksUp": {"Fn::Not": [{"Fn::Equals": [{"Ref": "Days"}, 0]}]},
                "Copies": {"Fn::And": [
                    {"Condition": "BacksUp"}, {"Fn::Not": [{"Fn::Equals": [{"Ref": "Vault"}, ""]}]},
                ]},
                "Either": {"Fn::Or": [{"Condition": "IsClosed"}, {"Condition": "BacksUp"}]},
                "Odd": {"Fn::Contains": ["a", "b"]},
            },
            "Resources": {"R": resource},
        })
    }

    fn resource(resource: &Value, chosen: &[(&str, &str)]) -> Result<Value, String> {
        let decided = decided(template(resource), chosen).map_err(|error| error.to_string())?;
        Ok(decided["Resources"]["R"].clone())
    }

    #[test]
    fn an_if_becomes_the_branch_of_its_condition() {
        let which = |condition: &str| json!({"is": {"Fn::If": [condition, {"Ref": "A"}, "b"]}});
        let (then, otherwise) = (json!({"is": {"Ref": "A"}}), json!({"is": "b"}));
        for (condition, chosen, expected) in [
            ("IsClosed", vec![], &otherwise),
            ("IsClosed", vec![("Closed", "yes")], &then),
            ("BacksUp", vec![], &otherwise),
            ("BacksUp", vec![("Days", "7")], &then),
            ("Copies", vec![("Days", "7")], &otherwise),
            ("Copies", vec![("Vault", "v")], &otherwise),
            ("Copies", vec![("Days", "7"), ("Vault", "v")], &then),
            ("Either", vec![], &otherwise),
            ("Either", vec![("Days", "7")], &then),
        ] {
            let decided = resource(&which(condition), &chosen);
            assert_eq!(decided.as_ref(), Ok(expected), "{condition} {chosen:?}");
        }
    }

    #[test]
    fn no_value_is_left_out() {
        let none = json!({"Fn::If": ["IsClosed", 1, {"Ref": "AWS::NoValue"}]});
        let nested = json!({"Fn::If": ["IsClosed", 1, {"Fn::If": ["BacksUp", 2, [3, none]]}]});
        let decided = resource(&json!({"a": none, "b": [none, 2], "c": nested}), &[]);
        assert_eq!(decided, Ok(json!({"b": [2], "c": [3]})));
    }

    #[test]
    fn unknown_conditions_are_named() {
        let error = |condition: &str| resource(&json!({"Fn::If": [condition, 1, 2]}), &[]);
        assert_eq!(error("None"), Err("None: there is no such condition".to_owned()));
        assert!(error("Odd").unwrap_err().ends_with("is not known here"));
        assert!(resource(&json!({"Fn::If": ["IsClosed", 1]}), &[]).is_err());
        let unknown = resource(&json!({}), &[("Opened", "yes")]);
        assert_eq!(unknown, Err("Opened: there is no such parameter".to_owned()));
    }
}
