//! The firm's own people: roles and the set-up of their accounts.

use crate::ids::LinkId;
use crate::values::{Email, Name};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// A staff set-up link lives this long.
pub const SET_UP_LINK_LIFE: SignedDuration = SignedDuration::from_hours(7 * 24);

/// What a staff member may do. Declared in rising order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Works with clients.
    Adviser,
    /// May also change settings and staff.
    FirmAdmin,
}

/// Where a staff member's account stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum StaffStanding {
    /// Was mailed a set-up link.
    Invited {
        /// The link.
        link: LinkId,
        /// When the link ends.
        ends_at: Timestamp,
    },
    /// Has a password.
    Active,
    /// May not sign in.
    Deactivated,
}

/// A member of staff.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Staff {
    /// How clients know them.
    pub name: Name,
    /// Their sign-in name and where notifications go.
    pub email: Email,
    /// What they may do.
    pub role: Role,
    /// Where the account stands.
    pub standing: StaffStanding,
    /// Rises whenever all of their sessions end.
    pub epoch: u32,
}

/// Why a staff set-up link does not work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SetUpRefusal {
    /// Its time is over.
    Expired,
    /// It was used, replaced, or the account was deactivated.
    Ended,
}

impl Staff {
    /// A new member of staff, to be mailed this link.
    #[must_use]
    pub fn invited(name: Name, email: Email, role: Role, link: LinkId, now: Timestamp) -> Self {
        let standing = StaffStanding::Invited { link, ends_at: now + SET_UP_LINK_LIFE };
        Self { name, email, role, standing, epoch: 0 }
    }

    /// Whether this link may set the password now.
    ///
    /// # Errors
    /// The link has expired, or is not the one that is open.
    pub fn may_set_up(&self, link: LinkId, now: Timestamp) -> Result<(), SetUpRefusal> {
        match &self.standing {
            StaffStanding::Invited { link: open, .. } if *open != link => Err(SetUpRefusal::Ended),
            StaffStanding::Invited { ends_at, .. } if now >= *ends_at => Err(SetUpRefusal::Expired),
            StaffStanding::Invited { .. } => Ok(()),
            StaffStanding::Active | StaffStanding::Deactivated => Err(SetUpRefusal::Ended),
        }
    }

    /// The account once its password is set: the link is used up.
    #[must_use]
    pub fn activated(&self) -> Self {
        Self { standing: StaffStanding::Active, epoch: self.epoch + 1, ..self.clone() }
    }

    /// Whether the account may hold a session.
    #[must_use]
    pub fn is_active(&self) -> bool {
        self.standing == StaffStanding::Active
    }

    /// Whether this role includes what `needed` may do.
    #[must_use]
    pub fn may(&self, needed: Role) -> bool {
        self.role >= needed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn invited(link: LinkId) -> Staff {
        let name = Name::parse("Ada Advice").expect("a name");
        let email = Email::parse("ada@firm.example").expect("an address");
        Staff::invited(name, email, Role::Adviser, link, Timestamp::UNIX_EPOCH)
    }

    #[test]
    fn a_set_up_link_works_once_and_for_a_week() {
        let link = LinkId::from_random([1; 16]);
        let staff = invited(link);
        let now = Timestamp::UNIX_EPOCH;
        assert_eq!(staff.may_set_up(link, now), Ok(()));
        assert_eq!(staff.may_set_up(link, now + SET_UP_LINK_LIFE), Err(SetUpRefusal::Expired));
        let other = LinkId::from_random([2; 16]);
        assert_eq!(staff.may_set_up(other, now), Err(SetUpRefusal::Ended));
        assert_eq!(staff.activated().may_set_up(link, now), Err(SetUpRefusal::Ended));
    }

    #[test]
    fn a_firm_admin_may_all_that_an_adviser_may_and_not_the_reverse() {
        let adviser = invited(LinkId::from_random([1; 16]));
        assert!(adviser.may(Role::Adviser) && !adviser.may(Role::FirmAdmin));
        let admin = Staff { role: Role::FirmAdmin, ..adviser };
        assert!(admin.may(Role::Adviser) && admin.may(Role::FirmAdmin));
    }
}
