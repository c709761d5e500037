//! Which operation of which service a request calls.

use axum::http::Method;
use axum::http::request::Parts;

use super::Service;
use crate::aws::wire;
use crate::testing::iam::signer;

/// An operation of a service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// The service.
    pub service: Service,
    /// The operation, such as `TransactWriteItems`.
    pub operation: String,
    /// The calling function, if it names itself.
    pub function: Option<String>,
}

impl Call {
    /// `None`: the request calls no service that has faults.
    pub fn of(parts: &Parts, body: &[u8]) -> Option<Self> {
        let call = |service, operation: &str| Self {
            service,
            operation: operation.to_owned(),
            function: signer(parts),
        };
        let target = parts.headers.get("x-amz-target").and_then(|target| target.to_str().ok());
        if let Some((service, operation)) = target.and_then(|target| target.split_once('.')) {
            return match service {
                "DynamoDB_20120810" => Some(call(Service::Dynamodb, operation)),
                "TrentService" => Some(call(Service::Kms, operation)),
                _ => None,
            };
        }
        let path = parts.uri.path();
        match (&parts.method, path) {
            (&Method::POST, "/v2/email/outbound-emails") => Some(call(Service::Ses, "SendEmail")),
            (&Method::GET, "/v2/email/account") => Some(call(Service::Ses, "GetAccount")),
            (&Method::GET, _) if path.starts_with("/v2/email/identities/") => {
                Some(call(Service::Ses, "GetEmailIdentity"))
            }
            (&Method::POST, "/") => {
                wire::query_operation(body).map(|operation| call(Service::Sns, &operation))
            }
            _ => None,
        }
    }
}
