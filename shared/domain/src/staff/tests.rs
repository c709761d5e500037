use super::*;
use crate::kernel::{LinkId, StaffId};
use crate::values::{Email, Name};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use proptest::sample::Index;
use std::collections::{BTreeMap, BTreeSet};

const START: Timestamp = Timestamp::UNIX_EPOCH;
const INSTANT: SignedDuration = SignedDuration::from_nanos(1);

fn id(n: u8) -> StaffId {
    StaffId::from_random([n; 16])
}

fn link(n: u8) -> LinkId {
    LinkId::from_random([n; 16])
}

fn invited(role: Role) -> Staff {
    let name = Name::parse("Ada Advice").expect("a name");
    let email = Email::parse("ada@firm.example").expect("an address");
    Staff::invited(name, email, role, link(1), START)
}

fn active(role: Role) -> Staff {
    invited(role).activated()
}

fn gone() -> Staff {
    let standing = StaffStanding::Deactivated;
    Staff { standing, successor: Some(id(9)), ..active(Role::Adviser) }
}

/// An account after a command, with what else it decided.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Decided {
    staff: Staff,
    send: Option<StaffMessage>,
    rests_on: Vec<RestsOn>,
}

/// The commands, on a copy: the account as it was is compared with the one after.
trait Commands {
    fn after(
        &self,
        command: impl FnOnce(&mut Staff) -> Verdict<Vec<RestsOn>>,
    ) -> Result<Decided, StaffRefusal>;

    fn resent(&self, link: LinkId, now: Timestamp) -> Result<Decided, StaffRefusal> {
        self.after(|staff| Staff::resend(staff, link, now))
    }

    fn forgot(&self, link: LinkId, now: Timestamp) -> Result<Decided, StaffRefusal> {
        self.after(|staff| staff.forget_password(link, now))
    }

    fn recovered(&self) -> Decided {
        self.after(Staff::recover).expect("never refused")
    }

    fn activated(&self) -> Staff {
        self.after(Staff::activate).expect("never refused").staff
    }

    fn signed_out_everywhere(&self) -> Staff {
        self.after(Staff::end_sessions).expect("never refused").staff
    }

    fn deactivated(
        &self,
        successor: StaffId,
        colleagues: &Colleagues<'_>,
    ) -> Result<Decided, StaffRefusal> {
        self.after(|staff| staff.deactivate(successor, colleagues))
    }

    fn with_role(&self, role: Role, colleagues: &Colleagues<'_>) -> Result<Decided, StaffRefusal> {
        self.after(|staff| staff.change_role(role, colleagues))
    }
}

impl Commands for Staff {
    fn after(
        &self,
        command: impl FnOnce(&mut Staff) -> Verdict<Vec<RestsOn>>,
    ) -> Result<Decided, StaffRefusal> {
        let mut staff = self.clone();
        let Verdict { events, mut messages, answer } = command(&mut staff);
        assert!(events.is_empty() && messages.len() <= 1);
        match answer {
            Ok(rests_on) => Ok(Decided { staff, send: messages.pop(), rests_on }),
            Err(refusal) => {
                assert_eq!((&staff, messages.as_slice()), (self, [].as_slice()));
                Err(refusal)
            }
        }
    }
}

/// One after the other, 9 acts on 1.
fn among<'a>(others: &'a [(StaffId, &'a Staff)]) -> Colleagues<'a> {
    Colleagues { whom: id(1), by: id(9), others }
}

mod set_up {
    use super::*;

    #[test]
    fn a_set_up_link_works_once_and_for_a_week() {
        let staff = invited(Role::Adviser);
        assert_eq!(staff.may_set_up(link(1), START), Ok(()));
        assert_eq!(staff.may_set_up(link(1), START + SET_UP_LINK_LIFE - INSTANT), Ok(()));
        let over = staff.may_set_up(link(1), START + SET_UP_LINK_LIFE);
        assert_eq!(over, Err(SetUpRefusal::Expired));
        assert_eq!(staff.may_set_up(link(2), START), Err(SetUpRefusal::Ended));
        assert_eq!(staff.activated().may_set_up(link(1), START), Err(SetUpRefusal::Ended));
    }

    #[test]
    fn a_new_set_up_link_ends_the_one_before_and_lives_a_week_itself() {
        let later = START + SignedDuration::from_hours(100);
        let decided = invited(Role::Adviser).resent(link(2), later).unwrap();
        let staff = decided.staff;
        assert_eq!(decided.send, Some(StaffMessage::SetUp { link: link(2) }));
        assert_eq!(decided.rests_on, []);
        assert_eq!(staff.may_set_up(link(1), later), Err(SetUpRefusal::Ended));
        assert_eq!(staff.may_set_up(link(2), later + SET_UP_LINK_LIFE - INSTANT), Ok(()));
        let over = staff.may_set_up(link(2), later + SET_UP_LINK_LIFE);
        assert_eq!(over, Err(SetUpRefusal::Expired));
        assert_eq!(staff.epoch, 0);
    }

    #[test]
    fn only_an_account_that_waits_for_its_set_up_gets_a_new_link() {
        let refused = active(Role::Adviser).resent(link(2), START);
        assert_eq!(refused, Err(StaffRefusal::AlreadyActive));
        assert_eq!(gone().resent(link(2), START), Err(StaffRefusal::Deactivated));
    }

    #[test]
    fn a_set_up_brings_no_account_back_and_ends_no_sessions_twice() {
        let staff = active(Role::Adviser);
        assert!(staff.is_active() && staff.epoch == 1);
        assert_eq!(staff.activated(), staff);
        assert_eq!(gone().activated(), gone());
    }
}

mod forgotten_password {
    use super::*;

    fn asked() -> Staff {
        active(Role::Adviser).forgot(link(2), START).unwrap().staff
    }

    #[test]
    fn a_recovery_link_is_mailed_and_works_once_and_for_an_hour() {
        let decided = active(Role::Adviser).forgot(link(2), START).unwrap();
        assert_eq!(decided.send, Some(StaffMessage::Recovery { link: link(2) }));
        let staff = decided.staff;
        assert_eq!(staff.epoch, 1, "asking signs nobody out");
        let end = START + STAFF_RECOVERY_LINK_LIFE;
        assert_eq!(end.duration_since(START), SignedDuration::from_hours(1));
        assert_eq!(staff.may_recover(link(2), end - INSTANT), Ok(()));
        assert_eq!(staff.may_recover(link(2), end), Err(SetUpRefusal::Expired));
        assert_eq!(staff.may_recover(link(3), START), Err(SetUpRefusal::Ended));

        let decided = staff.recovered();
        assert_eq!(decided.send, Some(StaffMessage::PasswordChanged));
        assert_eq!(decided.staff.epoch, 2, "every session ends");
        assert_eq!(decided.staff.may_recover(link(2), START), Err(SetUpRefusal::Ended));
        let again = decided.staff.recovered();
        assert_eq!((again.staff, again.send), (decided.staff, None), "the link was used up");
    }

    #[test]
    fn it_is_mailed_every_fifteen_minutes_at_most_and_the_open_one_again_while_it_lasts() {
        let staff = asked();
        let until = START + SignedDuration::from_mins(15);
        assert_eq!(staff.forgot(link(3), START), Err(StaffRefusal::TooSoon { until }));
        assert_eq!(staff.forgot(link(3), until - INSTANT), Err(StaffRefusal::TooSoon { until }));
        let again = staff.forgot(link(3), until).unwrap();
        assert_eq!(again.send, Some(StaffMessage::Recovery { link: link(2) }));
        let staff = again.staff;
        assert_eq!(staff.may_recover(link(2), until), Ok(()), "a stranger ends no open link");
        let next = until + SignedDuration::from_mins(15);
        assert_eq!(staff.forgot(link(3), until), Err(StaffRefusal::TooSoon { until: next }));
        let soon = START + SignedDuration::from_mins(45);
        let newer = staff.forgot(link(4), soon).unwrap().staff;
        assert_eq!(newer.may_recover(link(2), soon), Err(SetUpRefusal::Ended));
        assert_eq!(newer.may_recover(link(4), soon + STAFF_RECOVERY_LINK_LIFE - INSTANT), Ok(()));
    }

    #[test]
    fn only_an_active_account_has_a_password_to_forget() {
        assert_eq!(invited(Role::Adviser).forgot(link(2), START), Err(StaffRefusal::NotActive));
        assert_eq!(gone().forgot(link(2), START), Err(StaffRefusal::Deactivated));
    }

    #[test]
    fn a_set_up_link_is_no_recovery_link_and_the_reverse() {
        assert_eq!(invited(Role::Adviser).may_recover(link(1), START), Err(SetUpRefusal::Ended));
        assert_eq!(active(Role::Adviser).may_recover(link(1), START), Err(SetUpRefusal::Ended));
        assert_eq!(asked().may_recover(link(1), START), Err(SetUpRefusal::Ended));
        assert_eq!(asked().may_set_up(link(2), START), Err(SetUpRefusal::Ended));
    }

    #[test]
    fn who_is_deactivated_meanwhile_does_not_recover() {
        let bob = active(Role::Adviser);
        let others = [(id(2), &bob)];
        let left = asked().deactivated(id(2), &among(&others)).unwrap().staff;
        assert_eq!(left.recovery, None);
        assert_eq!(left.may_recover(link(2), START), Err(SetUpRefusal::Ended));
        // Nor if the link were still there, as another program may have written it.
        let left = Staff { recovery: asked().recovery, ..left };
        assert_eq!(left.may_recover(link(2), START), Err(SetUpRefusal::Ended));
        assert_eq!(left.recovered().staff, left);
    }
}

mod leaving {
    use super::*;

    #[test]
    fn who_leaves_is_signed_out_and_succeeded() {
        let (ada, bob) = (active(Role::Adviser), active(Role::Adviser));
        let others = [(id(1), &ada), (id(2), &bob)];
        let decided = ada.deactivated(id(2), &among(&others)).unwrap();
        assert_eq!(decided.staff.standing, StaffStanding::Deactivated);
        assert_eq!(decided.staff.epoch, ada.epoch + 1);
        assert_eq!(decided.staff.answers_to(), Some(id(2)));
        assert_eq!(decided.send, None);
        assert_eq!(decided.rests_on, [RestsOn { colleague: id(2), role: Role::Adviser }]);
        assert_eq!(ada.answers_to(), None);
    }

    #[test]
    fn an_invitation_is_taken_back_by_deactivating_the_account() {
        let bob = active(Role::Adviser);
        let others = [(id(2), &bob)];
        let left = invited(Role::FirmAdmin).deactivated(id(2), &among(&others)).unwrap();
        assert_eq!(left.staff.may_set_up(link(1), START), Err(SetUpRefusal::Ended));
        assert_eq!(left.rests_on, [RestsOn { colleague: id(2), role: Role::Adviser }]);
    }

    #[test]
    fn a_successor_is_another_active_member_of_staff() {
        let ada = active(Role::Adviser);
        let (invited, gone) = (invited(Role::FirmAdmin), gone());
        let others = [(id(1), &ada), (id(2), &invited), (id(3), &gone)];
        for successor in [1, 2, 3, 4] {
            let refused = ada.deactivated(id(successor), &among(&others));
            assert_eq!(refused, Err(StaffRefusal::SuccessorUnfit), "{successor}");
        }
    }

    #[test]
    fn a_firm_keeps_an_active_firm_admin() {
        let (ada, bob) = (active(Role::FirmAdmin), active(Role::Adviser));
        let (waiting, left) = (invited(Role::FirmAdmin), Staff { role: Role::FirmAdmin, ..gone() });
        let others = [(id(1), &ada), (id(2), &bob), (id(3), &waiting), (id(4), &left)];
        let among = among(&others);
        assert_eq!(ada.deactivated(id(2), &among), Err(StaffRefusal::LastAdmin));
        assert_eq!(ada.with_role(Role::Adviser, &among), Err(StaffRefusal::LastAdmin));
    }

    #[test]
    fn what_a_decision_rests_on_is_named_once_each() {
        let (ada, bob, eve) =
            (active(Role::FirmAdmin), active(Role::Adviser), active(Role::FirmAdmin));
        let others = [(id(2), &bob), (id(3), &eve), (id(9), &eve)];
        let admin = |n| RestsOn { colleague: id(n), role: Role::FirmAdmin };
        let adviser = |n| RestsOn { colleague: id(n), role: Role::Adviser };
        let rests_on =
            |successor| ada.deactivated(id(successor), &among(&others)).unwrap().rests_on;
        assert_eq!(rests_on(2), [admin(9), adviser(2)], "who acts stays");
        assert_eq!(rests_on(3), [admin(3)], "a successor who is an admin is both");
        let demoted = ada.with_role(Role::Adviser, &among(&others)).unwrap();
        assert_eq!(demoted.rests_on, [admin(9)]);
        let others = [(id(3), &eve)];
        let demoted = ada.with_role(Role::Adviser, &among(&others)).unwrap();
        assert_eq!(demoted.rests_on, [admin(3)], "who acts is an admin no longer");
    }

    #[test]
    fn what_it_rests_on_holds_while_they_are_active_in_that_role() {
        let admin = RestsOn { colleague: id(2), role: Role::FirmAdmin };
        let adviser = RestsOn { role: Role::Adviser, ..admin };
        assert!(admin.holds(&active(Role::FirmAdmin)) && adviser.holds(&active(Role::FirmAdmin)));
        assert!(!admin.holds(&active(Role::Adviser)) && adviser.holds(&active(Role::Adviser)));
        assert!(!adviser.holds(&gone()) && !adviser.holds(&invited(Role::FirmAdmin)));
    }

    #[test]
    fn nobody_does_it_to_themselves() {
        let (ada, bob) = (active(Role::FirmAdmin), active(Role::FirmAdmin));
        let others = [(id(1), &ada), (id(2), &bob)];
        let oneself = Colleagues { whom: id(1), by: id(1), others: &others };
        assert_eq!(ada.deactivated(id(2), &oneself), Err(StaffRefusal::Oneself));
        for role in [Role::Adviser, Role::FirmAdmin] {
            assert_eq!(ada.with_role(role, &oneself), Err(StaffRefusal::Oneself));
        }
    }

    #[test]
    fn nobody_leaves_twice_or_is_given_a_role_once_gone() {
        let bob = active(Role::FirmAdmin);
        let others = [(id(2), &bob)];
        let among = among(&others);
        assert_eq!(gone().deactivated(id(2), &among), Err(StaffRefusal::Deactivated));
        assert_eq!(gone().with_role(Role::FirmAdmin, &among), Err(StaffRefusal::Deactivated));
    }
}

mod roles {
    use super::*;

    #[test]
    fn a_firm_admin_may_all_that_an_adviser_may_and_not_the_reverse() {
        let adviser = active(Role::Adviser);
        let may = |staff: &Staff, capability| staff.may(capability);
        assert!(may(&adviser, Capability::Invite) && !may(&adviser, Capability::ManageStaff));
        let admin = adviser.with_role(Role::FirmAdmin, &among(&[])).unwrap().staff;
        assert!(may(&admin, Capability::Invite) && may(&admin, Capability::ManageStaff));
    }

    #[test]
    fn another_role_leaves_sessions_and_links_alone() {
        let asked = active(Role::Adviser).forgot(link(2), START).unwrap().staff;
        let decided = asked.with_role(Role::FirmAdmin, &among(&[])).unwrap();
        let expected = Staff { role: Role::FirmAdmin, version: asked.version + 1, ..asked };
        assert_eq!(decided, Decided { staff: expected, send: None, rests_on: vec![] });
    }

    #[test]
    fn the_role_that_one_has_changes_nothing() {
        let ada = active(Role::FirmAdmin);
        let decided = ada.with_role(Role::FirmAdmin, &among(&[])).unwrap();
        assert_eq!(decided, Decided { staff: ada, send: None, rests_on: vec![] });
    }

    #[test]
    fn who_is_only_invited_counts_for_no_admin_and_is_given_any_role() {
        let decided = invited(Role::FirmAdmin).with_role(Role::Adviser, &among(&[])).unwrap();
        assert_eq!((decided.staff.role, decided.rests_on), (Role::Adviser, vec![]));
    }
}

#[test]
fn signing_out_everywhere_ends_sessions_and_nothing_else() {
    let ada = active(Role::Adviser);
    let out = ada.signed_out_everywhere();
    assert_eq!(out, Staff { epoch: ada.epoch + 1, version: ada.version + 1, ..ada });
}

#[test]
fn a_message_holds_as_long_as_its_link() {
    let staff = invited(Role::Adviser);
    let set_up = StaffMessage::SetUp { link: link(1) };
    assert!(staff.still_wants(&set_up, START));
    assert!(!staff.still_wants(&set_up, START + SET_UP_LINK_LIFE));
    let asked = staff.activated().forgot(link(2), START).unwrap().staff;
    assert!(!asked.still_wants(&set_up, START));
    let recovery = StaffMessage::Recovery { link: link(2) };
    assert!(asked.still_wants(&recovery, START));
    assert!(!asked.still_wants(&recovery, START + STAFF_RECOVERY_LINK_LIFE));
    assert!(!asked.still_wants(&StaffMessage::Recovery { link: link(1) }, START));
    let recovered = asked.recovered().staff;
    assert!(!recovered.still_wants(&recovery, START));
    assert!(recovered.still_wants(&StaffMessage::PasswordChanged, START));
}

#[test]
fn every_refusal_has_a_code_and_a_sentence() {
    let refusals = [
        StaffRefusal::AlreadyActive,
        StaffRefusal::NotActive,
        StaffRefusal::Deactivated,
        StaffRefusal::LastAdmin,
        StaffRefusal::SuccessorUnfit,
        StaffRefusal::Oneself,
        StaffRefusal::TooSoon { until: START },
    ];
    let codes: BTreeSet<&str> = refusals.iter().map(StaffRefusal::code).collect();
    let sentences: BTreeSet<String> = refusals.iter().map(ToString::to_string).collect();
    assert_eq!((codes.len(), sentences.len()), (refusals.len(), refusals.len()));
    assert_ne!(SetUpRefusal::Expired.code(), SetUpRefusal::Ended.code());
}

#[test]
fn an_account_from_before_versions_can_be_read() {
    let stored = r#"{"name":"Ada Advice","email":"ada@firm.example","role":"firm-admin",
        "standing":{"state":"active"},"epoch":1}"#;
    let staff: Staff = serde_json::from_str(stored).unwrap();
    assert_eq!(staff, Staff { version: 0, ..active(Role::FirmAdmin) });
    assert_eq!(staff.signed_out_everywhere().version, 1);
}

#[test]
fn what_is_stored_is_read_back() {
    let bob = active(Role::Adviser);
    let others = [(id(2), &bob)];
    let asked = active(Role::Adviser).forgot(link(2), START).unwrap().staff;
    let left = asked.deactivated(id(2), &among(&others)).unwrap().staff;
    for staff in [invited(Role::FirmAdmin), active(Role::Adviser), asked, left] {
        let text = serde_json::to_string(&staff).unwrap();
        assert_eq!(serde_json::from_str::<Staff>(&text).unwrap(), staff, "{text}");
    }
}

/// What somebody does. Accounts and links are found when its turn comes.
#[derive(Debug, Clone)]
enum Move {
    Resend,
    SetUp(Index),
    Forgot,
    Recover(Index),
    SignOutEverywhere,
    Deactivate { by: Index, successor: Index },
    ChangeRole { by: Index, role: Role },
}

/// A request: on whose account, and how many commits ago it read everything.
#[derive(Debug, Clone)]
struct Request {
    whom: Index,
    behind: usize,
    does: Move,
}

/// A firm as the table has it, with every state that it had before.
struct Firm {
    past: Vec<BTreeMap<StaffId, Staff>>,
    now: Timestamp,
    links: Vec<LinkId>,
    used: BTreeSet<LinkId>,
}

impl Firm {
    fn of(people: &[(Role, bool)]) -> Self {
        let people = people.iter().zip(1..).map(|((role, active), n)| {
            let staff = Staff::invited(
                Name::parse("Ada Advice").expect("a name"),
                Email::parse("ada@firm.example").expect("an address"),
                *role,
                link(n),
                START,
            );
            (id(n), if *active { staff.activated() } else { staff })
        });
        let people = BTreeMap::from_iter(people);
        let links = (1..=5).map(link).collect();
        Self { past: vec![people], now: START, links, used: BTreeSet::new() }
    }

    fn people(&self) -> &BTreeMap<StaffId, Staff> {
        self.past.last().expect("never empty")
    }

    fn fresh_link(&mut self) -> LinkId {
        let fresh = link(u8::try_from(self.links.len() + 1).expect("few links"));
        self.links.push(fresh);
        fresh
    }

    /// Decides on what was read a while ago and commits as the table does: only if the account
    /// is as it was read, and each colleague still is what the decision rests on.
    fn serve(&mut self, request: &Request) {
        let fresh = self.fresh_link();
        let read = &self.past[self.past.len().saturating_sub(1 + request.behind)];
        let ids: Vec<StaffId> = read.keys().copied().collect();
        let others: Vec<(StaffId, &Staff)> = read.iter().map(|(id, staff)| (*id, staff)).collect();
        let whom = *request.whom.get(&ids);
        let staff = &read[&whom];
        let alone = |staff: Staff| Some(Decided { staff, send: None, rests_on: Vec::new() });
        let set_up = match &staff.standing {
            StaffStanding::Invited { link, .. } => Some(*link),
            StaffStanding::Active | StaffStanding::Deactivated => None,
        };
        let recovery = staff.recovery.as_ref().map(|open| open.link);
        let newest = self.links.iter().rev().take(3).copied();
        let links: Vec<LinkId> = set_up.into_iter().chain(recovery).chain(newest).collect();
        let typed = |index: &Index| *index.get(&links);
        let mut uses = None;
        let decided = match &request.does {
            Move::Resend => staff.resent(fresh, self.now).ok(),
            Move::Forgot => staff.forgot(fresh, self.now).ok(),
            Move::SignOutEverywhere => alone(staff.signed_out_everywhere()),
            Move::SetUp(index) => {
                uses = Some(typed(index));
                staff
                    .may_set_up(typed(index), self.now)
                    .ok()
                    .and_then(|()| alone(staff.activated()))
            }
            Move::Recover(index) => {
                uses = Some(typed(index));
                staff.may_recover(typed(index), self.now).ok().map(|()| staff.recovered())
            }
            Move::Deactivate { by, successor } => {
                let among = Colleagues { whom, by: *by.get(&ids), others: &others };
                staff.deactivated(*successor.get(&ids), &among).ok()
            }
            Move::ChangeRole { by, role } => {
                let among = Colleagues { whom, by: *by.get(&ids), others: &others };
                staff.with_role(*role, &among).ok()
            }
        };
        let Some(decided) = decided else { return };
        let is_as_read = self.people()[&whom].version == staff.version;
        let holds = decided.rests_on.iter().all(|on| on.holds(&self.people()[&on.colleague]));
        if !is_as_read || !holds || decided.staff == *staff {
            return;
        }
        let named: BTreeSet<StaffId> = decided.rests_on.iter().map(|on| on.colleague).collect();
        assert_eq!(named.len(), decided.rests_on.len(), "one check each");
        assert!(!named.contains(&whom), "one write or check each");
        assert!(decided.staff.version > staff.version);
        if let Some(link) = uses {
            assert!(self.used.insert(link), "a link worked twice");
        }
        let mut next = self.people().clone();
        next.insert(whom, decided.staff);
        self.past.push(next);
    }

    fn has_admin(people: &BTreeMap<StaffId, Staff>) -> bool {
        people.values().any(Staff::is_active_admin)
    }

    fn answers_in_the_end(&self, mut who: StaffId) -> StaffId {
        for _ in 0..=self.people().len() {
            match self.people()[&who].answers_to() {
                Some(successor) => who = successor,
                None => return who,
            }
        }
        panic!("successors of one another")
    }

    fn check(&self) {
        if let [.., before, after] = self.past.as_slice() {
            assert!(Self::has_admin(after) || !Self::has_admin(before), "no admin is left");
            for (id, staff) in after {
                assert!(staff.epoch >= before[id].epoch, "an epoch fell");
                if !before[id].is_active() || !staff.is_active() {
                    let changed = before[id].standing != staff.standing;
                    let is_new_link = !before[id].is_active()
                        && matches!(staff.standing, StaffStanding::Invited { .. });
                    assert!(!changed || is_new_link || staff.epoch > before[id].epoch);
                }
            }
        }
        for (id, staff) in self.people() {
            if staff.standing != StaffStanding::Deactivated {
                continue;
            }
            assert!(!staff.is_active());
            for link in &self.links {
                assert!(staff.may_set_up(*link, self.now).is_err());
                assert!(staff.may_recover(*link, self.now).is_err());
            }
            assert!(self.people()[&self.answers_in_the_end(*id)].is_active());
        }
    }
}

fn role() -> impl Strategy<Value = Role> {
    prop_oneof![Just(Role::Adviser), Just(Role::FirmAdmin)]
}

fn request() -> impl Strategy<Value = Request> {
    let index = any::<Index>;
    let does = prop_oneof![
        1 => Just(Move::Resend),
        3 => index().prop_map(Move::SetUp),
        4 => Just(Move::Forgot),
        6 => index().prop_map(Move::Recover),
        1 => Just(Move::SignOutEverywhere),
        4 => (index(), index()).prop_map(|(by, successor)| Move::Deactivate { by, successor }),
        4 => (index(), role()).prop_map(|(by, role)| Move::ChangeRole { by, role }),
    ];
    let behind = prop_oneof![2 => Just(0_usize), 1 => 1..4_usize];
    (index(), behind, does).prop_map(|(whom, behind, does)| Request { whom, behind, does })
}

fn pause() -> impl Strategy<Value = SignedDuration> {
    let minutes = prop_oneof![3 => Just(0_i64), 3 => 1..30_i64, 1 => Just(60), 1 => Just(4_000)];
    minutes.prop_map(SignedDuration::from_mins)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// However requests overtake one another.
    #[test]
    fn a_firm_keeps_an_admin_and_nobody_who_left_comes_back(
        people in proptest::collection::vec((role(), any::<bool>()), 3..=5),
        story in proptest::collection::vec((pause(), request()), 1..40),
    ) {
        let mut firm = Firm::of(&people);
        for (pause, request) in &story {
            firm.now += *pause;
            firm.serve(request);
            firm.check();
        }
    }
}
