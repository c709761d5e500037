//! How a member of staff sets a password through a link that was mailed: that of a new account, or
//! one in place of a forgotten one. The link works once; afterwards the way leads to the sign-in
//! page.

use jiff::Timestamp;
use vestibule_application::decide::{
    AccountEffects, Decide, Decider, Decision, Effects, Round, StaffCredential, StaffLinkCaller,
    StaffLinkHolder,
};
use vestibule_application::views;
use vestibule_contract::ProblemKind;
use vestibule_contract::bodies::{NextPage, StaffPasswordSet};
use vestibule_domain::firms::Firm;
use vestibule_domain::kernel::LinkId;
use vestibule_domain::staff::{RestsOn, SetUpRefusal, Staff, Verdict};
use vestibule_domain::values::{Factors, NewPassword};
use vestibule_flow::fields::Fields;
use vestibule_flow::{Failure, Reply};
use vestibule_runtime::App;
use vestibule_secrets::token::LinkKind;
use zeroize::Zeroizing;

/// What setting a password may answer besides success.
pub const PROBLEMS: &[ProblemKind] = &[
    ProblemKind::FirmClosed,
    ProblemKind::LinkUnknown,
    ProblemKind::LinkElsewhere,
    ProblemKind::FieldsRefused,
    ProblemKind::TooManyRequests,
    ProblemKind::LostRace,
];

/// A request that comes with a link to a member of staff.
pub struct Request<'a> {
    /// The only kind of link that it takes.
    pub kind: LinkKind,
    /// The link's text.
    pub link: &'a str,
    /// The password that was chosen.
    pub password: String,
    /// The source to count.
    pub source: &'a str,
}

/// Sets the password, if `command` lets this link do so.
///
/// # Errors
/// The link is unknown, expired or used; the firm is closed; the password is refused; or a fault.
pub async fn set(
    app: &App,
    request: Request<'_>,
    command: impl Fn(&mut Staff, LinkId, Timestamp) -> Result<Verdict<Vec<RestsOn>>, SetUpRefusal>
    + Send,
) -> Result<Reply<StaffPasswordSet>, Failure> {
    let Request { kind, link, password, source } = request;
    let caller = StaffLinkCaller::open(app, link, kind).await?;
    let decider = SetPassword { password: Zeroizing::new(password), hash: None, command };
    let decided = Decide::by(app, caller).limited(source).run_with(decider).await?;
    let StaffLinkHolder { firm_id, firm, staff, .. } = decided.party;
    let email = staff.email.as_str().to_owned();
    let firm = views::firm(firm_id, &firm);
    Ok(StaffPasswordSet { next: NextPage::SignIn, firm, email }.into())
}

/// The decision: the link first, then the password, which is hashed once however often it is
/// decided.
struct SetPassword<F> {
    password: Zeroizing<String>,
    hash: Option<String>,
    command: F,
}

impl<F> Decider<StaffLinkHolder> for SetPassword<F>
where
    F: Fn(&mut Staff, LinkId, Timestamp) -> Result<Verdict<Vec<RestsOn>>, SetUpRefusal> + Send,
{
    type Answer = ();

    async fn decide(
        &mut self,
        app: &App,
        round: &Round<StaffLinkHolder>,
    ) -> Result<Decision<()>, Failure> {
        let StaffLinkHolder { firm, id, staff: read, token, .. } = &round.party;
        let mut staff = read.clone();
        let verdict = (self.command)(&mut staff, token.link, round.now).map_err(refused)?;
        let hash = match self.hash.take() {
            Some(hash) => hash,
            None => hash(app, &self.password, firm, read).await?,
        };
        self.hash = Some(hash.clone());
        let account = AccountEffects {
            id: *id,
            read: Some(read.clone()),
            staff,
            messages: verdict.messages,
            rests_on: Vec::new(),
            credential: StaffCredential::Password(hash),
        };
        let effects = Effects { account: Some(Box::new(account)), ..Effects::default() };
        Ok(Decision { answer: Ok(()), effects })
    }
}

async fn hash(
    app: &App,
    password: &Zeroizing<String>,
    firm: &Firm,
    staff: &Staff,
) -> Result<String, Failure> {
    let about = [staff.name.as_str(), staff.email.as_str(), firm.name.as_str()];
    let mut fields = Fields::new();
    let parsed = NewPassword::parse(password.to_string(), Factors::PasswordAlone, &about);
    let parsed = fields.take("password", parsed);
    let parsed = fields.all(parsed)?;
    Ok(app.hasher().hash(parsed.expose()).await?)
}

fn refused(refusal: SetUpRefusal) -> Failure {
    let next = match refusal {
        SetUpRefusal::Expired => "expired",
        SetUpRefusal::Ended => "sign-in",
    };
    Failure::refused(ProblemKind::LinkElsewhere).with("next", next)
}
