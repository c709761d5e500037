//! A flow: its description, its guard and its handler, bound together so that a handler can only be
//! reached through its guard.

use crate::limits::RefusedSessions;
use crate::reply::{Other, Reply};
use crate::{Failure, Fault};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::{BTreeSet, HashMap};
use std::pin::Pin;
use std::str::FromStr;
use std::sync::Arc;
use utoipa::ToSchema;
use uuid::Uuid;
use vestibule_contract::operation::{CLIENT_COOKIE, DEVICE_COOKIE, STAFF_COOKIE};
use vestibule_contract::{Access, Method, Operation, ProblemKind};
use vestibule_domain::kernel::{ClientId, FirmId, StaffId};
use vestibule_domain::logins::{Permission, Section};
use vestibule_domain::staff::Capability;
use vestibule_runtime::config::Variable;
use vestibule_runtime::{App, meter};
use vestibule_secrets::SecretFault;
use vestibule_secrets::token::{DeviceToken, SessionToken};

/// A boxed future.
pub type BoxFuture<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// A flow of the product: one module, one Lambda function.
#[derive(Clone)]
pub struct Flow {
    /// Its name: that of its module, its resource and its operation.
    pub name: &'static str,
    pub(crate) kind: Kind,
    needs: Vec<Variable>,
    reads_numbers: bool,
}

#[derive(Clone)]
pub(crate) enum Kind {
    /// Behind the API.
    Http { operation: Arc<Operation>, handler: HttpHandler },
    /// Called with an event: by a queue, a schedule, or ops.
    Event { handler: EventHandler },
}

pub(crate) type HttpHandler =
    Arc<dyn Fn(App, RawCall) -> BoxFuture<Result<RawReply, Failure>> + Send + Sync>;
pub(crate) type EventHandler =
    Arc<dyn Fn(App, Value) -> BoxFuture<Result<Value, EventFailure>> + Send + Sync>;

/// Why an event was not handled.
#[derive(Debug, thiserror::Error)]
pub enum EventFailure {
    /// The event is malformed; says how.
    #[error("{0}")]
    Refused(String),
    /// A fault of ours.
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl From<SecretFault> for EventFailure {
    fn from(fault: SecretFault) -> Self {
        Self::Fault(fault.into())
    }
}

impl From<Failure> for EventFailure {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Refused(refused) => Self::Refused(refused.to_string()),
            Failure::Fault(fault) => Self::Fault(fault),
        }
    }
}

/// A request without a body.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoBody {}

/// A request as a handler gets it: parsed, and past its guard.
pub struct Call<B, G = ()> {
    /// The body.
    pub body: B,
    /// The caller, as far as the guard has read it.
    pub caller: G,
    /// The address that the request came from.
    pub source: String,
    /// The caller's own key for this request, if any.
    pub idempotency_key: Option<Uuid>,
    /// The device cookie, if somebody signed in with this browser before.
    pub device: Option<DeviceToken>,
    path: HashMap<String, String>,
    query: HashMap<String, String>,
}

impl<B, G> Call<B, G> {
    /// An identifier from the path. A malformed one is not found.
    ///
    /// # Errors
    /// [`ProblemKind::NotFound`].
    pub fn path<T: FromStr>(&self, name: &str) -> Result<T, Failure> {
        self.path
            .get(name)
            .and_then(|text| text.parse().ok())
            .ok_or_else(|| Failure::refused(ProblemKind::NotFound))
    }

    /// A value from the query.
    #[must_use]
    pub fn query(&self, name: &str) -> Option<&str> {
        self.query.get(name).map(String::as_str)
    }

    /// A value from the query, parsed.
    ///
    /// # Errors
    /// [`ProblemKind::RequestMalformed`] with the `parameter`, if `read` rejects the value.
    pub fn query_as<'a, T>(
        &'a self,
        name: &'static str,
        read: impl FnOnce(&'a str) -> Option<T>,
    ) -> Result<Option<T>, Failure> {
        let malformed = || Failure::refused(ProblemKind::RequestMalformed).with("parameter", name);
        self.query(name).map(|text| read(text).ok_or_else(malformed)).transpose()
    }
}

/// Whom a request claims to come from.
pub(crate) trait Claims {
    /// The firm and the person, if the request has a session cookie.
    fn claimed_by(&self) -> Option<(FirmId, Uuid)>;
}

impl Claims for () {
    fn claimed_by(&self) -> Option<(FirmId, Uuid)> {
        None
    }
}

impl Claims for ClientCaller {
    fn claimed_by(&self) -> Option<(FirmId, Uuid)> {
        Some((self.token.firm, self.token.owner))
    }
}

impl Claims for StaffCaller {
    fn claimed_by(&self) -> Option<(FirmId, Uuid)> {
        Some((self.token.firm, self.token.owner))
    }
}

/// Counts and logs a request whose ids the caller's firm does not have: a mistyped address, or
/// somebody who tries the ids of another firm. A handler looks for an id only once the session is
/// checked; what is no id at all is refused before and not counted.
fn note_unknown_ids(failure: &Failure, claims: Option<(FirmId, Uuid)>, ids: &[String]) {
    let Some((firm, by)) = claims.filter(|_| failure.is(ProblemKind::NotFound)) else { return };
    if ids.is_empty() || ids.iter().any(|id| Uuid::try_parse(id).is_err()) {
        return;
    }
    meter::count_unknown_id();
    tracing::warn!(%firm, %by, ids = ids.join(" "), "the firm has nothing with this id");
}

/// A client's session cookie; the session behind it is checked with the first read.
pub struct ClientCaller {
    pub(crate) token: SessionToken,
}

impl ClientCaller {
    /// The session's claimed client.
    #[must_use]
    pub fn claims(&self) -> (FirmId, ClientId) {
        (self.token.firm, ClientId(self.token.owner))
    }
}

/// A staff session cookie and the operation's capability; the first read checks both.
pub struct StaffCaller {
    pub(crate) token: SessionToken,
    pub(crate) needs: Capability,
}

impl StaffCaller {
    /// The claimed firm: the only one whose keys may be read for this caller.
    #[must_use]
    pub fn firm(&self) -> FirmId {
        self.token.firm
    }

    /// The capability that the operation needs.
    #[must_use]
    pub fn needs(&self) -> Capability {
        self.needs
    }

    /// The claimed member of staff.
    #[must_use]
    pub fn staff(&self) -> StaffId {
        StaffId(self.token.owner)
    }
}

pub(crate) struct RawCall {
    pub body: Vec<u8>,
    pub cookies: HashMap<String, String>,
    pub source: String,
    pub idempotency_key: Option<Uuid>,
    pub path: HashMap<String, String>,
    pub query: HashMap<String, String>,
}

/// What the bytes of a reply are.
pub(crate) enum Form {
    Json,
    /// Of this media type, under a name that is derived from its content.
    File(String),
    /// An HTML document for a frame.
    Page,
}

pub(crate) struct RawReply {
    pub body: Vec<u8>,
    pub(crate) cookies: Vec<String>,
    pub form: Form,
}

impl Flow {
    /// A flow that anybody may call.
    pub fn public<B, R, F, Fut>(operation: Operation, handler: F) -> Self
    where
        B: DeserializeOwned + Send + 'static,
        R: Serialize + ToSchema + Send + 'static,
        F: Fn(App, Call<B>) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<Reply<R>, Failure>> + Send + 'static,
    {
        Self::http(Operation { access: Access::Public, ..operation }, |_| Ok(()), handler)
    }

    /// A flow for signed-in clients with access to this section of the portal and this permission,
    /// either of which may be `None`.
    pub fn client<B, R, F, Fut>(
        operation: Operation,
        section: Section,
        permission: Permission,
        handler: F,
    ) -> Self
    where
        B: DeserializeOwned + Send + 'static,
        R: Serialize + ToSchema + Send + 'static,
        F: Fn(App, Call<B, ClientCaller>) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<Reply<R>, Failure>> + Send + 'static,
    {
        // Every login permits this much; what a route needs beyond it is checked with the session.
        match (section, permission) {
            (Section::None, Permission::None) => {}
        }
        let guard = |raw: &RawCall| Ok(ClientCaller { token: session_cookie(raw, CLIENT_COOKIE)? });
        Self::http(Operation { access: Access::Client, ..operation }, guard, handler)
    }

    /// A flow for signed-in staff whose role includes this capability.
    pub fn staff<B, R, F, Fut>(operation: Operation, needs: Capability, handler: F) -> Self
    where
        B: DeserializeOwned + Send + 'static,
        R: Serialize + ToSchema + Send + 'static,
        F: Fn(App, Call<B, StaffCaller>) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<Reply<R>, Failure>> + Send + 'static,
    {
        let access = Access::Staff { capability: needs.name() };
        let guard = move |raw: &RawCall| {
            Ok(StaffCaller { token: session_cookie(raw, STAFF_COOKIE)?, needs })
        };
        Self::http(Operation { access, ..operation }, guard, handler)
    }

    /// A flow that an event calls.
    pub fn event<E, R, F, Fut>(name: &'static str, handler: F) -> Self
    where
        E: DeserializeOwned + Send + 'static,
        R: Serialize + Send + 'static,
        F: Fn(App, E) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<R, EventFailure>> + Send + 'static,
    {
        let handler = Arc::new(handler);
        let handler: EventHandler = Arc::new(move |app, event| {
            let handler = Arc::clone(&handler);
            Box::pin(async move {
                let event = serde_json::from_value(event).map_err(|error| {
                    EventFailure::Refused(format!("the event is not as documented: {error}"))
                })?;
                let reply = handler(app.for_flow(name), event).await?;
                serde_json::to_value(reply)
                    .map_err(|_| Fault::Broken("a reply has no JSON form").into())
            })
        });
        Self::of(name, Kind::Event { handler })
    }

    /// Declares variables of its environment, beyond those of every flow.
    #[must_use]
    pub fn needing(mut self, variables: &[Variable]) -> Self {
        self.needs.extend_from_slice(variables);
        self
    }

    /// Declares that it reads phone numbers: their metadata is loaded at the function's start, not
    /// during a request.
    #[must_use]
    pub fn reading_numbers(mut self) -> Self {
        self.reads_numbers = true;
        self
    }

    /// The variables of its environment, all of which must be set.
    #[must_use]
    pub fn variables(&self) -> BTreeSet<Variable> {
        Variable::COMMON.iter().chain(&self.needs).copied().collect()
    }

    /// Whether it loads phone number metadata at its start.
    #[must_use]
    pub fn loads_numbers(&self) -> bool {
        self.reads_numbers
    }

    fn of(name: &'static str, kind: Kind) -> Self {
        Self { name, kind, needs: Vec::new(), reads_numbers: false }
    }

    /// The operation in the API, if the flow has one.
    #[must_use]
    pub fn operation(&self) -> Option<&Operation> {
        match &self.kind {
            Kind::Http { operation, .. } => Some(operation),
            Kind::Event { .. } => None,
        }
    }

    fn http<B, G, R, F, Fut>(
        operation: Operation,
        guard: impl Fn(&RawCall) -> Result<G, Failure> + Send + Sync + 'static,
        handler: F,
    ) -> Self
    where
        B: DeserializeOwned + Send + 'static,
        G: Claims + Send + 'static,
        R: Serialize + ToSchema + Send + 'static,
        F: Fn(App, Call<B, G>) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<Reply<R>, Failure>> + Send + 'static,
    {
        let name = operation.name;
        let (takes_body, changes) = (operation.takes.is_some(), operation.method == Method::Post);
        let operation = operation.giving::<R>();
        let (handler, guard) = (Arc::new(handler), Arc::new(guard));
        let refused = Arc::new(RefusedSessions::default());
        let handler: HttpHandler = Arc::new(move |app, mut raw| {
            let (handler, guard) = (Arc::clone(&handler), Arc::clone(&guard));
            let refused = Arc::clone(&refused);
            Box::pin(async move {
                let caller = guard(&raw)?;
                let mut body = zeroize::Zeroizing::new(std::mem::take(&mut raw.body));
                // An operation without fields takes no body or an empty object. It refuses other
                // fields: ignoring them would hide a caller's mistake.
                if !takes_body && (!changes || body.is_empty()) {
                    *body = b"{}".to_vec();
                }
                let body = parse(&body)?;
                let device = raw.cookies.get(DEVICE_COOKIE);
                let call = Call {
                    device: device.and_then(|value| DeviceToken::parse(value)),
                    body,
                    caller,
                    source: raw.source,
                    idempotency_key: raw.idempotency_key,
                    path: raw.path,
                    query: raw.query,
                };
                let (source, claims) = (call.source.clone(), call.caller.claimed_by());
                let ids: Vec<_> = call.path.values().cloned().collect();
                let reply = handler(app.for_flow(name), call).await.map_err(|failure| {
                    note_unknown_ids(&failure, claims, &ids);
                    refused.count(failure, &source, app.now())
                })?;
                let (body, form) = match reply.other {
                    Some(Other::File(file)) => (file.bytes, Form::File(file.content_type)),
                    Some(Other::Page(page)) => (page.html.into_bytes(), Form::Page),
                    None => {
                        let body = serde_json::to_vec(&reply.body)
                            .map_err(|_| Fault::Broken("a reply has no JSON form"))?;
                        (body, Form::Json)
                    }
                };
                Ok(RawReply { body, cookies: reply.cookies, form })
            })
        });
        Self::of(name, Kind::Http { operation: Arc::new(operation), handler })
    }
}

/// Strict: each body's type refuses unknown fields, and repeated ones too.
fn parse<B: DeserializeOwned>(body: &[u8]) -> Result<B, Failure> {
    // Serde would also accept an array of the values in order.
    if body.iter().find(|byte| !byte.is_ascii_whitespace()) != Some(&b'{') {
        return Err(Failure::refused(ProblemKind::BodyMalformed));
    }
    serde_json::from_slice(body).map_err(|error| {
        // The message may quote a value: the position is enough to find the fault.
        Failure::refused(ProblemKind::BodyMalformed)
            .with("line", error.line())
            .with("column", error.column())
    })
}

fn session_cookie(raw: &RawCall, name: &str) -> Result<SessionToken, Failure> {
    raw.cookies
        .get(name)
        .and_then(|value| SessionToken::parse(value))
        .ok_or_else(|| Failure::refused(ProblemKind::NotSignedIn))
}
