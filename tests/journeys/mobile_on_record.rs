//! The mobile on record is changed, added and removed.

use crate::support::{is_invited, refused_fields, times, wait_a_moment};
use serde_json::{Value, json};
use vestibule_tests::{Answer, Client, NewClient, PASSWORD, Runner, Staff};

async fn changes_mobile(ada: &Staff, nora: &Client, mobile: Option<&str>) -> Answer {
    let path = format!("/api/staff/clients/{}/change-mobile", nora.id);
    ada.visitor.post(&path, &json!({ "mobile": mobile })).await
}

fn another_number() -> String {
    let digits =
        u32::from_le_bytes(uuid::Uuid::new_v4().as_bytes()[..4].try_into().expect("four bytes"));
    format!("+447401{:06}", digits % 1_000_000)
}

#[tokio::test]
async fn p17_a_changed_mobile_voids_the_texted_pin_and_the_link_continues_with_the_new_number() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_mobile()).await;
    let page = is_invited(ada, &nora).await;
    let former = nora.mobile.clone().unwrap();
    let _ = page.types_mobile(&former).await.is(200);
    let old = nora.newest_text(1).await.pin();

    let number = another_number();
    let changed = changes_mobile(ada, &nora, Some(&number)).await.is(200);
    assert_eq!(changed.body["mobiles"], json!([number]));
    let told = nora.newest_mail(2).await;
    assert!(told.subject.starts_with("Your mobile number at"), "{}", told.subject);

    assert_eq!(page.next().await, "mobile", "the old number no longer counts");
    let _ = page.types_mobile(&former).await.is(200);
    wait_a_moment().await;
    assert_eq!(nora.texts().await.len(), 1, "nothing goes to the old number");
    let asked = page.types_mobile(&number).await.is(200);
    assert_eq!(asked.body["letter"], "B");
    let text = runner.inbox().newest(&number, 1).await;
    assert!(text.text.contains("PIN B: "), "{}", text.text);
    if old != text.pin() {
        let _ = page.types_pin(&old).await.is_problem(401, "pin-wrong");
    }
    let _ = page.types_pin(&text.pin()).await.is(200);
    let _ = page.chooses_password(PASSWORD).await.is(200);
    assert_eq!(times(ada, &nora, "mobile-changed").await, 1);
}

#[tokio::test]
async fn p4_texting_is_on_exactly_while_a_mobile_is_on_record() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_email()).await;
    let page = is_invited(ada, &nora).await;
    let relayed = ada.reveals_pin(&nora).await;
    assert_eq!((page.next().await, &ada.reads(&nora).await["sms"]), ("pin".into(), &json!(false)));

    let number = another_number();
    let added = changes_mobile(ada, &nora, Some(&number)).await.is(200);
    assert_eq!((&added.body["sms"], page.next().await), (&json!(true), "mobile".into()));
    assert_eq!(ada.reveals_pin(&nora).await, relayed, "a PIN that was relayed stays valid");
    let _ = page.types_mobile(&number).await.is(200);
    assert_eq!(runner.inbox().newest(&number, 1).await.pin(), relayed);

    let removed = changes_mobile(ada, &nora, None).await.is(200);
    assert_eq!(
        (&removed.body["sms"], &removed.body["mobiles"], page.next().await),
        (&json!(false), &Value::Array(Vec::new()), "pin".into())
    );
    assert_ne!(ada.reads(&nora).await["pin"]["letter"], Value::Null, "and there is a fresh PIN");
    let _ = page.types_pin(&ada.reveals_pin(&nora).await).await.is(200);
}

#[tokio::test]
async fn s10_a_number_that_receives_no_texts_is_refused_and_the_old_one_stays() {
    let firm = Runner::shared().await.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_mobile()).await;
    let before = ada.reads(&nora).await;
    let refused = changes_mobile(ada, &nora, Some("020 7946 0018")).await.is(422);
    assert_eq!(refused_fields(&refused), [("mobile".to_owned(), "fixed-line".to_owned())]);
    let path = format!("/api/staff/clients/{}/change-mobile", nora.id);
    let _ = ada.visitor.post(&path, &json!({})).await.is_problem(400, "body-malformed");
    let same = changes_mobile(ada, &nora, nora.mobile.as_deref()).await.is(200);
    assert_eq!((same.body, times(ada, &nora, "mobile-changed").await), (before, 0));
}
