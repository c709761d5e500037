//! Sessions, of clients and of staff.

use crate::keys::Key;
use crate::transaction::{OnFailure, Transaction, Unique};
use crate::{Table, TableFault};
use aws_sdk_dynamodb::types::Delete;
use jiff::SignedDuration;
use vestibule_domain::logins::{ABSOLUTE, Session};

impl Transaction {
    /// Starts a session; the item expires an hour after its last possible moment.
    #[must_use]
    pub fn begin_session(self, key: &Key, session: &Session) -> Self {
        let gone = session.began_at + ABSOLUTE + SignedDuration::from_hours(1);
        self.put(key, session, "session", Some(gone), Unique::Yes)
    }

    /// Ends a session. Idempotent.
    #[must_use]
    pub fn end_session(self, key: &Key) -> Self {
        self.delete(Delete::builder().set_key(Some(key.attributes())), OnFailure::Race)
    }

    /// Ends a session; [`crate::CommitFault::Taken`] if it has ended already.
    #[must_use]
    pub fn end_session_that_is_there(self, key: &Key) -> Self {
        let delete = Delete::builder().set_key(Some(key.attributes()));
        self.delete(delete.condition_expression("attribute_exists(pk)"), OnFailure::Taken)
    }
}

impl Table {
    /// Records a session's use, if the session still exists.
    ///
    /// # Errors
    /// The table is not available, or the session has ended.
    pub async fn touch_session(
        &self,
        key: &Key,
        session: &vestibule_domain::logins::Session,
    ) -> Result<(), TableFault> {
        self.client
            .update_item()
            .table_name(&self.name)
            .set_key(Some(key.attributes()))
            .update_expression("SET used_at = :used")
            .condition_expression("attribute_exists(pk)")
            .expression_attribute_values(
                ":used",
                serde_dynamo::to_attribute_value(session.used_at)?,
            )
            .send()
            .await?;
        Ok(())
    }
}
