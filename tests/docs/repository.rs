//! The text files of the repository.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Files with these endings, or these names, are read as text.
const TEXT: [&str; 18] = [
    "Makefile", "css", "html", "js", "json", "md", "mjml", "mjs", "mk", "py", "rs", "sh", "toml",
    "ts", "tsx", "txt", "yaml", "yml",
];

/// Folders that tools write, which are not part of the repository.
const WRITTEN: [&str; 7] =
    ["target", "node_modules", "dist", "dist.new", "results", "shots", "__pycache__"];

/// A text file of the repository.
pub struct File {
    /// The path from the root, with `/` between folders.
    pub path: String,
    /// Its content.
    pub text: String,
}

/// The repository as it is on disk.
pub struct Repository {
    /// Its text files, by path.
    pub files: Vec<File>,
    paths: BTreeSet<String>,
}

/// The root of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Whether to write documents instead of comparing them: `UPDATE_DOCS=1`.
pub fn updating() -> bool {
    std::env::var_os("UPDATE_DOCS").is_some_and(|value| value == "1")
}

impl Repository {
    /// Reads every text file.
    pub fn read() -> Self {
        let mut repository = Self { files: Vec::new(), paths: BTreeSet::new() };
        repository.visit(&root(), "");
        repository.files.sort_by(|one, two| one.path.cmp(&two.path));
        assert!(repository.files.len() > 500, "too few files were found");
        repository
    }

    fn visit(&mut self, folder: &Path, path: &str) {
        let entries = std::fs::read_dir(folder).expect("the folder can be read");
        for entry in entries.map(|entry| entry.expect("the entry can be read")) {
            let name = entry.file_name().to_string_lossy().into_owned();
            let inner = if path.is_empty() { name.clone() } else { format!("{path}/{name}") };
            let kind = entry.file_type().expect("the entry has a type");
            if kind.is_dir() {
                let hidden = name.starts_with('.') && name != ".github" && name != ".ci";
                if !hidden && !WRITTEN.contains(&name.as_str()) {
                    self.visit(&entry.path(), &inner);
                    self.paths.insert(inner);
                }
                continue;
            }
            let ending = name.rsplit('.').next().unwrap_or_default();
            if TEXT.contains(&ending)
                && let Ok(text) = std::fs::read_to_string(entry.path())
            {
                self.files.push(File { path: inner.clone(), text });
            }
            self.paths.insert(inner);
        }
    }

    /// Whether there is a file or folder at exactly this path.
    pub fn has(&self, path: &str) -> bool {
        self.paths.contains(path.trim_end_matches('/'))
    }

    /// Whether a path ends in this one: documents omit folders that are clear.
    pub fn has_ending(&self, path: &str) -> bool {
        let ending = format!("/{}", path.trim_end_matches('/'));
        self.has(path) || self.paths.iter().any(|path| path.ends_with(&ending))
    }

    /// The text of a file.
    pub fn text(&self, path: &str) -> &str {
        let found = self.files.iter().find(|file| file.path == path);
        &found.unwrap_or_else(|| panic!("{path} is missing")).text
    }
}

impl File {
    /// Whether the file has this ending.
    pub fn ends_in(&self, ending: &str) -> bool {
        self.path.rsplit('.').next() == Some(ending)
    }

    /// The name of the file, without its folders.
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }

    /// The folder of the file, without a trailing slash.
    pub fn folder(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }
}
