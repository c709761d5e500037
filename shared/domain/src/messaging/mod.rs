//! What is sent to people, named by reference: the words and the addresses come later.

mod message;
mod notification;
mod pin_delivery;
mod recovery_mails;
mod report;

pub use message::{
    Addressee, Carried, Condition, Dispatch, Message, MessageRequest, Notice, StaffMessage,
    StartedBy, WithheldReason,
};
pub use notification::{NoticeChoices, on_from_the_start};
pub use pin_delivery::{PinDelivery, PinRoute};
pub use recovery_mails::{RECOVERY_MAILS_A_DAY, RecoveryMails};
pub use report::{Bounce, Report, SmsFailure, Unreachable};
