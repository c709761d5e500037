//! KMS and the table down, slow or behind; dates long past; clocks that disagree.

use crate::support::{
    PATIENCE, TRIES, different, is_unavailable, items_of, on_the_page, posts, sets_a_password,
    somebody, times, wait_until_quiet, wrong,
};
use serde_json::json;
use std::time::{Duration, Instant};
use tokio::task::JoinSet;
use vestibule_tests::{Answer, Client, PASSWORD, Page, Runner, Staff, Visitor};

const A_WHILE: Duration = Duration::from_millis(150);
/// More calls than any test makes.
const ALL: u32 = 1_000_000;

fn minutes(count: u64) -> Duration {
    Duration::from_secs(60 * count)
}

fn moved(page: &Page, runner: &Runner) -> Page {
    Page { visitor: page.visitor.moved_to(&runner.origin), ..page.clone() }
}

async fn reveals(ada: &Staff, nora: &Client) -> Answer {
    let path = format!("/api/staff/clients/{}/reveal-pin", nora.id);
    ada.visitor.post(&path, &json!({})).await
}

async fn signs_in_at_the_console(firm: &str, ada: &Staff, browser: &Visitor) -> Answer {
    let body = json!({ "firm": firm, "email": ada.email, "password": PASSWORD });
    browser.post("/api/staff/sign-in", &body).await
}

#[tokio::test]
async fn without_kms_no_pin_is_shown_and_passwords_work_where_the_key_is_cached() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let (tom, _) = somebody(&firm.admin).await;
    sets_a_password(&firm.admin, &tom).await;
    let (nora, _) = somebody(&firm.admin).await;
    let page = on_the_page(&firm.admin, &nora).await;
    let pin = firm.admin.reveals_pin(&nora).await;

    // While the key is cached, nobody notices.
    runner.fails_anywhere("kms").times(ALL).await;
    assert_eq!(firm.admin.reveals_pin(&nora).await, pin);
    let _ = tom.signs_in(&runner.visitor(), PASSWORD).await.is(200);

    // A process that has unwrapped only the key of its own purpose, as each function does.
    let runner = runner.kill_and_restart().await;
    let (ada, tom, nora) =
        (firm.admin.moved_to(&runner), tom.moved_to(&runner), nora.moved_to(&runner));
    let page = moved(&page, &runner);
    let _ = tom.signs_in(&runner.visitor(), PASSWORD).await.is(200);
    runner.fails_anywhere("kms").times(ALL).await;
    for _ in 0..2 {
        is_unavailable(&reveals(&ada, &nora).await);
        is_unavailable(&page.types_pin(&pin).await);
        is_unavailable(&page.types_pin(&wrong(&pin)).await);
    }
    let _ = tom.signs_in(&runner.visitor(), PASSWORD).await.is(200);
    let _ = tom.signs_in(&runner.visitor(), "not the password").await.is(401);
    let _ = signs_in_at_the_console(&firm.id, &ada, &runner.visitor()).await.is(200);
    let timeline = ada.timeline(&nora).await;
    assert_eq!(
        times(&timeline, "pin-revealed"),
        2,
        "only a PIN that was shown is recorded: {timeline:?}"
    );
    assert_eq!(times(&timeline, "pin-wrong"), 0);
    // Nothing is stored in clear to be read another way.
    let client = items_of(&runner, &format!("FIRM#{}#CLIENT#{}", firm.id, nora.id)).await;
    assert!(!json!(client).to_string().contains(&pin) && !runner.log().contains(&pin));

    runner.clears_faults().await;
    assert_eq!(ada.reveals_pin(&nora).await, pin);
    let guess = page.types_pin(&wrong(&pin)).await.is_problem(401, "pin-wrong");
    assert_eq!(guess.body["left"], 4);
    let _ = page.types_pin(&pin).await.is(200);

    // A process without the key replies 503.
    let runner = runner.kill_and_restart().await;
    let tom = tom.moved_to(&runner);
    runner.fails_anywhere("kms").times(ALL).await;
    is_unavailable(&tom.signs_in(&runner.visitor(), PASSWORD).await);
    runner.clears_faults().await;
    let _ = tom.signs_in(&runner.visitor(), PASSWORD).await.is(200);
}

/// The requests that people make while the table is down: browser, path and body.
fn requests(firm: &str, ada: &Staff, runner: &Runner, who: &Requests) -> Vec<Request> {
    let Requests { nora, page, pin, tom } = who;
    let by_staff = |what: &str| format!("/api/staff/clients/{}/{what}", nora.id);
    let on_link = |more: serde_json::Value| {
        let mut body = json!({ "link": page.link });
        if let (Some(body), Some(more)) = (body.as_object_mut(), more.as_object()) {
            body.extend(more.clone());
        }
        body
    };
    let typed = |pin: &str| on_link(json!({ "pin": pin, "secret": page.secret }));
    let signs_in =
        |email: &str, password: &str| json!({ "firm": firm, "email": email, "password": password });
    let forgot = json!({ "firm": firm, "email": tom.email });
    let anybody = || runner.visitor();
    vec![
        (anybody(), "/api/client/verify-pin".to_owned(), typed(pin)),
        (anybody(), "/api/client/verify-pin".to_owned(), typed(&wrong(pin))),
        (
            anybody(),
            "/api/client/verify-mobile".to_owned(),
            on_link(json!({ "mobile": nora.mobile })),
        ),
        (anybody(), "/api/client/request-pin".to_owned(), on_link(json!({}))),
        (anybody(), "/api/client/open-invitation".to_owned(), on_link(json!({}))),
        (anybody(), "/api/client/forgot-password".to_owned(), forgot),
        (anybody(), "/api/client/sign-in".to_owned(), signs_in(&tom.email, PASSWORD)),
        (anybody(), "/api/client/sign-in".to_owned(), signs_in(&tom.email, "not the password")),
        (anybody(), "/api/staff/sign-in".to_owned(), signs_in(&ada.email, PASSWORD)),
        (ada.visitor.clone(), by_staff("reveal-pin"), json!({})),
        (ada.visitor.clone(), by_staff("renew-pin"), json!({})),
        (ada.visitor.clone(), by_staff("invite"), json!({ "pin": "with-invitation" })),
        (ada.visitor.clone(), "/api/staff/clients".to_owned(), json!({ "name": "Nobody" })),
    ]
}

type Request = (Visitor, String, serde_json::Value);

/// The requests of one round.
struct Requests {
    nora: Client,
    page: Page,
    pin: String,
    tom: Client,
}

#[tokio::test]
async fn while_the_table_is_down_every_request_gets_503_and_no_burst_follows() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let (tom, _) = somebody(ada).await;
    sets_a_password(ada, &tom).await;
    let (nora, _) = somebody(ada).await;
    let page = on_the_page(ada, &nora).await;
    let pin = ada.reveals_pin(&nora).await;
    // One text is in flight when the table fails: its request was committed.
    let (ivy, _) = somebody(ada).await;
    let ivys_page = on_the_page(ada, &ivy).await;
    wait_until_quiet(&runner, A_WHILE).await;
    let before = (tom.mails().await.len(), nora.mails().await.len(), ada.mails().await.len());
    runner.fails_anywhere("dynamodb").after(3).times(ALL).await;
    let _ = ivys_page.types_mobile(ivy.mobile.as_deref().expect("a mobile")).await.is(200);

    let who = Requests { nora, page, pin, tom };
    let mut waits = Vec::new();
    for _ in 0..2 {
        runner.counts_calls().await;
        let mut asking = JoinSet::new();
        let asked = requests(&firm.id, ada, &runner, &who);
        let requests_at_once = asked.len() as u64;
        for (browser, path, body) in asked {
            asking.spawn(async move {
                let began = Instant::now();
                let answer = posts(&browser, &path, &body, None).await;
                (path, answer.expect("an answer"), began.elapsed())
            });
        }
        while let Some(answered) = asking.join_next().await {
            let (path, answer, took) = answered.expect("a request was sent");
            assert_eq!(answer.status, 503, "{path}: {}", answer.text);
            is_unavailable(&answer);
            assert!(took < PATIENCE / 2, "{path}: {took:?}");
            waits.push(took);
        }
        // After many failures at once, the SDK skips most of its retries.
        let calls = runner.counts_calls().await;
        let calls = calls["dynamodb"].as_object().into_iter().flatten();
        let calls: u64 = calls.filter_map(|(_, count)| count.as_u64()).sum();
        let bound = u64::from(TRIES) * (2 * requests_at_once + 2 * 8);
        assert!(calls > requests_at_once, "some are retried: {calls}");
        assert!(calls <= bound, "{calls} calls for {requests_at_once} requests");
    }
    // Requests that failed at the same moment do not retry at the same moment.
    waits.sort();
    let moments: std::collections::BTreeSet<_> =
        waits.iter().map(|wait| wait.as_millis() / 20).collect();
    assert!(moments.len() > 6, "all waits were equal: {waits:?}");

    assert!(runner.clears_faults().await > 0, "the table was down until now");
    ivy.newest_text(1).await;
    wait_until_quiet(&runner, 8 * A_WHILE).await;
    assert_eq!(ivy.texts().await.len(), 1, "the text that was requested");
    let Requests { nora, page, pin, tom } = who;
    assert!(nora.texts().await.is_empty() && tom.texts().await.is_empty());
    let after = (tom.mails().await.len(), nora.mails().await.len(), ada.mails().await.len());
    assert_eq!(after, before, "nothing was promised, and nothing is sent");
    // No PIN and no password was compared during the outage.
    let guess = page.types_pin(&wrong(&pin)).await.is_problem(401, "pin-wrong");
    assert_eq!(guess.body["left"], 4);
    let _ = page.types_pin(&pin).await.is(200);
    let _ = tom.signs_in(&runner.visitor(), PASSWORD).await.is(200);
    assert_eq!(times(&ada.timeline(&nora).await, "pin-made"), 1);
}

#[tokio::test]
async fn each_call_to_a_table_that_is_down_is_tried_three_times_with_pauses() {
    let runner = Runner::own().await;
    let ada = runner.firm().await.admin;
    let (nora, _) = somebody(&ada).await;
    let page = on_the_page(&ada, &nora).await;
    let pin = ada.reveals_pin(&nora).await;
    let mut waits = Vec::new();
    for _ in 0..4 {
        wait_until_quiet(&runner, A_WHILE).await;
        runner.fails_anywhere("dynamodb").times(ALL).await;
        let began = Instant::now();
        is_unavailable(&page.types_pin(&pin).await);
        waits.push(began.elapsed());
        runner.clears_faults().await;
        let calls = &runner.counts_calls().await["dynamodb"];
        // The read, and the count of the source, which starts with it. Schedules query.
        let calls = ["BatchGetItem", "UpdateItem"].map(|operation| calls[operation].as_u64());
        assert_eq!(calls, [Some(u64::from(TRIES)); 2]);
    }
    assert!(waits.iter().all(|wait| *wait < PATIENCE / 3), "{waits:?}");
    let shortest = waits.iter().min().expect("four");
    let longest = waits.iter().max().expect("four");
    assert!(*longest - *shortest > Duration::from_millis(10), "all waits were equal: {waits:?}");
}

#[tokio::test]
async fn a_password_whose_count_cannot_be_written_gets_no_result() {
    let runner = Runner::own().await;
    let ada = runner.firm().await.admin;
    let (tom, _) = somebody(&ada).await;
    sets_a_password(&ada, &tom).await;
    wait_until_quiet(&runner, A_WHILE).await;
    // The clock's own write and the count of the source, for more attempts than are free.
    for operation in ["TransactWriteItems", "UpdateItem"] {
        for password in [PASSWORD, "not the password", "nor this one", "this neither"] {
            runner.fails("dynamodb", operation).with("throttle").times(TRIES).await;
            is_unavailable(&tom.signs_in(&runner.visitor(), password).await);
            assert_eq!(runner.clears_faults().await, 0, "{operation}");
        }
    }
    // None of them was counted: only the fifth starts a wait.
    for place in 1..=5 {
        let answer = tom.signs_in(&runner.visitor(), "not the password").await;
        let answer = answer.is_problem(401, "sign-in-refused");
        assert_eq!(answer.header("retry-after").is_some(), place == 5, "{place}");
    }
    let _ = tom.signs_in(&runner.visitor(), PASSWORD).await.is_problem(429, "password-waits");
}

#[tokio::test]
async fn a_commit_that_outlasts_its_timeout_counts_once() {
    let runner = Runner::own().await;
    let ada = runner.firm().await.admin;
    let (nora, _) = somebody(&ada).await;
    let page = on_the_page(&ada, &nora).await;
    let pin = ada.reveals_pin(&nora).await;
    wait_until_quiet(&runner, A_WHILE).await;
    let slow = runner.fails("dynamodb", "TransactWriteItems");
    slow.delayed_by(Duration::from_millis(4_500)).await;
    let guess = page.types_pin(&wrong(&pin)).await.is_problem(401, "pin-wrong");
    assert_eq!(guess.body["left"], 4);
    // The first attempt has finished by now too, if it succeeded at all.
    tokio::time::sleep(Duration::from_secs(1)).await;
    let guess = page.types_pin(&wrong(&pin)).await.is_problem(401, "pin-wrong");
    assert_eq!(guess.body["left"], 3);
    assert_eq!(times(&ada.timeline(&nora).await, "pin-wrong"), 2);
}

/// Sends a request whose reply is lost, and repeats it eleven minutes later, after the ten minutes
/// in which DynamoDB recognises a repeated transaction.
async fn repeats_after_a_lost_reply(
    mut runner: Runner,
    browser: &Visitor,
    (path, body, key): (&str, &serde_json::Value, Option<&str>),
) -> (Runner, Answer) {
    wait_until_quiet(&runner, A_WHILE).await;
    runner.fails("dynamodb", "TransactWriteItems").with("kill-after").await;
    assert!(posts(browser, path, body, key).await.is_none(), "{path}: nobody answers");
    runner.wait_until_dead().await;
    let runner = runner.kill_and_restart().await;
    runner.advance(minutes(11)).await;
    let browser = browser.moved_to(&runner.origin);
    let answer = posts(&browser, path, body, key).await.expect("an answer");
    (runner, answer)
}

#[tokio::test]
async fn a_request_whose_reply_was_lost_is_not_done_again_eleven_minutes_later() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let ada = firm.admin;
    let key = uuid::Uuid::new_v4().to_string();
    let body = json!({ "name": "Nora Fielding", "emails": ["nora@mail.example"] });
    let request = ("/api/staff/clients", &body, Some(key.as_str()));
    let (runner, answer) = repeats_after_a_lost_reply(runner, &ada.visitor, request).await;
    let id = answer.is(201).text_at("id");
    let table = runner.whole_table().await;
    let clients: Vec<_> = table.of_kind("client").map(|client| client.pk.clone()).collect();
    assert_eq!(clients, [format!("FIRM#{}#CLIENT#{id}", firm.id)]);

    let ada = ada.moved_to(&runner);
    let (nora, _) = somebody(&ada).await;
    let key = uuid::Uuid::new_v4().to_string();
    let (path, body) = (format!("/api/staff/clients/{}/invite", nora.id), json!({}));
    let request = (path.as_str(), &body, Some(key.as_str()));
    let (runner, answer) = repeats_after_a_lost_reply(runner, &ada.visitor, request).await;
    let _ = answer.is(200);
    let (ada, nora) = (ada.moved_to(&runner), nora.moved_to(&runner));
    nora.newest_mail(1).await;
    wait_until_quiet(&runner, A_WHILE).await;
    assert_eq!(times(&ada.timeline(&nora).await, "invited"), 1);
    assert_eq!(different(&nora.mails().await).len(), 1);
}

#[tokio::test]
async fn a_password_whose_reply_was_lost_works_eleven_minutes_later() {
    let runner = Runner::own().await;
    let ada = runner.firm().await.admin;
    let (nora, _) = somebody(&ada).await;
    let page = on_the_page(&ada, &nora).await;
    let _ = page.types_pin(&ada.reveals_pin(&nora).await).await.is(200);
    let body = json!({ "link": page.link, "secret": page.secret, "password": PASSWORD });
    let request = ("/api/client/set-password", &body, None);
    let (runner, answer) = repeats_after_a_lost_reply(runner, &page.visitor, request).await;
    // The page's ten minutes have passed: it is sent to sign in.
    let answer = answer.is_problem(409, "link-elsewhere");
    assert_eq!(answer.text_at("next"), "sign-in");
    let (ada, nora) = (ada.moved_to(&runner), nora.moved_to(&runner));
    let _ = nora.signs_in(&runner.visitor(), PASSWORD).await.is(200);
    assert_eq!(times(&ada.timeline(&nora).await, "password-set"), 1);
}

#[tokio::test]
async fn a_client_whose_pin_reply_was_lost_gets_in_eleven_minutes_later() {
    let runner = Runner::own().await;
    let ada = runner.firm().await.admin;
    let (nora, _) = somebody(&ada).await;
    let page = on_the_page(&ada, &nora).await;
    let pin = ada.reveals_pin(&nora).await;
    let body = json!({ "link": page.link, "pin": pin, "secret": page.secret });
    let request = ("/api/client/verify-pin", &body, None);
    let (runner, answer) = repeats_after_a_lost_reply(runner, &page.visitor, request).await;
    // A used PIN stays used. The same page requests another one and gets in with it.
    let _ = answer.is_problem(409, "pin-not-live");
    let (ada, nora, page) = (ada.moved_to(&runner), nora.moved_to(&runner), moved(&page, &runner));
    let _ = page.types_mobile(nora.mobile.as_deref().expect("a mobile")).await.is(200);
    let text = nora.newest_text(1).await;
    assert_ne!(text.pin(), pin);
    let _ = page.types_pin(&text.pin()).await.is(200);
    let _ = page.chooses_password(PASSWORD).await.is(200);
    assert_eq!(ada.reads(&nora).await["security_level"], "high");
}

/// Counts the items of a kind in a client's partition.
async fn lie(runner: &Runner, firm: &str, client: &Client, kind: &str) -> usize {
    let items = items_of(runner, &format!("FIRM#{firm}#CLIENT#{}", client.id)).await;
    items.iter().filter(|item| item["kind"]["S"] == kind).count()
}

#[tokio::test]
async fn expired_items_are_refused_however_late_they_are_deleted() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let (tom, _) = somebody(ada).await;
    sets_a_password(ada, &tom).await;
    let (nora, _) = somebody(ada).await;
    let page = on_the_page(ada, &nora).await;
    let pin = ada.reveals_pin(&nora).await;
    let (ivy, _) = somebody(ada).await;
    let ivys_page = on_the_page(ada, &ivy).await;
    let _ = ivys_page.types_pin(&ada.reveals_pin(&ivy).await).await.is(200);

    let (idle, used) = (runner.visitor(), runner.visitor());
    let _ = tom.signs_in(&idle, PASSWORD).await.is(200);
    let _ = tom.signs_in(&used, PASSWORD).await.is(200);
    let session = async |browser: &Visitor| browser.get("/api/client/session").await.status;
    runner.advance(minutes(11)).await;
    assert_eq!(session(&used).await, 200);
    let _ = ivys_page.chooses_password(PASSWORD).await.is_problem(409, "set-up-over");
    for _ in 0..14 {
        runner.advance(minutes(50)).await;
        assert_eq!(session(&idle).await, 401, "after an hour without use");
        assert_eq!(session(&used).await, 200);
    }
    runner.advance(minutes(20)).await;
    assert_eq!(session(&used).await, 401, "after twelve hours");
    // An invitation and its PIN last two weeks; a wait is forgotten after a day.
    runner.advance(minutes(14 * 24 * 60)).await;
    for _ in 0..2 {
        assert_eq!(session(&idle).await, 401);
        assert_eq!(session(&used).await, 401);
        assert_eq!(page.next().await, "expired");
        let refused = page.types_pin(&pin).await.is_problem(409, "link-elsewhere");
        assert_eq!(refused.text_at("next"), "expired");
        let _ = ada.visitor.get("/api/staff/session").await.is(401);
        // Days later, all of it is still stored.
        runner.advance(minutes(3 * 24 * 60)).await;
        assert_eq!(lie(&runner, &firm.id, &tom, "session").await, 2);
    }
    let _ = ada.signs_in(PASSWORD).await.is(200);
    let _ = reveals(ada, &nora).await.is_problem(409, "no-pin");
}

#[tokio::test]
async fn a_clock_five_minutes_behind_changes_neither_order_nor_outcome() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    runner.advance(minutes(5)).await;
    let (nora, _) = somebody(&firm.admin).await;
    let page = on_the_page(&firm.admin, &nora).await;
    let pin = firm.admin.reveals_pin(&nora).await;
    let _ = page.types_pin(&wrong(&pin)).await.is(401);
    // Another process, with a clock five minutes behind: what was written is in its future.
    let runner = runner.kill_and_restart().await;
    let (ada, nora, page) =
        (firm.admin.moved_to(&runner), nora.moved_to(&runner), moved(&page, &runner));
    let guess = page.types_pin(&wrong(&pin)).await.is_problem(401, "pin-wrong");
    assert_eq!(guess.body["left"], 3, "the guess from the future counts");
    let _ = page.types_pin(&pin).await.is(200);
    let _ = page.chooses_password(PASSWORD).await.is(200);
    let browser = runner.visitor();
    let _ = nora.signs_in(&browser, PASSWORD).await.is(200);
    let _ = ada.revokes(&nora).await.is(200);
    let _ = browser.get("/api/client/session").await.is(401);
    let timeline = ada.timeline_of_people(&nora).await;
    // A sign-in reads no client, and is recorded with the time of its own clock.
    let changes: Vec<_> = timeline.iter().filter(|line| *line != "signed-in").collect();
    assert_eq!(
        changes,
        [
            "client-created",
            "pin-made",
            "invited",
            "pin-revealed",
            "pin-wrong",
            "pin-wrong",
            "pin-verified",
            "password-set",
            "revoked",
        ]
    );
    assert_eq!(times(&timeline, "signed-in"), 1);
}
