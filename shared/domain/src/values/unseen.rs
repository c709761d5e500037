//! White space and characters that show nothing, which copying adds to numbers and addresses.
//!
//! Contacts of phones put marks of direction around a number, and PDF files and messengers put
//! joiners and variation selectors into it. A person can neither see nor correct them.

/// Returns whether a character shows nothing and changes nothing of how digits look.
///
/// Unicode's `Default_Ignorable_Code_Point`, less U+202E: that one turns around what follows it,
/// so what is shown would not be what is read.
pub fn is_unseen(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}' | '\u{34f}' | '\u{61c}'
            | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202d}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}' | '\u{ffa0}'
            | '\u{fff0}'..='\u{fff8}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

/// Returns whether a character is white space of any kind, or shows nothing.
pub fn is_blank(letter: char) -> bool {
    letter.is_whitespace() || is_unseen(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_seen_is_kept_and_what_turns_digits_around_is_not_hidden() {
        for letter in "0a+-(.\u{2013}é０٠葛\u{202e}\0\u{7f}".chars() {
            assert!(!is_blank(letter), "{letter:?}");
        }
        assert!(is_blank('\t') && !is_unseen('\t'));
        assert!(is_unseen('\u{2069}') && is_unseen('\u{fe0d}'));
    }
}
