//! Decisions about the account of a member of staff.

use super::{AccountEffects, Decide, Decision, Effects, Round, SignedInStaff};
use jiff::Timestamp;
use vestibule_contract::ProblemKind;
use vestibule_domain::kernel::StaffId;
use vestibule_domain::staff::{Colleagues, RestsOn, Role, Staff, Verdict};
use vestibule_flow::Failure;
use vestibule_flow::flow::StaffCaller;
use vestibule_table::Transaction;

/// The change of a member of staff's credential.
pub enum StaffCredential {
    /// None.
    Unchanged,
    /// The member of staff claims the sign-in address.
    Claim,
    /// The sign-in address is free again, and the password is deleted.
    Release,
    /// All of their sessions ended.
    NewEpoch,
    /// The password's hash, in PHC form.
    Password(String),
}

/// A colleague's account as read, and the changes to it. A command changes `account` in place.
pub struct AccountChange<'a> {
    /// The deciding firm admin.
    pub by: &'a SignedInStaff,
    /// The colleague.
    pub id: StaffId,
    /// The account: the commands are its methods.
    pub account: Staff,
    /// The time of this decision.
    pub now: Timestamp,
    /// The change of the credential.
    pub credential: StaffCredential,
    /// Other writes in the same transaction.
    pub writes: Transaction,
}

impl Decide<'_, &StaffCaller> {
    /// Decides about a colleague's account in the caller's firm. The deciding admin must still be
    /// one at the commit: of two admins who demote each other at the same moment, at most one
    /// succeeds.
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
