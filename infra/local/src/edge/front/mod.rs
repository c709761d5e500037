//! The front: CloudFront. One address for the pages, which are in a bucket, and for the API.
//!
//! The template decides which half takes a request, which functions run, and which headers an
//! answer gets; the functions are executed, not imitated. Only the front knows the origin secret.

mod admission;
mod bucket;
mod compression;
mod edge_function;
mod event;
mod front_error;
mod objects;
mod range;

pub use front_error::FrontError;

use std::borrow::Cow;
use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use percent_encoding::percent_decode_str;

use crate::edge::gateway::{self, Gateway};
use crate::net::listener::{Scheme, peer_of};
use crate::template::{self, AddedHeader, Behavior, Origin};
use bucket::Bucket;
use edge_function::EdgeFunction;
use event::RequestView;

/// The address from which the front calls the API: an edge's, never a viewer's.
pub const EDGE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 1));

/// The pages that the front serves.
pub struct Pages {
    /// The folder that they were built into.
    pub folder: PathBuf,
    /// The answer to every page request while the pages are not built.
    pub placeholder: fn() -> Response,
}

/// The front, with everything behind it.
pub struct Front {
    halves: Vec<Half>,
    bucket: Bucket,
    placeholder: fn() -> Response,
    gateway: Gateway,
    origin_secret: HeaderValue,
}

/// The origin and settings for the requests of one pattern.
struct Half {
    behavior: Behavior,
    headers: Vec<(HeaderName, HeaderValue, Override)>,
    on_request: Option<EdgeFunction>,
    on_response: Option<EdgeFunction>,
}

/// Whether a header of the front replaces the origin's own.
#[derive(Clone, Copy)]
enum Override {
    Always,
    WhereThereIsNone,
}

impl Front {
    /// Returns the front that the template describes, before the files of `pages` and `gateway`.
    ///
    /// # Errors
    /// The template has no front, or one with an invalid function or header.
    pub fn new(
        described: Option<&template::Front>,
        pages: Pages,
        gateway: Gateway,
        origin_secret: &str,
        scheme: Scheme,
    ) -> Result<Self, FrontError> {
        let described = described.ok_or(FrontError::Missing)?;
        let halves = described.behaviors.iter().map(|behavior| Half::new(behavior, scheme));
        let mut origin_secret =
            HeaderValue::from_str(origin_secret).unwrap_or_else(|_| HeaderValue::from_static(""));
        origin_secret.set_sensitive(true);
        Ok(Self {
            halves: halves.collect::<Result<_, _>>()?,
            bucket: Bucket::new(pages.folder),
            placeholder: pages.placeholder,
            gateway,
            origin_secret,
        })
    }

    /// The router of everything that comes through the front.
    pub fn router(self) -> Router {
        Router::new().fallback(through_the_front).with_state(Arc::new(self))
    }

    async fn answer(&self, mut request: Request) -> Response {
        if let Err(refusal) = admission::admit(&request) {
            return refusal.response();
        }
        let Some(half) = self.half_of(request.uri().path()) else {
            return unavailable("no half of the front takes everything");
        };
        if !half.behavior.methods.iter().any(|method| method == request.method().as_str()) {
            return method_refused();
        }
        let viewer = peer_of(&request);
        match half.sees(viewer, &mut request) {
            Ok(None) => {}
            Ok(Some(response)) => return response,
            Err(error) => return unavailable(&error),
        }
        let seen = RequestView::of(&request);
        let response = match &half.behavior.origin {
            Origin::Bucket if self.bucket.is_missing() => return (self.placeholder)(),
            Origin::Bucket => {
                let (parts, _) = request.into_parts();
                let path = parts.uri.path().to_owned();
                self.bucket.answer(path, parts.headers, half.behavior.compress).await
            }
            Origin::Api { secret_header } => self.call(request, viewer, secret_header).await,
        };
        half.finishes(viewer, &seen, response)
    }

    /// Returns the half that takes this path, which must be the path as sent.
    fn half_of(&self, path: &str) -> Option<&Half> {
        let meant = normal(path);
        self.halves.iter().find(|half| {
            let pattern = half.behavior.pattern.as_deref().unwrap_or("*");
            pattern.strip_suffix('*').is_some_and(|start| meant.starts_with(start))
        })
    }

    async fn call(&self, request: Request, viewer: IpAddr, secret_header: &str) -> Response {
        let mut request = match gateway::body::collect(request).await {
            Ok(request) => request,
            Err(refusal) => return refusal.response(),
        };
        let headers = request.headers_mut();
        if let Ok(name) = HeaderName::try_from(secret_header) {
            headers.insert(name, self.origin_secret.clone());
        }
        forward(viewer, headers);
        headers.remove(header::HOST);
        self.gateway.answer(request, EDGE).await
    }
}

impl Half {
    fn new(behavior: &Behavior, scheme: Scheme) -> Result<Self, FrontError> {
        let load = |code: &Option<String>| code.as_deref().map(EdgeFunction::load).transpose();
        // A browser that received this header over TLS would use TLS for all ports of this machine
        // from then on. Over plain HTTP it ignores the header.
        let heard = |added: &&AddedHeader| {
            scheme == Scheme::Http || added.name != "strict-transport-security"
        };
        let headers = behavior.headers.iter().filter(heard).map(|added| {
            let name = HeaderName::try_from(&added.name);
            let value = HeaderValue::from_str(&added.value);
            match (name, value) {
                (Ok(name), Ok(value)) if added.replaces => Ok((name, value, Override::Always)),
                (Ok(name), Ok(value)) => Ok((name, value, Override::WhereThereIsNone)),
                (Err(_), _) | (_, Err(_)) => Err(FrontError::Header { name: added.name.clone() }),
            }
        });
        Ok(Self {
            behavior: behavior.clone(),
            headers: headers.collect::<Result<_, _>>()?,
            on_request: load(&behavior.on_request)?,
            on_response: load(&behavior.on_response)?,
        })
    }

    /// Passes the request to this half's function, which may change it or answer it.
    fn sees(&self, viewer: IpAddr, request: &mut Request) -> Result<Option<Response>, String> {
        let Some(function) = &self.on_request else { return Ok(None) };
        let answer = function.run(&event::of_request(viewer, &RequestView::of(request)))?;
        if answer.get("statusCode").is_some() {
            return event::response(&answer).map(Some);
        }
        let uri = answer["uri"].as_str().ok_or("a function returned a request without a uri")?;
        if uri != request.uri().path() {
            *request.uri_mut() = Uri::try_from(uri).map_err(|error| error.to_string())?;
        }
        event::apply_headers(&answer["headers"], request.headers_mut())?;
        Ok(None)
    }

    /// Adds the headers to the answer and passes it to this half's function.
    fn finishes(&self, viewer: IpAddr, seen: &RequestView, mut response: Response) -> Response {
        let came_well = response.status().as_u16() < 400;
        for (name, value, replaces) in &self.headers {
            match replaces {
                Override::Always => _ = response.headers_mut().insert(name, value.clone()),
                Override::WhereThereIsNone => {
                    response.headers_mut().entry(name).or_insert_with(|| value.clone());
                }
            }
        }
        match &self.on_response {
            // The function does not see answers from 400 on.
            Some(function) if came_well => {
                let answer = function.run(&event::of_response(viewer, seen, &response));
                let changed = answer.and_then(|answer| event::apply(&answer, &mut response));
                changed.map_or_else(|error| unavailable(&error), |()| response)
            }
            Some(_) | None => response,
        }
    }
}

async fn through_the_front(State(front): State<Arc<Front>>, request: Request) -> Response {
    front.answer(request).await
}

/// The path without `.` and `..`, and without needless escapes: CloudFront chooses by this one, and
/// forwards the one that was sent. An escaped slash is part of a segment.
fn normal(path: &str) -> String {
    let mut segments: Vec<Cow<'_, str>> = Vec::new();
    for segment in path.split('/').skip(1) {
        let decoded = percent_decode_str(segment).decode_utf8_lossy();
        match decoded.as_ref() {
            "." => {}
            ".." => _ = segments.pop(),
            text if text.contains('/') => segments.push(Cow::Borrowed(segment)),
            _ => segments.push(decoded),
        }
    }
    format!("/{}", segments.join("/"))
}

/// CloudFront adds the viewer after whatever the viewer claims.
fn forward(viewer: IpAddr, headers: &mut HeaderMap) {
    let claimed = headers.get("x-forwarded-for").and_then(|claimed| claimed.to_str().ok());
    let forwarded =
        claimed.map_or_else(|| viewer.to_string(), |claimed| format!("{claimed}, {viewer}"));
    if let Ok(forwarded) = HeaderValue::from_str(&forwarded) {
        headers.insert(HeaderName::from_static("x-forwarded-for"), forwarded);
    }
}

/// CloudFront's answer to a method that a half does not forward.
fn method_refused() -> Response {
    (StatusCode::FORBIDDEN, "This address can be read, and nothing else.\n").into_response()
}

/// CloudFront's answer when one of its functions fails.
fn unavailable(error: &str) -> Response {
    tracing::error!(error, "the front cannot answer");
    StatusCode::SERVICE_UNAVAILABLE.into_response()
}

#[cfg(test)]
mod tests;
