//! Sends the e-mails that the table asks for, through SES.

use crate::delivery::{BatchReply, Prepared, QueueEvent, SendFault, deliver};
use aws_sdk_sesv2::error::ProvideErrorMetadata;
use aws_sdk_sesv2::types::{Body, Content, Destination, EmailContent, Message, MessageTag};
use vestibule_flow::Flow;
use vestibule_flow::flow::EventFailure;
use vestibule_messages::{Channel, Email, Rendered};
use vestibule_runtime::App;
use vestibule_runtime::config::Variable;
use vestibule_table::in_short;

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    let needs = [Variable::PublicOrigin, Variable::SenderAddress, Variable::ConfigurationSet];
    Flow::event("deliver-email", handle).needing(&needs)
}

/// Sends a batch.
///
/// # Errors
/// None as a whole: what failed is named in the reply.
pub async fn handle(app: App, event: QueueEvent) -> Result<BatchReply, EventFailure> {
    deliver(app, Channel::Email, event, send).await
}

async fn send(app: App, prepared: Prepared) -> Result<String, SendFault> {
    let Rendered::Email(email) = &prepared.rendered else {
        return Err(SendFault::Refused("not-an-email"));
    };
    let sender = app
        .config()
        .sender_address
        .as_deref()
        .ok_or_else(|| SendFault::Transient("SENDER_ADDRESS is missing".to_owned()))?;
    let from =
        email.from_mailbox(sender).map_err(|fault| SendFault::Transient(fault.to_string()))?;
    let sent = app
        .ses()
        .send_email()
        .from_email_address(from)
        .reply_to_addresses(&email.reply_to)
        .destination(Destination::builder().to_addresses(prepared.to.as_str()).build())
        .content(content(email).map_err(|error| SendFault::Transient(error.to_string()))?)
        .set_email_tags(Some(tags(&prepared)?))
        .set_configuration_set_name(app.config().configuration_set.clone())
        .send()
        .await;
    match sent {
        Ok(sent) => Ok(sent.message_id().unwrap_or_default().to_owned()),
        Err(error) => Err(match error.code() {
            Some("MessageRejected") => SendFault::Refused("rejected"),
            Some("BadRequestException") => SendFault::Refused("refused-by-provider"),
            Some("MailFromDomainNotVerifiedException") => SendFault::Refused("sender-not-verified"),
            Some(_) | None => SendFault::Transient(in_short(&error)),
        }),
    }
}

/// What SES gives back with what it tells of the message later.
fn tags(prepared: &Prepared) -> Result<Vec<MessageTag>, SendFault> {
    let tag = |(name, value): &(&str, String)| {
        let tag = MessageTag::builder().name(*name).value(value).build();
        tag.map_err(|error| SendFault::Transient(error.to_string()))
    };
    prepared.tags.iter().map(tag).collect()
}

fn content(email: &Email) -> Result<EmailContent, aws_sdk_sesv2::error::BuildError> {
    let part = |text: &str| Content::builder().data(text).charset("UTF-8").build();
    let body = Body::builder().html(part(&email.html)?).text(part(&email.text)?).build();
    Ok(EmailContent::builder()
        .simple(Message::builder().subject(part(&email.subject)?).body(body).build())
        .build())
}
