//! Sessions: the cookie, and the read that checks it together with everything else a flow needs.

use crate::closed::refuse_if_closed;
use crate::flow::{ClientCaller, StaffCaller};
use crate::token::{DeviceToken, SessionToken};
use crate::{App, Failure};
use jiff::Timestamp;
use vestibule_contract::ProblemKind;
use vestibule_contract::operation::{CLIENT_COOKIE, DEVICE_COOKIE, STAFF_COOKIE};
use vestibule_domain::clients::Client;
use vestibule_domain::firms::Firm;
use vestibule_domain::kernel::{ClientId, FirmId, StaffId};
use vestibule_domain::logins::{ABSOLUTE, Epochs, Session};
use vestibule_domain::staff::Staff;
use vestibule_table::{Items, Key, Realm};
use zeroize::Zeroizing;

/// A device is known for a year.
const KNOWN_FOR_S: i64 = 365 * 24 * 60 * 60;

/// A member of staff whose session was checked, and what was read with it.
pub struct SignedInStaff {
    /// The firm: the only one whose keys are read for this person.
    pub firm_id: FirmId,
    /// The firm.
    pub firm: Firm,
    /// Who.
    pub id: StaffId,
    /// The account.
    pub staff: Staff,
    /// The session.
    pub session: Session,
    /// What else was asked for.
    pub items: Items,
}

/// A client whose session was checked.
pub struct SignedInClient {
    /// The firm.
    pub firm_id: FirmId,
    /// The firm.
    pub firm: Firm,
    /// Who.
    pub id: ClientId,
    /// Profile and access.
    pub client: Client,
    /// The session.
    pub session: Session,
}

/// Reads these items together with the staff session, and checks the session and the role.
///
/// # Errors
/// Not signed in, the firm is closed, or without permission.
pub async fn staff(
    app: &App,
    caller: &StaffCaller,
    also: &[Key],
) -> Result<SignedInStaff, Failure> {
    let (firm_id, id) = (caller.firm(), caller.staff());
    let (firm_key, staff_key) = (Key::firm(firm_id), Key::staff(firm_id, id));
    let session_key = Key::staff_session(firm_id, id, &caller.token.digest());
    let mut keys = vec![firm_key.clone(), staff_key.clone(), session_key.clone()];
    keys.extend_from_slice(also);
    let items = app.table().load(&keys).await?;

    let now = app.now();
    let not_signed_in = || Failure::refused(ProblemKind::NotSignedIn);
    let firm: Firm = items.get(&firm_key)?.ok_or_else(not_signed_in)?;
    let staff: Staff = items.get(&staff_key)?.ok_or_else(not_signed_in)?;
    let session: Session = items.get(&session_key)?.ok_or_else(not_signed_in)?;
    // Only people with a session of the firm learn this, not a made-up cookie.
    refuse_if_closed(firm_id, &firm)?;
    let epochs = Epochs { account: staff.epoch, firm: firm.epoch };
    if !staff.is_active() || !session.is_live(epochs, now) {
        return Err(not_signed_in());
    }
    if !staff.may(caller.needs) {
        return Err(Failure::refused(ProblemKind::NotPermitted));
    }
    let session = touch(app, &session_key, session, now).await;
    Ok(SignedInStaff { firm_id, firm, id, staff, session, items })
}

/// Reads the client with the session, and checks it: epoch, standing, expiry and grants.
///
/// # Errors
/// Not signed in, or the firm is closed.
pub async fn client(app: &App, caller: &ClientCaller) -> Result<SignedInClient, Failure> {
    let (firm_id, id) = caller.claims();
    let (firm_key, client_key) = (Key::firm(firm_id), Key::client(firm_id, id));
    let session_key = Key::client_session(firm_id, id, &caller.token.digest());
    let items =
        app.table().load(&[firm_key.clone(), client_key.clone(), session_key.clone()]).await?;

    let now = app.now();
    let not_signed_in = || Failure::refused(ProblemKind::NotSignedIn);
    let firm: Firm = items.get(&firm_key)?.ok_or_else(not_signed_in)?;
    let client: Client = items.get(&client_key)?.ok_or_else(not_signed_in)?;
    let session: Session = items.get(&session_key)?.ok_or_else(not_signed_in)?;
    refuse_if_closed(firm_id, &firm)?;
    let epochs = Epochs { account: client.access.epoch(), firm: firm.epoch };
    if !session.is_live(epochs, now) || !client.access.admits_sessions(now) {
        return Err(not_signed_in());
    }
    let session = touch(app, &session_key, session, now).await;
    Ok(SignedInClient { firm_id, firm, id, client, session })
}

/// Use is written down when that is due, and the session goes on from there. One that could not be
/// touched ends a little earlier; that is no reason to refuse this request.
async fn touch(app: &App, key: &Key, session: Session, now: Timestamp) -> Session {
    let Some(touched) = session.touched(now) else { return session };
    match app.table().touch_session(key, &touched).await {
        Ok(()) => touched,
        Err(fault) => {
            tracing::warn!(cause = %fault, "a session's use was not written down");
            session
        }
    }
}

/// A session that is about to begin: its item, and the cookie that carries its token.
pub struct NewSession {
    /// Where it is stored.
    pub key: Key,
    /// What is stored.
    pub session: Session,
    /// The `Set-Cookie` value.
    pub cookie: Zeroizing<String>,
}

/// Makes a session for a client or a member of staff.
#[must_use]
pub fn begin(
    realm: Realm,
    firm: FirmId,
    owner: uuid::Uuid,
    epochs: Epochs,
    now: Timestamp,
) -> NewSession {
    let token = SessionToken::make(firm, owner);
    let key = match realm {
        Realm::Client => Key::client_session(firm, ClientId(owner), &token.digest()),
        Realm::Staff => Key::staff_session(firm, StaffId(owner), &token.digest()),
    };
    let value = token.cookie_value();
    let cookie = Zeroizing::new(cookie(realm, &value, ABSOLUTE.as_secs()));
    NewSession { key, session: Session::begin(epochs, now), cookie }
}

/// The `Set-Cookie` value of a device that has signed in: for a year, which no session is.
#[must_use]
pub fn device_cookie(device: &DeviceToken) -> Zeroizing<String> {
    let value = device.cookie_value();
    Zeroizing::new(set_cookie(DEVICE_COOKIE, &value, KNOWN_FOR_S))
}

/// The `Set-Cookie` value that takes a session's cookie away.
#[must_use]
pub fn end_cookie(realm: Realm) -> String {
    cookie(realm, "", 0)
}

/// The key of the session that a client's cookie names.
#[must_use]
pub fn client_key(caller: &ClientCaller) -> Key {
    let (firm, client) = caller.claims();
    Key::client_session(firm, client, &caller.token.digest())
}

/// The key of the session that a staff cookie names.
#[must_use]
pub fn staff_key(caller: &StaffCaller) -> Key {
    Key::staff_session(caller.firm(), caller.staff(), &caller.token.digest())
}

fn cookie(realm: Realm, value: &str, max_age_s: i64) -> String {
    let name = match realm {
        Realm::Client => CLIENT_COOKIE,
        Realm::Staff => STAFF_COOKIE,
    };
    set_cookie(name, value, max_age_s)
}

fn set_cookie(name: &str, value: &str, max_age_s: i64) -> String {
    format!("{name}={value}; Path=/; Max-Age={max_age_s}; Secure; HttpOnly; SameSite=Strict")
}
