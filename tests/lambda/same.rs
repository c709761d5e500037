//! Everything the product does, through the real binaries and in process: the same replies.

use crate::binaries;
use crate::likeness;
use crate::world::{Call, World};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use vestibule_tests::everything;

/// Plays everything, and returns the calls and their results.
async fn played(world: World) -> Vec<Call> {
    everything(&world.runner).await;
    let calls = world.calls();
    world.end().await;
    calls
}

/// Whether a person calls this function and waits, so its calls have an order.
fn is_awaited(call: &Call) -> bool {
    call.event["requestContext"].is_object()
}

/// The replies to people, in order.
fn replies(calls: &[Call]) -> Vec<(String, Value)> {
    let awaited = calls.iter().filter(|call| is_awaited(call));
    awaited
        .map(|call| {
            let reply = call.outcome.as_ref().expect("a reply");
            (call.function.clone(), likeness::of(reply))
        })
        .collect()
}

/// The usual replies of each function that nobody waits for. Batches, and the order of reports and
/// messages, are chance; so are the counts in a reply.
fn usual(calls: &[Call]) -> BTreeMap<String, String> {
    let mut said: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
    for call in calls.iter().filter(|call| !is_awaited(call)) {
        if let Ok(reply) = &call.outcome {
            let shape = without_numbers(&likeness::of(reply)).to_string();
            *said.entry(call.function.clone()).or_default().entry(shape).or_default() += 1;
        }
    }
    let most = |shapes: BTreeMap<String, usize>| {
        shapes.into_iter().max_by_key(|(_, times)| *times).expect("a reply").0
    };
    said.into_iter().map(|(function, shapes)| (function, most(shapes))).collect()
}

fn without_numbers(value: &Value) -> Value {
    match value {
        Value::Number(_) => Value::from("NUMBER"),
        Value::Object(fields) => {
            let fields = fields.iter();
            fields.map(|(name, value)| (name.clone(), without_numbers(value))).collect()
        }
        Value::Array(values) => values.iter().map(without_numbers).collect(),
        Value::Null | Value::Bool(_) | Value::String(_) => value.clone(),
    }
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
    assert!(given.len() > 60);
    assert_eq!(usual(&of_binaries), usual(&in_process));
}
