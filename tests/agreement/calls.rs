//! How often a flow calls the table, once it is warm: every flow of the registry is played.

use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;
use vestibule_tests::{Firm, NewClient, OTHER_PASSWORD, PASSWORD, Page, Runner};

/// Round trips in sequence (`design.md`, "Budgets"): one read, one write.
const AT_MOST: u64 = 2;
/// Each pass plays everything.
const PASSES: u32 = 4;
/// What a signed-in person reads.
const READS: [&str; 8] = [
    "list-clients",
    "list-staff",
    "read-client",
    "read-readiness",
    "read-session",
    "read-settings",
    "read-staff-session",
    "read-timeline",
];
/// A PNG of 16 by 16 black pixels.
const LOGO: &str =
    "iVBORw0KGgoAAAANSUhEUgAAABAAAAAQAQAAAAA3iMLMAAAADElEQVR42mNgIA0AAAAwAAEodEl9AAAAAElFTkSuQmCC";
/// More than the budget, and why. This list may only shrink.
const EXCEPTIONS: [(&str, u64); 3] = [
    // A text is counted against the day's limits before it is sent.
    ("deliver-sms", 3),
    // What SNS tells of a text names it as SNS does: which message that is stands in the table.
    ("record-delivery", 3),
    // Once in a client's life: the first sign-in reads whom to name to the adviser.
    ("sign-in", 3),
];

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Counted {
    rounds: u64,
    calls: u64,
    kms: u64,
}

/// A link's page sends just the link.
async fn on_link(page: &Page, flow: &str) {
    let answer =
        page.visitor.post(&format!("/api/client/{flow}"), &json!({ "link": page.link })).await;
    assert_eq!(answer.status, 200, "{flow}: {}", answer.text);
}

/// What staff do among themselves, and what they choose.
async fn among_staff(runner: &Runner, firm: &Firm) {
    let ada = &firm.admin;
    let ben = firm.adds_staff("adviser").await;
    let _ = ada.visitor.get("/api/staff/members").await.is(200);
    let _ = ben.visitor.get("/api/staff/session").await.is(200);
    let _ = ada.does("change-role", &ben, &json!({ "role": "firm-admin" })).await.is(200);
    let choices = json!({ "choices": { "new-pin-requested": true } });
    let _ = ben.visitor.post("/api/staff/notices", &choices).await.is(200);
    let forgot = json!({ "firm": firm.id, "email": ben.email });
    let _ = ben.visitor.post("/api/staff/forgot-password", &forgot).await.is(200);
    let recover = json!({ "link": ben.newest_mail(2).await.link(), "password": OTHER_PASSWORD });
    let _ = ben.visitor.post("/api/staff/recover", &recover).await.is(200);
    let _ = ben.signs_in(OTHER_PASSWORD).await.is(200);
    let _ = ben.visitor.post("/api/staff/sign-out-everywhere", &json!({})).await.is(200);
    let eve = firm.invites_staff("adviser").await;
    let _ = ada.does("resend-set-up", &eve, &json!({})).await.is(200);
    let _ = ada.does("deactivate", &eve, &json!({ "successor": ben.id })).await.is(200);

    let settings = ada.visitor.get("/api/staff/settings").await.is(200);
    let change = json!({ "version": settings.body["version"], "texts_a_day": 60 });
    let _ = ada.visitor.post("/api/staff/settings", &change).await.is(200);
    let logo = json!({ "image": LOGO });
    let set = ada.visitor.post("/api/staff/settings/logo", &logo).await.is(200);
    let _ = runner.visitor().get(&set.text_at("logo")).await.is(200);
}

/// What an adviser does with a client's record.
async fn records(firm: &Firm) {
    let ada = &firm.admin;
    let ivy = ada.adds(NewClient::with_mobile()).await;
    let path = format!("/api/staff/clients/{}", ivy.id);
    let does = async |what: &str, body: Value| {
        ada.visitor.post(&format!("{path}/{what}"), &body).await.is(200).body
    };
    let _ = ada.visitor.get("/api/staff/clients?page=10").await.is(200);
    let _ = ada.visitor.get("/api/staff/clients?search=nora%20f&adviser=me").await.is(200);
    let twin = json!({ "name": "Twin", "emails": [ivy.email] });
    let _ = ada.visitor.post("/api/staff/clients", &twin).await.is(201);
    let change = json!({ "revision": 0, "name": "Ivy Field", "mobiles": [], "phones": [] });
    let _ = does("update", change).await;
    let _ = ada.invites(&ivy).await.is(200);
    let link = ada.reads(&ivy).await["links"][0]["id"].clone();
    let _ = does("copy-link", json!({ "link": link })).await;
    let _ = does("set-expiry", json!({ "expires_at": "2030-01-01T00:00:00Z" })).await;
    let _ = does("correct-email", json!({ "email": format!("x{}", ivy.email) })).await;
    let _ = does("trust-address", json!({ "address": format!("x{}", ivy.email) })).await;
    let _ = does("helped", json!({})).await;
    let _ = does("cancel-invitation", json!({})).await;
    let ben = firm.adds_staff("adviser").await;
    let _ = does("hand-over", json!({ "adviser": ben.id })).await;
    let _ = does("archive", json!({})).await;
    let _ = does("restore", json!({})).await;
}

/// A member of staff tries it as a client, and sees what the firm lacks.
async fn rehearses(firm: &Firm) {
    let visitor = &firm.admin.visitor;
    let choices = json!({ "mobile": "07400 123456" });
    let begun = visitor.post("/api/staff/rehearsal", &choices).await.is(201);
    let _ = visitor.get("/api/staff/readiness").await.is(200);
    let path = format!("/api/staff/rehearsal/{}/end", begun.text_at("client"));
    let _ = visitor.post(&path, &json!({})).await.is(200);
}

/// Every flow of the product, as it is granted.
async fn everything(runner: &Runner) {
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let at = |client: &vestibule_tests::Client, what: &str| {
        format!("/api/staff/clients/{}/{what}", client.id)
    };
    let visitor = runner.visitor();
    let _ = visitor.get(&format!("/api/firms/{}", firm.slug)).await.is(200);
    let _ = visitor.get("/api/openapi.json").await.is(200);
    let _ = visitor.get("/api/nothing").await.is(404);

    among_staff(runner, &firm).await;
    records(&firm).await;
    rehearses(&firm).await;
    // Once to sweep the rehearsal away, and once with nothing to do.
    for _ in 0..2 {
        runner.invoke("keep-dates", &json!({})).await.expect("a run");
    }

    // One comes in, with the PIN by text, and forgets the password.
    let nora = ada.adds(NewClient::with_mobile()).await;
    let _ = ada.invites(&nora).await.is(200);
    let page = nora.follows_link(1).await;
    let _ = page.opens().await.is(200);
    on_link(&page, "request-pin").await;
    on_link(&page, "tell-adviser").await;
    let _ = page.types_mobile(nora.mobile.as_deref().expect("a mobile")).await.is(200);
    let pin = nora.newest_text(1).await.pin();
    assert_eq!(ada.reveals_pin(&nora).await, pin);
    let _ = page.types_pin(&pin).await.is(200);
    let _ = page.chooses_password(PASSWORD).await.is(200);
    let browser = runner.visitor();
    let _ = nora.signs_in(&browser, PASSWORD).await.is(200);
    let _ = browser.get("/api/client/session").await.is(200);
    let _ = browser.post("/api/client/sign-out", &json!({})).await.is(200);
    let _ = ada.reads(&nora).await;
    let _ = ada.timeline(&nora).await;
    let _ = nora.forgets_password(&runner.visitor()).await.is(200);
    let _ = nora.newest_mail(2).await;
    let _ = ada.visitor.post(&at(&nora, "renew-pin"), &json!({})).await.is(200);
    let recovery = nora.follows_link(3).await;
    on_link(&recovery, "recover-password").await;

    // One is invited twice, asks for a fresh link, and the invitation is taken back.
    let tom = ada.adds(NewClient::with_email()).await;
    let _ = ada.invites(&tom).await.is(200);
    let old = tom.follows_link(1).await;
    let _ = ada.invites(&tom).await.is(200);
    runner.advance(Duration::from_secs(16 * 60)).await;
    on_link(&old, "renew-link").await;
    // A session's use is written down every five minutes, which is none of the next flow's calls.
    let _ = ada.signs_in(PASSWORD).await.is(200);
    let number = json!({ "mobile": "07400 654321" });
    let _ = ada.visitor.post(&at(&tom, "change-mobile"), &number).await.is(200);
    let _ = ada.visitor.post(&at(&tom, "cancel-invitation"), &json!({})).await.is(200);

    let _ = ada.revokes(&nora).await.is(200);
    runner.invoke("sweep-unsent", &json!({})).await.expect("a sweep");
    let _ = ada.visitor.post("/api/staff/sign-out", &json!({})).await.is(200);
}

fn counted(lines: &[Value]) -> BTreeMap<String, Counted> {
    let mut most: BTreeMap<String, Counted> = BTreeMap::new();
    for line in lines {
        let granted = line["outcome"] == "granted" || line["flow"] == "refuse-unknown-route";
        let Some(flow) = line["flow"].as_str().filter(|_| granted) else { continue };
        let number = |name: &str| line[name].as_u64().expect("a number");
        let counted = Counted {
            rounds: number("table_rounds"),
            calls: number("table_calls"),
            kms: number("kms_calls"),
        };
        let entry = most.entry(flow.to_owned());
        if flow == "keep-dates" {
            // What finding takes: whoever is due then takes what a flow does, one after the other.
            let entry = entry.or_insert(counted);
            *entry = counted.min(*entry);
        } else if !flow.starts_with("deliver-") {
            let entry = entry.or_default();
            *entry = counted.max(*entry);
        } else if counted.calls > 2 {
            // Of a batch, what one message takes; two calls find that another sent it.
            let entry = entry.or_insert(counted);
            *entry = counted.min(*entry);
        }
    }
    most
}

#[tokio::test]
#[expect(clippy::print_stdout, reason = "the table is for people, with --nocapture")]
async fn no_warm_flow_makes_more_round_trips_than_one_read_and_one_write() {
    let runner = Runner::own().await;
    everything(&runner).await;
    // Two calls that begin together count as two rounds where a busy machine answers the first
    // before the second begins; calls in sequence never count as one. So the least of several.
    let mut seen: BTreeMap<String, Counted> = BTreeMap::new();
    for _ in 0..PASSES {
        let before = runner.metrics().len();
        everything(&runner).await;
        for (flow, counted) in counted(&runner.metrics()[before..]) {
            let least = seen.entry(flow).or_insert(counted);
            *least = counted.min(*least);
        }
    }

    println!("{:<22} rounds  calls  KMS", "flow");
    for (flow, Counted { rounds, calls, kms }) in &seen {
        println!("{flow:<22} {rounds:>6} {calls:>6} {kms:>4}");
    }
    let flows: BTreeSet<_> =
        vestibule_local::registry::flows().iter().map(|flow| flow.name.to_owned()).collect();
    let missing: Vec<_> = flows.iter().filter(|flow| !seen.contains_key(*flow)).collect();
    assert!(missing.is_empty(), "not played, or never granted: {missing:?}");
    let mut over = Vec::new();
    for (flow, Counted { rounds, kms, .. }) in &seen {
        let exception = EXCEPTIONS.iter().find(|(name, _)| name == flow).map(|(_, rounds)| *rounds);
        let bound = exception.unwrap_or(if READS.contains(&flow.as_str()) { 1 } else { AT_MOST });
        if *rounds > bound || *kms > 0 {
            over.push(format!("{flow}: {rounds} rounds of at most {bound}, {kms} calls to KMS"));
        }
        // A message that is withheld takes its sender less.
        let varies = flow.starts_with("deliver-");
        assert!(
            varies || exception.is_none_or(|bound| *rounds == bound),
            "{flow} needs its exception no more"
        );
    }
    assert!(over.is_empty(), "{}", over.join("\n"));
}
