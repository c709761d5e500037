//! `make walk`: plays the journey against a running `make run` and tells what happens, step by
//! step, with every e-mail and text as it was received. Ends with 1 where a promise is broken.

#[path = "walk/paper.rs"]
mod paper;
#[path = "walk/story.rs"]
mod story;

use paper::{Paper, complain, put};
use serde_json::Value;
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;
use story::{Broken, Story};

/// Where a running Vestibule listens.
struct Endpoints {
    shown: String,
    origin: String,
    aws: String,
}

#[tokio::main]
async fn main() -> ExitCode {
    let Some(folder) = data_folder() else {
        complain("walk: use it as `walk --data FOLDER`, the folder of `make run`.");
        return ExitCode::FAILURE;
    };
    let Some(at) = running(&folder) else {
        let folder = folder.display();
        complain(&format!("walk: nothing is running on {folder}; start it with `make run` first."));
        return ExitCode::FAILURE;
    };
    // The driver panics where an answer is not as promised: told below, once, and readably.
    std::panic::set_hook(Box::new(|_| {}));
    let paper = Arc::new(Paper::new());
    put(&format!("Walking through the Vestibule at {}. Nothing leaves this machine:", at.shown));
    put("the people, PINs, links and passwords below are made up for this walk.");
    let story = Story::new(&at.origin, &at.aws, Arc::clone(&paper));
    let broken = match tokio::spawn(story.play()).await {
        Ok(Ok(())) => {
            put(&format!("\n{} steps, all as promised.", paper.steps()));
            return ExitCode::SUCCESS;
        }
        Ok(Err(broken)) => broken,
        Err(panicked) => Broken::by_panic(panicked.into_panic().as_ref()),
    };
    complain(&format!("\nBROKEN at step {}: {}\n", paper.steps(), paper.last_step()));
    for line in broken.lines() {
        complain(&format!("      {line}"));
    }
    ExitCode::FAILURE
}

fn data_folder() -> Option<PathBuf> {
    let mut arguments = std::env::args_os().skip(1);
    match (arguments.next(), arguments.next(), arguments.next()) {
        (None, ..) => Some(PathBuf::from(".vestibule")),
        (Some(name), Some(folder), None) if name == "--data" => Some(PathBuf::from(folder)),
        (Some(_), ..) => None,
    }
}

/// What runs on this folder. A runner that was killed may have left its file behind, so it is
/// called once.
fn running(folder: &Path) -> Option<Endpoints> {
    let told = std::fs::read_to_string(folder.join("endpoints.json")).ok()?;
    let told: Value = serde_json::from_str(&told).ok()?;
    let text = |name: &str| told[name].as_str().map(str::to_owned);
    // By address: a name might resolve to a family that nothing listens on. In clear: where people
    // are to use TLS, the same port speaks both.
    let by_address = |name: &str| {
        text(name).map(|url| url.replace("localhost", "127.0.0.1").replace("https://", "http://"))
    };
    let shown = text("public_origin")?;
    let at = Endpoints { shown, origin: by_address("public_origin")?, aws: by_address("aws_url")? };
    let address: SocketAddr = at.origin.strip_prefix("http://")?.parse().ok()?;
    TcpStream::connect_timeout(&address, Duration::from_secs(2)).ok()?;
    Some(at)
}
