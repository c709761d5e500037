//! The outcome of a text, and the line that SNS logs about it in CloudWatch Logs.
//!
//! The number decides: numbers that end in `000001` to `000008` have the outcomes below, every
//! other one gets its text. The messages are those that AWS documents as `providerResponse`, and
//! two that new accounts saw.

use jiff::Timestamp;
use serde_json::json;

use crate::account::names::{ACCOUNT, REGION};
use crate::aws::reports::Report;
use crate::storage::message_store::Message;

/// The outcome of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// The phone received it.
    Delivered,
    /// The phone is off, or out of reach.
    Unreachable,
    /// The phone accepts no texts.
    BlocksTexts,
    /// SNS refuses it, because the recipient once answered STOP.
    Refused,
    /// SNS accepts it and does not send it, because the recipient once answered STOP. AWS does not
    /// document which of the two happens; accounts report both.
    OptedOut,
    /// The phone does not exist.
    NoSuchNumber,
    /// The phone's network classifies it as spam.
    Spam,
    /// AWS lets the account send no texts before a review.
    NotReviewed,
    /// The country requires a registered sender, and the account has none.
    NoOrigination,
}

impl Fate {
    /// The outcome of a text to this number.
    pub fn of(number: &str) -> Self {
        match number.len().checked_sub(6).and_then(|start| number.get(start..)) {
            Some("000001") => Self::Unreachable,
            Some("000002") => Self::BlocksTexts,
            Some("000003") => Self::Refused,
            Some("000004") => Self::OptedOut,
            Some("000005") => Self::NoSuchNumber,
            Some("000006") => Self::Spam,
            Some("000007") => Self::NotReviewed,
            Some("000008") => Self::NoOrigination,
            _ => Self::Delivered,
        }
    }

    /// The network's response.
    const fn answer(self) -> &'static str {
        match self {
            Self::Delivered => "Message has been accepted by phone",
            Self::Unreachable => "Phone is currently unreachable/unavailable",
            Self::BlocksTexts => "Phone has blocked SMS",
            Self::Refused | Self::OptedOut => "Phone number is opted out",
            Self::NoSuchNumber => "Invalid phone number",
            Self::Spam => "Blocked as spam by phone carrier",
            Self::NotReviewed => {
                "Your account requires additional review prior to being able to send SMS messages. \
                 Please create a support ticket with an explanation of your use case."
            }
            Self::NoOrigination => "No origination entities available to send",
        }
    }
}

/// The log line of its outcome.
pub fn report(message: &Message, fate: Fate) -> Report {
    let log = format!("sns/{REGION}/{ACCOUNT}/DirectPublishToPhoneNumber");
    let (group, status) = match fate {
        Fate::Delivered => (log, "SUCCESS"),
        Fate::Unreachable
        | Fate::BlocksTexts
        | Fate::Refused
        | Fate::OptedOut
        | Fate::NoSuchNumber
        | Fate::Spam
        | Fate::NotReviewed
        | Fate::NoOrigination => (format!("{log}/Failure"), "FAILURE"),
    };
    let line = json!({
        "notification": { "messageId": message.id, "timestamp": spaced(message.at) },
        "delivery": {
            "numberOfMessageParts": 1,
            "destination": message.to,
            "priceInUSD": 0.04,
            "smsType": message.headers.get("AWS.SNS.SMS.SMSType").map_or("Promotional", String::as_str),
            "phoneCarrier": "A carrier",
            "mcc": 234,
            "mnc": 10,
            "providerResponse": fate.answer(),
            "dwellTimeMs": 599,
            "dwellTimeMsUntilDeviceAck": 1_344,
        },
        "status": status,
    });
    Report::Line { group, line }
}

/// `2016-06-28 00:40:34.558`, SNS's own format.
fn spaced(at: Timestamp) -> String {
    at.strftime("%Y-%m-%d %H:%M:%S.%3f").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::message_store::Channel;
    use serde_json::Value;
    use std::collections::BTreeMap;

    fn line(number: &str) -> (String, Value) {
        let transactional = ("AWS.SNS.SMS.SMSType".to_owned(), "Transactional".to_owned());
        let message = Message {
            id: "an-id".to_owned(),
            channel: Channel::Sms,
            at: Timestamp::from_millisecond(1_700_000_000_123).unwrap(),
            to: number.to_owned(),
            from: None,
            reply_to: None,
            subject: None,
            text: Some("text".to_owned()),
            html: None,
            headers: BTreeMap::from([transactional]),
        };
        match report(&message, Fate::of(number)) {
            Report::Line { group, line } => (group, line),
            Report::Event(_) => panic!("SNS writes a log"),
        }
    }

    #[test]
    fn a_delivered_text_is_in_the_success_log() {
        let (group, line) = line("+447400123456");
        assert_eq!(group, "sns/eu-west-1/123456789012/DirectPublishToPhoneNumber");
        assert_eq!(line["status"], "SUCCESS");
        assert_eq!(
            line["notification"],
            json!({"messageId": "an-id", "timestamp": "2023-11-14 22:13:20.123"})
        );
        assert_eq!(line["delivery"]["destination"], "+447400123456");
        assert_eq!(line["delivery"]["smsType"], "Transactional");
        assert_eq!(line["delivery"]["providerResponse"], "Message has been accepted by phone");
    }

    #[test]
    fn the_last_digits_decide_what_fails_and_why() {
        for (number, answer) in [
            ("+447400000001", "Phone is currently unreachable/unavailable"),
            ("+447400000002", "Phone has blocked SMS"),
            ("+447400000004", "Phone number is opted out"),
            ("+447400000005", "Invalid phone number"),
            ("+447400000008", "No origination entities available to send"),
            ("+447400000006", "Blocked as spam by phone carrier"),
        ] {
            let (group, line) = line(number);
            assert_eq!(group, "sns/eu-west-1/123456789012/DirectPublishToPhoneNumber/Failure");
            assert_eq!(line["status"], "FAILURE");
            assert_eq!(line["delivery"]["providerResponse"], answer, "{number}");
        }
        assert_eq!(Fate::of("+447400000003"), Fate::Refused);
        assert_eq!(Fate::of("+447400000010"), Fate::Delivered);
        assert_eq!(Fate::of("+1"), Fate::Delivered);
    }
}
