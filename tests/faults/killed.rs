//! `kill -9` at any moment: everything acknowledged survives the next start.

use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::task::JoinSet;
use vestibule_tests::{Answer, Client, NewClient, PASSWORD, Page, Runner, Staff, Visitor};

/// How long anything may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);
/// A killed sender's claim blocks other senders for this long.
const CLAIM: Duration = Duration::from_secs(21);

const JSON: [(&str, &str); 1] = [("content-type", "application/json")];

/// What was acknowledged about one client before the kill.
#[derive(Debug, Clone, Default)]
struct Acknowledged {
    email: String,
    mobile: String,
    pin: Option<String>,
    /// The identifier of the invitation's link.
    invited: Option<String>,
    /// The fragment of the link, after the e-mail arrived.
    link: Option<String>,
    mobile_typed: bool,
}

type Book = Arc<Mutex<BTreeMap<String, Acknowledged>>>;

fn note(book: &Book, id: &str, change: impl FnOnce(&mut Acknowledged)) {
    let mut book = book.lock().unwrap_or_else(PoisonError::into_inner);
    change(book.entry(id.to_owned()).or_default());
}

/// A granted answer; `None` if the runner has ended.
async fn granted(visitor: &Visitor, path: &str, body: &Value) -> Option<Answer> {
    let answer = visitor.try_send("POST", path, &JSON, body.to_string().into_bytes()).await.ok()?;
    assert!(answer.status < 300, "{path}: {}", answer.text);
    Some(answer)
}

/// Adds, reveals, invites and types, one client after another, until the runner has ended.
async fn works(visitor: Visitor, book: Book, worker: u32) -> Option<()> {
    for n in 0_u32.. {
        let tag = uuid::Uuid::new_v4().simple().to_string();
        let email = format!("kill-{}@mail.example", &tag[..12]);
        let mobile = format!(
            "+4474{:02}{:06}",
            40 + worker,
            u32::from_le_bytes(uuid::Uuid::new_v4().as_bytes()[..4].try_into().expect("four"))
                % 1_000_000
        );
        let body = json!({ "name": format!("Client {worker}-{n}"), "emails": [email], "mobiles": [mobile] });
        let id = granted(&visitor, "/api/staff/clients", &body).await?.text_at("id");
        note(&book, &id, |told| (told.email, told.mobile) = (email.clone(), mobile.clone()));
        let pin = granted(&visitor, &format!("/api/staff/clients/{id}/reveal-pin"), &json!({}))
            .await?
            .text_at("pin");
        note(&book, &id, |told| told.pin = Some(pin));
        let link = granted(&visitor, &format!("/api/staff/clients/{id}/invite"), &json!({}))
            .await?
            .text_at("link");
        note(&book, &id, |told| told.invited = Some(link));
        if n % 2 == 1 {
            continue;
        }
        let page = Page::on(visitor.another(), &followed(&visitor, &email).await?);
        note(&book, &id, |told| told.link = Some(page.link.clone()));
        granted(
            &page.visitor,
            "/api/client/verify-mobile",
            &json!({ "link": page.link, "mobile": mobile }),
        )
        .await?;
        note(&book, &id, |told| told.mobile_typed = true);
    }
    Some(())
}

/// Waits for the e-mail and returns its link.
async fn followed(visitor: &Visitor, email: &str) -> Option<String> {
    let began = Instant::now();
    loop {
        assert!(began.elapsed() < PATIENCE, "no e-mail arrived at {email}");
        let inbox = visitor
            .try_send("GET", &format!("/inbox.json?to={email}"), &[], Vec::new())
            .await
            .ok()?;
        if let Some(text) = inbox.body[0]["text"].as_str() {
            let word = text.split_whitespace().find(|word| word.contains('#')).expect("a link");
            return word.split_once('#').map(|(_, link)| link.to_owned());
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

fn invited(book: &Book) -> usize {
    let book = book.lock().unwrap_or_else(PoisonError::into_inner);
    book.values().filter(|told| told.invited.is_some()).count()
}

async fn everything_is_there(ada: &Staff, runner: &Runner, book: &Book) {
    let told = book.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let inbox = runner.inbox();
    for (id, client) in told {
        let account = ada.visitor.get(&format!("/api/staff/clients/{id}")).await.is(200).body;
        assert_eq!(account["emails"][0], client.email.as_str());
        let timeline = ada.visitor.get(&format!("/api/staff/clients/{id}/timeline")).await.is(200);
        let lines = timeline.body["lines"].as_array().cloned().unwrap_or_default();
        let has = |event: &str| lines.iter().filter(|line| line["what"]["event"] == event).count();
        assert_eq!((has("client-created"), has("pin-made")), (1, 1), "{id}");
        if let Some(pin) = &client.pin {
            let shown = ada
                .visitor
                .post(&format!("/api/staff/clients/{id}/reveal-pin"), &json!({}))
                .await
                .is(200);
            assert_eq!(&shown.text_at("pin"), pin, "the PIN that was shown is still the PIN");
            assert!(has("pin-revealed") >= 1);
        }
        if let Some(link) = &client.invited {
            assert_eq!(account["standing"], "invited", "{id}");
            assert!(
                account["links"]
                    .as_array()
                    .into_iter()
                    .flatten()
                    .any(|known| known["id"] == link.as_str())
            );
            assert_eq!(has("invited"), 1);
            // Once, or twice if the kill came between sending and recording; never zero times.
            let mails = inbox.wait_for(&client.email, 1).await;
            let links: std::collections::BTreeSet<_> =
                mails.iter().map(vestibule_tests::Received::link).collect();
            assert_eq!(links.len(), 1, "every copy of the e-mail has the same link");
            assert!(client.link.as_ref().is_none_or(|link| links.contains(link)));
            assert!(mails.len() <= 3, "{}", mails.len());
        }
        if client.mobile_typed {
            assert_eq!(has("mobile-verified"), 1);
            let texts = inbox.wait_for(&client.mobile, 1).await;
            assert!(
                texts.iter().all(|text| Some(text.pin()) == client.pin),
                "the same PIN in each"
            );
            let page = Page::on(runner.visitor(), client.link.as_deref().expect("a link"));
            assert_eq!(page.next().await, "pin");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everything_acknowledged_survives_a_kill_at_any_moment() {
    let mut runner = Runner::own().await;
    let firm = runner.firm().await;
    let mut ada = firm.admin.clone();
    let book = Book::default();
    for round in 0_u32..5 {
        let mut work = JoinSet::new();
        for worker in 0..4 {
            work.spawn(works(ada.visitor.clone(), Arc::clone(&book), round * 4 + worker));
        }
        // A random moment, after some work was done.
        let began = Instant::now();
        while invited(&book) < (round as usize + 1) * 3 {
            assert!(began.elapsed() < PATIENCE, "nothing was done in round {round}");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        let moment = u64::from(uuid::Uuid::new_v4().as_bytes()[0]) * 2;
        tokio::time::sleep(Duration::from_millis(moment)).await;
        runner = runner.kill_and_restart().await;
        while let Some(ended) = work.join_next().await {
            assert!(ended.expect("a worker met only the end of the runner").is_none());
        }
        ada = ada.moved_to(&runner);
    }
    runner.advance(CLAIM).await;
    everything_is_there(&ada, &runner, &book).await;
}

#[tokio::test]
async fn an_invitation_acknowledged_just_before_a_kill_is_mailed_after_it() {
    let mut runner = Runner::own().await;
    let firm = runner.firm_with(json!({ "portal_pin": "with-invitation" })).await;
    let mut ada = firm.admin.clone();
    for round in 1..=3 {
        let client = ada.adds(NewClient::with_mobile()).await;
        let _ = ada.invites(&client).await.is(200);
        runner = runner.kill_and_restart().await;
        // When the claim was made, the clock was this far ahead; now it is not.
        runner.advance(CLAIM * round).await;
        ada = ada.moved_to(&runner);
        let client = client.moved_to(&runner);
        let page = client.follows_link(1).await;
        let pin = client.newest_text(1).await.pin();
        assert_eq!(page.next().await, "pin");
        let _ = page.types_pin(&pin).await.is(200);
        let _ = page.chooses_password(PASSWORD).await.is(200);
        assert_eq!(ada.reads(&client).await["security_level"], "high");
    }
}

#[tokio::test]
async fn sessions_wrong_guesses_and_waits_survive_a_kill() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let nora = firm.admin.adds(NewClient::with_email()).await;
    let _ = firm.admin.invites(&nora).await.is(200);
    let page = nora.follows_link(1).await;
    let pin = firm.admin.reveals_pin(&nora).await;
    let wrong =
        |n: u32| format!("{:06}", (pin.parse::<u32>().expect("digits") + 1 + n) % 1_000_000);
    for n in 0..3 {
        let _ = page.types_pin(&wrong(n)).await.is_problem(401, "pin-wrong");
    }
    let tom = firm.admin.adds(NewClient::with_email()).await;
    let _ = firm.admin.invites(&tom).await.is(200);
    let toms_page = tom.follows_link(1).await;
    let _ = toms_page.types_pin(&firm.admin.reveals_pin(&tom).await).await.is(200);
    let _ = toms_page.chooses_password(PASSWORD).await.is(200);
    let browser = runner.visitor();
    let _ = tom.signs_in(&browser, PASSWORD).await.is(200);
    for _ in 0..12 {
        let _ = tom.signs_in(&runner.visitor(), "not the password").await;
        runner.advance(Duration::from_secs(130)).await;
    }
    let runner = runner.kill_and_restart().await;
    // The clock is the machine's again, so the recorded times are in the future.
    let (ada, browser) = (firm.admin.moved_to(&runner), browser.moved_to(&runner.origin));
    let _ = browser.get("/api/client/session").await.is(200);
    let _ = ada.reads(&nora).await;
    let page = Page { visitor: page.visitor.moved_to(&runner.origin), ..page };
    let fourth = page.types_pin(&wrong(3)).await.is_problem(401, "pin-wrong");
    assert_eq!(fourth.body["left"], 1, "the three before the kill count");
    let _ = page.types_pin(&wrong(4)).await.is_problem(401, "pin-wrong");
    let _ = page.types_pin(&pin).await.is_problem(429, "pin-blocked");
    let tom: Client = tom.moved_to(&runner);
    let _ = tom.signs_in(&runner.visitor(), PASSWORD).await.is_problem(429, "password-waits");
}
