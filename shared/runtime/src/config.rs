//! A function's configuration, from its environment. A missing variable is one clear line at start,
//! and no function reads a variable that it has not declared: the template sets exactly those.

use std::env::VarError;
use std::sync::OnceLock;

/// A variable of a function's environment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Variable {
    /// `TABLE_NAME`: the table.
    TableName,
    /// `KEY_ID`: the KMS key that wraps the data keys.
    KeyId,
    /// `ORIGIN_SECRETS`: proves that a request came through the front; separated by commas.
    OriginSecrets,
    /// `LOG_LEVEL`: the level of the product's own log lines.
    LogLevel,
    /// `RELEASE`: the commit that the function was built from.
    Release,
    /// `PUBLIC_ORIGIN`: scheme and host of the pages.
    PublicOrigin,
    /// `SENDER_ADDRESS`: the From address of e-mails.
    SenderAddress,
    /// `CONFIGURATION_SET`: the SES configuration set of e-mails.
    ConfigurationSet,
}

impl Variable {
    /// The variables of every function.
    pub const COMMON: [Self; 5] =
        [Self::TableName, Self::KeyId, Self::OriginSecrets, Self::LogLevel, Self::Release];

    /// Its name in the environment.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::TableName => "TABLE_NAME",
            Self::KeyId => "KEY_ID",
            Self::OriginSecrets => "ORIGIN_SECRETS",
            Self::LogLevel => "LOG_LEVEL",
            Self::Release => "RELEASE",
            Self::PublicOrigin => "PUBLIC_ORIGIN",
            Self::SenderAddress => "SENDER_ADDRESS",
            Self::ConfigurationSet => "CONFIGURATION_SET",
        }
    }
}

/// A variable that is missing or unusable.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the environment variable {name} {fault}", name = variable.name())]
pub struct ConfigFault {
    variable: Variable,
    fault: &'static str,
}

/// Loopback endpoints that replace AWS.
#[derive(Debug, Clone)]
pub struct Endpoints {
    /// DynamoDB.
    pub dynamodb: String,
    /// SNS, SES and KMS.
    pub others: String,
}

/// A function's configuration.
#[derive(Debug, Clone)]
pub struct Config {
    /// The table.
    pub table_name: String,
    /// The KMS key that wraps the data keys.
    pub key_id: String,
    /// Proves that a request came through the front: one secret, or two during a rotation.
    pub origin_secrets: Vec<String>,
    /// The commit that runs; [`UNRELEASED`] if it was not deployed.
    pub release: String,
    /// Scheme and host of the pages. Only senders and ops have it.
    pub public_origin: Option<String>,
    /// The From address of e-mails. Only the sender of e-mails and its check have it.
    pub sender_address: Option<String>,
    /// The SES configuration set, which reports deliveries.
    pub configuration_set: Option<String>,
    /// The runner's loopback endpoints, in its own process; `None` for AWS itself. No variable sets
    /// them.
    pub endpoints: Option<Endpoints>,
}

/// The release of code that was not deployed: a runner on one machine.
pub const UNRELEASED: &str = "local";

static RELEASE: OnceLock<String> = OnceLock::new();

/// Returns the release that this process runs, for its log lines. A process that is still starting,
/// or could not, reads the variable directly.
#[expect(clippy::disallowed_methods, reason = "the one place that reads variables")]
pub fn release() -> &'static str {
    RELEASE.get_or_init(|| {
        std::env::var(Variable::Release.name()).unwrap_or_else(|_| UNRELEASED.to_owned())
    })
}

/// Sets the release of all log lines from now on; the first app of a process decides.
pub(crate) fn runs(release: &str) {
    let _ = RELEASE.set(release.to_owned());
}

impl Config {
    /// Reads the process's environment: the variables of every function, and these.
    ///
    /// # Errors
    /// One of them is missing or unusable.
    #[expect(clippy::disallowed_methods, reason = "the one place that reads variables")]
    pub fn from_env(needs: &[Variable]) -> Result<Self, ConfigFault> {
        Self::read(needs, |name| std::env::var(name))
    }

    fn read(
        needs: &[Variable],
        read: impl Fn(&str) -> Result<String, VarError>,
    ) -> Result<Self, ConfigFault> {
        let required = |variable: Variable| {
            let fault = |fault| ConfigFault { variable, fault };
            match read(variable.name()) {
                Ok(value) if value.is_empty() => Err(fault("is empty")),
                Ok(value) => Ok(value),
                Err(VarError::NotPresent) => Err(fault("is missing")),
                Err(VarError::NotUnicode(_)) => Err(fault("is no UTF-8")),
            }
        };
        let needed = |variable| needs.contains(&variable).then(|| required(variable)).transpose();
        let secrets = required(Variable::OriginSecrets)?;
        // The template leaves the former secret empty while there is none.
        let secrets = secrets.split(',').filter(|secret| !secret.is_empty());
        let origin_secrets: Vec<_> = secrets.map(str::to_owned).collect();
        if origin_secrets.is_empty() {
            let fault = "holds no secret";
            return Err(ConfigFault { variable: Variable::OriginSecrets, fault });
        }
        if required(Variable::LogLevel)?.parse::<tracing::Level>().is_err() {
            let fault = "is none of error, warn, info, debug, trace";
            return Err(ConfigFault { variable: Variable::LogLevel, fault });
        }
        Ok(Self {
            table_name: required(Variable::TableName)?,
            key_id: required(Variable::KeyId)?,
            origin_secrets,
            release: required(Variable::Release)?,
            public_origin: needed(Variable::PublicOrigin)?,
            sender_address: needed(Variable::SenderAddress)?,
            configuration_set: needed(Variable::ConfigurationSet)?,
            endpoints: None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [(&str, &str); 8] = [
        ("TABLE_NAME", "table"),
        ("KEY_ID", "key"),
        ("ORIGIN_SECRETS", "new,old"),
        ("LOG_LEVEL", "info"),
        ("RELEASE", "78a4b78"),
        ("PUBLIC_ORIGIN", "https://portal.example.com"),
        ("SENDER_ADDRESS", "no-reply@portal.example.com"),
        ("CONFIGURATION_SET", "set"),
    ];

    fn read(needs: &[Variable], change: (&str, Option<&str>)) -> Result<Config, String> {
        let config = Config::read(needs, |asked| {
            let given = ALL.iter().find(|(name, _)| *name == asked).map(|(_, value)| *value);
            let given = if asked == change.0 { change.1 } else { given };
            given.map(str::to_owned).ok_or(VarError::NotPresent)
        });
        config.map_err(|fault| fault.to_string())
    }

    #[test]
    fn every_missing_variable_is_named() {
        let needs = [Variable::PublicOrigin, Variable::SenderAddress, Variable::ConfigurationSet];
        for (name, _) in ALL {
            let missing = format!("the environment variable {name} is missing");
            assert_eq!(read(&needs, (name, None)).err(), Some(missing));
            let empty = format!("the environment variable {name} is empty");
            assert_eq!(read(&needs, (name, Some(""))).err(), Some(empty));
        }
        let config = read(&needs, ("", None)).expect("all is there");
        assert_eq!(config.configuration_set.as_deref(), Some("set"));
        assert_eq!(config.origin_secrets, ["new", "old"]);
        assert_eq!(config.release, "78a4b78");
    }

    #[test]
    fn undeclared_variables_are_not_read() {
        let config = read(&[], ("", None)).expect("all is there");
        assert_eq!((config.public_origin, config.sender_address), (None, None));
        assert_eq!(config.configuration_set, None);
    }

    #[test]
    fn values_that_would_lock_everybody_out_or_log_nothing_are_refused() {
        let told = |name: &str, value| read(&[], (name, Some(value))).err().unwrap_or_default();
        assert_eq!(
            told("ORIGIN_SECRETS", ","),
            "the environment variable ORIGIN_SECRETS holds no secret"
        );
        assert_eq!(
            told("LOG_LEVEL", "loud"),
            "the environment variable LOG_LEVEL is none of error, warn, info, debug, trace"
        );
        let one = read(&[], ("ORIGIN_SECRETS", Some("new,"))).expect("a secret");
        assert_eq!(one.origin_secrets, ["new"]);
    }
}
