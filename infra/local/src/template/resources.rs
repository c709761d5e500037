//! The resources of the template that the runner plays.

use std::collections::BTreeSet;
use std::time::Duration;

use super::pattern::Pattern;

/// A function and what calls it.
#[derive(Debug, Clone)]
pub struct Function {
    /// The id of the resource, such as `VerifyPin`.
    pub logical_id: String,
    /// The name of the flow, which is that of its binary, such as `verify-pin`.
    pub name: String,
    /// Its routes.
    pub routes: Vec<Route>,
    /// The rate of its schedule.
    pub schedules: Vec<Duration>,
    /// The events of the account's default bus that call it.
    pub patterns: Vec<Pattern>,
    /// The names of the log groups that call it.
    pub logs: Vec<String>,
}

/// A route of the API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// A method and a path such as `/api/firms/{slug}`.
    Path {
        /// In capitals.
        method: String,
        /// Segments in braces are parameters.
        path: String,
    },
    /// Everything that no other route takes.
    Default,
}

/// The table.
#[derive(Debug, Clone)]
pub struct Table {
    /// The id of the resource.
    pub logical_id: String,
    /// Name and type (`S`, `N`, `B`) of each attribute of a key.
    pub attributes: Vec<(String, String)>,
    /// The table's own key.
    pub key: Key,
    /// The indexes.
    pub indexes: Vec<Index>,
    /// The attribute with the second since 1970 after which an item may be deleted.
    pub ttl_attribute: Option<String>,
    /// The part of an item that the stream carries, such as `NEW_IMAGE`.
    pub stream_view: Option<String>,
}

/// The key of a table or an index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// The attribute that chooses the partition.
    pub hash: String,
    /// The attribute that orders the partition.
    pub range: Option<String>,
}

/// A global secondary index.
#[derive(Debug, Clone)]
pub struct Index {
    /// Its name.
    pub name: String,
    /// Its key.
    pub key: Key,
    /// `KEYS_ONLY`, `INCLUDE` or `ALL`.
    pub projection: String,
    /// The attributes that `INCLUDE` projects.
    pub included: Vec<String>,
}

/// A queue, and the function that takes from it if there is one.
#[derive(Debug, Clone)]
pub struct Queue {
    /// The id of the resource.
    pub logical_id: String,
    /// The function that takes from it. Without one, it just fills.
    pub taker: Option<Taker>,
    /// What happens to a message that fails repeatedly.
    pub redrive: Option<Redrive>,
}

/// A function's side of a queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taker {
    /// The name of the function.
    pub function: String,
    /// The most messages in one call.
    pub batch_size: usize,
    /// Whether the function may report which messages of a batch failed.
    pub reports_item_failures: bool,
}

/// When a message goes to the dead-letter queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redrive {
    /// The id of the dead-letter queue.
    pub queue: String,
    /// How many times the message is received before.
    pub max_receive_count: u32,
}

/// From the table's stream, through filters, to a bus.
#[derive(Debug, Clone)]
pub struct Pipe {
    /// The id of the resource.
    pub logical_id: String,
    /// The id of the bus.
    pub bus: String,
    /// The source that its events name.
    pub source: String,
    /// The type that its events name.
    pub detail_type: String,
    /// A record passes if one of these matches, or if there are none.
    pub filters: Vec<Pattern>,
}

/// From a bus, through a pattern, to queues.
#[derive(Debug, Clone)]
pub struct Rule {
    /// The id of the resource.
    pub logical_id: String,
    /// The id of the bus.
    pub bus: String,
    /// The pattern that events must match.
    pub pattern: Pattern,
    /// The destinations of matching events.
    pub targets: Vec<Target>,
}

/// The destination of a rule's events, and the part that is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The id of the queue.
    pub queue: String,
    /// The fields that lead to the sent part; the whole event, if there are none.
    pub path: Vec<String>,
}

/// SES's reports on e-mails that are sent with a configuration set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmailReports {
    /// The id of the resource; the name of the set here.
    pub configuration_set: String,
    /// The kinds of reports.
    pub kinds: BTreeSet<EmailReport>,
}

/// The kind of a report, in the terms of SES's `MatchingEventTypes`. Reports that watch a reader
/// (opens, clicks) are unknown here, and so refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum EmailReport {
    /// SES accepted it.
    Send,
    /// The recipient's server accepted it.
    Delivery,
    /// The recipient's server does not accept it for now.
    DeliveryDelay,
    /// The recipient's server rejected it.
    Bounce,
    /// The recipient marked it as spam.
    Complaint,
    /// SES found a virus in it.
    Reject,
}
