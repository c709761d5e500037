//! An adviser says that an address is good after all: one that came back, complained or opted out
//! is written to again.

use serde::Deserialize;
use utoipa::ToSchema;
use vestibule_application::decide::Decide;
use vestibule_contract::bodies::ClientView;
use vestibule_contract::{Operation, ProblemKind};
use vestibule_domain::access::Address;
use vestibule_domain::clients::Client;
use vestibule_domain::kernel::ClientId;
use vestibule_domain::staff::Capability;
use vestibule_domain::values::{Country, Email, Mobile};
use vestibule_flow::fields::Fields;
use vestibule_flow::flow::StaffCaller;
use vestibule_flow::{Call, Failure, Flow, Reply};
use vestibule_runtime::App;

/// The address.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TrustAddress {
    /// An e-mail address or a mobile that is on record.
    address: String,
}

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    let operation = Operation::post(
        "trust-address",
        "/api/staff/clients/{client}/trust-address",
        "Says that an address is good after all.",
    )
    .taking::<TrustAddress>()
    .refusing(&[ProblemKind::FieldsRefused, ProblemKind::LostRace]);
    Flow::staff(operation, Capability::EditClients, handle).reading_numbers()
}

/// Trusts the address. One that was never given up stays as it is.
///
/// # Errors
/// Not signed in, no such client, the address is not on record, or a fault.
pub async fn handle(
    app: App,
    call: Call<TrustAddress, StaffCaller>,
) -> Result<Reply<ClientView>, Failure> {
    let id: ClientId = call.path("client")?;
    let decided = Decide::by(&app, &call.caller).client(id, |client| {
        let mut fields = Fields::new();
        let address = on_record(client.read, &call.body.address, client.firm.country);
        if address.is_none() {
            let message = "This address is not on the client's record.";
            fields.refuse("address", "not-on-record", message);
        }
        Ok(client.access.trust_address(&fields.all(address)?))
    });
    Ok(decided.await?.view().into())
}

fn on_record(client: &Client, text: &str, home: Country) -> Option<Address> {
    let (profile, access) = (&client.profile, &client.access);
    if text.contains('@') {
        let typed = Email::parse(text).ok()?;
        let login = access.login().map(|login| &login.email);
        let mut all = profile.emails.iter().chain(login);
        all.find(|own| own.unique() == typed.unique()).cloned().map(Address::Email)
    } else {
        let typed = Mobile::parse(text, home).ok()?;
        let mut all = profile.mobiles.iter().chain(access.mobile());
        all.find(|own| **own == typed).cloned().map(Address::Mobile)
    }
}
