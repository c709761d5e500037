//! An adviser invites, a client gets in.

use vestibule_tests::{NewClient, PASSWORD, Runner};

#[tokio::test]
async fn p1_p2_p4_p6_p7_p9_a_client_with_a_mobile_gets_in() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;

    let nora = ada.adds(NewClient::with_mobile()).await;
    let account = ada.reads(&nora).await;
    assert_eq!((account["security_level"].as_str(), account["sms"].as_bool()), (Some("low"), Some(true)));
    let seen = ada.reveals_pin(&nora).await;

    let _ = ada.invites(&nora).await.is(200);
    let page = nora.follows_link(1).await;
    assert_eq!(page.next().await, "mobile");
    assert!(nora.texts().await.is_empty(), "nothing is texted before the mobile is confirmed");

    let asked = page.types_mobile(nora.mobile.as_deref().unwrap()).await.is(200);
    assert_eq!(asked.text_at("next"), "pin");
    let text = nora.newest_text(1).await;
    assert_eq!(text.pin(), seen, "the PIN that is texted is the PIN that the adviser sees");

    let _ = page.types_pin(&seen).await.is(200);
    let _ = page.chooses_password(PASSWORD).await.is(200);
    assert_eq!(ada.reads(&nora).await["security_level"], "high");

    let browser = runner.visitor();
    let _ = nora.signs_in(&browser, PASSWORD).await.is(200);
    let session = browser.get("/api/client/session").await.is(200);
    assert_eq!(session.body["client"], "Nora Fielding");
    let _ = browser.post("/api/client/sign-out", &serde_json::json!({})).await.is(200);
    let _ = browser.get("/api/client/session").await.is_problem(401, "not-signed-in");
}
