//! The driver of every test: starts the real runner as its own process and uses it over HTTP as
//! browsers, mail readers and phones do. Nothing here uses the code under test.

pub mod aging;
pub mod endpoints;
pub mod everything;
pub mod faults;
pub mod http;
pub mod inbox;
pub mod invariants;
pub mod page;
pub mod people;
pub mod rarely;
pub mod runner;
pub mod second;
pub mod table;

pub use everything::everything;
pub use faults::Fault;
pub use http::{Answer, Visitor};
pub use inbox::{Inbox, Received};
pub use page::Page;
pub use people::{Client, Firm, NewClient, Staff};
pub use rarely::rarely;
pub use runner::Runner;
pub use table::{Item, Table};

/// A password that the policy accepts.
pub const PASSWORD: &str = "seven copper kettles whistle";
/// Another accepted password.
pub const OTHER_PASSWORD: &str = "green ladders lean on barns";
