//! Stream deliveries to the senders: each message once, as long as nothing fails.

use serde_json::json;
use vestibule_tests::{NewClient, Runner};

#[tokio::test]
async fn a_senders_own_writes_are_not_delivered_to_it_again() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    for _ in 0..20 {
        let nora = ada.adds(NewClient::with_mobile()).await;
        let _ = ada.invites_with(&nora, json!({ "pin": "with-invitation" })).await.is(200);
        nora.newest_mail(1).await;
        nora.newest_text(1).await;
    }
    let log = runner.log();
    assert!(!log.contains("another sender is at it"), "a claim was delivered as a new message");
    let sent = |flow: &str| runner.metrics().iter().filter(|line| line["flow"] == flow).count();
    // One of the e-mails carries the admin's set-up link. A batch may hold several.
    assert!(sent("deliver-email") <= 21 && sent("deliver-sms") <= 20);
}
