//! The languages: each says everything, and none says it in another's words.

use std::collections::BTreeSet;
use std::path::Path;

use crate::*;
use vestibule_domain::kernel::UnknownLanguage;

#[test]
fn every_message_has_a_file_for_each_language() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let letters = std::fs::read_dir(source.join("letters")).unwrap();
    let mut folders: Vec<_> =
        letters.map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    let names: BTreeSet<_> =
        every_message().iter().map(|(_, content)| content.template_name()).collect();
    assert_eq!(folders.len(), names.len());
    folders.push(source.join("phrases"));
    let tags: BTreeSet<String> =
        Language::ALL.iter().map(|language| language.tag().to_owned()).collect();
    for folder in folders {
        let files: BTreeSet<String> = std::fs::read_dir(&folder)
            .unwrap()
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .filter_map(|name| name.strip_suffix(".rs").map(str::to_owned))
            .filter(|name| name != "mod")
            .collect();
        assert_eq!(files, tags, "{}", folder.display());
    }
}

#[test]
fn a_language_is_stored_and_typed_as_its_tag() {
    assert_eq!(Language::ALL.map(Language::tag), ["en", "de"]);
    for language in Language::ALL {
        assert_eq!(serde_json::to_string(&language).unwrap(), format!("\"{}\"", language.tag()));
        assert_eq!(
            serde_json::from_str::<Language>(&format!("\"{}\"", language.tag())).unwrap(),
            language
        );
        assert_eq!(language.tag().parse(), Ok(language));
    }
    for odd in ["", "EN", "De", "fr", "de-AT", "en ", "deutsch"] {
        assert_eq!(odd.parse::<Language>(), Err(UnknownLanguage), "{odd:?}");
        assert!(serde_json::from_str::<Language>(&format!("\"{odd}\"")).is_err(), "{odd:?}");
    }
}

#[test]
fn every_language_says_every_message() {
    for language in Language::ALL {
        for (name, content) in every_message() {
            match send_in(language, &content, &brand()).unwrap() {
                Rendered::Email(mail) => {
                    let html = format!("<html lang=\"{}\"", language.tag());
                    assert!(mail.html.contains(&html), "{name}");
                    let role = format!("role=\"article\" lang=\"{}\"", language.tag());
                    assert!(mail.html.contains(&role), "{name}");
                    assert!(mail.text.split("\n\n").count() >= 4, "{name}: {}", mail.text);
                }
                Rendered::Sms(sms) => assert!(sms.body.contains(PIN), "{name}"),
            }
        }
    }
}

/// Words that no sentence of the other language has. The names of the people and the firm in these
/// tests have none of them either.
const ENGLISH_ALONE: [&str; 20] = [
    "the", "you", "your", "and", "is", "it", "of", "to", "that", "with", "this", "if", "press",
    "call", "from", "has", "password", "mobile", "text", "not",
];
const GERMAN_ALONE: [&str; 20] = [
    "der", "die", "das", "sie", "ihr", "ihre", "und", "ist", "von", "zu", "mit", "wenn", "ein",
    "eine", "auf", "nicht", "hat", "passwort", "handy", "wurde",
];

#[test]
fn no_sentence_stands_in_another_languages_mail() {
    let brands = [brand(), dressed_brand(), brand_without_phone()];
    for brand in &brands {
        let (english, german) = (emails_in(Language::En, brand), emails_in(Language::De, brand));
        assert_eq!(english.len(), german.len());
        for ((name, _, english), (_, _, german)) in english.iter().zip(&german) {
            let said_in_english: BTreeSet<String> = lines(english).collect();
            for line in lines(german) {
                assert!(!said_in_english.contains(&line), "{name}: {line:?} in both");
            }
            // The HTML has lines of its own: the preview, and what to do without the button.
            for (mail, others) in [(english, GERMAN_ALONE), (german, ENGLISH_ALONE)] {
                for body in [&mail.subject, &mail.text, &letters::words(&body_of(&mail.html))] {
                    for word in words_of(body) {
                        assert!(!others.contains(&word.as_str()), "{name}: {word:?} in {body}");
                    }
                }
            }
        }
    }
}

#[test]
fn german_reads_alike_in_every_country_that_speaks_it() {
    for (name, _, mail) in emails_in(Language::De, &dressed_brand()) {
        for body in [&mail.subject, &mail.text, &letters::words(&body_of(&mail.html))] {
            assert!(!body.contains(['ß', 'ẞ']), "{name}: Switzerland writes ss");
            assert!(!body.contains(['"', '”', '«', '»', '–', '—']), "{name}: {body}");
            assert_eq!(
                body.matches('„').count(),
                body.matches('“').count(),
                "{name}: each quotation is opened and closed"
            );
            let familiar = ["du", "dich", "dir", "dein", "deine", "deinen", "deiner", "euch"];
            for word in words_of(body) {
                assert!(!familiar.contains(&word.as_str()), "{name}: {word:?} is not polite");
            }
        }
    }
    for letter in [None, Some("B")] {
        assert!(!sms_in(Language::De, &pin(letter), &brand()).body.contains('ß'));
    }
}

/// What a mail says, line by line, without what is alike in all languages: names and addresses.
fn lines(mail: &Email) -> impl Iterator<Item = String> + '_ {
    std::iter::once(mail.subject.as_str())
        .chain(mail.text.lines())
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.contains("://"))
        .filter(|line| *line != "--" && *line != brand().firm_name)
        .map(str::to_owned)
}

fn body_of(html: &str) -> String {
    html[html.find("<body").unwrap()..].to_owned()
}

/// The words of a text in small letters, addresses apart.
fn words_of(text: &str) -> Vec<String> {
    text.split_whitespace()
        .filter(|part| !part.contains("://"))
        .flat_map(|part| part.split(|c: char| !c.is_alphabetic()))
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}
