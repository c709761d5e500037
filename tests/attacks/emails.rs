//! Look-alike addresses, and malformed sign-ins.

use crate::scene::{STAFF_COOKIE, credentials, signed_in};
use serde_json::json;
use vestibule_tests::{NewClient, PASSWORD, Runner};

#[tokio::test]
async fn another_case_is_the_same_address_and_a_look_alike_is_not() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let (client, _) = signed_in(runner, &firm).await;
    let browser = runner.visitor();
    let upper = client.email.to_uppercase();
    let sign_in = "/api/client/sign-in";
    let copied = format!("\u{2068}{}\u{2069}\r\n", client.email);
    for same in
        [upper, client.email.replace("nora", "NoRa"), format!("  {} ", client.email), copied]
    {
        let _ = browser.post(sign_in, &credentials(&firm.id, &same, PASSWORD)).await.is(200);
    }
    let look_alikes = [
        client.email.replacen('o', "\u{43e}", 1), // Cyrillic o before the @
        client.email.replace("mail.example", "m\u{430}il.example"), // Cyrillic a in the domain
        client.email.replace("mail.example", "ma\u{131}l.example"), // dotless i
        client.email.replace("mail.example", "\u{ff4d}ail.example"), // full-width m
        client.email.replacen('a', "\u{e1}", 1),  // an accent
        format!("\"{}\"@mail.example", client.email.split('@').next().unwrap_or_default()),
        client.email.replace('@', "\u{200b}@"),
        format!("{}\0", client.email),
        format!("{}\r\nBcc: x@mail.example", client.email),
        client.email.replace('@', "@@"),
        client.email.replace("mail.example", "127.0.0.1"),
        format!("{}, x@mail.example", client.email),
        String::new(),
    ];
    for address in look_alikes {
        let answer = browser.post(sign_in, &credentials(&firm.id, &address, PASSWORD)).await;
        assert_eq!(
            (answer.status, answer.problem().as_deref()),
            (422, Some("fields-refused")),
            "{address:?}: {}",
            answer.text
        );
        assert_eq!(answer.body["errors"][0]["field"], "email");
    }
    // Well formed, but somebody else's.
    for other in [
        client.email.replace('@', "+x@"),
        client.email.replace("mail.example", "mail.example.com"),
        client.email.replace('-', "."),
    ] {
        let _ = runner
            .visitor()
            .post(sign_in, &credentials(&firm.id, &other, PASSWORD))
            .await
            .is_problem(401, "sign-in-refused");
    }
}

#[tokio::test]
async fn credentials_of_wrong_types_doubled_or_unnamed_are_refused() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let (client, _) = signed_in(runner, &firm).await;
    let (id, email) = (&firm.id, &client.email);
    let text = |value: serde_json::Value| value.to_string();
    let bodies = [
        text(json!({ "firm": id, "email": [email], "password": PASSWORD })),
        text(json!({ "firm": id, "email": { "$ne": "" }, "password": PASSWORD })),
        text(json!({ "firm": id, "email": email, "password": [PASSWORD] })),
        text(json!({ "firm": id, "email": email, "password": true })),
        text(json!({ "firm": [id], "email": email, "password": PASSWORD })),
        text(json!({ "firm": id, "email": email })),
        // The values in order, without the names.
        text(json!([id, email, PASSWORD])),
        text(json!([{ "firm": id, "email": email, "password": PASSWORD }])),
        format!(
            r#"{{"firm":"{id}","email":"x@y.example","email":"{email}","password":"{PASSWORD}"}}"#
        ),
        format!(
            r#"{{"firm":"{id}","email":"{email}","password":"wrong","password":"{PASSWORD}"}}"#
        ),
        format!(r#"{{"firm":"{id}","email":"{email}","password":"{PASSWORD}","Email":"{email}"}}"#),
        format!(
            r#"{{"firm":"{id}","email":"{email}","password":"{PASSWORD}","\u0065mail":"{email}"}}"#
        ),
    ];
    for body in bodies {
        let browser = runner.visitor();
        let answer = browser
            .send(
                "POST",
                "/api/client/sign-in",
                &[("content-type", "application/json")],
                body.clone().into_bytes(),
            )
            .await;
        assert_eq!(
            (answer.status, answer.problem().as_deref()),
            (400, Some("body-malformed")),
            "{body}"
        );
        assert!(answer.header("set-cookie").is_none());
        assert!(
            !answer.text.contains(PASSWORD) && !answer.text.contains(email.as_str()),
            "a refusal quotes no input"
        );
    }
}

#[tokio::test]
async fn one_address_in_two_cases_is_one_account() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let tag = uuid::Uuid::new_v4().simple().to_string();
    let first =
        firm.admin.adds(NewClient::named("One").email(&format!("A-{tag}@mail.example"))).await;
    let second =
        firm.admin.adds(NewClient::named("Two").email(&format!("a-{tag}@MAIL.example"))).await;
    let _ = firm.admin.invites(&first).await.is(200);
    let _ = firm.admin.invites(&second).await.is_problem(409, "email-taken");
    assert_eq!(firm.admin.reads(&second).await["standing"], "not-invited");
    let twice = json!({ "name": "Three", "emails": [format!("b-{tag}@mail.example"), format!("B-{tag}@mail.example")] });
    let _ = firm
        .admin
        .visitor
        .post("/api/staff/clients", &twice)
        .await
        .is_problem(422, "fields-refused");
    // In another firm the same address belongs to another person.
    let elsewhere = runner.firm().await;
    let same = elsewhere
        .admin
        .adds(NewClient::named("Four").email(&format!("a-{tag}@mail.example")))
        .await;
    let _ = elsewhere.admin.invites(&same).await.is(200);
}

#[tokio::test]
async fn an_unknown_firm_and_the_other_realm_sign_nobody_in() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let (client, _) = signed_in(runner, &firm).await;
    for path in ["/api/client/sign-in", "/api/staff/sign-in"] {
        for id in [
            uuid::Uuid::new_v4().to_string(),
            firm.id.to_uppercase(),
            firm.id.replace('-', ""),
            firm.slug.clone(),
            String::new(),
            "x".repeat(5000),
            format!("{}\0", firm.id),
            format!("{}#CLIENT", firm.id),
        ] {
            let _ = runner
                .visitor()
                .post(path, &credentials(&id, &client.email, PASSWORD))
                .await
                .is_problem(404, "not-found");
        }
    }
    let as_staff = runner.visitor();
    let _ = as_staff
        .post("/api/staff/sign-in", &credentials(&firm.id, &client.email, PASSWORD))
        .await
        .is_problem(401, "sign-in-refused");
    assert!(as_staff.cookie(STAFF_COOKIE).is_none());
    let _ = runner
        .visitor()
        .post("/api/client/sign-in", &credentials(&firm.id, &firm.admin.email, PASSWORD))
        .await
        .is_problem(401, "sign-in-refused");
    let other = runner.firm().await;
    let _ = runner
        .visitor()
        .post("/api/client/sign-in", &credentials(&other.id, &client.email, PASSWORD))
        .await
        .is_problem(401, "sign-in-refused");
}
