//! An adviser invites a client to the portal: a link goes out by e-mail, the PIN by another way.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use vestibule_application::decide::{Decide, IdempotencyKey};
use vestibule_application::views::{self, Chosen, Shown};
use vestibule_contract::bodies::{BlockedView, PinDelivery, PinRoute};
use vestibule_contract::{Operation, ProblemKind, strict};
use vestibule_domain::access::{Invitation, Invited, Offer};
use vestibule_domain::clients::Client;
use vestibule_domain::kernel::{ClientId, GrantId};
use vestibule_domain::staff::Capability;
use vestibule_domain::values::Email;
use vestibule_flow::fields::Fields;
use vestibule_flow::flow::StaffCaller;
use vestibule_flow::{Call, Failure, Flow, Reply};
use vestibule_runtime::App;
use vestibule_secrets::entropy;

/// How to invite.
#[derive(Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InviteClient {
    /// One of the client's addresses, which becomes the sign-in name. If absent: the address of
    /// the open invitation, otherwise the preferred one.
    email: Option<String>,
    /// How the PIN travels; the firm's default if absent.
    #[serde(default, deserialize_with = "strict::optional_word")]
    pin: Option<PinDelivery>,
}

/// The invitation that was issued.
#[derive(Serialize, Deserialize, ToSchema)]
pub struct InvitationIssued {
    /// The link's identifier; its secret is in the e-mail only.
    link: String,
    /// When its time is over (RFC 3339).
    ends_at: String,
    /// How the PIN travels.
    pin: PinRoute,
    /// The client is blocked for PIN entry: a new PIN is needed before this invitation helps.
    blocked: Option<BlockedView>,
}

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    let operation = Operation::post(
        "invite-client",
        "/api/staff/clients/{client}/invite",
        "Invites a client to the portal.",
    )
    .taking::<InviteClient>()
    .idempotent()
    .refusing(&[
        ProblemKind::AlreadyActive,
        ProblemKind::AddressUnreachable,
        ProblemKind::ClientArchived,
        ProblemKind::EmailTaken,
        ProblemKind::NoEmail,
        ProblemKind::LostRace,
        ProblemKind::FieldsRefused,
    ]);
    Flow::staff(operation, Capability::Invite, handle)
}

/// Invites the client.
///
/// # Errors
/// Not signed in, no such client, no such address, the client is active already, or a fault.
pub async fn handle(
    app: App,
    call: Call<InviteClient, StaffCaller>,
) -> Result<Reply<InvitationIssued>, Failure> {
    let id: ClientId = call.path("client")?;
    let once = call.idempotency_key.map(|key| {
        let operation = format!("{} {id}", app.flow());
        IdempotencyKey::new(key, &call.caller, &operation, &call.body)
    });
    let delivery = call.body.pin.map(Chosen::chosen);
    let pins = app.keys().pins().await?;
    let decide = Decide::by(&app, &call.caller);
    let issued = decide.client_once(id, once.as_ref(), |client| {
        let email = address(client.read, call.body.email.as_deref())?;
        let fresh = pins.make(client.firm_id, id, client.access.generation_to_come());
        let invitation = Invitation {
            offer: Offer { grant: GrantId::Portal, delivery },
            email,
            link: entropy::link_id(),
        };
        let verdict = client.access.invite(invitation, fresh, &client.firm.rules, client.now);
        Ok(verdict.map(|invited| issued(&invited)))
    });
    Ok(issued.await?.into())
}

fn address(client: &Client, wanted: Option<&str>) -> Result<Email, Failure> {
    let Client { profile, access, .. } = client;
    let Some(text) = wanted else {
        let claimed = access.claimed_login().map(|login| &login.email);
        let email = claimed.or(profile.emails.first());
        return email.cloned().ok_or_else(|| Failure::refused(ProblemKind::NoEmail));
    };
    let mut fields = Fields::new();
    let parsed = fields.email("email", text);
    let known = parsed.and_then(|email| {
        profile.emails.iter().find(|own| own.unique() == email.unique()).cloned()
    });
    if known.is_none() {
        fields.refuse("email", "not-on-record", "This address is not on the client's record.");
    }
    fields.all(known)
}

fn issued(invited: &Invited) -> InvitationIssued {
    InvitationIssued {
        link: invited.link.to_string(),
        ends_at: invited.ends_at.to_string(),
        pin: invited.pin.shown(),
        blocked: invited.blocked.map(views::blocked),
    }
}
