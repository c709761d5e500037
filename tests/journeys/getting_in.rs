//! An adviser invites and a client gets in, in every way there is.

use crate::support::{
    gets_in, is_invited, is_invited_with, reaches_password_step, session, signs_out, times,
    wait_a_moment,
};
use serde_json::json;
use vestibule_tests::{NewClient, PASSWORD, Runner};

#[tokio::test]
async fn p1_p2_p4_p6_p7_p9_a_client_with_a_mobile_gets_in() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;

    let nora = ada.adds(NewClient::with_mobile()).await;
    let account = ada.reads(&nora).await;
    assert_eq!(
        (account["security_level"].as_str(), account["sms"].as_bool()),
        (Some("low"), Some(true))
    );
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
    let who = session(&browser).await.is(200);
    assert_eq!(who.body["client"], "Nora Fielding");
    let _ = signs_out(&browser).await.is(200);
    let _ = session(&browser).await.is_problem(401, "not-signed-in");
}

#[tokio::test]
async fn p4_p9_p15_without_a_mobile_the_link_leads_straight_to_the_pin_that_the_adviser_relays() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let tom = ada.adds(NewClient::with_email()).await;
    assert_eq!(ada.reads(&tom).await["sms"], false);

    let invited = ada.invites(&tom).await.is(200);
    assert_eq!(invited.text_at("pin"), "by-adviser");
    let mail = tom.newest_mail(1).await;
    assert!(mail.text.contains("six digits that Ada Marsh tells you"), "{}", mail.text);

    let page = tom.follows_link(1).await;
    let opened = page.opens().await.is(200);
    assert_eq!(opened.text_at("next"), "pin");
    let asked = json!({ "letter": null, "live": true, "by_text": false, "blocked": null });
    assert_eq!(opened.body["pin"], asked);
    assert_eq!(opened.text_at("adviser"), "Ada Marsh");
    assert_eq!(opened.text_at("purpose"), "invitation");
    assert_eq!(opened.body["has_password"], false);
    assert!(
        opened.body["email"].is_null(),
        "the sign-in e-mail is shown after the PIN: {}",
        opened.text
    );
    let _ = page.types_mobile("07400 123456").await.is_problem(409, "no-mobile");

    let told_by_phone = ada.reveals_pin(&tom).await;
    assert_eq!(page.types_pin(&told_by_phone).await.is(200).text_at("email"), tom.email);
    assert_eq!(page.opens().await.is(200).text_at("email"), tom.email, "reloaded");
    let elsewhere = page.again().opens().await.is(200);
    assert!(elsewhere.body["email"].is_null(), "another page has not entered the PIN");
    let _ = page.chooses_password(PASSWORD).await.is(200);
    assert_eq!(ada.reads(&tom).await["security_level"], "high");
    let browser = runner.visitor();
    let _ = tom.signs_in(&browser, PASSWORD).await.is(200);
    let _ = session(&browser).await.is(200);
}

#[tokio::test]
async fn p5_a_pin_that_is_texted_with_the_invitation_is_asked_for_at_once() {
    let firm = Runner::shared().await.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_mobile()).await;
    let page = is_invited_with(ada, &nora, json!({ "pin": "with-invitation" })).await;
    let text = nora.newest_text(1).await;
    assert_eq!(text.pin(), ada.reveals_pin(&nora).await);
    assert_eq!(page.next().await, "pin", "the mobile is needed only to send the PIN again");
    let _ = page.types_pin(&text.pin()).await.is(200);
    let _ = page.chooses_password(PASSWORD).await.is(200);
}

#[tokio::test]
async fn p4_p5_a_choice_to_text_the_pin_has_no_effect_without_a_mobile() {
    let firm = Runner::shared().await.firm_with(json!({ "portal_pin": "with-invitation" })).await;
    let ada = &firm.admin;
    let tom = ada.adds(NewClient::with_email()).await;
    assert_eq!(ada.invites(&tom).await.is(200).text_at("pin"), "by-adviser");
    let nora = ada.adds(NewClient::with_mobile()).await;
    assert_eq!(ada.invites(&nora).await.is(200).text_at("pin"), "with-invitation");
    assert_eq!(nora.newest_text(1).await.pin(), ada.reveals_pin(&nora).await);
}

#[tokio::test]
async fn p5_a_pin_that_the_adviser_relays_is_not_texted_though_a_mobile_is_on_record() {
    let firm = Runner::shared().await.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_mobile()).await;
    let page = is_invited_with(ada, &nora, json!({ "pin": "by-adviser" })).await;
    assert!(nora.newest_mail(1).await.text.contains("six digits that Ada Marsh tells you"));
    let pin = ada.reveals_pin(&nora).await;
    let _ = page.types_pin(&pin).await.is(200);
    let _ = page.chooses_password(PASSWORD).await.is(200);
    wait_a_moment().await;
    assert!(nora.texts().await.is_empty());
    assert_eq!(times(ada, &nora, "pin-text-requested").await, 0);
}

#[tokio::test]
async fn n5_a_firm_that_chose_the_link_alone_asks_for_no_pin() {
    let runner = Runner::shared().await;
    let firm = runner.firm_with(json!({ "welcome_proof": "link-alone" })).await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_mobile()).await;
    assert_eq!(ada.invites(&nora).await.is(200).text_at("pin"), "not-asked");
    let mail = nora.newest_mail(1).await;
    // The link is random: it may spell anything.
    let words = mail.text.replace(&mail.link(), "");
    assert!(!words.contains("PIN"), "{words}");

    let page = nora.follows_link(1).await;
    assert_eq!(page.next().await, "password");
    let elsewhere = page.types_pin("123456").await.is_problem(409, "link-elsewhere");
    assert_eq!(elsewhere.body["next"], "password");
    assert_eq!(page.chooses_password(PASSWORD).await.is(200).text_at("next"), "sign-in");
    assert_eq!(ada.reads(&nora).await["security_level"], "high");
    assert!(nora.texts().await.is_empty());

    // The link alone works once: from now on it only leads to the password.
    let finder = page.again();
    assert_eq!(finder.next().await, "sign-in");
    let refused = finder.chooses_password("a stranger's own choice of words").await;
    let _ = refused.is_problem(409, "link-elsewhere");
    let browser = runner.visitor();
    let _ = nora.signs_in(&browser, PASSWORD).await.is(200);
}

#[tokio::test]
async fn n8_set_up_leads_to_sign_in_and_sign_in_to_the_portal() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_mobile()).await;
    let page = is_invited(ada, &nora).await;
    reaches_password_step(ada, &nora, &page).await;
    assert_eq!(page.chooses_password(PASSWORD).await.is(200).text_at("next"), "sign-in");
    let _ = session(&page.visitor).await.is_problem(401, "not-signed-in");
    assert_eq!(page.next().await, "sign-in", "from now on the link only leads to sign-in");
    let signed_in = nora.signs_in(&page.visitor, PASSWORD).await.is(200);
    assert_eq!(signed_in.text_at("next"), "portal");
    let _ = session(&page.visitor).await.is(200);
}

#[tokio::test]
async fn n8_set_up_ends_in_the_portal_with_a_session_if_the_firm_chose_so() {
    let firm = Runner::shared().await.firm_with(json!({ "after_set_up": "portal" })).await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_email()).await;
    let page = is_invited(ada, &nora).await;
    reaches_password_step(ada, &nora, &page).await;
    assert_eq!(page.chooses_password(PASSWORD).await.is(200).text_at("next"), "portal");
    let who = session(&page.visitor).await.is(200);
    assert_eq!(who.body["client"], "Nora Fielding");
    assert_eq!(who.body["grants"], json!([{ "kind": "portal" }]));
    assert_eq!(times(ada, &nora, "signed-in").await, 1);
}

#[tokio::test]
async fn access_an_active_client_cannot_be_invited_again() {
    let firm = Runner::shared().await.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_email()).await;
    let browser = gets_in(ada, &nora).await;
    let _ = ada.invites(&nora).await.is_problem(409, "already-active");
    let _ = session(&browser).await.is(200);
    wait_a_moment().await;
    assert_eq!(nora.mails().await.len(), 1);
}
