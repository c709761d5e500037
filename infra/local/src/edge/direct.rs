//! The API's own address, for requests that bypass the front.

use std::sync::{Arc, OnceLock};

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::any;

use super::gateway::Gateway;

/// The path of the API's own address on this machine.
const PREFIX: &str = "/execute-api";

/// The API's own address. Clones share one gateway.
#[derive(Clone, Default)]
pub struct DirectAddress {
    /// Set once the functions exist: they need the endpoints beside this one first.
    gateway: Arc<OnceLock<Gateway>>,
}

impl DirectAddress {
    /// Connects the address with its gateway. Call once; until then the address answers 503.
    pub fn connect(&self, gateway: Gateway) {
        if self.gateway.set(gateway).is_err() {
            tracing::warn!("the gateway was connected before");
        }
    }

    /// Returns the router of the address.
    pub fn router(self) -> Router {
        Router::new().route(&format!("{PREFIX}/{{*path}}"), any(answer)).with_state(self)
    }
}

async fn answer(State(address): State<DirectAddress>, mut request: Request) -> Response {
    let Some(gateway) = address.gateway.get() else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
    let path = path.strip_prefix(PREFIX).unwrap_or(path);
    match path.parse::<Uri>() {
        Ok(uri) => {
            *request.uri_mut() = uri;
            gateway.answer_directly(request).await
        }
        Err(_) => StatusCode::BAD_REQUEST.into_response(),
    }
}
