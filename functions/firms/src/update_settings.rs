//! A firm admin changes what the firm has chosen. It holds for what is decided from then on:
//! messages that were asked for before keep their words, links and PINs their times.

mod choices;

use serde::Deserialize;
use utoipa::ToSchema;
use vestibule_application::decide::{Decide, Decision};
use vestibule_application::views;
use vestibule_contract::bodies::{
    AfterSetUp, LanguageChoice, PinDelivery, SettingsView, TellOnRevoke, WelcomeProof,
};
use vestibule_contract::{Operation, ProblemKind, strict};
use vestibule_domain::staff::Capability;
use vestibule_flow::fields::Fields;
use vestibule_flow::flow::StaffCaller;
use vestibule_flow::{Call, Failure, Flow, Reply};
use vestibule_runtime::App;
use vestibule_table::Transaction;

/// What is to change. What is absent stays as it is.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateSettings {
    /// That of the settings which the form was filled from.
    version: String,
    /// Its name, as clients read it.
    name: Option<String>,
    /// Its name in addresses; the one before is free then.
    slug: Option<String>,
    /// ISO 3166: the country of numbers that are typed without a prefix.
    country: Option<String>,
    /// The number that clients may call, as the firm writes it; null: none.
    #[serde(default, deserialize_with = "strict::said")]
    #[schema(value_type = Option<String>)]
    phone: Option<Option<String>>,
    /// Where replies to its e-mails go.
    reply_to: Option<String>,
    /// Where its privacy disclosure is read, `https://…`; null: nowhere.
    #[serde(default, deserialize_with = "strict::said")]
    #[schema(value_type = Option<String>)]
    privacy_link: Option<Option<String>>,
    /// The colour of its buttons and headings, `#rrggbb`, on which white can be read; null: ours.
    #[serde(default, deserialize_with = "strict::said")]
    #[schema(value_type = Option<String>)]
    colour: Option<Option<String>>,
    /// The language of its messages and pages.
    #[serde(default, deserialize_with = "strict::optional_word")]
    language: Option<LanguageChoice>,
    /// ISO 3166: the countries that it sends texts to besides its own.
    text_countries: Option<Vec<String>>,
    /// Texts that it sends in a day at most: 1 to 500.
    texts_a_day: Option<u32>,
    /// Days that links live: 1 to 30.
    link_days: Option<u32>,
    /// Minutes that PINs live: 10 up to their link's life; null: as long as their link.
    #[serde(default, deserialize_with = "strict::said")]
    #[schema(value_type = Option<u32>)]
    pin_minutes: Option<Option<u32>>,
    /// How the PIN of a portal login travels by default.
    #[serde(default, deserialize_with = "strict::optional_word")]
    portal_pin: Option<PinDelivery>,
    /// How the PIN of an engagement travels by default.
    #[serde(default, deserialize_with = "strict::optional_word")]
    engagement_pin: Option<PinDelivery>,
    /// How the PIN of a shared deal travels by default.
    #[serde(default, deserialize_with = "strict::optional_word")]
    deal_pin: Option<PinDelivery>,
    /// What a welcome set-up asks for.
    #[serde(default, deserialize_with = "strict::optional_word")]
    welcome_proof: Option<WelcomeProof>,
    /// Where a welcome set-up ends.
    #[serde(default, deserialize_with = "strict::optional_word")]
    after_set_up: Option<AfterSetUp>,
    /// Whether a revoked client is written to.
    #[serde(default, deserialize_with = "strict::optional_word")]
    tell_on_revoke: Option<TellOnRevoke>,
}

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    let operation = Operation::post(
        "update-settings",
        "/api/staff/settings",
        "Changes what the firm has chosen.",
    )
    .taking::<UpdateSettings>()
    .refusing(&[
        ProblemKind::FieldsRefused,
        ProblemKind::SlugTaken,
        ProblemKind::ChangedMeanwhile,
        ProblemKind::LostRace,
    ]);
    Flow::staff(operation, Capability::ChangeSettings, handle)
}

/// Changes the settings.
///
/// # Errors
/// Not signed in as a firm admin, a field is refused, the slug is another firm's, somebody else
/// changed the settings meanwhile, or a fault.
pub async fn handle(
    app: App,
    call: Call<UpdateSettings, StaffCaller>,
) -> Result<Reply<SettingsView>, Failure> {
    let decide = Decide::by(&app, &call.caller);
    let decided = decide.if_taken(ProblemKind::SlugTaken).run(|round| {
        let by = &round.party;
        let mut fields = Fields::new();
        let changed = choices::changed(&call.body, &by.firm, &mut fields);
        let firm = fields.all(Some(changed))?;
        if call.body.version != views::settings(by.firm_id, &by.firm).version {
            return Err(Failure::refused(ProblemKind::ChangedMeanwhile));
        }
        let view = views::settings(by.firm_id, &firm);
        Ok(Decision::after(
            view,
            Transaction::new().put_firm_if_changed(by.firm_id, &by.firm, &firm),
        ))
    });
    Ok(decided.await?.answer.into())
}
