//! Services that fail midway: no reply claims what was not done, everything done counts, and
//! nothing counts twice.

use serde_json::{Value, json};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use vestibule_tests::{Client, Firm, NewClient, PASSWORD, Page, Runner, Visitor, runner};

/// How often the SDK tries before it fails the call.
const TRIES: u32 = 3;

/// A client with a live PIN, on the PIN page.
async fn on_the_way_in(firm: &Firm) -> (Client, Page, String) {
    let nora = firm.admin.adds(NewClient::with_email()).await;
    let _ = firm.admin.invites(&nora).await.is(200);
    let page = nora.follows_link(1).await;
    let pin = firm.admin.reveals_pin(&nora).await;
    // The outcome of the mail is recorded by now, so it takes none of the injected faults.
    while !firm.admin.timeline(&nora).await.iter().any(|line| line == "email-delivered") {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    (nora, page, pin)
}

fn wrong(pin: &str) -> String {
    format!("{:06}", (pin.parse::<u32>().expect("digits") + 1) % 1_000_000)
}

/// Types a wrong PIN and expects this many remaining guesses.
async fn guesses_wrong(page: &Page, pin: &str, left: u64) {
    let answer = page.types_pin(&wrong(pin)).await.is_problem(401, "pin-wrong");
    assert_eq!(answer.body["left"], left);
}

async fn is_unavailable(page: &Page, pin: &str) {
    let answer = page.types_pin(pin).await.is_problem(503, "unavailable");
    let seconds = answer.header("retry-after").and_then(|value| value.parse::<u32>().ok());
    assert!(seconds.is_some_and(|seconds| seconds > 0), "{:?}", answer.headers);
}

#[tokio::test]
async fn a_pin_is_not_compared_when_the_table_cannot_be_read() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let (nora, page, pin) = on_the_way_in(&firm).await;
    for how in ["throttle", "error-500"] {
        for typed in [pin.clone(), wrong(&pin)] {
            runner.fails("dynamodb", "BatchGetItem").with(how).times(TRIES).await;
            is_unavailable(&page, &typed).await;
            assert_eq!(runner.clears_faults().await, 0, "{how}");
        }
    }
    guesses_wrong(&page, &pin, 4).await;
    let _ = page.types_pin(&pin).await.is(200);
    assert_eq!(firm.admin.reads(&nora).await["standing"], "invited");
}

#[tokio::test]
async fn a_pin_whose_count_could_not_be_committed_gets_no_result() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let (_, page, pin) = on_the_way_in(&firm).await;
    for typed in [pin.clone(), wrong(&pin)] {
        runner.fails("dynamodb", "TransactWriteItems").with("throttle").times(TRIES).await;
        is_unavailable(&page, &typed).await;
        assert_eq!(runner.clears_faults().await, 0);
    }
    guesses_wrong(&page, &pin, 4).await;
}

#[tokio::test]
async fn a_wrong_pin_whose_commit_lost_its_reply_counts_once() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let (_, page, pin) = on_the_way_in(&firm).await;
    runner.counts_calls().await;
    runner.fails("dynamodb", "TransactWriteItems").with("lose-reply").await;
    guesses_wrong(&page, &pin, 4).await;
    assert_eq!(runner.clears_faults().await, 0);
    let written = &runner.counts_calls().await["dynamodb"]["TransactWriteItems"];
    assert_eq!(*written, 2, "the SDK sent the same transaction again");
    guesses_wrong(&page, &pin, 3).await;
}

#[tokio::test]
async fn a_pin_that_lost_a_race_is_decided_again_and_counts_once() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let (_, page, pin) = on_the_way_in(&firm).await;
    runner.fails("dynamodb", "TransactWriteItems").with("conflict").times(4).await;
    guesses_wrong(&page, &pin, 4).await;
    assert_eq!(runner.clears_faults().await, 0);
    guesses_wrong(&page, &pin, 3).await;
}

#[tokio::test]
async fn a_process_that_ends_after_the_commit_has_counted_and_one_that_ends_before_has_not() {
    let mut runner = Runner::own().await;
    let firm = runner.firm().await;
    let (_, page, pin) = on_the_way_in(&firm).await;
    let mut page = page;
    for (how, left) in [("kill-before", 4), ("kill-after", 2)] {
        runner.fails("dynamodb", "TransactWriteItems").with(how).await;
        let body =
            json!({ "link": page.link, "pin": wrong(&pin), "secret": page.secret }).to_string();
        let json = [("content-type", "application/json")];
        let path = "/api/client/verify-pin";
        let answer = page.visitor.try_send("POST", path, &json, body.into_bytes()).await;
        assert!(answer.is_err(), "{how}: nobody answers");
        runner.wait_until_dead().await;
        runner = runner.kill_and_restart().await;
        page = Page { visitor: page.visitor.moved_to(&runner.origin), ..page };
        guesses_wrong(&page, &pin, left).await;
    }
}

#[tokio::test]
async fn a_cold_start_without_kms_fails_and_the_next_one_with_it_works() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let (nora, page, pin) = on_the_way_in(&firm).await;
    let runner = runner.kill_and_restart().await;
    let page = Page { visitor: page.visitor.moved_to(&runner.origin), ..page };
    for how in ["error-500", "throttle"] {
        runner.fails("kms", "Decrypt").with(how).times(TRIES).await;
        is_unavailable(&page, &pin).await;
        assert_eq!(runner.clears_faults().await, 0, "{how}");
    }
    let _ = page.types_pin(&pin).await.is(200);
    let _ = page.chooses_password(PASSWORD).await.is(200);
    let ada = firm.admin.moved_to(&runner);
    assert_eq!(ada.reads(&nora).await["security_level"], "high");
}

#[tokio::test]
async fn a_data_key_whose_first_write_conflicts_is_generated_at_the_next_try() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let keys = async || {
        let table = runner.whole_table().await;
        table.items.iter().filter(|item| item.pk.starts_with("KEY#")).count()
    };
    let before = keys().await;
    runner.fails("dynamodb", "TransactWriteItems").with("conflict").times(1).await;
    let _ = firm.admin.adds(NewClient::with_mobile()).await;
    assert_eq!(runner.clears_faults().await, 0);
    assert!(keys().await > before, "the first client needs a key that no firm needed");
}

#[tokio::test]
async fn a_message_delivered_three_times_in_any_order_is_sent_once() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    runner.shuffles_stream(3, 20_261_124).await;
    let mut invited = Vec::new();
    for _ in 0..4 {
        let nora = firm.admin.adds(NewClient::with_mobile()).await;
        let choices = json!({ "pin": "with-invitation" });
        let _ = firm.admin.invites_with(&nora, choices).await.is(200);
        invited.push(nora);
    }
    for nora in &invited {
        nora.newest_mail(1).await;
        nora.newest_text(1).await;
    }
    // A record that was busy is retried after a second.
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    for nora in &invited {
        assert_eq!((nora.mails().await.len(), nora.texts().await.len()), (1, 1));
    }
}

#[tokio::test]
async fn an_unresponsive_provider_delays_only_its_own_channel_and_loses_nothing() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    runner.fails("ses", "SendEmail").with("throttle").times(2 * TRIES).await;
    let nora = firm.admin.adds(NewClient::with_mobile()).await;
    let choices = json!({ "pin": "with-invitation" });
    let _ = firm.admin.invites_with(&nora, choices).await.is(200);
    nora.newest_text(1).await;
    assert!(nora.mails().await.is_empty());
    nora.newest_mail(1).await;
    assert_eq!(runner.clears_faults().await, 0);
}

#[tokio::test]
async fn a_number_that_opted_out_is_not_retried() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let nora = firm.admin.adds(NewClient::with_email().mobile("07400 000003")).await;
    let choices = json!({ "pin": "with-invitation" });
    runner.counts_calls().await;
    let _ = firm.admin.invites_with(&nora, choices).await.is(200);
    nora.newest_mail(1).await;
    let failed =
        async || firm.admin.timeline(&nora).await.iter().any(|event| event.ends_with("-failed"));
    for _ in 0..200 {
        if failed().await {
            break;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert!(failed().await, "the timeline records the failure");
    assert_eq!(runner.counts_calls().await["sns"]["Publish"], 1);
}

/// A runner as a person starts it, without the switch for tests. Dropping it ends the process.
struct Unswitched {
    process: Child,
    folder: PathBuf,
}

impl Drop for Unswitched {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

#[tokio::test]
async fn only_a_test_runner_injects_faults() {
    let name = uuid::Uuid::new_v4().to_string();
    let folder = runner::binary().with_file_name("test-data").join(name);
    std::fs::create_dir_all(&folder).expect("a folder");
    let mut command = Command::new(runner::binary());
    command.args(["--port", "0", "--data"]).arg(&folder);
    command.stdin(Stdio::null()).stdout(Stdio::null());
    let process = command.spawn().expect("the runner starts");
    let mut started = Unswitched { process, folder };
    let told = loop {
        if let Ok(text) = std::fs::read_to_string(started.folder.join("endpoints.json")) {
            break serde_json::from_str::<Value>(&text).expect("JSON");
        }
        assert!(
            started.process.try_wait().expect("a process").is_none(),
            "the runner ended at once"
        );
        tokio::time::sleep(Duration::from_millis(10)).await;
    };
    let aws = Visitor::new(told["aws_url"].as_str().expect("an address"));
    let signed = [("authorization", "AWS4-HMAC-SHA256 test")];
    for function in ["inject-fault", "clear-faults", "count-calls", "shuffle-stream"] {
        let path = format!("/2015-03-31/functions/{function}/invocations");
        let order = json!({ "service": "ses", "how": "kill-before" });
        assert_eq!(aws.post_with(&path, &order, &signed).await.status, 404, "{function}");
    }
}
