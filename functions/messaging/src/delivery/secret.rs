//! The secret of a message, computed again from its reference.

use vestibule_domain::clients::Client;
use vestibule_domain::messaging::Carried;
use vestibule_flow::Fault;
use vestibule_messages::Secret;
use vestibule_runtime::App;
use vestibule_secrets::token::{LinkKind, LinkToken};
use vestibule_table::{OutboxMessage, Recipient};
use zeroize::Zeroizing;

/// A secret that is wiped when dropped.
pub(super) enum OwnedSecret {
    None,
    Link(Zeroizing<String>),
    Pin(Zeroizing<String>),
}

impl OwnedSecret {
    pub(super) fn borrow(&self) -> Secret<'_> {
        match self {
            Self::None => Secret::None,
            Self::Link(token) => Secret::LinkToken(token),
            Self::Pin(digits) => Secret::Pin(digits),
        }
    }
}

const NO_CLIENT: Fault = Fault::Broken("a client's message names no client");
const NO_STAFF: Fault = Fault::Broken("a message to staff goes to a client");
const NO_DIGITS: Fault = Fault::Broken("a PIN that still holds has no digits");

/// Computes the secret that the message carries.
pub(super) async fn compute(
    app: &App,
    message: &OutboxMessage,
    client: Option<&Client>,
) -> Result<OwnedSecret, Fault> {
    match message.message.carries() {
        Carried::Nothing => Ok(OwnedSecret::None),
        Carried::Link(kind, link) => {
            let owner = match kind {
                LinkKind::Invitation | LinkKind::Recovery => message.client.ok_or(NO_CLIENT)?.0,
                LinkKind::StaffSetUp | LinkKind::StaffRecovery => match message.to {
                    Recipient::Staff(staff) => staff.0,
                    Recipient::Client(_) => return Err(NO_STAFF),
                },
            };
            let token = LinkToken { kind, firm: message.firm, owner, link };
            Ok(OwnedSecret::Link(token.seal(app.keys().links().await?)))
        }
        Carried::Pin(generation) => {
            let id = message.client.ok_or(NO_CLIENT)?;
            let pin = client.and_then(|client| client.access.pin()).ok_or(NO_DIGITS)?;
            let pins = app.keys().pins().await?;
            Ok(OwnedSecret::Pin(pins.open(pin.sealed(), message.firm, id, generation)?))
        }
    }
}
