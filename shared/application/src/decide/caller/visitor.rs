//! A visitor of a firm's sign-in page.

use super::{Caller, Party};
use crate::closed::refuse_if_closed;
use jiff::Timestamp;
use vestibule_contract::ProblemKind;
use vestibule_domain::firms::Firm;
use vestibule_domain::kernel::{Actor, FirmId};
use vestibule_flow::Failure;
use vestibule_table::{Items, Key};

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
