//! Hands the clients of somebody who left to their successor, some at a time.
//!
//! Lists are behind the table by moments, and somebody who leaves may be adding a client at that
//! very moment. So an order is done only once a pass that began well after it was given finds
//! nobody: until then it stays unsent, and `sweep-unsent` brings it again. A pass that is cut
//! off or runs twice does no harm, as each client is handed over separately and once.

use jiff::{SignedDuration, Timestamp};
use vestibule_application::decide::{Decide, Decision, System, Unread};
use vestibule_domain::access::Verdict;
use vestibule_domain::clients::{Adviser, Profile};
use vestibule_domain::kernel::{Actor, ClientId, FirmId, StaffId};
use vestibule_domain::staff::Staff;
use vestibule_domain::timeline::ClientEvent;
use vestibule_flow::flow::EventFailure;
use vestibule_flow::queue::{BatchReply, Image, QueueEvent, one_by_one};
use vestibule_flow::{Fault, Flow};
use vestibule_runtime::App;
use vestibule_table::keys::LIST_SHARDS;
use vestibule_table::list::{Cursor, Filter, ListState, Listed, Sort, Wanted};
use vestibule_table::{Key, TableFault, Transaction};

/// Clients of a page.
const PAGE: usize = 50;
/// Pages of one pass: some seconds' work, well within the time that a function has.
const PAGES: usize = 4;
/// An order this old has nobody under way any more who has not heard of it. Ours: longer than any
/// request takes and than lists lag behind, no longer than the sweep leaves an order alone.
const SETTLED: SignedDuration = SignedDuration::from_mins(2);

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    Flow::event("hand-over-clients", handle)
}

/// Carries out the orders of a batch, each as far as one pass gets.
///
/// # Errors
/// None as a whole: what failed is named in the reply.
pub async fn handle(app: App, event: QueueEvent) -> Result<BatchReply, EventFailure> {
    let app = &app;
    one_by_one(event, |body: String| async move { carry_out(app, &body).await }).await
}

/// Why an order comes again.
#[derive(Debug, thiserror::Error)]
enum Postponed {
    #[error("the record is not as documented")]
    Malformed,
    #[error("{0} clients could not be handed over")]
    Left(usize),
    #[error(transparent)]
    Event(#[from] EventFailure),
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl From<TableFault> for Postponed {
    fn from(fault: TableFault) -> Self {
        Self::Fault(fault.into())
    }
}

/// An order as it was given.
struct Order {
    key: Key,
    firm: FirmId,
    from: StaffId,
    created_at: Timestamp,
}

impl Order {
    fn parse(body: &str) -> Option<Self> {
        let image = Image::parse(body)?;
        Some(Self {
            key: image.key()?,
            firm: image.id("firm")?,
            from: image.id("from")?,
            created_at: image.id("created_at")?,
        })
    }
}

/// What a pass came to.
#[derive(Default)]
struct Pass {
    handed_over: usize,
    failed: usize,
    more: bool,
}

async fn carry_out(app: &App, body: &str) -> Result<(), Postponed> {
    let order = Order::parse(body).ok_or(Postponed::Malformed)?;
    let began = app.now();
    let pass = pass(app, &order).await?;
    if pass.failed > 0 {
        return Err(Postponed::Left(pass.failed));
    }
    if pass.more {
        // The touched order passes the stream again, at once.
        return Ok(app.table().touch(&order.key, app.now()).await?);
    }
    if pass.handed_over > 0 || began.duration_since(order.created_at) < SETTLED {
        return Ok(());
    }
    let caller = Unread { actor: Actor::System };
    Decide::by(app, caller)
        .run_unless_taken(|_| Ok(Decision::after((), Transaction::new().followed_up(&order.key))))
        .await
        .map_err(EventFailure::from)?;
    Ok(())
}

/// Goes through the list once, as far as a pass goes.
async fn pass(app: &App, order: &Order) -> Result<Pass, Postponed> {
    let states: Vec<ListState> =
        [Filter::Current, Filter::Archived].into_iter().flat_map(Filter::states).collect();
    let mut after: Option<Cursor> = None;
    let mut pass = Pass::default();
    let mut to: Option<Adviser> = None;
    for _ in 0..PAGES {
        let (listed, successor) = match &to {
            Some(_) => (page(app, order, &states, after.as_ref()).await?, None),
            None => {
                let (listed, staff) = tokio::join!(
                    page(app, order, &states, after.as_ref()),
                    app.table().staff_of(order.firm)
                );
                (listed?, successor(order.from, &staff?))
            }
        };
        let adviser = to.take().or(successor).ok_or(NOBODY)?;
        for row in listed.rows {
            match hand_over(app, order, row.id, &adviser).await {
                Ok(Handed::Over) => pass.handed_over += 1,
                Ok(Handed::ByOthers) => {}
                // One that cannot be handed over holds up no other.
                Err(fault) => {
                    tracing::error!(client = %row.id, cause = %fault, "not handed over");
                    pass.failed += 1;
                }
            }
        }
        to = Some(adviser);
        after = listed.next;
        if after.is_none() {
            return Ok(pass);
        }
    }
    Ok(Pass { more: true, ..pass })
}

const NOBODY: Fault = Fault::Broken("somebody left without a successor who is there");

async fn page(
    app: &App,
    order: &Order,
    states: &[ListState],
    after: Option<&Cursor>,
) -> Result<Listed, TableFault> {
    let wanted = Wanted {
        firm: order.firm,
        shards: LIST_SHARDS,
        states,
        adviser: Some(order.from),
        sort: Sort::Name,
        page: PAGE,
        after,
    };
    app.table().list_clients(&wanted).await
}

/// Who answers for the clients now: the successor may have left as well.
fn successor(from: StaffId, staff: &[(StaffId, Staff)]) -> Option<Adviser> {
    let account = |id: StaffId| staff.iter().find(|(other, _)| *other == id);
    let mut at = account(from);
    // A chain of people who left one after the other ends, and is no longer than the staff.
    for _ in 0..staff.len() {
        let (id, account_of) = at?;
        match account_of.answers_to() {
            Some(next) => at = account(next),
            None => return Some(Adviser { id: *id, name: account_of.name.clone() }),
        }
    }
    None
}

/// Who handed a client over.
enum Handed {
    /// This very pass.
    Over,
    /// Another pass, or a colleague; or the client is gone.
    ByOthers,
}

async fn hand_over(
    app: &App,
    order: &Order,
    client: ClientId,
    to: &Adviser,
) -> Result<Handed, EventFailure> {
    let caller = System { firm: order.firm, actor: Actor::System };
    let decide = Decide::by(app, caller);
    let decided = decide.client_if_there(client, |client| {
        let before = &client.read.profile;
        if before.adviser.id != order.from {
            return Verdict::granted(Handed::ByOthers);
        }
        client.profile = Some(Profile { adviser: to.clone(), ..before.clone() });
        Verdict::granted(Handed::Over).event(ClientEvent::HandedOver { to: to.id })
    });
    Ok(match decided.await? {
        Some(decided) => decided.answer.unwrap_or(Handed::ByOthers),
        None => Handed::ByOthers,
    })
}
