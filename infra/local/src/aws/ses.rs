//! SES v2: takes an e-mail, and puts it in the inbox instead of in a mailbox.
//!
//! Only what is built of parts (`Simple`) is taken; a ready-made `Raw` mail or a stored
//! template is refused, since the product sends neither.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::StatusCode;
use axum::response::Response;
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::json;

use super::{Services, refused, replied};
use crate::identity::fresh_id;
use crate::inbox::{Channel, Message};

/// The most receivers of one e-mail.
const MOST_RECEIVERS: usize = 50;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct SendEmail {
    from_email_address: Option<String>,
    #[serde(default)]
    destination: Destination,
    #[serde(default)]
    reply_to_addresses: Vec<String>,
    content: Content,
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
        Ok(Json(asked)) => message(asked, &services.sender_domain),
        Err(fault) => Err(("BadRequestException", fault.to_string())),
    };
    let message = match message {
        Ok(message) => message,
        Err((kind, reason)) => return refused(StatusCode::BAD_REQUEST, kind, &reason),
    };
    let id = message.id.clone();
    match services.inbox.keep(message).await {
        Ok(()) => replied(StatusCode::OK, &json!({ "MessageId": id })),
        // The cause was logged where the file is written.
        Err(_) => refused(
            StatusCode::INTERNAL_SERVER_ERROR,
            "InternalServiceErrorException",
            "The e-mail could not be kept.",
        ),
    }
}

fn message(asked: SendEmail, sender_domain: &str) -> Result<Message, (&'static str, String)> {
    let bad = |reason: &str| ("BadRequestException", reason.to_owned());
    let Some(simple) = asked.content.simple else {
        return Err(bad("Only Simple content is played here."));
    };
    let from = asked.from_email_address.ok_or_else(|| bad("Missing FromEmailAddress."))?;
    if !domain_of(&from).eq_ignore_ascii_case(sender_domain) {
        return Err((
            "MessageRejected",
            format!("Email address is not verified: its domain is not {sender_domain}."),
        ));
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

/// Something on both sides of its last `@`, perhaps with a name before it.
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
