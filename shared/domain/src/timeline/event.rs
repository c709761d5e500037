//! One line of a timeline, whichever context it comes from.

use super::{AccessEvent, ClientEvent, LoginEvent, MessageEvent, WhatNow};
use serde::{Deserialize, Serialize};
use std::fmt;

/// What happened to a client. Stored flat: the word in `event` is unique across all contexts.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Event {
    /// The invitation, its links and its PIN.
    Access(AccessEvent),
    /// The password, signing in and the sign-in address.
    Login(LoginEvent),
    /// The client's record.
    Client(ClientEvent),
    /// A message to the client, or about them to staff.
    Message(MessageEvent),
}

impl Event {
    /// What helps. `None` where all is well, where the client continues alone, or where it was done
    /// already.
    #[must_use]
    pub fn what_now(&self) -> Option<WhatNow> {
        match self {
            Self::Access(event) => event.what_now(),
            Self::Login(event) => event.what_now(),
            Self::Client(_) => None,
            Self::Message(event) => event.what_now(),
        }
    }
}

/// Prints the context's event alone: a snapshot says `SignedIn`, not `Login(SignedIn)`.
impl fmt::Debug for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Access(event) => event.fmt(f),
            Self::Login(event) => event.fmt(f),
            Self::Client(event) => event.fmt(f),
            Self::Message(event) => event.fmt(f),
        }
    }
}

impl From<AccessEvent> for Event {
    fn from(event: AccessEvent) -> Self {
        Self::Access(event)
    }
}

impl From<LoginEvent> for Event {
    fn from(event: LoginEvent) -> Self {
        Self::Login(event)
    }
}

impl From<ClientEvent> for Event {
    fn from(event: ClientEvent) -> Self {
        Self::Client(event)
    }
}

impl From<MessageEvent> for Event {
    fn from(event: MessageEvent) -> Self {
        Self::Message(event)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::Generation;

    #[test]
    fn an_event_is_stored_flat_and_read_back_by_its_word() {
        for (event, stored) in [
            (
                Event::from(AccessEvent::PinMade { generation: Generation::FIRST }),
                r#"{"event":"pin-made","generation":1}"#,
            ),
            (LoginEvent::SignedIn.into(), r#"{"event":"signed-in"}"#),
            (ClientEvent::Archived.into(), r#"{"event":"archived"}"#),
            (
                MessageEvent::EmailSent { template: "pin".to_owned() }.into(),
                r#"{"event":"email-sent","template":"pin"}"#,
            ),
        ] {
            assert_eq!(serde_json::to_string(&event).unwrap(), stored);
            assert_eq!(serde_json::from_str::<Event>(stored).unwrap(), event);
        }
    }

    #[test]
    fn where_all_is_well_there_is_nothing_to_do() {
        let delivered = MessageEvent::EmailDelivered { template: "invitation".to_owned() };
        let quiet: [Event; 3] =
            [delivered.into(), LoginEvent::SignedIn.into(), AccessEvent::Helped.into()];
        for event in quiet {
            assert_eq!(event.what_now(), None);
        }
    }
}
