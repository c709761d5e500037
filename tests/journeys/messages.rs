//! What people receive, and the timeline of a whole journey as the adviser reads it.

use crate::support::{is_blocked, is_invited, is_recorded, not, receives_mail, session, signs_out};
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use vestibule_tests::{Client, NewClient, PASSWORD, Received, Runner, Staff};

/// Actor, flow and event of each line, oldest first.
async fn lines(ada: &Staff, nora: &Client) -> Vec<(String, String, String)> {
    let path = format!("/api/staff/clients/{}/timeline", nora.id);
    let page = ada.visitor.get(&path).await.is(200);
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let lines = page.body["lines"].as_array().cloned().unwrap_or_default();
    let at: Vec<Timestamp> =
        lines.iter().map(|line| text(&line["at"]).parse().expect("a time")).collect();
    // Two lines of one millisecond keep their order, not their time.
    let in_order =
        at.is_sorted_by(|newer, older| *newer + SignedDuration::from_millis(5) >= *older);
    assert!(in_order, "newest first: {at:?}");
    let lines = lines.iter().rev();
    lines
        .map(|line| {
            let what = &line["what"];
            let more = ["template", "left", "pin"].map(|name| &what[name]);
            let more =
                more.iter().find(|value| !value.is_null()).map(|value| match value.as_str() {
                    Some(text) => format!(" {text}"),
                    None => format!(" {value}"),
                });
            let event = format!("{}{}", text(&what["event"]), more.unwrap_or_default());
            (text(&line["actor"]["kind"]), text(&line["cause"]), event)
        })
        .collect()
}

#[tokio::test]
async fn s13_x3_the_timeline_shows_a_whole_journey_in_order() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_mobile()).await;
    let page = is_invited(ada, &nora).await;
    is_recorded(ada, &nora, "email-sent", 1).await;
    let _ = page.opens().await.is(200);
    let _ = page.types_mobile("07400 000001").await.is(200);
    let _ = page.types_mobile(nora.mobile.as_deref().unwrap()).await.is(200);
    let pin = nora.newest_text(1).await.pin();
    is_recorded(ada, &nora, "sms-sent", 1).await;
    is_recorded(ada, &nora, "email-sent", 2).await;
    let _ = page.types_pin(&not(&pin, 0)).await.is(401);
    assert_eq!(ada.reveals_pin(&nora).await, pin);
    let _ = page.types_pin(&pin).await.is(200);
    let _ = page.chooses_password(PASSWORD).await.is(200);
    let browser = runner.visitor();
    let _ = nora.signs_in(&browser, PASSWORD).await.is(200);
    let _ = session(&browser).await.is(200);
    is_recorded(ada, &nora, "email-sent", 3).await;
    let _ = signs_out(&browser).await.is(200);
    let _ = ada.revokes(&nora).await.is(200);
    is_recorded(ada, &nora, "email-delivered", 4).await;
    is_recorded(ada, &nora, "sms-delivered", 1).await;

    let told = lines(ada, &nora).await;
    let told: Vec<_> =
        told.iter().map(|(who, cause, what)| format!("{who} {cause}: {what}")).collect();
    // The mail to the adviser and the text to the client travel separately.
    let (senders, people): (Vec<_>, Vec<_>) =
        told.iter().partition(|line| line.starts_with("system"));
    assert_eq!(
        people,
        [
            "staff create-client: client-created",
            "staff create-client: pin-made",
            "staff invite-client: invited once-mobile-confirmed",
            "client open-invitation: link-opened",
            "client verify-mobile: wrong-mobile-typed",
            "client verify-mobile: mobile-verified",
            "client verify-mobile: pin-text-requested",
            "client verify-pin: pin-wrong 4",
            "staff reveal-pin: pin-revealed",
            "client verify-pin: pin-verified",
            "client set-password: password-set",
            "client sign-in: signed-in",
            "client sign-out: signed-out",
            "staff revoke-access: revoked",
        ]
    );
    // Reports of senders and providers arrive on their own, each once.
    let (mut sent, mut arrived): (Vec<_>, Vec<_>) =
        senders.iter().map(|line| line.as_str()).partition(|line| line.contains(" deliver: "));
    sent.sort_unstable();
    arrived.sort_unstable();
    let [ended, first, notice, text] = [
        "system deliver: email-sent access-ended",
        "system deliver: email-sent invitation",
        "system deliver: email-sent notice",
        "system deliver: sms-sent pin",
    ];
    assert_eq!(sent, [ended, first, notice, notice, text]);
    assert_eq!(
        arrived,
        [
            "system record-delivery: email-delivered access-ended",
            "system record-delivery: email-delivered invitation",
            "system record-delivery: email-delivered notice",
            "system record-delivery: email-delivered notice",
            "system record-delivery: sms-delivered pin",
        ]
    );
    assert!(!told.iter().any(|line| line.contains(&pin)), "no secret on the timeline");
    // Each sender's line is after its request and before what followed.
    let place = |line: &str| told.iter().position(|told| told == line).expect(line);
    assert!(place(first) == 3 && place("staff revoke-access: revoked") < place(ended), "{told:#?}");
    assert!(place("client verify-mobile: pin-text-requested") < place(text));
    assert!(place(text) < place("client verify-pin: pin-wrong 4"));
}

#[tokio::test]
async fn p7_every_mail_has_the_firms_branding_and_none_holds_a_pin() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_mobile()).await;
    let page = is_invited(ada, &nora).await;
    let first = ada.reveals_pin(&nora).await;
    let _ = page.types_mobile("07400 000001").await.is(200);
    receives_mail(ada, "Wrong mobile").await;
    is_blocked(&page, &first).await;
    receives_mail(ada, "Nora Fielding is blocked").await;
    runner.advance(std::time::Duration::from_secs(900)).await;
    let _ = page.types_mobile(nora.mobile.as_deref().unwrap()).await.is(200);
    let second = nora.newest_text(1).await.pin();
    let _ = page.types_pin(&second).await.is(200);
    let _ = page.chooses_password(PASSWORD).await.is(200);
    let _ = ada.revokes(&nora).await.is(200);
    nora.newest_mail(2).await;

    let mut mails: Vec<Received> = nora.mails().await;
    mails.extend(ada.mails().await);
    assert!(mails.len() >= 4);
    for mail in &mails {
        assert_eq!(mail.channel, "email");
        assert!(mail.from.starts_with("\"Marsh & Partners\" <"), "{}", mail.from);
        assert_eq!(mail.reply_to, format!("office@{}.example", firm.slug));
        assert!(mail.subject.contains("Marsh & Partners"), "{}", mail.subject);
        assert!(mail.text.contains("Marsh & Partners"), "{}", mail.text);
        assert!(mail.html.contains("Marsh &amp; Partners"), "{}", mail.html);
        for part in [&mail.subject, &mail.text, &mail.html] {
            assert!(!part.contains(&first) && !part.contains(&second), "{}", mail.subject);
        }
    }
    let invitation = &nora.mails().await[0];
    assert!(invitation.html.contains("Set up account"));
    assert_eq!(invitation.html.matches(&page.link).count(), 3, "button, and the address to copy");
    for foreign in ["<img", "<script", "<link", "url("] {
        assert!(!invitation.html.contains(foreign), "nothing is loaded from elsewhere: {foreign}");
    }
}

#[tokio::test]
async fn p7_the_text_is_one_segment_and_binds_the_pin_to_the_host() {
    let firm = Runner::shared().await.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_mobile()).await;
    let page = is_invited(ada, &nora).await;
    let _ = page.types_mobile(nora.mobile.as_deref().unwrap()).await.is(200);
    let text = nora.newest_text(1).await;
    let pin = ada.reveals_pin(&nora).await;
    assert_eq!(text.channel, "sms");
    assert_eq!(Some(&text.to), nora.mobile.as_ref());
    let words = &text.text;
    assert!(words.starts_with(&format!("Marsh & Partners\nPIN {pin}\n")), "{words}");
    assert!(words.ends_with(&format!("\n\n@localhost #{pin}")), "{words}");
    let in_gsm7 = |letter: char| matches!(letter, '\n' | ' '..='Z' | 'a'..='z') && letter != '`';
    assert!(
        words.len() <= 160 && words.chars().all(in_gsm7),
        "{} characters: {words}",
        words.len()
    );
    assert!(!words.contains("http"), "a text holds no link");
}
