//! A firm: what it is called, what it has chosen, and whether it is open.

use super::AccessRules;
use crate::kernel::{Language, StaffId};
use crate::messaging::{Notice, NoticeChoices};
use crate::values::{Colour, Country, Email, Name, Slug, WebLink};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Texts that a firm sends in a day, unless it chose (`docs/access-rules.md`, "Limits").
pub const TEXTS_A_DAY: u32 = 50;
/// Texts that a firm may choose to send in a day, at most. Ours: more than the clients of a firm
/// come to in a day, and no more than a mistake may cost.
pub const TEXTS_A_DAY_MOST: u32 = 500;

/// A firm.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Firm {
    /// Rises with every change; 0 before the first is committed.
    #[serde(default)]
    pub version: u64,
    /// Its name, as clients read it.
    pub name: Name,
    /// Its name in addresses.
    pub slug: Slug,
    /// Where replies to its e-mails go.
    pub reply_to: Email,
    /// The number that clients may call, as the firm writes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// The country of numbers that are typed without a prefix.
    pub country: Country,
    /// The language of its messages.
    pub language: Language,
    /// What it chose about access.
    pub rules: AccessRules,
    /// The colour of its buttons and headings.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub colour: Option<Colour>,
    /// Its logo, stored in an item of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logo: Option<LogoName>,
    /// Where its privacy disclosure is read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub privacy_link: Option<WebLink>,
    /// The countries that it sends texts to, its own among them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub text_countries: Vec<Country>,
    /// Texts that it sends in a day, at most.
    #[serde(default = "texts_a_day")]
    pub texts_a_day: u32,
    /// What staff chose to be told, where that is not the product's default.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub notices: BTreeMap<StaffId, NoticeChoices>,
    /// When somebody last tried it all as a client.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rehearsed_at: Option<Timestamp>,
    /// When it was made.
    pub created_at: Timestamp,
    /// The first firm admin.
    pub first_admin: StaffId,
    /// Since when it is closed: nobody signs in, and nothing is sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_at: Option<Timestamp>,
    /// Rises whenever the firm is closed. Sessions carry it, so those from before stay dead when the
    /// firm is reopened.
    #[serde(default)]
    pub epoch: u32,
}

fn texts_a_day() -> u32 {
    TEXTS_A_DAY
}

impl Firm {
    /// Whether this member of staff gets this notification.
    #[must_use]
    pub fn tells(&self, staff: StaffId, notice: Notice) -> bool {
        self.notices
            .get(&staff)
            .map_or_else(|| NoticeChoices::default().wants(notice), |choices| choices.wants(notice))
    }

    /// The firm as ops close it: every session ends. One that is closed already stays as it is.
    #[must_use]
    pub fn closed(&self, now: Timestamp) -> Self {
        match self.closed_at {
            Some(_) => self.clone(),
            None => Self { closed_at: Some(now), epoch: self.epoch + 1, ..self.clone() },
        }
    }

    /// The firm as ops reopen it: people may sign in again.
    #[must_use]
    pub fn reopened(&self) -> Self {
        Self { closed_at: None, ..self.clone() }
    }

    /// Whether texts go to this country.
    #[must_use]
    pub fn texts_to(&self, country: Country) -> bool {
        country == self.country || self.text_countries.contains(&country)
    }
}

/// The name of a logo: what it holds follows from it, so that it can be kept by browsers for good.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogoName {
    /// The first 16 hexadecimal digits of the SHA-256 of its bytes.
    pub digest: String,
}
