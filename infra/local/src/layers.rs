//! Layers: a module imports from layers below its own, and from no others.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// From the bottom to the top. The files beside these folders are the runner, above all of them.
const LAYERS: [&str; 10] = [
    "account", "net", "template", "storage", "aws", "events", "edge", "inbox", "testing", "product",
];

/// Not a layer's folder: the tests of `runner.rs`.
const RUNNER: &str = "runner";

/// A file's violations of the layers, a sentence each.
fn complaints(file: &Path, text: &str) -> Vec<String> {
    let Some(layer) = layer_of(file) else { return Vec::new() };
    let mut all = Vec::new();
    for named in named_from_the_root(text) {
        match LAYERS.iter().position(|layer| *layer == named) {
            Some(other) if other <= layer => {}
            Some(_) => {
                let own = LAYERS[layer];
                all.push(format!("{}: {own} imports from {named} above it", file.display()));
            }
            None => all.push(format!("{}: {named} is not a layer below it", file.display())),
        }
    }
    if longest_super(text) >= depth(file) {
        all.push(format!("{}: it leaves its layer by super", file.display()));
    }
    all
}

/// The position of a file's layer; `None` for the runner's files.
fn layer_of(file: &Path) -> Option<usize> {
    let folder = file.parent()?.iter().next()?.to_str()?;
    LAYERS.iter().position(|layer| *layer == folder)
}

/// The number of modules that lead to a file: 1 for `net/mod.rs`, 2 for `net/tls.rs`.
fn depth(file: &Path) -> usize {
    file.iter().count() - usize::from(file.ends_with("mod.rs"))
}

/// The names after `crate::`, also in braces.
fn named_from_the_root(text: &str) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for after in text.split("crate::").skip(1) {
        match after.strip_prefix('{') {
            None => _ = all.insert(word(after)),
            Some(list) => {
                let mut depth = 0_usize;
                let mut first = true;
                for (at, letter) in list.char_indices() {
                    match letter {
                        '{' => depth += 1,
                        '}' if depth == 0 => break,
                        '}' => depth -= 1,
                        ',' if depth == 0 => first = true,
                        letter if first && !letter.is_whitespace() => {
                            all.insert(word(&list[at..]));
                            first = false;
                        }
                        _ => {}
                    }
                }
            }
        }
    }
    all
}

fn word(text: &str) -> String {
    text.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect()
}

fn longest_super(text: &str) -> usize {
    (1..).take_while(|length| text.contains(&"super::".repeat(*length))).last().unwrap_or(0)
}

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// All files of this crate, by their paths in `src`.
fn files() -> Vec<(PathBuf, String)> {
    let mut all = Vec::new();
    let mut folders = vec![source()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                all.push((path.strip_prefix(source()).unwrap().to_owned(), text));
            }
        }
    }
    all
}

#[test]
fn no_module_imports_from_a_layer_above_its_own() {
    let all: Vec<String> = files().iter().flat_map(|(file, text)| complaints(file, text)).collect();
    assert!(all.is_empty(), "{}", all.join("\n"));
}

#[test]
fn each_folder_is_a_layer_that_documents_its_promise_and_its_uses() {
    let mut found: BTreeSet<String> = files()
        .iter()
        .filter_map(|(file, _)| file.parent()?.iter().next()?.to_str().map(str::to_owned))
        .collect();
    assert!(found.remove(RUNNER));
    assert_eq!(found, LAYERS.map(str::to_owned).into());
    for layer in LAYERS {
        let text = std::fs::read_to_string(source().join(layer).join("mod.rs")).unwrap();
        let head: Vec<&str> =
            text.lines().map_while(|line| line.strip_prefix("//!")).map(str::trim).collect();
        let head = head.join(" ");
        assert!(head.contains(" Promises ") && head.contains(" Uses "), "{layer}");
    }
}

#[test]
fn an_import_from_above_is_found_however_it_is_written() {
    let found = |file: &str, text: &str| complaints(Path::new(file), text);
    assert_eq!(found("aws/kms.rs", "use crate::account::names;\nuse crate::aws::wire;"), [""; 0]);
    assert_eq!(
        found("aws/kms.rs", "let x = crate::events::bus::Bus;"),
        ["aws/kms.rs: aws imports from events above it"]
    );
    assert_eq!(
        found("aws/ses/mod.rs", "use crate::{account::{ids, names}, edge, net};"),
        ["aws/ses/mod.rs: aws imports from edge above it"]
    );
    assert_eq!(
        found("net/tls.rs", "use crate::StartError;"),
        ["net/tls.rs: StartError is not a layer below it"]
    );
    assert_eq!(
        found("net/tls.rs", "use super::super::aws;"),
        ["net/tls.rs: it leaves its layer by super"]
    );
    assert_eq!(found("runner.rs", "use crate::testing::faults;"), [""; 0]);
    assert_eq!(found("runner/tests.rs", "use crate::testing::faults;"), [""; 0]);
}
