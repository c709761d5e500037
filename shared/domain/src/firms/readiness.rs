//! Whether a firm is ready to invite (X19): a line for each thing that an invitation
//! needs, with what is missing and where it is fixed.
//!
//! What AWS says of mails and texts is asked live. No answer is an answer too: the list is shown
//! all the same.

use super::Firm;
use crate::kernel::StaffId;
use crate::staff::Staff;
use jiff::{SignedDuration, Timestamp};

/// How ready one thing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It is as it should be.
    Ready,
    /// Without it clients do not get in, or not as the firm wants it.
    Missing,
    /// It works, and may fail one day.
    Warning,
    /// It could not be found out at this moment.
    Unknown,
}

/// A thing that an invitation needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    /// Colour and logo.
    Branding,
    /// The privacy disclosure.
    PrivacyLink,
    /// A number to call.
    Contact,
    /// E-mails go out.
    Sender,
    /// Texts go out.
    Sms,
    /// Deliveries of texts are reported.
    SmsReports,
    /// A second member of staff.
    FirstStaff,
    /// The journey was tried.
    Rehearsal,
}

/// What is not as it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Neither a colour nor a logo was chosen.
    NoColourAndLogo,
    /// No colour was chosen.
    NoColour,
    /// No logo was chosen.
    NoLogo,
    /// No privacy disclosure is linked.
    NoPrivacyLink,
    /// There is no number to call.
    NoPhone,
    /// Nobody else at the firm is active.
    NobodyElse,
    /// Nobody has tried the journey to its end.
    NotRehearsed,
    /// The service did not answer.
    NoAnswer,
    /// AWS has paused sending.
    SendingPaused,
    /// The sender address is not verified.
    NotVerified,
    /// The account may only write to a few verified recipients.
    Sandbox,
    /// The monthly limit is low or used up.
    SpendLimit,
    /// AWS lets the account send no texts.
    NotSetUp,
    /// Deliveries are not logged.
    NotLogged,
}

/// The setting that fixes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// Colour and logo.
    Branding,
    /// The link of the privacy disclosure.
    PrivacyLink,
    /// The number to call.
    Phone,
    /// The members of staff.
    Members,
    /// The rehearsal.
    Rehearsal,
    /// None of the firm: the people who run the system fix it.
    Ops,
}

/// A line of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// What it is about.
    pub topic: Topic,
    /// How ready it is.
    pub state: State,
    /// What is not as it should be.
    pub why: Option<Why>,
    /// The setting that fixes it.
    pub setting: Setting,
}

/// What SES says of the account and of the sender's address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sender {
    /// May send to anybody: out of the sandbox.
    pub production: bool,
    /// Sending is not paused.
    pub sending: bool,
    /// The address, or its domain, is verified.
    pub verified: bool,
}

/// What SNS says of the account.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Texts {
    /// Only texts to a few verified numbers go out.
    pub sandbox: bool,
    /// What may be spent on texts in a month, in USD.
    pub limit_usd: Option<f64>,
    /// Deliveries are written to a log.
    pub logged: bool,
}

/// Whether AWS lets the account send texts, which SNS says of no account but of texts that fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextService {
    /// No text of the firm has failed for that lately.
    NothingKnown,
    /// A text of the firm has, within [`RECENTLY`].
    NotSetUp,
}

/// A text that failed so long ago says nothing about today.
pub const RECENTLY: SignedDuration = SignedDuration::from_hours(24);

impl TextService {
    /// From the newest text of a firm that failed because AWS lets the account send none.
    #[must_use]
    pub fn of(failed_at: Option<Timestamp>, now: Timestamp) -> Self {
        match failed_at {
            Some(at) if now.duration_since(at) < RECENTLY => Self::NotSetUp,
            Some(_) | None => Self::NothingKnown,
        }
    }
}

/// What a new account may spend on texts in a month: a few dozen of them.
const FIRST_LIMIT_USD: f64 = 1.0;

impl Line {
    fn new(topic: Topic, setting: Setting, found: Option<(State, Why)>) -> Self {
        let (state, why) = match found {
            None => (State::Ready, None),
            Some((state, why)) => (state, Some(why)),
        };
        Self { topic, state, why, setting }
    }
}

/// What the firm itself has chosen, and who works there.
#[must_use]
pub fn of_firm(firm: &Firm, asks: StaffId, staff: &[(StaffId, Staff)]) -> Vec<Line> {
    use State::{Missing, Warning};
    let branding = match (&firm.colour, &firm.logo) {
        (None, None) => Some((Missing, Why::NoColourAndLogo)),
        (None, Some(_)) => Some((Missing, Why::NoColour)),
        (Some(_), None) => Some((Missing, Why::NoLogo)),
        (Some(_), Some(_)) => None,
    };
    let colleague = staff.iter().any(|(id, staff)| *id != asks && staff.is_active());
    vec![
        Line::new(Topic::Branding, Setting::Branding, branding),
        Line::new(
            Topic::PrivacyLink,
            Setting::PrivacyLink,
            firm.privacy_link.is_none().then_some((Missing, Why::NoPrivacyLink)),
        ),
        // Replies always go somewhere; whom to call is the firm's choice, and what a client who is
        // stuck is shown.
        Line::new(
            Topic::Contact,
            Setting::Phone,
            firm.phone.is_none().then_some((Warning, Why::NoPhone)),
        ),
        Line::new(
            Topic::FirstStaff,
            Setting::Members,
            (!colleague).then_some((Warning, Why::NobodyElse)),
        ),
        Line::new(
            Topic::Rehearsal,
            Setting::Rehearsal,
            firm.rehearsed_at.is_none().then_some((Missing, Why::NotRehearsed)),
        ),
    ]
}

/// Whether mails go out. `None`: SES did not answer.
#[must_use]
pub fn of_sender(found: Option<Sender>) -> Line {
    use State::{Missing, Unknown};
    let found = match found {
        None => Some((Unknown, Why::NoAnswer)),
        Some(Sender { sending: false, .. }) => Some((Missing, Why::SendingPaused)),
        Some(Sender { verified: false, .. }) => Some((Missing, Why::NotVerified)),
        Some(Sender { production: false, .. }) => Some((Missing, Why::Sandbox)),
        Some(Sender { production: true, sending: true, verified: true }) => None,
    };
    Line::new(Topic::Sender, Setting::Ops, found)
}

/// Whether texts go out, and whether it is seen what became of them. `None`: SNS did not answer.
#[must_use]
pub fn of_texts(found: Option<Texts>, service: TextService) -> [Line; 2] {
    use State::{Missing, Unknown, Warning};
    let sms = match found {
        Some(Texts { sandbox: true, .. }) => Some((Missing, Why::Sandbox)),
        Some(Texts { limit_usd: Some(limit), .. }) if limit <= 0.0 => {
            Some((Missing, Why::SpendLimit))
        }
        Some(_) | None if service == TextService::NotSetUp => Some((Missing, Why::NotSetUp)),
        None => Some((Unknown, Why::NoAnswer)),
        Some(Texts { limit_usd: Some(limit), .. }) if limit <= FIRST_LIMIT_USD => {
            Some((Warning, Why::SpendLimit))
        }
        // A limit that nobody set is that of a new account.
        Some(Texts { limit_usd: None, .. }) => Some((Warning, Why::SpendLimit)),
        Some(Texts { limit_usd: Some(_), sandbox: false, .. }) => None,
    };
    let reports = match found {
        None => Some((Unknown, Why::NoAnswer)),
        Some(Texts { logged: false, .. }) => Some((Warning, Why::NotLogged)),
        Some(Texts { logged: true, .. }) => None,
    };
    [Line::new(Topic::Sms, Setting::Ops, sms), Line::new(Topic::SmsReports, Setting::Ops, reports)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(line: Line) -> (State, Option<Why>) {
        (line.state, line.why)
    }

    #[test]
    fn mails_go_out_where_the_account_may_send_to_anybody_from_a_verified_address() {
        let sender = |production, sending, verified| {
            found(of_sender(Some(Sender { production, sending, verified })))
        };
        assert_eq!(sender(true, true, true), (State::Ready, None));
        assert_eq!(sender(false, true, true), (State::Missing, Some(Why::Sandbox)));
        assert_eq!(sender(true, false, true), (State::Missing, Some(Why::SendingPaused)));
        assert_eq!(sender(true, true, false), (State::Missing, Some(Why::NotVerified)));
        assert_eq!(found(of_sender(None)), (State::Unknown, Some(Why::NoAnswer)));
    }

    #[test]
    fn texts_go_out_beyond_the_sandbox_and_within_the_limit() {
        let texts = |sandbox, limit_usd, logged| {
            let texts = Texts { sandbox, limit_usd, logged };
            of_texts(Some(texts), TextService::NothingKnown).map(found)
        };
        let ready = (State::Ready, None);
        assert_eq!(texts(false, Some(100.0), true), [ready, ready]);
        assert_eq!(texts(true, Some(100.0), true)[0], (State::Missing, Some(Why::Sandbox)));
        assert_eq!(texts(false, Some(0.0), true)[0], (State::Missing, Some(Why::SpendLimit)));
        for new_account in [Some(1.0), None] {
            assert_eq!(texts(false, new_account, true)[0], (State::Warning, Some(Why::SpendLimit)));
        }
        assert_eq!(texts(false, Some(2.0), true)[0], ready);
        assert_eq!(
            texts(false, Some(100.0), false),
            [ready, (State::Warning, Some(Why::NotLogged))]
        );
        let unknown = (State::Unknown, Some(Why::NoAnswer));
        assert_eq!(of_texts(None, TextService::NothingKnown).map(found), [unknown, unknown]);
    }

    #[test]
    fn a_text_that_aws_let_nobody_send_is_missing_for_a_day_unless_more_is_known() {
        let failed: Timestamp = "2026-01-02T03:04:05Z".parse().unwrap();
        let of = |hours| TextService::of(Some(failed), failed + SignedDuration::from_hours(hours));
        assert_eq!((of(0), of(23)), (TextService::NotSetUp, TextService::NotSetUp));
        assert_eq!(of(24), TextService::NothingKnown);
        assert_eq!(TextService::of(None, failed), TextService::NothingKnown);
        let sms = |texts| found(of_texts(texts, TextService::NotSetUp)[0]);
        let good = Texts { sandbox: false, limit_usd: Some(100.0), logged: true };
        let not_set_up = (State::Missing, Some(Why::NotSetUp));
        assert_eq!((sms(Some(good)), sms(None)), (not_set_up, not_set_up));
        let first_limit = Texts { limit_usd: None, ..good };
        assert_eq!(sms(Some(first_limit)), not_set_up);
        let sandbox = Texts { sandbox: true, ..good };
        assert_eq!(sms(Some(sandbox)), (State::Missing, Some(Why::Sandbox)));
    }
}
