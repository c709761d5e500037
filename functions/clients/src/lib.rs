//! The firm's clients: adding, finding, changing, archiving and handing them over, their timelines and their dates.
//!
//! A module for each flow: its description in `flow`, and its handler.

pub mod archive_client;
pub mod create_client;
pub mod hand_over_client;
pub mod hand_over_clients;
pub mod keep_dates;
pub mod list_clients;
pub mod read_client;
pub mod read_timeline;
pub mod restore_client;
pub mod trust_address;
pub mod update_client;

use vestibule_flow::Flow;

/// The flows of this capability.
#[must_use]
pub fn flows() -> Vec<Flow> {
    vec![
        archive_client::flow(),
        create_client::flow(),
        hand_over_client::flow(),
        hand_over_clients::flow(),
        keep_dates::flow(),
        list_clients::flow(),
        read_client::flow(),
        read_timeline::flow(),
        restore_client::flow(),
        trust_address::flow(),
        update_client::flow(),
    ]
}
