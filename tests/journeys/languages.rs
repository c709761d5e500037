//! Messages in the client's language, or in the firm's if the client has none.

use crate::support::{is_invited, receives_mail, sets_up};
use serde_json::json;
use vestibule_tests::{Client, NewClient, Runner, Staff};

/// The adviser records the client's language.
async fn speaks(ada: &Staff, nora: &Client, language: &str) {
    let revision = ada.reads(nora).await["revision"].clone();
    let body = json!({ "revision": revision, "language": language });
    let path = format!("/api/staff/clients/{}/update", nora.id);
    let _ = ada.visitor.post(&path, &body).await.is(200);
}

#[tokio::test]
async fn x11_clients_get_messages_in_their_language_and_staff_in_the_firms() {
    let firm = Runner::shared().await.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_mobile()).await;
    speaks(ada, &nora, "de").await;
    let page = is_invited(ada, &nora).await;
    let invitation = nora.newest_mail(1).await;
    assert!(invitation.text.contains("Guten Tag Nora Fielding"), "{}", invitation.text);
    assert!(!invitation.text.contains("Hello"), "{}", invitation.text);
    let _ = page.types_mobile(nora.mobile.as_deref().unwrap()).await.is(200);
    let text = nora.newest_text(1).await;
    assert!(text.text.contains("Nur auf unserer Seite eingeben."), "{}", text.text);
    let body = json!({ "link": page.link });
    let _ = page.visitor.post("/api/client/tell-adviser", &body).await.is(200);
    receives_mail(ada, "Nora Fielding is stuck").await;
}

#[tokio::test]
async fn x11_a_client_without_a_language_gets_the_firms() {
    let firm = Runner::shared().await.firm().await;
    let ada = &firm.admin;
    let settings = ada.visitor.get("/api/staff/settings").await.is(200);
    let german = json!({ "version": settings.body["version"], "language": "de" });
    let _ = ada.visitor.post("/api/staff/settings", &german).await.is(200);
    let (nora, tom) =
        (ada.adds(NewClient::with_email()).await, ada.adds(NewClient::with_email()).await);
    speaks(ada, &tom, "en").await;
    sets_up(ada, &nora).await;
    sets_up(ada, &tom).await;
    assert!(nora.newest_mail(1).await.text.contains("Guten Tag"));
    assert!(tom.newest_mail(1).await.text.contains("Hello"));
    let _ = nora.forgets_password(&Runner::shared().await.visitor()).await.is(200);
    let recovery = nora.newest_mail(2).await;
    assert!(recovery.text.contains("Passwort"), "{}", recovery.text);
}
