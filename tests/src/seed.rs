//! `make seed N=10000`: fills the demo firm of a running `make run` with clients. The runner's own
//! function writes them, some hundreds at a time. A few are then invited through the API, one of
//! them without success, so the list has every case that an adviser meets.

use serde_json::{Value, json};
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;
use vestibule_tests::endpoints::{Endpoints, running};
use vestibule_tests::{Answer, Visitor};

/// The demo firm and its adviser, as `make run` creates them.
const FIRM: &str = "harbour-vale";
const ADVISER: &str = "ada@harbour-vale.example";
const PASSWORD: &str = "lantern tide over quiet harbour";
/// Clients in one invocation, shown as one dot.
const A_DOT: usize = 250;
/// How many are invited.
const INVITED: usize = 20;

#[tokio::main]
async fn main() -> ExitCode {
    match seed().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            put(&format!("seed: {why}\n"));
            ExitCode::FAILURE
        }
    }
}

async fn seed() -> Result<(), String> {
    let (folder, clients) = wanted().ok_or("use it as `seed --data FOLDER --clients N`")?;
    let at = running(&folder)
        .ok_or_else(|| format!("nothing runs on {}; start `make run` first", folder.display()))?;
    let adviser = Visitor::anywhere(&at.origin);
    let firm = granted(adviser.get(&format!("/api/firms/{FIRM}")).await)?["id"].clone();
    let sign_in = json!({ "firm": firm, "email": ADVISER, "password": PASSWORD });
    let _ = granted(adviser.post("/api/staff/sign-in", &sign_in).await)?;
    let staff = granted(adviser.get("/api/staff/session").await)?["id"].clone();

    let begun = Instant::now();
    for place in (0..clients).step_by(A_DOT) {
        let some = A_DOT.min(clients - place);
        invoke(&at, &json!({ "firm": firm, "staff": staff, "clients": some })).await?;
        put(".");
    }
    let took = begun.elapsed().as_secs_f64();
    let newest = granted(adviser.get("/api/staff/clients?sort=newest&page=100").await)?;
    let newest = newest["clients"].as_array().cloned().unwrap_or_default();
    let bounces = |client: &&Value| client["email"].as_str().is_some_and(|to| to.contains('+'));
    for client in newest.iter().filter(bounces).take(1).chain(newest.iter().take(INVITED)) {
        let id = client["id"].as_str().unwrap_or_default();
        let invite = format!("/api/staff/clients/{id}/invite");
        let _ = granted(adviser.post(&invite, &json!({})).await)?;
    }
    put(&format!("\n{clients} clients of {FIRM} in {took:.1} s: {}/console\n", at.shown));
    Ok(())
}

async fn invoke(at: &Endpoints, event: &Value) -> Result<(), String> {
    let path = "/2015-03-31/functions/seed-clients/invocations";
    let signed = [("authorization", "AWS4-HMAC-SHA256 local")];
    let answer = Visitor::anywhere(&at.aws).post_with(path, event, &signed).await;
    if answer.headers.contains_key("x-amz-function-error") {
        return Err(answer.text);
    }
    granted(answer).map(|_| ())
}

fn granted(answer: Answer) -> Result<Value, String> {
    if (200..300).contains(&answer.status) { Ok(answer.body) } else { Err(answer.text) }
}

fn wanted() -> Option<(PathBuf, usize)> {
    let (mut folder, mut clients) = (PathBuf::from(".vestibule"), 1000);
    let mut arguments = std::env::args().skip(1);
    while let Some(name) = arguments.next() {
        let value = arguments.next()?;
        match name.as_str() {
            "--data" => folder = PathBuf::from(value),
            "--clients" => clients = value.parse().ok()?,
            _ => return None,
        }
    }
    Some((folder, clients))
}

fn put(text: &str) {
    let mut out = std::io::stderr().lock();
    // A closed output loses only the progress.
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}
