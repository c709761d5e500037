//! Why the runner could not start, in words for the person who started it.
//!
//! Each is one line: what stands in the way, and what to do about it where that is known.

use std::io;
use std::path::PathBuf;

use crate::account::randomness::RandomnessError;
use crate::net::listener::ListenError;
use crate::net::tls::TlsError;
use crate::template::TemplateError;

/// The runner cannot start, or cannot go on.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The port cannot be listened on.
    #[error(transparent)]
    Listen(#[from] ListenError),
    /// Another runner holds the data folder.
    #[error("The data folder {} is in use by another runner. Stop that one, or choose another folder with --data.", folder.display())]
    FolderInUse {
        /// The data folder.
        folder: PathBuf,
    },
    /// The folder holds something else's files.
    #[error("The folder {} holds files that are not the runner's. Choose another with --data.", folder.display())]
    FolderNotOurs {
        /// The folder that was asked for.
        folder: PathBuf,
    },
    /// A file in the data folder cannot be read or written.
    #[error("Cannot use {}: {source}.", path.display())]
    File {
        /// The file or folder.
        path: PathBuf,
        /// What the operating system says.
        source: io::Error,
    },
    /// A file in the data folder is not as the runner writes it.
    #[error("{} is damaged: {reason}. Start anew with --fresh.", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// The operating system gives no randomness.
    #[error(transparent)]
    Randomness(#[from] RandomnessError),
    /// The embedded database does not do as it should.
    #[error("The database cannot be used: {reason}.")]
    Database {
        /// What it says.
        reason: String,
    },
    /// The table in the data folder has other keys or indexes than the template.
    #[error(
        "The table in the data folder is not the one that infra/template.yaml describes ({difference}). Start anew with --fresh."
    )]
    OtherTable {
        /// What differs.
        difference: String,
    },
    /// The template cannot be understood.
    #[error("infra/template.yaml: {0}.")]
    Template(#[from] TemplateError),
    /// The template names functions that the runner was not given.
    #[error("infra/template.yaml names functions that are not built in: {}.", names.join(", "))]
    MissingFunctions {
        /// Their names.
        names: Vec<String>,
    },
    /// There is nothing to speak TLS with.
    #[error("No certificate can be made: {0}.")]
    Tls(#[from] TlsError),
    /// The operating system's signals cannot be heard.
    #[error("Cannot listen for signals: {0}.")]
    Signals(io::Error),
}

impl StartError {
    /// A file or folder cannot be used.
    pub fn file(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::File { path, source }
    }

    /// The database cannot be used, with the whole chain of causes.
    pub fn database(fault: impl std::error::Error) -> Self {
        let mut reason = fault.to_string();
        let mut cause = fault.source();
        while let Some(deeper) = cause {
            reason = format!("{reason}: {deeper}");
            cause = deeper.source();
        }
        Self::Database { reason }
    }
}
