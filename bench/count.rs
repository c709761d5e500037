//! Counts instructions with valgrind, whose counts are the same on every machine.

use crate::environment::Function;
use serde_json::Value;
use std::io::Write;
use std::process::{Command, Stdio};
use std::time::Duration;

const COUNT: [&str; 3] = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"];
/// A counted process is about fifty times slower.
const PATIENCE: Duration = Duration::from_secs(120);

/// The instructions of one event of a function: the difference between a shorter and a longer run.
pub async fn of_an_event(function: &Function, event: &Value, events: (u32, u32)) -> f64 {
    let (few, many) = events;
    let less = of_events(function, event, few).await;
    (of_events(function, event, many).await - less) / f64::from(many - few)
}

/// The instructions of a function's process, from its start to its end.
async fn of_events(function: &Function, event: &Value, events: u32) -> f64 {
    let mut function = function.clone();
    function.through = COUNT.map(str::to_owned).to_vec();
    function.timeout = PATIENCE;
    let _ = std::fs::remove_file(&function.log);
    let mut environment = function.start().await;
    for _ in 0..events {
        environment.invoke(event).await.expect("a reply");
    }
    environment.asked(events + 1).await;
    environment.terminate().await;
    collected(&std::fs::read_to_string(&function.log).expect("a log"))
}

/// The instructions of one turn of a program whose argument is the number of turns.
pub fn of_a_turn(program: &Command, input: &[u8], turns: (u32, u32)) -> f64 {
    let (few, many) = turns;
    let all = |turns| of_turns(program, input, turns);
    (all(many) - all(few)) / f64::from(many - few)
}

fn of_turns(program: &Command, input: &[u8], turns: u32) -> f64 {
    let environment = program.get_envs().filter_map(|(name, value)| Some((name, value?)));
    let mut process = Command::new(COUNT[0])
        .args(&COUNT[1..])
        .arg(program.get_program())
        .arg(turns.to_string())
        .env_clear()
        .envs(environment)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("a process");
    process.stdin.take().expect("its input").write_all(input).expect("it listens");
    let told = process.wait_with_output().expect("it ends");
    let told_of = String::from_utf8_lossy(&told.stderr);
    assert!(told.status.success(), "{told_of}");
    collected(&told_of)
}

/// The count that valgrind reported.
fn collected(log: &str) -> f64 {
    let counted = log.lines().find_map(|line| line.split_once("Collected : ")).expect("a count");
    counted.1.trim().parse().expect("a number")
}
