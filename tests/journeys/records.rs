//! A client's record: changed, corrected, handed over, archived.

use crate::support::{
    count_mails, gets_in, hours, is_invited, is_invited_with, is_recorded, reaches_password_step,
    receives_mail, refused_fields, session, sets_up, times, wait_a_moment,
};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use vestibule_tests::{Answer, Client, NewClient, PASSWORD, Page, Runner, Staff};

async fn does(ada: &Staff, what: &str, nora: &Client, body: Value) -> Answer {
    ada.visitor.post(&format!("/api/staff/clients/{}/{what}", nora.id), &body).await
}

/// Changes the current version of the record.
async fn updates(ada: &Staff, nora: &Client, mut change: Value) -> Answer {
    change["revision"] = ada.reads(nora).await["revision"].clone();
    does(ada, "update", nora, change).await
}

fn unique_address(name: &str) -> String {
    let tag = uuid::Uuid::new_v4().simple().to_string();
    format!("{name}-{}@mail.example", &tag[..12])
}

/// The same person at another address, for the inbox.
fn at(nora: &Client, email: &str) -> Client {
    let mut same = nora.clone();
    same.email = email.to_owned();
    same
}

fn refused(field: &str, code: &str) -> Vec<(String, String)> {
    vec![(field.to_owned(), code.to_owned())]
}

/// The warnings of an answer: field, code, and the clients it is shared with.
fn warnings(answer: &Answer) -> Vec<(String, String, Vec<String>)> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let all = answer.body["warnings"].as_array().unwrap_or_else(|| panic!("{}", answer.text));
    let of = |warning: &Value| {
        let clients = warning["clients"].as_array().cloned().unwrap_or_default();
        let mut names: Vec<_> = clients.iter().map(|client| text(&client["name"])).collect();
        names.sort();
        (text(&warning["field"]), text(&warning["code"]), names)
    };
    all.iter().map(of).collect()
}

fn warned(field: &str, code: &str, names: &[&str]) -> (String, String, Vec<String>) {
    let names = names.iter().map(|name| (*name).to_owned()).collect();
    (field.to_owned(), code.to_owned(), names)
}

#[tokio::test]
async fn s10_the_record_is_changed_as_a_whole_or_field_by_field() {
    let firm = Runner::shared().await.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_mobile()).await;
    let before = ada.reads(&nora).await;
    assert_eq!((&before["phones"], &before["language"]), (&json!([]), &Value::Null));
    let (home, work) = (unique_address("home"), unique_address("work"));
    let change = json!({
        "name": "Nora Fielding-Hale", "kind": "company", "relation": "prospect", "language": "de",
        "emails": [home, work], "mobiles": [nora.mobile, "07400 000001"],
        "phones": ["020 7946 0018", "0800 123 4567"],
    });
    let after = updates(ada, &nora, change).await.is(200).body;
    let expected = json!({
        "name": "Nora Fielding-Hale", "kind": "company", "relation": "prospect", "language": "de",
        "emails": [home, work], "mobiles": [nora.mobile, "+447400000001"],
        "phones": ["+442079460018", "+448001234567"], "revision": 1,
    });
    for (field, value) in expected.as_object().expect("fields") {
        assert_eq!(&after[field], value, "{field}");
    }
    let lines = ["client-created", "pin-made", "details-changed"];
    assert_eq!(ada.timeline_of_people(&nora).await, lines, "the PIN stays: its mobile is the same");

    // An absent field stays, null removes, and an equal value changes nothing.
    let plain = updates(ada, &nora, json!({ "language": null })).await.is(200).body;
    assert_eq!((&plain["language"], &plain["name"]), (&Value::Null, &after["name"]));
    let same = updates(ada, &nora, json!({ "name": "Nora Fielding-Hale" })).await.is(200).body;
    assert_eq!(same["revision"], 2);
    assert_eq!(times(ada, &nora, "details-changed").await, 2);
}

#[tokio::test]
async fn p4_s10_the_first_mobile_gets_the_pin_and_without_one_texting_is_off() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_mobile()).await;
    let page = is_invited_with(ada, &nora, json!({ "pin": "with-invitation" })).await;
    let first = nora.newest_text(1).await.pin();
    let other = "+4915112345678";

    let both = json!({ "mobiles": [nora.mobile, other] });
    let _ = updates(ada, &nora, both).await.is(200);
    assert_eq!(times(ada, &nora, "mobile-changed").await, 0, "one more number voids nothing");
    assert_eq!(ada.reveals_pin(&nora).await, first);

    let turned = json!({ "mobiles": [other, nora.mobile] });
    let turned = updates(ada, &nora, turned).await.is(200).body;
    assert_eq!((&turned["sms"], &turned["can_text"]), (&json!(true), &json!(false)), "to Germany");
    assert_eq!(turned["pin"]["letter"], "B", "the PIN texted to the former number is void");
    assert_eq!(times(ada, &nora, "mobile-changed").await, 1);
    let told = nora.newest_mail(2).await;
    assert!(told.subject.starts_with("Your mobile number at"), "{}", told.subject);
    if ada.reveals_pin(&nora).await != first {
        let _ = page.types_pin(&first).await.is_problem(401, "pin-wrong");
    }

    let none = updates(ada, &nora, json!({ "mobiles": [] })).await.is(200).body;
    assert_eq!((&none["sms"], &none["can_text"]), (&json!(false), &json!(false)));
    assert_eq!(page.next().await, "pin");
    let back = updates(ada, &nora, json!({ "mobiles": [nora.mobile] })).await.is(200).body;
    assert_eq!((&back["sms"], &back["can_text"]), (&json!(true), &json!(true)));
}

#[tokio::test]
async fn access_saving_an_outdated_form_is_refused_and_nothing_is_undone() {
    let firm = Runner::shared().await.firm().await;
    let (ada, ben) = (&firm.admin, &firm.adds_staff("adviser").await);
    let nora = ada.adds(NewClient::with_email()).await;
    let opened = ada.reads(&nora).await["revision"].clone();
    let by_ben = json!({ "revision": opened, "name": "Nora Hale" });
    let _ = does(ben, "update", &nora, by_ben).await.is(200);
    let by_ada = json!({ "revision": opened, "relation": "prospect" });
    let _ = does(ada, "update", &nora, by_ada.clone()).await.is_problem(409, "changed-meanwhile");
    let account = ada.reads(&nora).await;
    assert_eq!((&account["name"], &account["relation"]), (&json!("Nora Hale"), &json!("client")));
    assert_eq!(times(ada, &nora, "details-changed").await, 1);

    // Of twenty simultaneous saves of one form, one succeeds.
    let opened = account["revision"].clone();
    let mut under_way = tokio::task::JoinSet::new();
    for n in 0..20 {
        let (ada, nora, opened) = (ada.clone(), nora.clone(), opened.clone());
        let change = json!({ "revision": opened, "name": format!("Nora {n}") });
        under_way.spawn(async move { does(&ada, "update", &nora, change).await });
    }
    let answers = under_way.join_all().await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1);
    for answer in answers.into_iter().filter(|answer| answer.status != 200) {
        let _ = answer.is_problem(409, "changed-meanwhile");
    }
    assert_eq!(times(ada, &nora, "details-changed").await, 2);
}

#[tokio::test]
async fn s10_every_refused_field_of_a_record_is_named_and_nothing_is_changed() {
    let firm = Runner::shared().await.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_mobile()).await;
    let before = ada.reads(&nora).await;
    let many: Vec<_> = (0..11).map(|n| format!("{n}@mail.example")).collect();
    let change = json!({
        "name": " ", "emails": many, "mobiles": ["020 7946 0018", "07400 1", "07400 123456"],
        "phones": ["12", "020 7946 0018", "+44 20 7946 0018"],
    });
    let answer = updates(ada, &nora, change).await.is_problem(422, "fields-refused");
    let named: Vec<_> = refused_fields(&answer).into_iter().map(|(field, _)| field).collect();
    let expected = ["name", "emails", "mobiles[0]", "mobiles[1]", "phones[0]", "phones[2]"];
    assert_eq!(named, expected);
    assert_eq!(ada.reads(&nora).await, before);
    // The same when a client is added.
    let body = json!({ "name": "Tom", "phones": ["12"], "emails": many });
    let answer = ada.visitor.post("/api/staff/clients", &body).await.is(422);
    let named: Vec<_> = refused_fields(&answer).into_iter().map(|(field, _)| field).collect();
    assert_eq!(named, ["emails", "phones[0]"]);
    let body = json!({ "name": "Tom", "phones": ["020 7946 0018"], "language": "de" });
    let added = ada.visitor.post("/api/staff/clients", &body).await.is(201).body;
    assert_eq!((&added["phones"], &added["language"]), (&json!(["+442079460018"]), &json!("de")));
}

#[tokio::test]
async fn n1_an_address_added_to_the_record_becomes_the_sign_in_name() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_email()).await;
    let work = at(&nora, &unique_address("work"));
    let _ = updates(ada, &nora, json!({ "emails": [nora.email, work.email] })).await.is(200);
    let page = is_invited_with(ada, &work, json!({ "email": work.email })).await;
    assert_eq!(ada.reads(&nora).await["login"]["email"], work.email);

    // A sign-in address is corrected, not removed; the other one may go.
    let without = updates(ada, &nora, json!({ "emails": [nora.email] })).await;
    let without = without.is_problem(422, "fields-refused");
    assert_eq!(refused_fields(&without), refused("emails", "is-sign-in"));
    let only = json!({ "emails": [work.email.to_uppercase()] });
    let _ = updates(ada, &nora, only).await.is(200);
    // Another spelling is the same address, and no link to it becomes void.
    let same = does(ada, "correct-email", &nora, json!({ "email": work.email })).await.is(200);
    assert_eq!((&same.body["send_again"], page.next().await), (&json!(false), "pin".into()));
    let _ = updates(ada, &nora, json!({ "emails": [nora.email, work.email] })).await.is(200);

    // Inviting again without naming an address uses the previous one.
    let _ = ada.invites(&nora).await.is(200);
    let again = work.follows_link(2).await;
    assert_eq!((page.next().await, again.next().await), ("superseded".into(), "pin".into()));
    assert!(nora.mails().await.is_empty());
    reaches_password_step(ada, &work, &again).await;
    let _ = again.chooses_password(PASSWORD).await.is(200);
    let _ = work.signs_in(&runner.visitor(), PASSWORD).await.is(200);

    // Once access is revoked nothing is signed in with, and the address may go.
    let _ = ada.revokes(&nora).await.is(200);
    let _ = updates(ada, &nora, json!({ "emails": [nora.email] })).await.is(200);
    let _ = does(ada, "correct-email", &nora, json!({ "email": work.email }))
        .await
        .is_problem(409, "no-login");
}

#[tokio::test]
async fn x11_a_client_gets_messages_in_a_language_of_their_own() {
    let firm = Runner::shared().await.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_email()).await;
    let _ = updates(ada, &nora, json!({ "language": "de" })).await.is(200);
    is_invited(ada, &nora).await;
    let mail = nora.newest_mail(1).await;
    assert!(mail.subject.starts_with("Richten Sie Ihren Zugang"), "{}", mail.subject);
}

#[tokio::test]
async fn s7_another_clients_name_address_or_number_causes_a_warning() {
    let runner = Runner::shared().await;
    let (firm, stranger) = (runner.firm().await, runner.firm().await);
    let ada = &firm.admin;
    let (email, mobile, phone) = (unique_address("couple"), "+447400765432", "+442079460055");
    let nora = json!({
        "name": "Nora Fielding", "emails": [email], "mobiles": [mobile], "phones": [phone],
    });
    let added = ada.visitor.post("/api/staff/clients", &nora).await.is(201);
    assert_eq!(warnings(&added), []);
    let _ = ada.visitor.post("/api/staff/clients", &json!({ "name": "Nora" })).await.is(201);

    // Her namesake and partner, in any spelling; a phone number may be another client's mobile.
    let body = json!({
        "name": "FIELDING, Nóra", "emails": [unique_address("own"), email.to_uppercase()],
        "mobiles": ["07400 765432"], "phones": ["020 7946 0055", "07400 765432"],
    });
    let key = uuid::Uuid::new_v4().to_string();
    let keyed = [("idempotency-key", key.as_str())];
    let tom = ada.visitor.post_with("/api/staff/clients", &body, &keyed).await.is(201);
    let expected = [
        warned("emails[1]", "shared-email", &["Nora Fielding"]),
        warned("mobiles[0]", "shared-number", &["Nora Fielding"]),
        warned("phones[0]", "shared-number", &["Nora Fielding"]),
        warned("phones[1]", "shared-number", &["Nora Fielding"]),
    ];
    assert_eq!(warnings(&tom), expected, "words in another order form another name");
    assert_eq!(tom.body["warnings"][0]["clients"][0]["id"], added.body["id"]);
    let again = ada.visitor.post_with("/api/staff/clients", &body, &keyed).await.is(201);
    assert_eq!(again.body, tom.body, "the same reply");

    // A change warns only of what is new, and never of the client's own details.
    let path = format!("/api/staff/clients/{}/update", tom.text_at("id"));
    let change = json!({ "revision": 0, "relation": "prospect", "emails": [email] });
    let changed = ada.visitor.post(&path, &change).await.is(200);
    assert_eq!(warnings(&changed), []);
    let change = json!({ "revision": 1, "name": "nora  FIELDING" });
    let changed = ada.visitor.post(&path, &change).await.is(200);
    assert_eq!(warnings(&changed), [warned("name", "same-name", &["Nora Fielding"])]);

    // Another firm's data never causes a warning.
    let theirs = stranger.admin.visitor.post("/api/staff/clients", &nora).await.is(201);
    assert_eq!(warnings(&theirs), []);
}

#[tokio::test]
async fn access_correcting_an_e_mail_voids_its_link_and_invites_the_right_address() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let wrong = ada.adds(NewClient::with_email()).await;
    let second = unique_address("second");
    let emails = json!({ "emails": [second, wrong.email] });
    let _ = updates(ada, &wrong, emails).await.is(200);
    let early = does(ada, "correct-email", &wrong, json!({ "email": second })).await;
    let _ = early.is_problem(409, "no-login");
    let page = is_invited_with(ada, &wrong, json!({ "email": wrong.email })).await;
    let right = at(&wrong, &unique_address("right"));

    let corrected = does(ada, "correct-email", &wrong, json!({ "email": right.email })).await;
    let corrected = corrected.is(200);
    assert_eq!(corrected.body["emails"], json!([second, right.email]), "at the same position");
    assert_eq!(corrected.body["login"]["email"], right.email);
    assert_eq!(corrected.body["send_again"], true);
    assert_eq!(page.next().await, "corrected");
    wait_a_moment().await;
    assert_eq!(wrong.mails().await.len(), 1, "nothing more goes to the wrong address");

    let _ = ada.invites(&right).await.is(200);
    let fresh = right.follows_link(1).await;
    reaches_password_step(ada, &right, &fresh).await;
    let _ = fresh.chooses_password(PASSWORD).await.is(200);
    let _ = right.signs_in(&runner.visitor(), PASSWORD).await.is(200);
    let wrong_one = wrong.signs_in(&runner.visitor(), PASSWORD).await;
    let _ = wrong_one.is_problem(401, "sign-in-refused");

    for bad in ["nora at mail", ""] {
        let answer = does(ada, "correct-email", &right, json!({ "email": bad })).await.is(422);
        assert_eq!(refused_fields(&answer)[0].0, "email");
    }
}

#[tokio::test]
async fn access_the_password_moves_with_its_owner_to_the_corrected_e_mail() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let former = ada.adds(NewClient::with_email()).await;
    let browser = gets_in(ada, &former).await;
    let tom = ada.adds(NewClient::with_email()).await;
    is_invited(ada, &tom).await;

    // Another client's sign-in address is refused, and nothing changes.
    let taken = does(ada, "correct-email", &former, json!({ "email": tom.email })).await;
    let _ = taken.is_problem(409, "email-taken");
    let _ = former.signs_in(&runner.visitor(), PASSWORD).await.is(200);
    assert_eq!(ada.reads(&former).await["emails"], json!([former.email]));

    let present = at(&former, &unique_address("present"));
    let same = does(ada, "correct-email", &former, json!({ "email": former.email.to_uppercase() }));
    assert_eq!(same.await.is(200).body["login"]["email"], former.email, "as it is on record");
    let corrected = does(ada, "correct-email", &former, json!({ "email": present.email })).await;
    assert_eq!(corrected.is(200).body["send_again"], false);
    let _ = session(&browser).await.is(200);
    let _ = present.signs_in(&runner.visitor(), PASSWORD).await.is(200);
    let gone = former.signs_in(&runner.visitor(), PASSWORD).await;
    let _ = gone.is_problem(401, "sign-in-refused");
    let told = former.newest_mail(2).await;
    assert!(told.subject.starts_with("Your sign-in"), "{}", told.subject);
    assert_eq!(times(ada, &former, "email-corrected").await, 1);

    // The former address is free for another client, and shared addresses cause a warning.
    let twin = ada.adds(NewClient::named("Twin").email(&former.email)).await;
    let _ = ada.invites(&twin).await.is(200);
    let shared = json!({ "emails": [tom.email, unique_address("shared")] });
    let shared = updates(ada, &tom, shared).await.is(200).body["emails"][1].clone();
    let corrected = does(ada, "correct-email", &present, json!({ "email": shared })).await.is(200);
    assert_eq!(warnings(&corrected), [warned("email", "shared-email", &["Nora Fielding"])]);
}

#[tokio::test]
async fn access_the_adviser_copies_a_link_when_mail_fails_and_the_copy_is_recorded() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_email()).await;
    let mailed = is_invited(ada, &nora).await;
    let link = ada.reads(&nora).await["links"][0]["id"].clone();
    let copied = does(ada, "copy-link", &nora, json!({ "link": link })).await.is(200);
    let path = copied.text_at("path");
    assert_eq!(path, format!("/i#{}", mailed.link), "the link that was mailed");
    assert_eq!(times(ada, &nora, "link-copied").await, 1);
    let page = Page::on(runner.visitor(), path.trim_start_matches("/i#"));
    reaches_password_step(ada, &nora, &page).await;
    let _ = page.chooses_password(PASSWORD).await.is(200);

    // Only the client may have a link to choose a new password.
    let _ = does(ada, "renew-pin", &nora, json!({})).await.is(200);
    let links = ada.reads(&nora).await["links"].as_array().cloned().unwrap_or_default();
    let recovery = links.iter().find(|link| link["purpose"] == "recovery").expect("a recovery");
    let unknown = uuid::Uuid::new_v4().to_string();
    for other in [recovery["id"].clone(), json!(unknown), json!("x"), json!("")] {
        let answer = does(ada, "copy-link", &nora, json!({ "link": other })).await;
        let _ = answer.is_problem(404, "link-unknown");
    }
    // Nor a link that leads nowhere, or another client's.
    let tom = ada.adds(NewClient::with_email()).await;
    let foreign = does(ada, "copy-link", &tom, json!({ "link": link })).await;
    let _ = foreign.is_problem(404, "link-unknown");
    let _ = ada.revokes(&nora).await.is(200);
    let ended = does(ada, "copy-link", &nora, json!({ "link": link })).await;
    assert_eq!(ended.is_problem(409, "link-elsewhere").body["next"], "ended");
    assert_eq!(times(ada, &nora, "link-copied").await, 1);
}

#[tokio::test]
async fn p2_a_client_without_access_can_be_archived_and_restored() {
    let firm = Runner::shared().await.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_email()).await;
    let listed = async |filter: &str| {
        let list = ada.visitor.get(&format!("/api/staff/clients?filter={filter}")).await.is(200);
        list.body["clients"].as_array().map_or(0, Vec::len)
    };
    is_invited(ada, &nora).await;
    let _ = does(ada, "archive", &nora, json!({})).await.is_problem(409, "still-has-access");
    let _ = does(ada, "cancel-invitation", &nora, json!({})).await.is(200);
    let archived = does(ada, "archive", &nora, json!({})).await.is(200);
    assert!(archived.body["archived_at"].is_string());
    assert_eq!((listed("current").await, listed("archived").await), (0, 1));
    let _ = does(ada, "archive", &nora, json!({})).await.is(200);
    let _ = ada.invites(&nora).await.is_problem(409, "client-archived");

    let restored = does(ada, "restore", &nora, json!({})).await.is(200);
    assert_eq!(restored.body["archived_at"], Value::Null);
    assert_eq!((listed("current").await, listed("archived").await), (1, 0));
    let _ = does(ada, "restore", &nora, json!({})).await.is(200);
    assert_eq!((times(ada, &nora, "archived").await, times(ada, &nora, "restored").await), (1, 1));
    let _ = ada.invites(&nora).await.is(200);
}

#[tokio::test]
async fn s10_a_client_is_handed_to_a_colleague_who_is_notified_from_then_on() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let ben = firm.adds_staff("adviser").await;
    let nora = ada.adds(NewClient::with_email()).await;
    let page = is_invited(ada, &nora).await;
    let handed = does(ada, "hand-over", &nora, json!({ "adviser": ben.id })).await.is(200);
    assert_eq!(handed.body["adviser"], json!({ "id": ben.id, "name": "Ben Okoro" }));
    let mine = ben.visitor.get("/api/staff/clients?adviser=me").await.is(200);
    assert_eq!(mine.body["clients"][0]["id"], nora.id);
    let stuck = json!({ "link": page.link });
    let told = page.visitor.post("/api/client/tell-adviser", &stuck).await.is(200);
    assert_eq!(told.text_at("adviser"), "Ben Okoro");
    receives_mail(&ben, "Nora Fielding is stuck").await;
    assert_eq!(count_mails(ada, "Nora Fielding is stuck").await, 0);

    // The adviser takes the client back; a repeat sends no notification.
    for _ in 0..2 {
        let back = does(ada, "hand-over", &nora, json!({ "adviser": ada.id })).await.is(200);
        assert_eq!(back.body["adviser"]["id"], ada.id);
    }
    assert_eq!(times(ada, &nora, "handed-over").await, 2);

    // No colleague who is not set up, has left, or works at another firm.
    let eve = firm.invites_staff("adviser").await;
    let left = firm.adds_staff("adviser").await;
    let _ = ada.does("deactivate", &left, &json!({ "successor": ben.id })).await.is(200);
    let elsewhere = runner.firm().await.admin.id;
    let unknown = uuid::Uuid::new_v4().to_string();
    for id in [&eve.id, &left.id, &elsewhere, &unknown, &nora.id, "me", ""] {
        let answer = does(ada, "hand-over", &nora, json!({ "adviser": id })).await.is(422);
        assert_eq!(refused_fields(&answer), refused("adviser", "not-active"), "{id}");
    }
    assert_eq!(ada.reads(&nora).await["adviser"]["id"], ada.id);
}

#[tokio::test]
async fn n2_a_login_ends_on_its_date_for_sign_in_link_and_open_session_and_may_be_extended() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_email()).await;
    // The runner's clock moves by hours, which are counted here.
    let in_hours = |count: i64| (Timestamp::now() + SignedDuration::from_hours(count)).to_string();
    let early = does(ada, "set-expiry", &nora, json!({ "expires_at": in_hours(1) })).await;
    let _ = early.is_problem(409, "no-login");
    let page = sets_up(ada, &nora).await;
    let browser = runner.visitor();
    let _ = nora.signs_in(&browser, PASSWORD).await.is(200);

    for (text, code) in [
        ("tomorrow", "not-a-time"),
        ("2030-01-01", "not-a-time"),
        ("2030-01-01T00:00:00", "not-a-time"),
        ("", "not-a-time"),
        ("2001-01-01T00:00:00Z", "past"),
        ("9999-01-01T00:00:00Z", "too-far"),
    ] {
        let answer = does(ada, "set-expiry", &nora, json!({ "expires_at": text })).await.is(422);
        assert_eq!(refused_fields(&answer), refused("expires_at", code), "{text}");
    }
    let _ = does(ada, "set-expiry", &nora, json!({})).await.is_problem(400, "body-malformed");

    let date = in_hours(1);
    let set = does(ada, "set-expiry", &nora, json!({ "expires_at": date })).await.is(200);
    assert_eq!(set.body["login"]["expires_at"], date);
    let _ = session(&browser).await.is(200);
    let stale = runner.visitor();
    let _ = nora.signs_in(&stale, PASSWORD).await.is(200);
    runner.advance(hours(1)).await;
    let _ = session(&stale).await.is_problem(401, "not-signed-in");
    let _ = nora.signs_in(&runner.visitor(), PASSWORD).await.is_problem(403, "login-expired");
    assert_eq!(page.next().await, "ended");

    let _ = ada.signs_in(PASSWORD).await.is(200);
    let later = json!({ "expires_at": in_hours(1 + 48) });
    let _ = does(ada, "set-expiry", &nora, later).await.is(200);
    let _ = nora.signs_in(&runner.visitor(), PASSWORD).await.is(200);
    assert_eq!(page.next().await, "sign-in");
    let none = does(ada, "set-expiry", &nora, json!({ "expires_at": null })).await.is(200);
    assert_eq!(none.body["login"]["expires_at"], Value::Null);
    runner.advance(hours(100)).await;
    let _ = nora.signs_in(&runner.visitor(), PASSWORD).await.is(200);
}

#[tokio::test]
async fn x3_only_an_address_on_record_is_trusted_again() {
    let firm = Runner::shared().await.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_mobile()).await;
    assert_eq!(ada.reads(&nora).await["given_up"], json!([]));
    let mobile = nora.mobile.clone().expect("a mobile");
    for known in [nora.email.to_uppercase(), mobile.replace("+44", "0")] {
        let trusted = does(ada, "trust-address", &nora, json!({ "address": known })).await;
        let _ = trusted.is(200);
    }
    for other in ["somebody@else.example", "07400 999999", "x", "", "@"] {
        let answer = does(ada, "trust-address", &nora, json!({ "address": other })).await.is(422);
        assert_eq!(refused_fields(&answer), refused("address", "not-on-record"), "{other}");
    }
    assert_eq!(times(ada, &nora, "address-trusted").await, 0, "no address was suppressed");
}

#[tokio::test]
async fn x3_a_suppressed_address_is_shown_and_gets_mail_again_once_it_is_trusted() {
    let firm = Runner::shared().await.firm().await;
    let ada = &firm.admin;
    let tag = uuid::Uuid::new_v4().simple().to_string();
    let email = format!("bounce+{tag}@simulator.amazonses.com");
    let nora = ada.adds(NewClient::named("Nora Fielding").email(&email)).await;
    is_invited(ada, &nora).await;
    is_recorded(ada, &nora, "email-bounced", 1).await;
    let account = ada.reads(&nora).await;
    let given_up = &account["given_up"][0];
    let shown = (&given_up["kind"], &given_up["address"], &given_up["why"]);
    assert_eq!(shown, (&json!("email"), &json!(email), &json!("bounced")));
    assert_eq!(account["help"]["on"], "email-bounced");
    let refused = ada.invites(&nora).await.is_problem(409, "address-unreachable");
    assert_eq!(refused.body["why"], "bounced");

    let trusted = does(ada, "trust-address", &nora, json!({ "address": email })).await.is(200);
    assert_eq!(trusted.body["given_up"], json!([]));
    assert_eq!(times(ada, &nora, "address-trusted").await, 1);
    let _ = ada.invites(&nora).await.is(200);

    // An address that is no longer on record is no longer shown.
    is_recorded(ada, &nora, "email-bounced", 2).await;
    assert_eq!(ada.reads(&nora).await["given_up"].as_array().map(Vec::len), Some(1));
    let right = json!({ "email": unique_address("right") });
    let corrected = does(ada, "correct-email", &nora, right).await.is(200);
    assert_eq!(corrected.body["given_up"], json!([]));
    assert_eq!(corrected.body["help"]["state"], "none");
}
