//! Loopback endpoints for the real AWS SDK clients: SNS, SES, KMS and Lambda.
//!
//! All share one port and are distinguished as on AWS: by path and target header. Requests must be
//! signed in the SDK's form, although no signature is verified: a web page cannot send such a
//! header to loopback without a preflight, so it cannot invoke a function here.
//!
//! Promises the replies and errors that the SDKs know. In tests, [`Services::router`] adds layers
//! that see a call first. Uses [`crate::storage`], [`crate::template`] and [`crate::account`].

pub mod functions;
mod kms;
mod lambda;
pub mod reports;
mod ses;
mod sns;
pub(crate) mod wire;

pub use kms::Kms;

use std::sync::{Arc, OnceLock};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::{get, post};

use crate::storage::message_store::MessageStore;
use crate::template::EmailReports;
use functions::Functions;
use reports::Reports;

/// The largest request to a service, in bytes: Lambda's own limit for an event.
const LARGEST_REQUEST: usize = 6 * 1024 * 1024;

/// The services behind the endpoints.
#[derive(Clone)]
pub struct Services {
    messages: MessageStore,
    kms: Arc<Kms>,
    /// The domain that e-mail may be sent from.
    sender_domain: Arc<str>,
    /// The kinds of e-mail reports that are sent.
    email_reports: Option<Arc<EmailReports>>,
    /// Receives the delivery reports of e-mails and texts.
    reports: Reports,
    /// Set once the functions exist: they need these endpoints to start.
    functions: Arc<OnceLock<Functions>>,
}

impl Services {
    /// Returns services that keep sent messages in `messages`, and send delivery reports to
    /// `reports`.
    #[must_use]
    pub fn new(
        messages: MessageStore,
        kms: Kms,
        sender: &str,
        email_reports: Option<EmailReports>,
        reports: Reports,
    ) -> Self {
        let domain = sender.rsplit_once('@').map_or(sender, |(_, domain)| domain);
        Self {
            messages,
            kms: Arc::new(kms),
            sender_domain: domain.into(),
            email_reports: email_reports.map(Arc::new),
            reports,
            functions: Arc::default(),
        }
    }

    /// Connects Lambda with the functions. Call once; until then Lambda answers 503.
    pub fn connect(&self, functions: Functions) {
        if self.functions.set(functions).is_err() {
            tracing::warn!("the functions were connected before");
        }
    }

    /// Returns the router of all endpoints. `hang` may put layers before the calls to SNS, SES and
    /// KMS; invocations of functions bypass them.
    pub fn router(self, hang: impl FnOnce(Router<Self>) -> Router<Self>) -> Router {
        let calls = Router::new()
            .route("/", post(by_target))
            .route("/v2/email/outbound-emails", post(ses::send_email))
            .route("/v2/email/account", get(ses::get_account))
            .route("/v2/email/identities/{identity}", get(ses::get_email_identity))
            .layer(DefaultBodyLimit::max(LARGEST_REQUEST));
        hang(calls)
            .route("/2015-03-31/functions/{name}/invocations", post(lambda::invoke))
            .layer(DefaultBodyLimit::max(LARGEST_REQUEST))
            .layer(middleware::from_fn(signed))
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

async fn signed(request: Request, next: Next) -> Response {
    let signature = request.headers().get(header::AUTHORIZATION);
    if signature.is_some_and(|signature| signature.as_bytes().starts_with(b"AWS4-HMAC-SHA256 ")) {
        next.run(request).await
    } else {
        wire::json_error(
            StatusCode::FORBIDDEN,
            "MissingAuthenticationTokenException",
            "The request is not signed.",
        )
    }
}

#[cfg(test)]
pub(crate) mod tests;
