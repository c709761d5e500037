//! Checks the invariants of the product's security rules over the whole table, as far as the table,
//! people's messages and acknowledged answers show them. The table must have settled first. Each
//! check has a function with the invariant's name, which returns every violation as a sentence
//! without secrets.
//!
//! Nothing here uses the code under test: the rules are written a second time, from the outside.

mod lists;
mod messages;
mod secrets;

use crate::table::{Item, Table};
use jiff::{SignedDuration, Timestamp};
pub use messages::{pin_of, waits};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Guesses that a PIN generation answers.
const GUESSES: u64 = 5;
/// A notification left unread for this long is escalated to the firm's admins.
const UNREAD: SignedDuration = SignedDuration::from_hours(2);
/// When a client who has not opened an invitation is reminded.
const REMINDERS: [SignedDuration; 2] =
    [SignedDuration::from_hours(3 * 24), SignedDuration::from_hours(10 * 24)];
/// How many days before a login ends its adviser is notified.
const WARNINGS: [i64; 2] = [14, 3];

/// What answers acknowledged, and what people know.
#[derive(Debug, Clone, Default)]
pub struct Acknowledged {
    /// Timeline lines that an answer acknowledges.
    pub lines: Vec<AcknowledgedLine>,
    /// PINs as somebody saw them.
    pub pins: Vec<SeenPin>,
    /// What must never be stored or logged in clear.
    pub secrets: Vec<Secret>,
    /// The owner of each number, current or former: in E.164, each of one client.
    pub numbers: BTreeMap<String, String>,
    /// Firms that ask for no PIN.
    pub link_alone: BTreeSet<String>,
    /// Every e-mail and text, as the runner's inbox keeps them.
    pub inbox: Vec<Value>,
    /// The index of clients by name.
    pub by_name: Table,
    /// The log.
    pub log: String,
}

/// A timeline line that an answer promised. Each answer needs a line of its own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct AcknowledgedLine {
    /// Whose timeline.
    pub client: String,
    /// The accepted names of the line: any of these.
    pub events: Vec<&'static str>,
    /// A field and its value, if the answer determines one.
    pub with: Option<(&'static str, String)>,
    /// Whether several answers may share one line.
    pub counts: Counts,
}

/// Whether several answers may share one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Counts {
    /// Each answer has its own line.
    Each,
    /// One line is enough for all equal answers.
    Once,
}

/// A PIN as a person saw it.
#[derive(Clone, PartialEq, Eq)]
pub struct SeenPin {
    /// The client.
    pub client: String,
    /// Its letter; empty for the first.
    pub letter: String,
    /// Its digits.
    pub digits: String,
}

/// A secret.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret {
    /// What it is.
    pub what: &'static str,
    /// Its text.
    pub text: String,
}

impl std::fmt::Debug for SeenPin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PIN {:?} of {}", self.letter, self.client)
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.what)
    }
}

/// Every violation of every invariant.
#[must_use]
pub fn check(table: &Table, told: &Acknowledged) -> Vec<String> {
    let people = Person::all(table);
    let mut found = Vec::new();
    for person in &people {
        found.extend(five_guesses_get_an_answer(person));
        found.extend(a_pin_succeeds_once(person));
        found.extend(high_and_active_exactly_with_a_password(table, person));
        found.extend(a_password_came_through_its_proof(person, told));
        found.extend(every_pin_that_was_made_has_its_line(person));
        found.extend(what_was_ended_is_gone(person));
        found.extend(what_is_due_has_its_date(person));
        found.extend(lists::a_client_is_listed_as_they_are(table, person));
    }
    found.extend(every_claim_is_its_owners(table, &people));
    found.extend(nothing_acknowledged_is_lost(&people, told));
    found.extend(lists::every_list_is_complete(table, &people, told));
    found.extend(one_firm_names_no_other(table));
    found.extend(messages::every_message_is_settled(table));
    found.extend(messages::every_settled_message_has_its_line(&people));
    found.extend(messages::what_was_received_was_asked_for(table, told));
    found.extend(messages::every_try_has_the_same_words(table, told));
    found.extend(messages::every_text_is_counted_once(table));
    found.extend(messages::the_pin_that_is_texted_is_the_pin_that_is_shown(told));
    found.extend(secrets::no_secret_is_in_clear(table, told));
    found
}

/// A client with every item that belongs to them.
struct Person<'a> {
    firm: &'a str,
    id: &'a str,
    item: &'a Item,
    /// Oldest first.
    lines: Vec<&'a Item>,
    messages: Vec<&'a Item>,
    /// What is claimed in their name among clients' sign-in addresses.
    claims: Vec<&'a Item>,
}

impl<'a> Person<'a> {
    fn all(table: &'a Table) -> Vec<Self> {
        let mut beside: BTreeMap<&str, Vec<&Item>> = BTreeMap::new();
        for item in table.items.iter().filter(|item| item.pk.contains("#CLIENT#")) {
            beside.entry(&item.pk).or_default().push(item);
        }
        let claims: Vec<_> = clients_credentials(table).collect();
        let person = |item: &'a Item| {
            let id = item.in_partition("CLIENT").unwrap_or_default();
            let theirs = beside.get(item.pk.as_str()).cloned().unwrap_or_default();
            let of_kind = |kind: &str| -> Vec<&Item> {
                theirs.iter().copied().filter(|item| item.kind == kind).collect()
            };
            let mut lines = of_kind("event");
            lines.sort_by(|one, other| one.sk.cmp(&other.sk));
            Person {
                firm: item.in_partition("FIRM").unwrap_or_default(),
                id,
                item,
                lines,
                messages: of_kind("message"),
                claims: claims.iter().copied().filter(|claim| claim.text("/owner") == id).collect(),
            }
        };
        table.of_kind("client").map(person).collect()
    }

    fn standing(&self) -> &str {
        self.item.text("/access/standing")
    }

    fn has_password(&self) -> bool {
        !self.item.at("/access/password").is_null()
    }

    fn grants(&self) -> usize {
        self.item.at("/access/grants").as_array().map_or(0, Vec::len)
    }

    fn broke(&self, number: &str, what: &str) -> String {
        format!("{number}: client {}: {what}", self.id)
    }
}

fn clients_credentials(table: &Table) -> impl Iterator<Item = &Item> {
    table
        .items
        .iter()
        .filter(|item| item.sk == "CREDENTIAL" && item.pk.contains("#CREDENTIAL#client#"))
}

/// A moment, as items store it.
fn moment(value: &Value) -> Option<Timestamp> {
    value.as_str()?.parse().ok()
}

/// Invariant 1: between two lines that generate a PIN there are at most five lines of wrong
/// guesses, each with fewer left than the one before; none after the PIN is blocked, used or ended.
fn five_guesses_get_an_answer(person: &Person<'_>) -> Vec<String> {
    let mut found = Vec::new();
    let (mut guesses, mut left, mut over) = (0_u64, GUESSES, false);
    for line in &person.lines {
        match line.text("/event") {
            "pin-made" => (guesses, left, over) = (0, GUESSES, false),
            "pin-wrong" => {
                guesses += 1;
                let now_left = line.at("/left").as_u64().unwrap_or(GUESSES);
                if over {
                    found.push(person.broke("1", "a guess was compared with a PIN that had ended"));
                }
                if now_left >= left || guesses + now_left > GUESSES && now_left > 0 {
                    let told = format!("guess {guesses} left {now_left} after {left}");
                    found.push(person.broke("1", &told));
                }
                left = now_left;
            }
            "blocked" | "pin-verified" | "pin-expired" | "revoked" => over = true,
            _ => {}
        }
        if guesses > GUESSES {
            found.push(person.broke("1", "more than five guesses of one generation"));
        }
    }
    found
}

/// Invariant 2: a generation is entered once, and it is the newest.
fn a_pin_succeeds_once(person: &Person<'_>) -> Vec<String> {
    let mut found = Vec::new();
    let (mut newest, mut entered) = (None, BTreeSet::new());
    for line in &person.lines {
        let generation = line.at("/generation").as_u64();
        match line.text("/event") {
            "pin-made" => newest = generation,
            "pin-verified" => {
                if generation != newest {
                    found.push(person.broke("2", "a PIN was taken that was not the newest"));
                }
                if !entered.insert(generation) {
                    found.push(person.broke("2", "a PIN was taken twice"));
                }
            }
            _ => {}
        }
    }
    found
}

/// Invariant 3: active exactly with a password on record; that is, a credential with this owner, a
/// hash and the same epoch, and the level `high`.
fn high_and_active_exactly_with_a_password(table: &Table, person: &Person<'_>) -> Vec<String> {
    let mut found = Vec::new();
    let mut must = |holds: bool, what: &str| {
        if !holds {
            found.push(person.broke("3", what));
        }
    };
    let (item, active) = (person.item, person.standing() == "active");
    must(active == person.has_password(), "active and a password are not the same");
    must((item.text("/row/level") == "high") == active, "active and high are not the same");
    let let_in = active || person.standing() == "invited";
    must(person.claims.len() == usize::from(let_in), "not one claim on the sign-in e-mail");
    for claim in &person.claims {
        must(claim.pk.starts_with(&format!("FIRM#{}#", person.firm)), "a claim in another firm");
        must(claim.at("/hash").is_null() != active, "active and a hash are not the same");
        let same_epoch = claim.at("/epoch") == item.at("/access/epoch");
        must(!active || same_epoch, "the credential is of another epoch");
    }
    let held = item.at("/access/password/held") == &Value::Bool(true);
    let admitted = active && !held && person.grants() > 0;
    let epoch = if admitted { item.at("/access/epoch") } else { &Value::Null };
    must(item.at("/admits_epoch") == epoch, "who may sign in and who would be let in differ");
    let ends = moment(item.at("/access/login/expires_at")).unwrap_or(Timestamp::MAX);
    let until = item.at("/admits_until_ms").as_i64();
    must(until == Some(ends.as_millisecond()), "a login ends at two moments");
    must(table.get(&format!("FIRM#{}", person.firm), "FIRM").is_some(), "a client of no firm");
    found
}

/// Invariant 3: each password was set after its PIN was entered, unless the firm asks for none.
fn a_password_came_through_its_proof(person: &Person<'_>, told: &Acknowledged) -> Vec<String> {
    if told.link_alone.contains(person.firm) {
        return Vec::new();
    }
    let mut proven = false;
    let mut found = Vec::new();
    for line in &person.lines {
        match line.text("/event") {
            "pin-verified" => proven = true,
            "revoked" | "invitation-cancelled" => proven = false,
            // Another page's request does not affect the ten minutes after a PIN.
            "pin-made" if line.text("/cause") == "renew-pin" => proven = false,
            "password-set" | "password-changed" if !std::mem::take(&mut proven) => {
                found.push(person.broke("3", "a password without its proof"));
            }
            _ => {}
        }
    }
    found
}

/// Invariant 4: generations have no gap, and each has one line.
fn every_pin_that_was_made_has_its_line(person: &Person<'_>) -> Vec<String> {
    let made = person.lines.iter().filter(|line| line.text("/event") == "pin-made");
    let made: Vec<_> = made.filter_map(|line| line.at("/generation").as_u64()).collect();
    let newest = person.item.at("/access/generation").as_u64().unwrap_or_default();
    let mut found = Vec::new();
    if made != (1..=newest).collect::<Vec<_>>() {
        found.push(person.broke("4", &format!("generations {made:?} of {newest} have a line")));
    }
    if person.lines.first().is_none_or(|line| line.text("/event") != "client-created") {
        found.push(person.broke("4", "the timeline does not begin with the client"));
    }
    found
}

/// Invariants 2 and 6: a client without access has nothing left of it.
fn what_was_ended_is_gone(person: &Person<'_>) -> Vec<String> {
    let mut found = Vec::new();
    let access = |path: &str| person.item.at(&format!("/access/{path}"));
    if matches!(person.standing(), "not-invited" | "revoked") {
        if person.grants() > 0 {
            found.push(person.broke("6", "something is left to reach"));
        }
        if !access("pin/live_until").is_null() {
            found.push(person.broke("2", "a PIN is left live"));
        }
        if !access("set_up").is_null() {
            found.push(person.broke("6", "a set-up grant is left"));
        }
        let open = access("links").as_array().into_iter().flatten();
        if open.filter(|link| link["ended"].is_null()).count() > 0 {
            found.push(person.broke("6", "a link is left open"));
        }
    }
    if access("pin/wrong").as_u64().is_some_and(|wrong| wrong >= GUESSES) {
        found.push(person.broke("1", "the digits of a PIN were kept past five wrong guesses"));
    }
    found
}

/// Invariant 6: each e-mail is claimed by an existing account, and each hash belongs to one.
fn every_claim_is_its_owners(table: &Table, people: &[Person<'_>]) -> Vec<String> {
    let known: BTreeSet<_> = people.iter().map(|person| person.id).collect();
    let mut found = Vec::new();
    for claim in clients_credentials(table) {
        let (owner, hash) = (claim.at("/owner").as_str(), claim.at("/hash"));
        if owner.is_some_and(|owner| !known.contains(owner)) {
            found.push("6: an e-mail is claimed by nobody who exists".to_owned());
        }
        if owner.is_none() && !hash.is_null() {
            found.push("6: a hash is left of a released claim".to_owned());
        }
    }
    found
}

/// Invariant 4: every acknowledged line exists.
fn nothing_acknowledged_is_lost(people: &[Person<'_>], told: &Acknowledged) -> Vec<String> {
    let people: BTreeMap<_, _> = people.iter().map(|person| (person.id, person)).collect();
    let mut wanted: BTreeMap<&AcknowledgedLine, usize> = BTreeMap::new();
    for line in &told.lines {
        *wanted.entry(line).or_default() += 1;
    }
    let mut found = Vec::new();
    for (line, times) in wanted {
        let Some(person) = people.get(line.client.as_str()) else {
            found.push(format!("4: client {} is lost", line.client));
            continue;
        };
        let fits = |item: &&&Item| {
            line.events.contains(&item.text("/event"))
                && line.with.as_ref().is_none_or(|(field, value)| {
                    let held = &item.attributes[*field];
                    held.as_str().map_or_else(|| held.to_string(), str::to_owned) == *value
                })
        };
        let there = person.lines.iter().filter(fits).count();
        let times = match line.counts {
            Counts::Each => times,
            Counts::Once => 1,
        };
        if there < times {
            let what = format!("told {:?} {:?}: {there} of {times}", line.events, line.with);
            found.push(person.broke("4", &what));
        }
    }
    found
}

/// Invariant 4: everything with a date is found when the date comes.
fn what_is_due_has_its_date(person: &Person<'_>) -> Vec<String> {
    let stored = person.item.at("/due_at_ms").as_i64();
    let is = next_due(person).map(Timestamp::as_millisecond);
    let has_shard = !person.item.text("/due_shard").is_empty();
    if stored == is && has_shard == is.is_some() {
        return Vec::new();
    }
    vec![person.broke("4", &format!("due at {is:?}, found at {stored:?}"))]
}

fn next_due(person: &Person<'_>) -> Option<Timestamp> {
    let access = &person.item.attributes["access"];
    let mut dates = vec![moment(&access["pin"]["live_until"])];
    let password = person.has_password();
    let login = &access["login"];
    let given_up = access["given_up"].to_string().to_lowercase();
    let email = login["email"].as_str().unwrap_or("?").to_lowercase();
    let reachable = !given_up.contains(&format!("{email:?}"));
    for link in access["links"].as_array().into_iter().flatten() {
        let invitation = link["purpose"] == "invitation";
        let open = link["ended"].is_null();
        let by_date = open && !(invitation && password);
        let ends_at = moment(&link["ends_at"]);
        if by_date && link["expiry_noted"] != true {
            dates.push(ends_at);
        }
        let waits = invitation
            && open
            && link["opened_at"].is_null()
            && (!password || link["grant"]["kind"] != "portal")
            && reachable;
        let given = usize::try_from(link["reminded"].as_u64().unwrap_or_default()).unwrap_or(9);
        if let (true, Some(days), Some(made)) =
            (waits, REMINDERS.get(given), moment(&link["made_at"]))
        {
            let at = made + *days;
            dates.push((!by_date || ends_at.is_none_or(|end| at < end)).then_some(at));
        }
    }
    if matches!(person.standing(), "invited" | "active") && login["expiry_noted"] != true {
        let warned = usize::try_from(login["warned"].as_u64().unwrap_or_default()).unwrap_or(9);
        let before = WARNINGS.get(warned).copied().unwrap_or_default();
        let at = moment(&login["expires_at"]);
        dates.push(at.map(|at| at - SignedDuration::from_hours(24 * before)));
    }
    if access["attention"]["seen"] == "unread" {
        dates.push(moment(&access["attention"]["since"]).map(|since| since + UNREAD));
    }
    dates.push(moment(&person.item.attributes["profile"]["rehearsal"]["until"]));
    dates.into_iter().flatten().min()
}

/// Invariant 7: an item of a firm has that firm in its key, and names nothing of another.
fn one_firm_names_no_other(table: &Table) -> Vec<String> {
    let mut whose: BTreeMap<&str, &str> = BTreeMap::new();
    for item in &table.items {
        let Some(firm) = item.in_partition("FIRM") else { continue };
        whose.insert(firm, firm);
        for owner in ["CLIENT", "STAFF"] {
            whose.extend(item.in_partition(owner).map(|id| (id, firm)));
        }
    }
    let mut found = Vec::new();
    for item in &table.items {
        let firm = item.in_partition("FIRM");
        let shared =
            ["slug", "listed-firm", "text-name", "rate", "key"].contains(&item.kind.as_str());
        if firm.is_none() && !shared {
            found.push(format!("7: the key of a {} names no firm", item.kind));
        }
        let (Some(firm), text) = (firm, item.attributes.to_string()) else { continue };
        let others = identifiers(&text).filter_map(|id| whose.get(id)).any(|other| *other != firm);
        if others {
            found.push(format!("7: a {} of firm {firm} names another firm's", item.kind));
        }
    }
    found
}

/// Every identifier in a text.
fn identifiers(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|sign: char| !sign.is_ascii_hexdigit() && sign != '-');
    words.filter(|word| word.len() == 36 && word.matches('-').count() == 4)
}
