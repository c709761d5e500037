//! Lambda's Runtime API for one environment, as AWS documents it ("Using the Lambda runtime API for
//! custom runtimes"): next, response, error, init error.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tokio::net::TcpListener;
use tokio::sync::{Mutex as AsyncMutex, mpsc, oneshot, watch};

/// The largest reply that Lambda accepts, in bytes.
const LARGEST_REPLY: usize = 6 * 1024 * 1024 + 100 * 1024;

/// An event on its way to the function.
struct Invocation {
    id: String,
    function: String,
    deadline_ms: u128,
    event: Vec<u8>,
}

/// The result of an invocation: a reply, or an error with the type from its header.
pub type Outcome = Result<Value, Value>;

/// The API of one environment. It ends when dropped.
pub struct Api {
    /// `host:port`, for `AWS_LAMBDA_RUNTIME_API`.
    pub address: String,
    shared: Arc<Shared>,
    events: mpsc::UnboundedSender<Invocation>,
    serving: tokio::task::JoinHandle<()>,
}

struct Shared {
    events: AsyncMutex<mpsc::UnboundedReceiver<Invocation>>,
    /// The waiting caller of the current invocation: there is one at a time.
    under_way: Mutex<Option<(String, oneshot::Sender<Outcome>)>>,
    polls: watch::Sender<u32>,
    init_error: watch::Sender<Option<Value>>,
}

impl Api {
    /// Listens on a free port.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address").to_string();
        let (events, waiting) = mpsc::unbounded_channel();
        let shared = Arc::new(Shared {
            events: AsyncMutex::new(waiting),
            under_way: Mutex::default(),
            polls: watch::Sender::new(0),
            init_error: watch::Sender::new(None),
        });
        let router = Router::new()
            .route("/2018-06-01/runtime/invocation/next", get(next))
            .route("/2018-06-01/runtime/invocation/{id}/response", post(response))
            .route("/2018-06-01/runtime/invocation/{id}/error", post(error))
            .route("/2018-06-01/runtime/init/error", post(init_error))
            .with_state(Arc::clone(&shared));
        let serving = tokio::spawn(async move {
            axum::serve(listener, router).await.expect("the Runtime API serves");
        });
        Self { address, shared, events, serving }
    }

    /// Passes an event to the function and waits for the result.
    pub async fn invoke(&self, function: &str, event: &Value, time: Duration) -> Outcome {
        let id = uuid::Uuid::new_v4().to_string();
        let (tell, told) = oneshot::channel();
        *self.shared.under_way() = Some((id.clone(), tell));
        let deadline = SystemTime::now().duration_since(UNIX_EPOCH).expect("a time") + time;
        let invocation = Invocation {
            id,
            function: function.to_owned(),
            deadline_ms: deadline.as_millis(),
            event: event.to_string().into_bytes(),
        };
        self.events.send(invocation).unwrap_or_else(|_| panic!("nobody takes events"));
        told.await.unwrap_or_else(|_| Err(json!({ "errorType": "Runtime.ExitError" })))
    }

    /// Waits until the function has requested an event for the `n`-th time.
    pub async fn asked(&self, n: u32) {
        let mut polls = self.shared.polls.subscribe();
        polls.wait_for(|polls| *polls >= n).await.expect("the API is there");
    }

    /// Waits until the function has reported an init error, and returns it.
    pub async fn could_not_start(&self) -> Value {
        let mut told = self.shared.init_error.subscribe();
        let told = told.wait_for(Option::is_some).await.expect("the API is there");
        told.clone().expect("an init error was reported")
    }
}

impl Drop for Api {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

impl Shared {
    fn under_way(&self) -> std::sync::MutexGuard<'_, Option<(String, oneshot::Sender<Outcome>)>> {
        self.under_way.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Completes the invocation of this id, if it is the current one.
    fn end(&self, id: &str, outcome: Outcome) -> Response {
        let mut under_way = self.under_way();
        match under_way.take_if(|(under_way, _)| under_way == id) {
            Some((_, tell)) => {
                // The caller may no longer be waiting.
                let _ = tell.send(outcome);
                accepted()
            }
            None => refused(StatusCode::BAD_REQUEST, "InvalidRequestID"),
        }
    }
}

fn accepted() -> Response {
    (StatusCode::ACCEPTED, Json(json!({ "status": "OK" }))).into_response()
}

fn refused(status: StatusCode, kind: &str) -> Response {
    (status, Json(json!({ "errorType": kind, "errorMessage": kind }))).into_response()
}

async fn next(State(shared): State<Arc<Shared>>) -> Response {
    shared.polls.send_modify(|polls| *polls += 1);
    let Some(invocation) = shared.events.lock().await.recv().await else {
        return refused(StatusCode::INTERNAL_SERVER_ERROR, "Container error");
    };
    let Invocation { id, function, deadline_ms, event } = invocation;
    let arn = format!("arn:aws:lambda:eu-west-1:123456789012:function:{function}");
    let second = deadline_ms / 1000;
    let trace = format!("Root=1-{second:08x}-{};Sampled=0", &id.replace('-', "")[..24]);
    let headers = [
        ("content-type", "application/json".to_owned()),
        ("lambda-runtime-aws-request-id", id),
        ("lambda-runtime-deadline-ms", deadline_ms.to_string()),
        ("lambda-runtime-invoked-function-arn", arn),
        ("lambda-runtime-trace-id", trace),
    ];
    (headers, event).into_response()
}

async fn response(
    State(shared): State<Arc<Shared>>,
    Path(id): Path<String>,
    body: Bytes,
) -> Response {
    if body.len() > LARGEST_REPLY {
        shared.end(&id, Err(json!({ "errorType": "Function.ResponseSizeTooLarge" })));
        return refused(StatusCode::PAYLOAD_TOO_LARGE, "RequestEntityTooLarge");
    }
    match serde_json::from_slice(&body) {
        Ok(reply) => shared.end(&id, Ok(reply)),
        // Lambda passes on replies that are not JSON; no caller of these functions could read them.
        Err(_) => shared.end(&id, Err(json!({ "errorType": "Runtime.NoJson" }))),
    }
}

async fn error(State(shared): State<Arc<Shared>>, Path(id): Path<String>, body: Bytes) -> Response {
    shared.end(&id, Err(serde_json::from_slice(&body).unwrap_or_default()))
}

async fn init_error(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let mut told: Value = serde_json::from_slice(&body).unwrap_or_default();
    let kind = headers.get("lambda-runtime-function-error-type");
    told["header"] = json!(kind.and_then(|kind| kind.to_str().ok()));
    shared.init_error.send_replace(Some(told));
    accepted()
}
