//! SNS: accepts a text for a number and stores it instead of sending it.
//!
//! The query protocol: a form comes in, XML goes out. The outcome of a text depends on its number
//! and is written to SNS's delivery log ([`delivery`]).

mod delivery;

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;

use axum::http::StatusCode;
use axum::response::Response;
use jiff::Timestamp;

use super::Services;
use super::wire::{query_error, query_reply};
use crate::account::ids::fresh_id;
use crate::account::names::ACCOUNT;
use crate::storage::message_store::{Channel, Message};
use delivery::Fate;

/// The most characters of one text, over all its segments.
const LONGEST_TEXT: usize = 1_600;

/// The attribute that names the sender of a text.
const SENDER_ID: &str = "AWS.SNS.SMS.SenderID";

/// The form of a request: names and values.
type Form = HashMap<String, String>;

/// Answers a request whose body is a form.
pub async fn answer(services: &Services, body: &[u8]) -> Response {
    let form: Form = form_urlencoded::parse(body).into_owned().collect();
    match form.get("Action").map(String::as_str) {
        Some("Publish") => publish(services, &form).await,
        Some("GetSMSSandboxAccountStatus") => {
            query_reply("GetSMSSandboxAccountStatus", "<IsInSandbox>false</IsInSandbox>")
        }
        Some("GetSMSAttributes") => sms_attributes(&form),
        _ => query_error(StatusCode::BAD_REQUEST, "InvalidAction", "It is not supported here."),
    }
}

async fn publish(services: &Services, form: &Form) -> Response {
    let field = |name: &str| form.get(name).map(String::as_str);
    let bad = |reason: &str| query_error(StatusCode::BAD_REQUEST, "InvalidParameter", reason);
    if field("TopicArn").or(field("TargetArn")).is_some() {
        return query_error(
            StatusCode::NOT_FOUND,
            "NotFound",
            "There are no topics here, only numbers.",
        );
    }
    let Some(number) = field("PhoneNumber").filter(|number| is_e164(number)) else {
        return bad("Invalid parameter: PhoneNumber");
    };
    let text = match field("Message") {
        None | Some("") => return bad("Invalid parameter: Empty message"),
        Some(text) if text.chars().count() > LONGEST_TEXT => {
            return bad("Invalid parameter: Message too long");
        }
        Some(text) => text,
    };
    let fate = Fate::of(number);
    if fate == Fate::Refused {
        return query_error(StatusCode::BAD_REQUEST, "OptedOut", "The phone number is opted out.");
    }
    let headers = attributes(form);
    let message = Message {
        id: fresh_id(),
        channel: Channel::Sms,
        at: Timestamp::now(),
        to: number.to_owned(),
        from: headers.get(SENDER_ID).cloned(),
        reply_to: None,
        subject: None,
        text: Some(text.to_owned()),
        html: None,
        headers,
    };
    let (id, report) = (message.id.clone(), delivery::report(&message, fate));
    match services.messages.keep(message).await {
        Ok(()) => {
            services.reports.make(vec![report]);
            query_reply("Publish", &format!("<MessageId>{id}</MessageId>"))
        }
        // The cause was logged where the file is written.
        Err(_) => query_error(
            StatusCode::INTERNAL_SERVER_ERROR,
            "InternalError",
            "The text could not be kept.",
        ),
    }
}

/// The settings of texts: all of them, or the requested ones.
fn sms_attributes(form: &Form) -> Response {
    let role = format!("arn:aws:iam::{ACCOUNT}:role/sms-delivery-log");
    let settings = [
        ("MonthlySpendLimit", "100"),
        ("DefaultSMSType", "Transactional"),
        ("DeliveryStatusIAMRole", role.as_str()),
        ("DeliveryStatusSuccessSamplingRate", "100"),
    ];
    let asked: Vec<&String> = form
        .iter()
        .filter_map(|(field, name)| field.starts_with("attributes.member.").then_some(name))
        .collect();
    let mut entries = String::new();
    for (name, value) in settings {
        if asked.is_empty() || asked.iter().any(|asked| *asked == name) {
            // Writing to a String cannot fail.
            _ = write!(entries, "<entry><key>{name}</key><value>{value}</value></entry>");
        }
    }
    query_reply("GetSMSAttributes", &format!("<attributes>{entries}</attributes>"))
}

/// `+` and up to fifteen digits, the first not a zero.
fn is_e164(number: &str) -> bool {
    number.strip_prefix('+').is_some_and(|digits| {
        (7..=15).contains(&digits.len())
            && !digits.starts_with('0')
            && digits.bytes().all(|digit| digit.is_ascii_digit())
    })
}

/// `MessageAttributes.entry.N.Name` with `….Value.StringValue`.
fn attributes(form: &Form) -> BTreeMap<String, String> {
    let names = form.iter().filter_map(|(field, name)| {
        let entry = field.strip_prefix("MessageAttributes.entry.")?.strip_suffix(".Name")?;
        let value = form.get(&format!("MessageAttributes.entry.{entry}.Value.StringValue"))?;
        Some((name.clone(), value.clone()))
    });
    names.collect()
}

#[cfg(test)]
mod tests {
    use super::is_e164;

    #[test]
    fn a_number_is_international_or_refused() {
        assert!(is_e164("+447700900123"));
        for wrong in [
            "447700900123",
            "07700900123",
            "+0447700900123",
            "+44 7700900123",
            "+",
            "",
            "+4477009001234567",
        ] {
            assert!(!is_e164(wrong), "{wrong}");
        }
    }
}
