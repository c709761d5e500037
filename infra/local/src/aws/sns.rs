//! SNS: takes a text for a number, and puts it in the inbox instead of on a phone.
//!
//! The query protocol: a form goes in, XML comes out.

use std::collections::{BTreeMap, HashMap};

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;

use crate::identity::fresh_id;
use crate::inbox::{Channel, Inbox, Message};

/// The most characters of one text, all its segments together.
const LONGEST_TEXT: usize = 1_600;

/// The attribute that names who a text is from.
const SENDER_ID: &str = "AWS.SNS.SMS.SenderID";

/// Answers a request whose body is a form.
pub async fn answer(inbox: &Inbox, body: &[u8]) -> Response {
    let form: HashMap<String, String> = form_urlencoded::parse(body).into_owned().collect();
    let field = |name: &str| form.get(name).map(String::as_str);
    if field("Action") != Some("Publish") {
        return refused(StatusCode::BAD_REQUEST, "InvalidAction", "Only Publish is played here.");
    }
    if field("TopicArn").or(field("TargetArn")).is_some() {
        return refused(
            StatusCode::NOT_FOUND,
            "NotFound",
            "There are no topics here, only numbers.",
        );
    }
    let Some(number) = field("PhoneNumber").filter(|number| is_e164(number)) else {
        return refused(
            StatusCode::BAD_REQUEST,
            "InvalidParameter",
            "Invalid parameter: PhoneNumber",
        );
    };
    let text = match field("Message") {
        None | Some("") => {
            return refused(
                StatusCode::BAD_REQUEST,
                "InvalidParameter",
                "Invalid parameter: Empty message",
            );
        }
        Some(text) if text.chars().count() > LONGEST_TEXT => {
            return refused(
                StatusCode::BAD_REQUEST,
                "InvalidParameter",
                "Invalid parameter: Message too long",
            );
        }
        Some(text) => text,
    };
    let headers = attributes(&form);
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
    let id = message.id.clone();
    match inbox.keep(message).await {
        Ok(()) => published(&id),
        // The cause was logged where the file is written.
        Err(_) => refused(
            StatusCode::INTERNAL_SERVER_ERROR,
            "InternalError",
            "The text could not be kept.",
        ),
    }
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
fn attributes(form: &HashMap<String, String>) -> BTreeMap<String, String> {
    let names = form.iter().filter_map(|(field, name)| {
        let entry = field.strip_prefix("MessageAttributes.entry.")?.strip_suffix(".Name")?;
        let value = form.get(&format!("MessageAttributes.entry.{entry}.Value.StringValue"))?;
        Some((name.clone(), value.clone()))
    });
    names.collect()
}

fn published(id: &str) -> Response {
    xml(
        StatusCode::OK,
        format!(
            r#"<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>{id}</MessageId></PublishResult><ResponseMetadata><RequestId>{}</RequestId></ResponseMetadata></PublishResponse>"#,
            fresh_id()
        ),
    )
}

/// An error; `message` is one of ours and has nothing in it that XML would misread.
fn refused(status: StatusCode, code: &str, message: &str) -> Response {
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
