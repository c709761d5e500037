//! The firm's own people: their accounts, roles, sessions and notifications.
//!
//! A module for each flow: its description in `flow`, and its handler.

pub mod add_staff;
pub mod change_role;
pub mod choose_notices;
pub mod deactivate_staff;
pub mod forgot_password_staff;
pub mod list_staff;
pub mod read_staff_session;
pub mod recover_staff;
pub mod resend_set_up;
pub mod set_up_staff;
pub mod sign_in_staff;
pub mod sign_out_everywhere;
pub mod sign_out_staff;
mod staff_password;

use vestibule_flow::Flow;

/// The flows of this capability.
#[must_use]
pub fn flows() -> Vec<Flow> {
    vec![
        add_staff::flow(),
        change_role::flow(),
        choose_notices::flow(),
        deactivate_staff::flow(),
        forgot_password_staff::flow(),
        list_staff::flow(),
        read_staff_session::flow(),
        recover_staff::flow(),
        resend_set_up::flow(),
        set_up_staff::flow(),
        sign_in_staff::flow(),
        sign_out_everywhere::flow(),
        sign_out_staff::flow(),
    ]
}
