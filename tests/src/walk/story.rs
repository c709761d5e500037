//! The journey of a firm, its admin and two clients. Every step names an action, performs it, and
//! checks the answer against the promise.

use crate::paper::{Paper, wrapped};
use jiff::Timestamp;
use serde_json::{Value, json};
use std::any::Any;
use std::sync::Arc;
use vestibule_tests::{Answer, Inbox, PASSWORD, Page, Received, Visitor};

/// The journey.
pub struct Story {
    paper: Arc<Paper>,
    browser: Visitor,
    aws: Visitor,
    inbox: Inbox,
    tag: String,
    /// Nora's six digits after 07400: different in each walk.
    number: String,
}

/// A broken promise.
pub struct Broken {
    promised: String,
    answered: String,
}

/// Ada, signed in.
struct Ada {
    browser: Visitor,
    email: String,
    firm: String,
}

/// A client, added.
struct Client {
    id: String,
    name: &'static str,
    email: String,
    pin: String,
}

type Outcome<T> = Result<T, Broken>;

impl Broken {
    fn new(promised: impl Into<String>, answer: &Answer) -> Self {
        let pretty = serde_json::to_string_pretty(&answer.body).unwrap_or_default();
        let body = if answer.body.is_null() { &answer.text } else { &pretty };
        Self { promised: promised.into(), answered: format!("{} {body}", answer.status) }
    }

    /// From the driver's panic message.
    pub fn by_panic(said: &(dyn Any + Send)) -> Self {
        let said = said.downcast_ref::<String>().map(String::as_str);
        let said = said.unwrap_or("the driver stopped without a message");
        Self { promised: "an answer as documented".to_owned(), answered: said.to_owned() }
    }

    /// For people.
    pub fn lines(&self) -> Vec<String> {
        let part = |name: &str, text: &str| -> Vec<String> {
            let lines = text.lines().flat_map(|line| wrapped(line, 80));
            let lines = lines.enumerate();
            let head = |place| if place == 0 { name.to_owned() } else { String::new() };
            lines.map(|(place, line)| format!("{:<10} {line}", head(place))).collect()
        };
        [part("promised", &self.promised), part("answered", &self.answered)].concat()
    }
}

fn promise(holds: bool, what: &str, answer: &Answer) -> Outcome<()> {
    if holds { Ok(()) } else { Err(Broken::new(what, answer)) }
}

/// The answer, which was promised to have this status and, if it is a problem, this name.
fn answered(answer: Answer, status: u16, problem: Option<&str>) -> Outcome<Answer> {
    if answer.status == status && answer.problem().as_deref() == problem {
        return Ok(answer);
    }
    let name = problem.map(|name| format!(" {name}")).unwrap_or_default();
    Err(Broken::new(format!("{status}{name}"), &answer))
}

fn granted(answer: Answer) -> Outcome<Answer> {
    let status = if answer.status == 201 { 201 } else { 200 };
    answered(answer, status, None)
}

impl Story {
    /// A journey through the Vestibule at this origin.
    pub fn new(origin: &str, aws: &str, paper: Arc<Paper>) -> Self {
        let browser = Visitor::anywhere(origin);
        let inbox = Inbox::read_with(browser.another());
        let random = uuid::Uuid::new_v4();
        let tag = random.simple().to_string()[..8].to_owned();
        // Ends in 7, so the mistyped one, which ends in 1, differs.
        let number = format!("{:05}7", random.as_u128() % 100_000);
        Self { paper, browser, aws: Visitor::anywhere(aws), inbox, tag, number }
    }

    /// Plays it from beginning to end.
    pub async fn play(self) -> Outcome<()> {
        let ada = self.the_firm().await?;
        let (nora, page) = self.nora_is_invited(&ada).await?;
        self.nora_proves_who_she_is(&ada, &nora, &page).await?;
        let phone = self.nora_signs_in(&ada, &nora, &page).await?;
        self.tom_gets_in(&ada).await?;
        self.nora_is_revoked(&ada, &nora, &page, &phone).await
    }

    async fn the_firm(&self) -> Outcome<Ada> {
        let Self { paper, tag, .. } = self;
        paper.chapter("The firm");
        let slug = format!("walk-{tag}");
        let email = format!("ada@{slug}.example");
        paper.step("Ops create a firm, Harbour & Vale, and name Ada Marsh as its first admin.");
        let order = json!({
            "name": "Harbour & Vale", "slug": slug, "country": "GB",
            "reply_to": format!("office@{slug}.example"), "phone": "+44 20 7946 0123",
            "admin": { "name": "Ada Marsh", "email": email },
        });
        let path = "/2015-03-31/functions/create-firm/invocations";
        let signed = [("authorization", "AWS4-HMAC-SHA256 walk")];
        let made = self.aws.post_with(path, &order, &signed).await;
        promise(made.header("x-amz-function-error").is_none(), "a firm", &made)?;
        let made = granted(made)?;
        let firm = made.text_at("firm");
        paper.so(&format!("The firm {slug} exists. Its admin gets a link by e-mail:"));
        let mail = self.inbox.newest(&email, 1).await;
        paper.received(&mail);

        paper.step("Ada follows the link, chooses a password and signs in to the console.");
        let browser = self.browser.another();
        let set_up = json!({ "link": mail.link(), "password": PASSWORD });
        granted(browser.post("/api/staff/set-up", &set_up).await)?;
        let who = json!({ "firm": firm, "email": email, "password": PASSWORD });
        let begun = granted(browser.post("/api/staff/sign-in", &who).await)?;
        paper.so(&format!(
            "She is in. Her session ends at {} (UTC) if left alone.",
            clock(&begun.text_at("ends_at"))
        ));
        Ok(Ada { browser, email, firm })
    }

    async fn adds(&self, ada: &Ada, name: &'static str, mobile: Option<&str>) -> Outcome<Client> {
        let first = name.split(' ').next().unwrap_or(name).to_lowercase();
        let email = format!("{first}-{}@mail.example", self.tag);
        let mut client = json!({ "name": name, "emails": [email] });
        if let Some(mobile) = mobile {
            client["mobiles"] = json!([mobile]);
        }
        let added = granted(ada.browser.post("/api/staff/clients", &client).await)?;
        let id = added.text_at("id");
        promise(added.body["security_level"] == "low", "level low at first", &added)?;
        promise(added.body["sms"] == mobile.is_some(), "SMS exactly with a mobile", &added)?;
        let look = format!("/api/staff/clients/{id}/reveal-pin");
        let pin = granted(ada.browser.post(&look, &json!({})).await)?.text_at("pin");
        let sms = if mobile.is_some() { "on" } else { "off" };
        self.paper.so(&format!("A PIN is assigned automatically: {pin}. Level: low. SMS: {sms}."));
        Ok(Client { id, name, email, pin })
    }

    async fn invites(&self, ada: &Ada, client: &Client) -> Outcome<(Received, Page)> {
        let path = format!("/api/staff/clients/{}/invite", client.id);
        let invited = granted(ada.browser.post(&path, &json!({})).await)?;
        self.paper.so(&format!(
            "An e-mail is sent. Its link works until {}:",
            day(&invited.text_at("ends_at"))
        ));
        let mail = self.inbox.newest(&client.email, 1).await;
        self.paper.received(&mail);
        let page = Page::on(self.browser.another(), &mail.link());
        Ok((mail, page))
    }

    async fn nora_is_invited(&self, ada: &Ada) -> Outcome<(Client, Page)> {
        let paper = &self.paper;
        paper.chapter("Nora, who has a mobile");
        let mobile = format!("07400 {}", self.number);
        paper.step(&format!("Ada adds Nora Fielding, with an e-mail and a mobile: {mobile}."));
        let nora = self.adds(ada, "Nora Fielding", Some(&mobile)).await?;
        paper.step("Ada invites Nora.");
        let (mail, page) = self.invites(ada, &nora).await?;
        promise_of(!mail.text.contains(&nora.pin), "no PIN in the mail", &mail.text)?;

        paper.step("Three mail scanners open the link before Nora does.");
        for _ in 0..3 {
            let opened = granted(Page::on(self.browser.another(), &page.link).opens().await)?;
            promise(opened.body["next"] == "mobile", "nothing is used up", &opened)?;
        }
        paper.so("Nothing is used up, however often a link is opened.");
        paper.step("Nora opens the link on her phone.");
        let opened = granted(page.opens().await)?;
        promise(opened.body["next"] == "mobile", "next: mobile", &opened)?;
        paper.so("The page asks for her mobile number.");
        Ok((nora, page))
    }

    async fn nora_proves_who_she_is(&self, ada: &Ada, nora: &Client, page: &Page) -> Outcome<()> {
        let paper = &self.paper;
        let mobile = format!("+447400{}", self.number);
        let mistyped = format!("07400 {}1", &self.number[..5]);
        paper.step(&format!("She mistypes it: {mistyped}."));
        let wrong = granted(page.types_mobile(&mistyped).await)?;
        promise(wrong.body["next"] == "pin", "the reply of a right number", &wrong)?;
        paper.so(
            "The page looks the same as for a right number. Nobody gets a text; Ada is notified:",
        );
        let told = self.inbox.newest(&ada.email, 2).await;
        promise_of(
            told.subject.starts_with("Wrong mobile number"),
            "Ada is notified",
            &told.subject,
        )?;
        paper.received(&told);
        let e164 = format!("+44{}", mistyped.replace(' ', "").trim_start_matches('0'));
        let texts = [self.inbox.of(&mobile).await, self.inbox.of(&e164).await].concat();
        promise_of(texts.is_empty(), "no text is sent", &format!("{} texts", texts.len()))?;
        let lines = self.timeline(ada, nora).await?;
        let asked = lines.iter().any(|line| line["what"]["event"] == "pin-text-requested");
        promise_of(!asked, "no text is requested", &format!("{lines:?}"))?;

        let spelled = format!("0044 7400-{}", self.number);
        paper.step(&format!("She types it again, as {spelled}, and presses “Text me the PIN”."));
        let right = granted(page.types_mobile(&spelled).await)?;
        promise(right.body["next"] == wrong.body["next"], "the same reply", &right)?;
        let texts = self.inbox.wait_for(&mobile, 1).await;
        promise_of(texts.len() == 1, "one text", &format!("{} texts", texts.len()))?;
        let text = &texts[0];
        paper.so("The spelling does not matter: it is the number on record. Her phone buzzes:");
        paper.received(text);
        promise_of(text.pin() == nora.pin, "the PIN that Ada sees", &text.pin())?;
        paper.so("It is the PIN that Ada sees.");

        let number: u32 = nora.pin.parse().unwrap_or_default();
        let mistyped = format!("{:06}", (number + 1) % 1_000_000);
        paper.step(&format!("She mistypes the PIN: {mistyped}."));
        let wrong = answered(page.types_pin(&mistyped).await, 401, Some("pin-wrong"))?;
        promise(wrong.body["left"] == 4, "four guesses left", &wrong)?;
        paper.so(&format!("“{}” Four guesses are left.", wrong.text_at("title")));
        paper.step(&format!("She types {}.", nora.pin));
        let entered = granted(page.types_pin(&nora.pin).await)?;
        promise(entered.body["next"] == "password", "next: password", &entered)?;
        paper.so(&format!(
            "Right. Until {} (UTC) this page may set a password.",
            clock(&entered.text_at("until"))
        ));
        Ok(())
    }

    async fn nora_signs_in(&self, ada: &Ada, nora: &Client, page: &Page) -> Outcome<Visitor> {
        let paper = &self.paper;
        paper.step(&format!("Nora chooses a password: “{PASSWORD}”."));
        let set = granted(page.chooses_password(PASSWORD).await)?;
        promise(set.body["next"] == "sign-in", "next: sign-in", &set)?;
        let account = granted(ada.browser.get(&format!("/api/staff/clients/{}", nora.id)).await)?;
        promise(account.body["security_level"] == "high", "level high", &account)?;
        paper.so("It is set. Ada sees at once: Level: high.");
        paper.step("Nora signs in with her e-mail and the password.");
        let phone = self.browser.another();
        granted(self.signs_in(ada, nora, &phone).await)?;
        self.shows_session(&phone, nora).await?;
        paper.step("She signs out, and looks whether the session is really gone.");
        granted(phone.post("/api/client/sign-out", &json!({})).await)?;
        answered(session(&phone).await, 401, Some("not-signed-in"))?;
        paper.so("It is: “Please sign in.”");
        Ok(phone)
    }

    async fn signs_in(&self, ada: &Ada, client: &Client, browser: &Visitor) -> Answer {
        let who = json!({ "firm": ada.firm, "email": client.email, "password": PASSWORD });
        browser.post("/api/client/sign-in", &who).await
    }

    async fn shows_session(&self, browser: &Visitor, client: &Client) -> Outcome<()> {
        let who = granted(session(browser).await)?;
        promise(who.body["client"] == client.name, client.name, &who)?;
        self.paper.so(&format!(
            "The portal greets {} at {}; the adviser is {}. The session ends at {} (UTC).",
            who.text_at("client"),
            who.body["firm"]["name"].as_str().unwrap_or_default(),
            who.text_at("adviser"),
            clock(&who.text_at("ends_at")),
        ));
        Ok(())
    }

    async fn tom_gets_in(&self, ada: &Ada) -> Outcome<()> {
        let paper = &self.paper;
        paper.chapter("Tom, who has no mobile");
        paper.step("Ada adds Tom Okafor, with an e-mail only.");
        let tom = self.adds(ada, "Tom Okafor", None).await?;
        paper.step("Ada invites Tom.");
        let (_, page) = self.invites(ada, &tom).await?;
        paper.step("Tom opens the link.");
        let opened = granted(page.opens().await)?;
        promise(opened.body["next"] == "pin", "next: pin", &opened)?;
        paper.so("Nothing can be texted to him, so the page asks for the PIN straight away.");
        paper.step(&format!("Ada calls him and reads out {}. He types it, with a space.", tom.pin));
        let spaced = page.types_pin(&format!("{} ", tom.pin)).await;
        let spaced = answered(spaced, 400, Some("pin-malformed"))?;
        paper.so(&format!("“{}” It costs no guess.", spaced.text_at("title")));
        paper.step("He types it without, chooses a password and signs in.");
        granted(page.types_pin(&tom.pin).await)?;
        granted(page.chooses_password(PASSWORD).await)?;
        let laptop = self.browser.another();
        granted(self.signs_in(ada, &tom, &laptop).await)?;
        self.shows_session(&laptop, &tom).await
    }

    async fn nora_is_revoked(
        &self,
        ada: &Ada,
        nora: &Client,
        page: &Page,
        phone: &Visitor,
    ) -> Outcome<()> {
        let paper = &self.paper;
        paper.chapter("Access is revoked");
        paper.step("Nora is signed in again when Ada revokes her access.");
        granted(self.signs_in(ada, nora, phone).await)?;
        granted(session(phone).await)?;
        let path = format!("/api/staff/clients/{}", nora.id);
        let revoked = granted(ada.browser.post(&format!("{path}/revoke"), &json!({})).await)?;
        promise(revoked.body["security_level"] == "low", "level low", &revoked)?;
        paper.so("Ada sees: revoked, Level: low.");
        paper.step("Nora's next click, her password and her link: none works any more.");
        answered(session(phone).await, 401, Some("not-signed-in"))?;
        paper.so("The open session: “Please sign in.”");
        let refused = self.signs_in(ada, nora, phone).await;
        let refused = answered(refused, 401, Some("sign-in-refused"))?;
        paper.so(&format!("The password: “{}”", refused.text_at("title")));
        let opened = granted(page.opens().await)?;
        promise(opened.body["next"] == "ended", "next: ended", &opened)?;
        paper.so("The link: it has ended.");
        paper.step("Nora is notified.");
        let mail = self.inbox.newest(&nora.email, 2).await;
        promise_of(mail.subject.contains("has ended"), "access has ended", &mail.subject)?;
        paper.received(&mail);

        paper.step("Ada reads what happened to Nora, from the beginning.");
        let lines = self.timeline(ada, nora).await?;
        let lines: Vec<String> = lines.iter().map(line).collect();
        promise_of(lines.len() > 15, "every event of the journey", &lines.join("\n"))?;
        paper.table("timeline of Nora Fielding", &lines);
        Ok(())
    }

    /// Oldest first.
    async fn timeline(&self, ada: &Ada, client: &Client) -> Outcome<Vec<Value>> {
        let path = format!("/api/staff/clients/{}/timeline", client.id);
        let page = granted(ada.browser.get(&path).await)?;
        let lines = page.body["lines"].as_array().cloned().unwrap_or_default();
        Ok(lines.into_iter().rev().collect())
    }
}

/// The time of day, to the second.
fn clock(at: &str) -> String {
    spelled(at, "%H:%M:%S")
}

fn day(at: &str) -> String {
    spelled(at, "%-d %B %Y, %H:%M (UTC)")
}

fn spelled(at: &str, form: &str) -> String {
    at.parse::<Timestamp>().map_or_else(|_| at.to_owned(), |at| at.strftime(form).to_string())
}

/// When, who, what.
fn line(line: &Value) -> String {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let when = clock(&text(&line["at"]));
    let what = text(&line["what"]["event"]).replace('-', " ");
    let more = ["template", "pin", "left"].map(|name| &line["what"][name]);
    let more = more.iter().find(|value| !value.is_null()).map(|value| match value.as_str() {
        Some(text) => format!(" ({})", text.replace('-', " ")),
        None => format!(" ({value} left)"),
    });
    format!("{when}  {:<7} {what}{}", text(&line["actor"]["kind"]), more.unwrap_or_default())
}

fn promise_of(holds: bool, what: &str, found: &str) -> Outcome<()> {
    if holds {
        Ok(())
    } else {
        Err(Broken { promised: what.to_owned(), answered: found.to_owned() })
    }
}

async fn session(browser: &Visitor) -> Answer {
    browser.get("/api/client/session").await
}
