//! The plan: everything people will do, drawn from a seed before anybody acts.

use fastrand::Rng;
use serde_json::{Value, json};
use std::time::Duration;

/// An action. References are abstract, and resolved when its turn comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    // The adviser.
    Invite(Travels),
    RenewPin,
    RevealPin,
    CancelInvitation,
    Revoke,
    ChangeMobile(u32),
    RemoveMobile,
    ReadClient,
    ReadTimeline,
    ListClients,
    UpdateClient(u32),
    CorrectEmail(u32),
    CopyLink,
    Archive,
    Restore,
    HandOver,
    Help,
    // The client.
    Open(Back),
    TypeMobile(Back, Typed),
    TypePin(Back, Tab, Typed),
    SetPassword(Back, Tab),
    SignIn(Typed),
    SignOut,
    ReadSession,
    ForgetPassword,
    Recover(Back),
    RequestPin(Back),
    TellStuck(Back),
    RenewLink(Back),
    // A stranger.
    ForgetForNobody,
    GuessPin(Back),
    OpenOldLink(u8),
    TypeOldPin(Back),
    UseOldCookie(u8),
    ReadFromOtherFirm,
    RevokeFromOtherFirm,
}

/// The channel a PIN takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Travels {
    AsTheFirmHasIt,
    WithInvitation,
    OnceMobileConfirmed,
    ByAdviser,
}

/// Which link, counted back from the newest.
pub type Back = u8;

/// Which of the client's two tabs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    First,
    Second,
}

/// What is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typed {
    Right,
    Wrong(u8),
}

/// How long a person waits for an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    Waits,
    HangsUp(Duration),
}

/// What a person does who got no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Silence {
    TriesAgain,
    GoesOn,
}

/// An action, and how it is performed.
#[derive(Debug, Clone, Copy)]
pub struct Step {
    pub action: Action,
    pub manner: Manner,
    pub silence: Silence,
    /// Names the request, for its idempotency key.
    pub number: u64,
}

/// The outcome of an action that a full run must include.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    Granted,
    Refused,
}

/// Every action with its operation and the outcome that a full run must include.
pub const ACTIONS: &[(&str, &str, Wanted)] = &[
    ("add", "create-client", Wanted::Granted),
    ("invite", "invite-client", Wanted::Granted),
    ("renew PIN", "renew-pin", Wanted::Granted),
    ("reveal PIN", "reveal-pin", Wanted::Granted),
    ("cancel invitation", "cancel-invitation", Wanted::Granted),
    ("revoke", "revoke-access", Wanted::Granted),
    ("change mobile", "change-mobile", Wanted::Granted),
    ("remove mobile", "change-mobile", Wanted::Granted),
    ("read client", "read-client", Wanted::Granted),
    ("read timeline", "read-timeline", Wanted::Granted),
    ("list clients", "list-clients", Wanted::Granted),
    ("update client", "update-client", Wanted::Granted),
    ("correct e-mail", "correct-email", Wanted::Granted),
    ("copy link", "copy-link", Wanted::Granted),
    ("archive", "archive-client", Wanted::Granted),
    ("restore", "restore-client", Wanted::Granted),
    ("hand over", "hand-over-client", Wanted::Granted),
    ("help", "mark-helped", Wanted::Granted),
    ("open link", "open-invitation", Wanted::Granted),
    ("type mobile", "verify-mobile", Wanted::Granted),
    ("type wrong mobile", "verify-mobile", Wanted::Granted),
    ("type PIN", "verify-pin", Wanted::Granted),
    ("type wrong PIN", "verify-pin", Wanted::Refused),
    ("set password", "set-password", Wanted::Granted),
    ("sign in", "sign-in", Wanted::Granted),
    ("sign in wrong", "sign-in", Wanted::Refused),
    ("sign out", "sign-out", Wanted::Granted),
    ("read session", "read-session", Wanted::Granted),
    ("forget password", "forgot-password", Wanted::Granted),
    ("recover", "recover-password", Wanted::Granted),
    ("request PIN", "request-pin", Wanted::Granted),
    ("tell stuck", "tell-adviser", Wanted::Granted),
    ("renew link", "renew-link", Wanted::Granted),
    ("forget for nobody", "forgot-password", Wanted::Granted),
    ("guess PIN", "verify-pin", Wanted::Refused),
    ("open old link", "open-invitation", Wanted::Granted),
    ("type old PIN", "verify-pin", Wanted::Refused),
    ("use old cookie", "read-session", Wanted::Refused),
    ("read from other firm", "read-client", Wanted::Refused),
    ("revoke from other firm", "revoke-access", Wanted::Refused),
];

impl Action {
    /// Its name in the tally.
    pub fn name(self) -> &'static str {
        match self {
            Self::Invite(_) => "invite",
            Self::RenewPin => "renew PIN",
            Self::RevealPin => "reveal PIN",
            Self::CancelInvitation => "cancel invitation",
            Self::Revoke => "revoke",
            Self::ChangeMobile(_) => "change mobile",
            Self::RemoveMobile => "remove mobile",
            Self::ReadClient => "read client",
            Self::ReadTimeline => "read timeline",
            Self::ListClients => "list clients",
            Self::UpdateClient(_) => "update client",
            Self::CorrectEmail(_) => "correct e-mail",
            Self::CopyLink => "copy link",
            Self::Archive => "archive",
            Self::Restore => "restore",
            Self::HandOver => "hand over",
            Self::Help => "help",
            Self::Open(_) => "open link",
            Self::TypeMobile(_, Typed::Right) => "type mobile",
            Self::TypeMobile(_, Typed::Wrong(_)) => "type wrong mobile",
            Self::TypePin(_, _, Typed::Right) => "type PIN",
            Self::TypePin(_, _, Typed::Wrong(_)) => "type wrong PIN",
            Self::SetPassword(..) => "set password",
            Self::SignIn(Typed::Right) => "sign in",
            Self::SignIn(Typed::Wrong(_)) => "sign in wrong",
            Self::SignOut => "sign out",
            Self::ReadSession => "read session",
            Self::ForgetPassword => "forget password",
            Self::Recover(_) => "recover",
            Self::RequestPin(_) => "request PIN",
            Self::TellStuck(_) => "tell stuck",
            Self::RenewLink(_) => "renew link",
            Self::ForgetForNobody => "forget for nobody",
            Self::GuessPin(_) => "guess PIN",
            Self::OpenOldLink(_) => "open old link",
            Self::TypeOldPin(_) => "type old PIN",
            Self::UseOldCookie(_) => "use old cookie",
            Self::ReadFromOtherFirm => "read from other firm",
            Self::RevokeFromOtherFirm => "revoke from other firm",
        }
    }

    /// The operation that it calls.
    pub fn operation(self) -> &'static str {
        let found = ACTIONS.iter().find(|(name, _, _)| *name == self.name());
        found.map(|(_, operation, _)| *operation).expect("every action is listed")
    }
}

/// One client and everything that will happen to them.
#[derive(Debug, Clone)]
pub struct Journey {
    pub number: usize,
    pub firm: usize,
    pub body: Value,
    pub email: String,
    pub mobile: Option<String>,
    pub password: String,
    /// One list of steps for each person who acts at the same time.
    pub actors: Vec<Vec<Step>>,
}

const FIRST_NAMES: [&str; 6] = ["Nora", "Tom", "Ivy", "Samir", "Greta", "Owen"];
const LAST_NAMES: [&str; 6] = ["Fielding", "Marsh", "Okafor", "Lindqvist", "Vale", "Harbour"];

impl Journey {
    /// The journey of this number in the play of this seed.
    pub fn plan(seed: u64, number: usize) -> Self {
        let offset = u64::try_from(number).unwrap_or_default() + 1;
        let mut rng = Rng::with_seed(seed.wrapping_mul(1_000_003).wrapping_add(offset));
        let first = FIRST_NAMES[rng.usize(..FIRST_NAMES.len())];
        let last = LAST_NAMES[rng.usize(..LAST_NAMES.len())];
        let email =
            format!("{}.{number}.{:06x}@mail.example", last.to_lowercase(), rng.u32(..1 << 24));
        let mobile = (rng.u8(..10) < 8).then(|| mobile_of(number, 0));
        let mut body = json!({ "name": format!("{first} {last}"), "emails": [email] });
        if let Some(mobile) = &mobile {
            body["mobiles"] = json!([mobile]);
        }
        let mut actors = vec![story(&mut rng, mobile.is_some())];
        for _ in 0..[0, 1, 1, 2][rng.usize(..4)] {
            let steps = rng.usize(3..8);
            actors.push((0..steps).map(|_| step(anything(&mut rng), &mut rng)).collect());
        }
        let password = format!("seven copper kettles {:08x}", rng.u32(..));
        Self { number, firm: rng.usize(..2), body, email, mobile, password, actors }
    }

    /// The number of steps of all actors.
    pub fn steps(&self) -> usize {
        1 + self.actors.iter().map(Vec::len).sum::<usize>()
    }
}

/// Returns the `n`th number of this journey's client, in Ofcom's range 07400. None of them is one
/// that the runner lets fail.
pub fn mobile_of(journey: usize, n: u32) -> String {
    format!(
        "07400 {:06}",
        100_000 + journey * 1_000 + usize::try_from(n).unwrap_or_default() % 1_000
    )
}

/// How far the client would be if nothing interfered.
#[derive(Clone, Copy)]
enum Stage {
    Added,
    Invited(Travels),
    Opened(Travels),
    AtPin,
    Entered,
    HasPassword,
    SignedIn,
    Forgot,
    SignedOut,
    Revoked,
    Superseded,
    Stopped,
}

/// What must not work at the end: every session and every link that was ended, once more.
pub fn farewells(cookies: usize, links: usize) -> impl Iterator<Item = Step> {
    let nth = |n: usize| u8::try_from(n).unwrap_or(u8::MAX);
    let cookies = (0..cookies).map(move |n| Action::UseOldCookie(nth(n)));
    let links = (0..links).map(move |n| Action::OpenOldLink(nth(n)));
    cookies.chain(links).map(|action| Step {
        action,
        manner: Manner::Waits,
        silence: Silence::TriesAgain,
        number: 0,
    })
}

/// The client's own way, mostly forward.
fn story(rng: &mut Rng, has_mobile: bool) -> Vec<Step> {
    let goes_in = rng.u8(..100) < 40;
    let mut stage = Stage::Added;
    let mut steps = Vec::new();
    let length = if goes_in { rng.usize(12..24) } else { rng.usize(5..12) };
    for _ in 0..length {
        let action = if rng.u8(..100) < 80 {
            let (action, next) = forward(stage, goes_in, has_mobile, rng);
            stage = next;
            action
        } else {
            anything(rng)
        };
        steps.push(step(action, rng));
        if matches!(stage, Stage::Stopped) {
            break;
        }
    }
    steps
}

fn forward(stage: Stage, goes_in: bool, has_mobile: bool, rng: &mut Rng) -> (Action, Stage) {
    match stage {
        Stage::Added => {
            let how = travels(rng);
            (Action::Invite(how), Stage::Invited(how))
        }
        Stage::Invited(how) => (Action::Open(0), Stage::Opened(how)),
        Stage::Opened(_) if rng.u8(..10) == 0 => (Action::Invite(travels(rng)), Stage::Superseded),
        Stage::Opened(how) => match how {
            Travels::WithInvitation if has_mobile => {
                (Action::TypePin(0, Tab::First, guess(rng)), Stage::AtPin)
            }
            Travels::ByAdviser | Travels::WithInvitation => (Action::RevealPin, Stage::AtPin),
            Travels::AsTheFirmHasIt | Travels::OnceMobileConfirmed if has_mobile => {
                (Action::TypeMobile(0, guess(rng)), Stage::AtPin)
            }
            Travels::AsTheFirmHasIt | Travels::OnceMobileConfirmed => {
                (Action::RevealPin, Stage::AtPin)
            }
        },
        Stage::AtPin if goes_in || rng.bool() => match rng.u8(..10) {
            0 | 1 => (Action::TypePin(0, Tab::First, Typed::Wrong(rng.u8(..))), Stage::AtPin),
            2 => (Action::TypeOldPin(0), Stage::AtPin),
            3 => (Action::TypeMobile(0, Typed::Right), Stage::AtPin),
            4 => (Action::RevealPin, Stage::AtPin),
            _ => (Action::TypePin(0, Tab::First, Typed::Right), Stage::Entered),
        },
        Stage::AtPin => (Action::TypePin(0, Tab::First, Typed::Wrong(rng.u8(..))), Stage::AtPin),
        Stage::Entered if goes_in => (Action::SetPassword(0, Tab::First), Stage::HasPassword),
        Stage::Entered => (Action::Open(0), Stage::Stopped),
        Stage::HasPassword => (Action::SignIn(guess(rng)), Stage::SignedIn),
        Stage::SignedIn => match rng.u8(..8) {
            0 => (Action::SignOut, Stage::SignedOut),
            1 => (Action::Revoke, Stage::Revoked),
            2 => (Action::ReadSession, Stage::SignedIn),
            3 => (Action::RenewPin, Stage::AtPin),
            4 => (Action::Recover(0), Stage::AtPin),
            _ => (Action::ForgetPassword, Stage::Forgot),
        },
        Stage::SignedOut => (Action::UseOldCookie(rng.u8(..)), Stage::HasPassword),
        Stage::Revoked if rng.bool() => (Action::UseOldCookie(rng.u8(..)), Stage::Added),
        Stage::Revoked => (Action::OpenOldLink(rng.u8(..)), Stage::Added),
        Stage::Superseded => (Action::RenewLink(1), Stage::AtPin),
        Stage::Forgot => (Action::Recover(0), Stage::AtPin),
        Stage::Stopped => (Action::ReadTimeline, Stage::Stopped),
    }
}

fn travels(rng: &mut Rng) -> Travels {
    [
        Travels::AsTheFirmHasIt,
        Travels::WithInvitation,
        Travels::OnceMobileConfirmed,
        Travels::ByAdviser,
    ][rng.usize(..4)]
}

fn guess(rng: &mut Rng) -> Typed {
    if rng.u8(..10) < 8 { Typed::Right } else { Typed::Wrong(rng.u8(..)) }
}

fn back(rng: &mut Rng) -> Back {
    if rng.u8(..10) < 7 { 0 } else { rng.u8(1..4) }
}

fn tab(rng: &mut Rng) -> Tab {
    if rng.u8(..4) < 3 { Tab::First } else { Tab::Second }
}

fn anything(rng: &mut Rng) -> Action {
    match rng.u8(..3) {
        0 => by_adviser(rng),
        1 => by_client(rng),
        _ => by_stranger(rng),
    }
}

fn by_adviser(rng: &mut Rng) -> Action {
    match rng.u8(..26) {
        0..=3 => Action::Invite(travels(rng)),
        4 | 5 => Action::RenewPin,
        6 | 7 => Action::RevealPin,
        8 => Action::CancelInvitation,
        9 | 10 => Action::Revoke,
        11 | 12 => Action::ChangeMobile(rng.u32(1..1_000)),
        13 => Action::RemoveMobile,
        14 => Action::ReadClient,
        15 => Action::ReadTimeline,
        16 => Action::ListClients,
        17 | 18 => Action::UpdateClient(rng.u32(1..1_000)),
        19 | 20 => Action::CorrectEmail(rng.u32(..)),
        21 => Action::CopyLink,
        22 => Action::Archive,
        23 => Action::Restore,
        24 => Action::HandOver,
        _ => Action::Help,
    }
}

fn by_client(rng: &mut Rng) -> Action {
    match rng.u8(..20) {
        0 | 1 => Action::Open(back(rng)),
        2 | 3 => Action::TypeMobile(back(rng), guess(rng)),
        4..=6 => Action::TypePin(back(rng), tab(rng), guess(rng)),
        7 => Action::SetPassword(back(rng), tab(rng)),
        8 => Action::SignIn(guess(rng)),
        9 => Action::SignOut,
        10 => Action::ReadSession,
        11 | 12 => Action::ForgetPassword,
        13 | 14 => Action::Recover(back(rng)),
        15 => Action::RequestPin(back(rng)),
        16 => Action::TellStuck(back(rng)),
        17 => Action::RequestPin(0),
        _ => Action::RenewLink(rng.u8(..3)),
    }
}

fn by_stranger(rng: &mut Rng) -> Action {
    match rng.u8(..14) {
        0 => Action::ForgetForNobody,
        1 | 2 => Action::ForgetPassword,
        3..=6 => Action::GuessPin(back(rng)),
        7 | 8 => Action::OpenOldLink(rng.u8(..)),
        9 | 10 => Action::TypeOldPin(back(rng)),
        11 => Action::UseOldCookie(rng.u8(..)),
        12 => Action::ReadFromOtherFirm,
        _ => Action::RevokeFromOtherFirm,
    }
}

fn step(action: Action, rng: &mut Rng) -> Step {
    let manner = if rng.u8(..100) < 6 {
        Manner::HangsUp(Duration::from_millis(rng.u64(1..40)))
    } else {
        Manner::Waits
    };
    let silence = if rng.bool() { Silence::TriesAgain } else { Silence::GoesOn };
    Step { action, manner, silence, number: rng.u64(..) }
}
