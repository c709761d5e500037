//! AWS, as other people understand it: with `SECOND_OPINION` naming the program `ministack`, each
//! runner keeps its table there and has it take what is sent (`make second-opinion`).

use crate::http::Visitor;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long its start may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running emulator, which ends with the value.
pub struct Second {
    process: Child,
    /// Where it listens.
    pub url: String,
}

impl Second {
    /// One of the caller's own, if a second opinion is asked for.
    pub async fn asked_for() -> Option<Self> {
        let program = std::env::var_os("SECOND_OPINION").filter(|program| !program.is_empty())?;
        let free = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = free.local_addr().expect("an address").port();
        drop(free);
        // It ends with this process, however that ends: a runner that is shared is never dropped.
        let process = Command::new("sh")
            .args(["-c", "\"$0\" & read -r end; kill $!; wait"])
            .arg(program)
            .env("BIND_HOST", "127.0.0.1")
            .env("GATEWAY_PORT", port.to_string())
            .env("MINISTACK_REGION", "eu-west-1")
            .env("SFTP_ENABLED", "0")
            .env("IOT_MTLS_ENABLED", "0")
            .env("LOG_LEVEL", "ERROR")
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("a shell");
        let second = Self { process, url: format!("http://127.0.0.1:{port}") };
        let started = Instant::now();
        while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(started.elapsed() < PATIENCE, "the second opinion did not start");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let _ = Visitor::new(&second.url).get("/_ministack/health").await.is(200);
        Some(second)
    }
}

impl Drop for Second {
    fn drop(&mut self) {
        drop(self.process.stdin.take());
        let _ = self.process.wait();
    }
}
