//! Adding clients, inviting them at an address, and repeated requests.

use crate::support::{is_invited, reaches_password_step, refused_fields, times, wait_a_moment};
use serde_json::{Value, json};
use uuid::Uuid;
use vestibule_tests::{Answer, NewClient, PASSWORD, Runner, Staff};

async fn with_key(ada: &Staff, path: &str, body: &Value, key: &str) -> Answer {
    ada.visitor.post_with(path, body, &[("idempotency-key", key)]).await
}

#[tokio::test]
async fn p1_the_same_key_adds_a_client_once() {
    let firm = Runner::shared().await.firm().await;
    let ada = &firm.admin;
    let key = Uuid::new_v4().to_string();
    let body = json!({ "name": "Nora Fielding", "emails": ["nora@mail.example"] });
    let path = "/api/staff/clients";
    let first = with_key(ada, path, &body, &key).await.is(201);
    let again = with_key(ada, path, &body, &key).await.is(201);
    assert_eq!(first.body, again.body);
    let timeline = format!("{path}/{}/timeline", first.text_at("id"));
    let lines = ada.visitor.get(&timeline).await.is(200);
    assert_eq!(lines.body["lines"].as_array().map(Vec::len), Some(2), "created once, with one PIN");

    let other = json!({ "name": "Nora Fielding-Hale", "emails": ["nora@mail.example"] });
    let _ = with_key(ada, path, &other, &key).await.is_problem(409, "key-reused");
    let invite = format!("{path}/{}/invite", first.text_at("id"));
    let _ = with_key(ada, &invite, &json!({}), &key).await.is_problem(409, "key-reused");
    let _ = with_key(ada, path, &body, "not-a-uuid").await.is_problem(400, "request-malformed");

    // Another key, and no key, are separate requests; another firm's key is separate too.
    let fresh = with_key(ada, path, &body, &Uuid::new_v4().to_string()).await.is(201);
    let none = ada.visitor.post(path, &body).await.is(201);
    let firm = Runner::shared().await.firm().await;
    let theirs = with_key(&firm.admin, path, &other, &key).await.is(201);
    let mut ids = [&first, &fresh, &none, &theirs].map(|answer| answer.text_at("id"));
    ids.sort();
    assert!(ids.windows(2).all(|pair| pair[0] != pair[1]), "{ids:?}");
}

#[tokio::test]
async fn p1_the_same_key_twenty_times_at_once_adds_one_client() {
    let firm = Runner::shared().await.firm().await;
    let ada = &firm.admin;
    let key = Uuid::new_v4().to_string();
    let asked: Vec<_> = (0..20)
        .map(|_| {
            let (ada, key) = (ada.clone(), key.clone());
            tokio::spawn(async move {
                with_key(&ada, "/api/staff/clients", &json!({ "name": "Nora" }), &key).await
            })
        })
        .collect();
    let mut ids = Vec::new();
    for answer in asked {
        ids.push(answer.await.unwrap().is(201).text_at("id"));
    }
    ids.dedup();
    assert_eq!(ids.len(), 1);
}

#[tokio::test]
async fn access_the_same_key_sends_one_invitation() {
    let firm = Runner::shared().await.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_mobile()).await;
    let path = format!("/api/staff/clients/{}/invite", nora.id);
    let key = Uuid::new_v4().to_string();
    let first = with_key(ada, &path, &json!({}), &key).await.is(200);
    let page = nora.follows_link(1).await;
    let again = with_key(ada, &path, &json!({}), &key).await.is(200);
    assert_eq!(first.body, again.body);
    let other = json!({ "pin": "by-adviser" });
    let _ = with_key(ada, &path, &other, &key).await.is_problem(409, "key-reused");
    wait_a_moment().await;
    assert_eq!(nora.mails().await.len(), 1);
    assert_eq!(times(ada, &nora, "invited").await, 1);
    assert_eq!(page.next().await, "mobile", "its link was not superseded");
    // For another client the same key is a different request.
    let tom = ada.adds(NewClient::with_email()).await;
    let path = format!("/api/staff/clients/{}/invite", tom.id);
    let _ = with_key(ada, &path, &json!({}), &key).await.is_problem(409, "key-reused");
}

#[tokio::test]
async fn p1_every_refused_field_is_named_at_once_and_nobody_is_added() {
    let firm = Runner::shared().await.firm().await;
    let ada = &firm.admin;
    let body = json!({
        "name": "  ",
        "emails": ["nora@mail.example", "nora at mail", "NORA@mail.example"],
        "mobiles": ["020 7946 0999", "07400 123456", "+44 7400 123456"],
    });
    let refused = ada.visitor.post("/api/staff/clients", &body).await;
    let refused = refused.is_problem(422, "fields-refused");
    let fields = refused_fields(&refused);
    let named: Vec<_> = fields.iter().map(|(field, _)| field.as_str()).collect();
    assert_eq!(named, ["name", "emails[1]", "emails[2]", "mobiles[0]", "mobiles[2]"], "{fields:?}");
    let codes: Vec<_> = fields.iter().map(|(_, code)| code.as_str()).collect();
    assert_eq!((codes[0], codes[2], codes[3], codes[4]), ("empty", "twice", "fixed-line", "twice"));

    for strange in [
        json!({ "name": "Nora", "security_level": "high" }),
        json!({ "name": "Nora", "pin": "123456" }),
        json!({ "name": "Nora", "firm": firm.id }),
        json!({ "name": 7 }),
        json!({ "name": "Nora", "emails": "nora@mail.example" }),
        json!({ "name": "Nora", "kind": "robot" }),
        json!({}),
    ] {
        let answer = ada.visitor.post("/api/staff/clients", &strange).await;
        let _ = answer.is_problem(400, "body-malformed");
    }
}

#[tokio::test]
async fn n1_the_adviser_picks_one_of_the_addresses_on_record() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let tag = Uuid::new_v4().simple().to_string();
    let (home, work) = (format!("home-{tag}@mail.example"), format!("Work-{tag}@mail.example"));
    let body = json!({ "name": "Nora Fielding", "emails": [home, work] });
    let added = ada.visitor.post("/api/staff/clients", &body).await.is(201);
    let path = format!("/api/staff/clients/{}/invite", added.text_at("id"));
    let stranger = json!({ "email": "somebody@else.example" });
    let refused = ada.visitor.post(&path, &stranger).await.is_problem(422, "fields-refused");
    assert_eq!(refused_fields(&refused), [("email".into(), "not-on-record".into())]);

    let choice = json!({ "email": work.to_uppercase() });
    let _ = ada.visitor.post(&path, &choice).await.is(200);
    runner.inbox().newest(&work, 1).await;
    assert!(runner.inbox().of(&home).await.is_empty());
    let account = ada.visitor.get(path.trim_end_matches("/invite")).await.is(200);
    assert_eq!(account.body["login"]["email"], work, "as it is spelled on record");
}

#[tokio::test]
async fn n1_a_client_without_an_address_cannot_be_invited() {
    let firm = Runner::shared().await.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::named("Nora Fielding").mobile("07400 123456")).await;
    let _ = ada.invites(&nora).await.is_problem(409, "no-email");
    assert_eq!(ada.reads(&nora).await["standing"], "not-invited");
}

#[tokio::test]
async fn n1_two_clients_may_share_a_mobile_but_not_a_sign_in_e_mail() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_mobile()).await;
    let mobile = nora.mobile.clone().unwrap();
    let tom = ada.adds(NewClient::with_email().mobile(&mobile)).await;
    let hers = is_invited(ada, &nora).await;
    let his = is_invited(ada, &tom).await;
    for (client, page) in [(&nora, &hers), (&tom, &his)] {
        reaches_password_step(ada, client, page).await;
        let _ = page.chooses_password(PASSWORD).await.is(200);
        let _ = client.signs_in(&runner.visitor(), PASSWORD).await.is(200);
    }
    assert_eq!(nora.newest_text(2).await.to, mobile, "each got a text on the shared phone");

    for spelling in [nora.email.clone(), nora.email.to_uppercase()] {
        let twin = ada.adds(NewClient::named("Twin Fielding").email(&spelling)).await;
        let _ = ada.invites(&twin).await.is_problem(409, "email-taken");
        let account = ada.reads(&twin).await;
        assert_eq!(
            (&account["standing"], &account["pin"]["state"]),
            (&json!("not-invited"), &json!("unsent"))
        );
        assert_eq!(times(ada, &twin, "invited").await, 0);
    }
    wait_a_moment().await;
    assert_eq!(nora.mails().await.len(), 1, "nothing was sent to that address");

    // In another firm the same address belongs to a different client.
    let other = runner.firm().await;
    let same = other.admin.adds(NewClient::with_email().email(&nora.email)).await;
    let _ = other.admin.invites(&same).await.is(200);
}
