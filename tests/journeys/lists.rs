//! The adviser's list: who is in, who is stuck and why; search; paging.

use crate::support::{gets_in, is_blocked, is_invited};
use serde_json::{Value, json};
use vestibule_tests::{Answer, Client, NewClient, Runner, Staff};

/// Requests a list; each value is escaped as a page would.
async fn lists(ada: &Staff, query: &[(&str, &str)]) -> Answer {
    let pairs: Vec<_> =
        query.iter().map(|(name, value)| format!("{name}={}", escaped(value))).collect();
    ada.visitor.get(&format!("/api/staff/clients?{}", pairs.join("&"))).await
}

fn escaped(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// The names of a list, in its order.
async fn names(ada: &Staff, query: &[(&str, &str)]) -> Vec<String> {
    names_of(&lists(ada, query).await.is(200))
}

fn names_of(answer: &Answer) -> Vec<String> {
    rows(answer).iter().map(|row| row["name"].as_str().unwrap_or_default().to_owned()).collect()
}

fn rows(answer: &Answer) -> Vec<Value> {
    answer.body["clients"].as_array().cloned().unwrap_or_default()
}

/// The names of all pages.
async fn pages(ada: &Staff, query: &[(&str, &str)], rows: &str) -> Vec<Vec<String>> {
    let (mut pages, mut next) = (Vec::new(), None);
    loop {
        let mut query = [query, &[("page", rows)]].concat();
        query.extend(next.as_deref().map(|next| ("after", next)));
        let page = lists(ada, &query).await.is(200);
        pages.push(names_of(&page));
        match page.body["next"].as_str() {
            None => return pages,
            Some(place) => next = Some(place.to_owned()),
        }
    }
}

fn called(name: &str) -> NewClient {
    let tag = uuid::Uuid::new_v4().simple().to_string();
    NewClient::named(name).email(&format!("q-{}@mail.example", &tag[..12]))
}

async fn adds(ada: &Staff, name: &str) -> Client {
    ada.adds(called(name)).await
}

#[tokio::test]
async fn p2_the_list_shows_who_is_in_and_who_is_stuck_and_why() {
    let firm = Runner::shared().await.firm().await;
    let ada = &firm.admin;
    adds(ada, "Ann").await;
    is_invited(ada, &adds(ada, "Bea").await).await;
    gets_in(ada, &adds(ada, "Cleo").await).await;
    let dan = adds(ada, "Dan").await;
    is_invited(ada, &dan).await;
    let _ = ada.revokes(&dan).await.is(200);
    let eve = adds(ada, "Eve").await;
    let page = is_invited(ada, &eve).await;
    let _ =
        page.visitor.post("/api/client/tell-adviser", &json!({ "link": page.link })).await.is(200);
    let fay = adds(ada, "Fay").await;
    let page = is_invited(ada, &fay).await;
    is_blocked(&page, &ada.reveals_pin(&fay).await).await;

    for (filter, expected) in [
        ("current", &["Ann", "Bea", "Cleo", "Dan", "Eve", "Fay"][..]),
        ("not-invited", &["Ann"]),
        ("invited", &["Bea", "Eve", "Fay"]),
        ("active", &["Cleo"]),
        ("revoked", &["Dan"]),
        ("stuck", &["Eve"]),
        ("blocked", &["Fay"]),
        ("archived", &[]),
        ("rehearsals", &[]),
    ] {
        assert_eq!(names(ada, &[("filter", filter)]).await, expected, "{filter}");
    }
    assert_eq!(names(ada, &[]).await.len(), 6, "current clients by default");

    let mut row = rows(&lists(ada, &[("filter", "stuck")]).await.is(200)).remove(0);
    let since = row["help"]["since"].take();
    assert!(since.as_str().is_some_and(|since| since.starts_with("20")), "{since}");
    let created = row["created_at"].take();
    assert!(created.is_string());
    let expected = json!({
        "id": eve.id, "name": "Eve", "email": eve.email, "mobile": null,
        "standing": "invited", "security_level": "low",
        "help": { "state": "stuck", "since": null, "on": "stuck" },
        "adviser": { "id": ada.id, "name": "Ada Marsh" },
        "kind": "person", "relation": "client", "created_at": null,
    });
    assert_eq!(row, expected);
    let cleo = rows(&lists(ada, &[("search", "cleo")]).await.is(200)).remove(0);
    assert_eq!((&cleo["standing"], &cleo["security_level"]), (&json!("active"), &json!("high")));
    assert_eq!(cleo["help"], json!({ "state": "none", "since": null, "on": null }));
}

#[tokio::test]
async fn x20_a_stuck_client_is_seen_and_helped_and_leaves_the_list_of_stuck_clients() {
    let firm = Runner::shared().await.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_email()).await;
    let page = is_invited(ada, &nora).await;
    let stuck = json!({ "link": page.link });
    let _ = page.visitor.post("/api/client/tell-adviser", &stuck).await.is(200);

    let first = ada.reads(&nora).await["help"].clone();
    let told = (&first["state"], &first["on"], &first["seen"]);
    assert_eq!(told, (&json!("stuck"), &json!("stuck"), &json!("unread")));
    assert_eq!(ada.reads(&nora).await["help"]["seen"], "read", "a look marks it as read");

    let helped = format!("/api/staff/clients/{}/helped", nora.id);
    let after = ada.visitor.post(&helped, &json!({})).await.is(200);
    let none = json!({ "state": "none", "since": null, "on": null, "seen": null });
    assert_eq!(after.body["help"], none);
    assert!(names(ada, &[("filter", "stuck")]).await.is_empty());
    let _ = ada.visitor.post(&helped, &json!({})).await.is(200);
    let lines = ada.timeline_of_people(&nora).await;
    assert_eq!(lines.iter().filter(|line| *line == "helped").count(), 1, "{lines:?}");
    assert_eq!(page.next().await, "pin", "the client's step is unchanged");
}

#[tokio::test]
async fn p2_a_list_continues_page_by_page_in_every_order() {
    let firm = Runner::shared().await.firm().await;
    let ada = &firm.admin;
    for name in ["Dora", "Ärne", "bo", "Edda", "Cy"] {
        adds(ada, name).await;
    }
    let by_name = [vec!["Ärne", "bo"], vec!["Cy", "Dora"], vec!["Edda"]];
    assert_eq!(pages(ada, &[], "2").await, by_name);
    assert_eq!(pages(ada, &[("sort", "name")], "2").await, by_name);
    let backwards = [vec!["Edda", "Dora"], vec!["Cy", "bo"], vec!["Ärne"]];
    assert_eq!(pages(ada, &[("sort", "name-backwards")], "2").await, backwards);
    let newest = [vec!["Cy", "Edda", "bo"], vec!["Ärne", "Dora"]];
    assert_eq!(pages(ada, &[("sort", "newest")], "3").await, newest);
    assert_eq!(pages(ada, &[("sort", "newest")], "5").await.len(), 1, "one page of all clients");

    // A cursor of one order is not valid for another.
    let next = lists(ada, &[("page", "2")]).await.is(200).text_at("next");
    let mixed = lists(ada, &[("sort", "newest"), ("after", &next)]).await;
    let mixed = mixed.is_problem(400, "request-malformed");
    assert_eq!(mixed.body["parameter"], "after");
}

#[tokio::test]
async fn s10_a_client_is_found_by_name_e_mail_and_any_number_however_it_is_typed() {
    let firm = Runner::shared().await.firm().await;
    let ada = &firm.admin;
    let body = json!({
        "name": "Zoë O’Brien-Müller", "emails": ["zoe.b@mail.example", "office@brien.example"],
        "mobiles": ["07400 123456", "+49 171 1234567"], "phones": ["020 7946 0018"],
    });
    let _ = ada.visitor.post("/api/staff/clients", &body).await.is(201);
    let others = json!({ "name": "Zora Bright", "mobiles": ["07401 123456"] });
    let _ = ada.visitor.post("/api/staff/clients", &others).await.is(201);
    let zoe = ["Zoë O’Brien-Müller"];
    for typed in [
        "zoe",
        "MULLER",
        "o'brien",
        "mül zoe",
        "brien",
        "zoe.b@",
        "Zoe.B@mail.example",
        "office@brien.example",
        "07400 123456",
        "+44 7400 123456",
        "+44 (0)7400-123456",
        "00447400123456",
        "0171/1234567",
        "+491711234567",
        "020 7946 0018",
        "+44 20 7946 0018",
        "0018",
    ] {
        assert_eq!(names(ada, &[("search", typed)]).await, zoe, "{typed}");
    }
    assert_eq!(names(ada, &[("search", "zo")]).await.len(), 2);
    assert_eq!(names(ada, &[("search", "123456")]).await.len(), 2, "both numbers end so");
    for typed in ["oë", "mail.example", "07400 12345", "+447400", "zoe bright", "—", "🦀"] {
        assert!(names(ada, &[("search", typed)]).await.is_empty(), "{typed}");
    }
    assert_eq!(names(ada, &[("search", "  ")]).await.len(), 2, "an empty box does not search");
    assert_eq!(pages(ada, &[("search", "zo")], "1").await.concat().len(), 2);
    assert!(names(ada, &[("search", "zoe"), ("filter", "invited")]).await.is_empty());
}

#[tokio::test]
async fn s10_each_adviser_has_an_own_list_and_may_read_a_colleagues() {
    let firm = Runner::shared().await.firm().await;
    let (ada, ben) = (&firm.admin, &firm.adds_staff("adviser").await);
    for name in ["Ann", "Bea"] {
        adds(ada, name).await;
    }
    adds(ben, "Cleo").await;
    assert_eq!(names(ben, &[]).await, ["Ann", "Bea", "Cleo"], "everybody sees the firm's clients");
    assert_eq!(names(ben, &[("adviser", "me")]).await, ["Cleo"]);
    assert_eq!(names(ada, &[("adviser", "me")]).await, ["Ann", "Bea"]);
    assert_eq!(names(ben, &[("adviser", &ada.id)]).await, ["Ann", "Bea"]);
    assert_eq!(names(ben, &[("adviser", &ada.id), ("search", "be")]).await, ["Bea"]);
    assert!(names(ben, &[("adviser", "me"), ("search", "be")]).await.is_empty());
    assert!(names(ben, &[("adviser", "me"), ("filter", "active")]).await.is_empty());
}

#[tokio::test]
async fn inv7_a_list_holds_no_other_firms_clients_and_needs_a_session() {
    let runner = Runner::shared().await;
    let (ours, theirs) = (runner.firm().await, runner.firm().await);
    let nora = theirs.admin.adds(NewClient::with_mobile()).await;
    let mobile = nora.mobile.clone().expect("a mobile");
    for query in [
        &[][..],
        &[("search", "nora")],
        &[("search", &nora.email)],
        &[("search", &mobile)],
        &[("adviser", &theirs.admin.id)],
        &[("adviser", &theirs.admin.id), ("search", "nora")],
    ] {
        assert!(names(&ours.admin, query).await.is_empty(), "{query:?}");
    }
    // A cursor from their list does not lead there either.
    adds(&theirs.admin, "Ann").await;
    let next = lists(&theirs.admin, &[("page", "1")]).await.is(200).text_at("next");
    assert!(names(&ours.admin, &[("after", &next)]).await.is_empty());

    let ben = theirs.adds_staff("adviser").await;
    let cookie = ben.visitor.cookie("__Host-vestibule-staff").expect("a cookie");
    let _ = ben.visitor.post("/api/staff/sign-out", &json!({})).await.is(200);
    ben.visitor.set_cookie("__Host-vestibule-staff", &cookie);
    let told = lists(&ben, &[]).await.is_problem(401, "not-signed-in");
    assert!(!told.text.contains("Nora"), "{}", told.text);
}

#[tokio::test]
async fn p2_a_list_request_with_a_bad_parameter_is_refused_and_the_parameter_named() {
    let firm = Runner::shared().await.firm().await;
    let ada = &firm.admin;
    adds(ada, "Ann").await;
    let (long, longer) = ("x".repeat(320), "x".repeat(321));
    for (name, value) in [
        ("filter", "nobody"),
        ("filter", "Active"),
        ("filter", ""),
        ("sort", "age"),
        ("sort", ""),
        ("page", "0"),
        ("page", "101"),
        ("page", "-1"),
        ("page", "+5"),
        ("page", "5.0"),
        ("page", ""),
        ("page", "99999999999999999999"),
        ("adviser", "Me"),
        ("adviser", ""),
        ("adviser", "ada"),
        ("after", ""),
        ("after", "x"),
        ("after", "bm9wZQ"),
        ("search", &longer),
        ("offset", "10"),
        ("Search", "ann"),
    ] {
        let refused = lists(ada, &[(name, value)]).await.is_problem(400, "request-malformed");
        assert_eq!(refused.body["parameter"], name, "{value:?}");
    }
    let twice = lists(ada, &[("filter", "active"), ("filter", "revoked")]).await;
    assert_eq!(twice.is_problem(400, "request-malformed").body["parameter"], "filter");
    // A search has its own order.
    let sorted = lists(ada, &[("search", "ann"), ("sort", "newest")]).await;
    assert_eq!(sorted.is_problem(400, "request-malformed").body["parameter"], "sort");
    assert!(names(ada, &[("search", &long)]).await.is_empty());
    assert_eq!(names(ada, &[("page", "100")]).await, ["Ann"]);
}

#[tokio::test]
async fn x3_an_invalid_timeline_cursor_is_refused() {
    let firm = Runner::shared().await.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_email()).await;
    let timeline = format!("/api/staff/clients/{}/timeline", nora.id);
    let long = "9".repeat(2000);
    // The last is what a place is made of: a `#` would end the query.
    let odd = ["", "0", "z", "%00", "%F0%9F%A6%80", &long, "1700000000000%2300%23a"];
    let queries = odd.map(|place| (format!("before={place}"), "before"));
    for (query, odd) in queries.into_iter().chain([("after=1".to_owned(), "after")]) {
        let refused = ada.visitor.get(&format!("{timeline}?{query}")).await;
        assert_eq!(refused.is_problem(400, "request-malformed").body["parameter"], odd);
    }
}
