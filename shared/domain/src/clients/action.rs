//! What staff may do about a client now. Pages offer these actions and no others.

use super::Client;
use crate::access::{Address, GivenUp, Help, LinkPurpose, PinSight, Standing};
use crate::staff::{Capability, Role};
use jiff::Timestamp;

/// Something that staff may do about a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Invite the client.
    Invite,
    /// Send the invitation again, with a new link.
    SendAgain,
    /// Show the PIN.
    ShowPin,
    /// Make a new PIN.
    NewPin,
    /// Copy the link of the invitation, to send it another way.
    CopyLink,
    /// Change the mobile that PINs go to.
    ChangeMobile,
    /// Correct the sign-in e-mail.
    CorrectEmail,
    /// Write again to an address that nothing more is sent to.
    TrustAddress,
    /// Set or remove the date when the login ends.
    SetExpiry,
    /// Make another member of staff responsible.
    HandOver,
    /// Change what is on record.
    Edit,
    /// Print a letter with the PIN.
    PrintLetter,
    /// Record that the client was helped.
    MarkHelped,
    /// Take the invitation back.
    CancelInvitation,
    /// Archive the client.
    Archive,
    /// Take the client back into the lists.
    Restore,
    /// End all access.
    Revoke,
}

impl Action {
    /// Every action, in the order in which pages show them.
    pub const ALL: [Self; 17] = [
        Self::Invite,
        Self::SendAgain,
        Self::ShowPin,
        Self::NewPin,
        Self::CopyLink,
        Self::ChangeMobile,
        Self::CorrectEmail,
        Self::TrustAddress,
        Self::SetExpiry,
        Self::HandOver,
        Self::Edit,
        Self::PrintLetter,
        Self::MarkHelped,
        Self::CancelInvitation,
        Self::Archive,
        Self::Restore,
        Self::Revoke,
    ];

    /// The capability that it needs: the one that its route names.
    #[must_use]
    pub const fn needs(self) -> Capability {
        match self {
            Self::Invite | Self::SendAgain | Self::CancelInvitation => Capability::Invite,
            Self::ShowPin | Self::PrintLetter => Capability::RevealPin,
            Self::NewPin => Capability::RenewPin,
            Self::CopyLink => Capability::CopyLink,
            Self::ChangeMobile | Self::CorrectEmail | Self::SetExpiry => Capability::EditLogins,
            Self::HandOver => Capability::HandOverClients,
            Self::TrustAddress | Self::Edit | Self::MarkHelped => Capability::EditClients,
            Self::Archive | Self::Restore => Capability::ArchiveClients,
            Self::Revoke => Capability::Revoke,
        }
    }
}

impl Client {
    /// What a member of staff with this role may do about the client at `now`, in the order of
    /// [`Action::ALL`].
    #[must_use]
    pub fn actions(&self, role: Role, now: Timestamp) -> Vec<Action> {
        let offers = |action: &Action| role.permits(action.needs()) && self.offers(*action, now);
        Action::ALL.into_iter().filter(offers).collect()
    }

    /// Whether an action makes sense now, for a role that includes every capability.
    fn offers(&self, action: Action, now: Timestamp) -> bool {
        let access = &self.access;
        let archived = access.archived_at().is_some();
        let (invited, active) = match access.standing() {
            Standing::Invited => (true, false),
            Standing::Active => (false, true),
            Standing::NotInvited | Standing::Revoked => (false, false),
        };
        let let_in = invited || active;
        match action {
            Action::Invite | Action::Archive => !let_in && !archived,
            Action::Restore => archived,
            Action::SendAgain | Action::CancelInvitation => invited,
            Action::CopyLink => invited && self.has_open_invitation(now),
            Action::Revoke | Action::CorrectEmail | Action::SetExpiry => let_in,
            Action::NewPin => !archived,
            Action::ShowPin | Action::PrintLetter => match access.pin_sight(now) {
                PinSight::Unsent | PinSight::Live => true,
                PinSight::Expired | PinSight::None => false,
            },
            Action::TrustAddress => self.given_up_on_record().next().is_some(),
            Action::MarkHelped => match access.help() {
                Help::Stuck { .. } => true,
                Help::None | Help::Blocked { .. } => false,
            },
            Action::ChangeMobile | Action::HandOver | Action::Edit => true,
        }
    }

    fn has_open_invitation(&self, now: Timestamp) -> bool {
        self.access.links().iter().any(|link| match link.purpose {
            LinkPurpose::Invitation => link.is_open(now),
            LinkPurpose::Recovery => false,
        })
    }

    /// The addresses that nothing more is sent to, as far as they are on record today, each as it
    /// is spelled there.
    pub fn given_up_on_record(&self) -> impl Iterator<Item = (&GivenUp, &str)> {
        let login = self.access.login().map(|login| &login.email);
        self.access.given_up().iter().filter_map(move |given_up| {
            let spelled = match &given_up.address {
                Address::Email(email) => {
                    let mut on_record = self.profile.emails.iter().chain(login);
                    on_record.find(|own| own.unique() == email.unique())?.as_str()
                }
                Address::Mobile(mobile) => {
                    let mut on_record = self.profile.mobiles.iter().chain(self.access.mobile());
                    on_record.find(|own| *own == mobile)?.as_e164()
                }
            };
            Some((given_up, spelled))
        })
    }
}

#[cfg(test)]
mod tests;
