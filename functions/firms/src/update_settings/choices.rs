//! From the fields of the form to a firm that has chosen so, naming every fault at once.

use super::UpdateSettings;
use vestibule_application::views::Chosen;
use vestibule_domain::firms::{Firm, LinkDays, OutOfBounds, PinMinutes, TEXTS_A_DAY_MOST};
use vestibule_domain::values::{Colour, Country, WebLink};
use vestibule_flow::fields::Fields;

/// Countries at most: there are no more.
const COUNTRIES: usize = 250;

/// The firm once it has chosen so. What is refused is named in `fields` and stays as it was.
pub fn changed(body: &UpdateSettings, firm: &Firm, fields: &mut Fields) -> Firm {
    let mut firm = firm.clone();
    identity(body, &mut firm, fields);
    looks(body, &mut firm, fields);
    texts(body, &mut firm, fields);
    lives(body, &mut firm, fields);
    let rules = &mut firm.rules;
    set(&mut rules.portal_pin, body.portal_pin.map(Chosen::chosen));
    set(&mut rules.engagement_pin, body.engagement_pin.map(Chosen::chosen));
    set(&mut rules.deal_pin, body.deal_pin.map(Chosen::chosen));
    set(&mut rules.welcome_proof, body.welcome_proof.map(Chosen::chosen));
    set(&mut rules.after_set_up, body.after_set_up.map(Chosen::chosen));
    set(&mut rules.tell_on_revoke, body.tell_on_revoke.map(Chosen::chosen));
    firm
}

fn identity(body: &UpdateSettings, firm: &mut Firm, fields: &mut Fields) {
    set(&mut firm.name, body.name.as_deref().and_then(|text| fields.name("name", text)));
    set(&mut firm.slug, body.slug.as_deref().and_then(|text| fields.slug("slug", text)));
    let country = body.country.as_deref();
    let country = country.and_then(|text| fields.take("country", Country::parse(text)));
    set(&mut firm.country, country);
    // Shown as the firm writes it, so it need only be one line.
    let line = |fields: &mut Fields, text: &str| {
        fields.name("phone", text).map(|line| line.as_str().to_owned())
    };
    set_or_clear(&mut firm.phone, body.phone.as_ref(), |text| line(fields, text));
    let reply_to = body.reply_to.as_deref();
    set(&mut firm.reply_to, reply_to.and_then(|text| fields.email("reply_to", text)));
}

fn looks(body: &UpdateSettings, firm: &mut Firm, fields: &mut Fields) {
    set_or_clear(&mut firm.privacy_link, body.privacy_link.as_ref(), |text| {
        fields.take("privacy_link", WebLink::parse(text))
    });
    set_or_clear(&mut firm.colour, body.colour.as_ref(), |text| {
        fields.take("colour", Colour::parse_readable(text))
    });
    set(&mut firm.language, body.language.map(Chosen::chosen));
}

fn texts(body: &UpdateSettings, firm: &mut Firm, fields: &mut Fields) {
    if let Some(codes) = &body.text_countries {
        let mut countries: Vec<Country> = Vec::new();
        for (place, code) in codes.iter().enumerate().take(COUNTRIES) {
            let field = format!("text_countries[{place}]");
            if let Some(country) = fields.take(&field, Country::parse(code)) {
                if countries.contains(&country) {
                    fields.refuse(&field, "twice", "This country is listed twice.");
                }
                countries.push(country);
            }
        }
        if codes.len() > COUNTRIES {
            fields.refuse("text_countries", "too-many", "There are not so many countries.");
        }
        firm.text_countries = countries;
    }
    match body.texts_a_day {
        Some(texts) if (1..=TEXTS_A_DAY_MOST).contains(&texts) => firm.texts_a_day = texts,
        Some(_) => {
            fields.refuse("texts_a_day", OUT_OF_BOUNDS, "Between 1 and 500 texts, please.");
        }
        None => {}
    }
}

const OUT_OF_BOUNDS: &str = "out-of-bounds";

/// How long links and PINs live.
fn lives(body: &UpdateSettings, firm: &mut Firm, fields: &mut Fields) {
    let rules = &mut firm.rules;
    let days = |days: u32| LinkDays::try_from(u8::try_from(days).map_err(|_| OutOfBounds)?);
    match body.link_days.map(days) {
        Some(Ok(days)) => rules.link_days = days,
        Some(Err(OutOfBounds)) => {
            fields.refuse("link_days", OUT_OF_BOUNDS, "Between 1 and 30 days, please.");
            return;
        }
        None => {}
    }
    match body.pin_minutes.map(|minutes| minutes.map(PinMinutes::try_from).transpose()) {
        Some(Ok(minutes)) => rules.pin_minutes = minutes,
        Some(Err(OutOfBounds)) => {
            fields.refuse("pin_minutes", OUT_OF_BOUNDS, "At least 10 minutes, please.");
            return;
        }
        None => {}
    }
    let link_minutes = 24 * 60 * u32::from(u8::from(rules.link_days));
    if rules.pin_minutes.is_some_and(|minutes| u32::from(minutes) > link_minutes) {
        let field = if body.pin_minutes.is_some() { "pin_minutes" } else { "link_days" };
        fields.refuse(field, "pin-outlives-link", "A PIN lives no longer than its link.");
    }
}

fn set<T>(to: &mut T, chosen: Option<T>) {
    if let Some(chosen) = chosen {
        *to = chosen;
    }
}

/// What is absent stays, null clears, and what is refused stays as well.
fn set_or_clear<T>(
    to: &mut Option<T>,
    said: Option<&Option<String>>,
    parse: impl FnOnce(&str) -> Option<T>,
) {
    match said {
        None => {}
        Some(None) => *to = None,
        Some(Some(text)) => {
            if let Some(parsed) = parse(text) {
                *to = Some(parsed);
            }
        }
    }
}
