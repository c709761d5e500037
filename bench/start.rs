//! From the start of a process to its first request for an event.

use crate::table::Table;
use crate::world;
use std::io::Read;
use std::net::TcpListener;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use vestibule_local::registry::flows;

/// The budget, as a ratio: 5.8 with the SDK's defaults.
const AT_MOST: f64 = 2.2;
/// Starts of each function: the best one counts.
const TRIES: u32 = 15;

/// Measures every function against the bare one, start by start.
pub fn measure(table: &mut Table) {
    let bare = world::alone("bare");
    let mut least_bare = Duration::MAX;
    let mut all: Vec<_> = flows()
        .into_iter()
        .map(|flow| (world::alone(flow.name), flow.loads_numbers(), Duration::MAX))
        .collect();
    for _ in 0..TRIES {
        for (function, _, least) in &mut all {
            least_bare = least_bare.min(first_question(&bare));
            *least = (*least).min(first_question(function));
        }
    }
    let worst = |numbers: bool| {
        let of_kind = all.iter().filter(|(_, reads, _)| *reads == numbers);
        let worst = of_kind.max_by_key(|(.., least)| *least).expect("a function");
        (worst.0.name.clone(), worst.2.as_secs_f64() / least_bare.as_secs_f64(), worst.2)
    };
    let (name, ratio, _) = worst(false);
    table.row(
        format!("start to first question, ÷ a bare function's: the slowest ({name})"),
        AT_MOST,
        ratio,
        2,
    );
    let (name, ratio, time) = worst(true);
    table.note(format!(
        "start: a bare function {:.2} ms; the slowest that loads phone numbers ({name}) {:.2} ms, \
         {ratio:.1} times that",
        least_bare.as_secs_f64() * 1e3,
        time.as_secs_f64() * 1e3,
    ));
}

fn first_question(function: &crate::environment::Function) -> Duration {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address").to_string();
    let variables = function.environment(&address);
    let began = Instant::now();
    let mut process = Command::new(&function.binary)
        .env_clear()
        .envs(variables)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("a process");
    let (mut stream, _) = listener.accept().expect("a question");
    let mut heard = [0; 48];
    stream.read_exact(&mut heard).expect("a question");
    let took = began.elapsed();
    assert!(heard.starts_with(b"GET /2018-06-01/runtime/invocation/next "));
    process.kill().expect("a process");
    process.wait().expect("a process");
    took
}
