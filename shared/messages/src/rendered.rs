//! What goes to the provider.
//!
//! It may hold a link or a PIN: no `Debug`, `Display` or `Serialize`, and wiped when dropped.

use zeroize::ZeroizeOnDrop;

use crate::faults::RenderFault;
use crate::guards;

/// A message, ready to be handed to the provider of its channel.
pub enum Rendered {
    /// For SES.
    Email(Email),
    /// For SNS.
    Sms(Sms),
}

/// An e-mail. Both bodies say the same.
#[derive(ZeroizeOnDrop)]
pub struct Email {
    /// The firm's name, for people; a header wants [`from_mailbox`](Self::from_mailbox).
    pub from_name: String,
    /// One bare address.
    pub reply_to: String,
    /// One line, without a secret.
    pub subject: String,
    /// The HTML body. Nothing in it is loaded from elsewhere, and nothing at all but the firm's
    /// logo, which is the same address for every reader.
    pub html: String,
    /// The plain-text body, lines ended by LF.
    pub text: String,
}

impl Email {
    /// The value of a From header: the firm's name and `address`, quoted or encoded (RFC 5322, RFC
    /// 2047) so that no name can add a second address. SES takes it as `FromEmailAddress`.
    ///
    /// # Errors
    /// `address` is not one bare e-mail address.
    pub fn from_mailbox(&self, address: &str) -> Result<String, RenderFault> {
        guards::bare_address("sender's address", address)?;
        Ok(format!("{} <{address}>", display_name(&self.from_name)))
    }
}

/// A text message.
#[derive(ZeroizeOnDrop)]
pub struct Sms {
    /// GSM-7 characters only, at most 160 septets.
    pub body: String,
}

fn display_name(name: &str) -> String {
    if name.is_ascii() { quoted(name) } else { encoded_words(name) }
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('\\', "\\\\").replace('"', "\\\""))
}

/// RFC 2047, encoding Q: words of at most 75 bytes, and no character cut in two.
fn encoded_words(name: &str) -> String {
    const OPENING: &str = "=?UTF-8?Q?";
    const CLOSING: &str = "?=";
    const ROOM: usize = 75 - OPENING.len() - CLOSING.len();

    let mut words = vec![String::new()];
    for c in name.chars() {
        let encoded = encoded(c);
        match words.last_mut() {
            Some(word) if word.len() + encoded.len() <= ROOM => word.push_str(&encoded),
            Some(_) | None => words.push(encoded),
        }
    }
    // White space between two encoded words is not shown: the words read as one.
    words.iter().map(|word| format!("{OPENING}{word}{CLOSING}")).collect::<Vec<_>>().join(" ")
}

fn encoded(c: char) -> String {
    if c == ' ' {
        return "_".to_owned();
    }
    if c.is_ascii_alphanumeric() {
        return c.to_string();
    }
    let mut bytes = [0; 4];
    c.encode_utf8(&mut bytes).bytes().map(|byte| format!("={byte:02X}")).collect()
}
