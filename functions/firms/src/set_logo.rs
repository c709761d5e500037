//! A firm admin sets the firm's logo, or takes it away. Its path names what it shows, so browsers
//! may keep it for good; the picture itself is read with `read-logo`.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use utoipa::ToSchema;
use vestibule_application::decide::{Decide, Decision};
use vestibule_application::views;
use vestibule_contract::bodies::SettingsView;
use vestibule_contract::{Operation, ProblemKind};
use vestibule_domain::firms::{Firm, LogoName};
use vestibule_domain::staff::Capability;
use vestibule_domain::values::Logo;
use vestibule_flow::fields::Fields;
use vestibule_flow::flow::StaffCaller;
use vestibule_flow::{Call, Failure, Flow, Reply};
use vestibule_runtime::App;
use vestibule_table::{StoredLogo, Transaction};

/// The logo.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetLogo {
    /// A PNG or JPEG of at most 32 KiB, in base64; null takes it away, and must be said.
    #[serde(deserialize_with = "Option::deserialize")]
    #[schema(required)]
    image: Option<String>,
}

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    let operation = Operation::post(
        "set-logo",
        "/api/staff/settings/logo",
        "Sets the firm's logo, or takes it away.",
    )
    .taking::<SetLogo>()
    .refusing(&[ProblemKind::FieldsRefused, ProblemKind::LostRace]);
    Flow::staff(operation, Capability::ChangeSettings, handle)
}

/// Sets the logo.
///
/// # Errors
/// Not signed in as a firm admin, the picture is refused, or a fault.
pub async fn handle(
    app: App,
    call: Call<SetLogo, StaffCaller>,
) -> Result<Reply<SettingsView>, Failure> {
    let decided = Decide::by(&app, &call.caller).run(|round| {
        let by = &round.party;
        let logo = call.body.image.as_deref().map(stored).transpose()?;
        let name = logo.as_ref().map(|logo| LogoName { digest: logo.digest.clone() });
        let firm = Firm { logo: name, ..by.firm.clone() };
        let writes = Transaction::new().put_firm(by.firm_id, &by.firm, &firm);
        let writes = match &logo {
            Some(logo) => writes.put_logo(by.firm_id, logo),
            None => writes.delete_logo(by.firm_id),
        };
        Ok(Decision::after(views::settings(by.firm_id, &firm), writes))
    });
    Ok(decided.await?.answer.into())
}

fn stored(image: &str) -> Result<StoredLogo, Failure> {
    let mut fields = Fields::new();
    let bytes = BASE64_STANDARD.decode(image).ok();
    if bytes.is_none() {
        fields.refuse("image", "not-base64", "This is no base64.");
    }
    let logo = bytes.and_then(|bytes| fields.take("image", Logo::parse(bytes)));
    let logo = fields.all(logo)?;
    let digest = Sha256::digest(logo.bytes());
    Ok(StoredLogo {
        digest: digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect(),
        content_type: logo.content_type().to_owned(),
        bytes: BASE64_STANDARD.encode(logo.bytes()),
    })
}
