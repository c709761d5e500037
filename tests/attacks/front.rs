//! Requests with forged origins, and requests that bypass the front.

use crate::openapi::operations;
use crate::scene::{at_pin_step, credentials, signed_in};
use serde_json::json;
use vestibule_tests::{NewClient, PASSWORD, Runner, Visitor};

const JSON: (&str, &str) = ("content-type", "application/json");

const FORGED: [(&str, &str); 12] = [
    ("host", "evil.example"),
    ("forwarded", "for=203.0.113.9;host=evil.example;proto=http"),
    ("x-forwarded-host", "evil.example"),
    ("x-forwarded-for", "203.0.113.9"),
    ("x-forwarded-proto", "http"),
    ("x-forwarded-port", "1"),
    ("x-original-url", "/api/staff/clients"),
    ("x-rewrite-url", "/api/staff/clients"),
    ("x-http-method-override", "DELETE"),
    ("x-vestibule-viewer", "203.0.113.9"),
    ("x-vestibule-origin-secret", "guessed"),
    ("origin", "https://evil.example"),
];

#[tokio::test]
async fn forged_hosts_and_forwarded_headers_change_no_answer_and_no_link() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let client = firm.admin.adds(NewClient::with_email()).await;
    let mut headers = FORGED.to_vec();
    headers.push(JSON);
    let invite = format!("/api/staff/clients/{}/invite", client.id);
    let _ = firm.admin.visitor.send("POST", &invite, &headers, b"{}".to_vec()).await.is(200);
    let mail = client.newest_mail(1).await;
    for part in [&mail.text, &mail.html, &mail.from, &mail.reply_to, &mail.subject] {
        assert!(!part.contains("evil.example") && !part.contains("203.0.113.9"), "{part}");
    }
    let origin = runner.origin.replace("127.0.0.1", "localhost");
    assert!(mail.text.contains(&format!("{origin}/")), "{}", mail.text);

    let (client, browser) = signed_in(runner, &firm).await;
    let plain = browser.get("/api/client/session").await.is(200);
    let forged = browser.send("GET", "/api/client/session", &FORGED, Vec::new()).await.is(200);
    assert_eq!(plain.body, forged.body);
    assert!(
        !forged.headers.iter().any(|(name, _)| name.as_str().starts_with("access-control")),
        "no other site may read"
    );
    let body = credentials(&firm.id, &client.email, PASSWORD).to_string().into_bytes();
    let set = runner.visitor().send("POST", "/api/client/sign-in", &headers, body).await.is(200);
    let cookie = set.header("set-cookie").expect("a cookie");
    assert!(!cookie.contains("evil.example") && !cookie.contains("Domain"), "{cookie}");
}

#[tokio::test]
async fn the_apis_own_address_refuses_every_route_without_the_fronts_secret() {
    let runner = Runner::shared().await;
    let scene = at_pin_step(runner).await;
    let around = Visitor::new(&runner.aws);
    let cookie = scene.firm.admin.visitor.cookie(crate::scene::STAFF_COOKIE);
    around.set_cookie(crate::scene::STAFF_COOKIE, &cookie.expect("a cookie"));
    let zeros = "0".repeat(64);
    let secrets: [&[(&str, &str)]; 5] = [
        &[JSON],
        &[JSON, ("x-vestibule-origin-secret", "")],
        &[JSON, ("x-vestibule-origin-secret", "guessed")],
        &[JSON, ("x-vestibule-origin-secret", &zeros), ("x-vestibule-viewer", "127.0.0.1")],
        &[JSON, ("x-vestibule-origin-secret", &zeros), ("x-vestibule-origin-secret", "")],
    ];
    for operation in operations() {
        let path = format!("/execute-api{}", operation.path_with(&scene.client.id));
        for headers in secrets {
            let body = if operation.method == "POST" { b"{}".to_vec() } else { Vec::new() };
            let answer = around.send(&operation.method, &path, headers, body).await;
            assert_eq!(
                (answer.status, answer.problem().as_deref()),
                (403, Some("not-through-the-front")),
                "{}",
                operation.id
            );
            assert!(operation.documents(&answer), "{}", operation.id);
        }
    }
    for (method, path) in [
        ("GET", "/api"),
        ("POST", "/api/nothing"),
        ("DELETE", "/api/staff/clients"),
        ("OPTIONS", "/api/client/sign-in"),
    ] {
        let answer = around.send(method, &format!("/execute-api{path}"), &[], Vec::new()).await;
        assert_eq!(
            (answer.status, answer.problem().as_deref()),
            (403, Some("not-through-the-front")),
            "{method} {path}"
        );
    }
    // Nothing changed on the way: the right PIN is still valid, and was never compared.
    let body = json!({ "link": scene.page.link, "pin": scene.pin, "secret": scene.page.secret });
    let direct = around.post("/execute-api/api/client/verify-pin", &body).await;
    let _ = direct.is_problem(403, "not-through-the-front");
    let timeline = scene.firm.admin.timeline(&scene.client).await;
    assert!(
        !timeline.iter().any(|line| line.starts_with("pin-ver") || line == "revoked"),
        "{timeline:?}"
    );
    let _ = scene.page.types_pin(&scene.pin).await.is(200);
}

#[tokio::test]
async fn a_page_of_another_site_cannot_invoke_functions() {
    let runner = Runner::shared().await;
    // A browser asks before it sends such an `authorization` across sites, and is refused.
    let visitor = Visitor::new(&runner.aws);
    let path = "/2015-03-31/functions/create-firm/invocations";
    for headers in [
        &[("content-type", "text/plain")][..],
        &[("authorization", "Basic eDp5")],
        &[("authorization", "AWS4-HMAC-SHA256")],
    ] {
        let answer = visitor.send("POST", path, headers, b"{}".to_vec()).await;
        assert_eq!(answer.status, 403, "{}", answer.text);
    }
    let asked = visitor
        .send(
            "OPTIONS",
            path,
            &[
                ("origin", "https://evil.example"),
                ("access-control-request-headers", "authorization"),
            ],
            Vec::new(),
        )
        .await;
    assert!(
        asked.status >= 400 && asked.header("access-control-allow-origin").is_none(),
        "{asked:?}"
    );
}
