//! Markup, template syntax and line breaks in names.

use serde_json::json;
use vestibule_tests::{NewClient, Runner};

#[tokio::test]
async fn markup_and_template_syntax_in_names_arrive_as_plain_text() {
    let runner = Runner::shared().await;
    let name = r#"<b onclick="x()">Nora</b> & {{ 7777*7777 }} {% raw %} ${7777*7777} #{7777*7777} <%= 7777*7777 %>"#;
    let firm_name = r#"A <script>alert(1)</script> & "B" {{ link }} Ltd"#;
    let slug = format!("firm-{}", &uuid::Uuid::new_v4().simple().to_string()[..12]);
    let order = json!({
        "name": firm_name, "slug": slug, "country": "GB", "reply_to": "office@markup.example",
        "admin": { "name": "<i>Ada</i> {{ 1 }}", "email": format!("ada@{slug}.example") },
    });
    let made = runner.invoke("create-firm", &order).await.expect("a firm");
    let link = made["set_up_link"]
        .as_str()
        .and_then(|link| link.split_once('#'))
        .expect("a link")
        .1
        .to_owned();
    // Before the link is used: a mail whose link has been used is not sent.
    let _ = runner.inbox().newest(&format!("ada@{slug}.example"), 1).await;
    let visitor = runner.visitor();
    let _ = visitor
        .post("/api/staff/set-up", &json!({ "link": link, "password": vestibule_tests::PASSWORD }))
        .await
        .is(200);
    let sign_in = json!({ "firm": made["firm"], "email": format!("ada@{slug}.example"), "password": vestibule_tests::PASSWORD });
    let _ = visitor.post("/api/staff/sign-in", &sign_in).await.is(200);
    let email = format!("nora@{slug}.example");
    let added = visitor
        .post("/api/staff/clients", &json!({ "name": name, "emails": [email] }))
        .await
        .is(201);
    assert_eq!(added.text_at("name"), name, "stored as typed");
    let id = added.text_at("id");
    let _ = visitor.post(&format!("/api/staff/clients/{id}/invite"), &json!({})).await.is(200);

    let inbox = runner.inbox();
    for mail in
        [inbox.newest(&email, 1).await, inbox.newest(&format!("ada@{slug}.example"), 1).await]
    {
        for raw in ["<b onclick", "<script>alert", "<i>Ada"] {
            assert!(!mail.html.contains(raw), "{raw} in {}", mail.html);
        }
        assert!(!mail.text.contains("60481729"), "no expression was evaluated: {}", mail.text);
        assert!(mail.html.contains("A &lt;script&gt;alert(1)&lt;"), "{}", mail.html);
        assert!(mail.text.contains(firm_name), "plain text is plain: {}", mail.text);
        assert!(!mail.subject.contains(['\r', '\n']) && !mail.from.contains(['\r', '\n']));
    }
    let invitation = inbox.newest(&email, 1).await;
    assert!(invitation.html.contains("&lt;b onclick="), "{}", invitation.html);
    assert!(
        invitation.html.contains("{{ 7777*7777 }} {% raw %} ${7777*7777}"),
        "template syntax is text"
    );
    assert!(invitation.text.contains(name), "{}", invitation.text);
    // The link's page gets the names as JSON, without any markup.
    let opened = visitor
        .another()
        .post("/api/client/open-invitation", &json!({ "link": invitation.link() }))
        .await
        .is(200);
    assert_eq!(opened.header("content-type"), Some("application/json"));
    assert_eq!(opened.body["firm"]["name"], firm_name);
}

#[tokio::test]
async fn line_breaks_and_invisible_characters_in_names_are_refused() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let names = [
        "Nora\r\nBcc: everybody@mail.example",
        "Nora\n",
        "\rNora",
        "Nora\u{2028}x",
        "Nora\u{85}x",
        "Nora\0",
        "Nora\u{202e}x",
        "Nora\u{200b}",
        "Nora\tx",
        "",
        "   ",
        &"n".repeat(101),
        &"n".repeat(20_000),
    ];
    for name in names {
        let answer = firm.admin.visitor.post("/api/staff/clients", &json!({ "name": name })).await;
        assert_eq!(
            (answer.status, answer.problem().as_deref()),
            (422, Some("fields-refused")),
            "{name:.40?}"
        );
        assert_eq!(answer.body["errors"][0]["field"], "name");
    }
    // The same for input of ops, which appears in the From of every e-mail.
    for (field, value) in [
        ("name", "Marsh\r\nBcc: x@mail.example"),
        ("phone", "+44\r\nX: y"),
        ("reply_to", "a@b.example\r\nBcc: x@mail.example"),
    ] {
        let mut order = json!({ "name": "Marsh", "slug": "not-made", "country": "GB", "reply_to": "a@b.example", "admin": { "name": "Ada", "email": "ada@b.example" } });
        order[field] = json!(value);
        assert!(runner.invoke("create-firm", &order).await.is_err(), "{field}");
    }
    let email = json!({ "name": "Nora", "emails": ["nora@mail.example\r\nBcc: x@mail.example"] });
    let _ = firm
        .admin
        .visitor
        .post("/api/staff/clients", &email)
        .await
        .is_problem(422, "fields-refused");
    let good = firm
        .admin
        .adds(NewClient::named("Ana Mar\u{ed}a O'Neill-\u{141}ukasz \u{5f20}\u{4f1f}"))
        .await;
    assert_eq!(
        firm.admin.reads(&good).await["name"],
        "Ana Mar\u{ed}a O'Neill-\u{141}ukasz \u{5f20}\u{4f1f}"
    );
}
