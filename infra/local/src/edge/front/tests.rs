//! The pages as a browser gets them, with the template's own functions and headers.

use super::*;
use crate::aws::functions::Functions;
use crate::edge::gateway::Routes;
use crate::storage::temporary_folder::TemporaryFolder;
use crate::template::Template;
use axum::body::{Body, to_bytes};
use serde_json::json;
use std::io::Read;

/// The front before a folder of pages.
struct Setup {
    front: Front,
    folder: TemporaryFolder,
}

/// The pages of a folder.
fn built(folder: PathBuf) -> Pages {
    Pages { folder, placeholder: || (StatusCode::SERVICE_UNAVAILABLE, "not built").into_response() }
}

/// Text that is long enough to be compressed.
fn script() -> String {
    "export const greeting = 'good morning';\n".repeat(100)
}

fn set_up_over(scheme: Scheme) -> Setup {
    set_up_with(scheme, Template::of_this_product().unwrap())
}

fn set_up_with(scheme: Scheme, template: Template) -> Setup {
    let folder = TemporaryFolder::new();
    let pages = folder.path().join("dist");
    std::fs::create_dir_all(pages.join("assets")).unwrap();
    for page in ["index", "i", "f", "portal", "console", "not-found"] {
        std::fs::write(pages.join(format!("{page}.html")), format!("the page {page}")).unwrap();
    }
    std::fs::write(pages.join("assets/i-1a2b.js"), script()).unwrap();
    std::fs::write(pages.join("assets/i-1a2b.js.map"), "{}").unwrap();
    std::fs::write(pages.join(".env"), "SECRET=1").unwrap();
    std::fs::write(folder.path().join("outside.html"), "outside").unwrap();
    let functions = Functions::default().with("refuse-unknown-route", |_| async {
        Ok(json!({ "statusCode": 404, "headers": {"cache-control": "ours"}, "body": "ours" }))
    });
    let gateway = Gateway::new(Routes::of(&template), functions);
    let front =
        Front::new(template.front.as_ref(), built(pages), gateway, "secret", scheme).unwrap();
    Setup { front, folder }
}

fn set_up() -> Setup {
    set_up_over(Scheme::Http)
}

struct Answer {
    status: u16,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }
}

impl Setup {
    async fn send(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = Request::builder().method(method).uri(path).header("host", "localhost");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = self.front.answer(request.body(Body::empty()).unwrap()).await;
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, 1_000_000).await.unwrap().to_vec();
        Answer { status: parts.status.as_u16(), headers: parts.headers, body }
    }

    async fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &[]).await
    }
}

#[tokio::test]
async fn an_address_without_a_dot_is_the_page_of_its_first_segment() {
    let setup = set_up();
    for (path, page) in [
        ("/", "index"),
        ("/?a=b.c", "index"),
        ("/i", "i"),
        ("/i/", "i"),
        ("/i/pin", "i"),
        ("/f/harbour-vale", "f"),
        ("/f/harbour-vale/forgot?email=a", "f"),
        ("/portal", "portal"),
        ("/portal/documents/7", "portal"),
        ("/console/set-up", "console"),
        ("/console.html", "console"),
        ("/i/a.b/c", "i"),
    ] {
        let answer = setup.get(path).await;
        let expected = format!("the page {page}");
        assert_eq!((answer.status, answer.text()), (200, expected.as_str()), "{path}");
        assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
        assert_eq!(answer.header("cache-control"), "no-cache");
    }
}

#[tokio::test]
async fn an_unknown_page_is_not_found_with_a_readable_message() {
    let setup = set_up();
    for path in [
        "/ii",
        "/I",
        "/inbox2",
        "/api",
        "/assets",
        "/assets/",
        "//i",
        "//evil.example/",
        "/%69",
        "/i%2Fpin",
        "/\\i",
        "/not-found.html",
        "/.well-known/anything",
        "/.git/config",
        "/.../x",
        "/%2e%2e/i",
    ] {
        let answer = setup.get(path).await;
        assert_eq!((answer.status, answer.text()), (404, "the page not-found"), "{path}");
        assert_eq!(answer.header("location"), "", "{path}");
    }
}

#[tokio::test]
async fn a_missing_or_unlisted_file_is_not_served() {
    let setup = set_up();
    for path in [
        "/assets/none.js",
        "/assets/i-1a2b.js.map",
        "/.env",
        "/%2eenv",
        "/../outside.html",
        "/assets/../../outside.html",
        "/assets/..%2f..%2foutside.html",
        "/%2e%2e/outside.html",
        "/..\\outside.html",
        "/assets/i-1a2b.js/",
        "//assets/i-1a2b.js",
        "/i.html%00.js",
        "/i.html/.",
        "/favicon.ico",
        "/%ff.html",
        "/../i/..%2fx",
    ] {
        let answer = setup.get(path).await;
        let of_the_bucket = answer.text().contains("<Code>NoSuchKey</Code>");
        let of_the_page = answer.text() == "the page not-found";
        assert!(
            answer.status == 404 && (of_the_bucket || of_the_page),
            "{path}: {}",
            answer.text()
        );
        assert_eq!(answer.header("cache-control"), if of_the_page { "no-cache" } else { "" });
        assert!(answer.header("content-security-policy").starts_with("default-src 'none'"));
    }
    assert!(setup.folder.path().join("outside.html").exists());
}

#[tokio::test]
async fn every_answer_has_the_templates_headers() {
    let setup = set_up();
    let template = Template::of_this_product().unwrap().front.unwrap();
    let pages = template.behaviors.last().unwrap();
    assert!(pages.headers.len() > 7);
    for path in ["/i", "/nothing", "/assets/i-1a2b.js", "/assets/none.js"] {
        let answer = setup.get(path).await;
        for added in &pages.headers {
            assert_eq!(answer.header(&added.name), added.value, "{path}");
        }
    }
    let api = setup.get("/api/nothing").await;
    assert_eq!((api.status, api.text()), (404, "ours"));
    assert_eq!(api.header("cache-control"), "ours", "a flow's own header stays");
    assert_eq!(api.header("x-content-type-options"), "nosniff");
    assert_eq!(api.header("referrer-policy"), "no-referrer");
}

#[tokio::test]
async fn hsts_is_not_sent_on_this_machine() {
    let answer = set_up_over(Scheme::Https).get("/i").await;
    assert_eq!(answer.header("strict-transport-security"), "");
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    let answer = set_up().get("/i").await;
    assert_eq!(answer.header("strict-transport-security"), "max-age=63072000; includeSubDomains");
}

#[tokio::test]
async fn pages_allow_only_reading() {
    let setup = set_up();
    let head = setup.send("HEAD", "/i", &[]).await;
    assert_eq!((head.status, head.header("content-type")), (200, "text/html; charset=utf-8"));
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"] {
        assert_eq!(setup.send(method, "/i", &[]).await.status, 403, "{method}");
    }
    assert_eq!(setup.send("POST", "/api/nothing", &[]).await.status, 404);
    assert_eq!(setup.send("TRACE", "/api/nothing", &[]).await.status, 403);
}

#[tokio::test]
async fn dots_in_an_address_do_not_leave_its_half() {
    let setup = set_up();
    for path in [
        "/api/nothing",
        "/x/../api/nothing",
        "/%2e%2e/api/nothing",
        "/./api/nothing",
        "/%61pi/nothing",
    ] {
        assert_eq!(setup.get(path).await.text(), "ours", "{path} is the API's");
    }
    for path in ["/api/../i", "/api/%2e%2e/i", "/API/nothing", "//api/nothing", "/api%2Fnothing"] {
        assert_eq!(setup.get(path).await.text(), "the page not-found", "{path} is a page's");
    }
}

#[tokio::test]
async fn password_managers_are_redirected_to_the_password_page() {
    let answer = set_up().get("/.well-known/change-password").await;
    assert_eq!((answer.status, answer.header("location")), (302, "/?change-password"));
}

#[tokio::test]
async fn an_unchanged_page_is_not_sent_again() {
    let setup = set_up();
    let first = setup.get("/assets/i-1a2b.js").await;
    let (tag, written) = (first.header("etag"), first.header("last-modified"));
    assert_eq!(first.header("cache-control"), "public, max-age=31536000, immutable");
    let weak = format!("W/{tag}, \"other\"");
    for known in [
        ("if-none-match", tag),
        ("if-none-match", &weak),
        ("if-none-match", "*"),
        ("if-modified-since", written),
    ] {
        let again = setup.send("GET", "/assets/i-1a2b.js", &[known]).await;
        assert_eq!((again.status, again.body.len()), (304, 0), "{known:?}");
        assert_eq!(again.header("etag"), tag);
        assert!(again.header("content-security-policy").starts_with("default-src 'none'"));
    }
    for unknown in [
        ("if-none-match", "\"other\""),
        ("if-modified-since", "Thu, 01 Jan 1970 00:00:00 GMT"),
        ("if-modified-since", "yesterday"),
    ] {
        assert_eq!(setup.send("GET", "/assets/i-1a2b.js", &[unknown]).await.status, 200);
    }
    let lost = setup.get("/nothing").await;
    let again = setup.send("GET", "/nothing", &[("if-none-match", lost.header("etag"))]).await;
    assert_eq!(again.status, 304, "the page for what is not there is kept as a 404");
    std::fs::write(setup.folder.path().join("dist/i.html"), "a newer page").unwrap();
    assert_eq!(setup.get("/i").await.text(), "a newer page");
}

#[tokio::test]
async fn long_text_is_compressed_for_browsers_that_accept_it() {
    let setup = set_up();
    let packed = setup.send("GET", "/assets/i-1a2b.js", &[("accept-encoding", "gzip, br")]).await;
    assert_eq!(
        (packed.header("content-encoding"), packed.header("vary")),
        ("br", "Accept-Encoding")
    );
    assert!(packed.header("etag").starts_with("W/\""));
    let mut text = String::new();
    brotli::Decompressor::new(packed.body.as_slice(), 4_096).read_to_string(&mut text).unwrap();
    assert!(text == script() && packed.body.len() < 200, "{}", packed.body.len());

    let packed = setup.send("GET", "/assets/i-1a2b.js", &[("accept-encoding", "gzip")]).await;
    assert_eq!(packed.header("content-encoding"), "gzip");
    let mut text = String::new();
    flate2::read::GzDecoder::new(packed.body.as_slice()).read_to_string(&mut text).unwrap();
    assert_eq!(text, script());

    for (path, headers) in [
        ("/i", vec![("accept-encoding", "br")]),
        ("/assets/i-1a2b.js", vec![("accept-encoding", "identity")]),
        ("/assets/i-1a2b.js", vec![("accept-encoding", "br"), ("range", "bytes=0-9")]),
    ] {
        let plain = setup.send("GET", path, &headers).await;
        assert_eq!((plain.header("content-encoding"), plain.header("vary")), ("", ""), "{path}");
    }
}

#[tokio::test]
async fn a_range_request_gets_a_part_of_the_file() {
    let setup = set_up();
    let whole = setup.get("/assets/i-1a2b.js").await;
    let part = setup.send("GET", "/assets/i-1a2b.js", &[("range", "bytes=7-11")]).await;
    assert_eq!((part.status, part.text()), (206, "const"));
    assert_eq!(part.header("content-range"), format!("bytes 7-11/{}", whole.body.len()));
    let stale = [("range", "bytes=7-11"), ("if-range", "\"other\"")];
    assert_eq!(setup.send("GET", "/assets/i-1a2b.js", &stale).await.status, 200);
    let beyond = setup.send("GET", "/assets/i-1a2b.js", &[("range", "bytes=9999-")]).await;
    assert_eq!((beyond.status, beyond.body.len()), (416, 0));
}

#[tokio::test]
async fn without_pages_every_address_says_so_and_the_api_answers() {
    let setup = set_up();
    std::fs::remove_dir_all(setup.folder.path().join("dist")).unwrap();
    for path in ["/", "/i", "/assets/x.js"] {
        let answer = setup.get(path).await;
        assert_eq!(answer.status, 503);
        assert_eq!(answer.text(), "not built");
    }
    assert_eq!(setup.get("/api/nothing").await.text(), "ours");
}

/// The front of a closed stage.
fn set_up_closed() -> Setup {
    let closed =
        Template::parse_with(include_str!("../../../../template.yaml"), &[("Closed", "yes")]);
    set_up_with(Scheme::Http, closed.unwrap())
}

#[tokio::test]
async fn a_closed_stage_answers_programs_with_unavailable() {
    let setup = set_up_closed();
    let kind = vestibule_contract::ProblemKind::Unavailable;
    let problem = vestibule_contract::Problem::new(kind);
    for method in ["GET", "POST", "PUT", "DELETE"] {
        let answer = setup.send(method, "/api/client/sign-in", &[]).await;
        assert_eq!((answer.status, answer.header("retry-after")), (503, "3600"), "{method}");
        assert_eq!(answer.header("content-type"), "application/problem+json");
        let told: vestibule_contract::Problem = serde_json::from_slice(&answer.body).unwrap();
        assert_eq!(told, problem, "it is what a flow says when the table is down");
    }
}

#[tokio::test]
async fn a_closed_stage_shows_people_a_page_in_both_languages_at_every_address() {
    let setup = set_up_closed();
    for path in [
        "/",
        "/i",
        "/f/harbour-vale",
        "/nothing",
        "/assets/i-1a2b.js",
        "/.well-known/change-password",
    ] {
        let answer = setup.get(path).await;
        assert_eq!((answer.status, answer.header("retry-after")), (503, "3600"), "{path}");
        assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
        let page = answer.text();
        assert!(page.starts_with("<!doctype html>\n<html lang=\"en\">"), "{page}");
        for said in [
            "<title>We’re working on the portal</title>",
            "<h1>We’re working on the portal</h1>",
            "Nothing is lost. Please try again in an hour.",
            "<section lang=\"de\">",
            "Bitte versuchen Sie es in einer Stunde noch einmal.",
            "<meta name=\"viewport\"",
        ] {
            assert!(page.contains(said), "{said}");
        }
        // The page needs nothing that its own policy forbids.
        assert!(!page.contains("style") && !page.contains("<script") && !page.contains("src="));
    }
}

#[tokio::test]
async fn a_closed_stage_answers_with_the_headers_that_protect_an_open_one() {
    let closed = set_up_closed();
    let open = set_up();
    for path in ["/i", "/api/nothing"] {
        let answer = closed.get(path).await;
        for name in ["strict-transport-security", "x-content-type-options", "referrer-policy"] {
            assert_eq!(answer.header(name), open.get(path).await.header(name), "{path} {name}");
        }
        assert_eq!(answer.header("cache-control"), "no-store");
        let policy = answer.header("content-security-policy");
        assert!(
            policy.starts_with("default-src 'none'") && policy.contains("frame-ancestors 'none'")
        );
    }
    assert_eq!(closed.get("/i").await.header("x-robots-tag"), "noindex, nofollow");
}

#[tokio::test]
async fn an_open_stage_is_not_closed() {
    let setup = set_up();
    assert_eq!(
        (setup.get("/i").await.status, setup.get("/api/nothing").await.text()),
        (200, "ours")
    );
}

#[test]
fn a_template_without_a_front_is_refused() {
    let gateway = Gateway::new(Routes::default(), Functions::default());
    let error = Front::new(None, built("x".into()), gateway, "s", Scheme::Http).err().unwrap();
    assert_eq!(error.to_string(), "it declares no front");
}
