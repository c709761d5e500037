//! What providers tell of a message after they accepted it: that it arrived, or why it did not.
//!
//! SES names the message itself, by the tags that went with it. SNS knows only its own name for a
//! text; the table has the message for that name. Reports are repeated and arrive in any order, so
//! a message keeps its final report, and later ones change nothing.
//!
//! A message to staff about a client gets a line on the client's timeline, and nothing else: a
//! colleague's broken mailbox keeps the client from nothing. The notification stays unread, and
//! after two hours the firm's admins get it.

use crate::delivery::{SendFault, TAG_CLIENT, TAG_FIRM, TAG_MESSAGE, TAG_STAFF};
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use vestibule_application::decide::{Decide, Decision, System, Unread};
use vestibule_domain::firms::readiness::RECENTLY;
use vestibule_domain::kernel::{Actor, ClientId, FirmId, MessageId, StaffId};
use vestibule_domain::messaging::{Bounce, Report, SmsFailure};
use vestibule_domain::timeline::MessageEvent;
use vestibule_domain::values::Email;
use vestibule_flow::Fault;
use vestibule_flow::flow::EventFailure;
use vestibule_runtime::{App, meter};
use vestibule_secrets::entropy;
use vestibule_table::{Key, Line, OutboxMessage, Recipient, TextName, Transaction};

/// A report that is younger may have overtaken what it is about. Lambda tries again after one minute
/// and after two more: by then a text that is unknown is another stack's of the same account, whose
/// logs are shared, and not a report that nobody could record.
const OVERTAKES: SignedDuration = SignedDuration::from_mins(2);

/// What became of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Which one.
    pub about: About,
    /// What became of it.
    pub report: Report,
}

/// Which message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// The one in this place.
    Message(Key),
    /// The text that the provider calls so.
    Text {
        /// The provider's name.
        provider_id: String,
        /// When this was told.
        at: Timestamp,
    },
}

/// What came of noting a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Noted {
    /// It is on the timeline now.
    Now,
    /// This, or what follows upon it, was noted before.
    Before,
    /// It is about no message of ours.
    NotOurs,
}

/// What an event of SES tells, from its `detail`. `None`: nothing of a message of ours, or nothing
/// that matters.
#[must_use]
pub fn of_email(detail: &Value) -> Option<Told> {
    let tag = |name: &str| detail["mail"]["tags"][name][0].as_str();
    let firm: FirmId = tag(TAG_FIRM)?.parse().ok()?;
    let id: MessageId = tag(TAG_MESSAGE)?.parse().ok()?;
    let message = match (tag(TAG_CLIENT), tag(TAG_STAFF)) {
        (Some(client), _) => Key::client_message(firm, client.parse::<ClientId>().ok()?, id),
        (None, Some(staff)) => Key::staff_message(firm, staff.parse::<StaffId>().ok()?, id),
        (None, None) => return None,
    };
    let address = |of: &Value| Email::parse(of[0]["emailAddress"].as_str()?).ok();
    let report = match detail["eventType"].as_str()? {
        "Delivery" => Report::EmailDelivered,
        "DeliveryDelay" => Report::EmailDelayed,
        "Bounce" => {
            let bounce = &detail["bounce"];
            Report::EmailBounced {
                // An undetermined one says nothing against the address.
                bounce: match bounce["bounceType"].as_str()? {
                    "Permanent" => Bounce::Permanent,
                    _ => Bounce::Transient,
                },
                address: address(&bounce["bouncedRecipients"])?,
            }
        }
        "Complaint" => Report::EmailComplained {
            address: address(&detail["complaint"]["complainedRecipients"])?,
        },
        "Reject" => Report::Refused { reason: "rejected".to_owned() },
        "Rendering Failure" | "RenderingFailure" => {
            Report::Refused { reason: "not-rendered".to_owned() }
        }
        _ => return None,
    };
    Some(Told { about: About::Message(message), report })
}

/// What a piece of SNS's delivery logs tells, from the JSON that CloudWatch Logs packs; one entry
/// for each line, `None` where a line tells nothing that can be noted.
#[must_use]
pub fn of_texts(logged: &[u8]) -> Vec<Option<Told>> {
    let Ok(logged) = serde_json::from_slice::<Value>(logged) else { return vec![None] };
    // A control message only tries whether anybody listens.
    if logged["messageType"] != "DATA_MESSAGE" {
        return Vec::new();
    }
    let lines = logged["logEvents"].as_array();
    lines.into_iter().flatten().map(of_text).collect()
}

fn of_text(line: &Value) -> Option<Told> {
    let at = Timestamp::from_millisecond(line["timestamp"].as_i64()?).ok()?;
    let told: Value = serde_json::from_str(line["message"].as_str()?).ok()?;
    let provider_id = told["notification"]["messageId"].as_str()?.to_owned();
    let delivery = &told["delivery"];
    let report = match told["status"].as_str()? {
        "SUCCESS" => Report::SmsDelivered,
        "FAILURE" => Report::SmsFailed {
            reason: failure(delivery["providerResponse"].as_str().unwrap_or_default()),
            // Written in E.164, as it was sent: another number was never texted.
            number: serde_json::from_value(delivery["destination"].clone()).ok()?,
        },
        _ => return None,
    };
    Some(Told { about: About::Text { provider_id, at }, report })
}

/// What the sentences mean that AWS documents as `providerResponse` ("Viewing Amazon CloudWatch
/// metrics and logs for SMS deliveries"). Of some there is an older and a newer wording.
fn failure(answer: &str) -> SmsFailure {
    // Not among the documented ones, and followed by how to ask for a review: seen in delivery logs
    // of young accounts, and of countries that want a registered sender.
    const NOT_SET_UP: [&str; 2] =
        ["Your account requires additional review", "No origination entities available"];
    match answer {
        answer if NOT_SET_UP.iter().any(|start| answer.starts_with(start)) => SmsFailure::NotSetUp,
        "Phone is currently unreachable/unavailable"
        | "Phone carrier is currently unreachable/unavailable" => SmsFailure::Unreachable,
        "Phone number is opted out" => SmsFailure::OptedOut,
        "Invalid phone number" => SmsFailure::InvalidNumber,
        "Blocked as spam by phone carrier"
        | "Destination is blacklisted"
        | "Destination is on a blocked list"
        | "Phone carrier has blocked this message"
        | "Phone has blocked SMS"
        | "Phone is blacklisted"
        | "Phone is on a blocked list" => SmsFailure::Blocked,
        "No quota left for account" | "This delivery would exceed max price" => {
            SmsFailure::SpendLimit
        }
        _ => SmsFailure::Other,
    }
}

/// Notes on its message what became of it, and what follows for the client.
///
/// # Errors
/// A fault; or a text that is not known yet, though it may be in a moment.
pub async fn note(app: &App, told: &Told) -> Result<Noted, EventFailure> {
    let key = match &told.about {
        About::Message(key) => key.clone(),
        About::Text { provider_id, at } => {
            let name_key = Key::text_name(provider_id);
            let found = app.table().load(std::slice::from_ref(&name_key)).await;
            let found = found.and_then(|items| items.get::<TextName>(&name_key));
            match found.map_err(Fault::from)? {
                Some(name) => Key::from_parts(name.message_pk, name.message_sk),
                None if app.now().duration_since(*at) < OVERTAKES => {
                    return Err(EventFailure::Refused("a text is not known yet".to_owned()));
                }
                None => return Ok(Noted::NotOurs),
            }
        }
    };
    let items = app.table().load(std::slice::from_ref(&key)).await.map_err(Fault::from)?;
    let message: Option<OutboxMessage> = items.get(&key).map_err(Fault::from)?;
    let Some(message) = message else { return Ok(Noted::NotOurs) };
    match (message.to, weight(&told.report)) {
        (Recipient::Client(client), Weight::Failure) => {
            failed(app, &key, &message, client, &told.report).await
        }
        (Recipient::Client(_) | Recipient::Staff(_), Weight::Line)
        | (Recipient::Staff(_), Weight::Failure) => {
            Ok(line(app, &key, &message, &told.report).await?)
        }
    }
}

/// How much depends on a report.
enum Weight {
    /// It is recorded on the timeline, and that is all.
    Line,
    /// It bears on what the client can be sent.
    Failure,
}

fn weight(report: &Report) -> Weight {
    match report {
        Report::EmailDelivered | Report::EmailDelayed | Report::SmsDelivered => Weight::Line,
        Report::EmailBounced { .. }
        | Report::EmailComplained { .. }
        | Report::Refused { .. }
        | Report::SmsFailed { .. } => Weight::Failure,
    }
}

async fn failed(
    app: &App,
    key: &Key,
    message: &OutboxMessage,
    client: ClientId,
    report: &Report,
) -> Result<Noted, EventFailure> {
    let template = message.content.template_name();
    let firm = message.firm;
    let caller = System { firm, actor: Actor::System };
    let recorded = Decide::by(app, caller).client_if_there(client, |client| {
        client.writes =
            with_trouble(Transaction::new().note_report(key, report), firm, report, client.now);
        client.access.note_report(template, report.clone(), client.now)
    });
    if recorded.await?.is_none() {
        return Ok(Noted::Before);
    }
    meter::count_failed_message(report);
    Ok(Noted::Now)
}

/// Records beside a text's failure that AWS lets the account send none, for the firm's list of what
/// is missing.
pub(crate) fn with_trouble(
    transaction: Transaction,
    firm: FirmId,
    report: &Report,
    now: Timestamp,
) -> Transaction {
    match report {
        Report::SmsFailed { reason: SmsFailure::NotSetUp, .. } => {
            transaction.note_text_trouble(firm, now, RECENTLY)
        }
        Report::SmsFailed { .. }
        | Report::EmailDelivered
        | Report::EmailDelayed
        | Report::EmailBounced { .. }
        | Report::EmailComplained { .. }
        | Report::Refused { .. }
        | Report::SmsDelivered => transaction,
    }
}

/// What SNS says of a text that it does not even take, from the code and the message of its error.
/// `None`: not for long, so that it is sent again.
#[must_use]
pub fn text_refusal(code: Option<&str>, message: Option<&str>) -> Option<SendFault> {
    match code? {
        "OptedOut" | "OptedOutException" => Some(SendFault::TextRefused(SmsFailure::OptedOut)),
        // "Invalid parameter: PhoneNumber Reason: … is not valid to publish to". In a region without
        // texts SNS says that of every number; the doctor looks at the region.
        "InvalidParameter" | "InvalidParameterValue" | "ValidationException" => {
            Some(if message.is_some_and(|message| message.contains("PhoneNumber")) {
                SendFault::TextRefused(SmsFailure::InvalidNumber)
            } else {
                // Too long, empty, a sender that is none: ours, whatever the number is.
                SendFault::Refused("refused-by-provider")
            })
        }
        _ => None,
    }
}

/// Only the line: the client's own item is not touched, so that nothing the client does at that
/// moment is held up.
async fn line(
    app: &App,
    key: &Key,
    message: &OutboxMessage,
    report: &Report,
) -> Result<Noted, EventFailure> {
    let recorded = Decide::by(app, Unread { actor: Actor::System }).run_unless_taken(|round| {
        let now = round.now;
        let mut writes = Transaction::new().note_report(key, report);
        if message.client.is_some() {
            let event = MessageEvent::reported(message.content.template_name(), report).into();
            let line = Line { at: now, actor: Actor::System, cause: app.flow().to_owned(), event };
            writes = writes.put_line_beside(key, now.as_millisecond(), &entropy::tag(), &line);
        }
        Ok(Decision::after((), writes))
    });
    if recorded.await?.is_none() {
        return Ok(Noted::Before);
    }
    meter::count_failed_message(report);
    Ok(Noted::Now)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use vestibule_domain::values::{Country, Mobile};

    const FIRM: &str = "0b6f3e0e-3f6c-4c5e-9f5e-0d7c1a2b3c4d";
    const CLIENT: &str = "1b6f3e0e-3f6c-4c5e-9f5e-0d7c1a2b3c4d";
    const MESSAGE: &str = "2b6f3e0e-3f6c-4c5e-9f5e-0d7c1a2b3c4d";

    fn detail(event_type: &str, name: &str, part: &Value) -> Value {
        json!({
            "eventType": event_type,
            "mail": {
                "messageId": "ses-1",
                "destination": ["nora@mail.example"],
                "tags": {
                    "ses:configuration-set": ["reports"],
                    "firm": [FIRM], "client": [CLIENT], "message": [MESSAGE],
                },
            },
            name: part,
        })
    }

    fn bounce(kind: &str, address: &str) -> Value {
        let recipients = json!([{ "emailAddress": address, "status": "5.1.1" }]);
        detail("Bounce", "bounce", &json!({ "bounceType": kind, "bouncedRecipients": recipients }))
    }

    fn report(detail: &Value) -> Option<Report> {
        of_email(detail).map(|told| told.report)
    }

    #[test]
    fn each_event_of_ses_is_what_it_means() {
        let address = || Email::parse("nora@mail.example").unwrap();
        let bounced = |bounce| Some(Report::EmailBounced { bounce, address: address() });
        let delivered = detail("Delivery", "delivery", &json!({ "recipients": ["x@y.example"] }));
        assert_eq!(report(&delivered), Some(Report::EmailDelivered));
        let delayed = detail("DeliveryDelay", "deliveryDelay", &json!({ "delayType": "General" }));
        assert_eq!(report(&delayed), Some(Report::EmailDelayed));
        let to = "nora@mail.example";
        assert_eq!(report(&bounce("Permanent", to)), bounced(Bounce::Permanent));
        assert_eq!(report(&bounce("Transient", to)), bounced(Bounce::Transient));
        assert_eq!(report(&bounce("Undetermined", to)), bounced(Bounce::Transient));
        let complaint = json!({ "complainedRecipients": [{ "emailAddress": to }] });
        assert_eq!(
            report(&detail("Complaint", "complaint", &complaint)),
            Some(Report::EmailComplained { address: address() })
        );
        for (event_type, reason) in [
            ("Reject", "rejected"),
            ("Rendering Failure", "not-rendered"),
            ("RenderingFailure", "not-rendered"),
        ] {
            let refused = Report::Refused { reason: reason.to_owned() };
            assert_eq!(report(&detail(event_type, "x", &json!({}))), Some(refused));
        }
    }

    #[test]
    fn what_is_not_ours_or_not_as_documented_tells_nothing() {
        for event_type in ["Send", "Open", "Click", "Subscription", "delivery", ""] {
            assert_eq!(report(&detail(event_type, "x", &json!({}))), None, "{event_type}");
        }
        let without = |name: &str| {
            let mut told = detail("Delivery", "delivery", &json!({}));
            told["mail"]["tags"].as_object_mut().unwrap().remove(name);
            told
        };
        for name in ["firm", "client", "message"] {
            assert_eq!(report(&without(name)), None, "{name}");
        }
        let mut forged = detail("Delivery", "delivery", &json!({}));
        forged["mail"]["tags"]["client"] = json!(["x#CLIENT#y"]);
        assert_eq!(report(&forged), None);
        for odd in [json!(null), json!([]), json!("text"), json!({ "eventType": "Delivery" })] {
            assert_eq!(report(&odd), None);
        }
        assert_eq!(report(&bounce("Permanent", "no address")), None);
    }

    #[test]
    fn a_mail_that_is_about_no_client_lies_with_its_member_of_staff() {
        let mut told = detail("Delivery", "delivery", &json!({}));
        let tags = told["mail"]["tags"].as_object_mut().unwrap();
        tags.remove("client");
        tags.insert("staff".to_owned(), json!([CLIENT]));
        let staff: StaffId = CLIENT.parse().unwrap();
        let key = Key::staff_message(FIRM.parse().unwrap(), staff, MESSAGE.parse().unwrap());
        assert_eq!(of_email(&told).unwrap().about, About::Message(key));
    }

    fn log_line(status: &str, answer: &str, destination: &str) -> Value {
        let line = json!({
            "notification": { "messageId": "sns-1", "timestamp": "2016-06-28 00:40:34.558" },
            "delivery": { "destination": destination, "providerResponse": answer },
            "status": status,
        });
        json!({ "id": "1", "timestamp": 1_700_000_000_000_i64, "message": line.to_string() })
    }

    fn logged(lines: &[Value]) -> Vec<u8> {
        json!({ "messageType": "DATA_MESSAGE", "logEvents": lines }).to_string().into_bytes()
    }

    #[test]
    fn each_sentence_of_the_log_is_what_it_means() {
        let number = || Mobile::parse("+447400123456", Country::parse("DE").unwrap()).unwrap();
        for (answer, reason) in [
            ("Phone is currently unreachable/unavailable", SmsFailure::Unreachable),
            ("Phone carrier is currently unreachable/unavailable", SmsFailure::Unreachable),
            ("Phone number is opted out", SmsFailure::OptedOut),
            ("Invalid phone number", SmsFailure::InvalidNumber),
            ("Phone has blocked SMS", SmsFailure::Blocked),
            ("Blocked as spam by phone carrier", SmsFailure::Blocked),
            ("Phone is on a blocked list", SmsFailure::Blocked),
            ("Phone carrier has blocked this message", SmsFailure::Blocked),
            ("No quota left for account", SmsFailure::SpendLimit),
            ("This delivery would exceed max price", SmsFailure::SpendLimit),
            (
                "Your account requires additional review prior to being able to send SMS messages. \
                 Please create a support ticket with an explanation of your use case.",
                SmsFailure::NotSetUp,
            ),
            ("No origination entities available to send", SmsFailure::NotSetUp),
            ("Message body is invalid", SmsFailure::Other),
            ("Unknown error attempting to reach phone", SmsFailure::Other),
            ("", SmsFailure::Other),
        ] {
            let told = of_texts(&logged(&[log_line("FAILURE", answer, "+447400123456")]));
            let [Some(told)] = told.as_slice() else { panic!("{answer}: {told:?}") };
            assert_eq!(told.report, Report::SmsFailed { reason, number: number() }, "{answer}");
        }
        let arrived = log_line("SUCCESS", "Message has been accepted by phone", "+447400123456");
        let told = of_texts(&logged(&[arrived]));
        let at = Timestamp::from_millisecond(1_700_000_000_000).unwrap();
        let about = About::Text { provider_id: "sns-1".to_owned(), at };
        assert_eq!(told, [Some(Told { about, report: Report::SmsDelivered })]);
    }

    #[test]
    fn a_number_is_wrong_only_where_sns_says_so_of_the_number() {
        let refusal = |code, message| match text_refusal(Some(code), Some(message)) {
            Some(SendFault::TextRefused(reason)) => format!("{reason:?}"),
            Some(SendFault::Refused(reason)) => reason.to_owned(),
            Some(SendFault::Transient(_)) => "again".to_owned(),
            None => "again".to_owned(),
        };
        let number = "Invalid parameter: PhoneNumber Reason: +1 is not valid to publish to";
        assert_eq!(refusal("InvalidParameter", number), "InvalidNumber");
        for ours in [
            "Invalid parameter: Message too long",
            "Invalid parameter: Empty message",
            "Invalid parameter: Message Reason: empty",
        ] {
            assert_eq!(refusal("InvalidParameter", ours), "refused-by-provider");
        }
        assert_eq!(refusal("OptedOut", ""), "OptedOut");
        assert_eq!(refusal("Throttled", number), "again");
        assert!(text_refusal(None, None).is_none());
    }

    #[test]
    fn a_line_that_is_not_as_documented_costs_no_other() {
        let good = log_line("SUCCESS", "", "+447400123456");
        let bad = [
            json!({ "id": "2", "timestamp": 1, "message": "no JSON" }),
            json!({ "id": "3", "message": "{}" }),
            log_line("UNKNOWN", "", "+447400123456"),
            log_line("FAILURE", "", "no number"),
            json!(null),
        ];
        let lines: Vec<Value> = [good.clone()].into_iter().chain(bad).chain([good]).collect();
        let told = of_texts(&logged(&lines));
        assert_eq!(told.len(), 7);
        assert_eq!(told.iter().flatten().count(), 2);
        let control = json!({ "messageType": "CONTROL_MESSAGE", "logEvents": lines });
        assert_eq!(of_texts(control.to_string().as_bytes()), []);
        assert_eq!(of_texts(b"no JSON"), [None]);
    }
}
