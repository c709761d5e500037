//! The link to choose a new password.

mod de;
mod en;

use crate::brand::Brand;
use crate::letter::{ADVISER_NAME, CLIENT_NAME, Carries, EmailWords, Letter, LinkPage, Reader};
use crate::stored;
use serde::{Deserialize, Serialize};
use vestibule_domain::messaging::StartedBy;

/// To the client: choose a new password.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recovery {
    /// The client's full name, or the company's.
    pub client_name: String,
    /// The full name of the responsible adviser.
    pub adviser_name: String,
    /// Who set it going; it decides whether the old password still works.
    #[serde(with = "stored::started_by")]
    pub started_by: StartedBy,
}

impl Letter for Recovery {
    const VERSION: u16 = 1;
    const READER: Reader = Reader::Client;
    type Words = EmailWords;

    fn carries(&self) -> Carries<'_> {
        Carries::Link(LinkPage::Client)
    }

    fn names(&self) -> Vec<(&'static str, &str)> {
        vec![(CLIENT_NAME, self.client_name.as_str()), (ADVISER_NAME, self.adviser_name.as_str())]
    }

    fn en(&self, brand: &Brand) -> EmailWords {
        en::words(self, brand)
    }

    fn de(&self, brand: &Brand) -> EmailWords {
        de::words(self, brand)
    }
}
