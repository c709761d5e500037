//! A firm's settings, and each member of staff's choice of notifications.

use crate::support::{
    count_mails, gets_in, is_invited, receives_mail, refused_fields, sets_up, wait_a_moment,
};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};
use vestibule_tests::{Answer, Firm, NewClient, PASSWORD, Runner, Staff};

async fn settings(staff: &Staff) -> Value {
    staff.visitor.get("/api/staff/settings").await.is(200).body
}

/// Sends a change based on the current settings.
async fn change(staff: &Staff, mut fields: Value) -> Answer {
    fields["version"] = settings(staff).await["version"].clone();
    staff.visitor.post("/api/staff/settings", &fields).await
}

async fn chooses(staff: &Staff, choices: Value) -> Answer {
    staff.visitor.post("/api/staff/notices", &json!({ "choices": choices })).await
}

async fn of_firm(runner: &Runner, slug: &str) -> Answer {
    runner.visitor().get(&format!("/api/firms/{slug}")).await
}

#[tokio::test]
async fn p19_all_notifications_but_new_pin_requested_are_on_by_default() {
    let firm = Runner::shared().await.firm().await;
    let who = firm.admin.visitor.get("/api/staff/session").await.is(200).body;
    let expected = json!({
        "pin-needed": true, "new-pin-requested": false, "blocked": true, "password-waits": true,
        "wrong-mobile": true, "stuck": true, "email-bounced": true, "email-complained": true,
        "sms-failed": true, "first-sign-in": true, "login-expiring": true,
    });
    assert_eq!(who["notices"], expected);
}

#[tokio::test]
async fn p19_p16_a_notification_switched_off_is_not_mailed_and_the_page_says_so() {
    let firm = Runner::shared().await.firm().await;
    let (ada, ben) = (&firm.admin, firm.adds_staff("adviser").await);
    let chosen = chooses(ada, json!({ "pin-needed": false, "stuck": true })).await.is(200);
    assert_eq!(chosen.body["notices"]["pin-needed"], false);
    assert_eq!(chosen.body["notices"]["blocked"], true, "choices that are not named stay");
    let nora = ada.adds(NewClient::with_email()).await;
    let page = is_invited(ada, &nora).await;
    let asks = async |flow: &str| {
        let path = format!("/api/client/{flow}");
        page.visitor.post(&path, &json!({ "link": page.link })).await.is(200)
    };
    let told = asks("request-pin").await;
    assert_eq!(told.body["told"], false);
    assert_eq!(told.body["phone"], "+44 20 7946 0999", "the number to call instead");
    assert_eq!(asks("tell-adviser").await.body["told"], true);
    receives_mail(ada, "Nora Fielding is stuck").await;
    assert_eq!(count_mails(ada, "Nora Fielding needs the PIN").await, 0);

    // A colleague chooses separately.
    let tom = ben.adds(NewClient::with_email()).await;
    let page = is_invited(&ben, &tom).await;
    let told = page.visitor.post("/api/client/request-pin", &json!({ "link": page.link })).await;
    assert_eq!(told.is(200).body["told"], true);
    receives_mail(&ben, "Nora Fielding needs the PIN").await;
    // Back to the defaults.
    let back = chooses(ada, json!({ "pin-needed": true })).await.is(200);
    assert_eq!(back.body["notices"]["pin-needed"], true);
}

#[tokio::test]
async fn p19_p13_an_adviser_who_opts_in_is_mailed_when_a_client_requests_a_new_pin() {
    let firm = Runner::shared().await.firm().await;
    let ada = &firm.admin;
    let _ = chooses(ada, json!({ "new-pin-requested": true })).await.is(200);
    let nora = ada.adds(NewClient::with_mobile()).await;
    let page = sets_up(ada, &nora).await;
    let forgot = json!({ "link": page.link });
    let _ = page.visitor.post("/api/client/recover-password", &forgot).await.is(200);
    receives_mail(ada, "Nora Fielding asked for a new PIN").await;
}

#[tokio::test]
async fn p19_unknown_notifications_are_refused_and_change_nothing() {
    let firm = Runner::shared().await.firm().await;
    let ada = &firm.admin;
    for choices in [
        json!({ "every-thing": false }),
        json!({ "blocked": false, "Stuck": false }),
        json!({ "blocked": "no" }),
        json!({ "blocked": null }),
        json!([["blocked", false]]),
        json!(["blocked"]),
        json!("blocked"),
        Value::Null,
    ] {
        let _ = chooses(ada, choices).await.is_problem(400, "body-malformed");
    }
    let twice = br#"{"choices":{"blocked":false,"blocked":true}}"#.to_vec();
    let headers = [("content-type", "application/json")];
    let answer = ada.visitor.send("POST", "/api/staff/notices", &headers, twice).await;
    let _ = answer.is_problem(400, "body-malformed");
    let who = ada.visitor.get("/api/staff/session").await.is(200).body;
    assert_eq!(who["notices"]["blocked"], true);
    let _ = chooses(ada, json!({})).await.is(200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p19_colleagues_who_choose_at_the_same_time_lose_no_choice() {
    let firm = Runner::shared().await.firm().await;
    let mut staff = vec![firm.admin.clone()];
    for _ in 0..4 {
        staff.push(firm.adds_staff("adviser").await);
    }
    let asked: Vec<_> = staff
        .iter()
        .map(|one| {
            let one = one.clone();
            tokio::spawn(async move { chooses(&one, json!({ "blocked": false })).await })
        })
        .collect();
    for answer in asked {
        let _ = answer.await.unwrap().is(200);
    }
    for one in &staff {
        let who = one.visitor.get("/api/staff/session").await.is(200).body;
        assert_eq!(who["notices"]["blocked"], false);
    }
}

#[tokio::test]
async fn n6_x19_a_firms_name_colour_privacy_link_and_language_appear_on_pages_and_in_mails() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let chosen = json!({
        "name": "Harbour & Vale", "colour": "#0A5C36", "language": "de",
        "privacy_link": "https://harbour.example/privacy", "phone": "020 7946 0000",
        "reply_to": "hello@harbour.example",
    });
    let changed = change(ada, chosen).await.is(200).body;
    assert_eq!(changed, settings(ada).await, "the reply has the new settings");
    let shown = of_firm(runner, &firm.slug).await.is(200).body;
    let expected = json!({
        "id": firm.id, "name": "Harbour & Vale", "slug": firm.slug, "phone": "020 7946 0000",
        "language": "de", "colour": "#0a5c36", "logo": null,
        "privacy_link": "https://harbour.example/privacy",
    });
    assert_eq!(shown, expected);
    let nora = ada.adds(NewClient::with_email()).await;
    let page = is_invited(ada, &nora).await;
    assert_eq!(page.opens().await.is(200).body["firm"], expected);
    let mail = nora.newest_mail(1).await;
    assert_eq!(mail.reply_to, "hello@harbour.example");
    assert!(mail.text.contains("https://harbour.example/privacy"), "{}", mail.text);
    assert!(mail.html.to_lowercase().contains("#0a5c36"), "the colour");
    assert!(mail.html.contains("Harbour &amp; Vale") && mail.html.contains("lang=\"de\""));

    // Null removes an optional field; an absent field stays.
    let none = json!({ "colour": null, "privacy_link": null, "phone": null });
    let changed = change(ada, none).await.is(200).body;
    for field in ["colour", "privacy_link", "phone"] {
        assert_eq!(changed[field], Value::Null, "{field}");
    }
    assert_eq!((&changed["name"], &changed["language"]), (&json!("Harbour & Vale"), &json!("de")));
}

#[tokio::test]
async fn n6_a_message_requested_before_a_change_keeps_its_words() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_email()).await;
    // SES takes nothing at first, and the firm changes its name in between.
    runner.fails("ses", "SendEmail").times(3).await;
    let _ = ada.invites(&nora).await.is(200);
    let _ = change(ada, json!({ "name": "Harbour & Vale", "colour": "#0a5c36" })).await.is(200);
    let mail = nora.newest_mail(1).await;
    assert!(mail.text.contains("Marsh & Partners"), "{}", mail.text);
    assert!(!mail.text.contains("Harbour") && !mail.html.contains("#0a5c36"), "{}", mail.text);
    let _ = ada.invites(&nora).await.is(200);
    assert!(nora.newest_mail(2).await.text.contains("Harbour & Vale"));
}

#[tokio::test]
async fn settings_every_refused_field_is_named_at_once_and_nothing_changes() {
    let firm = Runner::shared().await.firm().await;
    let ada = &firm.admin;
    let before = settings(ada).await;
    let bad = json!({
        "name": " ", "slug": "Harbour Vale", "country": "Britain", "phone": "two\nlines",
        "reply_to": "office", "privacy_link": "http://harbour.example", "colour": "#ffff00",
        "text_countries": ["DE", "Austria", "DE"], "texts_a_day": 501, "link_days": 31,
    });
    let refused = change(ada, bad).await.is_problem(422, "fields-refused");
    let named = refused_fields(&refused);
    let named: Vec<_> = named.iter().map(|(field, _)| field.as_str()).collect();
    let expected = [
        "name",
        "slug",
        "country",
        "phone",
        "reply_to",
        "privacy_link",
        "colour",
        "text_countries[1]",
        "text_countries[2]",
        "texts_a_day",
        "link_days",
    ];
    assert_eq!(named, expected);
    for (fields, field, code) in [
        (json!({ "texts_a_day": 0 }), "texts_a_day", "out-of-bounds"),
        (json!({ "link_days": 0 }), "link_days", "out-of-bounds"),
        (json!({ "link_days": 256 }), "link_days", "out-of-bounds"),
        (json!({ "pin_minutes": 9 }), "pin_minutes", "out-of-bounds"),
        (json!({ "link_days": 2, "pin_minutes": 2881 }), "pin_minutes", "pin-outlives-link"),
        (json!({ "slug": "api" }), "slug", "reserved"),
    ] {
        let refused = change(ada, fields).await.is_problem(422, "fields-refused");
        assert_eq!(refused_fields(&refused), [(field.into(), code.into())]);
    }
    for strange in [
        json!({ "portal_pin": "pigeon" }),
        json!({ "link_days": -1 }),
        json!({ "link_days": 1.5 }),
        json!({ "language": "fr" }),
        json!({ "version": 1 }),
        json!({ "logo": "x" }),
        json!({ "notices": {} }),
    ] {
        let mut body = strange;
        if body["version"].is_null() {
            body["version"] = before["version"].clone();
        }
        let answer = ada.visitor.post("/api/staff/settings", &body).await;
        let _ = answer.is_problem(400, "body-malformed");
    }
    assert_eq!(settings(ada).await, before);
    // A longer PIN life is not silently cut by a shorter link life.
    let _ = change(ada, json!({ "link_days": 3, "pin_minutes": 4320 })).await.is(200);
    let refused = change(ada, json!({ "link_days": 2 })).await.is_problem(422, "fields-refused");
    assert_eq!(refused_fields(&refused)[0], ("link_days".into(), "pin-outlives-link".into()));
    let _ = change(ada, json!({ "link_days": 2, "pin_minutes": null })).await.is(200);
}

#[tokio::test]
async fn settings_apply_to_later_decisions_only() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let (nora, tom) =
        (ada.adds(NewClient::with_mobile()).await, ada.adds(NewClient::with_mobile()).await);
    let eve = ada.adds(NewClient::with_mobile()).await;
    let before = ada.invites(&nora).await.is(200);
    let rules = json!({
        "link_days": 3, "pin_minutes": 60, "portal_pin": "with-invitation",
        "engagement_pin": "by-adviser", "deal_pin": "once-mobile-confirmed",
        "welcome_proof": "pin", "after_set_up": "portal", "tell_on_revoke": "silent",
        "text_countries": ["DE", "AT"], "texts_a_day": 100, "country": "DE",
    });
    let changed = change(ada, rules.clone()).await.is(200).body;
    for (field, value) in rules.as_object().expect("fields") {
        assert_eq!(&changed[field], value, "{field}");
    }
    let after = ada.invites(&tom).await.is(200);
    assert_eq!(
        (before.text_at("pin"), after.text_at("pin")),
        ("once-mobile-confirmed".into(), "with-invitation".into())
    );
    assert!(before.text_at("ends_at") > after.text_at("ends_at"), "14 days against 3");
    let _ = change(ada, json!({ "welcome_proof": "link-alone" })).await.is(200);
    assert_eq!(ada.invites(&eve).await.is(200).text_at("pin"), "not-asked");
    let links = ada.reads(&nora).await["links"].clone();
    assert_eq!(links[0]["ends_at"], before.body["ends_at"], "a link keeps its time");
    // An adviser may read the settings but not change them (attacks: roles).
    let ben = firm.adds_staff("adviser").await;
    assert_eq!(settings(&ben).await, settings(ada).await);
    let refused = change(&ben, json!({ "name": "Ben's" })).await;
    let _ = refused.is_problem(403, "not-permitted");
}

#[tokio::test]
async fn settings_changed_by_somebody_else_are_not_overwritten() {
    let firm = Runner::shared().await.firm().await;
    let (ada, ben) = (&firm.admin, firm.adds_staff("firm-admin").await);
    let form = |version: &Value, name: &str| json!({ "version": version, "name": name });
    let version = settings(ada).await["version"].clone();
    // A colleague's choice of notifications is not a setting of the firm.
    let _ = chooses(&ben, json!({ "blocked": false })).await.is(200);
    let first = ada.visitor.post("/api/staff/settings", &form(&version, "First")).await.is(200);
    let late = ben.visitor.post("/api/staff/settings", &form(&version, "Second")).await;
    let _ = late.is_problem(409, "changed-meanwhile");
    assert_eq!(settings(&ben).await["name"], "First");
    let again = form(&first.body["version"], "Second");
    let _ = ben.visitor.post("/api/staff/settings", &again).await.is(200);
    for nonsense in ["", "x", "0000000000000000"] {
        let answer = ben.visitor.post("/api/staff/settings", &form(&json!(nonsense), "No")).await;
        let _ = answer.is_problem(409, "changed-meanwhile");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn settings_of_twenty_forms_saved_at_once_one_wins_and_the_rest_are_refused() {
    let firm = Runner::shared().await.firm().await;
    let version = settings(&firm.admin).await["version"].clone();
    let asked: Vec<_> = (0..20)
        .map(|n| {
            let (ada, body) =
                (firm.admin.clone(), json!({ "version": version, "name": format!("Firm {n}") }));
            tokio::spawn(async move { ada.visitor.post("/api/staff/settings", &body).await })
        })
        .collect();
    let mut kept = Vec::new();
    for answer in asked {
        let answer = answer.await.unwrap();
        if answer.status == 200 {
            kept.push(answer.text_at("name"));
        } else {
            let _ = answer.is_problem(409, "changed-meanwhile");
        }
    }
    assert_eq!(kept, [settings(&firm.admin).await["name"].as_str().expect("a name")]);
}

#[tokio::test]
async fn settings_a_slug_can_change_and_the_former_one_becomes_free() {
    let runner = Runner::shared().await;
    let (firm, other) = (runner.firm().await, runner.firm().await);
    let taken = change(&firm.admin, json!({ "slug": other.slug, "name": "Theirs" })).await;
    let _ = taken.is_problem(409, "slug-taken");
    assert_eq!(settings(&firm.admin).await["name"], "Marsh & Partners", "all or nothing");
    let fresh = format!("fresh-{}", &firm.slug[5..]);
    let _ = change(&firm.admin, json!({ "slug": fresh })).await.is(200);
    assert_eq!(of_firm(runner, &fresh).await.is(200).body["id"], firm.id.as_str());
    let _ = of_firm(runner, &firm.slug).await.is_problem(404, "not-found");
    let _ = change(&other.admin, json!({ "slug": firm.slug })).await.is(200);
    assert_eq!(of_firm(runner, &firm.slug).await.is(200).body["id"], other.id.as_str());
    let _ = firm.admin.signs_in(PASSWORD).await.is(200);
}

/// A PNG of 16 by 16 black pixels.
const LOGO: &str =
    "iVBORw0KGgoAAAANSUhEUgAAABAAAAAQAQAAAAA3iMLMAAAADElEQVR42mNgIA0AAAAwAAEodEl9AAAAAElFTkSuQmCC";

fn png() -> Vec<u8> {
    BASE64_STANDARD.decode(LOGO).expect("base64")
}

async fn sets_logo(firm: &Firm, image: Value) -> Answer {
    firm.admin.visitor.post("/api/staff/settings/logo", &json!({ "image": image })).await
}

#[tokio::test]
async fn n6_a_logo_is_public_under_a_name_derived_from_its_content() {
    let runner = Runner::shared().await;
    let (firm, other) = (runner.firm().await, runner.firm().await);
    let png = png();
    let set = sets_logo(&firm, json!(BASE64_STANDARD.encode(&png))).await.is(200);
    let path = set.text_at("logo");
    assert_eq!(set.body, settings(&firm.admin).await);
    assert_eq!(of_firm(runner, &firm.slug).await.is(200).body["logo"], path.as_str());
    let shown = runner.visitor().get(&path).await.is(200);
    assert_eq!(shown.header("content-type"), Some("image/png"));
    assert_eq!(shown.header("cache-control"), Some("public, max-age=31536000, immutable"));
    assert_eq!(shown.header("x-content-type-options"), Some("nosniff"));
    let length = png.len().to_string();
    assert_eq!(shown.header("content-length"), Some(length.as_str()));

    // Not under any other name, and not as another firm's.
    let digest = path.rsplit('/').next().expect("a digest");
    for elsewhere in [
        format!("/api/firms/{}/logo/{digest}", other.id),
        format!("/api/firms/{}/logo/{digest}", firm.slug),
        format!("/api/firms/{}/logo/0000000000000000", firm.id),
        format!("/api/firms/{}/logo/{}", firm.id, digest.to_uppercase()),
    ] {
        if elsewhere != path {
            let _ = runner.visitor().get(&elsewhere).await.is_problem(404, "not-found");
        }
    }
    let nora = firm.admin.adds(NewClient::with_email()).await;
    gets_in(&firm.admin, &nora).await;
    let mail = &nora.mails().await[0];
    assert!(mail.html.contains(&path), "mails show it");

    let gone = sets_logo(&firm, Value::Null).await.is(200);
    assert_eq!(gone.body["logo"], Value::Null);
    let _ = runner.visitor().get(&path).await.is_problem(404, "not-found");
    let _ = sets_logo(&firm, Value::Null).await.is(200);
}

#[tokio::test]
async fn n6_an_invalid_logo_is_refused() {
    let firm = Runner::shared().await.firm().await;
    let base64 = |bytes: &[u8]| json!(BASE64_STANDARD.encode(bytes));
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>";
    let large = [png(), vec![0; 32 * 1024]].concat();
    for (image, code) in [
        (json!("not base64"), "not-base64"),
        (json!("data:image/png;base64,AAAA"), "not-base64"),
        (base64(svg), "not-an-image"),
        (base64(b""), "not-an-image"),
        (base64(&large), "too-large"),
        (base64(&png()[..20]), "damaged"),
    ] {
        let refused = sets_logo(&firm, image.clone()).await.is_problem(422, "fields-refused");
        let fields = refused_fields(&refused);
        assert_eq!(fields[0].0, "image");
        assert_eq!(fields[0].1, code, "{}", refused.text);
    }
    let empty = firm.admin.visitor.post("/api/staff/settings/logo", &json!({})).await;
    let _ = empty.is_problem(400, "body-malformed");
    assert_eq!(settings(&firm.admin).await["logo"], Value::Null);
    wait_a_moment().await;
}

#[tokio::test]
async fn ops_a_firm_is_created_with_its_settings() {
    let runner = Runner::shared().await;
    let slug = format!("firm-{}", &uuid::Uuid::new_v4().simple().to_string()[..12]);
    let order = json!({
        "name": "Hafen & Tal", "slug": slug, "country": "DE", "reply_to": "buero@hafen.example",
        "language": "de", "colour": "#0a5c36", "privacy_link": "https://hafen.example/datenschutz",
        "text_countries": ["AT", "CH"], "texts_a_day": 200,
        "admin": { "name": "Ada Marsch", "email": "ada@hafen.example" },
        "access": { "engagement_pin": "by-adviser", "deal_pin": "once-mobile-confirmed" },
    });
    let made = runner.invoke("create-firm", &order).await.unwrap();
    let link = made["set_up_link"].as_str().and_then(|link| link.split_once('#')).expect("a link");
    let browser = runner.visitor();
    let set_up = json!({ "link": link.1, "password": PASSWORD });
    let _ = browser.post("/api/staff/set-up", &set_up).await.is(200);
    let sign_in =
        json!({ "firm": made["firm"], "email": "ada@hafen.example", "password": PASSWORD });
    let _ = browser.post("/api/staff/sign-in", &sign_in).await.is(200);
    let made = browser.get("/api/staff/settings").await.is(200).body;
    for field in
        ["name", "country", "language", "colour", "privacy_link", "text_countries", "texts_a_day"]
    {
        assert_eq!(made[field], order[field], "{field}");
    }
    for field in ["engagement_pin", "deal_pin"] {
        assert_eq!(made[field], order["access"][field], "{field}");
    }
    for (field, value) in [
        ("colour", json!("yellow")),
        ("privacy_link", json!("hafen.example")),
        ("text_countries", json!(["Austria"])),
        ("texts_a_day", json!(0)),
    ] {
        let mut bad = order.clone();
        bad[field] = value;
        bad["slug"] = json!(format!("{slug}-x"));
        let refused = runner.invoke("create-firm", &bad).await.unwrap_err().to_string();
        assert!(refused.contains(&format!(" {field}: ")), "{field} is not in {refused}");
    }
}

/// The sent mail as the preview shows it: nothing to follow, a sample client and link, light.
fn as_previewed(sent: &str, secret: &str) -> String {
    let (before, _) = sent.split_once(&format!("/i#{secret}")).expect("a client's link");
    let (_, origin) = before.rsplit_once('"').expect("an attribute");
    sent.replace(&format!("{origin}/i#{secret}"), "https://portal.example.com/i#sample")
        .replace("Nora Fielding", "Margaret Ellis")
        .replace(&format!(" src=\"{origin}/"), " src=\"/")
        .replace(" href=\"", " data-href=\"")
        .replace("(prefers-color-scheme: dark)", "not all")
        .replace("color-scheme: light dark", "color-scheme: light")
        .replace("content=\"light dark\"", "content=\"light\"")
}

#[tokio::test]
async fn n6_the_preview_is_the_invitation_that_is_sent() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let _ = sets_logo(&firm, json!(LOGO)).await.is(200);
    let preview = ada.visitor.get("/api/staff/settings/invitation").await.is(200);
    assert_eq!(preview.header("content-type"), Some("text/html; charset=utf-8"));
    assert_eq!(preview.header("cache-control"), Some("no-store"));
    let policy = preview.header("content-security-policy").expect("a policy");
    for part in ["default-src 'none'; ", "form-action 'none'", "frame-ancestors 'self'"] {
        assert!(policy.contains(part), "{part} in {policy}");
    }
    assert!(!policy.contains("script-src"), "{policy}");

    let nora = ada.adds(NewClient::with_mobile()).await;
    let _ = ada.invites(&nora).await.is(200);
    let mail = nora.newest_mail(1).await;
    assert_eq!(preview.text, as_previewed(&mail.html, &mail.link()));
}

#[tokio::test]
async fn n6_the_preview_shows_what_is_not_saved_yet_and_saves_nothing() {
    let firm = Runner::shared().await.firm().await;
    let before = settings(&firm.admin).await;
    let shows = async |query: &str| {
        let path = format!("/api/staff/settings/invitation?{query}");
        firm.admin.visitor.get(&path).await
    };
    let drafted = shows(
        "name=Marsh%20%26%20Co&phone=01632%20960001&colour=%237a1f5c&language=de\
         &portal_pin=by-adviser&scheme=dark",
    );
    let drafted = drafted.await.is(200).text;
    for part in [
        "<title>Richten Sie Ihren Zugang zu Marsh &amp; Co ein</title>",
        "01632 960001",
        "bgcolor=\"#7a1f5c\"",
        "color-scheme: dark",
        "Margarete Ebert",
    ] {
        assert!(drafted.contains(part), "{part} in {drafted}");
    }
    let no_pin = shows("welcome_proof=link-alone").await.is(200).text;
    assert!(!no_pin.contains("PIN: "), "no step with a PIN");
    // What could not be saved is shown as it was, and a pale colour as ours.
    let unusable = shows("name=%0A&colour=%23ffffff&phone=").await.is(200).text;
    let name = before["name"].as_str().expect("a name").replace('&', "&amp;");
    assert!(unusable.contains(&format!("with {name}</title>")), "{unusable}");
    assert!(unusable.contains("bgcolor=\"#1d4f63\""), "{unusable}");
    for malformed in ["scheme=blue", "language=fr", "portal_pin=x", "wrong=1", "name=a&name=b"] {
        let _ = shows(malformed).await.is_problem(400, "request-malformed");
    }
    assert_eq!(settings(&firm.admin).await, before);
}
