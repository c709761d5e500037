//! Which release answers: the commit that the running functions were built from. Operators see that the
//! new one is live, and a report of a fault can name it.

use serde::Serialize;
use utoipa::ToSchema;
use vestibule_contract::Operation;
use vestibule_flow::{Call, Failure, Flow, NoBody, Reply};
use vestibule_runtime::App;

/// The release.
#[derive(Serialize, ToSchema)]
pub struct Version {
    /// The commit, with `-dirty` where it was changed before it was built; `local` where nothing was
    /// deployed.
    release: String,
}

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    let operation = Operation::get("read-version", "/api/version", "Which release answers.");
    Flow::public(operation, handle)
}

/// Answers the release.
///
/// # Errors
/// None: the release is part of the configuration.
pub async fn handle(app: App, _: Call<NoBody>) -> Result<Reply<Version>, Failure> {
    Ok(Version { release: app.config().release.clone() }.into())
}
