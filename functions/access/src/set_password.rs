//! The client sets a password, within ten minutes of the PIN and on the same page: the security
//! level is high from then on. A recovery replaces the old password and ends every session.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use vestibule_application::decide::{Decide, LinkCaller};
use vestibule_contract::bodies::NextPage;
use vestibule_contract::{Operation, ProblemKind};
use vestibule_domain::logins::Epochs;
use vestibule_domain::timeline::LoginEvent;
use vestibule_domain::values::{Factors, NewPassword};
use vestibule_flow::fields::Fields;
use vestibule_flow::{Call, Failure, Flow, Reply, session};
use vestibule_runtime::App;
use vestibule_secrets::keyring::PageSecret;
use vestibule_table::Realm;
use zeroize::Zeroizing;

/// The link, the page's secret and the password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetPassword {
    /// The token: the part of the link after the `#`.
    link: String,
    /// The secret that the page sent with the PIN.
    #[schema(pattern = "^[A-Za-z0-9_-]{43}$")]
    secret: String,
    /// At least 15 characters.
    password: String,
}

/// The password is set.
#[derive(Serialize, ToSchema)]
pub struct PasswordWasSet {
    /// The sign-in page, or the portal where a session has begun.
    next: NextPage,
}

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    let operation = Operation::post(
        "set-password",
        "/api/client/set-password",
        "Sets the password after the PIN.",
    )
    .taking::<SetPassword>()
    .refusing(&[
        ProblemKind::FirmClosed,
        ProblemKind::LinkUnknown,
        ProblemKind::LinkElsewhere,
        ProblemKind::SetUpOver,
        ProblemKind::FieldsRefused,
        ProblemKind::TooManyRequests,
        ProblemKind::LostRace,
    ]);
    Flow::public(operation, handle)
}

/// Sets the password.
///
/// # Errors
/// The password is refused, the ten minutes are over, the link is at another step, or a fault.
pub async fn handle(app: App, call: Call<SetPassword>) -> Result<Reply<PasswordWasSet>, Failure> {
    let SetPassword { link, secret, password } = call.body;
    let password = Zeroizing::new(password);
    let page = PageSecret::parse(&Zeroizing::new(secret))
        .ok_or_else(|| Failure::refused(ProblemKind::BodyMalformed).with("field", "secret"))?;
    let caller = LinkCaller::open(&app, &link).await?;
    let decided = Decide::by(&app, caller).limited(&call.source).link(|client, token| {
        let email =
            client.access.login().map(|login| login.email.as_str().to_owned()).unwrap_or_default();
        let about = [client.read.profile.name.as_str(), client.firm.name.as_str(), email.as_str()];
        let mut fields = Fields::new();
        let parsed = fields.take(
            "password",
            NewPassword::parse(password.to_string(), Factors::PasswordAlone, &about),
        );
        let parsed = fields.all(parsed)?;
        let mut verdict = client.access.set_password(
            token.link,
            &page.digest(),
            &page.mark(&parsed),
            &client.firm.rules,
            client.now,
        );
        if let Ok(placed) = &verdict.answer {
            client.password = placed.newly.then(|| Zeroizing::new(parsed.expose().to_vec()));
            if placed.signed_in {
                client.session = Some(session::begin(
                    Realm::Client,
                    client.firm_id,
                    client.id.0,
                    Epochs { account: client.access.epoch(), firm: client.firm.epoch },
                    client.now,
                ));
                verdict = verdict.event(LoginEvent::SignedIn);
            }
        }
        Ok(verdict)
    });
    let decided = decided.await?;
    let next = if decided.answer.signed_in { NextPage::Portal } else { NextPage::SignIn };
    let reply = Reply::from(PasswordWasSet { next });
    Ok(match decided.session {
        Some(session) => reply.with_cookie(session.cookie.to_string()),
        None => reply,
    })
}
