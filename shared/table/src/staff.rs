//! The accounts of a firm's staff.

use crate::keys::{Key, PARTITION, SORT, STAFF, all_staff_partition};
use crate::load::key_of;
use crate::transaction::{OnFailure, Transaction, Unique, number};
use crate::{Table, TableFault};
use aws_sdk_dynamodb::types::{
    AttributeValue, ConditionCheck, ReturnValuesOnConditionCheckFailure,
};
use vestibule_domain::kernel::{FirmId, StaffId};
use vestibule_domain::staff::{RestsOn, Role, Staff};

impl Transaction {
    /// Writes a new member of staff.
    #[must_use]
    pub fn create_staff(self, firm: FirmId, id: StaffId, staff: &Staff) -> Self {
        let staff = Staff { version: 1, ..staff.clone() };
        self.put(&Key::staff(firm, id), &staff, "staff", None, Unique::Yes)
    }

    /// Writes a member of staff whose version is still the one that was read.
    #[must_use]
    pub fn put_staff(self, firm: FirmId, id: StaffId, read: &Staff, staff: &Staff) -> Self {
        let next = Staff { version: read.version + 1, ..staff.clone() };
        self.put_versioned(&Key::staff(firm, id), &next, "staff", read.version)
    }

    /// Requires that this colleague, whom a decision depends on, is still active and has the role.
    #[must_use]
    pub fn if_staff_holds(self, firm: FirmId, rests_on: RestsOn) -> Self {
        let check = ConditionCheck::builder()
            .set_key(Some(Key::staff(firm, rests_on.colleague).attributes()))
            .expression_attribute_names("#state", "state")
            .expression_attribute_values(":active", AttributeValue::S("active".to_owned()));
        let check = match rests_on.role {
            Role::Adviser => check.condition_expression("standing.#state = :active"),
            Role::FirmAdmin => check
                .condition_expression("standing.#state = :active AND #role = :admin")
                .expression_attribute_names("#role", "role")
                .expression_attribute_values(":admin", AttributeValue::S("firm-admin".to_owned())),
        };
        self.check(check, OnFailure::Race)
    }

    /// Requires that the member of staff is active with this epoch. Otherwise the commit is
    /// refused.
    #[must_use]
    pub fn if_staff_active(self, firm: FirmId, staff: StaffId, epoch: u32) -> Self {
        let check = ConditionCheck::builder()
            .set_key(Some(Key::staff(firm, staff).attributes()))
            .condition_expression("#epoch = :epoch AND standing.#state = :active")
            .expression_attribute_names("#epoch", "epoch")
            .expression_attribute_names("#state", "state")
            .expression_attribute_values(":epoch", number(epoch))
            .expression_attribute_values(":active", AttributeValue::S("active".to_owned()))
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld);
        self.check(check, OnFailure::Refused)
    }
}

impl Table {
    /// Returns a firm's staff, including those who have left.
    ///
    /// # Errors
    /// The table is not available.
    pub async fn staff_of(&self, firm: FirmId) -> Result<Vec<(StaffId, Staff)>, TableFault> {
        let mut found = Vec::new();
        let mut from = None;
        loop {
            let got = self
                .client
                .query()
                .table_name(&self.name)
                .key_condition_expression("#pk = :pk AND begins_with(#sk, :staff)")
                .expression_attribute_names("#pk", PARTITION)
                .expression_attribute_names("#sk", SORT)
                .expression_attribute_values(":pk", AttributeValue::S(all_staff_partition(firm)))
                .expression_attribute_values(":staff", AttributeValue::S(STAFF.to_owned()))
                .consistent_read(true)
                .set_exclusive_start_key(from)
                .send()
                .await?;
            for item in got.items.unwrap_or_default() {
                let id = key_of(&item).and_then(|key| key.sk.strip_prefix(STAFF)?.parse().ok());
                let id = id.ok_or_else(|| TableFault::Broken("staff without an id".to_owned()))?;
                found.push((id, serde_dynamo::from_item(item)?));
            }
            from = got.last_evaluated_key;
            if from.is_none() {
                return Ok(found);
            }
        }
    }
}
