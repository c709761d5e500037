//! The contents of a first start: a firm, its adviser and three clients, created through the same
//! requests that ops and advisers send.

use reqwest::header::{CONTENT_TYPE, SET_COOKIE};
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::aws::functions::Functions;
use crate::storage::data_folder::DEMO_MADE;

/// The demo firm's slug.
pub const SLUG: &str = "harbour-vale";
/// The demo adviser's sign-in name.
pub const EMAIL: &str = "ada@harbour-vale.example";
/// The demo adviser's password: printed at each start, for this machine only.
pub const PASSWORD: &str = "lantern tide over quiet harbour";

/// The demo could not be created.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// Ops' function refused.
    #[error("the demo firm: {0}")]
    Firm(#[from] crate::aws::functions::FunctionError),
    /// A request got no answer.
    #[error("the demo firm: {0}")]
    Request(#[from] reqwest::Error),
    /// A request was refused.
    #[error("the demo firm: {0} answered {1}")]
    Refused(&'static str, u16),
    /// The completion could not be recorded.
    #[error("the demo firm: {0:?}: {1}")]
    Note(PathBuf, std::io::Error),
}

/// Creates what is missing. The next start completes one that was interrupted.
///
/// # Errors
/// A request was refused or got no answer.
pub async fn ensure(
    functions: &Functions,
    gateway: SocketAddr,
    folder: &Path,
) -> Result<(), DemoError> {
    let done = folder.join(DEMO_MADE);
    if done.exists() {
        return Ok(());
    }
    let firm = functions
        .invoke(
            "create-firm",
            json!({
                "name": "Harbour & Vale Advice",
                "slug": SLUG,
                "country": "GB",
                "reply_to": "hello@harbour-vale.example",
                "phone": "+44 20 7946 0123",
                "admin": { "name": "Ada Marsh", "email": EMAIL },
            }),
        )
        .await?;
    let visitor = Visitor::new(gateway)?;
    if let Some(link) = firm.get("set_up_link").and_then(Value::as_str) {
        let token = link.rsplit('#').next().unwrap_or_default();
        visitor
            .post("/api/staff/set-up", &json!({ "link": token, "password": PASSWORD }), &[])
            .await?;
    }
    let sign_in = json!({ "firm": firm["firm"], "email": EMAIL, "password": PASSWORD });
    let cookie = visitor.sign_in(&sign_in).await?;
    for (place, client) in clients().iter().enumerate() {
        // The idempotency key prevents duplicates when the next start completes an interrupted one.
        let key = format!("00000000-0000-4000-8000-{place:012}");
        visitor
            .post("/api/staff/clients", client, &[("cookie", &cookie), ("idempotency-key", &key)])
            .await?;
    }
    std::fs::write(&done, "").map_err(|error| DemoError::Note(done, error))?;
    Ok(())
}

fn clients() -> [Value; 3] {
    [
        json!({ "name": "Nora Fielding", "emails": ["nora@mail.example"], "mobiles": ["07400 123456"] }),
        json!({ "name": "Tom Okafor", "relation": "prospect", "emails": ["tom@mail.example"] }),
        json!({ "name": "Brightwater Ltd", "kind": "company", "emails": ["office@brightwater.example"], "mobiles": ["+44 7400 123457"] }),
    ]
}

/// Calls the gateway as a browser would.
struct Visitor {
    http: reqwest::Client,
    origin: String,
}

impl Visitor {
    fn new(gateway: SocketAddr) -> Result<Self, reqwest::Error> {
        let http = reqwest::Client::builder().timeout(Duration::from_secs(20)).build()?;
        Ok(Self { http, origin: format!("http://{gateway}") })
    }

    async fn post(
        &self,
        path: &'static str,
        body: &Value,
        headers: &[(&str, &str)],
    ) -> Result<reqwest::Response, DemoError> {
        let request = self
            .http
            .post(format!("{}{path}", self.origin))
            .header(CONTENT_TYPE, "application/json")
            .body(body.to_string());
        let request =
            headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
        let response = request.send().await?;
        let status = response.status();
        if status.is_success() {
            Ok(response)
        } else {
            Err(DemoError::Refused(path, status.as_u16()))
        }
    }

    async fn sign_in(&self, body: &Value) -> Result<String, DemoError> {
        let response = self.post("/api/staff/sign-in", body, &[]).await?;
        let cookie = response
            .headers()
            .get(SET_COOKIE)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        Ok(cookie.split(';').next().unwrap_or_default().to_owned())
    }
}
