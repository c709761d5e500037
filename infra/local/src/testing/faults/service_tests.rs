//! Faults of SNS, SES and KMS as the real SDK clients meet them.

use super::*;
use crate::account::names::{KMS_KEY_ID, REGION};
use crate::aws::tests::{Endpoints, client, start_behind};
use crate::storage::database::{loopback_http, test_credentials};
use crate::storage::message_store::MessageFilter;
use aws_sdk_kms::config::retry::RetryConfig;
use aws_sdk_kms::config::{BehaviorVersion, Region};
use aws_sdk_kms::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_kms::types::DataKeySpec;

async fn start() -> (Endpoints, Faults) {
    let faults = Faults::default();
    let hung = faults.clone();
    (start_behind(|calls| hang(hung, calls)).await, faults)
}

async fn send_order(faults: &Faults, function: &str, event: Value) -> Value {
    faults.functions(Functions::default()).invoke(function, event).await.unwrap()
}

#[tokio::test]
async fn each_service_is_throttled_refuses_and_breaks_as_its_sdk_knows_it() {
    let (endpoints, faults) = start().await;
    let kms = client!(aws_sdk_kms, endpoints.url);
    let sns = client!(aws_sdk_sns, endpoints.url);
    let email = client!(aws_sdk_sesv2, endpoints.url);
    for (how, codes) in [
        ("throttle", ["ThrottlingException", "Throttling", "TooManyRequestsException"]),
        ("error-500", ["KMSInternalException", "InternalError", "InternalServiceErrorException"]),
        ("refuse", ["SomeCode", "SomeCode", "SomeCode"]),
    ] {
        for service in ["kms", "sns", "ses"] {
            let order = json!({"service": service, "how": how, "code": "SomeCode"});
            send_order(&faults, INJECT_FAULT, order).await;
        }
        let made = kms.generate_data_key().key_id(KMS_KEY_ID).key_spec(DataKeySpec::Aes256);
        let sent = sns.publish().phone_number("+447400123456").message("x");
        assert_eq!(made.send().await.unwrap_err().code(), Some(codes[0]));
        assert_eq!(sent.send().await.unwrap_err().code(), Some(codes[1]));
        assert_eq!(email.get_account().send().await.unwrap_err().code(), Some(codes[2]));
    }
    assert_eq!(endpoints.messages.list(&MessageFilter::default()).len(), 0);
    assert!(email.get_account().send().await.is_ok());
    assert_eq!(
        send_order(&faults, COUNT_CALLS, json!({})).await,
        json!({"kms": {"GenerateDataKey": 3}, "sns": {"Publish": 3}, "ses": {"GetAccount": 4}})
    );
}

#[tokio::test]
async fn a_lost_reply_leaves_the_call_executed() {
    let (endpoints, faults) = start().await;
    let sns = client!(aws_sdk_sns, endpoints.url);
    let order = json!({"service": "sns", "operation": "Publish", "how": "lose-reply"});
    send_order(&faults, INJECT_FAULT, order).await;
    let send = || sns.publish().phone_number("+447400123456").message("x").send();
    let lost = send().await.unwrap_err();
    assert!(matches!(lost, SdkError::DispatchFailure(_)), "{lost:?}");
    assert_eq!(
        endpoints.messages.list(&MessageFilter::default()).len(),
        1,
        "it was sent all the same"
    );
    send().await.unwrap();
    let order = json!({"service": "sns", "how": "delay", "ms": 300});
    send_order(&faults, INJECT_FAULT, order).await;
    let began = std::time::Instant::now();
    send().await.unwrap();
    assert!(began.elapsed().as_millis() >= 300);
    assert_eq!(endpoints.messages.list(&MessageFilter::default()).len(), 3);
}
