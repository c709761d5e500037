//! Signing in and out, and where the way leads from there.

use super::FirmView;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Where a page leads next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum NextPage {
    /// To the sign-in page.
    SignIn,
    /// Into the portal.
    Portal,
    /// Into the console.
    Console,
    /// To the mailbox: a link was mailed, if there is an account.
    Mail,
    /// To the checklist of the firm.
    Readiness,
}

/// It is done.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Done {
    /// Where the page leads next.
    pub next: NextPage,
}

/// A member of staff has chosen a password; what the sign-in page needs of them.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct StaffPasswordSet {
    /// Where the page leads next.
    pub next: NextPage,
    /// The firm where they sign in.
    pub firm: FirmView,
    /// Their sign-in name.
    pub email: String,
}

/// A session that has begun.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct SessionBegun {
    /// Where the page leads next.
    pub next: NextPage,
    /// When it ends (RFC 3339) if nothing more is done in it.
    pub ends_at: String,
}

/// The account whose password was forgotten.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ForgottenPassword {
    /// The firm's identifier, as `read-firm` gives it for the page's slug.
    pub firm: String,
    /// The sign-in e-mail.
    pub email: String,
}

/// The account that is signed in to, and the password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Credentials {
    /// The firm's identifier, as `read-firm` gives it for the page's slug.
    pub firm: String,
    /// The sign-in e-mail.
    pub email: String,
    /// The password.
    pub password: String,
}
