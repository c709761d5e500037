use super::*;
use crate::access::{Refusal, SecurityLevel, Standing};
use crate::kernel::{DealId, GrantId};
use crate::values::Email;

const NOW: Timestamp = Timestamp::UNIX_EPOCH;
const DEAL: GrantId = GrantId::Deal(DealId(uuid::Uuid::from_u128(1)));

fn email(name: &str) -> Email {
    Email::parse(&format!("{name}@example.com")).unwrap()
}

fn invited() -> Account {
    let mut account = Account::new();
    account.invite(email("ada"), GrantId::Portal);
    account
}

fn active() -> Account {
    let mut account = invited();
    account.set_password(NOW);
    account
}

fn sign_in_name(account: &Account) -> Option<&str> {
    account.login().map(|login| login.email.as_str())
}

#[test]
fn an_invitation_opens_the_account_and_the_last_grant_closes_it() {
    let mut account = invited();
    account.invite(email("ada"), DEAL);
    account.invite(email("ada"), DEAL);
    assert_eq!(account.grants(), [GrantId::Portal, DEAL]);
    account.remove_grant(GrantId::Portal);
    assert_eq!(account.standing(), Standing::Invited);
    account.remove_grant(DEAL);
    assert_eq!((account.standing(), account.grants()), (Standing::NotInvited, &[][..]));
    assert_eq!(account.claimed_login(), None);
    assert_eq!(sign_in_name(&account), Some("ada@example.com"));
}

#[test]
fn a_password_stays_on_record_without_a_grant() {
    let mut account = active();
    account.remove_grant(GrantId::Portal);
    assert_eq!((account.standing(), account.level()), (Standing::Active, SecurityLevel::High));
    assert!(account.grants().is_empty());
}

#[test]
fn nobody_without_access_gets_a_password() {
    let mut account = Account::new();
    account.set_password(NOW);
    account.hold_password();
    assert_eq!((account.standing(), account.password()), (Standing::NotInvited, None));
    let mut account = active();
    account.revoke();
    account.set_password(NOW);
    assert_eq!((account.standing(), account.password()), (Standing::Revoked, None));
}

#[test]
fn once_a_password_exists_an_invitation_leaves_the_sign_in_name() {
    let mut account = invited();
    account.invite(email("grace"), DEAL);
    assert_eq!(sign_in_name(&account), Some("grace@example.com"));
    account.set_password(NOW);
    account.invite(email("ada"), DEAL);
    assert_eq!(sign_in_name(&account), Some("grace@example.com"));
}

#[test]
fn a_new_password_is_not_held() {
    let mut account = active();
    account.hold_password();
    assert!(account.password().is_some_and(PasswordRecord::is_held));
    account.set_password(NOW);
    assert!(account.password().is_some_and(|password| !password.is_held()));
}

#[test]
fn after_a_revocation_the_login_is_a_new_one() {
    let mut account = active();
    assert!(account.login_mut().unwrap().end_at(Some(NOW), NOW));
    account.revoke();
    assert!(account.is_expired(NOW));
    account.invite(email("ada"), DEAL);
    assert!(!account.is_expired(NOW));
    assert_eq!((account.standing(), account.grants()), (Standing::Invited, &[DEAL][..]));
}

#[test]
fn only_a_client_who_can_reach_nothing_is_archived() {
    for mut account in [invited(), active()] {
        assert_eq!(account.archive(NOW), Err(Refusal::StillHasAccess));
        assert!(!account.restore());
        account.revoke();
        assert_eq!((account.archive(NOW), account.archive(NOW)), (Ok(true), Ok(false)));
        assert_eq!(account.may_be_invited(DEAL), Err(Refusal::Archived));
        assert!(account.restore());
        assert_eq!(account.may_be_invited(DEAL), Ok(()));
    }
}

#[test]
fn fields_make_the_account_that_they_came_from_or_none() {
    for account in [Account::new(), invited(), active()] {
        let again = Account::from_fields(
            account.standing(),
            account.login().cloned(),
            account.password().cloned(),
            account.grants().to_vec(),
            account.archived_at(),
            account.epoch(),
        );
        assert_eq!(again.as_ref(), Some(&account));
        let archived = Account::from_fields(
            account.standing(),
            account.login().cloned(),
            account.password().cloned(),
            account.grants().to_vec(),
            Some(NOW),
            account.epoch(),
        );
        assert_eq!(archived.is_some(), account.standing() == Standing::NotInvited);
    }
}
