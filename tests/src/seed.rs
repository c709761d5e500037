//! `make seed N=10000`: fills the demo firm of a running `make run` with clients, through the API
//! and some at a time, as a bulk import would. Every third is invited, a few of those at an address
//! that does not exist, so that the list has all that an adviser meets.

use serde_json::{Value, json};
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;
use vestibule_tests::Visitor;
use vestibule_tests::endpoints::running;

/// The demo firm and its adviser, as `make run` makes them.
const FIRM: &str = "harbour-vale";
const ADVISER: &str = "ada@harbour-vale.example";
const PASSWORD: &str = "lantern tide over quiet harbour";
/// Requests at once: more only wait for the table.
const AT_ONCE: usize = 24;
/// How many clients are told as one dot.
const A_DOT: usize = 200;

const FIRST: [&str; 24] = [
    "Nora", "Owen", "Priya", "Samuel", "Ivy", "Tomasz", "Leila", "Hugh", "Margaret", "Chidi",
    "Anneke", "Rhys", "Fatima", "Georgios", "Harriet", "Jun", "Kwame", "Lucía", "Moira", "Nikhil",
    "Oksana", "Patrick", "Rosalind", "Søren",
];
const LAST: [&str; 29] = [
    "Fielding",
    "Ellis",
    "Okoro",
    "Whitfield",
    "Marsh",
    "Kaur",
    "Lindqvist",
    "Hart",
    "Novak",
    "Pemberton",
    "Achebe",
    "Bianchi",
    "Castellanos",
    "Dunmore",
    "Eriksen",
    "Farrow",
    "Gallagher",
    "Hashimoto",
    "Iversen",
    "Jennings",
    "Kowalski",
    "Lockwood",
    "Mbeki",
    "Nørgaard",
    "O'Neill",
    "Prescott",
    "Quigley",
    "Rasmussen",
    "Sinclair",
];

struct Wanted {
    folder: PathBuf,
    clients: usize,
}

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
    let wanted = wanted().ok_or("use it as `seed --data FOLDER --clients N`")?;
    let at = running(&wanted.folder).ok_or_else(|| {
        format!("nothing runs on {}; start `make run` first", wanted.folder.display())
    })?;
    let adviser = Arc::new(signed_in(&at.origin).await?);
    let (next, begun) = (Arc::new(AtomicUsize::new(0)), Instant::now());
    // Numbers and addresses of an earlier seed are not met again.
    let tag = format!("{:x}", std::process::id());
    let workers: Vec<_> = (0..AT_ONCE)
        .map(|_| {
            let (adviser, next, tag) = (Arc::clone(&adviser), Arc::clone(&next), tag.clone());
            tokio::spawn(async move {
                loop {
                    let place = next.fetch_add(1, Ordering::Relaxed);
                    if place >= wanted.clients {
                        return Ok(());
                    }
                    add(&adviser, place, &tag).await?;
                    if place % A_DOT == A_DOT - 1 {
                        put(".");
                    }
                }
            })
        })
        .collect();
    for worker in workers {
        let done: Result<(), String> = worker.await.map_err(|_| "it was broken off".to_owned())?;
        done?;
    }
    let took = begun.elapsed().as_secs_f64();
    put(&format!("\n{} clients of {FIRM} in {took:.1} s: {}/console\n", wanted.clients, at.shown));
    Ok(())
}

async fn signed_in(origin: &str) -> Result<Visitor, String> {
    let adviser = Visitor::anywhere(origin);
    let firm = adviser.get(&format!("/api/firms/{FIRM}")).await;
    let order = json!({ "firm": firm.body["id"], "email": ADVISER, "password": PASSWORD });
    match adviser.post("/api/staff/sign-in", &order).await {
        answer if answer.status == 200 => Ok(adviser),
        answer => Err(format!("{ADVISER} cannot sign in: {}", answer.text)),
    }
}

async fn add(adviser: &Visitor, place: usize, tag: &str) -> Result<(), String> {
    let added = asked(adviser, "/api/staff/clients", &client(place, tag), 201).await?;
    if place % 3 == 0 {
        let id = added["id"].as_str().unwrap_or_default();
        asked(adviser, &format!("/api/staff/clients/{id}/invite"), &json!({}), 200).await?;
    }
    Ok(())
}

async fn asked(adviser: &Visitor, path: &str, body: &Value, status: u16) -> Result<Value, String> {
    let answer = adviser.post(path, body).await;
    if answer.status == status { Ok(answer.body) } else { Err(format!("{path}: {}", answer.text)) }
}

/// The client of this place: names in all their pairs, one of 40 a company, of 120 one bounces.
fn client(place: usize, tag: &str) -> Value {
    let first = FIRST[place % FIRST.len()];
    let last = LAST[(place / FIRST.len()) % LAST.len()];
    let round = place / (FIRST.len() * LAST.len());
    let mut name = format!("{first} {last}");
    if round > 0 {
        name = format!("{name} {}", roman(round + 1));
    }
    let email = if place % 120 == 60 {
        format!("bounce+{tag}-{place}@simulator.amazonses.com")
    } else {
        format!("client-{tag}-{place}@mail.example")
    };
    let mobile = format!("07400 {:06}", 100_000 + place % 800_000);
    let mobiles = if place % 7 == 0 { vec![] } else { vec![mobile] };
    json!({
        "name": if place % 40 == 7 { format!("{last} & {first} Ltd") } else { name },
        "kind": if place % 40 == 7 { "company" } else { "person" },
        "relation": if place % 5 == 0 { "prospect" } else { "client" },
        "emails": [email],
        "mobiles": mobiles,
    })
}

/// Namesakes are told apart as families do it.
fn roman(mut number: usize) -> String {
    let mut text = String::new();
    for (value, letters) in [(10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")] {
        while number >= value {
            text.push_str(letters);
            number -= value;
        }
    }
    text
}

fn wanted() -> Option<Wanted> {
    let mut wanted = Wanted { folder: PathBuf::from(".vestibule"), clients: 1000 };
    let mut arguments = std::env::args().skip(1);
    while let Some(name) = arguments.next() {
        let value = arguments.next()?;
        match name.as_str() {
            "--data" => wanted.folder = PathBuf::from(value),
            "--clients" => wanted.clients = value.parse().ok()?,
            _ => return None,
        }
    }
    Some(wanted)
}

fn put(text: &str) {
    let mut out = std::io::stderr().lock();
    // Who does not read it misses nothing but the telling.
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}
