//! Keeps `docs/behaviours.md`: each behaviour is a line that a person wrote, followed by the
//! generated list of tests whose names have its identifier.

use super::ids;
use super::repository::{File, Repository, root, updating};
use std::collections::{BTreeMap, BTreeSet};

const PATH: &str = "docs/behaviours.md";
/// The name for access rules without an identifier.
const ACCESS: &str = "access";
const NOT_BUILT: &str = "- not built yet";
/// A behaviour's line contains this if tests without its identifier check it.
const CHECKED_ELSEWHERE: &str = "Checked by ";

/// The tests of each identifier, as `docs/behaviours.md` lists them.
type Tests = BTreeMap<String, BTreeSet<String>>;

#[test]
fn behaviours_are_listed_with_their_tests() {
    let repository = Repository::read();
    let kept = repository.text(PATH);
    let made = listed(kept, &tests(&repository));
    if updating() {
        std::fs::write(root().join(PATH), &made).expect("the docs can be written");
    }
    assert!(updating() || kept == made, "{PATH} is not up to date: run `make docs`");
}

/// The identifiers that `docs/behaviours.md` explains, and `access`.
pub fn known(repository: &Repository) -> BTreeSet<String> {
    repository.text(PATH).lines().filter_map(id_of).map(str::to_owned).collect()
}

/// The identifier of a line such as `**P1** Adding a client …`.
fn id_of(line: &str) -> Option<&str> {
    let (id, _) = line.strip_prefix("**")?.split_once("** ")?;
    (ids::is_id(id) || id == ACCESS).then_some(id)
}

/// The document with the lists of tests replaced.
fn listed(document: &str, tests: &Tests) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut below_id = false;
    for line in document.lines() {
        if below_id && (line.is_empty() || line.starts_with("- ")) {
            continue;
        }
        if below_id {
            lines.push(String::new());
        }
        lines.push(line.to_owned());
        below_id = match id_of(line) {
            None => false,
            Some(id) => {
                lines.push(String::new());
                match tests.get(id) {
                    Some(tests) => lines.extend(tests.iter().cloned()),
                    None if line.contains(CHECKED_ELSEWHERE) => {
                        lines.pop();
                    }
                    None => lines.push(NOT_BUILT.to_owned()),
                }
                true
            }
        };
    }
    lines.join("\n") + "\n"
}

/// Every test whose name has an identifier.
fn tests(repository: &Repository) -> Tests {
    let mut tests = Tests::new();
    for file in &repository.files {
        let named = if file.ends_in("rs") {
            rust_tests(&file.text)
        } else if is_script_of_tests(file) {
            script_tests(&file.text)
        } else {
            continue;
        };
        for (ids, name) in named {
            for id in ids {
                let line = format!("- `{}`: {name}", file.path);
                tests.entry(id).or_default().insert(line);
            }
        }
    }
    assert!(tests.len() > 30, "too few tests were found");
    tests
}

fn is_script_of_tests(file: &File) -> bool {
    [".test.ts", ".test.tsx", ".spec.ts"].iter().any(|ending| file.path.ends_with(ending))
}

/// The test functions of a Rust file that have identifiers.
pub fn rust_tests(text: &str) -> Vec<(Vec<String>, String)> {
    let lines: Vec<_> = text.lines().map(str::trim).collect();
    let mut named = Vec::new();
    for (place, line) in lines.iter().enumerate() {
        let Some(rest) = line.strip_prefix("fn ").or_else(|| line.strip_prefix("async fn ")) else {
            continue;
        };
        let above = &lines[place.saturating_sub(4)..place];
        if !above.iter().any(|line| line.starts_with("#[test") || line.starts_with("#[tokio::test"))
        {
            continue;
        }
        let name = rest.split(|letter: char| !letter.is_alphanumeric() && letter != '_').next();
        let name = name.unwrap_or_default();
        let mut ids = ids::of_name(name);
        if name.starts_with("access_") {
            ids.push(ACCESS.to_owned());
        }
        if !ids.is_empty() {
            named.push((ids, format!("`{name}`")));
        }
    }
    named
}

/// The tests of a TypeScript file whose titles begin with identifiers.
pub fn script_tests(text: &str) -> Vec<(Vec<String>, String)> {
    let title = |line: &str| -> Option<String> {
        let title = line.trim().strip_prefix("test(")?;
        let quote = title.chars().next().filter(|quote| "'\"`".contains(*quote))?;
        Some(title[1..].split(quote).next()?.to_owned())
    };
    let titles = text.lines().filter_map(title);
    let named = titles.map(|title| {
        let (ids, rest) = ids::of_title(&title);
        (ids, rest.trim_end_matches(" @engines").to_owned())
    });
    named.filter(|(ids, _)| !ids.is_empty()).collect()
}

#[test]
fn tests_are_found_by_their_names() {
    let rust = "#[tokio::test]\nasync fn p1_x2_a_client() {\n}\nfn p3_helper() {}\n    #[test]\n    fn access_ends() {}";
    let named = rust_tests(rust);
    let p1 = (vec!["P1".to_owned(), "X2".to_owned()], "`p1_x2_a_client`".to_owned());
    let access = (vec![ACCESS.to_owned()], "`access_ends`".to_owned());
    assert_eq!(named[0], p1);
    assert_eq!(named.last(), Some(&access));
    let script = "test('P6 a wrong number @engines', async () => {\n  test(\"S12 keys\", go);\ntest('other', go);";
    let named: Vec<_> = script_tests(script).into_iter().map(|(_, title)| title).collect();
    assert_eq!(named, ["a wrong number", "keys"]);
}

#[test]
fn written_lines_are_kept_and_lists_are_replaced() {
    let before =
        "# B\n\n**P1** One.\n\n- old\n\n**P2** Two.\n**P3** Three. Checked by `x`.\n\n## Next\n";
    let tests = Tests::from([("P1".to_owned(), BTreeSet::from(["- `t.rs`: `p1_a`".to_owned()]))]);
    let after = "# B\n\n**P1** One.\n\n- `t.rs`: `p1_a`\n\n**P2** Two.\n\n- not built yet\n\n**P3** Three. Checked by `x`.\n\n## Next\n";
    assert_eq!(listed(before, &tests), after);
    assert_eq!(listed(after, &tests), after);
}
