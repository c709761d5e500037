//! A person in a play: resolves an action's references, sends the request, and learns from the
//! answer what must hold afterwards.

use super::plan::{self, Action, Back, Journey, Manner, Step, Tab, Travels, Typed, mobile_of};
use super::weather::Weather;
use super::world::{CLIENT_COOKIE, World, key};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use vestibule_tests::invariants::{self, Counts, SeenPin};
use vestibule_tests::{Answer, Visitor};

/// How often a client checks the mailbox for a promised mail.
const LOOKS: u32 = 12;

/// Pause between checks: messages take a moment.
const BETWEEN_LOOKS: Duration = Duration::from_millis(50);

/// A request with all references resolved.
pub struct Request {
    pub action: &'static str,
    pub operation: &'static str,
    pub path: String,
    pub body: Option<Value>,
    pub key: Option<String>,
    pub visitor: Visitor,
    /// Sent with the session of this firm's adviser.
    pub by_staff_of: Option<usize>,
    pub manner: Manner,
}

/// What everyone who acts around one client knows.
pub struct Known {
    pub id: String,
    firm: usize,
    journey: usize,
    password: String,
    inner: Mutex<Inner>,
}

#[derive(Default)]
struct Inner {
    email: String,
    /// Every address the client has had.
    emails: BTreeSet<String>,
    mobile: Option<String>,
    mobiles: BTreeSet<String>,
    revision: Value,
    invited: u32,
    /// A text with a PIN was promised.
    texted: bool,
    /// A mail to choose a new password was promised.
    forgot: bool,
    /// In order of arrival.
    links: Vec<String>,
    link_ids: Vec<String>,
    cookies: Vec<String>,
    /// Ended, and the answer was received: it must never work again.
    ended_links: BTreeSet<String>,
    ended_cookies: BTreeSet<String>,
    /// Digits by the number of their letter.
    pins: BTreeMap<u32, String>,
    used_pins: BTreeSet<u32>,
    /// The page that entered a PIN or set a password, by link: a repeat gets the same answer.
    entered: BTreeSet<(String, String)>,
    placed: BTreeSet<(String, String)>,
    /// The page that asked to set a password, by link, whether or not an answer came.
    asked: BTreeSet<(String, String)>,
}

/// What was known when the request was sent.
struct Before {
    links: Vec<String>,
    cookies: Vec<String>,
    link: Option<String>,
    /// The page and the PIN that was typed.
    page: Option<String>,
    pin: Option<u32>,
    text: Option<String>,
}

impl Known {
    /// The client who was just added.
    pub fn of(world: &World, journey: &Journey, answer: &Answer) -> Self {
        let id = answer.text_at("id");
        for event in ["client-created", "pin-made"] {
            world.promises(&id, &[event], None, Counts::Each);
        }
        world.keeps("password", &journey.password);
        let known = Self {
            id,
            firm: journey.firm,
            journey: journey.number,
            password: journey.password.clone(),
            inner: Mutex::default(),
        };
        let mut inner = known.inner();
        inner.email.clone_from(&journey.email);
        inner.emails.insert(journey.email.clone());
        inner.revision = answer.body["revision"].clone();
        inner.mobile.clone_from(&journey.mobile);
        drop(inner);
        if let Some(mobile) = answer.body["mobiles"][0].as_str() {
            known.inner().mobiles.insert(mobile.to_owned());
            world.notes(|told| {
                told.numbers.insert(mobile.to_owned(), known.id.clone());
            });
        }
        known
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inner {
    fn link(&self, back: Back) -> Option<String> {
        self.links.iter().rev().nth(usize::from(back)).or(self.links.last()).cloned()
    }

    /// A link to choose a new password: its first byte says so.
    fn recovery_link(&self, back: Back) -> Option<String> {
        let is_recovery = |link: &&String| {
            BASE64_URL_SAFE_NO_PAD.decode(link).is_ok_and(|bytes| bytes.first() == Some(&b'r'))
        };
        self.links.iter().rev().filter(is_recovery).nth(usize::from(back)).cloned()
    }

    fn newest_pin(&self) -> Option<(u32, String)> {
        self.pins.last_key_value().map(|(number, digits)| (*number, digits.clone()))
    }

    /// Digits that were never a PIN of this client.
    fn wrong_pin(&self, n: u8) -> String {
        let known = self.pins.values().last();
        let base: u32 = known.and_then(|digits| digits.parse().ok()).unwrap_or(271_828);
        let mut guess = (base + 1 + u32::from(n)) % 1_000_000;
        while self.pins.values().any(|digits| *digits == format!("{guess:06}")) {
            guess = (guess + 1) % 1_000_000;
        }
        format!("{guess:06}")
    }
}

/// Converts a letter into its number: 1 for the first PIN, which has none; 2 for B.
fn number_of(letter: &str) -> u32 {
    let digits = letter.bytes().map(|byte| u32::from(byte.saturating_sub(b'A')) + 1);
    digits.fold(0, |number, digit| number * 26 + digit).max(1)
}

/// A person who acts around a client.
pub struct Actor {
    world: Arc<World>,
    known: Arc<Known>,
    browser: Visitor,
}

impl Actor {
    /// Has a browser of their own.
    pub fn new(world: Arc<World>, known: Arc<Known>) -> Self {
        let browser = world.browser();
        Self { world, known, browser }
    }

    /// Performs a step, if what it refers to exists.
    pub async fn does(&mut self, step: &Step, weather: Option<&mut Weather>) {
        self.reads_mail(step.action).await;
        let Some((request, before)) = self.finds(step) else { return };
        if let Some(answer) = self.world.hears(&request, step.silence, weather).await {
            self.learns(step.action, &request, &before, &answer);
        }
    }

    /// Tries everything once more that was ended.
    pub async fn takes_leave(&mut self, mut weather: Option<&mut Weather>) {
        let (cookies, links) = {
            let inner = self.known.inner();
            (inner.ended_cookies.len(), inner.ended_links.len())
        };
        for step in plan::farewells(cookies, links) {
            self.does(&step, weather.as_deref_mut()).await;
        }
    }

    /// Checks for new links and texts. A client who was promised a first link waits for it.
    async fn reads_mail(&self, action: Action) {
        let waits = matches!(
            action,
            Action::Open(_) | Action::TypeMobile(..) | Action::TypePin(..) | Action::Recover(_)
        );
        let glances = matches!(
            action,
            Action::SetPassword(..)
                | Action::RequestPin(_)
                | Action::TellStuck(_)
                | Action::RenewLink(_)
                | Action::GuessPin(_)
                | Action::OpenOldLink(_)
                | Action::TypeOldPin(_)
        );
        let looks = if waits { LOOKS } else { u32::from(glances) };
        for _ in 0..looks {
            let (emails, mobiles, promised) = {
                let inner = self.known.inner();
                let promised = if matches!(action, Action::Recover(_)) {
                    inner.forgot && inner.recovery_link(0).is_none()
                } else if matches!(action, Action::TypePin(_, _, Typed::Right)) {
                    let newest = inner.newest_pin();
                    let good = newest.is_some_and(|(number, _)| !inner.used_pins.contains(&number));
                    inner.mobile.is_some() && inner.texted && !good
                } else {
                    inner.invited > 0 && inner.links.is_empty()
                };
                (inner.emails.clone(), inner.mobiles.clone(), promised)
            };
            for email in emails {
                for mail in self.world.received(&self.browser, &email).await {
                    self.finds_link(&mail);
                }
            }
            for mobile in mobiles {
                for text in self.world.received(&self.browser, &mobile).await {
                    if let Some((letter, digits)) = invariants::pin_of(&text) {
                        self.known.inner().pins.insert(number_of(&letter), digits);
                    }
                }
            }
            if !promised {
                return;
            }
            tokio::time::sleep(BETWEEN_LOOKS).await;
        }
    }

    fn finds_link(&self, mail: &Value) {
        let words = mail["text"].as_str().unwrap_or_default().split_whitespace();
        let links = words.filter(|word| word.starts_with("http"));
        for (_, link) in links.filter_map(|word| word.split_once('#')) {
            let mut inner = self.known.inner();
            if !inner.links.iter().any(|known| known == link) {
                inner.links.push(link.to_owned());
                drop(inner);
                self.world.keeps("link", link);
            }
        }
    }

    /// A page's own secret: one for each tab, the same in every replay.
    fn page(&self, tab: Tab) -> String {
        let tab: u8 = match tab {
            Tab::First => 1,
            Tab::Second => 2,
        };
        let mut rng = fastrand::Rng::with_seed(
            u64::try_from(self.known.journey).unwrap_or_default() * 3 + u64::from(tab),
        );
        let mut bytes = [0_u8; 32];
        rng.fill(&mut bytes);
        BASE64_URL_SAFE_NO_PAD.encode(bytes)
    }

    fn finds(&self, step: &Step) -> Option<(Request, Before)> {
        let action = step.action;
        let mut inner = self.known.inner();
        let path = self.world.path(action, &self.known.id)?;
        let house = &self.world.houses[self.known.firm];
        let mut before = Before {
            links: inner.links.clone(),
            cookies: inner.cookies.clone(),
            link: None,
            page: None,
            pin: None,
            text: None,
        };
        let mut request = Request {
            action: action.name(),
            operation: action.operation(),
            path,
            body: None,
            key: None,
            visitor: self.browser.clone(),
            by_staff_of: None,
            manner: step.manner,
        };
        let mut by_staff = |body: Option<Value>| {
            request.visitor = house.staff.clone();
            request.by_staff_of = Some(self.known.firm);
            request.body = body;
        };
        let sign_in = |password: &str| json!({ "firm": house.id, "email": inner.email, "password": password });
        let wrong_number = |n: u8| format!("07911 {:06}", 200_000 + u32::from(n));
        match action {
            Action::Invite(travels) => {
                by_staff(Some(match travels {
                    Travels::AsTheFirmHasIt => json!({}),
                    Travels::WithInvitation => json!({ "pin": "with-invitation" }),
                    Travels::OnceMobileConfirmed => json!({ "pin": "once-mobile-confirmed" }),
                    Travels::ByAdviser => json!({ "pin": "by-adviser" }),
                }));
                request.key = Some(key(self.known.journey, step.number));
            }
            Action::RenewPin
            | Action::RevealPin
            | Action::CancelInvitation
            | Action::Revoke
            | Action::ReadClient
            | Action::ReadTimeline
            | Action::Archive
            | Action::Restore
            | Action::Help => by_staff(None),
            Action::ListClients => {
                by_staff(None);
                request.path.push_str("?filter=current&page=100");
            }
            Action::ChangeMobile(n) => {
                let mobile = mobile_of(self.known.journey, n);
                by_staff(Some(json!({ "mobile": mobile })));
                before.text = Some(mobile);
            }
            Action::RemoveMobile => by_staff(Some(json!({ "mobile": null }))),
            Action::UpdateClient(n) => {
                let name = format!(
                    "{} {}",
                    ["Una", "Bea", "Kai"][n as usize % 3],
                    ["Holm", "Reed"][n as usize % 2]
                );
                by_staff(Some(json!({ "revision": inner.revision, "name": name })));
            }
            Action::CorrectEmail(n) => {
                let email = format!("corrected.{}.{n:08x}@mail.example", self.known.journey);
                by_staff(Some(json!({ "email": email })));
                before.text = Some(email);
            }
            Action::CopyLink => by_staff(Some(json!({ "link": inner.link_ids.last()? }))),
            Action::HandOver => by_staff(Some(json!({ "adviser": house.colleague.as_ref()? }))),
            Action::Open(back) => {
                let link = inner.link(back)?;
                request.body = Some(json!({ "link": link, "secret": self.page(Tab::First) }));
                before.link = Some(link);
            }
            Action::TypeMobile(back, typed) => {
                let link = inner.link(back)?;
                let mobile = match typed {
                    Typed::Right => inner.mobile.clone()?,
                    Typed::Wrong(n) => wrong_number(n),
                };
                request.body = Some(json!({ "link": link, "mobile": mobile }));
            }
            Action::TypePin(back, tab, typed) => {
                let link = inner.link(back)?;
                let digits = match typed {
                    Typed::Right => {
                        let (number, digits) = inner.newest_pin()?;
                        before.pin = Some(number);
                        digits
                    }
                    Typed::Wrong(n) => inner.wrong_pin(n),
                };
                let page = self.page(tab);
                request.body = Some(json!({ "link": link, "pin": digits, "secret": page }));
                (before.link, before.page) = (Some(link), Some(page));
            }
            Action::SetPassword(back, tab) => {
                let (link, page) = (inner.link(back)?, self.page(tab));
                let password = &self.known.password;
                request.body = Some(json!({ "link": link, "secret": page, "password": password }));
                if !inner.asked.insert((page.clone(), link.clone())) {
                    // The answer to an earlier try may be lost: sessions since then stay open.
                    before.cookies.clear();
                }
                (before.link, before.page) = (Some(link), Some(page));
            }
            // Comparing against a missing account costs as much, so it is not done every time.
            Action::SignIn(Typed::Right)
                if inner.placed.is_empty() && !step.number.is_multiple_of(4) =>
            {
                return None;
            }
            Action::SignIn(Typed::Right) => request.body = Some(sign_in(&self.known.password)),
            Action::SignIn(Typed::Wrong(n)) => {
                request.body = Some(sign_in(&format!("not the password {n}")));
            }
            Action::SignOut => {
                before.cookies = vec![self.browser.cookie(CLIENT_COOKIE)?];
            }
            Action::ReadSession => {
                before.text = Some(self.browser.cookie(CLIENT_COOKIE)?);
            }
            Action::ForgetPassword => {
                request.body = Some(json!({ "firm": house.id, "email": inner.email }));
            }
            Action::ForgetForNobody => {
                let email = format!("nobody.{}@mail.example", step.number);
                request.body = Some(json!({ "firm": house.id, "email": email }));
            }
            Action::Recover(back) => {
                let link = inner.recovery_link(back).or_else(|| inner.link(back))?;
                request.body = Some(json!({ "link": link }));
            }
            Action::RequestPin(back) | Action::TellStuck(back) | Action::RenewLink(back) => {
                request.body = Some(json!({ "link": inner.link(back)? }));
            }
            Action::GuessPin(back) => {
                let link = inner.link(back)?;
                let digits = inner.wrong_pin(u8::try_from(step.number % 200).unwrap_or_default());
                let page = BASE64_URL_SAFE_NO_PAD.encode([7_u8; 32]);
                request.body = Some(json!({ "link": link, "pin": digits, "secret": page }));
            }
            Action::OpenOldLink(n) => {
                let count = inner.ended_links.len().max(1);
                let link = inner.ended_links.iter().nth(usize::from(n) % count)?.clone();
                request.body = Some(json!({ "link": link }));
                before.link = Some(link);
            }
            Action::TypeOldPin(back) => {
                let newest = inner.newest_pin()?.0;
                let old = |number: &u32| *number < newest || inner.used_pins.contains(number);
                let digits = inner.pins.iter().rev().find(|(number, _)| old(number))?.1.clone();
                let live = inner.pins.get(&newest).filter(|_| !inner.used_pins.contains(&newest));
                if live == Some(&digits) {
                    return None;
                }
                // A new page: whatever it is granted was granted for this PIN.
                let page = BASE64_URL_SAFE_NO_PAD.encode([9_u8; 32]);
                request.body =
                    Some(json!({ "link": inner.link(back)?, "pin": digits, "secret": page }));
            }
            Action::UseOldCookie(n) => {
                let count = inner.ended_cookies.len().max(1);
                let cookie = inner.ended_cookies.iter().nth(usize::from(n) % count)?;
                request.visitor = self.browser.another();
                request.visitor.set_cookie(CLIENT_COOKIE, cookie);
            }
            Action::ReadFromOtherFirm | Action::RevokeFromOtherFirm => {
                let other = 1 - self.known.firm;
                request.visitor = self.world.houses[other].staff.clone();
                request.by_staff_of = Some(other);
            }
        }
        Some((request, before))
    }

    fn promises(&self, events: &[&'static str], counts: Counts) {
        self.world.promises(&self.known.id, events, None, counts);
    }

    fn learns(&self, action: Action, request: &Request, before: &Before, answer: &Answer) {
        if matches!(action, Action::TypePin(..) | Action::GuessPin(_) | Action::TypeOldPin(_)) {
            self.learns_of_pin(action, before, answer);
        } else if matches!(action, Action::UseOldCookie(_)) {
            if answer.problem().as_deref() != Some("not-signed-in") && answer.status != 503 {
                let status = answer.status;
                self.world.broke(format!("6: a session that was ended answers {status}"));
            }
        } else if matches!(action, Action::ReadFromOtherFirm | Action::RevokeFromOtherFirm) {
            if !matches!(answer.status, 404 | 503) {
                let status = answer.status;
                self.world.broke(format!("7: another firm's client answers {status}"));
            }
        } else if answer.status < 300 {
            self.learns_of_grant(action, request, before, answer);
        }
    }

    fn learns_of_grant(&self, action: Action, request: &Request, before: &Before, answer: &Answer) {
        let world = &self.world;
        if answer.body["revision"].is_u64() {
            self.known.inner().revision = answer.body["revision"].clone();
        }
        match action {
            Action::Invite(_) => {
                let link = answer.text_at("link");
                let mut inner = self.known.inner();
                inner.invited += 1;
                inner.link_ids.push(link.clone());
                drop(inner);
                let with = Some(("link", link));
                world.promises(&self.known.id, &["invited"], with, Counts::Once);
            }
            Action::RenewPin => self.promises(&["pin-made"], Counts::Each),
            Action::RevealPin => {
                self.promises(&["pin-revealed"], Counts::Each);
                let letter = answer.body["letter"].as_str().unwrap_or_default().to_owned();
                let digits = answer.text_at("pin");
                self.known.inner().pins.insert(number_of(&letter), digits.clone());
                let client = self.known.id.clone();
                world.notes(|told| told.pins.push(SeenPin { client, letter, digits }));
            }
            Action::CancelInvitation => {
                self.promises(&["invitation-cancelled"], Counts::Each);
                self.known.inner().ended_links.extend(before.links.iter().cloned());
            }
            Action::Revoke => {
                self.promises(&["revoked"], Counts::Once);
                let mut inner = self.known.inner();
                inner.ended_links.extend(before.links.iter().cloned());
                inner.ended_cookies.extend(before.cookies.iter().cloned());
            }
            Action::ChangeMobile(_) | Action::RemoveMobile => self.learns_mobile(before, answer),
            Action::UpdateClient(_) => self.promises(&["details-changed"], Counts::Once),
            Action::ListClients => {
                let other = &world.houses[1 - self.known.firm].id;
                if answer.text.contains(other.as_str()) {
                    world.broke("7: a list names another firm".to_owned());
                }
            }
            Action::CorrectEmail(_) => {
                self.promises(&["email-corrected"], Counts::Once);
                if let Some(email) = before.text.clone() {
                    let mut inner = self.known.inner();
                    inner.emails.insert(email.clone());
                    inner.email = email;
                }
            }
            Action::CopyLink => self.promises(&["link-copied"], Counts::Each),
            Action::HandOver => self.promises(&["handed-over"], Counts::Once),
            Action::Archive => self.promises(&["archived"], Counts::Once),
            Action::ReadClient | Action::Restore | Action::Help | Action::ReadTimeline => {}
            Action::Open(_) | Action::OpenOldLink(_) => self.learns_of_link(action, before, answer),
            Action::TypeMobile(..) => {
                self.promises(&["mobile-verified", "wrong-mobile-typed"], Counts::Once);
            }
            Action::SetPassword(..) => self.learns_of_password(before, request),
            Action::SignIn(Typed::Right) => {
                self.promises(&["signed-in"], Counts::Each);
                self.keeps_cookie();
            }
            Action::SignIn(Typed::Wrong(_)) => {
                world.broke("a wrong password signs in".to_owned());
            }
            Action::SignOut => {
                self.known.inner().ended_cookies.extend(before.cookies.iter().cloned());
            }
            Action::ReadSession => {}
            Action::ForgetPassword => {
                let mut inner = self.known.inner();
                inner.forgot = !inner.placed.is_empty();
            }
            Action::ForgetForNobody => {}
            Action::Recover(_) => {
                let texted = answer.body["by"] == "texted";
                self.known.inner().texted |= texted;
                let lines: &[_] = if texted {
                    &["pin-text-requested"]
                } else {
                    &["password-forgotten", "pin-asked-for"]
                };
                self.promises(lines, Counts::Once);
            }
            Action::RequestPin(_) => {
                // A client who recovered a moment ago requested a PIN by that.
                self.promises(&["pin-asked-for", "password-forgotten"], Counts::Once);
            }
            Action::TellStuck(_) => self.promises(&["stuck-told"], Counts::Once),
            Action::RenewLink(_) => self.promises(&["link-renewed"], Counts::Each),
            Action::TypePin(..)
            | Action::GuessPin(_)
            | Action::TypeOldPin(_)
            | Action::UseOldCookie(_)
            | Action::ReadFromOtherFirm
            | Action::RevokeFromOtherFirm => {}
        }
    }

    fn learns_mobile(&self, before: &Before, answer: &Answer) {
        let mut inner = self.known.inner();
        inner.mobile.clone_from(&before.text);
        let Some(mobile) = answer.body["mobiles"][0].as_str().filter(|_| before.text.is_some())
        else {
            return;
        };
        inner.mobiles.insert(mobile.to_owned());
        drop(inner);
        let client = self.known.id.clone();
        self.world.notes(|told| {
            told.numbers.insert(mobile.to_owned(), client);
        });
        self.promises(&["mobile-changed"], Counts::Once);
    }

    fn learns_of_link(&self, action: Action, before: &Before, answer: &Answer) {
        let next = answer.text_at("next");
        // A link that was superseded before everything was ended becomes an address again once
        // there is a new password: it may lead to signing in, and from there to a PIN.
        let leads_on = ["mobile", "password"].contains(&next.as_str());
        if matches!(action, Action::OpenOldLink(_)) && leads_on {
            self.world.broke(format!("6: a link that was ended leads to {next}"));
        } else if !["ended", "corrected"].contains(&next.as_str()) {
            // A link that is dead is not noted.
            let with = before.link.as_deref().and_then(link_id).map(|id| ("link", id));
            self.world.promises(&self.known.id, &["link-opened"], with, Counts::Once);
        }
    }

    fn learns_of_pin(&self, action: Action, before: &Before, answer: &Answer) {
        match (answer.status, answer.problem().as_deref()) {
            (200, _) => {
                if !matches!(action, Action::TypePin(..)) {
                    self.world.broke(format!("2: to {} was granted", action.name()));
                    return;
                }
                if before.pin.is_none() {
                    // The same page gets the same answer again, whatever it types.
                    return;
                }
                let page = before.page.clone().unwrap_or_default();
                let link = before.link.clone().unwrap_or_default();
                let mut inner = self.known.inner();
                inner.used_pins.extend(before.pin);
                if inner.entered.insert((page, link)) {
                    drop(inner);
                    self.promises(&["pin-verified"], Counts::Each);
                }
            }
            (_, Some("pin-wrong")) => {
                let left = answer.body["left"].to_string();
                let with = Some(("left", left));
                self.world.promises(&self.known.id, &["pin-wrong"], with, Counts::Each);
            }
            (_, Some("pin-blocked")) => self.promises(&["blocked"], Counts::Once),
            _ => {}
        }
    }

    fn learns_of_password(&self, before: &Before, request: &Request) {
        let page = before.page.clone().unwrap_or_default();
        let link = before.link.clone().unwrap_or_default();
        let first = self.known.inner().placed.insert((page, link));
        if first {
            // Sessions from before the new password have ended.
            self.known.inner().ended_cookies.extend(before.cookies.iter().cloned());
            self.promises(&["password-set", "password-changed"], Counts::Each);
        }
        if request.visitor.cookie(CLIENT_COOKIE).is_some() {
            self.keeps_cookie();
        }
    }

    fn keeps_cookie(&self) {
        let Some(cookie) = self.browser.cookie(CLIENT_COOKIE) else { return };
        self.world.keeps("cookie", &cookie);
        let mut inner = self.known.inner();
        if !inner.cookies.contains(&cookie) {
            inner.cookies.push(cookie);
        }
    }
}

/// The identifier in a link.
fn link_id(token: &str) -> Option<String> {
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(token).ok()?;
    uuid::Uuid::from_slice(bytes.get(33..49)?).ok().map(|id| id.to_string())
}
