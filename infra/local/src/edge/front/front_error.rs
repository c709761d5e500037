//! Why the front cannot be started.

/// The template's front cannot be served.
#[derive(Debug, thiserror::Error)]
pub enum FrontError {
    /// The template has none.
    #[error("it declares no front")]
    Missing,
    /// A CloudFront function that does not load.
    #[error("a function of CloudFront's: {reason}")]
    Function {
        /// The engine's message.
        reason: String,
    },
    /// A header that is not valid.
    #[error("there can be no header {name} with that value")]
    Header {
        /// Its name.
        name: String,
    },
}
