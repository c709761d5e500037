//! The three places where a flow stands, and what is missing in one of them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// A file of the product.
pub fn file(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

/// The text of a file of the product.
pub fn text(path: &str) -> String {
    std::fs::read_to_string(file(path)).unwrap_or_else(|fault| panic!("{path}: {fault}"))
}

/// Where flows stand.
#[derive(Debug, Clone, Default)]
pub struct Places {
    /// Folder under `functions/`, and the name in its `Cargo.toml`, if there is one.
    pub folders: BTreeMap<String, Option<String>>,
    /// The binaries of the functions in the template.
    pub template: BTreeSet<String>,
    /// The registry's lines: name and path.
    pub registry: BTreeMap<String, String>,
    /// The names of the flows that the registry gives.
    pub flows: BTreeSet<String>,
}

/// The last part of a path.
fn last(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

impl Places {
    /// As they are now, on disk and built in.
    pub fn now() -> Self {
        let mut places = Self::default();
        let entries = |path: &Path| -> Vec<PathBuf> {
            let read = std::fs::read_dir(path).expect("a folder");
            read.map(|entry| entry.expect("an entry").path()).filter(|path| path.is_dir()).collect()
        };
        for group in entries(&file("functions")) {
            for folder in entries(&group) {
                let path: Vec<_> =
                    folder.iter().rev().take(2).filter_map(|part| part.to_str()).collect();
                let manifest = std::fs::read_to_string(folder.join("Cargo.toml")).ok();
                places.folders.insert(
                    format!("{}/{}", path[1], path[0]),
                    manifest.as_deref().and_then(name_of),
                );
            }
        }
        let template = vestibule_local::Template::parse(&text("infra/template.yaml"));
        let template = template.expect("the template can be read");
        places.template = template.functions.into_iter().map(|function| function.name).collect();
        for line in text("infra/local/Cargo.toml").lines() {
            let Some((name, rest)) = line.split_once(" = { path = \"../../functions/") else {
                continue;
            };
            places.registry.insert(name.to_owned(), rest.trim_end_matches("\" }").to_owned());
        }
        places.flows =
            vestibule_local::registry::flows().iter().map(|flow| flow.name.to_owned()).collect();
        places
    }

    /// What was forgotten, a sentence each.
    pub fn forgotten(&self) -> Vec<String> {
        let mut all = Vec::new();
        for (folder, crate_name) in &self.folders {
            let name = last(folder);
            match crate_name {
                None => all.push(format!("functions/{folder} is no crate")),
                Some(own) if own != name => {
                    all.push(format!("functions/{folder} is a crate of another name, {own}"))
                }
                Some(_) => {}
            }
            if !self.template.contains(name) {
                all.push(format!("infra/template.yaml has no function with Binary: {name}"));
            }
            if self.registry.get(name) != Some(folder) {
                all.push(format!("infra/local/Cargo.toml lacks `{name} = {{ path = \"../../functions/{folder}\" }}`"));
            }
            if !self.flows.contains(name) {
                all.push(format!("{name} is not built in, or its flow bears another name"));
            }
        }
        let folders: BTreeSet<_> = self.folders.keys().map(|folder| last(folder)).collect();
        let others = self.template.iter().chain(self.registry.keys()).chain(&self.flows);
        for name in others.filter(|name| !folders.contains(name.as_str())).collect::<BTreeSet<_>>()
        {
            all.push(format!("{name} stands somewhere, but no folder under functions is its"));
        }
        all
    }
}

fn name_of(manifest: &str) -> Option<String> {
    let line = manifest.lines().find_map(|line| line.strip_prefix("name = \""))?;
    Some(line.trim_end_matches('"').to_owned())
}
