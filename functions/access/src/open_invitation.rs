//! A link is opened: the reply names what comes next. Nothing changes but the timeline, so mail
//! scanners and previews may open it as often as they like.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use vestibule_application::decide::{Decide, LinkCaller};
use vestibule_application::views::{self, Shown};
use vestibule_contract::bodies::{BlockedView, FirmView, Grant, LinkPurpose, LinkStep};
use vestibule_contract::{Operation, ProblemKind};
use vestibule_domain::access::Next;
use vestibule_flow::{Call, Failure, Flow, Reply};
use vestibule_runtime::App;
use vestibule_secrets::keyring::PageSecret;

/// The link.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenInvitation {
    /// The token: the part of the link after the `#`.
    link: String,
    /// The secret that this page made earlier, if it did: 43 characters of base64url.
    secret: Option<String>,
}

/// Where the link leads.
#[derive(Serialize, ToSchema)]
pub struct InvitationOpened {
    /// What the page shows.
    next: LinkStep,
    /// What the link opens.
    grant: Grant,
    /// What the link was mailed for.
    purpose: LinkPurpose,
    /// A password is on record: the way through a PIN leads to a new one.
    has_password: bool,
    /// The e-mail to sign in with, told where a password may be chosen now: a password manager
    /// keeps the two together.
    email: Option<String>,
    /// The firm.
    firm: FirmView,
    /// Who may be asked for help.
    adviser: String,
    /// The PIN to ask for.
    pin: AskedPin,
}

/// Which PIN a page asks for, and how the client comes by it.
#[derive(Serialize, ToSchema)]
pub struct AskedPin {
    /// From the second PIN on, its letter.
    letter: Option<String>,
    /// There is one that this link takes; otherwise it has to be asked for first.
    live: bool,
    /// It can be texted; otherwise the adviser passes it on.
    by_text: bool,
    /// Blocked for PIN entry, and how that ends.
    blocked: Option<BlockedView>,
}

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    let operation = Operation::post(
        "open-invitation",
        "/api/client/open-invitation",
        "Opens a link; uses nothing up.",
    )
    .taking::<OpenInvitation>()
    .refusing(&[ProblemKind::FirmClosed, ProblemKind::LinkUnknown, ProblemKind::LostRace]);
    Flow::public(operation, handle)
}

/// Opens the link.
///
/// # Errors
/// The link is not one of ours, or a fault.
pub async fn handle(
    app: App,
    call: Call<OpenInvitation>,
) -> Result<Reply<InvitationOpened>, Failure> {
    let page =
        call.body.secret.as_deref().and_then(PageSecret::parse).map(|secret| secret.digest());
    let caller = LinkCaller::open(&app, &call.body.link).await?;
    let decided = Decide::by(&app, caller)
        .link(|client, token| {
            Ok((token.firm, client.access.open(token.link, page.as_ref(), client.now)))
                .map(|(firm, verdict)| verdict.map(|opened| (firm, opened)))
        })
        .await?;
    let (firm, opened) = decided.answer;
    let email = match opened.next {
        Next::Password => {
            decided.client.access.login().map(|login| login.email.as_str().to_owned())
        }
        Next::Mobile
        | Next::Pin
        | Next::SignIn
        | Next::Expired
        | Next::Superseded
        | Next::Corrected
        | Next::Ended => None,
    };
    Ok(InvitationOpened {
        next: opened.next.shown(),
        grant: opened.grant.shown(),
        purpose: opened.purpose.shown(),
        has_password: opened.has_password,
        email,
        firm: views::firm(firm, &decided.party.firm),
        adviser: decided.client.profile.adviser.name.as_str().to_owned(),
        pin: AskedPin {
            letter: opened.pin.letter,
            live: opened.pin.live,
            by_text: opened.pin.by_text,
            blocked: opened.pin.blocked.map(views::blocked),
        },
    }
    .into())
}
