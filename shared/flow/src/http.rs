//! From an HTTP request to a flow's handler and back: origin, size, media type, problems, headers.

use crate::Failure;
use crate::flow::{Form, HttpHandler, RawCall, RawReply};
use crate::limits;
use lambda_http::http::header::{
    ALLOW, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, COOKIE, HeaderName, HeaderValue,
    REFERRER_POLICY, RETRY_AFTER, SET_COOKIE, X_CONTENT_TYPE_OPTIONS,
};
use lambda_http::http::{Method, Response, StatusCode};
use lambda_http::request::RequestContext;
use lambda_http::{Body, Request, RequestExt};
use std::collections::HashMap;
use std::time::Instant;
use subtle::ConstantTimeEq;
use uuid::Uuid;
use vestibule_contract::problem::MEDIA_TYPE;
use vestibule_contract::{Operation, Problem, ProblemKind};
use vestibule_runtime::App;
use vestibule_runtime::logging;
use vestibule_runtime::meter::Meter;

/// Proves that a request came through the front.
pub const ORIGIN_SECRET: &str = "x-vestibule-origin-secret";
/// The viewer's address, as seen by the front.
pub const VIEWER: &str = "x-vestibule-viewer";
/// The largest body of a request (docs/access-rules.md, "Requests").
pub const MAX_BODY: usize = 64 * 1024;
/// Seconds after which a retry of an unavailable dependency makes sense.
const UNAVAILABLE_RETRY_S: i64 = 5;

/// Answers a request with a flow. Never fails: every failure becomes a problem.
pub(crate) async fn answer(
    app: App,
    operation: &Operation,
    handler: &HttpHandler,
    request: Request,
) -> Response<Body> {
    let started = Instant::now();
    let id = id_of(&request);
    let (outcome, counted) = Meter::over(operation.name, &id, async {
        handler(app.clone(), admit(&app, operation, request)?).await
    })
    .await;
    let (response, label) = match outcome {
        Ok(reply) => (granted(operation, reply), "granted"),
        Err(Failure::Refused(refused)) => {
            let label = refused.kind.code();
            let (retry_after_s, allow) = (refused.retry_after_s, refused.allow.clone());
            (problem(refused.problem().of_request(&id), retry_after_s, allow), label)
        }
        Err(Failure::Fault(fault)) => {
            let kind = fault.problem_kind();
            if kind.status() >= 500 {
                let (flow, problem) = (operation.name, kind.code());
                tracing::error!(flow, request = id, problem, cause = %fault, "a fault");
            }
            let retry_after_s = (kind == ProblemKind::Unavailable).then_some(UNAVAILABLE_RETRY_S);
            (problem(Problem::new(kind).of_request(&id), retry_after_s, None), kind.code())
        }
    };
    let duration_ms = started.elapsed().as_secs_f64() * 1000.0;
    logging::request(operation.name, &id, label, response.status().as_u16(), duration_ms, counted);
    response
}

/// The gateway's request id, as in its access log. Empty if there is none, or if it is not valid in
/// a URN.
fn id_of(request: &Request) -> String {
    let id = match request.request_context_ref() {
        Some(RequestContext::ApiGatewayV2(context)) => context.request_id.clone(),
        Some(_) | None => None,
    };
    let fits = |id: &String| {
        id.len() <= 64 && id.chars().all(|c| c.is_ascii_alphanumeric() || "-_=+/".contains(c))
    };
    id.filter(fits).unwrap_or_default()
}

/// Every check before a handler gets the request.
fn admit(app: &App, operation: &Operation, request: Request) -> Result<RawCall, Failure> {
    if !through_the_front(app, &request) {
        return Err(Failure::refused(ProblemKind::NotThroughTheFront));
    }
    // Another site cannot send JSON without this site's consent, so every change requires JSON,
    // even one without a body.
    let changes = request.method() == Method::POST;
    if changes && operation.path.is_some() && !is_json(&request) {
        return Err(Failure::refused(ProblemKind::MediaTypeUnsupported));
    }
    let idempotency_key = match request.headers().get("idempotency-key") {
        Some(value) if operation.idempotent => {
            let key = value.to_str().ok().and_then(|text| Uuid::try_parse(text).ok());
            Some(key.ok_or_else(|| {
                Failure::refused(ProblemKind::RequestMalformed).with("header", "idempotency-key")
            })?)
        }
        Some(_) | None => None,
    };
    let path = match (operation.path, request.path_parameters_ref()) {
        // The catch-all route gets the path itself.
        (None, _) => HashMap::from([
            ("path".to_owned(), request.raw_http_path().to_owned()),
            ("method".to_owned(), request.method().to_string()),
        ]),
        (Some(_), Some(parameters)) => pairs(parameters.iter()),
        (Some(_), None) => HashMap::new(),
    };
    let query = query(
        operation,
        request.query_string_parameters_ref().into_iter().flat_map(|query| query.iter()),
    )?;
    let cookies = cookies(&request);
    let source = viewer(&request);
    let body = match request.into_body() {
        Body::Empty => Vec::new(),
        Body::Text(text) => text.into_bytes(),
        Body::Binary(bytes) => bytes,
        _ => Vec::new(),
    };
    if body.len() > MAX_BODY {
        return Err(Failure::refused(ProblemKind::BodyTooLarge));
    }
    Ok(RawCall { body, cookies, source, idempotency_key, path, query })
}

/// Parses the query. Rejects unknown or repeated parameters: ignoring them would hide a caller's
/// mistake. Operations without parameters ignore the query.
fn query<'a>(
    operation: &Operation,
    given: impl Iterator<Item = (&'a str, &'a str)>,
) -> Result<HashMap<String, String>, Failure> {
    let mut query = HashMap::new();
    for (name, value) in given {
        let is_known = operation.query.iter().any(|known| known.name == name);
        let former = query.insert(name.to_owned(), value.to_owned());
        if !operation.query.is_empty() && (!is_known || former.is_some()) {
            return Err(Failure::refused(ProblemKind::RequestMalformed).with("parameter", name));
        }
    }
    Ok(query)
}

fn through_the_front(app: &App, request: &Request) -> bool {
    let given = request.headers().get(ORIGIN_SECRET).map(HeaderValue::as_bytes).unwrap_or_default();
    // Both are compared, so the time does not reveal which one is in use.
    app.config()
        .origin_secrets
        .iter()
        .fold(false, |found, secret| found | bool::from(secret.as_bytes().ct_eq(given)))
}

fn is_json(request: &Request) -> bool {
    let given = request
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let media_type = given.split(';').next().unwrap_or_default().trim();
    media_type.eq_ignore_ascii_case("application/json")
}

/// Trusted because the origin secret was checked first; without the front's header there is no
/// source.
fn viewer(request: &Request) -> String {
    let address = request.headers().get(VIEWER).and_then(|value| value.to_str().ok());
    limits::source_of(address.unwrap_or_default())
}

fn cookies(request: &Request) -> HashMap<String, String> {
    let mut found: HashMap<String, String> = HashMap::new();
    for header in request.headers().get_all(COOKIE) {
        for pair in header.to_str().unwrap_or_default().split(';') {
            if let Some((name, value)) = pair.trim().split_once('=') {
                // A browser sends a `__Host-` cookie once; if there are two, neither is accepted.
                found
                    .entry(name.to_owned())
                    .and_modify(String::clear)
                    .or_insert_with(|| value.to_owned());
            }
        }
    }
    found
}

fn pairs<'a>(all: impl Iterator<Item = (&'a str, &'a str)>) -> HashMap<String, String> {
    all.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

fn granted(operation: &Operation, reply: RawReply) -> Response<Body> {
    let mut response = Response::new(match &reply.form {
        Form::File(_) => Body::Binary(reply.body),
        Form::Json | Form::Page => text(reply.body),
    });
    *response.status_mut() = StatusCode::from_u16(operation.status).unwrap_or(StatusCode::OK);
    finish(&mut response, "application/json");
    let headers = response.headers_mut();
    match reply.form {
        Form::Json => {}
        Form::File(content_type) => {
            if let Ok(content_type) = HeaderValue::from_str(&content_type) {
                headers.insert(CONTENT_TYPE, content_type);
                headers.insert(CACHE_CONTROL, HeaderValue::from_static(FOR_GOOD));
            }
        }
        Form::Page => {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
            headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(IN_A_FRAME));
        }
    }
    for cookie in reply.cookies {
        if let Ok(mut value) = HeaderValue::from_str(&cookie) {
            value.set_sensitive(true);
            response.headers_mut().append(SET_COOKIE, value);
        }
    }
    response
}

fn problem(problem: Problem, retry_after_s: Option<i64>, allow: Option<String>) -> Response<Body> {
    let mut response = Response::new(text(serde_json::to_vec(&problem).unwrap_or_default()));
    *response.status_mut() =
        StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    finish(&mut response, MEDIA_TYPE);
    if let Some(seconds) = retry_after_s {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    if let Some(Ok(methods)) = allow.map(|methods| HeaderValue::from_str(&methods)) {
        response.headers_mut().insert(ALLOW, methods);
    }
    response
}

fn text(json: Vec<u8>) -> Body {
    String::from_utf8(json).map_or(Body::Empty, Body::Text)
}

/// For a document that our own pages show in a frame: its own styles, our pictures, no script.
const IN_A_FRAME: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; \
                          base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/// For a file whose name is derived from its content.
const FOR_GOOD: &str = "public, max-age=31536000, immutable";

/// Private, never cached, never framed, never sniffed.
fn finish(response: &mut Response<Body>, media_type: &'static str) {
    const ALWAYS: [(HeaderName, &str); 4] = [
        (CACHE_CONTROL, "no-store"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (REFERRER_POLICY, "no-referrer"),
        (CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'"),
    ];
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
    for (name, value) in ALWAYS {
        headers.insert(name, HeaderValue::from_static(value));
    }
}
