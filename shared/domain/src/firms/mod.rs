//! A firm, the tenant: its settings and the access rules that it may choose.

mod access_rules;
mod firm;
pub mod readiness;

pub use access_rules::{
    AccessRules, AfterSetUp, LinkDays, OutOfBounds, PinMinutes, TellOnRevoke, WelcomeProof,
};
pub use firm::{Firm, LogoName, TEXTS_A_DAY, TEXTS_A_DAY_MOST};
