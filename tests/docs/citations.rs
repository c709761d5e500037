//! Checks that what is cited exists: paths and links in documents, behaviours, decisions,
//! documents.

use super::behaviours;
use super::ids;
use super::repository::{File, Repository};
use std::collections::BTreeSet;

/// Paths in documents that name generated files or an example. This list only shrinks.
const NOT_IN_THE_REPOSITORY: [&str; 10] = [
    ".aws-sam/build",
    "assets/",
    "endpoints.json",
    "firm.json",
    "release.json",
    "shots/",
    "target/infra",
    "target/infra/tools",
    "target/infra/tools/bin",
    "web/dist",
];

/// Endings that make a word in backticks a path, even without a slash.
const ENDINGS: [&str; 15] = [
    "css", "html", "json", "lock", "md", "mjs", "mk", "py", "rs", "sh", "toml", "ts", "tsx",
    "yaml", "yml",
];

#[test]
fn every_path_between_backticks_exists() {
    let repository = Repository::read();
    let mut missing = Vec::new();
    for file in documents(&repository) {
        for path in paths(&file.text) {
            let relative = format!("{}/{path}", file.folder());
            let known = repository.has_ending(path)
                || repository.has(&relative)
                || NOT_IN_THE_REPOSITORY.contains(&path);
            if !known {
                missing.push(format!("{}: `{path}`", file.path));
            }
        }
    }
    assert!(missing.is_empty(), "paths that do not exist:\n{}", missing.join("\n"));
}

#[test]
fn every_exception_is_still_needed() {
    let repository = Repository::read();
    let cited: BTreeSet<_> = documents(&repository).flat_map(|file| paths(&file.text)).collect();
    for path in NOT_IN_THE_REPOSITORY {
        assert!(cited.contains(path), "`{path}` no longer needs an exception");
    }
}

#[test]
fn every_relative_link_has_a_target() {
    let repository = Repository::read();
    let mut missing = Vec::new();
    for file in documents(&repository) {
        for link in links(&file.text) {
            let (path, anchor) =
                link.split_once('#').map_or((link, None), |(path, anchor)| (path, Some(anchor)));
            let target = if path.is_empty() { file.path.clone() } else { resolve(file, path) };
            let there = repository.has(&target);
            let found = there
                && anchor.is_none_or(|anchor| {
                    headings(repository.text(&target)).any(|heading| heading == anchor)
                });
            if !found {
                missing.push(format!("{}: {link}", file.path));
            }
        }
    }
    assert!(missing.is_empty(), "broken links:\n{}", missing.join("\n"));
}

#[test]
fn every_cited_behaviour_is_known() {
    let repository = Repository::read();
    let known = behaviours::known(&repository);
    let mut unknown = Vec::new();
    for file in &repository.files {
        if file.ends_in("json") || file.path == "tests/docs/ids.rs" {
            continue;
        }
        for (line, word) in ids::words(&file.text) {
            if ids::is_id(word) && !known.contains(word) {
                unknown.push(format!("{}:{line}: {word}", file.path));
            }
        }
        let tests =
            if file.ends_in("rs") { behaviours::rust_tests(&file.text) } else { Vec::new() };
        for (ids, name) in tests {
            for id in ids.into_iter().filter(|id| !known.contains(id)) {
                unknown.push(format!("{}: {id} in {name}", file.path));
            }
        }
        for number in numbers_after(&file.text, "invariant ", 1) {
            if !known.contains(&format!("inv{number}")) {
                unknown.push(format!("{}: invariant {number}", file.path));
            }
        }
    }
    assert!(unknown.is_empty(), "behaviours that no document explains:\n{}", unknown.join("\n"));
}

#[test]
fn every_cited_decision_exists() {
    let repository = Repository::read();
    let mut unknown = Vec::new();
    for file in &repository.files {
        let mut numbers = numbers_after(&file.text, "decisions/", 4);
        numbers.extend(numbers_after(&file.text.to_lowercase(), "decision ", 4));
        numbers.extend(numbers_after(&file.text, "[", 4));
        for number in numbers {
            let begins = format!("docs/decisions/{number}-");
            if !repository.files.iter().any(|file| file.path.starts_with(&begins)) {
                unknown.push(format!("{}: {number}", file.path));
            }
        }
    }
    assert!(unknown.is_empty(), "decisions that do not exist:\n{}", unknown.join("\n"));
}

#[test]
fn every_decision_has_a_head_and_a_line_in_the_index() {
    let repository = Repository::read();
    let index = repository.text("docs/decisions/README.md");
    for file in decisions(&repository) {
        let name = file.path.trim_start_matches("docs/decisions/");
        let number: usize = name.split('-').next().and_then(|part| part.parse().ok()).expect(name);
        let mut lines = file.text.lines();
        let title = lines.next().unwrap_or_default();
        let title = title.strip_prefix(&format!("# {number}. "));
        let title = title.unwrap_or_else(|| panic!("{name} has another number in its title"));
        let head: Vec<_> = lines.filter(|line| !line.is_empty()).take(2).collect();
        let [date, status] = head[..] else { panic!("{name} has no head") };
        let date = date.strip_prefix("* Date: ").unwrap_or_else(|| panic!("{name} has no date"));
        let status = status.strip_prefix("* Status: ");
        let status = status.unwrap_or_else(|| panic!("{name} has no status"));
        let row = format!("| [{number:04}]({name}) | {title} | {status} | {date} |");
        assert!(index.contains(&row), "docs/decisions/README.md lacks this line:\n{row}");
    }
    let rows = index.lines().filter(|line| line.starts_with("| [")).count();
    assert_eq!(rows, decisions(&repository).count(), "lines of the index");
}

#[test]
fn every_cited_document_is_in_the_repository() {
    let repository = Repository::read();
    let mut missing = Vec::new();
    for file in &repository.files {
        if file.path.starts_with("tests/docs/") {
            continue;
        }
        for path in documents_cited(&file.text) {
            let relative = resolve(file, path);
            let known = repository.has_ending(path) || repository.has(&relative);
            if !known {
                missing.push(format!("{}: {path}", file.path));
            }
        }
    }
    assert!(missing.is_empty(), "documents that do not exist:\n{}", missing.join("\n"));
}

#[test]
fn decisions_are_numbered_without_gaps() {
    let repository = Repository::read();
    for (place, file) in decisions(&repository).enumerate() {
        let begins = format!("{:04}-", place + 1);
        assert!(file.name().starts_with(&begins), "{} should begin with {begins}", file.path);
    }
}

/// The decisions, in the order of their numbers.
fn decisions(repository: &Repository) -> impl Iterator<Item = &File> {
    let all = repository.files.iter().filter(|file| file.folder() == "docs/decisions");
    all.filter(|file| file.path != "docs/decisions/README.md")
}

fn documents(repository: &Repository) -> impl Iterator<Item = &File> {
    repository.files.iter().filter(|file| file.ends_in("md"))
}

/// The text without fenced and indented blocks of code.
fn prose(text: &str) -> impl Iterator<Item = &str> {
    let mut fenced = false;
    text.lines().filter(move |line| {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
            return false;
        }
        !fenced && !line.starts_with("    ")
    })
}

/// Spans in backticks that have the form of a path of this repository.
fn paths(text: &str) -> Vec<&str> {
    let spans = prose(text).flat_map(|line| line.split('`').skip(1).step_by(2));
    spans.map(|span| span.trim_end_matches([':', ','])).filter(|span| is_path(span)).collect()
}

fn is_path(span: &str) -> bool {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "./_-".contains(letter);
    if span.starts_with(['/', '-']) || !span.chars().all(plain) || span.starts_with("..") {
        return false;
    }
    let name = span.rsplit('/').next().unwrap_or_default();
    let ending = name.rsplit_once('.').filter(|(before, _)| !before.is_empty()).map(|(_, end)| end);
    let top = span.split('/').next().unwrap_or_default();
    let folder = span.ends_with('/')
        || (span.contains('/')
            && [
                ".aws-sam",
                ".ci",
                ".github",
                "bench",
                "docs",
                "functions",
                "infra",
                "shared",
                "target",
                "tests",
                "web",
            ]
            .contains(&top));
    folder || ending.is_some_and(|ending| ENDINGS.contains(&ending))
}

/// The targets of links within the repository.
fn links(text: &str) -> Vec<&str> {
    let targets = prose(text).flat_map(|line| line.split("](").skip(1));
    let targets = targets.filter_map(|rest| rest.split(')').next());
    targets.filter(|target| !target.contains("://") && !target.starts_with("mailto:")).collect()
}

/// The anchors that GitHub gives headings.
fn headings(text: &str) -> impl Iterator<Item = String> {
    prose(text).filter(|line| line.starts_with('#')).map(|line| {
        let title = line.trim_start_matches('#').trim().to_lowercase();
        let kept =
            title.chars().filter(|letter| letter.is_alphanumeric() || " -_".contains(*letter));
        kept.map(|letter| if letter == ' ' { '-' } else { letter }).collect()
    })
}

/// Numbers of at least this many digits directly after a text.
fn numbers_after(text: &str, before: &str, digits: usize) -> BTreeSet<String> {
    let rests = text.split(before).skip(1);
    let numbers = rests.map(|rest| {
        let number: String = rest.chars().take_while(char::is_ascii_digit).collect();
        let next = rest[number.len()..].chars().next();
        (number, next)
    });
    let whole = numbers.filter(|(number, next)| {
        let four = digits == 4 && number.len() == 4;
        let closed = before != "[" || *next == Some(']');
        (four || (digits == 1 && !number.is_empty())) && closed
    });
    whole.map(|(number, _)| number).collect()
}

/// The paths of documents that a text cites: words that end in `.md`.
fn documents_cited(text: &str) -> BTreeSet<&str> {
    let letter = |letter: char| letter.is_ascii_alphanumeric() || "._/-".contains(letter);
    let words = text.split(|character| !letter(character));
    let words = words.map(|word| word.trim_end_matches('.'));
    words
        .filter(|word| word.ends_with(".md") && word.len() > 3 && !word.starts_with(['.', '/']))
        .collect()
}

/// The path that a relative link in this file refers to.
fn resolve(file: &File, link: &str) -> String {
    let mut parts: Vec<&str> = file.folder().split('/').filter(|part| !part.is_empty()).collect();
    for part in link.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            name => parts.push(name),
        }
    }
    parts.join("/")
}

#[test]
fn citations_are_distinguished_from_other_text() {
    let text = "See `shared/x.rs`, `/api/x`, `a b.rs`, `make test`, `tests/` and `x.rs`.\n```\n`no.rs`\n```\n";
    assert_eq!(paths(text), ["shared/x.rs", "tests/", "x.rs"]);
    assert_eq!(links("[a](b.md#c), [d](https://e.md), [f](#g)"), ["b.md#c", "#g"]);
    assert_eq!(
        headings("## Upgrade and roll back, `x`").next().as_deref(),
        Some("upgrade-and-roll-back-x")
    );
    let numbers = numbers_after("[0012](x), [12] and [123456]", "[", 4);
    assert_eq!(numbers.into_iter().collect::<Vec<_>>(), ["0012"]);
    assert_eq!(
        documents_cited("as `access.md`, \"PIN\" 5, has it.").into_iter().collect::<Vec<_>>(),
        ["access.md"]
    );
}
