//! `make walk`: plays the journey against a running `make run` and reports each step, with every
//! e-mail and text as received. Exits with 1 if a promise is broken.

#[path = "walk/paper.rs"]
mod paper;
#[path = "walk/story.rs"]
mod story;

use paper::{Paper, complain, put};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use story::{Broken, Story};
use vestibule_tests::endpoints::running;

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
    // The driver panics on an unexpected answer: reported below, once, and readably.
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
