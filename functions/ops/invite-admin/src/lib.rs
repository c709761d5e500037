//! Ops give a firm a way back in, when it has lost its only firm admin: a link with which a firm
//! admin sets a password. It is mailed and returned, since mail may be what fails.
//!
//! | the e-mail belongs to | what happens |
//! |---|---|
//! | nobody | a firm admin is added, and mailed a set-up link |
//! | an invited firm admin | the same set-up link, or a new one where that has expired |
//! | an active firm admin | a link to choose a new password, or the same one while it works |
//! | an adviser, or somebody who left | refused: ops give nobody a role that the firm did not |

use serde::{Deserialize, Serialize};
use vestibule_messages::links;
use vestibule_runtime::config::Variable;
use vestibule_runtime::domain::firms::Firm;
use vestibule_runtime::domain::kernel::{FirmId, LinkId, StaffId};
use vestibule_runtime::domain::messaging::StaffMessage;
use vestibule_runtime::domain::staff::{Decided, Role, Staff, StaffRefusal, StaffStanding};
use vestibule_runtime::domain::values::{Email, Name};
use vestibule_runtime::flow::EventFailure;
use vestibule_runtime::table::{CommitFault, CredentialWrite, Key, Race, Realm, Transaction};
use vestibule_runtime::token::{LinkKind, LinkToken};
use vestibule_runtime::which_firm::WhichFirm;
use vestibule_runtime::{App, Fault, Flow, entropy, outbox};

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
    Flow::event(env!("CARGO_PKG_NAME"), handle).needing(&[Variable::PublicOrigin])
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
    let mut race = Race::default();
    loop {
        let (firm, staff) = tokio::join!(which.firm(&app, id), app.table().staff_of(id));
        let (firm, staff) = (firm?, staff.map_err(Fault::from)?);
        if firm.closed_at.is_some() {
            return Err(refused(format!("the firm {} is closed: reopen it first", firm.slug)));
        }
        let way = Way::of(&app, account(&staff, &email), &email, name.as_ref())?;
        let transaction = way.written(&app, id, &firm).await?;
        match app.table().commit(transaction).await {
            Ok(()) => return way.reply(&app, id, &firm).await,
            // Somebody else took the address, or changed the account, at the same moment.
            Err(CommitFault::LostRace | CommitFault::Taken) => {
                race.again().await.map_err(Fault::from)?;
            }
            Err(other) => return Err(Fault::from(other).into()),
        }
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
enum Change {
    /// It is added.
    Added,
    /// It gets a new link, in place of what was read.
    Renewed(Box<Staff>, StaffMessage),
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
    fn of(
        app: &App,
        account: Option<(StaffId, &Staff)>,
        email: &Email,
        name: Option<&Name>,
    ) -> Result<Self, EventFailure> {
        let (link, now) = (entropy::link_id(), app.now());
        let Some((id, read)) = account else {
            // The log has no e-mail addresses, and a refusal is logged.
            let name = name.ok_or_else(|| {
                refused("nobody at the firm has this e-mail: give a name as well".to_owned())
            })?;
            let staff = Staff::invited(name.clone(), email.clone(), Role::FirmAdmin, link, now);
            return Ok(Self { id: entropy::staff_id(), staff, change: Change::Added });
        };
        let decided = match (&read.standing, read.role) {
            (StaffStanding::Deactivated, _) => {
                return Err(refused(format!(
                    "this e-mail is that of {id}, who was deactivated for good: use another, or let a \
                     firm admin invite this one again"
                )));
            }
            (StaffStanding::Active, Role::Adviser) => {
                return Err(refused(format!(
                    "this e-mail is that of {id}, an active adviser: use another, or let a firm admin \
                     change the role"
                )));
            }
            (StaffStanding::Invited { .. }, Role::Adviser) => {
                return Err(refused(format!(
                    "this e-mail is that of {id}, who is invited as an adviser: use another, or let a \
                     firm admin change the role"
                )));
            }
            (StaffStanding::Invited { link: open, .. }, Role::FirmAdmin) => {
                match read.may_set_up(*open, now) {
                    Ok(()) => None,
                    Err(_) => Some(read.resend(link, now)),
                }
            }
            (StaffStanding::Active, Role::FirmAdmin) => {
                let open = read.recovery.as_ref();
                match open.map(|open| read.may_recover(open.link, now)) {
                    Some(Ok(())) => None,
                    Some(Err(_)) | None => Some(read.forgot(link, now)),
                }
            }
        };
        match decided.transpose().map_err(|refusal: StaffRefusal| refused(refusal.to_string()))? {
            None => Ok(Self { id, staff: read.clone(), change: Change::None }),
            Some(Decided { staff, send, rests_on: _ }) => {
                let send = send.ok_or(Fault::Broken("a link that nobody is mailed"))?;
                let change = Change::Renewed(Box::new(read.clone()), send);
                Ok(Self { id, staff, change })
            }
        }
    }

    async fn written(&self, app: &App, firm_id: FirmId, firm: &Firm) -> Result<Transaction, Fault> {
        let (id, staff) = (self.id, &self.staff);
        let mail = |message| outbox::to_staff(firm_id, firm, id, staff, message, app.now());
        Ok(match &self.change {
            Change::None => Transaction::new(),
            Change::Renewed(read, message) => Transaction::new()
                .put_staff(firm_id, id, read, staff)
                .put_message(&mail(message.clone())),
            Change::Added => {
                let index = app.keys().index().await?;
                let digest = index.email(firm_id, Realm::Staff, &staff.email);
                Transaction::new()
                    .create_staff(firm_id, id, staff)
                    .change_credential(
                        &Key::credential(firm_id, Realm::Staff, &digest),
                        &CredentialWrite::Claim { owner: id.0 },
                    )
                    .put_message(&mail(StaffMessage::SetUp { link: self.link()?.link }))
            }
        })
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
            Change::Renewed(..) => (false, true),
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
