//! The firm in a message, fixed when the message is committed.
//!
//! Stored, so the names of the fields never change. `Debug` shows none of them.

use serde::{Deserialize, Serialize};
use std::fmt;

/// The firm, as its mails show it. Taken when the message is committed, so that a firm that renames
/// itself meanwhile does not change what was already said.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Brand {
    /// The name in the From line, the subject and the body: one line, not empty.
    pub firm_name: String,
    /// Where replies go: one e-mail address, without a display name.
    pub reply_to: String,
    /// The number to call, spelled as people of the firm's country read it.
    pub phone: Option<String>,
    /// The colour of buttons and links on white, `#rrggbb`. White text has to be readable on it,
    /// which is checked where the firm chooses it. Absent: the dark teal of our pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub colour: Option<String>,
    /// The path of the firm's logo on the firm's own pages: `/api/firms/…/logo/…`, each `…` ASCII
    /// letters, digits and `-`. Absent, or where images are not shown: the firm's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logo_path: Option<String>,
    /// What the firm does with clients' data: an `https` address, written in ASCII. The footer of mails
    /// to clients shows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub privacy_link: Option<String>,
}

impl fmt::Debug for Brand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Brand").finish_non_exhaustive()
    }
}
