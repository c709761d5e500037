//! Lambda functions as the runner calls them.
//!
//! However a handler ends (a reply, an error, a panic), its caller gets an answer, and the others
//! keep running.

use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};

/// Pauses before the two retries of a failed asynchronous call. On AWS they are one and two
/// minutes.
const AGAIN_AFTER: [Duration; 2] = [Duration::from_secs(1), Duration::from_secs(2)];

/// A handler's pending reply, or its error.
pub type Reply = Pin<Box<dyn Future<Output = Result<Value, FunctionError>> + Send>>;

/// A Lambda function as the runner sees it: event JSON in, reply JSON out.
pub type Handler = Arc<dyn Fn(Value) -> Reply + Send + Sync>;

/// A handler ended without a reply.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{error_type}: {message}")]
pub struct FunctionError {
    /// The kind of error, as Lambda's `errorType` has it.
    pub error_type: String,
    /// The message, for the log and for the caller who invoked the function by name.
    pub message: String,
}

impl FunctionError {
    /// The body with which Lambda answers the caller of a failed function.
    #[must_use]
    pub fn payload(&self) -> Value {
        json!({ "errorType": self.error_type, "errorMessage": self.message })
    }
}

/// All functions by name, such as `verify-pin`.
#[derive(Clone, Default)]
pub struct Functions(pub HashMap<&'static str, Handler>);

impl Functions {
    /// Adds a function written as an ordinary async closure.
    #[must_use]
    pub fn with<F, Fut>(mut self, name: &'static str, handle: F) -> Self
    where
        F: Fn(Value) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<Value, FunctionError>> + Send + 'static,
    {
        self.0.insert(name, Arc::new(move |event| Box::pin(handle(event))));
        self
    }

    /// Whether there is a function of this name.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// Calls a function and waits for its result.
    ///
    /// The function runs to its end even if the caller is dropped, as on Lambda.
    ///
    /// # Errors
    /// The function's own error, a panic, or an unknown function. Each is logged here, once, with
    /// the function's name and without its event.
    pub async fn invoke(&self, name: &str, event: Value) -> Result<Value, FunctionError> {
        let outcome = match self.0.get(name) {
            None => Err(FunctionError {
                error_type: "ResourceNotFoundException".to_owned(),
                message: format!("Function not found: {name}"),
            }),
            Some(handler) => match tokio::spawn(handler(event)).await {
                Ok(outcome) => outcome,
                Err(ended) => Err(FunctionError {
                    error_type: "Runtime.ExitError".to_owned(),
                    message: what_ended(ended),
                }),
            },
        };
        if let Err(error) = &outcome {
            tracing::error!(
                function = name,
                error_type = error.error_type,
                message = error.message,
                "function failed"
            );
        }
        outcome
    }

    /// Calls a function asynchronously, and retries twice if it fails.
    pub async fn invoke_unawaited(&self, name: &str, event: Value) {
        self.invoke_again_after(&AGAIN_AFTER, name, event).await;
    }

    async fn invoke_again_after(&self, pauses: &[Duration], name: &str, event: Value) {
        for pause in pauses {
            if self.invoke(name, event.clone()).await.is_ok() {
                return;
            }
            tokio::time::sleep(*pause).await;
        }
        if self.invoke(name, event).await.is_err() {
            tracing::error!(function = name, "an event was dropped after all tries");
        }
    }
}

fn what_ended(ended: tokio::task::JoinError) -> String {
    let Ok(panic) = ended.try_into_panic() else {
        return "the function was stopped with the runner".to_owned();
    };
    let said = panic
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| panic.downcast_ref::<String>().cloned());
    format!("panicked: {}", said.as_deref().unwrap_or("without a message"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU32, Ordering};

    #[tokio::test]
    async fn a_panic_is_an_error_reply() {
        let functions = Functions::default()
            .with("falls", |_| async { panic!("over a stone") })
            .with("replies", |event| async { Ok(event) });
        let fallen = functions.invoke("falls", json!({})).await.unwrap_err();
        assert_eq!(fallen.message, "panicked: over a stone");
        assert_eq!(functions.invoke("replies", json!({"a": 1})).await, Ok(json!({"a": 1})));
    }

    #[tokio::test]
    async fn an_asynchronous_event_is_tried_three_times_at_most() {
        let tries = Arc::new(AtomicU32::new(0));
        let counted = Arc::clone(&tries);
        let functions = Functions::default().with("takes", move |event| {
            let try_now = counted.fetch_add(1, Ordering::SeqCst) + 1;
            let enough = event.as_u64().is_some_and(|wanted| u64::from(try_now) >= wanted);
            let error = FunctionError { error_type: "E".to_owned(), message: "no".to_owned() };
            async move { if enough { Ok(Value::Null) } else { Err(error) } }
        });
        for (taken_at, tried) in [(1, 1), (2, 2), (9, 3)] {
            tries.store(0, Ordering::SeqCst);
            let pauses = [Duration::from_millis(1); AGAIN_AFTER.len()];
            functions.invoke_again_after(&pauses, "takes", json!(taken_at)).await;
            assert_eq!(tries.load(Ordering::SeqCst), tried);
        }
    }

    #[tokio::test]
    async fn an_unknown_function_is_named() {
        let missing = Functions::default().invoke("none", json!({})).await.unwrap_err();
        assert_eq!(missing.message, "Function not found: none");
    }
}
