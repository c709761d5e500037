//! The client forgot the password. From an engagement's or deal's link, or on "Continue" of a
//! recovery link, a new PIN is made and texted; without a mobile the adviser is notified and
//! reads one out. The old password works until a new one is set.

use serde::Serialize;
use utoipa::ToSchema;
use vestibule_application::decide::{Decide, LinkCaller};
use vestibule_contract::bodies::{LinkStep, OnLink};
use vestibule_contract::{Operation, ProblemKind};
use vestibule_domain::access::Recovery;
use vestibule_domain::messaging::Notice;
use vestibule_flow::{Call, Failure, Flow, Reply};
use vestibule_runtime::App;
use vestibule_secrets::token::LinkKind;

/// What happens next.
#[derive(Serialize, ToSchema)]
pub struct RecoveryBegun {
    /// The PIN.
    next: LinkStep,
    /// How the PIN reaches the client.
    by: RecoveryBy,
    /// The adviser.
    adviser: String,
    /// Whether the adviser was told, now or within the last fifteen minutes, where the PIN comes
    /// from them.
    told: bool,
    /// The firm's number to call, if it gives one.
    phone: Option<String>,
}

/// How the PIN of a recovery reaches the client.
#[derive(Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RecoveryBy {
    /// By text.
    Texted,
    /// The adviser passes it on: no mobile is on record.
    Adviser,
    /// A link was mailed first.
    LinkMailed,
}

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    let operation = Operation::post(
        "recover-password",
        "/api/client/recover-password",
        "Makes and texts a recovery PIN.",
    )
    .taking::<OnLink>()
    .refusing(&[
        ProblemKind::FirmClosed,
        ProblemKind::LinkUnknown,
        ProblemKind::LinkElsewhere,
        ProblemKind::PinBlocked,
        ProblemKind::TooSoon,
        ProblemKind::TooManyRequests,
        ProblemKind::LostRace,
    ]);
    Flow::public(operation, handle)
}

/// Begins the recovery.
///
/// # Errors
/// The link is not one of ours or at another step, the client is blocked, or a fault.
pub async fn handle(app: App, call: Call<OnLink>) -> Result<Reply<RecoveryBegun>, Failure> {
    let pins = app.keys().pins().await?;
    let caller = LinkCaller::open(&app, &call.body.link).await?;
    let decided = Decide::by(&app, caller).limited(&call.source).link(|client, token| {
        let fresh = pins.make(client.firm_id, client.id, client.access.generation_to_come());
        Ok(match token.kind {
            LinkKind::Recovery => client.access.continue_recovery(token.link, fresh, client.now),
            LinkKind::Invitation | LinkKind::StaffSetUp | LinkKind::StaffRecovery => {
                client.access.forgot_from_link(token.link, fresh, client.now)
            }
        })
    });
    let decided = decided.await?;
    let by = match decided.answer {
        Recovery::Texted => RecoveryBy::Texted,
        Recovery::AdviserTold => RecoveryBy::Adviser,
        Recovery::LinkMailed => RecoveryBy::LinkMailed,
    };
    let told = match decided.answer {
        Recovery::AdviserTold => {
            decided.party.firm.tells(decided.client.profile.adviser.id, Notice::PinNeeded)
        }
        Recovery::Texted | Recovery::LinkMailed => false,
    };
    Ok(RecoveryBegun {
        told,
        next: LinkStep::Pin,
        by,
        adviser: decided.client.profile.adviser.name.as_str().to_owned(),
        phone: decided.party.firm.phone,
    }
    .into())
}
