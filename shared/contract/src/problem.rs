//! Errors as RFC 9457 `application/problem+json`: a stable `type`, a title for people, and for
//! forms the fault of each field.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

/// The media type of every error.
pub const MEDIA_TYPE: &str = "application/problem+json";

macro_rules! problems {
    ($($(#[$doc:meta])* $kind:ident = $code:literal, $status:literal, $title:literal;)+) => {
        /// Every kind of problem that the API answers.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum ProblemKind { $($(#[$doc])* $kind,)+ }

        impl ProblemKind {
            /// All kinds, for documents and tests.
            pub const ALL: &'static [Self] = &[$(Self::$kind,)+];

            /// The stable name, the last part of `type`.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$kind => $code,)+ }
            }

            /// The HTTP status.
            #[must_use]
            pub fn status(self) -> u16 {
                match self { $(Self::$kind => $status,)+ }
            }

            /// A sentence for people.
            #[must_use]
            pub fn title(self) -> &'static str {
                match self { $(Self::$kind => $title,)+ }
            }
        }
    };
}

problems! {
    /// The body is no JSON, lacks a field, has one too many or twice, or one of the wrong type.
    BodyMalformed = "body-malformed", 400, "The request's body is not as documented.";
    /// A path, query or header value is malformed.
    RequestMalformed = "request-malformed", 400, "The request is not as documented.";
    /// Not exactly six ASCII digits. Never compared, costs no guess.
    PinMalformed = "pin-malformed", 400, "This PIN is not valid: it has exactly six digits and nothing else.";
    /// Wrong e-mail or password: which one is not told.
    SignInRefused = "sign-in-refused", 401, "The e-mail or the password is wrong.";
    /// No session, or it has ended.
    NotSignedIn = "not-signed-in", 401, "Please sign in.";
    /// The PIN was compared and is wrong; `left` tells the guesses that remain.
    PinWrong = "pin-wrong", 401, "This PIN is wrong.";
    /// The request did not come through the front door.
    NotThroughTheFront = "not-through-the-front", 403, "Requests go through the public address.";
    /// Signed in, without permission.
    NotPermitted = "not-permitted", 403, "Your account may not do this.";
    /// The firm was closed, for now or for good; `firm` tells whom to call.
    FirmClosed = "firm-closed", 403, "This firm has closed its portal for now.";
    /// The right password, but access has ended.
    AccessEnded = "access-ended", 403, "Your access has ended. Please ask your adviser.";
    /// The right password, but the login's date has passed.
    LoginExpired = "login-expired", 403, "Your login has expired. Please ask your adviser.";
    /// The right password, but a recovery PIN must be entered first.
    RecoveryRequired = "recovery-required", 403, "Please use the link in the e-mail that we sent you to choose a new password.";
    /// Not there, or not yours: the same.
    NotFound = "not-found", 404, "There is nothing here.";
    /// No such link.
    LinkUnknown = "link-unknown", 404, "This link is not one of ours. Please use the newest e-mail.";
    /// The path exists, with another method (see `Allow`).
    MethodNotAllowed = "method-not-allowed", 405, "This address does not take that method.";
    /// The link is at another step; `next` names it.
    LinkElsewhere = "link-elsewhere", 409, "This link is at another step.";
    /// No PIN is live: expired, used or replaced. Nothing was compared.
    PinNotLive = "pin-not-live", 409, "This PIN is no longer good. Please ask for a new one.";
    /// The ten minutes after the PIN are over, or it was entered on another page.
    SetUpOver = "set-up-over", 409, "Too much time has passed since the PIN. Please enter a PIN again.";
    /// The client has a password; recovery is offered instead.
    AlreadyActive = "already-active", 409, "This client has a password already. To let them choose a new one, start a recovery.";
    /// No invitation, or no access, that could be ended.
    NothingToEnd = "nothing-to-end", 409, "There is no access to end.";
    /// The sign-in e-mail belongs to another client, or member of staff, of the firm.
    EmailTaken = "email-taken", 409, "Somebody else at the firm signs in with this e-mail.";
    /// The slug is another firm's.
    SlugTaken = "slug-taken", 409, "Another firm has this name in addresses.";
    /// Without an invitation, or once access was revoked, there is no sign-in e-mail.
    NoLogin = "no-login", 409, "This client does not sign in with any e-mail yet. Please invite them first.";
    /// The client has no e-mail to invite.
    NoEmail = "no-email", 409, "This client has no e-mail address yet.";
    /// Nothing more is sent to this address; `why` tells the reason.
    AddressUnreachable = "address-unreachable", 409, "Our mail does not reach this address. Please correct it, or say that it is good after all.";
    /// The client is archived.
    ClientArchived = "client-archived", 409, "This client is archived. Please restore them first.";
    /// The client can still reach something.
    StillHasAccess = "still-has-access", 409, "This client still has access. Please end it first.";
    /// What a form was filled from has changed since.
    ChangedMeanwhile = "changed-meanwhile", 409, "Somebody changed this since you opened it. Please look at it again.";
    /// A firm keeps at least one active firm admin.
    LastAdmin = "last-admin", 409, "The firm needs at least one firm admin.";
    /// Another firm admin has to do this.
    Oneself = "oneself", 409, "You cannot do this to your own account. Please ask another firm admin.";
    /// The account of a member of staff is at another stage.
    StaffElsewhere = "staff-elsewhere", 409, "This account is at another stage.";
    /// The caller has a rehearsal already; `client` names it.
    RehearsalUnderWay = "rehearsal-under-way", 409, "Your rehearsal is under way. Please end it before you start another.";
    /// No digits are kept: used, voided or blocked.
    NoPin = "no-pin", 409, "There is no PIN to show. Please generate a new one.";
    /// No mobile is on record: the adviser passes the PIN on.
    NoMobile = "no-mobile", 409, "The PIN comes from your adviser.";
    /// Somebody else changed the same thing at the same moment.
    LostRace = "lost-race", 409, "Somebody changed this at the same moment. Please try again.";
    /// The idempotency key was used for another request.
    KeyReused = "key-reused", 409, "This idempotency key was used for another request.";
    /// The body is larger than 64 KiB.
    BodyTooLarge = "body-too-large", 413, "The request is too large.";
    /// The body is not `application/json`.
    MediaTypeUnsupported = "media-type-unsupported", 415, "The body must be application/json.";
    /// The value of a field is refused; see `errors`.
    FieldsRefused = "fields-refused", 422, "Please correct the fields below.";
    /// Five different numbers were typed on this link within a day.
    TooManyNumbers = "too-many-numbers", 429, "Too many different numbers were typed. Please wait, or call your adviser.";
    /// Blocked for PIN entry; `blocked` tells how that ends.
    PinBlocked = "pin-blocked", 429, "Too many wrong PINs. No PIN is accepted until there is a new one.";
    /// Wrong passwords made a wait; see `Retry-After`.
    PasswordWaits = "password-waits", 429, "Too many wrong passwords. Please wait a moment.";
    /// A hundred wrong passwords since the last success: none is compared any more.
    PasswordsUsedUp = "passwords-used-up", 429, "Too many wrong passwords. Please choose a new one under “Forgot password?”.";
    /// The same was done a moment ago; see `Retry-After`.
    TooSoon = "too-soon", 429, "This was done a moment ago. Please wait.";
    /// Too many requests from one address; see `Retry-After`.
    TooManyRequests = "too-many-requests", 429, "Too many requests. Please wait a moment.";
    /// Ours, and a bug: it is logged.
    Internal = "internal", 500, "Something went wrong on our side.";
    /// Something that we depend on is down; see `Retry-After`. Nothing was compared or changed.
    Unavailable = "unavailable", 503, "This does not work at the moment. Please try again shortly.";
}

impl ProblemKind {
    /// The `type`: a URN, so that it is the same for every firm and stage.
    #[must_use]
    pub fn uri(self) -> String {
        format!("urn:vestibule:problem:{}", self.code())
    }
}

/// What is wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FieldError {
    /// The field's name in the request.
    pub field: String,
    /// A stable name of the fault.
    pub code: String,
    /// A sentence for people.
    pub message: String,
}

/// An error as it is answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Problem {
    /// A stable URN, one for each kind of problem.
    #[serde(rename = "type")]
    pub uri: String,
    /// A sentence for people.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// The request that this answers: `urn:vestibule:request:` and the id under which the logs
    /// know it. New for each request. To be quoted to support.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instance: Option<String>,
    /// For forms: what is wrong with each field.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
    /// What this kind of problem tells besides.
    #[serde(flatten)]
    pub more: Map<String, Value>,
}

impl Problem {
    /// The problem of this kind.
    #[must_use]
    pub fn new(kind: ProblemKind) -> Self {
        Self {
            uri: kind.uri(),
            title: kind.title().to_owned(),
            status: kind.status(),
            instance: None,
            errors: Vec::new(),
            more: Map::new(),
        }
    }

    /// The same, as the answer to the request with this id. An empty id names none.
    #[must_use]
    pub fn of_request(mut self, id: &str) -> Self {
        self.instance = (!id.is_empty()).then(|| format!("urn:vestibule:request:{id}"));
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_kind_has_a_name_of_its_own_and_an_error_status() {
        let codes: BTreeSet<_> = ProblemKind::ALL.iter().map(|kind| kind.code()).collect();
        assert_eq!(codes.len(), ProblemKind::ALL.len());
        assert!(ProblemKind::ALL.iter().all(|kind| (400..600).contains(&kind.status())));
    }

    #[test]
    fn a_problem_names_its_request_if_that_has_a_name() {
        let problem = |id| serde_json::to_value(Problem::new(ProblemKind::Internal).of_request(id));
        let named = problem("JKJaXmPLvHcESHA=").unwrap();
        assert_eq!(named["instance"], "urn:vestibule:request:JKJaXmPLvHcESHA=");
        assert_eq!(problem("").unwrap().get("instance"), None);
    }
}
