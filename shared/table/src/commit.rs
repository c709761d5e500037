//! Commit: one conditional transaction for new state, events, messages and claims.

use crate::items::{
    Admits, Client, Credential as CredentialItem, Device, Firm, HandOver, Line, ListedFirm, Once,
    OutboxMessage, RecoveryRequest, RehearsalOf, SlugClaim, Status, StoredLogo, TextName,
    TextTrouble, WrappedKey,
};
use crate::keys::{
    DUE_AT, DUE_SHARD, Key, TTL, UNSENT_SHARD, UNSENT_SINCE, due_shard, unsent_shard,
};
use crate::list::{self, ListChanges};
use crate::{CommitFault, Items, Table, TableFault};
use aws_sdk_dynamodb::error::SdkError;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::{
    AttributeValue, CancellationReason, ConditionCheck, Delete, Put,
    ReturnValuesOnConditionCheckFailure, TransactWriteItem, Update,
};
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use std::collections::HashMap;
use vestibule_domain::ids::{ClientId, FirmId, MessageId, StaffId};
use vestibule_domain::session::{ABSOLUTE, Session};
use vestibule_domain::staff::{RestsOn, Role, Staff};
use vestibule_domain::wait::{FORGOTTEN_AFTER, WaitClock};

/// How long a device that signed in before is known, since it last did.
const DEVICE_LIFE: SignedDuration = SignedDuration::from_hours(365 * 24);
/// How long a request that was followed up is kept: past its window, so that it stays one.
const REQUEST_LIFE: SignedDuration = SignedDuration::from_hours(24);
/// How long providers may take to tell what became of a text.
const TEXT_NAME_LIFE: SignedDuration = SignedDuration::from_hours(7 * 24);
/// How long an idempotency key is remembered.
const ONCE_LIFE: SignedDuration = SignedDuration::from_hours(24);

/// What a failed condition of a write means.
#[derive(Debug, Clone, Copy)]
enum OnFailure {
    Race,
    Taken,
    Refused,
}

/// A change to a credential.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Credential {
    /// The e-mail now belongs to this owner; refused when it is another's.
    Claim {
        /// The client or member of staff.
        owner: uuid::Uuid,
    },
    /// The owner's password, in PHC form, and the epoch it began.
    SetHash {
        /// Only if it is still theirs.
        owner: uuid::Uuid,
        /// The hash.
        hash: String,
        /// The account's epoch.
        epoch: u32,
        /// It is the first: nobody has signed in with one yet.
        fresh: bool,
    },
    /// The e-mail now belongs to this owner, who comes with the password from another e-mail;
    /// refused when it is another's.
    Move {
        /// The client or member of staff.
        owner: uuid::Uuid,
        /// What the credential of the former e-mail held.
        from: CredentialItem,
        /// The account's epoch.
        epoch: u32,
    },
    /// The e-mail is free again, the hash is gone; only if nothing of it changed since it was read.
    GiveUp {
        /// Only if it is still theirs.
        owner: uuid::Uuid,
        /// The version that was read.
        version: u64,
    },
    /// All sessions ended: the account has a new epoch.
    SetEpoch {
        /// Only if it is still theirs.
        owner: uuid::Uuid,
        /// The account's epoch.
        epoch: u32,
    },
    /// The e-mail is free again, the hash is gone.
    Release {
        /// Only if it is still theirs.
        owner: uuid::Uuid,
    },
}

/// What an attempt to sign in changes on a credential.
#[derive(Debug, Clone, Copy)]
pub struct Touch<'a> {
    /// Its wait clock from now on.
    pub wait: &'a WaitClock,
    /// The same password, hashed with higher parameters.
    pub rehashed: Option<&'a str>,
    /// Somebody has signed in: it is no longer fresh.
    pub greeted: bool,
}

/// Writes that happen all together or not at all.
#[derive(Debug, Default)]
pub struct Transaction {
    writes: Vec<(TransactWriteItem, OnFailure)>,
    broken: Option<TableFault>,
}

impl Transaction {
    /// Nothing to write yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether there is nothing to write.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.writes.is_empty() && self.broken.is_none()
    }

    /// Writes a client whose `version` is still the one that was read (0: was not there), and what
    /// the lists show of it, as far as that differs from `read`.
    #[must_use]
    pub fn put_client(
        mut self,
        firm: FirmId,
        id: ClientId,
        read: Option<&Client>,
        client: &Client,
    ) -> Self {
        #[derive(Serialize)]
        struct Due {
            due_shard: String,
            due_at_ms: i64,
        }
        #[derive(Serialize)]
        struct Stored<'a> {
            #[serde(flatten)]
            client: &'a Client,
            #[serde(flatten)]
            admits: Admits,
            #[serde(flatten)]
            due: Option<Due>,
        }
        debug_assert_eq!((DUE_SHARD, DUE_AT), ("due_shard", "due_at_ms"));
        let next = Client { version: client.version + 1, ..client.clone() };
        let due = next
            .next_due()
            .map(|at| Due { due_shard: due_shard(id), due_at_ms: at.as_millisecond() });
        let stored = Stored { client: &next, admits: Admits::of(&next.access), due };
        let before = read.map(|read| list::entry(firm, id, read)).transpose();
        match (before, list::entry(firm, id, &next)) {
            (Err(fault), _) | (_, Err(fault)) => {
                self.broken = Some(fault);
                self
            }
            (Ok(before), Ok(after)) => {
                let ListChanges { attributes, puts, deletes } =
                    list::changes(before.as_ref(), &after);
                self.put_client_item(&Key::client(firm, id), &stored, attributes, client.version)
                    .change_terms(puts, &deletes)
            }
        }
    }

    fn put_client_item<T: Serialize>(
        mut self,
        key: &Key,
        stored: &T,
        listed: HashMap<String, AttributeValue>,
        read_version: u64,
    ) -> Self {
        match item(key, stored, "client", None) {
            Err(fault) => self.broken = Some(fault),
            Ok(mut item) => {
                item.extend(listed);
                let put = versioned(Put::builder().set_item(Some(item)), read_version);
                self.push_put(put, OnFailure::Race);
            }
        }
        self
    }

    /// What searches find. Held by the client's own version, so it needs no condition.
    fn change_terms(mut self, puts: Vec<HashMap<String, AttributeValue>>, deletes: &[Key]) -> Self {
        for item in puts {
            self.push_put(Put::builder().set_item(Some(item)), OnFailure::Race);
        }
        deletes.iter().fold(self, |transaction, key| {
            let delete = Delete::builder().set_key(Some(key.attributes()));
            transaction.delete(delete, OnFailure::Race)
        })
    }

    /// Takes away a client who is still as read, and frees what the lists show; the rest of the
    /// partition is erased apart.
    #[must_use]
    pub fn delete_client(self, firm: FirmId, id: ClientId, read: &Client) -> Self {
        let delete = Delete::builder()
            .set_key(Some(Key::client(firm, id).attributes()))
            .condition_expression("version = :read")
            .expression_attribute_values(":read", number(read.version));
        let deleted = self.delete(delete, OnFailure::Race);
        match list::entry(firm, id, read) {
            Ok(entry) => deleted.change_terms(Vec::new(), &entry.keys()),
            Err(fault) => Self { broken: Some(fault), ..deleted },
        }
    }

    /// Adds a line to a client's timeline.
    #[must_use]
    pub fn put_line(self, key: &Key, line: &Line) -> Self {
        self.put(key, line, "event", None, Unique::No)
    }

    /// Adds a message to be sent.
    #[must_use]
    pub fn put_message(self, message: &OutboxMessage) -> Self {
        #[derive(Serialize)]
        struct Stored<'a> {
            #[serde(flatten)]
            message: &'a OutboxMessage,
            unsent_shard: String,
            unsent_since_ms: i64,
        }
        debug_assert_eq!((UNSENT_SHARD, UNSENT_SINCE), ("unsent_shard", "unsent_since_ms"));
        let stored = Stored {
            message,
            unsent_shard: message.shard(),
            unsent_since_ms: message.created_at.as_millisecond(),
        };
        self.put(&message.key(), &stored, "message", None, Unique::No)
    }

    /// Writes a firm that is new, with the claim on its slug and its line in the list of firms.
    #[must_use]
    pub fn create_firm(self, id: FirmId, firm: &Firm) -> Self {
        let firm = Firm { version: 1, ..firm.clone() };
        self.put(&Key::slug(&firm.slug), &SlugClaim { firm: id }, "slug", None, Unique::Yes)
            .put(&Key::firm(id), &firm, "firm", None, Unique::Yes)
            .list_firm(id, &firm)
    }

    /// Held by the claim on the slug, so it needs no condition.
    fn list_firm(self, id: FirmId, firm: &Firm) -> Self {
        let line = ListedFirm { firm: id };
        self.put(&Key::listed_firm(&firm.slug), &line, "listed-firm", None, Unique::No)
    }

    /// Writes a firm whose version is still the one that was read; a new slug is claimed, the old
    /// one is free. The list of firms follows: written each time, so that a firm from before there
    /// was a list gets into it.
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

    /// Keeps a firm's logo in place of the one before.
    #[must_use]
    pub fn put_logo(self, firm: FirmId, logo: &StoredLogo) -> Self {
        self.put(&Key::logo(firm), logo, "logo", None, Unique::No)
    }

    /// Takes a firm's logo away.
    #[must_use]
    pub fn delete_logo(self, firm: FirmId) -> Self {
        let logo = Delete::builder().set_key(Some(Key::logo(firm).attributes()));
        self.delete(logo, OnFailure::Race)
    }

    /// Notes that a password was forgotten; [`CommitFault::Taken`] if it was within this window.
    #[must_use]
    pub fn request_recovery(self, key: &Key, request: &RecoveryRequest) -> Self {
        let gone = request.created_at + REQUEST_LIFE;
        self.put_to_follow_up(key, request, request.id, "recovery", request.created_at, Some(gone))
    }

    /// Orders that the clients of a member of staff are handed over.
    #[must_use]
    pub fn order_hand_over(self, order: &HandOver) -> Self {
        let key = Key::hand_over(order.firm, order.from);
        self.put_to_follow_up(&key, order, order.id, "hand-over", order.created_at, None)
    }

    /// Notes that what was to be followed up is done; [`CommitFault::Taken`] if it was before.
    #[must_use]
    pub fn followed_up(self, key: &Key) -> Self {
        let update = Update::builder()
            .set_key(Some(key.attributes()))
            .update_expression(format!("SET #status = :done REMOVE {UNSENT_SHARD}, {UNSENT_SINCE}"))
            .condition_expression("#status = :unsent")
            .expression_attribute_names("#status", "status")
            .expression_attribute_values(":unsent", AttributeValue::S("unsent".to_owned()))
            .expression_attribute_values(":done", AttributeValue::S("done".to_owned()));
        self.claim(update)
    }

    /// Notes which client a member of staff is in their rehearsal; one at a time, so a lost race if
    /// there is one already.
    #[must_use]
    pub fn begin_rehearsal(self, firm: FirmId, staff: StaffId, of: &RehearsalOf) -> Self {
        self.put(&Key::rehearsal(firm, staff), of, "rehearsal", None, Unique::Race)
    }

    /// A member of staff may rehearse anew.
    #[must_use]
    pub fn end_rehearsal(self, firm: FirmId, staff: StaffId) -> Self {
        let delete = Delete::builder().set_key(Some(Key::rehearsal(firm, staff).attributes()));
        self.delete(delete, OnFailure::Race)
    }

    /// Orders that what is left of a client who was taken away is erased. The order is due at once,
    /// and goes last of all.
    #[must_use]
    pub fn order_erasure(self, firm: FirmId, client: ClientId, now: Timestamp) -> Self {
        #[derive(Serialize)]
        struct Stored {
            due_shard: String,
            due_at_ms: i64,
        }
        let stored = Stored { due_shard: due_shard(client), due_at_ms: now.as_millisecond() };
        self.put(&Key::erasure(firm, client), &stored, "erasure", None, Unique::No)
    }

    /// Remembers which message a provider calls so.
    #[must_use]
    pub fn name_text(self, provider_id: &str, message: &Key, now: Timestamp) -> Self {
        let name = TextName { message_pk: message.pk.clone(), message_sk: message.sk.clone() };
        let gone = now + TEXT_NAME_LIFE;
        self.put(&Key::text_name(provider_id), &name, "text-name", Some(gone), Unique::No)
    }

    /// Records that AWS let nobody send a text of this firm, for so long as that says anything.
    #[must_use]
    pub fn note_text_trouble(self, firm: FirmId, now: Timestamp, life: SignedDuration) -> Self {
        let (key, trouble) = (Key::text_trouble(firm), TextTrouble { at: now });
        self.put(&key, &trouble, "text-trouble", Some(now + life), Unique::No)
    }

    /// An item that the stream carries to whoever follows it up, and that the sweep touches until
    /// it is done.
    fn put_to_follow_up<T: Serialize>(
        self,
        key: &Key,
        value: &T,
        id: MessageId,
        channel: &'static str,
        since: Timestamp,
        gone_at: Option<Timestamp>,
    ) -> Self {
        #[derive(Serialize)]
        struct Stored<'a, T> {
            #[serde(flatten)]
            value: &'a T,
            channel: &'static str,
            status: Status,
            unsent_shard: String,
            unsent_since_ms: i64,
        }
        let stored = Stored {
            value,
            channel,
            status: Status::Unsent,
            unsent_shard: unsent_shard(id),
            unsent_since_ms: since.as_millisecond(),
        };
        self.put(key, &stored, channel, gone_at, Unique::Yes)
    }

    /// Writes a member of staff who is new.
    #[must_use]
    pub fn create_staff(self, firm: FirmId, id: StaffId, staff: &Staff) -> Self {
        let staff = Staff { version: 1, ..staff.clone() };
        self.put(&Key::staff(firm, id), &staff, "staff", None, Unique::Yes)
    }

    /// Writes a member of staff whose version is still the one that was read.
    #[must_use]
    pub fn put_staff(self, firm: FirmId, id: StaffId, read: &Staff, staff: &Staff) -> Self {
        let next = Staff { version: read.version + 1, ..staff.clone() };
        self.put_versioned(&Key::staff(firm, id), &next, "staff", read.version)
    }

    /// Only if this colleague, on whom a decision rests, is still active and has the role.
    #[must_use]
    pub fn if_staff_holds(mut self, firm: FirmId, rests_on: RestsOn) -> Self {
        let check = ConditionCheck::builder()
            .table_name("")
            .set_key(Some(Key::staff(firm, rests_on.colleague).attributes()))
            .expression_attribute_names("#state", "state")
            .expression_attribute_values(":active", AttributeValue::S("active".to_owned()));
        let check = match rests_on.role {
            Role::Adviser => check.condition_expression("standing.#state = :active"),
            Role::FirmAdmin => check
                .condition_expression("standing.#state = :active AND #role = :admin")
                .expression_attribute_names("#role", "role")
                .expression_attribute_values(":admin", AttributeValue::S("firm-admin".to_owned())),
        };
        match check.build() {
            Ok(check) => self.writes.push((
                TransactWriteItem::builder().condition_check(check).build(),
                OnFailure::Race,
            )),
            Err(error) => self.broken = Some(TableFault::Broken(error.to_string())),
        }
        self
    }

    /// Writes the wait clock of a device that is still as it was read. The device is known for a
    /// year from now.
    #[must_use]
    pub fn put_device(
        mut self,
        key: &Key,
        read: &Device,
        wait: &WaitClock,
        now: Timestamp,
    ) -> Self {
        let next = Device { version: read.version + 1, wait: wait.clone() };
        match item(key, &next, "device", Some(now + DEVICE_LIFE)) {
            Err(fault) => self.broken = Some(fault),
            Ok(item) => {
                let put = versioned(Put::builder().set_item(Some(item)), read.version);
                self.push_put(put, OnFailure::Race);
            }
        }
        self
    }

    /// Begins a session; it is forgotten an hour after its last possible moment.
    #[must_use]
    pub fn begin_session(self, key: &Key, session: &Session) -> Self {
        let gone = session.began_at + ABSOLUTE + SignedDuration::from_hours(1);
        self.put(key, session, "session", Some(gone), Unique::Yes)
    }

    /// Ends a session, whether it is there or not.
    #[must_use]
    pub fn end_session(self, key: &Key) -> Self {
        self.delete(Delete::builder().set_key(Some(key.attributes())), OnFailure::Race)
    }

    /// Ends a session; [`CommitFault::Taken`] if it is gone already.
    #[must_use]
    pub fn end_session_that_is_there(self, key: &Key) -> Self {
        let delete = Delete::builder().set_key(Some(key.attributes()));
        self.delete(delete.condition_expression("attribute_exists(pk)"), OnFailure::Taken)
    }

    fn delete(
        mut self,
        delete: aws_sdk_dynamodb::types::builders::DeleteBuilder,
        on_failure: OnFailure,
    ) -> Self {
        match delete.table_name("").build() {
            Ok(delete) => {
                self.writes.push((TransactWriteItem::builder().delete(delete).build(), on_failure))
            }
            Err(error) => self.broken = Some(TableFault::Broken(error.to_string())),
        }
        self
    }

    /// Remembers what a request with an idempotency key did, for 24 hours.
    #[must_use]
    pub fn remember(self, key: &Key, once: &Once, now: Timestamp) -> Self {
        self.put(key, once, "once", Some(now + ONCE_LIFE), Unique::Race)
    }

    /// Keeps a wrapped data key that is new.
    #[must_use]
    pub fn keep_data_key(self, purpose: &str, wrapped: &WrappedKey) -> Self {
        self.put(&Key::data_key(purpose), wrapped, "key", None, Unique::Yes)
    }

    /// Changes a credential.
    #[must_use]
    pub fn change_credential(self, key: &Key, change: &Credential) -> Self {
        let update = Update::builder()
            .set_key(Some(key.attributes()))
            .expression_attribute_names("#owner", "owner")
            .expression_attribute_values(":one", number(1));
        let owner_is = |owner: &uuid::Uuid| AttributeValue::S(owner.hyphenated().to_string());
        let (update, on_failure) = match change {
            Credential::Claim { owner } => (
                update
                    .update_expression("SET #owner = :owner ADD version :one REMOVE ttl_s")
                    .condition_expression("attribute_not_exists(#owner) OR #owner = :owner")
                    .expression_attribute_values(":owner", owner_is(owner)),
                OnFailure::Taken,
            ),
            Credential::SetHash { owner, hash, epoch, fresh } => (
                update
                    .update_expression(
                        "SET #hash = :hash, epoch = :epoch, #wait = :anew, fresh = :fresh \
                         ADD version :one",
                    )
                    .expression_attribute_values(":fresh", AttributeValue::Bool(*fresh))
                    .condition_expression("#owner = :owner")
                    .expression_attribute_names("#hash", "hash")
                    .expression_attribute_names("#wait", "wait")
                    .expression_attribute_values(":hash", AttributeValue::S(hash.clone()))
                    .expression_attribute_values(":epoch", number(*epoch))
                    .expression_attribute_values(":anew", clock(&WaitClock::default()))
                    .expression_attribute_values(":owner", owner_is(owner)),
                OnFailure::Race,
            ),
            Credential::SetEpoch { owner, epoch } => (
                update
                    .update_expression("SET epoch = :epoch ADD version :one")
                    .condition_expression("#owner = :owner")
                    .expression_attribute_values(":epoch", number(*epoch))
                    .expression_attribute_values(":owner", owner_is(owner)),
                OnFailure::Race,
            ),
            Credential::Move { owner, from, epoch } => (
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
            Credential::GiveUp { owner, version } => (
                update
                    .update_expression("REMOVE #owner, #hash ADD version :one")
                    .condition_expression("#owner = :owner AND version = :read")
                    .expression_attribute_names("#hash", "hash")
                    .expression_attribute_values(":read", number(*version))
                    .expression_attribute_values(":owner", owner_is(owner)),
                OnFailure::Race,
            ),
            Credential::Release { owner } => (
                update
                    .update_expression("REMOVE #owner, #hash ADD version :one")
                    .condition_expression("#owner = :owner")
                    .expression_attribute_names("#hash", "hash")
                    .expression_attribute_values(":owner", owner_is(owner)),
                OnFailure::Race,
            ),
        };
        self.push_update(update, on_failure)
    }

    /// Writes the wait clock of a credential that is still as it was read; the clock of an e-mail
    /// that nobody claims is forgotten by itself. A new `hash` replaces the stored one when its
    /// parameters have risen.
    #[must_use]
    pub fn touch_credential(
        self,
        key: &Key,
        read: &CredentialItem,
        touch: &Touch<'_>,
        now: Timestamp,
    ) -> Self {
        let Touch { wait, rehashed, greeted } = *touch;
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
                seconds(now + FORGOTTEN_AFTER + SignedDuration::from_hours(1)),
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
        self.push_update(update, OnFailure::Race)
    }

    /// Only if the client's right password signs in now, with this epoch. Otherwise the commit is
    /// refused with the client as it stands.
    #[must_use]
    pub fn if_admitted(
        mut self,
        firm: FirmId,
        client: ClientId,
        epoch: u32,
        now: Timestamp,
    ) -> Self {
        let check = ConditionCheck::builder()
            .table_name("")
            .set_key(Some(Key::client(firm, client).attributes()))
            .condition_expression("admits_epoch = :epoch AND admits_until_ms > :now")
            .expression_attribute_values(":epoch", number(epoch))
            .expression_attribute_values(":now", number(now.as_millisecond()))
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld);
        match check.build() {
            Ok(check) => self.writes.push((
                TransactWriteItem::builder().condition_check(check).build(),
                OnFailure::Refused,
            )),
            Err(error) => self.broken = Some(TableFault::Broken(error.to_string())),
        }
        self
    }

    /// Only if the member of staff is active with this epoch. Otherwise the commit is refused.
    #[must_use]
    pub fn if_staff_active(mut self, firm: FirmId, staff: StaffId, epoch: u32) -> Self {
        let check = ConditionCheck::builder()
            .table_name("")
            .set_key(Some(Key::staff(firm, staff).attributes()))
            .condition_expression("#epoch = :epoch AND standing.#state = :active")
            .expression_attribute_names("#epoch", "epoch")
            .expression_attribute_names("#state", "state")
            .expression_attribute_values(":epoch", number(epoch))
            .expression_attribute_values(":active", AttributeValue::S("active".to_owned()))
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld);
        match check.build() {
            Ok(check) => self.writes.push((
                TransactWriteItem::builder().condition_check(check).build(),
                OnFailure::Refused,
            )),
            Err(error) => self.broken = Some(TableFault::Broken(error.to_string())),
        }
        self
    }

    fn put_versioned<T: Serialize>(
        mut self,
        key: &Key,
        value: &T,
        kind: &str,
        read_version: u64,
    ) -> Self {
        match item(key, value, kind, None) {
            Err(fault) => self.broken = Some(fault),
            Ok(item) => {
                let put = versioned(Put::builder().set_item(Some(item)), read_version);
                self.push_put(put, OnFailure::Race);
            }
        }
        self
    }

    fn put<T: Serialize>(
        mut self,
        key: &Key,
        value: &T,
        kind: &str,
        gone_at: Option<Timestamp>,
        unique: Unique,
    ) -> Self {
        match item(key, value, kind, gone_at) {
            Err(fault) => self.broken = Some(fault),
            Ok(item) => {
                let put = Put::builder().set_item(Some(item));
                match unique {
                    Unique::No => self.push_put(put, OnFailure::Race),
                    Unique::Yes => self.push_put(
                        put.condition_expression("attribute_not_exists(pk)"),
                        OnFailure::Taken,
                    ),
                    Unique::Race => self.push_put(
                        put.condition_expression("attribute_not_exists(pk)"),
                        OnFailure::Race,
                    ),
                }
            }
        }
        self
    }

    fn push_put(
        &mut self,
        put: aws_sdk_dynamodb::types::builders::PutBuilder,
        on_failure: OnFailure,
    ) {
        // The table's name is filled in when the transaction is committed.
        match put.table_name("").build() {
            Ok(put) => {
                self.writes.push((TransactWriteItem::builder().put(put).build(), on_failure))
            }
            Err(error) => self.broken = Some(TableFault::Broken(error.to_string())),
        }
    }

    /// An update that another may have made before: [`CommitFault::Taken`].
    pub(crate) fn claim(self, update: aws_sdk_dynamodb::types::builders::UpdateBuilder) -> Self {
        self.push_update(update, OnFailure::Taken)
    }

    fn push_update(
        mut self,
        update: aws_sdk_dynamodb::types::builders::UpdateBuilder,
        on_failure: OnFailure,
    ) -> Self {
        match update.table_name("").build() {
            Ok(update) => {
                self.writes.push((TransactWriteItem::builder().update(update).build(), on_failure))
            }
            Err(error) => self.broken = Some(TableFault::Broken(error.to_string())),
        }
        self
    }
}

/// Only if the item is still of the version that was read; 0: only if it is not there.
fn versioned(
    put: aws_sdk_dynamodb::types::builders::PutBuilder,
    read_version: u64,
) -> aws_sdk_dynamodb::types::builders::PutBuilder {
    if read_version == 0 {
        put.condition_expression("attribute_not_exists(pk)")
    } else {
        put.condition_expression("version = :read")
            .expression_attribute_values(":read", number(read_version))
    }
}

/// Whether an item must not be there yet, and what it means if it is.
#[derive(Clone, Copy)]
enum Unique {
    No,
    Yes,
    Race,
}

impl Table {
    /// Commits a transaction; an empty one is no call at all.
    ///
    /// # Errors
    /// What of it failed: see [`CommitFault`]. Nothing of it was written then, except where the
    /// table is unavailable: then it may or may not have been.
    pub async fn commit(&self, transaction: Transaction) -> Result<(), CommitFault> {
        let Transaction { writes, broken } = transaction;
        if let Some(fault) = broken {
            return Err(fault.into());
        }
        if writes.is_empty() {
            return Ok(());
        }
        let (writes, meanings): (Vec<_>, Vec<_>) = writes.into_iter().unzip();
        let writes = writes.into_iter().map(|write| self.named(write)).collect();
        match self.client.transact_write_items().set_transact_items(Some(writes)).send().await {
            Ok(_) => Ok(()),
            Err(SdkError::ServiceError(error)) => {
                if let TransactWriteItemsError::TransactionCanceledException(cancelled) =
                    error.err()
                {
                    return Err(what_failed(cancelled.cancellation_reasons(), &meanings));
                }
                Err(TableFault::from(SdkError::ServiceError(error)).into())
            }
            Err(error) => Err(TableFault::from(error).into()),
        }
    }

    fn named(&self, mut write: TransactWriteItem) -> TransactWriteItem {
        if let Some(put) = &mut write.put {
            put.table_name.clone_from(&self.name);
        }
        if let Some(update) = &mut write.update {
            update.table_name.clone_from(&self.name);
        }
        if let Some(delete) = &mut write.delete {
            delete.table_name.clone_from(&self.name);
        }
        if let Some(check) = &mut write.condition_check {
            check.table_name.clone_from(&self.name);
        }
        write
    }
}

/// A claim that is taken outweighs a lost race: reading again would not help.
fn what_failed(reasons: &[CancellationReason], meanings: &[OnFailure]) -> CommitFault {
    let mut refused = None;
    let mut race = false;
    let mut other = Vec::new();
    for (reason, meaning) in reasons.iter().zip(meanings) {
        match (reason.code().unwrap_or_default(), meaning) {
            ("None", _) => {}
            ("ConditionalCheckFailed", OnFailure::Taken) => return CommitFault::Taken,
            ("ConditionalCheckFailed", OnFailure::Refused) => {
                refused = Some(reason.item.clone().map(Items::one).unwrap_or_default());
            }
            ("ConditionalCheckFailed", OnFailure::Race) | ("TransactionConflict", _) => race = true,
            (code, _) => other.push(code.to_owned()),
        }
    }
    if let Some(code) = other.first() {
        return match code.as_str() {
            "ValidationError" | "ItemCollectionSizeLimitExceeded" => {
                TableFault::Broken(code.clone()).into()
            }
            _ => TableFault::Unavailable(code.clone()).into(),
        };
    }
    match (refused, race) {
        // Something else moved as well: whether the condition holds is for the next round to say.
        (_, true) => CommitFault::LostRace,
        (Some(items), false) => CommitFault::Refused(Box::new(items)),
        (None, false) => TableFault::Broken("cancelled without a reason".to_owned()).into(),
    }
}

fn item<T: Serialize>(
    key: &Key,
    value: &T,
    kind: &str,
    gone_at: Option<Timestamp>,
) -> Result<HashMap<String, AttributeValue>, TableFault> {
    let mut item: HashMap<String, AttributeValue> = serde_dynamo::to_item(value)?;
    item.extend(key.attributes());
    item.insert("kind".to_owned(), AttributeValue::S(kind.to_owned()));
    if let Some(at) = gone_at {
        item.insert(TTL.to_owned(), seconds(at));
    }
    Ok(item)
}

fn number(value: impl ToString) -> AttributeValue {
    AttributeValue::N(value.to_string())
}

fn seconds(at: Timestamp) -> AttributeValue {
    number(at.as_second())
}

fn clock(wait: &WaitClock) -> AttributeValue {
    // A struct of numbers and times always has a stored form.
    serde_dynamo::to_attribute_value(wait).unwrap_or(AttributeValue::Null(true))
}
