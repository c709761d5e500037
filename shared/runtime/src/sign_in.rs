//! Signing in with e-mail and password, for clients and for staff: one read, one hash, one write.
//! Known and unknown addresses take the same way.
//!
//! Wrong passwords count on the clock of the e-mail. A device that signed in with it before has a
//! clock of its own, so that whoever guesses elsewhere cannot keep its owner out.

use crate::change::{Lines, Scene, with_message};
use crate::closed::refuse_if_closed;
use crate::fields::Fields;
use crate::password_hash::Verified;
use crate::session::{self, NewSession};
use crate::token::DeviceToken;
use crate::{App, Call, Failure, Fault, Reply, limits, meter};
use jiff::Timestamp;
use vestibule_contract::ProblemKind;
use vestibule_contract::bodies::{Credentials, SessionBegun};
use vestibule_domain::access::Admission;
use vestibule_domain::clients::Client;
use vestibule_domain::firms::Firm;
use vestibule_domain::kernel::{Actor, ClientId, FirmId, StaffId};
use vestibule_domain::logins::{Epochs, WaitClock};
use vestibule_domain::messaging::{Message, Notice};
use vestibule_domain::staff::Staff;
use vestibule_domain::timeline::{Event, LoginEvent};
use vestibule_domain::values::{Email, PasswordAttempt};
pub use vestibule_table::Realm;
use vestibule_table::{
    CommitFault, Credential, CredentialTouch, Device, Items, Key, Race, Transaction,
};

/// What signing in may answer besides success.
pub const PROBLEMS: &[ProblemKind] = &[
    ProblemKind::NotFound,
    ProblemKind::FirmClosed,
    ProblemKind::SignInRefused,
    ProblemKind::AccessEnded,
    ProblemKind::LoginExpired,
    ProblemKind::RecoveryRequired,
    ProblemKind::FieldsRefused,
    ProblemKind::PasswordWaits,
    ProblemKind::TooManyRequests,
    ProblemKind::LostRace,
];

/// Checks the password, begins a session and sets its cookie, and that of the device.
///
/// # Errors
/// Wrong, waiting, not admitted, or a fault.
pub async fn answer(
    app: &App,
    flow: &'static str,
    realm: Realm,
    call: Call<Credentials>,
    next: &str,
) -> Result<Reply<SessionBegun>, Failure> {
    let Credentials { firm, email, password } = call.body;
    let password = PasswordAttempt::parse(password);
    let mut fields = Fields::new();
    let email = fields.email("email", &email);
    if let Err(refusal) = &password {
        fields.refuse("password", refusal.code(), &refusal.to_string());
    }
    let (email, password) = fields.all(email.zip(password.ok()))?;
    let firm = firm.parse().map_err(|_| Failure::refused(ProblemKind::NotFound))?;
    // Made before it is known whether it will be good for anything: a browser has one for all.
    let device = call.device.unwrap_or_else(DeviceToken::make);
    let attempt = Attempt {
        flow,
        realm,
        firm,
        email: &email,
        password: &password,
        device: &device,
        source: &call.source,
    };
    let session = sign_in(app, &attempt).await?;
    let begun =
        SessionBegun { next: next.to_owned(), ends_at: session.session.ends_at().to_string() };
    Ok(Reply::from(begun)
        .with_cookie(session.cookie.to_string())
        .with_cookie(session::device_cookie(&device).to_string()))
}

/// Who wants to sign in, and where.
struct Attempt<'a> {
    flow: &'static str,
    realm: Realm,
    firm: FirmId,
    email: &'a Email,
    password: &'a PasswordAttempt,
    device: &'a DeviceToken,
    source: &'a str,
}

/// What was read for an attempt.
struct Found {
    firm: Firm,
    key: Key,
    credential: Credential,
    device_key: Key,
    /// What is known of the device: nothing unless it signed in with this e-mail before.
    device: Option<Device>,
    now: Timestamp,
}

impl Found {
    /// The clock that this attempt counts on.
    fn wait(&self) -> &WaitClock {
        self.device.as_ref().map_or(&self.credential.wait, |device| &device.wait)
    }

    fn with_wait(&self, transaction: Transaction, wait: &WaitClock) -> Transaction {
        match &self.device {
            Some(device) => transaction.put_device(&self.device_key, device, wait, self.now),
            None => {
                let touch = CredentialTouch { wait, rehashed: None, greeted: false };
                transaction.touch_credential(&self.key, &self.credential, &touch, self.now)
            }
        }
    }
}

async fn sign_in(app: &App, attempt: &Attempt<'_>) -> Result<NewSession, Failure> {
    let email = app.keys().index().await?.email(attempt.firm, attempt.realm, attempt.email);
    let key = Key::credential(attempt.firm, attempt.realm, &email);
    let device_key = Key::device(attempt.firm, attempt.realm, &email, &attempt.device.digest());
    let firm_key = Key::firm(attempt.firm);
    let keys = [firm_key.clone(), key.clone(), device_key.clone()];
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
        let found = Found {
            firm: items.get(&firm_key)?.ok_or_else(|| Failure::refused(ProblemKind::NotFound))?,
            key: key.clone(),
            credential: items.get(&key)?.unwrap_or_default(),
            device_key: device_key.clone(),
            device: items.get(&device_key)?,
            now: app.now(),
        };
        // Before anything is compared: of a closed firm nobody learns who has an account there.
        refuse_if_closed(attempt.firm, &found.firm)?;
        let (credential, now) = (&found.credential, found.now);
        if let Some(until) = found.wait().waiting(now) {
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
            Verified::Wrong => match wrong(app, attempt, &found).await? {
                Settled::Told(failure) => return Err(failure),
                Settled::LostRace => {
                    race.again().await.map_err(Fault::from)?;
                    continue;
                }
            },
            Verified::Right => None,
            Verified::Rehashed(hash) => Some(hash.as_str()),
        };
        match right(app, attempt, &found, rehashed).await? {
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

async fn wrong(app: &App, attempt: &Attempt<'_>, found: &Found) -> Result<Settled, Failure> {
    let Found { firm, credential, now, .. } = found;
    let now = *now;
    let mut wait = found.wait().clone();
    let counted = wait.wrong(now);
    let mut transaction = found.with_wait(Transaction::new(), &wait);
    if counted.first_longest_wait && attempt.realm == Realm::Client {
        // Read whether or not the address is known, so that the time does not tell.
        let client_id = ClientId(credential.owner.unwrap_or_default());
        let client_key = Key::client(attempt.firm, client_id);
        let items = app.table().load(std::slice::from_ref(&client_key)).await?;
        if let Some(client) = items.get::<Client>(&client_key)? {
            let scene = Scene { firm_id: attempt.firm, firm, client_id, client: &client, now };
            transaction = lines(attempt, client_id, now)
                .write(transaction, vec![Event::Login(LoginEvent::PasswordWaits)]);
            transaction = with_message(transaction, &scene, Message::Tell(Notice::PasswordWaits));
        }
    }
    match app.table().commit(transaction).await {
        Ok(()) => {
            meter::count_sign_in_failure();
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
    found: &Found,
    rehashed: Option<&str>,
) -> Result<Entered, Failure> {
    let Found { credential, now, .. } = found;
    let now = *now;
    let owner = credential.owner.ok_or(Fault::Broken("a hash without an owner"))?;
    let epochs = Epochs { account: credential.epoch, firm: found.firm.epoch };
    let session = session::begin(attempt.realm, attempt.firm, owner, epochs, now);
    let mut transaction = Transaction::new().begin_session(&session.key, &session.session);
    let anew = WaitClock::default();
    // What others guessed on the e-mail's clock stays counted when a known device signs in: each
    // success would give them their free tries back.
    let wait = if found.device.is_some() { &credential.wait } else { &anew };
    if *wait != credential.wait || rehashed.is_some() || credential.fresh {
        let touch = CredentialTouch { wait, rehashed, greeted: true };
        transaction = transaction.touch_credential(&found.key, credential, &touch, now);
    }
    let device = found.device.clone().unwrap_or_default();
    if device.version == 0 || device.wait != anew {
        transaction = transaction.put_device(&found.device_key, &device, &anew, now);
    }
    if credential.fresh && attempt.realm == Realm::Client {
        transaction = tell_first_sign_in(app, attempt, found, owner, transaction).await?;
    }
    let transaction = match attempt.realm {
        Realm::Staff => transaction.if_staff_active(attempt.firm, StaffId(owner), credential.epoch),
        Realm::Client => {
            let client = ClientId(owner);
            let transaction = transaction.if_admitted(attempt.firm, client, credential.epoch, now);
            lines(attempt, client, now).write(transaction, vec![Event::Login(LoginEvent::SignedIn)])
        }
    };
    match app.table().commit(transaction).await {
        Ok(()) => Ok(Entered::In(Box::new(session))),
        Err(CommitFault::LostRace) => Ok(Entered::LostRace),
        Err(CommitFault::Refused(items)) => why_refused(attempt, &items, owner, now),
        Err(other) => Err(other.into()),
    }
}

/// Once in a client's life the client is read as well, for the adviser to be told by name.
async fn tell_first_sign_in(
    app: &App,
    attempt: &Attempt<'_>,
    found: &Found,
    owner: uuid::Uuid,
    transaction: Transaction,
) -> Result<Transaction, Failure> {
    let client_id = ClientId(owner);
    let key = Key::client(attempt.firm, client_id);
    let items = app.table().load(std::slice::from_ref(&key)).await?;
    let Some(client) = items.get::<Client>(&key)? else { return Ok(transaction) };
    let scene = Scene {
        firm_id: attempt.firm,
        firm: &found.firm,
        client_id,
        client: &client,
        now: found.now,
    };
    Ok(with_message(transaction, &scene, Message::Tell(Notice::FirstSignIn)))
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
