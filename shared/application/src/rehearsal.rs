//! A rehearsal: a member of staff is a client for a day, with their own e-mail and phone, and all
//! of it is deleted afterwards (X18).
//!
//! One transaction removes the client: from the lists, with every session, link and PIN, and the
//! e-mail becomes free again. The remaining timeline and messages are out of reach; the same
//! transaction orders their erasure, which `keep-dates` carries out, and continues after an
//! interruption.

use crate::decide::{ClientEffects, Decide, Decision, Effects, SignedInStaff, System};
use jiff::{SignedDuration, Timestamp};
use vestibule_domain::access::{
    Access, FreshPin, Invitation, Invited, Offer, SecurityLevel, Verdict,
};
use vestibule_domain::clients::{Adviser, Client, ClientKind, Profile, Rehearsal, Relation};
use vestibule_domain::firms::Firm;
use vestibule_domain::kernel::{Actor, ClientId, FirmId, Generation, GrantId, Language};
use vestibule_domain::messaging::PinDelivery;
use vestibule_domain::timeline::{ClientEvent, Event};
use vestibule_domain::values::{Mobile, Name};
use vestibule_flow::flow::EventFailure;
use vestibule_flow::{Failure, Fault};
use vestibule_runtime::App;
use vestibule_secrets::entropy;
use vestibule_secrets::keyring::{IndexKey, PinKey};
use vestibule_table::{CredentialWrite, Key, Realm, RehearsalOf, Transaction};

/// How long a rehearsal lasts, unless it ends earlier.
pub const REHEARSAL_LIFE: SignedDuration = SignedDuration::from_hours(24);

/// What a member of staff chose for their rehearsal.
pub struct Chosen {
    /// The phone for the texts; none to try how the adviser relays the PIN.
    pub mobile: Option<Mobile>,
    /// The PIN's route; the firm's default if `None`.
    pub delivery: Option<PinDelivery>,
}

/// A rehearsal that is ready to commit.
pub struct Begun {
    /// The client.
    pub id: ClientId,
    /// What is on record of the client.
    pub profile: Profile,
    /// The invitation that is sent at once.
    pub invited: Invited,
    /// When the rehearsal ends and is erased.
    pub until: Timestamp,
    /// The effects to commit.
    pub effects: Effects,
}

/// Creates a client of the firm who is this member of staff, invited at once. If another client
/// signs in with their e-mail already, the commit finds it taken.
///
/// # Errors
/// The rules refuse, or a fault.
pub fn begin(
    pins: PinKey<'_>,
    by: &SignedInStaff,
    chosen: Chosen,
    now: Timestamp,
) -> Result<Begun, Failure> {
    let (firm_id, id) = (by.firm_id, entropy::client_id());
    let Chosen { mobile, delivery } = chosen;
    let pin = |generation| pins.make(firm_id, id, generation);
    let mobiles = mobile.iter().cloned().collect();
    let mut access = Access::new(mobile, pin(Generation::FIRST));
    let fresh: FreshPin = pin(access.generation_to_come());
    let invitation = Invitation {
        offer: Offer { grant: GrantId::Portal, delivery },
        email: by.staff.email.clone(),
        link: entropy::link_id(),
    };
    let Verdict { events, messages, answer } =
        access.invite(invitation, fresh, &by.firm.rules, now);
    let invited = answer.map_err(|refusal| Failure::from_rules(refusal, now))?;
    let until = now + REHEARSAL_LIFE;
    let profile = Profile {
        name: name(&by.staff.name, by.firm.language)?,
        kind: ClientKind::Person,
        relation: Relation::Client,
        emails: vec![by.staff.email.clone()],
        mobiles,
        phones: Vec::new(),
        language: None,
        rehearsal: Some(Rehearsal { by: by.id, until }),
        revision: 0,
        adviser: Adviser { id: by.id, name: by.staff.name.clone() },
        created_at: now,
    };
    let created = Event::Client(ClientEvent::ClientCreated);
    let client = ClientEffects {
        id,
        read: None,
        access,
        profile: profile.clone(),
        events: [created].into_iter().chain(events).collect(),
        messages,
        admins: Vec::new(),
        password: None,
    };
    let writes = Transaction::new().begin_rehearsal(firm_id, by.id, &RehearsalOf { client: id });
    let effects = Effects { client: Some(Box::new(client)), writes, ..Effects::default() };
    Ok(Begun { id, profile, invited, until, effects })
}

/// The client's name, marked so that nobody takes them for a real client.
fn name(staff: &Name, language: Language) -> Result<Name, Fault> {
    let word = match language {
        Language::En => "rehearsal",
        Language::De => "Probe",
    };
    let room = Name::MOST - word.chars().count() - 3;
    let short: String = staff.as_str().chars().take(room).collect();
    Name::parse(&format!("{} ({word})", short.trim_end()))
        .map_err(|_| Fault::Broken("the name of a member of staff makes no name"))
}

/// Removes a rehearsal: `None` if the client is not one, because real clients are never removed.
/// The firm counts as rehearsed once a password was set.
#[must_use]
pub fn removed(
    index: IndexKey<'_>,
    (firm_id, firm): (FirmId, &Firm),
    (id, client): (ClientId, &Client),
    now: Timestamp,
) -> Option<Transaction> {
    let rehearsal = client.profile.rehearsal.as_ref()?;
    let mut writes = Transaction::new()
        .delete_client(firm_id, id, client)
        .order_erasure(firm_id, id, now)
        .end_rehearsal(firm_id, rehearsal.by);
    if let Some(login) = client.access.claimed_login() {
        let digest = index.email(firm_id, Realm::Client, &login.email);
        writes = writes.change_credential(
            &Key::credential(firm_id, Realm::Client, &digest),
            &CredentialWrite::Release { owner: id.0 },
        );
    }
    match client.access.security_level() {
        SecurityLevel::Low => {}
        SecurityLevel::High => {
            let tried = Firm { rehearsed_at: Some(now), ..firm.clone() };
            writes = writes.put_firm(firm_id, firm, &tried);
        }
    }
    Some(writes)
}

/// Removes a rehearsal if it still exists, and erases what remains of it. Can be called again after
/// a fault.
///
/// # Errors
/// A fault.
pub async fn sweep(app: &App, firm_id: FirmId, id: ClientId) -> Result<(), EventFailure> {
    let at = Key::client(firm_id, id);
    let index = app.keys().index().await.map_err(Fault::from)?;
    let caller = System { firm: firm_id, actor: Actor::System };
    let decided = Decide::by(app, caller).reading([at.clone()]).run(|round| {
        let client: Option<Client> = round.items.get(&at)?;
        let (Some(firm), Some(client)) = (&round.party.firm, client) else {
            return Ok(Decision::quiet(Left::Remains));
        };
        Ok(match removed(index, (firm_id, firm), (id, &client), round.now) {
            Some(writes) => Decision::after(Left::Remains, writes),
            None => Decision::quiet(Left::Client),
        })
    });
    match decided.await?.answer {
        Left::Client => Ok(()),
        Left::Remains => Ok(app.table().erase_client(firm_id, id).await.map_err(Fault::from)?),
    }
}

/// What remains to erase.
enum Left {
    /// Nothing: the client is not a rehearsal.
    Client,
    /// The timeline and messages, which are out of reach.
    Remains,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rehearsal_has_the_name_of_its_member_of_staff() {
        let ada = Name::parse("Ada Marsh").unwrap();
        assert_eq!(name(&ada, Language::En).unwrap().as_str(), "Ada Marsh (rehearsal)");
        assert_eq!(name(&ada, Language::De).unwrap().as_str(), "Ada Marsh (Probe)");
        let longest = Name::parse(&"é".repeat(Name::MOST)).unwrap();
        for language in Language::ALL {
            let name = name(&longest, language).unwrap();
            assert_eq!(name.as_str().chars().count(), Name::MOST);
            assert!(name.as_str().ends_with(')'));
        }
    }
}
