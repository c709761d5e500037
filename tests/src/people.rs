//! The people: a firm, its staff and its clients, acting through the API.

use crate::PASSWORD;
use crate::http::{Answer, Visitor};
use crate::inbox::{Inbox, Received};
use crate::page::Page;
use crate::runner::Runner;
use serde_json::{Value, json};

/// A firm, with its first admin signed in.
pub struct Firm {
    /// Its identifier.
    pub id: String,
    /// Its name in addresses.
    pub slug: String,
    /// The first admin.
    pub admin: Staff,
    inbox: Inbox,
}

/// A member of staff.
#[derive(Clone)]
pub struct Staff {
    /// The identifier.
    pub id: String,
    /// The sign-in name.
    pub email: String,
    /// The browser.
    pub visitor: Visitor,
    firm: String,
    inbox: Inbox,
}

/// A client to be added.
#[derive(Clone)]
pub struct NewClient(Value);

/// A client that was added.
#[derive(Clone)]
pub struct Client {
    /// Its identifier.
    pub id: String,
    /// The preferred e-mail.
    pub email: String,
    /// The mobile for the PIN, if there is one.
    pub mobile: Option<String>,
    /// The firm.
    pub firm: String,
    inbox: Inbox,
    visitor: Visitor,
}

impl Firm {
    pub(crate) async fn create(runner: &Runner, access: Value) -> Self {
        let tag = uuid::Uuid::new_v4().simple().to_string();
        let slug = format!("firm-{}", &tag[..12]);
        let email = format!("admin@{slug}.example");
        let order = json!({
            "name": "Marsh & Partners", "slug": slug, "country": "GB",
            "reply_to": format!("office@{slug}.example"), "phone": "+44 20 7946 0999",
            "admin": { "name": "Ada Marsh", "email": email }, "access": access,
        });
        let made = runner
            .invoke("create-firm", &order)
            .await
            .unwrap_or_else(|error| panic!("no firm: {error}"));
        let id = made["firm"].as_str().expect("a firm").to_owned();
        // If set-up completed before its mail was sent, the mail would be withheld, and nobody
        // could count the admin's mails.
        let token = runner.inbox().newest(&email, 1).await.link();
        let visitor = runner.visitor();
        let _ = visitor
            .post("/api/staff/set-up", &json!({ "link": token, "password": PASSWORD }))
            .await
            .is(200);
        let admin_id = made["admin"].as_str().expect("an admin").to_owned();
        let admin = Staff { id: admin_id, email, visitor, firm: id.clone(), inbox: runner.inbox() };
        let _ = admin.signs_in(PASSWORD).await.is(200);
        Self { id, slug, admin, inbox: runner.inbox() }
    }

    /// A colleague whom the first admin added as `adviser` or `firm-admin`, before the account is
    /// set up.
    pub async fn invites_staff(&self, role: &str) -> Staff {
        let tag = uuid::Uuid::new_v4().simple().to_string();
        self.invites_staff_at(&format!("ben-{}@{}.example", &tag[..12], self.slug), role).await
    }

    /// The same, at this address.
    pub async fn invites_staff_at(&self, email: &str, role: &str) -> Staff {
        let body = json!({ "name": "Ben Okoro", "email": email, "role": role });
        let added = self.admin.visitor.post("/api/staff/members", &body).await.is(201);
        Staff {
            id: added.text_at("id"),
            email: email.to_owned(),
            visitor: self.admin.visitor.another(),
            firm: self.id.clone(),
            inbox: self.inbox.clone(),
        }
    }

    /// A colleague whom the first admin added, who set up the account and is signed in.
    pub async fn adds_staff(&self, role: &str) -> Staff {
        let ben = self.invites_staff(role).await;
        let link = ben.newest_mail(1).await.link();
        let _ = ben.sets_up(&link, PASSWORD).await.is(200);
        let _ = ben.signs_in(PASSWORD).await.is(200);
        ben
    }

    /// The inbox.
    #[must_use]
    pub fn inbox(&self) -> &Inbox {
        &self.inbox
    }
}

impl Staff {
    /// Sets up the account through the link that was mailed.
    pub async fn sets_up(&self, link: &str, password: &str) -> Answer {
        let body = json!({ "link": link, "password": password });
        self.visitor.post("/api/staff/set-up", &body).await
    }

    /// The same person in another browser.
    #[must_use]
    pub fn on(&self, browser: Visitor) -> Self {
        Self { visitor: browser, ..self.clone() }
    }

    /// Changes a colleague's account: `deactivate`, `change-role`, `resend-set-up`.
    pub async fn does(&self, what: &str, colleague: &Staff, body: &Value) -> Answer {
        self.visitor.post(&format!("/api/staff/members/{}/{what}", colleague.id), body).await
    }

    /// Signs in.
    pub async fn signs_in(&self, password: &str) -> Answer {
        self.visitor
            .post(
                "/api/staff/sign-in",
                &json!({ "firm": self.firm, "email": self.email, "password": password }),
            )
            .await
    }

    /// Adds a client.
    pub async fn adds(&self, client: NewClient) -> Client {
        let added = self.visitor.post("/api/staff/clients", &client.0).await.is(201);
        Client {
            id: added.text_at("id"),
            email: added.body["emails"][0].as_str().unwrap_or_default().to_owned(),
            mobile: added.body["mobiles"][0].as_str().map(str::to_owned),
            firm: self.firm.clone(),
            inbox: self.inbox.clone(),
            visitor: self.visitor.another(),
        }
    }

    /// Invites a client with the firm's defaults.
    pub async fn invites(&self, client: &Client) -> Answer {
        self.invites_with(client, json!({})).await
    }

    /// Invites a client with these choices.
    pub async fn invites_with(&self, client: &Client, choices: Value) -> Answer {
        self.visitor.post(&format!("/api/staff/clients/{}/invite", client.id), &choices).await
    }

    /// Reads a client's account.
    pub async fn reads(&self, client: &Client) -> Value {
        self.visitor.get(&format!("/api/staff/clients/{}", client.id)).await.is(200).body
    }

    /// Looks at a client's PIN.
    pub async fn reveals_pin(&self, client: &Client) -> String {
        self.visitor
            .post(&format!("/api/staff/clients/{}/reveal-pin", client.id), &json!({}))
            .await
            .is(200)
            .text_at("pin")
    }

    /// Revokes a client's access.
    pub async fn revokes(&self, client: &Client) -> Answer {
        self.visitor.post(&format!("/api/staff/clients/{}/revoke", client.id), &json!({})).await
    }

    /// The names of a client's timeline, oldest first.
    pub async fn timeline(&self, client: &Client) -> Vec<String> {
        let page =
            self.visitor.get(&format!("/api/staff/clients/{}/timeline", client.id)).await.is(200);
        let lines = page.body["lines"].as_array().cloned().unwrap_or_default();
        lines
            .iter()
            .rev()
            .map(|line| line["what"]["event"].as_str().unwrap_or_default().to_owned())
            .collect()
    }

    /// The timeline without what senders and providers record of messages, which arrives at any
    /// time.
    pub async fn timeline_of_people(&self, client: &Client) -> Vec<String> {
        let of_messages = |line: &String| line.starts_with("email-") || line.starts_with("sms-");
        self.timeline(client).await.into_iter().filter(|line| !of_messages(line)).collect()
    }

    /// The same person in the same browser, after the runner was restarted.
    #[must_use]
    pub fn moved_to(&self, runner: &Runner) -> Self {
        let visitor = self.visitor.moved_to(&runner.origin);
        Self { visitor, inbox: runner.inbox(), ..self.clone() }
    }

    /// What this person received by e-mail.
    pub async fn mails(&self) -> Vec<Received> {
        self.inbox.of(&self.email).await
    }

    /// Waits until this many mails have arrived, and returns the newest.
    pub async fn newest_mail(&self, count: usize) -> Received {
        self.inbox.newest(&self.email, count).await
    }
}

impl NewClient {
    /// A person without addresses, under a name.
    #[must_use]
    pub fn named(name: &str) -> Self {
        Self(json!({ "name": name }))
    }

    /// A person with an e-mail of their own.
    #[must_use]
    pub fn with_email() -> Self {
        let tag = uuid::Uuid::new_v4().simple().to_string();
        Self::named("Nora Fielding").email(&format!("nora-{}@mail.example", &tag[..12]))
    }

    /// A person with an e-mail and a mobile of their own.
    #[must_use]
    pub fn with_mobile() -> Self {
        // Ofcom's mobile range 07400 xxxxxx, a number for each test.
        let number = u32::from_le_bytes(
            uuid::Uuid::new_v4().as_bytes()[..4].try_into().expect("four bytes"),
        ) % 1_000_000;
        Self::with_email().mobile(&format!("07400 {number:06}"))
    }

    /// With this e-mail.
    #[must_use]
    pub fn email(mut self, email: &str) -> Self {
        self.0["emails"] = json!([email]);
        self
    }

    /// With this mobile.
    #[must_use]
    pub fn mobile(mut self, mobile: &str) -> Self {
        self.0["mobiles"] = json!([mobile]);
        self
    }
}

impl Client {
    /// The newest e-mail, once there are this many.
    pub async fn newest_mail(&self, count: usize) -> Received {
        self.inbox.newest(&self.email, count).await
    }

    /// All e-mails so far.
    pub async fn mails(&self) -> Vec<Received> {
        self.inbox.of(&self.email).await
    }

    /// The newest text, once there are this many.
    pub async fn newest_text(&self, count: usize) -> Received {
        self.inbox.newest(self.mobile.as_deref().expect("a mobile"), count).await
    }

    /// All texts so far.
    pub async fn texts(&self) -> Vec<Received> {
        match &self.mobile {
            Some(mobile) => self.inbox.of(mobile).await,
            None => Vec::new(),
        }
    }

    /// The same person after the runner was restarted.
    #[must_use]
    pub fn moved_to(&self, runner: &Runner) -> Self {
        Self { visitor: runner.visitor(), inbox: runner.inbox(), ..self.clone() }
    }

    /// A page on the link of the newest e-mail, once there are this many.
    pub async fn follows_link(&self, mails: usize) -> Page {
        Page::on(self.visitor.another(), &self.newest_mail(mails).await.link())
    }

    /// Submits the sign-in e-mail under "Forgot password".
    pub async fn forgets_password(&self, browser: &Visitor) -> Answer {
        let body = json!({ "firm": self.firm, "email": self.email });
        browser.post("/api/client/forgot-password", &body).await
    }

    /// Signs in on a browser.
    pub async fn signs_in(&self, browser: &Visitor, password: &str) -> Answer {
        browser
            .post(
                "/api/client/sign-in",
                &json!({ "firm": self.firm, "email": self.email, "password": password }),
            )
            .await
    }
}
