//! Which firm ops mean, by its identifier or by its slug, and how they see it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use vestibule_application::decide::{Decide, Decision, System};
use vestibule_domain::firms::Firm;
use vestibule_domain::kernel::{Actor, FirmId};
use vestibule_domain::values::Slug;
use vestibule_flow::Fault;
use vestibule_flow::flow::EventFailure;
use vestibule_runtime::App;
use vestibule_table::{Key, SlugClaim, Transaction};

/// An event that names a firm and says nothing else: one of the two is given.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FirmNamed {
    firm: Option<String>,
    slug: Option<String>,
}

impl FirmNamed {
    /// Reads which firm it is.
    ///
    /// # Errors
    /// As [`WhichFirm::read`].
    pub fn which(&self) -> Result<WhichFirm, EventFailure> {
        WhichFirm::read(self.firm.as_deref(), self.slug.as_deref())
    }
}

/// A firm as ops see it.
#[derive(Debug, Serialize)]
pub struct FirmLine {
    id: String,
    slug: String,
    name: String,
    /// `open` or `closed`.
    state: &'static str,
    /// Since when it is closed (RFC 3339).
    closed_at: Option<String>,
    /// When it was made (RFC 3339).
    created_at: String,
}

impl FirmLine {
    /// The line of this firm.
    #[must_use]
    pub fn of(id: FirmId, firm: &Firm) -> Self {
        Self {
            id: id.to_string(),
            slug: firm.slug.as_str().to_owned(),
            name: firm.name.as_str().to_owned(),
            state: if firm.closed_at.is_some() { "closed" } else { "open" },
            closed_at: firm.closed_at.map(|at| at.to_string()),
            created_at: firm.created_at.to_string(),
        }
    }
}

/// A firm as an event names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WhichFirm {
    /// By its identifier.
    Id(FirmId),
    /// By its name in addresses, which takes another read.
    Slug(Slug),
}

/// A firm that ops changed.
#[derive(Debug, Serialize)]
pub struct FirmChange {
    /// As it is now.
    #[serde(flatten)]
    firm: FirmLine,
    /// Whether this very request changed it.
    changed: bool,
}

impl WhichFirm {
    /// Reads the two fields of an event, of which exactly one is given.
    ///
    /// # Errors
    /// None or both are given, or the one is malformed.
    pub fn read(firm: Option<&str>, slug: Option<&str>) -> Result<Self, EventFailure> {
        let refused = |text: String| EventFailure::Refused(text);
        match (firm, slug) {
            (Some(firm), None) => firm
                .parse()
                .map(Self::Id)
                .map_err(|_| refused("firm is not an identifier".to_owned())),
            (None, Some(slug)) => {
                Slug::parse(slug).map(Self::Slug).map_err(|fault| refused(format!("slug: {fault}")))
            }
            (None, None) => Err(refused("name the firm: give firm or slug".to_owned())),
            (Some(_), Some(_)) => {
                Err(refused("name the firm once: give firm or slug, not both".to_owned()))
            }
        }
    }

    /// Returns the identifier. One that was given is not looked up.
    ///
    /// # Errors
    /// No firm has this slug, or a fault.
    pub async fn id(&self, app: &App) -> Result<FirmId, EventFailure> {
        match self {
            Self::Id(firm) => Ok(*firm),
            Self::Slug(slug) => {
                let key = Key::slug(slug);
                let items = app.table().load(std::slice::from_ref(&key)).await;
                let items = items.map_err(Fault::from)?;
                let claim: Option<SlugClaim> = items.get(&key).map_err(Fault::from)?;
                claim.map(|claim| claim.firm).ok_or_else(|| self.unknown())
            }
        }
    }

    /// Reads the firm of this identifier, which [`WhichFirm::id`] returned.
    ///
    /// # Errors
    /// There is none, or a fault.
    pub async fn firm(&self, app: &App, id: FirmId) -> Result<Firm, EventFailure> {
        let key = Key::firm(id);
        let items = app.table().load(std::slice::from_ref(&key)).await.map_err(Fault::from)?;
        let firm: Option<Firm> = items.get(&key).map_err(Fault::from)?;
        firm.ok_or_else(|| self.unknown())
    }

    /// Changes the firm that is meant, unless `change` leaves it as it is. It may run more than once,
    /// after lost races.
    ///
    /// # Errors
    /// There is no such firm, or a fault.
    pub async fn change(
        &self,
        app: &App,
        change: impl Fn(&Firm, Timestamp) -> Firm + Send + Sync,
    ) -> Result<FirmChange, EventFailure> {
        let id = self.id(app).await?;
        let caller = System { firm: id, actor: Actor::Ops };
        let decided = Decide::by(app, caller).run(|round| {
            let Some(read) = &round.party.firm else { return Ok(Decision::quiet(None)) };
            let firm = change(read, round.now);
            let changed = firm != *read;
            let writes = Transaction::new().put_firm_if_changed(id, read, &firm);
            Ok(Decision::after(Some(FirmChange { firm: FirmLine::of(id, &firm), changed }), writes))
        });
        decided.await?.answer.ok_or_else(|| self.unknown())
    }

    /// There is no such firm.
    #[must_use]
    pub fn unknown(&self) -> EventFailure {
        EventFailure::Refused(match self {
            Self::Id(firm) => format!("there is no firm {firm}"),
            Self::Slug(slug) => format!("there is no firm with the slug {slug}"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_firm_is_named_once_and_by_something_that_can_be_one() {
        let id = FirmId::from_random([1; 16]);
        let slug = Slug::parse("harbour-vale").unwrap();
        assert_eq!(WhichFirm::read(Some(&id.to_string()), None).unwrap(), WhichFirm::Id(id));
        assert_eq!(WhichFirm::read(None, Some("harbour-vale")).unwrap(), WhichFirm::Slug(slug));
        let told = |firm, slug| WhichFirm::read(firm, slug).unwrap_err().to_string();
        assert_eq!(told(None, None), "name the firm: give firm or slug");
        assert!(told(Some("a"), Some("b")).contains("not both"));
        assert_eq!(told(Some("harbour-vale"), None), "firm is not an identifier");
        assert!(told(None, Some("No Slug")).starts_with("slug: "));
    }
}
