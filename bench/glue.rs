//! From an event to its reply, without hash and network: the instructions that a function spends
//! on the event itself. Counted by valgrind, which counts alike on every machine.

use crate::environment::Function;
use crate::table::Table;
use crate::world;
use serde_json::{Value, json};

/// As `design.md` has it: 200k with `lambda_http`'s defaults.
const AT_MOST: f64 = 135_000.0;
/// Events in the shorter and in the longer run: what lies between them is theirs.
const EVENTS: (u32, u32) = (20, 220);

/// Measures a function that neither hashes nor asks anybody, and the bare one.
pub async fn measure(table: &mut Table) {
    let ours = per_event(&world::alone("refuse-unknown-route")).await;
    table.row("event to reply, instructions, without hash and network", AT_MOST, ours, 0);
    let bare = per_event(&world::alone("bare")).await;
    table.note(format!("event to reply: {bare:.0} instructions of a bare function"));
}

async fn per_event(function: &Function) -> f64 {
    let (few, many) = (run(function, EVENTS.0).await, run(function, EVENTS.1).await);
    (many - few) / f64::from(EVENTS.1 - EVENTS.0)
}

/// The instructions of a whole run, from start to end.
async fn run(function: &Function, events: u32) -> f64 {
    let mut function = function.clone();
    let count = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"];
    function.through = count.map(str::to_owned).to_vec();
    let _ = std::fs::remove_file(&function.log);
    let mut environment = function.start().await;
    for _ in 0..events {
        environment.invoke(&event(&function)).await.expect("a reply");
    }
    environment.asked(events + 1).await;
    environment.terminate().await;
    let log = std::fs::read_to_string(&function.log).expect("a log");
    let counted = log.lines().find_map(|line| line.split_once("Collected : ")).expect("a count");
    counted.1.trim().parse().expect("a number")
}

/// What a browser's request becomes on its way.
fn event(function: &Function) -> Value {
    let secret = function.variables["ORIGIN_SECRETS"].trim_end_matches(',');
    json!({
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": "/api/client/nothing",
        "rawQueryString": "",
        "cookies": ["__Host-client=0123456789abcdef0123456789abcdef0123456789abcdef"],
        "headers": {
            "accept": "application/json",
            "accept-encoding": "gzip, deflate, br, zstd",
            "accept-language": "en-GB,en;q=0.9",
            "content-length": "27",
            "content-type": "application/json",
            "host": "api.execute-api.eu-west-1.amazonaws.com",
            "user-agent": "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like \
                           Gecko) Chrome/137.0.0.0 Mobile Safari/537.36",
            "x-amzn-trace-id": "Root=1-5e6a879e-0123456789abcdef01234567",
            "x-forwarded-for": "192.0.2.1",
            "x-forwarded-port": "443",
            "x-forwarded-proto": "https",
            "x-vestibule-origin-secret": secret,
            "x-vestibule-viewer": "192.0.2.7",
        },
        "requestContext": {
            "accountId": "123456789012",
            "apiId": "api",
            "domainName": "api.execute-api.eu-west-1.amazonaws.com",
            "domainPrefix": "api",
            "http": {
                "method": "POST", "path": "/api/client/nothing", "protocol": "HTTP/1.1",
                "sourceIp": "192.0.2.1", "userAgent": "Mozilla/5.0",
            },
            "requestId": "JKJaXmPLvHcESHA=",
            "routeKey": "$default",
            "stage": "$default",
            "time": "12/Mar/2026:19:03:58 +0000",
            "timeEpoch": 1_773_342_238_390_i64,
        },
        "body": "{\"link\":\"0123456789abcdef\"}",
        "isBase64Encoded": false,
    })
}
