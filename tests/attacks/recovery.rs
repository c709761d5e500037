//! Links and PINs of one purpose, tried for another.

use crate::openapi::{Operation, Realm, posts};
use crate::scene::{at_pin_step, count, not, signed_in};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use vestibule_tests::{OTHER_PASSWORD, PASSWORD, Page, Runner, Visitor};

fn relabelled(link: &str, purpose: u8) -> String {
    let mut bytes = BASE64_URL_SAFE_NO_PAD.decode(link).expect("base64url");
    bytes[0] = purpose;
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

/// Sends this link to every route that takes one. Staff name a client's link by its identifier.
async fn is_unknown_everywhere(visitor: &Visitor, link: &str) {
    let takes_link = |operation: &Operation| {
        operation.realm == Realm::Public && operation.properties().contains_key("link")
    };
    let operations = posts().into_iter().filter(takes_link);
    let mut seen = 0;
    for operation in operations {
        let mut body = operation.sample();
        body.insert("link".to_owned(), json!(link));
        if body.contains_key("mobile") {
            body.insert("mobile".to_owned(), json!("07911 123456"));
        }
        let answer = visitor.post(&operation.path_with(""), &Value::Object(body)).await;
        let told = (answer.status, answer.problem());
        assert_eq!(told, (404, Some("link-unknown".to_owned())), "{}", operation.id);
        assert!(operation.documents(&answer), "{}", operation.id);
        seen += 1;
    }
    assert!(seen >= 5, "{seen}");
}

#[tokio::test]
async fn links_of_one_purpose_are_unknown_on_every_route_of_another() {
    let runner = Runner::shared().await;
    let scene = at_pin_step(runner).await;
    let (client, _) = signed_in(runner, &scene.firm).await;
    let path = format!("/api/staff/clients/{}/renew-pin", client.id);
    let _ = scene.firm.admin.visitor.post(&path, &json!({})).await.is(200);
    let recovery = client.follows_link(2).await;
    let visitor = runner.visitor();
    for link in [
        relabelled(&scene.page.link, b'r'),
        relabelled(&scene.page.link, b's'),
        relabelled(&recovery.link, b'i'),
        relabelled(&recovery.link, b's'),
        relabelled(&scene.page.link, 0),
        String::new(),
        "A".repeat(108),
    ] {
        is_unknown_everywhere(&visitor, &link).await;
    }
    let _ = scene.page.types_pin(&scene.pin).await.is(200);
}

#[tokio::test]
async fn a_recovery_pin_works_only_with_its_link_and_holds_the_old_password_until_it_is_entered() {
    let runner = Runner::shared().await;
    let scene = at_pin_step(runner).await;
    let _ = scene.page.types_pin(&scene.pin).await.is(200);
    let _ = scene.page.chooses_password(PASSWORD).await.is(200);
    let (ada, nora) = (&scene.firm.admin, &scene.client);
    let path = format!("/api/staff/clients/{}/renew-pin", nora.id);
    let _ = ada.visitor.post(&path, &json!({})).await.is(200);
    let recovery = nora.follows_link(2).await;
    let fresh = ada.reveals_pin(nora).await;
    let browser = runner.visitor();
    let _ = nora.signs_in(&browser, PASSWORD).await.is_problem(403, "recovery-required");
    assert!(browser.cookie(crate::scene::CLIENT_COOKIE).is_none());
    // Neither through the invitation nor with the PIN of the activation.
    let _ = scene.page.again().types_pin(&fresh).await.is_problem(409, "link-elsewhere");
    if fresh != scene.pin {
        let _ = recovery.types_pin(&scene.pin).await.is_problem(401, "pin-wrong");
    }
    let _ = recovery.chooses_password(OTHER_PASSWORD).await.is_problem(409, "set-up-over");
    let _ = recovery.types_pin(&fresh).await.is(200);
    let _ = scene.page.chooses_password(OTHER_PASSWORD).await.is_problem(409, "link-elsewhere");
    let _ = recovery.chooses_password(OTHER_PASSWORD).await.is(200);
    let _ = nora.signs_in(&browser, PASSWORD).await.is_problem(401, "sign-in-refused");
    let _ = nora.signs_in(&browser, OTHER_PASSWORD).await.is(200);
}

#[tokio::test]
async fn a_new_password_ends_every_session_and_every_wrong_guess_counts_on_a_recovery_too() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let (nora, browser) = signed_in(runner, &firm).await;
    let path = format!("/api/staff/clients/{}/renew-pin", nora.id);
    let _ = firm.admin.visitor.post(&path, &json!({})).await.is(200);
    let recovery = nora.follows_link(2).await;
    let pin = firm.admin.reveals_pin(&nora).await;
    for n in 0..5 {
        let wrong = recovery.types_pin(&not(&pin, n)).await.is_problem(401, "pin-wrong");
        assert_eq!(wrong.body["left"], 4 - n);
    }
    let _ = recovery.types_pin(&pin).await.is_problem(429, "pin-blocked");
    // A new PIN from the adviser unblocks; a blocked PIN does not end sessions.
    let _ = browser.get("/api/client/session").await.is(200);
    let _ = firm.admin.visitor.post(&path, &json!({})).await.is(200);
    let newer = nora.follows_link(3).await;
    let fresh = firm.admin.reveals_pin(&nora).await;
    let _ = recovery.types_pin(&fresh).await.is_problem(409, "link-elsewhere");
    let page = Page::on(runner.visitor(), &newer.link);
    let _ = page.types_pin(&fresh).await.is(200);
    let _ = page.chooses_password(OTHER_PASSWORD).await.is(200);
    let _ = browser.get("/api/client/session").await.is_problem(401, "not-signed-in");
    assert_eq!(count(&firm.admin.timeline(&nora).await, "password-changed"), 1);
}
