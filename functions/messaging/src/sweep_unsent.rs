//! Touches what is still unsent two minutes after it was asked for, so that the table's stream
//! carries it again: no message depends on one pass of the stream.

use futures_util::future::try_join_all;
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use vestibule_flow::flow::EventFailure;
use vestibule_flow::{Fault, Flow};
use vestibule_runtime::App;
use vestibule_table::keys::UNSENT_SHARDS;

/// Younger messages are on their way.
const LEFT_ALONE: SignedDuration = SignedDuration::from_mins(2);

/// A schedule's event; nothing in it matters.
#[derive(Deserialize)]
pub struct Tick {}

/// What was found.
#[derive(Serialize)]
pub struct Swept {
    touched: usize,
}

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    Flow::event("sweep-unsent", handle)
}

/// Touches what is unsent, shard by shard.
///
/// # Errors
/// The table is not available: the next sweep continues.
pub async fn handle(app: App, _: Tick) -> Result<Swept, EventFailure> {
    let now = app.now();
    let shards = (0..UNSENT_SHARDS).map(|shard| app.table().unsent(shard, now - LEFT_ALONE));
    let unsent = try_join_all(shards).await.map_err(Fault::from)?.concat();
    try_join_all(unsent.iter().map(|key| app.table().touch(key, now)))
        .await
        .map_err(Fault::from)?;
    let touched = unsent.len();
    if touched > 0 {
        tracing::warn!(touched, "messages were still unsent");
    }
    Ok(Swept { touched })
}
