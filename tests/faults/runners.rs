//! The process itself: how it ends, and that only one runs on a folder.

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};
use vestibule_tests::{Runner, runner};

/// A runner as a person starts it, without the switch for tests.
struct Started {
    process: Child,
    folder: PathBuf,
}

impl Started {
    async fn new() -> Self {
        let folder = fresh();
        let process = start(&folder, "0");
        let started = Self { process, folder };
        let began = Instant::now();
        while !started.folder.join("endpoints.json").exists() {
            assert!(began.elapsed() < Duration::from_secs(60), "the runner did not start");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        started
    }

    fn told(&self) -> Value {
        let text =
            std::fs::read_to_string(self.folder.join("endpoints.json")).expect("endpoints.json");
        serde_json::from_str(&text).expect("JSON")
    }

    fn signal(&self, signal: &str) {
        let told = Command::new("kill").args([signal, &self.process.id().to_string()]).status();
        assert!(told.expect("kill").success());
    }

    async fn ended(&mut self, within: Duration) -> std::process::ExitStatus {
        let began = Instant::now();
        loop {
            if let Some(status) = self.process.try_wait().expect("a process") {
                return status;
            }
            assert!(began.elapsed() < within, "the runner did not end in time");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }
}

impl Drop for Started {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// A folder that does not exist yet.
fn fresh() -> PathBuf {
    let target = runner::binary().with_file_name("test-data");
    std::fs::create_dir_all(&target).expect("a folder");
    target.join(uuid::Uuid::new_v4().to_string())
}

/// The output of a runner that ended. One that keeps running is killed.
fn refused(mut process: Child) -> Output {
    let began = Instant::now();
    while process.try_wait().expect("a process").is_none() {
        if began.elapsed() > Duration::from_secs(20) {
            let _ = process.kill();
            let _ = process.wait();
            panic!("the runner was not refused");
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    process.wait_with_output().expect("the output can be read")
}

fn start(folder: &Path, port: &str) -> Child {
    let mut command = Command::new(runner::binary());
    command.args(["--port", port, "--data"]).arg(folder);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().expect("the runner starts")
}

#[tokio::test]
async fn a_signal_ends_the_runner_quickly_and_cleanly_even_with_open_connections() {
    for signal in ["-TERM", "-INT"] {
        let mut started = Started::new().await;
        let origin = started.told()["public_origin"]
            .as_str()
            .expect("an origin")
            .replace("localhost", "127.0.0.1");
        // One connection stays open, and one never sends a request.
        let _open = vestibule_tests::Visitor::new(&origin).get("/api/openapi.json").await.is(200);
        let _silent = std::net::TcpStream::connect(origin.trim_start_matches("http://"))
            .expect("a connection");
        started.signal(signal);
        let began = Instant::now();
        let status = started.ended(Duration::from_secs(20)).await;
        assert_eq!(status.code(), Some(0), "{signal}");
        assert!(began.elapsed() < Duration::from_secs(5), "{signal}: {:?}", began.elapsed());
        assert!(!started.folder.join("endpoints.json").exists(), "the endpoints file is removed");
        let log = std::fs::read_to_string(started.folder.join("log.jsonl")).expect("a log");
        let last = log.lines().last().unwrap_or_default();
        assert!(last.contains("\"stopped\""), "{last}");
        assert!(!log.contains("\"ERROR\""), "{log}");
    }
}

#[tokio::test]
async fn a_second_runner_is_refused_with_one_clear_line() {
    let first = Runner::own().await;
    let port = first.origin.rsplit(':').next().expect("a port").to_owned();
    let elsewhere = fresh();
    let foreign = fresh();
    std::fs::create_dir(&foreign).expect("a folder");
    std::fs::write(foreign.join("thesis.txt"), "mine").expect("a file");
    for (folder, port, words) in [
        (first.folder(), "0", "in use by another runner"),
        (&elsewhere, port.as_str(), "is in use"),
        (first.folder(), port.as_str(), "in use"),
        (&foreign, "0", "not the runner's"),
    ] {
        let ended = refused(start(folder, port));
        let said = String::from_utf8_lossy(&ended.stderr);
        assert_eq!(ended.status.code(), Some(1), "{said}");
        assert!(said.contains(words), "{said}");
        assert_eq!(said.trim_end().lines().count(), 1, "{said}");
        assert!(said.starts_with("vestibule: ") && !said.contains("panicked"), "{said}");
        assert!(ended.stdout.is_empty(), "{}", String::from_utf8_lossy(&ended.stdout));
    }
    assert_eq!(std::fs::read_to_string(foreign.join("thesis.txt")).expect("a file"), "mine");
    assert_eq!(
        std::fs::read_dir(&foreign).expect("a folder").count(),
        1,
        "nothing was written to the folder"
    );
    // The first runner is not affected.
    let _ = first.firm().await;
    for folder in [elsewhere, foreign] {
        let _ = std::fs::remove_dir_all(folder);
    }
}

#[tokio::test]
async fn invalid_options_are_refused_with_one_clear_line() {
    for arguments in
        [&["--port", "x"][..], &["--port", "70000"], &["--data", ""], &["--nothing"], &["here"]]
    {
        let mut command = Command::new(runner::binary());
        command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let ended = refused(command.spawn().expect("it starts"));
        let said = String::from_utf8_lossy(&ended.stderr);
        assert_eq!(
            (ended.status.code(), said.trim_end().lines().count()),
            (Some(1), 1),
            "{arguments:?}: {said}"
        );
    }
}
