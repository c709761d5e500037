//! A flow's work on an event without hashing and network calls: from the event's bytes to the
//! reply's, repeated as often as the argument says. The event comes on standard input.

use std::io::Read;
use vestibule_flow::Flow;
use vestibule_flow::serve::invoke;
use vestibule_runtime::clock::Clock;
use vestibule_runtime::config::Config;
use vestibule_runtime::{App, logging};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let times: u32 =
        std::env::args().nth(1).and_then(|times| times.parse().ok()).expect("a number");
    let mut event = Vec::new();
    std::io::stdin().read_to_end(&mut event).expect("an event");
    let flow: Flow = flows_api::refuse_unknown_route::flow();
    logging::start();
    let app = App::start(Config::from_env(&[]).expect("variables"), Clock::default()).await;
    for _ in 0..times {
        let answer = invoke(&flow, app.clone(), &event).await.expect("a reply");
        assert!(answer.starts_with(b"{\"statusCode\":404"), "{}", String::from_utf8_lossy(&answer));
    }
}
