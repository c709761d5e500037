//! Guessing which mobile is on record.

use crate::scene::{count, notices, revealing_headers};
use vestibule_tests::{Client, Firm, NewClient, Page, Runner};

async fn at_mobile_step(firm: &Firm) -> (Client, Page) {
    let client = firm.admin.adds(NewClient::with_mobile()).await;
    let _ = firm.admin.invites(&client).await.is(200);
    let page = client.follows_link(1).await;
    assert_eq!(page.next().await, "mobile");
    (client, page)
}

#[tokio::test]
async fn many_spellings_of_a_wrong_number_count_once_and_the_sixth_number_is_refused() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let (client, page) = at_mobile_step(&firm).await;
    let spellings = [
        "07911 123456",
        "07911123456",
        "+447911123456",
        "+44 7911 123 456",
        "0044 7911 123456",
        "00447911123456",
        "+44 (0)7911 123456",
        "(07911) 123-456",
        "07911.123.456",
        "07911\u{2013}123\u{2013}456",
        " 07911\u{a0}123456 ",
        "\u{202d}+44 7911 123456\u{202c}",
        "\u{2068}+44\u{2003}7911\u{200b}123\t456\u{2069}\r\n",
    ];
    for spelling in spellings {
        let _ = page.types_mobile(spelling).await.is(200);
    }
    assert_eq!(count(&firm.admin.timeline(&client).await, "wrong-mobile-typed"), 1);
    for n in 1..5 {
        let _ = page.types_mobile(&format!("07911 12345{n}")).await.is(200);
    }
    for refused in
        ["07911 123455", client.mobile.as_deref().expect("a mobile"), "+33 6 12 34 56 78"]
    {
        let answer = page.types_mobile(refused).await.is_problem(429, "too-many-numbers");
        let wait: u64 = answer.header("retry-after").and_then(|s| s.parse().ok()).expect("seconds");
        assert!((23 * 3600..=24 * 3600).contains(&wait), "{wait}");
    }
    // Numbers typed before still get an answer, and send nothing.
    let _ = page.types_mobile("07911123450").await.is_problem(429, "too-many-numbers");
    let _ = page.types_mobile("07911123456").await.is(200);
    let timeline = firm.admin.timeline(&client).await;
    assert_eq!(
        (count(&timeline, "wrong-mobile-typed"), count(&timeline, "mobile-verified")),
        (5, 0)
    );
    assert!(client.texts().await.is_empty(), "a wrong number sends nothing");
    assert_eq!(notices(&firm, "Wrong mobile number").await, 1, "the adviser is notified once");
}

#[tokio::test]
async fn a_right_and_a_wrong_number_get_the_same_replies_then_and_later() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let (one, right) = at_mobile_step(&firm).await;
    let (_, wrong) = at_mobile_step(&firm).await;
    let right_answer = right.types_mobile(one.mobile.as_deref().expect("a mobile")).await.is(200);
    let wrong_answer = wrong.types_mobile("07911 123456").await.is(200);
    let shape = |text: &str| text.split("again_at").next().map(str::to_owned);
    assert_eq!(shape(&right_answer.text), shape(&wrong_answer.text));
    let names = |answer: &vestibule_tests::Answer| -> Vec<String> {
        answer.body.as_object().into_iter().flatten().map(|(name, _)| name.clone()).collect()
    };
    assert_eq!(names(&right_answer), names(&wrong_answer));
    assert_eq!(revealing_headers(&right_answer), revealing_headers(&wrong_answer));
    assert_eq!(right.next().await, wrong.next().await);
    let (after_right, after_wrong) = (right.opens().await, wrong.opens().await);
    assert_eq!(after_right.body["pin"], after_wrong.body["pin"]);
    let _ = right.types_pin("12345").await.is_problem(400, "pin-malformed");
    let _ = wrong.types_pin("12345").await.is_problem(400, "pin-malformed");
    let _ = one.newest_text(1).await;
}

#[tokio::test]
async fn an_invalid_mobile_is_refused_with_a_reason_and_not_counted() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let (client, page) = at_mobile_step(&firm).await;
    let long = "07400 123456 ".repeat(5);
    let refused = [
        ("0909 879 0000", "premium-rate"),
        ("020 7946 0999", "fixed-line"),
        ("+49 30 901820", "fixed-line"),
        ("0800 1111", "not-mobile"),
        ("+1 900 555 0100", "premium-rate"),
        ("+882 16 12345678", "not-mobile"),
        ("07400 12345", "not-valid"),
        ("+44 07400 1234567", "not-valid"),
        ("07400 123456/57", "not-a-number"),
        ("07400 123456 or 07400 123457", "not-a-number"),
        ("\u{ff10}\u{ff17}400 123456", "not-a-number"),
        ("\u{660}7400 123456", "not-a-number"),
        ("07400 123456;ext=1", "not-a-number"),
        ("07400\u{0}123456", "not-a-number"),
        ("07400 \u{202e}123456", "not-a-number"),
        ("tel:+447400123456", "not-a-number"),
        ("", "not-a-number"),
        ("+", "not-a-number"),
        (&long, "too-long"),
    ];
    for (text, code) in refused {
        let answer = page.types_mobile(text).await;
        assert_eq!(
            (answer.status, answer.problem().as_deref()),
            (422, Some("fields-refused")),
            "{text:?}: {}",
            answer.text
        );
        let error = &answer.body["errors"][0];
        assert_eq!(error["field"], "mobile");
        let told = error["code"].as_str().unwrap_or_default();
        assert!(
            told == code
                || (code != "not-a-number"
                    && ["not-valid", "not-mobile", "premium-rate"].contains(&told)),
            "{text:?} is {told}, not {code}"
        );
    }
    let timeline = firm.admin.timeline(&client).await;
    assert_eq!(count(&timeline, "wrong-mobile-typed"), 0);
    let _ = page.types_mobile(client.mobile.as_deref().expect("a mobile")).await.is(200);
    let _ = client.newest_text(1).await;
}

#[tokio::test]
async fn p6_a_foreign_number_and_the_firms_own_count_as_wrong_numbers() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let (client, page) = at_mobile_step(&firm).await;
    let _ = page.types_mobile("+33 6 12 34 56 78").await.is(200);
    let _ = page.types_mobile("+48 512 345 678").await.is(200);
    assert_eq!(count(&firm.admin.timeline(&client).await, "wrong-mobile-typed"), 2);
    for foreign in ["+33612345678", "+48512345678"] {
        assert!(
            firm.inbox().of(foreign).await.is_empty(),
            "nothing is ever sent to a number that was typed"
        );
    }
    assert!(client.texts().await.is_empty());
}
