//! The way of every flow that changes a client's access: load, decide, commit, and only then tell
//! the outcome. Lost races are read and decided anew.

use crate::flow::StaffCaller;
use crate::session::{self, NewSession, SignedInStaff};
use crate::token::{LinkKind, LinkToken};
use crate::{App, Failure, Fault, entropy, outbox};
use jiff::Timestamp;
use vestibule_contract::ProblemKind;
use vestibule_domain::access::{Access, Login, Refusal, Standing, Verdict};
use vestibule_domain::event::{Actor, Event};
use vestibule_domain::ids::{ClientId, FirmId};
use vestibule_domain::message::Message;
use vestibule_table::items::{Client, Firm, Line, Once};
use vestibule_table::{CommitFault, CredentialWrite, Key, Race, Realm, Transaction};

/// What a decision may look at besides the access itself.
pub struct Scene<'a> {
    /// The firm.
    pub firm_id: FirmId,
    /// The firm.
    pub firm: &'a Firm,
    /// The client.
    pub client_id: ClientId,
    /// The client as read.
    pub client: &'a Client,
    /// The time of this decision.
    pub now: Timestamp,
}

/// What is to be committed besides the decision's own outcome.
#[derive(Default)]
pub struct Extra {
    /// The hash of the password that is set.
    pub password_hash: Option<String>,
    /// A session that begins.
    pub session: Option<NewSession>,
    /// What is remembered under an idempotency key.
    pub once: Option<(Key, Once)>,
}

/// What was decided and committed.
pub struct Done<T> {
    /// The rules' answer.
    pub answer: T,
    /// The firm.
    pub firm: Firm,
    /// The client, as committed.
    pub client: Client,
    /// A session that began.
    pub session: Option<NewSession>,
    /// The time of the decision.
    pub now: Timestamp,
}

/// Decides about the client whose link this is.
///
/// # Errors
/// The link is not one of ours, the rules refuse, or a fault.
pub async fn on_link<T>(
    app: &App,
    cause: &'static str,
    link: &str,
    mut decide: impl FnMut(&mut Access, LinkToken, &Scene<'_>, &mut Extra) -> Verdict<T>,
) -> Result<Done<T>, Failure> {
    let unknown = || Failure::refused(ProblemKind::LinkUnknown);
    let token = LinkToken::open(link, app.keys().links().await?).ok_or_else(unknown)?;
    let client_id = token.client().ok_or_else(unknown)?;
    let (firm_key, client_key) = (Key::firm(token.firm), Key::client(token.firm, client_id));
    let mut race = Race::default();
    loop {
        let items = app.table().load(&[firm_key.clone(), client_key.clone()]).await?;
        let firm: Firm = items.get(&firm_key)?.ok_or_else(unknown)?;
        let client: Client = items.get(&client_key)?.ok_or_else(unknown)?;
        // A link's purpose is part of its secret: it must be that of the link which it names.
        if client.access.link(token.link).is_ok_and(|link| LinkKind::from(link.purpose) != token.kind) {
            return Err(unknown());
        }
        let now = app.now();
        let scene = Scene { firm_id: token.firm, firm: &firm, client_id, client: &client, now };
        let mut access = client.access.clone();
        let mut extra = Extra::default();
        let verdict = decide(&mut access, token, &scene, &mut extra);
        match commit(app, cause, Actor::Client, &scene, access, verdict, extra).await? {
            Committed::Done(answer, session, committed) => {
                let answer = answer.map_err(|refusal| Failure::from_rules(refusal, now))?;
                return Ok(Done { answer, firm, client: committed, session, now });
            }
            Committed::Taken => return Err(Fault::Unexpected.into()),
            Committed::LostRace => race.again().await.map_err(Fault::from)?,
        }
    }
}

/// What a staff member decided about a client.
pub struct DoneByStaff<T> {
    /// What was decided and committed.
    pub done: Done<T>,
    /// Who decided.
    pub by: SignedInStaff,
}

/// Decides about a client of the caller's firm.
///
/// # Errors
/// Not signed in, no such client in this firm, the rules refuse, or a fault.
pub async fn by_staff<T>(
    app: &App,
    cause: &'static str,
    caller: &StaffCaller,
    client_id: ClientId,
    once: Option<&OnceKey>,
    mut decide: impl FnMut(&mut Access, &Scene<'_>, &mut Extra) -> Result<Verdict<T>, Failure>,
) -> Result<Outcome<T>, Failure> {
    let client_key = Key::client(caller.firm(), client_id);
    let once_key = once.map(|once| once.at(caller));
    let mut also = vec![client_key.clone()];
    also.extend(once_key.clone());
    let mut race = Race::default();
    loop {
        let by = session::staff(app, caller, &also).await?;
        if let (Some(key), Some(once)) = (&once_key, once)
            && let Some(earlier) = by.items.get::<Once>(key)?
        {
            return once.replay(&earlier).map(Outcome::Earlier);
        }
        let client: Client = by.items.get(&client_key)?.ok_or_else(|| Failure::refused(ProblemKind::NotFound))?;
        let now = app.now();
        let scene = Scene { firm_id: by.firm_id, firm: &by.firm, client_id, client: &client, now };
        let mut access = client.access.clone();
        let mut extra = Extra::default();
        let verdict = decide(&mut access, &scene, &mut extra)?;
        match commit(app, cause, Actor::Staff(by.id), &scene, access, verdict, extra).await? {
            Committed::Done(answer, session, committed) => {
                let answer = answer.map_err(|refusal| Failure::from_rules(refusal, now))?;
                let firm = by.firm.clone();
                return Ok(Outcome::Done(Box::new(DoneByStaff { done: Done { answer, firm, client: committed, session, now }, by })));
            }
            Committed::Taken => return Err(Failure::refused(ProblemKind::EmailTaken)),
            Committed::LostRace => race.again().await.map_err(Fault::from)?,
        }
    }
}

/// What came of a request: done now, or done by an earlier one with the same idempotency key.
pub enum Outcome<T> {
    /// Done now.
    Done(Box<DoneByStaff<T>>),
    /// The reply of the earlier request, as JSON text.
    Earlier(String),
}

/// A caller's idempotency key, with a digest of what it was used for.
pub struct OnceKey {
    key: uuid::Uuid,
    request: String,
}

impl OnceKey {
    /// The key, used for this operation on this thing.
    #[must_use]
    pub fn new(key: uuid::Uuid, operation: &str, request: &impl serde::Serialize) -> Self {
        use sha2::Digest;
        // Only to tell requests apart: the body may hold names, so not the text itself is kept.
        let text = serde_json::to_vec(request).unwrap_or_default();
        let digest = sha2::Sha256::new().chain_update(operation).chain_update([0]).chain_update(text).finalize();
        Self { key, request: digest.iter().map(|byte| format!("{byte:02x}")).collect() }
    }

    /// Where it is remembered.
    #[must_use]
    pub fn at(&self, caller: &StaffCaller) -> Key {
        Key::once(caller.firm(), caller.staff(), &self.key.hyphenated().to_string())
    }

    /// What is remembered: the reply.
    #[must_use]
    pub fn with_reply(&self, reply: &impl serde::Serialize) -> Once {
        Once { request: self.request.clone(), reply: serde_json::to_string(reply).unwrap_or_default() }
    }

    /// The earlier reply to the same request.
    ///
    /// # Errors
    /// The key was used for another request.
    pub fn replay(&self, earlier: &Once) -> Result<String, Failure> {
        if earlier.request == self.request { Ok(earlier.reply.clone()) } else { Err(Failure::refused(ProblemKind::KeyReused)) }
    }
}

enum Committed<T> {
    Done(Result<T, Refusal>, Option<NewSession>, Client),
    Taken,
    LostRace,
}

async fn commit<T>(app: &App, cause: &'static str, actor: Actor, scene: &Scene<'_>, access: Access, verdict: Verdict<T>, extra: Extra) -> Result<Committed<T>, Failure> {
    let Verdict { events, messages, answer } = verdict;
    let unchanged = access == scene.client.access && events.is_empty() && messages.is_empty();
    let Extra { password_hash, session, once } = extra;
    if unchanged && session.is_none() && once.is_none() {
        return Ok(Committed::Done(answer, None, scene.client.clone()));
    }
    let at_ms = scene.now.as_millisecond().max(scene.client.last_event_ms + 1);
    let client = Client { access, last_event_ms: at_ms, ..scene.client.clone() };
    let mut transaction = Transaction::new().put_client(scene.firm_id, scene.client_id, &client);
    transaction = with_lines(transaction, scene.firm_id, scene.client_id, at_ms, actor, cause, events, scene.now);
    for message in messages {
        transaction = transaction.put_message(&outbox::about_client(scene.firm_id, scene.firm, scene.client_id, &client.profile, message, scene.now));
    }
    transaction = with_credentials(app, transaction, scene, &client.access, password_hash).await?;
    if let Some(session) = &session {
        transaction = transaction.begin_session(&session.key, &session.session);
    }
    if let Some((key, once)) = &once {
        transaction = transaction.remember(key, once, scene.now);
    }
    match app.table().commit(transaction).await {
        Ok(()) => Ok(Committed::Done(answer, session, Client { version: client.version + 1, ..client })),
        Err(CommitFault::LostRace) => Ok(Committed::LostRace),
        Err(CommitFault::Taken) => Ok(Committed::Taken),
        Err(other @ (CommitFault::Refused(_) | CommitFault::Table(_))) => Err(Fault::from(other).into()),
    }
}

/// Adds lines to a client's timeline, in order.
#[must_use]
#[expect(clippy::too_many_arguments, reason = "a line names who, what, when, where and why; there is one caller more than this file")]
pub fn with_lines(
    mut transaction: Transaction,
    firm: FirmId,
    client: ClientId,
    at_ms: i64,
    actor: Actor,
    cause: &'static str,
    events: Vec<Event>,
    now: Timestamp,
) -> Transaction {
    for (place, event) in events.into_iter().enumerate() {
        let key = Key::event(firm, client, at_ms, place, &entropy::tag());
        transaction = transaction.put_line(&key, &Line { at: now, actor, cause: cause.to_owned(), event });
    }
    transaction
}

/// A message about a client, committed with a transaction that changes no access.
#[must_use]
pub fn with_message(transaction: Transaction, scene: &Scene<'_>, message: Message) -> Transaction {
    transaction.put_message(&outbox::about_client(scene.firm_id, scene.firm, scene.client_id, &scene.client.profile, message, scene.now))
}

/// What the change means for the credentials that stand beside the client: the claim on the
/// sign-in e-mail, the hash, and the epoch that sessions carry.
async fn with_credentials(app: &App, mut transaction: Transaction, scene: &Scene<'_>, after: &Access, hash: Option<String>) -> Result<Transaction, Failure> {
    let before = &scene.client.access;
    let owner = scene.client_id.0;
    let (held, holds) = (claim(before), claim(after));
    if held.is_none() && holds.is_none() {
        return Ok(transaction);
    }
    let index = app.keys().index().await?;
    let key = |login: &Login| Key::credential(scene.firm_id, Realm::Client, &index.email(scene.firm_id, Realm::Client, &login.email));
    let (held, holds) = (held.map(key), holds.map(key));
    if let Some(held) = held.as_ref().filter(|held| Some(*held) != holds.as_ref()) {
        transaction = transaction.change_credential(held, &CredentialWrite::Release { owner });
    }
    let Some(holds) = holds else { return Ok(transaction) };
    let epoch = after.epoch();
    let change = if held.as_ref() != Some(&holds) {
        CredentialWrite::Claim { owner }
    } else if let Some(hash) = hash {
        CredentialWrite::SetHash { owner, hash, epoch }
    } else if epoch != before.epoch() {
        CredentialWrite::SetEpoch { owner, epoch }
    } else {
        return Ok(transaction);
    };
    Ok(transaction.change_credential(&holds, &change))
}

/// The e-mail that is claimed: from the invitation on, until access is revoked.
fn claim(access: &Access) -> Option<&Login> {
    match access.standing() {
        Standing::Invited | Standing::Active => access.login(),
        Standing::NotInvited | Standing::Revoked => None,
    }
}
