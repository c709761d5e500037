//! The runner as a process: started on a free port with its own folder, killed at will, restarted.

use crate::http::Visitor;
use crate::inbox::Inbox;
use crate::people::Firm;
use crate::second::Second;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tokio::sync::OnceCell;

/// How long a start, or what follows from a request, may take on a busy machine.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// A running Vestibule. It ends when dropped, and with this process, however that ends.
pub struct Runner {
    /// `None`: it runs in the caller's own process.
    pub(crate) process: Option<Child>,
    folder: PathBuf,
    keeps_folder: bool,
    /// The address of pages and API.
    pub origin: String,
    /// The address of the AWS endpoints, and of the API without its front.
    pub aws: String,
    /// The second opinion that the runner consults, if any. It outlives the process.
    second: Option<Second>,
}

impl Runner {
    /// The runner that the tests of a binary share. Nobody moves its clock.
    pub async fn shared() -> &'static Self {
        static SHARED: OnceCell<Runner> = OnceCell::const_new();
        SHARED.get_or_init(Self::own).await
    }

    /// A runner for this test alone, on an empty folder.
    pub async fn own() -> Self {
        let folder = target().join("test-data").join(uuid::Uuid::new_v4().to_string());
        Self::start(folder).await
    }

    /// A runner for this test alone, whose functions log at this `LOG_LEVEL`.
    pub async fn logging(level: &str) -> Self {
        let folder = target().join("test-data").join(uuid::Uuid::new_v4().to_string());
        Self::start_with(folder, &[("RUST_LOG", level)], Second::if_requested().await).await
    }

    async fn start(folder: PathBuf) -> Self {
        Self::start_with(folder, &[], Second::if_requested().await).await
    }

    async fn start_with(
        folder: PathBuf,
        environment: &[(&str, &str)],
        second: Option<Second>,
    ) -> Self {
        let endpoints = folder.join("endpoints.json");
        // The file of a killed runner is not this one's.
        let _ = std::fs::remove_file(&endpoints);
        let mut process = Command::new(binary())
            .args(["--port", "0", "--for-tests", "--data"])
            .arg(&folder)
            .args(second.iter().flat_map(|second| ["--second-opinion", &second.url]))
            .envs(environment.iter().copied())
            .stdin(Stdio::piped())
            .spawn()
            .expect("the runner starts");
        let started = Instant::now();
        let told: Value = loop {
            if let Ok(text) = std::fs::read_to_string(&endpoints) {
                break serde_json::from_str(&text).expect("endpoints.json is JSON");
            }
            if let Ok(Some(status)) = process.try_wait() {
                panic!("the runner ended at once: {status}");
            }
            assert!(started.elapsed() < PATIENCE, "the runner did not start");
            tokio::time::sleep(Duration::from_millis(10)).await;
        };
        Self::told(Some(process), folder, &told, second)
    }

    /// The runner that the caller has started on this folder, in its own process.
    pub async fn joined(folder: PathBuf) -> Self {
        let endpoints = folder.join("endpoints.json");
        let started = Instant::now();
        loop {
            if let Ok(text) = std::fs::read_to_string(&endpoints) {
                let told = serde_json::from_str(&text).expect("endpoints.json is JSON");
                return Self::told(None, folder, &told, None);
            }
            assert!(started.elapsed() < PATIENCE, "the runner did not start");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    fn told(process: Option<Child>, folder: PathBuf, told: &Value, second: Option<Second>) -> Self {
        let text = |name: &str| told[name].as_str().unwrap_or_default().to_owned();
        // By address: a name might resolve to a family other than the visitors' own addresses.
        let origin = text("public_origin").replace("localhost", "127.0.0.1");
        // The process that started it cleans up after it.
        let keeps_folder = process.is_none();
        Self { process, folder, keeps_folder, origin, aws: text("aws_url"), second }
    }

    /// Kills the process as with `kill -9` and restarts it on the same folder.
    pub async fn kill_and_restart(mut self) -> Self {
        let process = self.process.as_mut().expect("a process of its own");
        process.kill().expect("the runner can be killed");
        process.wait().expect("the runner ended");
        self.keeps_folder = true;
        Self::start_with(self.folder.clone(), &[], self.second.take()).await
    }

    /// Everything logged so far.
    #[must_use]
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.folder.join("log.jsonl")).unwrap_or_default()
    }

    /// The metric lines so far.
    #[must_use]
    pub fn metrics(&self) -> Vec<Value> {
        let lines = self.log();
        let lines = lines.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
        lines
            .filter(|line| line["target"] == "metrics")
            .filter_map(|line| serde_json::from_str(line["line"].as_str()?).ok())
            .collect()
    }

    /// The folder of its data.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Moves the clock of every function forward. Only for a runner of the test's own.
    pub async fn advance(&self, by: Duration) {
        let mut rest = u64::try_from(by.as_millis()).expect("a length of time");
        while rest > 0 {
            let step = rest.min(u64::from(u32::MAX));
            self.invoke("advance-clock", &json!({ "ms": step })).await.expect("the clock moves");
            rest -= step;
        }
    }

    /// Invokes a function by name, as ops do.
    ///
    /// # Errors
    /// The function's error.
    pub async fn invoke(&self, function: &str, event: &Value) -> Result<Value, Value> {
        let visitor = Visitor::new(&self.aws);
        let path = format!("/2015-03-31/functions/{function}/invocations");
        let answer =
            visitor.post_with(&path, event, &[("authorization", "AWS4-HMAC-SHA256 test")]).await;
        if answer.header("x-amz-function-error").is_some() || answer.status != 200 {
            Err(answer.body)
        } else {
            Ok(answer.body)
        }
    }

    /// A new browser.
    #[must_use]
    pub fn visitor(&self) -> Visitor {
        Visitor::new(&self.origin)
    }

    /// The inbox.
    #[must_use]
    pub fn inbox(&self) -> Inbox {
        Inbox::new(&self.origin)
    }

    /// A new firm for the caller, with its first admin signed in.
    pub async fn firm(&self) -> Firm {
        self.firm_with(json!({})).await
    }

    /// A firm with these access rules.
    pub async fn firm_with(&self, access: Value) -> Firm {
        Firm::create(self, access).await
    }
}

impl Drop for Runner {
    fn drop(&mut self) {
        if let Some(process) = &mut self.process {
            let _ = process.kill();
            let _ = process.wait();
        }
        if !self.keeps_folder {
            let _ = std::fs::remove_dir_all(&self.folder);
        }
    }
}

/// The folder that `vestibule` is built into. Data is stored there too: a shared runner leaves its
/// folder behind, and `make test` deletes it.
fn target() -> PathBuf {
    let own = std::env::current_exe().expect("a test binary has a path");
    own.ancestors().nth(2).expect("target/<profile>/deps/<test>").to_owned()
}

/// `vestibule` beside the test binaries; `make test` builds it first.
///
/// # Panics
/// It was not built.
#[must_use]
pub fn binary() -> PathBuf {
    let binary = target().join("vestibule");
    assert!(binary.exists(), "build the runner first: cargo build -p vestibule-local");
    binary
}
