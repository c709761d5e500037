//! Bodies of every size, and fields that nobody may send.

use crate::openapi::posts;
use crate::scene::{at_pin_step, credentials, signed_in};
use serde_json::{Value, json};
use vestibule_tests::{PASSWORD, Runner};

const JSON: (&str, &str) = ("content-type", "application/json");

#[tokio::test]
async fn a_password_of_a_megabyte_is_too_large_and_one_of_257_characters_too_long() {
    let runner = Runner::shared().await;
    let scene = at_pin_step(runner).await;
    let _ = scene.page.types_pin(&scene.pin).await.is(200);
    let (client, _) = signed_in(runner, &scene.firm).await;
    let sign_in = |password: &str| credentials(&scene.firm.id, &client.email, password);
    for size in [1_000_000, 2_000_000] {
        let password = "a".repeat(size);
        let bodies = [
            ("/api/client/sign-in", sign_in(&password)),
            ("/api/staff/sign-in", sign_in(&password)),
            (
                "/api/client/set-password",
                json!({ "link": scene.page.link, "secret": scene.page.secret, "password": password }),
            ),
            ("/api/staff/set-up", json!({ "link": scene.page.link, "password": password })),
        ];
        for (path, body) in bodies {
            let answer = runner.visitor().post(path, &body).await;
            assert_eq!(answer.status, 413, "{path}");
            assert_eq!(answer.header("content-type"), Some("application/problem+json"));
            assert_eq!(answer.header("cache-control"), Some("no-store"));
        }
    }
    let long: String = "seven copper kettles whistle ".chars().cycle().take(257).collect();
    let answer = scene.page.chooses_password(&long).await.is_problem(422, "fields-refused");
    assert_eq!(answer.body["errors"][0]["code"], "too-long");
    let _ = runner
        .visitor()
        .post("/api/client/sign-in", &sign_in(&long))
        .await
        .is_problem(422, "fields-refused");
    let longest: String = long.chars().take(256).collect();
    let _ = runner
        .visitor()
        .post("/api/client/sign-in", &sign_in(&longest))
        .await
        .is_problem(401, "sign-in-refused");
    // 256 characters of four bytes each, composed: still within bounds.
    let emoji = "\u{1f510}".repeat(256);
    let _ = runner
        .visitor()
        .post("/api/client/sign-in", &sign_in(&emoji))
        .await
        .is_problem(401, "sign-in-refused");
}

#[tokio::test]
async fn a_body_of_64_kib_is_read_and_one_byte_more_is_not() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let padded = |size: usize| {
        let body = json!({ "name": "Padded" }).to_string();
        format!("{body}{}", " ".repeat(size - body.len())).into_bytes()
    };
    let visitor = &firm.admin.visitor;
    let _ = visitor.send("POST", "/api/staff/clients", &[JSON], padded(64 * 1024)).await.is(201);
    let _ = visitor
        .send("POST", "/api/staff/clients", &[JSON], padded(64 * 1024 + 1))
        .await
        .is_problem(413, "body-too-large");
    // In base64, which the gateway uses for binary bodies, the body's own size counts.
    let mut bytes = padded(64 * 1024);
    bytes[60_000] = 0xff;
    let _ = visitor
        .send("POST", "/api/staff/clients", &[JSON], bytes)
        .await
        .is_problem(400, "body-malformed");
}

#[tokio::test]
async fn nobody_sends_a_level_permissions_a_firm_a_date_or_credits() {
    let runner = Runner::shared().await;
    let scene = at_pin_step(runner).await;
    let (_, browser) = signed_in(runner, &scene.firm).await;
    let before = scene.firm.admin.reads(&scene.client).await;
    let fields: [(&str, Value); 10] = [
        ("securityLevel", json!("high")),
        ("security_level", json!("high")),
        ("permissions", json!(["all"])),
        ("firmId", json!(scene.firm.id)),
        ("firm_id", json!(scene.firm.id)),
        ("expiresAt", json!("2099-01-01T00:00:00Z")),
        ("expires_at", json!("2099-01-01T00:00:00Z")),
        ("credits", json!(1_000_000)),
        ("standing", json!("active")),
        ("adviser", json!({ "id": scene.client.id })),
    ];
    for operation in posts() {
        let path = operation.path_with(&scene.client.id);
        // Staff set a date where the request is for one.
        let sets_date = operation.id == "set-expiry";
        for (name, value) in fields.iter().filter(|(name, _)| !sets_date || *name != "expires_at") {
            let mut body = operation.sample();
            body.insert((*name).to_owned(), value.clone());
            for sender in [&scene.firm.admin.visitor, &browser, &runner.visitor()] {
                let answer = sender.post(&path, &Value::Object(body.clone())).await;
                let told = answer.problem().unwrap_or_default();
                // Without the realm's cookie the guard refuses first.
                assert!(
                    ["body-malformed", "not-signed-in"].contains(&told.as_str()),
                    "{} with {name}: {} {told}",
                    operation.id,
                    answer.status
                );
            }
        }
    }
    assert_eq!(scene.firm.admin.reads(&scene.client).await, before);
    let _ = browser.get("/api/client/session").await.is(200);
}

#[tokio::test]
async fn control_characters_in_a_new_password_are_refused_and_every_fault_is_named_at_once() {
    let runner = Runner::shared().await;
    let scene = at_pin_step(runner).await;
    let _ = scene.page.types_pin(&scene.pin).await.is(200);
    for (password, code) in [
        ("seven copper\0kettles whistle", "control-character"),
        ("seven copper\r\nkettles whistle", "control-character"),
        ("kz7!q", "too-short"),
        ("               ", "too-easy"),
        ("passwordpassword", "too-easy"),
        ("Nora Fielding 123", "too-easy"),
    ] {
        let answer = scene.page.chooses_password(password).await.is_problem(422, "fields-refused");
        let told = answer.body["errors"][0]["code"].as_str().unwrap_or_default();
        assert!(told.starts_with(code), "{password:?}: {told}");
        assert!(!answer.text.contains(password), "a refusal quotes no password");
    }
    let several = json!({ "name": "", "emails": ["x", "y@z"], "mobiles": ["1"] });
    let answer = scene
        .firm
        .admin
        .visitor
        .post("/api/staff/clients", &several)
        .await
        .is_problem(422, "fields-refused");
    let named: Vec<_> = answer.body["errors"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|error| error["field"].as_str())
        .collect();
    assert_eq!(named, ["name", "emails[0]", "emails[1]", "mobiles[0]"]);
    let _ = scene.page.chooses_password(PASSWORD).await.is(200);
}
