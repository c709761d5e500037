//! Colleagues: added, set up, given roles, leaving, and recovering a forgotten password.

use crate::support::{gets_in, hours, minutes, receives_mail, session, subjects, wait_a_moment};
use serde_json::{Value, json};
use std::time::{Duration, Instant};
use vestibule_tests::{
    Answer, Client, Firm, NewClient, OTHER_PASSWORD, PASSWORD, Runner, Staff, Visitor,
};

/// The account that is signed in to the console in this browser.
async fn console(browser: &Visitor) -> Answer {
    browser.get("/api/staff/session").await
}

/// A member of staff as listed.
async fn listed(by: &Staff, whom: &Staff) -> Value {
    let list = by.visitor.get("/api/staff/members").await.is(200);
    let members = list.body["members"].as_array().cloned().unwrap_or_default();
    members.into_iter().find(|member| member["id"] == whom.id.as_str()).expect("they are listed")
}

/// Deactivates the account, with the first admin as successor.
async fn leaves(firm: &Firm, ben: &Staff) -> Answer {
    firm.admin.does("deactivate", ben, &json!({ "successor": firm.admin.id })).await
}

/// Waits until this member of staff is responsible for the client.
async fn comes_to(firm: &Firm, client: &Client, adviser: &Staff) {
    let started = Instant::now();
    loop {
        let account = firm.admin.reads(client).await;
        if account["adviser"]["id"] == adviser.id.as_str() {
            return;
        }
        assert!(started.elapsed() < Duration::from_secs(30), "{}", account["adviser"]);
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn x19_a_colleague_who_was_added_sets_up_the_account_and_works_with_clients() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let ben = firm.invites_staff("adviser").await;
    let invited = listed(&firm.admin, &ben).await;
    assert_eq!((&invited["state"], &invited["role"]), (&json!("invited"), &json!("adviser")));
    assert!(invited["link_ends_at"].is_string(), "{invited}");
    let mail = ben.newest_mail(1).await;
    assert_eq!(mail.subject, "Set up your staff account at Marsh & Partners");

    let easy = ben.sets_up(&mail.link(), "Ben Okoro Marsh").await.is_problem(422, "fields-refused");
    assert_eq!(easy.body["errors"][0]["field"], "password");
    assert_eq!(ben.sets_up(&mail.link(), PASSWORD).await.is(200).text_at("next"), "sign-in");
    let again = ben.sets_up(&mail.link(), OTHER_PASSWORD).await.is_problem(409, "link-elsewhere");
    assert_eq!(again.body["next"], "sign-in");
    let _ = ben.signs_in(PASSWORD).await.is(200);
    let who = console(&ben.visitor).await.is(200).body;
    assert_eq!((&who["name"], &who["role"]), (&json!("Ben Okoro"), &json!("adviser")));
    assert_eq!((&who["id"], &who["email"]), (&json!(ben.id), &json!(ben.email)));
    assert_eq!(who["firm"]["slug"], firm.slug.as_str());
    let (idle, latest) = (who["ends_at"].to_string(), who["ends_at_latest"].to_string());
    assert!(idle < latest, "{idle} {latest}");

    // An adviser sees the colleagues, and works with clients.
    let active = listed(&ben, &ben).await;
    assert_eq!((&active["state"], &active["link_ends_at"]), (&json!("active"), &Value::Null));
    let nora = ben.adds(NewClient::with_email()).await;
    assert_eq!(ben.reads(&nora).await["adviser"]["name"], "Ben Okoro");
    gets_in(&ben, &nora).await;
    receives_mail(&ben, "Nora Fielding has signed in for the first time").await;
}

#[tokio::test]
async fn x19_every_refused_field_of_a_colleague_is_named_and_a_role_is_one_of_two() {
    let firm = Runner::shared().await.firm().await;
    let add = async |body: Value| firm.admin.visitor.post("/api/staff/members", &body).await;
    let bad = json!({ "name": " ", "email": "ben at", "role": "adviser" });
    let refused = add(bad).await.is_problem(422, "fields-refused");
    let named: Vec<_> = crate::support::refused_fields(&refused);
    let named: Vec<_> = named.iter().map(|(field, _)| field.as_str()).collect();
    assert_eq!(named, ["name", "email"]);
    for role in ["owner", "Firm-Admin", ""] {
        let body = json!({ "name": "Ben", "email": "ben@mail.example", "role": role });
        let _ = add(body).await.is_problem(400, "body-malformed");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn x19_the_same_key_twenty_times_at_once_adds_one_colleague() {
    let firm = Runner::shared().await.firm().await;
    let key = uuid::Uuid::new_v4().to_string();
    let email = format!("ben@{}.example", firm.slug);
    let body = json!({ "name": "Ben Okoro", "email": email, "role": "adviser" });
    let asked: Vec<_> = (0..20)
        .map(|_| {
            let (ada, key, body) = (firm.admin.clone(), key.clone(), body.clone());
            tokio::spawn(async move {
                let keyed = [("idempotency-key", key.as_str())];
                ada.visitor.post_with("/api/staff/members", &body, &keyed).await
            })
        })
        .collect();
    let mut told = Vec::new();
    for answer in asked {
        told.push(answer.await.unwrap().is(201).text);
    }
    told.dedup();
    assert_eq!(told.len(), 1);
    wait_a_moment().await;
    assert_eq!(firm.inbox().of(&email).await.len(), 1);
}

#[tokio::test]
async fn x19_an_address_belongs_to_one_colleague_until_they_leave() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let ben = firm.adds_staff("adviser").await;
    let body = |email: &str| json!({ "name": "Eve", "email": email, "role": "firm-admin" });
    for taken in [ben.email.to_uppercase(), firm.admin.email.clone()] {
        let again = firm.admin.visitor.post("/api/staff/members", &body(&taken)).await;
        let _ = again.is_problem(409, "email-taken");
    }
    // Another firm's staff do not count here.
    let other = runner.firm().await;
    let _ = other.admin.visitor.post("/api/staff/members", &body(&ben.email)).await.is(201);

    let _ = leaves(&firm, &ben).await.is(200);
    let eve = firm.admin.visitor.post("/api/staff/members", &body(&ben.email)).await.is(201);
    let (mut mails, started) = (0, Instant::now());
    while mails < 3 && started.elapsed() < Duration::from_secs(15) {
        mails = firm.inbox().of(&ben.email).await.len();
    }
    let link = firm.inbox().of(&ben.email).await.pop().expect("a mail").link();
    // The former password no longer works; the new account has its own.
    let _ = ben.signs_in(PASSWORD).await.is_problem(401, "sign-in-refused");
    let _ = ben.sets_up(&link, OTHER_PASSWORD).await.is(200);
    let _ = ben.signs_in(OTHER_PASSWORD).await.is(200);
    assert_eq!(console(&ben.visitor).await.is(200).body["id"], eve.body["id"]);
    assert_eq!(listed(&firm.admin, &ben).await["state"], "deactivated", "the former account");
}

#[tokio::test]
async fn x19_a_new_set_up_link_ends_the_one_before() {
    let firm = Runner::shared().await.firm().await;
    let ben = firm.invites_staff("adviser").await;
    let first = ben.newest_mail(1).await.link();
    let resent = firm.admin.does("resend-set-up", &ben, &json!({})).await.is(200);
    assert_eq!(resent.body["state"], "invited");
    let second = ben.newest_mail(2).await.link();
    assert_ne!(first, second);
    let over = ben.sets_up(&first, PASSWORD).await.is_problem(409, "link-elsewhere");
    assert_eq!(over.body["next"], "sign-in");
    let _ = ben.sets_up(&second, PASSWORD).await.is(200);
    let set_up = firm.admin.does("resend-set-up", &ben, &json!({})).await;
    assert_eq!(set_up.is_problem(409, "staff-elsewhere").body["why"], "already-active");
    let _ = leaves(&firm, &ben).await.is(200);
    for (what, body) in [
        ("resend-set-up", json!({})),
        ("change-role", json!({ "role": "firm-admin" })),
        ("deactivate", json!({ "successor": firm.admin.id })),
    ] {
        let over = firm.admin.does(what, &ben, &body).await;
        assert_eq!(over.is_problem(409, "staff-elsewhere").body["why"], "deactivated", "{what}");
    }
    wait_a_moment().await;
    assert_eq!(ben.mails().await.len(), 2);
}

#[tokio::test]
async fn inv6_a_colleague_who_leaves_is_signed_out_everywhere_at_once() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let ben = firm.adds_staff("firm-admin").await;
    let nora = firm.admin.adds(NewClient::with_email()).await;
    let phone = ben.on(runner.visitor());
    let _ = phone.signs_in(PASSWORD).await.is(200);
    let forgot = json!({ "firm": firm.id, "email": ben.email });
    let _ = ben.visitor.post("/api/staff/forgot-password", &forgot).await.is(200);
    let recovery = ben.newest_mail(2).await.link();

    let left = leaves(&firm, &ben).await.is(200).body;
    assert_eq!(
        (&left["state"], &left["successor"]),
        (&json!("deactivated"), &json!(firm.admin.id))
    );
    for browser in [&ben.visitor, &phone.visitor] {
        let _ = console(browser).await.is_problem(401, "not-signed-in");
        let path = format!("/api/staff/clients/{}", nora.id);
        let _ = browser.get(&path).await.is_problem(401, "not-signed-in");
    }
    let _ = ben.signs_in(PASSWORD).await.is_problem(401, "sign-in-refused");
    let recover = json!({ "link": recovery, "password": OTHER_PASSWORD });
    let over = ben.visitor.post("/api/staff/recover", &recover).await;
    assert_eq!(over.is_problem(409, "link-elsewhere").body["next"], "sign-in");
    // A colleague who was only invited has no way in either.
    let eve = firm.invites_staff("adviser").await;
    let link = eve.newest_mail(1).await.link();
    let _ = leaves(&firm, &eve).await.is(200);
    let _ = eve.sets_up(&link, PASSWORD).await.is_problem(409, "link-elsewhere");
}

#[tokio::test]
async fn access_a_leavers_clients_go_to_the_successor_and_keep_their_access() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let (ben, eve) = (firm.adds_staff("adviser").await, firm.adds_staff("adviser").await);
    let nora = ben.adds(NewClient::with_email()).await;
    let browser = gets_in(&ben, &nora).await;
    let invited = ben.adds(NewClient::with_email()).await;
    let _ = ben.invites(&invited).await.is(200);
    let page = invited.follows_link(1).await;
    let others = firm.admin.adds(NewClient::with_email()).await;

    let left = firm.admin.does("deactivate", &ben, &json!({ "successor": eve.id })).await;
    let _ = left.is(200);
    for client in [&nora, &invited] {
        comes_to(&firm, client, &eve).await;
        let timeline = firm.admin.timeline(client).await;
        assert_eq!(timeline.iter().filter(|line| *line == "handed-over").count(), 1);
    }
    assert_eq!(firm.admin.reads(&others).await["adviser"]["id"], firm.admin.id.as_str());
    let signed_in = session(&browser).await.is(200);
    assert_eq!(signed_in.body["adviser"], "Ben Okoro", "both colleagues have that name");
    let _ = nora.signs_in(&runner.visitor(), PASSWORD).await.is(200);
    // The invitation continues, and the client's request reaches the successor.
    assert_eq!(page.next().await, "pin");
    let told = page.visitor.post("/api/client/tell-adviser", &json!({ "link": page.link })).await;
    assert_eq!(told.is(200).body["told"], true);
    receives_mail(&eve, "Nora Fielding is stuck").await;
    wait_a_moment().await;
    let mails = ben.mails().await;
    assert!(!subjects(&mails).iter().any(|subject| subject.contains("stuck")), "{mails:?}");
}

#[tokio::test]
async fn access_a_successor_who_leaves_as_well_is_succeeded_in_turn() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let (ben, eve) = (firm.adds_staff("adviser").await, firm.adds_staff("adviser").await);
    let nora = ben.adds(NewClient::with_email()).await;
    let unfit = |successor: &str| json!({ "successor": successor });
    let invited = firm.invites_staff("adviser").await;
    for nobody in [&ben.id, &invited.id, &nora.id, "x", ""] {
        let refused = firm.admin.does("deactivate", &ben, &unfit(nobody)).await;
        let refused = refused.is_problem(422, "fields-refused");
        let fields = crate::support::refused_fields(&refused);
        assert_eq!(fields, [("successor".into(), "successor-unfit".into())], "{nobody}");
    }
    let _ = firm.admin.does("deactivate", &ben, &unfit(&eve.id)).await.is(200);
    let _ = firm.admin.does("deactivate", &eve, &unfit(&firm.admin.id)).await.is(200);
    // Nora may reach Eve just after Eve's clients were searched: the sweep searches again.
    wait_a_moment().await;
    runner.advance(minutes(3)).await;
    runner.invoke("sweep-unsent", &json!({})).await.expect("a sweep");
    comes_to(&firm, &nora, &firm.admin).await;
}

#[tokio::test]
async fn access_more_clients_than_one_pass_can_hand_over_all_reach_the_successor() {
    let firm = Runner::shared().await.firm().await;
    let ben = firm.adds_staff("adviser").await;
    let mut clients = Vec::new();
    for _ in 0..205 {
        clients.push(ben.adds(NewClient::named("Nora Fielding")).await);
    }
    let _ = leaves(&firm, &ben).await.is(200);
    for client in &clients {
        comes_to(&firm, client, &firm.admin).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn access_a_client_added_during_a_hand_over_goes_to_the_successor_too() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let ben = firm.adds_staff("adviser").await;
    let nora = ben.adds(NewClient::with_email()).await;
    // The order is delivered three times; during it, Ben's last client is still being added.
    runner.shuffles_stream(3, 7).await;
    let late = Duration::from_secs(3);
    runner.fails("dynamodb", "TransactWriteItems").delayed_by(late).await;
    let adding = tokio::spawn({
        let ben = ben.clone();
        async move { ben.adds(NewClient::with_email()).await }
    });
    tokio::time::sleep(late / 6).await;
    let _ = leaves(&firm, &ben).await.is(200);
    comes_to(&firm, &nora, &firm.admin).await;
    let tom = adding.await.expect("the client is added");
    assert_eq!(firm.admin.reads(&tom).await["adviser"]["id"], ben.id.as_str());
    runner.advance(minutes(3)).await;
    runner.invoke("sweep-unsent", &json!({})).await.expect("a sweep");
    comes_to(&firm, &tom, &firm.admin).await;
    for client in [&nora, &tom] {
        let timeline = firm.admin.timeline(client).await;
        assert_eq!(timeline.iter().filter(|line| *line == "handed-over").count(), 1);
    }
}

#[tokio::test]
async fn inv4_an_interrupted_hand_over_is_completed_and_then_deleted() {
    let mut runner = Runner::own().await;
    let firm = runner.firm().await;
    let ben = firm.adds_staff("adviser").await;
    let mut clients = Vec::new();
    for _ in 0..60 {
        clients.push(ben.adds(NewClient::named("Nora Fielding")).await);
    }
    // The twentieth client is handed over, and the process ends.
    runner.fails("dynamodb", "TransactWriteItems").with("kill-after").after(20).await;
    let _ = leaves(&firm, &ben).await.is(200);
    runner.wait_until_dead().await;
    let runner = runner.kill_and_restart().await;
    let ada = firm.admin.moved_to(&runner);
    let _ = ada.signs_in(PASSWORD).await.is(200);
    // The order is still stored for the sweep to find.
    runner.advance(minutes(3)).await;
    let swept = runner.invoke("sweep-unsent", &json!({})).await.expect("a sweep");
    assert!(swept["touched"].as_u64() >= Some(1), "{swept}");
    let started = Instant::now();
    for client in &clients {
        while ada.reads(client).await["adviser"]["id"] != ada.id.as_str() {
            assert!(started.elapsed() < Duration::from_secs(30), "not handed over");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        let timeline = ada.timeline(client).await;
        assert_eq!(timeline.iter().filter(|line| *line == "handed-over").count(), 1);
    }
    // A later pass finds no client, and the sweep finds no order.
    let started = Instant::now();
    loop {
        runner.advance(hours(1)).await;
        let swept = runner.invoke("sweep-unsent", &json!({})).await.expect("a sweep");
        if swept["touched"] == 0 {
            return;
        }
        assert!(started.elapsed() < Duration::from_secs(15), "the order is never completed");
        wait_a_moment().await;
    }
}

#[tokio::test]
async fn x21_a_role_change_applies_from_the_next_request() {
    let firm = Runner::shared().await.firm().await;
    let ben = firm.adds_staff("adviser").await;
    let body =
        json!({ "name": "Eve", "email": format!("eve@{}.example", firm.slug), "role": "adviser" });
    let add = async || ben.visitor.post("/api/staff/members", &body).await;
    let _ = add().await.is_problem(403, "not-permitted");
    let risen = firm.admin.does("change-role", &ben, &json!({ "role": "firm-admin" })).await;
    assert_eq!(risen.is(200).body["role"], "firm-admin");
    let _ = add().await.is(201);
    let _ = firm.admin.does("change-role", &ben, &json!({ "role": "adviser" })).await.is(200);
    let _ = add().await.is_problem(403, "not-permitted");
    // Setting the same role again is not an error.
    let _ = firm.admin.does("change-role", &ben, &json!({ "role": "adviser" })).await.is(200);
    assert_eq!(console(&ben.visitor).await.is(200).body["role"], "adviser");
}

#[tokio::test]
async fn x21_a_firm_keeps_an_admin_and_nobody_changes_their_own_account() {
    let firm = Runner::shared().await.firm().await;
    let (ada, ben) = (&firm.admin, firm.adds_staff("adviser").await);
    let demotion = json!({ "role": "adviser" });
    let _ = ada.does("change-role", ada, &demotion).await.is_problem(409, "oneself");
    let succeeded = json!({ "successor": ben.id });
    let _ = ada.does("deactivate", ada, &succeeded).await.is_problem(409, "oneself");
    // Of two admins either may go, and the other stays.
    let _ = ada.does("change-role", &ben, &json!({ "role": "firm-admin" })).await.is(200);
    let _ = ben.does("change-role", ada, &demotion).await.is(200);
    let _ = ben.does("change-role", &ben, &demotion).await.is_problem(409, "oneself");
    assert_eq!(listed(ada, &ben).await["role"], "firm-admin");
    let _ = ada.does("change-role", &ben, &demotion).await.is_problem(403, "not-permitted");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn x21_of_two_admins_who_demote_each_other_at_once_at_most_one_succeeds() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let (ben, third) = (firm.adds_staff("firm-admin").await, firm.adds_staff("firm-admin").await);
    for round in 0..20 {
        let demotion = json!({ "role": "adviser" });
        let (one, other) = tokio::join!(
            firm.admin.does("change-role", &ben, &demotion),
            ben.does("change-role", &firm.admin, &demotion)
        );
        let succeeded = [&one, &other].iter().filter(|answer| answer.status == 200).count();
        assert_eq!(succeeded, 1, "round {round}: {} {}", one.text, other.text);
        let lost = if one.status == 200 { other } else { one };
        let _ = lost.is_problem(403, "not-permitted");
        // A third admin makes both admins again.
        for whom in [&firm.admin, &ben] {
            let _ = third.does("change-role", whom, &json!({ "role": "firm-admin" })).await.is(200);
        }
    }
    // The same if each deactivates the other, with the third as successor.
    let succeeded = json!({ "successor": third.id });
    let (one, other) = tokio::join!(
        firm.admin.does("deactivate", &ben, &succeeded),
        ben.does("deactivate", &firm.admin, &succeeded)
    );
    let mut statuses = [one.status, other.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 401], "{} {}", one.text, other.text);
}

/// Submits the address under "Forgot password" at the console.
async fn forgets_password(ben: &Staff, firm: &Firm) -> Answer {
    let body = json!({ "firm": firm.id, "email": ben.email });
    ben.visitor.another().post("/api/staff/forgot-password", &body).await
}

async fn recovers(ben: &Staff, link: &str, password: &str) -> Answer {
    let body = json!({ "link": link, "password": password });
    ben.visitor.another().post("/api/staff/recover", &body).await
}

#[tokio::test]
async fn access_staff_who_forgot_their_password_are_mailed_a_link_that_works_once() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let ben = firm.adds_staff("adviser").await;
    assert_eq!(forgets_password(&ben, &firm).await.is(200).body, json!({ "next": "mail" }));
    let link = ben.newest_mail(2).await.link();
    // Until the link is used, the old password and the session work.
    let _ = console(&ben.visitor).await.is(200);
    let _ = ben.signs_in(PASSWORD).await.is(200);

    // Each kind of link works only for its own purpose.
    let _ = ben.sets_up(&link, OTHER_PASSWORD).await.is_problem(404, "link-unknown");
    let short = recovers(&ben, &link, "short").await.is_problem(422, "fields-refused");
    assert_eq!(short.body["errors"][0]["code"], "too-short");
    let recovered = recovers(&ben, &link, OTHER_PASSWORD).await.is(200);
    assert_eq!(recovered.text_at("next"), "sign-in");
    let again = recovers(&ben, &link, PASSWORD).await.is_problem(409, "link-elsewhere");
    assert_eq!(again.body["next"], "sign-in");
    let _ = console(&ben.visitor).await.is_problem(401, "not-signed-in");
    let _ = ben.signs_in(PASSWORD).await.is_problem(401, "sign-in-refused");
    let _ = ben.signs_in(OTHER_PASSWORD).await.is(200);
    let told = ben.newest_mail(3).await;
    assert!(told.subject.contains("password"), "{}", told.subject);
}

#[tokio::test]
async fn access_a_staff_recovery_link_works_for_an_hour_and_is_mailed_once_in_fifteen_minutes() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let ben = firm.adds_staff("adviser").await;
    for _ in 0..3 {
        let _ = forgets_password(&ben, &firm).await.is(200);
    }
    let first = ben.newest_mail(2).await.link();
    wait_a_moment().await;
    assert_eq!(ben.mails().await.len(), 2);
    runner.advance(minutes(31)).await;
    let _ = forgets_password(&ben, &firm).await.is(200);
    let second = ben.newest_mail(3).await.link();
    assert_eq!(second, first, "the open link is mailed again");
    runner.advance(minutes(16)).await;
    let _ = forgets_password(&ben, &firm).await.is(200);
    let third = ben.newest_mail(4).await.link();
    let over = recovers(&ben, &first, OTHER_PASSWORD).await.is_problem(409, "link-elsewhere");
    assert_eq!(over.body["next"], "sign-in", "a newer link was mailed");
    runner.advance(hours(1)).await;
    let over = recovers(&ben, &third, OTHER_PASSWORD).await.is_problem(409, "link-elsewhere");
    assert_eq!(over.body["next"], "expired");
    let _ = ben.signs_in(PASSWORD).await.is(200);
}

#[tokio::test]
async fn access_staff_recovery_replies_the_same_for_every_address() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let (active, invited) = (firm.adds_staff("adviser").await, firm.invites_staff("adviser").await);
    let gone = firm.adds_staff("adviser").await;
    let _ = leaves(&firm, &gone).await.is(200);
    let mut unknown = active.clone();
    unknown.email = "nobody@mail.example".to_owned();
    let mut told = Vec::new();
    for somebody in [&active, &invited, &gone, &unknown] {
        let answer = forgets_password(somebody, &firm).await;
        told.push((answer.status, answer.text.clone()));
    }
    told.dedup();
    assert_eq!(told, [(200, json!({ "next": "mail" }).to_string())]);
    active.newest_mail(2).await;
    wait_a_moment().await;
    assert_eq!(invited.mails().await.len(), 1, "the set-up link only");
    assert_eq!(gone.mails().await.len(), 1);
}

#[tokio::test]
async fn inv6_staff_who_sign_out_everywhere_are_signed_out_in_every_browser() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let ben = firm.adds_staff("adviser").await;
    let phone = ben.on(runner.visitor());
    let _ = phone.signs_in(PASSWORD).await.is(200);
    let copied = runner.visitor();
    let cookie = "__Host-vestibule-staff";
    copied.set_cookie(cookie, &ben.visitor.cookie(cookie).expect("a session"));
    let out = ben.visitor.post("/api/staff/sign-out-everywhere", &json!({})).await.is(200);
    assert_eq!(out.text_at("next"), "sign-in");
    assert_eq!(ben.visitor.cookie(cookie), None, "the cookie is removed");
    for browser in [&ben.visitor, &phone.visitor, &copied] {
        let _ = console(browser).await.is_problem(401, "not-signed-in");
    }
    let _ = console(&firm.admin.visitor).await.is(200);
    let _ = ben.signs_in(PASSWORD).await.is(200);
    let _ = console(&ben.visitor).await.is(200);
}
