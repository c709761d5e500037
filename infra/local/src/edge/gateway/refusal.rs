//! The front's own refusals, before any function is called, as problem details (RFC 9457).

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

/// The reason for a refusal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// Its path and query are too long.
    AddressTooLong,
    /// Its line and headers together are too large.
    HeadersTooLarge,
    /// Its body is too large.
    BodyTooLarge,
    /// Its body did not arrive in time.
    BodyTooSlow,
    /// Its body broke off.
    BodyBroken,
}

impl Refusal {
    /// Returns the reply. The connection ends with it: the next request on it has no clear start.
    pub fn response(self) -> Response {
        let (status, title) = match self {
            Self::AddressTooLong => (StatusCode::URI_TOO_LONG, "The address is too long"),
            Self::HeadersTooLarge => {
                (StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, "The headers are too large")
            }
            Self::BodyTooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "The request is too large"),
            Self::BodyTooSlow => {
                (StatusCode::REQUEST_TIMEOUT, "The request took too long to arrive")
            }
            Self::BodyBroken => (StatusCode::BAD_REQUEST, "The request broke off"),
        };
        let body =
            json!({ "type": "about:blank", "title": title, "status": status.as_u16() }).to_string();
        let headers = [
            (header::CONTENT_TYPE, "application/problem+json"),
            (header::CACHE_CONTROL, "no-store"),
            (header::CONNECTION, "close"),
        ];
        (status, headers, body).into_response()
    }
}
