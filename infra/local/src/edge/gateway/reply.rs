//! A function's reply as an HTTP API reads it, payload format 2.0, and the gateway's own replies.
//!
//! `multiValueHeaders` belongs to the older format. The HTTP API ignores it, so it is ignored here:
//! a header that would be lost on AWS is lost here too.

use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Map, Value, json};

/// The reason why the gateway cannot forward a reply.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct ReplyError(String);

/// Returns the function's answer as a response.
///
/// # Errors
/// It is not a reply in the format 2.0; API Gateway replies 500 then.
pub fn of_the_function(answer: Value) -> Result<Response, ReplyError> {
    let Some(answer) = answer.as_object().filter(|answer| answer.contains_key("statusCode")) else {
        // Without a status, the whole answer is the body of a 200, by the rules of the format.
        let headers = [(header::CONTENT_TYPE, "application/json")];
        return Ok((headers, answer.to_string()).into_response());
    };
    let mut response = Response::new(Body::from(body(answer)?));
    *response.status_mut() = status(answer)?;
    *response.headers_mut() = headers(answer)?;
    Ok(response)
}

/// API Gateway's answer when a function ends without a reply.
pub fn internal_error() -> Response {
    of_the_gateway(StatusCode::INTERNAL_SERVER_ERROR, "Internal Server Error")
}

/// An answer of API Gateway itself, in its own shape.
pub fn of_the_gateway(status: StatusCode, message: &str) -> Response {
    let headers = [(header::CONTENT_TYPE, "application/json")];
    (status, headers, json!({ "message": message }).to_string()).into_response()
}

fn status(answer: &Map<String, Value>) -> Result<StatusCode, ReplyError> {
    let given = &answer["statusCode"];
    let number = given.as_u64().or_else(|| given.as_str().and_then(|text| text.parse().ok()));
    number
        .and_then(|number| u16::try_from(number).ok())
        .and_then(|number| StatusCode::from_u16(number).ok())
        .ok_or_else(|| ReplyError(format!("statusCode is {given}")))
}

fn headers(answer: &Map<String, Value>) -> Result<HeaderMap, ReplyError> {
    // Only the gateway controls the connection.
    let not_passed_on = [
        "connection",
        "content-length",
        "keep-alive",
        "transfer-encoding",
        "upgrade",
        "trailer",
        "te",
    ];
    let mut headers = HeaderMap::new();
    let given = answer.get("headers").and_then(Value::as_object);
    for (name, value) in given.into_iter().flatten() {
        if not_passed_on.contains(&name.to_ascii_lowercase().as_str()) {
            continue;
        }
        let name: HeaderName =
            name.parse().map_err(|_| ReplyError(format!("{name} is no header's name")))?;
        headers.append(name.clone(), value_of(name.as_str(), value)?);
    }
    for cookie in answer.get("cookies").and_then(Value::as_array).into_iter().flatten() {
        headers.append(header::SET_COOKIE, value_of("set-cookie", cookie)?);
    }
    headers
        .entry(header::CONTENT_TYPE)
        .or_insert(HeaderValue::from_static("text/plain;charset=UTF-8"));
    Ok(headers)
}

fn value_of(name: &str, value: &Value) -> Result<HeaderValue, ReplyError> {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
        Value::Null | Value::Array(_) | Value::Object(_) => {
            return Err(ReplyError(format!("{name} is no text")));
        }
    };
    // The value may be a session's cookie, so it is not logged.
    HeaderValue::from_bytes(text.as_bytes())
        .map_err(|_| ReplyError(format!("{name} cannot be a header's value")))
}

fn body(answer: &Map<String, Value>) -> Result<Vec<u8>, ReplyError> {
    let encoded = answer.get("isBase64Encoded").and_then(Value::as_bool).unwrap_or(false);
    match answer.get("body") {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(Value::String(text)) if encoded => BASE64_STANDARD
            .decode(text)
            .map_err(|error| ReplyError(format!("body is not base64: {error}"))),
        Some(Value::String(text)) => Ok(text.clone().into_bytes()),
        Some(_) => Err(ReplyError("body is no text".to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn shown(answer: Value) -> (u16, Vec<(String, String)>, Vec<u8>) {
        let response = of_the_function(answer).unwrap();
        let status = response.status().as_u16();
        let headers = response.headers().iter();
        let headers = headers
            .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()))
            .collect();
        (status, headers, axum::body::to_bytes(response.into_body(), 1024).await.unwrap().to_vec())
    }

    #[tokio::test]
    async fn status_headers_cookies_and_body_are_forwarded() {
        let answer = json!({
            "statusCode": 201,
            "headers": {"Content-Type": "application/json", "X-Number": 5, "Content-Length": "99"},
            "multiValueHeaders": {"x-lost": ["a"]},
            "cookies": ["a=1", "b=2"],
            "body": "aGk=",
            "isBase64Encoded": true,
        });
        let (status, mut headers, body) = shown(answer).await;
        headers.sort();
        let expected = [
            ("content-type", "application/json"),
            ("set-cookie", "a=1"),
            ("set-cookie", "b=2"),
            ("x-number", "5"),
        ];
        assert_eq!(headers, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
        assert_eq!((status, body.as_slice()), (201, b"hi".as_slice()));
    }

    #[tokio::test]
    async fn an_answer_without_a_status_is_the_body() {
        let (status, headers, body) = shown(json!({"a": 1})).await;
        assert_eq!((status, body.as_slice()), (200, br#"{"a":1}"#.as_slice()));
        assert!(headers.contains(&("content-type".to_owned(), "application/json".to_owned())));
    }

    #[test]
    fn a_reply_that_aws_could_not_forward_is_an_error() {
        for broken in [
            json!({"statusCode": 1000}),
            json!({"statusCode": 200, "headers": {"a b": "c"}}),
            json!({"statusCode": 200, "headers": {"a": "b\r\nc: d"}}),
            json!({"statusCode": 200, "body": {"not": "text"}}),
            json!({"statusCode": 200, "body": "%", "isBase64Encoded": true}),
        ] {
            assert!(of_the_function(broken.clone()).is_err(), "{broken}");
        }
    }
}
