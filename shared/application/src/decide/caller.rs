//! Who requests a decision, and what proves it. Each kind of caller names the items that prove it,
//! so they are read in the same round trip as everything else.

use crate::closed::refuse_if_closed;
use jiff::Timestamp;
use vestibule_contract::ProblemKind;
use vestibule_domain::clients::Client;
use vestibule_domain::firms::Firm;
use vestibule_domain::kernel::{Actor, ClientId, FirmId, StaffId};
use vestibule_domain::logins::{Epochs, Session};
use vestibule_domain::staff::Staff;
use vestibule_flow::flow::{ClientCaller, StaffCaller};
use vestibule_flow::{Failure, session};
use vestibule_runtime::App;
use vestibule_secrets::token::{LinkKind, LinkToken};
use vestibule_table::{Items, Key};

/// A caller who requests a decision.
pub trait Caller: Sync {
    /// The caller, once checked.
    type Party: Party;

    /// The items that prove the caller.
    fn keys(&self) -> Vec<Key>;

    /// The firm whose items may be read for the caller, if they claim one.
    fn firm(&self) -> Option<FirmId>;

    /// Checks the caller against the items that were read.
    ///
    /// # Errors
    /// They are not who they claim to be, the firm is closed, or an item is broken.
    fn admit(&self, items: &Items, now: Timestamp) -> Result<Self::Party, Failure>;

    /// Records that the caller's session is in use, if due.
    fn touch(
        &self,
        app: &App,
        party: Self::Party,
        now: Timestamp,
    ) -> impl Future<Output = Self::Party> + Send {
        let _ = (app, now);
        async { party }
    }
}

/// A caller who was checked.
pub trait Party: Send + Sync {
    /// The actor, for the timeline.
    fn actor(&self) -> Actor;

    /// The firm of the decision, if there is one.
    fn firm(&self) -> Option<(FirmId, &Firm)>;
}

/// Reads these items together with the caller's proof, for a flow that decides nothing.
///
/// # Errors
/// The caller is not who they claim to be, the firm is closed, or a fault.
pub async fn admit<C: Caller>(
    app: &App,
    caller: C,
    also: &[Key],
) -> Result<(C::Party, Items), Failure> {
    let mut keys = caller.keys();
    keys.extend_from_slice(also);
    let items = app.table().load(&keys).await?;
    let now = app.now();
    let party = caller.admit(&items, now)?;
    Ok((caller.touch(app, party, now).await, items))
}

/// A member of staff whose session was checked.
pub struct SignedInStaff {
    /// The firm: the only one whose keys are read for this person.
    pub firm_id: FirmId,
    /// The firm.
    pub firm: Firm,
    /// The member of staff.
    pub id: StaffId,
    /// The account.
    pub staff: Staff,
    /// The session.
    pub session: Session,
}

impl Caller for &StaffCaller {
    type Party = SignedInStaff;

    fn keys(&self) -> Vec<Key> {
        let (firm, id) = (StaffCaller::firm(self), self.staff());
        vec![Key::firm(firm), Key::staff(firm, id), session::staff_key(self)]
    }

    fn firm(&self) -> Option<FirmId> {
        Some(StaffCaller::firm(self))
    }

    fn admit(&self, items: &Items, now: Timestamp) -> Result<SignedInStaff, Failure> {
        let (firm_id, id) = (StaffCaller::firm(self), self.staff());
        let not_signed_in = || Failure::refused(ProblemKind::NotSignedIn);
        let firm: Firm = items.get(&Key::firm(firm_id))?.ok_or_else(not_signed_in)?;
        let staff: Staff = items.get(&Key::staff(firm_id, id))?.ok_or_else(not_signed_in)?;
        let session: Session = items.get(&session::staff_key(self))?.ok_or_else(not_signed_in)?;
        // Only people with a session of the firm see this; a made-up cookie does not.
        refuse_if_closed(firm_id, &firm)?;
        let epochs = Epochs { account: staff.epoch, firm: firm.epoch };
        if !staff.is_active() || !session.is_live(epochs, now) {
            return Err(not_signed_in());
        }
        if !staff.may(self.needs()) {
            return Err(Failure::refused(ProblemKind::NotPermitted));
        }
        Ok(SignedInStaff { firm_id, firm, id, staff, session })
    }

    async fn touch(&self, app: &App, party: SignedInStaff, now: Timestamp) -> SignedInStaff {
        let session = session::touch(app, &session::staff_key(self), party.session, now).await;
        SignedInStaff { session, ..party }
    }
}

impl Party for SignedInStaff {
    fn actor(&self) -> Actor {
        Actor::Staff(self.id)
    }

    fn firm(&self) -> Option<(FirmId, &Firm)> {
        Some((self.firm_id, &self.firm))
    }
}

/// A client whose session was checked.
pub struct SignedInClient {
    /// The firm.
    pub firm_id: FirmId,
    /// The firm.
    pub firm: Firm,
    /// The client.
    pub id: ClientId,
    /// Profile and access.
    pub client: Client,
    /// The session.
    pub session: Session,
}

impl Caller for &ClientCaller {
    type Party = SignedInClient;

    fn keys(&self) -> Vec<Key> {
        let (firm, id) = self.claims();
        vec![Key::firm(firm), Key::client(firm, id), session::client_key(self)]
    }

    fn firm(&self) -> Option<FirmId> {
        Some(self.claims().0)
    }

    fn admit(&self, items: &Items, now: Timestamp) -> Result<SignedInClient, Failure> {
        let (firm_id, id) = self.claims();
        let not_signed_in = || Failure::refused(ProblemKind::NotSignedIn);
        let firm: Firm = items.get(&Key::firm(firm_id))?.ok_or_else(not_signed_in)?;
        let client: Client = items.get(&Key::client(firm_id, id))?.ok_or_else(not_signed_in)?;
        let session: Session = items.get(&session::client_key(self))?.ok_or_else(not_signed_in)?;
        refuse_if_closed(firm_id, &firm)?;
        let epochs = Epochs { account: client.access.epoch(), firm: firm.epoch };
        if !session.is_live(epochs, now) || !client.access.admits_sessions(now) {
            return Err(not_signed_in());
        }
        Ok(SignedInClient { firm_id, firm, id, client, session })
    }

    async fn touch(&self, app: &App, party: SignedInClient, now: Timestamp) -> SignedInClient {
        let session = session::touch(app, &session::client_key(self), party.session, now).await;
        SignedInClient { session, ..party }
    }
}

impl Party for SignedInClient {
    fn actor(&self) -> Actor {
        Actor::Client
    }

    fn firm(&self) -> Option<(FirmId, &Firm)> {
        Some((self.firm_id, &self.firm))
    }
}

/// The holder of a link that was mailed to a client.
pub struct LinkCaller {
    token: LinkToken,
    client: ClientId,
}

impl LinkCaller {
    /// Opens a link's text.
    ///
    /// # Errors
    /// It is not a valid client's link, or a fault.
    pub async fn open(app: &App, link: &str) -> Result<Self, Failure> {
        let unknown = || Failure::refused(ProblemKind::LinkUnknown);
        let token = LinkToken::open(link, app.keys().links().await?).ok_or_else(unknown)?;
        let client = token.client().ok_or_else(unknown)?;
        Ok(Self { token, client })
    }

    /// The client whose link it is.
    #[must_use]
    pub fn client(&self) -> ClientId {
        self.client
    }
}

/// The checked holder of a client's link, at an open firm.
pub struct LinkHolder {
    /// The firm.
    pub firm_id: FirmId,
    /// The firm.
    pub firm: Firm,
    /// The content of the link.
    pub token: LinkToken,
}

impl Caller for LinkCaller {
    type Party = LinkHolder;

    fn keys(&self) -> Vec<Key> {
        vec![Key::firm(self.token.firm)]
    }

    fn firm(&self) -> Option<FirmId> {
        Some(self.token.firm)
    }

    fn admit(&self, items: &Items, _: Timestamp) -> Result<LinkHolder, Failure> {
        let firm_id = self.token.firm;
        let firm: Option<Firm> = items.get(&Key::firm(firm_id))?;
        let firm = firm.ok_or_else(|| Failure::refused(ProblemKind::LinkUnknown))?;
        refuse_if_closed(firm_id, &firm)?;
        Ok(LinkHolder { firm_id, firm, token: self.token })
    }
}

impl Party for LinkHolder {
    fn actor(&self) -> Actor {
        Actor::Client
    }

    fn firm(&self) -> Option<(FirmId, &Firm)> {
        Some((self.firm_id, &self.firm))
    }
}

/// The holder of a link that was mailed to a member of staff.
pub struct StaffLinkCaller {
    token: LinkToken,
    staff: StaffId,
}

impl StaffLinkCaller {
    /// Opens a link's text; the link must be of this kind.
    ///
    /// # Errors
    /// It is not a valid link of this kind, or a fault.
    pub async fn open(app: &App, link: &str, kind: LinkKind) -> Result<Self, Failure> {
        let unknown = || Failure::refused(ProblemKind::LinkUnknown);
        let token = LinkToken::open(link, app.keys().links().await?).ok_or_else(unknown)?;
        let staff = token.staff().filter(|_| token.kind == kind).ok_or_else(unknown)?;
        Ok(Self { token, staff })
    }
}

/// The checked holder of a staff link, at an open firm.
pub struct StaffLinkHolder {
    /// The firm.
    pub firm_id: FirmId,
    /// The firm.
    pub firm: Firm,
    /// The member of staff.
    pub id: StaffId,
    /// The account.
    pub staff: Staff,
    /// The content of the link.
    pub token: LinkToken,
}

impl Caller for StaffLinkCaller {
    type Party = StaffLinkHolder;

    fn keys(&self) -> Vec<Key> {
        vec![Key::firm(self.token.firm), Key::staff(self.token.firm, self.staff)]
    }

    fn firm(&self) -> Option<FirmId> {
        Some(self.token.firm)
    }

    fn admit(&self, items: &Items, _: Timestamp) -> Result<StaffLinkHolder, Failure> {
        let unknown = || Failure::refused(ProblemKind::LinkUnknown);
        let (firm_id, id) = (self.token.firm, self.staff);
        let firm: Firm = items.get(&Key::firm(firm_id))?.ok_or_else(unknown)?;
        refuse_if_closed(firm_id, &firm)?;
        let staff: Staff = items.get(&Key::staff(firm_id, id))?.ok_or_else(unknown)?;
        Ok(StaffLinkHolder { firm_id, firm, id, staff, token: self.token })
    }
}

impl Party for StaffLinkHolder {
    fn actor(&self) -> Actor {
        Actor::Staff(self.id)
    }

    fn firm(&self) -> Option<(FirmId, &Firm)> {
        Some((self.firm_id, &self.firm))
    }
}

/// A visitor of a firm's sign-in page.
pub struct Visitor {
    /// The firm.
    pub firm: FirmId,
}

/// The visited firm, which is open.
pub struct Visited {
    /// The firm.
    pub firm_id: FirmId,
    /// The firm.
    pub firm: Firm,
}

impl Caller for Visitor {
    type Party = Visited;

    fn keys(&self) -> Vec<Key> {
        vec![Key::firm(self.firm)]
    }

    fn firm(&self) -> Option<FirmId> {
        Some(self.firm)
    }

    fn admit(&self, items: &Items, _: Timestamp) -> Result<Visited, Failure> {
        let firm: Option<Firm> = items.get(&Key::firm(self.firm))?;
        let firm = firm.ok_or_else(|| Failure::refused(ProblemKind::NotFound))?;
        refuse_if_closed(self.firm, &firm)?;
        Ok(Visited { firm_id: self.firm, firm })
    }
}

impl Party for Visited {
    fn actor(&self) -> Actor {
        Actor::Client
    }

    fn firm(&self) -> Option<(FirmId, &Firm)> {
        Some((self.firm_id, &self.firm))
    }
}

/// Vestibule itself: a schedule, a queue, a provider's report, or ops. Nobody is admitted, and the
/// firm may be closed or missing.
pub struct System {
    /// The firm of the decision.
    pub firm: FirmId,
    /// The actor.
    pub actor: Actor,
}

/// The firm of the decision, if it exists.
pub struct SystemAt {
    /// The firm.
    pub firm_id: FirmId,
    /// The firm, if there is one.
    pub firm: Option<Firm>,
    actor: Actor,
}

impl Caller for System {
    type Party = SystemAt;

    fn keys(&self) -> Vec<Key> {
        vec![Key::firm(self.firm)]
    }

    fn firm(&self) -> Option<FirmId> {
        Some(self.firm)
    }

    fn admit(&self, items: &Items, _: Timestamp) -> Result<SystemAt, Failure> {
        let firm = items.get(&Key::firm(self.firm))?;
        Ok(SystemAt { firm_id: self.firm, firm, actor: self.actor })
    }
}

impl Party for SystemAt {
    fn actor(&self) -> Actor {
        self.actor
    }

    fn firm(&self) -> Option<(FirmId, &Firm)> {
        self.firm.as_ref().map(|firm| (self.firm_id, firm))
    }
}

/// A write without a read: the conditions of the commit are enough.
pub struct Unread {
    /// The actor.
    pub actor: Actor,
}

impl Caller for Unread {
    type Party = Actor;

    fn keys(&self) -> Vec<Key> {
        Vec::new()
    }

    fn firm(&self) -> Option<FirmId> {
        None
    }

    fn admit(&self, _: &Items, _: Timestamp) -> Result<Actor, Failure> {
        Ok(self.actor)
    }
}

impl Party for Actor {
    fn actor(&self) -> Actor {
        *self
    }

    fn firm(&self) -> Option<(FirmId, &Firm)> {
        None
    }
}
