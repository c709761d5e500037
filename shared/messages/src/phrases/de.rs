//! German: the phrases that several messages share. Written to be read at 70, on a phone, once.
//!
//! It reads alike in Austria, Germany and Switzerland: "Sie", no word that is spelled with ß in one
//! of them and with ss in another, and no comma after the greeting, so that what follows begins
//! with a capital everywhere. A person's name is used where a "he" or a "she" would have to be
//! guessed. An account is "Zugang zum Portal", since "Konto" is what a bank has.

use crate::brand::Brand;
use crate::letter::Button;

/// What the firm's privacy link is called.
pub(super) const PRIVACY: &str = "Datenschutz";

/// The button that begins the set-up of an account.
pub const SET_UP: &str = "Zugang einrichten";

/// The button that leads on to a page.
pub const CONTINUE: &str = "Weiter";

/// The button of the page on which the mobile number is typed.
pub const TEXT_PIN: &str = "PIN per SMS senden";

/// What to do where a button does not work; the address follows.
pub const IF_NO_BUTTON: &str =
    "Wenn die Schaltfläche nicht funktioniert, kopieren Sie diese Adresse in Ihren Browser:";

/// A button, with what to do where it does not work.
#[must_use]
pub fn client_button(label: &'static str) -> Button {
    Button { label, help: IF_NO_BUTTON }
}

/// The greeting, as a line of its own.
#[must_use]
pub fn greeting(name: &str) -> String {
    format!("Guten Tag {name}")
}

/// Asks not to pass the link on, and says what to do once it has expired.
#[must_use]
pub fn only_for_you() -> String {
    "Der Link ist nur für Sie bestimmt: Bitte leiten Sie diese E-Mail nicht weiter. Wenn er \
     abgelaufen ist, drücken Sie trotzdem darauf: Die Seite bietet Ihnen einen neuen an."
        .to_owned()
}

/// What to do without the password, on the page where it is typed.
#[must_use]
pub fn forgot_password() -> String {
    "Wenn Sie Ihr Passwort nicht mehr wissen, drücken Sie dort auf „Passwort vergessen“.".to_owned()
}

/// What nobody at the firm asks for, where a PIN is needed.
#[must_use]
pub fn never_asked_for_pin(brand: &Brand) -> String {
    format!("Niemand bei {} fragt Sie je nach Ihrer PIN oder Ihrem Passwort.", brand.firm_name)
}

/// What nobody at the firm asks for, where no PIN is needed.
#[must_use]
pub fn never_asked_for_password(brand: &Brand) -> String {
    format!("Niemand bei {} fragt Sie je nach Ihrem Passwort.", brand.firm_name)
}

/// How to ask a question, as a sentence.
#[must_use]
pub fn ask_us(brand: &Brand) -> String {
    match &brand.phone {
        Some(phone) => format!(
            "Wenn Sie eine Frage haben, rufen Sie uns unter {phone} an oder antworten Sie auf \
             diese E-Mail."
        ),
        None => "Wenn Sie eine Frage haben, antworten Sie auf diese E-Mail.".to_owned(),
    }
}

/// How to reach the firm without delay, as the middle of a sentence.
#[must_use]
pub fn reach_us_now(brand: &Brand) -> String {
    match &brand.phone {
        Some(phone) => format!(
            "rufen Sie uns bitte sofort unter {phone} an oder antworten Sie auf diese E-Mail"
        ),
        None => "antworten Sie bitte sofort auf diese E-Mail".to_owned(),
    }
}
