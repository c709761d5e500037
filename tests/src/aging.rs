//! Makes stored items older, while all clocks stay: for functions whose clock nobody can move, and
//! for what would take a test too long.

use crate::people::Client;
use crate::runner::Runner;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use std::time::Duration;

impl Runner {
    /// Moves a client's history and every date that is set this far into the past.
    ///
    /// # Panics
    /// The table has no such client.
    pub async fn ages(&self, client: &Client, by: Duration) {
        let is_theirs = |item: &Value| {
            let partition = item["pk"]["S"].as_str().unwrap_or_default();
            partition.ends_with(&client.id) && !item["access"].is_null()
        };
        assert_eq!(self.makes_older(is_theirs, by).await, 1, "the client's item");
    }

    /// Moves the start and the last use of all sessions this far into the past.
    pub async fn ages_sessions(&self, by: Duration) {
        let is_session =
            |item: &Value| item["sk"]["S"].as_str().unwrap_or_default().starts_with("SESSION#");
        assert!(self.makes_older(is_session, by).await > 0, "there are sessions");
    }

    /// Moves messages that are still unsent this far into the past, if there are any.
    pub async fn ages_unsent(&self, by: Duration) {
        self.makes_older(|item| !item["unsent_shard"].is_null(), by).await;
    }

    /// Sets how many passwords were wrong since the last success, on every clock of an e-mail: a
    /// hundred of them take minutes.
    ///
    /// # Panics
    /// No password was wrong yet.
    pub async fn counts_wrong_passwords(&self, count: u32) {
        let mut clocks = 0;
        for mut item in self.raw_items(json!({})).await {
            let is_credential = item["sk"]["S"] == "CREDENTIAL";
            if is_credential && !item["wait"]["M"]["last_at"]["S"].is_null() {
                item["wait"]["M"]["since_success"] = json!({ "N": count.to_string() });
                self.dynamodb("PutItem", &json!({ "Item": item })).await;
                clocks += 1;
            }
        }
        assert!(clocks > 0, "there are clocks");
    }

    async fn makes_older(&self, which: impl Fn(&Value) -> bool, by: Duration) -> usize {
        let by = SignedDuration::try_from(by).expect("a length of time");
        let items = self.raw_items(json!({})).await;
        let mut older = 0;
        for mut item in items.into_iter().filter(|item| which(item)) {
            earlier("", &mut item, by);
            self.dynamodb("PutItem", &json!({ "Item": item })).await;
            older += 1;
        }
        older
    }
}

/// Times are stored as RFC 3339, or as milliseconds under names that say so.
fn earlier(name: &str, value: &mut Value, by: SignedDuration) {
    match value {
        Value::Object(fields) => {
            for (field, value) in fields {
                // `{"S": …}` and the like are types: their values keep the name around them.
                let is_type = field.len() <= 4 && field.chars().all(|c| c.is_ascii_uppercase());
                let name = if is_type { name } else { field.as_str() };
                earlier(name, value, by);
            }
        }
        Value::Array(values) => values.iter_mut().for_each(|value| earlier(name, value, by)),
        Value::String(text) => {
            let time: Option<Timestamp> = text.parse().ok();
            let ms = text.parse::<i64>().ok().filter(|_| name.ends_with("_ms"));
            if let Some(time) = time {
                *text = (time - by).to_string();
            } else if let Some(ms) = ms {
                let by = i64::try_from(by.as_millis()).expect("a length of time");
                *text = (ms - by).to_string();
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
