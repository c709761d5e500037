//! A firm's item, its slug, its logo, and its line in the list of firms.

use crate::keys::Key;
use crate::transaction::{OnFailure, Transaction, Unique};
use aws_sdk_dynamodb::types::Delete;
use serde::{Deserialize, Serialize};
use vestibule_domain::firms::Firm;
use vestibule_domain::kernel::FirmId;

/// A firm's logo.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredLogo {
    /// Its name.
    pub digest: String,
    /// Its media type.
    pub content_type: String,
    /// Its bytes, base64.
    pub bytes: String,
}

/// A firm's entry in the list of all firms. Everything else is in the firm's own item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedFirm {
    /// The firm.
    pub firm: FirmId,
}

/// The claim on a slug.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlugClaim {
    /// The firm that claims it.
    pub firm: FirmId,
}

impl Transaction {
    /// Writes a new firm, with the claim on its slug and its entry in the list of firms.
    #[must_use]
    pub fn create_firm(self, id: FirmId, firm: &Firm) -> Self {
        let firm = Firm { version: 1, ..firm.clone() };
        self.put(&Key::slug(&firm.slug), &SlugClaim { firm: id }, "slug", None, Unique::Yes)
            .put(&Key::firm(id), &firm, "firm", None, Unique::Yes)
            .list_firm(id, &firm)
    }

    /// The claim on the slug guards this, so it needs no condition.
    fn list_firm(self, id: FirmId, firm: &Firm) -> Self {
        let line = ListedFirm { firm: id };
        self.put(&Key::listed_firm(&firm.slug), &line, "listed-firm", None, Unique::No)
    }

    /// Writes a firm whose version is still the one that was read; a new slug is claimed, and the
    /// old one becomes free. The list entry is written each time, so a firm older than the list
    /// gets into it.
    #[must_use]
    pub fn put_firm(self, id: FirmId, read: &Firm, firm: &Firm) -> Self {
        let moved = read.slug != firm.slug;
        let next = Firm { version: read.version + 1, ..firm.clone() };
        let written =
            self.put_versioned(&Key::firm(id), &next, "firm", read.version).list_firm(id, &next);
        if !moved {
            return written;
        }
        let former = Delete::builder().set_key(Some(Key::slug(&read.slug).attributes()));
        let former_line =
            Delete::builder().set_key(Some(Key::listed_firm(&read.slug).attributes()));
        written
            .put(&Key::slug(&firm.slug), &SlugClaim { firm: id }, "slug", None, Unique::Yes)
            .delete(former, OnFailure::Race)
            .delete(former_line, OnFailure::Race)
    }

    /// As [`put_firm`](Self::put_firm), unless nothing changed.
    #[must_use]
    pub fn put_firm_if_changed(self, id: FirmId, read: &Firm, firm: &Firm) -> Self {
        if firm == read { self } else { self.put_firm(id, read, firm) }
    }

    /// Stores a firm's logo, replacing the previous one.
    #[must_use]
    pub fn put_logo(self, firm: FirmId, logo: &StoredLogo) -> Self {
        self.put(&Key::logo(firm), logo, "logo", None, Unique::No)
    }

    /// Deletes a firm's logo.
    #[must_use]
    pub fn delete_logo(self, firm: FirmId) -> Self {
        let logo = Delete::builder().set_key(Some(Key::logo(firm).attributes()));
        self.delete(logo, OnFailure::Race)
    }
}
