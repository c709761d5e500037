//! The API's gateway (API Gateway HTTP API), behind the front.
//!
//! A handler gets exactly the event that AWS would send, and its answer is read as AWS reads it:
//! what AWS would drop is dropped here too.

pub mod body;
mod event;
pub mod refusal;
mod reply;
mod routes;

pub use routes::Routes;

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::Response;
use serde_json::Value;

use crate::account::ids::fresh_id;
use crate::aws::functions::Functions;
use crate::net::listener::peer_of;
use event::Arrival;

/// The API's own domain name, as events and the Host header have it.
pub const API_DOMAIN: &str = "local.execute-api.eu-west-1.amazonaws.com";

/// The time after which an HTTP API stops waiting for its function.
const INTEGRATION_TIMEOUT: Duration = Duration::from_secs(30);

/// The API's gateway: routes and the functions behind them. Clones share one gateway.
#[derive(Clone)]
pub struct Gateway {
    routes: Arc<Routes>,
    functions: Functions,
}

impl Gateway {
    /// A gateway that serves `routes` with `functions`.
    #[must_use]
    pub fn new(routes: Routes, functions: Functions) -> Self {
        Self { routes: Arc::new(routes), functions }
    }

    /// The functions behind the gateway.
    #[must_use]
    pub fn functions(&self) -> &Functions {
        &self.functions
    }

    /// Answers a request to the API's own address, without the front.
    pub async fn answer_directly(&self, request: Request) -> Response {
        let peer = peer_of(&request);
        match body::collect(request).await {
            Ok(request) => self.answer(request, peer).await,
            Err(refusal) => refusal.response(),
        }
    }

    /// Answers a request that `source` sent.
    pub async fn answer(
        &self,
        request: axum::http::Request<axum::body::Bytes>,
        source: IpAddr,
    ) -> Response {
        let request_id = fresh_id();
        let Some(route) = self.routes.find(request.method(), request.uri().path()) else {
            return marked(reply::of_the_gateway(StatusCode::NOT_FOUND, "Not Found"), &request_id);
        };
        let event = event::of(&Arrival {
            request: &request,
            source,
            request_id: &request_id,
            route: &route,
        });
        let called = self.functions.invoke(&route.function, event);
        let response = match tokio::time::timeout(INTEGRATION_TIMEOUT, called).await {
            Ok(Ok(answer)) => read(answer, &request_id),
            // The cause was logged where it happened; the client does not see it.
            Ok(Err(_)) => reply::internal_error(),
            Err(_) => {
                tracing::error!(function = route.function, request_id, "a function took too long");
                reply::of_the_gateway(StatusCode::SERVICE_UNAVAILABLE, "Service Unavailable")
            }
        };
        marked(response, &request_id)
    }
}

fn read(answer: Value, request_id: &str) -> Response {
    reply::of_the_function(answer).unwrap_or_else(|error| {
        tracing::error!(request_id, %error, "API Gateway cannot read a function's reply");
        reply::internal_error()
    })
}

/// Adds API Gateway's id of the request.
fn marked(mut response: Response, request_id: &str) -> Response {
    if let Ok(id) = HeaderValue::from_str(request_id) {
        response.headers_mut().insert(HeaderName::from_static("apigw-requestid"), id);
    }
    response
}

#[cfg(test)]
mod tests;
