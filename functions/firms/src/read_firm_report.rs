//! Ops read how one firm is doing: its clients by where they stand, its staff, what waits to be sent,
//! and the texts it sent, which are what a firm costs.
//!
//! Everything is read in one round, but for the age of what waits. Clients are counted in the list,
//! which lags behind the table by moments. A text is counted once, when it is about to be sent and
//! the day's limits allow it: one that the provider then refuses is counted too, one that was
//! withheld or over a limit is not.

use crate::which_firm::{FirmLine, FirmNamed};
use jiff::SignedDuration;
use jiff::tz::TimeZone;
use serde::Serialize;
use vestibule_domain::kernel::StaffId;
use vestibule_domain::staff::{Role, Staff, StaffStanding};
use vestibule_flow::flow::EventFailure;
use vestibule_flow::{Fault, Flow};
use vestibule_runtime::App;
use vestibule_table::TextsOfDay;
use vestibule_table::list::{ListState, Needs};

/// Days that the report covers, today included: any month that is under way.
const DAYS: u8 = 31;
/// A message that waits longer is not merely on its way: the queue's alarm goes off then too.
const LONG: SignedDuration = SignedDuration::from_mins(10);

/// How a firm is doing.
#[derive(Serialize)]
pub struct FirmReport {
    #[serde(flatten)]
    firm: FirmLine,
    clients: Clients,
    staff: Members,
    unsent: Waiting,
    texts: Texts,
}

/// Clients by where they stand. Each is in one of the first six.
#[derive(Serialize)]
pub struct Clients {
    not_invited: u64,
    /// Invited, without a password yet.
    invited: u64,
    /// With a password.
    active: u64,
    revoked: u64,
    archived: u64,
    /// Members of staff, trying the product as a client.
    rehearsals: u64,
    /// Of the invited and active: those who need help, blocked ones included.
    stuck: u64,
    /// Of the stuck: those who are blocked for PIN entry.
    blocked: u64,
}

/// Members of staff.
#[derive(Serialize)]
pub struct Members {
    /// Active firm admins. Without any, the firm needs `invite-admin`.
    admins: usize,
    /// Active advisers.
    advisers: usize,
    /// Not set up yet.
    invited: usize,
}

/// Messages that wait for more than ten minutes.
#[derive(Serialize)]
pub struct Waiting {
    count: usize,
    /// There may be more: so much waits that not all was looked through.
    at_least: bool,
}

/// Texts of the last 31 days.
#[derive(Serialize)]
pub struct Texts {
    /// Each day, today last.
    days: Vec<Day>,
    /// Their sum.
    sum: u64,
}

/// A day.
#[derive(Serialize)]
pub struct Day {
    /// In UTC, such as `2026-11-30`.
    day: String,
    texts: u32,
}

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    Flow::event("read-firm-report", handle)
}

/// Reads the report.
///
/// # Errors
/// The firm is not named or not there, or a fault.
pub async fn handle(app: App, request: FirmNamed) -> Result<FirmReport, EventFailure> {
    let which = request.which()?;
    let id = which.id(&app).await?;
    let (table, now) = (app.table(), app.now());
    let states = Counted::ALL.map(|counted| counted.0);
    let (firm, clients, staff, unsent, texts) = tokio::join!(
        which.firm(&app, id),
        table.count_clients(id, &states),
        table.staff_of(id),
        table.unsent_of(id, now - LONG),
        table.texts_of_firm(id, DAYS, now),
    );
    let unsent = unsent.map_err(Fault::from)?;
    Ok(FirmReport {
        firm: FirmLine::of(id, &firm?),
        clients: clients_of(&clients.map_err(Fault::from)?),
        staff: members_of(&staff.map_err(Fault::from)?),
        unsent: Waiting { count: unsent.count, at_least: unsent.at_least },
        texts: texts_of(&texts.map_err(Fault::from)?),
    })
}

/// A list, and what its clients are counted as.
struct Counted(ListState, fn(&mut Clients) -> &mut u64);

impl Counted {
    /// Every list of a firm, each once.
    const ALL: [Self; 10] = [
        Self(ListState::NotInvited, |clients| &mut clients.not_invited),
        Self(ListState::Invited(Needs::Nothing), |clients| &mut clients.invited),
        Self(ListState::Invited(Needs::Help), |clients| &mut clients.invited),
        Self(ListState::Invited(Needs::NewPin), |clients| &mut clients.invited),
        Self(ListState::Active(Needs::Nothing), |clients| &mut clients.active),
        Self(ListState::Active(Needs::Help), |clients| &mut clients.active),
        Self(ListState::Active(Needs::NewPin), |clients| &mut clients.active),
        Self(ListState::Revoked, |clients| &mut clients.revoked),
        Self(ListState::Archived, |clients| &mut clients.archived),
        Self(ListState::Rehearsal, |clients| &mut clients.rehearsals),
    ];
}

fn clients_of(counts: &[u64]) -> Clients {
    let mut clients = Clients {
        not_invited: 0,
        invited: 0,
        active: 0,
        revoked: 0,
        archived: 0,
        rehearsals: 0,
        stuck: 0,
        blocked: 0,
    };
    for (Counted(state, of), count) in Counted::ALL.iter().zip(counts) {
        *of(&mut clients) += count;
        let (stuck, blocked) = match state {
            ListState::Invited(needs) | ListState::Active(needs) => match needs {
                Needs::Nothing => (0, 0),
                Needs::Help => (*count, 0),
                Needs::NewPin => (*count, *count),
            },
            ListState::NotInvited
            | ListState::Revoked
            | ListState::Archived
            | ListState::Rehearsal => (0, 0),
        };
        clients.stuck += stuck;
        clients.blocked += blocked;
    }
    clients
}

fn members_of(staff: &[(StaffId, Staff)]) -> Members {
    let mut members = Members { admins: 0, advisers: 0, invited: 0 };
    for (_, staff) in staff {
        match (&staff.standing, staff.role) {
            (StaffStanding::Active, Role::FirmAdmin) => members.admins += 1,
            (StaffStanding::Active, Role::Adviser) => members.advisers += 1,
            (StaffStanding::Invited { .. }, _) => members.invited += 1,
            (StaffStanding::Deactivated, _) => {}
        }
    }
    members
}

fn texts_of(days: &[TextsOfDay]) -> Texts {
    let sum = days.iter().map(|day| u64::from(day.texts)).sum();
    let days = days.iter().map(|day| Day {
        day: day.begins.to_zoned(TimeZone::UTC).date().to_string(),
        texts: day.texts,
    });
    Texts { days: days.collect(), sum }
}
