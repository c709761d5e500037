//! Invariant 4 for lists: a list shows a client as they are, and leaves nobody out.

use super::{Acknowledged, Person};
use crate::table::{Item, Table};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The row and the entries of a client match the client's own item.
pub(super) fn a_client_is_listed_as_they_are(table: &Table, person: &Person<'_>) -> Vec<String> {
    let mut found = Vec::new();
    let item = person.item;
    let mut same = |row: &str, own: &Value| {
        if item.at(&format!("/row/{row}")) != own {
            found.push(person.broke("4", &format!("the list shows another {row}")));
        }
    };
    for (row, own) in [
        ("name", "/profile/name"),
        ("email", "/profile/emails/0"),
        ("mobile", "/profile/mobiles/0"),
        ("standing", "/access/standing"),
        ("adviser", "/profile/adviser"),
        ("kind", "/profile/kind"),
        ("relation", "/profile/relation"),
        ("added", "/profile/created_at"),
    ] {
        same(row, item.at(own));
    }
    let help = help(person);
    if item.text("/row/help/is") != help {
        found.push(person.broke("4", "the list shows other help"));
    }
    let state = state(person, help);
    let adviser = item.text("/profile/adviser/id");
    for (place, partition) in [
        ("list_of", format!("FIRM#{}#LIST#{state}#", person.firm)),
        ("list_adviser", format!("FIRM#{}#ADVISER#{adviser}#LIST#{state}#", person.firm)),
    ] {
        if !item.text(&format!("/{place}")).starts_with(&partition) {
            found.push(person.broke("4", &format!("{place} is not that of a client {state}")));
        }
    }
    found.extend(a_client_is_found_by_all_terms(table, person, &state));
    found
}

fn help(person: &Person<'_>) -> &'static str {
    let access = &person.item.attributes["access"];
    if person.grants() == 0 {
        ""
    } else if !access["guessing"]["blocked_at"].is_null() {
        "blocked"
    } else if !access["attention"].is_null() {
        "stuck"
    } else {
        ""
    }
}

fn state(person: &Person<'_>, help: &str) -> String {
    if !person.item.at("/profile/rehearsal").is_null() {
        return "rehearsal".to_owned();
    }
    if !person.item.at("/access/archived_at").is_null() {
        return "archived".to_owned();
    }
    match (person.standing(), help) {
        (standing @ ("invited" | "active"), "stuck" | "blocked") => format!("{standing}-{help}"),
        (standing, _) => standing.to_owned(),
    }
}

fn a_client_is_found_by_all_terms(table: &Table, person: &Person<'_>, state: &str) -> Vec<String> {
    let mut found = Vec::new();
    let terms: BTreeMap<_, _> = terms(table, person.firm)
        .filter(|(_, client, _)| *client == person.id)
        .map(|(term, _, item)| (term, item))
        .collect();
    for (term, item) in &terms {
        let listed: BTreeSet<_> = item.text("/search").split_whitespace().collect();
        if listed != terms.keys().copied().collect() {
            found.push(person.broke("4", "the terms do not agree with each other"));
        }
        if item.at("/row") != person.item.at("/row") || item.text("/state") != state {
            let kind = if term.starts_with('+') { "number" } else { "word" };
            found.push(person.broke("4", &format!("a search by {kind} shows what was before")));
        }
    }
    // The names of a play are plain words; folding of others has its own tests.
    let name = person.item.text("/profile/name").to_lowercase();
    let mut wanted: BTreeSet<String> = name.split(' ').map(str::to_owned).collect();
    let held = |path: &str| person.item.at(path).as_array().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_lowercase();
    wanted.extend(held("/profile/emails").iter().map(text));
    let numbers = [held("/profile/mobiles"), held("/profile/phones")].concat();
    let backwards = |digits: String| -> String { digits.chars().rev().collect() };
    wanted.extend(
        numbers.iter().map(|number| format!("+{}", backwards(text(number).replace('+', "")))),
    );
    let there: BTreeSet<_> = terms.keys().map(|term| (*term).to_owned()).collect();
    if there != wanted {
        let missing = wanted.difference(&there).count();
        let left = there.difference(&wanted).count();
        found
            .push(person.broke("4", &format!("{missing} terms are missing, {left} are left over")));
    }
    found
}

/// Each term of a firm: its text, its client, its item.
fn terms<'a>(
    table: &'a Table,
    firm: &'a str,
) -> impl Iterator<Item = (&'a str, &'a str, &'a Item)> {
    let of_firm = table.of_kind("term").filter(move |item| item.in_partition("FIRM") == Some(firm));
    of_firm.filter_map(|item| item.sk.rsplit_once('#').map(|(term, client)| (term, client, item)))
}

/// The index by name holds every client exactly once, and no term names a missing client.
pub(super) fn every_list_is_complete(
    table: &Table,
    people: &[Person<'_>],
    told: &Acknowledged,
) -> Vec<String> {
    let mut found = Vec::new();
    let known: BTreeMap<_, _> = people.iter().map(|person| (person.id, person)).collect();
    let indexed: BTreeMap<_, _> = told
        .by_name
        .items
        .iter()
        .filter_map(|item| item.in_partition("CLIENT").map(|id| (id, item)))
        .collect();
    if told.by_name.items.len() != people.len() || !indexed.keys().eq(known.keys()) {
        found.push(format!(
            "4: the index by name has {} clients of {}",
            told.by_name.items.len(),
            people.len()
        ));
    }
    for (id, item) in indexed {
        let own = known.get(id).map(|person| person.item.at("/row"));
        if own.is_some_and(|own| own != item.at("/row")) {
            found.push(format!("4: client {id}: the index shows what was before"));
        }
    }
    for item in table.of_kind("term") {
        let client = item.sk.rsplit_once('#').map(|(_, client)| client).unwrap_or_default();
        let person = known.get(client);
        if person.is_none_or(|person| item.in_partition("FIRM") != Some(person.firm)) {
            found.push(format!("4: a term of client {client}, who does not exist"));
        }
    }
    found
}
