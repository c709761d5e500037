//! The account: whether the client was let in, and what exists only because of it.
//!
//! Each standing carries its own data, so a combination such as "active without a password" or
//! "archived with access" cannot be written down.

use super::login::LoginDue;
use super::set_up::PasswordRecord;
use super::{Login, Refusal, SecurityLevel, Standing};
use crate::kernel::GrantId;
use crate::values::Email;
use jiff::Timestamp;

/// The standing with its data, and the epoch of the sessions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Account {
    state: State,
    /// Rises whenever all sessions end.
    epoch: u32,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum State {
    /// The login of a cancelled invitation remains, with its expiry date.
    NotInvited { login: Option<Login>, archived_at: Option<Timestamp> },
    /// Has at least one grant.
    Invited { login: Login, grants: Vec<GrantId> },
    /// May have no grant left: the password remains on record.
    Active { login: Login, password: PasswordRecord, grants: Vec<GrantId> },
    /// The login remains to show whose it was, and to notify it.
    Revoked { login: Login, archived_at: Option<Timestamp> },
}

impl State {
    const NEW: Self = Self::NotInvited { login: None, archived_at: None };
}

impl Account {
    pub(super) fn new() -> Self {
        Self { state: State::NEW, epoch: 0 }
    }

    /// The account of what is stored field by field. `None` for a combination that no command
    /// leads to.
    pub(super) fn from_fields(
        standing: Standing,
        login: Option<Login>,
        password: Option<PasswordRecord>,
        grants: Vec<GrantId>,
        archived_at: Option<Timestamp>,
        epoch: u32,
    ) -> Option<Self> {
        let reaches = !grants.is_empty();
        let state = match (standing, login, password, archived_at) {
            (Standing::NotInvited, login, None, archived_at) if !reaches => {
                State::NotInvited { login, archived_at }
            }
            (Standing::Invited, Some(login), None, None) if reaches => {
                State::Invited { login, grants }
            }
            (Standing::Active, Some(login), Some(password), None) => {
                State::Active { login, password, grants }
            }
            (Standing::Revoked, Some(login), None, archived_at) if !reaches => {
                State::Revoked { login, archived_at }
            }
            (
                Standing::NotInvited | Standing::Invited | Standing::Active | Standing::Revoked,
                _,
                _,
                _,
            ) => return None,
        };
        Some(Self { state, epoch })
    }

    pub(super) fn standing(&self) -> Standing {
        match self.state {
            State::NotInvited { .. } => Standing::NotInvited,
            State::Invited { .. } => Standing::Invited,
            State::Active { .. } => Standing::Active,
            State::Revoked { .. } => Standing::Revoked,
        }
    }

    pub(super) fn level(&self) -> SecurityLevel {
        match self.state {
            State::Active { .. } => SecurityLevel::High,
            State::NotInvited { .. } | State::Invited { .. } | State::Revoked { .. } => {
                SecurityLevel::Low
            }
        }
    }

    pub(super) fn has_password(&self) -> bool {
        self.password().is_some()
    }

    pub(super) fn password(&self) -> Option<&PasswordRecord> {
        match &self.state {
            State::Active { password, .. } => Some(password),
            State::NotInvited { .. } | State::Invited { .. } | State::Revoked { .. } => None,
        }
    }

    pub(super) fn login(&self) -> Option<&Login> {
        match &self.state {
            State::NotInvited { login, .. } => login.as_ref(),
            State::Invited { login, .. }
            | State::Active { login, .. }
            | State::Revoked { login, .. } => Some(login),
        }
    }

    /// The login whose e-mail is claimed: from the invitation on, until access is revoked.
    pub(super) fn claimed_login(&self) -> Option<&Login> {
        match &self.state {
            State::Invited { login, .. } | State::Active { login, .. } => Some(login),
            State::NotInvited { .. } | State::Revoked { .. } => None,
        }
    }

    pub(super) fn is_expired(&self, now: Timestamp) -> bool {
        self.login().is_some_and(|login| login.is_expired(now))
    }

    pub(super) fn grants(&self) -> &[GrantId] {
        match &self.state {
            State::Invited { grants, .. } | State::Active { grants, .. } => grants,
            State::NotInvited { .. } | State::Revoked { .. } => &[],
        }
    }

    pub(super) fn holds(&self, grant: GrantId) -> bool {
        self.grants().contains(&grant)
    }

    pub(super) fn epoch(&self) -> u32 {
        self.epoch
    }

    pub(super) fn archived_at(&self) -> Option<Timestamp> {
        match self.state {
            State::NotInvited { archived_at, .. } | State::Revoked { archived_at, .. } => {
                archived_at
            }
            State::Invited { .. } | State::Active { .. } => None,
        }
    }

    /// Whether the client may be invited to this.
    ///
    /// # Errors
    /// [`Refusal::AlreadyActive`], [`Refusal::Archived`].
    pub(super) fn may_be_invited(&self, grant: GrantId) -> Result<(), Refusal> {
        if self.has_password() && self.holds(grant) {
            return Err(Refusal::AlreadyActive);
        }
        self.archived_at().map_or(Ok(()), |_| Err(Refusal::Archived))
    }

    /// Adds what the client may reach. The e-mail becomes the sign-in name, unless a password
    /// exists: then the login stays. After a revocation the login is a new one.
    pub(super) fn invite(&mut self, email: Email, grant: GrantId) {
        self.state = match std::mem::replace(&mut self.state, State::NEW) {
            State::NotInvited { login: None, .. } | State::Revoked { .. } => {
                State::Invited { login: Login::of(email), grants: vec![grant] }
            }
            State::NotInvited { login: Some(login), .. } => {
                State::Invited { login: login.with_email(email), grants: vec![grant] }
            }
            State::Invited { login, grants } => {
                State::Invited { login: login.with_email(email), grants: with(grants, grant) }
            }
            State::Active { login, password, grants } => {
                State::Active { login, password, grants: with(grants, grant) }
            }
        };
    }

    /// Removes what the client may reach. An invited client who can reach nothing more is not
    /// invited; a password stays on record.
    pub(super) fn remove_grant(&mut self, grant: GrantId) {
        self.state = match std::mem::replace(&mut self.state, State::NEW) {
            State::Invited { login, mut grants } => {
                grants.retain(|held| *held != grant);
                if grants.is_empty() {
                    State::NotInvited { login: Some(login), archived_at: None }
                } else {
                    State::Invited { login, grants }
                }
            }
            State::Active { login, password, mut grants } => {
                grants.retain(|held| *held != grant);
                State::Active { login, password, grants }
            }
            state @ (State::NotInvited { .. } | State::Revoked { .. }) => state,
        };
    }

    /// Puts a password on record, in place of the former one if there was one, and ends all
    /// sessions. A client who was not invited cannot have one.
    pub(super) fn set_password(&mut self, now: Timestamp) {
        let password = PasswordRecord::set_at(now);
        self.state = match std::mem::replace(&mut self.state, State::NEW) {
            State::Invited { login, grants } | State::Active { login, grants, .. } => {
                State::Active { login, password, grants }
            }
            state @ (State::NotInvited { .. } | State::Revoked { .. }) => state,
        };
        self.end_sessions();
    }

    /// Holds the password, if there is one, until the next is set.
    pub(super) fn hold_password(&mut self) {
        match &mut self.state {
            State::Active { password, .. } => password.hold(),
            State::NotInvited { .. } | State::Invited { .. } | State::Revoked { .. } => {}
        }
    }

    /// Deletes grants and password of a client who was let in, and ends all sessions.
    pub(super) fn revoke(&mut self) {
        self.state = match std::mem::replace(&mut self.state, State::NEW) {
            State::Invited { login, .. } | State::Active { login, .. } => {
                State::Revoked { login, archived_at: None }
            }
            state @ (State::NotInvited { .. } | State::Revoked { .. }) => state,
        };
        self.end_sessions();
    }

    pub(super) fn end_sessions(&mut self) {
        self.epoch += 1;
    }

    pub(super) fn login_mut(&mut self) -> Option<&mut Login> {
        match &mut self.state {
            State::NotInvited { login, .. } => login.as_mut(),
            State::Invited { login, .. }
            | State::Active { login, .. }
            | State::Revoked { login, .. } => Some(login),
        }
    }

    /// Notes what the date of a claimed login has made due.
    pub(super) fn note_date(&mut self, now: Timestamp) -> Option<LoginDue> {
        match &mut self.state {
            State::Invited { login, .. } | State::Active { login, .. } => login.note_date(now),
            State::NotInvited { .. } | State::Revoked { .. } => None,
        }
    }

    /// Archives a client who can reach nothing. Returns whether that changed anything.
    ///
    /// # Errors
    /// [`Refusal::StillHasAccess`].
    pub(super) fn archive(&mut self, now: Timestamp) -> Result<bool, Refusal> {
        match &mut self.state {
            State::NotInvited { archived_at, .. } | State::Revoked { archived_at, .. } => {
                let changes = archived_at.is_none();
                archived_at.get_or_insert(now);
                Ok(changes)
            }
            State::Invited { .. } | State::Active { .. } => Err(Refusal::StillHasAccess),
        }
    }

    /// Restores an archived client. Returns whether they were archived.
    pub(super) fn restore(&mut self) -> bool {
        match &mut self.state {
            State::NotInvited { archived_at, .. } | State::Revoked { archived_at, .. } => {
                archived_at.take().is_some()
            }
            State::Invited { .. } | State::Active { .. } => false,
        }
    }
}

fn with(mut grants: Vec<GrantId>, grant: GrantId) -> Vec<GrantId> {
    if !grants.contains(&grant) {
        grants.push(grant);
    }
    grants
}

#[cfg(test)]
mod tests;
