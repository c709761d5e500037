//! The item of a sign-in e-mail: owner, password hash, wait clock, and known devices.

use crate::keys::Key;
use crate::transaction::{OnFailure, Transaction, item, number, seconds, versioned};
use aws_sdk_dynamodb::types::{AttributeValue, ConditionCheck, Put, Update};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use vestibule_domain::logins::{COUNT_KEPT, WaitClock};

/// How long a device stays known after its last sign-in.
const DEVICE_LIFE: SignedDuration = SignedDuration::from_hours(365 * 24);

/// The credential of an e-mail. Unknown addresses have one too, as a wait clock.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credential {
    /// Rises with every change; absent items are version 0.
    #[serde(default)]
    pub version: u64,
    /// The client or member of staff who claims the e-mail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<uuid::Uuid>,
    /// The password's argon2id hash in PHC form, with its parameters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hash: Option<String>,
    /// The account's epoch: sessions carry it.
    #[serde(default)]
    pub epoch: u32,
    /// Wrong passwords and the wait they cause.
    #[serde(default)]
    pub wait: WaitClock,
    /// Nobody has signed in since the first password was set.
    #[serde(default)]
    pub fresh: bool,
}

/// A known device, with its own budget of wrong passwords.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Device {
    /// Rises with every change; absent items are version 0.
    #[serde(default)]
    pub version: u64,
    /// Wrong passwords and the wait they cause.
    #[serde(default)]
    pub wait: WaitClock,
}

/// A change to a credential.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CredentialWrite {
    /// The e-mail now belongs to this owner; refused if it belongs to another.
    Claim {
        /// The client or member of staff.
        owner: uuid::Uuid,
    },
    /// The owner's password, in PHC form, and the epoch that it starts.
    SetHash {
        /// Only if it still belongs to this owner.
        owner: uuid::Uuid,
        /// The hash.
        hash: String,
        /// The account's epoch.
        epoch: u32,
        /// It is the first password: nobody has signed in yet.
        fresh: bool,
    },
    /// The e-mail now belongs to this owner, whose password moves from another e-mail; refused if
    /// it belongs to another.
    Move {
        /// The client or member of staff.
        owner: uuid::Uuid,
        /// The credential of the former e-mail.
        from: Credential,
        /// The account's epoch.
        epoch: u32,
    },
    /// The e-mail is free again and the hash deleted; only if nothing changed since it was read.
    GiveUp {
        /// Only if it still belongs to this owner.
        owner: uuid::Uuid,
        /// The version that was read.
        version: u64,
    },
    /// All sessions ended: the account has a new epoch.
    SetEpoch {
        /// Only if it still belongs to this owner.
        owner: uuid::Uuid,
        /// The account's epoch.
        epoch: u32,
    },
    /// The e-mail is free again and the hash deleted.
    Release {
        /// Only if it still belongs to this owner.
        owner: uuid::Uuid,
    },
}

/// What a sign-in attempt changes on a credential.
#[derive(Debug, Clone, Copy)]
pub struct CredentialTouch<'a> {
    /// The new wait clock.
    pub wait: &'a WaitClock,
    /// The same password, hashed with higher parameters.
    pub rehashed: Option<&'a str>,
    /// Somebody has signed in: it is no longer fresh.
    pub greeted: bool,
}

impl Transaction {
    /// Changes a credential.
    #[must_use]
    pub fn change_credential(self, key: &Key, change: &CredentialWrite) -> Self {
        let update = Update::builder()
            .set_key(Some(key.attributes()))
            .expression_attribute_names("#owner", "owner")
            .expression_attribute_values(":one", number(1));
        let owner_is = |owner: &uuid::Uuid| AttributeValue::S(owner.hyphenated().to_string());
        let (update, on_failure) = match change {
            CredentialWrite::Claim { owner } => (
                update
                    .update_expression("SET #owner = :owner ADD version :one REMOVE ttl_s")
                    .condition_expression("attribute_not_exists(#owner) OR #owner = :owner")
                    .expression_attribute_values(":owner", owner_is(owner)),
                OnFailure::Taken,
            ),
            CredentialWrite::SetHash { owner, hash, epoch, fresh } => (
                update
                    .update_expression(
                        "SET #hash = :hash, epoch = :epoch, #wait = :fresh_wait, fresh = :fresh \
                         ADD version :one",
                    )
                    .expression_attribute_values(":fresh", AttributeValue::Bool(*fresh))
                    .condition_expression("#owner = :owner")
                    .expression_attribute_names("#hash", "hash")
                    .expression_attribute_names("#wait", "wait")
                    .expression_attribute_values(":hash", AttributeValue::S(hash.clone()))
                    .expression_attribute_values(":epoch", number(*epoch))
                    .expression_attribute_values(":fresh_wait", clock(&WaitClock::default()))
                    .expression_attribute_values(":owner", owner_is(owner)),
                OnFailure::Race,
            ),
            CredentialWrite::SetEpoch { owner, epoch } => (
                update
                    .update_expression("SET epoch = :epoch ADD version :one")
                    .condition_expression("#owner = :owner")
                    .expression_attribute_values(":epoch", number(*epoch))
                    .expression_attribute_values(":owner", owner_is(owner)),
                OnFailure::Race,
            ),
            CredentialWrite::Move { owner, from, epoch } => (
                match &from.hash {
                    Some(hash) => update
                        .update_expression(
                            "SET #owner = :owner, #hash = :hash, epoch = :epoch, #wait = :wait, \
                             fresh = :fresh ADD version :one REMOVE ttl_s",
                        )
                        .expression_attribute_names("#hash", "hash")
                        .expression_attribute_values(":hash", AttributeValue::S(hash.clone())),
                    None => update.update_expression(
                        "SET #owner = :owner, epoch = :epoch, #wait = :wait, fresh = :fresh \
                         ADD version :one REMOVE ttl_s",
                    ),
                }
                .condition_expression("attribute_not_exists(#owner)")
                .expression_attribute_names("#wait", "wait")
                .expression_attribute_values(":wait", clock(&from.wait))
                .expression_attribute_values(":fresh", AttributeValue::Bool(from.fresh))
                .expression_attribute_values(":epoch", number(*epoch))
                .expression_attribute_values(":owner", owner_is(owner)),
                OnFailure::Taken,
            ),
            CredentialWrite::GiveUp { owner, version } => (
                update
                    .update_expression("REMOVE #owner, #hash ADD version :one")
                    .condition_expression("#owner = :owner AND version = :read")
                    .expression_attribute_names("#hash", "hash")
                    .expression_attribute_values(":read", number(*version))
                    .expression_attribute_values(":owner", owner_is(owner)),
                OnFailure::Race,
            ),
            CredentialWrite::Release { owner } => (
                update
                    .update_expression("REMOVE #owner, #hash ADD version :one")
                    .condition_expression("#owner = :owner")
                    .expression_attribute_names("#hash", "hash")
                    .expression_attribute_values(":owner", owner_is(owner)),
                OnFailure::Race,
            ),
        };
        self.update(update, on_failure)
    }

    /// Writes the wait clock of a credential that is still as read. The clock of an unclaimed
    /// e-mail expires automatically. A new `hash` replaces the stored one after its parameters were
    /// raised.
    #[must_use]
    pub fn touch_credential(
        self,
        key: &Key,
        read: &Credential,
        touch: &CredentialTouch<'_>,
        now: Timestamp,
    ) -> Self {
        let CredentialTouch { wait, rehashed, greeted } = *touch;
        let mut set = "SET #wait = :wait".to_owned();
        let mut update = Update::builder()
            .set_key(Some(key.attributes()))
            .expression_attribute_names("#wait", "wait")
            .expression_attribute_values(":wait", clock(wait))
            .expression_attribute_values(":one", number(1));
        if let Some(hash) = rehashed {
            set.push_str(", #hash = :hash");
            update = update
                .expression_attribute_names("#hash", "hash")
                .expression_attribute_values(":hash", AttributeValue::S(hash.to_owned()));
        }
        if read.owner.is_none() {
            set.push_str(", ttl_s = :ttl");
            update = update.expression_attribute_values(
                ":ttl",
                seconds(now + COUNT_KEPT + SignedDuration::from_hours(1)),
            );
        }
        let remove = if greeted { " REMOVE fresh" } else { "" };
        update = update.update_expression(format!("{set} ADD version :one{remove}"));
        update = if read.version == 0 {
            update.condition_expression("attribute_not_exists(version)")
        } else {
            update
                .condition_expression("version = :read")
                .expression_attribute_values(":read", number(read.version))
        };
        self.update(update, OnFailure::Race)
    }

    /// Requires that a credential is still as read, and writes what the right password changes of
    /// it, if anything. A password that was counted in the meantime makes this attempt read the
    /// clock again.
    #[must_use]
    pub fn accept_password(
        self,
        key: &Key,
        read: &Credential,
        touch: &CredentialTouch<'_>,
        now: Timestamp,
    ) -> Self {
        let greets = touch.greeted && read.fresh;
        if *touch.wait != read.wait || touch.rehashed.is_some() || greets {
            self.touch_credential(key, read, touch, now)
        } else {
            self.if_unchanged(key, read.version)
        }
    }

    /// Requires that a device is still as read, and resets its wait clock or makes it known, if it
    /// is not known with a clean one.
    #[must_use]
    pub fn accept_device(self, key: &Key, read: &Device, now: Timestamp) -> Self {
        let clean = WaitClock::default();
        if read.version == 0 || read.wait != clean {
            self.put_device(key, read, &clean, now)
        } else {
            self.if_unchanged(key, read.version)
        }
    }

    /// Requires that an item still has the version that was read; 0: that it has none.
    fn if_unchanged(self, key: &Key, read_version: u64) -> Self {
        let check = ConditionCheck::builder().set_key(Some(key.attributes()));
        let check = if read_version == 0 {
            check.condition_expression("attribute_not_exists(version)")
        } else {
            check
                .condition_expression("version = :read")
                .expression_attribute_values(":read", number(read_version))
        };
        self.check(check, OnFailure::Race)
    }

    /// Writes the wait clock of a device that is still as read. The device stays known for a year
    /// from now.
    #[must_use]
    pub fn put_device(self, key: &Key, read: &Device, wait: &WaitClock, now: Timestamp) -> Self {
        let next = Device { version: read.version + 1, wait: wait.clone() };
        match item(key, &next, "device", Some(now + DEVICE_LIFE)) {
            Err(fault) => self.broken(fault),
            Ok(item) => {
                let put = versioned(Put::builder().set_item(Some(item)), read.version);
                self.put_as(put, OnFailure::Race)
            }
        }
    }
}

fn clock(wait: &WaitClock) -> AttributeValue {
    // A struct of numbers and times always has a stored form.
    serde_dynamo::to_attribute_value(wait).unwrap_or(AttributeValue::Null(true))
}

#[cfg(test)]
mod tests;
