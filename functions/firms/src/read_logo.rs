//! The logo of a firm, as mails and pages show it. Its path names what it shows: of another digest
//! there is none.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use vestibule_contract::{Operation, ProblemKind};
use vestibule_domain::kernel::FirmId;
use vestibule_flow::File;
use vestibule_flow::{Call, Failure, Fault, Flow, NoBody, Reply};
use vestibule_runtime::App;
use vestibule_table::{Key, StoredLogo};

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    let operation = Operation::get(
        "read-logo",
        "/api/firms/{firm}/logo/{digest}",
        "A firm's logo, as a picture.",
    )
    .giving_file("image/*");
    Flow::public(operation, handle)
}

/// Reads the logo.
///
/// # Errors
/// There is none of this name, or a fault.
pub async fn handle(app: App, call: Call<NoBody>) -> Result<Reply<()>, Failure> {
    let unknown = || Failure::refused(ProblemKind::NotFound);
    let firm: FirmId = call.path("firm")?;
    let digest: String = call.path("digest")?;
    let key = Key::logo(firm);
    let items = app.table().load(std::slice::from_ref(&key)).await?;
    let logo: Option<StoredLogo> = items.get(&key)?;
    let logo = logo.filter(|logo| logo.digest == digest).ok_or_else(unknown)?;
    let bytes = BASE64_STANDARD
        .decode(&logo.bytes)
        .map_err(|_| Fault::Broken("a stored logo is not base64"))?;
    Ok(File { content_type: logo.content_type, bytes }.into())
}
