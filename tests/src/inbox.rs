//! The inbox: what people received, read as JSON.

use crate::http::Visitor;
use serde_json::Value;
use std::time::Duration;

/// How long a message may take to arrive.
const PATIENCE: Duration = Duration::from_secs(15);

/// The runner's inbox.
#[derive(Clone)]
pub struct Inbox {
    visitor: Visitor,
}

/// An e-mail or a text.
#[derive(Debug, Clone)]
pub struct Received {
    /// `email` or `sms`.
    pub channel: String,
    /// The recipient.
    pub to: String,
    /// The sender.
    pub from: String,
    /// Subject; only for e-mail.
    pub subject: String,
    /// The words.
    pub text: String,
    /// Of an e-mail.
    pub html: String,
    /// Of an e-mail.
    pub reply_to: String,
}

impl Inbox {
    /// The inbox of the runner at this origin.
    #[must_use]
    pub fn new(origin: &str) -> Self {
        Self { visitor: Visitor::new(origin) }
    }

    /// The inbox, read with this browser.
    #[must_use]
    pub fn read_with(visitor: Visitor) -> Self {
        Self { visitor }
    }

    /// Everything that was received at this address or number, oldest first.
    pub async fn of(&self, to: &str) -> Vec<Received> {
        // Filtered by recipient: many tests share one inbox.
        let path = format!("/inbox.json?to={}", to.replace('+', "%2B"));
        let theirs = self.visitor.get(&path).await.is(200);
        let all = theirs.body.as_array().cloned().unwrap_or_default();
        all.iter().map(Received::read).filter(|received| received.to == to).collect()
    }

    /// Waits until this many messages have arrived, and returns all.
    pub async fn wait_for(&self, to: &str, count: usize) -> Vec<Received> {
        let started = std::time::Instant::now();
        loop {
            let received = self.of(to).await;
            if received.len() >= count {
                return received;
            }
            assert!(
                started.elapsed() < PATIENCE,
                "{count} messages to {to} did not arrive; there are {}",
                received.len()
            );
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// The newest message, once there are this many.
    pub async fn newest(&self, to: &str, count: usize) -> Received {
        self.wait_for(to, count).await.pop().expect("at least one")
    }
}

impl Received {
    fn read(value: &Value) -> Self {
        let text = |name: &str| {
            let held = &value[name];
            held.as_str().or_else(|| held[0].as_str()).unwrap_or_default().to_owned()
        };
        Self {
            channel: text("channel"),
            to: text("to"),
            from: text("from"),
            subject: text("subject"),
            text: text("text"),
            html: text("html"),
            reply_to: text("reply_to"),
        }
    }

    /// The fragment of the link in an e-mail.
    #[track_caller]
    #[must_use]
    pub fn link(&self) -> String {
        let link = self
            .text
            .split_whitespace()
            .find(|word| word.contains('#') && word.starts_with("http"));
        link.and_then(|link| link.split_once('#'))
            .unwrap_or_else(|| panic!("no link in {}", self.text))
            .1
            .to_owned()
    }

    /// The six digits of a text, after the word PIN.
    #[track_caller]
    #[must_use]
    pub fn pin(&self) -> String {
        let after =
            self.text.split("PIN").nth(1).unwrap_or_else(|| panic!("no PIN in {}", self.text));
        let digits: String = after
            .chars()
            .skip_while(|c| !c.is_ascii_digit())
            .take_while(char::is_ascii_digit)
            .collect();
        assert_eq!(digits.len(), 6, "{}", self.text);
        digits
    }
}
