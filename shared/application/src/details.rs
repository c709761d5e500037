//! A client's record as forms send it: every fault is named, and sharing something with another
//! client is a warning. Couples share a phone, and two people may have the same name.

use vestibule_contract::bodies::{NamedClient, WarningCode, WarningView};
use vestibule_domain::clients::Profile;
use vestibule_domain::kernel::{ClientId, FirmId};
use vestibule_domain::values::{Country, Email, Mobile, Phone};
use vestibule_flow::fields::Fields;
use vestibule_runtime::App;
use vestibule_table::list::{Contact, Shared};

/// The most addresses, and numbers of each kind, of one client.
const AT_MOST: usize = 10;

/// E-mail addresses, none of them twice.
pub fn emails(fields: &mut Fields, texts: &[String]) -> Vec<Email> {
    let parse = |fields: &mut Fields, place: &str, text: &str| fields.email(place, text);
    let same = |one: &Email, other: &Email| one.unique() == other.unique();
    listed(fields, "emails", texts, parse, same)
}

/// Mobiles, in this country's spelling, none of them twice.
pub fn mobiles(fields: &mut Fields, texts: &[String], home: Country) -> Vec<Mobile> {
    let parse = |fields: &mut Fields, place: &str, text: &str| fields.mobile(place, text, home);
    listed(fields, "mobiles", texts, parse, Mobile::eq)
}

/// Numbers of any kind, the same.
pub fn phones(fields: &mut Fields, texts: &[String], home: Country) -> Vec<Phone> {
    let parse = |fields: &mut Fields, place: &str, text: &str| fields.phone(place, text, home);
    listed(fields, "phones", texts, parse, Phone::eq)
}

fn listed<T>(
    fields: &mut Fields,
    field: &str,
    texts: &[String],
    parse: impl Fn(&mut Fields, &str, &str) -> Option<T>,
    same: impl Fn(&T, &T) -> bool,
) -> Vec<T> {
    let mut taken: Vec<T> = Vec::new();
    for (place, text) in texts.iter().enumerate().take(AT_MOST) {
        let place = format!("{field}[{place}]");
        if let Some(value) = parse(fields, &place, text) {
            if taken.iter().any(|other| same(other, &value)) {
                fields.refuse(&place, "twice", "This is listed twice.");
            }
            taken.push(value);
        }
    }
    if texts.len() > AT_MOST {
        fields.refuse(field, "too-many", "At most ten, please.");
    }
    taken
}

/// Something that another client may share, and its field.
pub struct Given {
    /// The field in the request.
    pub field: String,
    /// The value.
    pub contact: Contact,
}

/// The values in `after` that were not in `before`: earlier ones have caused a warning already.
#[must_use]
pub fn given(before: Option<&Profile>, after: &Profile) -> Vec<Given> {
    let had = |of: &dyn Fn(&Profile) -> bool| before.is_some_and(of);
    let mut given = Vec::new();
    let mut add = |field: String, contact| given.push(Given { field, contact });
    if !had(&|profile| profile.name == after.name) {
        add("name".to_owned(), Contact::Name(after.name.clone()));
    }
    for (place, email) in after.emails.iter().enumerate() {
        if !had(&|profile| profile.emails.iter().any(|own| own.unique() == email.unique())) {
            add(format!("emails[{place}]"), Contact::Email(email.clone()));
        }
    }
    for (place, mobile) in after.mobiles.iter().enumerate() {
        if !had(&|profile| profile.mobiles.contains(mobile)) {
            add(format!("mobiles[{place}]"), Contact::Number(mobile.as_e164().to_owned()));
        }
    }
    for (place, phone) in after.phones.iter().enumerate() {
        if !had(&|profile| profile.phones.contains(phone)) {
            add(format!("phones[{place}]"), Contact::Number(phone.as_e164().to_owned()));
        }
    }
    given
}

/// Finds other clients of the firm who share what is new here. Best effort: a failed lookup only
/// means no warning.
pub async fn warnings(
    app: &App,
    firm: FirmId,
    client: ClientId,
    given: &[Given],
) -> Vec<WarningView> {
    if given.is_empty() {
        return Vec::new();
    }
    // One number may be given both as a mobile and as a phone number.
    let mut contacts: Vec<Contact> = Vec::new();
    for given in given {
        if !contacts.contains(&given.contact) {
            contacts.push(given.contact.clone());
        }
    }
    match app.table().find_sharing(firm, &contacts).await {
        Ok(found) => given.iter().filter_map(|given| warning(given, client, &found)).collect(),
        Err(fault) => {
            tracing::warn!(cause = %fault, "shared contacts were not looked up");
            Vec::new()
        }
    }
}

fn warning(given: &Given, client: ClientId, found: &[Shared]) -> Option<WarningView> {
    let others = found
        .iter()
        .filter(|shared| shared.contact == given.contact && shared.row.id != client)
        .map(|shared| NamedClient {
            id: shared.row.id.to_string(),
            name: shared.row.name.as_str().to_owned(),
        });
    let clients: Vec<_> = others.collect();
    let code = match given.contact {
        Contact::Email(_) => WarningCode::SharedEmail,
        Contact::Number(_) => WarningCode::SharedNumber,
        Contact::Name(_) => WarningCode::SameName,
    };
    (!clients.is_empty()).then(|| WarningView { field: given.field.clone(), code, clients })
}

/// The record with this mobile as the one for the PIN; other recorded mobiles stay.
#[must_use]
pub fn with_mobile(profile: &Profile, mobile: Option<&Mobile>) -> Profile {
    let others = profile.mobiles.iter().skip(1).filter(|other| Some(*other) != mobile);
    let mobiles = mobile.into_iter().chain(others).cloned().collect();
    Profile { mobiles, ..profile.clone() }
}
