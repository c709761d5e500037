//! The event that an HTTP API sends its function: payload format 2.0.
//!
//! The shape is that of AWS's documentation ("Create AWS Lambda proxy integrations for HTTP APIs"):
//! cookies separate from the headers, header names in lower case, several values of one name joined
//! by commas, absent fields left out.

use std::collections::BTreeMap;
use std::net::IpAddr;

use axum::body::Bytes;
use axum::http::{HeaderMap, Request, Version, header};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::API_DOMAIN;
use super::routes::RouteMatch;
use crate::account::names::ACCOUNT;

/// A complete request at the gateway.
pub struct Arrival<'a> {
    /// Its line, headers and body.
    pub request: &'a Request<Bytes>,
    /// The gateway's caller: behind the front, that is the front.
    pub source: IpAddr,
    /// The gateway's id for it.
    pub request_id: &'a str,
    /// The route that it takes.
    pub route: &'a RouteMatch,
}

/// Returns the event for a request that arrives now.
pub fn of(arrival: &Arrival<'_>) -> Value {
    at(arrival, Timestamp::now())
}

fn at(arrival: &Arrival<'_>, now: Timestamp) -> Value {
    let Arrival { request, source, request_id, route } = arrival;
    let (path, query) = (request.uri().path(), request.uri().query().unwrap_or_default());
    let agent = text_of(request.headers(), &header::USER_AGENT);
    let (api_id, _) = API_DOMAIN.split_once('.').unwrap_or((API_DOMAIN, ""));
    let mut event = json!({
        "version": "2.0",
        "routeKey": route.key,
        "rawPath": path,
        "rawQueryString": query,
        "headers": headers(arrival, now),
        "requestContext": {
            "accountId": ACCOUNT,
            "apiId": api_id,
            "domainName": API_DOMAIN,
            "domainPrefix": api_id,
            "http": {
                "method": request.method().as_str(),
                "path": path,
                "protocol": protocol(request.version()),
                "sourceIp": source.to_string(),
                "userAgent": agent.unwrap_or_default(),
            },
            "requestId": request_id,
            "routeKey": route.key,
            "stage": "$default",
            "time": now.strftime("%d/%b/%Y:%H:%M:%S +0000").to_string(),
            "timeEpoch": now.as_millisecond(),
        },
        "isBase64Encoded": false,
    });
    let mut set = |name: &str, value: Value| {
        event[name] = value;
    };
    let cookies = cookies(request.headers());
    if !cookies.is_empty() {
        set("cookies", json!(cookies));
    }
    let parameters = joined(form_urlencoded::parse(query.as_bytes()));
    if !parameters.is_empty() {
        set("queryStringParameters", Value::Object(parameters));
    }
    if !route.parameters.is_empty() {
        set("pathParameters", json!(route.parameters.iter().cloned().collect::<BTreeMap<_, _>>()));
    }
    if !request.body().is_empty() {
        match as_text(request.headers(), request.body()) {
            Some(text) => set("body", json!(text)),
            None => {
                set("body", json!(BASE64_STANDARD.encode(request.body())));
                set("isBase64Encoded", json!(true));
            }
        }
    }
    event
}

/// All headers but cookies, with those that the gateway itself sets.
fn headers(arrival: &Arrival<'_>, now: Timestamp) -> Map<String, Value> {
    let request = arrival.request;
    let ours = [
        "cookie",
        "host",
        "content-length",
        "transfer-encoding",
        "connection",
        "keep-alive",
        "te",
        "upgrade",
        "trailer",
        "expect",
    ];
    let given = request
        .headers()
        .iter()
        .map(|(name, value)| (name.as_str().to_owned(), lenient(value.as_bytes())));
    let mut headers = joined(given.filter(|(name, _)| !ours.contains(&name.as_str())));
    let forwarded = match headers.get("x-forwarded-for").and_then(Value::as_str) {
        Some(before) => format!("{before}, {}", arrival.source),
        None => arrival.source.to_string(),
    };
    let trace = format!(
        "Root=1-{:08x}-{}",
        now.as_second(),
        arrival.request_id.replace('-', "").get(..24).unwrap_or_default()
    );
    let mut set = |name: &str, value: String| headers.insert(name.to_owned(), json!(value));
    set("content-length", request.body().len().to_string());
    set("host", API_DOMAIN.to_owned());
    set("x-amzn-trace-id", trace);
    set("x-forwarded-for", forwarded);
    // The API is always called over TLS on AWS, whatever this machine uses.
    set("x-forwarded-port", "443".to_owned());
    set("x-forwarded-proto", "https".to_owned());
    headers
}

fn cookies(headers: &HeaderMap) -> Vec<String> {
    let lines = headers.get_all(header::COOKIE).iter().map(|value| lenient(value.as_bytes()));
    let cookies = lines.flat_map(|line| {
        line.split(';').map(|cookie| cookie.trim().to_owned()).collect::<Vec<_>>()
    });
    cookies.filter(|cookie| !cookie.is_empty()).collect()
}

/// Values of one name joined by commas, in the order they were given.
fn joined(
    pairs: impl Iterator<Item = (impl Into<String>, impl Into<String>)>,
) -> Map<String, Value> {
    let mut values: BTreeMap<String, String> = BTreeMap::new();
    for (name, value) in pairs {
        let value = value.into();
        values
            .entry(name.into())
            .and_modify(|before| {
                before.push(',');
                before.push_str(&value);
            })
            .or_insert(value);
    }
    values.into_iter().map(|(name, value)| (name, Value::String(value))).collect()
}

/// The body as text, if API Gateway sends this media type as text and it is UTF-8. Everything else,
/// including forms and bodies without a type, is sent in base64.
fn as_text<'a>(headers: &HeaderMap, body: &'a Bytes) -> Option<&'a str> {
    let declared = text_of(headers, &header::CONTENT_TYPE)?;
    let media = declared.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let text = media.starts_with("text/")
        || ["application/json", "application/javascript", "application/xml"]
            .contains(&media.as_str())
        || media.ends_with("+json")
        || media.ends_with("+xml");
    if text { std::str::from_utf8(body).ok() } else { None }
}

fn text_of(headers: &HeaderMap, name: &header::HeaderName) -> Option<String> {
    headers.get(name).map(|value| lenient(value.as_bytes()))
}

/// Header bytes as text: UTF-8 if valid, otherwise one character for each byte.
fn lenient(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

fn protocol(version: Version) -> &'static str {
    if version == Version::HTTP_10 { "HTTP/1.0" } else { "HTTP/1.1" }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(request: &Request<Bytes>, parameters: &[(&str, &str)]) -> Value {
        let parameters = parameters
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        let route = RouteMatch {
            function: "f".to_owned(),
            key: "POST /my/{parameter1}".to_owned(),
            parameters,
        };
        let source = IpAddr::from([192, 0, 2, 1]);
        let request_id = "0123456789-abcdef-0123456789-abcdef";
        at(
            &Arrival { request, source, request_id, route: &route },
            "2020-03-12T19:03:58.390Z".parse().unwrap(),
        )
    }

    /// The example of AWS's documentation, with this machine's values.
    #[test]
    fn the_event_is_the_one_that_aws_documents() {
        let request =
            Request::post("/my/path?parameter1=value1&parameter1=value2&parameter2=value")
                .header("Header1", "value1")
                .header("Header2", "value1")
                .header("Header2", "value2")
                .header("Cookie", "cookie1=a; cookie2=b")
                .header("Content-Type", "text/plain")
                .header("User-Agent", "agent")
                .header("Host", "localhost:8080")
                .header("Connection", "keep-alive")
                .body(Bytes::from("Hello from Lambda"))
                .unwrap();
        assert_eq!(
            event(&request, &[("parameter1", "path")]),
            json!({
                "version": "2.0",
                "routeKey": "POST /my/{parameter1}",
                "rawPath": "/my/path",
                "rawQueryString": "parameter1=value1&parameter1=value2&parameter2=value",
                "cookies": ["cookie1=a", "cookie2=b"],
                "headers": {
                    "header1": "value1",
                    "header2": "value1,value2",
                    "content-length": "17",
                    "content-type": "text/plain",
                    "host": API_DOMAIN,
                    "user-agent": "agent",
                    "x-amzn-trace-id": "Root=1-5e6a879e-0123456789abcdef01234567",
                    "x-forwarded-for": "192.0.2.1",
                    "x-forwarded-port": "443",
                    "x-forwarded-proto": "https",
                },
                "queryStringParameters": {"parameter1": "value1,value2", "parameter2": "value"},
                "requestContext": {
                    "accountId": "123456789012",
                    "apiId": "local",
                    "domainName": API_DOMAIN,
                    "domainPrefix": "local",
                    "http": {
                        "method": "POST",
                        "path": "/my/path",
                        "protocol": "HTTP/1.1",
                        "sourceIp": "192.0.2.1",
                        "userAgent": "agent",
                    },
                    "requestId": "0123456789-abcdef-0123456789-abcdef",
                    "routeKey": "POST /my/{parameter1}",
                    "stage": "$default",
                    "time": "12/Mar/2020:19:03:58 +0000",
                    "timeEpoch": 1_584_039_838_390_i64,
                },
                "body": "Hello from Lambda",
                "pathParameters": {"parameter1": "path"},
                "isBase64Encoded": false,
            })
        );
    }

    #[test]
    fn absent_fields_are_left_out() {
        let event = event(&Request::get("/x").body(Bytes::new()).unwrap(), &[]);
        for absent in ["cookies", "queryStringParameters", "pathParameters", "body"] {
            assert_eq!(event.get(absent), None, "{absent}");
        }
    }

    #[test]
    fn only_text_is_sent_as_text() {
        let body = |media: Option<&str>, bytes: &'static [u8]| {
            let builder = Request::post("/x");
            let builder = match media {
                Some(media) => builder.header("content-type", media),
                None => builder,
            };
            let event = event(&builder.body(Bytes::from_static(bytes)).unwrap(), &[]);
            (
                event["body"].as_str().unwrap().to_owned(),
                event["isBase64Encoded"].as_bool().unwrap(),
            )
        };
        for text in [
            "application/json",
            "Application/JSON; charset=utf-8",
            "text/plain",
            "application/problem+json",
        ] {
            assert_eq!(body(Some(text), b"{}"), ("{}".to_owned(), false), "{text}");
        }
        for other in [
            Some("application/x-www-form-urlencoded"),
            Some("application/octet-stream"),
            Some("multipart/form-data; boundary=x"),
            None,
        ] {
            assert_eq!(body(other, b"a=b"), ("YT1i".to_owned(), true), "{other:?}");
        }
        assert_eq!(body(Some("application/json"), b"\xff"), ("/w==".to_owned(), true));
    }
}
