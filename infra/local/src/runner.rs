//! Everything around the functions, started in two phases: functions need their services to be
//! created, and other parts need the functions.
//!
//! ```text
//! start: data folder → database, messages, SNS, SES, KMS   (handlers can be created now)
//! serve: Lambda, gateway, pipes, queues, schedules, reports (until the end)
//! ```
//! Stopping reverses the order: running requests finish while everything they need still runs.
//!
//! Only this module knows every layer. It adds faults, the second opinion and disorder in front of
//! the endpoints below.

use std::future::Future;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use serde_json::json;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};
use zeroize::Zeroizing;

use crate::account::names::{KMS_KEY_ID, REGION, SENDER, TABLE_NAME};
use crate::account::randomness::{self, RandomnessError};
use crate::aws::functions::Functions;
use crate::aws::reports::{Reports, UndeliveredReports};
use crate::aws::{Kms, Services};
use crate::edge::direct::DirectAddress;
use crate::edge::front::{Front, Pages};
use crate::edge::gateway::{Gateway, Routes};
use crate::events::pipe::{self, Pipe};
use crate::events::queue::Queue;
use crate::events::report_delivery::{self, Subscribers};
use crate::events::schedule;
use crate::inbox;
use crate::net::listener::{self, Patience, Scheme};
use crate::net::tls::Tls;
use crate::options::Options;
use crate::start_error::StartError;
use crate::storage::FileError;
use crate::storage::data_folder::{DataFolder, EarlierRuns};
use crate::storage::database::Database;
use crate::storage::message_store::MessageStore;
use crate::storage::stream::Stream;
use crate::template::Template;
use crate::testing::faults::{self, Faults};
use crate::testing::proxy::Proxy;
use crate::testing::second_opinion::{self, SecondOpinion};

/// How long a viewer's connection may be silent.
const PATIENCE_WITH_VIEWERS: Patience = Patience::For(Duration::from_secs(30));

/// What a handler needs to know about its surroundings.
#[derive(Clone)]
pub struct Endpoints {
    /// The address of DynamoDB and its streams.
    pub dynamodb_url: String,
    /// The address of SNS, SES, KMS and Lambda.
    pub aws_url: String,
    /// The region that all of them play.
    pub region: &'static str,
    /// The table.
    pub table_name: &'static str,
    /// The KMS key.
    pub key_id: &'static str,
    /// The secret that the front adds to each request. Differs at each start.
    pub origin_secret: Zeroizing<String>,
    /// The product's origin for people, such as `http://localhost:8080`.
    pub public_origin: String,
    /// The certificate, if people use TLS.
    pub certificate: Option<PathBuf>,
    /// The sender of e-mails.
    pub sender: &'static str,
    /// The configuration set for e-mails, if the template has one.
    pub configuration_set: Option<String>,
}

/// Everything that handlers need, running; [`Infrastructure::serve`] starts the rest.
pub struct Infrastructure {
    template: Template,
    folder: DataFolder,
    /// The pages that were built.
    web: PathBuf,
    database: Database,
    /// Between the handlers and the database, in tests.
    proxy: Option<Proxy>,
    faults: Faults,
    /// Whether schedules run. Tests call the functions themselves.
    schedules: bool,
    messages: MessageStore,
    services: Services,
    /// The address for requests that bypass the front.
    direct: DirectAddress,
    undelivered: UndeliveredReports,
    endpoints: Endpoints,
    front: TcpListener,
    tls: Option<Tls>,
    front_address: SocketAddr,
    /// The endpoints are stopped last: dropping this stops them too.
    stop_services: watch::Sender<bool>,
    services_running: JoinHandle<()>,
}

impl Infrastructure {
    /// Opens the data folder and starts the services that handlers call.
    ///
    /// # Errors
    /// The port or the folder is in use, or the folder's content cannot be used.
    pub async fn start(options: &Options, template: Template) -> Result<Self, StartError> {
        // The port first: of two identical runners, the second then reports the simpler reason.
        let (front, address) = listener::on_loopback(options.port).await?;
        let earlier = if options.fresh { EarlierRuns::Delete } else { EarlierRuns::Keep };
        let folder = DataFolder::open(&options.data, earlier)?;
        let database = match &options.second_opinion {
            None => Database::start(&folder.database(), &template.table).await?,
            Some(url) => Database::elsewhere(url, &template.table).await?,
        };
        let tls = if options.tls { Some(Tls::self_signed()?) } else { None };
        let scheme = if options.tls { Scheme::Https } else { Scheme::Http };
        if let Some(tls) = &tls {
            let path = folder.certificate();
            std::fs::write(&path, tls.pem()).map_err(FileError::of(path))?;
        }
        let faults = Faults::under(template.rights.clone());
        let proxy = match options.for_tests {
            true => Some(Proxy::start(&database, faults.clone()).await?),
            false => None,
        };
        let messages = MessageStore::open(&folder.inbox())?;
        let kms = Kms::new(&*folder.master_key()?);
        let (reports, undelivered) = Reports::new();
        let email_reports = template.email_reports.clone();
        let configuration_set =
            email_reports.as_ref().map(|reports| reports.configuration_set.clone());
        let services = Services::new(messages.clone(), kms, SENDER, email_reports, reports);
        let (aws, aws_address) = listener::on_loopback(0).await?;
        let (stop_services, stop) = watch::channel(false);
        let second = match &options.second_opinion {
            None => None,
            Some(url) => Some(SecondOpinion::ask(url, SENDER, configuration_set.as_deref()).await?),
        };
        let key_id = if second.is_some() { second_opinion::KEY_ID } else { KMS_KEY_ID };
        let for_tests = options.for_tests.then(|| faults.clone());
        // A call meets its fault first, then the second opinion.
        let services_router = services.clone().router(|mut calls| {
            if let Some(second) = second {
                calls = second_opinion::hang(second, calls);
            }
            if let Some(faults) = for_tests {
                calls = faults::hang(faults, calls);
            }
            calls
        });
        let direct = DirectAddress::default();
        let router = direct.clone().router().merge(services_router);
        let services_running =
            tokio::spawn(listener::serve(aws, router, Patience::Endless, None, stop));
        let endpoints = Endpoints {
            dynamodb_url: proxy.as_ref().map_or(database.url(), Proxy::url).to_owned(),
            aws_url: format!("http://{aws_address}"),
            region: REGION,
            table_name: TABLE_NAME,
            key_id,
            origin_secret: fresh_secret()?,
            public_origin: format!("{}://localhost:{}", scheme.name(), address.port()),
            certificate: tls.as_ref().map(|_| folder.certificate()),
            sender: SENDER,
            configuration_set,
        };
        Ok(Self {
            template,
            folder,
            web: options.web.clone(),
            database,
            proxy,
            faults,
            schedules: !options.for_tests,
            messages,
            services,
            direct,
            undelivered,
            endpoints,
            front,
            tls,
            front_address: address,
            stop_services,
            services_running,
        })
    }

    /// What a handler needs to know about its surroundings.
    #[must_use]
    pub fn endpoints(&self) -> &Endpoints {
        &self.endpoints
    }

    /// The gateway's address: connections are accepted from now on, and answered once it serves.
    #[must_use]
    pub fn gateway_address(&self) -> SocketAddr {
        self.front_address
    }

    /// The data folder, for the log.
    #[must_use]
    pub fn folder(&self) -> &DataFolder {
        &self.folder
    }

    /// The database, for tests that read the table.
    #[must_use]
    pub fn database(&self) -> &Database {
        &self.database
    }

    /// The faults that tests order. Without `--for-tests` they affect nothing.
    #[must_use]
    pub fn faults(&self) -> &Faults {
        &self.faults
    }

    /// Serves until a signal ends the process (SIGINT, SIGTERM), then leaves nothing running.
    ///
    /// # Errors
    /// A function that the template names is missing, or the stream cannot be opened.
    pub async fn serve(self, functions: Functions) -> Result<(), StartError> {
        let mut interrupted = signal(SignalKind::interrupt()).map_err(StartError::Signals)?;
        let mut terminated = signal(SignalKind::terminate()).map_err(StartError::Signals)?;
        let end = async move {
            tokio::select! {
                _ = interrupted.recv() => {}
                _ = terminated.recv() => {}
            }
        };
        self.serve_until(functions, end).await
    }

    /// Serves until `end` resolves.
    ///
    /// # Errors
    /// As [`Infrastructure::serve`].
    pub async fn serve_until(
        self,
        functions: Functions,
        end: impl Future<Output = ()>,
    ) -> Result<(), StartError> {
        self.has_all(&functions)?;
        let stream = Stream::open(&self.database).await?;
        let gateway = Gateway::new(Routes::of(&self.template), functions.clone());
        self.services.connect(functions.clone());
        self.direct.connect(gateway.clone());
        let pages = Pages { folder: self.web, placeholder: inbox::no_pages };
        let front = Front::new(
            self.template.front.as_ref(),
            pages,
            gateway,
            &self.endpoints.origin_secret,
            if self.tls.is_some() { Scheme::Https } else { Scheme::Http },
        )?;
        let router = inbox::router(self.messages.clone()).merge(front.router());

        let (stop, stopping) = watch::channel(false);
        let mut running = JoinSet::new();
        running.spawn(listener::serve(
            self.front,
            router,
            PATIENCE_WITH_VIEWERS,
            self.tls,
            stopping.clone(),
        ));
        let queues: Vec<Arc<Queue>> =
            self.template.queues.iter().cloned().map(Queue::new).collect();
        let order = self.faults.shuffle().delivery_order();
        let pipes = Pipe::all(&self.template, &queues);
        running.spawn(pipe::run(stream, pipes, order.clone(), stopping.clone()));
        let subscribers = Subscribers::of(&self.template);
        let reported_to = functions.clone();
        running.spawn(report_delivery::run(
            self.undelivered,
            subscribers,
            reported_to,
            order,
            stopping.clone(),
        ));
        for queue in queues {
            running.spawn(queue.run(functions.clone(), stopping.clone()));
        }
        for function in self.template.functions.iter().filter(|_| self.schedules) {
            for rate in &function.schedules {
                running.spawn(schedule::run(
                    function.name.clone(),
                    *rate,
                    functions.clone(),
                    stopping.clone(),
                ));
            }
        }
        write_endpoints(&self.folder, &self.endpoints, self.database.url())?;
        tracing::info!(origin = self.endpoints.public_origin, "serving");

        end.await;
        tracing::info!("stopping");
        stop.send_replace(true);
        while running.join_next().await.is_some() {}
        self.stop_services.send_replace(true);
        if self.services_running.await.is_err() {
            tracing::error!("the AWS endpoints ended badly");
        }
        if let Some(proxy) = self.proxy {
            proxy.stop().await;
        }
        self.database.stop().await;
        remove_endpoints(&self.folder);
        tracing::info!("stopped");
        Ok(())
    }

    fn has_all(&self, functions: &Functions) -> Result<(), StartError> {
        let names = self.template.functions.iter().map(|function| function.name.clone());
        let names: Vec<String> = names.filter(|name| !functions.has(name)).collect();
        if names.is_empty() { Ok(()) } else { Err(StartError::MissingFunctions { names }) }
    }
}

/// 256 random bits, in letters and digits.
fn fresh_secret() -> Result<Zeroizing<String>, RandomnessError> {
    let mut bytes = Zeroizing::new([0_u8; 32]);
    randomness::fill(bytes.as_mut_slice())?;
    Ok(Zeroizing::new(bytes.iter().map(|byte| format!("{byte:02x}")).collect()))
}

/// Writes the endpoints file, for programs that started the runner. It has the database's own
/// address: reads of theirs meet no faults and are not counted.
fn write_endpoints(
    folder: &DataFolder,
    endpoints: &Endpoints,
    database: &str,
) -> Result<(), FileError> {
    let endpoints = json!({
        "public_origin": endpoints.public_origin,
        "certificate": endpoints.certificate,
        "aws_url": endpoints.aws_url,
        "dynamodb_url": database,
        "table_name": endpoints.table_name,
        "process_id": std::process::id(),
    });
    // Renamed into place, so a program that waits for the file never reads half of it.
    let (path, unfinished) = (folder.endpoints(), folder.endpoints().with_extension("unfinished"));
    std::fs::write(&unfinished, format!("{endpoints:#}\n")).map_err(FileError::of(&unfinished))?;
    std::fs::rename(&unfinished, &path).map_err(FileError::of(path))
}

fn remove_endpoints(folder: &DataFolder) {
    if let Err(error) = std::fs::remove_file(folder.endpoints()) {
        tracing::warn!(%error, "cannot take back where everything listened");
    }
}

#[cfg(test)]
mod tests;
