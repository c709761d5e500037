//! The whole runner with toy handlers: what is written is delivered, whatever happens in between.

use super::*;
use crate::aws::functions::FunctionError;
use crate::storage::data_folder::FolderError;
use crate::storage::temporary_folder::TemporaryFolder;
use crate::testing::shuffle::{Disorder, Order};
use aws_sdk_dynamodb::types::AttributeValue;
use serde_json::Value;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};
use tokio::time::timeout;

fn options(data: &Path) -> Options {
    Options { port: 0, data: data.to_owned(), web: data.join("no-pages"), ..Options::default() }
}

async fn start(data: &Path) -> Infrastructure {
    Infrastructure::start(&options(data), Template::of_this_product().unwrap()).await.unwrap()
}

/// A function for every name in the template; only those of `functions` do something.
fn complete(mut functions: Functions) -> Functions {
    for function in Template::of_this_product().unwrap().functions {
        if !functions.has(&function.name) {
            let name: &'static str = Box::leak(function.name.into_boxed_str());
            functions =
                functions.with(name, |_| async { Ok(json!({ "statusCode": 200, "body": "toy" })) });
        }
    }
    functions
}

async fn put_message(client: &aws_sdk_dynamodb::Client, id: &str, channel: &str, status: &str) {
    let item =
        [("pk", "p"), ("sk", id), ("kind", "message"), ("channel", channel), ("status", status)];
    let item = item.map(|(name, value)| (name.to_owned(), AttributeValue::S(value.to_owned())));
    client.put_item().table_name(TABLE_NAME).set_item(Some(item.into())).send().await.unwrap();
}

/// The sort keys of the items in an SQS event.
fn ids(event: &Value) -> Vec<String> {
    let records = event["Records"].as_array().unwrap().iter();
    let bodies = records
        .map(|record| serde_json::from_str::<Value>(record["body"].as_str().unwrap()).unwrap());
    bodies
        .map(|body| body["dynamodb"]["NewImage"]["sk"]["S"].as_str().unwrap().to_owned())
        .collect()
}

/// Functions whose `deliver-sms` reports what it received.
fn telling() -> (Functions, mpsc::UnboundedReceiver<Vec<String>>) {
    let (seen, got) = mpsc::unbounded_channel();
    let functions = Functions::default().with("deliver-sms", move |event| {
        let seen = seen.clone();
        async move {
            seen.send(ids(&event)).unwrap();
            Ok(json!({ "batchItemFailures": [] }))
        }
    });
    (complete(functions), got)
}

async fn next(got: &mut mpsc::UnboundedReceiver<Vec<String>>) -> Vec<String> {
    tokio::time::timeout(Duration::from_secs(10), got.recv()).await.unwrap().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_written_message_reaches_the_sender_of_its_channel() {
    let folder = TemporaryFolder::new();
    let infrastructure = start(&folder.path().join("data")).await;
    let client = infrastructure.database().client().clone();
    let (functions, mut got) = telling();
    let (stop, told) = oneshot::channel::<()>();
    let serving = tokio::spawn(infrastructure.serve_until(functions, async { drop(told.await) }));
    put_message(&client, "an e-mail", "email", "unsent").await;
    put_message(&client, "sent already", "sms", "sent").await;
    put_message(&client, "a text", "sms", "unsent").await;
    assert_eq!(next(&mut got).await, ["a text"]);
    put_message(&client, "a text", "sms", "unsent").await;
    assert_eq!(next(&mut got).await, ["a text"], "a touched item comes again");
    stop.send(()).unwrap();
    serving.await.unwrap().unwrap();
    assert!(got.try_recv().is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn stream_records_may_be_delivered_more_than_once() {
    let folder = TemporaryFolder::new();
    let infrastructure = start(&folder.path().join("data")).await;
    let client = infrastructure.database().client().clone();
    infrastructure.faults().shuffle().set(Some(Disorder { times: 3, order: Order::Kept }));
    let (functions, mut got) = telling();
    let (stop, told) = oneshot::channel::<()>();
    let serving = tokio::spawn(infrastructure.serve_until(functions, async { drop(told.await) }));
    put_message(&client, "a text", "sms", "unsent").await;
    let mut came = Vec::new();
    while came.len() < 3 {
        came.extend(next(&mut got).await);
    }
    stop.send(()).unwrap();
    serving.await.unwrap().unwrap();
    assert_eq!(came, ["a text"; 3]);
    assert!(got.try_recv().is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_survives_the_end_of_the_runner() {
    let folder = TemporaryFolder::new();
    let data = folder.path().join("data");
    let infrastructure = start(&data).await;
    let client = infrastructure.database().client().clone();
    let broken = Functions::default().with("deliver-sms", |_| async {
        Err(FunctionError { error_type: "E".to_owned(), message: "not now".to_owned() })
    });
    let (stop, told) = oneshot::channel::<()>();
    let serving =
        tokio::spawn(infrastructure.serve_until(complete(broken), async { drop(told.await) }));
    put_message(&client, "a text", "sms", "unsent").await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    stop.send(()).unwrap();
    serving.await.unwrap().unwrap();

    let (functions, mut got) = telling();
    let (stop, told) = oneshot::channel::<()>();
    let serving =
        tokio::spawn(start(&data).await.serve_until(functions, async { drop(told.await) }));
    assert_eq!(next(&mut got).await, ["a text"]);
    stop.send(()).unwrap();
    serving.await.unwrap().unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_listens_at_its_address_and_nothing_keeps_running() {
    let folder = TemporaryFolder::new();
    let data = folder.path().join("data");
    let infrastructure = start(&data).await;
    let endpoints = infrastructure.endpoints().clone();
    let told_at = infrastructure.folder().endpoints();
    let (stop, told) = oneshot::channel::<()>();
    let serving = tokio::spawn(
        infrastructure.serve_until(complete(Functions::default()), async { drop(told.await) }),
    );
    let get = async |path: &str| {
        reqwest::get(format!("{}{path}", endpoints.public_origin)).await.unwrap()
    };
    let flow = get("/api/firms/acme").await;
    assert_eq!((flow.status().as_u16(), flow.text().await.unwrap().as_str()), (200, "toy"));
    assert_eq!(get("/inbox.json").await.json::<Value>().await.unwrap(), json!([]));
    let inbox = get("/inbox").await;
    let policy = inbox.headers()["content-security-policy"].to_str().unwrap().to_owned();
    assert!(policy.starts_with("default-src 'none'; style-src 'nonce-"), "{policy}");
    assert!(inbox.text().await.unwrap().contains("Nothing has been sent yet"));
    let placeholder = get("/").await.text().await.unwrap();
    assert!(placeholder.contains(r#"href="/inbox""#) && placeholder.contains("make web"));
    let elsewhere = reqwest::Client::new().get(format!("{}/inbox.json", endpoints.public_origin));
    assert_eq!(elsewhere.header("host", "evil.example").send().await.unwrap().status(), 421);
    let direct = reqwest::get(format!("{}/execute-api/api/firms/acme?a=b", endpoints.aws_url))
        .await
        .unwrap();
    assert_eq!(direct.text().await.unwrap(), "toy");
    let told: Value = serde_json::from_slice(&std::fs::read(&told_at).unwrap()).unwrap();
    assert_eq!(told["public_origin"], endpoints.public_origin);
    let second = Infrastructure::start(&options(&data), Template::of_this_product().unwrap()).await;
    assert!(matches!(second.err(), Some(StartError::Folder(FolderError::InUse { .. }))));

    stop.send(()).unwrap();
    serving.await.unwrap().unwrap();
    assert!(!told_at.exists());
    for url in [&endpoints.public_origin, &endpoints.aws_url, &endpoints.dynamodb_url] {
        assert!(reqwest::get(url).await.is_err(), "{url} is still there");
    }
}

#[tokio::test]
async fn a_port_in_use_is_reported_in_one_line() {
    let (taken, address) = listener::on_loopback(0).await.unwrap();
    let folder = TemporaryFolder::new();
    let options = Options { port: address.port(), ..options(&folder.path().join("data")) };
    let error =
        Infrastructure::start(&options, Template::of_this_product().unwrap()).await.err().unwrap();
    let line = format!(
        "Port {} is in use. Stop what listens there, or choose another with --port.",
        address.port()
    );
    assert_eq!(error.to_string(), line);
    drop(taken);
}

#[tokio::test]
async fn a_function_that_is_not_built_in_is_named() {
    let folder = TemporaryFolder::new();
    let infrastructure = start(&folder.path().join("data")).await;
    let mut functions = complete(Functions::default());
    functions.0.remove("verify-pin");
    let error = infrastructure.serve_until(functions, async {}).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "infra/template.yaml names functions that are not built in: verify-pin."
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_running_request_is_answered_before_the_end() {
    let folder = TemporaryFolder::new();
    let infrastructure = start(&folder.path().join("data")).await;
    let url = format!("{}/api/firms/acme", infrastructure.endpoints().public_origin);
    let client = infrastructure.database().client().clone();
    let (began, mut begun) = mpsc::unbounded_channel();
    let functions = Functions::default().with("read-firm", move |_| {
        let (began, client) = (began.clone(), client.clone());
        async move {
            began.send(()).unwrap();
            tokio::time::sleep(Duration::from_millis(300)).await;
            put_message(&client, "late", "none", "unsent").await;
            Ok(json!({ "statusCode": 200, "body": "slow" }))
        }
    });
    let (stop, told) = oneshot::channel::<()>();
    let until = async { drop(told.await) };
    let serving = tokio::spawn(infrastructure.serve_until(complete(functions), until));
    let asking =
        tokio::spawn(async move { reqwest::get(url).await.unwrap().text().await.unwrap() });
    begun.recv().await.unwrap();
    stop.send(()).unwrap();
    assert_eq!(asking.await.unwrap(), "slow");
    serving.await.unwrap().unwrap();
}

/// This product's template, with one more function that reads SES's and SNS's reports.
fn with_a_reader() -> Template {
    let text = include_str!("../../../template.yaml");
    let reader = r#"
Resources:
  ReadReports:
    Type: AWS::Serverless::Function
    Metadata: {BuildProperties: {Binary: read-reports}}
    Properties:
      Events:
        Mail:
          Type: EventBridgeRule
          Properties:
            Pattern:
              source: [aws.ses]
              detail: {mail: {tags: {"ses:configuration-set": [!Ref EmailReports]}}}
        Text:
          Type: CloudWatchLogs
          Properties:
            LogGroupName: !Sub "sns/${AWS::Region}/${AWS::AccountId}/DirectPublishToPhoneNumber/Failure"
            FilterPattern: ""
"#;
    Template::parse(&text.replacen("\nResources:\n", reader, 1)).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_function_that_reads_reports_gets_those_of_e_mails_and_texts() {
    let folder = TemporaryFolder::new();
    let options = options(&folder.path().join("data"));
    let infrastructure = Infrastructure::start(&options, with_a_reader()).await.unwrap();
    let endpoints = infrastructure.endpoints().clone();
    let (seen, mut calls) = mpsc::unbounded_channel();
    let functions = Functions::default().with("read-reports", move |event| {
        let seen = seen.clone();
        async move {
            seen.send(event).unwrap();
            Ok(Value::Null)
        }
    });
    let (stop, told) = oneshot::channel::<()>();
    let until = async { drop(told.await) };
    let serving = tokio::spawn(infrastructure.serve_until(complete(functions), until));
    let set = endpoints.configuration_set.unwrap();
    let signed = |path: &str| {
        let request = reqwest::Client::new().post(format!("{}{path}", endpoints.aws_url));
        request.header("authorization", "AWS4-HMAC-SHA256 Credential=x")
    };
    let mail = json!({
        "FromEmailAddress": endpoints.sender,
        "Destination": {"ToAddresses": ["complaint@simulator.amazonses.com"]},
        "Content": {"Simple": {"Subject": {"Data": "s"}, "Body": {"Text": {"Data": "t"}}}},
        "ConfigurationSetName": set,
    });
    let sent = signed("/v2/email/outbound-emails").json(&mail).send().await.unwrap();
    assert_eq!(sent.status(), 200);
    let mut next = async || {
        let call = tokio::time::timeout(Duration::from_secs(10), calls.recv()).await;
        call.unwrap().unwrap()
    };
    assert_eq!(next().await["detail-type"], "Email Delivered");
    assert_eq!(next().await["detail-type"], "Email Complaint Received");
    for number in ["%2B447400123456", "%2B447400000001"] {
        let text = format!("Action=Publish&PhoneNumber={number}&Message=x");
        assert_eq!(signed("/").body(text).send().await.unwrap().status(), 200);
    }
    assert!(next().await["awslogs"]["data"].is_string(), "of the text that failed alone");
    stop.send(()).unwrap();
    serving.await.unwrap().unwrap();
    assert!(calls.try_recv().is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn calls_of_handlers_meet_faults_only_in_tests() {
    let folder = TemporaryFolder::new();
    for for_tests in [false, true] {
        let data = folder.path().join(for_tests.to_string());
        let options = Options { for_tests, ..options(&data) };
        let template = Template::of_this_product().unwrap();
        let infrastructure = Infrastructure::start(&options, template).await.unwrap();
        let (handlers, own) =
            (infrastructure.endpoints().dynamodb_url.clone(), infrastructure.database().url());
        assert_eq!(handlers != own, for_tests);
        let met = infrastructure.faults().functions(Functions::default());
        let account = format!("{}/v2/email/account", infrastructure.endpoints().aws_url);
        let asked = reqwest::Client::new()
            .get(account)
            .header("authorization", "AWS4-HMAC-SHA256 Credential=x");
        assert_eq!(asked.send().await.unwrap().status(), 200);
        let counted = met.invoke(crate::testing::faults::COUNT_CALLS, json!({})).await.unwrap();
        assert_eq!(counted != json!({}), for_tests, "{counted}");
        infrastructure.serve_until(complete(Functions::default()), async {}).await.unwrap();
        assert!(reqwest::get(handlers).await.is_err(), "it is still there");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn schedules_run_on_their_own_except_in_tests() {
    let folder = TemporaryFolder::new();
    for for_tests in [false, true] {
        let (seen, mut calls) = mpsc::unbounded_channel();
        let functions = Functions::default().with("keep-dates", move |_| {
            let seen = seen.clone();
            async move {
                seen.send(()).unwrap();
                Ok(Value::Null)
            }
        });
        let options = Options { for_tests, ..options(&folder.path().join(for_tests.to_string())) };
        let template = Template::of_this_product().unwrap();
        let infrastructure = Infrastructure::start(&options, template).await.unwrap();
        let called = Arc::new(AtomicBool::new(false));
        let noticed = called.clone();
        let until = async move {
            let patience = Duration::from_secs(if for_tests { 3 } else { 20 });
            noticed.store(timeout(patience, calls.recv()).await.is_ok(), Ordering::Relaxed);
        };
        infrastructure.serve_until(complete(functions), until).await.unwrap();
        assert_eq!(called.load(Ordering::Relaxed), !for_tests);
    }
}
