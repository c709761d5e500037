//! Signing in and out as a client, the session, the way back to a forgotten password, and the date when a login ends.
//!
//! A module for each flow: its description in `flow`, and its handler.

pub mod correct_email;
pub mod forgot_password;
pub mod read_session;
pub mod set_expiry;
pub mod sign_in;
pub mod sign_out;
pub mod start_recovery;

use vestibule_flow::Flow;

/// The flows of this capability.
#[must_use]
pub fn flows() -> Vec<Flow> {
    vec![
        correct_email::flow(),
        forgot_password::flow(),
        read_session::flow(),
        set_expiry::flow(),
        sign_in::flow(),
        sign_out::flow(),
        start_recovery::flow(),
    ]
}
