//! Sending e-mails and texts, and recording what became of them.
//!
//! A module for each flow: its description in `flow`, and its handler.

pub mod deliver_email;
pub mod deliver_sms;
mod delivery;
pub mod record_delivery;
mod reports;
pub mod sweep_unsent;

use vestibule_flow::Flow;

/// The flows of this capability.
#[must_use]
pub fn flows() -> Vec<Flow> {
    vec![deliver_email::flow(), deliver_sms::flow(), record_delivery::flow(), sweep_unsent::flow()]
}
