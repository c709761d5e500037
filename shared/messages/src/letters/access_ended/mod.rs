//! The note that access has ended.

mod de;
mod en;

use crate::brand::Brand;
use crate::letter::{ADVISER_NAME, CLIENT_NAME, Carries, EmailWords, Letter, Reader};
use serde::{Deserialize, Serialize};

/// To the client: access was revoked.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessEnded {
    /// The client's full name, or the company's.
    pub client_name: String,
    /// The full name of the responsible adviser.
    pub adviser_name: String,
}

impl Letter for AccessEnded {
    const VERSION: u16 = 1;
    const READER: Reader = Reader::Client;
    type Words = EmailWords;

    fn carries(&self) -> Carries<'_> {
        Carries::Nothing
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
