//! Words under which messages store some values of the domain, where the domain stores others.

/// The way of a PIN: the words for texts are longer than the domain's.
pub(crate) mod pin_route {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};
    use vestibule_domain::messaging::{PinDelivery, PinRoute};

    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    enum Word {
        TextedWithInvitation,
        TextedOnceMobileConfirmed,
        ByAdviser,
        NotAsked,
        HasPassword,
    }

    pub(crate) fn serialize<S: Serializer>(
        route: &PinRoute,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let word = match route {
            PinRoute::Delivered(PinDelivery::WithInvitation) => Word::TextedWithInvitation,
            PinRoute::Delivered(PinDelivery::OnceMobileConfirmed) => {
                Word::TextedOnceMobileConfirmed
            }
            PinRoute::Delivered(PinDelivery::ByAdviser) => Word::ByAdviser,
            PinRoute::NotAsked => Word::NotAsked,
            PinRoute::HasPassword => Word::HasPassword,
        };
        word.serialize(serializer)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<PinRoute, D::Error> {
        Ok(match Word::deserialize(deserializer)? {
            Word::TextedWithInvitation => PinRoute::WITH_INVITATION,
            Word::TextedOnceMobileConfirmed => PinRoute::ONCE_MOBILE_CONFIRMED,
            Word::ByAdviser => PinRoute::BY_ADVISER,
            Word::NotAsked => PinRoute::NotAsked,
            Word::HasPassword => PinRoute::HasPassword,
        })
    }
}

/// Who began a recovery: staff are stored as the adviser.
pub(crate) mod started_by {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};
    use vestibule_domain::messaging::StartedBy;

    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    enum Word {
        Client,
        Adviser,
    }

    pub(crate) fn serialize<S: Serializer>(
        started_by: &StartedBy,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let word = match started_by {
            StartedBy::Client => Word::Client,
            StartedBy::Staff => Word::Adviser,
        };
        word.serialize(serializer)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<StartedBy, D::Error> {
        Ok(match Word::deserialize(deserializer)? {
            Word::Client => StartedBy::Client,
            Word::Adviser => StartedBy::Staff,
        })
    }
}
