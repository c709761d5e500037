//! Links that were changed, swapped, used up or ended.

use crate::scene::{at_pin_step, count, invited};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde_json::json;
use vestibule_tests::{Answer, NewClient, PASSWORD, Page, Runner};

/// Every client route that takes a link, with what would do harm if the link were valid.
async fn everywhere(page: &Page, pin: &str) -> Vec<(&'static str, Answer)> {
    vec![
        ("open-invitation", page.opens().await),
        ("verify-mobile", page.types_mobile("07911 123456").await),
        ("verify-pin", page.types_pin(pin).await),
        ("set-password", page.chooses_password(PASSWORD).await),
    ]
}

#[tokio::test]
async fn a_link_with_any_bit_changed_is_unknown() {
    let runner = Runner::shared().await;
    let scene = at_pin_step(runner).await;
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(&scene.page.link).expect("base64url");
    assert_eq!(bytes.len(), 81);
    for place in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[place] ^= 1 << (place % 8);
        let page = Page { link: BASE64_URL_SAFE_NO_PAD.encode(&changed), ..scene.page.clone() };
        let answer = page.opens().await;
        assert_eq!(
            (answer.status, answer.problem().as_deref()),
            (404, Some("link-unknown")),
            "byte {place}"
        );
        if place % 9 == 0 {
            for (route, answer) in everywhere(&page, &scene.pin).await {
                assert_eq!(
                    (answer.status, answer.problem().as_deref()),
                    (404, Some("link-unknown")),
                    "byte {place} on {route}"
                );
            }
        }
    }
    let link = &scene.page.link;
    let spellings = [
        String::new(),
        link[1..].to_owned(),
        link[..107].to_owned(),
        format!("{link}A"),
        format!("{link}="),
        format!("{link} "),
        format!(" {link}"),
        format!("#{link}"),
        format!("{link}\n"),
        format!("{link}\0"),
        link.to_uppercase(),
        "A".repeat(108),
        "A".repeat(50_000),
        "\u{e9}".repeat(54),
    ];
    for link in spellings {
        let page = Page { link: link.clone(), ..scene.page.clone() };
        for (route, answer) in everywhere(&page, &scene.pin).await {
            assert_eq!(
                (answer.status, answer.problem().as_deref()),
                (404, Some("link-unknown")),
                "{link:?} on {route}"
            );
        }
    }
    let timeline = scene.firm.admin.timeline(&scene.client).await;
    assert_eq!(count(&timeline, "pin-wrong"), 0);
    let _ = scene.page.types_pin(&scene.pin).await.is(200);
}

#[tokio::test]
async fn staff_set_up_links_and_client_links_are_not_interchangeable() {
    let runner = Runner::shared().await;
    let scene = at_pin_step(runner).await;
    // A firm whose admin has not used the link yet.
    let slug = format!("firm-{}", &uuid::Uuid::new_v4().simple().to_string()[..12]);
    let order = json!({
        "name": "Quiet Firm", "slug": slug, "country": "GB", "reply_to": "office@quiet.example",
        "admin": { "name": "Ada", "email": "ada@quiet.example" },
    });
    let made = runner.invoke("create-firm", &order).await.expect("a firm");
    let staff_link = made["set_up_link"]
        .as_str()
        .and_then(|link| link.split_once('#'))
        .expect("a link")
        .1
        .to_owned();
    let page = Page::on(runner.visitor(), &staff_link);
    for (route, answer) in everywhere(&page, "123456").await {
        assert_eq!(
            (answer.status, answer.problem().as_deref()),
            (404, Some("link-unknown")),
            "{route}"
        );
    }
    let set_up = |link: &str| json!({ "link": link, "password": PASSWORD });
    let visitor = runner.visitor();
    let _ = visitor
        .post("/api/staff/set-up", &set_up(&scene.page.link))
        .await
        .is_problem(404, "link-unknown");
    assert!(visitor.cookie(crate::scene::STAFF_COOKIE).is_none());
    // The purpose is a byte of the token: after relabelling, each link is unknown.
    for (link, purpose) in [
        (&scene.page.link, b's'),
        (&scene.page.link, b'r'),
        (&staff_link, b'i'),
        (&staff_link, b'r'),
    ] {
        let mut bytes = BASE64_URL_SAFE_NO_PAD.decode(link).expect("base64url");
        bytes[0] = purpose;
        let relabelled = BASE64_URL_SAFE_NO_PAD.encode(bytes);
        let _ = visitor
            .post("/api/staff/set-up", &set_up(&relabelled))
            .await
            .is_problem(404, "link-unknown");
        for (route, answer) in
            everywhere(&Page::on(runner.visitor(), &relabelled), &scene.pin).await
        {
            assert_eq!(
                (answer.status, answer.problem().as_deref()),
                (404, Some("link-unknown")),
                "{route}"
            );
        }
    }
    // Once used, it leads to the sign-in page, with any password.
    let _ = visitor.post("/api/staff/set-up", &set_up(&staff_link)).await.is(200);
    let other = json!({ "link": staff_link, "password": vestibule_tests::OTHER_PASSWORD });
    for body in [set_up(&staff_link), other] {
        let again =
            visitor.post("/api/staff/set-up", &body).await.is_problem(409, "link-elsewhere");
        assert_eq!(again.body["next"], "sign-in");
    }
}

#[tokio::test]
async fn no_password_is_set_without_the_pin_or_from_another_page() {
    let runner = Runner::shared().await;
    let scene = at_pin_step(runner).await;
    let _ = scene.page.chooses_password(PASSWORD).await.is_problem(409, "set-up-over");
    let _ = scene.page.types_pin(&scene.pin).await.is(200);
    let thief = Page::on(runner.visitor(), &scene.page.link);
    let _ = thief.chooses_password(PASSWORD).await.is_problem(409, "set-up-over");
    for secret in ["", "A", &"A".repeat(43), &scene.page.secret.to_lowercase()] {
        let page = Page { secret: secret.to_owned(), ..thief.clone() };
        let answer = page.chooses_password(PASSWORD).await;
        assert!(
            [(400, Some("body-malformed")), (409, Some("set-up-over"))]
                .contains(&(answer.status, answer.problem().as_deref())),
            "{}",
            answer.text
        );
    }
    assert_eq!(scene.firm.admin.reads(&scene.client).await["security_level"], "low");
    // Another client's page secret does not help either.
    let (_, other, other_pin) = invited(&scene.firm, NewClient::with_email()).await;
    let _ = other.types_pin(&other_pin).await.is(200);
    let mixed = Page { secret: other.secret.clone(), ..thief };
    let _ = mixed.chooses_password(PASSWORD).await.is_problem(409, "set-up-over");
    let _ = scene.page.chooses_password(PASSWORD).await.is(200);
}

#[tokio::test]
async fn a_used_link_only_leads_to_sign_in() {
    let runner = Runner::shared().await;
    let scene = at_pin_step(runner).await;
    let _ = scene.page.types_pin(&scene.pin).await.is(200);
    let _ = scene.page.chooses_password(PASSWORD).await.is(200);
    for page in [scene.page.again(), scene.page.clone()] {
        assert_eq!(page.next().await, "sign-in");
        for (route, answer) in everywhere(&page, &scene.pin).await.into_iter().skip(1) {
            // The page that set this password may get the same reply again; nothing happens twice.
            if page.secret == scene.page.secret && route == "set-password" {
                let _ = answer.is(200);
            } else {
                assert_eq!(
                    answer.is_problem(409, "link-elsewhere").body["next"],
                    "sign-in",
                    "{route}"
                );
            }
        }
        let _ = page
            .chooses_password(vestibule_tests::OTHER_PASSWORD)
            .await
            .is_problem(409, "link-elsewhere");
    }
    let _ = scene.client.signs_in(&runner.visitor(), PASSWORD).await.is(200);
    assert_eq!(count(&scene.firm.admin.timeline(&scene.client).await, "password-set"), 1);
    let _ = scene.firm.admin.invites(&scene.client).await.is_problem(409, "already-active");
}

#[tokio::test]
async fn after_a_revocation_link_pin_and_set_up_fail_on_the_very_next_request() {
    let runner = Runner::shared().await;
    let at_pin = at_pin_step(runner).await;
    let _ = at_pin.firm.admin.revokes(&at_pin.client).await.is(200);
    let at_password = at_pin_step(runner).await;
    let _ = at_password.page.types_pin(&at_password.pin).await.is(200);
    let _ = at_password.firm.admin.revokes(&at_password.client).await.is(200);
    for scene in [at_pin, at_password] {
        for (route, answer) in everywhere(&scene.page, &scene.pin).await {
            if route == "open-invitation" {
                assert_eq!(answer.is(200).text_at("next"), "ended");
            } else {
                assert_eq!(
                    answer.is_problem(409, "link-elsewhere").body["next"],
                    "ended",
                    "{route}"
                );
            }
        }
        let account = scene.firm.admin.reads(&scene.client).await;
        assert_eq!(
            (account["standing"].as_str(), account["security_level"].as_str()),
            (Some("revoked"), Some("low"))
        );
        let digits = format!("/api/staff/clients/{}/reveal-pin", scene.client.id);
        let _ = scene.firm.admin.visitor.post(&digits, &json!({})).await.is_problem(409, "no-pin");
        // The page of an ended link reveals nothing of the PIN.
        assert_eq!(
            scene.page.opens().await.body["pin"],
            json!({ "letter": null, "live": false, "by_text": false, "blocked": null })
        );
    }
}

#[tokio::test]
async fn an_expired_link_opens_nothing() {
    let runner = Runner::own().await;
    let firm = runner.firm_with(json!({ "link_days": 1 })).await;
    let (_, page, pin) = invited(&firm, NewClient::with_email()).await;
    runner.advance(std::time::Duration::from_secs(24 * 3600)).await;
    for (route, answer) in everywhere(&page, &pin).await {
        if route == "open-invitation" {
            assert_eq!(answer.is(200).text_at("next"), "expired");
        } else {
            assert_eq!(answer.is_problem(409, "link-elsewhere").body["next"], "expired", "{route}");
        }
    }
}

/// Every request that the holder of a link in a former mailbox can try.
async fn starts_nothing(page: &Page, pin: &str) {
    assert_eq!(page.next().await, "corrected");
    let visitor = &page.visitor;
    let body = json!({ "link": page.link });
    for (route, answer) in [
        ("recover-password", visitor.post("/api/client/recover-password", &body).await),
        ("request-pin", visitor.post("/api/client/request-pin", &body).await),
        ("tell-adviser", visitor.post("/api/client/tell-adviser", &body).await),
        ("verify-mobile", page.types_mobile("07911 123456").await),
        ("verify-pin", page.types_pin(pin).await),
        ("set-password", page.chooses_password(PASSWORD).await),
    ] {
        assert_eq!(answer.problem().as_deref(), Some("link-elsewhere"), "{route}: {}", answer.text);
        assert_eq!(answer.body["next"], "corrected", "{route}");
    }
}

#[tokio::test]
async fn a_link_in_a_former_mailbox_stays_dead_once_the_client_has_a_password() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let (wrong, former, pin) = invited(&firm, NewClient::with_mobile()).await;
    let at = |name: &str| {
        let mut client = wrong.clone();
        client.email = format!("{name}-{}", wrong.email);
        client
    };
    let (right, third) = (at("right"), at("third"));
    let path = format!("/api/staff/clients/{}/correct-email", wrong.id);
    let correct = |email: &str| json!({ "email": email });
    let _ = ada.visitor.post(&path, &correct(&right.email)).await.is(200);
    starts_nothing(&former, &pin).await;

    let _ = ada.invites(&right).await.is(200);
    let page = right.follows_link(1).await;
    let _ = page.types_mobile(right.mobile.as_deref().expect("a mobile")).await.is(200);
    assert_eq!(right.newest_text(1).await.pin(), pin);
    let _ = page.types_pin(&pin).await.is(200);
    let _ = page.chooses_password(PASSWORD).await.is(200);
    starts_nothing(&former, &pin).await;

    // The links of an active client whose e-mail is corrected are dead in the same way.
    let _ = ada.visitor.post(&path, &correct(&third.email)).await.is(200);
    starts_nothing(&page, &pin).await;
    starts_nothing(&former, &pin).await;
    assert_eq!(wrong.texts().await.len(), 1, "nothing is texted but the first PIN");

    let timeline = ada.timeline(&third).await;
    assert_eq!((count(&timeline, "stuck-told"), count(&timeline, "pin-asked-for")), (0, 0));
    let _ = third.signs_in(&runner.visitor(), PASSWORD).await.is(200);
}

#[tokio::test]
async fn an_older_link_stops_nobody_who_is_about_to_choose_a_password() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let (nora, older, pin) = invited(&firm, NewClient::with_email()).await;
    let _ = firm.admin.invites(&nora).await.is(200);
    let live = nora.follows_link(2).await;
    runner.advance(std::time::Duration::from_secs(15 * 60)).await;
    let _ = live.types_pin(&pin).await.is(200);
    let body = json!({ "link": older.link });
    let _ = older.visitor.post("/api/client/renew-link", &body).await.is(200);
    assert_eq!(nora.newest_mail(3).await.link(), live.link, "the live link is mailed again");
    let _ = live.chooses_password(PASSWORD).await.is(200);
}
