//! Passwords: one that is being chosen, which must meet the policy, and one that is typed at
//! sign-in, which must only be bounded.
//!
//! Both are secrets: they cannot be printed, serialised or copied, and are wiped when dropped.
//! The estimator makes copies of its own while it works, which cannot be wiped from here.

use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;
use zxcvbn::Score;
use zxcvbn::feedback::Warning;

/// A password that meets the policy, in NFC.
pub struct NewPassword(Zeroizing<String>);

/// What somebody typed as their password, in NFC; no policy, only bounds.
pub struct PasswordAttempt(Zeroizing<String>);

/// What else is asked at sign-in; it decides how long and how hard to guess a password must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Factors {
    /// The password is all that is asked.
    PasswordAlone,
    /// Something else is asked after the password.
    WithSecondFactor,
}

/// Why a text cannot become a [`NewPassword`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasswordRefusal {
    /// Fewer characters than `least`.
    #[error("a password needs at least {least} characters")]
    TooShort {
        /// 15 or 8, depending on [`Factors`].
        least: usize,
    },
    /// More than 256 characters or 1024 bytes.
    #[error("a password has at most 256 characters")]
    TooLong,
    /// A line break, a tab or another control character, which sign-in pages cannot take.
    #[error("a password cannot contain line breaks, tabs or other control characters")]
    ControlCharacter,
    /// Among the first that a guesser would try.
    #[error("this password is too easy to guess")]
    TooEasy {
        /// What makes it easy.
        advice: Advice,
    },
}

/// What makes a password easy to guess, for the page to say in the reader's language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Advice {
    /// It is, or resembles, a password or word that many people use.
    Common,
    /// A run of letters, digits or neighbouring keys.
    Sequence,
    /// The same characters or words again and again.
    Repeat,
    /// A date or a year.
    Date,
    /// It is made of the person's or the firm's own name or address.
    AboutYou,
    /// Too few words; another one or two would do.
    MoreWords,
}

/// Why a text cannot be a [`PasswordAttempt`]: no stored password is like it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AttemptRefusal {
    /// More than 256 characters or 1024 bytes.
    #[error("a password has at most 256 characters")]
    TooLong,
}

/// The most characters of a password, after NFC. Ours: NIST asks for room for 64 at least.
const MOST_CHARACTERS: usize = 256;

/// The most bytes that are looked at: 256 characters of UTF-8's longest. What is longer costs
/// no work at all.
const MOST_BYTES: usize = 4 * MOST_CHARACTERS;

/// How much of a password the estimator sees, in characters. Its work grows with the cube of the
/// length: 64 characters take it some 10 ms, 100 ms at worst. A password whose first 64
/// characters are good enough is good enough.
const MOST_ESTIMATED: usize = 64;

impl Factors {
    /// The fewest characters of a password (NIST SP 800-63B-4, 3.1.1.2).
    pub fn least_characters(self) -> usize {
        match self {
            Factors::PasswordAlone => 15,
            Factors::WithSecondFactor => 8,
        }
    }

    /// The lowest estimates that are accepted, on zxcvbn's scale.
    ///
    /// Alone, a password must withstand a stolen table: 10^10 guesses, zxcvbn's bound for an
    /// offline attack on a slow hash. Beside a second factor it must withstand guessing at the
    /// front door: 10^6 guesses, zxcvbn's bound for an online attack that nothing throttles;
    /// more would refuse eight random characters, which zxcvbn puts at 10^8.
    fn least_scores(self) -> Scores {
        match self {
            Factors::PasswordAlone => Scores { typed: Score::Four, joined: Score::Three },
            Factors::WithSecondFactor => Scores { typed: Score::Two, joined: Score::Two },
        }
    }
}

/// The estimator takes the break in "secret secret" for an unpredictable sign, so a password is
/// estimated as typed and with its words joined. The joined form may be one step (a hundred
/// times) easier: it is right that breaks between words add something.
struct Scores {
    typed: Score,
    joined: Score,
}

impl NewPassword {
    /// Takes a password that is being chosen. Any character but a control character may be in
    /// it, spaces and emoji too, and none must.
    ///
    /// `context` is what a guesser who knows the person would try first: names, the firm's name,
    /// the e-mail address. Up to 20 texts are looked at, up to 100 characters of each.
    ///
    /// # Errors
    /// A [`PasswordRefusal`] that says what is wrong.
    pub fn parse(
        text: String,
        factors: Factors,
        context: &[&str],
    ) -> Result<NewPassword, PasswordRefusal> {
        let password = normalised(text).ok_or(PasswordRefusal::TooLong)?;
        if password.chars().any(char::is_control) {
            return Err(PasswordRefusal::ControlCharacter);
        }
        let least = factors.least_characters();
        if password.chars().count() < least {
            return Err(PasswordRefusal::TooShort { least });
        }
        match what_makes_it_easy(&password, factors.least_scores(), context) {
            Some(advice) => Err(PasswordRefusal::TooEasy { advice }),
            None => Ok(NewPassword(password)),
        }
    }

    /// The bytes to hash: UTF-8 in NFC.
    pub fn expose(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl PasswordAttempt {
    /// Takes what was typed at sign-in.
    ///
    /// # Errors
    /// [`AttemptRefusal::TooLong`] beyond the bounds of any password.
    pub fn parse(text: String) -> Result<PasswordAttempt, AttemptRefusal> {
        normalised(text).map(PasswordAttempt).ok_or(AttemptRefusal::TooLong)
    }

    /// The bytes to hash and compare: UTF-8 in NFC.
    pub fn expose(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl PasswordRefusal {
    /// The stable name of this refusal.
    pub fn code(&self) -> &'static str {
        match self {
            PasswordRefusal::TooShort { .. } => "too-short",
            PasswordRefusal::TooLong => "too-long",
            PasswordRefusal::ControlCharacter => "control-character",
            PasswordRefusal::TooEasy { .. } => "too-easy",
        }
    }
}

impl Advice {
    /// The stable name of this advice.
    pub fn code(&self) -> &'static str {
        match self {
            Advice::Common => "common",
            Advice::Sequence => "sequence",
            Advice::Repeat => "repeat",
            Advice::Date => "date",
            Advice::AboutYou => "about-you",
            Advice::MoreWords => "more-words",
        }
    }
}

impl AttemptRefusal {
    /// The stable name of this refusal.
    pub fn code(&self) -> &'static str {
        match self {
            AttemptRefusal::TooLong => "too-long",
        }
    }
}

fn normalised(text: String) -> Option<Zeroizing<String>> {
    let text = Zeroizing::new(text);
    if text.len() > MOST_BYTES {
        return None;
    }
    // NFC makes UTF-8 at most three times as long (UAX 15), so the text never grows out of this
    // room and leaves a copy behind.
    let mut normalised = Zeroizing::new(String::with_capacity(3 * text.len()));
    normalised.extend(text.nfc());
    let within = normalised.chars().nth(MOST_CHARACTERS).is_none();
    within.then_some(normalised)
}

fn what_makes_it_easy(password: &str, least: Scores, context: &[&str]) -> Option<Advice> {
    let known = known_words(context);
    let end = password.char_indices().nth(MOST_ESTIMATED);
    let typed = end.map_or(password, |(end, _)| &password[..end]);
    let joined = Zeroizing::new(typed.replace(is_word_break, ""));
    if is_all_about(&joined, &known) {
        return Some(Advice::AboutYou);
    }
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    [(typed, least.typed), (joined.as_str(), least.joined)].into_iter().find_map(|(text, least)| {
        let estimate = zxcvbn::zxcvbn(text, &known);
        let warning = estimate.feedback().and_then(|feedback| feedback.warning());
        (estimate.score() < least).then(|| warning.map_or(Advice::MoreWords, advice_on))
    })
}

/// Whether hardly anything, less than 6 characters (a year, a sign), is left of the password
/// without the known words. `known` has the longest first, so that none hides within another.
fn is_all_about(joined: &str, known: &[String]) -> bool {
    let lowered = Zeroizing::new(joined.to_lowercase());
    let rest = known
        .iter()
        .fold(lowered.clone(), |rest, word| Zeroizing::new(rest.replace(word.as_str(), "")));
    rest.len() < lowered.len() && rest.chars().nth(5).is_none()
}

/// The words of the context and the texts run together, in small letters, of 3 letters or more.
fn known_words(context: &[&str]) -> Vec<String> {
    let mut known = Vec::new();
    for text in context.iter().take(20) {
        let text: String = text.nfc().take(100).collect::<String>().to_lowercase();
        known.push(text.replace(|letter: char| !letter.is_alphanumeric(), ""));
        known.extend(text.split(|letter: char| !letter.is_alphanumeric()).map(str::to_owned));
    }
    known.retain(|word| word.chars().count() >= 3);
    known.sort_by_key(|word| std::cmp::Reverse(word.len()));
    known
}

fn is_word_break(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '-' | '_' | '.' | ',')
}

fn advice_on(warning: Warning) -> Advice {
    match warning {
        Warning::StraightRowsOfKeysAreEasyToGuess
        | Warning::ShortKeyboardPatternsAreEasyToGuess
        | Warning::SequencesLikeAbcAreEasyToGuess => Advice::Sequence,
        Warning::RepeatsLikeAaaAreEasyToGuess
        | Warning::RepeatsLikeAbcAbcAreOnlySlightlyHarderToGuess => Advice::Repeat,
        Warning::ThisIsATop10Password
        | Warning::ThisIsATop100Password
        | Warning::ThisIsACommonPassword
        | Warning::ThisIsSimilarToACommonlyUsedPassword
        | Warning::AWordByItselfIsEasyToGuess
        | Warning::NamesAndSurnamesByThemselvesAreEasyToGuess
        | Warning::CommonNamesAndSurnamesAreEasyToGuess => Advice::Common,
        Warning::RecentYearsAreEasyToGuess | Warning::DatesAreOftenEasyToGuess => Advice::Date,
    }
}

#[cfg(test)]
mod tests;
