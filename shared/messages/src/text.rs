//! The text message with the PIN: one segment, whatever the firm and its host are called.

use crate::gsm7;
use crate::letter::TextWords;
use crate::rendered::Sms;

/// Writes firm, PIN, advice, and the line that binds the PIN to the host, by which phones fill it
/// in on that host's pages only (<https://wicg.github.io/sms-one-time-codes/>).
///
/// The firm's name has at most [`LONGEST_NAME`]. Where the rest is too long for one segment the
/// advice goes first, then more of the name. A host so long that less than [`SHORTEST_NAME`] of it
/// were left gets no bound line: a shortened host would bind the PIN to somebody else's. The firm
/// and the PIN always stay.
pub(crate) fn write(words: &TextWords, firm_name: &str, pin: &str, host: &str) -> Sms {
    let spelled = gsm7::spelled(firm_name);
    let name = if spelled.contains(char::is_alphanumeric) { &spelled } else { words.sender };
    let name = gsm7::shortened(name, LONGEST_NAME);
    let label = words.label.as_str();
    let advice = words.advice;

    let pin_line = 1 + gsm7::septets(label) + 1 + gsm7::septets(pin);
    let advice_line = 1 + gsm7::septets(advice);
    let bound_line = 2 + 1 + gsm7::septets(host) + 2 + gsm7::septets(pin);
    let room = |used: usize| gsm7::SEGMENT.saturating_sub(used);

    let bound = room(pin_line + bound_line) >= gsm7::septets(name).min(SHORTEST_NAME);
    let bound_line = if bound { bound_line } else { 0 };
    let advised = room(pin_line + bound_line + advice_line) >= gsm7::septets(name);
    let advice_line = if advised { advice_line } else { 0 };
    let name = gsm7::shortened(name, room(pin_line + bound_line + advice_line));

    // Two bytes a character at most, so that the text never grows and leaves a copy of the PIN
    // behind.
    let mut body = String::with_capacity(2 * gsm7::SEGMENT);
    let mut push = |parts: &[&str]| parts.iter().for_each(|part| body.push_str(part));
    push(&[name, "\n", label, " ", pin]);
    if advised {
        push(&["\n", advice]);
    }
    if bound {
        push(&["\n\n@", host, " #", pin]);
    }
    Sms { body }
}

/// The longest name of a firm, in septets: about a line of a phone.
const LONGEST_NAME: usize = 40;

/// How much of it must be left for it to be recognised, in septets.
const SHORTEST_NAME: usize = 16;
