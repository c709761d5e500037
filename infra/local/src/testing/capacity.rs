//! What calls to DynamoDB cost, in units of capacity as the database itself counts them: in tests
//! each call is asked for it on its way.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::body::{Body, Bytes, to_bytes};
use axum::response::Response;
use serde_json::{Value, json};

/// Units that were used up. Clones count in the same place.
#[derive(Clone, Default)]
pub struct Capacity(Arc<Mutex<Units>>);

#[derive(Default)]
struct Units {
    read: f64,
    write: f64,
}

impl Capacity {
    /// The same request, which asks what it costs. What is no JSON stays as it is.
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

    /// Notes what an operation says that it cost.
    pub async fn record(&self, operation: &str, response: Response, largest: usize) -> Response {
        let (parts, body) = response.into_parts();
        // A reply that cannot be read is an error of the database's, which its caller sees.
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

    /// Returns the units so far, and starts counting from nothing.
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
