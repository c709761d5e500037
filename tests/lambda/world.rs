//! The runner's infrastructure around the functions, in this process: with the flows called in
//! process, or with their real binaries.

use crate::binaries;
use crate::environment::{Fleet, Function, log_in};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::oneshot;
use vestibule_local::{
    FunctionError, Functions, Infrastructure, Options, StartError, Template, registry,
};
use vestibule_runtime::App;
use vestibule_runtime::clock::Clock;
use vestibule_runtime::config::{Config, Endpoints, UNRELEASED};
use vestibule_tests::Runner;

/// A call of a function, and its result.
#[derive(Debug, Clone)]
pub struct Call {
    /// Its name.
    pub function: String,
    /// The event.
    pub event: Value,
    /// Its reply, or its error.
    pub outcome: Result<Value, Value>,
}

/// A running system. It ends with [`World::end`].
pub struct World {
    /// Its driver.
    pub runner: Runner,
    calls: Arc<Mutex<Vec<Call>>>,
    stop: oneshot::Sender<()>,
    serving: tokio::task::JoinHandle<Result<(), StartError>>,
    endpoints: vestibule_local::Endpoints,
    folder: PathBuf,
}

impl World {
    /// The flows in process, as the runner calls them.
    pub async fn in_process() -> Self {
        Self::start(async |at, _| {
            // This process's log lines are not read.
            vestibule_runtime::logging::metrics_to(|_| {});
            let config = Config {
                table_name: at.table_name.to_owned(),
                key_id: at.key_id.to_owned(),
                origin_secrets: vec![at.origin_secret.to_string()],
                release: UNRELEASED.to_owned(),
                public_origin: Some(at.public_origin.clone()),
                sender_address: Some(at.sender.to_owned()),
                configuration_set: at.configuration_set.clone(),
                endpoints: Some(Endpoints {
                    dynamodb: at.dynamodb_url.clone(),
                    others: at.aws_url.clone(),
                }),
            };
            let clock = Clock::default();
            registry::functions(&App::start(config, clock.clone()).await, &clock)
        })
        .await
    }

    /// The real binaries.
    pub async fn of_binaries() -> Self {
        Self::start(async |at, folder| {
            let mut functions = Functions::default();
            for flow in registry::flows() {
                let fleet = Fleet::of(function(flow.name, at, folder));
                functions = functions.with(flow.name, move |event| {
                    let fleet = fleet.clone();
                    async move { fleet.invoke(&event).await.map_err(error) }
                });
            }
            functions
        })
        .await
    }

    async fn start(
        functions: impl AsyncFnOnce(&vestibule_local::Endpoints, &Path) -> Functions,
    ) -> Self {
        let folder = binaries::beside().join("test-data").join(uuid::Uuid::new_v4().to_string());
        let options =
            Options { port: 0, data: folder.clone(), for_tests: true, ..Options::default() };
        let template = Template::of_this_product().expect("the template");
        let infrastructure = Infrastructure::start(&options, template).await.expect("a start");
        let endpoints = infrastructure.endpoints().clone();
        let calls: Arc<Mutex<Vec<Call>>> = Arc::default();
        let functions = functions(&endpoints, &folder).await;
        let functions = noted(functions, &calls);
        let functions = infrastructure.faults().functions(functions);
        let (stop, stopped) = oneshot::channel();
        let told = async {
            // Dropping the world stops it too.
            let _ = stopped.await;
        };
        let serving = tokio::spawn(infrastructure.serve_until(functions, told));
        let runner = Runner::joined(folder.clone()).await;
        Self { runner, calls, stop, serving, endpoints, folder }
    }

    /// A startable function for the caller alone.
    pub fn function(&self, name: &str) -> Function {
        function(name, &self.endpoints, &self.folder)
    }

    /// The calls so far.
    pub fn calls(&self) -> Vec<Call> {
        self.calls.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Everything that a function's processes wrote.
    pub fn log(&self, name: &str) -> String {
        std::fs::read_to_string(log_in(&self.folder, name)).unwrap_or_default()
    }

    /// Waits until everything has finished.
    pub async fn end(self) {
        let _ = self.stop.send(());
        self.serving.await.expect("no panic").expect("it serves to its end");
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// A function with the environment that the template sets.
fn function(name: &str, at: &vestibule_local::Endpoints, folder: &Path) -> Function {
    let services = BTreeMap::from([
        ("AWS_ENDPOINT_URL".to_owned(), at.aws_url.clone()),
        ("AWS_ENDPOINT_URL_DYNAMODB".to_owned(), at.dynamodb_url.clone()),
    ]);
    let choices = [
        ("OriginSecret", at.origin_secret.as_str()),
        ("PUBLIC_ORIGIN", &at.public_origin),
        ("SenderAddress", at.sender),
    ];
    given(name, &choices, services, folder)
}

/// A function in its own folder, with no services at its endpoints. A function that the template
/// does not have gets the settings of `refuse-unknown-route`.
pub fn alone(name: &str) -> Function {
    let folder = binaries::beside().join("test-data").join(uuid::Uuid::new_v4().to_string());
    std::fs::create_dir_all(&folder).expect("a folder");
    let nowhere = "http://127.0.0.1:1".to_owned();
    let services = BTreeMap::from([("AWS_ENDPOINT_URL".to_owned(), nowhere)]);
    let choices = [
        ("OriginSecret", "0123456789abcdef0123456789abcdef"),
        ("PUBLIC_ORIGIN", "https://portal.example.com"),
    ];
    given(name, &choices, services, &folder)
}

fn given(
    name: &str,
    choices: &[(&str, &str)],
    services: BTreeMap<String, String>,
    folder: &Path,
) -> Function {
    let template = Template::of_this_product().expect("the template");
    let settings = &template.function_settings;
    let given = settings.get(name).unwrap_or(&settings["refuse-unknown-route"]);
    let mut names = template.references.clone();
    for (parameter, chosen) in choices {
        names.set(parameter, (*chosen).to_owned());
    }
    let variables = given.environment.iter().map(|(variable, value)| {
        // The front's address is known once there is a front.
        let chosen = choices.iter().find(|(chosen, _)| chosen == variable);
        let value = match chosen {
            Some((_, value)) => (*value).to_owned(),
            None => names.text(name, value).expect("a value that is known here"),
        };
        (variable.clone(), value)
    });
    Function {
        name: name.to_owned(),
        binary: binaries::of(name),
        through: Vec::new(),
        variables: variables.collect(),
        memory_mb: given.memory_mb,
        timeout: Duration::from_secs(given.timeout_s.into()),
        services,
        log: log_in(folder, name),
    }
}

/// A function's error, as the runner returns it.
fn error(told: Value) -> FunctionError {
    let text = |name: &str| told[name].as_str().unwrap_or_default().to_owned();
    FunctionError { error_type: text("errorType"), message: text("errorMessage") }
}

/// The same functions, with their calls recorded.
fn noted(functions: Functions, calls: &Arc<Mutex<Vec<Call>>>) -> Functions {
    let mut noted = Functions::default();
    for (name, handler) in functions.0 {
        let calls = Arc::clone(calls);
        noted = noted.with(name, move |event| {
            let (calls, called) = (Arc::clone(&calls), handler(event.clone()));
            async move {
                let outcome = called.await;
                let told = outcome.clone().map_err(|error| json!(error.payload()));
                let call = Call { function: name.to_owned(), event, outcome: told };
                calls.lock().unwrap_or_else(PoisonError::into_inner).push(call);
                outcome
            }
        });
    }
    noted
}
