//! The console asks whether the firm is ready to invite: a checklist, each line with its fix. What
//! AWS says is asked live, beside the session's read; what does not answer in time is unknown.

use serde::Serialize;
use std::time::Duration;
use utoipa::ToSchema;
use vestibule_application::decide;
use vestibule_application::views::Shown;
use vestibule_contract::Operation;
use vestibule_contract::bodies::{ReadinessSetting, ReadinessState, ReadinessTopic, ReadinessWhy};
use vestibule_domain::firms::readiness::{self, Line, Sender, TextService, Texts};
use vestibule_domain::staff::Capability;
use vestibule_flow::flow::StaffCaller;
use vestibule_flow::{Call, Failure, Flow, NoBody, Reply};
use vestibule_runtime::App;
use vestibule_runtime::config::Variable;
use vestibule_table::{Key, RehearsalOf, TextTrouble, in_short};

/// An answer that takes longer is not waited for: a person looks at the page.
const PATIENCE: Duration = Duration::from_millis(1500);

/// Whether the firm is ready to invite.
#[derive(Serialize, ToSchema)]
pub struct Readiness {
    /// A line for each thing that an invitation needs.
    lines: Vec<ReadinessLine>,
    /// The client who the caller is in a rehearsal that is under way.
    rehearsal: Option<String>,
}

/// Whether one thing is ready.
#[derive(Serialize, ToSchema)]
pub struct ReadinessLine {
    /// What it is about.
    code: ReadinessTopic,
    /// How ready it is.
    state: ReadinessState,
    /// What is not as it should be.
    why: Option<ReadinessWhy>,
    /// The setting that fixes it.
    setting: ReadinessSetting,
}

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    let operation = Operation::get(
        "read-readiness",
        "/api/staff/readiness",
        "Whether the firm is ready to invite clients, and what is missing.",
    );
    Flow::staff(operation, Capability::ReadSettings, handle).needing(&[Variable::SenderAddress])
}

/// Looks at everything at once, once the session is checked.
///
/// # Errors
/// Not signed in, or a fault of the table: never one of what is looked at.
pub async fn handle(
    app: App,
    call: Call<NoBody, StaffCaller>,
) -> Result<Reply<Readiness>, Failure> {
    let (firm_id, asks) = (call.caller.firm(), call.caller.staff());
    let keys = [Key::rehearsal(firm_id, asks), Key::text_trouble(firm_id)];
    let (by, items) = decide::admit(&app, &call.caller, &keys).await?;
    let (staff, sender, texts) = tokio::join!(
        app.table().staff_of(firm_id),
        in_time("SES", sender(&app)),
        in_time("SNS", texts(&app)),
    );
    let rehearsal = items.get::<RehearsalOf>(&keys[0])?;
    let service =
        TextService::of(items.get::<TextTrouble>(&keys[1])?.map(|trouble| trouble.at), app.now());
    let of_firm = readiness::of_firm(&by.firm, asks, &staff?);
    let of_texts = readiness::of_texts(texts, service);
    let lines = of_firm.into_iter().chain([readiness::of_sender(sender)]).chain(of_texts);
    Ok(Readiness {
        lines: lines.map(shown).collect(),
        rehearsal: rehearsal.map(|rehearsal| rehearsal.client.to_string()),
    }
    .into())
}

fn shown(line: Line) -> ReadinessLine {
    ReadinessLine {
        code: line.topic.shown(),
        state: line.state.shown(),
        why: line.why.map(Shown::shown),
        setting: line.setting.shown(),
    }
}

/// What was found out in time; the cause of anything else goes to the log.
async fn in_time<T>(service: &str, asked: impl Future<Output = Result<T, String>>) -> Option<T> {
    match tokio::time::timeout(PATIENCE, asked).await {
        Ok(Ok(found)) => Some(found),
        Ok(Err(cause)) => {
            tracing::warn!(service, cause, "the state of a service could not be asked");
            None
        }
        Err(_) => {
            tracing::warn!(service, "the state of a service did not come in time");
            None
        }
    }
}

async fn sender(app: &App) -> Result<Sender, String> {
    let address = app.config().sender_address.as_deref().ok_or("SENDER_ADDRESS is missing")?;
    let domain = address.rsplit('@').next().unwrap_or(address);
    let (account, by_address, by_domain) = tokio::join!(
        app.ses().get_account().send(),
        is_verified(app, address),
        is_verified(app, domain)
    );
    let account = account.map_err(|error| in_short(&error))?;
    Ok(Sender {
        production: account.production_access_enabled(),
        sending: account.sending_enabled(),
        verified: by_address? || by_domain?,
    })
}

/// Either the address or its whole domain is verified: of the other SES knows nothing.
async fn is_verified(app: &App, identity: &str) -> Result<bool, String> {
    match app.ses().get_email_identity().email_identity(identity).send().await {
        Ok(found) => Ok(found.verified_for_sending_status()),
        Err(error)
            if error.as_service_error().is_some_and(|error| error.is_not_found_exception()) =>
        {
            Ok(false)
        }
        Err(error) => Err(in_short(&error)),
    }
}

async fn texts(app: &App) -> Result<Texts, String> {
    let (sandbox, attributes) = tokio::join!(
        app.sns().get_sms_sandbox_account_status().send(),
        app.sns().get_sms_attributes().send()
    );
    let sandbox = sandbox.map_err(|error| in_short(&error))?.is_in_sandbox();
    let attributes = attributes.map_err(|error| in_short(&error))?.attributes.unwrap_or_default();
    let text = |name: &str| attributes.get(name).filter(|value| !value.is_empty());
    Ok(Texts {
        sandbox,
        limit_usd: text("MonthlySpendLimit").and_then(|limit| limit.parse().ok()),
        logged: text("DeliveryStatusIAMRole").is_some(),
    })
}
