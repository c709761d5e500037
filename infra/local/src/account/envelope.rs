//! The envelope that EventBridge puts around an event.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::ids::fresh_id;
use super::names::{ACCOUNT, REGION};

/// Returns an event in EventBridge's envelope, about something that happened at `at`.
#[must_use]
pub fn event(
    source: &str,
    detail_type: &str,
    resources: &[String],
    detail: &Value,
    at: Timestamp,
) -> Value {
    json!({
        "version": "0",
        "id": fresh_id(),
        "detail-type": detail_type,
        "source": source,
        "account": ACCOUNT,
        "time": at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
        "region": REGION,
        "resources": resources,
        "detail": detail,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_has_its_time_and_type() {
        let event = event("s", "t", &["r".to_owned()], &json!({"a": 1}), Timestamp::UNIX_EPOCH);
        assert_eq!(event["time"], "1970-01-01T00:00:00Z");
        assert_eq!(event["detail-type"], "t");
        assert_eq!(event["resources"], json!(["r"]));
    }
}
