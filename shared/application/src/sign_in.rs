//! Signing in with e-mail and password, for clients and for staff: one read, one hash, one write.
//! Known and unknown addresses take the same steps.
//!
//! Wrong passwords count on the e-mail's wait clock. A known device has its own clock, so guesses
//! from elsewhere cannot lock out its owner.

use crate::decide::{Decide, Decider, Decision, Effects, Round, Visited, Visitor};
use crate::outbox::About;
use crate::timeline_writer::TimelineWriter;
use jiff::Timestamp;
use vestibule_contract::ProblemKind;
use vestibule_contract::bodies::{Credentials, NextPage, SessionBegun};
use vestibule_domain::access::Admission;
use vestibule_domain::clients::Client;
use vestibule_domain::kernel::{Actor, ClientId, FirmId, StaffId};
use vestibule_domain::logins::{Epochs, WaitClock};
use vestibule_domain::messaging::{Message, Notice};
use vestibule_domain::staff::Staff;
use vestibule_domain::timeline::{Event, LoginEvent};
use vestibule_domain::values::PasswordAttempt;
use vestibule_flow::fields::Fields;
use vestibule_flow::session;
use vestibule_flow::{Call, Failure, Fault, Reply};
use vestibule_runtime::{App, meter};
use vestibule_secrets::password_hash::Verified;
use vestibule_secrets::token::DeviceToken;
pub use vestibule_table::Realm;
use vestibule_table::{Credential, CredentialTouch, Device, Items, Key, Transaction};

/// The problems of signing in.
pub const PROBLEMS: &[ProblemKind] = &[
    ProblemKind::NotFound,
    ProblemKind::FirmClosed,
    ProblemKind::SignInRefused,
    ProblemKind::AccessEnded,
    ProblemKind::LoginExpired,
    ProblemKind::RecoveryRequired,
    ProblemKind::FieldsRefused,
    ProblemKind::PasswordWaits,
    ProblemKind::PasswordsUsedUp,
    ProblemKind::TooManyRequests,
    ProblemKind::LostRace,
];

/// Checks the password, starts a session, and sets its cookie and that of the device.
///
/// # Errors
/// Wrong, waiting, not admitted, or a fault.
pub async fn answer(
    app: &App,
    realm: Realm,
    call: Call<Credentials>,
    next: NextPage,
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
    // Created before the outcome is known: a browser has one for everything.
    let device = call.device.unwrap_or_else(DeviceToken::make);
    let digest = app.keys().index().await?.email(firm, realm, &email);
    let credential_key = Key::credential(firm, realm, &digest);
    let device_key = Key::device(firm, realm, &digest, &device.digest());
    let decide = Decide::by(app, Visitor { firm })
        .reading([credential_key.clone(), device_key.clone()])
        .limited(&call.source);
    let attempt =
        Attempt { realm, firm, password: &password, credential_key, device_key, compared: None };
    let decided = decide.run_with(attempt).await?;
    let session = match (decided.answer, decided.session) {
        (Outcome::SignedIn, Some(session)) => session,
        (Outcome::SignedIn, None) => {
            return Err(Fault::Broken("signed in without a session").into());
        }
        (Outcome::Wrong(refused), _) => {
            meter::count_sign_in_failure();
            return Err(refused);
        }
    };
    let begun = SessionBegun { next, ends_at: session.session.ends_at().to_string() };
    Ok(Reply::from(begun)
        .with_cookie(session.cookie.to_string())
        .with_cookie(session::device_cookie(&device).to_string()))
}

/// A sign-in attempt, and its firm.
struct Attempt<'a> {
    realm: Realm,
    firm: FirmId,
    password: &'a PasswordAttempt,
    credential_key: Key,
    device_key: Key,
    /// The hash that the password was compared with, and the result.
    compared: Option<(Option<String>, Verified)>,
}

/// The outcome of an attempt, once it is counted.
enum Outcome {
    SignedIn,
    Wrong(Failure),
}

/// The items of an attempt.
struct Read {
    credential: Credential,
    /// The device: empty unless it signed in with this e-mail before.
    device: Option<Device>,
    /// The time of the attempt.
    now: Timestamp,
}

impl Read {
    /// The device, if it has a clock of its own. One whose tries are used up is treated like any
    /// other browser.
    fn known_device(&self) -> Option<&Device> {
        self.device.as_ref().filter(|device| !device.wait.is_used_up(self.now))
    }

    /// The clock that this attempt counts on.
    fn wait(&self) -> &WaitClock {
        self.known_device().map_or(&self.credential.wait, |device| &device.wait)
    }
}

impl Decider<Visited> for Attempt<'_> {
    type Answer = Outcome;

    async fn decide(
        &mut self,
        app: &App,
        round: &Round<Visited>,
    ) -> Result<Decision<Outcome>, Failure> {
        let read = Read {
            credential: round.items.get(&self.credential_key)?.unwrap_or_default(),
            device: round.items.get(&self.device_key)?,
            now: round.now,
        };
        if read.wait().is_used_up(round.now) {
            return Err(Failure::refused(ProblemKind::PasswordsUsedUp));
        }
        if let Some(until) = read.wait().waiting(round.now) {
            return Err(Failure::refused(ProblemKind::PasswordWaits).retry_at(until, round.now));
        }
        match self.verify(app, &read.credential).await? {
            Verified::Wrong => self.wrong(app, round, &read).await,
            Verified::Right => self.right(app, round, &read, None).await,
            Verified::Rehashed(hash) => self.right(app, round, &read, Some(&hash)).await,
        }
    }

    /// Only the right password shows why it may not sign in.
    fn refused(
        &mut self,
        round: &Round<Visited>,
        items: &Items,
    ) -> Result<Option<Failure>, Failure> {
        let credential: Credential = round.items.get(&self.credential_key)?.unwrap_or_default();
        let owner = credential.owner.unwrap_or_default();
        let ended = || Some(Failure::refused(ProblemKind::AccessEnded));
        match self.realm {
            Realm::Staff => {
                let staff: Option<Staff> = items.get(&Key::staff(self.firm, StaffId(owner)))?;
                // Active again: the epoch rose in between, so read again.
                Ok(if staff.is_some_and(|staff| staff.is_active()) { None } else { ended() })
            }
            Realm::Client => {
                let client: Option<Client> = items.get(&Key::client(self.firm, ClientId(owner)))?;
                Ok(match client.map(|client| client.access.admission(round.now)) {
                    Some(Admission::Welcome { .. }) => None,
                    Some(Admission::Expired) => Some(Failure::refused(ProblemKind::LoginExpired)),
                    Some(Admission::Held) => Some(Failure::refused(ProblemKind::RecoveryRequired)),
                    Some(Admission::NoPassword | Admission::NothingLeft) | None => ended(),
                })
            }
        }
    }
}

impl Attempt<'_> {
    /// Compares the password. After a lost race the same hash is not compared again.
    async fn verify(&mut self, app: &App, credential: &Credential) -> Result<Verified, Failure> {
        if let Some((hash, verified)) = &self.compared
            && *hash == credential.hash
        {
            return Ok(verified.clone());
        }
        let hash = credential.hash.as_deref();
        let verified = app.hasher().verify(self.password.expose(), hash).await?;
        self.compared = Some((credential.hash.clone(), verified.clone()));
        Ok(verified)
    }

    fn timeline(&self, app: &App, client: ClientId, now: Timestamp) -> TimelineWriter {
        TimelineWriter {
            firm: self.firm,
            client,
            actor: Actor::Client,
            cause: app.flow(),
            at_ms: now.as_millisecond(),
            now,
        }
    }

    /// Counts a wrong password on the clock of the device, or of the e-mail.
    async fn wrong(
        &self,
        app: &App,
        round: &Round<Visited>,
        read: &Read,
    ) -> Result<Decision<Outcome>, Failure> {
        let now = round.now;
        let mut wait = read.wait().clone();
        let counted = wait.wrong(now);
        let mut writes = match read.known_device() {
            Some(device) => Transaction::new().put_device(&self.device_key, device, &wait, now),
            None => {
                let touch = CredentialTouch { wait: &wait, rehashed: None, greeted: false };
                let (key, credential) = (&self.credential_key, &read.credential);
                Transaction::new().touch_credential(key, credential, &touch, now)
            }
        };
        if counted.first_longest_wait && self.realm == Realm::Client {
            // Read for unknown addresses too, so the time reveals nothing.
            let id = ClientId(read.credential.owner.unwrap_or_default());
            if let Some(client) = self.client(app, id).await? {
                let events = [Event::Login(LoginEvent::PasswordWaits)];
                writes = self.timeline(app, id, now).write(writes, events);
                writes = notify(writes, &round.party, (id, &client), Notice::PasswordWaits, now);
            }
        }
        let refused = Failure::refused(ProblemKind::SignInRefused);
        let refused = match counted.wait_until {
            Some(until) => refused.retry_at(until, now),
            None => refused,
        };
        Ok(Decision::after(Outcome::Wrong(refused), writes))
    }

    /// Starts the session. The commit checks whether the account admits it.
    async fn right(
        &self,
        app: &App,
        round: &Round<Visited>,
        read: &Read,
        rehashed: Option<&str>,
    ) -> Result<Decision<Outcome>, Failure> {
        let (now, credential) = (round.now, &read.credential);
        let owner = credential.owner.ok_or(Fault::Broken("a hash without an owner"))?;
        let epochs = Epochs { account: credential.epoch, firm: round.party.firm.epoch };
        let session = session::begin(self.realm, self.firm, owner, epochs, now);
        let mut writes = Transaction::new();
        let fresh_wait = WaitClock::default();
        // A known device's success does not reset the e-mail's clock: that would give others their
        // free tries back. Nor do their tries delay it: it depends on its own clock.
        if read.known_device().is_some() {
            let touch = CredentialTouch { wait: &credential.wait, rehashed, greeted: true };
            if rehashed.is_some() || credential.fresh {
                writes = writes.touch_credential(&self.credential_key, credential, &touch, now);
            }
        } else {
            let touch = CredentialTouch { wait: &fresh_wait, rehashed, greeted: true };
            writes = writes.accept_password(&self.credential_key, credential, &touch, now);
        }
        let device = read.device.clone().unwrap_or_default();
        writes = writes.accept_device(&self.device_key, &device, now);
        let writes = match self.realm {
            Realm::Staff => writes.if_staff_active(self.firm, StaffId(owner), credential.epoch),
            Realm::Client => {
                let id = ClientId(owner);
                // Once in a client's life the client is read as well, to notify the adviser by
                // name.
                if credential.fresh
                    && let Some(client) = self.client(app, id).await?
                {
                    let party = &round.party;
                    writes = notify(writes, party, (id, &client), Notice::FirstSignIn, now);
                }
                let writes = writes.if_admitted(self.firm, id, credential.epoch, now);
                self.timeline(app, id, now).write(writes, [Event::Login(LoginEvent::SignedIn)])
            }
        };
        let effects = Effects { writes, session: Some(session), ..Effects::default() };
        Ok(Decision { answer: Ok(Outcome::SignedIn), effects })
    }

    async fn client(&self, app: &App, id: ClientId) -> Result<Option<Client>, Failure> {
        let key = Key::client(self.firm, id);
        let items = app.table().load(std::slice::from_ref(&key)).await?;
        Ok(items.get(&key)?)
    }
}

/// Notifies the adviser of something that does not change access.
fn notify(
    writes: Transaction,
    at: &Visited,
    (client_id, client): (ClientId, &Client),
    notice: Notice,
    now: Timestamp,
) -> Transaction {
    let Client { profile, access, .. } = client;
    let about = About { firm_id: at.firm_id, firm: &at.firm, client_id, profile, access, now };
    let messages = about.messages(Message::Tell(notice), &[]);
    messages.iter().fold(writes, Transaction::put_message)
}
