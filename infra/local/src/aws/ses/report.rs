//! SES's reports on an e-mail, as AWS documents its events for EventBridge.
//!
//! Every e-mail is delivered, except those to AWS's own mailbox simulator, whose addresses behave
//! as on AWS, with or without a label after a `+`. A suppressed address is on the account's own
//! list: SES reports a bounce without trying.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::{Tag, bare, domain_of};
use crate::account::envelope;
use crate::account::ids::fresh_id;
use crate::account::names::{ACCOUNT, REGION};
use crate::aws::reports::Report;
use crate::storage::message_store::Message;
use crate::template::{EmailReport, EmailReports};

/// The domain of AWS's mailbox simulator.
const SIMULATOR: &str = "simulator.amazonses.com";

/// The delivery time in reports.
const UNDER_WAY: SignedDuration = SignedDuration::from_millis(546);

/// The outcome of an e-mail for one recipient.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Delivered,
    Bounced,
    Complained,
    Suppressed,
}

/// The reports of an e-mail, in chronological order.
pub fn all(told: &EmailReports, message: &Message, tags: &[Tag]) -> Vec<Report> {
    let mail = mail(told, message, tags);
    let from = message.from.as_deref().unwrap_or_default();
    let mut reports = Vec::new();
    let mut report = |kind: EmailReport, after: SignedDuration, part: Value| {
        if told.kinds.contains(&kind) {
            let at = message.at + after;
            reports.push(Report::Event(event(kind, &mail, &part, &identity(from), at)));
        }
    };
    report(EmailReport::Send, SignedDuration::ZERO, json!({}));
    for receiver in message.to.split(", ") {
        let delivered = || delivery(receiver, message.at + UNDER_WAY);
        let bounced = |kind, code| bounce(receiver, kind, code, message.at + UNDER_WAY);
        match fate(receiver) {
            Fate::Delivered => report(EmailReport::Delivery, UNDER_WAY, delivered()),
            Fate::Bounced => report(
                EmailReport::Bounce,
                UNDER_WAY,
                bounced("General", "smtp; 550 5.1.1 user unknown"),
            ),
            Fate::Suppressed => report(
                EmailReport::Bounce,
                UNDER_WAY,
                bounced(
                    "OnAccountSuppressionList",
                    "Amazon SES did not send the message to this address because it is on the \
                     suppression list for your account.",
                ),
            ),
            Fate::Complained => {
                report(EmailReport::Delivery, UNDER_WAY, delivered());
                let complained = complaint(receiver, message.at + UNDER_WAY * 2);
                report(EmailReport::Complaint, UNDER_WAY * 2, complained);
            }
        }
    }
    reports
}

fn fate(receiver: &str) -> Fate {
    let address = bare(receiver).to_ascii_lowercase();
    if domain_of(&address) != SIMULATOR {
        return Fate::Delivered;
    }
    let local = address.split(['@', '+']).next().unwrap_or_default();
    match local {
        "bounce" => Fate::Bounced,
        "complaint" => Fate::Complained,
        "suppressionlist" => Fate::Suppressed,
        // `success`, and `ooto`, whose automatic answer goes to a person.
        _ => Fate::Delivered,
    }
}

fn event(kind: EmailReport, mail: &Value, part: &Value, identity: &str, at: Timestamp) -> Value {
    let (detail_type, event_type, name) = match kind {
        EmailReport::Send => ("Email Sent", "Send", "send"),
        EmailReport::Delivery => ("Email Delivered", "Delivery", "delivery"),
        EmailReport::DeliveryDelay => ("Email Delivery Delayed", "DeliveryDelay", "deliveryDelay"),
        EmailReport::Bounce => ("Email Bounced", "Bounce", "bounce"),
        EmailReport::Complaint => ("Email Complaint Received", "Complaint", "complaint"),
        EmailReport::Reject => ("Email Rejected", "Reject", "reject"),
    };
    let detail = json!({ "eventType": event_type, "mail": mail, name: part });
    envelope::event("aws.ses", detail_type, &[identity.to_owned()], &detail, at)
}

fn mail(told: &EmailReports, message: &Message, tags: &[Tag]) -> Value {
    let from = message.from.as_deref().unwrap_or_default();
    let subject = message.subject.as_deref().unwrap_or_default();
    let to: Vec<&str> = message.to.split(", ").collect();
    let mut tagged = json!({
        "ses:configuration-set": [told.configuration_set],
        "ses:from-domain": [domain_of(from)],
        "ses:caller-identity": ["vestibule"],
        "ses:source-ip": ["127.0.0.1"],
    });
    for tag in tags {
        tagged[&tag.name] = json!([tag.value]);
    }
    let headers = [
        ("From", from),
        ("To", message.to.as_str()),
        ("Subject", subject),
        ("MIME-Version", "1.0"),
    ];
    json!({
        "timestamp": milliseconds(message.at),
        "source": from,
        "sourceArn": identity(from),
        "sendingAccountId": ACCOUNT,
        "messageId": message.id,
        "destination": to,
        "headersTruncated": false,
        "headers": headers.map(|(name, value)| json!({ "name": name, "value": value })),
        "commonHeaders": {
            "from": [from],
            "to": to,
            "messageId": message.id,
            "subject": subject,
        },
        "tags": tagged,
    })
}

fn delivery(receiver: &str, at: Timestamp) -> Value {
    json!({
        "timestamp": milliseconds(at),
        "processingTimeMillis": i64::try_from(UNDER_WAY.as_millis()).unwrap_or_default(),
        "recipients": [bare(receiver)],
        "smtpResponse": "250 2.6.0 Message received",
        "reportingMTA": "a8-21.smtp-out.amazonses.com",
    })
}

fn bounce(receiver: &str, kind: &str, code: &str, at: Timestamp) -> Value {
    json!({
        "bounceType": "Permanent",
        "bounceSubType": kind,
        "bouncedRecipients": [{
            "emailAddress": bare(receiver),
            "action": "failed",
            "status": "5.1.1",
            "diagnosticCode": code,
        }],
        "timestamp": milliseconds(at),
        "feedbackId": fresh_id(),
        "reportingMTA": "dns; a8-21.smtp-out.amazonses.com",
    })
}

fn complaint(receiver: &str, at: Timestamp) -> Value {
    json!({
        "complainedRecipients": [{ "emailAddress": bare(receiver) }],
        "timestamp": milliseconds(at),
        "feedbackId": fresh_id(),
        "complaintSubType": null,
        "userAgent": "Amazon SES Mailbox Simulator",
        "complaintFeedbackType": "abuse",
        "arrivalDate": milliseconds(at),
    })
}

/// The ARN of the sending identity: the domain.
fn identity(from: &str) -> String {
    format!("arn:aws:ses:{REGION}:{ACCOUNT}:identity/{}", domain_of(from))
}

fn milliseconds(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::message_store::Channel;
    use std::collections::{BTreeMap, BTreeSet};

    const EVERYTHING: [EmailReport; 6] = [
        EmailReport::Send,
        EmailReport::Delivery,
        EmailReport::DeliveryDelay,
        EmailReport::Bounce,
        EmailReport::Complaint,
        EmailReport::Reject,
    ];

    fn reports_of(to: &str, kinds: &[EmailReport]) -> Vec<Value> {
        let message = Message {
            id: "an-id".to_owned(),
            channel: Channel::Email,
            at: Timestamp::from_millisecond(1_700_000_000_123).unwrap(),
            to: to.to_owned(),
            from: Some("Acme <no-reply@vestibule.test>".to_owned()),
            reply_to: None,
            subject: Some("Hello".to_owned()),
            text: None,
            html: None,
            headers: BTreeMap::new(),
        };
        let told = EmailReports {
            configuration_set: "Set".to_owned(),
            kinds: kinds.iter().copied().collect::<BTreeSet<_>>(),
        };
        let tags = [Tag { name: "message".to_owned(), value: "m1".to_owned() }];
        let events = all(&told, &message, &tags).into_iter().map(|report| match report {
            Report::Event(event) => event,
            Report::Line { .. } => panic!("SES writes no log"),
        });
        events.collect()
    }

    fn types(events: &[Value]) -> Vec<&str> {
        events.iter().map(|event| event["detail-type"].as_str().unwrap()).collect()
    }

    #[test]
    fn an_ordinary_e_mail_is_sent_and_delivered() {
        let events = reports_of("ann@example.com", &EVERYTHING);
        assert_eq!(types(&events), ["Email Sent", "Email Delivered"]);
        let event = &events[1];
        assert_eq!((&event["source"], &event["version"]), (&json!("aws.ses"), &json!("0")));
        assert_eq!(event["time"], "2023-11-14T22:13:20Z");
        assert_eq!(
            event["resources"],
            json!(["arn:aws:ses:eu-west-1:123456789012:identity/vestibule.test"])
        );
        let detail = &event["detail"];
        assert_eq!(detail["eventType"], "Delivery");
        assert_eq!(detail["mail"]["messageId"], "an-id");
        assert_eq!(detail["mail"]["timestamp"], "2023-11-14T22:13:20.123Z");
        assert_eq!(detail["mail"]["destination"], json!(["ann@example.com"]));
        assert_eq!(detail["mail"]["tags"]["message"], json!(["m1"]));
        assert_eq!(detail["mail"]["tags"]["ses:configuration-set"], json!(["Set"]));
        assert_eq!(detail["delivery"]["recipients"], json!(["ann@example.com"]));
        assert_eq!(detail["delivery"]["timestamp"], "2023-11-14T22:13:20.669Z");
    }

    #[test]
    fn the_simulators_addresses_behave_as_on_aws() {
        let fates = |to: &str| types(&reports_of(to, &EVERYTHING)).join(", ");
        for delivered in ["success", "ooto", "bounced", "else"] {
            let to = format!("{delivered}@simulator.amazonses.com");
            assert_eq!(fates(&to), "Email Sent, Email Delivered", "{to}");
        }
        for bounce in ["bounce", "bounce+a-label", "BOUNCE"] {
            let to = format!("{bounce}@simulator.amazonses.com");
            assert_eq!(fates(&to), "Email Sent, Email Bounced", "{to}");
        }
        assert_eq!(
            fates("complaint@simulator.amazonses.com"),
            "Email Sent, Email Delivered, Email Complaint Received"
        );
        assert_eq!(fates("bounce@simulator.vestibule.test"), "Email Sent, Email Delivered");
        let of = |to: &str| reports_of(to, &EVERYTHING).pop().unwrap()["detail"].clone();
        let bounce = &of("Ann <bounce+x@simulator.amazonses.com>")["bounce"];
        assert_eq!(
            (&bounce["bounceType"], &bounce["bounceSubType"]),
            (&json!("Permanent"), &json!("General"))
        );
        let bounced = &bounce["bouncedRecipients"][0]["emailAddress"];
        assert_eq!(bounced, "bounce+x@simulator.amazonses.com");
        let suppressed = of("suppressionlist@simulator.amazonses.com");
        assert_eq!(suppressed["bounce"]["bounceSubType"], "OnAccountSuppressionList");
        let complaint = of("complaint+x@simulator.amazonses.com");
        assert_eq!(complaint["complaint"]["complaintFeedbackType"], "abuse");
        assert_eq!(complaint["eventType"], "Complaint");
    }

    #[test]
    fn only_requested_kinds_are_reported_and_each_recipient_has_an_outcome() {
        let told = [EmailReport::Bounce, EmailReport::Complaint];
        assert_eq!(reports_of("ann@example.com", &told), Vec::<Value>::new());
        let both = "bounce@simulator.amazonses.com, complaint@simulator.amazonses.com";
        assert_eq!(types(&reports_of(both, &told)), ["Email Bounced", "Email Complaint Received"]);
        assert_eq!(types(&reports_of(both, &[EmailReport::Delivery])), ["Email Delivered"]);
    }
}
