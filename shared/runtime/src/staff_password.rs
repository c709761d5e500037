//! How a member of staff sets a password through a link that was mailed: that of a new account, or
//! one in place of a forgotten one. The link works once; afterwards the way leads to the sign-in
//! page.

use crate::closed::refuse_if_closed;
use crate::fields::Fields;
use crate::token::{LinkKind, LinkToken};
use crate::{App, Failure, Fault, Reply, limits, outbox, views};
use jiff::Timestamp;
use vestibule_contract::ProblemKind;
use vestibule_contract::bodies::StaffPasswordSet;
use vestibule_domain::firms::Firm;
use vestibule_domain::kernel::LinkId;
use vestibule_domain::staff::{Decided, SetUpRefusal, Staff};
use vestibule_domain::values::{Factors, NewPassword};
use vestibule_table::{CommitFault, CredentialWrite, Key, Race, Realm, Transaction};
use zeroize::Zeroizing;

/// What setting a password may answer besides success.
pub const PROBLEMS: &[ProblemKind] = &[
    ProblemKind::FirmClosed,
    ProblemKind::LinkUnknown,
    ProblemKind::LinkElsewhere,
    ProblemKind::FieldsRefused,
    ProblemKind::TooManyRequests,
    ProblemKind::LostRace,
];

/// A request that comes with a link to a member of staff.
pub struct Request<'a> {
    /// The flow.
    pub flow: &'static str,
    /// The only kind of link that it takes.
    pub kind: LinkKind,
    /// The link's text.
    pub link: &'a str,
    /// The password that was chosen.
    pub password: String,
    /// The source to count.
    pub source: &'a str,
}

/// Sets the password, if `decide` lets this link do so.
///
/// # Errors
/// The link is unknown, over or used; the firm is closed; the password is refused; or a fault.
pub async fn set(
    app: &App,
    request: Request<'_>,
    decide: impl Fn(&Staff, LinkId, Timestamp) -> Result<Decided, SetUpRefusal>,
) -> Result<Reply<StaffPasswordSet>, Failure> {
    let Request { flow, kind, link, password, source } = request;
    let password = Zeroizing::new(password);
    let unknown = || Failure::refused(ProblemKind::LinkUnknown);
    let token = LinkToken::open(link, app.keys().links().await?).ok_or_else(unknown)?;
    let id = token.staff().filter(|_| token.kind == kind).ok_or_else(unknown)?;
    let (firm_key, staff_key) = (Key::firm(token.firm), Key::staff(token.firm, id));
    let keys = [firm_key.clone(), staff_key.clone()];
    let index = app.keys().index().await?;
    let mut hashed: Option<String> = None;
    let mut race = Race::default();
    loop {
        // A round after a lost race is no request of its own.
        let (within, items) = match &hashed {
            None => tokio::join!(limits::within(app, flow, source), app.table().load(&keys)),
            Some(_) => (Ok(()), app.table().load(&keys).await),
        };
        within?;
        let items = items?;
        let firm: Firm = items.get(&firm_key)?.ok_or_else(unknown)?;
        refuse_if_closed(token.firm, &firm)?;
        let read: Staff = items.get(&staff_key)?.ok_or_else(unknown)?;
        let now = app.now();
        let Decided { staff, send, .. } = decide(&read, token.link, now).map_err(refused)?;
        let hash = match hashed.take() {
            Some(hash) => hash,
            None => hash(app, &password, &firm, &read).await?,
        };
        let digest = index.email(token.firm, Realm::Staff, &staff.email);
        let epoch = staff.epoch;
        let change =
            CredentialWrite::SetHash { owner: id.0, hash: hash.clone(), epoch, fresh: false };
        let mut transaction = Transaction::new()
            .put_staff(token.firm, id, &read, &staff)
            .change_credential(&Key::credential(token.firm, Realm::Staff, &digest), &change);
        if let Some(message) = send {
            let mail = outbox::to_staff(token.firm, &firm, id, &staff, message, now);
            transaction = transaction.put_message(&mail);
        }
        match app.table().commit(transaction).await {
            Ok(()) => {
                let firm = views::firm(token.firm, &firm);
                let email = staff.email.as_str().to_owned();
                return Ok(StaffPasswordSet { next: "sign-in".to_owned(), firm, email }.into());
            }
            // Another request with the same link was first, or the account changed otherwise.
            Err(CommitFault::LostRace) => race.again().await.map_err(Fault::from)?,
            Err(other) => return Err(Fault::from(other).into()),
        }
        hashed = Some(hash);
    }
}

async fn hash(
    app: &App,
    password: &Zeroizing<String>,
    firm: &Firm,
    staff: &Staff,
) -> Result<String, Failure> {
    let about = [staff.name.as_str(), staff.email.as_str(), firm.name.as_str()];
    let mut fields = Fields::new();
    let parsed = NewPassword::parse(password.to_string(), Factors::PasswordAlone, &about);
    let parsed = fields.take("password", parsed);
    let parsed = fields.all(parsed)?;
    Ok(app.hasher().hash(parsed.expose()).await?)
}

fn refused(refusal: SetUpRefusal) -> Failure {
    let next = match refusal {
        SetUpRefusal::Expired => "expired",
        SetUpRefusal::Ended => "sign-in",
    };
    Failure::refused(ProblemKind::LinkElsewhere).with("next", next)
}
