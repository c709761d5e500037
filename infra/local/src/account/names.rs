//! The names of the account's resources.

/// The region that the runner plays.
pub const REGION: &str = "eu-west-1";

/// The account's number, from AWS's own examples.
pub const ACCOUNT: &str = "123456789012";

/// The table.
pub const TABLE_NAME: &str = "vestibule";

/// The id of the one KMS key: the same at each start, like its master key.
pub const KMS_KEY_ID: &str = "00000000-7665-4374-8962-756c65000001";

/// The sender of e-mails. Its domain is reserved for such uses.
pub const SENDER: &str = "no-reply@vestibule.test";

/// Returns the table's ARN.
#[must_use]
pub fn table_arn() -> String {
    format!("arn:aws:dynamodb:{REGION}:{ACCOUNT}:table/{TABLE_NAME}")
}

/// Returns the ARN of the key that wraps the data keys.
#[must_use]
pub fn key_arn() -> String {
    format!("arn:aws:kms:{REGION}:{ACCOUNT}:key/{KMS_KEY_ID}")
}
