//! The effects of a decision, and their transaction.

use super::{Party, StaffCredential};
use crate::details::{self, Given};
use crate::outbox::{self, About, Colleague};
use crate::timeline_writer::TimelineWriter;
use jiff::Timestamp;
use vestibule_contract::bodies::WarningView;
use vestibule_domain::access::{Access, Login, SecurityLevel};
use vestibule_domain::clients::{Client, Profile};
use vestibule_domain::firms::Firm;
use vestibule_domain::kernel::{Actor, ClientId, FirmId, StaffId};
use vestibule_domain::messaging::{Message, StaffMessage};
use vestibule_domain::staff::{RestsOn, Staff};
use vestibule_domain::timeline::{AccessEvent, Event};
use vestibule_flow::session::NewSession;
use vestibule_flow::{Failure, Fault};
use vestibule_runtime::{App, meter};
use vestibule_table::{CommitFault, Credential, CredentialWrite, Key, Realm, Transaction};
use zeroize::Zeroizing;

/// A decision: the answer to the caller, and what is committed before it. A refusal may commit
/// something too: a wrong PIN counts.
pub struct Decision<T> {
    /// The answer.
    pub answer: Result<T, Failure>,
    /// What is committed.
    pub effects: Effects,
}

impl<T> Decision<T> {
    /// An answer that commits nothing.
    #[must_use]
    pub fn quiet(answer: T) -> Self {
        Self { answer: Ok(answer), effects: Effects::default() }
    }

    /// Replaces a granted answer.
    #[must_use]
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Decision<U> {
        Decision { answer: self.answer.map(change), effects: self.effects }
    }

    /// An answer with these writes.
    #[must_use]
    pub fn after(answer: T, writes: Transaction) -> Self {
        Self { answer: Ok(answer), effects: Effects { writes, ..Effects::default() } }
    }
}

/// What is committed: all of it, or nothing.
#[derive(Default)]
pub struct Effects {
    /// A client's new state, and its consequences.
    pub client: Option<Box<ClientEffects>>,
    /// A member of staff's new state, and its consequences.
    pub account: Option<Box<AccountEffects>>,
    /// Writes without secrets or messages.
    pub writes: Transaction,
    /// A session to start.
    pub session: Option<NewSession>,
    /// Contact details to look up among other clients, in parallel with the commit.
    pub duplicates: Vec<Given>,
}

/// A client's new state, and its consequences.
pub struct ClientEffects {
    /// The client.
    pub id: ClientId,
    /// The client as read; `None` for a new one.
    pub read: Option<Client>,
    /// The client's new access.
    pub access: Access,
    /// The client's new record.
    pub profile: Profile,
    /// Lines for the timeline, in order.
    pub events: Vec<Event>,
    /// Messages to the client, or about them to staff.
    pub messages: Vec<Message>,
    /// The recipients of an escalated notification.
    pub admins: Vec<Colleague>,
    /// A new password. It is hashed here, after the rules agreed.
    pub password: Option<Zeroizing<Vec<u8>>>,
}

/// A member of staff's new state, and its consequences.
pub struct AccountEffects {
    /// The member of staff.
    pub id: StaffId,
    /// The account as read; `None` for a new one.
    pub read: Option<Staff>,
    /// The new account.
    pub staff: Staff,
    /// Messages to them.
    pub messages: Vec<StaffMessage>,
    /// Colleagues who must still be active at the commit.
    pub rests_on: Vec<RestsOn>,
    /// The change of their credential.
    pub credential: StaffCredential,
}

/// The result of a commit.
pub(super) struct Committed {
    pub client: Option<Client>,
    pub session: Option<NewSession>,
    pub warnings: Vec<WarningView>,
}

impl Effects {
    /// Commits everything. The loop handles the inner error.
    pub(super) async fn commit<P: Party>(
        self,
        app: &App,
        cause: &'static str,
        party: &P,
        now: Timestamp,
    ) -> Result<Result<Committed, CommitFault>, Failure> {
        let Self { client, account, mut writes, session, duplicates } = self;
        let about = client.as_ref().map(|client| client.id);
        let blocks = client.as_ref().is_some_and(|client| client.blocks());
        let mut committed_client = None;
        if let Some(client) = client {
            let (firm_id, firm) = firm_of(party)?;
            let scene = Scene { app, firm_id, firm, actor: party.actor(), cause, now };
            let (next, with_client) = scene.client(writes, *client, session.as_ref()).await?;
            (committed_client, writes) = (Some(next), with_client);
        }
        if let Some(account) = account {
            let (firm_id, firm) = firm_of(party)?;
            let scene = Scene { app, firm_id, firm, actor: party.actor(), cause, now };
            writes = scene.account(writes, *account).await?;
        }
        if let Some(session) = &session {
            writes = writes.begin_session(&session.key, &session.session);
        }
        let warnings = async {
            match (party.firm(), about) {
                (Some((firm, _)), Some(client)) => {
                    details::warnings(app, firm, client, &duplicates).await
                }
                (None, _) | (_, None) => Vec::new(),
            }
        };
        let (committed, warnings) = tokio::join!(app.table().commit(writes), warnings);
        Ok(committed.map(|()| {
            if blocks {
                meter::count_lock_out();
            }
            Committed { client: committed_client, session, warnings }
        }))
    }
}

fn firm_of<P: Party>(party: &P) -> Result<(FirmId, &Firm), Fault> {
    party.firm().ok_or(Fault::Broken("something was decided at a firm that is not there"))
}

impl ClientEffects {
    fn blocks(&self) -> bool {
        self.events.contains(&Event::Access(AccessEvent::Blocked))
    }

    fn is_nothing(&self) -> bool {
        self.events.is_empty()
            && self.messages.is_empty()
            && self
                .read
                .as_ref()
                .is_some_and(|read| read.access == self.access && read.profile == self.profile)
    }
}

/// Where, by whom, why and when a decision was made.
struct Scene<'a> {
    app: &'a App,
    firm_id: FirmId,
    firm: &'a Firm,
    actor: Actor,
    cause: &'static str,
    now: Timestamp,
}

impl Scene<'_> {
    /// Writes a client, and returns the client as committed.
    async fn client(
        &self,
        writes: Transaction,
        effects: ClientEffects,
        session: Option<&NewSession>,
    ) -> Result<(Client, Transaction), Failure> {
        let nothing = effects.is_nothing();
        let ClientEffects { id, read, access, profile, events, messages, admins, password } =
            effects;
        let version = read.as_ref().map_or(0, |read| read.version);
        if nothing && session.is_none() && writes.is_empty() {
            let last_event_ms = read.as_ref().map_or(0, |read| read.last_event_ms);
            return Ok((Client { version, last_event_ms, profile, access }, writes));
        }
        let hash = match password {
            Some(password) => Some(self.app.hasher().hash(&password).await?),
            None => None,
        };
        let latest = read.as_ref().map_or(i64::MIN, |read| read.last_event_ms);
        let at_ms = self.now.as_millisecond().max(latest.saturating_add(1));
        let client = Client { access, profile, last_event_ms: at_ms, version };
        let mut writes = writes.put_client(self.firm_id, id, read.as_ref(), &client);
        let timeline = TimelineWriter {
            firm: self.firm_id,
            client: id,
            actor: self.actor,
            cause: self.cause,
            at_ms,
            now: self.now,
        };
        writes = timeline.write(writes, events);
        let about = About {
            firm_id: self.firm_id,
            firm: self.firm,
            client_id: id,
            profile: &client.profile,
            access: &client.access,
            now: self.now,
        };
        for message in messages.into_iter().flat_map(|message| about.messages(message, &admins)) {
            writes = writes.put_message(&message);
        }
        // A session created here counts as the first sign-in.
        let first = match session {
            Some(_) => FirstSignIn::Now,
            None => FirstSignIn::Later,
        };
        let before = read.as_ref().map(|read| &read.access);
        let credential = ClientCredential { id, before, after: &client.access, hash, first };
        writes = self.client_credential(writes, credential).await?;
        Ok((Client { version: version + 1, ..client }, writes))
    }

    /// Writes the change's effect on the credentials: the claim on the sign-in e-mail, the hash,
    /// and the epoch that sessions carry.
    async fn client_credential(
        &self,
        writes: Transaction,
        change: ClientCredential<'_>,
    ) -> Result<Transaction, Failure> {
        let ClientCredential { id, before, after, hash, first } = change;
        let owner = id.0;
        let (held, holds) = (before.and_then(Access::claimed_login), after.claimed_login());
        let name = |login: Option<&Login>| login.map(|login| login.email.unique());
        let same_epoch = before.is_none_or(|before| before.epoch() == after.epoch());
        // Most changes do not affect a credential: they need no digest, and no key for it.
        if name(held) == name(holds) && hash.is_none() && same_epoch {
            return Ok(writes);
        }
        let index = self.app.keys().index().await?;
        let key = |login: &Login| {
            let digest = index.email(self.firm_id, Realm::Client, &login.email);
            Key::credential(self.firm_id, Realm::Client, &digest)
        };
        let (held, holds) = (held.map(key), holds.map(key));
        if let (Some(held), Some(holds), SecurityLevel::High) =
            (&held, &holds, after.security_level())
            && held != holds
        {
            return self.move_credential(writes, owner, after.epoch(), held, holds).await;
        }
        let mut writes = writes;
        if let Some(held) = held.as_ref().filter(|held| Some(*held) != holds.as_ref()) {
            writes = writes.change_credential(held, &CredentialWrite::Release { owner });
        }
        let Some(holds) = holds else { return Ok(writes) };
        let epoch = after.epoch();
        let change = if held.as_ref() != Some(&holds) {
            CredentialWrite::Claim { owner }
        } else if let Some(hash) = hash {
            let level = before.map_or(SecurityLevel::Low, Access::security_level);
            let fresh = match (first, level) {
                (FirstSignIn::Later, SecurityLevel::Low) => true,
                (FirstSignIn::Now, SecurityLevel::Low | SecurityLevel::High)
                | (FirstSignIn::Later, SecurityLevel::High) => false,
            };
            CredentialWrite::SetHash { owner, hash, epoch, fresh }
        } else if !same_epoch {
            CredentialWrite::SetEpoch { owner, epoch }
        } else {
            return Ok(writes);
        };
        Ok(writes.change_credential(&holds, &change))
    }

    /// Moves the credential to the new sign-in address. It is read only here: other changes need
    /// just the claim.
    async fn move_credential(
        &self,
        writes: Transaction,
        owner: uuid::Uuid,
        epoch: u32,
        from: &Key,
        to: &Key,
    ) -> Result<Transaction, Failure> {
        let items = self.app.table().load(std::slice::from_ref(from)).await?;
        let former: Credential =
            items.get(from)?.ok_or(Fault::Broken("a client with a password has no credential"))?;
        let version = former.version;
        let arrived = CredentialWrite::Move { owner, from: former, epoch };
        Ok(writes
            .change_credential(from, &CredentialWrite::GiveUp { owner, version })
            .change_credential(to, &arrived))
    }

    /// Writes a member of staff.
    async fn account(
        &self,
        writes: Transaction,
        effects: AccountEffects,
    ) -> Result<Transaction, Failure> {
        let AccountEffects { id, read, staff, messages, rests_on, credential } = effects;
        let mut writes = match &read {
            Some(read) => writes.put_staff(self.firm_id, id, read, &staff),
            None => writes.create_staff(self.firm_id, id, &staff),
        };
        for colleague in rests_on {
            writes = writes.if_staff_holds(self.firm_id, colleague);
        }
        for message in messages {
            let mail = outbox::to_staff(self.firm_id, self.firm, id, &staff, message, self.now);
            writes = writes.put_message(&mail);
        }
        let (owner, epoch) = (id.0, staff.epoch);
        let write = match credential {
            StaffCredential::Unchanged => return Ok(writes),
            StaffCredential::Claim => CredentialWrite::Claim { owner },
            StaffCredential::Release => CredentialWrite::Release { owner },
            StaffCredential::NewEpoch => CredentialWrite::SetEpoch { owner, epoch },
            StaffCredential::Password(hash) => {
                CredentialWrite::SetHash { owner, hash, epoch, fresh: false }
            }
        };
        let index = self.app.keys().index().await?;
        let digest = index.email(self.firm_id, Realm::Staff, &staff.email);
        let key = Key::credential(self.firm_id, Realm::Staff, &digest);
        Ok(writes.change_credential(&key, &write))
    }
}

/// The parts of a change that affect a client's credential.
struct ClientCredential<'a> {
    id: ClientId,
    before: Option<&'a Access>,
    after: &'a Access,
    hash: Option<String>,
    first: FirstSignIn,
}

/// Whether the first sign-in happens with the first password, or later.
#[derive(Clone, Copy)]
enum FirstSignIn {
    Now,
    Later,
}
