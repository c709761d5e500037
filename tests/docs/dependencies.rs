//! Dependencies: the code of a crate names each one that its manifest lists.

use super::repository::{File, Repository};

/// Crates whose library has another name than the package.
const RENAMED: [(&str, &str); 1] = [("dynoxide-rs", "dynoxide")];

/// The sections of a manifest that list dependencies of a crate.
const SECTIONS: [&str; 3] = ["[dependencies]", "[dev-dependencies]", "[build-dependencies]"];

/// The dependencies of a manifest.
fn listed(manifest: &str) -> Vec<&str> {
    let mut listed = Vec::new();
    let mut inside = false;
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = SECTIONS.contains(&line.trim());
        } else if inside && line.starts_with(|first: char| first.is_ascii_alphanumeric()) {
            listed.extend(line.split(['.', ' ', '=']).next());
        }
    }
    listed
}

/// Whether code names a crate, as a word of its own.
fn names(code: &str, package: &str) -> bool {
    let library = RENAMED.iter().find(|(renamed, _)| *renamed == package);
    let library = library.map_or(package, |(_, library)| library).replace('-', "_");
    let mut words = code.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
    words.any(|word| word == library)
}

/// The code that a manifest is for: the Rust files in its folder and in those that it names by
/// `path = "../…"`, and the documents whose examples they compile.
fn code(repository: &Repository, manifest: &File) -> String {
    let inside = format!("{}/", manifest.folder());
    let other = manifest.text.lines().filter_map(|line| {
        let path = line.strip_prefix("path = \"../")?.strip_suffix('"')?;
        path.rsplit_once('/').map(|(folder, _)| format!("{folder}/"))
    });
    let folders: Vec<String> = other.chain([inside]).collect();
    let files = repository.files.iter().filter(|file| file.ends_in("rs"));
    let files = files.filter(|file| folders.iter().any(|folder| file.path.starts_with(folder)));
    let mut code: Vec<&str> = files.map(|file| file.text.as_str()).collect();
    let documents = repository.files.iter().filter(|file| file.folder() == "docs");
    for document in documents {
        let included = format!("/{}\")", document.path);
        if code.iter().any(|text| text.contains(&included)) {
            code.push(&document.text);
        }
    }
    code.join("\n")
}

#[test]
fn each_crate_uses_what_its_manifest_lists() {
    let repository = Repository::read();
    let manifests = repository.files.iter().filter(|file| file.name() == "Cargo.toml");
    let mut unused = Vec::new();
    let mut count = 0;
    for manifest in manifests.filter(|file| !file.folder().is_empty()) {
        let code = code(&repository, manifest);
        let listed = listed(&manifest.text);
        count += listed.len();
        let of_it = listed.iter().filter(|package| !names(&code, package));
        unused.extend(of_it.map(|package| format!("{}: {package}", manifest.path)));
    }
    assert!(count > 100, "too few dependencies were found");
    assert!(unused.is_empty(), "listed, and not used:\n{}", unused.join("\n"));
}

#[test]
fn a_dependency_is_found_by_its_word_in_the_sections_of_dependencies_only() {
    let manifest = "[package]\nname = \"x\"\n[dependencies]\na-b.workspace = true\nc = \"1\"\n";
    assert_eq!(listed(manifest), ["a-b", "c"]);
    assert!(names("use a_b::X;", "a-b") && !names("use a_bc::X;", "a-b"));
}
