//! What AWS does and costs to onboard a client, from "add a client" to the portal: calls are
//! counted and priced by AWS's list. Texts and mails are counted, but not priced.

use crate::table::Table;
use serde_json::Value;
use std::time::Duration;
use vestibule_tests::{Firm, NewClient, PASSWORD, Runner};

/// The budgets of onboarding a client (docs/decisions/0046).
const DOLLARS_AT_MOST: f64 = 0.05;
const MAILS_AT_MOST: f64 = 2.0;
const TEXTS_AT_MOST: f64 = 1.0;
/// One read, one write.
const ROUNDS_AT_MOST: f64 = 2.0;
/// Clients who are counted, after one who warms everything up.
const CLIENTS: u32 = 5;

/// List prices of eu-west-1 in US dollars, at the end of 2025, without free tiers.
mod price {
    pub const WRITE_UNIT: f64 = 0.705e-6;
    pub const READ_UNIT: f64 = 0.141e-6;
    pub const LAMBDA_REQUEST: f64 = 0.20e-6;
    pub const LAMBDA_GB_SECOND: f64 = 16.6667e-6;
    pub const API_REQUEST: f64 = 1.11e-6;
    pub const FRONT_REQUEST: f64 = 1.20e-6;
    /// Through the pipe, onto the bus, into, out of and off the queue.
    pub const MESSAGE: f64 = 0.40e-6 + 1.00e-6 + 3.0 * 0.40e-6;
    pub const LOG_BYTE: f64 = 0.57e-9;
}

/// Assumed times of a function, in seconds and GB: a round trip to DynamoDB, its own computing and
/// waiting, and a hash, which uses a whole processor.
const ROUND_TRIP_S: f64 = 0.006;
const BESIDE_S: f64 = 0.010;
const MEMORY_GB: f64 = 0.5;
const HASH_GB_SECONDS: f64 = 0.060 * 1.73;
/// What Lambda itself writes to the log for each call.
const LAMBDAS_OWN_BYTES: f64 = 700.0;

/// Counts, for one client.
struct Counted {
    read_units: f64,
    write_units: f64,
    mails: f64,
    texts: f64,
    calls: f64,
    requests: f64,
    rounds: f64,
    hashes: f64,
    log_bytes: f64,
    most_rounds: f64,
    most_rounds_to_read: f64,
}

/// Onboards clients and counts.
pub async fn measure(table: &mut Table) {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    comes_in(&runner, &firm).await;
    settled(&runner).await;
    let _ = (runner.counts_calls().await, taken(&runner).await);
    let before = runner.metrics().len();
    for _ in 0..CLIENTS {
        comes_in(&runner, &firm).await;
    }
    settled(&runner).await;
    let one = counted(&runner, before).await;

    table.row(
        "round trips to the table in sequence, of a request",
        ROUNDS_AT_MOST,
        one.most_rounds,
        0,
    );
    table.row("round trips to the table, of a signed-in read", 1.0, one.most_rounds_to_read, 0);
    let dollars = 1000.0 * one.dollars(table);
    table.row("onboarding 1,000 clients, US dollars", DOLLARS_AT_MOST, dollars, 4);
    table.row("mails for an onboarded client", MAILS_AT_MOST, one.mails, 1);
    table.row("texts for an onboarded client", TEXTS_AT_MOST, one.texts, 1);
}

/// A client's whole onboarding, and the adviser who checks on it.
async fn comes_in(runner: &Runner, firm: &Firm) {
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_mobile()).await;
    let _ = ada.invites(&nora).await.is(200);
    let page = nora.follows_link(1).await;
    let _ = page.opens().await.is(200);
    let _ = page.types_mobile(nora.mobile.as_deref().expect("a mobile")).await.is(200);
    let _ = page.types_pin(&nora.newest_text(1).await.pin()).await.is(200);
    let _ = page.chooses_password(PASSWORD).await.is(200);
    let browser = runner.visitor();
    let _ = nora.signs_in(&browser, PASSWORD).await.is(200);
    let _ = browser.get("/api/client/session").await.is(200);
}

/// Waits until nothing has happened for a while.
async fn settled(runner: &Runner) {
    let mut before = 0;
    loop {
        tokio::time::sleep(Duration::from_secs(3)).await;
        let now = runner.metrics().len();
        if now == before {
            return;
        }
        before = now;
    }
}

async fn taken(runner: &Runner) -> Value {
    runner.invoke("count-capacity", &Value::Null).await.expect("units")
}

async fn counted(runner: &Runner, before: usize) -> Counted {
    let (calls, units) = (runner.counts_calls().await, taken(runner).await);
    let each = |value: &Value| value.as_f64().unwrap_or_default() / f64::from(CLIENTS);
    let lines = runner.metrics().split_off(before);
    let per_client =
        |of: &dyn Fn(&Value) -> f64| lines.iter().map(of).sum::<f64>() / f64::from(CLIENTS);
    let flow = |line: &Value| line["flow"].as_str().unwrap_or_default().to_owned();
    let happens = |name: &str| name.starts_with("deliver-") || name == "record-delivery";
    let rounds = |line: &Value| line["table_rounds"].as_f64().unwrap_or_default();
    // Two parallel calls count as two rounds if a busy machine answers the first before the second
    // starts: the smallest count of each flow is its cost.
    let least = |wanted: &dyn Fn(&str) -> bool| {
        let mut of_flows = std::collections::BTreeMap::<String, f64>::new();
        for line in lines.iter().filter(|line| wanted(&flow(line))) {
            let least = of_flows.entry(flow(line)).or_insert(f64::MAX);
            *least = least.min(rounds(line));
        }
        of_flows.into_values().fold(0.0, f64::max)
    };
    Counted {
        read_units: each(&units["read"]),
        write_units: each(&units["write"]),
        mails: each(&calls["ses"]["SendEmail"]),
        texts: each(&calls["sns"]["Publish"]),
        calls: per_client(&|_| 1.0),
        requests: per_client(&|line| f64::from(u8::from(!happens(&flow(line))))),
        rounds: per_client(&rounds),
        hashes: per_client(&|line| {
            f64::from(u8::from(["set-password", "sign-in"].contains(&flow(line).as_str())))
        }),
        log_bytes: per_client(&|line| LAMBDAS_OWN_BYTES + line.to_string().len() as f64),
        // A client's very first sign-in reads one item more: tests/agreement names it.
        most_rounds: least(&|name| !happens(name) && name != "sign-in"),
        most_rounds_to_read: least(&|name| name == "read-session"),
    }
}

impl Counted {
    /// The cost; its parts go into the table's notes.
    fn dollars(&self, table: &mut Table) -> f64 {
        let seconds = self.rounds * ROUND_TRIP_S + self.calls * BESIDE_S;
        let gb_seconds = seconds * MEMORY_GB + self.hashes * HASH_GB_SECONDS;
        let messages = self.mails + self.texts;
        let parts = [
            ("DynamoDB writes", self.write_units * price::WRITE_UNIT),
            ("DynamoDB reads", self.read_units * price::READ_UNIT),
            ("Lambda", self.calls * price::LAMBDA_REQUEST + gb_seconds * price::LAMBDA_GB_SECOND),
            ("API and front", self.requests * (price::API_REQUEST + price::FRONT_REQUEST)),
            ("pipe, bus, queues", messages * price::MESSAGE),
            ("logs", self.log_bytes * price::LOG_BYTE),
        ];
        let told: Vec<_> =
            parts.iter().map(|(what, each)| format!("{what} {:.4}", each * 1000.0)).collect();
        table.note(format!(
            "onboarding: {:.0} requests, {:.1} calls of functions, {:.1} write and {:.1} read units \
             a client; dollars for 1,000: {}",
            self.requests,
            self.calls,
            self.write_units,
            self.read_units,
            told.join(", ")
        ));
        parts.iter().map(|(_, each)| each).sum()
    }
}
