//! Why a message could not be rendered.

use crate::letter::SecretKind;

/// Our mistake, never the recipient's: the message is not sent. Says which rule was broken, and
/// holds neither personal data nor a secret, so it may be logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RenderFault {
    /// A text holds a line break or another control character, with which more lines could be
    /// slipped into a header or a body.
    #[error("the {field} holds a control character")]
    ControlCharacter {
        /// The name of the field.
        field: &'static str,
    },
    /// A text is empty or blank.
    #[error("the {field} is blank")]
    Blank {
        /// The name of the field.
        field: &'static str,
    },
    /// Something that must be one bare e-mail address is not.
    #[error("the {field} is not one bare e-mail address")]
    NotAnAddress {
        /// The name of the field.
        field: &'static str,
    },
    /// The firm's colour is not `#` and six hexadecimal digits.
    #[error("the firm's colour is not #rrggbb")]
    Colour,
    /// The path of the firm's logo is not that of a logo.
    #[error("the path of the logo is not /api/firms/…/logo/…")]
    LogoPath,
    /// The firm's privacy link is not an `https` address in ASCII.
    #[error("the privacy link is not an https address")]
    PrivacyLink,
    /// The letter of a PIN is not one to three ASCII capitals.
    #[error("the PIN's letter is not one to three capitals")]
    PinLetter,
    /// The secret is missing, superfluous or of the other kind.
    #[error("the message needs the secret {needed:?} and was given {given:?}")]
    WrongSecret {
        /// What the message needs.
        needed: SecretKind,
        /// What the sender gave.
        given: SecretKind,
    },
    /// The token or the PIN is not spelled as one.
    #[error("the secret {kind:?} is malformed")]
    MalformedSecret {
        /// Which of the two.
        kind: SecretKind,
    },
    /// The origin is not a scheme and a host, with or without a port, and nothing more.
    #[error("the origin is not https://host")]
    Origin,
    /// The path does not lead into the console.
    #[error("the path does not lead into the console")]
    ConsolePath,
    /// The template itself failed, which a test of every message should have shown.
    #[error("the template failed: {0}")]
    Template(minijinja::ErrorKind),
}

impl From<minijinja::Error> for RenderFault {
    /// Keeps the kind only: the engine's own text can quote what it was filling in.
    fn from(error: minijinja::Error) -> Self {
        Self::Template(error.kind())
    }
}
