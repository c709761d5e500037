//! A rehearsal: a member of staff is a client for a day, with their own e-mail and phone, and all
//! of it is swept away after (X18).
//!
//! In one transaction the client is gone: from the lists, with every session, link and PIN, and
//! the e-mail is free again. What is left, the timeline and messages, nobody can reach any more;
//! the same transaction orders its erasure, which whoever keeps the dates carries out and goes on
//! with if it was cut off.

use crate::flow::EventFailure;
use crate::session::SignedInStaff;
use crate::{App, Failure, Fault, change, entropy, outbox};
use jiff::{SignedDuration, Timestamp};
use vestibule_domain::access::{
    Access, FreshPin, GrantId, Invitation, Invited, Offer, SecurityLevel, Verdict,
};
use vestibule_domain::event::{Actor, Event};
use vestibule_domain::ids::{ClientId, FirmId};
use vestibule_domain::rules::PinDelivery;
use vestibule_domain::values::{Mobile, Name};
use vestibule_messages::Language;
use vestibule_table::items::{
    Adviser, Client, ClientKind, Firm, Profile, Rehearsal, RehearsalOf, Relation,
};
use vestibule_table::{CommitFault, CredentialWrite, Key, Race, Realm, Transaction};

/// How long a rehearsal lasts, unless it is ended before.
pub const REHEARSAL_LIFE: SignedDuration = SignedDuration::from_hours(24);

/// What a member of staff chose for their rehearsal.
pub struct Chosen {
    /// The phone to be texted; none to try how the adviser relays the PIN.
    pub mobile: Option<Mobile>,
    /// How the PIN travels; the firm's default if not chosen.
    pub delivery: Option<PinDelivery>,
}

/// A rehearsal that is ready to be committed.
pub struct Begun {
    /// The client.
    pub id: ClientId,
    /// The client, as they will be.
    pub client: Client,
    /// The invitation that goes out at once.
    pub invited: Invited,
    /// When all of it is swept away.
    pub until: Timestamp,
    /// All of it.
    pub transaction: Transaction,
}

/// A client of today's firm who is this member of staff, invited at once. [`CommitFault::Taken`]:
/// another client signs in with their e-mail.
///
/// # Errors
/// The rules refuse, or a fault.
pub async fn begin(
    app: &App,
    cause: &'static str,
    by: &SignedInStaff,
    chosen: Chosen,
    now: Timestamp,
) -> Result<Begun, Failure> {
    let (firm_id, id, pins) = (by.firm_id, entropy::client_id(), app.keys().pins().await?);
    let Chosen { mobile, delivery } = chosen;
    let pin = |generation| pins.make(firm_id, id, generation);
    let mobiles = mobile.iter().cloned().collect();
    let mut access = Access::new(mobile, pin(vestibule_domain::access::Generation::FIRST));
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
    let at_ms = now.as_millisecond();
    let client = Client { version: 0, last_event_ms: at_ms, profile, access };
    let lines =
        change::Lines { firm: firm_id, client: id, actor: Actor::Staff(by.id), cause, at_ms, now };
    let events = [Event::ClientCreated].into_iter().chain(events).collect();
    let index = app.keys().index().await?;
    let digest = index.email(firm_id, Realm::Client, &by.staff.email);
    let mut transaction = Transaction::new()
        .put_client(firm_id, id, None, &client)
        .begin_rehearsal(firm_id, by.id, &RehearsalOf { client: id })
        .change_credential(
            &Key::credential(firm_id, Realm::Client, &digest),
            &CredentialWrite::Claim { owner: id.0 },
        );
    transaction = lines.write(transaction, events);
    let (firm, profile) = (&by.firm, &client.profile);
    let about = outbox::About { firm_id, firm, client_id: id, profile, now };
    for message in messages.into_iter().flat_map(|message| about.messages(message, &[])) {
        transaction = transaction.put_message(&message);
    }
    Ok(Begun { id, client, invited, until, transaction })
}

/// The name that the client bears, so that nobody takes them for a person of their own.
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

/// What takes a rehearsal away: `None` where the client is a person of their own, of whom nothing
/// may be taken away. The firm has tried it all once a password was set.
///
/// # Errors
/// A fault.
pub async fn taken_away(
    app: &App,
    firm_id: FirmId,
    firm: &Firm,
    id: ClientId,
    client: &Client,
    now: Timestamp,
) -> Result<Option<Transaction>, Fault> {
    let Some(rehearsal) = &client.profile.rehearsal else { return Ok(None) };
    let mut transaction = Transaction::new()
        .delete_client(firm_id, id, client)
        .order_erasure(firm_id, id, now)
        .end_rehearsal(firm_id, rehearsal.by);
    if let Some(login) = change::claim(&client.access) {
        let digest = app.keys().index().await?.email(firm_id, Realm::Client, &login.email);
        transaction = transaction.change_credential(
            &Key::credential(firm_id, Realm::Client, &digest),
            &CredentialWrite::Release { owner: id.0 },
        );
    }
    match client.access.security_level() {
        SecurityLevel::Low => {}
        SecurityLevel::High => {
            let tried = Firm { rehearsed_at: Some(now), ..firm.clone() };
            transaction = transaction.put_firm(firm_id, firm, &tried);
        }
    }
    Ok(Some(transaction))
}

/// Takes a rehearsal away, if it is still there, and erases what is left of it.
///
/// # Errors
/// A fault; called again, it goes on.
pub async fn sweep(app: &App, firm_id: FirmId, id: ClientId) -> Result<(), EventFailure> {
    let (firm_key, client_key) = (Key::firm(firm_id), Key::client(firm_id, id));
    let keys = [firm_key.clone(), client_key.clone()];
    let mut race = Race::default();
    loop {
        let items = app.table().load(&keys).await.map_err(Fault::from)?;
        let firm: Option<Firm> = items.get(&firm_key).map_err(Fault::from)?;
        let client: Option<Client> = items.get(&client_key).map_err(Fault::from)?;
        let (Some(firm), Some(client)) = (firm, client) else { break };
        let taken_away = taken_away(app, firm_id, &firm, id, &client, app.now()).await?;
        let Some(transaction) = taken_away else { return Ok(()) };
        match app.table().commit(transaction).await {
            Ok(()) => break,
            Err(CommitFault::LostRace) => race.again().await.map_err(Fault::from)?,
            Err(other) => return Err(Fault::from(other).into()),
        }
    }
    Ok(app.table().erase_client(firm_id, id).await.map_err(Fault::from)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rehearsal_bears_the_name_of_who_tries_it() {
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
