//! Parses the fields of a body into types, and names every fault at once.

use crate::Failure;
use vestibule_contract::FieldError;
use vestibule_domain::values::{
    ColourRefusal, Country, CountryRefusal, Email, EmailRefusal, LogoRefusal, Mobile,
    MobileRefusal, Name, NameRefusal, PasswordRefusal, Phone, PhoneRefusal, Slug, SlugRefusal,
    WebLinkRefusal,
};

/// Collects the faults of fields.
#[derive(Debug, Default)]
pub struct Fields {
    errors: Vec<FieldError>,
}

/// A refusal that a page can translate.
pub trait FieldRefusal: std::fmt::Display {
    /// Its stable name.
    fn code(&self) -> String;
}

macro_rules! field_refusals {
    ($($refusal:ty),+) => {
        $(impl FieldRefusal for $refusal {
            fn code(&self) -> String {
                <$refusal>::code(self).to_owned()
            }
        })+
    };
}

field_refusals!(
    ColourRefusal,
    CountryRefusal,
    EmailRefusal,
    LogoRefusal,
    MobileRefusal,
    NameRefusal,
    PhoneRefusal,
    SlugRefusal,
    WebLinkRefusal
);

impl FieldRefusal for PasswordRefusal {
    fn code(&self) -> String {
        match self {
            // Pages translate the advice.
            PasswordRefusal::TooEasy { advice } => {
                format!("{}-{}", PasswordRefusal::code(self), advice.code())
            }
            PasswordRefusal::TooShort { .. }
            | PasswordRefusal::TooLong
            | PasswordRefusal::ControlCharacter => PasswordRefusal::code(self).to_owned(),
        }
    }
}

impl Fields {
    /// Starts without any field.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes a parsed field, or records why it was refused.
    pub fn take<T, R: FieldRefusal>(&mut self, field: &str, parsed: Result<T, R>) -> Option<T> {
        match parsed {
            Ok(value) => Some(value),
            Err(refusal) => {
                self.refuse(field, &refusal.code(), &refusal.to_string());
                None
            }
        }
    }

    /// Records that a field is refused.
    pub fn refuse(&mut self, field: &str, code: &str, message: &str) {
        self.errors.push(FieldError {
            field: field.to_owned(),
            code: code.to_owned(),
            message: message.to_owned(),
        });
    }

    /// An e-mail address.
    pub fn email(&mut self, field: &str, text: &str) -> Option<Email> {
        self.take(field, Email::parse(text))
    }

    /// A mobile, in this country's spelling.
    pub fn mobile(&mut self, field: &str, text: &str, home: Country) -> Option<Mobile> {
        self.take(field, Mobile::parse(text, home))
    }

    /// A phone number of any kind, in this country's spelling.
    pub fn phone(&mut self, field: &str, text: &str, home: Country) -> Option<Phone> {
        self.take(field, Phone::parse(text, home))
    }

    /// A name.
    pub fn name(&mut self, field: &str, text: &str) -> Option<Name> {
        self.take(field, Name::parse(text))
    }

    /// A firm's slug.
    pub fn slug(&mut self, field: &str, text: &str) -> Option<Slug> {
        self.take(field, Slug::parse(text))
    }

    /// Returns the value if no field was refused, or the refusal that names every fault.
    ///
    /// # Errors
    /// At least one field was refused.
    pub fn all<T>(self, taken: Option<T>) -> Result<T, Failure> {
        match taken {
            Some(value) if self.errors.is_empty() => Ok(value),
            Some(_) | None => Err(Failure::fields(self.errors)),
        }
    }
}
