//! A CloudFront function, run as it stands in the template.

use rquickjs::{Context, Function, Runtime};
use serde_json::Value;

use super::front_error::FrontError;

/// A loaded function. Its engine lets one caller in at a time; a call takes microseconds.
pub struct EdgeFunction {
    context: Context,
}

impl EdgeFunction {
    /// Loads the code of a function, which names its `handler`.
    pub fn load(code: &str) -> Result<Self, FrontError> {
        let fault = |fault: rquickjs::Error| FrontError::Function { reason: fault.to_string() };
        let runtime = Runtime::new().map_err(fault)?;
        let context = Context::full(&runtime).map_err(fault)?;
        context.with(|js| {
            let loaded = js.eval::<(), _>(code);
            let loaded = loaded.and_then(|()| js.globals().get::<_, Function>("handler").map(drop));
            loaded.map_err(|fault| FrontError::Function { reason: explained(&js, fault) })
        })?;
        Ok(Self { context })
    }

    /// What the function returns for an event.
    pub fn run(&self, event: &Value) -> Result<Value, String> {
        self.context.with(|js| {
            let called = || -> rquickjs::Result<Option<String>> {
                let event = js.json_parse(event.to_string())?;
                let handler: Function = js.globals().get("handler")?;
                let returned: rquickjs::Value = handler.call((event,))?;
                js.json_stringify(returned)?.map(|text| text.to_string()).transpose()
            };
            let returned = called().map_err(|fault| explained(&js, fault))?;
            let returned = returned.ok_or("a function returned nothing")?;
            serde_json::from_str(&returned).map_err(|fault| fault.to_string())
        })
    }
}

/// The fault in the words of the exception that was thrown, if one was.
fn explained(js: &rquickjs::Ctx<'_>, fault: rquickjs::Error) -> String {
    if !fault.is_exception() {
        return fault.to_string();
    }
    let thrown = js.catch();
    thrown.as_exception().map_or_else(|| fault.to_string(), ToString::to_string)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_function_is_given_its_event_and_returns_what_it_made_of_it() {
        let function = EdgeFunction::load(
            "const TIMES = 2; function handler(event) { return { n: event.n * TIMES }; }",
        );
        let function = function.unwrap();
        assert_eq!(function.run(&json!({ "n": 21 })), Ok(json!({ "n": 42 })));
        assert_eq!(function.run(&json!({ "n": 1 })), Ok(json!({ "n": 2 })));
    }

    #[test]
    fn what_is_wrong_with_a_function_is_told() {
        let fault = |code: &str| EdgeFunction::load(code).err().unwrap().to_string();
        let unfinished = fault("function (");
        assert!(unfinished.contains("function name expected"), "{unfinished}");
        assert!(fault("const other = 1;").starts_with("a function of CloudFront's"));
        let thrower = EdgeFunction::load("function handler(e) { return e.a.b; }").unwrap();
        assert!(thrower.run(&json!({})).unwrap_err().contains("cannot read property 'b'"));
        let silent = EdgeFunction::load("function handler(e) {}").unwrap();
        assert_eq!(silent.run(&json!({})), Err("a function returned nothing".to_owned()));
    }
}
