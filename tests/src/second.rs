//! A second opinion on AWS: with `SECOND_OPINION` naming the program `ministack`, each runner keeps
//! its table there and sends messages through it (`make second-opinion`).

use crate::http::Visitor;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long its start may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running emulator, which ends when dropped.
pub struct Second {
    process: Child,
    /// Its address.
    pub url: String,
}

impl Second {
    /// Starts an emulator, if a second opinion is requested.
    pub async fn if_requested() -> Option<Self> {
        let program = std::env::var_os("SECOND_OPINION").filter(|program| !program.is_empty())?;
        let free = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = free.local_addr().expect("an address").port();
        drop(free);
        // It ends with this process, however that ends: a shared runner is never dropped.
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
