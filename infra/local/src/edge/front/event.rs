//! The event of a CloudFront function, and the effect of its return value.
//!
//! Queries and cookies are left out: none of the product's functions reads them, and a change to
//! them would have no effect here.

use std::net::IpAddr;

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::Response;
use serde_json::{Map, Value, json};

/// A request as functions see it.
pub struct RequestView {
    method: Method,
    uri: String,
    headers: Map<String, Value>,
}

impl RequestView {
    /// Reads the parts of a request that a function may see.
    pub fn of(request: &Request) -> Self {
        Self {
            method: request.method().clone(),
            uri: request.uri().path().to_owned(),
            headers: shown(request.headers()),
        }
    }

    fn json(&self) -> Value {
        json!({
            "method": self.method.as_str(),
            "uri": self.uri,
            "querystring": {},
            "headers": self.headers,
            "cookies": {},
        })
    }
}

/// The event `viewer-request`.
pub fn of_request(viewer: IpAddr, seen: &RequestView) -> Value {
    json!({
        "version": "1.0",
        "context": { "eventType": "viewer-request" },
        "viewer": { "ip": viewer.to_string() },
        "request": seen.json(),
    })
}

/// The event `viewer-response`.
pub fn of_response(viewer: IpAddr, seen: &RequestView, response: &Response) -> Value {
    let status = response.status();
    json!({
        "version": "1.0",
        "context": { "eventType": "viewer-response" },
        "viewer": { "ip": viewer.to_string() },
        "request": seen.json(),
        "response": {
            "statusCode": status.as_u16(),
            "statusDescription": status.canonical_reason().unwrap_or_default(),
            "headers": shown(response.headers()),
            "cookies": {},
        },
    })
}

/// A response that the function returned itself.
pub fn response(answer: &Value) -> Result<Response, String> {
    // CloudFront accepts the body as a text, or as a text with its encoding.
    let body = &answer["body"];
    let text = match (&body["encoding"], &body["data"]) {
        (Value::String(encoding), data) if encoding == "text" => data.as_str(),
        (_, _) => body.as_str().or(body.is_null().then_some("")),
    };
    let text = text.ok_or("a function returned a body that is no text")?;
    let mut response = Response::new(Body::from(text.to_owned()));
    apply(answer, &mut response)?;
    Ok(response)
}

/// Applies the returned response.
pub fn apply(answer: &Value, response: &mut Response) -> Result<(), String> {
    let status = answer["statusCode"].as_u64().and_then(|status| u16::try_from(status).ok());
    let status = status.and_then(|status| StatusCode::from_u16(status).ok());
    *response.status_mut() = status.ok_or("a function returned a response without a status")?;
    apply_headers(&answer["headers"], response.headers_mut())
}

/// Applies the returned headers, except cookies.
pub fn apply_headers(returned: &Value, headers: &mut HeaderMap) -> Result<(), String> {
    let empty = Map::new();
    let returned = returned.as_object().unwrap_or(&empty);
    let before = shown(headers);
    for name in before.keys().filter(|name| !returned.contains_key(*name)) {
        headers.remove(name);
    }
    for (name, given) in returned.iter().filter(|(name, given)| before.get(*name) != Some(*given)) {
        let value = given["value"].as_str().map(HeaderValue::from_str);
        match (HeaderName::try_from(name), value) {
            (Ok(name), Some(Ok(value))) => _ = headers.insert(name, value),
            (_, _) => return Err(format!("a function returned a header {name} that cannot be")),
        }
    }
    Ok(())
}

/// Each header with its first value, and with all values if there are several.
fn shown(headers: &HeaderMap) -> Map<String, Value> {
    let mut all = Map::new();
    for name in headers.keys().filter(|name| ![header::COOKIE, header::SET_COOKIE].contains(name)) {
        let values = headers.get_all(name).iter();
        let values: Vec<Value> = values
            .map(|value| json!({ "value": String::from_utf8_lossy(value.as_bytes()) }))
            .collect();
        let mut header = values.first().cloned().unwrap_or_default();
        if values.len() > 1 {
            header["multiValue"] = Value::Array(values);
        }
        all.insert(name.as_str().to_owned(), header);
    }
    all
}
