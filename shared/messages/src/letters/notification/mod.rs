//! The notification of a member of staff about a client.

mod de;
mod en;

use crate::brand::Brand;
use crate::letter::{CLIENT_NAME, Carries, EmailWords, Letter, Reader, STAFF_NAME};
use serde::{Deserialize, Serialize};
use vestibule_domain::messaging::Notice;

/// To a staff member: something happened to a client, and what to do now.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffNotification {
    /// What happened.
    pub notice: Notice,
    /// The full name of the staff member who is notified.
    pub staff_name: String,
    /// The client's full name, or the company's.
    pub client_name: String,
    /// The client's page in the console, `/console/…`, without query or fragment.
    pub client_path: String,
    /// The full name of the responsible adviser, where it was unread with them for two hours and so
    /// goes to a firm admin. Absent: it goes to the responsible adviser.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub for_colleague: Option<String>,
}

/// What a notification says: the line that is subject and heading, what happened, what to do now.
struct Situation {
    short: String,
    what: String,
    now: Vec<String>,
    button: &'static str,
}

impl Letter for StaffNotification {
    const VERSION: u16 = 2;
    const READER: Reader = Reader::Staff;
    type Words = EmailWords;

    fn carries(&self) -> Carries<'_> {
        // The path is checked where the address is made.
        Carries::ConsolePage(&self.client_path)
    }

    fn names(&self) -> Vec<(&'static str, &str)> {
        let mut names =
            vec![(STAFF_NAME, self.staff_name.as_str()), (CLIENT_NAME, self.client_name.as_str())];
        names.extend(self.for_colleague.as_deref().map(|name| ("colleague's name", name)));
        names
    }

    fn en(&self, brand: &Brand) -> EmailWords {
        en::words(self, brand)
    }

    fn de(&self, brand: &Brand) -> EmailWords {
        de::words(self, brand)
    }
}
