//! A CloudFront function, run from the template's code.

use rquickjs::{Context, Function, Runtime};
use serde_json::Value;

use super::front_error::FrontError;

/// A loaded function. Its engine serves one caller at a time; a call takes microseconds.
pub struct EdgeFunction {
    context: Context,
}

impl EdgeFunction {
    /// Loads the code of a function, which must define `handler`.
    pub fn load(code: &str) -> Result<Self, FrontError> {
        let error = |error: rquickjs::Error| FrontError::Function { reason: error.to_string() };
        let runtime = Runtime::new().map_err(error)?;
        let context = Context::full(&runtime).map_err(error)?;
        context.with(|js| {
            let loaded = js.eval::<(), _>(code);
            let loaded = loaded.and_then(|()| js.globals().get::<_, Function>("handler").map(drop));
            loaded.map_err(|error| FrontError::Function { reason: explained(&js, error) })
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
            let returned = called().map_err(|error| explained(&js, error))?;
            let returned = returned.ok_or("a function returned nothing")?;
            serde_json::from_str(&returned).map_err(|error| error.to_string())
        })
    }
}

/// The error, in the words of the thrown exception if there is one.
fn explained(js: &rquickjs::Ctx<'_>, error: rquickjs::Error) -> String {
    if !error.is_exception() {
        return error.to_string();
    }
    let thrown = js.catch();
    thrown.as_exception().map_or_else(|| error.to_string(), ToString::to_string)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_function_gets_its_event_and_returns_its_result() {
        let function = EdgeFunction::load(
            "const TIMES = 2; function handler(event) { return { n: event.n * TIMES }; }",
        );
        let function = function.unwrap();
        assert_eq!(function.run(&json!({ "n": 21 })), Ok(json!({ "n": 42 })));
        assert_eq!(function.run(&json!({ "n": 1 })), Ok(json!({ "n": 2 })));
    }

    #[test]
    fn a_faulty_function_is_reported() {
        let error = |code: &str| EdgeFunction::load(code).err().unwrap().to_string();
        let unfinished = error("function (");
        assert!(unfinished.contains("function name expected"), "{unfinished}");
        assert!(error("const other = 1;").starts_with("a function of CloudFront's"));
        let thrower = EdgeFunction::load("function handler(e) { return e.a.b; }").unwrap();
        assert!(thrower.run(&json!({})).unwrap_err().contains("cannot read property 'b'"));
        let silent = EdgeFunction::load("function handler(e) {}").unwrap();
        assert_eq!(silent.run(&json!({})), Err("a function returned nothing".to_owned()));
    }
}
