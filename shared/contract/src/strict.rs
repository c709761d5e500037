//! Stricter than serde where it is generous.

use serde::de::value::{Error, StringDeserializer};
use serde::de::{DeserializeOwned, Error as _, IntoDeserializer, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

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

/// The word that a text is; `None` if it is none of them.
#[must_use]
pub fn of_text<T: DeserializeOwned>(text: &str) -> Option<T> {
    let word: StringDeserializer<Error> = text.to_owned().into_deserializer();
    T::deserialize(word).ok()
}

/// A field that may be absent, or be null and mean it: `None` if it is absent, `Some(None)` if it
/// is null. For fields with `#[serde(default)]`.
///
/// # Errors
/// It is neither null nor of its type.
pub fn said<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    from: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(from).map(Some)
}

/// An object with these names and values, each name at most once: serde takes the last of several.
///
/// # Errors
/// It is no object, a name is unknown or comes twice, or a value is of another type.
pub fn map<'de, K, V, D>(from: D) -> Result<BTreeMap<K, V>, D::Error>
where
    K: Deserialize<'de> + Ord,
    V: Deserialize<'de>,
    D: Deserializer<'de>,
{
    struct Pairs<K, V>(PhantomData<(K, V)>);
    impl<'de, K, V> Visitor<'de> for Pairs<K, V>
    where
        K: Deserialize<'de> + Ord,
        V: Deserialize<'de>,
    {
        type Value = BTreeMap<K, V>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut from: A) -> Result<Self::Value, A::Error> {
            let mut pairs = BTreeMap::new();
            while let Some((name, value)) = from.next_entry()? {
                if pairs.insert(name, value).is_some() {
                    return Err(A::Error::custom("a name comes twice"));
                }
            }
            Ok(pairs)
        }
    }
    from.deserialize_map(Pairs(PhantomData))
}
