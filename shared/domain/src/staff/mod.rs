//! The firm's own people: roles, the set-up of their accounts, the way back in, and leaving.
//!
//! Every command is a method of [`Staff`] that changes the account in place and returns a
//! [`Verdict`]; a refusal changes nothing. What a granted one answers are the colleagues on whom it
//! rests: the commit checks them as well.

mod account;
mod capability;
mod colleagues;
mod refusal;
mod role;

pub use account::{
    SET_UP_LINK_LIFE, STAFF_RECOVERY_LINK_LIFE, STAFF_RECOVERY_WINDOW, Staff, StaffLink,
    StaffStanding,
};
pub use capability::Capability;
pub use colleagues::{Colleagues, RestsOn};
pub use refusal::{SetUpRefusal, StaffRefusal};
pub use role::Role;

use crate::messaging::StaffMessage;

/// The outcome of a command on an account of staff.
pub type Verdict<T> = crate::verdict::Verdict<T, StaffRefusal, StaffMessage>;

#[cfg(test)]
mod tests;
