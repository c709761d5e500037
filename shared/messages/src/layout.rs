//! An e-mail, from its sentences: one layout for all, as HTML and as text.

use std::sync::OnceLock;

use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value, context};
use zeroize::Zeroizing;

use crate::brand::Brand;
use crate::faults::RenderFault;
use crate::letter::EmailWords;
use crate::phrases;
use crate::rendered::Email;
use vestibule_domain::kernel::Language;

/// What surrounds the sentences of one e-mail.
pub(crate) struct Around<'a> {
    pub language: Language,
    /// Where the firm's logo is loaded from, made by [`crate::links`].
    pub logo: Option<String>,
    /// The firm's privacy link, which [`crate::links`] has looked at.
    pub privacy: Option<&'a str>,
}

/// The colours of a button and of the address below it.
struct Colours<'a> {
    /// Button and address in light mode; what is written on the button is white.
    light: &'a str,
    dark_button: &'a str,
    dark_label: &'a str,
    /// Keeps a dark button apart from what is dark around it.
    dark_edge: &'a str,
}

impl<'a> Colours<'a> {
    fn of(brand: &'a Brand) -> Self {
        match &brand.colour {
            Some(colour) => Self {
                light: colour,
                dark_button: colour,
                dark_label: "#ffffff",
                dark_edge: "#aab4bf",
            },
            None => Self {
                light: "#1d4f63",
                dark_button: "#7fb4c8",
                dark_label: "#0e1a26",
                dark_edge: "#7fb4c8",
            },
        }
    }
}

/// Fills the layout. `link` is where the button leads, made by [`crate::links`].
pub(crate) fn write(
    letter: EmailWords,
    brand: &Brand,
    around: &Around<'_>,
    link: Option<&Zeroizing<String>>,
) -> Result<Email, RenderFault> {
    let layout = layout()?;
    let link = link.map_or("", |link| link.as_str());
    let (steps_heading, steps) = letter.steps.map(|steps| (steps.heading, steps.items)).unzip();
    let (button, button_help) = letter.button.map(|button| (button.label, button.help)).unzip();
    let colours = Colours::of(brand);
    let words = context! {
        language => around.language.tag(),
        firm => &brand.firm_name,
        colour => colours.light,
        dark_button => colours.dark_button,
        dark_label => colours.dark_label,
        dark_edge => colours.dark_edge,
        logo => around.logo.as_deref().map(attribute),
        privacy => around.privacy.map(|_| phrases::privacy(around.language)),
        privacy_link => around.privacy,
        privacy_href => around.privacy.map(attribute),
        subject => &letter.subject,
        preview => letter.preview,
        heading => letter.heading,
        greeting => letter.greeting,
        paragraphs => letter.paragraphs,
        steps_heading => steps_heading,
        steps => steps,
        button => button,
        button_help => button_help,
        link => LINK_GOES_HERE,
        closing => letter.closing,
        footer => letter.footer,
    };
    Ok(Email {
        from_name: brand.firm_name.clone(),
        reply_to: brand.reply_to.clone(),
        subject: letter.subject,
        html: with_link(&layout.get_template(HTML)?.render(words.clone())?, link),
        text: with_link(&layout.get_template(TEXT)?.render(words)?, link),
    })
}

const HTML: &str = "letter.html";
const TEXT: &str = "letter.txt";

/// Holds the place of the link while the template is filled (U+001A, SUBSTITUTE), so that the secret
/// never enters the engine, whose buffers are not wiped. No sentence holds it, since no text with a
/// control character gets this far.
const LINK_GOES_HERE: &str = "\u{1A}";

/// An address as the value of an attribute between double quotes. The engine's own escaping would
/// turn every slash into an entity, which some filters of mail don't recognise as an address.
fn attribute(address: &str) -> Value {
    let escaped = address
        .replace('&', "&amp;")
        .replace('"', "&quot;")
        .replace('\'', "&#x27;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    Value::from_safe_string(escaped)
}

/// Puts the link in, with room made at once: growing would leave a copy of it behind, unwiped.
fn with_link(filled: &str, link: &str) -> String {
    let places = filled.matches(LINK_GOES_HERE).count();
    let mut body = String::with_capacity(filled.len() + places * link.len());
    for (index, part) in filled.split(LINK_GOES_HERE).enumerate() {
        if index > 0 {
            body.push_str(link);
        }
        body.push_str(part);
    }
    body
}

/// The parsed templates: made at the first message of a process, then kept.
fn layout() -> Result<&'static Environment<'static>, RenderFault> {
    static LAYOUT: OnceLock<Result<Environment<'static>, RenderFault>> = OnceLock::new();
    LAYOUT.get_or_init(|| parse().map_err(RenderFault::from)).as_ref().map_err(|fault| *fault)
}

fn parse() -> Result<Environment<'static>, minijinja::Error> {
    let mut layout = Environment::new();
    layout.set_debug(false);
    layout.set_undefined_behavior(UndefinedBehavior::Strict);
    layout.set_auto_escape_callback(
        |name| if name == HTML { AutoEscape::Html } else { AutoEscape::None },
    );
    layout.add_template(HTML, include_str!(concat!(env!("OUT_DIR"), "/letter.html")))?;
    layout.add_template(TEXT, include_str!("../templates/letter.txt"))?;
    Ok(layout)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_of_the_link_is_marked_by_what_no_name_may_hold() {
        assert!(LINK_GOES_HERE.chars().all(char::is_control));
    }

    #[test]
    fn an_address_ends_no_attribute() {
        let hostile = attribute("https://a/?b&c\"d'e<f>g&quot;");
        assert!(hostile.is_safe());
        assert_eq!(hostile.to_string(), "https://a/?b&amp;c&quot;d&#x27;e&lt;f&gt;g&amp;quot;");
    }

    #[test]
    fn the_link_stands_wherever_it_is_marked() {
        assert_eq!(with_link("a \u{1A} b \u{1A}", "link"), "a link b link");
        assert_eq!(with_link("no link", ""), "no link");
    }
}
