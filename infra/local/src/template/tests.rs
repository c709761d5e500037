//! The real template reads as it is meant, and broken ones are named.

use super::*;

fn ours() -> Template {
    Template::of_this_product().unwrap()
}

#[test]
fn every_function_has_the_name_of_its_resource() {
    for function in ours().functions {
        let words = function.name.split('-').map(|word| word[..1].to_uppercase() + &word[1..]);
        assert_eq!(words.collect::<String>(), function.logical_id);
    }
}

#[test]
fn routes_lead_to_flows() {
    let template = ours();
    let verify_pin = template.function("verify-pin").unwrap();
    let route =
        Route::Path { method: "POST".to_owned(), path: "/api/client/verify-pin".to_owned() };
    assert_eq!(verify_pin.routes, [route]);
    assert_eq!(template.function("refuse-unknown-route").unwrap().routes, [Route::Default]);
    assert_eq!(template.function("create-firm").unwrap().routes, []);
    assert_eq!(template.function("sweep-unsent").unwrap().schedules, [Duration::from_secs(60)]);
}

#[test]
fn the_table_has_its_keys_index_stream_and_ttl() {
    let table = ours().table;
    let key =
        |hash: &str, range: &str| Key { hash: hash.to_owned(), range: Some(range.to_owned()) };
    assert_eq!(table.key, key("pk", "sk"));
    assert_eq!(table.indexes.len(), 1);
    assert_eq!(table.indexes[0].name, "unsent");
    assert_eq!(table.indexes[0].key, key("unsent_shard", "unsent_since_ms"));
    assert_eq!(table.indexes[0].projection, "KEYS_ONLY");
    assert_eq!(table.ttl_attribute.as_deref(), Some("ttl_s"));
    assert_eq!(table.stream_view.as_deref(), Some("NEW_IMAGE"));
}

#[test]
fn messages_travel_through_pipe_and_queue_to_their_sender() {
    let template = ours();
    let paths: Vec<(&str, &str, usize, bool, u32)> = template
        .pipes
        .iter()
        .map(|pipe| {
            let queue =
                template.queues.iter().find(|queue| queue.logical_id == pipe.queue).unwrap();
            let tries = queue.redrive.as_ref().unwrap().max_receive_count;
            (
                pipe.logical_id.as_str(),
                queue.function.as_str(),
                queue.batch_size,
                queue.reports_item_failures,
                tries,
            )
        })
        .collect();
    assert_eq!(
        paths,
        [("EmailPipe", "deliver-email", 10, true, 8), ("SmsPipe", "deliver-sms", 10, true, 8)]
    );
}

#[test]
fn only_unsent_messages_of_its_channel_pass_a_pipe() {
    let template = ours();
    let record = |event: &str, channel: &str, status: &str| {
        serde_json::json!({"eventName": event, "dynamodb": {"NewImage": {
            "kind": {"S": "message"}, "channel": {"S": channel}, "status": {"S": status}}}})
    };
    let passes =
        |pipe: &Pipe, record: &Value| pipe.filters.iter().any(|filter| filter.matches(record));
    let [email, sms] = template.pipes.as_slice() else { panic!("two pipes") };
    assert!(passes(email, &record("INSERT", "email", "unsent")));
    assert!(passes(sms, &record("MODIFY", "sms", "unsent")));
    assert!(!passes(email, &record("INSERT", "sms", "unsent")));
    assert!(!passes(email, &record("MODIFY", "email", "sent")));
    assert!(!passes(email, &serde_json::json!({"eventName": "REMOVE", "dynamodb": {"Keys": {}}})));
}

#[test]
fn what_is_broken_is_named() {
    let fault = |text: &str| Template::parse(text).unwrap_err().to_string();
    assert_eq!(fault("Resources: {}"), "it declares 0 tables instead of one");
    let function = |event: &str| {
        format!(
            "Resources:\n  F:\n    Type: AWS::Serverless::Function\n    Metadata: {{BuildProperties: {{Binary: f}}}}\n    Properties: {{Events: {{E: {event}}}}}\n"
        )
    };
    assert!(fault(&function("{Type: S3, Properties: {}}")).starts_with("F: unknown variant `S3`"));
    assert!(
        fault(&function("{Type: ScheduleV2, Properties: {ScheduleExpression: cron(0 1 * * ? *)}}"))
            .contains("not a rate")
    );
    assert!(
        fault(&function("{Type: HttpApi, Properties: {Method: GET, Path: \"/{all+}\"}}"))
            .contains("not a route")
    );
    let table = "  T: {Type: AWS::DynamoDB::Table, Properties: {AttributeDefinitions: [], KeySchema: [{AttributeName: a, KeyType: HASH}]}}\n";
    let dangling = function("{Type: SQS, Properties: {Queue: !GetAtt Q.Arn}}") + table;
    assert_eq!(fault(&dangling), "Q: there is no such queue");
}
