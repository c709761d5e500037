//! Faults as the real SDK clients meet them, and the orders for them.

use super::*;

fn call(service: Service, operation: &str) -> Call {
    Call { service, operation: operation.to_owned(), function: None }
}

async fn order(faults: &Faults, function: &str, event: Value) -> Result<Value, FunctionError> {
    faults.functions(Functions::default()).invoke(function, event).await
}

#[tokio::test]
async fn a_fault_of_one_function_does_not_affect_others() {
    let faults = Faults::default();
    let event = json!({"service": "dynamodb", "function": "sign-out", "how": "throttle"});
    order(&faults, INJECT_FAULT, event).await.unwrap();
    let by = |function: Option<&str>| Call {
        function: function.map(str::to_owned),
        ..call(Service::Dynamodb, "GetItem")
    };
    assert_eq!(faults.meets(&by(Some("sweep-unsent"))), None);
    assert_eq!(faults.meets(&by(None)), None);
    assert_eq!(faults.meets(&by(Some("sign-out"))), Some(FaultEffect::Throttle));
    assert_eq!(faults.meets(&by(Some("sign-out"))), None);
}

#[tokio::test]
async fn a_fault_hits_the_calls_that_were_ordered_and_no_others() {
    let faults = Faults::default();
    let event = json!({"service": "kms", "operation": "Decrypt", "how": "throttle",
        "skip": 1, "times": 2});
    order(&faults, INJECT_FAULT, event).await.unwrap();
    let decrypt = call(Service::Kms, "Decrypt");
    let other = call(Service::Kms, "GenerateDataKey");
    let elsewhere = call(Service::Sns, "Decrypt");
    let met: Vec<_> = [&decrypt, &other, &elsewhere, &decrypt, &decrypt, &decrypt]
        .map(|call| faults.meets(call).is_some())
        .into();
    assert_eq!(met, [false, false, false, true, true, false]);
    assert_eq!(order(&faults, CLEAR_FAULTS, json!({})).await, Ok(json!({"left": 0})));
}

#[tokio::test]
async fn a_fault_without_an_operation_hits_any_and_can_be_removed() {
    let faults = Faults::default();
    order(&faults, INJECT_FAULT, json!({"service": "ses", "how": "error-500", "times": 5}))
        .await
        .unwrap();
    assert_eq!(faults.meets(&call(Service::Ses, "SendEmail")), Some(FaultEffect::ServerError));
    assert_eq!(faults.meets(&call(Service::Ses, "GetAccount")), Some(FaultEffect::ServerError));
    assert_eq!(order(&faults, CLEAR_FAULTS, json!({})).await, Ok(json!({"left": 3})));
    assert_eq!(faults.meets(&call(Service::Ses, "SendEmail")), None);
}

#[tokio::test]
async fn of_two_faults_the_one_that_was_ordered_first_hits_first() {
    let faults = Faults::default();
    for how in ["lose-reply", "error-500"] {
        let event = json!({"service": "sns", "how": how});
        order(&faults, INJECT_FAULT, event).await.unwrap();
    }
    let publish = call(Service::Sns, "Publish");
    let met: Vec<_> = (0..3).map(|_| faults.meets(&publish)).collect();
    assert_eq!(met, [Some(FaultEffect::LoseReply), Some(FaultEffect::ServerError), None]);
}

#[tokio::test]
async fn calls_are_counted_until_the_count_is_read() {
    let faults = Faults::default();
    for operation in ["GetItem", "Query", "GetItem"] {
        faults.meets(&call(Service::Dynamodb, operation));
    }
    faults.meets(&call(Service::Sns, "Publish"));
    assert_eq!(
        order(&faults, COUNT_CALLS, json!({})).await,
        Ok(json!({"dynamodb": {"GetItem": 2, "Query": 1}, "sns": {"Publish": 1}}))
    );
    assert_eq!(order(&faults, COUNT_CALLS, json!({})).await, Ok(json!({})));
}

#[tokio::test]
async fn a_contradictory_order_is_refused() {
    let faults = Faults::default();
    for wrong in [
        json!({}),
        json!({"service": "s3", "how": "throttle"}),
        json!({"service": "sns", "how": "explode"}),
        json!({"service": "sns", "how": "refuse"}),
        json!({"service": "sns", "how": "delay"}),
        json!({"service": "sns", "how": "conflict"}),
        json!({"service": "dynamodb", "operation": "GetItem", "how": "conflict"}),
        json!({"service": "sns", "how": "throttle", "time": 3}),
    ] {
        assert!(order(&faults, INJECT_FAULT, wrong.clone()).await.is_err(), "{wrong}");
    }
    assert!(order(&faults, SHUFFLE_STREAM, json!({"often": 2})).await.is_err());
    assert_eq!(order(&faults, CLEAR_FAULTS, json!({})).await, Ok(json!({"left": 0})));
}

#[tokio::test]
async fn a_shuffle_can_be_ordered_and_removed() {
    let faults = Faults::default();
    let deal = || faults.shuffle().delivery_order().apply(&[1, 2, 3]);
    order(&faults, SHUFFLE_STREAM, json!({"times": 2})).await.unwrap();
    assert_eq!(deal(), [1, 1, 2, 2, 3, 3]);
    order(&faults, SHUFFLE_STREAM, json!({"times": 2, "shuffle": true, "seed": 9})).await.unwrap();
    assert!(!deal().is_sorted());
    order(&faults, SHUFFLE_STREAM, json!({})).await.unwrap();
    assert_eq!(deal(), [1, 2, 3]);
}
