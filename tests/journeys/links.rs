//! Links: scanners that open them, newer links that replace them, and unknown links.

use crate::support::{is_invited, reaches_password_step, session, sets_up, times};
use std::collections::BTreeSet;
use vestibule_tests::{NewClient, OTHER_PASSWORD, PASSWORD, Page, Runner};

#[tokio::test]
async fn x1_twenty_scanners_open_the_link_without_using_it_up() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_mobile()).await;
    let page = is_invited(ada, &nora).await;
    let pin = ada.reveals_pin(&nora).await;
    let before = ada.reads(&nora).await;

    let scanners = (0..20).map(|_| Page::on(runner.visitor(), &page.link));
    let opened: Vec<_> =
        scanners.map(|page| tokio::spawn(async move { page.opens().await })).collect();
    let mut answers = BTreeSet::new();
    for answer in opened {
        answers.insert(answer.await.unwrap().is(200).text);
    }
    assert_eq!(answers.len(), 1, "every opening gets the same answer: {answers:?}");
    assert_eq!(times(ada, &nora, "link-opened").await, 1, "one line in ten minutes");

    let after = ada.reads(&nora).await;
    assert_eq!((&before["pin"], &before["standing"]), (&after["pin"], &after["standing"]));
    assert_eq!(after["links"][0]["opened"], true);
    assert!(nora.texts().await.is_empty());
    assert_eq!(reaches_password_step(ada, &nora, &page).await, pin, "the PIN is unchanged");
    let _ = page.chooses_password(PASSWORD).await.is(200);
}

#[tokio::test]
async fn x1_scanners_between_the_steps_take_nothing_from_the_person() {
    let firm = Runner::shared().await.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_mobile()).await;
    let page = is_invited(ada, &nora).await;
    assert_eq!(page.again().next().await, "mobile");
    let _ = page.types_mobile(nora.mobile.as_deref().unwrap()).await.is(200);
    assert_eq!(page.again().next().await, "pin");
    let _ = page.types_pin(&nora.newest_text(1).await.pin()).await.is(200);
    assert_eq!(page.again().next().await, "pin", "another page does not get past the PIN");
    assert_eq!(page.next().await, "password", "the person's own page does");
    let _ = page.chooses_password(PASSWORD).await.is(200);
    assert_eq!(page.again().next().await, "sign-in");
}

#[tokio::test]
async fn access_inviting_again_supersedes_the_older_link_and_keeps_the_pin() {
    let firm = Runner::shared().await.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_mobile()).await;
    let older = is_invited(ada, &nora).await;
    let _ = older.types_mobile(nora.mobile.as_deref().unwrap()).await.is(200);
    let texted = nora.newest_text(1).await.pin();
    let newer = is_invited(ada, &nora).await;
    assert_ne!(older.link, newer.link);

    let opened = older.opens().await.is(200);
    assert_eq!(opened.text_at("next"), "superseded");
    assert_eq!(opened.body["pin"]["by_text"], false, "it reveals nothing about the PIN");
    for answer in [
        older.types_mobile(nora.mobile.as_deref().unwrap()).await,
        older.types_pin(&texted).await,
        older.chooses_password(PASSWORD).await,
    ] {
        assert_eq!(answer.is_problem(409, "link-elsewhere").body["next"], "superseded");
    }

    assert_eq!(newer.next().await, "mobile");
    assert_eq!(ada.reveals_pin(&nora).await, texted);
    assert_eq!(times(ada, &nora, "pin-made").await, 1, "no new generation");
    let _ = newer.types_pin(&texted).await.is(200);
    let _ = newer.chooses_password(PASSWORD).await.is(200);
    // Once a password exists, links only lead to sign-in, older ones too.
    assert_eq!(older.next().await, "sign-in");
}

#[tokio::test]
async fn access_an_open_set_up_ends_when_a_newer_link_is_generated() {
    let firm = Runner::shared().await.firm().await;
    let ada = &firm.admin;
    let tom = ada.adds(NewClient::with_email()).await;
    let older = is_invited(ada, &tom).await;
    reaches_password_step(ada, &tom, &older).await;
    let newer = is_invited(ada, &tom).await;
    let late = older.chooses_password(PASSWORD).await.is_problem(409, "link-elsewhere");
    assert_eq!(late.body["next"], "superseded");
    assert_eq!(ada.reads(&tom).await["security_level"], "low");
    // The first PIN was used on the older link: the newer one needs another.
    assert_eq!(newer.opens().await.is(200).body["pin"]["letter"], "B");
    reaches_password_step(ada, &tom, &newer).await;
    let _ = newer.chooses_password(PASSWORD).await.is(200);
}

#[tokio::test]
async fn access_a_link_only_leads_to_sign_in_once_there_is_a_password() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_mobile()).await;
    let page = sets_up(ada, &nora).await;
    let finder = page.again();
    assert_eq!(finder.next().await, "sign-in");
    for answer in [
        finder.types_mobile(nora.mobile.as_deref().unwrap()).await,
        finder.types_pin("123456").await,
        finder.chooses_password(OTHER_PASSWORD).await,
    ] {
        assert_eq!(answer.is_problem(409, "link-elsewhere").body["next"], "sign-in");
    }
    let browser = runner.visitor();
    let _ = nora.signs_in(&browser, OTHER_PASSWORD).await.is_problem(401, "sign-in-refused");
    let _ = nora.signs_in(&browser, PASSWORD).await.is(200);
    let _ = session(&browser).await.is(200);
}

#[tokio::test]
async fn access_an_unknown_link_is_not_found() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_email()).await;
    let link = is_invited(ada, &nora).await.link;
    let changed = |place: usize| {
        let mut letters: Vec<char> = link.chars().collect();
        letters[place] = if letters[place] == 'A' { 'B' } else { 'A' };
        letters.into_iter().collect::<String>()
    };
    let strange = [
        String::new(),
        "A".repeat(108),
        link[..107].to_owned(),
        format!("{link}A"),
        changed(0),
        changed(10),
        changed(30),
        changed(50),
        changed(100),
    ];
    for strange in strange {
        let page = Page::on(runner.visitor(), &strange);
        let _ = page.opens().await.is_problem(404, "link-unknown");
        let _ = page.types_mobile("07400 123456").await.is_problem(404, "link-unknown");
        let _ = page.types_pin("123456").await.is_problem(404, "link-unknown");
        let _ = page.chooses_password(PASSWORD).await.is_problem(404, "link-unknown");
    }
}
