//! The cost of calls to DynamoDB, in units of capacity as the database itself counts them: in tests
//! each call requests it.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::body::{Body, Bytes, to_bytes};
use axum::response::Response;
use serde_json::{Value, json};

/// The units used. Clones share one count.
#[derive(Clone, Default)]
pub struct Capacity(Arc<Mutex<Units>>);

#[derive(Default)]
struct Units {
    read: f64,
    write: f64,
}

impl Capacity {
    /// Returns the request with the cost requested. A request that is not JSON stays as it is.
    #[must_use]
    pub fn requested_by(body: &Bytes) -> Bytes {
        match serde_json::from_slice::<Value>(body) {
            Ok(Value::Object(mut request)) => {
                request.insert("ReturnConsumedCapacity".to_owned(), json!("TOTAL"));
                Value::Object(request).to_string().into()
            }
            Ok(_) | Err(_) => body.clone(),
        }
    }

    /// Adds the cost that an operation reports.
    pub async fn record(&self, operation: &str, response: Response, largest: usize) -> Response {
        let (parts, body) = response.into_parts();
        // An unreadable reply is an error of the database, which its caller sees.
        let body = to_bytes(body, largest).await.unwrap_or_default();
        let told: Value = serde_json::from_slice(&body).unwrap_or_default();
        let consumed = &told["ConsumedCapacity"];
        let units = |of: &Value| of["CapacityUnits"].as_f64().unwrap_or_default();
        let units = match consumed.as_array() {
            Some(tables) => tables.iter().map(units).sum(),
            None => units(consumed),
        };
        let mut so_far = self.units();
        match operation {
            "GetItem" | "BatchGetItem" | "Query" | "TransactGetItems" | "Scan" => {
                so_far.read += units;
            }
            _ => so_far.write += units,
        }
        drop(so_far);
        Response::from_parts(parts, Body::from(body))
    }

    /// Returns the units so far, and starts counting from zero.
    #[must_use]
    pub fn take(&self) -> Value {
        let Units { read, write } = std::mem::take(&mut *self.units());
        json!({ "read": read, "write": write })
    }

    fn units(&self) -> MutexGuard<'_, Units> {
        // Nothing panics while it holds the lock.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
