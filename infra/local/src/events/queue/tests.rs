//! Batches, partial failures, waits and the dead-letter queue.

use super::*;
use crate::aws::functions::FunctionError;
use serde_json::json;
use tokio::sync::{mpsc, watch};

fn declared(batch_size: usize, max_receive_count: u32) -> template::Queue {
    template::Queue {
        logical_id: "Q".to_owned(),
        taker: Some(Taker { function: "take".to_owned(), batch_size, reports_item_failures: true }),
        redrive: Some(template::Redrive { queue: "Dead".to_owned(), max_receive_count }),
    }
}

/// The function's result for a batch.
type Judge = fn(&Value) -> Result<Value, FunctionError>;

/// A running queue: send to it, and see the batches that its function gets.
struct Setup {
    queue: Arc<Queue>,
    batches: mpsc::UnboundedReceiver<Value>,
    _stop: watch::Sender<bool>,
}

fn set_up(queue: template::Queue, judge: Judge) -> Setup {
    let queue = Queue::with_back_off(queue, Duration::from_millis(5));
    let (seen, batches) = mpsc::unbounded_channel();
    let functions = Functions::default().with("take", move |event| {
        let seen = seen.clone();
        async move {
            let answer = judge(&event);
            seen.send(event).unwrap();
            answer
        }
    });
    let (stop, stopping) = watch::channel(false);
    tokio::spawn(Arc::clone(&queue).run(functions, stopping));
    Setup { queue, batches, _stop: stop }
}

impl Setup {
    /// The bodies and receive counts of the next batch.
    async fn next(&mut self) -> Vec<(String, String)> {
        let event = tokio::time::timeout(Duration::from_secs(5), self.batches.recv())
            .await
            .unwrap()
            .unwrap();
        let records = event["Records"].as_array().unwrap().clone();
        let of =
            |record: &Value, at: &str| record.pointer(at).unwrap().as_str().unwrap().to_owned();
        records
            .iter()
            .map(|record| (of(record, "/body"), of(record, "/attributes/ApproximateReceiveCount")))
            .collect()
    }

    async fn until_dead(&self, count: usize) {
        for _ in 0..500 {
            if self.queue.dead_letters() == count {
                return;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("{} dead letters", self.queue.dead_letters());
    }
}

fn poisoned(event: &Value) -> Vec<Value> {
    let records = event["Records"].as_array().unwrap().iter();
    let poison = records.filter(|record| record["body"].as_str().unwrap().contains("poison"));
    poison.map(|record| json!({ "itemIdentifier": record["messageId"] })).collect()
}

#[tokio::test]
async fn only_failed_messages_are_retried() {
    let mut setup =
        set_up(declared(10, 2), |event| Ok(json!({ "batchItemFailures": poisoned(event) })));
    for body in ["fine", "poison", "fine"] {
        setup.queue.lock(&setup.queue.waiting).push(message(body));
    }
    setup.queue.changed.notify_one();
    let all = ["fine", "poison", "fine"].map(|body| (body.to_owned(), "1".to_owned()));
    assert_eq!(setup.next().await, all);
    assert_eq!(setup.next().await, [("poison".to_owned(), "2".to_owned())]);
    setup.until_dead(1).await;
}

#[tokio::test]
async fn a_function_that_fails_fails_the_whole_batch() {
    let broken =
        |_: &Value| Err(FunctionError { error_type: "E".to_owned(), message: "broken".to_owned() });
    let mut setup = set_up(declared(10, 3), broken);
    setup.queue.send(&json!("a"));
    for tries in ["1", "2", "3"] {
        assert_eq!(setup.next().await, [("\"a\"".to_owned(), tries.to_owned())]);
    }
    setup.until_dead(1).await;
}

#[tokio::test]
async fn a_batch_is_no_larger_than_declared() {
    let mut setup = set_up(declared(2, 3), |_| Ok(Value::Null));
    let mut waiting = (0..5).map(|_| message("a")).collect();
    setup.queue.lock(&setup.queue.waiting).append(&mut waiting);
    setup.queue.changed.notify_one();
    let mut sizes = [setup.next().await.len(), setup.next().await.len(), setup.next().await.len()];
    sizes.sort_unstable();
    assert_eq!(sizes, [1, 2, 2]);
}

#[tokio::test]
async fn a_queue_without_a_function_fills() {
    let mut setup = set_up(template::Queue { taker: None, ..declared(10, 3) }, |_| Ok(Value::Null));
    setup.queue.send(&json!("a"));
    setup.queue.send(&json!("b"));
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert!(setup.batches.try_recv().is_err(), "nobody is called");
    assert_eq!((setup.queue.waiting(), setup.queue.dead_letters()), (2, 0));
}

#[test]
fn the_reply_is_read_by_lambdas_rules() {
    let batch = || ["a", "b"].map(|id| Message { id: id.to_owned(), ..message(id) }).to_vec();
    let failed = |reply: Option<Value>| {
        let failed = batch::failed(batch(), reply.as_ref(), true);
        failed.into_iter().map(|message| message.id).collect::<String>()
    };
    let failures = |ids: &[&str]| {
        let failures: Vec<Value> = ids.iter().map(|id| json!({ "itemIdentifier": id })).collect();
        Some(json!({ "batchItemFailures": failures }))
    };
    for all_well in [json!(null), json!({}), json!("anything"), json!({"batchItemFailures": null})]
    {
        assert_eq!(failed(Some(all_well)), "");
    }
    assert_eq!(failed(failures(&[])), "");
    assert_eq!(failed(failures(&["b"])), "b");
    assert_eq!(failed(failures(&["b", "unknown"])), "ab");
    assert_eq!(failed(Some(json!({"batchItemFailures": [{"itemIdentifier": null}]}))), "ab");
    assert_eq!(failed(None), "ab");
    assert_eq!(batch::failed(batch(), failures(&["a"]).as_ref(), false).len(), 0);
}

#[test]
fn the_event_is_the_one_that_aws_documents() {
    let message = Message { id: "an-id".to_owned(), receive_count: 1, ..message("a body") };
    let mut event = batch::event("Q", &[message]);
    let record = event["Records"][0].as_object_mut().unwrap();
    assert!(record.remove("receiptHandle").unwrap().is_string());
    assert_eq!(
        event,
        json!({"Records": [{
            "messageId": "an-id",
            "body": "a body",
            "attributes": {
                "ApproximateReceiveCount": "1",
                "SentTimestamp": "1545082649183",
                "SenderId": "AIDAVESTIBULERULE",
                "ApproximateFirstReceiveTimestamp": "1545082649183",
            },
            "messageAttributes": {},
            "eventSource": "aws:sqs",
            "eventSourceARN": "arn:aws:sqs:eu-west-1:123456789012:Q",
            "awsRegion": "eu-west-1",
        }]})
    );
}

fn message(body: &str) -> Message {
    Message {
        id: fresh_id(),
        body: body.to_owned(),
        sent_at: Timestamp::from_millisecond(1_545_082_649_183).unwrap(),
        first_received_at: None,
        receive_count: 0,
        visible_at: Instant::now(),
    }
}
