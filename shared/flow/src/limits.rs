//! Limits by source on everything that hashes or sends. They are counted in parallel with each
//! flow's first read, so they cost no round trip.

use crate::Failure;
use jiff::SignedDuration;
use vestibule_contract::ProblemKind;
use vestibule_runtime::App;

/// The window of a count.
const WINDOW_S: i64 = 60;
/// Requests of one source to one flow within a window: many clients may share the address of a
/// mobile network, and every account has its own limits.
const AT_MOST: u64 = 120;

/// Counts a request of this source to the running flow.
///
/// # Errors
/// [`ProblemKind::TooManyRequests`]: the window is full.
pub async fn within(app: &App, source: &str) -> Result<(), Failure> {
    let now = app.now();
    let window = now.as_second() / WINDOW_S;
    let source = app.keys().index().await?.source(app.flow(), source);
    let ends = SignedDuration::from_secs((window + 1) * WINDOW_S);
    let count = app.table().count_request(source.as_str(), window, ends).await?;
    if count <= AT_MOST {
        return Ok(());
    }
    let end = jiff::Timestamp::UNIX_EPOCH + ends;
    Err(Failure::refused(ProblemKind::TooManyRequests).retry_at(end, now))
}
