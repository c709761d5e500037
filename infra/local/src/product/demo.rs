//! What a first start has in it: a firm, its adviser and three clients, made through the very
//! requests that ops and advisers send.

use reqwest::header::{CONTENT_TYPE, SET_COOKIE};
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::aws::functions::Functions;
use crate::storage::data_folder::DEMO_MADE;

/// The demo firm's name in addresses.
pub const SLUG: &str = "harbour-vale";
/// The demo adviser's sign-in name.
pub const EMAIL: &str = "ada@harbour-vale.example";
/// The demo adviser's password: printed at each start, for this machine only.
pub const PASSWORD: &str = "lantern tide over quiet harbour";

/// What could not be made.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// Ops' function refused.
    #[error("the demo firm: {0}")]
    Firm(#[from] crate::aws::functions::FunctionError),
    /// A request was not answered.
    #[error("the demo firm: {0}")]
    Request(#[from] reqwest::Error),
    /// A request was refused.
    #[error("the demo firm: {0} answered {1}")]
    Refused(&'static str, u16),
    /// That it is made could not be written down.
    #[error("the demo firm: {0:?}: {1}")]
    Note(PathBuf, std::io::Error),
}

/// Makes what is missing. A start that was cut off is completed by the next.
///
/// # Errors
/// A request was refused or not answered.
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
        // A start that is cut off here makes nobody twice when it is made good.
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

/// Speaks to the gateway as a browser would.
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
