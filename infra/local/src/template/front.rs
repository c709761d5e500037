//! CloudFront's part of the template: the origin, functions and headers of each half of the front.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use super::TemplateError;
use super::raw::{reference, shaped};
use super::references::References;

/// The front's halves, the most specific first.
#[derive(Debug, Clone)]
pub struct Front {
    /// The halves with a path pattern, in the template's order, and last the default half.
    pub behaviors: Vec<Behavior>,
}

/// The settings for the requests of one half.
#[derive(Debug, Clone)]
pub struct Behavior {
    /// A path with a star at its end, such as `/api/*`; `None` takes everything.
    pub pattern: Option<String>,
    /// Its origin.
    pub origin: Origin,
    /// The methods that it forwards.
    pub methods: Vec<String>,
    /// Whether it compresses.
    pub compress: bool,
    /// The headers that it adds to each answer.
    pub headers: Vec<AddedHeader>,
    /// The code of the function that sees each request.
    pub on_request: Option<String>,
    /// The code of the function that sees each answer below 400.
    pub on_response: Option<String>,
}

/// An origin behind the front.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// The bucket of the pages.
    Bucket,
    /// The API, which recognises the front by this header.
    Api {
        /// The header with the origin secret.
        secret_header: String,
    },
}

/// A header that the front adds to answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddedHeader {
    /// In lower case.
    pub name: String,
    /// Its value.
    pub value: String,
    /// Whether it replaces the origin's own.
    pub replaces: bool,
}

/// What was read so far.
#[derive(Default)]
pub struct FrontReader {
    references: References,
    distributions: Vec<(String, Distribution)>,
    policies: BTreeMap<String, HeadersPolicy>,
    functions: BTreeMap<String, String>,
}

impl FrontReader {
    /// Nothing yet; texts are filled with these references.
    pub fn with(references: References) -> Self {
        Self { references, ..Self::default() }
    }

    /// Reads a resource, if it is one of the supported ones of CloudFront.
    pub fn resource(
        &mut self,
        kind: &str,
        id: &str,
        properties: &Value,
    ) -> Result<(), TemplateError> {
        match kind {
            "AWS::CloudFront::Distribution" => {
                let config = properties.get("DistributionConfig").cloned().unwrap_or_default();
                self.distributions.push((id.to_owned(), shaped(id, config)?));
            }
            "AWS::CloudFront::ResponseHeadersPolicy" => {
                let config =
                    properties.get("ResponseHeadersPolicyConfig").cloned().unwrap_or_default();
                self.policies.insert(id.to_owned(), shaped(id, config)?);
            }
            "AWS::CloudFront::Function" => {
                let code = properties.get("FunctionCode");
                let code = code.ok_or_else(|| TemplateError::of(id, "it has no FunctionCode"))?;
                self.functions.insert(id.to_owned(), self.references.text(id, code)?);
            }
            _ => {}
        }
        Ok(())
    }

    /// The front, if the template has one.
    pub fn finish(self) -> Result<Option<Front>, TemplateError> {
        let Some((id, distribution)) = self.distributions.first() else { return Ok(None) };
        if self.distributions.len() > 1 {
            return Err(TemplateError::of(id, "more than one distribution is not played here"));
        }
        let all = distribution.cache_behaviors.iter().chain([&distribution.default_cache_behavior]);
        let behaviors = all.map(|raw| self.behavior(id, distribution, raw));
        Ok(Some(Front { behaviors: behaviors.collect::<Result<_, _>>()? }))
    }

    fn behavior(
        &self,
        id: &str,
        distribution: &Distribution,
        raw: &CacheBehavior,
    ) -> Result<Behavior, TemplateError> {
        if let Some(pattern) = &raw.path_pattern
            && pattern.strip_suffix('*').is_none_or(|start| start.contains(['*', '?']))
        {
            return Err(TemplateError::of(id, format!("{pattern} is not played here")));
        }
        let origin = distribution.origins.iter().find(|origin| origin.id == raw.target_origin_id);
        let origin =
            origin.ok_or_else(|| TemplateError::of(id, "a behaviour's origin is not there"))?;
        let policy = reference(id, &raw.response_headers_policy_id)?;
        let policy = self.policies.get(&policy).ok_or_else(|| {
            TemplateError::of(id, format!("there is no policy of headers {policy}"))
        })?;
        Ok(Behavior {
            pattern: raw.path_pattern.clone(),
            origin: origin.origin(id)?,
            methods: raw.allowed_methods.clone(),
            compress: raw.compress,
            headers: policy.headers(),
            on_request: self.function(id, raw, EventType::ViewerRequest)?,
            on_response: self.function(id, raw, EventType::ViewerResponse)?,
        })
    }

    fn function(
        &self,
        id: &str,
        raw: &CacheBehavior,
        event: EventType,
    ) -> Result<Option<String>, TemplateError> {
        let mut associated =
            raw.function_associations.iter().filter(|association| association.event_type == event);
        let Some(association) = associated.next() else { return Ok(None) };
        let function = reference(id, &association.function)?;
        let code = self.functions.get(&function).cloned();
        code.map(Some)
            .ok_or_else(|| TemplateError::of(id, format!("there is no function {function}")))
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Distribution {
    origins: Vec<RawOrigin>,
    default_cache_behavior: CacheBehavior,
    #[serde(default)]
    cache_behaviors: Vec<CacheBehavior>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct RawOrigin {
    id: String,
    s3_origin_config: Option<Value>,
    #[serde(default)]
    origin_custom_headers: Vec<OriginHeader>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct OriginHeader {
    header_name: String,
    header_value: Value,
}

impl RawOrigin {
    fn origin(&self, id: &str) -> Result<Origin, TemplateError> {
        if self.s3_origin_config.is_some() {
            return Ok(Origin::Bucket);
        }
        let is_secret = |header: &&OriginHeader| {
            header.header_value.get("Ref").and_then(Value::as_str) == Some("OriginSecret")
        };
        let secret = self.origin_custom_headers.iter().find(is_secret).ok_or_else(|| {
            TemplateError::of(id, format!("{} does not know the front by a secret", self.id))
        })?;
        Ok(Origin::Api { secret_header: secret.header_name.to_ascii_lowercase() })
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct CacheBehavior {
    path_pattern: Option<String>,
    target_origin_id: String,
    allowed_methods: Vec<String>,
    #[serde(default)]
    compress: bool,
    response_headers_policy_id: Value,
    #[serde(default)]
    function_associations: Vec<Association>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Association {
    event_type: EventType,
    #[serde(rename = "FunctionARN")]
    function: Value,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
enum EventType {
    ViewerRequest,
    ViewerResponse,
}

/// A kind of header that is unknown here is an error, so none is forgotten.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct HeadersPolicy {
    #[serde(rename = "Name")]
    _name: Value,
    #[serde(rename = "Comment")]
    _comment: Option<Value>,
    #[serde(default)]
    security_headers_config: SecurityHeaders,
    #[serde(default)]
    custom_headers_config: CustomHeaders,
    /// S3's and CloudFront's own headers are never sent here in the first place.
    #[serde(rename = "RemoveHeadersConfig")]
    _removed: Option<Value>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct SecurityHeaders {
    content_security_policy: Option<ContentSecurityPolicy>,
    strict_transport_security: Option<StrictTransportSecurity>,
    content_type_options: Option<ContentTypeOptions>,
    referrer_policy: Option<ReferrerPolicy>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct ContentSecurityPolicy {
    content_security_policy: String,
    r#override: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct StrictTransportSecurity {
    access_control_max_age_sec: u64,
    include_subdomains: bool,
    preload: bool,
    r#override: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct ContentTypeOptions {
    r#override: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct ReferrerPolicy {
    referrer_policy: String,
    r#override: bool,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct CustomHeaders {
    items: Vec<CustomHeader>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct CustomHeader {
    header: String,
    value: String,
    r#override: bool,
}

impl HeadersPolicy {
    fn headers(&self) -> Vec<AddedHeader> {
        let added = |name: &str, value: String, replaces: bool| AddedHeader {
            name: name.to_ascii_lowercase(),
            value,
            replaces,
        };
        let security = &self.security_headers_config;
        let policy = security.content_security_policy.as_ref().map(|of| {
            added("content-security-policy", of.content_security_policy.clone(), of.r#override)
        });
        let transport = security.strict_transport_security.as_ref().map(|of| {
            let mut value = format!("max-age={}", of.access_control_max_age_sec);
            if of.include_subdomains {
                value.push_str("; includeSubDomains");
            }
            if of.preload {
                value.push_str("; preload");
            }
            added("strict-transport-security", value, of.r#override)
        });
        let sniffing = security
            .content_type_options
            .as_ref()
            .map(|of| added("x-content-type-options", "nosniff".to_owned(), of.r#override));
        let referrer = security
            .referrer_policy
            .as_ref()
            .map(|of| added("referrer-policy", of.referrer_policy.clone(), of.r#override));
        let custom = self.custom_headers_config.items.iter();
        let custom = custom.map(|of| added(&of.header, of.value.clone(), of.r#override));
        [policy, transport, sniffing, referrer].into_iter().flatten().chain(custom).collect()
    }
}
