//! The client enters the PIN. Each generation allows five guesses, and the reply says whether a
//! guess was right only once it is counted. The right PIN lets the client set a password for ten
//! minutes.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use vestibule_application::decide::{Decide, LinkCaller};
use vestibule_contract::bodies::LinkStep;
use vestibule_contract::{Operation, ProblemKind};
use vestibule_domain::values::PinGuess;
use vestibule_flow::{Call, Failure, Flow, Reply};
use vestibule_runtime::App;
use vestibule_secrets::keyring::PageSecret;
use zeroize::Zeroizing;

/// The link, the PIN, and a secret of the page's.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VerifyPin {
    /// The token: the part of the link after the `#`.
    link: String,
    /// Exactly six ASCII digits.
    #[schema(pattern = "^[0-9]{6}$")]
    pin: String,
    /// 256 random bits that the page made before it asked: 43 characters of base64url. The same
    /// page gets the same answer again.
    #[schema(pattern = "^[A-Za-z0-9_-]{43}$")]
    secret: String,
}

/// The PIN was right.
#[derive(Serialize, ToSchema)]
pub struct PinVerified {
    /// The password.
    next: LinkStep,
    /// Until when the password may be set (RFC 3339).
    until: String,
    /// The e-mail to sign in with: a password manager keeps it together with the password.
    email: String,
}

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    let operation = Operation::post("verify-pin", "/api/client/verify-pin", "Takes the PIN.")
        .taking::<VerifyPin>()
        .refusing(&[
            ProblemKind::PinMalformed,
            ProblemKind::PinWrong,
            ProblemKind::FirmClosed,
            ProblemKind::LinkUnknown,
            ProblemKind::LinkElsewhere,
            ProblemKind::PinNotLive,
            ProblemKind::PinBlocked,
            ProblemKind::TooManyRequests,
            ProblemKind::LostRace,
        ]);
    Flow::public(operation, handle)
}

/// Takes the PIN.
///
/// # Errors
/// Malformed, wrong, not live or blocked; the link is not one of ours or at another step; a fault.
pub async fn handle(app: App, call: Call<VerifyPin>) -> Result<Reply<PinVerified>, Failure> {
    let VerifyPin { link, pin, secret } = call.body;
    let guess = PinGuess::parse(&Zeroizing::new(pin))
        .map_err(|_| Failure::refused(ProblemKind::PinMalformed))?;
    let page = PageSecret::parse(&Zeroizing::new(secret))
        .ok_or_else(|| Failure::refused(ProblemKind::BodyMalformed).with("field", "secret"))?
        .digest();
    let pins = app.keys().pins().await?;
    let caller = LinkCaller::open(&app, &link).await?;
    let decided = Decide::by(&app, caller).limited(&call.source).link(|client, token| {
        let guessed = client
            .access
            .pin()
            .map(|pin| pins.check(&guess, client.firm_id, client.id, pin.generation()));
        Ok(client.access.verify_pin(token.link, &page, guessed.as_ref(), client.now))
    });
    let decided = decided.await?;
    let login = decided.client.access.login();
    Ok(PinVerified {
        next: LinkStep::Password,
        until: decided.answer.until.to_string(),
        email: login.map(|login| login.email.as_str().to_owned()).unwrap_or_default(),
    }
    .into())
}
