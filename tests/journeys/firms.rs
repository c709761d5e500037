//! Ops create a firm; its first admin sets up the account.

use serde_json::{Value, json};
use uuid::Uuid;
use vestibule_tests::{OTHER_PASSWORD, PASSWORD, Runner};

fn order() -> Value {
    let slug = format!("firm-{}", &Uuid::new_v4().simple().to_string()[..12]);
    json!({
        "name": "Harbour & Vale", "slug": slug, "country": "GB",
        "reply_to": format!("office@{slug}.example"),
        "admin": { "name": "Ada Marsh", "email": format!("ada@{slug}.example") },
    })
}

fn token(made: &Value) -> String {
    made["set_up_link"].as_str().and_then(|link| link.split_once('#')).expect("a link").1.to_owned()
}

#[tokio::test]
async fn ops_create_firm_repeated_gives_the_same_link_until_it_is_used() {
    let runner = Runner::shared().await;
    let order = order();
    let first = runner.invoke("create-firm", &order).await.unwrap();
    assert_eq!((&first["slug"], &first["created"]), (&order["slug"], &json!(true)));
    let again = runner.invoke("create-firm", &order).await.unwrap();
    assert_eq!(again["created"], false);
    for same in ["firm", "admin", "set_up_link"] {
        assert_eq!(first[same], again[same]);
    }

    // Mailed once, to the admin; the link in the mail is the returned one.
    let admin = order["admin"]["email"].as_str().unwrap();
    let mail = runner.inbox().newest(admin, 1).await;
    assert_eq!(mail.subject, "Set up your staff account at Harbour & Vale");
    assert_eq!(mail.link(), token(&first));

    let browser = runner.visitor();
    let set_up = json!({ "link": token(&first), "password": PASSWORD });
    let chosen = browser.post("/api/staff/set-up", &set_up).await.is(200).body;
    // What the sign-in page needs to continue without asking.
    assert_eq!(
        (&chosen["next"], &chosen["firm"]["id"], &chosen["email"]),
        (&json!("sign-in"), &first["firm"], &order["admin"]["email"])
    );
    let used = runner.invoke("create-firm", &order).await.unwrap();
    assert_eq!((&used["firm"], &used["set_up_link"]), (&first["firm"], &Value::Null));

    // The link works once.
    let again = json!({ "link": token(&first), "password": OTHER_PASSWORD });
    let refused = browser.post("/api/staff/set-up", &again).await;
    assert_eq!(refused.is_problem(409, "link-elsewhere").body["next"], "sign-in");
    let sign_in =
        |password: &str| json!({ "firm": first["firm"], "email": admin, "password": password });
    let _ = browser.post("/api/staff/sign-in", &sign_in(OTHER_PASSWORD)).await.is(401);
    let signed_in = browser.post("/api/staff/sign-in", &sign_in(PASSWORD)).await.is(200);
    assert_eq!(signed_in.text_at("next"), "console");
    assert_eq!(runner.inbox().of(admin).await.len(), 1);
}

#[tokio::test]
async fn ops_another_firms_slug_is_refused() {
    let runner = Runner::shared().await;
    let first = order();
    runner.invoke("create-firm", &first).await.unwrap();
    let slug = first["slug"].as_str().unwrap();
    for (what, changed) in [
        ("name", json!("Somebody Else Ltd")),
        ("admin", json!({ "name": "Eve", "email": "eve@else.example" })),
    ] {
        let mut order = first.clone();
        order[what] = changed;
        let refused = runner.invoke("create-firm", &order).await.unwrap_err();
        assert!(refused.to_string().contains(&format!("the slug {slug} is taken")), "{refused}");
        assert!(!refused.to_string().contains('#'), "no link leaks to another firm: {refused}");
    }
    assert!(runner.inbox().of("eve@else.example").await.is_empty());
}

#[tokio::test]
async fn ops_every_invalid_field_of_a_firm_is_named() {
    let runner = Runner::shared().await;
    let bad = json!({
        "name": "", "slug": "Harbour Vale", "country": "Britain", "reply_to": "office",
        "phone": "two\nlines", "admin": { "name": "", "email": "ada@" },
    });
    let refused = runner.invoke("create-firm", &bad).await.unwrap_err().to_string();
    for field in ["name", "slug", "country", "reply_to", "phone", "admin.name", "admin.email"] {
        assert!(refused.contains(&format!(" {field}: ")), "{field} is not in {refused}");
    }
    for (field, value) in [
        ("access", json!({ "link_days": 31 })),
        ("access", json!({ "pin_minutes": 9 })),
        ("access", json!({ "welcome_proof": "none" })),
        ("access", json!({ "no_such_choice": true })),
        ("credits", json!(1000)),
    ] {
        let mut order = order();
        order[field] = value;
        let refused = runner.invoke("create-firm", &order).await.unwrap_err();
        assert!(refused.to_string().contains("not as documented"), "{refused}");
        let slug = order["slug"].as_str().unwrap();
        let _ = runner.visitor().get(&format!("/api/firms/{slug}")).await.is(404);
    }
}

#[tokio::test]
async fn access_the_admins_set_up_link_works_for_seven_days() {
    let runner = Runner::own().await;
    let made = runner.invoke("create-firm", &order()).await.unwrap();
    runner.advance(std::time::Duration::from_secs(7 * 24 * 3600)).await;
    let set_up = json!({ "link": token(&made), "password": PASSWORD });
    let late = runner.visitor().post("/api/staff/set-up", &set_up).await;
    assert_eq!(late.is_problem(409, "link-elsewhere").body["next"], "expired");
}
