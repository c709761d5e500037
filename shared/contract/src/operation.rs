//! What an operation of the API is called, takes and answers.

use crate::problem::{MEDIA_TYPE, Problem, ProblemKind};
use std::collections::BTreeMap;
use utoipa::openapi::path::{OperationBuilder, ParameterBuilder, ParameterIn};
use utoipa::openapi::request_body::RequestBodyBuilder;
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
use utoipa::openapi::security::SecurityRequirement;
use utoipa::openapi::{ContentBuilder, HeaderBuilder, Ref, RefOr, Required, ResponseBuilder};
use utoipa::{PartialSchema, ToSchema};

/// The cookie of a client's session.
pub const CLIENT_COOKIE: &str = "__Host-vestibule-client";
/// The cookie of a staff session.
pub const STAFF_COOKIE: &str = "__Host-vestibule-staff";

/// The cookie of a device that signed in before.
pub const DEVICE_COOKIE: &str = "__Host-vestibule-device";

/// The methods in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Method {
    /// Reads.
    Get,
    /// Changes something.
    Post,
}

impl Method {
    /// As in HTTP.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
        }
    }
}

/// Who may call an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Anybody; the body has what the operation needs.
    Public,
    /// A signed-in client.
    Client,
    /// A signed-in member of staff whose role includes the capability of this name.
    Staff {
        /// The capability's name, such as `read-clients`.
        capability: &'static str,
    },
}

/// A value that the query may hold.
#[derive(Debug, Clone, Copy)]
pub struct QueryParameter {
    /// Its name.
    pub name: &'static str,
    /// One sentence.
    pub about: &'static str,
    /// What it may be.
    pub takes: QueryValue,
}

/// What a value of the query may be.
#[derive(Debug, Clone, Copy)]
pub enum QueryValue {
    /// A text of at most so many characters.
    Text(u16),
    /// One of these words.
    Words(&'static [&'static str]),
    /// A whole number from the first to the second.
    Number(u16, u16),
}

impl QueryParameter {
    fn describe(&self) -> ParameterBuilder {
        let schema = match self.takes {
            QueryValue::Text(most) => {
                ObjectBuilder::new().schema_type(Type::String).max_length(Some(most.into()))
            }
            QueryValue::Words(words) => ObjectBuilder::new()
                .schema_type(Type::String)
                .enum_values(Some(words.iter().copied())),
            QueryValue::Number(least, most) => ObjectBuilder::new()
                .schema_type(Type::Integer)
                .minimum(Some(least))
                .maximum(Some(most)),
        };
        ParameterBuilder::new()
            .name(self.name)
            .parameter_in(ParameterIn::Query)
            .required(Required::False)
            .description(Some(self.about))
            .schema(Some(Schema::from(schema.build())))
    }
}

/// A schema and all that it refers to.
#[derive(Clone)]
pub struct Body {
    name: String,
    pub(crate) schemas: Vec<(String, RefOr<Schema>)>,
}

impl Body {
    fn of<T: ToSchema>() -> Self {
        let mut schemas = vec![(T::name().into_owned(), <T as PartialSchema>::schema())];
        T::schemas(&mut schemas);
        Self { name: T::name().into_owned(), schemas }
    }
}

/// One operation: a flow as the outside sees it.
#[derive(Clone)]
pub struct Operation {
    /// The flow's name.
    pub name: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// The path, with `{parameters}`; `None` for the route that takes what no other does.
    pub path: Option<&'static str>,
    /// One sentence.
    pub summary: &'static str,
    /// Who may call it.
    pub access: Access,
    /// The status of success.
    pub status: u16,
    /// Whether `Idempotency-Key` is understood.
    pub idempotent: bool,
    /// What it may answer besides success and what every operation may.
    pub problems: &'static [ProblemKind],
    /// What the query may hold: an operation that names something here refuses everything else.
    pub query: &'static [QueryParameter],
    /// The request's body.
    pub takes: Option<Body>,
    /// The reply's body.
    pub gives: Option<Body>,
    /// The media types of a reply that is no JSON.
    pub file: Option<&'static str>,
}

impl Operation {
    /// An operation that reads, without bodies, answering 200.
    #[must_use]
    pub const fn get(name: &'static str, path: &'static str, summary: &'static str) -> Self {
        Self::new(name, Method::Get, Some(path), summary)
    }

    /// An operation that changes something, without bodies, answering 200.
    #[must_use]
    pub const fn post(name: &'static str, path: &'static str, summary: &'static str) -> Self {
        Self::new(name, Method::Post, Some(path), summary)
    }

    /// The operation that takes what no other does.
    #[must_use]
    pub const fn fallback(name: &'static str, summary: &'static str) -> Self {
        Self::new(name, Method::Get, None, summary)
    }

    const fn new(
        name: &'static str,
        method: Method,
        path: Option<&'static str>,
        summary: &'static str,
    ) -> Self {
        Self {
            name,
            method,
            path,
            summary,
            access: Access::Public,
            status: 200,
            idempotent: false,
            problems: &[],
            query: &[],
            takes: None,
            gives: None,
            file: None,
        }
    }

    /// With this status of success in place of 200.
    #[must_use]
    pub const fn answering(mut self, status: u16) -> Self {
        self.status = status;
        self
    }

    /// Understands `Idempotency-Key`.
    #[must_use]
    pub const fn idempotent(mut self) -> Self {
        self.idempotent = true;
        self
    }

    /// May answer these problems, besides what every operation may.
    #[must_use]
    pub const fn refusing(mut self, problems: &'static [ProblemKind]) -> Self {
        self.problems = problems;
        self
    }

    /// Takes these values in the query, and refuses every other.
    #[must_use]
    pub const fn querying(mut self, query: &'static [QueryParameter]) -> Self {
        self.query = query;
        self
    }

    /// With this request body.
    #[must_use]
    pub fn taking<T: ToSchema>(mut self) -> Self {
        self.takes = Some(Body::of::<T>());
        self
    }

    /// With this reply body.
    #[must_use]
    pub fn giving<T: ToSchema>(mut self) -> Self {
        self.gives = Some(Body::of::<T>());
        self
    }

    /// With a reply that is no JSON but a file of these media types, such as `image/*`.
    #[must_use]
    pub const fn giving_file(mut self, media_types: &'static str) -> Self {
        self.file = Some(media_types);
        self
    }

    /// The names of the path's parameters.
    pub fn parameters(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.path
            .unwrap_or_default()
            .split('/')
            .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
    }

    /// Every problem that this operation may answer: its own and those that follow from its shape.
    #[must_use]
    pub fn all_problems(&self) -> Vec<ProblemKind> {
        use ProblemKind as P;
        let mut all = vec![P::NotThroughTheFront, P::Internal, P::Unavailable];
        if self.takes.is_some() || self.method == Method::Post {
            all.extend([P::BodyMalformed, P::BodyTooLarge, P::MediaTypeUnsupported]);
        }
        match self.access {
            Access::Public => {}
            Access::Client => {
                all.extend([P::NotSignedIn, P::FirmClosed, P::TooManyRequests]);
            }
            Access::Staff { .. } => {
                all.extend([P::NotSignedIn, P::FirmClosed, P::NotPermitted, P::TooManyRequests]);
            }
        }
        if self.parameters().next().is_some() {
            all.push(P::NotFound);
        }
        if self.idempotent {
            all.extend([P::RequestMalformed, P::KeyReused]);
        }
        if !self.query.is_empty() {
            all.push(P::RequestMalformed);
        }
        all.extend(self.problems);
        all.sort_by_key(|kind| (kind.status(), *kind));
        all.dedup();
        all
    }

    /// The reply's body, where it is JSON.
    pub(crate) fn gives_json(&self) -> Option<&Body> {
        self.gives.as_ref().filter(|_| self.file.is_none())
    }

    pub(crate) fn describe(&self) -> utoipa::openapi::path::Operation {
        let mut operation =
            OperationBuilder::new().operation_id(Some(self.name)).summary(Some(self.summary));
        for name in self.parameters() {
            let text = Schema::from(ObjectBuilder::new().schema_type(Type::String).build());
            operation = operation.parameter(
                ParameterBuilder::new()
                    .name(name)
                    .parameter_in(ParameterIn::Path)
                    .required(Required::True)
                    .schema(Some(text)),
            );
        }
        for parameter in self.query {
            operation = operation.parameter(parameter.describe());
        }
        if self.idempotent {
            let text = Schema::from(ObjectBuilder::new().schema_type(Type::String).build());
            operation = operation.parameter(
                ParameterBuilder::new()
                    .name("Idempotency-Key")
                    .parameter_in(ParameterIn::Header)
                    .required(Required::False)
                    .description(Some("A UUID of the caller's: the same key gets the same reply for 24 hours, and nothing is done twice."))
                    .schema(Some(text)),
            );
        }
        if let Some(body) = &self.takes {
            let content =
                ContentBuilder::new().schema(Some(Ref::from_schema_name(&body.name))).build();
            operation = operation.request_body(Some(
                RequestBodyBuilder::new()
                    .required(Some(Required::True))
                    .content("application/json", content)
                    .build(),
            ));
        }
        let mut success = ResponseBuilder::new().description("Done.");
        if let Some(media_types) = self.file {
            // In OpenAPI 3.1 raw bytes have no schema: their media type says it all.
            success = success.content(media_types, ContentBuilder::new().build());
        } else if let Some(body) = self.gives_json() {
            success = success.content(
                "application/json",
                ContentBuilder::new().schema(Some(Ref::from_schema_name(&body.name))).build(),
            );
        }
        operation = operation.response(self.status.to_string(), success);
        let mut by_status: BTreeMap<u16, Vec<ProblemKind>> = BTreeMap::new();
        for kind in self.all_problems() {
            by_status.entry(kind.status()).or_default().push(kind);
        }
        for (status, kinds) in by_status {
            operation = operation.response(status.to_string(), problem_response(status, &kinds));
        }
        match self.access {
            Access::Public => operation,
            Access::Client => {
                operation.security(SecurityRequirement::new("client", [] as [&str; 0]))
            }
            // A scheme that has no scopes lists what the caller must be allowed to do.
            Access::Staff { capability } => {
                operation.security(SecurityRequirement::new("staff", [capability]))
            }
        }
        .build()
    }
}

fn problem_response(status: u16, kinds: &[ProblemKind]) -> utoipa::openapi::Response {
    let lines: Vec<_> =
        kinds.iter().map(|kind| format!("`{}`: {}", kind.uri(), kind.title())).collect();
    let content =
        ContentBuilder::new().schema(Some(Ref::from_schema_name(Problem::name()))).build();
    let mut response =
        ResponseBuilder::new().description(lines.join("\n\n")).content(MEDIA_TYPE, content);
    if matches!(status, 429 | 503) {
        let seconds = HeaderBuilder::new()
            .schema(Some(Schema::from(ObjectBuilder::new().schema_type(Type::Integer).build())))
            .description(Some("Seconds to wait."))
            .build();
        response = response.header("Retry-After", seconds);
    }
    response.build()
}
