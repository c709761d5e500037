//! How an access is stored: one flat object, and the only place that knows its shape.
//!
//! Reading refuses a combination of fields that no command leads to. It is not repaired: somebody
//! must find out how it came about.

use super::account::Account;
use super::attention::Stuck;
use super::guessing::Guessing;
use super::links::Links;
use super::pin::PinUse;
use super::pins::Pins;
use super::reach::Reach;
use super::set_up::{PasswordRecord, SetUp};
use super::{Access, Attention, GivenUp, Login, PinRecord, Standing};
use crate::kernel::{Generation, GrantId};
use crate::messaging::RecoveryMails;
use crate::values::{Email, Mobile};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// How the error begins that refuses a stored access. The whole of it quotes no value.
pub const IMPOSSIBLE: &str = "impossible access";

/// What is stored of a client's access, field by field.
#[derive(Serialize, Deserialize)]
pub(super) struct Stored {
    standing: Standing,
    /// The newest PIN generation that was ever made.
    generation: Generation,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pin: Option<PinRecord>,
    /// What the newest PIN would have opened, if it expired and its digits are deleted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    expired_pin: Option<PinUse>,
    guessing: Guessing,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    password: Option<PasswordRecord>,
    epoch: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    mobile: Option<Mobile>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    login: Option<Login>,
    grants: Vec<GrantId>,
    links: Links,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    set_up: Option<SetUp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    attention: Option<Attention>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    given_up: Vec<GivenUp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    former_email: Option<Email>,
    #[serde(default, skip_serializing_if = "RecoveryMails::is_empty")]
    recovery_mails: RecoveryMails,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    archived_at: Option<Timestamp>,
}

/// A combination of stored fields that no command leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum Impossible {
    #[error("{IMPOSSIBLE}: standing, login, password, grants and archiving do not fit together")]
    Account,
    #[error("{IMPOSSIBLE}: generation, PIN, expired PIN and block do not fit together")]
    Pins,
    #[error("{IMPOSSIBLE}: a set-up grant was used, and no password is on record")]
    SetUp,
}

impl TryFrom<Stored> for Access {
    type Error = Impossible;

    fn try_from(stored: Stored) -> Result<Self, Impossible> {
        let account = Account::from_fields(
            stored.standing,
            stored.login,
            stored.password,
            stored.grants,
            stored.archived_at,
            stored.epoch,
        )
        .ok_or(Impossible::Account)?;
        let pins =
            Pins::from_fields(stored.generation, stored.pin, stored.expired_pin, stored.guessing)
                .ok_or(Impossible::Pins)?;
        if stored.set_up.as_ref().is_some_and(SetUp::is_used) && !account.has_password() {
            return Err(Impossible::SetUp);
        }
        Ok(Self {
            account,
            pins,
            links: stored.links,
            set_up: stored.set_up,
            reach: Reach::from_fields(
                stored.mobile,
                stored.former_email,
                stored.given_up,
                stored.recovery_mails,
            ),
            stuck: Stuck::from_field(stored.attention),
        })
    }
}

impl From<Access> for Stored {
    fn from(access: Access) -> Self {
        let Access { account, pins, links, set_up, reach, stuck } = access;
        Self {
            standing: account.standing(),
            generation: pins.newest(),
            pin: pins.kept().cloned(),
            expired_pin: pins.expired(),
            guessing: pins.guessing().clone(),
            password: account.password().cloned(),
            epoch: account.epoch(),
            mobile: reach.mobile().cloned(),
            login: account.login().cloned(),
            grants: account.grants().to_vec(),
            links,
            set_up,
            attention: stuck.attention().cloned(),
            given_up: reach.given_up().to_vec(),
            former_email: reach.former_email().cloned(),
            recovery_mails: reach.recovery_mails().clone(),
            archived_at: account.archived_at(),
        }
    }
}
