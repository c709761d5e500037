//! The bucket of the pages, with S3's answers: the folder that the pages were built into.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use percent_encoding::percent_decode_str;
use sha2::{Digest, Sha256};

use super::compression;
use super::objects::{ObjectRule, Objects};
use super::range::{self, Part};

/// The bucket. Files are read each time: the pages may be built while the runner runs.
pub struct Bucket(Arc<Inner>);

struct Inner {
    folder: PathBuf,
    objects: Objects,
}

impl Bucket {
    /// Returns the bucket over the files of a folder.
    pub fn new(folder: PathBuf) -> Self {
        Self(Arc::new(Inner { folder, objects: Objects::of_this_product() }))
    }

    /// Whether the bucket is empty.
    pub fn is_missing(&self) -> bool {
        !self.0.folder.is_dir()
    }

    /// Answers a `GET` or `HEAD`. The listener leaves out the body of the latter.
    pub async fn answer(&self, path: String, headers: HeaderMap, compress: bool) -> Response {
        let inner = Arc::clone(&self.0);
        let answered =
            tokio::task::spawn_blocking(move || inner.answer(&path, &headers, compress)).await;
        answered.unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
    }
}

impl Inner {
    fn answer(&self, path: &str, asked: &HeaderMap, compress: bool) -> Response {
        let found = key(path).and_then(|key| {
            let served = self.objects.find(&key)?;
            Some((served, File::read(&self.folder.join(key))?))
        });
        let Some((served, file)) = found else { return no_such_key() };
        let mut headers = file.headers(served);
        if file.is_known_to(asked) {
            if let Some(encoding) = compression::chosen(compress, asked, served, &file.content) {
                encoding.describe(&mut headers);
            }
            headers.remove(header::CONTENT_TYPE);
            return (StatusCode::NOT_MODIFIED, headers).into_response();
        }
        match range::asked(asked, &headers, file.content.len()) {
            Part::Whole => {}
            Part::Of(bytes) => {
                range::describe(&bytes, file.content.len(), &mut headers);
                let part = file.content.get(bytes).unwrap_or_default().to_vec();
                return (StatusCode::PARTIAL_CONTENT, headers, part).into_response();
            }
            Part::Beyond => return range::not_satisfiable(file.content.len()),
        }
        let content = match compression::chosen(compress, asked, served, &file.content) {
            Some(encoding) => {
                encoding.describe(&mut headers);
                encoding.compress(&file.content)
            }
            None => file.content,
        };
        (headers, Body::from(content)).into_response()
    }
}

/// Returns the name of the object that a path requests, if it can be one of the product's.
fn key(path: &str) -> Option<String> {
    let decoded = percent_decode_str(path.strip_prefix('/')?).decode_utf8().ok()?.into_owned();
    let is_plain = |segment: &str| {
        !segment.is_empty() && !segment.starts_with('.') && !segment.contains(['\\', '\0'])
    };
    decoded.split('/').all(is_plain).then_some(decoded)
}

/// A file and its modification time.
struct File {
    content: Vec<u8>,
    etag: String,
    written: Option<SystemTime>,
}

impl File {
    fn read(path: &Path) -> Option<Self> {
        let told = std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file)?;
        let content = std::fs::read(path).ok()?;
        let digest = Sha256::digest(&content);
        let digest: String = digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
        Some(Self { content, etag: format!("\"{digest}\""), written: told.modified().ok() })
    }

    fn headers(&self, served: &ObjectRule) -> HeaderMap {
        let mut headers = HeaderMap::new();
        let mut set = |name, value: &str| {
            if let Ok(value) = HeaderValue::from_str(value) {
                headers.insert(name, value);
            }
        };
        set(header::CONTENT_TYPE, &served.content_type);
        set(header::CACHE_CONTROL, &served.cache_control);
        set(header::ETAG, &self.etag);
        set(header::ACCEPT_RANGES, "bytes");
        if let Some(written) = self.written {
            set(header::LAST_MODIFIED, &httpdate::fmt_http_date(written));
        }
        headers
    }

    /// Whether the caller already has this content.
    fn is_known_to(&self, asked: &HeaderMap) -> bool {
        let text = |name| asked.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
        if let Some(known) = text(header::IF_NONE_MATCH) {
            let mut known = known.split(',').map(|tag| tag.trim().trim_start_matches("W/"));
            return known.any(|tag| tag == self.etag || tag == "*");
        }
        let since =
            text(header::IF_MODIFIED_SINCE).and_then(|at| httpdate::parse_http_date(at).ok());
        match (since, self.written) {
            // The header has whole seconds only.
            (Some(since), Some(written)) => httpdate::HttpDate::from(written) <= since.into(),
            (Some(_), None) | (None, _) => false,
        }
    }
}

/// S3's answer for a missing object, without the name, which must not be repeated.
fn no_such_key() -> Response {
    let body = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>NoSuchKey</Code>\
                <Message>The specified key does not exist.</Message></Error>";
    (StatusCode::NOT_FOUND, [(header::CONTENT_TYPE, "application/xml")], body).into_response()
}
