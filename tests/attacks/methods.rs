//! Other methods, media types and addresses; and the headers of every answer.

use crate::openapi::operations;
use crate::scene::{at_pin_step, signed_in};
use vestibule_tests::{Answer, Runner};

/// The policy of a document that our own pages show in a frame: no script, no form, nothing of others.
const IN_OUR_FRAME: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; \
                            base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

#[track_caller]
fn is_private(answer: &Answer, what: &str) {
    let is_page = answer.header("content-type") == Some("text/html; charset=utf-8");
    assert!(!is_page || what == "/api/staff/settings/invitation", "{what} is a document");
    assert_eq!(answer.header("cache-control"), Some("no-store"), "{what}");
    assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{what}");
    assert_eq!(answer.header("referrer-policy"), Some("no-referrer"), "{what}");
    assert_eq!(
        answer.header("content-security-policy"),
        Some(if is_page { IN_OUR_FRAME } else { "default-src 'none'; frame-ancestors 'none'" }),
        "{what}"
    );
    for leaking in [
        "server",
        "x-powered-by",
        "access-control-allow-origin",
        "location",
        "etag",
        "last-modified",
        "expires",
    ] {
        assert!(answer.header(leaking).is_none(), "{what}: {leaking}");
    }
}

#[tokio::test]
async fn every_other_method_is_refused_with_the_allowed_ones_listed() {
    let runner = Runner::shared().await;
    let scene = at_pin_step(runner).await;
    let visitor = &scene.firm.admin.visitor;
    let all = operations();
    for operation in &all {
        let path = operation.path_with(&scene.client.id);
        let taken: Vec<_> = all
            .iter()
            .filter(|other| other.path == operation.path)
            .map(|other| other.method.clone())
            .collect();
        for method in
            ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "PROPFIND", "TRACE"]
        {
            if taken.iter().any(|own| own == method) {
                continue;
            }
            for headers in [
                &[][..],
                &[("content-type", "application/json")],
                &[("x-http-method-override", "POST")],
            ] {
                let answer = visitor
                    .send(
                        method,
                        &path,
                        headers,
                        if method == "POST" { b"{}".to_vec() } else { Vec::new() },
                    )
                    .await;
                let what = format!("{method} {path}");
                // The front refuses methods that no browser needs.
                if ["PROPFIND", "TRACE"].contains(&method) {
                    assert_eq!(answer.status, 403, "{what}");
                    continue;
                }
                assert_eq!(answer.status, 405, "{what}");
                assert_eq!(answer.header("allow"), Some(taken.join(", ").as_str()), "{what}");
                if method != "HEAD" {
                    assert_eq!(answer.problem().as_deref(), Some("method-not-allowed"), "{what}");
                }
                is_private(&answer, &what);
            }
        }
    }
    let account = scene.firm.admin.reads(&scene.client).await;
    assert_eq!(account["standing"], "invited", "no GET changed anything");
}

#[tokio::test]
async fn an_unknown_path_is_not_found_with_any_method() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    // Only the API: addresses without `/api/` are pages, tested with the front.
    let paths = [
        "/api/",
        "/api/nothing",
        "/api/client",
        "/api/client/sign-in/",
        "/api//client/sign-in",
        "/api/client/sign-in/x",
        "/api/client/sign%2din",
        "/api/client/%73ign-in",
        "/api/staff/clients/",
        "/api/staff/clients//invite",
        "/api/../api/client/session",
        "/api/client/session;x=1",
        "/api/client/session%00",
    ];
    for path in paths {
        for method in ["GET", "POST", "DELETE", "OPTIONS"] {
            let answer = firm
                .admin
                .visitor
                .send(method, path, &[("content-type", "application/json")], Vec::new())
                .await;
            let what = format!("{method} {path}");
            // A client may rewrite `/api/../api` to `/api` before it sends.
            if path.contains("..") && answer.status != 404 {
                continue;
            }
            assert_eq!(
                (answer.status, answer.problem().as_deref()),
                (404, Some("not-found")),
                "{what}"
            );
            is_private(&answer, &what);
        }
    }
}

#[tokio::test]
async fn a_form_of_another_site_changes_nothing() {
    let runner = Runner::shared().await;
    let scene = at_pin_step(runner).await;
    let visitor = &scene.firm.admin.visitor;
    let (_, browser) = signed_in(runner, &scene.firm).await;
    // What a browser sends across sites without asking: three media types, or none.
    for content_type in [
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "text/plain",
        "text/plain;charset=UTF-8",
        "",
    ] {
        for operation in operations().iter().filter(|operation| operation.method == "POST") {
            let path = operation.path_with(&scene.client.id);
            let body = serde_json::Value::Object(operation.sample()).to_string();
            let headers = [
                ("content-type", content_type),
                ("origin", "https://evil.example"),
                ("sec-fetch-site", "cross-site"),
            ];
            for sender in [visitor, &browser] {
                let answer = sender.send("POST", &path, &headers, body.clone().into_bytes()).await;
                assert_eq!(
                    (answer.status, answer.problem().as_deref()),
                    (415, Some("media-type-unsupported")),
                    "{content_type} {path}"
                );
                is_private(&answer, &path);
            }
        }
    }
    let _ = browser.get("/api/client/session").await.is(200);
    assert_eq!(scene.firm.admin.reads(&scene.client).await["standing"], "invited");
}

#[tokio::test]
async fn no_answer_may_be_cached_or_framed() {
    let runner = Runner::shared().await;
    let scene = at_pin_step(runner).await;
    let (client, browser) = signed_in(runner, &scene.firm).await;
    for operation in operations() {
        let path = operation.path_with(&client.id).replace("no-such-firm", &scene.firm.slug);
        let body = if operation.method == "POST" { b"{}".to_vec() } else { Vec::new() };
        // Reads only: sign-out and revoke would break the following requests.
        if operation.method == "GET" {
            for sender in [&browser, &scene.firm.admin.visitor, &runner.visitor()] {
                let answer = sender
                    .send(
                        "GET",
                        &path,
                        &[("if-none-match", "*"), ("range", "bytes=0-10")],
                        Vec::new(),
                    )
                    .await;
                assert!(answer.status != 304 && answer.status != 206, "{path}");
                is_private(&answer, &path);
            }
        }
        let answer = runner
            .visitor()
            .send(&operation.method, &path, &[("content-type", "application/json")], body)
            .await;
        is_private(&answer, &path);
    }
    for answer in [
        scene.page.opens().await,
        scene.page.types_pin(&scene.pin).await,
        scene.page.chooses_password("short").await,
    ] {
        is_private(&answer, &answer.text);
    }
}
