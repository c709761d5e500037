//! The embedded DynamoDB, and the table that the template describes.
//!
//! It has its own thread and runtime, so that a handler that keeps its runtime busy cannot delay
//! the database it waits for. Everyone, including the runner, uses it through the real SDK over
//! loopback.

mod error;
mod table;

pub use error::DatabaseError;

use std::path::Path;
use std::sync::mpsc;
use std::thread::JoinHandle;
use std::time::Duration;

use aws_sdk_dynamodb::config::{BehaviorVersion, Credentials, Region};
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use crate::account::names::REGION;
use crate::net::listener;
use crate::template::Table;

/// How often expired items are deleted. AWS promises no more than days.
const TTL_SWEEP: Duration = Duration::from_secs(30);

/// The database, running until [`Database::stop`] or until it is dropped.
pub struct Database {
    url: String,
    client: aws_sdk_dynamodb::Client,
    running: Option<ServerThread>,
}

struct ServerThread {
    stop: oneshot::Sender<()>,
    thread: JoinHandle<()>,
}

/// The credentials of this machine's clients; nobody checks them.
#[must_use]
pub fn test_credentials() -> Credentials {
    Credentials::new("vestibule", "local", None, None, "vestibule-local")
}

/// The HTTP client for loopback: without TLS, and so without a trust store.
#[must_use]
pub fn loopback_http() -> aws_sdk_dynamodb::config::SharedHttpClient {
    aws_smithy_http_client::Builder::new().build_http()
}

impl Database {
    /// Opens the file, serves it on a free port, and creates the table if it is missing.
    ///
    /// # Errors
    /// The file is not a database, or its table differs from the described one.
    pub async fn start(file: &Path, table: &Table) -> Result<Self, DatabaseError> {
        let (socket, address) = listener::on_loopback(0).await?;
        let url = format!("http://{address}");
        let running = run(file, socket)?;
        let database = Self { client: client(&url), url, running: Some(running) };
        table::ensure(&database.client, table).await?;
        Ok(database)
    }

    /// Uses a database that another program runs; the table is created there if missing.
    ///
    /// # Errors
    /// It does not answer, or its table differs from the described one.
    pub async fn elsewhere(url: &str, table: &Table) -> Result<Self, DatabaseError> {
        let database = Self { url: url.to_owned(), client: client(url), running: None };
        table::ensure(&database.client, table).await?;
        Ok(database)
    }

    /// Where it listens.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The client that all of the runner's own parts share.
    #[must_use]
    pub fn client(&self) -> &aws_sdk_dynamodb::Client {
        &self.client
    }

    /// Lets running requests finish, and closes the file.
    pub async fn stop(mut self) {
        if let Some(running) = self.running.take() {
            // The thread may have ended before; that is fine.
            _ = running.stop.send(());
            let ended = tokio::task::spawn_blocking(|| running.thread.join()).await;
            if !matches!(ended, Ok(Ok(()))) {
                tracing::error!("the database's thread ended badly");
            }
        }
    }
}

fn client(url: &str) -> aws_sdk_dynamodb::Client {
    aws_sdk_dynamodb::Client::from_conf(
        aws_sdk_dynamodb::Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new(REGION))
            .credentials_provider(test_credentials())
            .http_client(loopback_http())
            .endpoint_url(url)
            .build(),
    )
}

/// Starts the thread, and waits until the file is open.
fn run(file: &Path, socket: TcpListener) -> Result<ServerThread, DatabaseError> {
    let database_fault = |reason: String| DatabaseError::Unusable { reason };
    let path =
        file.to_str().ok_or_else(|| database_fault("its path is not UTF-8".to_owned()))?.to_owned();
    // The socket moves to the other runtime.
    let socket = socket.into_std().map_err(DatabaseError::unusable)?;
    let (stop, stopped) = oneshot::channel();
    let (opened, open) = mpsc::channel();
    let thread = std::thread::Builder::new().name("dynamodb".to_owned()).spawn(move || {
        let serving = || -> Result<_, String> {
            let database = dynoxide::Database::new(&path).map_err(|error| error.to_string())?;
            index_the_stream(&path).map_err(|error| error.to_string())?;
            let runtime = tokio::runtime::Builder::new_multi_thread()
                .worker_threads(2)
                .thread_name("dynamodb")
                .enable_all()
                .build()
                .map_err(|error| error.to_string())?;
            Ok((database, runtime))
        };
        match serving() {
            Ok((database, runtime)) => {
                // Nobody waits only if the start was abandoned.
                _ = opened.send(Ok(()));
                runtime.block_on(serve(database, socket, stopped));
                runtime.shutdown_timeout(Duration::from_secs(1));
            }
            Err(reason) => _ = opened.send(Err(reason)),
        }
    });
    let thread = thread.map_err(DatabaseError::unusable)?;
    match open.recv() {
        Ok(Ok(())) => Ok(ServerThread { stop, thread }),
        Ok(Err(reason)) => Err(database_fault(reason)),
        Err(_) => Err(database_fault("its thread ended at once".to_owned())),
    }
}

/// At every write, the embedded database searches its whole stream for the newest number: with some
/// thousand clients that is most of its work. With an index it reads one page.
fn index_the_stream(path: &str) -> Result<(), rusqlite::Error> {
    rusqlite::Connection::open(path)?.execute_batch(
        "CREATE INDEX IF NOT EXISTS stream_by_sequence \
         ON _stream_records (table_name, CAST(sequence_number AS INTEGER))",
    )
}

async fn serve(
    database: dynoxide::Database,
    socket: std::net::TcpListener,
    stopped: oneshot::Receiver<()>,
) {
    let socket = match TcpListener::from_std(socket) {
        Ok(socket) => socket,
        Err(error) => {
            tracing::error!(%error, "the database cannot listen");
            return;
        }
    };
    let sweeping = tokio::spawn(sweep_expired(database.clone()));
    // A dropped sender is a stop signal too: nobody needs the database any more.
    let until = async { drop(stopped.await) };
    if let Err(error) = dynoxide::server::serve_with_shutdown(socket, database, until).await {
        tracing::error!(error, "the database stopped serving");
    }
    sweeping.abort();
}

async fn sweep_expired(database: dynoxide::Database) {
    let mut ticks = tokio::time::interval(TTL_SWEEP);
    loop {
        ticks.tick().await;
        let database = database.clone();
        match tokio::task::spawn_blocking(move || database.sweep_ttl()).await {
            Ok(Ok(0)) => {}
            Ok(Ok(deleted)) => tracing::info!(deleted, "expired items are gone"),
            Ok(Err(error)) => tracing::error!(%error, "cannot sweep expired items"),
            Err(error) => tracing::error!(%error, "the sweep of expired items ended badly"),
        }
    }
}

#[cfg(test)]
mod tests;
