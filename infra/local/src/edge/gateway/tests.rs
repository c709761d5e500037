//! The gateway as a browser uses it, over a socket.

use super::*;
use crate::edge::front::{Front, Pages};
use crate::net::listener::{self, Patience, Scheme};
use crate::template::Template;
use reqwest::Client;
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::sync::watch;

/// A gateway with the product's routes, whose functions return the event they got.
struct Setup {
    origin: String,
    gateway: Gateway,
    _stop: watch::Sender<bool>,
}

async fn set_up() -> Setup {
    let echo = |event: Value| async move {
        Ok(
            json!({ "statusCode": 200, "headers": {"content-type": "application/json"}, "cookies": ["a=1", "b=2"], "body": event.to_string() }),
        )
    };
    let functions = Functions::default()
        .with("verify-pin", echo)
        .with("read-firm", echo)
        .with("refuse-unknown-route", |_| async {
            Ok(json!({ "statusCode": 404, "body": "ours" }))
        })
        .with("sign-out", |_| async { panic!("over a stone") })
        .with("sign-in", |_| async { Ok(json!({ "statusCode": "no number" })) });
    let template = Template::of_this_product().unwrap();
    let gateway = Gateway::new(Routes::of(&template), functions);
    let (socket, address) = listener::on_loopback(0).await.unwrap();
    let (stop, stopping) = watch::channel(false);
    let front = template.front.as_ref();
    let pages = Pages { folder: "none".into(), placeholder: reply::internal_error };
    let router =
        Front::new(front, pages, gateway.clone(), "the secret", Scheme::Http).unwrap().router();
    tokio::spawn(listener::serve(
        socket,
        router,
        Patience::For(Duration::from_millis(500)),
        None,
        stopping,
    ));
    Setup { origin: format!("http://{address}"), gateway, _stop: stop }
}

#[tokio::test]
async fn a_request_becomes_an_event_and_a_reply_an_answer() {
    let setup = set_up().await;
    let request = Client::new()
        .post(format!("{}/api/client/verify-pin?x=1", setup.origin))
        .header("x-vestibule-viewer", "6.6.6.6")
        .header("x-vestibule-origin-secret", "guessed")
        .header("x-vestibule-anything", "forged")
        .header("x-forwarded-for", "203.0.113.9")
        .header("host", "evil.example")
        .header("cookie", "s=1; t=2")
        .json(&json!({"pin": "123456"}));
    let answer = request.send().await.unwrap();
    assert_eq!(answer.status(), 200);
    let cookies: Vec<_> = answer.headers().get_all("set-cookie").iter().cloned().collect();
    assert_eq!(cookies, ["a=1", "b=2"]);
    assert!(answer.headers().contains_key("apigw-requestid"));
    let event: Value = answer.json().await.unwrap();
    assert_eq!(event["routeKey"], "POST /api/client/verify-pin");
    assert_eq!(event["cookies"], json!(["s=1", "t=2"]));
    assert_eq!(event["body"], r#"{"pin":"123456"}"#);
    assert_eq!(event["headers"]["x-vestibule-origin-secret"], "the secret");
    assert_eq!(event["headers"]["x-vestibule-viewer"], "127.0.0.1");
    assert_eq!(event["headers"]["x-vestibule-host"], "evil.example");
    assert_eq!(event["headers"].get("x-vestibule-anything"), None);
    assert_eq!(event["headers"]["x-forwarded-for"], "203.0.113.9, 127.0.0.1, 192.0.2.1");
    assert_eq!(event["headers"]["host"], API_DOMAIN);
    assert_eq!(event["requestContext"]["http"]["sourceIp"], "192.0.2.1");
}

#[tokio::test]
async fn requests_around_the_front_have_no_secret() {
    let request = Request::get("/api/firms/acme").body(axum::body::Body::empty()).unwrap();
    let answer = set_up().await.gateway.answer_directly(request).await;
    let event = axum::body::to_bytes(answer.into_body(), 10_000).await.unwrap();
    let event: Value = serde_json::from_slice(&event).unwrap();
    assert_eq!(event["headers"].get("x-vestibule-origin-secret"), None);
    assert_eq!(event["requestContext"]["http"]["sourceIp"], "127.0.0.1");
    assert_eq!(event["pathParameters"], json!({"slug": "acme"}));
}

#[tokio::test]
async fn a_failing_function_is_answered_as_on_aws() {
    let setup = set_up().await;
    for path in ["sign-in", "sign-out"] {
        let answer =
            Client::new().post(format!("{}/api/client/{path}", setup.origin)).send().await.unwrap();
        assert_eq!(answer.status(), 500, "{path}");
        assert_eq!(answer.text().await.unwrap(), r#"{"message":"Internal Server Error"}"#);
    }
    let unknown = Client::new().get(format!("{}/api/nothing", setup.origin)).send().await.unwrap();
    assert_eq!((unknown.status().as_u16(), unknown.text().await.unwrap().as_str()), (404, "ours"));
}

#[tokio::test]
async fn a_too_large_request_gets_a_problem() {
    let setup = set_up().await;
    let url = format!("{}/api/client/verify-pin", setup.origin);
    let answer = Client::new().post(&url).body(vec![b'a'; 3 * 1024 * 1024]).send().await.unwrap();
    assert_eq!(answer.status(), 413);
    assert_eq!(answer.headers()["content-type"], "application/problem+json");
    assert_eq!(answer.json::<Value>().await.unwrap()["status"], 413);
    let answer =
        Client::new().post(&url).header("x-long", "a".repeat(11_000)).send().await.unwrap();
    assert_eq!(answer.status(), 431);
}

#[tokio::test]
async fn endless_headers_are_cut_off() {
    let setup = set_up().await;
    let mut stream =
        tokio::net::TcpStream::connect(setup.origin.trim_start_matches("http://")).await.unwrap();
    stream.write_all(b"GET / HTTP/1.1\r\nhost: x\r\n").await.unwrap();
    let mut answer = Vec::new();
    let ended = tokio::time::timeout(Duration::from_secs(5), stream.read_to_end(&mut answer)).await;
    assert!(ended.is_ok(), "the connection ends");
}
