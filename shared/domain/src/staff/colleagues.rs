//! Rules about two accounts: a firm that has an active firm admin keeps one, and a member of staff
//! who leaves has a successor. They hold only if the commit checks both accounts.

use super::{Role, Staff, StaffRefusal};
use crate::kernel::StaffId;

/// Whose account is changed, by whom, and who else works at the firm.
#[derive(Debug, Clone, Copy)]
pub struct Colleagues<'a> {
    /// Whose account it is.
    pub whom: StaffId,
    /// The firm admin who changes it.
    pub by: StaffId,
    /// The staff of the firm. `whom` may be among them and is passed over.
    pub others: &'a [(StaffId, &'a Staff)],
}

impl Colleagues<'_> {
    /// Another member of staff who is active.
    pub(super) fn colleague(&self, id: StaffId) -> Option<&Staff> {
        self.actives().find(|(other, _)| *other == id).map(|(_, staff)| staff)
    }

    /// An active firm admin who stays: the preferred one if it is one, who acts, or any.
    pub(super) fn admin(&self, preferred: StaffId) -> Result<StaffId, StaffRefusal> {
        let rank = |id: StaffId| (id != preferred, id != self.by, id);
        self.actives()
            .filter(|(_, staff)| staff.is_active_admin())
            .map(|(id, _)| id)
            .min_by_key(|id| rank(*id))
            .ok_or(StaffRefusal::LastAdmin)
    }

    fn actives(&self) -> impl Iterator<Item = (StaffId, &Staff)> {
        self.others
            .iter()
            .filter(|(id, staff)| *id != self.whom && staff.is_active())
            .map(|(id, staff)| (*id, *staff))
    }
}

/// Somebody on whom a decision rests: at the commit they must still be active, with this role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RestsOn {
    /// Who it is.
    pub colleague: StaffId,
    /// `FirmAdmin` where they must still be one; `Adviser` where any role will do.
    pub role: Role,
}

impl RestsOn {
    /// Whether the colleague, as read now, still is what the decision rests on.
    #[must_use]
    pub fn holds(&self, colleague: &Staff) -> bool {
        match self.role {
            Role::Adviser => colleague.is_active(),
            Role::FirmAdmin => colleague.is_active_admin(),
        }
    }
}
