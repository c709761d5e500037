//! The endpoints as the real SDK clients meet them.

use super::*;
use crate::database::{loopback_http, test_credentials};
use crate::function::{FunctionError, Functions};
use crate::gateway::Routes;
use crate::inbox::{Channel, Wanted};
use crate::listener::{self, Patience};
use crate::template::Template;
use crate::test_support::TemporaryFolder;
use aws_sdk_kms::config::{BehaviorVersion, Region};
use aws_sdk_kms::primitives::Blob;
use aws_sdk_kms::types::DataKeySpec;
use aws_sdk_sesv2::types as ses;
use tokio::sync::watch;

/// Running endpoints and what they keep.
struct Played {
    url: String,
    inbox: Inbox,
    services: Services,
    _folder: TemporaryFolder,
    _stop: watch::Sender<bool>,
}

async fn play() -> Played {
    let folder = TemporaryFolder::new();
    let inbox = Inbox::open(&folder.path().join("inbox.jsonl")).unwrap();
    let services = Services::new(inbox.clone(), Kms::new(&[7; 32]), "no-reply@vestibule.test");
    let (socket, address) = listener::on_loopback(0).await.unwrap();
    let (stop, stopping) = watch::channel(false);
    tokio::spawn(listener::serve(socket, services.clone().router(), Patience::Endless, stopping));
    Played { url: format!("http://{address}"), inbox, services, _folder: folder, _stop: stop }
}

macro_rules! client {
    ($sdk:ident, $url:expr) => {
        $sdk::Client::from_conf(
            $sdk::Config::builder()
                .behavior_version(BehaviorVersion::latest())
                .region(Region::new(REGION))
                .credentials_provider(test_credentials())
                .http_client(loopback_http())
                .endpoint_url(&$url)
                .build(),
        )
    };
}

#[tokio::test]
async fn a_wrapped_key_opens_in_its_own_context_only() {
    let played = play().await;
    let kms = client!(aws_sdk_kms, played.url);
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
async fn a_text_is_kept() {
    let played = play().await;
    let sns = client!(aws_sdk_sns, played.url);
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
    let kept = played.inbox.list(&Wanted::default());
    assert_eq!(sent.message_id(), Some(kept[0].id.as_str()));
    assert_eq!(
        (kept[0].channel, kept[0].to.as_str(), kept[0].from.as_deref()),
        (Channel::Sms, "+447700900123", Some("Acme"))
    );
    assert_eq!(kept[0].text.as_deref(), Some("Acme: 012345 is your PIN\n& more"));
    let wrong = sns.publish().phone_number("07700900123").message("x").send().await;
    assert!(wrong.unwrap_err().into_service_error().is_invalid_parameter_exception());
    assert_eq!(played.inbox.list(&Wanted::default()).len(), 1);
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
async fn an_email_is_kept() {
    let played = play().await;
    let client = client!(aws_sdk_sesv2, played.url);
    let send = |from: &str, content: ses::EmailContent| {
        let to = ses::Destination::builder().to_addresses("Ann <ann@example.com>").build();
        let request = client.send_email().from_email_address(from).destination(to);
        request.reply_to_addresses("adviser@acme.example").content(content).send()
    };
    let from = "Acme <no-reply@vestibule.test>";
    let sent = send(from, mail("Welcome, Ünal")).await.unwrap();
    let kept = played.inbox.find(sent.message_id().unwrap()).unwrap();
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
    assert_eq!(played.inbox.list(&Wanted::default()).len(), 1);
}

#[tokio::test]
async fn a_function_is_invoked_by_name_by_who_signs() {
    let played = play().await;
    let invoke = |name: &str| format!("{}/2015-03-31/functions/{name}/invocations", played.url);
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
    played
        .services
        .connect(Gateway::new(Routes::of(&Template::of_this_product().unwrap()), functions));
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
