//! The link with which a new member of staff sets up the account.

mod de;
mod en;

use crate::brand::Brand;
use crate::letter::{Carries, EmailWords, Letter, LinkPage, Reader, STAFF_NAME};
use serde::{Deserialize, Serialize};
use vestibule_domain::staff::Role;

/// To a new staff member: set up the account.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffSetUp {
    /// The staff member's full name.
    pub staff_name: String,
    /// What they may do.
    pub role: Role,
}

impl Letter for StaffSetUp {
    const VERSION: u16 = 1;
    const READER: Reader = Reader::Staff;
    type Words = EmailWords;

    fn carries(&self) -> Carries<'_> {
        Carries::Link(LinkPage::StaffSetUp)
    }

    fn names(&self) -> Vec<(&'static str, &str)> {
        vec![(STAFF_NAME, self.staff_name.as_str())]
    }

    fn en(&self, brand: &Brand) -> EmailWords {
        en::words(self, brand)
    }

    fn de(&self, brand: &Brand) -> EmailWords {
        de::words(self, brand)
    }
}
