//! Every e-mail and text message: a folder for each in [`letters`], one layout, rendering.
//!
//! A message is written to the database together with the change that caused it, as a [`Content`]
//! and a [`Brand`], and neither holds a secret. The sender calls [`render`] with what only the sender
//! knows ([`Sending`]). The same arguments give the same bytes, however often it is
//! tried.
//!
//! Invariants:
//! * No template, sentence or error holds a secret. What [`render`] returns may: it can be neither
//!   printed nor serialised, and is wiped when dropped.
//! * Text that people typed is never parsed as a template, and is escaped where the output is HTML.
//! * An e-mail never holds a PIN, a text message never a link. A text message is one GSM-7 segment.
//! * Nothing is read from disk or network: the templates are in the binary.

mod brand;
mod faults;
mod gsm7;
mod guards;
mod layout;
pub mod letter;
pub mod letters;
pub mod links;
pub mod phrases;
mod preview;
mod rendered;
mod rendering;
mod stored;
mod text;

pub use brand::Brand;
pub use faults::RenderFault;
pub use guards::check;
pub use letter::{Channel, SecretKind};
pub use letters::{Content, Names};
pub use preview::{Scheme, preview};
pub use rendered::{Email, Rendered, Sms};
pub use rendering::{Secret, Sending, render};

/// The example of the guide compiles.
#[cfg(doctest)]
#[doc = include_str!("../../../docs/adding-a-message.md")]
pub struct AddingAMessage;
