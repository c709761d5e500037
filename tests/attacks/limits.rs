//! More requests from one source than a person would send, whatever the source claims about itself.

use crate::scene::{at_pin_step, told};
use serde_json::json;
use vestibule_tests::{Answer, Page, Runner};

/// More than two windows of 120 allow, so a minute that ends in between makes no difference.
const MANY: usize = 250;

async fn many(page: &Page, forged: bool) -> Vec<Answer> {
    let body = json!({ "link": page.link, "mobile": "no number" });
    let mut answers = Vec::new();
    for n in 0..MANY {
        let address = format!("203.0.{}.{}", n / 250, n % 250);
        let headers = [
            ("x-forwarded-for", address.as_str()),
            ("x-vestibule-viewer", address.as_str()),
            ("forwarded", address.as_str()),
        ];
        let headers = if forged { &headers[..] } else { &[] };
        answers.push(page.visitor.post_with("/api/client/verify-mobile", &body, headers).await);
    }
    answers
}

#[tokio::test]
async fn a_source_over_its_limit_waits_and_no_other_does() {
    let runner = Runner::shared().await;
    let scene = at_pin_step(runner).await;
    let answers = many(&scene.page, true).await;
    let seen = told(&answers);
    assert!(seen.get("fields-refused").copied().unwrap_or(0) <= 240, "{seen:?}");
    let refused = answers.iter().find(|answer| answer.status == 429).expect("a refusal").clone();
    let refused = refused.is_problem(429, "too-many-requests");
    let wait: u64 = refused.header("retry-after").and_then(|s| s.parse().ok()).expect("seconds");
    assert!((1..=60).contains(&wait), "{wait}");
    assert!(answers.iter().take(100).all(|answer| answer.status == 422), "120 are within bounds");

    // Another source is served, with the same link.
    let elsewhere = Page::on(runner.visitor(), &scene.page.link);
    assert_eq!(elsewhere.types_mobile("no number").await.status, 422);
    // The same source is served by other flows.
    assert_eq!(scene.page.types_pin("12345").await.status, 400);
    let _ = elsewhere.types_pin(&scene.pin).await.is(200);
}
