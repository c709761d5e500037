//! An e-mail, from its sentences: one layout for all, as HTML and as text.

use std::sync::OnceLock;

use minijinja::{AutoEscape, Environment, UndefinedBehavior, context};
use zeroize::Zeroizing;

use crate::content::Brand;
use crate::faults::RenderFault;
use crate::languages::Language;
use crate::rendered::Email;

/// The sentences of one e-mail, in the order in which they are read. Plain text, with the names
/// already in it.
pub(crate) struct Letter {
    /// One line with the firm's name, without a secret.
    pub subject: String,
    /// What a list of mails shows behind the subject.
    pub preview: String,
    pub heading: String,
    pub greeting: String,
    pub paragraphs: Vec<String>,
    /// A single step is shown without a number.
    pub steps: Option<Steps>,
    pub button: Option<Button>,
    pub closing: Vec<String>,
    /// Why they got it.
    pub footer: String,
}

pub(crate) struct Steps {
    pub heading: &'static str,
    pub items: Vec<String>,
}

pub(crate) struct Button {
    pub label: &'static str,
    /// What to do where the button does not work; the address follows.
    pub help: &'static str,
}

/// Fills the layout. `link` is where the button leads, made by [`crate::links`].
pub(crate) fn write(
    letter: Letter,
    brand: &Brand,
    language: Language,
    link: Option<&Zeroizing<String>>,
) -> Result<Email, RenderFault> {
    let layout = layout()?;
    let link = link.map_or("", |link| link.as_str());
    let (steps_heading, steps) = letter.steps.map(|steps| (steps.heading, steps.items)).unzip();
    let (button, button_help) = letter.button.map(|button| (button.label, button.help)).unzip();
    let words = context! {
        language => language.tag(),
        firm => &brand.firm_name,
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

/// Stands where the link goes while the template is filled (U+001A, SUBSTITUTE), so that the secret
/// never enters the engine, whose buffers are not wiped. No sentence holds it, since no text with a
/// control character gets this far.
const LINK_GOES_HERE: &str = "\u{1A}";

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
    fn the_link_stands_wherever_it_is_marked() {
        assert_eq!(with_link("a \u{1A} b \u{1A}", "link"), "a link b link");
        assert_eq!(with_link("no link", ""), "no link");
    }
}
