//! Lambda's Invoke: calls a function by name, as ops do with `aws lambda invoke`.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::Services;
use super::wire::{json_error, json_reply};

/// `POST /2015-03-31/functions/{name}/invocations`; the body is the event.
pub async fn invoke(
    State(services): State<Services>,
    Path(name): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let Some(functions) = services.functions.get() else {
        return json_error(
            StatusCode::SERVICE_UNAVAILABLE,
            "ServiceException",
            "The functions have not started yet.",
        );
    };
    // The last part of a function's ARN works as its name, too.
    let name = name.rsplit(':').next().unwrap_or_default().to_owned();
    if !functions.has(&name) {
        return json_error(
            StatusCode::NOT_FOUND,
            "ResourceNotFoundException",
            "Function not found.",
        );
    }
    let event =
        if body.is_empty() { Ok(json!({})) } else { serde_json::from_slice::<Value>(&body) };
    let Ok(event) = event else {
        return json_error(
            StatusCode::BAD_REQUEST,
            "InvalidRequestContentException",
            "The event is not JSON.",
        );
    };
    match headers
        .get("x-amz-invocation-type")
        .map_or("RequestResponse", |kind| kind.to_str().unwrap_or_default())
    {
        "RequestResponse" => match functions.invoke(&name, event).await {
            Ok(reply) => json_reply(StatusCode::OK, &reply),
            Err(error) => {
                let marker = [(HeaderName::from_static("x-amz-function-error"), "Unhandled")];
                (marker, json_reply(StatusCode::OK, &error.payload())).into_response()
            }
        },
        "Event" => {
            let functions = functions.clone();
            tokio::spawn(async move { functions.invoke_unawaited(&name, event).await });
            StatusCode::ACCEPTED.into_response()
        }
        "DryRun" => StatusCode::NO_CONTENT.into_response(),
        _ => json_error(
            StatusCode::BAD_REQUEST,
            "InvalidParameterValueException",
            "Invalid invocation type.",
        ),
    }
}
