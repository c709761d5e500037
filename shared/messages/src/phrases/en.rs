//! English: the phrases that several messages share. Written to be read at 70, on a phone, once.

use crate::brand::Brand;
use crate::letter::Button;

/// What the firm's privacy link is called.
pub(super) const PRIVACY: &str = "Privacy";

/// The button that begins the set-up of an account.
pub const SET_UP: &str = "Set up account";

/// The button that leads on to a page.
pub const CONTINUE: &str = "Continue";

/// The button of the page on which the mobile number is typed.
pub const TEXT_PIN: &str = "Text me the PIN";

/// What to do where a button does not work; the address follows.
pub const IF_NO_BUTTON: &str = "If the button doesn't work, copy this address into your browser:";

/// A button, with what to do where it does not work.
#[must_use]
pub fn client_button(label: &'static str) -> Button {
    Button { label, help: IF_NO_BUTTON }
}

/// The greeting, as a line of its own.
#[must_use]
pub fn greeting(name: &str) -> String {
    format!("Hello {name},")
}

/// Asks not to pass the link on, and says what to do once it has expired.
#[must_use]
pub fn only_for_you() -> String {
    "The link is for you alone: please don't pass this e-mail on. If it has expired, open it anyway \
     and ask for a new one."
        .to_owned()
}

/// What nobody at the firm asks for, where a PIN is needed.
#[must_use]
pub fn never_asked_for_pin(brand: &Brand) -> String {
    format!("Nobody at {} will ever ask you for your PIN or your password.", brand.firm_name)
}

/// What nobody at the firm asks for, where no PIN is needed.
#[must_use]
pub fn never_asked_for_password(brand: &Brand) -> String {
    format!("Nobody at {} will ever ask you for your password.", brand.firm_name)
}

/// How to ask a question, as a sentence.
#[must_use]
pub fn ask_us(brand: &Brand) -> String {
    match &brand.phone {
        Some(phone) => {
            format!("If you have a question, call us on {phone} or reply to this e-mail.")
        }
        None => "If you have a question, reply to this e-mail.".to_owned(),
    }
}

/// How to reach the firm, as the middle of a sentence.
#[must_use]
pub fn reach_us(brand: &Brand) -> String {
    match &brand.phone {
        Some(phone) => format!("call us on {phone} or reply to this e-mail"),
        None => "reply to this e-mail".to_owned(),
    }
}
