//! Why a template is refused.

/// The template cannot be understood.
#[derive(Debug, thiserror::Error)]
pub enum TemplateError {
    /// It is not YAML.
    #[error("{0}")]
    Yaml(#[from] serde_norway::Error),
    /// A resource is not as CloudFormation describes it, or uses something unsupported.
    #[error("{logical_id}: {reason}")]
    Resource {
        /// The id of the resource.
        logical_id: String,
        /// What is wrong.
        reason: String,
    },
    /// The runner needs exactly one of something.
    #[error("it declares {found} tables instead of one")]
    Tables {
        /// How many there are.
        found: usize,
    },
}

impl TemplateError {
    /// Returns the error of a resource.
    pub(crate) fn of(logical_id: &str, reason: impl ToString) -> Self {
        Self::Resource { logical_id: logical_id.to_owned(), reason: reason.to_string() }
    }
}
