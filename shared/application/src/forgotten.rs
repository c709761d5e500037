//! "Forgot password" at a sign-in page, where anybody can type any address.
//!
//! The request is only recorded, for known and unknown addresses alike: one read, one write, one
//! reply. Its follow-up happens later, from the table's stream.

use crate::decide::{Decide, Decision, Visitor};
use jiff::SignedDuration;
use vestibule_contract::ProblemKind;
use vestibule_contract::bodies::{Done, ForgottenPassword, NextPage};
use vestibule_domain::kernel::FirmId;
use vestibule_flow::fields::Fields;
use vestibule_flow::{Call, Failure, Reply};
use vestibule_runtime::App;
use vestibule_secrets::entropy;
use vestibule_table::{Credential, Key, Realm, RecoveryRequest, Transaction};

/// Repeats within a window count as one request (docs/access-rules.md, "Forgotten passwords").
const WINDOW: SignedDuration = SignedDuration::from_mins(15);

/// The problems of requesting a recovery.
pub const PROBLEMS: &[ProblemKind] = &[
    ProblemKind::NotFound,
    ProblemKind::FirmClosed,
    ProblemKind::FieldsRefused,
    ProblemKind::TooManyRequests,
];

/// Records a recovery request for an address.
///
/// # Errors
/// No such firm, a closed one, an invalid address, too many requests of one source, or a fault.
pub async fn note(
    app: &App,
    realm: Realm,
    call: Call<ForgottenPassword>,
) -> Result<Reply<Done>, Failure> {
    let mut fields = Fields::new();
    let email = fields.email("email", &call.body.email);
    let email = fields.all(email)?;
    let firm: FirmId =
        call.body.firm.parse().map_err(|_| Failure::refused(ProblemKind::NotFound))?;
    let digest = app.keys().index().await?.email(firm, realm, &email);
    let credential_key = Key::credential(firm, realm, &digest);
    let decide =
        Decide::by(app, Visitor { firm }).reading([credential_key.clone()]).limited(&call.source);
    // Already requested within the window: the reply is the same.
    let _ = decide
        .run_unless_taken(|round| {
            let credential: Option<Credential> = round.items.get(&credential_key)?;
            let request = RecoveryRequest {
                id: entropy::message_id(),
                firm,
                realm,
                owner: credential.and_then(|credential| credential.owner),
                created_at: round.now,
            };
            let window = round.now.as_second().div_euclid(WINDOW.as_secs());
            let key = Key::recovery_request(firm, realm, &digest, window);
            Ok(Decision::after((), Transaction::new().request_recovery(&key, &request)))
        })
        .await?;
    Ok(Done { next: NextPage::Mail }.into())
}
