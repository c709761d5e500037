//! The same action, or two that exclude each other, at the same moment.

use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::Arc;
use tokio::sync::Barrier;
use tokio::task::JoinSet;
use vestibule_tests::{Answer, Client, NewClient, PASSWORD, Page, Runner, Staff, Visitor};

/// Sends the same request many times at once, under one idempotency key.
async fn keyed(staff: &Staff, path: &str, body: &Value, times: usize) -> Vec<Answer> {
    let key = uuid::Uuid::new_v4().to_string();
    let start = Arc::new(Barrier::new(times));
    let mut under_way = JoinSet::new();
    for _ in 0..times {
        let (visitor, start, key) = (staff.visitor.clone(), Arc::clone(&start), key.clone());
        let (path, body) = (path.to_owned(), body.clone());
        under_way.spawn(async move {
            start.wait().await;
            visitor.post_with(&path, &body, &[("idempotency-key", &key)]).await
        });
    }
    let answers = under_way.join_all().await;
    // And once more, long after.
    let again = staff.visitor.post_with(path, body, &[("idempotency-key", &key)]).await;
    let other = json!({ "name": "Another", "email": "another@mail.example" });
    let used = staff.visitor.post_with(path, &other, &[("idempotency-key", &key)]).await;
    assert!([400, 409].contains(&used.status), "{}", used.text);
    answers.into_iter().chain([again]).collect()
}

fn bodies(answers: &[Answer]) -> BTreeSet<&str> {
    answers.iter().map(|answer| answer.text.as_str()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn twenty_invitations_under_one_key_are_one_invitation() {
    let runner = Runner::shared().await;
    let firm = runner.firm_with(json!({ "portal_pin": "with-invitation" })).await;
    let nora = firm.admin.adds(NewClient::with_mobile()).await;
    let path = format!("/api/staff/clients/{}/invite", nora.id);
    let answers = keyed(&firm.admin, &path, &json!({}), 20).await;
    assert!(answers.iter().all(|answer| answer.status == 200), "{:?}", bodies(&answers));
    assert_eq!(bodies(&answers).len(), 1, "all get the same reply");
    let timeline = firm.admin.timeline(&nora).await;
    assert_eq!(timeline.iter().filter(|line| *line == "invited").count(), 1, "{timeline:?}");
    let _ = nora.newest_mail(1).await;
    let _ = nora.newest_text(1).await;
    // A second mail would have arrived by now: the last line shows that the first was sent.
    settled(&firm.admin, &nora, &["email-sent", "sms-sent"]).await;
    assert_eq!((nora.mails().await.len(), nora.texts().await.len()), (1, 1));
    // Without a key, each request is a separate invitation.
    let _ = firm.admin.invites(&nora).await.is(200);
    assert_ne!(nora.newest_mail(2).await.link(), nora.mails().await[0].link());
}

async fn settled(staff: &Staff, client: &Client, events: &[&str]) {
    for _ in 0..500 {
        let timeline = staff.timeline(client).await;
        if events.iter().all(|event| timeline.iter().any(|line| line == event)) {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    panic!("{events:?} did not appear: {:?}", staff.timeline(client).await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn twenty_clients_under_one_key_are_one_client() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let body = json!({ "name": "Nora Fielding", "emails": ["nora@mail.example"] });
    let answers = keyed(&firm.admin, "/api/staff/clients", &body, 20).await;
    assert!(answers.iter().all(|answer| answer.status == 201), "{:?}", bodies(&answers));
    let ids: BTreeSet<_> = answers.iter().map(|answer| answer.text_at("id")).collect();
    assert_eq!(ids.len(), 1);
    let other = firm.admin.visitor.post("/api/staff/clients", &body).await.is(201);
    assert!(!ids.contains(&other.text_at("id")), "without the key, a new client is added");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_advisers_who_invite_two_clients_with_one_address_at_once_do_not_both_succeed() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    for _ in 0..5 {
        let email = format!("same-{}@mail.example", uuid::Uuid::new_v4().simple());
        let mut clients = Vec::new();
        for name in ["One", "Two", "Three", "Four"] {
            clients.push(firm.admin.adds(NewClient::named(name).email(&email)).await);
        }
        let start = Arc::new(Barrier::new(clients.len()));
        let mut under_way = JoinSet::new();
        for client in clients.clone() {
            let (staff, start) = (firm.admin.clone(), Arc::clone(&start));
            under_way.spawn(async move {
                start.wait().await;
                (client.id.clone(), staff.invites(&client).await)
            });
        }
        let answers = under_way.join_all().await;
        let won: Vec<_> = answers.iter().filter(|(_, answer)| answer.status == 200).collect();
        assert_eq!(won.len(), 1, "{answers:?}");
        assert!(
            answers.iter().all(|(_, answer)| answer.status == 200
                || answer.problem().as_deref() == Some("email-taken")),
            "{answers:?}"
        );
        for client in &clients {
            let standing = firm.admin.reads(client).await["standing"].clone();
            assert_eq!(standing == "invited", client.id == won[0].0, "{standing}");
        }
        let _ = clients[0].newest_mail(1).await;
        // Once its owner is revoked, the address is free.
        let winner = clients.iter().find(|client| client.id == won[0].0).expect("one of them");
        let _ = firm.admin.revokes(winner).await.is(200);
        let next = clients.iter().find(|client| client.id != won[0].0).expect("another");
        let _ = firm.admin.invites(next).await.is(200);
    }
}

/// A client one step before access, at a different step each round.
async fn almost_in(
    runner: &Runner,
    staff: &Staff,
    has_pin_entered: bool,
) -> (Client, Page, String) {
    let client = staff.adds(NewClient::with_email()).await;
    let _ = staff.invites(&client).await.is(200);
    let page = client.follows_link(1).await;
    let pin = staff.reveals_pin(&client).await;
    if has_pin_entered {
        let _ = page.types_pin(&pin).await.is(200);
    }
    let page = Page { visitor: runner.visitor(), ..page };
    (client, page, pin)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_revocation_that_races_a_pin_a_password_and_a_sign_in_ends_all_of_them() {
    let runner = Runner::shared().await;
    let firm = runner.firm_with(json!({ "after_set_up": "portal" })).await;
    let mut revoked_first = 0;
    for round in 0_u64..16 {
        let (client, page, pin) = almost_in(runner, &firm.admin, round % 2 == 0).await;
        let start = Arc::new(Barrier::new(2));
        let goes_on = tokio::spawn({
            let (start, page, client, browser) =
                (Arc::clone(&start), page.clone(), client.clone(), runner.visitor());
            async move {
                start.wait().await;
                let entered = page.types_pin(&pin).await;
                let set = page.chooses_password(PASSWORD).await;
                let signed_in = client.signs_in(&browser, PASSWORD).await;
                (entered.status, set.status, signed_in.status, browser)
            }
        });
        start.wait().await;
        // At once, and up to almost a second later: a busy machine takes that long for all three.
        tokio::time::sleep(std::time::Duration::from_millis(4 * round * round)).await;
        let _ = firm.admin.revokes(&client).await.is(200);
        // From here on nothing works, whatever the other side was sent.
        is_out(&page.visitor).await;
        let account = firm.admin.reads(&client).await;
        assert_eq!(
            (account["standing"].as_str(), account["security_level"].as_str()),
            (Some("revoked"), Some("low")),
            "round {round}"
        );
        let (entered, set, signed_in, browser) = goes_on.await.expect("the task completes");
        revoked_first += usize::from(set != 200);
        let told = (entered, set, signed_in);
        is_out(&page.visitor).await;
        is_out(&browser).await;
        let account = firm.admin.reads(&client).await;
        assert_eq!(
            (account["standing"].as_str(), account["security_level"].as_str()),
            (Some("revoked"), Some("low")),
            "round {round}: {told:?}"
        );
        assert_eq!(account["grants"], json!([]));
        let _ =
            client.signs_in(&runner.visitor(), PASSWORD).await.is_problem(401, "sign-in-refused");
        // The timeline is in order: no line of the client's follows the end.
        let timeline = firm.admin.timeline(&client).await;
        let end = timeline.iter().position(|line| line == "revoked").expect("revoked");
        let after: Vec<_> = timeline[end..]
            .iter()
            .filter(|line| ["pin-verified", "password-set", "signed-in"].contains(&line.as_str()))
            .collect();
        assert!(after.is_empty(), "round {round}: {timeline:?}");
    }
    assert!((1..16).contains(&revoked_first), "both orders occurred: {revoked_first} of 16");
}

async fn is_out(browser: &Visitor) {
    let _ = browser.get("/api/client/session").await.is_problem(401, "not-signed-in");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_link_sets_up_one_staff_account_however_many_try_at_once() {
    let runner = Runner::shared().await;
    let slug = format!("firm-{}", &uuid::Uuid::new_v4().simple().to_string()[..12]);
    let order = json!({
        "name": "Raced Firm", "slug": slug, "country": "GB", "reply_to": "office@raced.example",
        "admin": { "name": "Ada", "email": "ada@raced.example" },
    });
    // Many identical orders at once create one firm.
    let mut orders = JoinSet::new();
    for _ in 0..8 {
        let (aws, order) = (Visitor::new(&runner.aws), order.clone());
        orders.spawn(async move {
            let path = "/2015-03-31/functions/create-firm/invocations";
            aws.post_with(path, &order, &[("authorization", "AWS4-HMAC-SHA256 test")]).await
        });
    }
    let made = orders.join_all().await;
    let created = made.iter().filter(|answer| answer.body["created"] == true).count();
    let firms: BTreeSet<_> = made.iter().map(|answer| answer.body["firm"].to_string()).collect();
    assert_eq!((created, firms.len()), (1, 1), "{made:?}");
    let link = made[0].body["set_up_link"]
        .as_str()
        .and_then(|link| link.split_once('#'))
        .expect("a link")
        .1
        .to_owned();

    let start = Arc::new(Barrier::new(10));
    let mut under_way = JoinSet::new();
    for n in 0..10 {
        let (visitor, start, link) = (runner.visitor(), Arc::clone(&start), link.clone());
        under_way.spawn(async move {
            start.wait().await;
            let password = format!("{PASSWORD} {n}");
            let answer = visitor
                .post("/api/staff/set-up", &json!({ "link": link, "password": password }))
                .await;
            (password, answer)
        });
    }
    let answers = under_way.join_all().await;
    let won: Vec<_> = answers.iter().filter(|(_, answer)| answer.status == 200).collect();
    assert_eq!(won.len(), 1, "{answers:?}");
    assert!(
        answers.iter().all(|(_, answer)| answer.status == 200
            || answer.problem().as_deref() == Some("link-elsewhere")),
        "{answers:?}"
    );
    let firm = made[0].body["firm"].as_str().expect("a firm");
    for (password, answer) in &answers {
        let body = json!({ "firm": firm, "email": "ada@raced.example", "password": password });
        let signed_in = runner.visitor().post("/api/staff/sign-in", &body).await;
        if answer.status == 200 {
            let _ = signed_in.is(200);
        } else {
            assert!([401, 429].contains(&signed_in.status), "{}", signed_in.text);
        }
    }
}
