//! Time that has passed for one client, while all clocks stand: what is stored of the client is
//! made to have happened earlier. For functions whose clock nobody can move.

use crate::people::Client;
use crate::runner::Runner;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use std::time::Duration;

impl Runner {
    /// Moves everything that happened to a client, and every date that is set, this far back.
    ///
    /// # Panics
    /// The table has no such client.
    pub async fn ages(&self, client: &Client, by: Duration) {
        let by = SignedDuration::try_from(by).expect("a length of time");
        let items = self.raw_items(json!({})).await;
        let is_theirs = |item: &&Value| {
            let partition = item["pk"]["S"].as_str().unwrap_or_default();
            partition.ends_with(&client.id) && !item["access"].is_null()
        };
        let mut item = items.iter().find(is_theirs).expect("the client's item").clone();
        earlier("", &mut item, by);
        self.dynamodb("PutItem", &json!({ "Item": item })).await;
    }
}

/// Times stand as RFC 3339, and as numbers of milliseconds under names that say so.
fn earlier(name: &str, value: &mut Value, by: SignedDuration) {
    match value {
        Value::Object(fields) => {
            for (field, value) in fields {
                // `{"S": …}` and the like are types: their values bear the name around them.
                let is_type = field.len() <= 4 && field.chars().all(|c| c.is_ascii_uppercase());
                let name = if is_type { name } else { field.as_str() };
                earlier(&name.to_owned(), value, by);
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
