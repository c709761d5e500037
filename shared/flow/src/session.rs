//! Sessions: their start, their extension by use, and the cookie with their token.

use crate::flow::{ClientCaller, StaffCaller};
use jiff::Timestamp;
use vestibule_contract::operation::{CLIENT_COOKIE, DEVICE_COOKIE, STAFF_COOKIE};
use vestibule_domain::kernel::{ClientId, FirmId, StaffId};
use vestibule_domain::logins::{ABSOLUTE, Epochs, Session};
use vestibule_runtime::App;
use vestibule_secrets::token::{DeviceToken, SessionToken};
use vestibule_table::{Key, Realm};
use zeroize::Zeroizing;

/// A device is known for a year.
const KNOWN_FOR_S: i64 = 365 * 24 * 60 * 60;

/// Extends the session when that is due. Best effort: a failed write only ends it a little earlier.
pub async fn touch(app: &App, key: &Key, session: Session, now: Timestamp) -> Session {
    let Some(touched) = session.touched(now) else { return session };
    match app.table().touch_session(key, &touched).await {
        Ok(()) => touched,
        Err(fault) => {
            tracing::warn!(cause = %fault, "the use of a session was not recorded");
            session
        }
    }
}

/// A session about to start: its item, and the cookie with its token.
pub struct NewSession {
    /// The item's key.
    pub key: Key,
    /// The item.
    pub session: Session,
    /// The `Set-Cookie` value.
    pub cookie: Zeroizing<String>,
}

/// Creates a session for a client or a member of staff.
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

/// The `Set-Cookie` value of a known device: for a year, longer than any session.
#[must_use]
pub fn device_cookie(device: &DeviceToken) -> Zeroizing<String> {
    let value = device.cookie_value();
    Zeroizing::new(set_cookie(DEVICE_COOKIE, &value, KNOWN_FOR_S))
}

/// The `Set-Cookie` value that removes a session's cookie.
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
