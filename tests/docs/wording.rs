//! Words that prose avoids (docs/writing.md). Each file may still have as many as
//! `tests/docs/wording.txt` lists; the list only shrinks.

use super::repository::{File, Repository, root, updating};
use std::collections::BTreeMap;
use std::fmt::Write as _;

const LIST: &str = "tests/docs/wording.txt";

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
fn words_to_avoid_only_decrease() {
    let repository = Repository::read();
    let found = counts(&repository);
    let listed = root().join(LIST);
    let text = std::fs::read_to_string(&listed).ok();
    let allowed = parse(text.as_deref().unwrap_or_default());
    let total = |counts: &BTreeMap<String, usize>| counts.values().sum::<usize>();
    // A file that moved keeps its words under another name, so the total decides.
    if updating() && (text.is_none() || total(&found) <= total(&allowed)) {
        std::fs::write(&listed, written(&found)).expect("the list can be written");
        return;
    }
    let mut wrong = Vec::new();
    for path in found.keys().chain(allowed.keys().filter(|path| !found.contains_key(*path))) {
        let count = |counts: &BTreeMap<String, usize>| counts.get(path).copied().unwrap_or(0);
        let (now, before) = (count(&found), count(&allowed));
        if now > before {
            let file = repository.files.iter().find(|file| file.path == *path);
            let places = file.map(|file| places(&english(file))).unwrap_or_default();
            let places: Vec<_> =
                places.iter().map(|(line, phrase)| format!("{line}: {phrase}")).collect();
            wrong.push(format!("{path}: {now}, {before} allowed\n  {}", places.join("\n  ")));
        }
        if now < before {
            wrong.push(format!("{path}: {now} only, {before} listed: run `make docs`"));
        }
    }
    assert!(wrong.is_empty(), "words to avoid (docs/writing.md):\n{}", wrong.join("\n"));
}

fn counts(repository: &Repository) -> BTreeMap<String, usize> {
    let files = repository.files.iter().filter(|file| holds_english(file));
    let counted = files.map(|file| (file.path.clone(), places(&english(file)).len()));
    counted.filter(|(_, count)| *count > 0).collect()
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

fn parse(list: &str) -> BTreeMap<String, usize> {
    let lines = list.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let counts = lines.map(|line| {
        let (count, path) = line.split_once(' ').expect("a count and a path");
        (path.to_owned(), count.parse().expect("a count"))
    });
    counts.collect()
}

fn written(counts: &BTreeMap<String, usize>) -> String {
    let mut text = "# Words to avoid that each file still has; see docs/writing.md. The list only shrinks: `make docs`.\n".to_owned();
    for (path, count) in counts {
        writeln!(text, "{count} {path}").expect("a string takes it");
    }
    text
}

#[test]
fn phrases_are_found_across_lines_and_not_within_names() {
    let text = "/// What lies here goes\n/// on, by itself. `by_itself` is no phrase; it goes. On.";
    let found: Vec<_> =
        places(text).into_iter().map(|(line, phrase)| format!("{line} {phrase}")).collect();
    assert_eq!(found, ["1 lies", "1 goes on", "2 by itself"]);
    assert_eq!(parse("# head\n3 a/b.rs\n"), BTreeMap::from([("a/b.rs".to_owned(), 3)]));
}
