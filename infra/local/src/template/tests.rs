//! The real template is read as intended, and broken ones are named.

use super::*;
use pattern::Pattern;
use std::time::Duration;

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
    assert_eq!(table.indexes[0].name, "unsent");
    assert_eq!(table.indexes[0].key, key("unsent_shard", "unsent_since_ms"));
    assert_eq!(table.indexes[0].projection, "KEYS_ONLY");
    let by_name = table.indexes.iter().find(|index| index.name == "by-name").unwrap();
    assert_eq!(by_name.key, key("list_of", "list_name"));
    assert_eq!(
        (by_name.projection.as_str(), &by_name.included[..]),
        ("INCLUDE", &["row".to_owned()][..])
    );
    assert_eq!(table.ttl_attribute.as_deref(), Some("ttl_s"));
    assert_eq!(table.stream_view.as_deref(), Some("NEW_IMAGE"));
}

#[test]
fn one_pipe_leads_to_the_bus_and_a_rule_from_it_to_each_queue() {
    let template = ours();
    let [pipe] = template.pipes.as_slice() else { panic!("one pipe reads the stream") };
    assert_eq!((pipe.logical_id.as_str(), pipe.bus.as_str()), ("OutboxPipe", "Bus"));
    let ways: Vec<(&str, &str)> = template
        .rules
        .iter()
        .map(|rule| {
            assert_eq!(rule.bus, pipe.bus);
            let [target] = rule.targets.as_slice() else { panic!("one queue a rule") };
            assert_eq!(target.path, ["detail"], "a queue's message is the stream's record");
            (rule.logical_id.as_str(), target.queue.as_str())
        })
        .collect();
    assert_eq!(
        ways,
        [
            ("EmailRule", "EmailQueue"),
            ("HandOverRule", "HandOverQueue"),
            ("RecoveryRule", "RecoveryQueue"),
            ("SmsRule", "SmsQueue"),
        ]
    );
}

#[test]
fn a_sender_takes_from_the_queue_of_its_channel() {
    let template = ours();
    for queue in &template.queues {
        let redrive = queue.redrive.as_ref().unwrap();
        assert_eq!(redrive.max_receive_count, 8);
        assert_eq!(redrive.queue, format!("Undelivered{}", queue.logical_id));
    }
    let taker = |id: &str| {
        let queue = template.queues.iter().find(|queue| queue.logical_id == id).unwrap();
        queue.taker.clone()
    };
    for (id, function) in [("EmailQueue", "deliver-email"), ("SmsQueue", "deliver-sms")] {
        let function = function.to_owned();
        let expected = Taker { function, batch_size: 10, reports_item_failures: true };
        assert_eq!(taker(id), Some(expected));
    }
}

#[test]
fn only_unsent_items_pass_the_pipe() {
    let template = ours();
    let record = |channel: &str, status: &str| {
        serde_json::json!({"eventName": "MODIFY", "dynamodb": {"NewImage": {
            "channel": {"S": channel}, "status": {"S": status}}}})
    };
    let passes = |record: &Value| {
        let filters = &template.pipes[0].filters;
        assert_eq!(filters.len(), 1);
        filters.iter().any(|filter| filter.matches(record))
    };
    for channel in ["email", "sms", "recovery", "hand-over"] {
        assert!(passes(&record(channel, "unsent")));
        assert!(!passes(&record(channel, "sending")));
        assert!(!passes(&record(channel, "sent")));
    }
    assert!(!passes(&serde_json::json!({"eventName": "REMOVE", "dynamodb": {"Keys": {}}})));
}

#[test]
fn delivery_of_e_mails_is_reported_and_readers_are_not_watched() {
    let told = ours().email_reports.unwrap();
    assert_eq!(told.configuration_set, "EmailReports");
    for kind in [EmailReport::Delivery, EmailReport::Bounce, EmailReport::Complaint] {
        assert!(told.kinds.contains(&kind), "{kind:?}");
    }
}

/// A template with a table, a bus, a queue and these further resources.
fn with(resources: &str) -> Result<Template, TemplateError> {
    Template::parse(&format!(
        "Resources:\n  T: {{Type: AWS::DynamoDB::Table, Properties: {{AttributeDefinitions: [], \
         KeySchema: [{{AttributeName: a, KeyType: HASH}}]}}}}\n  B: {{Type: \
         AWS::Events::EventBus, Properties: {{Name: b}}}}\n  Q: {{Type: \
         AWS::SQS::Queue}}\n  F:\n    Type: AWS::Serverless::Function\n    Metadata: \
         {{BuildProperties: {{Binary: f}}}}\n{resources}"
    ))
}

#[test]
fn a_function_may_read_the_default_bus_and_logs() {
    let read = with(
        "    Properties:
      Events:
        Mail: {Type: EventBridgeRule, Properties: {Pattern: {source: [aws.ses]}}}
        Texts: {Type: CloudWatchLogs, Properties: {LogGroupName: !Ref L, FilterPattern: \"\"}}
        More: {Type: CloudWatchLogs, Properties: {LogGroupName: a/b, FilterPattern: \"\"}}
  L: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: !Sub \"sns/${AWS::Region}/${AWS::AccountId}/x\"}}
",
    );
    let function = read.unwrap().functions.remove(0);
    assert_eq!(function.patterns, [Pattern::parse(r#"{"source": ["aws.ses"]}"#).unwrap()]);
    assert_eq!(function.logs, ["a/b", "sns/eu-west-1/123456789012/x"]);
    let error = |event: &str| {
        let events = format!("    Properties: {{Events: {{E: {event}}}}}\n");
        with(&events).unwrap_err().to_string()
    };
    let log = |group: &str, filter: &str| {
        error(&format!(
            "{{Type: CloudWatchLogs, Properties: {{LogGroupName: {group}, FilterPattern: \"{filter}\"}}}}"
        ))
    };
    assert_eq!(log("!Ref Missing", ""), "Missing: there is no such log group");
    assert!(log("a", "ERROR").contains("only the FilterPattern"));
    assert!(log("!Sub \"${Other}/x\"", "").contains("not known here"));
    let bus = |more: &str| {
        error(&format!("{{Type: EventBridgeRule, Properties: {{Pattern: {{a: [b]}}{more}}}}}"))
    };
    assert!(bus(", EventBusName: !Ref B").contains("unknown field `EventBusName`"));
    assert!(bus(", InputPath: $.detail").contains("unknown field `InputPath`"));
}

#[test]
fn a_dangling_reference_is_named() {
    let pipe = |target: &str| {
        format!(
            "  P: {{Type: AWS::Pipes::Pipe, Properties: {{Source: !GetAtt T.StreamArn, Target: \
             !GetAtt {target}.Arn, TargetParameters: {{EventBridgeEventBusParameters: {{Source: \
             s, DetailType: d}}}}}}}}\n"
        )
    };
    let rule = |bus: &str, queue: &str, path: &str| {
        format!(
            "  R: {{Type: AWS::Events::Rule, Properties: {{EventBusName: !Ref {bus}, \
             EventPattern: {{a: [b]}}, Targets: [{{Id: q, Arn: !GetAtt {queue}.Arn, InputPath: \
             {path}}}]}}}}\n"
        )
    };
    let read = with(&(pipe("B") + &rule("B", "Q", "$.detail.x"))).unwrap();
    assert_eq!(read.rules[0].targets[0].path, ["detail", "x"]);
    assert_eq!(read.queues[0].taker, None, "a queue may fill before anybody takes from it");
    let error = |resources: String| with(&resources).unwrap_err().to_string();
    assert_eq!(error(pipe("Q")), "P: there is no bus Q");
    assert_eq!(error(rule("C", "Q", "$.detail")), "R: there is no bus C");
    assert_eq!(error(rule("B", "D", "$.detail")), "D: there is no such queue");
    assert!(error(rule("B", "Q", "$.detail.a-b")).contains("not a path"));
    let reports = "  E: {Type: AWS::SES::ConfigurationSetEventDestination, Properties: \
        {ConfigurationSetName: !Ref S, EventDestination: {Enabled: true, MatchingEventTypes: \
        [BOUNCE], EventBridgeDestination: {EventBusArn: x}}}}\n";
    assert_eq!(error(reports.to_owned()), "E: there is no such configuration set");
    let watching = "  S: {Type: AWS::SES::ConfigurationSet}\n".to_owned() + reports;
    assert!(with(&watching).unwrap().email_reports.is_some());
    assert!(error(watching.replace("BOUNCE", "OPEN")).contains("unknown variant `OPEN`"));
}

#[test]
fn broken_templates_are_named() {
    let error = |text: &str| Template::parse(text).unwrap_err().to_string();
    assert_eq!(error("Resources: {}"), "it declares 0 tables instead of one");
    let function = |event: &str| {
        format!(
            "Resources:\n  F:\n    Type: AWS::Serverless::Function\n    Metadata: {{BuildProperties: {{Binary: f}}}}\n    Properties: {{Events: {{E: {event}}}}}\n"
        )
    };
    assert!(error(&function("{Type: S3, Properties: {}}")).starts_with("F: unknown variant `S3`"));
    assert!(
        error(&function("{Type: ScheduleV2, Properties: {ScheduleExpression: cron(0 1 * * ? *)}}"))
            .contains("not a rate")
    );
    assert!(
        error(&function("{Type: HttpApi, Properties: {Method: GET, Path: \"/{all+}\"}}"))
            .contains("not a route")
    );
    let table = "  T: {Type: AWS::DynamoDB::Table, Properties: {AttributeDefinitions: [], KeySchema: [{AttributeName: a, KeyType: HASH}]}}\n";
    let dangling = function("{Type: SQS, Properties: {Queue: !GetAtt Q.Arn}}") + table;
    assert_eq!(error(&dangling), "Q: there is no such queue");
}

/// The template as deployed with these values.
fn ours_with(chosen: &[(&str, &str)]) -> Template {
    Template::parse_with(include_str!("../../../template.yaml"), chosen).unwrap()
}

/// How many queues are taken from, pipes run, and schedules are enabled.
fn at_work(template: &Template) -> (usize, usize, usize) {
    let takers = template.queues.iter().filter(|queue| queue.taker.is_some()).count();
    let called = template.functions.iter().filter(|function| !function.schedules.is_empty());
    (takers, template.pipes.len(), called.count())
}

#[test]
fn a_closed_stage_has_no_queue_readers_and_no_schedules() {
    assert_eq!(at_work(&ours()), (4, 1, 2));
    assert_eq!(at_work(&ours_with(&[("Closed", "yes")])), (0, 0, 0));
}

#[test]
fn with_a_restored_table_no_function_may_use_the_stacks_own() {
    let name = "vestibule-Table-1-restored-20260301T120000Z";
    let stream = format!("arn:aws:dynamodb:eu-west-1:123456789012:table/{name}/stream/1");
    let told = |template: &Template| {
        let all = template.rights.by_function().flat_map(|(_, statements)| statements);
        let all = all.flat_map(|statement| &statement.resources);
        let all = all.filter(|resource| resource.contains(":table/"));
        let tables = all.map(|resource| resource.split('/').nth(1).unwrap_or_default().to_owned());
        tables.collect::<std::collections::BTreeSet<_>>()
    };
    let own = ours();
    assert_eq!(told(&own).into_iter().collect::<Vec<_>>(), [crate::account::names::TABLE_NAME]);
    let chosen = [("RestoredTable", name), ("RestoredStreamArn", stream.as_str())];
    let document = Template::document(include_str!("../../../template.yaml")).unwrap();
    let document = super::conditions::decided(document, &chosen).unwrap();
    let references = References::of(&document);
    let rights = Rights::of(&document, &references).unwrap();
    let settings = function_settings::all(&document, &references).unwrap();
    assert_eq!(references.text("F", &settings["sign-in"].environment["TABLE_NAME"]).unwrap(), name);
    let restored = Template { rights, ..own };
    assert_eq!(told(&restored).into_iter().collect::<Vec<_>>(), [name]);
    let pipe = document.pointer("/Resources/OutboxPipe/Properties/Source").unwrap();
    assert_eq!(references.text("OutboxPipe", pipe).unwrap(), stream);
}
