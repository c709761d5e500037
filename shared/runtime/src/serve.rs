//! Running a flow: as a Lambda function, or called in process by the local runner. One code path.

use crate::app::App;
use crate::clock::Clock;
use crate::config::Config;
use crate::flow::{Flow, HttpHandler, Kind};
use crate::init_error::tell;
use crate::meter::{Meter, report};
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

/// The whole of a function's `main`: configures, then answers until the environment ends.
#[must_use]
pub fn serve(flow: &Flow) -> ExitCode {
    crate::logging::start(flow.name);
    match run(flow) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            tracing::error!(flow = flow.name, release = crate::config::release(), "{fault}");
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
        // Here a start is allowed the power of more processors than the function has later.
        vestibule_domain::values::load_numbers();
    }
    runtime.block_on(async {
        let mut terminated = signal(SignalKind::terminate())?;
        let app = App::start(config, Clock::default()).await;
        tokio::select! {
            // An environment is only told to end while it has nothing to answer.
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
                async move { handle_event(flow, app, event.payload).await }
            };
            lambda_runtime::run(service_fn(answer)).await
        }
    }
}

/// Calls a flow with an event's bytes, as they come from Lambda, and returns those of the reply.
///
/// # Errors
/// What Lambda would report as the function's error.
pub async fn invoke(flow: &Flow, app: App, event: &[u8]) -> Result<Vec<u8>, lambda_runtime::Error> {
    Ok(match &flow.kind {
        Kind::Event { .. } => {
            serde_json::to_vec(&handle_event(flow, app, serde_json::from_slice(event)?).await?)
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
    let (operation, handler) = (operation.clone(), handler.clone());
    let answer = move |request: Request| {
        let (app, operation, handler) = (app.clone(), operation.clone(), handler.clone());
        async move { Ok::<_, Infallible>(crate::http::answer(app, &operation, &handler, request).await) }
    };
    let mut adapter = Adapter::from(service_fn(answer));
    Ok(adapter.call(LambdaEvent::new(request, lambda_runtime::Context::default())).await?)
}

async fn handle_event(flow: &Flow, app: App, event: Value) -> Result<Value, lambda_runtime::Error> {
    let Kind::Event { handler } = &flow.kind else {
        return Err("this flow is behind the API".into());
    };
    let started = Instant::now();
    let (outcome, counted) = Meter::over(flow.name, handler(app, event)).await;
    let (label, status) = if outcome.is_ok() { ("granted", 200) } else { ("failed", 500) };
    report(flow.name, label, status, started.elapsed().as_secs_f64() * 1000.0, counted);
    outcome.map_err(|failure| {
        let release = crate::config::release();
        tracing::error!(flow = flow.name, release, cause = %failure, "an event was not handled");
        failure.into()
    })
}
