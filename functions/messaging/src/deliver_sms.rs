//! Sends the text messages that the table asks for, through SNS.

use crate::delivery::{BatchReply, Prepared, QueueEvent, SendFault, deliver};
use crate::reports::text_refusal;
use aws_sdk_sns::error::ProvideErrorMetadata;
use aws_sdk_sns::types::MessageAttributeValue;
use vestibule_flow::Flow;
use vestibule_flow::flow::EventFailure;
use vestibule_messages::{Channel, Rendered};
use vestibule_runtime::App;
use vestibule_runtime::config::Variable;
use vestibule_table::in_short;

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    Flow::event("deliver-sms", handle).needing(&[Variable::PublicOrigin]).reading_numbers()
}

/// Sends a batch.
///
/// # Errors
/// None as a whole: what failed is named in the reply.
pub async fn handle(app: App, event: QueueEvent) -> Result<BatchReply, EventFailure> {
    deliver(app, Channel::Sms, event, send).await
}

async fn send(app: App, prepared: Prepared) -> Result<String, SendFault> {
    let Rendered::Sms(sms) = &prepared.rendered else {
        return Err(SendFault::Refused("not-a-text"));
    };
    let transactional = MessageAttributeValue::builder()
        .data_type("String")
        .string_value("Transactional")
        .build()
        .map_err(|error| SendFault::Transient(error.to_string()))?;
    let sent = app
        .sns()
        .publish()
        .phone_number(prepared.to.as_str())
        .message(&sms.body)
        .message_attributes("AWS.SNS.SMS.SMSType", transactional)
        .send()
        .await;
    match sent {
        Ok(sent) => Ok(sent.message_id().unwrap_or_default().to_owned()),
        Err(error) => Err(text_refusal(error.code(), error.message())
            .unwrap_or_else(|| SendFault::Transient(in_short(&error)))),
    }
}
