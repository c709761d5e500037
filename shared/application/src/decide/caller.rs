//! Who requests a decision, and what proves it. Each kind of caller names the items that prove it,
//! so they are read in the same round trip as everything else.

mod link;
mod session;
mod system;
mod visitor;

pub use link::{LinkCaller, LinkHolder, StaffLinkCaller, StaffLinkHolder};
pub use session::{SignedInClient, SignedInStaff};
pub use system::{System, SystemAt, Unread};
pub use visitor::{Visited, Visitor};

use jiff::Timestamp;
use vestibule_domain::firms::Firm;
use vestibule_domain::kernel::{Actor, FirmId};
use vestibule_flow::Failure;
use vestibule_runtime::App;
use vestibule_table::{Items, Key};

/// A caller who requests a decision.
pub trait Caller: Sync {
    /// The caller, once checked.
    type Party: Party;

    /// The items that prove the caller.
    fn keys(&self) -> Vec<Key>;

    /// The firm whose items may be read for the caller, if they claim one.
    fn firm(&self) -> Option<FirmId>;

    /// Whether the caller is who they claim to be before anything is read: only Vestibule itself is.
    fn is_proven(&self) -> bool {
        false
    }

    /// Checks the caller against the items that were read.
    ///
    /// # Errors
    /// They are not who they claim to be, the firm is closed, or an item is broken.
    fn admit(&self, items: &Items, now: Timestamp) -> Result<Self::Party, Failure>;

    /// Records that the caller's session is in use, if due.
    fn touch(
        &self,
        app: &App,
        party: Self::Party,
        now: Timestamp,
    ) -> impl Future<Output = Self::Party> + Send {
        let _ = (app, now);
        async { party }
    }
}

/// A caller who was checked.
pub trait Party: Send + Sync {
    /// The actor, for the timeline.
    fn actor(&self) -> Actor;

    /// The firm of the decision, if there is one.
    fn firm(&self) -> Option<(FirmId, &Firm)>;
}

/// Reads these items together with the caller's proof, for a flow that decides nothing.
///
/// # Errors
/// The caller is not who they claim to be, the firm is closed, or a fault.
pub async fn admit<C: Caller>(
    app: &App,
    caller: C,
    also: &[Key],
) -> Result<(C::Party, Items), Failure> {
    let mut keys = caller.keys();
    keys.extend_from_slice(also);
    let items = app.table().load(&keys).await?;
    let now = app.now();
    let party = caller.admit(&items, now)?;
    Ok((caller.touch(app, party, now).await, items))
}
