//! The firm's own people: roles, the set-up of their accounts, the way back in, and leaving.
//!
//! Every command takes the account as it was read and answers with the account as it is to be
//! written, or with a refusal; a refusal changes nothing. A firm that has an active firm admin
//! keeps one, and who leaves is succeeded by somebody who is there: rules about two accounts,
//! which hold only if the commit checks both. [`Decided::rests_on`] names the other one.

use crate::kernel::{LinkId, StaffId};
use crate::messaging::StaffMessage;
use crate::values::{Email, Name};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// A staff set-up link lives this long.
pub const SET_UP_LINK_LIFE: SignedDuration = SignedDuration::from_hours(7 * 24);
/// A staff recovery link lives this long: an account of staff reaches every client of the firm.
pub const STAFF_RECOVERY_LINK_LIFE: SignedDuration = SignedDuration::from_hours(1);
/// A recovery link is mailed to a member of staff at most this often.
pub const STAFF_RECOVERY_WINDOW: SignedDuration = SignedDuration::from_mins(15);

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
    /// May not sign in. For good: the same address can be invited anew.
    Deactivated,
}

/// A link to choose a new password, for staff who forgot theirs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffLink {
    /// The link.
    pub link: LinkId,
    /// When the link ends.
    pub ends_at: Timestamp,
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
    /// The newest link to choose a new password, until it is used or voided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recovery: Option<StaffLink>,
    /// Who answers for their clients since they were deactivated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub successor: Option<StaffId>,
    /// Rises with every command, so that a write can be held against what was read. A new
    /// account has 1; 0 was stored before accounts had versions.
    #[serde(default)]
    pub version: u64,
}

/// Why a link of a member of staff does not work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SetUpRefusal {
    /// Its time is over.
    #[error("the time of this link is over")]
    Expired,
    /// It was used, replaced, or the account was deactivated.
    #[error("this link was used or replaced, or the account has ended")]
    Ended,
}

/// Why a command on an account of staff was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StaffRefusal {
    /// The account has a password already: it needs no set-up link.
    #[error("this account is set up already")]
    AlreadyActive,
    /// The account is not set up yet: it has no password to forget.
    #[error("this account is not set up yet")]
    NotActive,
    /// The account has ended.
    #[error("this account was deactivated")]
    Deactivated,
    /// The firm would have no active firm admin left.
    #[error("a firm keeps at least one active firm admin")]
    LastAdmin,
    /// The successor is the person who leaves, or is not an active member of staff.
    #[error("the successor must be another active member of staff")]
    SuccessorUnfit,
    /// Nobody deactivates themselves or changes their own role.
    #[error("another firm admin has to do this")]
    Oneself,
    /// The same was done a moment ago.
    #[error("this was done a moment ago")]
    TooSoon {
        /// When it may be done again.
        until: Timestamp,
    },
}

/// Whose account is changed, by whom, and who else there is.
#[derive(Debug, Clone, Copy)]
pub struct Among<'a> {
    /// Whose account it is.
    pub whom: StaffId,
    /// The firm admin who changes it.
    pub by: StaffId,
    /// The staff of the firm. `whom` may be among them and is passed over.
    pub others: &'a [(StaffId, &'a Staff)],
}

/// Somebody on whom a decision rests: at the commit they must still be active, with this role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RestsOn {
    /// Who it is.
    pub colleague: StaffId,
    /// The least role that they must still have.
    pub role: Role,
}

/// What a command on an account leads to: all of it is committed, or nothing.
#[must_use]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// The account as it is to be written, if its version is still the one that was read.
    pub staff: Staff,
    /// What is mailed to its address.
    pub send: Option<StaffMessage>,
    /// Colleagues to check in the same transaction, each at most once.
    pub rests_on: Vec<RestsOn>,
}

impl Staff {
    /// A new member of staff, to be mailed this link.
    #[must_use]
    pub fn invited(name: Name, email: Email, role: Role, link: LinkId, now: Timestamp) -> Self {
        Self {
            name,
            email,
            role,
            standing: StaffStanding::Invited { link, ends_at: now + SET_UP_LINK_LIFE },
            epoch: 0,
            recovery: None,
            successor: None,
            version: 1,
        }
    }

    /// Mails a new set-up link; the one before ends.
    ///
    /// # Errors
    /// The account is set up already, or has ended.
    pub fn resend(&self, link: LinkId, now: Timestamp) -> Result<Decided, StaffRefusal> {
        match self.standing {
            StaffStanding::Invited { .. } => {
                let standing = StaffStanding::Invited { link, ends_at: now + SET_UP_LINK_LIFE };
                let staff = Self { standing, ..self.written_anew() };
                Ok(Decided::alone(staff, Some(StaffMessage::SetUp { link })))
            }
            StaffStanding::Active => Err(StaffRefusal::AlreadyActive),
            StaffStanding::Deactivated => Err(StaffRefusal::Deactivated),
        }
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

    /// The account once its password is set: the link is used up. One that waits for no set-up
    /// stays as it is, so that nothing brings a deactivated account back.
    #[must_use]
    pub fn activated(&self) -> Self {
        match self.standing {
            StaffStanding::Invited { .. } => {
                let standing = StaffStanding::Active;
                Self { standing, epoch: self.epoch + 1, ..self.written_anew() }
            }
            StaffStanding::Active | StaffStanding::Deactivated => self.clone(),
        }
    }

    /// Mails a link to choose a new password; the one before ends. The password goes on working
    /// until the link is used, so that a stranger who asks locks nobody out.
    ///
    /// # Errors
    /// The account is not active, or was mailed one a moment ago. Whoever asks is answered alike
    /// in every case, as the asking proves nothing.
    pub fn forgot(&self, link: LinkId, now: Timestamp) -> Result<Decided, StaffRefusal> {
        match self.standing {
            StaffStanding::Invited { .. } => return Err(StaffRefusal::NotActive),
            StaffStanding::Deactivated => return Err(StaffRefusal::Deactivated),
            StaffStanding::Active => {}
        }
        if let Some(open) = &self.recovery {
            let until = open.ends_at - STAFF_RECOVERY_LINK_LIFE + STAFF_RECOVERY_WINDOW;
            if now < until {
                return Err(StaffRefusal::TooSoon { until });
            }
        }
        let recovery = Some(StaffLink { link, ends_at: now + STAFF_RECOVERY_LINK_LIFE });
        let staff = Self { recovery, ..self.written_anew() };
        Ok(Decided::alone(staff, Some(StaffMessage::Recovery { link })))
    }

    /// Whether this link may choose a new password now. A set-up link never may.
    ///
    /// # Errors
    /// The link has expired, or is not the one that is open.
    pub fn may_recover(&self, link: LinkId, now: Timestamp) -> Result<(), SetUpRefusal> {
        match &self.recovery {
            Some(open) if self.is_active() && open.link == link => {
                if now < open.ends_at {
                    Ok(())
                } else {
                    Err(SetUpRefusal::Expired)
                }
            }
            Some(_) | None => Err(SetUpRefusal::Ended),
        }
    }

    /// The account once a new password is chosen: the link is used up, every session ends, and
    /// the address is told. An account without an open link stays as it is.
    pub fn recovered(&self) -> Decided {
        if !self.is_active() || self.recovery.is_none() {
            return Decided::alone(self.clone(), None);
        }
        let staff = Self { recovery: None, epoch: self.epoch + 1, ..self.written_anew() };
        Decided::alone(staff, Some(StaffMessage::PasswordChanged))
    }

    /// The account once all of its sessions are ended.
    #[must_use]
    pub fn signed_out_everywhere(&self) -> Self {
        Self { epoch: self.epoch + 1, ..self.written_anew() }
    }

    /// The account of somebody who leaves: it has no sessions and no links any more, and the
    /// successor answers for its clients. There is no way back; the same address can be invited
    /// anew.
    ///
    /// # Errors
    /// The account has ended already; it is one's own; the successor is no other active member
    /// of staff; the firm would have no active firm admin left.
    pub fn deactivated(
        &self,
        successor: StaffId,
        among: &Among<'_>,
    ) -> Result<Decided, StaffRefusal> {
        self.may_be_changed(among)?;
        if among.colleague(successor).is_none() {
            return Err(StaffRefusal::SuccessorUnfit);
        }
        let admin = if self.is_active_admin() { Some(among.admin(successor)?) } else { None };
        let mut rests_on: Vec<RestsOn> = admin
            .map(|colleague| RestsOn { colleague, role: Role::FirmAdmin })
            .into_iter()
            .collect();
        if admin != Some(successor) {
            rests_on.push(RestsOn { colleague: successor, role: Role::Adviser });
        }
        let staff = Self {
            standing: StaffStanding::Deactivated,
            epoch: self.epoch + 1,
            recovery: None,
            successor: Some(successor),
            ..self.written_anew()
        };
        Ok(Decided { staff, send: None, rests_on })
    }

    /// The account with another role. Sessions go on, as the role is read at each request. The
    /// role that it has already changes nothing.
    ///
    /// # Errors
    /// The account has ended; it is one's own; the firm would have no active firm admin left.
    pub fn with_role(&self, role: Role, among: &Among<'_>) -> Result<Decided, StaffRefusal> {
        self.may_be_changed(among)?;
        if role == self.role {
            return Ok(Decided::alone(self.clone(), None));
        }
        let staff = Self { role, ..self.written_anew() };
        let mut decided = Decided::alone(staff, None);
        if self.is_active_admin() {
            let colleague = among.admin(among.by)?;
            decided.rests_on.push(RestsOn { colleague, role: Role::FirmAdmin });
        }
        Ok(decided)
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

    /// Who answers in their place, if they were deactivated. That one may have left since: to be
    /// asked again, until somebody answers themselves. It always ends, as a successor was there
    /// when they became it and nobody comes back.
    #[must_use]
    pub fn answers_to(&self) -> Option<StaffId> {
        match self.standing {
            StaffStanding::Deactivated => self.successor,
            StaffStanding::Invited { .. } | StaffStanding::Active => None,
        }
    }

    /// Whether a message that was asked for earlier still holds: the link that it carries was
    /// neither used, replaced nor ended meanwhile.
    #[must_use]
    pub fn still_wants(&self, message: &StaffMessage, now: Timestamp) -> bool {
        match message {
            StaffMessage::SetUp { link } => self.may_set_up(*link, now).is_ok(),
            StaffMessage::Recovery { link } => self.may_recover(*link, now).is_ok(),
            StaffMessage::PasswordChanged => true,
        }
    }

    fn may_be_changed(&self, among: &Among<'_>) -> Result<(), StaffRefusal> {
        if among.by == among.whom {
            Err(StaffRefusal::Oneself)
        } else if self.standing == StaffStanding::Deactivated {
            Err(StaffRefusal::Deactivated)
        } else {
            Ok(())
        }
    }

    fn is_active_admin(&self) -> bool {
        self.is_active() && self.may(Role::FirmAdmin)
    }

    fn written_anew(&self) -> Self {
        Self { version: self.version + 1, ..self.clone() }
    }
}

impl Among<'_> {
    /// Another member of staff who is active.
    fn colleague(&self, id: StaffId) -> Option<&Staff> {
        self.actives().find(|(other, _)| *other == id).map(|(_, staff)| staff)
    }

    /// An active firm admin who stays: the preferred one if it is one, who acts, or any.
    fn admin(&self, preferred: StaffId) -> Result<StaffId, StaffRefusal> {
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

impl RestsOn {
    /// Whether the colleague, as read now, still is what the decision rests on.
    #[must_use]
    pub fn holds(&self, colleague: &Staff) -> bool {
        colleague.is_active() && colleague.may(self.role)
    }
}

impl Decided {
    fn alone(staff: Staff, send: Option<StaffMessage>) -> Self {
        Self { staff, send, rests_on: Vec::new() }
    }
}

impl SetUpRefusal {
    /// The stable name of this refusal.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            SetUpRefusal::Expired => "expired",
            SetUpRefusal::Ended => "ended",
        }
    }
}

impl StaffRefusal {
    /// The stable name of this refusal.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            StaffRefusal::AlreadyActive => "already-active",
            StaffRefusal::NotActive => "not-active",
            StaffRefusal::Deactivated => "deactivated",
            StaffRefusal::LastAdmin => "last-admin",
            StaffRefusal::SuccessorUnfit => "successor-unfit",
            StaffRefusal::Oneself => "oneself",
            StaffRefusal::TooSoon { .. } => "too-soon",
        }
    }
}

#[cfg(test)]
mod tests;
