//! What the template makes a metric of stands in the line that each request leaves.

use crate::places::text;
use serde_json::Value;
use std::collections::BTreeSet;
use vestibule_tests::{NewClient, Runner};

/// The fields that the template's metric filters read.
fn counted() -> BTreeSet<String> {
    let template = text("infra/template.yaml");
    let values = template.split("MetricValue: $.").skip(1);
    values.map(|rest| rest.split(',').next().unwrap_or_default().to_owned()).collect()
}

#[tokio::test]
async fn what_is_made_a_metric_of_is_in_every_line_and_counts_what_it_says() {
    let counted = counted();
    assert_eq!(counted.iter().map(String::as_str).collect::<Vec<_>>(), ["faults", "lock_outs"]);
    let runner = Runner::own().await;
    let ada = runner.firm().await.admin;
    let ivy = ada.adds(NewClient::with_email()).await;
    let _ = ada.invites(&ivy).await;
    let page = ivy.follows_link(1).await;
    let wrong = if ada.reveals_pin(&ivy).await == "000000" { "000001" } else { "000000" };
    for _ in 0..5 {
        let _ = page.types_pin(wrong).await;
    }
    let lines = runner.metrics();
    assert!(lines.iter().all(|line| counted.iter().all(|field| line[field].is_u64())));
    let blocked = |line: &&Value| line["lock_outs"] == 1;
    let told: Vec<_> = lines.iter().filter(blocked).map(|line| &line["flow"]).collect();
    assert_eq!(told, ["verify-pin"], "the fifth guess blocks, and no other");
}
