//! Delivering messages, for the senders of both channels: claim, see whether it still holds,
//! render, send, note. The queue tries again what could not be sent.

use crate::flow::EventFailure;
use crate::token::{LinkKind, LinkToken};
use crate::{App, Fault, entropy};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use vestibule_domain::event::{Actor, Event};
use vestibule_domain::ids::{FirmId, StaffId};
use vestibule_domain::message::Message;
use vestibule_domain::staff::Staff;
use vestibule_messages::{Channel, Rendered, Secret, Sending, render};
use vestibule_table::items::{Client, Line, OutboxMessage, Recipient};
use vestibule_table::{Claimed, CommitFault, Items, Key, Sent, Transaction};
use zeroize::Zeroizing;

/// What a queue hands over: each body is a record of the table's stream.
#[derive(Debug, Deserialize)]
pub struct QueueEvent {
    #[serde(rename = "Records")]
    records: Vec<QueueRecord>,
}

#[derive(Debug, Deserialize)]
struct QueueRecord {
    #[serde(rename = "messageId")]
    message_id: String,
    body: String,
}

/// Which of them are to come again.
#[derive(Debug, Default, Serialize)]
pub struct BatchReply {
    #[serde(rename = "batchItemFailures")]
    failures: Vec<BatchFailure>,
}

#[derive(Debug, Serialize)]
struct BatchFailure {
    #[serde(rename = "itemIdentifier")]
    id: String,
}

/// A message that is ready to go.
pub struct Prepared {
    /// The address or number it goes to.
    pub to: Zeroizing<String>,
    /// Its words.
    pub rendered: Rendered,
}

/// Why a provider did not accept a message.
#[derive(Debug)]
pub enum SendFault {
    /// Worth another try.
    Transient(String),
    /// It never will; a stable code.
    Permanent(&'static str),
}

/// Delivers the messages of a batch, one by one, so that one that fails holds up no other.
///
/// # Errors
/// None as a whole: what failed is named in the reply.
pub async fn deliver<F, Fut>(
    app: App,
    channel: Channel,
    event: QueueEvent,
    send: F,
) -> Result<BatchReply, EventFailure>
where
    F: Fn(App, Prepared) -> Fut,
    Fut: Future<Output = Result<String, SendFault>>,
{
    let mut reply = BatchReply::default();
    for record in event.records {
        if let Err(undelivered) = deliver_one(&app, channel, &record.body, &send).await {
            tracing::warn!(queue_message = record.message_id, cause = %undelivered, "a message comes again");
            reply.failures.push(BatchFailure { id: record.message_id });
        }
    }
    Ok(reply)
}

/// Why a message comes again.
#[derive(Debug, thiserror::Error)]
enum Undelivered {
    #[error("the record is not as documented")]
    Malformed,
    #[error("another sender is at it")]
    Busy,
    #[error("the provider did not accept it: {0}")]
    Provider(String),
    #[error(transparent)]
    Fault(#[from] Fault),
}

async fn deliver_one<F, Fut>(
    app: &App,
    channel: Channel,
    body: &str,
    send: &F,
) -> Result<(), Undelivered>
where
    F: Fn(App, Prepared) -> Fut,
    Fut: Future<Output = Result<String, SendFault>>,
{
    let record = Record::parse(body).ok_or(Undelivered::Malformed)?;
    let now = app.now();
    let (claimed, beside) =
        tokio::join!(app.table().claim_message(&record.key, now), app.table().load(&record.beside));
    let message = match claimed.map_err(Fault::from)? {
        Claimed::Done => return Ok(()),
        Claimed::Busy => return Err(Undelivered::Busy),
        Claimed::Ours(message) if message.channel == channel => message,
        Claimed::Ours(_) => return Err(Undelivered::Malformed),
    };
    let outcome = match prepare(app, &message, &beside.map_err(Fault::from)?, &record, now).await? {
        None => Ok((
            Sent::Withheld,
            Event::MessageWithheld { template: message.content.template_name().to_owned() },
        )),
        Some(prepared) => {
            send(app.clone(), prepared).await.map(|id| (Sent::Accepted(id), accepted(&message)))
        }
    };
    let (sent, event) = match outcome {
        Ok(settled) => settled,
        Err(SendFault::Permanent(reason)) => (
            Sent::Failed,
            Event::MessageFailed {
                template: message.content.template_name().to_owned(),
                reason: reason.to_owned(),
            },
        ),
        Err(SendFault::Transient(cause)) => {
            app.table().give_back(&record.key, app.now()).await.map_err(Fault::from)?;
            return Err(Undelivered::Provider(cause));
        }
    };
    note(app, &message, &record.key, &sent, event).await
}

/// Renders a message that still holds. `None`: it does not, or there is nowhere to send it.
async fn prepare(
    app: &App,
    message: &OutboxMessage,
    beside: &Items,
    record: &Record,
    now: Timestamp,
) -> Result<Option<Prepared>, Fault> {
    let client: Option<Client> =
        record.client.as_ref().map(|key| beside.get(key)).transpose()?.flatten();
    let staff: Option<Staff> =
        record.staff.as_ref().map(|key| beside.get(key)).transpose()?.flatten();
    let wanted = match (&message.message, &client, &staff) {
        (Message::StaffSetUp { link, .. }, _, Some(staff)) => staff.may_set_up(*link, now).is_ok(),
        (_, Some(client), _) => client.access.still_wants(&message.message, now),
        (_, None, _) => false,
    };
    let to = match message.to {
        Recipient::Staff(_) => staff.as_ref().map(|staff| staff.email.as_str().to_owned()),
        Recipient::Client(_) => client.as_ref().and_then(|client| match message.channel {
            Channel::Sms => client.access.mobile().map(|mobile| mobile.as_e164().to_owned()),
            Channel::Email => client.access.login().map(|login| login.email.as_str().to_owned()),
        }),
    };
    let (true, Some(to)) = (wanted, to) else { return Ok(None) };
    let origin =
        app.config().public_origin.as_deref().ok_or(Fault::Broken("PUBLIC_ORIGIN is missing"))?;
    let secret = secret(app, message, client.as_ref()).await?;
    let secret = match &secret {
        Kept::None => Secret::None,
        Kept::Link(token) => Secret::LinkToken(token),
        Kept::Pin(digits) => Secret::Pin(digits),
    };
    let rendered =
        render(&message.content, &message.brand, message.language, &Sending { origin, secret })?;
    Ok(Some(Prepared { to: Zeroizing::new(to), rendered }))
}

/// A secret, made again from its reference.
enum Kept {
    None,
    Link(Zeroizing<String>),
    Pin(Zeroizing<String>),
}

async fn secret(
    app: &App,
    message: &OutboxMessage,
    client: Option<&Client>,
) -> Result<Kept, Fault> {
    let (kind, link, owner) = match (&message.message, message.client) {
        (Message::Invitation { link, .. }, Some(client)) => (LinkKind::Invitation, *link, client.0),
        (Message::Recovery { link, .. }, Some(client)) => (LinkKind::Recovery, *link, client.0),
        (Message::StaffSetUp { link, staff }, _) => (LinkKind::StaffSetUp, *link, staff.0),
        (Message::Pin { generation }, Some(id)) => {
            const GONE: Fault = Fault::Broken("a PIN that still holds has no digits");
            let pin = client.and_then(|client| client.access.pin()).ok_or(GONE)?;
            return Ok(Kept::Pin(app.keys().pins().await?.open(
                pin.sealed(),
                message.firm,
                id,
                *generation,
            )?));
        }
        (
            Message::PasswordChanged
            | Message::AccessEnded
            | Message::MobileChanged
            | Message::Tell(_),
            _,
        ) => return Ok(Kept::None),
        (Message::Invitation { .. } | Message::Recovery { .. } | Message::Pin { .. }, None) => {
            return Err(Fault::Broken("a client's message names no client"));
        }
    };
    Ok(Kept::Link(
        LinkToken { kind, firm: message.firm, owner, link }.seal(app.keys().links().await?),
    ))
}

fn accepted(message: &OutboxMessage) -> Event {
    let template = message.content.template_name().to_owned();
    match message.channel {
        Channel::Email => Event::EmailSent { template },
        Channel::Sms => Event::SmsSent { template },
    }
}

async fn note(
    app: &App,
    message: &OutboxMessage,
    key: &Key,
    sent: &Sent,
    event: Event,
) -> Result<(), Undelivered> {
    let now = app.now();
    let mut transaction = Transaction::new().settle_message(key, sent);
    if message.client.is_some() {
        let line = Line { at: now, actor: Actor::System, cause: "deliver".to_owned(), event };
        transaction =
            transaction.put_line_beside(key, now.as_millisecond(), &entropy::tag(), &line);
    }
    match app.table().commit(transaction).await {
        // Lost: another sender noted it meanwhile.
        Ok(()) | Err(CommitFault::LostRace) => Ok(()),
        Err(other) => Err(Fault::from(other).into()),
    }
}

/// What a stream record says of a message: its key, and the items to read beside it.
struct Record {
    key: Key,
    client: Option<Key>,
    staff: Option<Key>,
    beside: Vec<Key>,
}

impl Record {
    fn parse(body: &str) -> Option<Self> {
        let record: Value = serde_json::from_str(body).ok()?;
        let image = record.get("dynamodb")?.get("NewImage")?;
        let text = |value: &Value| value.get("S").and_then(Value::as_str).map(str::to_owned);
        let (pk, sk) = (text(image.get("pk")?)?, text(image.get("sk")?)?);
        let firm: FirmId = text(image.get("firm")?)?.parse().ok()?;
        let to = image.get("to")?.get("M")?;
        let staff = match text(to.get("who")?)?.as_str() {
            "staff" => Some(Key::staff(firm, text(to.get("id")?)?.parse::<StaffId>().ok()?)),
            _ => None,
        };
        let client = image
            .get("client")
            .and_then(text)
            .and_then(|id| Some(Key::client(firm, id.parse().ok()?)));
        let beside: Vec<_> = client.iter().chain(&staff).cloned().collect();
        let key = Key::from_parts(pk, sk);
        (!beside.is_empty()).then_some(Self { key, client, staff, beside })
    }
}
