//! Signing in with e-mail and password, for clients and for staff: one read, one hash, one write.
//! Known and unknown addresses take the same way.

use crate::change::{Lines, Scene, with_message};
use crate::fields::Fields;
use crate::password_hash::Verified;
use crate::session::{self, NewSession};
use crate::{App, Failure, Fault, Reply, limits};
use jiff::Timestamp;
use vestibule_contract::ProblemKind;
use vestibule_contract::bodies::SessionBegun;
use vestibule_domain::access::Admission;
use vestibule_domain::event::{Actor, Event};
use vestibule_domain::ids::{ClientId, FirmId, StaffId};
use vestibule_domain::message::{Message, Notice};
use vestibule_domain::staff::Staff;
use vestibule_domain::values::{Email, PasswordAttempt};
pub use vestibule_table::Realm;
use vestibule_table::items::{Client, Credential, Firm};
use vestibule_table::{CommitFault, Items, Key, Race, Transaction};

/// What signing in may answer besides success.
pub const PROBLEMS: &[ProblemKind] = &[
    ProblemKind::NotFound,
    ProblemKind::SignInRefused,
    ProblemKind::AccessEnded,
    ProblemKind::LoginExpired,
    ProblemKind::RecoveryRequired,
    ProblemKind::FieldsRefused,
    ProblemKind::PasswordWaits,
    ProblemKind::TooManyRequests,
    ProblemKind::LostRace,
];

/// A request to sign in, as it was typed.
pub struct SignIn {
    /// The flow, for the timeline and the limits.
    pub flow: &'static str,
    /// Clients or staff.
    pub realm: Realm,
    /// The firm's identifier.
    pub firm: String,
    /// The sign-in name.
    pub email: String,
    /// The password.
    pub password: String,
    /// Where the request came from.
    pub source: String,
}

/// Checks the password, begins a session and sets its cookie.
///
/// # Errors
/// Wrong, waiting, not admitted, or a fault.
pub async fn answer(
    app: &App,
    request: SignIn,
    next: &str,
) -> Result<Reply<SessionBegun>, Failure> {
    let SignIn { flow, realm, firm, email, password, source } = request;
    let password = PasswordAttempt::parse(password);
    let mut fields = Fields::new();
    let email = fields.email("email", &email);
    if let Err(refusal) = &password {
        fields.refuse("password", refusal.code(), &refusal.to_string());
    }
    let (email, password) = fields.all(email.zip(password.ok()))?;
    let firm = firm.parse().map_err(|_| Failure::refused(ProblemKind::NotFound))?;
    let attempt =
        Attempt { flow, realm, firm, email: &email, password: &password, source: &source };
    let session = sign_in(app, &attempt).await?;
    let begun =
        SessionBegun { next: next.to_owned(), ends_at: session.session.ends_at().to_string() };
    Ok(Reply::from(begun).with_cookie(session.cookie.to_string()))
}

/// Who wants to sign in, and where.
struct Attempt<'a> {
    flow: &'static str,
    realm: Realm,
    firm: FirmId,
    email: &'a Email,
    password: &'a PasswordAttempt,
    source: &'a str,
}

async fn sign_in(app: &App, attempt: &Attempt<'_>) -> Result<NewSession, Failure> {
    let index = app.keys().index().await?;
    let key = Key::credential(
        attempt.firm,
        attempt.realm,
        &index.email(attempt.firm, attempt.realm, attempt.email),
    );
    let firm_key = Key::firm(attempt.firm);
    let keys = [firm_key.clone(), key.clone()];
    let mut compared: Option<(Option<String>, Verified)> = None;
    let mut race = Race::default();
    loop {
        let (limited, items) = if compared.is_none() {
            tokio::join!(limits::within(app, attempt.flow, attempt.source), app.table().load(&keys))
        } else {
            (Ok(()), app.table().load(&keys).await)
        };
        limited?;
        let items = items?;
        let firm: Firm =
            items.get(&firm_key)?.ok_or_else(|| Failure::refused(ProblemKind::NotFound))?;
        let credential: Credential = items.get(&key)?.unwrap_or_default();
        let now = app.now();
        if let Some(until) = credential.wait.waiting(now) {
            return Err(Failure::refused(ProblemKind::PasswordWaits).retry_at(until, now));
        }
        // After a lost race the same hash need not be compared again.
        let verified = match &compared {
            Some((hash, verified)) if *hash == credential.hash => verified.clone(),
            Some(_) | None => {
                let verified = app
                    .hasher()
                    .verify(attempt.password.expose(), credential.hash.as_deref())
                    .await?;
                compared.insert((credential.hash.clone(), verified)).1.clone()
            }
        };
        let rehashed = match &verified {
            Verified::Wrong => match wrong(app, attempt, &key, &credential, &firm, now).await? {
                Settled::Told(failure) => return Err(failure),
                Settled::LostRace => {
                    race.again().await.map_err(Fault::from)?;
                    continue;
                }
            },
            Verified::Right => None,
            Verified::Rehashed(hash) => Some(hash.as_str()),
        };
        match right(app, attempt, &key, &credential, rehashed, now).await? {
            Entered::In(session) => return Ok(*session),
            Entered::Refused(failure) => return Err(failure),
            Entered::LostRace => race.again().await.map_err(Fault::from)?,
        }
    }
}

fn lines(attempt: &Attempt<'_>, client: ClientId, now: Timestamp) -> Lines {
    Lines {
        firm: attempt.firm,
        client,
        actor: Actor::Client,
        cause: attempt.flow,
        at_ms: now.as_millisecond(),
        now,
    }
}

enum Settled {
    Told(Failure),
    LostRace,
}

async fn wrong(
    app: &App,
    attempt: &Attempt<'_>,
    key: &Key,
    credential: &Credential,
    firm: &Firm,
    now: Timestamp,
) -> Result<Settled, Failure> {
    let mut wait = credential.wait.clone();
    let counted = wait.wrong(now);
    let mut transaction = Transaction::new().put_wait(key, credential, &wait, None, now);
    if counted.first_longest_wait && attempt.realm == Realm::Client {
        // Read whether or not the address is known, so that the time does not tell.
        let client_id = ClientId(credential.owner.unwrap_or_default());
        let client_key = Key::client(attempt.firm, client_id);
        let items = app.table().load(std::slice::from_ref(&client_key)).await?;
        if let Some(client) = items.get::<Client>(&client_key)? {
            let scene = Scene { firm_id: attempt.firm, firm, client_id, client: &client, now };
            transaction =
                lines(attempt, client_id, now).write(transaction, vec![Event::PasswordWaits]);
            transaction = with_message(transaction, &scene, Message::Tell(Notice::PasswordWaits));
        }
    }
    match app.table().commit(transaction).await {
        Ok(()) => {
            let refused = Failure::refused(ProblemKind::SignInRefused);
            Ok(Settled::Told(match counted.wait_until {
                Some(until) => refused.retry_at(until, now),
                None => refused,
            }))
        }
        Err(CommitFault::LostRace) => Ok(Settled::LostRace),
        Err(other) => Err(other.into()),
    }
}

enum Entered {
    In(Box<NewSession>),
    Refused(Failure),
    LostRace,
}

async fn right(
    app: &App,
    attempt: &Attempt<'_>,
    key: &Key,
    credential: &Credential,
    rehashed: Option<&str>,
    now: Timestamp,
) -> Result<Entered, Failure> {
    let owner = credential.owner.ok_or(Fault::Broken("a hash without an owner"))?;
    let session = session::begin(attempt.realm, attempt.firm, owner, credential.epoch, now);
    let mut wait = credential.wait.clone();
    wait.right();
    let transaction = Transaction::new()
        .put_wait(key, credential, &wait, rehashed, now)
        .begin_session(&session.key, &session.session);
    let transaction = match attempt.realm {
        Realm::Staff => transaction.if_staff_active(attempt.firm, StaffId(owner), credential.epoch),
        Realm::Client => {
            let client = ClientId(owner);
            let transaction = transaction.if_admitted(attempt.firm, client, credential.epoch, now);
            lines(attempt, client, now).write(transaction, vec![Event::SignedIn])
        }
    };
    match app.table().commit(transaction).await {
        Ok(()) => Ok(Entered::In(Box::new(session))),
        Err(CommitFault::LostRace) => Ok(Entered::LostRace),
        Err(CommitFault::Refused(items)) => why_refused(attempt, &items, owner, now),
        Err(other) => Err(other.into()),
    }
}

/// Only the right password learns why it does not sign in.
fn why_refused(
    attempt: &Attempt<'_>,
    items: &Items,
    owner: uuid::Uuid,
    now: Timestamp,
) -> Result<Entered, Failure> {
    let ended = || Entered::Refused(Failure::refused(ProblemKind::AccessEnded));
    match attempt.realm {
        Realm::Staff => {
            let staff: Option<Staff> = items.get(&Key::staff(attempt.firm, StaffId(owner)))?;
            // Active all the same: the epoch rose in between, so read again.
            Ok(if staff.is_some_and(|staff| staff.is_active()) {
                Entered::LostRace
            } else {
                ended()
            })
        }
        Realm::Client => {
            let client: Option<Client> = items.get(&Key::client(attempt.firm, ClientId(owner)))?;
            Ok(match client.map(|client| client.access.admission(now)) {
                Some(Admission::Welcome { .. }) => Entered::LostRace,
                Some(Admission::Expired) => {
                    Entered::Refused(Failure::refused(ProblemKind::LoginExpired))
                }
                Some(Admission::Held) => {
                    Entered::Refused(Failure::refused(ProblemKind::RecoveryRequired))
                }
                Some(Admission::NoPassword | Admission::NothingLeft) | None => ended(),
            })
        }
    }
}
