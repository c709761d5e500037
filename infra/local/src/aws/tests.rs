//! The endpoints, used through the real SDK clients.

use super::*;
use crate::account::names::{KMS_KEY_ID, REGION, SENDER};
use crate::aws::functions::{FunctionError, Functions};
use crate::aws::reports::{Report, UndeliveredReports};
use crate::net::listener::{self, Patience};
use crate::storage::database::{loopback_http, test_credentials};
use crate::storage::message_store::{Channel, MessageFilter};
use crate::storage::temporary_folder::TemporaryFolder;
use crate::template::Template;
use aws_sdk_kms::config::retry::RetryConfig;
use aws_sdk_kms::config::{BehaviorVersion, Region};
use aws_sdk_kms::error::ProvideErrorMetadata;
use aws_sdk_kms::primitives::Blob;
use aws_sdk_kms::types::DataKeySpec;
use aws_sdk_sesv2::types as ses;
use serde_json::{Value, json};
use tokio::sync::watch;

/// Running endpoints and the messages that they store.
pub(crate) struct Endpoints {
    pub(crate) url: String,
    pub(crate) messages: MessageStore,
    services: Services,
    reports: UndeliveredReports,
    _folder: TemporaryFolder,
    _stop: watch::Sender<bool>,
}

async fn start() -> Endpoints {
    start_behind(|calls| calls).await
}

/// Starts endpoints with these layers in front.
pub(crate) async fn start_behind(
    hang: impl FnOnce(Router<Services>) -> Router<Services>,
) -> Endpoints {
    let folder = TemporaryFolder::new();
    let messages = MessageStore::open(&folder.path().join("inbox.jsonl")).unwrap();
    let (made, reports) = Reports::new();
    let kinds = Template::of_this_product().unwrap().email_reports;
    let kms = Kms::new(&[7; 32]);
    let services = Services::new(messages.clone(), kms, SENDER, kinds, made);
    let (socket, address) = listener::on_loopback(0).await.unwrap();
    let (stop, stopping) = watch::channel(false);
    let router = services.clone().router(hang);
    tokio::spawn(listener::serve(socket, router, Patience::Endless, None, stopping));
    let url = format!("http://{address}");
    Endpoints { url, messages, services, reports, _folder: folder, _stop: stop }
}

impl Endpoints {
    /// Returns the reports so far.
    fn reports(&mut self) -> Vec<Report> {
        self.reports.now()
    }
}

/// An SDK client that does not retry.
macro_rules! client {
    ($sdk:ident, $url:expr) => {
        $sdk::Client::from_conf(
            $sdk::Config::builder()
                .behavior_version(BehaviorVersion::latest())
                .region(Region::new(REGION))
                .credentials_provider(test_credentials())
                .http_client(loopback_http())
                .retry_config(RetryConfig::disabled())
                .endpoint_url(&$url)
                .build(),
        )
    };
}
pub(crate) use client;

#[tokio::test]
async fn a_wrapped_key_opens_only_in_its_own_context() {
    let endpoints = start().await;
    let kms = client!(aws_sdk_kms, endpoints.url);
    let made = kms.generate_data_key().key_id(KMS_KEY_ID).key_spec(DataKeySpec::Aes256);
    let made = made
        .encryption_context("firm", "f1")
        .encryption_context("use", "pins")
        .send()
        .await
        .unwrap();
    let wrapped = made.ciphertext_blob().unwrap().clone();
    let unwrap = |blob: &Blob, firm: &str| {
        let request = kms.decrypt().ciphertext_blob(blob.clone()).encryption_context("use", "pins");
        request.encryption_context("firm", firm).send()
    };
    let opened = unwrap(&wrapped, "f1").await.unwrap();
    assert_eq!(opened.plaintext(), made.plaintext());
    assert_eq!(opened.plaintext().unwrap().as_ref().len(), 32);
    assert_eq!(opened.key_id(), made.key_id());
    let mut tampered = wrapped.clone().into_inner();
    *tampered.last_mut().unwrap() ^= 1;
    for wrong in [
        unwrap(&wrapped, "f2").await,
        unwrap(&Blob::new(tampered), "f1").await,
        unwrap(&Blob::new("x"), "f1").await,
    ] {
        assert!(wrong.unwrap_err().into_service_error().is_invalid_ciphertext_exception());
    }
    let other =
        kms.generate_data_key().key_id("another").key_spec(DataKeySpec::Aes256).send().await;
    assert!(other.unwrap_err().into_service_error().is_not_found_exception());
}

#[tokio::test]
async fn a_text_is_stored() {
    let endpoints = start().await;
    let sns = client!(aws_sdk_sns, endpoints.url);
    let attribute = aws_sdk_sns::types::MessageAttributeValue::builder()
        .data_type("String")
        .string_value("Acme")
        .build();
    let sent = sns
        .publish()
        .phone_number("+447700900123")
        .message("Acme: 012345 is your PIN\n& more")
        .message_attributes("AWS.SNS.SMS.SenderID", attribute.unwrap())
        .send()
        .await
        .unwrap();
    let kept = endpoints.messages.list(&MessageFilter::default());
    assert_eq!(sent.message_id(), Some(kept[0].id.as_str()));
    assert_eq!(
        (kept[0].channel, kept[0].to.as_str(), kept[0].from.as_deref()),
        (Channel::Sms, "+447700900123", Some("Acme"))
    );
    assert_eq!(kept[0].text.as_deref(), Some("Acme: 012345 is your PIN\n& more"));
    let wrong = sns.publish().phone_number("07700900123").message("x").send().await;
    assert!(wrong.unwrap_err().into_service_error().is_invalid_parameter_exception());
    assert_eq!(endpoints.messages.list(&MessageFilter::default()).len(), 1);
}

#[tokio::test]
async fn a_texts_outcome_is_in_the_delivery_log() {
    let mut endpoints = start().await;
    let sns = client!(aws_sdk_sns, endpoints.url);
    let send = |number: &str| sns.publish().phone_number(number).message("x").send();
    let ids = [
        send("+447400123456").await.unwrap().message_id.unwrap(),
        send("+447400000001").await.unwrap().message_id.unwrap(),
    ];
    let refused = send("+447400000003").await.unwrap_err();
    assert_eq!(refused.code(), Some("OptedOut"));
    let told: Vec<(Value, Value)> = endpoints
        .reports()
        .into_iter()
        .map(|report| match report {
            Report::Line { line, .. } => {
                (line["notification"]["messageId"].clone(), line["status"].clone())
            }
            Report::Event(event) => panic!("{event}"),
        })
        .collect();
    assert_eq!(told, [(json!(ids[0]), json!("SUCCESS")), (json!(ids[1]), json!("FAILURE"))]);
    assert_eq!(endpoints.messages.list(&MessageFilter::default()).len(), 2);
}

#[tokio::test]
async fn account_checks_report_that_all_is_ready() {
    let endpoints = start().await;
    let sns = client!(aws_sdk_sns, endpoints.url);
    let sandbox = sns.get_sms_sandbox_account_status().send().await.unwrap();
    assert!(!sandbox.is_in_sandbox());
    let all = sns.get_sms_attributes().send().await.unwrap();
    let settings = all.attributes().unwrap();
    assert_eq!(settings["DefaultSMSType"], "Transactional");
    assert_eq!(settings["DeliveryStatusSuccessSamplingRate"], "100");
    let one = sns.get_sms_attributes().attributes("MonthlySpendLimit").send().await.unwrap();
    assert_eq!(one.attributes().unwrap().len(), 1);
    let email = client!(aws_sdk_sesv2, endpoints.url);
    let account = email.get_account().send().await.unwrap();
    assert!(account.production_access_enabled() && account.sending_enabled());
    assert!(account.send_quota().unwrap().max24_hour_send() > 0.0);
    let identity = |name: &str| email.get_email_identity().email_identity(name).send();
    for ours in ["vestibule.test", "no-reply@vestibule.test"] {
        assert!(identity(ours).await.unwrap().verified_for_sending_status(), "{ours}");
    }
    let other = identity("elsewhere.example").await.unwrap_err();
    assert!(other.into_service_error().is_not_found_exception());
}

fn mail(subject: &str) -> ses::EmailContent {
    let part = |data: &str| ses::Content::builder().data(data).charset("UTF-8").build().unwrap();
    let body = ses::Body::builder().text(part("plain")).html(part("<p>rich")).build();
    let header = ses::MessageHeader::builder()
        .name("Auto-Submitted")
        .value("auto-generated")
        .build()
        .unwrap();
    let simple = ses::Message::builder().subject(part(subject)).body(body).headers(header).build();
    ses::EmailContent::builder().simple(simple).build()
}

#[tokio::test]
async fn an_email_is_stored() {
    let endpoints = start().await;
    let client = client!(aws_sdk_sesv2, endpoints.url);
    let send = |from: &str, content: ses::EmailContent| {
        let to = ses::Destination::builder().to_addresses("Ann <ann@example.com>").build();
        let request = client.send_email().from_email_address(from).destination(to);
        request.reply_to_addresses("adviser@acme.example").content(content).send()
    };
    let from = "Acme <no-reply@vestibule.test>";
    let sent = send(from, mail("Welcome, Ünal")).await.unwrap();
    let kept = endpoints.messages.find(sent.message_id().unwrap()).unwrap();
    assert_eq!((kept.to.as_str(), kept.from.as_deref()), ("Ann <ann@example.com>", Some(from)));
    assert_eq!(
        (kept.subject.as_deref(), kept.reply_to.as_deref()),
        (Some("Welcome, Ünal"), Some("adviser@acme.example"))
    );
    assert_eq!((kept.text.as_deref(), kept.html.as_deref()), (Some("plain"), Some("<p>rich")));
    assert_eq!(kept.headers["Auto-Submitted"], "auto-generated");
    let refused = send(from, mail("one\r\nBcc: two")).await;
    assert!(refused.unwrap_err().into_service_error().is_bad_request_exception());
    let refused = send("no-reply@elsewhere.example", mail("Hello")).await;
    assert!(refused.unwrap_err().into_service_error().is_message_rejected());
    let raw =
        ses::RawMessage::builder().data(aws_sdk_sesv2::primitives::Blob::new("x")).build().unwrap();
    let refused = send(from, ses::EmailContent::builder().raw(raw).build()).await;
    assert!(refused.unwrap_err().into_service_error().is_bad_request_exception());
    assert_eq!(endpoints.messages.list(&MessageFilter::default()).len(), 1);
}

#[tokio::test]
async fn only_e_mails_with_the_configuration_set_are_reported() {
    let mut endpoints = start().await;
    let client = client!(aws_sdk_sesv2, endpoints.url);
    let send = |set: Option<&str>, tag: &str| {
        let to = ses::Destination::builder().to_addresses("bounce+1@simulator.amazonses.com");
        let tag = ses::MessageTag::builder().name("message").value(tag).build().unwrap();
        let request = client.send_email().from_email_address("Acme <no-reply@vestibule.test>");
        let request = request.destination(to.build()).content(mail("Hello")).email_tags(tag);
        request.set_configuration_set_name(set.map(str::to_owned)).send()
    };
    send(None, "m-0").await.unwrap();
    assert_eq!(endpoints.reports(), []);
    let id = send(Some("EmailReports"), "m-1").await.unwrap().message_id.unwrap();
    let told = endpoints.reports();
    let [Report::Event(event)] = told.as_slice() else { panic!("{told:?}") };
    assert_eq!(event["detail-type"], "Email Bounced");
    assert_eq!(event["detail"]["mail"]["messageId"], id.as_str());
    assert_eq!(event["detail"]["mail"]["tags"]["message"], json!(["m-1"]));
    let unknown = send(Some("Another"), "m-2").await.unwrap_err();
    assert!(unknown.into_service_error().is_not_found_exception());
    let tag = send(Some("EmailReports"), "m#3").await.unwrap_err();
    assert!(tag.into_service_error().is_bad_request_exception());
    assert_eq!(endpoints.reports(), []);
    assert_eq!(endpoints.messages.list(&MessageFilter::default()).len(), 2);
}

#[tokio::test]
async fn signed_requests_invoke_a_function_by_name() {
    let endpoints = start().await;
    let invoke = |name: &str| format!("{}/2015-03-31/functions/{name}/invocations", endpoints.url);
    let http = reqwest::Client::new();
    let signed =
        |url: String| http.post(url).header("authorization", "AWS4-HMAC-SHA256 Credential=x");
    assert_eq!(http.post(invoke("create-firm")).send().await.unwrap().status(), 403);
    assert_eq!(signed(invoke("create-firm")).send().await.unwrap().status(), 503);
    let functions = Functions::default()
        .with("create-firm", |event| async { Ok(event) })
        .with("broken", |_| async {
            Err(FunctionError { error_type: "E".to_owned(), message: "why".to_owned() })
        });
    endpoints.services.connect(functions);
    let answer = signed(invoke("create-firm")).json(&json!({"name": "Acme"})).send().await.unwrap();
    assert_eq!(answer.json::<Value>().await.unwrap(), json!({"name": "Acme"}));
    let answer = signed(invoke("arn:aws:lambda:eu-west-1:123456789012:function:broken"))
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.headers()["x-amz-function-error"], "Unhandled");
    assert_eq!(
        answer.json::<Value>().await.unwrap(),
        json!({"errorType": "E", "errorMessage": "why"})
    );
    assert_eq!(signed(invoke("missing")).send().await.unwrap().status(), 404);
}
