//! From the rules' types to the bodies that the outside sees.

use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;
use vestibule_contract::bodies::{
    AdviserTold, AdviserView, BlockedView, ClientView, FirmView, LinkView, LoginView, PinView,
};
use vestibule_domain::access::Blocked;
use vestibule_domain::ids::{ClientId, FirmId};
use vestibule_domain::message::Notice;
use vestibule_table::items::{Client, Firm};

/// The firm, as everybody may see it.
#[must_use]
pub fn firm(id: FirmId, firm: &Firm) -> FirmView {
    FirmView {
        id: id.to_string(),
        name: firm.name.as_str().to_owned(),
        slug: firm.slug.as_str().to_owned(),
        phone: firm.phone.clone(),
    }
}

/// What a page is told truthfully after asking for help: whether anybody was told, and whom to call.
#[must_use]
pub fn adviser_told(firm: &Firm, client: &Client, notice: Notice) -> AdviserTold {
    let adviser = &client.profile.adviser;
    AdviserTold {
        adviser: adviser.name.as_str().to_owned(),
        told: firm.tells(adviser.id, notice),
        phone: firm.phone.clone(),
    }
}

/// How a block ends.
#[must_use]
pub fn blocked(blocked: Blocked) -> BlockedView {
    match blocked {
        Blocked::Until(at) => BlockedView::Until(at.to_string()),
        Blocked::ByAdviser => BlockedView::ByAdviser,
    }
}

/// The client, as staff see it at `now`.
#[must_use]
pub fn client(id: ClientId, client: &Client, now: Timestamp) -> ClientView {
    let (profile, access) = (&client.profile, &client.access);
    ClientView {
        id: id.to_string(),
        name: profile.name.as_str().to_owned(),
        kind: word(&profile.kind),
        relation: word(&profile.relation),
        emails: profile.emails.iter().map(|email| email.as_str().to_owned()).collect(),
        mobiles: profile.mobiles.iter().map(|mobile| mobile.as_e164().to_owned()).collect(),
        adviser: AdviserView {
            id: profile.adviser.id.to_string(),
            name: profile.adviser.name.as_str().to_owned(),
        },
        standing: word(&access.standing()),
        security_level: word(&access.security_level()),
        sms: access.mobile().is_some(),
        pin: PinView {
            state: word(&access.pin_sight(now)),
            letter: access.pin().and_then(|pin| pin.generation().letter()),
            blocked: access.blocked().map(blocked),
        },
        login: access.login().map(|login| LoginView {
            email: login.email.as_str().to_owned(),
            expires_at: login.expires_at.map(|at| at.to_string()),
        }),
        grants: access
            .grants()
            .iter()
            .map(|grant| serde_json::to_value(grant).unwrap_or(Value::Null))
            .collect(),
        links: access
            .links()
            .iter()
            .map(|link| LinkView {
                id: link.id.to_string(),
                purpose: word(&link.purpose),
                pin: word(&link.pin),
                made_at: link.made_at.to_string(),
                ends_at: link.ends_at.to_string(),
                opened: link.was_opened(),
                ended: link.ended.map(|ended| word(&ended.why)),
            })
            .collect(),
        created_at: profile.created_at.to_string(),
    }
}

/// A time with all its milliseconds, so that replies that must not differ have one length.
#[must_use]
pub fn time(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string()
}

/// The word that a plain enum is stored and shown as.
#[must_use]
pub fn word(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(word)) => word,
        Ok(_) | Err(_) => String::new(),
    }
}
