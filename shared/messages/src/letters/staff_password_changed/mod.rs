//! The note that the password of a staff account was changed.

mod de;
mod en;

use crate::brand::Brand;
use crate::letter::{Carries, EmailWords, Letter, Reader, STAFF_NAME};
use serde::{Deserialize, Serialize};

/// To a staff member: the password was changed, and every session ended.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffPasswordChanged {
    /// The staff member's full name.
    pub staff_name: String,
}

impl Letter for StaffPasswordChanged {
    const VERSION: u16 = 1;
    const READER: Reader = Reader::Staff;
    type Words = EmailWords;

    fn carries(&self) -> Carries<'_> {
        Carries::Nothing
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
