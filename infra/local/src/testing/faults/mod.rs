//! Faults on demand, for tests of what must be survived: a service is throttled, refuses, is slow,
//! loses its reply, or the process is killed during the call.
//!
//! Only with `--for-tests`. Then every call of a handler to DynamoDB, KMS, SES and SNS passes
//! through here, is checked against its function's rights ([`crate::testing::iam`]), counted, and
//! meets the fault ordered for it, if any. The orders are the runner's own functions, invoked by
//! name like the flows.

mod answers;
mod call;
mod running;

use std::collections::BTreeMap;
use std::future::Future;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::aws::functions::{FunctionError, Functions};
use crate::net::listener::Cut;
use crate::template::rights::Rights;
use crate::testing::capacity::Capacity;
use crate::testing::iam::Watch;
use crate::testing::shuffle::{Disorder, Order, Shuffle};
use call::Call;
use running::Running;

/// Orders a fault: an event of `service`, `operation`, `how`, `code`, `ms`, `skip` and `times`.
pub const INJECT_FAULT: &str = "inject-fault";
/// Removes all faults; returns how many hits were still pending.
pub const CLEAR_FAULTS: &str = "clear-faults";
/// Returns how often each operation was called since the last count, or since the start.
pub const COUNT_CALLS: &str = "count-calls";
/// Returns what each function did so far, in IAM's terms.
pub const TELL_USAGE: &str = "tell-usage";
/// Returns the DynamoDB capacity units used since the last count.
pub const COUNT_CAPACITY: &str = "count-capacity";
/// Returns how many invocations of functions are running.
pub const COUNT_RUNNING: &str = "count-running";
/// From now on delivers each record and report `times` times and, with `shuffle`, in an order that
/// `seed` decides.
pub const SHUFFLE_STREAM: &str = "shuffle-stream";

/// The largest call, in bytes: DynamoDB's own limit.
const LARGEST_CALL: usize = 16 * 1024 * 1024;

/// A service that handlers call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Service {
    /// The table.
    Dynamodb,
    /// The key.
    Kms,
    /// E-mails.
    Ses,
    /// Texts.
    Sns,
}

impl Service {
    /// Its name in orders and counts.
    const fn name(self) -> &'static str {
        match self {
            Self::Dynamodb => "dynamodb",
            Self::Kms => "kms",
            Self::Ses => "ses",
            Self::Sns => "sns",
        }
    }
}

/// What happens to a call.
#[derive(Debug, Clone, PartialEq, Eq)]
enum FaultEffect {
    /// Not executed: throttled.
    Throttle,
    /// Not executed: an internal error of the service.
    ServerError,
    /// Not executed: refused with this code.
    Refuse(String),
    /// Not executed: another transaction conflicts with it.
    Conflict,
    /// Executed after this delay.
    Delay(Duration),
    /// Executed, and the connection is cut before the reply.
    LoseReply,
    /// Not executed: the process ends.
    KillBefore,
    /// Executed, and the process ends before the reply.
    KillAfter,
}

/// An effect, and the calls that it applies to.
#[derive(Debug, Clone)]
struct Fault {
    service: Service,
    /// This operation, or any.
    operation: Option<String>,
    /// This function, or any.
    function: Option<String>,
    effect: FaultEffect,
    /// How many such calls pass first.
    skip: u32,
    /// How many calls after those it hits.
    times: u32,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum FaultKind {
    Throttle,
    #[serde(rename = "error-500")]
    Error500,
    Refuse,
    LoseReply,
    Delay,
    Conflict,
    KillBefore,
    KillAfter,
}

/// The event of [`INJECT_FAULT`].
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FaultOrder {
    service: Service,
    operation: Option<String>,
    function: Option<String>,
    how: FaultKind,
    code: Option<String>,
    ms: Option<u64>,
    #[serde(default)]
    skip: u32,
    #[serde(default = "once")]
    times: u32,
}

/// The event of [`SHUFFLE_STREAM`].
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ShuffleOrder {
    #[serde(default = "once")]
    times: u32,
    #[serde(default)]
    shuffle: bool,
    #[serde(default)]
    seed: u64,
}

const fn once() -> u32 {
    1
}

/// The ordered faults, and the calls so far. Clones share them.
#[derive(Clone, Default)]
pub struct Faults {
    state: Arc<Mutex<FaultState>>,
    shuffle: Shuffle,
    watch: Watch,
    capacity: Capacity,
    running: Running,
}

#[derive(Default)]
struct FaultState {
    faults: Vec<Fault>,
    calls: BTreeMap<(Service, String), u64>,
}

impl Faults {
    /// No faults, for functions with these rights: calls beyond them are refused.
    #[must_use]
    pub fn under(rights: Rights) -> Self {
        Self { watch: Watch::over(rights), ..Self::default() }
    }

    /// The order in which records and reports are delivered.
    #[must_use]
    pub fn shuffle(&self) -> Shuffle {
        self.shuffle.clone()
    }

    /// These functions, and those that order faults.
    #[must_use]
    pub fn functions(&self, functions: Functions) -> Functions {
        let order = |act: fn(&Self, Value) -> Result<Value, FunctionError>| {
            let faults = self.clone();
            move |event: Value| std::future::ready(act(&faults, event))
        };
        self.running
            .of(functions)
            .with(INJECT_FAULT, order(Self::inject))
            .with(CLEAR_FAULTS, order(|faults, _| Ok(faults.clear())))
            .with(COUNT_CALLS, order(|faults, _| Ok(faults.count())))
            .with(COUNT_CAPACITY, order(|faults, _| Ok(faults.capacity.take())))
            .with(COUNT_RUNNING, order(|faults, _| Ok(json!(faults.running.count()))))
            .with(TELL_USAGE, order(|faults, _| Ok(faults.watch.usages())))
            .with(SHUFFLE_STREAM, order(Self::shuffle_by))
    }

    fn inject(&self, event: Value) -> Result<Value, FunctionError> {
        let fault = Fault::of(serde_json::from_value(event).map_err(wrong)?)?;
        self.state().faults.push(fault);
        Ok(json!({}))
    }

    fn clear(&self) -> Value {
        let left: u32 = self.state().faults.drain(..).map(|fault| fault.times).sum();
        json!({ "left": left })
    }

    fn count(&self) -> Value {
        let mut counts = json!({});
        for ((service, operation), count) in std::mem::take(&mut self.state().calls) {
            counts[service.name()][operation] = json!(count);
        }
        counts
    }

    fn shuffle_by(&self, event: Value) -> Result<Value, FunctionError> {
        let order: ShuffleOrder = serde_json::from_value(event).map_err(wrong)?;
        let disorder = Disorder {
            times: order.times.try_into().unwrap_or(usize::MAX),
            order: if order.shuffle { Order::Random(order.seed) } else { Order::Kept },
        };
        let none = Disorder { times: 1, order: Order::Kept };
        self.shuffle.set((disorder != none).then_some(disorder));
        Ok(json!({}))
    }

    /// Counts a call, and returns what happens to it.
    fn meets(&self, call: &Call) -> Option<FaultEffect> {
        let mut state = self.state();
        *state.calls.entry((call.service, call.operation.clone())).or_default() += 1;
        let hit = state.faults.iter_mut().find_map(|fault| fault.hits(call));
        state.faults.retain(|fault| fault.times > 0);
        hit
    }

    fn state(&self) -> MutexGuard<'_, FaultState> {
        // Nothing panics while it holds the lock.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Fault {
    fn of(order: FaultOrder) -> Result<Self, FunctionError> {
        let mut operation = order.operation;
        let effect = match order.how {
            FaultKind::Throttle => FaultEffect::Throttle,
            FaultKind::Error500 => FaultEffect::ServerError,
            FaultKind::Refuse => {
                FaultEffect::Refuse(order.code.ok_or_else(|| wrong("it needs a code"))?)
            }
            FaultKind::LoseReply => FaultEffect::LoseReply,
            FaultKind::Delay => FaultEffect::Delay(Duration::from_millis(
                order.ms.ok_or_else(|| wrong("it needs ms"))?,
            )),
            FaultKind::Conflict => {
                const TRANSACTION: &str = "TransactWriteItems";
                let of = operation.get_or_insert_with(|| TRANSACTION.to_owned());
                if order.service != Service::Dynamodb || of != TRANSACTION {
                    return Err(wrong("only a transaction has conflicts"));
                }
                FaultEffect::Conflict
            }
            FaultKind::KillBefore => FaultEffect::KillBefore,
            FaultKind::KillAfter => FaultEffect::KillAfter,
        };
        let (skip, times) = (order.skip, order.times);
        Ok(Self {
            service: order.service,
            operation,
            function: order.function,
            effect,
            skip,
            times,
        })
    }

    /// The effect on this call, if it applies.
    fn hits(&mut self, call: &Call) -> Option<FaultEffect> {
        let named = self.operation.as_deref().is_none_or(|named| named == call.operation);
        let by = self.function.as_deref().is_none_or(|by| Some(by) == call.function.as_deref());
        if self.service != call.service || !named || !by || self.times == 0 {
            return None;
        }
        if self.skip > 0 {
            self.skip -= 1;
            return None;
        }
        self.times -= 1;
        Some(self.effect.clone())
    }
}

fn wrong(reason: impl ToString) -> FunctionError {
    FunctionError { error_type: "Error".to_owned(), message: reason.to_string() }
}

/// Puts faults in front of AWS endpoints: each call meets the one ordered for it.
pub fn hang<S: Clone + Send + Sync + 'static>(faults: Faults, endpoints: Router<S>) -> Router<S> {
    endpoints.layer(middleware::from_fn_with_state(faults, on_the_way))
}

/// Applies a request's fault. Requests that call no service pass.
async fn on_the_way(State(faults): State<Faults>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, LARGEST_CALL).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let call = Call::of(&parts, &body);
    let refusal =
        call.as_ref().and_then(|call| faults.watch.refuses(&parts, &call.operation, &body));
    if let Some(refusal) = refusal {
        return refusal;
    }
    let effect = call.as_ref().and_then(|call| faults.meets(call));
    let done = async {
        match &call {
            Some(Call { service: Service::Dynamodb, operation, .. }) => {
                let asked = Body::from(Capacity::requested_by(&body));
                let response = next.run(Request::from_parts(parts, asked)).await;
                faults.capacity.record(operation, response, LARGEST_CALL).await
            }
            Some(_) | None => next.run(Request::from_parts(parts, Body::from(body.clone()))).await,
        }
    };
    match (&call, effect) {
        (Some(call), Some(effect)) => takes_effect(&effect, call, &body, done).await,
        _ => done.await,
    }
}

async fn takes_effect(
    effect: &FaultEffect,
    call: &Call,
    body: &[u8],
    done: impl Future<Output = Response>,
) -> Response {
    match effect {
        FaultEffect::Throttle => answers::throttled(call.service),
        FaultEffect::ServerError => answers::server_error(call.service),
        FaultEffect::Refuse(code) => answers::refused(call.service, code),
        FaultEffect::Conflict => answers::conflict(body),
        FaultEffect::Delay(duration) => {
            tokio::time::sleep(*duration).await;
            done.await
        }
        FaultEffect::LoseReply => {
            drop(done.await);
            let mut reply = StatusCode::INTERNAL_SERVER_ERROR.into_response();
            reply.extensions_mut().insert(Cut);
            reply
        }
        FaultEffect::KillBefore => std::process::abort(),
        FaultEffect::KillAfter => {
            drop(done.await);
            std::process::abort()
        }
    }
}

#[cfg(test)]
mod service_tests;
#[cfg(test)]
mod tests;
