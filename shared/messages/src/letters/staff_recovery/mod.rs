//! The link with which a member of staff chooses a new password.

mod de;
mod en;

use crate::brand::Brand;
use crate::letter::{Carries, EmailWords, Letter, LinkPage, Reader, STAFF_NAME};
use serde::{Deserialize, Serialize};

/// To a staff member: choose a new password; the link lives for one hour.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffRecovery {
    /// The staff member's full name.
    pub staff_name: String,
}

impl Letter for StaffRecovery {
    const VERSION: u16 = 1;
    const READER: Reader = Reader::Staff;
    type Words = EmailWords;

    fn carries(&self) -> Carries<'_> {
        Carries::Link(LinkPage::StaffRecovery)
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
