//! An execution environment: a function's process, and its Runtime API.

use crate::api::{Api, Outcome};
use serde_json::json;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How long a process may take to start or to end on a busy machine.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// A function that can be started.
#[derive(Clone)]
pub struct Function {
    /// The name of its flow.
    pub name: String,
    /// Its binary.
    pub binary: PathBuf,
    /// A program that runs the binary, with its arguments; usually none.
    pub through: Vec<String>,
    /// The variables that the template sets.
    pub variables: BTreeMap<String, String>,
    /// Its memory, in MB.
    pub memory_mb: u32,
    /// Its time limit.
    pub timeout: Duration,
    /// The endpoints that replace AWS's services.
    pub services: BTreeMap<String, String>,
    /// The file that receives its processes' output.
    pub log: PathBuf,
}

/// One of its environments. Dropping it ends the process.
pub struct Environment {
    function: Function,
    process: Child,
    api: Api,
}

impl Function {
    /// Starts a process.
    pub async fn start(&self) -> Environment {
        let api = Api::start().await;
        let log = || File::options().create(true).append(true).open(&self.log).expect("a log");
        let mut words = self.through.iter().map(OsString::from).chain([self.binary.clone().into()]);
        let process = Command::new(words.next().expect("a program"))
            .args(words)
            .env_clear()
            .envs(self.environment(&api.address))
            .stdin(Stdio::null())
            .stdout(log())
            .stderr(log())
            .spawn()
            .unwrap_or_else(|fault| panic!("{}: {fault}", self.binary.display()));
        Environment { function: self.clone(), process, api }
    }

    /// The variables that Lambda sets ("Defined runtime environment variables"), those of the
    /// template, and the services' endpoints.
    pub fn environment(&self, api: &str) -> BTreeMap<String, String> {
        let lambdas = [
            ("_HANDLER", "bootstrap"),
            ("AWS_ACCESS_KEY_ID", self.name.as_str()),
            ("AWS_DEFAULT_REGION", "eu-west-1"),
            ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", &self.memory_mb.to_string()),
            ("AWS_LAMBDA_FUNCTION_NAME", self.name.as_str()),
            ("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST"),
            ("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"),
            ("AWS_LAMBDA_LOG_FORMAT", "JSON"),
            ("AWS_LAMBDA_LOG_GROUP_NAME", &format!("/aws/lambda/{}", self.name)),
            ("AWS_LAMBDA_LOG_STREAM_NAME", "2026/01/01/[$LATEST]0"),
            ("AWS_LAMBDA_RUNTIME_API", api),
            ("AWS_REGION", "eu-west-1"),
            ("AWS_SECRET_ACCESS_KEY", "secret"),
            ("AWS_SESSION_TOKEN", "token"),
            ("LAMBDA_RUNTIME_DIR", "/var/runtime"),
            ("LAMBDA_TASK_ROOT", "/var/task"),
            ("LANG", "en_US.UTF-8"),
            ("PATH", "/usr/local/bin:/usr/bin/:/bin:/opt/bin"),
            ("TZ", ":UTC"),
        ];
        let lambdas = lambdas.map(|(name, value)| (name.to_owned(), value.to_owned()));
        lambdas.into_iter().chain(self.variables.clone()).chain(self.services.clone()).collect()
    }
}

impl Environment {
    /// Calls the function within its time limit; after that, kills it.
    pub async fn invoke(&mut self, event: &serde_json::Value) -> Outcome {
        let (name, timeout) = (&self.function.name, self.function.timeout);
        let invoked = self.api.invoke(name, event, timeout);
        let ended = ended(&mut self.process);
        tokio::select! {
            outcome = invoked => outcome,
            status = ended => Err(json!({ "errorType": "Runtime.ExitError",
                "errorMessage": format!("{name} ended: {status}") })),
            () = tokio::time::sleep(timeout) => Err(json!({ "errorType": "Sandbox.Timedout" })),
        }
    }

    /// Waits until it has requested an event `n` times.
    pub async fn asked(&mut self, n: u32) {
        let asked = self.api.asked(n);
        let name = &self.function.name;
        tokio::select! {
            () = asked => {}
            status = ended(&mut self.process) => panic!("{name} ended: {status}"),
            () = tokio::time::sleep(PATIENCE) => panic!("{name} requests no event"),
        }
    }

    /// The init error that it reported, and its exit status.
    pub async fn could_not_start(mut self) -> (serde_json::Value, ExitStatus) {
        let told = tokio::time::timeout(PATIENCE, self.api.could_not_start()).await;
        let told = told.expect("an init error is reported");
        (told, ended(&mut self.process).await)
    }

    /// The process.
    pub fn id(&self) -> u32 {
        self.process.id()
    }

    /// Sends the signal that Lambda sends, and waits until it has ended.
    pub async fn terminate(mut self) -> ExitStatus {
        let kill = Command::new("kill").arg("-TERM").arg(self.id().to_string()).status();
        assert!(kill.expect("kill").success());
        ended(&mut self.process).await
    }
}

impl Drop for Environment {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Waits for the end of a process.
async fn ended(process: &mut Child) -> ExitStatus {
    let began = Instant::now();
    loop {
        if let Some(status) = process.try_wait().expect("a process") {
            return status;
        }
        assert!(began.elapsed() < PATIENCE, "the process keeps running");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

/// All environments of a function: an idle one takes an event, or a new one starts.
#[derive(Clone)]
pub struct Fleet {
    function: Function,
    idle: Arc<Mutex<Vec<Environment>>>,
}

impl Fleet {
    /// Creates an empty fleet.
    pub fn of(function: Function) -> Self {
        Self { function, idle: Arc::default() }
    }

    /// Calls the function.
    pub async fn invoke(&self, event: &serde_json::Value) -> Outcome {
        let idle = self.idle().pop();
        let mut environment = match idle {
            Some(environment) => environment,
            None => self.function.start().await,
        };
        let outcome = environment.invoke(event).await;
        // After an error the environment is reused, unless its process has ended.
        if matches!(environment.process.try_wait(), Ok(None)) {
            self.idle().push(environment);
        }
        outcome
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Environment>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A separate log file in this folder.
pub fn log_in(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}.log"))
}
