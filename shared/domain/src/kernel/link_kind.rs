//! What a link is for.

/// What a link is for. Part of its secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkKind {
    /// A client's invitation.
    Invitation,
    /// A client's recovery.
    Recovery,
    /// The set-up of a staff account.
    StaffSetUp,
    /// A new password of a staff account.
    StaffRecovery,
}
