//! The PIN.

mod de;
mod en;

use crate::brand::Brand;
use crate::faults::RenderFault;
use crate::guards;
use crate::letter::{Carries, Letter, Reader, TextWords};
use serde::{Deserialize, Serialize};

/// To the client, by text message: the PIN.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pin {
    /// `None` for a client's first PIN, then `B`, `C`, …: one to three ASCII capitals.
    pub letter: Option<String>,
}

impl Letter for Pin {
    const VERSION: u16 = 1;
    const READER: Reader = Reader::Client;
    type Words = TextWords;

    fn carries(&self) -> Carries<'_> {
        Carries::Pin
    }

    fn names(&self) -> Vec<(&'static str, &str)> {
        vec![]
    }

    fn check_other_fields(&self) -> Result<(), RenderFault> {
        self.letter.as_deref().map_or(Ok(()), guards::pin_letter)
    }

    fn en(&self, _: &Brand) -> TextWords {
        en::words(self)
    }

    fn de(&self, _: &Brand) -> TextWords {
        de::words(self)
    }
}
