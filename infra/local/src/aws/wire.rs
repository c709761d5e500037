//! The wire formats of replies and errors: JSON of two versions, and the query protocol of SNS.

use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::account::ids::fresh_id;

/// A service's refusal: status, error name and message.
pub(super) type ServiceError = (StatusCode, &'static str, String);

/// Returns a reply of AWS's JSON services.
pub(crate) fn json_reply(status: StatusCode, body: &Value) -> Response {
    versioned("application/x-amz-json-1.1", status, body)
}

/// Returns an error of AWS's JSON services. A code that a header cannot hold is only in the body.
pub(crate) fn json_error(status: StatusCode, kind: &str, message: &str) -> Response {
    let mut response = json_reply(status, &json!({ "__type": kind, "message": message }));
    if let Ok(kind) = HeaderValue::from_str(kind) {
        response.headers_mut().insert(HeaderName::from_static("x-amzn-errortype"), kind);
    }
    response
}

/// Returns an error of DynamoDB.
pub(crate) fn dynamodb_error(status: StatusCode, body: &Value) -> Response {
    versioned("application/x-amz-json-1.0", status, body)
}

fn versioned(content_type: &str, status: StatusCode, body: &Value) -> Response {
    let headers = [
        (header::CONTENT_TYPE, content_type.to_owned()),
        (HeaderName::from_static("x-amzn-requestid"), fresh_id()),
    ];
    (status, headers, body.to_string()).into_response()
}

/// Returns the operation that a request of the query protocol names.
pub(crate) fn query_operation(body: &[u8]) -> Option<String> {
    let mut fields = form_urlencoded::parse(body);
    fields.find(|(name, _)| name == "Action").map(|(_, action)| action.into_owned())
}

/// Returns a reply of the query protocol; `result` is XML.
pub(crate) fn query_reply(operation: &str, result: &str) -> Response {
    xml(
        StatusCode::OK,
        format!(
            r#"<{operation}Response xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><{operation}Result>{result}</{operation}Result><ResponseMetadata><RequestId>{}</RequestId></ResponseMetadata></{operation}Response>"#,
            fresh_id()
        ),
    )
}

/// Returns an error of the query protocol. `message` must contain nothing that XML would misread.
pub(crate) fn query_error(status: StatusCode, code: &str, message: &str) -> Response {
    let kind = if status.is_server_error() { "Receiver" } else { "Sender" };
    xml(
        status,
        format!(
            r#"<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error><Type>{kind}</Type><Code>{code}</Code><Message>{message}</Message></Error><RequestId>{}</RequestId></ErrorResponse>"#,
            fresh_id()
        ),
    )
}

fn xml(status: StatusCode, body: String) -> Response {
    (status, [(header::CONTENT_TYPE, "text/xml")], body).into_response()
}
