//! What members of staff may do: each route names the capability that it needs, and each role is a
//! set of capabilities.

use super::Role;

/// Something that a member of staff may be allowed to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Capability {
    /// See and end their own sessions, and choose their own notifications.
    OwnAccount,
    /// See clients, their timelines, and who needs help.
    ReadClients,
    /// Add clients, and change what is on record of them.
    EditClients,
    /// Archive clients, and take them back into the lists.
    ArchiveClients,
    /// Make another member of staff responsible for a client.
    HandOverClients,
    /// Invite clients, and take invitations back.
    Invite,
    /// Change the mobile that PINs go to, the sign-in e-mail, and the date when a login ends.
    EditLogins,
    /// Look at a client's PIN.
    RevealPin,
    /// Make a new PIN for a client.
    RenewPin,
    /// Copy a client's link, to pass it on by another way.
    CopyLink,
    /// End a client's access.
    Revoke,
    /// See colleagues.
    ReadStaff,
    /// Add and deactivate colleagues, and change their roles.
    ManageStaff,
    /// See the firm's settings, and whether everything is ready to invite.
    ReadSettings,
    /// Change the firm's settings and its logo.
    ChangeSettings,
    /// Try the product as a client.
    Rehearse,
}

impl Capability {
    /// Every capability.
    pub const ALL: [Self; 16] = [
        Self::OwnAccount,
        Self::ReadClients,
        Self::EditClients,
        Self::ArchiveClients,
        Self::HandOverClients,
        Self::Invite,
        Self::EditLogins,
        Self::RevealPin,
        Self::RenewPin,
        Self::CopyLink,
        Self::Revoke,
        Self::ReadStaff,
        Self::ManageStaff,
        Self::ReadSettings,
        Self::ChangeSettings,
        Self::Rehearse,
    ];

    /// Its stable name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::OwnAccount => "own-account",
            Self::ReadClients => "read-clients",
            Self::EditClients => "edit-clients",
            Self::ArchiveClients => "archive-clients",
            Self::HandOverClients => "hand-over-clients",
            Self::Invite => "invite",
            Self::EditLogins => "edit-logins",
            Self::RevealPin => "reveal-pin",
            Self::RenewPin => "renew-pin",
            Self::CopyLink => "copy-link",
            Self::Revoke => "revoke",
            Self::ReadStaff => "read-staff",
            Self::ManageStaff => "manage-staff",
            Self::ReadSettings => "read-settings",
            Self::ChangeSettings => "change-settings",
            Self::Rehearse => "rehearse",
        }
    }
}

impl Role {
    /// Whether this role includes a capability. This is the one table of roles.
    #[must_use]
    pub const fn permits(self, capability: Capability) -> bool {
        use Capability as C;
        match (self, capability) {
            (Self::FirmAdmin, _) => true,
            (Self::Adviser, C::ManageStaff | C::ChangeSettings) => false,
            (
                Self::Adviser,
                C::OwnAccount
                | C::ReadClients
                | C::EditClients
                | C::ArchiveClients
                | C::HandOverClients
                | C::Invite
                | C::EditLogins
                | C::RevealPin
                | C::RenewPin
                | C::CopyLink
                | C::Revoke
                | C::ReadStaff
                | C::ReadSettings
                | C::Rehearse,
            ) => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_capability_has_a_name_of_its_own() {
        let names: BTreeSet<_> = Capability::ALL.iter().map(|one| one.name()).collect();
        assert_eq!(names.len(), Capability::ALL.len());
    }

    #[test]
    fn only_a_firm_admin_manages_staff_and_changes_settings() {
        let beyond: Vec<_> =
            Capability::ALL.into_iter().filter(|one| !Role::Adviser.permits(*one)).collect();
        assert_eq!(beyond, [Capability::ManageStaff, Capability::ChangeSettings]);
        assert!(Capability::ALL.into_iter().all(|one| Role::FirmAdmin.permits(one)));
    }
}
