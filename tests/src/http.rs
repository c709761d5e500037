//! A visitor: one browser with its cookies and its own address.

use reqwest::header::{CONTENT_TYPE, COOKIE, HeaderMap, SET_COOKIE};
use serde_json::Value;
use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// One browser. Copies share the cookies.
#[derive(Clone)]
pub struct Visitor {
    http: reqwest::Client,
    origin: String,
    cookies: Arc<Mutex<BTreeMap<String, String>>>,
}

/// A response.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body as text.
    pub text: String,
    /// The body, where it is JSON.
    pub body: Value,
}

impl Visitor {
    /// A browser without cookies at a loopback address of its own, to share no limit by source with
    /// another test.
    #[must_use]
    pub fn new(origin: &str) -> Self {
        let mut address = [0_u8; 3];
        getrandom::fill(&mut address).expect("randomness");
        let [a, b, c] = address.map(|byte| byte.clamp(1, 254));
        let http = reqwest::Client::builder()
            .timeout(Duration::from_secs(60))
            .local_address(IpAddr::V4(Ipv4Addr::new(127, a, b, c)))
            .build()
            .expect("an HTTP client");
        Self { http, origin: origin.to_owned(), cookies: Arc::default() }
    }

    /// A browser without cookies at any address of this machine, for programs that run where only
    /// one loopback address exists, as on macOS.
    #[must_use]
    pub fn anywhere(origin: &str) -> Self {
        let timeout = Duration::from_secs(60);
        let http = reqwest::Client::builder().timeout(timeout).build().expect("an HTTP client");
        Self { http, origin: origin.to_owned(), cookies: Arc::default() }
    }

    /// Another browser at the same address.
    #[must_use]
    pub fn another(&self) -> Self {
        Self { cookies: Arc::default(), ..self.clone() }
    }

    /// Posts JSON.
    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        self.post_with(path, body, &[]).await
    }

    /// Posts JSON with additional headers.
    pub async fn post_with(&self, path: &str, body: &Value, headers: &[(&str, &str)]) -> Answer {
        let mut all = vec![(CONTENT_TYPE.as_str(), "application/json")];
        all.extend_from_slice(headers);
        self.send("POST", path, &all, body.to_string().into_bytes()).await
    }

    /// Sends a GET request.
    pub async fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &[], Vec::new()).await
    }

    /// Sends any request.
    pub async fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Vec<u8>,
    ) -> Answer {
        let answer = self.try_send(method, path, headers, body).await;
        answer.unwrap_or_else(|error| panic!("{path} was not answered: {error:?}"))
    }

    /// Sends any request to a server that may be killed while it answers.
    ///
    /// # Errors
    /// There was no answer: nobody knows whether the request was executed.
    pub async fn try_send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Vec<u8>,
    ) -> Result<Answer, reqwest::Error> {
        let method = method.parse().expect("a method");
        let mut request = self.http.request(method, format!("{}{path}", self.origin)).body(body);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(cookies) = self.cookie_header() {
            request = request.header(COOKIE, cookies);
        }
        let response = request.send().await?;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let text = response.text().await?;
        self.keep_cookies(&headers);
        let body = serde_json::from_str(&text).unwrap_or(Value::Null);
        Ok(Answer { status, headers, text, body })
    }

    /// The same browser at another origin, after the runner was restarted.
    #[must_use]
    pub fn moved_to(&self, origin: &str) -> Self {
        Self { origin: origin.to_owned(), ..self.clone() }
    }

    /// A cookie's value.
    #[must_use]
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.jar().get(name).cloned()
    }

    /// Sets a cookie, as an attacker might.
    pub fn set_cookie(&self, name: &str, value: &str) {
        self.jar().insert(name.to_owned(), value.to_owned());
    }

    fn cookie_header(&self) -> Option<String> {
        let jar = self.jar();
        let pairs: Vec<_> = jar.iter().map(|(name, value)| format!("{name}={value}")).collect();
        (!pairs.is_empty()).then(|| pairs.join("; "))
    }

    fn keep_cookies(&self, headers: &HeaderMap) {
        for header in headers.get_all(SET_COOKIE) {
            let text = header.to_str().unwrap_or_default();
            let Some((name, value)) = text.split(';').next().and_then(|pair| pair.split_once('='))
            else {
                continue;
            };
            if value.is_empty() {
                self.jar().remove(name);
            } else {
                self.jar().insert(name.to_owned(), value.to_owned());
            }
        }
    }

    fn jar(&self) -> std::sync::MutexGuard<'_, BTreeMap<String, String>> {
        self.cookies.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Answer {
    /// Returns the answer, which must have this status.
    #[track_caller]
    #[must_use]
    pub fn is(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", self.text);
        self
    }

    /// The answer, which must be this problem: `application/problem+json` with this type's name.
    #[track_caller]
    #[must_use]
    pub fn is_problem(self, status: u16, code: &str) -> Self {
        assert_eq!((self.status, self.problem().as_deref()), (status, Some(code)), "{}", self.text);
        assert_eq!(self.header("content-type"), Some("application/problem+json"));
        assert_eq!(self.body["status"], status);
        if let Some(id) = self.header("apigw-requestid") {
            assert_eq!(self.body["instance"], format!("urn:vestibule:request:{id}"));
        }
        self
    }

    /// The body as text, without the request id, which differs each time.
    #[must_use]
    pub fn text_without_request_id(&self) -> String {
        match self.body["instance"].as_str() {
            Some(instance) => self.text.replace(instance, "THIS-REQUEST"),
            None => self.text.clone(),
        }
    }

    /// The name of the problem, if it is one.
    #[must_use]
    pub fn problem(&self) -> Option<String> {
        self.body["type"].as_str()?.strip_prefix("urn:vestibule:problem:").map(str::to_owned)
    }

    /// A header's value.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// A text of the body.
    #[track_caller]
    #[must_use]
    pub fn text_at(&self, field: &str) -> String {
        self.body[field]
            .as_str()
            .unwrap_or_else(|| panic!("no {field} in {}", self.text))
            .to_owned()
    }
}
