//! Every e-mail and text message: templates, languages, rendering.
//!
//! A message is written to the database together with the change that caused it, as a [`Content`]
//! and a [`Brand`], and neither holds a secret. Whoever sends it calls [`render`] with what only
//! the sender knows ([`Sending`]). The same arguments give the same bytes, however often it is
//! tried.
//!
//! Invariants:
//! * No template, sentence or error holds a secret. What [`render`] returns may: it can be neither
//!   printed nor serialised, and is wiped when dropped.
//! * Text that people typed is never parsed as a template, and is escaped where the output is HTML.
//! * An e-mail never holds a PIN, a text message never a link. A text message is one GSM-7 segment.
//! * Nothing is read from disk or network: the templates are in the binary.

mod content;
mod faults;
mod gsm7;
mod guards;
mod languages;
mod letter;
pub mod links;
mod rendered;
mod rendering;
mod text;

pub use content::{Brand, Channel, Content, Notice, PinTravels, SecretKind, StaffRole, StartedBy};
pub use faults::RenderFault;
pub use guards::check;
pub use rendered::{Email, Rendered, Sms};
pub use rendering::{Secret, Sending, render};
