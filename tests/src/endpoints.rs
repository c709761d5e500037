//! The addresses of a running `make run`, for programs beside it.

use serde_json::Value;
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::time::Duration;

/// The addresses of a running Vestibule.
pub struct Endpoints {
    /// The origin, as people read it.
    pub shown: String,
    /// The origin by address: its name might resolve to a family that nothing listens on.
    pub origin: String,
    /// Where functions are invoked, by address.
    pub aws: String,
}

/// Finds the runner on this folder. A killed runner may have left its file behind, so the address
/// is called once.
#[must_use]
pub fn running(folder: &Path) -> Option<Endpoints> {
    let told = std::fs::read_to_string(folder.join("endpoints.json")).ok()?;
    let told: Value = serde_json::from_str(&told).ok()?;
    let text = |name: &str| told[name].as_str().map(str::to_owned);
    // Plain HTTP: where people use TLS, the same port serves both.
    let by_address = |name: &str| {
        text(name).map(|url| url.replace("localhost", "127.0.0.1").replace("https://", "http://"))
    };
    let shown = text("public_origin")?;
    let at = Endpoints { shown, origin: by_address("public_origin")?, aws: by_address("aws_url")? };
    let address: SocketAddr = at.origin.strip_prefix("http://")?.parse().ok()?;
    TcpStream::connect_timeout(&address, Duration::from_secs(2)).ok()?;
    Some(at)
}
