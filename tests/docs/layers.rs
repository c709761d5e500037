//! Layers: a module imports from the modules below its own, and from no others.

use super::repository::Repository;
use std::collections::BTreeSet;

/// A crate whose modules are layers.
struct Layered {
    source: &'static str,
    /// From the bottom to the top. A layer is a file or a folder.
    layers: &'static [&'static str],
    /// What is above all layers and may import from each.
    above: &'static [&'static str],
}

/// The contexts of the rules, as in the head of the crate.
const DOMAIN: Layered = Layered {
    source: "shared/domain/src",
    layers: &[
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
    ],
    above: &["lib"],
};

/// The runner's folders.
const RUNNER: Layered = Layered {
    source: "infra/local/src",
    layers: &[
        "account", "net", "template", "storage", "aws", "events", "edge", "inbox", "testing",
        "product",
    ],
    above: &["lib", "logging", "main", "options", "runner", "start_error"],
};

const CRATES: [Layered; 5] = [
    DOMAIN,
    Layered {
        source: "shared/secrets/src",
        layers: &["secret_fault", "entropy", "keyring", "password_hash", "token"],
        above: &["lib"],
    },
    Layered {
        source: "shared/runtime/src",
        layers: &["clock", "config", "endpoint", "init_error", "meter", "logging", "app"],
        above: &["lib"],
    },
    Layered {
        source: "shared/application/src",
        layers: &[
            "details",
            "outbox",
            "timeline_writer",
            "views",
            "closed",
            "decide",
            "forgotten",
            "rehearsal",
            "sign_in",
        ],
        above: &["lib"],
    },
    RUNNER,
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

impl Layered {
    /// The files of the crate: their paths in its source, and their texts.
    fn files<'a>(&self, repository: &'a Repository) -> Vec<(&'a str, &'a str)> {
        let inside = |path: &'a str| path.strip_prefix(self.source)?.strip_prefix('/');
        let files = repository.files.iter().filter(|file| file.ends_in("rs"));
        files.filter_map(|file| Some((inside(&file.path)?, file.text.as_str()))).collect()
    }

    fn place(&self, layer: &str) -> Option<usize> {
        self.layers.iter().position(|other| *other == layer)
    }

    /// What is wrong with the imports of a file, a sentence each.
    fn complaints(&self, file: &str, text: &str) -> Vec<String> {
        let own = layer_of(file);
        let Some(place) = self.place(own) else { return Vec::new() };
        let mut all = Vec::new();
        for named in named_from_the_root(text) {
            match self.place(&named) {
                Some(other) if other <= place => {}
                Some(_) => all.push(format!("{file}: {own} imports from {named} above it")),
                None => all.push(format!("{file}: {named} is not a layer below it")),
            }
        }
        // A module of tests within the file is one level deeper.
        let production = text.split("mod tests {").next().unwrap_or_default();
        if longest_super(production) >= depth(file) {
            all.push(format!("{file}: it leaves its layer by super"));
        }
        all
    }
}

/// The layer of a file: its folder, or the file itself beside `lib.rs`.
fn layer_of(file: &str) -> &str {
    file.split(['/', '.']).next().unwrap_or_default()
}

/// The number of modules that lead to a file: 1 for `access/mod.rs`, 2 for `access/link.rs`.
fn depth(file: &str) -> usize {
    file.split('/').count() - usize::from(file.ends_with("/mod.rs"))
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

#[test]
fn no_module_imports_from_a_layer_above_its_own() {
    let repository = Repository::read();
    let complaints = CRATES.iter().flat_map(|layered| {
        let files = layered.files(&repository);
        files.into_iter().flat_map(move |(file, text)| layered.complaints(file, text))
    });
    let all: Vec<_> = complaints.collect();
    assert!(all.is_empty(), "{}", all.join("\n"));
}

#[test]
fn every_module_has_its_place_among_the_layers() {
    let repository = Repository::read();
    for layered in CRATES {
        let files = layered.files(&repository);
        let found: BTreeSet<_> = files.iter().map(|(file, _)| layer_of(file)).collect();
        let listed = layered.layers.iter().chain(layered.above).copied().collect();
        assert_eq!(found, listed, "{}", layered.source);
    }
}

#[test]
fn the_head_of_the_domain_names_the_layers_in_their_order() {
    let repository = Repository::read();
    let head = repository.text("shared/domain/src/lib.rs");
    let listed: Vec<_> = head.lines().filter_map(|line| line.strip_prefix("//! * `")).collect();
    let listed: Vec<_> = listed.iter().filter_map(|line| line.split('`').next()).collect();
    assert_eq!(listed, DOMAIN.layers);
}

#[test]
fn each_layer_of_the_runner_documents_what_it_promises_and_uses() {
    let repository = Repository::read();
    for layer in RUNNER.layers {
        let text = repository.text(&format!("{}/{layer}/mod.rs", RUNNER.source));
        let head: Vec<_> =
            text.lines().map_while(|line| line.strip_prefix("//!")).map(str::trim).collect();
        let head = head.join(" ");
        assert!(head.contains(" Promises ") && head.contains(" Uses "), "{layer}");
    }
}

#[test]
fn no_part_of_an_access_knows_the_whole() {
    let repository = Repository::read();
    for part in PARTS_OF_ACCESS {
        let text = repository.text(&format!("{}/access/{part}.rs", DOMAIN.source));
        let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        let mut words = code.flat_map(|line| line.split(|letter: char| !letter.is_alphanumeric()));
        assert!(!words.any(|word| word == "Access"), "{part}");
    }
}

#[test]
fn an_import_from_above_is_found_however_it_is_written() {
    let found = |file: &str, text: &str| DOMAIN.complaints(file, text);
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
        ["values/email.rs: Email is not a layer below it"]
    );
    assert_eq!(
        found("values/email.rs", "use super::super::access;"),
        ["values/email.rs: it leaves its layer by super"]
    );
    assert_eq!(found("lib.rs", "use crate::clients::Client;"), [""; 0]);
    let found = |file: &str, text: &str| RUNNER.complaints(file, text);
    assert_eq!(
        found("aws/ses/mod.rs", "use crate::{account::{ids, names}, edge, net};"),
        ["aws/ses/mod.rs: aws imports from edge above it"]
    );
    assert_eq!(found("runner/tests.rs", "use crate::testing::faults;"), [""; 0]);
}
