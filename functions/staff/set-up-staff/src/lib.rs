//! A member of staff sets the password of a new account, through the link that was mailed. The
//! link works once; afterwards the way leads to the sign-in page.

use serde::Deserialize;
use utoipa::ToSchema;
use vestibule_runtime::contract::bodies::Done;
use vestibule_runtime::contract::{Method, Operation, ProblemKind};
use vestibule_runtime::domain::staff::{SetUpRefusal, Staff};
use vestibule_runtime::domain::values::{Factors, NewPassword};
use vestibule_runtime::fields::Fields;
use vestibule_runtime::table::items::Firm;
use vestibule_runtime::table::{CommitFault, CredentialWrite, Key, Realm, Transaction};
use vestibule_runtime::token::{LinkKind, LinkToken};
use vestibule_runtime::{App, Call, Failure, Fault, Flow, Reply, limits};

/// The link and the password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetUpStaff {
    /// What stands behind the `#` of the link.
    link: String,
    /// At least 15 characters.
    password: String,
}

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    let mut operation = Operation::new(
        env!("CARGO_PKG_NAME"),
        Method::Post,
        Some("/api/staff/set-up"),
        "Sets the password of a new staff account.",
    )
    .taking::<SetUpStaff>();
    operation.problems = &[
        ProblemKind::LinkUnknown,
        ProblemKind::LinkElsewhere,
        ProblemKind::FieldsRefused,
        ProblemKind::TooManyRequests,
        ProblemKind::LostRace,
    ];
    Flow::public(operation, handle)
}

/// Sets the password.
///
/// # Errors
/// The link is unknown, over or used; the password is refused; or a fault.
pub async fn handle(app: App, call: Call<SetUpStaff>) -> Result<Reply<Done>, Failure> {
    let unknown = || Failure::refused(ProblemKind::LinkUnknown);
    let token = LinkToken::open(&call.body.link, app.keys().links().await?).ok_or_else(unknown)?;
    let id = token.staff().filter(|_| token.kind == LinkKind::StaffSetUp).ok_or_else(unknown)?;
    let (firm_key, staff_key) = (Key::firm(token.firm), Key::staff(token.firm, id));
    let keys = [firm_key.clone(), staff_key.clone()];
    let (within, items) = tokio::join!(
        limits::within(&app, env!("CARGO_PKG_NAME"), &call.source),
        app.table().load(&keys)
    );
    within?;
    let items = items?;
    let firm: Firm = items.get(&firm_key)?.ok_or_else(unknown)?;
    let staff: Staff = items.get(&staff_key)?.ok_or_else(unknown)?;
    staff.may_set_up(token.link, app.now()).map_err(refused)?;

    let about = [staff.name.as_str(), staff.email.as_str(), firm.name.as_str()];
    let mut fields = Fields::new();
    let password = fields
        .take("password", NewPassword::parse(call.body.password, Factors::PasswordAlone, &about));
    let password = fields.all(password)?;

    let hash = app.hasher().hash(password.expose()).await?;
    let active = staff.activated();
    let index = app.keys().index().await?;
    let credential = Key::credential(
        token.firm,
        Realm::Staff,
        &index.email(token.firm, Realm::Staff, &staff.email),
    );
    let change = CredentialWrite::SetHash { owner: id.0, hash, epoch: active.epoch, fresh: false };
    let transaction = Transaction::new()
        .put_staff(token.firm, id, &staff, &active)
        .change_credential(&credential, &change);
    match app.table().commit(transaction).await {
        Ok(()) => Ok(Done { next: "sign-in".to_owned() }.into()),
        // Another request with the same link was first.
        Err(CommitFault::LostRace) => Err(refused(SetUpRefusal::Ended)),
        Err(other) => Err(Fault::from(other).into()),
    }
}

fn refused(refusal: SetUpRefusal) -> Failure {
    let next = match refusal {
        SetUpRefusal::Expired => "expired",
        SetUpRefusal::Ended => "sign-in",
    };
    Failure::refused(ProblemKind::LinkElsewhere).with("next", next)
}
