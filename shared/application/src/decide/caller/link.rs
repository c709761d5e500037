//! Callers with a link that was mailed to them.

use super::{Caller, Party};
use crate::closed::refuse_if_closed;
use jiff::Timestamp;
use vestibule_contract::ProblemKind;
use vestibule_domain::firms::Firm;
use vestibule_domain::kernel::{Actor, ClientId, FirmId, StaffId};
use vestibule_domain::staff::Staff;
use vestibule_flow::Failure;
use vestibule_runtime::App;
use vestibule_secrets::token::{LinkKind, LinkToken};
use vestibule_table::{Items, Key};

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
