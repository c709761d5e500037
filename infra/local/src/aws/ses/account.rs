//! SES's state of the account and its senders: everything is ready.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::json;

use super::super::Services;
use super::super::wire::{json_error, json_reply};
use super::{domain_of, is_address};

/// `GET /v2/email/account`.
pub async fn get_account() -> Response {
    json_reply(
        StatusCode::OK,
        &json!({
            "DedicatedIpAutoWarmupEnabled": false,
            "EnforcementStatus": "HEALTHY",
            "ProductionAccessEnabled": true,
            "SendingEnabled": true,
            "SendQuota": {
                "Max24HourSend": 50_000.0,
                "MaxSendRate": 14.0,
                "SentLast24Hours": 0.0,
            },
            "SuppressionAttributes": { "SuppressedReasons": ["BOUNCE", "COMPLAINT"] },
        }),
    )
}

/// `GET /v2/email/identities/{identity}`: the sender's domain, and every address of it.
pub async fn get_email_identity(
    State(services): State<Services>,
    Path(identity): Path<String>,
) -> Response {
    let (kind, domain) = if is_address(&identity) {
        ("EMAIL_ADDRESS", domain_of(&identity))
    } else {
        ("DOMAIN", identity.as_str())
    };
    if !domain.eq_ignore_ascii_case(&services.sender_domain) {
        return json_error(
            StatusCode::NOT_FOUND,
            "NotFoundException",
            &format!("Email identity {identity} does not exist."),
        );
    }
    json_reply(
        StatusCode::OK,
        &json!({
            "IdentityType": kind,
            "VerifiedForSendingStatus": true,
            "VerificationStatus": "SUCCESS",
            "FeedbackForwardingStatus": true,
            "DkimAttributes": {
                "SigningEnabled": true,
                "Status": "SUCCESS",
                "SigningAttributesOrigin": "AWS_SES",
            },
            "MailFromAttributes": { "BehaviorOnMxFailure": "USE_DEFAULT_VALUE" },
            "Policies": {},
            "Tags": [],
        }),
    )
}
