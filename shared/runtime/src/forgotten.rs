//! "Forgot password" at a sign-in page, where anybody can type any address.
//!
//! The request is noted and nothing else, for known and unknown addresses alike: one read, one
//! write, one reply. What it leads to happens later, from the table's stream.

use crate::closed::refuse_if_closed;
use crate::fields::Fields;
use crate::{App, Call, Failure, Fault, Reply, entropy, limits};
use jiff::SignedDuration;
use vestibule_contract::ProblemKind;
use vestibule_contract::bodies::{Done, ForgottenPassword};
use vestibule_domain::ids::FirmId;
use vestibule_table::items::{Credential, Firm, RecoveryRequest};
use vestibule_table::{CommitFault, Key, Race, Realm, Transaction};

/// What is asked again within a window is one request (docs/access-rules.md, "Forgotten passwords").
const WINDOW: SignedDuration = SignedDuration::from_mins(15);

/// What noting a forgotten password may answer besides success.
pub const PROBLEMS: &[ProblemKind] = &[
    ProblemKind::NotFound,
    ProblemKind::FirmClosed,
    ProblemKind::FieldsRefused,
    ProblemKind::TooManyRequests,
];

/// Notes that the password of an address was forgotten.
///
/// # Errors
/// No such firm, a closed one, no address, too many requests of one source, or a fault.
pub async fn note(
    app: &App,
    flow: &'static str,
    realm: Realm,
    call: Call<ForgottenPassword>,
) -> Result<Reply<Done>, Failure> {
    let mut fields = Fields::new();
    let email = fields.email("email", &call.body.email);
    let email = fields.all(email)?;
    let unknown = || Failure::refused(ProblemKind::NotFound);
    let firm: FirmId = call.body.firm.parse().map_err(|_| unknown())?;
    let digest = app.keys().index().await?.email(firm, realm, &email);
    let (firm_key, credential_key) = (Key::firm(firm), Key::credential(firm, realm, &digest));
    let keys = [firm_key.clone(), credential_key.clone()];
    let (within, items) =
        tokio::join!(limits::within(app, flow, &call.source), app.table().load(&keys));
    within?;
    let items = items?;
    let found: Firm = items.get(&firm_key)?.ok_or_else(unknown)?;
    refuse_if_closed(firm, &found)?;
    let credential: Option<Credential> = items.get(&credential_key)?;

    let now = app.now();
    let request = RecoveryRequest {
        id: entropy::message_id(),
        firm,
        realm,
        owner: credential.and_then(|credential| credential.owner),
        created_at: now,
    };
    let window = now.as_second().div_euclid(WINDOW.as_secs());
    let key = Key::recovery_request(firm, realm, &digest, window);
    let mut race = Race::default();
    loop {
        let noted = Transaction::new().request_recovery(&key, &request);
        match app.table().commit(noted).await {
            Ok(()) | Err(CommitFault::Taken) => {
                return Ok(Done { next: "mail".to_owned() }.into());
            }
            // The same is being noted for somebody else at this moment.
            Err(CommitFault::LostRace) => race.again().await.map_err(Fault::from)?,
            Err(other) => return Err(Fault::from(other).into()),
        }
    }
}
