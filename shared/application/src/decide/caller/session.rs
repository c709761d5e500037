//! Callers with a session: staff and clients.

use super::{Caller, Party};
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
use vestibule_table::{Items, Key};

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
