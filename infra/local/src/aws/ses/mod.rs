//! SES v2: accepts an e-mail and stores it instead of sending it.
//!
//! Only `Simple` content is accepted; a `Raw` mail or a stored template is refused, because the
//! product sends neither. An e-mail sent with the template's configuration set gets delivery
//! reports ([`report`]).

mod account;
mod report;

pub use account::{get_account, get_email_identity};

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::StatusCode;
use axum::response::Response;
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::json;

use super::Services;
use super::wire::{ServiceError, json_error, json_reply};
use crate::account::ids::fresh_id;
use crate::storage::message_store::{Channel, Message};
use crate::template::EmailReports;

/// The most recipients of one e-mail.
const MOST_RECEIVERS: usize = 50;

/// The most characters in a tag's name, and in its value.
const LONGEST_TAG: usize = 256;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct SendEmail {
    from_email_address: Option<String>,
    #[serde(default)]
    destination: Destination,
    #[serde(default)]
    reply_to_addresses: Vec<String>,
    content: Content,
    configuration_set_name: Option<String>,
    #[serde(default)]
    email_tags: Vec<Tag>,
}

/// A tag that the sender put on an e-mail; its reports repeat it.
#[derive(Deserialize, Clone)]
#[serde(rename_all = "PascalCase")]
pub struct Tag {
    name: String,
    value: String,
}

fn bad(reason: impl Into<String>) -> ServiceError {
    (StatusCode::BAD_REQUEST, "BadRequestException", reason.into())
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "PascalCase", default)]
struct Destination {
    to_addresses: Vec<String>,
    cc_addresses: Vec<String>,
    bcc_addresses: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Content {
    simple: Option<Simple>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Simple {
    subject: Part,
    body: Body,
    #[serde(default)]
    headers: Vec<Header>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Body {
    text: Option<Part>,
    html: Option<Part>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Part {
    data: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Header {
    name: String,
    value: String,
}

/// `POST /v2/email/outbound-emails`.
pub async fn send_email(
    State(services): State<Services>,
    asked: Result<Json<SendEmail>, JsonRejection>,
) -> Response {
    let message = match asked {
        Ok(Json(asked)) => reported(&services, &asked)
            .and_then(|told| Ok((told, asked.email_tags.clone(), message(asked, &services)?))),
        Err(error) => Err(bad(error.to_string())),
    };
    let (told, tags, message) = match message {
        Ok(message) => message,
        Err((status, kind, reason)) => return json_error(status, kind, &reason),
    };
    let id = message.id.clone();
    let reports = told.map(|told| report::all(told, &message, &tags));
    match services.messages.keep(message).await {
        Ok(()) => {
            services.reports.make(reports.unwrap_or_default());
            json_reply(StatusCode::OK, &json!({ "MessageId": id }))
        }
        // The cause was logged where the file is written.
        Err(_) => json_error(
            StatusCode::INTERNAL_SERVER_ERROR,
            "InternalServiceErrorException",
            "The e-mail could not be kept.",
        ),
    }
}

/// The kinds of reports for this e-mail, if any. The tags are checked in any case.
fn reported<'a>(
    services: &'a Services,
    asked: &SendEmail,
) -> Result<Option<&'a EmailReports>, ServiceError> {
    let is_word = |text: &str| {
        (1..=LONGEST_TAG).contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte))
    };
    if asked.email_tags.iter().any(|tag| !is_word(&tag.name) || !is_word(&tag.value)) {
        return Err(bad("A tag has a character other than letters, digits, _ and -."));
    }
    let Some(name) = asked.configuration_set_name.as_deref() else { return Ok(None) };
    let told = services.email_reports.as_deref().filter(|told| told.configuration_set == name);
    told.map(Some).ok_or_else(|| {
        let reason = format!("Configuration set {name} does not exist.");
        (StatusCode::NOT_FOUND, "NotFoundException", reason)
    })
}

fn message(asked: SendEmail, services: &Services) -> Result<Message, ServiceError> {
    let Some(simple) = asked.content.simple else {
        return Err(bad("Only Simple content is played here."));
    };
    let from = asked.from_email_address.ok_or_else(|| bad("Missing FromEmailAddress."))?;
    let domain = &services.sender_domain;
    if !domain_of(&from).eq_ignore_ascii_case(domain) {
        let reason = format!("Email address is not verified: its domain is not {domain}.");
        return Err((StatusCode::BAD_REQUEST, "MessageRejected", reason));
    }
    let destination = asked.destination;
    let to =
        [destination.to_addresses, destination.cc_addresses, destination.bcc_addresses].concat();
    if to.is_empty() || to.len() > MOST_RECEIVERS {
        return Err(bad("Give from 1 to 50 receivers."));
    }
    if to.iter().chain(&asked.reply_to_addresses).any(|address| !is_address(address)) {
        return Err(bad("Missing final '@domain', or a control character."));
    }
    let headers = simple.headers.iter().flat_map(|header| [&header.name, &header.value]);
    if [&simple.subject.data, &from]
        .into_iter()
        .chain(headers)
        .any(|text| text.contains(char::is_control))
    {
        return Err(bad("A header has a control character."));
    }
    if simple.body.text.is_none() && simple.body.html.is_none() {
        return Err(bad("The body is empty."));
    }
    Ok(Message {
        id: fresh_id(),
        channel: Channel::Email,
        at: Timestamp::now(),
        to: to.join(", "),
        from: Some(from),
        reply_to: (!asked.reply_to_addresses.is_empty())
            .then(|| asked.reply_to_addresses.join(", ")),
        subject: Some(simple.subject.data),
        text: simple.body.text.map(|part| part.data),
        html: simple.body.html.map(|part| part.data),
        headers: simple
            .headers
            .into_iter()
            .map(|header| (header.name, header.value))
            .collect::<BTreeMap<_, _>>(),
    })
}

/// Whether this has something on both sides of its last `@`, after an optional name.
fn is_address(address: &str) -> bool {
    let bare = bare(address);
    let parts = bare.rsplit_once('@');
    parts.is_some_and(|(local, domain)| !local.is_empty() && !domain.is_empty())
        && !address.contains(char::is_control)
}

fn domain_of(address: &str) -> &str {
    bare(address).rsplit_once('@').map_or("", |(_, domain)| domain)
}

/// `no-reply@example.com` of `"A name" <no-reply@example.com>`.
fn bare(address: &str) -> &str {
    let inner = address.rsplit_once('<').and_then(|(_, rest)| rest.strip_suffix('>'));
    inner.unwrap_or(address).trim()
}
