//! Firms: how ops add, close and reopen them, their settings, their logo, and whether everything is ready.
//!
//! A module for each flow: its description in `flow`, and its handler.

pub mod close_firm;
pub mod create_firm;
pub mod end_rehearsal;
pub mod invite_admin;
pub mod list_firms;
pub mod preview_invitation;
pub mod read_firm;
pub mod read_firm_report;
pub mod read_logo;
pub mod read_readiness;
pub mod read_settings;
pub mod reopen_firm;
pub mod set_logo;
pub mod start_rehearsal;
pub mod update_settings;
mod which_firm;

use vestibule_flow::Flow;

/// The flows of this capability.
#[must_use]
pub fn flows() -> Vec<Flow> {
    vec![
        close_firm::flow(),
        create_firm::flow(),
        end_rehearsal::flow(),
        invite_admin::flow(),
        list_firms::flow(),
        preview_invitation::flow(),
        read_firm::flow(),
        read_firm_report::flow(),
        read_logo::flow(),
        read_readiness::flow(),
        read_settings::flow(),
        reopen_firm::flow(),
        set_logo::flow(),
        start_rehearsal::flow(),
        update_settings::flow(),
    ]
}
