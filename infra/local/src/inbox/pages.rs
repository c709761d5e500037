//! The runner's own pages: what it is, and the inbox, for people and for programs.
//!
//! Only a browser that addresses this machine by its own name gets them: a page elsewhere whose
//! name resolves to loopback must not read anybody's PIN.

use std::sync::Arc;

use axum::extract::{Path, Query, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde::Deserialize;

use super::{mail, page};
use crate::account::ids::fresh_id;
use crate::storage::message_store::{Message, MessageFilter, MessageStore};

/// The pages, for the gateway to serve beside the template's routes.
pub fn router(inbox: MessageStore) -> Router {
    Router::new()
        .route("/inbox", get(for_people))
        .route("/inbox.json", get(for_programs))
        .route("/inbox/{file}", get(html_part))
        .route_layer(middleware::from_fn(by_its_own_name))
        .with_state(inbox)
}

/// The requested page of the inbox.
#[derive(Deserialize)]
struct PageQuery {
    to: Option<String>,
    /// Only messages older than the one with this id.
    before: Option<String>,
}

/// The answer to page requests while the product's pages are not built.
pub fn no_pages() -> Response {
    (StatusCode::SERVICE_UNAVAILABLE, page_of(page::front_door)).into_response()
}

async fn for_people(State(inbox): State<MessageStore>, Query(query): Query<PageQuery>) -> Response {
    let to = query.to.filter(|to| !to.trim().is_empty()).map(|to| to.trim().to_owned());
    let mut messages = inbox.list(&MessageFilter { to: to.clone(), after: None });
    if let Some(end) =
        query.before.and_then(|id| messages.iter().position(|message| message.id == id))
    {
        messages.truncate(end);
    }
    messages.reverse();
    page_of(|nonce| page::inbox(nonce, &messages, to.as_deref()))
}

async fn for_programs(
    State(inbox): State<MessageStore>,
    Query(wanted): Query<MessageFilter>,
) -> Response {
    let messages: Vec<Arc<Message>> = inbox.list(&wanted);
    let body = Json(messages.iter().map(AsRef::as_ref).collect::<Vec<&Message>>());
    ([(header::CACHE_CONTROL, "no-store")], body).into_response()
}

/// An e-mail's HTML part, for the frame on the page: it may only show content and link.
async fn html_part(State(inbox): State<MessageStore>, Path(file): Path<String>) -> Response {
    let message = file.strip_suffix(".html").and_then(|id| inbox.find(id));
    let Some(html) = message.as_ref().and_then(|message| message.html.as_deref()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data: http: https:; \
                  frame-ancestors 'self'; form-action 'none'; base-uri 'none'; \
                  sandbox allow-popups allow-popups-to-escape-sandbox";
    guarded(policy, mail::with_links_outward(html))
}

fn page_of(draw: impl FnOnce(&str) -> String) -> Response {
    let nonce = fresh_id();
    let policy = format!(
        "default-src 'none'; style-src 'nonce-{nonce}'; frame-src 'self'; form-action 'self'; \
         frame-ancestors 'none'; base-uri 'none'"
    );
    guarded(&policy, draw(&nonce))
}

fn guarded(policy: &str, html: String) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
    ];
    (headers, html).into_response()
}

async fn by_its_own_name(request: Request, next: Next) -> Response {
    if request.headers().get(header::HOST).is_some_and(is_this_machine) {
        next.run(request).await
    } else {
        (StatusCode::MISDIRECTED_REQUEST, "This page is shown at http://localhost only.\n")
            .into_response()
    }
}

fn is_this_machine(host: &HeaderValue) -> bool {
    let host = host.to_str().unwrap_or_default();
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|digit| digit.is_ascii_digit()) => name,
        _ => host,
    };
    name.eq_ignore_ascii_case("localhost") || name == "127.0.0.1"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machines_own_names_are_accepted() {
        for ours in ["localhost:8080", "localhost", "127.0.0.1:80", "LOCALHOST:1"] {
            assert!(is_this_machine(&HeaderValue::from_static(ours)), "{ours}");
        }
        for other in [
            "localhost.evil.example:8080",
            "evil.example",
            "127.0.0.1.nip.io",
            "",
            "localhost:8080@x",
        ] {
            assert!(!is_this_machine(&HeaderValue::from_static(other)), "{other}");
        }
    }
}
