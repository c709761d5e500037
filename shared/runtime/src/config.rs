//! What a function is told by its environment. A missing variable is one clear line at start.

use std::env::VarError;

/// A variable that is missing or unusable.
#[derive(Debug, thiserror::Error)]
#[error("the environment variable {name} {fault}")]
pub struct ConfigFault {
    name: &'static str,
    fault: &'static str,
}

/// Loopback endpoints in place of AWS.
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
    /// What proves that a request came through the front: one, or two while it is rotated.
    pub origin_secrets: Vec<String>,
    /// Scheme and host of the pages. Only senders and ops know it.
    pub public_origin: Option<String>,
    /// The From address of e-mails. Only the sender of e-mails knows it.
    pub sender_address: Option<String>,
    /// The SES configuration set, which carries delivery events.
    pub configuration_set: Option<String>,
    /// Loopback endpoints; AWS itself when `None`.
    pub endpoints: Option<Endpoints>,
}

impl Config {
    /// Reads the process's environment.
    ///
    /// # Errors
    /// A variable is missing or no UTF-8.
    pub fn from_env() -> Result<Self, ConfigFault> {
        let origin_secrets = optional("ORIGIN_SECRETS")?.unwrap_or_default();
        Ok(Self {
            table_name: required("TABLE_NAME")?,
            key_id: optional("KEY_ID")?.unwrap_or_default(),
            origin_secrets: origin_secrets
                .split(',')
                .filter(|secret| !secret.is_empty())
                .map(str::to_owned)
                .collect(),
            public_origin: optional("PUBLIC_ORIGIN")?,
            sender_address: optional("SENDER_ADDRESS")?,
            configuration_set: optional("CONFIGURATION_SET")?,
            endpoints: match (optional("DYNAMODB_ENDPOINT")?, optional("AWS_ENDPOINT")?) {
                (Some(dynamodb), Some(others)) => Some(Endpoints { dynamodb, others }),
                (None, None) => None,
                (Some(_), None) | (None, Some(_)) => {
                    return Err(ConfigFault {
                        name: "AWS_ENDPOINT",
                        fault: "goes with DYNAMODB_ENDPOINT",
                    });
                }
            },
        })
    }
}

fn required(name: &'static str) -> Result<String, ConfigFault> {
    optional(name)?.ok_or(ConfigFault { name, fault: "is missing" })
}

fn optional(name: &'static str) -> Result<Option<String>, ConfigFault> {
    match std::env::var(name) {
        Ok(value) if value.is_empty() => Ok(None),
        Ok(value) => Ok(Some(value)),
        Err(VarError::NotPresent) => Ok(None),
        Err(VarError::NotUnicode(_)) => Err(ConfigFault { name, fault: "is no UTF-8" }),
    }
}
