//! Ops give a firm a way back in, when it has lost its only firm admin: a link with which a firm
//! admin sets a password. It is mailed and returned, since mail may be what fails.
//!
//! | the e-mail belongs to | what happens |
//! |---|---|
//! | nobody | a firm admin is added, and mailed a set-up link |
//! | an invited firm admin | the same set-up link, or a new one where that has expired |
//! | an active firm admin | a link to choose a new password, or the same one while it works |
//! | an adviser, or somebody who left | refused: ops give nobody a role that the firm did not |

use crate::which_firm::WhichFirm;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use vestibule_application::decide::{
    AccountEffects, Decide, Decision, Effects, StaffCredential, System,
};
use vestibule_contract::ProblemKind;
use vestibule_domain::firms::Firm;
use vestibule_domain::kernel::{Actor, FirmId, LinkId, StaffId};
use vestibule_domain::messaging::StaffMessage;
use vestibule_domain::staff::{Role, Staff, StaffRefusal, StaffStanding, Verdict};
use vestibule_domain::values::{Email, Name};
use vestibule_flow::flow::EventFailure;
use vestibule_flow::{Fault, Flow};
use vestibule_messages::links;
use vestibule_runtime::App;
use vestibule_runtime::config::Variable;
use vestibule_secrets::entropy;
use vestibule_secrets::token::{LinkKind, LinkToken};

/// Who is to come in.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InviteAdmin {
    firm: Option<String>,
    slug: Option<String>,
    email: String,
    /// Needed for somebody new, and of no effect for others.
    name: Option<String>,
}

/// The link.
#[derive(Serialize)]
pub struct AdminInvited {
    firm: String,
    slug: String,
    /// The firm admin.
    admin: String,
    /// `set-up` for an account without a password, `recovery` for one that has one.
    purpose: &'static str,
    /// For the firm admin's eyes only.
    link: String,
    /// When the link ends (RFC 3339).
    ends_at: String,
    /// Whether this very request added the firm admin.
    created: bool,
    /// Whether this very request made the link, and mails it.
    mailed: bool,
}

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    Flow::event("invite-admin", handle).needing(&[Variable::PublicOrigin])
}

/// Gives the link.
///
/// # Errors
/// A field is refused, the firm is closed, the e-mail is somebody's who is no firm admin, or a fault.
pub async fn handle(app: App, request: InviteAdmin) -> Result<AdminInvited, EventFailure> {
    let which = WhichFirm::read(request.firm.as_deref(), request.slug.as_deref())?;
    let email = Email::parse(&request.email).map_err(|fault| refused(format!("email: {fault}")))?;
    let name = request.name.as_deref().map(Name::parse).transpose();
    let name = name.map_err(|fault| refused(format!("name: {fault}")))?;
    let id = which.id(&app).await?;
    let caller = System { firm: id, actor: Actor::Ops };
    let decide = Decide::by(&app, caller).reading_staff().if_still_taken(ProblemKind::EmailTaken);
    let decided = decide.run(|round| {
        let Some(firm) = &round.party.firm else { return Ok(Decision::quiet(Err(None))) };
        if firm.closed_at.is_some() {
            let closed = format!("the firm {} is closed: reopen it first", firm.slug);
            return Ok(Decision::quiet(Err(Some(closed))));
        }
        let account = account(&round.staff, &email);
        Ok(match Way::of(account, &email, name.as_ref(), round.now) {
            Err(refusal) => Decision::quiet(Err(Some(refusal))),
            Ok((way, effects)) => Decision { answer: Ok(Ok(way)), effects },
        })
    });
    let decided = decided.await?;
    match (decided.answer, decided.party.firm) {
        (Ok(way), Some(firm)) => way.reply(&app, id, &firm).await,
        (Err(Some(refusal)), _) => Err(refused(refusal)),
        (Err(None), _) | (Ok(_), None) => Err(which.unknown()),
    }
}

fn refused(text: String) -> EventFailure {
    EventFailure::Refused(text)
}

/// The account of this e-mail: the one that is in use, or else one that has ended.
fn account<'a>(staff: &'a [(StaffId, Staff)], email: &Email) -> Option<(StaffId, &'a Staff)> {
    let ended = |staff: &Staff| match staff.standing {
        StaffStanding::Deactivated => true,
        StaffStanding::Invited { .. } | StaffStanding::Active => false,
    };
    let theirs = staff.iter().filter(|(_, staff)| staff.email.unique() == email.unique());
    theirs.min_by_key(|(_, staff)| ended(staff)).map(|(id, staff)| (*id, staff))
}

/// The way in.
struct Way {
    id: StaffId,
    /// The account as it is to be.
    staff: Staff,
    change: Change,
}

/// What becomes of the account.
#[derive(Clone, Copy)]
enum Change {
    /// It is added.
    Added,
    /// It gets a new link.
    Renewed,
    /// Its link still works.
    None,
}

/// A link as the account holds it.
struct Link {
    purpose: Purpose,
    link: LinkId,
    ends_at: String,
}

#[derive(Clone, Copy)]
enum Purpose {
    SetUp,
    Recovery,
}

impl Way {
    /// The way in and what is committed, or why there is none.
    fn of(
        account: Option<(StaffId, &Staff)>,
        email: &Email,
        name: Option<&Name>,
        now: Timestamp,
    ) -> Result<(Self, Effects), String> {
        let link = entropy::link_id();
        let Some((id, read)) = account else {
            // The log has no e-mail addresses, and a refusal is logged.
            let name = name.ok_or("nobody at the firm has this e-mail: give a name as well")?;
            let staff = Staff::invited(name.clone(), email.clone(), Role::FirmAdmin, link, now);
            let way = Self { id: entropy::staff_id(), staff, change: Change::Added };
            let effects =
                way.effects(None, vec![StaffMessage::SetUp { link }], StaffCredential::Claim);
            return Ok((way, effects));
        };
        let mut staff = read.clone();
        let verdict = match (&read.standing, read.role) {
            (StaffStanding::Deactivated, _) => {
                return Err(format!(
                    "this e-mail is that of {id}, who was deactivated for good: use another, or let a \
                     firm admin invite this one again"
                ));
            }
            (StaffStanding::Active, Role::Adviser) => {
                return Err(format!(
                    "this e-mail is that of {id}, an active adviser: use another, or let a firm admin \
                     change the role"
                ));
            }
            (StaffStanding::Invited { .. }, Role::Adviser) => {
                return Err(format!(
                    "this e-mail is that of {id}, who is invited as an adviser: use another, or let a \
                     firm admin change the role"
                ));
            }
            (StaffStanding::Invited { link: open, .. }, Role::FirmAdmin) => {
                read.may_set_up(*open, now).is_err().then(|| staff.resend(link, now))
            }
            (StaffStanding::Active, Role::FirmAdmin) => {
                let open = read.recovery.as_ref();
                let works = open.is_some_and(|open| read.may_recover(open.link, now).is_ok());
                (!works).then(|| staff.forget_password(link, now))
            }
        };
        let Some(Verdict { messages, answer, .. }) = verdict else {
            return Ok((Self { id, staff, change: Change::None }, Effects::default()));
        };
        answer.map_err(|refusal: StaffRefusal| refusal.to_string())?;
        let way = Self { id, staff, change: Change::Renewed };
        let effects = way.effects(Some(read), messages, StaffCredential::Unchanged);
        Ok((way, effects))
    }

    fn effects(
        &self,
        read: Option<&Staff>,
        messages: Vec<StaffMessage>,
        credential: StaffCredential,
    ) -> Effects {
        let account = AccountEffects {
            id: self.id,
            read: read.cloned(),
            staff: self.staff.clone(),
            messages,
            rests_on: Vec::new(),
            credential,
        };
        Effects { account: Some(Box::new(account)), ..Effects::default() }
    }

    fn link(&self) -> Result<Link, Fault> {
        let link = match (&self.staff.standing, &self.staff.recovery) {
            (StaffStanding::Invited { link, ends_at }, _) => {
                Some(Link { purpose: Purpose::SetUp, link: *link, ends_at: ends_at.to_string() })
            }
            (StaffStanding::Active, Some(open)) => Some(Link {
                purpose: Purpose::Recovery,
                link: open.link,
                ends_at: open.ends_at.to_string(),
            }),
            (StaffStanding::Active, None) | (StaffStanding::Deactivated, _) => None,
        };
        link.ok_or(Fault::Broken("an account without the link that it was given"))
    }

    async fn reply(
        &self,
        app: &App,
        firm_id: FirmId,
        firm: &Firm,
    ) -> Result<AdminInvited, EventFailure> {
        let Link { purpose, link, ends_at } = self.link()?;
        let origin = app.config().public_origin.as_deref();
        let origin = origin.ok_or(Fault::Broken("PUBLIC_ORIGIN is missing"))?;
        let token = |kind| LinkToken { kind, firm: firm_id, owner: self.id.0, link };
        let keys = app.keys().links().await?;
        let (purpose, address) = match purpose {
            Purpose::SetUp => {
                let token = token(LinkKind::StaffSetUp).seal(keys);
                ("set-up", links::staff_set_up_link(origin, &token))
            }
            Purpose::Recovery => {
                let token = token(LinkKind::StaffRecovery).seal(keys);
                ("recovery", links::staff_recovery_link(origin, &token))
            }
        };
        let (created, mailed) = match self.change {
            Change::Added => (true, true),
            Change::Renewed => (false, true),
            Change::None => (false, false),
        };
        Ok(AdminInvited {
            firm: firm_id.to_string(),
            slug: firm.slug.as_str().to_owned(),
            admin: self.id.to_string(),
            purpose,
            link: address.map_err(Fault::from)?.to_string(),
            ends_at,
            created,
            mailed,
        })
    }
}
