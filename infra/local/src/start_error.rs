//! Why the runner could not start, in words for the person who started it.
//!
//! Each is one line: the reason and, if known, the remedy.

use std::io;

use crate::account::randomness::RandomnessError;
use crate::edge::front::FrontError;
use crate::net::listener::ListenError;
use crate::net::tls::TlsError;
use crate::storage::FileError;
use crate::storage::data_folder::FolderError;
use crate::storage::database::DatabaseError;
use crate::storage::message_store::MessageStoreError;
use crate::template::TemplateError;
use crate::testing::proxy::ProxyError;
use crate::testing::second_opinion::SecondOpinionError;

/// The runner cannot start, or cannot continue.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The port cannot be listened on.
    #[error(transparent)]
    Listen(#[from] ListenError),
    /// The data folder cannot be used.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// A file in it cannot be read or written.
    #[error(transparent)]
    File(#[from] FileError),
    /// The messages of earlier runs cannot be used.
    #[error(transparent)]
    Messages(#[from] MessageStoreError),
    /// The operating system gives no randomness.
    #[error(transparent)]
    Randomness(#[from] RandomnessError),
    /// The database cannot be used.
    #[error(transparent)]
    Database(#[from] DatabaseError),
    /// The proxy before the database, for tests, cannot be started.
    #[error(transparent)]
    Proxy(#[from] ProxyError),
    /// The second opinion does not answer, or not as AWS would.
    #[error(transparent)]
    SecondOpinion(#[from] SecondOpinionError),
    /// The template cannot be understood.
    #[error("infra/template.yaml: {0}.")]
    Template(#[from] TemplateError),
    /// The template's front cannot be served.
    #[error("infra/template.yaml: {0}.")]
    Front(#[from] FrontError),
    /// The template names functions that the runner does not have.
    #[error("infra/template.yaml names functions that are not built in: {}.", names.join(", "))]
    MissingFunctions {
        /// Their names.
        names: Vec<String>,
    },
    /// No certificate for TLS.
    #[error("No certificate can be made: {0}.")]
    Tls(#[from] TlsError),
    /// The operating system's signals cannot be received.
    #[error("Cannot listen for signals: {0}.")]
    Signals(io::Error),
}
