//! The way of every flow that changes a colleague's account: read the firm's staff, decide, commit.
//!
//! Besides what the decision itself rests on, it rests on whoever acts: of two admins who take the
//! role from each other at the same moment, at most one succeeds.

use crate::flow::StaffCaller;
use crate::session::{self, SignedInStaff};
use crate::{App, Failure, Fault, outbox};
use jiff::Timestamp;
use vestibule_contract::ProblemKind;
use vestibule_domain::kernel::StaffId;
use vestibule_domain::staff::{Among, Decided, RestsOn, Role, Staff, StaffRefusal};
use vestibule_table::{CommitFault, Race, Transaction};

/// What a decision about an account may look at.
pub struct Colleagues<'a> {
    /// Who decides, and the firm.
    pub by: &'a SignedInStaff,
    /// Whose account it is.
    pub whom: StaffId,
    /// The account as read.
    pub account: &'a Staff,
    /// The staff of the firm.
    pub all: &'a [(StaffId, &'a Staff)],
    /// The time of this decision.
    pub now: Timestamp,
}

impl Colleagues<'_> {
    /// The same, as the rules look at it.
    #[must_use]
    pub fn among(&self) -> Among<'_> {
        Among { whom: self.whom, by: self.by.id, others: self.all }
    }
}

/// Decides about the account of a colleague in the caller's firm, and commits it with what `also`
/// adds. Both may run more than once, after lost races.
///
/// # Errors
/// Not signed in, not permitted, no such colleague in this firm, the rules refuse, or a fault.
pub async fn by_admin(
    app: &App,
    caller: &StaffCaller,
    whom: StaffId,
    decide: impl Fn(&Colleagues<'_>) -> Result<Decided, StaffRefusal>,
    also: impl Fn(Transaction, &Colleagues<'_>, &Staff) -> Transaction,
) -> Result<Staff, Failure> {
    let mut race = Race::default();
    loop {
        let (by, all) =
            tokio::join!(session::staff(app, caller, &[]), app.table().staff_of(caller.firm()));
        // Nothing of the others is told, not even a fault, before the session has proved good.
        let (by, all) = (by?, all?);
        let all: Vec<(StaffId, &Staff)> = all.iter().map(|(id, staff)| (*id, staff)).collect();
        let account = all.iter().find(|(id, _)| *id == whom).map(|(_, account)| *account);
        let account = account.ok_or_else(|| Failure::refused(ProblemKind::NotFound))?;
        let scene = Colleagues { by: &by, whom, account, all: &all, now: app.now() };
        let decided =
            decide(&scene).map_err(|refusal| Failure::from_staff_rules(refusal, scene.now))?;
        let Decided { staff, send, rests_on } = decided;
        if staff == *account {
            return Ok(staff);
        }
        let acts = RestsOn { colleague: by.id, role: Role::FirmAdmin };
        let others = rests_on.into_iter().filter(|rests_on| rests_on.colleague != acts.colleague);
        let mut transaction = Transaction::new().put_staff(by.firm_id, whom, account, &staff);
        for rests_on in others.chain([acts]) {
            transaction = transaction.if_staff_holds(by.firm_id, rests_on);
        }
        if let Some(message) = send {
            let mail = outbox::to_staff(by.firm_id, &by.firm, whom, &staff, message, scene.now);
            transaction = transaction.put_message(&mail);
        }
        match app.table().commit(also(transaction, &scene, &staff)).await {
            Ok(()) => return Ok(staff),
            Err(CommitFault::LostRace) => race.again().await.map_err(Fault::from)?,
            Err(other) => return Err(Fault::from(other).into()),
        }
    }
}

/// Nothing besides the account.
#[must_use]
pub fn nothing_else(transaction: Transaction, _: &Colleagues<'_>, _: &Staff) -> Transaction {
    transaction
}
