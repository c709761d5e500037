//! The terms by which a client is found: words of the name, e-mail addresses, phone numbers.
//!
//! A name's words are **folded**, so accents, capitals and apostrophes do not matter: `zoe`,
//! `obrien` and `brien` all find "Zoë O’Brien". Scripts are kept as they are: transliteration
//! depends on the language, so there is none. A term never contains white space; searching for
//! several relies on that.
//!
//! A number is stored **backwards**, so it is found by its end: `07400 123456` is an ending of `+44
//! 7400 123456`, whichever country the firm's national numbers belong to, and so are the last four
//! digits.

use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, is_combining_mark};
use vestibule_domain::clients::Profile;
use vestibule_domain::values::Email;

/// Words of a name that find a client. Our limit: more than people's names have; a company's words
/// come in order, so the legal form is dropped first.
const WORDS: usize = 8;
/// E-mail addresses, mobiles and other numbers that find a client: as many of each as a client may
/// have.
const CONTACTS: usize = 10;
/// Bytes of a word: a sort key has at most 1024 (DynamoDB), and nobody types more.
const WORD_BYTES: usize = 100;
/// Bytes of a name for sorting lists.
const NAME_BYTES: usize = 200;

/// Every term of a client, in the order of their keys.
pub(crate) fn of(profile: &Profile) -> BTreeSet<String> {
    let mut terms = BTreeSet::new();
    for word in name_words(profile.name.as_str()) {
        if terms.len() == WORDS {
            break;
        }
        terms.insert(word);
    }
    let emails = profile.emails.iter().take(CONTACTS);
    terms.extend(emails.map(email));
    terms.extend(numbers(profile).take(2 * CONTACTS).map(number));
    terms
}

/// The numbers on record, in E.164.
fn numbers(profile: &Profile) -> impl Iterator<Item = &str> {
    let mobiles = profile.mobiles.iter().map(|mobile| mobile.as_e164());
    mobiles.chain(profile.phones.iter().map(|phone| phone.as_e164()))
}

/// The term of an e-mail address: its form for comparison.
pub(crate) fn email(email: &Email) -> String {
    email.unique().as_str().to_owned()
}

/// The term of a number in E.164: its digits in reverse, after a character that no word begins
/// with.
pub(crate) fn number(e164: &str) -> String {
    let digits = e164.chars().rev().filter(char::is_ascii_digit);
    std::iter::once(NUMBER).chain(digits).collect()
}

/// The first character of numbers' terms.
const NUMBER: char = '+';

/// The sort form of a name: its folded words, without the characters between them.
pub(crate) fn sort_name(name: &str) -> String {
    let words: Vec<String> = chunks(&folded(name)).map(joined).collect();
    shortened(words.join(" "), NAME_BYTES)
}

/// The words of a search text.
pub(crate) fn words(text: &str) -> Vec<String> {
    chunks(&folded(text)).map(|chunk| shortened(joined(chunk), WORD_BYTES)).collect()
}

/// The longest of a name's words that are terms, and the others: empty if there are none.
pub(crate) fn longest(name: &str) -> (String, Vec<String>) {
    let pieces = words(name);
    Way::of(pieces).map(|way| (way.prefix, way.others)).unwrap_or_default()
}

/// The words of a name, with those after an apostrophe separately too: O'Brien is also `brien`.
fn name_words(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    for chunk in chunks(&folded(name)) {
        words.push(joined(chunk));
        // The joined word begins with the part before an apostrophe already; a single letter after
        // one (Ivy's) is not a word.
        let after = chunk.split(APOSTROPHE).filter(|part| !part.is_empty()).skip(1);
        words.extend(after.filter(|part| part.chars().nth(1).is_some()).map(str::to_owned));
    }
    words.into_iter().map(|word| shortened(word, WORD_BYTES)).collect()
}

/// The form of all apostrophes while folding.
const APOSTROPHE: char = '\'';

fn is_apostrophe(letter: char) -> bool {
    matches!(
        letter,
        '\'' | '`' | '\u{b4}' | '\u{2bb}' | '\u{2bc}' | '\u{2018}' | '\u{2019}' | '\u{2032}'
    )
}

fn chunks(folded: &str) -> impl Iterator<Item = &str> {
    folded
        .split(|letter: char| !letter.is_alphanumeric() && letter != APOSTROPHE)
        .filter(|chunk| chunk.contains(|letter| letter != APOSTROPHE))
}

fn joined(chunk: &str) -> String {
    chunk.replace(APOSTROPHE, "")
}

/// Lower case without accents, in the compatibility form (NFKD): `Ｍüller` becomes `muller`.
fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let one_apostrophe = |letter| if is_apostrophe(letter) { APOSTROPHE } else { letter };
    // Before NFKD, which turns some apostrophes into spaces; and after, because it splits others
    // off a letter: `ŉ` becomes an apostrophe and `n`.
    let text = text.chars().map(one_apostrophe);
    for letter in text.nfkd().map(one_apostrophe).flat_map(char::to_lowercase) {
        match plain(letter) {
            Some(plain) => folded.push_str(plain),
            None if is_accent(letter) => {}
            None => folded.push(letter),
        }
    }
    folded
}

/// Marks written over or under a letter, and invisible ones. Vowel signs of Indic scripts are marks
/// as well, but letters to Unicode, and stay.
fn is_accent(letter: char) -> bool {
    canonical_combining_class(letter) != 0 || is_combining_mark(letter) && !letter.is_alphabetic()
}

/// Latin letters that NFKD does not decompose, as passports spell them (ICAO 9303, part 3, section
/// 6), except `ø`, `đ` and `ð`, which people type as the letter they look like; and the Greek
/// sigma, which has two lower-case forms.
fn plain(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ħ' => "h",
        'ŧ' => "t",
        'ŋ' => "n",
        'ı' => "i",
        'ə' => "e",
        'ς' => "σ",
        _ => return None,
    })
}

/// The text cut to this many bytes; never within a letter.
fn shortened(mut text: String, bytes: usize) -> String {
    text.truncate(text.floor_char_boundary(bytes));
    text
}

/// A parsed search text. Personal data, so it has no `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Search {
    ways: Vec<Way>,
}

/// One reading of the text: a term begins with `prefix`, and for each of `others` another term
/// begins with it.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Way {
    pub(crate) prefix: String,
    pub(crate) others: Vec<String>,
}

impl Search {
    /// Parses a search text. A piece with an `@` is the start of an e-mail address; everything else
    /// is the start of words of a name, in any order. A single piece with other characters in it,
    /// such as `ivy.f`, may be either and is read both ways. At least four digits, with only
    /// characters of a phone number, are the end of a number, and are read as words as well, unless
    /// a `+` marks a number.
    ///
    /// `None` if nothing searchable is left.
    #[must_use]
    pub fn read(typed: &str) -> Option<Self> {
        if let Some(ending) = ending_of_a_number(typed) {
            let number = Way { prefix: number(&ending), others: Vec::new() };
            let as_words = Way::of(words(typed)).filter(|_| !typed.contains(NUMBER));
            return Some(Self { ways: std::iter::once(number).chain(as_words).collect() });
        }
        let tokens: Vec<&str> = typed.split_whitespace().collect();
        let pieces = tokens.iter().flat_map(|token| {
            if token.contains('@') { vec![address(token)] } else { words(token) }
        });
        let mut ways = Vec::from_iter(Way::of(pieces.collect()));
        if let [token] = tokens[..]
            && may_begin_an_address(token)
        {
            ways.extend(Way::of(vec![address(token)]));
        }
        (!ways.is_empty()).then_some(Self { ways })
    }

    pub(crate) fn ways(&self) -> &[Way] {
        &self.ways
    }

    /// Whether a client with these terms is shown at this one: only at the first match, so a client
    /// found by two terms is shown once. `search` is [`searched`] of the client's terms.
    pub(crate) fn shows_at(&self, place: &str, search: &str) -> bool {
        let ways = self
            .ways
            .iter()
            .filter(|way| way.others.iter().all(|other| search.contains(&beginning(other))));
        let found = ways.flat_map(|way| {
            let terms = search.split_whitespace().map(whole);
            terms.filter(|term| term.starts_with(&way.prefix))
        });
        found.min().is_some_and(|first| {
            // Only the identifier may follow, because an address may contain the separator.
            place.strip_prefix(&first).is_some_and(|id| !id.contains(TERM_ENDS))
        })
    }
}

impl Way {
    /// The longest piece narrows the most, so it becomes the prefix.
    fn of(mut pieces: Vec<String>) -> Option<Self> {
        let mut seen = BTreeSet::new();
        pieces.retain(|piece| !piece.is_empty() && seen.insert(piece.clone()));
        pieces.truncate(WORDS);
        let longest = (0..pieces.len()).rev().max_by_key(|at| pieces[*at].chars().count())?;
        let prefix = pieces.remove(longest);
        Some(Self { prefix, others: pieces })
    }
}

/// The separator between a term and the client's identifier.
const TERM_ENDS: char = '#';

/// The terms in one text, a space before each: if it contains ` iv`, a term begins with `iv`.
pub(crate) fn searched(terms: &BTreeSet<String>) -> String {
    terms.iter().map(|term| beginning(term)).collect()
}

/// The text that [`searched`] contains if a term begins with this.
pub(crate) fn beginning(piece: &str) -> String {
    format!(" {piece}")
}

/// The prefix of sort keys of exactly this term, not of longer ones.
pub(crate) fn whole(term: &str) -> String {
    format!("{term}{TERM_ENDS}")
}

/// The end of a number in this spelling: its digits and, if they may be a whole number, without the
/// national prefix, one or two zeros, or a zero in brackets. `None`: not a number, or so short that
/// it would find too many.
fn ending_of_a_number(typed: &str) -> Option<String> {
    let typed = typed.trim().replace("(0)", "");
    let is_separator = |letter: char| letter.is_whitespace() || "-./()".contains(letter);
    let is_spelling = |(place, letter): (usize, char)| {
        letter.is_ascii_digit() || is_separator(letter) || (place == 0 && letter == NUMBER)
    };
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    let ending = if digits.len() < WHOLE_DIGITS { &digits } else { digits.trim_start_matches('0') };
    (typed.char_indices().all(is_spelling) && ending.len() >= LEAST_DIGITS)
        .then(|| ending.to_owned())
}

/// The fewest digits that are read as the end of a number.
const LEAST_DIGITS: usize = 4;
/// The fewest digits that may be a whole number with the national zero; fewer are its end.
const WHOLE_DIGITS: usize = 7;

/// A piece as the beginning of an e-mail address. A whole address is parsed, for the ASCII form of
/// its domain.
fn address(token: &str) -> String {
    let begun = || shortened(token.to_lowercase(), 254);
    Email::parse(token).as_ref().map_or_else(|_| begun(), email)
}

/// Whether the part of an address before its `@` could begin with this, including characters that
/// no word has.
fn may_begin_an_address(token: &str) -> bool {
    let is_plain = |byte: &u8| byte.is_ascii_alphanumeric();
    let signs: Vec<u8> = token.bytes().filter(|byte| !is_plain(byte)).collect();
    let is_sign = |byte: &u8| b".!#$%&'*+-/=?^_`{|}~".contains(byte);
    !signs.is_empty() && signs.len() < token.len() && signs.iter().all(is_sign)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use vestibule_domain::values::Name;

    fn found(typed: &str, name: &str) -> bool {
        let search = Search::read(typed).expect("something is searched for");
        finds(&search, &name_words(name).into_iter().collect())
    }

    /// Whether the client is shown at one of these terms.
    fn finds(search: &Search, terms: &BTreeSet<String>) -> bool {
        shown_at(search, terms).is_some()
    }

    fn shown_at(search: &Search, terms: &BTreeSet<String>) -> Option<String> {
        let text = searched(terms);
        let shows = |term: &&String| search.shows_at(&format!("{}{ID}", whole(term)), &text);
        let shown: Vec<_> = terms.iter().filter(shows).cloned().collect();
        assert!(shown.len() <= 1, "shown more than once: {shown:?}");
        shown.into_iter().next()
    }

    const ID: &str = "02020202-0202-4202-8202-020202020202";

    #[test]
    fn accents_capitals_widths_and_ligatures_do_not_matter() {
        for (name, folded) in [
            ("Zoë Müller", "zoe muller"),
            ("ZOE\u{308} MU\u{308}LLER", "zoe muller"),
            ("Ｉｖｙ Ｆｉｅｌｄ", "ivy field"),
            ("Søren Łukasz Đorđe Þór Æsir", "soren lukasz dorde thor aesir"),
            ("GROẞ Straße", "gross strasse"),
            ("İpek Işık ı", "ipek isik i"),
            ("ﬁne ℌugo", "fine hugo"),
            ("ΟΔΥΣΣΕΥΣ Ὀδυσσεύς", "οδυσσευσ οδυσσευσ"),
            ("Nguyễn Thị Minh", "nguyen thi minh"),
            ("Жёлтый Йод", "желтыи иод"),
            ("葛\u{e0100}飾 王小明", "葛飾 王小明"),
            ("X Æ A-12", "x ae a 12"),
            ("שָׁלוֹם مُحَمَّد", "שלום محمد"),
        ] {
            assert_eq!(words(name).join(" "), folded, "{name}");
            assert_eq!(sort_name(name), folded, "{name}");
        }
    }

    #[test]
    fn words_end_at_anything_but_letters_and_digits() {
        assert_eq!(
            words("Smith-Jones & Söhne (GmbH) #1"),
            ["smith", "jones", "sohne", "gmbh", "1"]
        );
        assert_eq!(words("🦀 !!! '’' \u{301}"), Vec::<String>::new());
    }

    #[test]
    fn vowel_signs_are_letters() {
        assert_eq!(words("अनिल"), ["अनिल"]);
        assert_eq!(words("நிலா").len(), 1);
    }

    #[test]
    fn an_apostrophe_may_be_typed_or_not_or_of_another_kind() {
        for typed in ["o'brien", "O’BRIEN", "obrien", "brien", "o", "obr", "o´brien"] {
            assert!(found(typed, "Zoe O’Brien"), "{typed}");
        }
        assert_eq!(name_words("Ivy's"), ["ivys"]);
        assert_eq!(sort_name("O’Brien"), "obrien");
    }

    #[test]
    fn words_are_found_by_how_they_begin_in_any_order() {
        let name = "Anna Maria Müller-Lüdenscheidt";
        for typed in ["ann", "mull", "lüd ann", "ann mar mul lud", "MÜLLER anna", "ludenscheidt"]
        {
            assert!(found(typed, name), "{typed}");
        }
        for typed in ["nna", "ann bert", "annamaria", "müllerlüd"] {
            assert!(!found(typed, name), "{typed}");
        }
    }

    #[test]
    fn an_address_is_found_by_how_it_begins() {
        let terms = BTreeSet::from(["ivy.field@mail.example", "ivy", "field"].map(str::to_owned));
        for typed in
            ["ivy.field@mail.example", "IVY.F", "ivy.field@", "ivy.", "field ivy.field@m", "ivy"]
        {
            let search = Search::read(typed).expect("something is searched for");
            assert!(finds(&search, &terms), "{typed}");
        }
        for typed in ["@mail", "ivy.field@mail.example.org", "ivy.g", "mail.example", "ivy_"] {
            let search = Search::read(typed).expect("something is searched for");
            // A character that no word has also splits words, so `ivy_` finds the word.
            assert_eq!(finds(&search, &terms), typed == "ivy_", "{typed}");
        }
    }

    #[test]
    fn an_address_with_letters_outside_ascii_is_found_in_its_stored_form() {
        let email = Email::parse("ivy@müller.example").unwrap();
        let terms = BTreeSet::from([super::email(&email)]);
        let search = Search::read("Ivy@Müller.example").unwrap();
        assert!(finds(&search, &terms));
    }

    #[test]
    fn a_number_is_found_by_how_it_ends_however_it_is_spelled() {
        let terms = BTreeSet::from([number("+447400123456"), "ivy".to_owned()]);
        let found = |typed| finds(&Search::read(typed).unwrap(), &terms);
        for typed in [
            "+447400123456",
            "+44 (0)7400 123456",
            "0044 7400-123456",
            "07400 123456",
            "07400/123456",
            "(07400) 123.456",
            " 3456 ",
            "0123456",
        ] {
            assert!(found(typed), "{typed}");
        }
        for typed in
            ["+44740012345", "+4474001234567", "07400 12345", "456", "07401 123456", "0456"]
        {
            assert!(!found(typed), "{typed}");
        }
    }

    #[test]
    fn digits_may_be_a_word_of_a_name_too() {
        let terms = BTreeSet::from(["1234", "ltd"].map(str::to_owned));
        assert!(finds(&Search::read("1234").unwrap(), &terms));
        assert!(!finds(&Search::read("+1234").unwrap(), &terms));
        let both = BTreeSet::from([number("+447400001234"), "1234".to_owned()]);
        assert!(finds(&Search::read("1234").unwrap(), &both), "and is shown once");
        assert!(Search::read("0000000").is_some(), "words: no number is nothing but zeros");
    }

    #[test]
    fn a_client_found_by_two_terms_is_shown_at_the_first() {
        let terms = BTreeSet::from(["anna", "annabel", "anna.b@mail.example"].map(str::to_owned));
        let at = |typed| shown_at(&Search::read(typed).unwrap(), &terms);
        assert_eq!(at("ann").as_deref(), Some("anna"));
        assert_eq!(at("annab").as_deref(), Some("annabel"));
        // Two readings: words `anna` and `b`, or an address; only the second finds.
        assert_eq!(at("anna.b").as_deref(), Some("anna.b@mail.example"));
    }

    #[test]
    fn an_address_may_hold_the_sign_that_ends_a_term() {
        let terms = BTreeSet::from(["a#b@mail.example", "a"].map(str::to_owned));
        let text = searched(&terms);
        let search = Search::read("a").unwrap();
        assert!(search.shows_at(&format!("a#{ID}"), &text));
        assert!(!search.shows_at(&format!("a#b@mail.example#{ID}"), &text));
    }

    #[test]
    fn the_longest_piece_narrows_and_the_rest_filters() {
        let search = Search::read("mo müller mo").unwrap();
        let [way] = search.ways() else { panic!("one reading") };
        assert_eq!((way.prefix.as_str(), &way.others[..]), ("muller", &["mo".to_owned()][..]));
    }

    #[test]
    fn a_text_without_words_is_not_a_search() {
        for typed in ["", " \t ", "…", "'", "🦀 🦀", "\u{301}"] {
            assert!(Search::read(typed).is_none(), "{typed:?}");
        }
    }

    #[test]
    fn no_word_and_no_name_is_longer_than_a_key_may_be() {
        let long = "ﬃ".repeat(Name::MOST);
        let many = (0..50).map(|n| format!("w{n}")).collect::<Vec<_>>().join(" ");
        assert_eq!(words(&long), [long_word()]);
        assert_eq!(name_words(&long), [long_word()]);
        assert!(sort_name(&long).len() <= NAME_BYTES);
        assert!(sort_name(&many).len() <= NAME_BYTES);
        let search = Search::read(&many).unwrap();
        assert!(search.ways()[0].others.len() < WORDS);
    }

    /// The letters of `ﬃ`, as often as fit into a word.
    fn long_word() -> String {
        "ffi".repeat(Name::MOST)[..WORD_BYTES].to_owned()
    }

    #[test]
    fn an_apostrophe_inside_a_letter_is_one_like_any_other() {
        assert_eq!(words("ŉ"), ["n"]);
        assert_eq!(words("\u{2bc}n"), words("ŉ"));
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in any::<String>()) {
            let once = words(&text);
            prop_assert_eq!(words(&once.join(" ")), once);
        }

        #[test]
        fn terms_hold_no_space_and_no_sign_of_keys(text in any::<String>()) {
            for word in name_words(&text).into_iter().chain(words(&text)) {
                prop_assert!(!word.is_empty());
                prop_assert!(!word.contains(|c: char| c.is_whitespace() || c == TERM_ENDS));
            }
        }

        #[test]
        fn every_name_is_found_by_itself(name in "\\PC{1,40}") {
            // Searches for all its words at once: beyond eight, both sides cut them.
            if (1..=WORDS).contains(&words(&name).len())
                && name_words(&name).len() <= WORDS
                && !name.contains('@')
                && let Some(search) = Search::read(&name)
            {
                prop_assert!(finds(&search, &name_words(&name).into_iter().collect()));
            }
        }

        #[test]
        fn nobody_is_shown_twice(
            terms in proptest::collection::btree_set("[ab.#@+]{1,5}", 1..6),
            typed in "[ab.@ ]{1,5}",
        ) {
            if let Some(search) = Search::read(&typed) {
                shown_at(&search, &terms);
            }
        }

        #[test]
        fn no_text_is_too_odd_to_be_read(typed in any::<String>(), digits in "[0-9+() ./-]*") {
            _ = Search::read(&typed);
            _ = Search::read(&digits);
        }
    }
}
