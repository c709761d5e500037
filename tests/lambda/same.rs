//! Everything that the product does, through the real binaries and in process: the same replies.

use crate::binaries;
use crate::likeness;
use crate::world::{Call, World};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use vestibule_tests::everything;

/// Plays everything; what was called, and what that came to.
async fn played(world: World) -> Vec<Call> {
    everything(&world.runner).await;
    let calls = world.calls();
    world.end().await;
    calls
}

/// Whether a function is called by a person, who waits, and so in an order.
fn is_awaited(call: &Call) -> bool {
    call.event["requestContext"].is_object()
}

/// The replies to people, in their order.
fn replies(calls: &[Call]) -> Vec<(String, Value)> {
    let awaited = calls.iter().filter(|call| is_awaited(call));
    awaited
        .map(|call| {
            let reply = call.outcome.as_ref().expect("a reply");
            (call.function.clone(), likeness::of(reply))
        })
        .collect()
}

/// What functions replied whom nobody waits for: how batches fall is chance, what is said is not.
fn said(calls: &[Call]) -> BTreeMap<String, BTreeSet<String>> {
    let mut said: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for call in calls.iter().filter(|call| !is_awaited(call)) {
        let outcome = match &call.outcome {
            Ok(reply) => likeness::of(reply).to_string(),
            Err(error) => error.to_string(),
        };
        said.entry(call.function.clone()).or_default().insert(outcome);
    }
    said
}

#[tokio::test(flavor = "multi_thread")]
async fn the_binaries_reply_as_the_flows_do_in_process() {
    let in_process = played(World::in_process().await).await;
    let of_binaries = played(World::of_binaries().await).await;

    let called: BTreeSet<_> = of_binaries.iter().map(|call| call.function.as_str()).collect();
    for name in binaries::all() {
        assert!(called.contains(name.as_str()), "{name} was not called");
    }
    let (expected, given) = (replies(&in_process), replies(&of_binaries));
    for (expected, given) in expected.iter().zip(&given) {
        assert_eq!(given, expected);
    }
    assert_eq!(given.len(), expected.len());
    assert!(given.len() > 100);
    assert_eq!(said(&of_binaries), said(&in_process));
}
