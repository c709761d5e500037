//! Loopback endpoints for the real AWS SDK clients: SNS, SES, KMS, Lambda, and the API's own
//! address.
//!
//! All live on one port, told apart as AWS's own requests are: by path and target header.
//! Requests must be signed as the SDK signs them, though nothing checks with what: a web page
//! cannot send such a header to loopback without asking, so none can invoke a function here.
//! In tests, calls may meet faults on their way ([`crate::faults`]).

mod kms;
mod lambda;
mod ses;
mod sns;

pub use kms::Kms;
pub(crate) use sns::{operation as operation_of_sns, refused as sns_refused};

use std::sync::{Arc, OnceLock};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get, post};
use serde_json::{Value, json};

use crate::account::ids::fresh_id;
use crate::faults::{self, Faults};
use crate::gateway::Gateway;
use crate::reports::Reports;
use crate::second::{self, Second};
use crate::storage::message_store::MessageStore;
use crate::template::EmailReports;

/// The most that a request to a service may take, in bytes: Lambda's own bound on an event.
const LARGEST_REQUEST: usize = 6 * 1024 * 1024;

/// What stands behind the endpoints.
#[derive(Clone)]
pub struct Services {
    inbox: MessageStore,
    kms: Arc<Kms>,
    /// The domain that e-mail may come from.
    sender_domain: Arc<str>,
    /// What is reported of e-mails.
    email_reports: Option<Arc<EmailReports>>,
    /// Where it is told what became of e-mails and texts.
    reports: Reports,
    /// There once the functions are: they need these endpoints before they can be made.
    gateway: Arc<OnceLock<Gateway>>,
}

impl Services {
    /// Services that keep what they are told to send in `inbox`, and tell `reports` what becomes
    /// of it.
    #[must_use]
    pub fn new(
        inbox: MessageStore,
        kms: Kms,
        sender: &str,
        email_reports: Option<EmailReports>,
        reports: Reports,
    ) -> Self {
        let domain = sender.rsplit_once('@').map_or(sender, |(_, domain)| domain);
        Self {
            inbox,
            kms: Arc::new(kms),
            sender_domain: domain.into(),
            email_reports: email_reports.map(Arc::new),
            reports,
            gateway: Arc::default(),
        }
    }

    /// Connects Lambda and the API's own address with what answers there. Once only.
    pub fn connect(&self, gateway: Gateway) {
        if self.gateway.set(gateway).is_err() {
            tracing::warn!("the functions were connected before");
        }
    }

    /// The router of all the endpoints. With faults, each call meets those first, and then the
    /// second opinion.
    pub fn router(self, faults: Option<Faults>, second: Option<Second>) -> Router {
        let services = Router::new()
            .route("/", post(by_target))
            .route("/v2/email/outbound-emails", post(ses::send_email))
            .route("/v2/email/account", get(ses::get_account))
            .route("/v2/email/identities/{identity}", get(ses::get_email_identity))
            .layer(DefaultBodyLimit::max(LARGEST_REQUEST));
        let services = match second {
            Some(second) => {
                services.layer(middleware::from_fn_with_state(second, second::on_the_way))
            }
            None => services,
        };
        let services = match faults {
            Some(faults) => {
                services.layer(middleware::from_fn_with_state(faults, faults::on_the_way))
            }
            None => services,
        };
        services
            .route("/2015-03-31/functions/{name}/invocations", post(lambda::invoke))
            .layer(DefaultBodyLimit::max(LARGEST_REQUEST))
            .layer(middleware::from_fn(signed))
            .route("/execute-api/{*path}", any(directly))
            .with_state(self)
    }
}

/// KMS names its operation in a header, SNS in the body.
async fn by_target(State(services): State<Services>, headers: HeaderMap, body: Bytes) -> Response {
    match headers.get("x-amz-target").map(|target| target.to_str().unwrap_or_default()) {
        Some(target) => services.kms.answer(target, &body),
        None => sns::answer(&services, &body).await,
    }
}

/// The API's own address, as one who goes around the front has it.
async fn directly(State(services): State<Services>, mut request: Request) -> Response {
    let Some(gateway) = services.gateway.get() else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
    let path = path.strip_prefix("/execute-api").unwrap_or(path);
    match path.parse::<Uri>() {
        Ok(uri) => {
            *request.uri_mut() = uri;
            gateway.answer_directly(request).await
        }
        Err(_) => StatusCode::BAD_REQUEST.into_response(),
    }
}

async fn signed(request: Request, next: Next) -> Response {
    let signature = request.headers().get(header::AUTHORIZATION);
    if signature.is_some_and(|signature| signature.as_bytes().starts_with(b"AWS4-HMAC-SHA256 ")) {
        next.run(request).await
    } else {
        refused(
            StatusCode::FORBIDDEN,
            "MissingAuthenticationTokenException",
            "The request is not signed.",
        )
    }
}

/// An error as AWS's JSON services tell it. A code that no header can hold stands in the body
/// alone.
pub(crate) fn refused(status: StatusCode, kind: &str, message: &str) -> Response {
    let mut response = replied(status, &json!({ "__type": kind, "message": message }));
    if let Ok(kind) = HeaderValue::from_str(kind) {
        response.headers_mut().insert(HeaderName::from_static("x-amzn-errortype"), kind);
    }
    response
}

/// An error as DynamoDB tells it.
pub(crate) fn dynamodb_error(status: StatusCode, body: &Value) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "application/x-amz-json-1.0".to_owned()),
        (HeaderName::from_static("x-amzn-requestid"), fresh_id()),
    ];
    (status, headers, body.to_string()).into_response()
}

/// A reply as AWS's JSON services give it.
fn replied(status: StatusCode, body: &Value) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "application/x-amz-json-1.1".to_owned()),
        (HeaderName::from_static("x-amzn-requestid"), fresh_id()),
    ];
    (status, headers, body.to_string()).into_response()
}

#[cfg(test)]
mod tests;
