//! Vestibule itself, and writes without a read.

use super::{Caller, Party};
use jiff::Timestamp;
use vestibule_domain::firms::Firm;
use vestibule_domain::kernel::{Actor, FirmId};
use vestibule_flow::Failure;
use vestibule_table::{Items, Key};

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

    fn is_proven(&self) -> bool {
        true
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
