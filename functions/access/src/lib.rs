//! How a client is invited, proves who they are, sets a password, and loses access again.
//!
//! A module for each flow: its description in `flow`, and its handler.

pub mod cancel_invitation;
pub mod change_mobile;
pub mod copy_link;
pub mod invite_client;
pub mod mark_helped;
pub mod open_invitation;
pub mod recover_password;
pub mod renew_link;
pub mod renew_pin;
pub mod request_pin;
pub mod reveal_pin;
pub mod revoke_access;
pub mod set_password;
pub mod tell_adviser;
pub mod verify_mobile;
pub mod verify_pin;

use vestibule_flow::Flow;

/// The flows of this capability.
#[must_use]
pub fn flows() -> Vec<Flow> {
    vec![
        cancel_invitation::flow(),
        change_mobile::flow(),
        copy_link::flow(),
        invite_client::flow(),
        mark_helped::flow(),
        open_invitation::flow(),
        recover_password::flow(),
        renew_link::flow(),
        renew_pin::flow(),
        request_pin::flow(),
        reveal_pin::flow(),
        revoke_access::flow(),
        set_password::flow(),
        tell_adviser::flow(),
        verify_mobile::flow(),
        verify_pin::flow(),
    ]
}
