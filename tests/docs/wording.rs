//! Words that prose avoids (docs/writing.md).

use super::repository::{File, Repository};

/// Phrases to avoid, word by word.
const AVOIDED: [&[&str]; 14] = [
    &["anew"],
    &["whoever"],
    &["stands"],
    &["lies"],
    &["is", "told"],
    &["by", "itself"],
    &["goes", "on"],
    &["mend"],
    &["mends"],
    &["mended"],
    &["mending"],
    &["put", "away"],
    &["puts", "away"],
    &["putting", "away"],
];

/// German texts, in which some of these words have another meaning.
const GERMAN: [&str; 3] = ["/de.ts", "/de.rs", "/de/"];

/// Repeats the comments of `shared/contract`.
const GENERATED: &str = "web/kit/src/api/openapi.d.ts";

/// The rules and this check, which quote the phrases.
const QUOTES: [&str; 2] = ["docs/writing.md", "tests/docs/wording.rs"];

/// Endings of files that contain prose: comments, documents, texts of pages and messages.
const PROSE: [&str; 16] = [
    "Makefile", "css", "html", "js", "md", "mjml", "mjs", "mk", "py", "rs", "sh", "toml", "ts",
    "tsx", "yaml", "yml",
];

#[test]
fn no_prose_has_a_word_to_avoid() {
    let mut wrong = Vec::new();
    for file in Repository::read().files.iter().filter(|file| holds_english(file)) {
        let found = places(&english(file));
        wrong.extend(found.iter().map(|(line, phrase)| format!("{}:{line}: {phrase}", file.path)));
    }
    assert!(wrong.is_empty(), "words to avoid (docs/writing.md):\n{}", wrong.join("\n"));
}

fn holds_english(file: &File) -> bool {
    PROSE.iter().any(|ending| file.ends_in(ending))
        && file.path != GENERATED
        && !QUOTES.contains(&file.path.as_str())
        && !GERMAN.iter().any(|german| file.path.contains(german))
}

/// The text of a file, without the titles of tests that `docs/behaviours.md` repeats.
fn english(file: &File) -> String {
    let repeats = file.path == "docs/behaviours.md";
    let lines = file.text.lines();
    let lines = lines.map(|line| if repeats && line.starts_with("- `") { "" } else { line });
    lines.collect::<Vec<_>>().join("\n")
}

/// Each phrase to avoid with its line, across line breaks and comment marks too.
fn places(text: &str) -> Vec<(usize, String)> {
    let words = words(text);
    let mut places = Vec::new();
    for (place, word) in words.iter().enumerate() {
        for phrase in AVOIDED {
            let follows = phrase.iter().enumerate().all(|(nth, part)| {
                words
                    .get(place + nth)
                    .is_some_and(|word| word.text == *part && (nth == 0 || word.joined))
            });
            if follows {
                places.push((word.line, phrase.join(" ")));
            }
        }
    }
    places
}

struct Word {
    text: String,
    line: usize,
    /// Only blanks and comment marks are between this word and the one before it.
    joined: bool,
}

fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let (mut line, mut joined, mut inside) = (1, true, false);
    for letter in text.chars() {
        if letter.is_alphanumeric() || letter == '_' {
            if !inside {
                words.push(Word { text: String::new(), line, joined });
                (inside, joined) = (true, true);
            }
            if let Some(word) = words.last_mut() {
                word.text.extend(letter.to_lowercase());
            }
            continue;
        }
        inside = false;
        joined &= letter.is_whitespace() || "/!*#".contains(letter);
        line += usize::from(letter == '\n');
    }
    words
}

#[test]
fn phrases_are_found_across_lines_and_not_within_names() {
    let text = "/// What lies here goes\n/// on, by itself. `by_itself` is no phrase; it goes. On.";
    let found: Vec<_> =
        places(text).into_iter().map(|(line, phrase)| format!("{line} {phrase}")).collect();
    assert_eq!(found, ["1 lies", "1 goes on", "2 by itself"]);
}
