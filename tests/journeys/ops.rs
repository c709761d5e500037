//! What ops read and repair: all firms, one firm's state, a lost admin, and the running release.

use crate::support::{gets_in, is_invited, receives_mail};
use serde_json::{Value, json};
use vestibule_tests::{Firm, NewClient, OTHER_PASSWORD, PASSWORD, Runner};

async fn report(runner: &Runner, firm: &Firm) -> Value {
    runner.invoke("read-firm-report", &json!({ "firm": firm.id })).await.expect("a report")
}

async fn invites_admin(runner: &Runner, firm: &Firm, who: Value) -> Result<Value, String> {
    let mut event = who;
    event["slug"] = json!(firm.slug);
    let refused = |refused: Value| refused["errorMessage"].as_str().unwrap_or_default().to_owned();
    runner.invoke("invite-admin", &event).await.map_err(refused)
}

fn token(given: &Value) -> String {
    given["link"].as_str().and_then(|link| link.split_once('#')).expect("a link").1.to_owned()
}

#[tokio::test]
async fn anybody_may_read_the_release_and_every_log_line_names_it() {
    let runner = Runner::shared().await;
    let answer = runner.visitor().get("/api/version").await.is(200);
    assert_eq!(
        (&answer.body, answer.header("cache-control")),
        (&json!({ "release": "local" }), Some("no-store"))
    );
    let lines = runner.metrics();
    let ours = lines.iter().filter(|line| line["flow"] == "read-version");
    assert!(ours.clone().count() > 0);
    assert!(lines.iter().all(|line| line["release"] == "local"));
    assert!(ours.into_iter().all(|line| line["table_calls"] == 0));
}

#[tokio::test]
async fn ops_list_every_firm_by_slug_page_by_page_under_its_newest_slug() {
    let runner = Runner::own().await;
    let mut firms = Vec::new();
    for _ in 0..3 {
        firms.push(runner.firm().await);
    }
    let settings = firms[0].admin.visitor.get("/api/staff/settings").await.is(200);
    let moved = format!("moved-{}", &uuid::Uuid::new_v4().simple().to_string()[..12]);
    let change = json!({ "version": settings.body["version"], "slug": moved });
    let _ = firms[0].admin.visitor.post("/api/staff/settings", &change).await.is(200);
    runner.invoke("close-firm", &json!({ "firm": firms[1].id })).await.expect("closed");

    let (mut seen, mut after) = (Vec::new(), Value::Null);
    loop {
        let event = json!({ "page": 2, "after": after });
        let page = runner.invoke("list-firms", &event).await.expect("a page");
        let lines = page["firms"].as_array().expect("firms").clone();
        assert!(lines.len() <= 2);
        seen.extend(lines);
        after = page["next"].clone();
        if after.is_null() {
            break;
        }
    }
    let all = runner.invoke("list-firms", &json!({})).await.expect("a page");
    assert_eq!((&json!(seen), &all["next"]), (&all["firms"], &Value::Null));
    let mut slugs: Vec<_> = [&moved, &firms[1].slug, &firms[2].slug].map(|slug| json!(slug)).into();
    slugs.sort_by_key(|slug| slug.as_str().map(str::to_owned));
    assert_eq!(seen.iter().map(|firm| firm["slug"].clone()).collect::<Vec<_>>(), slugs);
    for firm in &seen {
        let closed = firm["id"] == firms[1].id.as_str();
        assert_eq!((firm["state"] == "closed", firm["closed_at"].is_string()), (closed, closed));
    }
    for nonsense in [json!({ "page": 0 }), json!({ "page": 101 }), json!({ "after": "No Slug" })] {
        let _ = runner.invoke("list-firms", &nonsense).await.expect_err("the call is refused");
    }
}

#[tokio::test]
async fn ops_read_one_firms_report_and_no_other_firms() {
    let runner = Runner::own().await;
    let (firm, other) = (runner.firm().await, runner.firm().await);
    let ada = &firm.admin;
    let _ = other.admin.adds(NewClient::with_email()).await;
    let _ben = firm.adds_staff("adviser").await;
    let _eve = firm.invites_staff("firm-admin").await;
    let _ = ada.adds(NewClient::with_email()).await;
    let stuck = ada.adds(NewClient::with_email()).await;
    let page = is_invited(ada, &stuck).await;
    let told = page.visitor.post("/api/client/tell-adviser", &json!({ "link": page.link })).await;
    let _ = told.is(200);
    let active = ada.adds(NewClient::with_mobile()).await;
    gets_in(ada, &active).await;
    let archived = ada.adds(NewClient::with_email()).await;
    let path = format!("/api/staff/clients/{}/archive", archived.id);
    let _ = ada.visitor.post(&path, &json!({})).await.is(200);

    let texts = active.texts().await.len();
    assert!(texts > 0, "a PIN was texted");
    let report = report(&runner, &firm).await;
    let expected = json!({
        "not_invited": 1, "invited": 1, "active": 1, "revoked": 0, "archived": 1, "rehearsals": 0,
        "stuck": 1, "blocked": 0,
    });
    assert_eq!(report["clients"], expected);
    assert_eq!(report["staff"], json!({ "admins": 1, "advisers": 1, "invited": 1 }));
    assert_eq!(report["unsent"], json!({ "count": 0, "at_least": false }));
    let days = report["texts"]["days"].as_array().expect("days");
    let sent: u64 = days.iter().filter_map(|day| day["texts"].as_u64()).sum();
    assert_eq!((days.len(), sent), (31, texts as u64));
    assert_eq!(report["texts"]["sum"], json!(texts));
    assert_eq!((&report["state"], &report["slug"]), (&json!("open"), &json!(firm.slug)));

    // Today's counter is included when a report looks back a month.
    let table = runner.whole_table().await;
    let counter = |pk: &str| {
        pk.starts_with(&format!("FIRM#{}#TEXTS#", firm.id)) && pk.split('#').count() == 4
    };
    let counter = table.items.iter().find(|item| counter(&item.pk)).expect("a counter");
    let kept_s =
        counter.at("/ttl_s").as_i64().expect("a time") - jiff::Timestamp::now().as_second();
    assert!(kept_s > 32 * 24 * 60 * 60, "{kept_s}");
}

#[tokio::test]
async fn messages_unsent_for_more_than_ten_minutes_are_in_the_report() {
    let runner = Runner::own().await;
    let (firm, other) = (runner.firm().await, runner.firm().await);
    let nora = firm.admin.adds(NewClient::with_email()).await;
    runner.fails_anywhere("ses").times(1000).await;
    let _ = firm.admin.invites(&nora).await.is(200);
    assert_eq!(report(&runner, &firm).await["unsent"]["count"], 0, "on its way");
    runner.advance(std::time::Duration::from_secs(11 * 60)).await;
    assert_eq!(report(&runner, &firm).await["unsent"]["count"], 1);
    assert_eq!(report(&runner, &other).await["unsent"]["count"], 0);
    runner.clears_faults().await;
    let _ = nora.newest_mail(1).await;
    runner.comes_to_rest().await;
    assert_eq!(report(&runner, &firm).await["unsent"]["count"], 0);
}

#[tokio::test]
async fn a_firm_that_lost_its_only_admin_gets_a_new_one_with_a_set_up_link() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let email = format!("zoe@{}.example", firm.slug);
    let nameless = invites_admin(runner, &firm, json!({ "email": email })).await;
    assert!(nameless.unwrap_err().contains("give a name"));
    let who = json!({ "email": email, "name": "Zoe Quill" });
    let first = invites_admin(runner, &firm, who.clone()).await.expect("a link");
    assert_eq!(
        (&first["purpose"], &first["created"], &first["mailed"]),
        (&json!("set-up"), &json!(true), &json!(true))
    );
    let again = invites_admin(runner, &firm, who).await.expect("a link");
    assert_eq!(
        (&again["link"], &again["created"], &again["mailed"]),
        (&first["link"], &json!(false), &json!(false))
    );
    assert_eq!(runner.inbox().newest(&email, 1).await.link(), token(&first));

    let browser = runner.visitor();
    let set_up = json!({ "link": token(&first), "password": PASSWORD });
    let _ = browser.post("/api/staff/set-up", &set_up).await.is(200);
    let sign_in = json!({ "firm": firm.id, "email": email, "password": PASSWORD });
    let _ = browser.post("/api/staff/sign-in", &sign_in).await.is(200);
    let _ = browser.get("/api/staff/settings").await.is(200);
    assert_eq!(runner.inbox().of(&email).await.len(), 1, "the same link is mailed once");
}

#[tokio::test]
async fn an_active_admin_gets_a_recovery_link_and_others_are_refused_with_their_role() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let email = firm.admin.email.clone();
    let given = invites_admin(runner, &firm, json!({ "email": email.to_uppercase() }))
        .await
        .expect("a link");
    assert_eq!((&given["purpose"], &given["mailed"]), (&json!("recovery"), &json!(true)));
    assert_eq!(given["admin"], firm.admin.id.as_str());
    let again = invites_admin(runner, &firm, json!({ "email": email })).await.expect("a link");
    assert_eq!((&again["link"], &again["mailed"]), (&given["link"], &json!(false)));
    let recover = json!({ "link": token(&given), "password": OTHER_PASSWORD });
    let _ = firm.admin.visitor.post("/api/staff/recover", &recover).await.is(200);
    let _ = firm.admin.signs_in(OTHER_PASSWORD).await.is(200);
    receives_mail(&firm.admin, "Your password for the console").await;

    let (ben, eve) = (firm.adds_staff("adviser").await, firm.invites_staff("adviser").await);
    let refusal = async |email: &str| {
        let who = json!({ "email": email, "name": "Somebody" });
        invites_admin(runner, &firm, who).await.expect_err("the call is refused")
    };
    assert!(refusal(&ben.email).await.contains("an active adviser"));
    assert!(refusal(&eve.email).await.contains("invited as an adviser"));
    let left = json!({ "successor": firm.admin.id });
    let _ = firm.admin.does("deactivate", &ben, &left).await.is(200);
    let deactivated = refusal(&ben.email).await;
    assert!(deactivated.contains("deactivated") && !deactivated.contains('@'), "{deactivated}");
    runner.invoke("close-firm", &json!({ "firm": firm.id })).await.expect("closed");
    assert!(refusal(&email).await.contains("is closed"));
}
