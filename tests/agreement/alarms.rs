//! Each metric that the template creates is a field of the log lines that the code writes.

use crate::places::text;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};
use vestibule_local::template::Template;
use vestibule_tests::{NewClient, Runner};

/// A field that only `sweep-unsent` writes, when it found any.
const OF_THE_SWEEP: &str = "touched";

/// The fields that the template's metric filters read, by metric.
fn counted() -> BTreeMap<String, String> {
    let document = Template::document(&text("infra/template.yaml")).expect("the template");
    let resources = document["Resources"].as_object().expect("resources");
    let filters = resources.values().filter(|each| each["Type"] == "AWS::Logs::MetricFilter");
    let made = filters.map(|filter| {
        let made = &filter["Properties"]["MetricTransformations"][0];
        let text = |name: &str| made[name].as_str().expect("a text").to_owned();
        (text("MetricName"), text("MetricValue").trim_start_matches("$.").to_owned())
    });
    made.collect()
}

/// The sum of a field over all requests of a flow.
fn sum(runner: &Runner, flow: &str, field: &str) -> u64 {
    let lines = runner.metrics();
    let of_flow = lines.iter().filter(|line| line["flow"] == flow);
    of_flow.filter_map(|line| line[field].as_u64()).sum()
}

#[tokio::test]
async fn every_metric_field_is_in_every_line_and_counts_correctly() {
    let mut counted: BTreeSet<String> = counted().into_values().collect();
    assert!(counted.remove(OF_THE_SWEEP));
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let ivy = ada.adds(NewClient::with_email()).await;
    let _ = ada.invites(&ivy).await;
    let page = ivy.follows_link(1).await;
    let wrong = if ada.reveals_pin(&ivy).await == "000000" { "000001" } else { "000000" };
    for _ in 0..5 {
        let _ = page.types_pin(wrong).await;
    }
    let tries = |path: &'static str, email: String| {
        let (visitor, firm) = (runner.visitor(), firm.id.clone());
        let body = json!({ "firm": firm, "email": email, "password": "surely not the password" });
        async move { visitor.post(path, &body).await.is_problem(401, "sign-in-refused") }
    };
    let _ = tries("/api/client/sign-in", ivy.email.clone()).await;
    let _ = tries("/api/client/sign-in", "nobody@mail.example".to_owned()).await;
    let _ = tries("/api/staff/sign-in", "nobody@firm.example".to_owned()).await;
    // The ids of another firm count, and what is no id or has no session does not.
    let of_ivy = format!("/api/staff/clients/{}", ivy.id);
    let stranger = runner.firm().await.admin.visitor;
    let _ = stranger.get(&of_ivy).await.is_problem(404, "not-found");
    let _ = stranger.get("/api/staff/clients/ivy").await.is_problem(404, "not-found");
    let _ = runner.visitor().get(&of_ivy).await.is_problem(401, "not-signed-in");
    let lines = runner.metrics();
    for line in &lines {
        for field in &counted {
            assert!(line[field].is_u64(), "{field} in {line}");
        }
    }
    let blocked = |line: &&Value| line["lock_outs"] == 1;
    let told: Vec<_> = lines.iter().filter(blocked).map(|line| &line["flow"]).collect();
    assert_eq!(told, ["verify-pin"], "the fifth guess blocks, and no other");
    assert_eq!(sum(&runner, "sign-in", "sign_in_failures"), 2, "known and unknown alike");
    assert_eq!(sum(&runner, "sign-in-staff", "sign_in_failures"), 1);
    assert_eq!(sum(&runner, "read-client", "unknown_ids"), 1);
    for line in lines {
        let line = line.to_string();
        assert!(!line.contains('@') && !line.contains(&ivy.email), "never who: {line}");
    }
}

#[tokio::test]
async fn log_lines_and_problems_have_the_request_id_of_the_access_log() {
    let runner = Runner::own().await;
    let format = text("infra/template.yaml");
    assert!(
        format.contains(r#""request":"$context.requestId""#),
        "the access log has the request id"
    );
    let unknown = runner.visitor().get("/api/firms/nobody-has-this-name").await;
    let unknown = unknown.is_problem(404, "not-found");
    let id = unknown.header("apigw-requestid").expect("the gateway's id").to_owned();
    assert_eq!(unknown.body["instance"], format!("urn:vestibule:request:{id}"));
    let lines = runner.metrics();
    let of_it: Vec<_> = lines.iter().filter(|line| line["request"] == id.as_str()).collect();
    let [line] = of_it.as_slice() else { panic!("one line of {id}: {of_it:?}") };
    assert_eq!((&line["flow"], &line["status"]), (&json!("read-firm"), &json!(404)));
    let again = runner.visitor().get("/api/firms/nobody-has-this-name").await;
    assert_ne!(again.body["instance"], unknown.body["instance"]);
    assert_eq!(again.text_without_request_id(), unknown.text_without_request_id());
    // A flow without a gateway has a request id too, and every line its time.
    let _ = runner.invoke("sweep-unsent", &json!({})).await.expect("the sweep runs");
    let mut seen = BTreeSet::new();
    for line in runner.metrics() {
        let request = line["request"].as_str().unwrap_or_default().to_owned();
        assert!(!request.is_empty(), "{line}");
        assert!(seen.insert(request), "each line has its own id: {line}");
        let at = line["timestamp"].as_str().unwrap_or_default();
        assert!(at.parse::<jiff::Timestamp>().is_ok() && line["level"] == "INFO", "{line}");
    }
}

#[tokio::test]
async fn the_sweep_logs_how_many_messages_it_found_unsent() {
    assert_eq!(counted().get("Unsent").map(String::as_str), Some(OF_THE_SWEEP));
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let ivy = firm.admin.adds(NewClient::with_email()).await;
    runner.fails("ses", "SendEmail").times(1_000).await;
    let _ = firm.admin.invites(&ivy).await;
    runner.advance(Duration::from_secs(180)).await;
    let began = Instant::now();
    let found = loop {
        let swept = runner.invoke("sweep-unsent", &json!({})).await.expect("a sweep");
        match swept[OF_THE_SWEEP].as_u64() {
            Some(found) if found > 0 => break found,
            // The sender is sending the message right now, or the schedule was quicker.
            Some(_) | None => assert!(began.elapsed().as_secs() < 20, "nothing was found unsent"),
        }
        runner.advance(Duration::from_secs(180)).await;
    };
    // A number at the top level of its own line, as the filter reads it.
    let log = runner.log();
    let lines = log.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    assert!(lines.filter_map(|line| line[OF_THE_SWEEP].as_u64()).any(|said| said == found));
    let _ = runner.clears_faults().await;
}
