//! From the rules' types to the bodies that the outside sees.

mod timeline;
mod words;

pub use timeline::line;
pub use words::{Chosen, Shown};

use crate::outbox;
use jiff::Timestamp;
use sha2::Digest;
use std::collections::BTreeMap;
use vestibule_contract::bodies::{
    self, AddressKind, AdviserTold, AdviserView, BlockedView, ClientView, FirmView, GivenUpView,
    HelpState, HelpView, LinkView, LoginView, PinView, SettingsView, StaffState, StaffView,
};
use vestibule_domain::access::{Access, Address, Blocked, Help};
use vestibule_domain::clients::Client;
use vestibule_domain::firms::Firm;
use vestibule_domain::kernel::{ClientId, FirmId, StaffId};
use vestibule_domain::messaging::Notice;
use vestibule_domain::staff::{Role, Staff, StaffStanding};
use vestibule_domain::values::Mobile;

/// The firm, as everybody may see it.
#[must_use]
pub fn firm(id: FirmId, firm: &Firm) -> FirmView {
    FirmView {
        id: id.to_string(),
        name: firm.name.as_str().to_owned(),
        slug: firm.slug.as_str().to_owned(),
        phone: firm.phone.clone(),
        language: firm.language.shown(),
        colour: firm.colour.as_ref().map(ToString::to_string),
        logo: outbox::logo_path(id, firm),
        privacy_link: firm.privacy_link.as_ref().map(|link| link.as_str().to_owned()),
    }
}

/// A member of staff, as colleagues see them.
#[must_use]
pub fn staff(id: StaffId, staff: &Staff) -> StaffView {
    let (state, link_ends_at) = match &staff.standing {
        StaffStanding::Invited { ends_at, .. } => (StaffState::Invited, Some(ends_at.to_string())),
        StaffStanding::Active => (StaffState::Active, None),
        StaffStanding::Deactivated => (StaffState::Deactivated, None),
    };
    StaffView {
        id: id.to_string(),
        name: staff.name.as_str().to_owned(),
        email: staff.email.as_str().to_owned(),
        role: staff.role.shown(),
        state,
        link_ends_at,
        successor: staff.successor.map(|successor| successor.to_string()),
    }
}

/// What a firm has chosen. Its version follows from these choices: the firm's own item is also
/// written for other reasons, which must not refuse a change of the settings.
#[must_use]
pub fn settings(id: FirmId, firm: &Firm) -> SettingsView {
    let rules = &firm.rules;
    let mut view = SettingsView {
        version: String::new(),
        name: firm.name.as_str().to_owned(),
        slug: firm.slug.as_str().to_owned(),
        country: firm.country.as_str().to_owned(),
        phone: firm.phone.clone(),
        reply_to: firm.reply_to.as_str().to_owned(),
        privacy_link: firm.privacy_link.as_ref().map(|link| link.as_str().to_owned()),
        colour: firm.colour.as_ref().map(ToString::to_string),
        logo: outbox::logo_path(id, firm),
        language: firm.language.shown(),
        text_countries: firm.text_countries.iter().map(|one| one.as_str().to_owned()).collect(),
        texts_a_day: firm.texts_a_day,
        link_days: rules.link_days.into(),
        pin_minutes: rules.pin_minutes.map(u32::from),
        portal_pin: rules.portal_pin.shown(),
        engagement_pin: rules.engagement_pin.shown(),
        deal_pin: rules.deal_pin.shown(),
        welcome_proof: rules.welcome_proof.shown(),
        after_set_up: rules.after_set_up.shown(),
        tell_on_revoke: rules.tell_on_revoke.shown(),
    };
    // A struct of texts and numbers always has a JSON form.
    let digest = sha2::Sha256::digest(serde_json::to_vec(&view).unwrap_or_default());
    view.version = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    view
}

/// Which notices a member of staff is mailed.
#[must_use]
pub fn notices(firm: &Firm, staff: StaffId) -> BTreeMap<bodies::Notice, bool> {
    Notice::ALL.into_iter().map(|notice| (notice.shown(), firm.tells(staff, notice))).collect()
}

/// The truthful reply to a request for help: whether the adviser was notified, and whom to call.
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

/// The client at `now`, as a member of staff with this role sees it.
#[must_use]
pub fn client(
    id: ClientId,
    client: &Client,
    firm: &Firm,
    role: Role,
    now: Timestamp,
) -> ClientView {
    let (profile, access) = (&client.profile, &client.access);
    ClientView {
        id: id.to_string(),
        name: profile.name.as_str().to_owned(),
        kind: profile.kind.shown(),
        relation: profile.relation.shown(),
        emails: profile.emails.iter().map(|email| email.as_str().to_owned()).collect(),
        mobiles: profile.mobiles.iter().map(|mobile| mobile.as_e164().to_owned()).collect(),
        phones: profile.phones.iter().map(|phone| phone.as_e164().to_owned()).collect(),
        language: profile.language.map(Shown::shown),
        revision: profile.revision,
        adviser: AdviserView {
            id: profile.adviser.id.to_string(),
            name: profile.adviser.name.as_str().to_owned(),
        },
        standing: access.standing().shown(),
        security_level: access.security_level().shown(),
        sms: access.mobile().is_some(),
        can_text: access
            .mobile()
            .and_then(Mobile::country)
            .is_some_and(|country| firm.texts_to(country)),
        given_up: given_up(client),
        help: help(access),
        pin: PinView {
            state: access.pin_sight(now).shown(),
            letter: access.pin().and_then(|pin| pin.generation().letter()),
            blocked: access.blocked().map(blocked),
        },
        login: access.login().map(|login| LoginView {
            email: login.email.as_str().to_owned(),
            expires_at: login.expires_at.map(|at| at.to_string()),
        }),
        grants: access.grants().iter().map(|grant| grant.shown()).collect(),
        links: access
            .links()
            .iter()
            .map(|link| LinkView {
                id: link.id.to_string(),
                purpose: link.purpose.shown(),
                pin: link.pin.shown(),
                made_at: link.made_at.to_string(),
                ends_at: link.ends_at.to_string(),
                opened: link.was_opened(),
                ended: link.ended.map(|ended| ended.why.shown()),
            })
            .collect(),
        archived_at: access.archived_at().map(|at| at.to_string()),
        rehearsal: profile.rehearsal.is_some(),
        created_at: profile.created_at.to_string(),
        actions: client.actions(role, now).into_iter().map(Shown::shown).collect(),
    }
}

/// Whether the client needs help, and whether anybody has looked.
fn help(access: &Access) -> HelpView {
    let (state, since, on) = needs(access.help());
    let seen = access.attention().filter(|_| since.is_some());
    HelpView { state, since, on, seen: seen.map(|attention| attention.seen.shown()) }
}

/// Whether a client needs help, since when (RFC 3339), and on what.
#[must_use]
pub fn needs(help: Help) -> (HelpState, Option<String>, Option<bodies::Notice>) {
    let (state, since, on) = match help {
        Help::None => (HelpState::None, None, None),
        Help::Stuck { since, notice } => (HelpState::Stuck, Some(since), Some(notice.shown())),
        Help::Blocked { since } => (HelpState::Blocked, Some(since), None),
    };
    (state, since.map(|at| at.to_string()), on)
}

/// The addresses on record today that nothing more is sent to.
fn given_up(client: &Client) -> Vec<GivenUpView> {
    let shown = client.given_up_on_record().map(|(given_up, address)| GivenUpView {
        kind: match given_up.address {
            Address::Email(_) => AddressKind::Email,
            Address::Mobile(_) => AddressKind::Mobile,
        },
        address: address.to_owned(),
        why: given_up.why.shown(),
        at: given_up.at.to_string(),
    });
    shown.collect()
}

/// A time with all its milliseconds, so that replies that must not differ have one length.
#[must_use]
pub fn time(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string()
}
