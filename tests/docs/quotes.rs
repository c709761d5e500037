//! Code that a document quotes is what the file holds.
//!
//! A block after a line ``From `path`:`` quotes that file. A line `…` leaves something out.

use crate::repository::Repository;

/// The paths and blocks that a document quotes.
fn quotes(text: &str) -> Vec<(&str, Vec<&str>)> {
    let mut lines = text.lines().filter(|line| !line.is_empty());
    let mut found = Vec::new();
    while let Some(line) = lines.next() {
        let path = line.strip_prefix("From `").and_then(|rest| rest.strip_suffix("`:"));
        if let Some(path) = path {
            let opening = lines.next().unwrap_or_default();
            assert!(opening.starts_with("```"), "no block follows {line}");
            found.push((path, lines.by_ref().take_while(|line| *line != "```").collect()));
        }
    }
    found
}

/// The first stretch between two `…` that the file does not hold, after those before it.
fn missing(block: &[&str], file: &str) -> Option<String> {
    let lines: Vec<&str> = file.lines().filter(|line| !line.is_empty()).collect();
    let mut from = 0;
    let stretches = block.split(|line| line.trim() == "…");
    for stretch in stretches.filter(|stretch| !stretch.is_empty()) {
        let at = lines[from..].windows(stretch.len()).position(|window| window == stretch);
        let Some(at) = at else { return Some(stretch.join("\n")) };
        from += at + stretch.len();
    }
    None
}

#[test]
fn quoted_code_is_what_the_file_holds() {
    let repository = Repository::read();
    let mut seen = 0;
    for document in repository.files.iter().filter(|file| file.ends_in("md")) {
        for (path, block) in quotes(&document.text) {
            let absent = missing(&block, repository.text(path));
            assert_eq!(absent, None, "{} quotes what {path} does not hold", document.path);
            seen += 1;
        }
    }
    assert!(seen >= 4, "{seen} quotes were found");
}

#[test]
fn a_quote_that_differs_is_found() {
    let document = "Text.\n\nFrom `a.rs`:\n\n```rust\nfn a() {\n    …\n}\n```\n";
    let [(path, block)] = &quotes(document)[..] else { panic!("one quote") };
    assert_eq!(*path, "a.rs");
    assert_eq!(missing(block, "fn a() {\n    one();\n\n    two();\n}\n"), None);
    assert_eq!(missing(block, "}\nfn a() {\n"), Some("}".to_owned()));
    assert_eq!(missing(block, "fn b() {\n}\n"), Some("fn a() {".to_owned()));
}
