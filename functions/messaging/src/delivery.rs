//! Delivering messages, for the senders of both channels: claim, see whether it still holds and
//! may be sent, render, send, note. The queue tries again what could not be sent.

mod secret;

use crate::reports;
use jiff::Timestamp;
use vestibule_application::decide::{Decide, Decision, System, Unread};
use vestibule_domain::clients::Client;
use vestibule_domain::firms::Firm;
use vestibule_domain::kernel::{Actor, FirmId, StaffId};
use vestibule_domain::messaging::{MessageRequest, Report, SmsFailure, WithheldReason};
use vestibule_domain::staff::Staff;
use vestibule_domain::timeline::{Event, MessageEvent};
use vestibule_domain::values::{Email, Mobile};
use vestibule_flow::Fault;
use vestibule_flow::flow::EventFailure;
use vestibule_flow::queue::{self, Image};
pub use vestibule_flow::queue::{BatchReply, QueueEvent};
use vestibule_messages::{Channel, Rendered, Sending, render};
use vestibule_runtime::{App, meter};
use vestibule_secrets::entropy;
use vestibule_table::{
    Allowance, Claimed, Items, Key, Line, OutboxMessage, Recipient, Sent, Transaction,
};
use zeroize::Zeroizing;

/// A message that is ready to go.
pub struct Prepared {
    /// The address or number it goes to.
    pub to: Zeroizing<String>,
    /// Its words.
    pub rendered: Rendered,
    /// Names and values that the provider gives back with what it tells of the message later:
    /// letters, digits and `-`, no personal data.
    pub tags: Vec<(&'static str, String)>,
}

/// Why a provider did not accept a message.
#[derive(Debug)]
pub enum SendFault {
    /// Worth another try.
    Transient(String),
    /// It never will; a stable code.
    Refused(&'static str),
    /// A text that never will be taken.
    TextRefused(SmsFailure),
}

/// The flow, as the timeline names it for both channels.
const CAUSE: &str = "deliver";

/// The tag of the firm.
pub const TAG_FIRM: &str = "firm";
/// The tag of the client that a message is about.
pub const TAG_CLIENT: &str = "client";
/// The tag of the member of staff that a message goes to, where it is about no client.
pub const TAG_STAFF: &str = "staff";
/// The tag of the message.
pub const TAG_MESSAGE: &str = "message";

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
    let (app, send) = (&app, &send);
    let one = |body: String| async move { deliver_one(app, channel, &body, send).await };
    queue::one_by_one(event, one).await
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
    Event(#[from] EventFailure),
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
    let beside = beside.map_err(Fault::from)?;
    let mut message = message;
    let (outcome, to) = match prepare(app, &mut message, &beside, &record, now).await? {
        Ready::Withheld(reason) => {
            let template = message.content.template_name().to_owned();
            let event = Event::Message(MessageEvent::MessageWithheld { template, reason });
            (Ok((Sent::Withheld, event)), None)
        }
        Ready::Never(fault, to) => (Err(fault), Some(to)),
        Ready::Go(prepared, to) => {
            let sent = send(app.clone(), prepared).await;
            (sent.map(|id| (Sent::Accepted(id), accepted(&message))), Some(to))
        }
    };
    // What the provider did not take is not counted, until it is tried again.
    let taken = matches!(outcome, Ok((Sent::Accepted(_), _)));
    if let Some(counted) = message.text_count.as_ref().filter(|_| !taken) {
        app.table().take_back_text(&message, counted).await.map_err(Fault::from)?;
    }
    match (outcome, to) {
        (Ok((sent, event)), _) => note(app, &message, &record.key, &sent, event).await,
        (Err(SendFault::Transient(cause)), _) => {
            app.table().give_back(&record.key, app.now()).await.map_err(Fault::from)?;
            Err(Undelivered::Provider(cause))
        }
        (Err(SendFault::TextRefused(reason)), Some(To::Mobile(number))) => {
            let report = Report::SmsFailed { reason, number };
            note_failure(app, &message, &record.key, report).await
        }
        (Err(SendFault::Refused(reason)), Some(To::Email(_) | To::Mobile(_))) => {
            let report = Report::Refused { reason: reason.to_owned() };
            note_failure(app, &message, &record.key, report).await
        }
        (Err(SendFault::TextRefused(_) | SendFault::Refused(_)), _) => {
            let reason = "refused".to_owned();
            let template = message.content.template_name().to_owned();
            let event = Event::Message(MessageEvent::MessageFailed { template, reason });
            note(app, &message, &record.key, &Sent::Failed, event).await
        }
    }
}

/// Where a message goes.
enum To {
    Email(Email),
    Mobile(Mobile),
    Staff(Email),
}

/// What is to be done with a message.
enum Ready {
    Go(Prepared, To),
    /// Its firm is closed; or, without a reason, what it carries is over or there is nowhere to send
    /// it.
    Withheld(Option<WithheldReason>),
    /// It must not be sent, or cannot arrive.
    Never(SendFault, To),
}

/// Renders a message that still holds and may be sent.
async fn prepare(
    app: &App,
    message: &mut OutboxMessage,
    beside: &Items,
    record: &Record,
    now: Timestamp,
) -> Result<Ready, Fault> {
    let firm: Option<Firm> = beside.get(&Key::firm(message.firm))?;
    if firm.as_ref().is_some_and(|firm| firm.closed_at.is_some()) {
        return Ok(Ready::Withheld(Some(WithheldReason::FirmClosed)));
    }
    let client: Option<Client> =
        record.client.as_ref().map(|key| beside.get(key)).transpose()?.flatten();
    let staff: Option<Staff> = match &record.staff {
        Some(key) => in_place_of(app, message.firm, beside.get(key)?).await?,
        None => None,
    };
    let wanted = match (&message.message, &client, &staff) {
        (MessageRequest::Staff(asked), _, Some(staff)) => staff.still_wants(asked, now),
        (MessageRequest::Staff(_), _, None) => false,
        (MessageRequest::Client(asked), Some(client), _) => {
            client.access.still_wants(asked, message.created_at, now)
        }
        (MessageRequest::Client(_), None, _) => false,
    };
    let to = match message.to {
        Recipient::Staff(_) => {
            let on_record = || staff.as_ref().map(|staff| staff.email.clone());
            message.address.clone().or_else(on_record).map(To::Staff)
        }
        Recipient::Client(_) => client.as_ref().and_then(|client| address(client, message)),
    };
    let (true, Some(to)) = (wanted, to) else { return Ok(Ready::Withheld(None)) };
    let access = client.as_ref().map(|client| &client.access);
    match &to {
        To::Mobile(number) => {
            if access.and_then(|access| access.unreachable_mobile()).is_some() {
                return Ok(Ready::Never(SendFault::TextRefused(SmsFailure::OptedOut), to));
            }
            if let Some(reason) = not_allowed(app, firm.as_ref(), message, number, now).await? {
                return Ok(Ready::Never(SendFault::TextRefused(reason), to));
            }
        }
        To::Email(email) => {
            let former = message.message.goes_to_former_email();
            if !former && access.and_then(|access| access.unreachable_at(email)).is_some() {
                return Ok(Ready::Never(SendFault::Refused("unreachable"), to));
            }
        }
        To::Staff(_) => {}
    }
    let origin =
        app.config().public_origin.as_deref().ok_or(Fault::Broken("PUBLIC_ORIGIN is missing"))?;
    let secret = secret::compute(app, message, client.as_ref()).await?;
    let secret = secret.borrow();
    let rendered =
        render(&message.content, &message.brand, message.language, &Sending { origin, secret })?;
    let text = match &to {
        To::Email(email) | To::Staff(email) => email.as_str(),
        To::Mobile(number) => number.as_e164(),
    };
    let prepared = Prepared { to: Zeroizing::new(text.to_owned()), rendered, tags: tags(message) };
    Ok(Ready::Go(prepared, to))
}

/// The fixed address of a message, or the one on record. A message that was stored before addresses
/// were fixed has none.
fn address(client: &Client, message: &OutboxMessage) -> Option<To> {
    let access = &client.access;
    match message.channel {
        Channel::Email if message.address.is_some() => message.address.clone().map(To::Email),
        Channel::Sms => access.mobile().cloned().map(To::Mobile),
        Channel::Email if message.message.goes_to_former_email() => {
            access.former_email().cloned().map(To::Email)
        }
        Channel::Email => access.login().map(|login| To::Email(login.email.clone())),
    }
}

fn tags(message: &OutboxMessage) -> Vec<(&'static str, String)> {
    let whose = match (message.client, message.to) {
        (Some(client), _) | (None, Recipient::Client(client)) => (TAG_CLIENT, client.to_string()),
        (None, Recipient::Staff(staff)) => (TAG_STAFF, staff.to_string()),
    };
    vec![(TAG_FIRM, message.firm.to_string()), whose, (TAG_MESSAGE, message.id.to_string())]
}

/// What is meant for somebody who has left goes to who answers in their place.
async fn in_place_of(
    app: &App,
    firm: FirmId,
    mut staff: Option<Staff>,
) -> Result<Option<Staff>, Fault> {
    // A chain of people who left one after the other; in a firm there are not many.
    for _ in 0..8 {
        let Some(successor) = staff.as_ref().and_then(|staff| staff.answers_to()) else {
            return Ok(staff);
        };
        let key = Key::staff(firm, successor);
        staff = app.table().load(std::slice::from_ref(&key)).await?.get(&key)?;
    }
    Ok(staff)
}

/// Why a text must not be sent: its country, or the day's limits. A text that may be sent is counted.
async fn not_allowed(
    app: &App,
    firm: Option<&Firm>,
    message: &mut OutboxMessage,
    number: &Mobile,
    now: Timestamp,
) -> Result<Option<SmsFailure>, Fault> {
    let firm = firm.ok_or(Fault::Broken("a message of no firm"))?;
    if !number.country().is_some_and(|country| firm.texts_to(country)) {
        return Ok(Some(SmsFailure::CountryNotAllowed));
    }
    let digest = app.keys().index().await?.number(message.firm, number);
    Ok(match app.table().count_text(message, &digest, firm.texts_a_day, now).await? {
        Allowance::Counted(count) => {
            message.text_count = Some(count);
            None
        }
        Allowance::NumberFull => Some(SmsFailure::NumberLimit),
        Allowance::FirmFull => Some(SmsFailure::FirmLimit),
    })
}

fn accepted(message: &OutboxMessage) -> Event {
    let template = message.content.template_name().to_owned();
    match message.channel {
        Channel::Email => Event::Message(MessageEvent::EmailSent { template }),
        Channel::Sms => Event::Message(MessageEvent::SmsSent { template }),
    }
}

async fn note(
    app: &App,
    message: &OutboxMessage,
    key: &Key,
    sent: &Sent,
    event: Event,
) -> Result<(), Undelivered> {
    // What was sent and is not recorded would be sent once more. If another sender recorded it in
    // the meantime, nothing is left to do.
    let recorded = Decide::by(app, Unread { actor: Actor::System })
        .because_of(CAUSE)
        .run_unless_taken(|round| {
            let now = round.now;
            let mut writes = Transaction::new().settle_message(key, sent);
            if let (Channel::Sms, Sent::Accepted(provider_id)) = (message.channel, sent) {
                writes = writes.name_text(provider_id, key, now);
            }
            if message.client.is_some() {
                let (actor, cause) = (Actor::System, CAUSE.to_owned());
                let line = Line { at: now, actor, cause, event: event.clone() };
                writes = writes.put_line_beside(key, now.as_millisecond(), &entropy::tag(), &line);
            }
            Ok(Decision::after((), writes))
        });
    recorded.await.map_err(EventFailure::from)?;
    Ok(())
}

/// A message to the client that will never arrive: the client is stuck, and the adviser is notified.
async fn note_failure(
    app: &App,
    message: &OutboxMessage,
    key: &Key,
    report: Report,
) -> Result<(), Undelivered> {
    let template = message.content.template_name();
    let Some(client) = message.client else {
        let event = Event::Message(MessageEvent::MessageFailed {
            template: template.to_owned(),
            reason: String::new(),
        });
        return note(app, message, key, &Sent::Failed, event).await;
    };
    let firm = message.firm;
    let caller = System { firm, actor: Actor::System };
    let recorded = Decide::by(app, caller).because_of(CAUSE).client_if_there(client, |client| {
        let settled = Transaction::new().settle_message(key, &Sent::Failed);
        client.writes = reports::with_trouble(settled, firm, &report, client.now);
        client.access.note_report(template, report.clone(), client.now)
    });
    if recorded.await?.is_some() {
        meter::count_failed_message(&report);
    }
    Ok(())
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
        let image = Image::parse(body)?;
        let key = image.key()?;
        let firm: FirmId = image.id("firm")?;
        let staff = match image.text_within("to", "who")?.as_str() {
            "staff" => {
                let id: StaffId = image.text_within("to", "id")?.parse().ok()?;
                Some(Key::staff(firm, id))
            }
            _ => None,
        };
        let client = image.id("client").map(|id| Key::client(firm, id));
        let mut beside: Vec<_> = client.iter().chain(&staff).cloned().collect();
        beside.push(Key::firm(firm));
        (client.is_some() || staff.is_some()).then_some(Self { key, client, staff, beside })
    }
}
