//! A firm admin adds a colleague: the sign-in e-mail is theirs from now on, and a link to set up
//! the account goes there.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use vestibule_runtime::change::OnceKey;
use vestibule_runtime::contract::bodies::{StaffRole, StaffView};
use vestibule_runtime::contract::{Method, Operation, ProblemKind, strict};
use vestibule_runtime::domain::messaging::StaffMessage;
use vestibule_runtime::domain::staff::{Role, Staff};
use vestibule_runtime::fields::Fields;
use vestibule_runtime::flow::StaffCaller;
use vestibule_runtime::table::{
    CommitFault, CredentialWrite, IdempotentReply, Key, Race, Realm, Transaction,
};
use vestibule_runtime::{App, Call, Failure, Fault, Flow, Reply, entropy, outbox, session, views};

/// The colleague to add.
#[derive(Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AddStaff {
    /// The name, as clients will read it.
    name: String,
    /// The sign-in name; the set-up link goes there.
    email: String,
    /// What they may do.
    #[serde(deserialize_with = "strict::word")]
    role: StaffRole,
}

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    let mut operation = Operation::new(
        env!("CARGO_PKG_NAME"),
        Method::Post,
        Some("/api/staff/members"),
        "Adds a member of staff and mails them a set-up link.",
    )
    .taking::<AddStaff>();
    operation.status = 201;
    operation.idempotent = true;
    operation.problems =
        &[ProblemKind::FieldsRefused, ProblemKind::EmailTaken, ProblemKind::LostRace];
    Flow::staff(operation, Role::FirmAdmin, handle)
}

/// Adds the colleague.
///
/// # Errors
/// Not signed in as a firm admin, a field is refused, the address is taken, or a fault.
pub async fn handle(
    app: App,
    call: Call<AddStaff, StaffCaller>,
) -> Result<Reply<StaffView>, Failure> {
    let once =
        call.idempotency_key.map(|key| OnceKey::new(key, env!("CARGO_PKG_NAME"), &call.body));
    let once_at = once.as_ref().map(|once| once.at(&call.caller));
    let index = app.keys().index().await?;
    let mut taken = Taken::NotYet;
    let mut race = Race::default();
    loop {
        let by = session::staff(&app, &call.caller, once_at.as_slice()).await?;
        if let (Some(once), Some(at)) = (&once, &once_at)
            && let Some(earlier) = by.items.get::<IdempotentReply>(at)?
        {
            return once.replay::<StaffView>(&earlier).map(Reply::from);
        }
        let (id, link, now) = (entropy::staff_id(), entropy::link_id(), app.now());
        let mut fields = Fields::new();
        let name = fields.name("name", &call.body.name);
        let email = fields.email("email", &call.body.email);
        let (name, email) = fields.all(name.zip(email))?;
        let digest = index.email(by.firm_id, Realm::Staff, &email);
        let staff = Staff::invited(name, email, views::role(call.body.role), link, now);
        let mail =
            outbox::to_staff(by.firm_id, &by.firm, id, &staff, StaffMessage::SetUp { link }, now);
        let view = views::staff(id, &staff);
        let mut transaction = Transaction::new()
            .create_staff(by.firm_id, id, &staff)
            .change_credential(
                &Key::credential(by.firm_id, Realm::Staff, &digest),
                &CredentialWrite::Claim { owner: id.0 },
            )
            .put_message(&mail);
        if let (Some(once), Some(at)) = (&once, &once_at) {
            transaction = transaction.remember(at, &once.with_reply(&view), now);
        }
        match (app.table().commit(transaction).await, taken) {
            (Ok(()), _) => return Ok(view.into()),
            // The same request may have taken it a moment ago: then its reply is remembered now.
            (Err(CommitFault::Taken), Taken::NotYet) if once.is_some() => taken = Taken::Once,
            (Err(CommitFault::Taken), _) => return Err(Failure::refused(ProblemKind::EmailTaken)),
            (Err(CommitFault::LostRace), _) => {}
            (Err(other), _) => return Err(Fault::from(other).into()),
        }
        race.again().await.map_err(Fault::from)?;
    }
}

/// Whether the address was found to be taken.
#[derive(Clone, Copy)]
enum Taken {
    NotYet,
    Once,
}
