//! Why a request was not granted: a refusal, which the caller can correct, or a fault of ours. Only
//! this module turns both into problems.

use jiff::Timestamp;
use serde_json::{Value, json};
use vestibule_contract::{FieldError, Problem, ProblemKind};
use vestibule_domain::access::{Blocked, Refusal};
use vestibule_domain::staff::StaffRefusal;
use vestibule_messages::RenderFault;
use vestibule_secrets::SecretFault;
use vestibule_table::{CommitFault, TableFault};

/// Something in the product or behind it failed.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The table.
    #[error(transparent)]
    Table(#[from] TableFault),
    /// KMS is not available or refuses.
    #[error("KMS: {0}")]
    Kms(String),
    /// A message cannot be rendered.
    #[error("a message cannot be rendered: {0}")]
    Render(#[from] RenderFault),
    /// Other requests changed the same item until the retries ran out.
    #[error("races were lost until patience ran out")]
    LostRaces,
    /// A claim or a condition failed that cannot fail.
    #[error("a write was refused that cannot be")]
    Unexpected,
    /// Stored or compiled-in data is invalid.
    #[error("{0}")]
    Broken(&'static str),
}

impl From<SecretFault> for Fault {
    fn from(fault: SecretFault) -> Self {
        match fault {
            SecretFault::Table(fault) => Self::Table(fault),
            SecretFault::Kms(fault) => Self::Kms(fault),
            SecretFault::Broken(what) => Self::Broken(what),
        }
    }
}

impl From<CommitFault> for Fault {
    fn from(fault: CommitFault) -> Self {
        match fault {
            CommitFault::LostRace => Self::LostRaces,
            CommitFault::Taken | CommitFault::Refused(_) => Self::Unexpected,
            CommitFault::Table(table) => Self::Table(table),
        }
    }
}

/// Why a request was not granted.
#[derive(Debug)]
pub enum Failure {
    /// The caller can correct it.
    Refused(Refused),
    /// A fault of ours.
    Fault(Fault),
}

/// A refusal, ready to be returned.
#[derive(Debug)]
pub struct Refused {
    pub(crate) kind: ProblemKind,
    errors: Vec<FieldError>,
    more: Vec<(&'static str, Value)>,
    pub(crate) retry_after_s: Option<i64>,
    pub(crate) allow: Option<String>,
}

impl Failure {
    /// A refusal of this kind.
    #[must_use]
    pub fn refused(kind: ProblemKind) -> Self {
        Self::Refused(Refused {
            kind,
            errors: Vec::new(),
            more: Vec::new(),
            retry_after_s: None,
            allow: None,
        })
    }

    /// Whether it is a refusal of this kind.
    #[must_use]
    pub fn is(&self, kind: ProblemKind) -> bool {
        matches!(self, Self::Refused(refused) if refused.kind == kind)
    }

    /// A refusal of some fields.
    #[must_use]
    pub fn fields(errors: Vec<FieldError>) -> Self {
        Self::refused(ProblemKind::FieldsRefused).with_errors(errors)
    }

    /// With an additional detail.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        if let Self::Refused(refused) = &mut self {
            refused.more.push((name, value.into()));
        }
        self
    }

    /// With the time from which a retry makes sense.
    #[must_use]
    pub fn retry_at(mut self, at: Timestamp, now: Timestamp) -> Self {
        if let Self::Refused(refused) = &mut self {
            // Rounded up: a second too early would be refused again.
            let ms = at.duration_since(now).as_millis();
            refused.retry_after_s =
                Some(i64::try_from(ms.max(0)).unwrap_or(i64::MAX).saturating_add(999) / 1000);
        }
        self
    }

    /// With the methods that the address accepts.
    #[must_use]
    pub fn allowing(mut self, methods: String) -> Self {
        if let Self::Refused(refused) = &mut self {
            refused.allow = Some(methods);
        }
        self
    }

    /// A refusal of the access rules.
    #[must_use]
    pub fn from_rules(refusal: Refusal, now: Timestamp) -> Self {
        use ProblemKind as P;
        match refusal {
            Refusal::UnknownLink => Self::refused(P::LinkUnknown),
            Refusal::LinkIsAt(next) => Self::refused(P::LinkElsewhere).with("next", json!(next)),
            Refusal::TooManyNumbers { until } => {
                Self::refused(P::TooManyNumbers).retry_at(until, now)
            }
            Refusal::PinBlocked(Blocked::Until(at)) => Self::refused(P::PinBlocked)
                .with("blocked", json!({ "ends": "until", "at": at.to_string() }))
                .retry_at(at, now),
            Refusal::PinBlocked(Blocked::ByAdviser) => {
                Self::refused(P::PinBlocked).with("blocked", json!({ "ends": "by-adviser" }))
            }
            Refusal::PinNotLive => Self::refused(P::PinNotLive),
            Refusal::PinWrong { left } => Self::refused(P::PinWrong).with("left", left),
            Refusal::SetUpOver => Self::refused(P::SetUpOver),
            Refusal::AlreadyActive => Self::refused(P::AlreadyActive),
            Refusal::NotInvited | Refusal::NothingToEnd | Refusal::NoPassword => {
                Self::refused(P::NothingToEnd)
            }
            Refusal::Unreachable(why) => {
                Self::refused(P::AddressUnreachable).with("why", json!(why))
            }
            Refusal::Archived => Self::refused(P::ClientArchived),
            Refusal::StillHasAccess => Self::refused(P::StillHasAccess),
            Refusal::NoMobile => Self::refused(P::NoMobile),
            Refusal::NoPin => Self::refused(P::NoPin),
            Refusal::TooSoon { until } => Self::refused(P::TooSoon).retry_at(until, now),
        }
    }

    /// A refusal of the rules for accounts of staff.
    #[must_use]
    pub fn from_staff_rules(refusal: StaffRefusal, now: Timestamp) -> Self {
        use ProblemKind as P;
        let code = refusal.code();
        match refusal {
            StaffRefusal::AlreadyActive | StaffRefusal::NotActive | StaffRefusal::Deactivated => {
                Self::refused(P::StaffElsewhere).with("why", code)
            }
            StaffRefusal::LastAdmin => Self::refused(P::LastAdmin),
            StaffRefusal::Oneself => Self::refused(P::Oneself),
            StaffRefusal::SuccessorUnfit => Self::fields(vec![FieldError {
                field: "successor".to_owned(),
                code: code.to_owned(),
                message: refusal.to_string(),
            }]),
            StaffRefusal::TooSoon { until } => Self::refused(P::TooSoon).retry_at(until, now),
        }
    }

    fn with_errors(mut self, errors: Vec<FieldError>) -> Self {
        if let Self::Refused(refused) = &mut self {
            refused.errors = errors;
        }
        self
    }
}

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.kind.title())?;
        self.errors.iter().try_for_each(|error| write!(f, " {}: {}", error.field, error.message))
    }
}

impl Refused {
    pub(crate) fn problem(self) -> Problem {
        let mut problem = Problem::new(self.kind);
        problem.errors = self.errors;
        problem.more.extend(self.more.into_iter().map(|(name, value)| (name.to_owned(), value)));
        problem
    }
}

impl Fault {
    /// The problem that callers see: unavailable, a lost race, or a bug.
    pub(crate) fn problem_kind(&self) -> ProblemKind {
        match self {
            Self::Table(TableFault::Unavailable(_)) | Self::Kms(_) => ProblemKind::Unavailable,
            Self::LostRaces => ProblemKind::LostRace,
            Self::Table(TableFault::Broken(_))
            | Self::Render(_)
            | Self::Unexpected
            | Self::Broken(_) => ProblemKind::Internal,
        }
    }
}

impl<F: Into<Fault>> From<F> for Failure {
    fn from(fault: F) -> Self {
        Self::Fault(fault.into())
    }
}
