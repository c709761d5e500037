//! The way of every flow that changes a client's access: load, decide, commit, and only then tell
//! the outcome. Lost races are read and decided anew.

use crate::closed::refuse_if_closed;
use crate::details::{self, Given};
use crate::flow::{Call, ClientCaller, EventFailure, StaffCaller};
use crate::outbox::{About, Colleague};
use crate::session::{self, NewSession, SignedInStaff};
use crate::token::{LinkKind, LinkToken};
use crate::{App, Failure, Fault, entropy, limits, meter};
use jiff::Timestamp;
use vestibule_contract::ProblemKind;
use vestibule_contract::bodies::{OnLink, WarningView};
use vestibule_domain::access::{Access, Login, Refusal, SecurityLevel, Seen, Standing, Verdict};
use vestibule_domain::clients::{Client, Profile};
use vestibule_domain::firms::Firm;
use vestibule_domain::kernel::{Actor, ClientId, FirmId};
use vestibule_domain::messaging::Message;
use vestibule_domain::timeline::{AccessEvent, Event, LoginEvent};
use vestibule_table::{
    CommitFault, Credential, CredentialWrite, IdempotentReply, Items, Key, Line, Race, Realm,
    Transaction,
};
use zeroize::Zeroizing;

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
    /// The password that is set: hashed only once the rules have agreed.
    pub password: Option<Zeroizing<Vec<u8>>>,
    /// What is on record of the client from now on.
    pub profile: Option<Profile>,
    /// A session that begins.
    pub session: Option<NewSession>,
    /// What is remembered under an idempotency key.
    pub once: Option<(Key, IdempotentReply)>,
    /// Whom to tell what the adviser has left unread.
    pub admins: Vec<Colleague>,
    /// What others may have too: looked up beside the commit.
    pub given: Vec<Given>,
    /// What else is written with it.
    pub also: Option<Also>,
}

/// Writes that belong to a change and that the rules of access know nothing of.
pub type Also = Box<dyn FnOnce(Transaction) -> Transaction + Send>;

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
    /// Who else has what was given.
    pub warnings: Vec<WarningView>,
    /// The time of the decision.
    pub now: Timestamp,
}

/// A request that comes with a link.
#[derive(Clone, Copy)]
pub struct LinkRequest<'a> {
    /// The flow.
    pub cause: &'static str,
    /// The link's text.
    pub link: &'a str,
    /// The source to count, for flows that send, compare or hash.
    pub limited: Option<&'a str>,
}

impl<'a> LinkRequest<'a> {
    /// A request of a flow that takes nothing but the link, limited by its source.
    #[must_use]
    pub fn bare(cause: &'static str, call: &'a Call<OnLink>) -> Self {
        Self { cause, link: &call.body.link, limited: Some(&call.source) }
    }
}

/// Decides about the client whose link this is.
///
/// # Errors
/// The link is not one of ours, the firm is closed, the rules refuse, or a fault.
pub async fn on_link<T>(
    app: &App,
    request: &LinkRequest<'_>,
    mut decide: impl FnMut(
        &mut Access,
        LinkToken,
        &Scene<'_>,
        &mut Extra,
    ) -> Result<Verdict<T>, Failure>,
) -> Result<Done<T>, Failure> {
    let LinkRequest { cause, link, limited } = *request;
    let unknown = || Failure::refused(ProblemKind::LinkUnknown);
    let token = LinkToken::open(link, app.keys().links().await?).ok_or_else(unknown)?;
    let client_id = token.client().ok_or_else(unknown)?;
    let (firm_key, client_key) = (Key::firm(token.firm), Key::client(token.firm, client_id));
    let keys = [firm_key.clone(), client_key.clone()];
    let mut limited = limited;
    let mut race = Race::default();
    loop {
        // A round after a lost race is no request of its own.
        let (items, within) = match limited.take() {
            None => (app.table().load(&keys).await, Ok(())),
            Some(source) => {
                tokio::join!(app.table().load(&keys), limits::within(app, cause, source))
            }
        };
        within?;
        let items = items?;
        let firm: Firm = items.get(&firm_key)?.ok_or_else(unknown)?;
        refuse_if_closed(token.firm, &firm)?;
        let client: Client = items.get(&client_key)?.ok_or_else(unknown)?;
        // A link's purpose is part of its secret: it must be that of the link which it names.
        if client
            .access
            .link(token.link)
            .is_ok_and(|link| LinkKind::from(link.purpose) != token.kind)
        {
            return Err(unknown());
        }
        let now = app.now();
        let scene = Scene { firm_id: token.firm, firm: &firm, client_id, client: &client, now };
        let mut access = client.access.clone();
        let mut extra = Extra::default();
        let verdict = decide(&mut access, token, &scene, &mut extra)?;
        match commit(app, cause, Actor::Client, &scene, access, verdict, extra).await? {
            Committed::Done(answer, session, committed, warnings) => {
                let answer = answer.map_err(|refusal| Failure::from_rules(refusal, now))?;
                return Ok(Done { answer, firm, client: *committed, session, warnings, now });
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
    let decide = |access: &mut Access, scene: &Scene<'_>, extra: &mut Extra, _: &Items| {
        decide(access, scene, extra)
    };
    by_staff_beside(app, cause, caller, client_id, &[], once, decide).await
}

/// The same where the decision looks at other items too: these are read in the same round.
///
/// # Errors
/// As [`by_staff`].
pub async fn by_staff_beside<T>(
    app: &App,
    cause: &'static str,
    caller: &StaffCaller,
    client_id: ClientId,
    beside: &[Key],
    once: Option<&OnceKey>,
    mut decide: impl FnMut(&mut Access, &Scene<'_>, &mut Extra, &Items) -> Result<Verdict<T>, Failure>,
) -> Result<Outcome<T>, Failure> {
    let client_key = Key::client(caller.firm(), client_id);
    let once_key = once.map(|once| once.at(caller));
    let mut also = vec![client_key.clone()];
    also.extend(once_key.iter().chain(beside).cloned());
    let mut race = Race::default();
    loop {
        let by = session::staff(app, caller, &also).await?;
        if let (Some(key), Some(once)) = (&once_key, once)
            && let Some(earlier) = by.items.get::<IdempotentReply>(key)?
        {
            return once.replay(&earlier).map(Outcome::Earlier);
        }
        let client: Client =
            by.items.get(&client_key)?.ok_or_else(|| Failure::refused(ProblemKind::NotFound))?;
        let now = app.now();
        let scene = Scene { firm_id: by.firm_id, firm: &by.firm, client_id, client: &client, now };
        let mut access = client.access.clone();
        let mut extra = Extra::default();
        access.seen_by_staff();
        let verdict = decide(&mut access, &scene, &mut extra, &by.items)?;
        match commit(app, cause, Actor::Staff(by.id), &scene, access, verdict, extra).await? {
            Committed::Done(answer, session, committed, warnings) => {
                let answer = answer.map_err(|refusal| Failure::from_rules(refusal, now))?;
                let firm = by.firm.clone();
                return Ok(Outcome::Done(Box::new(DoneByStaff {
                    done: Done { answer, firm, client: *committed, session, warnings, now },
                    by,
                })));
            }
            Committed::Taken => return Err(Failure::refused(ProblemKind::EmailTaken)),
            Committed::LostRace => race.again().await.map_err(Fault::from)?,
        }
    }
}

/// Decides about a client without anybody asking: a date has come, a provider has told something.
/// `None`: there is no such client any more, or what [`Extra::also`] claims was claimed before.
///
/// # Errors
/// A fault.
pub async fn by_system<T>(
    app: &App,
    cause: &'static str,
    firm_id: FirmId,
    client_id: ClientId,
    mut decide: impl FnMut(&mut Access, &Scene<'_>, &mut Extra) -> Verdict<T>,
) -> Result<Option<Done<Result<T, Refusal>>>, EventFailure> {
    let (firm_key, client_key) = (Key::firm(firm_id), Key::client(firm_id, client_id));
    let keys = [firm_key.clone(), client_key.clone()];
    let mut race = Race::default();
    loop {
        let items = app.table().load(&keys).await.map_err(Fault::from)?;
        let firm: Option<Firm> = items.get(&firm_key).map_err(Fault::from)?;
        let client: Option<Client> = items.get(&client_key).map_err(Fault::from)?;
        let (Some(firm), Some(client)) = (firm, client) else { return Ok(None) };
        let now = app.now();
        let scene = Scene { firm_id, firm: &firm, client_id, client: &client, now };
        let mut access = client.access.clone();
        let mut extra = Extra::default();
        let verdict = decide(&mut access, &scene, &mut extra);
        let committed = commit(app, cause, Actor::System, &scene, access, verdict, extra).await;
        match committed.map_err(EventFailure::from)? {
            Committed::Done(answer, session, committed, warnings) => {
                return Ok(Some(Done { answer, firm, client: *committed, session, warnings, now }));
            }
            Committed::Taken => return Ok(None),
            Committed::LostRace => race.again().await.map_err(Fault::from)?,
        }
    }
}

/// A member of staff looked at a client: what lay unread is read. That it was read is no reason to
/// refuse the look, whatever becomes of writing it down.
pub async fn seen(app: &App, firm_id: FirmId, client_id: ClientId, client: &Client) {
    let unread = client.access.attention().is_some_and(|attention| match attention.seen {
        Seen::Unread => true,
        Seen::Read | Seen::Escalated => false,
    });
    if !unread {
        return;
    }
    let mut read = client.clone();
    read.access.seen_by_staff();
    let written = Transaction::new().put_client(firm_id, client_id, Some(client), &read);
    match app.table().commit(written).await {
        // Something else happened to the client meanwhile: the next look writes it down.
        Ok(()) | Err(CommitFault::LostRace) => {}
        Err(fault) => tracing::warn!(cause = %fault, "that staff looked was not written down"),
    }
}

/// What came of a request: done now, or done by an earlier one with the same idempotency key.
pub enum Outcome<T> {
    /// Done now.
    Done(Box<DoneByStaff<T>>),
    /// The reply of the earlier request.
    Earlier(serde_json::Value),
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
        let digest = sha2::Sha256::new()
            .chain_update(operation)
            .chain_update([0])
            .chain_update(text)
            .finalize();
        Self { key, request: digest.iter().map(|byte| format!("{byte:02x}")).collect() }
    }

    /// Where it is remembered.
    #[must_use]
    pub fn at(&self, caller: &StaffCaller) -> Key {
        Key::once(caller.firm(), caller.staff(), &self.key.hyphenated().to_string())
    }

    /// What is remembered: the reply.
    #[must_use]
    pub fn with_reply(&self, reply: &impl serde::Serialize) -> IdempotentReply {
        IdempotentReply {
            request: self.request.clone(),
            reply: serde_json::to_string(reply).unwrap_or_default(),
        }
    }

    /// The earlier reply to the same request.
    ///
    /// # Errors
    /// The key was used for another request.
    pub fn replay<T: serde::de::DeserializeOwned>(
        &self,
        earlier: &IdempotentReply,
    ) -> Result<T, Failure> {
        if earlier.request != self.request {
            return Err(Failure::refused(ProblemKind::KeyReused));
        }
        serde_json::from_str(&earlier.reply)
            .map_err(|_| Fault::Broken("a remembered reply is not as it was").into())
    }
}

enum Committed<T> {
    Done(Result<T, Refusal>, Option<NewSession>, Box<Client>, Vec<WarningView>),
    Taken,
    LostRace,
}

async fn commit<T>(
    app: &App,
    cause: &'static str,
    actor: Actor,
    scene: &Scene<'_>,
    access: Access,
    verdict: Verdict<T>,
    extra: Extra,
) -> Result<Committed<T>, Failure> {
    let Verdict { events, messages, answer } = verdict;
    let Extra { password, profile, session, once, admins, given, also } = extra;
    // A refusal may count an attempt; it changes nothing on record.
    let mut profile = profile.filter(|_| answer.is_ok()).unwrap_or(scene.client.profile.clone());
    if profile != scene.client.profile {
        profile.revision = scene.client.profile.revision + 1;
    }
    let unchanged = access == scene.client.access
        && profile == scene.client.profile
        && events.is_empty()
        && messages.is_empty();
    if unchanged && session.is_none() && once.is_none() && also.is_none() {
        let warnings = details::warnings(app, scene.firm_id, scene.client_id, &given).await;
        return Ok(Committed::Done(answer, None, Box::new(scene.client.clone()), warnings));
    }
    let hash = match password.filter(|_| answer.is_ok()) {
        Some(password) => Some(app.hasher().hash(&password).await?),
        None => None,
    };
    let at_ms = scene.now.as_millisecond().max(scene.client.last_event_ms + 1);
    let client = Client { access, profile, last_event_ms: at_ms, version: scene.client.version };
    let mut transaction =
        Transaction::new().put_client(scene.firm_id, scene.client_id, Some(scene.client), &client);
    let lines =
        Lines { firm: scene.firm_id, client: scene.client_id, actor, cause, at_ms, now: scene.now };
    let blocks = events.contains(&Event::Access(AccessEvent::Blocked));
    transaction = lines.write(transaction, events);
    let about = scene.about(&client.profile);
    for message in messages.into_iter().flat_map(|message| about.messages(message, &admins)) {
        transaction = transaction.put_message(&message);
    }
    // Who goes straight into the portal has signed in by that.
    let first = match session {
        Some(_) => FirstSignIn::Now,
        None => FirstSignIn::Later,
    };
    transaction = with_credentials(app, transaction, scene, &client.access, hash, first).await?;
    if let Some(also) = also {
        transaction = also(transaction);
    }
    if let Some(session) = &session {
        transaction = transaction.begin_session(&session.key, &session.session);
    }
    if let Some((key, once)) = &once {
        transaction = transaction.remember(key, once, scene.now);
    }
    let (committed, warnings) = tokio::join!(
        app.table().commit(transaction),
        details::warnings(app, scene.firm_id, scene.client_id, &given)
    );
    match committed {
        Ok(()) => {
            if blocks {
                meter::count_lock_out();
            }
            let client = Box::new(Client { version: client.version + 1, ..client });
            Ok(Committed::Done(answer, session, client, warnings))
        }
        Err(CommitFault::LostRace) => Ok(Committed::LostRace),
        Err(CommitFault::Taken) => Ok(Committed::Taken),
        Err(other @ (CommitFault::Refused(_) | CommitFault::Table(_))) => {
            Err(Fault::from(other).into())
        }
    }
}

/// Lines for the timeline of a client: where, by whom, why and when.
#[derive(Clone, Copy)]
pub struct Lines {
    /// The firm.
    pub firm: FirmId,
    /// The client.
    pub client: ClientId,
    /// Who did it.
    pub actor: Actor,
    /// The flow.
    pub cause: &'static str,
    /// What orders them, in milliseconds since 1970: later than every earlier line.
    pub at_ms: i64,
    /// When it happened.
    pub now: Timestamp,
}

impl Lines {
    /// Adds the lines of these events, in order.
    #[must_use]
    pub fn write(&self, mut transaction: Transaction, events: Vec<Event>) -> Transaction {
        for (place, event) in events.into_iter().enumerate() {
            let key = Key::event(self.firm, self.client, self.at_ms, place, &entropy::tag());
            let line =
                Line { at: self.now, actor: self.actor, cause: self.cause.to_owned(), event };
            transaction = transaction.put_line(&key, &line);
        }
        transaction
    }
}

/// Ends the session that a client's cookie names. One that is not there leaves no line: a made-up
/// cookie must not write on anybody's timeline.
///
/// # Errors
/// A fault.
pub async fn signed_out(
    app: &App,
    cause: &'static str,
    caller: &ClientCaller,
) -> Result<(), Failure> {
    let (firm, client) = caller.claims();
    let now = app.now();
    let lines =
        Lines { firm, client, actor: Actor::Client, cause, at_ms: now.as_millisecond(), now };
    let key = session::client_key(caller);
    let mut race = Race::default();
    loop {
        let ended = Transaction::new().end_session_that_is_there(&key);
        match app
            .table()
            .commit(lines.write(ended, vec![Event::Login(LoginEvent::SignedOut)]))
            .await
        {
            Ok(()) | Err(CommitFault::Taken) => return Ok(()),
            // Its use is being written down at this moment.
            Err(CommitFault::LostRace) => race.again().await.map_err(Fault::from)?,
            Err(other) => return Err(Fault::from(other).into()),
        }
    }
}

/// A message about a client, committed with a transaction that changes no access.
#[must_use]
pub fn with_message(transaction: Transaction, scene: &Scene<'_>, message: Message) -> Transaction {
    let messages = scene.about(&scene.client.profile).messages(message, &[]);
    messages.iter().fold(transaction, Transaction::put_message)
}

impl Scene<'_> {
    fn about<'a>(&'a self, profile: &'a Profile) -> About<'a> {
        About {
            firm_id: self.firm_id,
            firm: self.firm,
            client_id: self.client_id,
            profile,
            now: self.now,
        }
    }
}

/// Whether the first sign-in goes with the first password, or is still to come.
#[derive(Clone, Copy)]
enum FirstSignIn {
    Now,
    Later,
}

/// What the change means for the credentials that stand beside the client: the claim on the
/// sign-in e-mail, the hash, and the epoch that sessions carry.
async fn with_credentials(
    app: &App,
    mut transaction: Transaction,
    scene: &Scene<'_>,
    after: &Access,
    hash: Option<String>,
    first: FirstSignIn,
) -> Result<Transaction, Failure> {
    let before = &scene.client.access;
    let owner = scene.client_id.0;
    let (held, holds) = (claim(before), claim(after));
    let name = |login: Option<&Login>| login.map(|login| login.email.unique());
    // Most changes bear on no credential: they need no digest, and no key for it.
    if name(held) == name(holds) && hash.is_none() && after.epoch() == before.epoch() {
        return Ok(transaction);
    }
    let index = app.keys().index().await?;
    let key = |login: &Login| {
        Key::credential(
            scene.firm_id,
            Realm::Client,
            &index.email(scene.firm_id, Realm::Client, &login.email),
        )
    };
    let (held, holds) = (held.map(key), holds.map(key));
    if let (Some(held), Some(holds), SecurityLevel::High) = (&held, &holds, after.security_level())
        && held != holds
    {
        return moved(app, transaction, scene, after, held, holds).await;
    }
    if let Some(held) = held.as_ref().filter(|held| Some(*held) != holds.as_ref()) {
        transaction = transaction.change_credential(held, &CredentialWrite::Release { owner });
    }
    let Some(holds) = holds else { return Ok(transaction) };
    let epoch = after.epoch();
    let change = if held.as_ref() != Some(&holds) {
        CredentialWrite::Claim { owner }
    } else if let Some(hash) = hash {
        let fresh = match (first, before.security_level()) {
            (FirstSignIn::Later, SecurityLevel::Low) => true,
            (FirstSignIn::Now, SecurityLevel::Low | SecurityLevel::High)
            | (FirstSignIn::Later, SecurityLevel::High) => false,
        };
        CredentialWrite::SetHash { owner, hash, epoch, fresh }
    } else if epoch != before.epoch() {
        CredentialWrite::SetEpoch { owner, epoch }
    } else {
        return Ok(transaction);
    };
    Ok(transaction.change_credential(&holds, &change))
}

/// The password goes with its owner to another sign-in e-mail. It is read only here: no other
/// change needs more than the claim.
async fn moved(
    app: &App,
    transaction: Transaction,
    scene: &Scene<'_>,
    after: &Access,
    from: &Key,
    to: &Key,
) -> Result<Transaction, Failure> {
    let owner = scene.client_id.0;
    let items = app.table().load(std::slice::from_ref(from)).await?;
    let former: Credential =
        items.get(from)?.ok_or(Fault::Broken("a client with a password has no credential"))?;
    let version = former.version;
    let arrived = CredentialWrite::Move { owner, from: former, epoch: after.epoch() };
    Ok(transaction
        .change_credential(from, &CredentialWrite::GiveUp { owner, version })
        .change_credential(to, &arrived))
}

/// The e-mail that is claimed: from the invitation on, until access is revoked.
pub(crate) fn claim(access: &Access) -> Option<&Login> {
    match access.standing() {
        Standing::Invited | Standing::Active => access.login(),
        Standing::NotInvited | Standing::Revoked => None,
    }
}
