//! The places that name a flow, and what one of them lacks.

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

/// The places that name flows, each name in kebab case.
#[derive(Debug, Clone, Default)]
pub struct Places {
    /// The module of each flow, and the capability of its crate.
    pub modules: BTreeMap<String, String>,
    /// The binary of each flow, and the capability of its crate.
    pub binaries: BTreeMap<String, String>,
    /// The binaries of the functions in the template.
    pub template: BTreeSet<String>,
    /// The flows that the registry lists.
    pub flows: BTreeSet<String>,
}

impl Places {
    /// The current state, on disk and built in.
    pub fn now() -> Self {
        let mut places = Self::default();
        for capability in capabilities() {
            let source = format!("functions/{capability}/src");
            // A module without `flow()` is shared by the flows beside it.
            let is_flow = |name: &String| {
                text(&format!("{source}/{name}.rs")).contains("pub fn flow() -> Flow")
            };
            let modules = rust_files(&source).into_iter().filter(is_flow);
            let with = |name: String| (name.replace('_', "-"), capability.clone());
            places.modules.extend(modules.map(with));
            places.binaries.extend(rust_files(&format!("{source}/bin")).into_iter().map(with));
        }
        let template = vestibule_local::Template::parse(&text("infra/template.yaml"));
        let template = template.expect("the template can be read");
        places.template = template.functions.into_iter().map(|function| function.name).collect();
        places.flows =
            vestibule_local::registry::flows().iter().map(|flow| flow.name.to_owned()).collect();
        places
    }

    /// Missing entries, a sentence each.
    pub fn forgotten(&self) -> Vec<String> {
        let mut all = Vec::new();
        let names: BTreeSet<&String> = self
            .modules
            .keys()
            .chain(self.binaries.keys())
            .chain(&self.template)
            .chain(&self.flows)
            .collect();
        for name in names {
            let module = name.replace('-', "_");
            match (self.modules.get(name), self.binaries.get(name)) {
                (None, _) => all.push(format!("{name} has no module {module}.rs under functions")),
                (Some(capability), None) => {
                    all.push(format!("functions/{capability}/src/bin lacks {name}.rs"));
                }
                (Some(capability), Some(other)) if capability != other => {
                    all.push(format!("{name} is in {capability}, and its binary in {other}"));
                }
                (Some(_), Some(_)) => {}
            }
            if !self.template.contains(name) {
                all.push(format!("infra/template.yaml has no function with Binary: {name}"));
            }
            if !self.flows.contains(name) {
                all.push(format!(
                    "{name} is not in the list of its capability's lib.rs, or its flow has another name"
                ));
            }
        }
        all
    }
}

/// The folders under `functions/`.
pub fn capabilities() -> Vec<String> {
    let entries = std::fs::read_dir(file("functions")).expect("a folder");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let names = paths.filter(|path| path.is_dir());
    let mut names: Vec<_> =
        names.filter_map(|path| Some(path.file_name()?.to_str()?.to_owned())).collect();
    names.sort();
    names
}

/// The names of the Rust files of a folder, without their ending.
fn rust_files(folder: &str) -> Vec<String> {
    let entries = std::fs::read_dir(file(folder)).expect("a folder");
    entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .collect()
}
