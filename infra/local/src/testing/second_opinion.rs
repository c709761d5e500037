//! A second opinion on calls to AWS: an independent emulator that runs beside this one.
//!
//! With `--second-opinion URL`, table and stream are kept there instead of in the embedded
//! database, and its KMS is used. It must also accept each e-mail and text; what it accepts is then
//! stored in the inbox as usual, because only the runner can show it.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::account::causes::with_causes;
use crate::aws::wire::query_operation;

/// The alias of the KMS key there.
pub const KEY_ID: &str = "alias/vestibule";

/// The largest call, in bytes.
const LARGEST_CALL: usize = 6 * 1024 * 1024;

/// The emulator does not answer, or not as AWS would.
#[derive(Debug, thiserror::Error)]
#[error("The second opinion cannot be used: {reason}.")]
pub struct SecondOpinionError {
    reason: String,
}

impl SecondOpinionError {
    fn of(error: impl std::error::Error) -> Self {
        Self { reason: with_causes(error) }
    }
}

/// The emulator.
#[derive(Clone)]
pub struct SecondOpinion {
    url: Arc<str>,
    http: reqwest::Client,
}

impl SecondOpinion {
    /// Connects to the emulator at this address, with a key and a verified sender.
    ///
    /// # Errors
    /// It does not answer, or not as AWS would.
    pub async fn ask(
        url: &str,
        sender: &str,
        configuration_set: Option<&str>,
    ) -> Result<Self, SecondOpinionError> {
        let http = reqwest::Client::builder().no_proxy().build().map_err(SecondOpinionError::of)?;
        let second = Self { url: url.trim_end_matches('/').into(), http };
        let made = second.kms("CreateKey", &json!({})).await?;
        let alias = json!({ "AliasName": KEY_ID, "TargetKeyId": made["KeyMetadata"]["KeyId"] });
        // After a restart the alias exists and refers to the key that wrapped the stored keys.
        if let Err(error) = second.kms("CreateAlias", &alias).await
            && second.kms("DescribeKey", &json!({ "KeyId": KEY_ID })).await.is_err()
        {
            return Err(error);
        }
        second.ses("identities", &json!({ "EmailIdentity": sender })).await?;
        if let Some(name) = configuration_set {
            second.ses("configuration-sets", &json!({ "ConfigurationSetName": name })).await?;
        }
        Ok(second)
    }

    async fn kms(&self, operation: &str, body: &Value) -> Result<Value, SecondOpinionError> {
        let mut headers = signed("kms");
        let target = HeaderValue::try_from(format!("TrentService.{operation}"));
        headers.insert("x-amz-target", target.map_err(SecondOpinionError::of)?);
        self.prepared("/", headers, body).await
    }

    async fn ses(&self, what: &str, body: &Value) -> Result<(), SecondOpinionError> {
        let path = format!("/v2/email/{what}");
        match self.send(Method::POST, &path, signed("ses"), body.to_string().into()).await {
            // It exists from an earlier start.
            Ok((status, _, _)) if status.is_success() || status == StatusCode::BAD_REQUEST => {
                Ok(())
            }
            Ok((status, ..)) => {
                Err(SecondOpinionError { reason: format!("{path} is answered with {status}") })
            }
            Err(error) => Err(SecondOpinionError::of(error)),
        }
    }

    async fn prepared(
        &self,
        path: &str,
        headers: HeaderMap,
        body: &Value,
    ) -> Result<Value, SecondOpinionError> {
        let (status, _, reply) = self
            .send(Method::POST, path, headers, body.to_string().into())
            .await
            .map_err(SecondOpinionError::of)?;
        if !status.is_success() {
            let said = String::from_utf8_lossy(&reply).into_owned();
            return Err(SecondOpinionError { reason: format!("{status}: {said}") });
        }
        Ok(serde_json::from_slice(&reply).unwrap_or_default())
    }

    async fn send(
        &self,
        method: Method,
        path: &str,
        mut headers: HeaderMap,
        body: Bytes,
    ) -> Result<(StatusCode, HeaderMap, Bytes), reqwest::Error> {
        headers.remove(header::HOST);
        headers.remove(header::CONTENT_LENGTH);
        let url = format!("{}{path}", self.url);
        let reply = self.http.request(method, url).headers(headers).body(body).send().await?;
        Ok((reply.status(), reply.headers().clone(), reply.bytes().await?))
    }
}

/// Headers as the SDK signs them, for this runner's own calls. Nobody verifies the signature.
fn signed(service: &str) -> HeaderMap {
    let text = format!(
        "AWS4-HMAC-SHA256 Credential=local/20200101/eu-west-1/{service}/aws4_request, \
         SignedHeaders=host, Signature=0"
    );
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/x-amz-json-1.1"));
    if let Ok(authorization) = HeaderValue::try_from(text) {
        headers.insert(header::AUTHORIZATION, authorization);
    }
    headers
}

/// Puts the emulator in front of these endpoints: it answers for KMS, and must accept what is sent.
pub fn hang<S: Clone + Send + Sync + 'static>(
    second: SecondOpinion,
    endpoints: Router<S>,
) -> Router<S> {
    endpoints.layer(middleware::from_fn_with_state(second, on_the_way))
}

async fn on_the_way(State(second): State<SecondOpinion>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, LARGEST_CALL).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let path = parts.uri.path_and_query().map_or("/", |path| path.as_str()).to_owned();
    let is_kms = parts.headers.contains_key("x-amz-target");
    let sends = path == "/v2/email/outbound-emails"
        || query_operation(&body).is_some_and(|operation| operation == "Publish");
    if is_kms || sends {
        match second.send(parts.method.clone(), &path, parts.headers.clone(), body.clone()).await {
            Ok((status, headers, reply)) if is_kms || !status.is_success() => {
                let mut response = (status, reply).into_response();
                for name in ["content-type", "x-amzn-requestid", "x-amzn-errortype"] {
                    if let Some(value) = headers.get(name) {
                        response.headers_mut().insert(name, value.clone());
                    }
                }
                return response;
            }
            Ok(_) => {}
            Err(error) => {
                tracing::error!(%error, "the second opinion does not answer");
                return StatusCode::BAD_GATEWAY.into_response();
            }
        }
    }
    next.run(Request::from_parts(parts, Body::from(body))).await
}
