//! Invariant 8: no PIN, password, link or cookie is stored or logged in clear.

use super::Acknowledged;
use crate::table::Table;
use serde_json::Value;
use std::collections::BTreeSet;

/// The part of a token that nobody can guess: its last characters, 32 bytes in base64url.
const RANDOM: usize = 43;

/// Searches the table and the log for what people know.
pub(super) fn no_secret_is_in_clear(table: &Table, told: &Acknowledged) -> Vec<String> {
    let mut texts = BTreeSet::new();
    for item in &table.items {
        leaves(&item.attributes, &mut texts);
    }
    let stored: String = texts.iter().flat_map(|text| [text.as_str(), "\n"]).collect();
    let mut found = Vec::new();
    for secret in &told.secrets {
        let text = secret.text.as_str();
        let hidden = text.get(text.len().saturating_sub(RANDOM)..).unwrap_or(text);
        if stored.contains(hidden) {
            found.push(format!("8: a {} is stored in clear in the table", secret.what));
        }
        if told.log.contains(hidden) {
            found.push(format!("8: a {} appears in the log", secret.what));
        }
    }
    let seen = told.pins.iter().map(|pin| pin.digits.clone());
    let texted = told.inbox.iter().filter_map(super::messages::pin_of).map(|(_, digits)| digits);
    for pin in seen.chain(texted).collect::<BTreeSet<_>>() {
        // Six digits occur by chance in times and counts: only separate ones count.
        if texts.contains(&pin) || stored.contains(&format!("PIN {pin}")) {
            found.push("8: a PIN is stored in clear in the table".to_owned());
        }
        let alone = [format!("\"{pin}\""), format!("\\\"{pin}\\\""), format!("PIN {pin}")];
        if alone.iter().any(|alone| told.log.contains(alone)) {
            found.push("8: a PIN appears in the log".to_owned());
        }
    }
    found
}

/// Every text of a value.
fn leaves(value: &Value, into: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => {
            into.insert(text.clone());
        }
        Value::Array(values) => values.iter().for_each(|value| leaves(value, into)),
        Value::Object(fields) => fields.values().for_each(|value| leaves(value, into)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
