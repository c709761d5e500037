//! Layers: a module of the domain imports from itself and from the modules below it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// From the bottom to the top, as in the head of `lib.rs`.
const LAYERS: [&str; 10] = [
    "kernel",
    "values",
    "messaging",
    "timeline",
    "verdict",
    "staff",
    "firms",
    "logins",
    "access",
    "clients",
];

/// The parts of an access. Its commands know the parts; no part knows the whole.
const PARTS_OF_ACCESS: [&str; 11] = [
    "account",
    "attention",
    "guessing",
    "link",
    "links",
    "login",
    "pin",
    "pins",
    "reach",
    "refusal",
    "set_up",
];

/// What is wrong with the imports of a file, a sentence each.
fn complaints(file: &Path, text: &str) -> Vec<String> {
    let Some(place) = layer_of(file).and_then(|layer| place(&layer)) else { return Vec::new() };
    let mut all = Vec::new();
    for named in named_from_the_root(text) {
        let own = LAYERS[place];
        match self::place(&named) {
            Some(other) if other <= place => {}
            Some(_) => {
                all.push(format!("{}: {own} imports from {named} above it", file.display()));
            }
            None => all.push(format!("{}: {named} is not a module below it", file.display())),
        }
    }
    let production = text.split("mod tests {").next().unwrap_or_default();
    if longest_super(production) >= depth(file) {
        all.push(format!("{}: it leaves its module by super", file.display()));
    }
    all
}

fn place(layer: &str) -> Option<usize> {
    LAYERS.iter().position(|other| *other == layer)
}

/// The module of a file: its folder, or the file itself beside `lib.rs`.
fn layer_of(file: &Path) -> Option<String> {
    Some(Path::new(file.iter().next()?).file_stem()?.to_str()?.to_owned())
}

/// How many modules lead to a file: 1 for `access/mod.rs`, 2 for `access/link.rs`.
fn depth(file: &Path) -> usize {
    file.iter().count() - usize::from(file.ends_with("mod.rs"))
}

/// The names that follow `crate::`, also in braces.
fn named_from_the_root(text: &str) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for after in text.split("crate::").skip(1) {
        let Some(list) = after.strip_prefix('{') else {
            all.insert(word(after));
            continue;
        };
        let (mut depth, mut item) = (0_usize, String::new());
        for letter in list.chars() {
            match letter {
                '}' if depth == 0 => break,
                ',' if depth == 0 => _ = all.insert(word(std::mem::take(&mut item).trim())),
                '{' => depth += 1,
                '}' => depth -= 1,
                letter => item.push(letter),
            }
        }
        all.insert(word(item.trim()));
    }
    all.remove("");
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

/// All files of this crate but this one, by their paths in `src`.
fn files() -> Vec<(PathBuf, String)> {
    let mut all = Vec::new();
    let mut folders = vec![source()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if !path.ends_with("layers.rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                all.push((path.strip_prefix(source()).unwrap().to_owned(), text));
            }
        }
    }
    all
}

#[test]
fn no_module_imports_from_a_module_above_its_own() {
    let all: Vec<String> = files().iter().flat_map(|(file, text)| complaints(file, text)).collect();
    assert!(all.is_empty(), "{}", all.join("\n"));
}

#[test]
fn every_module_has_its_place_among_the_layers() {
    let found: BTreeSet<String> = files().iter().filter_map(|(file, _)| layer_of(file)).collect();
    let listed = LAYERS.iter().copied().chain(["lib"]).map(str::to_owned);
    assert_eq!(found, listed.collect());
}

#[test]
fn the_head_of_the_crate_names_the_layers_in_their_order() {
    let text = std::fs::read_to_string(source().join("lib.rs")).unwrap();
    let listed: Vec<_> = text.lines().filter_map(|line| line.strip_prefix("//! * `")).collect();
    let listed: Vec<_> = listed.iter().filter_map(|line| line.split('`').next()).collect();
    assert_eq!(listed, LAYERS);
}

#[test]
fn no_part_of_an_access_knows_the_whole() {
    for part in PARTS_OF_ACCESS {
        let file = source().join("access").join(format!("{part}.rs"));
        let text = std::fs::read_to_string(file).unwrap();
        let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        let mut words = code.flat_map(|line| line.split(|letter: char| !letter.is_alphanumeric()));
        assert!(!words.any(|word| word == "Access"), "{part}");
    }
}

#[test]
fn an_import_from_above_is_found_however_it_is_written() {
    let found = |file: &str, text: &str| complaints(Path::new(file), text);
    assert_eq!(found("access/link.rs", "use crate::kernel::LinkId;\nuse super::Next;"), [""; 0]);
    assert_eq!(
        found("staff/account.rs", "let x = crate::firms::Firm;"),
        ["staff/account.rs: staff imports from firms above it"]
    );
    assert_eq!(
        found("verdict.rs", "use crate::{kernel::{LinkId, StaffId}, access, timeline};"),
        ["verdict.rs: verdict imports from access above it"]
    );
    assert_eq!(
        found("values/email.rs", "use crate::Email;"),
        ["values/email.rs: Email is not a module below it"]
    );
    assert_eq!(
        found("values/email.rs", "use super::super::access;"),
        ["values/email.rs: it leaves its module by super"]
    );
    assert_eq!(found("lib.rs", "use crate::clients::Client;"), [""; 0]);
}
