//! Invariant 9, and 4 for what was queued: every message is settled and recorded on the timeline,
//! and people received what was requested, with the same words each time.

use super::{Acknowledged, Person};
use crate::table::{Item, Table};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Nothing is pending, and the sweep would find nothing that is settled.
pub(super) fn every_message_is_settled(table: &Table) -> Vec<String> {
    let mut found = Vec::new();
    for item in &table.items {
        if waits(item) {
            let what = (&item.kind, item.text("/channel"), item.text("/status"));
            found.push(format!("4: a {what:?} is left after {} tries", item.at("/tries")));
        } else if !item.at("/unsent_shard").is_null() {
            found.push(format!("4: a {} that is settled still counts as unsent", item.kind));
        }
    }
    found
}

/// Whether an item waits for a follow-up.
#[must_use]
pub fn waits(item: &Item) -> bool {
    let followed_up = ["message", "recovery", "hand-over"].contains(&item.kind.as_str());
    followed_up && matches!(item.text("/status"), "unsent" | "sending")
}

/// The timeline records the outcome of each message once.
pub(super) fn every_settled_message_has_its_line(people: &[Person<'_>]) -> Vec<String> {
    let mut found = Vec::new();
    for person in people {
        let lines =
            |event: &str| person.lines.iter().filter(|line| line.text("/event") == event).count();
        let messages = |channel: &str, status: &str| {
            let of_channel = person.messages.iter().filter(|message| {
                (channel.is_empty() || message.text("/channel") == channel)
                    && message.text("/status") == status
            });
            of_channel.count()
        };
        for (line, channel, status) in [
            ("email-sent", "email", "sent"),
            ("sms-sent", "sms", "sent"),
            ("message-withheld", "", "withheld"),
        ] {
            let (is, must) = (lines(line), messages(channel, status));
            if is != must {
                found.push(person.broke("4", &format!("{is} lines {line} of {must} messages")));
            }
        }
        let failed = lines("message-failed") + lines("sms-failed");
        if failed < messages("", "failed") {
            found.push(person.broke("4", "a message failed and no line says so"));
        }
    }
    found
}

/// Each e-mail and text belongs to a message; each message that was sent was received.
pub(super) fn what_was_received_was_asked_for(table: &Table, told: &Acknowledged) -> Vec<String> {
    let mut found = Vec::new();
    let messages: Vec<_> = table.of_kind("message").collect();
    let received: BTreeSet<_> =
        told.inbox.iter().filter_map(|message| message["id"].as_str()).collect();
    let named: BTreeSet<_> = messages.iter().map(|message| message.text("/provider_id")).collect();
    for message in &messages {
        if message.text("/status") == "sent" && !received.contains(message.text("/provider_id")) {
            found.push(format!("9: a {} that was sent never arrived", message.text("/channel")));
        }
    }
    let is_named = |received: &&Value| received["id"].as_str().is_some_and(|id| named.contains(id));
    let same = |received: &Value| [received["to"].to_string(), words(received)];
    let noted: BTreeSet<_> = told.inbox.iter().filter(is_named).map(same).collect();
    for received in told.inbox.iter().filter(|received| !is_named(received)) {
        // The provider's reply was lost, or the sender ended before it recorded the send: the
        // message was retried.
        let again = |message: &&&Item| {
            message.text("/channel") == received["channel"]
                && message.at("/tries").as_u64().is_some_and(|tries| tries > 1)
                && carries_the_same(message, received, told)
        };
        if !noted.contains(&same(received)) && messages.iter().filter(again).count() == 0 {
            let channel = received["channel"].as_str().unwrap_or_default();
            found.push(format!("9: an {channel} arrived that nobody requested"));
        }
    }
    found
}

fn carries_the_same(message: &Item, received: &Value, told: &Acknowledged) -> bool {
    let what = &message.attributes["message"]["what"];
    match link_of(received) {
        Some(token) => what["link"].as_str() == link_id(token).as_deref(),
        None if received["channel"] == "sms" => {
            let to = received["to"].as_str().unwrap_or_default();
            told.numbers.get(to).is_some_and(|client| message.text("/client") == client)
        }
        None => true,
    }
}

/// The fragment of the link in an e-mail.
fn link_of(received: &Value) -> Option<&str> {
    let text = received["text"].as_str()?;
    let word = text.split_whitespace().find(|word| word.starts_with("http") && word.contains('#'));
    word?.split_once('#').map(|(_, token)| token)
}

/// The identifier in a link: after one byte for its kind, and those of firm and owner.
fn link_id(token: &str) -> Option<String> {
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(token).ok()?;
    uuid::Uuid::from_slice(bytes.get(33..49)?).ok().map(|id| id.to_string())
}

/// A try that was not recorded has the recorded words: a PIN's text always, an e-mail where all
/// messages with its link were recorded.
pub(super) fn every_try_has_the_same_words(table: &Table, told: &Acknowledged) -> Vec<String> {
    let named: BTreeSet<_> =
        table.of_kind("message").map(|message| message.text("/provider_id")).collect();
    let mut noted: BTreeMap<_, BTreeSet<String>> = BTreeMap::new();
    let (first, again): (Vec<_>, Vec<_>) =
        told.inbox.iter().filter_map(|received| Some((what_came(received)?, received))).partition(
            |(_, received)| received["id"].as_str().is_some_and(|id| named.contains(id)),
        );
    for (what, received) in first {
        noted.entry(what).or_default().insert(words(received));
    }
    let mut found = Vec::new();
    for (what, received) in again {
        let open = table.of_kind("message").any(|message| {
            message.text("/status") != "sent" && carries_the_same(message, received, told)
        });
        let same = noted.get(&what).is_none_or(|texts| texts.contains(&words(received)));
        if !same && !open {
            let channel = received["channel"].as_str().unwrap_or_default();
            found.push(format!("9: the same {channel} arrived with other words"));
        }
    }
    found
}

/// The words of a message. A restarted runner listens elsewhere, so the links' origin is removed.
fn words(received: &Value) -> String {
    let text = received["text"].as_str().unwrap_or_default();
    let mut parts = text.split("://localhost:");
    let mut words = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        words.push_str("://localhost");
        words.push_str(part.trim_start_matches(|sign: char| sign.is_ascii_digit()));
    }
    words
}

/// Recipient, link and subject of an e-mail.
fn what_came(received: &Value) -> Option<(String, String, String)> {
    let what = match (link_of(received), pin_of(received)) {
        (Some(link), _) => link.to_owned(),
        (None, Some((letter, _))) => letter,
        (None, None) => return None,
    };
    let text = |field: &str| received[field].as_str().unwrap_or_default().to_owned();
    Some((text("to"), what, text("subject")))
}

/// A text counts once against its firm's day, however often it was tried, and not at all if the
/// provider did not take it.
pub(super) fn every_text_is_counted_once(table: &Table) -> Vec<String> {
    let mut counted: BTreeMap<&str, u64> = BTreeMap::new();
    for item in table.items.iter().filter(|item| item.sk == "TEXTS") {
        // The firm's own count; the key of a single number has one more part.
        if let (Some(firm), 4) = (item.in_partition("FIRM"), item.pk.split('#').count()) {
            *counted.entry(firm).or_default() += item.at("/texts").as_u64().unwrap_or_default();
        }
    }
    counted.retain(|_, texts| *texts > 0);
    let mut texts: BTreeMap<&str, u64> = BTreeMap::new();
    for message in table.of_kind("message").filter(|message| !message.at("/text_count").is_null()) {
        *texts.entry(message.in_partition("FIRM").unwrap_or_default()).or_default() += 1;
    }
    if counted == texts {
        return Vec::new();
    }
    vec![format!("9: {counted:?} texts were counted for {texts:?} messages")]
}

/// Everybody who sees a PIN of one letter sees the same digits.
pub(super) fn the_pin_that_is_texted_is_the_pin_that_is_shown(told: &Acknowledged) -> Vec<String> {
    let mut seen: BTreeMap<(String, String), String> = BTreeMap::new();
    let mut found = Vec::new();
    let shown =
        told.pins.iter().map(|pin| (pin.client.clone(), pin.letter.clone(), pin.digits.clone()));
    let texted = told.inbox.iter().filter_map(|text| {
        let client = told.numbers.get(text["to"].as_str()?)?;
        let (letter, digits) = pin_of(text)?;
        Some((client.clone(), letter, digits))
    });
    for (client, letter, digits) in shown.chain(texted) {
        let before = seen.insert((client.clone(), letter.clone()), digits.clone());
        if before.is_some_and(|before| before != digits) {
            found.push(format!("4: client {client}: two PINs bear the letter {letter:?}"));
        }
    }
    found
}

/// The letter and the digits of a text.
#[must_use]
pub fn pin_of(text: &Value) -> Option<(String, String)> {
    if text["channel"] != "sms" {
        return None;
    }
    let line = text["text"].as_str()?.lines().find(|line| line.starts_with("PIN "))?;
    let (label, digits) = line.rsplit_once(' ')?;
    let letter = label.trim_start_matches("PIN").trim().trim_end_matches(':');
    Some((letter.to_owned(), digits.to_owned()))
}
