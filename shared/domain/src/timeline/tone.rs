//! How serious a line of the timeline is. Pages choose a colour by it, and nothing else.

/// The tone of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// A fact.
    Plain,
    /// The client got further, or a message arrived.
    Good,
    /// The client may need help soon.
    Warning,
    /// Something failed, or access ended.
    Bad,
}
