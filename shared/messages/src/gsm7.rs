//! The alphabet of a one-segment text message: GSM 03.38 (3GPP TS 23.038, tables 6.2.1 and
//! 6.2.1.1).

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// How many septets a single segment holds.
pub(crate) const SEGMENT: usize = 160;

/// The default alphabet: one septet each.
const BASIC: &str = concat!(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?",
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
);

/// The extension table: two septets each, an escape and the character.
const EXTENSION: &str = "\u{C}^{}\\[~]|€";

/// The septets of a text, of which every character is in the alphabet.
pub(crate) fn septets(text: &str) -> usize {
    text.chars().filter_map(width).sum()
}

/// The text in the alphabet: accents that it lacks are dropped, other scripts too, runs of white
/// space become one space. May be empty.
pub(crate) fn spelled(text: &str) -> String {
    let mut spelled = String::with_capacity(text.len());
    for c in text.nfc() {
        match width(c) {
            Some(_) => spelled.push(c),
            None => spelled.extend(nearest(c).chars().filter(|c| width(*c).is_some())),
        }
    }
    spelled.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// As much of a text as `room` septets hold, cut between two words where that costs less than half
/// of it, without a comma or an ampersand left hanging.
pub(crate) fn shortened(text: &str, room: usize) -> &str {
    let mut used = 0;
    let cut = text.char_indices().find(|(_, c)| {
        used += width(*c).unwrap_or(0);
        used > room
    });
    let Some((end, _)) = cut else { return text };
    let head = &text[..end];
    let whole_words = match head.rfind(' ') {
        Some(space) if space * 2 >= end && !text[end..].starts_with(' ') => &head[..space],
        Some(_) | None => head,
    };
    whole_words.trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | ')' | '!'))
}

/// Septets of a character; none if the alphabet lacks it.
fn width(c: char) -> Option<usize> {
    if BASIC.contains(c) {
        Some(1)
    } else if EXTENSION.contains(c) {
        Some(2)
    } else {
        None
    }
}

/// What a reader takes for the same character; what is no letter of the alphabet in it is dropped
/// later.
fn nearest(c: char) -> String {
    match c {
        '‘' | '’' | '‚' | '‛' | '`' | '´' | 'ʼ' | '′' | '‹' | '›' => "'".to_owned(),
        '“' | '”' | '„' | '«' | '»' | '″' => "\"".to_owned(),
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '·' | '•' => "-".to_owned(),
        'Ł' => "L".to_owned(),
        'ł' => "l".to_owned(),
        'Đ' | 'Ð' => "D".to_owned(),
        'đ' | 'ð' => "d".to_owned(),
        'Þ' => "Th".to_owned(),
        'þ' => "th".to_owned(),
        'Œ' => "OE".to_owned(),
        'œ' => "oe".to_owned(),
        'Ħ' => "H".to_owned(),
        'ħ' => "h".to_owned(),
        'ı' => "i".to_owned(),
        '©' => "(c)".to_owned(),
        c if c.is_whitespace() => " ".to_owned(),
        // é from e with an accent, a from ａ, 1 from ①, TM from ™.
        c => c.to_string().nfkd().filter(|part| !is_combining_mark(*part)).collect(),
    }
}
