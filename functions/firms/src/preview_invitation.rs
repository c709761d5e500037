//! Shows staff the invitation that a client of the firm would receive, with settings that are not
//! saved yet. What renders it is what sends it.

use serde::de::DeserializeOwned;
use vestibule_application::views::Chosen;
use vestibule_application::{decide, outbox};
use vestibule_contract::bodies::{LanguageChoice, PinDelivery, WelcomeProof};
use vestibule_contract::operation::{QueryParameter, QueryValue};
use vestibule_contract::{Operation, strict};
use vestibule_domain::firms::Firm;
use vestibule_domain::kernel::{GrantId, Language};
use vestibule_domain::staff::Capability;
use vestibule_domain::values::{Colour, Name};
use vestibule_flow::flow::StaffCaller;
use vestibule_flow::{Call, Failure, Fault, Flow, NoBody, Page, Reply};
use vestibule_messages::letters::Invitation;
use vestibule_messages::{Content, Scheme, preview};
use vestibule_runtime::App;

/// Longer texts are no name, number or colour.
const LONGEST: u16 = 400;

const QUERY: &[QueryParameter] = &[
    QueryParameter {
        name: "name",
        about: "The firm's name; without it, or if it is not valid, the saved one.",
        takes: QueryValue::Text(LONGEST),
    },
    QueryParameter {
        name: "phone",
        about: "The number that clients may call; empty: none; without it, the saved one.",
        takes: QueryValue::Text(LONGEST),
    },
    QueryParameter {
        name: "colour",
        about: "The firm's colour, `#rrggbb`; empty, or if white cannot be read on it: ours; \
                without it, the saved one.",
        takes: QueryValue::Text(LONGEST),
    },
    QueryParameter {
        name: "language",
        about: "The language; without it, the saved one.",
        takes: QueryValue::Words(&["en", "de"]),
    },
    QueryParameter {
        name: "portal_pin",
        about: "How the PIN reaches the client; without it, as saved.",
        takes: QueryValue::Words(&["with-invitation", "once-mobile-confirmed", "by-adviser"]),
    },
    QueryParameter {
        name: "welcome_proof",
        about: "What a welcome set-up asks for; without it, as saved.",
        takes: QueryValue::Words(&["pin", "link-alone"]),
    },
    QueryParameter {
        name: "scheme",
        about: "The colour scheme of the reader; without it, light.",
        takes: QueryValue::Words(&["light", "dark"]),
    },
];

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    let operation = Operation::get(
        "preview-invitation",
        "/api/staff/settings/invitation",
        "The invitation that clients would receive, as an HTML document for a frame.",
    )
    .querying(QUERY)
    .giving_file("text/html");
    Flow::staff(operation, Capability::ReadSettings, handle)
}

/// Renders the invitation.
///
/// # Errors
/// Not signed in, a malformed value in the query, or a fault.
pub async fn handle(app: App, call: Call<NoBody, StaffCaller>) -> Result<Reply<()>, Failure> {
    let scheme = call.query_as("scheme", scheme)?.unwrap_or(Scheme::Light);
    let (by, _) = decide::admit(&app, &call.caller, &[]).await?;
    let firm = drafted(&call, by.firm)?;
    let invitation = Content::Invitation(Invitation {
        client_name: sample_client(firm.language).to_owned(),
        adviser_name: by.staff.name.as_str().to_owned(),
        pin: firm.rules.pin_route(GrantId::Portal),
    });
    let brand = outbox::brand(by.firm_id, &firm);
    let html = preview(&invitation, &brand, firm.language, scheme)
        .map_err(|_| Fault::Broken("the preview of an invitation cannot be rendered"))?;
    Ok(Page { html }.into())
}

fn scheme(text: &str) -> Option<Scheme> {
    match text {
        "light" => Some(Scheme::Light),
        "dark" => Some(Scheme::Dark),
        _ => None,
    }
}

/// The firm as the form has it. What could not be saved stays as it was, so that a name that is being
/// typed does not take the preview away.
fn drafted(call: &Call<NoBody, StaffCaller>, saved: Firm) -> Result<Firm, Failure> {
    let mut firm = saved;
    let text = |name| call.query_as(name, short);
    if let Some(name) = text("name")?.and_then(|text| Name::parse(text).ok()) {
        firm.name = name;
    }
    if let Some(phone) = text("phone")? {
        firm.phone = Name::parse(phone).ok().map(|line| line.as_str().to_owned());
    }
    if let Some(colour) = text("colour")? {
        firm.colour = Colour::parse_readable(colour).ok();
    }
    if let Some(language) = word::<LanguageChoice>(call, "language")? {
        firm.language = language.chosen();
    }
    if let Some(delivery) = word::<PinDelivery>(call, "portal_pin")? {
        firm.rules.portal_pin = delivery.chosen();
    }
    if let Some(proof) = word::<WelcomeProof>(call, "welcome_proof")? {
        firm.rules.welcome_proof = proof.chosen();
    }
    Ok(firm)
}

fn short(text: &str) -> Option<&str> {
    (text.chars().count() <= usize::from(LONGEST)).then_some(text)
}

fn word<T: DeserializeOwned>(
    call: &Call<NoBody, StaffCaller>,
    name: &'static str,
) -> Result<Option<T>, Failure> {
    call.query_as(name, strict::of_text)
}

/// A name that nobody takes for one of the firm's clients.
fn sample_client(language: Language) -> &'static str {
    match language {
        Language::En => "Margaret Ellis",
        Language::De => "Margarete Ebert",
    }
}
