//! Decisions about one client.

use super::{
    Caller, ClientEffects, Decide, Decided, Decision, Effects, IdempotencyKey, LinkCaller,
    LinkHolder, Party, Round, SignedInStaff, System, SystemAt,
};
use crate::details::Given;
use crate::outbox::Colleague;
use crate::views;
use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use vestibule_contract::ProblemKind;
use vestibule_contract::bodies::{ClientView, WarningView};
use vestibule_domain::access::{Access, Refusal, Seen, Verdict};
use vestibule_domain::clients::{Client, Profile};
use vestibule_domain::firms::Firm;
use vestibule_domain::kernel::{ClientId, FirmId};
use vestibule_flow::flow::{EventFailure, StaffCaller};
use vestibule_flow::session::NewSession;
use vestibule_flow::{Failure, Fault};
use vestibule_runtime::App;
use vestibule_secrets::token::{LinkKind, LinkToken};
use vestibule_table::{CommitFault, Items, Key, Transaction};
use zeroize::Zeroizing;

/// A client as read, and the changes to them. A command changes `access` in place; everything else
/// that is set is committed with it.
pub struct ClientChange<'a> {
    /// The firm.
    pub firm_id: FirmId,
    /// The firm.
    pub firm: &'a Firm,
    /// The client.
    pub id: ClientId,
    /// The client as read.
    pub read: &'a Client,
    /// The additional items that were read.
    pub items: &'a Items,
    /// The time of this decision.
    pub now: Timestamp,
    /// The client's access: the commands are its methods.
    pub access: Access,
    /// The new record, unless the command is refused.
    pub profile: Option<Profile>,
    /// A new password, unless the command is refused. Hashed only after the rules agreed.
    pub password: Option<Zeroizing<Vec<u8>>>,
    /// A session to start.
    pub session: Option<NewSession>,
    /// The recipients of an escalated notification.
    pub admins: Vec<Colleague>,
    /// Contact details to look up among other clients.
    pub duplicates: Vec<Given>,
    /// Other writes in the same transaction.
    pub writes: Transaction,
}

impl<'a> ClientChange<'a> {
    fn new<P: Party>(round: &'a Round<P>, id: ClientId, read: &'a Client) -> Result<Self, Fault> {
        let (firm_id, firm) =
            round.party.firm().ok_or(Fault::Broken("a client of a firm that is not there"))?;
        Ok(Self {
            firm_id,
            firm,
            id,
            read,
            items: &round.items,
            now: round.now,
            access: read.access.clone(),
            profile: None,
            password: None,
            session: None,
            admins: Vec::new(),
            duplicates: Vec::new(),
            writes: Transaction::new(),
        })
    }

    /// The command's decision. The client as read is only borrowed here: see
    /// [`CommandDecided::about`].
    fn decided<T>(self, verdict: Verdict<T>) -> CommandDecided<T> {
        let Verdict { events, messages, answer } = verdict;
        // A refusal may count an attempt; it does not change the record.
        let mut profile =
            self.profile.filter(|_| answer.is_ok()).unwrap_or_else(|| self.read.profile.clone());
        if profile != self.read.profile {
            profile.revision = self.read.profile.revision + 1;
        }
        let client = ClientEffects {
            id: self.id,
            read: None,
            access: self.access,
            profile,
            events,
            messages,
            admins: self.admins,
            password: self.password.filter(|_| answer.is_ok()),
        };
        let effects = Effects {
            client: None,
            account: None,
            writes: self.writes,
            session: self.session,
            duplicates: self.duplicates,
        };
        CommandDecided { answer, client, effects }
    }
}

/// A command's decision about a client who was read.
struct CommandDecided<T> {
    answer: Result<T, Refusal>,
    client: ClientEffects,
    effects: Effects,
}

impl<T> CommandDecided<T> {
    /// The decision, about this client as read.
    fn about(self, read: Client) -> Decision<Result<T, Refusal>> {
        let client = ClientEffects { read: Some(read), ..self.client };
        let effects = Effects { client: Some(Box::new(client)), ..self.effects };
        Decision { answer: Ok(self.answer), effects }
    }
}

/// A committed decision about a client.
pub struct ClientDecided<T, P> {
    /// The rules' answer.
    pub answer: T,
    /// The caller.
    pub party: P,
    /// The client.
    pub id: ClientId,
    /// The client as committed.
    pub client: Client,
    /// The session that began, if one did.
    pub session: Option<NewSession>,
    /// Other clients with the same contact details, if the decision looked them up.
    pub warnings: Vec<WarningView>,
    /// The time of the decision.
    pub now: Timestamp,
}

impl<T, P> ClientDecided<T, P> {
    fn of(decided: Decided<T, P>, id: ClientId) -> Result<Self, Fault> {
        let Decided { answer, party, client, session, warnings, now, replayed: _ } = decided;
        let client = client.ok_or(Fault::Broken("a decision about a client left none"))?;
        Ok(Self { answer, party, id, client, session, warnings, now })
    }
}

impl<T> ClientDecided<T, SignedInStaff> {
    /// The client as staff see them.
    #[must_use]
    pub fn view(&self) -> ClientView {
        views::client(self.id, &self.client, &self.party.firm, self.party.staff.role, self.now)
    }
}

impl Decide<'_, &StaffCaller> {
    /// Decides about a client of the caller's firm. An unread notification about the client becomes
    /// read.
    ///
    /// # Errors
    /// Not signed in, not permitted, no such client in this firm, the rules refuse, the sign-in
    /// address is another client's, or a fault.
    pub async fn client<T: Send>(
        self,
        id: ClientId,
        mut command: impl FnMut(&mut ClientChange<'_>) -> Result<Verdict<T>, Failure> + Send,
    ) -> Result<ClientDecided<T, SignedInStaff>, Failure> {
        let at = Key::client(self.caller.firm(), id);
        let decide = |round: &Round<SignedInStaff>| decide_by_staff(round, id, &at, &mut command);
        let decided =
            self.reading([at.clone()]).if_taken(ProblemKind::EmailTaken).run(decide).await?;
        Ok(ClientDecided::of(decided, id)?)
    }

    /// As [`client`](Self::client), once for each idempotency key. Returns the reply.
    ///
    /// # Errors
    /// As [`client`](Self::client), or the key was used for another request.
    pub async fn client_once<T>(
        self,
        id: ClientId,
        once: Option<&IdempotencyKey>,
        mut command: impl FnMut(&mut ClientChange<'_>) -> Result<Verdict<T>, Failure> + Send,
    ) -> Result<T, Failure>
    where
        T: Serialize + DeserializeOwned + Send,
    {
        let at = Key::client(self.caller.firm(), id);
        let decide = |round: &Round<SignedInStaff>| decide_by_staff(round, id, &at, &mut command);
        let decide =
            self.reading([at.clone()]).if_taken(ProblemKind::EmailTaken).run_once(once, decide);
        Ok(decide.await?.answer)
    }
}

fn decide_by_staff<T>(
    round: &Round<SignedInStaff>,
    id: ClientId,
    at: &Key,
    command: &mut impl FnMut(&mut ClientChange<'_>) -> Result<Verdict<T>, Failure>,
) -> Result<Decision<T>, Failure> {
    let read: Client =
        round.items.get(at)?.ok_or_else(|| Failure::refused(ProblemKind::NotFound))?;
    let mut change = ClientChange::new(round, id, &read)?;
    change.access.seen_by_staff();
    let verdict = command(&mut change)?;
    let decided = change.decided(verdict);
    Ok(decided.about(read).or_refuse(round.now))
}

impl<T> Decision<Result<T, Refusal>> {
    /// Turns the rules' refusal into a reply to the caller.
    fn or_refuse(self, now: Timestamp) -> Decision<T> {
        let refused = |refusal| Failure::from_rules(refusal, now);
        let answer = self.answer.and_then(|answer| answer.map_err(refused));
        Decision { answer, effects: self.effects }
    }
}

impl Decide<'_, LinkCaller> {
    /// Decides about the client who owns this link.
    ///
    /// # Errors
    /// The link is not valid, the firm is closed, too many requests of one source, the rules
    /// refuse, or a fault.
    pub async fn link<T: Send>(
        self,
        mut command: impl FnMut(&mut ClientChange<'_>, LinkToken) -> Result<Verdict<T>, Failure> + Send,
    ) -> Result<ClientDecided<T, LinkHolder>, Failure> {
        let id = self.caller.client();
        let at = self.caller.firm().map(|firm| Key::client(firm, id));
        let decide = |round: &Round<LinkHolder>| {
            let unknown = || Failure::refused(ProblemKind::LinkUnknown);
            let token = round.party.token;
            let read: Client =
                round.items.get(&Key::client(token.firm, id))?.ok_or_else(unknown)?;
            // A link's purpose is part of its secret: it must match the link that the token names.
            if read
                .access
                .link(token.link)
                .is_ok_and(|link| LinkKind::from(link.purpose) != token.kind)
            {
                return Err(unknown());
            }
            let mut change = ClientChange::new(round, id, &read)?;
            let verdict = command(&mut change, token)?;
            let decided = change.decided(verdict);
            Ok(decided.about(read).or_refuse(round.now))
        };
        let decided = self.reading(at).run(decide).await?;
        Ok(ClientDecided::of(decided, id)?)
    }
}

impl Decide<'_, System> {
    /// Decides about a client without a caller: a date has come, or a provider has reported.
    /// `None`: the client no longer exists, or the command's claim was made before.
    ///
    /// # Errors
    /// A fault.
    pub async fn client_if_there<T: Send>(
        self,
        id: ClientId,
        mut command: impl FnMut(&mut ClientChange<'_>) -> Verdict<T> + Send,
    ) -> Result<Option<ClientDecided<Result<T, Refusal>, SystemAt>>, EventFailure> {
        let at = Key::client(self.caller.firm, id);
        let decide = |round: &Round<SystemAt>| {
            let read: Option<Client> = round.items.get(&at)?;
            let (Some(read), Some(_)) = (read, &round.party.firm) else {
                return Ok(Decision::quiet(None));
            };
            let mut change = ClientChange::new(round, id, &read)?;
            let verdict = command(&mut change);
            let decided = change.decided(verdict);
            Ok(decided.about(read).map(Some))
        };
        let decided = self.reading([at.clone()]).run_unless_taken(decide).await?;
        Ok(match decided {
            Some(Decided {
                answer: Some(answer),
                party,
                client,
                session,
                warnings,
                replayed,
                now,
            }) => {
                let decided = Decided { answer, party, client, session, warnings, replayed, now };
                Some(ClientDecided::of(decided, id)?)
            }
            Some(Decided { answer: None, .. }) | None => None,
        })
    }
}

/// Marks the client's notification as read. Best effort: a failed write must not fail the read.
pub async fn mark_read(app: &App, firm_id: FirmId, client_id: ClientId, client: &Client) {
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
        // Something else happened to the client in the meantime: the next look marks it.
        Ok(()) | Err(CommitFault::LostRace) => {}
        Err(fault) => tracing::warn!(cause = %fault, "a notification was not marked as read"),
    }
}
