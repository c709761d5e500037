//! Does what is due by its date: reminds clients of unopened invitations, records on the timeline
//! what has expired, warns of logins that are about to end, tells the firm's admins about
//! unread notifications, and deletes rehearsals.
//!
//! Nothing depends on when it runs: what has expired is refused by its date. It continues where the
//! last run stopped, and two runs at the same time do everything once. What cannot be done is put off
//! for a while and delays nobody else; so does what is due at a closed firm, for which nothing is
//! done.

use futures_util::future::join_all;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use std::time::Duration;
use tokio::time::Instant;
use vestibule_application::decide::{Decide, System};
use vestibule_application::outbox::Colleague;
use vestibule_application::rehearsal;
use vestibule_domain::access::{Access, Seen, UNREAD_LIFE, Verdict};
use vestibule_domain::clients::Profile;
use vestibule_domain::kernel::{Actor, ClientId, FirmId, StaffId};
use vestibule_domain::staff::Staff;
use vestibule_flow::flow::EventFailure;
use vestibule_flow::{Fault, Flow};
use vestibule_runtime::App;
use vestibule_table::keys::DUE_SHARDS;

/// Clients of one shard that a run goes through.
const AT_MOST: u16 = 100;
/// A run that has taken so long leaves the rest to the next: well within a function's time.
const LONG_ENOUGH: Duration = Duration::from_secs(12);
/// What could not be done rests for so long.
const REST: SignedDuration = SignedDuration::from_mins(15);
/// What is due at a closed firm rests for so long: its clients must hold up nobody else's, and their
/// dates are kept within this time once it is reopened.
const REST_OF_CLOSED: SignedDuration = SignedDuration::from_hours(6);

/// A schedule's event; nothing in it matters.
#[derive(Deserialize)]
pub struct Tick {}

/// What was due.
#[derive(Default, Serialize)]
pub struct Kept {
    /// Clients for whom it was done.
    kept: usize,
    /// Rehearsals that were swept away, and those whose sweep was finished.
    swept: usize,
    /// Clients for whom it could not be done, and who rest.
    failed: usize,
    /// Clients of closed firms, who rest: nothing is done for them.
    closed: usize,
}

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    Flow::event("keep-dates", handle)
}

/// Does what is due, all shards side by side.
///
/// # Errors
/// The table is not available: the next run continues.
pub async fn handle(app: App, _: Tick) -> Result<Kept, EventFailure> {
    let began = Instant::now();
    let shards = (0..DUE_SHARDS).map(|shard| keep_shard(&app, shard, began));
    let mut all = Kept::default();
    for shard in join_all(shards).await {
        let Kept { kept, swept, failed, closed } = shard?;
        all.kept += kept;
        all.swept += swept;
        all.failed += failed;
        all.closed += closed;
    }
    Ok(all)
}

async fn keep_shard(app: &App, shard: u8, began: Instant) -> Result<Kept, Fault> {
    let due = app.table().due(shard, app.now(), AT_MOST).await?;
    let mut all = Kept::default();
    for (firm, client) in due {
        if began.elapsed() > LONG_ENOUGH {
            tracing::warn!(shard, "more was due than a run has time for");
            break;
        }
        match keep(app, firm, client).await {
            Ok(Step::Done) => all.kept += 1,
            Ok(Step::Swept) => all.swept += 1,
            Ok(Step::Closed) => {
                app.table().rest_due(firm, client, app.now() + REST_OF_CLOSED).await?;
                all.closed += 1;
            }
            Err(cause) => {
                tracing::error!(%firm, %client, %cause, "what was due could not be done");
                app.table().rest_due(firm, client, app.now() + REST).await?;
                all.failed += 1;
            }
        }
    }
    Ok(all)
}

/// How a client was dealt with.
enum Step {
    Done,
    Swept,
    Closed,
}

/// What a look at a client finds.
enum Found {
    /// It was all done.
    Kept,
    /// The firm is closed.
    Closed,
    /// The firm's admins are to be told, and it is not known yet who they are.
    Unread { adviser: StaffId },
    /// A rehearsal whose time is over.
    Over,
}

async fn keep(app: &App, firm: FirmId, client: ClientId) -> Result<Step, EventFailure> {
    let mut admins: Option<Vec<Colleague>> = None;
    loop {
        let caller = System { firm, actor: Actor::System };
        let decide = Decide::by(app, caller);
        let looked = decide.client_if_there(client, |client| {
            let profile = &client.read.profile;
            if client.firm.closed_at.is_some() {
                return Verdict::granted(Found::Closed);
            }
            if is_over(profile, client.now) {
                return Verdict::granted(Found::Over);
            }
            match &admins {
                Some(admins) => client.admins.clone_from(admins),
                None if lies_unread(&client.access, profile, client.now) => {
                    return Verdict::granted(Found::Unread { adviser: profile.adviser.id });
                }
                None => {}
            }
            client.access.keep_dates(client.now).map(|()| Found::Kept)
        });
        // A client who is gone was removed: what is left is erased.
        let Some(done) = looked.await? else {
            rehearsal::sweep(app, firm, client).await?;
            return Ok(Step::Swept);
        };
        match done.answer {
            Ok(Found::Closed) => return Ok(Step::Closed),
            Ok(Found::Over) => {
                rehearsal::sweep(app, firm, client).await?;
                return Ok(Step::Swept);
            }
            Ok(Found::Unread { adviser }) => {
                let staff = app.table().staff_of(firm).await.map_err(Fault::from)?;
                admins = Some(who_is_told(&staff, adviser));
            }
            Ok(Found::Kept) | Err(_) => {
                if done.client.next_due().is_some_and(|at| at <= done.now) {
                    return Err(Fault::Broken("something is due that was done").into());
                }
                return Ok(Step::Done);
            }
        }
    }
}

fn is_over(profile: &Profile, now: Timestamp) -> bool {
    profile.rehearsal.as_ref().is_some_and(|rehearsal| rehearsal.until <= now)
}

/// Whether the firm's admins are to be told. Not of a rehearsal: who plays it knows.
fn lies_unread(access: &Access, profile: &Profile, now: Timestamp) -> bool {
    profile.rehearsal.is_none()
        && access.attention().is_some_and(|attention| match attention.seen {
            Seen::Unread => now >= attention.since + UNREAD_LIFE,
            Seen::Read | Seen::Escalated => false,
        })
}

/// The active firm admins besides the adviser, who was told already; where there is no other, the
/// adviser again.
fn who_is_told(staff: &[(StaffId, Staff)], adviser: StaffId) -> Vec<Colleague> {
    let admins = staff.iter().filter(|(_, staff)| staff.is_active_admin());
    let (adviser, others): (Vec<_>, Vec<_>) = admins.partition(|(id, _)| *id == adviser);
    let told = if others.is_empty() { adviser } else { others };
    told.into_iter().map(|(id, staff)| Colleague { id: *id, name: staff.name.clone() }).collect()
}
