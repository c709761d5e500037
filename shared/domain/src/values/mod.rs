//! What people type, parsed once at the edge into types that cannot hold anything else.
//!
//! Every `parse` is pure, bounded in work and memory whatever it is given, and answers with a
//! value or with a refusal: an enum whose message a person can read and whose `code()` is
//! stable, so that pages can translate it. Personal data prints masked; secrets do not print.

pub mod colour;
pub mod country;
pub mod email;
pub mod logo;
pub mod mobile;
pub mod name;
mod number;
pub mod password;
pub mod phone;
pub mod pin_guess;
pub mod slug;
pub mod unseen;
pub mod web_link;

pub use colour::{Colour, ColourRefusal};
pub use country::{Country, CountryRefusal};
pub use email::{Email, EmailRefusal, UniqueEmail};
pub use logo::{LARGEST_LOGO, Logo, LogoKind, LogoRefusal};
pub use mobile::{Mobile, MobileRefusal};
pub use name::{Name, NameRefusal};
pub use number::load as load_numbers;
pub use password::{
    Advice, AttemptRefusal, Factors, NewPassword, PasswordAttempt, PasswordRefusal,
};
pub use phone::{Phone, PhoneRefusal};
pub use pin_guess::{PinGuess, PinGuessRefusal};
pub use slug::{Slug, SlugRefusal};
pub use web_link::{WebLink, WebLinkRefusal};

#[cfg(test)]
mod tests {
    use std::fmt::{Debug, Display};

    use super::*;

    /// Compiles only if the type lacks the trait: with it, the choice of `_` is ambiguous.
    macro_rules! lacks {
        ($type:ty: $($bound:path),+) => {
            $({
                trait Either<Choice> {
                    fn choose() {}
                }
                impl<Any: ?Sized> Either<()> for Any {}
                struct HasIt;
                impl<Any: ?Sized + $bound> Either<HasIt> for Any {}
                <$type as Either<_>>::choose();
            })+
        };
    }

    #[test]
    fn secrets_cannot_be_printed_serialised_or_copied() {
        lacks!(NewPassword: Debug, Display, serde::Serialize, Clone);
        lacks!(PasswordAttempt: Debug, Display, serde::Serialize, Clone);
        lacks!(PinGuess: Debug, Display, serde::Serialize, Clone);
    }

    #[test]
    fn personal_data_cannot_be_displayed() {
        lacks!(Mobile: Display);
        lacks!(Phone: Display);
        lacks!(Email: Display);
        lacks!(UniqueEmail: Display);
        lacks!(Name: Display);
    }
}
