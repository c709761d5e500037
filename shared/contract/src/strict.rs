//! Stricter than serde where it is generous.

use serde::de::value::{Error, StringDeserializer};
use serde::de::{DeserializeOwned, Error as _, IntoDeserializer};
use serde::{Deserialize, Deserializer};

/// A plain enum, as the word that is documented: serde takes `{"word": null}` for it as well.
///
/// # Errors
/// It is no text, or none of the words.
pub fn word<'de, T: DeserializeOwned, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    let text = String::deserialize(from)?;
    let word: StringDeserializer<Error> = text.into_deserializer();
    T::deserialize(word).map_err(D::Error::custom)
}

/// The same where it may be absent or null.
///
/// # Errors
/// As [`word`].
pub fn optional_word<'de, T: DeserializeOwned, D: Deserializer<'de>>(
    from: D,
) -> Result<Option<T>, D::Error> {
    let Some(text) = Option::<String>::deserialize(from)? else { return Ok(None) };
    let word: StringDeserializer<Error> = text.into_deserializer();
    T::deserialize(word).map(Some).map_err(D::Error::custom)
}
