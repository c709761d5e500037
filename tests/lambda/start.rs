//! How a binary starts and ends: it names a missing variable, it ends on a signal, and it continues
//! after a panic.

use crate::binaries;
use crate::environment::Function;
use crate::world::alone;
use serde_json::{Value, json};
use std::os::unix::process::ExitStatusExt;

/// Its output, line by line.
fn lines(function: &Function) -> Vec<String> {
    let log = std::fs::read_to_string(&function.log).expect("a log");
    log.lines().map(str::to_owned).collect()
}

fn sweep(function: &Function) {
    std::fs::remove_dir_all(function.log.parent().expect("a folder")).expect("a folder");
}

#[tokio::test]
async fn a_missing_variable_is_named_in_one_log_line_and_to_lambda() {
    for name in ["deliver-email", "verify-pin"] {
        let function = alone(name);
        assert!(function.variables.len() >= 4, "{name}");
        for variable in function.variables.keys() {
            let mut lacking = function.clone();
            lacking.variables.remove(variable);
            let (told, status) = lacking.start().await.could_not_start().await;
            let message = format!("the environment variable {variable} is missing");
            assert_eq!(told["errorMessage"], json!(message));
            assert_eq!(told["errorType"], told["header"]);
            assert_eq!(status.code(), Some(1));
            let lines = lines(&function);
            assert_eq!(lines.len(), 1, "{lines:?}");
            let line: serde_json::Value = serde_json::from_str(&lines[0]).expect("JSON");
            assert_eq!((&line["message"], &line["level"]), (&json!(message), &json!("ERROR")));
            let at = line["timestamp"].as_str().unwrap_or_default();
            assert!(at.parse::<jiff::Timestamp>().is_ok(), "{line}");
            std::fs::remove_file(&function.log).expect("a log");
        }
        sweep(&function);
    }
}

#[tokio::test]
async fn every_function_ends_cleanly_on_a_signal() {
    for name in binaries::all() {
        let function = alone(&name);
        let mut environment = function.start().await;
        environment.asked(1).await;
        let status = environment.terminate().await;
        assert_eq!((status.code(), status.signal()), (Some(0), None), "{name}");
        assert_eq!(lines(&function), [""; 0], "{name}");
        sweep(&function);
    }
}

#[tokio::test]
async fn a_panic_is_an_error_and_the_next_event_is_answered() {
    let function = alone("panicking");
    let mut environment = function.start().await;
    for _ in 0..2 {
        let panicked = environment.invoke(&json!({ "panic": true })).await;
        let error = panicked.expect_err("an error");
        let message = error["errorMessage"].as_str().unwrap_or_default();
        assert!(message.starts_with("Lambda panicked: ") && message.contains("it was asked to"));
        let next = environment.invoke(&json!({ "panic": false })).await;
        assert_eq!(next, Ok(json!({ "panic": false })));
    }
    environment.asked(5).await;
    let lines: Vec<Value> =
        lines(&function).iter().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let panics: Vec<_> = lines.iter().filter(|line| line["level"] == "ERROR").collect();
    assert_eq!(panics.len(), 2, "{lines:?}");
    let places = |line: &&Value| line["at"].as_str().is_some_and(|at| at.contains("panicking.rs:"));
    assert!(panics.iter().all(places), "{lines:?}");
    let quoted = lines.iter().any(|line| line.to_string().contains("it was asked to"));
    assert!(!quoted, "a panic's text may quote what was sent: {lines:?}");
    sweep(&function);
}
