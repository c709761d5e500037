//! How often a warm flow calls the table: every flow of the registry is played.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use vestibule_tests::{Runner, everything};

/// Round trips in sequence (docs/architecture.md, "A flow"): one read, one write.
const AT_MOST: u64 = 2;
/// Each pass plays everything.
const PASSES: u32 = 4;
/// What a signed-in person reads by its key, beside the session. Whatever costs more with a larger
/// firm is read once the session is checked.
const READS: [&str; 5] =
    ["preview-invitation", "read-client", "read-session", "read-settings", "read-staff-session"];
/// Flows over the budget, and why. This list may only shrink.
const EXCEPTIONS: [(&str, u64); 6] = [
    // Rare, and decided over the firm's whole staff, which is read once the session is checked.
    ("change-role", 3),
    ("deactivate-staff", 3),
    ("resend-set-up", 3),
    // A text is counted against the day's limits before it is sent.
    ("deliver-sms", 3),
    // SNS reports its own id of a text; the table maps it to the message.
    ("record-delivery", 3),
    // Once in a client's life: the first sign-in reads the adviser to notify.
    ("sign-in", 3),
];

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Counted {
    rounds: u64,
    calls: u64,
    kms: u64,
}

fn counted(lines: &[Value]) -> BTreeMap<String, Counted> {
    let mut most: BTreeMap<String, Counted> = BTreeMap::new();
    for line in lines {
        let granted = line["outcome"] == "granted" || line["flow"] == "refuse-unknown-route";
        let Some(flow) = line["flow"].as_str().filter(|_| granted) else { continue };
        let number = |name: &str| line[name].as_u64().expect("a number");
        let counted = Counted {
            rounds: number("table_rounds"),
            calls: number("table_calls"),
            kms: number("kms_calls"),
        };
        let entry = most.entry(flow.to_owned());
        if flow == "keep-dates" {
            // Only the search counts: each client found then takes what a flow does, one after the
            // other.
            let entry = entry.or_insert(counted);
            *entry = counted.min(*entry);
        } else if !flow.starts_with("deliver-") {
            let entry = entry.or_default();
            *entry = counted.max(*entry);
        } else if counted.calls > 2 {
            // One message of a batch; two calls find that another sender sent it.
            let entry = entry.or_insert(counted);
            *entry = counted.min(*entry);
        }
    }
    most
}

#[tokio::test]
#[expect(clippy::print_stdout, reason = "the table is for people, with --nocapture")]
async fn no_warm_flow_makes_more_round_trips_than_one_read_and_one_write() {
    let runner = Runner::own().await;
    everything(&runner).await;
    // Two parallel calls count as two rounds if a busy machine answers the first before the second
    // starts; sequential calls never count as one. So the smallest of several runs counts.
    let mut seen: BTreeMap<String, Counted> = BTreeMap::new();
    for _ in 0..PASSES {
        let before = runner.metrics().len();
        everything(&runner).await;
        for (flow, counted) in counted(&runner.metrics()[before..]) {
            let least = seen.entry(flow).or_insert(counted);
            *least = counted.min(*least);
        }
    }

    println!("{:<22} rounds  calls  KMS", "flow");
    for (flow, Counted { rounds, calls, kms }) in &seen {
        println!("{flow:<22} {rounds:>6} {calls:>6} {kms:>4}");
    }
    let flows: BTreeSet<_> =
        vestibule_local::registry::flows().iter().map(|flow| flow.name.to_owned()).collect();
    let missing: Vec<_> = flows.iter().filter(|flow| !seen.contains_key(*flow)).collect();
    assert!(missing.is_empty(), "not played, or never granted: {missing:?}");
    let mut over = Vec::new();
    for (flow, Counted { rounds, kms, .. }) in &seen {
        let exception = EXCEPTIONS.iter().find(|(name, _)| name == flow).map(|(_, rounds)| *rounds);
        let bound = exception.unwrap_or(if READS.contains(&flow.as_str()) { 1 } else { AT_MOST });
        if *rounds > bound || *kms > 0 {
            over.push(format!("{flow}: {rounds} rounds of at most {bound}, {kms} calls to KMS"));
        }
        // A withheld message costs its sender less.
        let varies = flow.starts_with("deliver-");
        assert!(
            varies || exception.is_none_or(|bound| *rounds == bound),
            "{flow} no longer needs its exception"
        );
    }
    assert!(over.is_empty(), "{}", over.join("\n"));
}
