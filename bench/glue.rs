//! From an event to its reply, without hash and network: the instructions that a function spends on
//! the event itself, counted by valgrind.

use crate::binaries;
use crate::count;
use crate::environment::Function;
use crate::table::Table;
use crate::world;
use serde_json::{Value, json};
use std::process::Command;

/// The budget, in instructions of an event: 200k with `lambda_http`'s defaults.
const AT_MOST: f64 = 135_000.0;
/// Events in the shorter and in the longer run; the difference counts.
const EVENTS: (u32, u32) = (20, 220);

/// Measures a flow that neither hashes nor calls a service, without and with Lambda's exchange of
/// events and replies over the network.
pub async fn measure(table: &mut Table) {
    let function = world::alone("refuse-unknown-route");
    let event = event(&function);
    let mut in_process = Command::new(binaries::of("glue"));
    in_process.envs(function.environment("127.0.0.1:9"));
    let glue = count::of_a_turn(&in_process, event.to_string().as_bytes(), EVENTS);
    table.row("event to reply, instructions, without hash and network", AT_MOST, glue, 0);
    let ours = count::of_an_event(&function, &event, EVENTS).await;
    let bare = count::of_an_event(&world::alone("bare"), &event, EVENTS).await;
    table.note(format!(
        "event to reply with Lambda's exchange over HTTP: {ours:.0} instructions, {bare:.0} of a bare \
         function"
    ));
}

/// A browser's request as a function receives it.
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
