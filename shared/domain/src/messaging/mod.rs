//! What is sent to people, named by reference: the words and the addresses come later.

mod message;
mod notification;
mod report;

pub use message::{
    Message, MessageRequest, Notice, PinTravels, StaffMessage, StartedBy, WithheldReason,
};
pub use notification::{NoticeChoices, on_from_the_start};
pub use report::{Bounce, Report, SmsFailure, Unreachable};
