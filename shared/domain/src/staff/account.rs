//! The account of a member of staff: its set-up, the way back in, and leaving.

use super::{Capability, Colleagues, RestsOn, Role, SetUpRefusal, StaffRefusal, Verdict};
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

/// The state of a staff member's account.
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
    /// May never sign in again. The same address can be invited as a new account.
    Deactivated,
}

/// A link to choose a new password, for staff who forgot theirs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffLink {
    /// The link.
    pub link: LinkId,
    /// When the link ends.
    pub ends_at: Timestamp,
    /// When it was last mailed again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mailed_again_at: Option<Timestamp>,
}

impl StaffLink {
    fn made(link: LinkId, now: Timestamp) -> Self {
        Self { link, ends_at: now + STAFF_RECOVERY_LINK_LIFE, mailed_again_at: None }
    }

    fn last_mailed_at(&self) -> Timestamp {
        self.mailed_again_at.unwrap_or(self.ends_at - STAFF_RECOVERY_LINK_LIFE)
    }
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
    /// The state of the account.
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
    /// Refused if the account is set up already, or was deactivated.
    pub fn resend(&mut self, link: LinkId, now: Timestamp) -> Verdict<Vec<RestsOn>> {
        match self.standing {
            StaffStanding::Invited { .. } => {
                self.standing = StaffStanding::Invited { link, ends_at: now + SET_UP_LINK_LIFE };
                self.changed().send(StaffMessage::SetUp { link })
            }
            StaffStanding::Active => Verdict::refused(StaffRefusal::AlreadyActive),
            StaffStanding::Deactivated => Verdict::refused(StaffRefusal::Deactivated),
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

    /// Activates the account, now that its password is set: the link is used up. An account that
    /// waits for no set-up stays as it is, so that nothing brings a deactivated one back.
    pub fn activate(&mut self) -> Verdict<Vec<RestsOn>> {
        match self.standing {
            StaffStanding::Invited { .. } => {
                self.standing = StaffStanding::Active;
                self.epoch += 1;
                self.changed()
            }
            StaffStanding::Active | StaffStanding::Deactivated => Verdict::granted(Vec::new()),
        }
    }

    /// Mails a link to choose a new password: the open one again, or this one in place of one that
    /// ends soon. The password keeps working until the link is used, so that a stranger who asks
    /// locks nobody out.
    ///
    /// Refused if the account is not active, or was mailed a link within
    /// [`STAFF_RECOVERY_WINDOW`]. Callers are answered alike in every case: asking proves nothing.
    pub fn forget_password(&mut self, link: LinkId, now: Timestamp) -> Verdict<Vec<RestsOn>> {
        match self.standing {
            StaffStanding::Invited { .. } => return Verdict::refused(StaffRefusal::NotActive),
            StaffStanding::Deactivated => return Verdict::refused(StaffRefusal::Deactivated),
            StaffStanding::Active => {}
        }
        let last = self.recovery.as_ref().map(StaffLink::last_mailed_at);
        let until = last.map(|last| last + STAFF_RECOVERY_WINDOW);
        if let Some(until) = until.filter(|until| now < *until) {
            return Verdict::refused(StaffRefusal::TooSoon { until });
        }
        let lasts = |open: &&mut StaffLink| now + STAFF_RECOVERY_WINDOW < open.ends_at;
        let link = match self.recovery.as_mut().filter(lasts) {
            Some(open) => {
                open.mailed_again_at = Some(now);
                open.link
            }
            None => self.recovery.insert(StaffLink::made(link, now)).link,
        };
        self.changed().send(StaffMessage::Recovery { link })
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

    /// Takes note that a new password is set through a recovery link: the link is used up, every
    /// session ends, and the address is notified. An account without an open link stays as it is.
    pub fn recover(&mut self) -> Verdict<Vec<RestsOn>> {
        if !self.is_active() || self.recovery.is_none() {
            return Verdict::granted(Vec::new());
        }
        self.recovery = None;
        self.epoch += 1;
        self.changed().send(StaffMessage::PasswordChanged)
    }

    /// Ends all sessions of the account.
    pub fn end_sessions(&mut self) -> Verdict<Vec<RestsOn>> {
        self.epoch += 1;
        self.changed()
    }

    /// Deactivates the account for good: its sessions and links end, and the successor takes over
    /// its clients. The same address can be invited again.
    ///
    /// Refused if the account was deactivated already, if it is one's own, if the successor is not
    /// another active member of staff, or if the firm would have no active firm admin left.
    pub fn deactivate(
        &mut self,
        successor: StaffId,
        colleagues: &Colleagues<'_>,
    ) -> Verdict<Vec<RestsOn>> {
        match self.rests_on_after_leaving(successor, colleagues) {
            Err(refusal) => Verdict::refused(refusal),
            Ok(rests_on) => {
                self.standing = StaffStanding::Deactivated;
                self.epoch += 1;
                self.recovery = None;
                self.successor = Some(successor);
                self.changed().map(|_| rests_on)
            }
        }
    }

    /// Changes the role. Sessions continue, as the role is read at each request.
    ///
    /// Refused if the account was deactivated, if it is one's own, or if the firm would have no
    /// active firm admin left.
    pub fn change_role(
        &mut self,
        role: Role,
        colleagues: &Colleagues<'_>,
    ) -> Verdict<Vec<RestsOn>> {
        if let Err(refusal) = self.may_be_changed(colleagues) {
            return Verdict::refused(refusal);
        }
        if role == self.role {
            return Verdict::granted(Vec::new());
        }
        let mut rests_on = Vec::new();
        if self.is_active_admin() {
            match colleagues.admin(colleagues.by) {
                Err(refusal) => return Verdict::refused(refusal),
                Ok(colleague) => rests_on.push(RestsOn { colleague, role: Role::FirmAdmin }),
            }
        }
        self.role = role;
        self.changed().map(|_| rests_on)
    }

    /// Whether the account may hold a session.
    #[must_use]
    pub fn is_active(&self) -> bool {
        self.standing == StaffStanding::Active
    }

    /// Whether their role includes this capability.
    #[must_use]
    pub fn may(&self, capability: Capability) -> bool {
        self.role.permits(capability)
    }

    /// Whether they are an active firm admin.
    #[must_use]
    pub fn is_active_admin(&self) -> bool {
        self.is_active() && self.role == Role::FirmAdmin
    }

    /// The successor of a deactivated member. May itself be deactivated: follow the chain. It is
    /// finite because successors are active when named and nobody is reactivated.
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

    fn may_be_changed(&self, colleagues: &Colleagues<'_>) -> Result<(), StaffRefusal> {
        if colleagues.by == colleagues.whom {
            Err(StaffRefusal::Oneself)
        } else if self.standing == StaffStanding::Deactivated {
            Err(StaffRefusal::Deactivated)
        } else {
            Ok(())
        }
    }

    fn rests_on_after_leaving(
        &self,
        successor: StaffId,
        colleagues: &Colleagues<'_>,
    ) -> Result<Vec<RestsOn>, StaffRefusal> {
        self.may_be_changed(colleagues)?;
        if colleagues.colleague(successor).is_none() {
            return Err(StaffRefusal::SuccessorUnfit);
        }
        let admin = if self.is_active_admin() { Some(colleagues.admin(successor)?) } else { None };
        let admin_stays = admin.map(|colleague| RestsOn { colleague, role: Role::FirmAdmin });
        let successor_stays = (admin != Some(successor))
            .then_some(RestsOn { colleague: successor, role: Role::Adviser });
        Ok(admin_stays.into_iter().chain(successor_stays).collect())
    }

    /// A change that was granted: the account has a new version.
    fn changed(&mut self) -> Verdict<Vec<RestsOn>> {
        self.version += 1;
        Verdict::granted(Vec::new())
    }
}
