//! The error replies of services, each service in its own way.

use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Value, json};

use super::Service;
use crate::aws::wire;

/// Too many calls.
pub fn throttled(service: Service) -> Response {
    match service {
        Service::Dynamodb => answer(
            service,
            StatusCode::BAD_REQUEST,
            "ProvisionedThroughputExceededException",
            "The level of configured provisioned throughput for the table was exceeded.",
        ),
        Service::Kms => {
            answer(service, StatusCode::BAD_REQUEST, "ThrottlingException", "Rate exceeded")
        }
        Service::Ses => answer(
            service,
            StatusCode::TOO_MANY_REQUESTS,
            "TooManyRequestsException",
            "Too many requests have been made to the operation.",
        ),
        Service::Sns => answer(service, StatusCode::BAD_REQUEST, "Throttling", "Rate exceeded"),
    }
}

/// An internal error of the service.
pub fn server_error(service: Service) -> Response {
    let code = match service {
        Service::Dynamodb => "InternalServerError",
        Service::Kms => "KMSInternalException",
        Service::Ses => "InternalServiceErrorException",
        Service::Sns => "InternalError",
    };
    answer(service, StatusCode::INTERNAL_SERVER_ERROR, code, "An internal error occurred.")
}

/// A refusal with this code.
pub fn refused(service: Service, code: &str) -> Response {
    // SNS names the refused parameter, and callers recognise a wrong number by that.
    let message = match (service, code) {
        (Service::Sns, "InvalidParameter" | "InvalidParameterValue") => {
            "Invalid parameter: PhoneNumber Reason: it is not valid to publish to"
        }
        (Service::Dynamodb | Service::Kms | Service::Ses | Service::Sns, _) => {
            "It was refused, as a test asked for."
        }
    };
    answer(service, StatusCode::BAD_REQUEST, code, message)
}

/// A transaction that conflicts with another one, at each of its items.
pub fn conflict(body: &[u8]) -> Response {
    let asked: Value = serde_json::from_slice(body).unwrap_or_default();
    let items = asked["TransactItems"].as_array().map_or(0, Vec::len);
    let codes = vec!["TransactionConflict"; items].join(", ");
    let reason =
        json!({ "Code": "TransactionConflict", "Message": "Transaction is ongoing for the item" });
    let message = format!(
        "Transaction cancelled, please refer cancellation reasons for specific reasons [{codes}]"
    );
    wire::dynamodb_error(
        StatusCode::BAD_REQUEST,
        &json!({
            "__type": "com.amazonaws.dynamodb.v20120810#TransactionCanceledException",
            "Message": message,
            "CancellationReasons": vec![reason; items],
        }),
    )
}

fn answer(service: Service, status: StatusCode, code: &str, message: &str) -> Response {
    match service {
        Service::Dynamodb => wire::dynamodb_error(
            status,
            &json!({
                "__type": format!("com.amazonaws.dynamodb.v20120810#{code}"),
                "message": message,
            }),
        ),
        Service::Kms | Service::Ses => wire::json_error(status, code, message),
        Service::Sns => wire::query_error(status, code, message),
    }
}
