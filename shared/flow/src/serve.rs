//! Runs a flow: as a Lambda function, or in the local runner's process. One code path.

use crate::flow::{EventFailure, Flow, HttpHandler, Kind};
use lambda_http::lambda_runtime::{self, LambdaEvent, Service};
use lambda_http::request::LambdaRequest;
use lambda_http::{Adapter, Request, service_fn};
use serde::Serialize;
use serde_json::Value;
use std::convert::Infallible;
use std::process::ExitCode;
use std::time::Instant;
use tokio::signal::unix::{SignalKind, signal};
use vestibule_contract::Operation;
use vestibule_runtime::app::App;
use vestibule_runtime::clock::Clock;
use vestibule_runtime::config::Config;
use vestibule_runtime::init_error::tell;
use vestibule_runtime::logging;
use vestibule_runtime::meter::Meter;

/// A function's whole `main`: configures, then answers until the environment ends.
#[must_use]
pub fn serve(flow: &Flow) -> ExitCode {
    logging::start();
    match run(flow) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            tracing::error!(
                flow = flow.name,
                release = vestibule_runtime::config::release(),
                "{fault}"
            );
            ExitCode::FAILURE
        }
    }
}

fn run(flow: &Flow) -> Result<(), lambda_runtime::Error> {
    let variables: Vec<_> = flow.variables().into_iter().collect();
    let config = Config::from_env(&variables).inspect_err(|fault| tell(&fault.to_string()))?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.inspect_err(|fault| tell(&fault.to_string()))?;
    if flow.loads_numbers() {
        // During a start Lambda allows more processor power than the function has later.
        vestibule_domain::values::load_numbers();
    }
    runtime.block_on(async {
        let mut terminated = signal(SignalKind::terminate())?;
        let app = App::start(config, Clock::default()).await;
        tokio::select! {
            // An environment is only ended while it has nothing to answer.
            _ = terminated.recv() => Ok(()),
            ended = answer(flow, app) => ended,
        }
    })
}

async fn answer(flow: &Flow, app: App) -> Result<(), lambda_runtime::Error> {
    match &flow.kind {
        Kind::Http { operation, handler } => {
            let answer = |request: Request| {
                let app = app.clone();
                async move {
                    Ok::<_, Infallible>(crate::http::answer(app, operation, handler, request).await)
                }
            };
            lambda_http::run(service_fn(answer)).await
        }
        Kind::Event { .. } => {
            let answer = |event: LambdaEvent<Value>| {
                let app = app.clone();
                async move {
                    let LambdaEvent { payload, context } = event;
                    handle_event(flow, app, &context.request_id, payload).await
                }
            };
            lambda_runtime::run(service_fn(answer)).await
        }
    }
}

/// Calls a flow with the bytes of an event from Lambda, and returns those of the reply.
///
/// # Errors
/// The text that Lambda reports as the function's error.
pub async fn invoke(flow: &Flow, app: App, event: &[u8]) -> Result<Vec<u8>, lambda_runtime::Error> {
    Ok(match &flow.kind {
        Kind::Event { .. } => {
            // Lambda names each call; here nobody does.
            let request =
                uuid::Builder::from_random_bytes(vestibule_secrets::entropy::bytes()).into_uuid();
            let event = serde_json::from_slice(event)?;
            serde_json::to_vec(&handle_event(flow, app, &request.to_string(), event).await?)
        }
        Kind::Http { operation, handler } => {
            let request = serde_json::from_slice(event)?;
            serde_json::to_vec(&handle_request(operation, handler, app, request).await?)
        }
    }?)
}

async fn handle_request(
    operation: &Operation,
    handler: &HttpHandler,
    app: App,
    request: LambdaRequest,
) -> Result<impl Serialize, lambda_runtime::Error> {
    let answer = |request: Request| {
        let app = app.clone();
        async move { Ok::<_, Infallible>(crate::http::answer(app, operation, handler, request).await) }
    };
    let mut adapter = Adapter::from(service_fn(answer));
    Ok(adapter.call(LambdaEvent::new(request, lambda_runtime::Context::default())).await?)
}

async fn handle_event(
    flow: &Flow,
    app: App,
    request: &str,
    event: Value,
) -> Result<Value, lambda_runtime::Error> {
    let Kind::Event { handler } = &flow.kind else {
        return Err("this flow is behind the API".into());
    };
    let started = Instant::now();
    let (outcome, counted) = Meter::over(flow.name, request, handler(app, event)).await;
    let (label, status) = kind_of(&outcome);
    let duration_ms = started.elapsed().as_secs_f64() * 1000.0;
    logging::request(flow.name, request, label, status, duration_ms, counted);
    outcome.map_err(|failure| {
        let release = vestibule_runtime::config::release();
        match &failure {
            // An error of the call, so Lambda retries; not ours, so it is not logged as a fault.
            EventFailure::Refused(cause) => {
                tracing::info!(flow = flow.name, release, request, cause, "an event was not accepted");
            }
            EventFailure::Fault(cause) => {
                tracing::error!(flow = flow.name, release, request, %cause, "an event was not handled");
            }
        }
        failure.into()
    })
}

/// The outcome in an event's log line. A report on another stack's text, which every stack of the
/// region receives, is refused until it is old enough to be ignored: only failures of this stack
/// count as faults.
fn kind_of<T>(outcome: &Result<T, EventFailure>) -> (&'static str, u16) {
    match outcome {
        Ok(_) => ("granted", 200),
        Err(EventFailure::Refused(_)) => ("postponed", 409),
        Err(EventFailure::Fault(_)) => ("failed", 500),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Fault;

    #[test]
    fn only_failures_of_this_stack_are_faults() {
        assert_eq!(kind_of(&Ok(())), ("granted", 200));
        let foreign = EventFailure::Refused("a text is not known yet".to_owned());
        assert_eq!(kind_of::<()>(&Err(foreign)), ("postponed", 409));
        let broken = EventFailure::Fault(Fault::Broken("a hash without an owner"));
        assert_eq!(kind_of::<()>(&Err(broken)), ("failed", 500));
    }
}
