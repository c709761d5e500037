//! Decisions about the account of a member of staff.

use super::{AccountEffects, Decide, Decision, Effects, Round, SignedInStaff};
use jiff::Timestamp;
use vestibule_contract::ProblemKind;
use vestibule_domain::kernel::StaffId;
use vestibule_domain::staff::{Colleagues, RestsOn, Role, Staff, Verdict};
use vestibule_flow::Failure;
use vestibule_flow::flow::StaffCaller;
use vestibule_table::Transaction;

/// What becomes of the credential of a member of staff.
pub enum StaffCredential {
    /// Nothing.
    Unchanged,
    /// The sign-in address is theirs from now on.
    Claim,
    /// The sign-in address is free again, and the password is gone.
    Release,
    /// All of their sessions ended.
    NewEpoch,
    /// The password's hash, in PHC form.
    Password(String),
}

/// A colleague's account as read, and what becomes of it. A command changes `account` in place.
pub struct AccountChange<'a> {
    /// The firm admin who decides.
    pub by: &'a SignedInStaff,
    /// Whose account it is.
    pub id: StaffId,
    /// The account: the commands are its methods.
    pub account: Staff,
    /// The time of this decision.
    pub now: Timestamp,
    /// What becomes of the credential.
    pub credential: StaffCredential,
    /// What else is written with it.
    pub writes: Transaction,
}

impl Decide<'_, &StaffCaller> {
    /// Decides about the account of a colleague in the caller's firm. Besides what the decision
    /// rests on, it rests on the admin who takes it: of two admins who take the role from each
    /// other at the same moment, at most one succeeds.
    ///
    /// # Errors
    /// Not signed in, not permitted, no such colleague in this firm, the rules refuse, or a fault.
    pub async fn colleague(
        self,
        id: StaffId,
        mut command: impl FnMut(
            &mut AccountChange<'_>,
            &Colleagues<'_>,
        ) -> Result<Verdict<Vec<RestsOn>>, Failure>
        + Send,
    ) -> Result<Staff, Failure> {
        let decide = |round: &Round<SignedInStaff>| {
            let by = &round.party;
            let read = round.staff.iter().find(|(other, _)| *other == id).map(|(_, read)| read);
            let read = read.ok_or_else(|| Failure::refused(ProblemKind::NotFound))?;
            let others: Vec<(StaffId, &Staff)> =
                round.staff.iter().map(|(id, staff)| (*id, staff)).collect();
            let colleagues = Colleagues { whom: id, by: by.id, others: &others };
            let mut change = AccountChange {
                by,
                id,
                account: read.clone(),
                now: round.now,
                credential: StaffCredential::Unchanged,
                writes: Transaction::new(),
            };
            let Verdict { events: _, messages, answer } = command(&mut change, &colleagues)?;
            let rests_on =
                answer.map_err(|refusal| Failure::from_staff_rules(refusal, round.now))?;
            let AccountChange { account, credential, writes, .. } = change;
            if account == *read {
                return Ok(Decision::quiet(account));
            }
            let admin = RestsOn { colleague: by.id, role: Role::FirmAdmin };
            let others = rests_on.into_iter().filter(|rests_on| rests_on.colleague != by.id);
            let effects = AccountEffects {
                id,
                read: Some(read.clone()),
                staff: account.clone(),
                messages,
                rests_on: others.chain([admin]).collect(),
                credential,
            };
            let effects =
                Effects { account: Some(Box::new(effects)), writes, ..Effects::default() };
            Ok(Decision { answer: Ok(account), effects })
        };
        Ok(self.reading_staff().run(decide).await?.answer)
    }
}
