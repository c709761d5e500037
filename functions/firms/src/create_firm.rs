//! Ops make a firm. Its first admin is mailed a set-up link, and the link is returned as well,
//! since mail may not work yet. Asking again for the same firm gives the same link, until the
//! admin has set the account up.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use vestibule_application::outbox;
use vestibule_domain::firms::{
    AccessRules, AfterSetUp, Firm, LinkDays, PinMinutes, TEXTS_A_DAY, TEXTS_A_DAY_MOST,
    TellOnRevoke, WelcomeProof,
};
use vestibule_domain::kernel::{Language, StaffId};
use vestibule_domain::messaging::{PinDelivery, StaffMessage};
use vestibule_domain::staff::{Role, Staff, StaffStanding};
use vestibule_domain::values::{Colour, Country, Email, WebLink};
use vestibule_flow::fields::Fields;
use vestibule_flow::flow::EventFailure;
use vestibule_flow::{Failure, Fault, Flow};
use vestibule_messages::links;
use vestibule_runtime::App;
use vestibule_runtime::config::Variable;
use vestibule_secrets::entropy;
use vestibule_secrets::token::{LinkKind, LinkToken};
use vestibule_table::{CommitFault, CredentialWrite, Key, Realm, SlugClaim, Transaction};

/// The firm to make.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CreateFirm {
    name: String,
    slug: String,
    /// ISO 3166, for numbers that are typed without a prefix.
    country: String,
    reply_to: String,
    phone: Option<String>,
    /// The language of its messages and pages; English if absent.
    language: Option<Language>,
    /// ISO 3166: the countries that it sends texts to besides its own.
    #[serde(default)]
    text_countries: Vec<String>,
    /// Texts that it sends in a day at most, 1 to 500.
    texts_a_day: Option<u32>,
    colour: Option<String>,
    privacy_link: Option<String>,
    admin: Admin,
    #[serde(default)]
    access: AccessChoices,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Admin {
    name: String,
    email: String,
}

/// What the firm chooses about access; the defaults of the product where it does not.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct AccessChoices {
    link_days: Option<LinkDays>,
    pin_minutes: Option<PinMinutes>,
    portal_pin: Option<PinDelivery>,
    engagement_pin: Option<PinDelivery>,
    deal_pin: Option<PinDelivery>,
    welcome_proof: Option<WelcomeProof>,
    after_set_up: Option<AfterSetUp>,
    tell_on_revoke: Option<TellOnRevoke>,
}

/// The firm that was made.
#[derive(Serialize)]
pub struct FirmCreated {
    firm: String,
    slug: String,
    admin: String,
    /// Whether this very request made it.
    created: bool,
    /// For the first admin's eyes only. Gone once the account is set up.
    set_up_link: Option<String>,
}

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    Flow::event("create-firm", handle).needing(&[Variable::PublicOrigin])
}

/// Makes the firm.
///
/// # Errors
/// A field is refused, the slug is another firm's, or a fault.
pub async fn handle(app: App, request: CreateFirm) -> Result<FirmCreated, EventFailure> {
    let (firm, admin_name, admin_email) = read(&app, request)?;
    let (firm_id, link) = (entropy::firm_id(), entropy::link_id());
    let admin = Staff::invited(admin_name, admin_email, Role::FirmAdmin, link, app.now());
    let index = app.keys().index().await?;
    let credential =
        Key::credential(firm_id, Realm::Staff, &index.email(firm_id, Realm::Staff, &admin.email));
    let transaction = Transaction::new()
        .create_firm(firm_id, &firm)
        .create_staff(firm_id, firm.first_admin, &admin)
        .change_credential(&credential, &CredentialWrite::Claim { owner: firm.first_admin.0 })
        .put_message(&outbox::to_staff(
            firm_id,
            &firm,
            firm.first_admin,
            &admin,
            StaffMessage::SetUp { link },
            app.now(),
        ));
    match app.table().commit(transaction).await {
        Ok(()) => created(&app, firm_id, &firm, &admin, true).await,
        Err(CommitFault::Taken) => earlier(&app, &firm, &admin.email).await,
        Err(other) => Err(Fault::from(other).into()),
    }
}

fn read(
    app: &App,
    request: CreateFirm,
) -> Result<(Firm, vestibule_domain::values::Name, Email), EventFailure> {
    let mut fields = Fields::new();
    let name = fields.name("name", &request.name);
    let slug = fields.slug("slug", &request.slug);
    let country = fields.take("country", Country::parse(&request.country));
    let reply_to = fields.email("reply_to", &request.reply_to);
    let phone = match &request.phone {
        // Shown as the firm writes it, so it need only be one line.
        Some(phone) => fields.name("phone", phone).map(|phone| Some(phone.as_str().to_owned())),
        None => Some(None),
    };
    let colour = request.colour.as_deref();
    let colour = colour.map(|text| fields.take("colour", Colour::parse_readable(text)));
    let privacy_link = request.privacy_link.as_deref();
    let privacy_link = privacy_link.map(|text| fields.take("privacy_link", WebLink::parse(text)));
    let text_countries: Vec<_> = request
        .text_countries
        .iter()
        .filter_map(|code| fields.take("text_countries", Country::parse(code)))
        .collect();
    let texts_a_day = request.texts_a_day.unwrap_or(TEXTS_A_DAY);
    if !(1..=TEXTS_A_DAY_MOST).contains(&texts_a_day) {
        fields.refuse("texts_a_day", "out-of-bounds", "Between 1 and 500 texts, please.");
    }
    let admin_name = fields.name("admin.name", &request.admin.name);
    let admin_email = fields.email("admin.email", &request.admin.email);
    let standard = AccessRules::default();
    let chosen = request.access;
    let rules = AccessRules {
        link_days: chosen.link_days.unwrap_or(standard.link_days),
        pin_minutes: chosen.pin_minutes,
        portal_pin: chosen.portal_pin.unwrap_or(standard.portal_pin),
        engagement_pin: chosen.engagement_pin.unwrap_or(standard.engagement_pin),
        deal_pin: chosen.deal_pin.unwrap_or(standard.deal_pin),
        welcome_proof: chosen.welcome_proof.unwrap_or(standard.welcome_proof),
        after_set_up: chosen.after_set_up.unwrap_or(standard.after_set_up),
        tell_on_revoke: chosen.tell_on_revoke.unwrap_or(standard.tell_on_revoke),
    };
    let taken = (|| {
        let firm = Firm {
            name: name?,
            slug: slug?,
            reply_to: reply_to?,
            phone: phone?,
            country: country?,
            version: 0,
            language: request.language.unwrap_or(Language::En),
            rules,
            colour: colour.flatten(),
            logo: None,
            privacy_link: privacy_link.flatten(),
            text_countries,
            texts_a_day,
            notices: BTreeMap::new(),
            rehearsed_at: None,
            created_at: app.now(),
            first_admin: entropy::staff_id(),
            closed_at: None,
            epoch: 0,
        };
        Some((firm, admin_name?, admin_email?))
    })();
    fields.all(taken).map_err(|failure| match failure {
        Failure::Refused(refused) => EventFailure::Refused(refused.to_string()),
        Failure::Fault(fault) => fault.into(),
    })
}

/// The same firm and admin as an earlier request whose reply was lost: the same link again.
async fn earlier(
    app: &App,
    wanted: &Firm,
    admin_email: &Email,
) -> Result<FirmCreated, EventFailure> {
    let taken = || EventFailure::Refused(format!("the slug {} is taken", wanted.slug));
    let slug_key = Key::slug(&wanted.slug);
    let claim: SlugClaim = app
        .table()
        .load(std::slice::from_ref(&slug_key))
        .await
        .map_err(Fault::from)?
        .get(&slug_key)
        .map_err(Fault::from)?
        .ok_or_else(taken)?;
    let firm_key = Key::firm(claim.firm);
    let firm: Firm = app
        .table()
        .load(std::slice::from_ref(&firm_key))
        .await
        .map_err(Fault::from)?
        .get(&firm_key)
        .map_err(Fault::from)?
        .ok_or_else(taken)?;
    if firm.closed_at.is_some() {
        let slug = &wanted.slug;
        return Err(EventFailure::Refused(format!("the firm {slug} is closed: reopen it first")));
    }
    let admin_key = Key::staff(claim.firm, firm.first_admin);
    let admin: Staff = app
        .table()
        .load(std::slice::from_ref(&admin_key))
        .await
        .map_err(Fault::from)?
        .get(&admin_key)
        .map_err(Fault::from)?
        .ok_or_else(taken)?;
    if firm.name != wanted.name || admin.email != *admin_email {
        return Err(taken());
    }
    created(app, claim.firm, &firm, &admin, false).await
}

async fn created(
    app: &App,
    firm_id: vestibule_domain::kernel::FirmId,
    firm: &Firm,
    admin: &Staff,
    created: bool,
) -> Result<FirmCreated, EventFailure> {
    Ok(FirmCreated {
        firm: firm_id.to_string(),
        slug: firm.slug.as_str().to_owned(),
        admin: firm.first_admin.to_string(),
        created,
        set_up_link: set_up_link(app, firm_id, firm.first_admin, admin).await?,
    })
}

async fn set_up_link(
    app: &App,
    firm: vestibule_domain::kernel::FirmId,
    id: StaffId,
    admin: &Staff,
) -> Result<Option<String>, Fault> {
    let link = match &admin.standing {
        StaffStanding::Invited { link, .. } => *link,
        StaffStanding::Active | StaffStanding::Deactivated => return Ok(None),
    };
    let origin =
        app.config().public_origin.as_deref().ok_or(Fault::Broken("PUBLIC_ORIGIN is missing"))?;
    let token = LinkToken { kind: LinkKind::StaffSetUp, firm, owner: id.0, link }
        .seal(app.keys().links().await?);
    Ok(Some(links::staff_set_up_link(origin, &token)?.to_string()))
}
