//! Revoking ends everything on the very next request; inviting again starts from the beginning.

use crate::support::{
    gets_in, is_blocked, is_invited, reaches_password_step, session, sets_up, subjects, times,
    wait_a_moment,
};
use serde_json::json;
use vestibule_tests::{NewClient, OTHER_PASSWORD, PASSWORD, Runner};

#[tokio::test]
async fn inv6_revoking_ends_session_link_and_password_on_the_very_next_request() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_mobile()).await;
    let page = sets_up(ada, &nora).await;
    let (phone, laptop) = (runner.visitor(), runner.visitor());
    for browser in [&phone, &laptop] {
        let _ = nora.signs_in(browser, PASSWORD).await.is(200);
    }

    let revoked = ada.revokes(&nora).await.is(200);
    assert_eq!(revoked.body, json!({ "standing": "revoked", "security_level": "low" }));
    for browser in [&phone, &laptop] {
        let _ = session(browser).await.is_problem(401, "not-signed-in");
    }
    let _ = nora.signs_in(&phone, PASSWORD).await.is_problem(401, "sign-in-refused");
    let opened = page.opens().await.is(200);
    assert_eq!(opened.text_at("next"), "ended");
    assert_eq!(
        opened.body["pin"],
        json!({ "letter": null, "live": false, "by_text": false, "blocked": null })
    );
    let account = ada.reads(&nora).await;
    assert_eq!(account["security_level"], "low");
    assert_eq!((&account["standing"], &account["grants"]), (&json!("revoked"), &json!([])));
    assert_eq!(account["pin"]["state"], "none");
    assert_eq!(account["links"][0]["ended"], "revoked");

    let mail = nora.newest_mail(2).await;
    assert_eq!(mail.subject, "Your access to Marsh & Partners online has ended");
    assert!(mail.text.contains("ask for Ada Marsh: call us on +44 20 7946 0999"), "{}", mail.text);

    // The timeline stays. A repeat changes nothing and notifies nobody.
    assert_eq!(times(ada, &nora, "password-set").await, 1);
    let _ = ada.revokes(&nora).await.is(200);
    wait_a_moment().await;
    assert_eq!(times(ada, &nora, "revoked").await, 1);
    assert_eq!(nora.mails().await.len(), 2);
}

#[tokio::test]
async fn inv6_revoking_ends_pin_and_set_up_half_way() {
    let firm = Runner::shared().await.firm().await;
    let ada = &firm.admin;
    let (nora, tom) =
        (ada.adds(NewClient::with_mobile()).await, ada.adds(NewClient::with_email()).await);
    let before_pin = is_invited(ada, &nora).await;
    let pin = ada.reveals_pin(&nora).await;
    let after_pin = is_invited(ada, &tom).await;
    reaches_password_step(ada, &tom, &after_pin).await;
    let _ = ada.revokes(&nora).await.is(200);
    let _ = ada.revokes(&tom).await.is(200);
    for answer in [
        before_pin.types_mobile(nora.mobile.as_deref().unwrap()).await,
        before_pin.types_pin(&pin).await,
        after_pin.types_pin("123456").await,
        after_pin.chooses_password(PASSWORD).await,
    ] {
        assert_eq!(answer.is_problem(409, "link-elsewhere").body["next"], "ended");
    }
    for client in [&nora, &tom] {
        let path = format!("/api/staff/clients/{}/reveal-pin", client.id);
        let _ = ada.visitor.post(&path, &json!({})).await.is_problem(409, "no-pin");
        assert_eq!(ada.reads(client).await["security_level"], "low");
    }
    wait_a_moment().await;
    assert!(nora.texts().await.is_empty());
}

#[tokio::test]
async fn x14_inviting_again_after_a_revocation_starts_over_with_a_lettered_pin() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_mobile()).await;
    let first = sets_up(ada, &nora).await;
    let old = runner.visitor();
    let _ = nora.signs_in(&old, PASSWORD).await.is(200);
    let _ = ada.revokes(&nora).await.is(200);
    nora.newest_mail(2).await;

    let page = is_invited(ada, &nora).await;
    assert_eq!(first.next().await, "ended", "the former link stays ended");
    let opened = page.opens().await.is(200);
    assert_eq!(
        (opened.text_at("next"), &opened.body["pin"]["letter"]),
        ("mobile".into(), &json!("B"))
    );
    let asked = page.types_mobile(nora.mobile.as_deref().unwrap()).await.is(200);
    assert_eq!(asked.text_at("letter"), "B");
    let text = nora.newest_text(2).await;
    assert!(text.text.contains(&format!("PIN B: {}", text.pin())), "{}", text.text);
    let _ = page.types_pin(&text.pin()).await.is(200);
    let _ = page.chooses_password(OTHER_PASSWORD).await.is(200);

    let browser = runner.visitor();
    let _ = nora.signs_in(&browser, PASSWORD).await.is_problem(401, "sign-in-refused");
    let _ = nora.signs_in(&browser, OTHER_PASSWORD).await.is(200);
    let _ = session(&old).await.is_problem(401, "not-signed-in");
    let account = ada.reads(&nora).await;
    assert_eq!(
        (&account["standing"], &account["security_level"]),
        (&json!("active"), &json!("high"))
    );
}

#[tokio::test]
async fn p18_inviting_again_after_a_revocation_ends_a_block() {
    let firm = Runner::shared().await.firm().await;
    let ada = &firm.admin;
    let tom = ada.adds(NewClient::with_email()).await;
    let page = is_invited(ada, &tom).await;
    is_blocked(&page, &ada.reveals_pin(&tom).await).await;
    let _ = ada.revokes(&tom).await.is(200);
    tom.newest_mail(2).await;
    assert_eq!(ada.invites(&tom).await.is(200).body["blocked"], json!(null));
    let page = tom.follows_link(3).await;
    let _ = page.types_pin(&ada.reveals_pin(&tom).await).await.is(200);
}

#[tokio::test]
async fn access_a_firm_may_revoke_without_notifying_the_client() {
    let firm = Runner::shared().await.firm_with(json!({ "tell_on_revoke": "silent" })).await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_email()).await;
    let browser = gets_in(ada, &nora).await;
    let _ = ada.revokes(&nora).await.is(200);
    let _ = session(&browser).await.is_problem(401, "not-signed-in");
    wait_a_moment().await;
    let mails = nora.mails().await;
    assert_eq!(subjects(&mails), ["Set up your account with Marsh & Partners"]);
}

#[tokio::test]
async fn access_a_client_who_was_never_invited_has_nothing_to_revoke() {
    let firm = Runner::shared().await.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_email()).await;
    let _ = ada.revokes(&nora).await.is_problem(409, "nothing-to-end");
    assert_eq!(ada.reads(&nora).await["pin"]["state"], "unsent", "the PIN is as it was");
}

#[tokio::test]
async fn n1_revoking_frees_the_e_mail_for_another_client() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_email()).await;
    let successor = ada.adds(NewClient::named("Olive Fielding").email(&nora.email)).await;
    gets_in(ada, &nora).await;
    let _ = ada.invites(&successor).await.is_problem(409, "email-taken");
    let _ = ada.revokes(&nora).await.is(200);
    nora.newest_mail(2).await;

    let page = is_invited(ada, &successor).await;
    reaches_password_step(ada, &successor, &page).await;
    let _ = page.chooses_password(OTHER_PASSWORD).await.is(200);
    let browser = runner.visitor();
    let _ = nora.signs_in(&browser, PASSWORD).await.is_problem(401, "sign-in-refused");
    let _ = successor.signs_in(&browser, OTHER_PASSWORD).await.is(200);
    assert_eq!(session(&browser).await.is(200).body["client"], "Olive Fielding");
    // The former owner cannot take the address back while it is in use.
    let _ = ada.invites(&nora).await.is_problem(409, "email-taken");
}
