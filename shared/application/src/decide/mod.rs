//! The one way from a request to a commit: load, decide, commit, and only then reply.
//!
//! [`Decide`] loads everything that a decision needs in one round trip, checks who is calling,
//! runs the decision, and commits what it decided in one transaction. If another request was
//! faster, it loads and decides again. A decision may therefore run more than once; nothing that it
//! decides is visible before the commit.
//!
//! A decision is pure wherever possible: values go in, a [`Decision`] comes out. Its effects are in
//! the domain's terms; the table's files turn them into writes.

mod account;
mod caller;
mod client;
mod effects;
mod idempotency;

pub use account::{AccountChange, StaffCredential};
pub use caller::{
    Caller, LinkCaller, LinkHolder, Party, SignedInClient, SignedInStaff, StaffLinkCaller,
    StaffLinkHolder, System, SystemAt, Unread, Visited, Visitor, admit,
};
pub use client::{ClientChange, ClientDecided, mark_read};
pub use effects::{AccountEffects, ClientEffects, Decision, Effects};
pub use idempotency::IdempotencyKey;

use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use vestibule_contract::ProblemKind;
use vestibule_contract::bodies::WarningView;
use vestibule_domain::clients::Client;
use vestibule_domain::kernel::StaffId;
use vestibule_domain::staff::Staff;
use vestibule_flow::flow::StaffCaller;
use vestibule_flow::session::NewSession;
use vestibule_flow::{Failure, Fault, limits};
use vestibule_runtime::App;
use vestibule_table::{CommitFault, Items, Key, Race};

/// The loaded items of a decision, and its caller.
pub struct Round<P> {
    /// Who is calling, checked.
    pub party: P,
    /// The requested items.
    pub items: Items,
    /// The firm's staff, if [`Decide::reading_staff`] requested them; otherwise empty.
    pub staff: Vec<(StaffId, Staff)>,
    /// The time of this decision.
    pub now: Timestamp,
}

/// A decision that needs more than the loaded items: it may await, for example to compare a
/// password. Everything else is a closure.
pub trait Decider<P> {
    /// The answer to the caller.
    type Answer;

    /// Decides. Called again after a lost race.
    ///
    /// # Errors
    /// A refusal that commits nothing, or a fault.
    fn decide(
        &mut self,
        app: &App,
        round: &Round<P>,
    ) -> impl Future<Output = Result<Decision<Self::Answer>, Failure>> + Send;

    /// Interprets a failed condition of the commit, with the current item. `None`: it no longer
    /// matters, decide again.
    ///
    /// # Errors
    /// A fault.
    fn refused(&mut self, round: &Round<P>, item: &Items) -> Result<Option<Failure>, Failure> {
        let _ = (round, item);
        Err(Fault::Unexpected.into())
    }
}

/// A decision that uses only the loaded items.
struct Pure<F>(F);

impl<P, T, F> Decider<P> for Pure<F>
where
    P: Send + Sync,
    F: FnMut(&Round<P>) -> Result<Decision<T>, Failure> + Send,
    T: Send,
{
    type Answer = T;

    async fn decide(&mut self, _: &App, round: &Round<P>) -> Result<Decision<T>, Failure> {
        (self.0)(round)
    }
}

/// A committed decision.
pub struct Decided<T, P> {
    /// The answer.
    pub answer: T,
    /// The caller.
    pub party: P,
    /// The client as committed, if the decision was about one.
    pub client: Option<Client>,
    /// The session that began, if one did.
    pub session: Option<NewSession>,
    /// Other clients with the same contact details, if the decision looked them up.
    pub warnings: Vec<WarningView>,
    /// Whether an earlier request with the same idempotency key did it.
    pub replayed: bool,
    /// The time of the decision.
    pub now: Timestamp,
}

/// The meaning of a taken unique value.
#[derive(Clone, Copy)]
enum OnTaken {
    /// It cannot happen.
    Fault,
    /// Refuse.
    Refuse(ProblemKind),
    /// The same request may have taken it a moment ago: read again once, then refuse.
    LookAgain(ProblemKind),
}

/// A decision to make. Built up, then run once.
pub struct Decide<'a, C> {
    app: &'a App,
    cause: &'static str,
    caller: C,
    also: Vec<Key>,
    staff: bool,
    limited: Option<&'a str>,
    on_taken: OnTaken,
}

impl<'a, C: Caller> Decide<'a, C> {
    /// A decision for `caller`. Its cause on the timeline is the running flow.
    #[must_use]
    pub fn by(app: &'a App, caller: C) -> Self {
        Self {
            app,
            cause: app.flow(),
            caller,
            also: Vec::new(),
            staff: false,
            limited: None,
            on_taken: OnTaken::Fault,
        }
    }

    /// Sets another cause on the timeline, if several flows are one to the reader.
    #[must_use]
    pub fn because_of(mut self, cause: &'static str) -> Self {
        self.cause = cause;
        self
    }

    /// Loads these items in the same round trip.
    #[must_use]
    pub fn reading(mut self, keys: impl IntoIterator<Item = Key>) -> Self {
        self.also.extend(keys);
        self
    }

    /// Loads the firm's staff too, once the caller is proven: for a session, one more round trip.
    #[must_use]
    pub fn reading_staff(mut self) -> Self {
        self.staff = true;
        self
    }

    /// Counts the request against the limit of its source, once and not once per retry.
    #[must_use]
    pub fn limited(mut self, source: &'a str) -> Self {
        self.limited = Some(source);
        self
    }

    /// Refuses with `kind` if a unique value is taken.
    #[must_use]
    pub fn if_taken(mut self, kind: ProblemKind) -> Self {
        self.on_taken = OnTaken::Refuse(kind);
        self
    }

    /// As [`if_taken`](Self::if_taken), but decides once more first: the same request may have
    /// taken the value a moment ago.
    #[must_use]
    pub fn if_still_taken(mut self, kind: ProblemKind) -> Self {
        self.on_taken = OnTaken::LookAgain(kind);
        self
    }

    /// Decides and commits.
    ///
    /// # Errors
    /// The caller is not who they claim to be, the decision refuses, or a fault.
    pub async fn run<T: Send>(
        self,
        decide: impl FnMut(&Round<C::Party>) -> Result<Decision<T>, Failure> + Send,
    ) -> Result<Decided<T, C::Party>, Failure> {
        self.run_with(Pure(decide)).await
    }

    /// As [`run`](Self::run), for a decision that awaits.
    ///
    /// # Errors
    /// As [`run`](Self::run).
    pub async fn run_with<D: Decider<C::Party>>(
        self,
        decider: D,
    ) -> Result<Decided<D::Answer, C::Party>, Failure> {
        let on_taken = self.on_taken;
        self.unless_taken(decider).await?.ok_or_else(|| match on_taken {
            OnTaken::Fault => Fault::Unexpected.into(),
            OnTaken::Refuse(kind) | OnTaken::LookAgain(kind) => Failure::refused(kind),
        })
    }

    /// As [`run`](Self::run); `None` if the decision's claim was made before, so nothing is left to
    /// do.
    ///
    /// # Errors
    /// As [`run`](Self::run).
    pub async fn run_unless_taken<T: Send>(
        self,
        decide: impl FnMut(&Round<C::Party>) -> Result<Decision<T>, Failure> + Send,
    ) -> Result<Option<Decided<T, C::Party>>, Failure> {
        self.unless_taken(Pure(decide)).await
    }

    /// The loop. `None`: a unique value is taken.
    async fn unless_taken<D: Decider<C::Party>>(
        mut self,
        mut decider: D,
    ) -> Result<Option<Decided<D::Answer, C::Party>>, Failure> {
        let mut keys = self.caller.keys();
        keys.append(&mut self.also);
        let mut race = Race::default();
        loop {
            // Boxed: the futures of SDK calls nest too deeply for the compiler otherwise.
            let round = Box::pin(self.load(&keys)).await?;
            let Decision { answer, effects } = decider.decide(self.app, &round).await?;
            let committed =
                Box::pin(effects.commit(self.app, self.cause, &round.party, round.now)).await?;
            match committed {
                Ok(committed) => {
                    let Round { party, now, .. } = round;
                    let effects::Committed { client, session, warnings } = committed;
                    return Ok(Some(Decided {
                        answer: answer?,
                        party,
                        client,
                        session,
                        warnings,
                        replayed: false,
                        now,
                    }));
                }
                Err(CommitFault::LostRace) => {}
                Err(CommitFault::Taken) => match self.on_taken {
                    OnTaken::LookAgain(kind) => self.on_taken = OnTaken::Refuse(kind),
                    OnTaken::Fault | OnTaken::Refuse(_) => return Ok(None),
                },
                Err(CommitFault::Refused(items)) => {
                    if let Some(refusal) = decider.refused(&round, &items)? {
                        return Err(refusal);
                    }
                }
                Err(CommitFault::Table(fault)) => return Err(Fault::from(fault).into()),
            }
            race.again().await.map_err(Fault::from)?;
        }
    }

    async fn load(&mut self, keys: &[Key]) -> Result<Round<C::Party>, Failure> {
        let (app, table) = (self.app, self.app.table());
        let limited = self.limited.take();
        let within = async {
            match limited {
                Some(source) => limits::within(app, source).await,
                None => Ok(()),
            }
        };
        let load =
            async { if keys.is_empty() { Ok(Items::default()) } else { table.load(keys).await } };
        let is_proven = self.caller.is_proven();
        let of_firm = async |now: bool| match self.caller.firm() {
            Some(firm) if self.staff && now => table.staff_of(firm).await,
            Some(_) | None => Ok(Vec::new()),
        };
        let (within, items, beside) = tokio::join!(within, load, of_firm(is_proven));
        within?;
        let (items, now) = (items?, app.now());
        // Until the caller is proven, nothing else is answered, not even a fault, and nothing is
        // read that costs more with a larger firm.
        let party = self.caller.admit(&items, now)?;
        let party = self.caller.touch(app, party, now).await;
        let staff = if is_proven { beside? } else { of_firm(true).await? };
        Ok(Round { party, items, staff, now })
    }
}

impl Decide<'_, &StaffCaller> {
    /// As [`run`](Self::run), once for each idempotency key: a repeated request gets the reply of
    /// the first one.
    ///
    /// # Errors
    /// As [`run`](Self::run), or the key was used for another request.
    pub async fn run_once<T>(
        self,
        once: Option<&IdempotencyKey>,
        mut decide: impl FnMut(&Round<SignedInStaff>) -> Result<Decision<T>, Failure> + Send,
    ) -> Result<Decided<T, SignedInStaff>, Failure>
    where
        T: Serialize + DeserializeOwned + Send,
    {
        let mut replayed = false;
        let decide_or_replay = |round: &Round<SignedInStaff>| {
            if let Some(earlier) = IdempotencyKey::earlier(once, round)? {
                replayed = true;
                return Ok(Decision::quiet(earlier));
            }
            Ok(decide(round)?.remembered(once, round.now))
        };
        let keys = once.map(|once| once.at().clone());
        let decided = self.reading(keys).run(decide_or_replay).await?;
        Ok(Decided { replayed, ..decided })
    }
}
