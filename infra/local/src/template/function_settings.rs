//! The settings of each function besides its code: environment, memory and time limit.

use std::collections::BTreeMap;

use serde_json::Value;

use super::TemplateError;
use super::references::References;

/// The settings of one function.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FunctionSettings {
    /// Its environment: variables of all functions, and its own.
    pub environment: BTreeMap<String, Value>,
    /// Its memory, in MB.
    pub memory_mb: u32,
    /// Its time limit, in seconds.
    pub timeout_s: u32,
}

/// Returns the settings of each function, by the name of its binary.
///
/// # Errors
/// A function's memory or time limit is not a number.
pub fn all(
    document: &Value,
    references: &References,
) -> Result<BTreeMap<String, FunctionSettings>, TemplateError> {
    let globals = &document["Globals"]["Function"];
    let mut all = BTreeMap::new();
    for (id, name, properties) in functions(document) {
        let mut environment = variables(globals);
        environment.extend(variables(properties));
        let number = |property: &str, lambdas_own: u32| {
            let Some(own) = properties.get(property).or_else(|| globals.get(property)) else {
                return Ok(lambdas_own);
            };
            let text = references.text(id, own)?;
            text.parse().map_err(|_| TemplateError::of(id, format!("its {property} is {text}")))
        };
        let (memory_mb, timeout_s) = (number("MemorySize", 128)?, number("Timeout", 3)?);
        let settings = FunctionSettings { environment, memory_mb, timeout_s };
        all.insert(name.to_owned(), settings);
    }
    Ok(all)
}

/// The functions of a template: id, name of the binary, properties.
pub(crate) fn functions(document: &Value) -> impl Iterator<Item = (&str, &str, &Value)> {
    let resources = document["Resources"].as_object().into_iter().flatten();
    resources.filter(|(_, resource)| resource["Type"] == "AWS::Serverless::Function").filter_map(
        |(id, resource)| {
            let name = resource.pointer("/Metadata/BuildProperties/Binary")?.as_str()?;
            Some((id.as_str(), name, &resource["Properties"]))
        },
    )
}

fn variables(of: &Value) -> BTreeMap<String, Value> {
    let variables = of.pointer("/Environment/Variables").and_then(Value::as_object);
    let variables = variables.into_iter().flatten();
    variables.map(|(name, value)| (name.clone(), value.clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn settings_of_a_function_are_added_to_those_of_all() {
        let function = |properties: Value| {
            json!({"Type": "AWS::Serverless::Function", "Properties": properties,
                "Metadata": {"BuildProperties": {"Binary": "f"}}})
        };
        let mut document = json!({
            "Globals": {"Function": {"MemorySize": 512, "Timeout": 20,
                "Environment": {"Variables": {"A": "1", "B": {"Ref": "X"}}}}},
            "Resources": {"F": function(json!({
                "MemorySize": 1024, "Environment": {"Variables": {"C": "3", "A": "2"}}}))},
        });
        let references = References::of(&document);
        let settings = &all(&document, &references).unwrap()["f"];
        let environment = json!({"A": "2", "B": {"Ref": "X"}, "C": "3"});
        assert_eq!(json!(settings.environment), environment);
        assert_eq!((settings.memory_mb, settings.timeout_s), (1024, 20));
        document["Resources"]["F"]["Properties"]["MemorySize"] = json!("much");
        assert_eq!(
            all(&document, &references).unwrap_err().to_string(),
            "F: its MemorySize is much"
        );
    }
}
