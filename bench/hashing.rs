//! The cost of signing in beyond the hash itself, of a hash beyond the library's own call, and of
//! other flows' processor time. The functions' memory follows from these.

use crate::binaries;
use crate::count;
use crate::cpu;
use crate::environment::Environment;
use crate::table::Table;
use crate::world::World;
use serde_json::Value;
use std::process::Command;
use vestibule_tests::{NewClient, PASSWORD};

/// The budgets, as ratios (docs/decisions/0044).
const SIGN_IN_AT_MOST: f64 = 1.05;
const HASH_AT_MOST: f64 = 0.45;
/// Rounds of calls: the best one counts. Together they stay below the limit of one source.
const ROUNDS: u32 = 8;
const CALLS: u32 = 8;
/// Calls in the shorter and in the longer run that are counted.
const COUNTED: (u32, u32) = (2, 6);

/// Nanoseconds of one call each, the best of many rounds, and the median of their ratios.
struct Hashes {
    bare: f64,
    ours: f64,
    default: f64,
    ours_to_default: f64,
}

/// Measures sign-ins of the real binary against bare hashes, and our hash against the library's.
pub async fn measure(table: &mut Table) {
    let world = World::of_binaries().await;
    let firm = world.runner.firm().await;
    let nora = firm.admin.adds(NewClient::with_mobile()).await;
    let _ = firm.admin.invites(&nora).await.is(200);
    let page = nora.follows_link(1).await;
    let _ = page.opens().await.is(200);
    let _ = page.types_mobile(nora.mobile.as_deref().expect("a mobile")).await.is(200);
    let _ = page.types_pin(&nora.newest_text(1).await.pin()).await.is(200);
    let _ = page.chooses_password(PASSWORD).await.is(200);
    let _ = nora.signs_in(&world.runner.visitor(), PASSWORD).await.is(200);
    let _ = firm.admin.reads(&nora).await;

    let hashes = hashes();
    let sign_in = per_call(&world, "sign-in").await;
    let event = event_of(&world, "sign-in");
    let whole = count::of_an_event(&world.function("sign-in"), &event, COUNTED).await;
    let bare = count::of_a_turn(&Command::new(binaries::of("hash")), &[], COUNTED);
    table.row("sign-in, instructions, ÷ a bare argon2id hash's", SIGN_IN_AT_MOST, whole / bare, 3);
    table.row(
        "our argon2id hash ÷ the library's own call, both 46 MiB",
        HASH_AT_MOST,
        hashes.ours_to_default,
        3,
    );
    let mut note = format!(
        "processor's time of a call: argon2id {:.1} ms ({:.1} ms of it hashing, the rest wiping; as \
         the library calls it {:.1} ms), sign-in {:.1} ms with at most {} MB",
        hashes.ours / 1e6,
        hashes.bare / 1e6,
        hashes.default / 1e6,
        sign_in.ns / 1e6,
        sign_in.peak_mb,
    );
    for name in ["open-invitation", "create-client", "read-client"] {
        let call = per_call(&world, name).await;
        note += &format!(", {name} {:.2} ms with {} MB", call.ns / 1e6, call.peak_mb);
    }
    table.note(note);
    world.end().await;
}

/// An event with which a person called this function.
fn event_of(world: &World, name: &str) -> Value {
    let calls = world.calls();
    calls.iter().find(|call| call.function == name).expect("a call").event.clone()
}

struct Call {
    ns: f64,
    peak_mb: u64,
}

/// The cost of a call in a warm process that gets the same event again and again.
async fn per_call(world: &World, name: &str) -> Call {
    let event = event_of(world, name);
    let mut process = world.function(name).start().await;
    for _ in 0..3 {
        replied(&mut process, &event).await;
    }
    let mut least = u64::MAX;
    for _ in 0..ROUNDS {
        let before = cpu::ns(process.id());
        for _ in 0..CALLS {
            replied(&mut process, &event).await;
        }
        least = least.min(cpu::ns(process.id()) - before);
    }
    Call { ns: least as f64 / f64::from(CALLS), peak_mb: cpu::peak_mb(process.id()) }
}

async fn replied(process: &mut Environment, event: &Value) {
    let reply = process.invoke(event).await.expect("a reply");
    let status = reply["statusCode"].as_u64().expect("a status");
    assert!(status == 200 || status == 201, "{reply}");
}

fn hashes() -> Hashes {
    let told = Command::new(binaries::of("hash")).output().expect("hashes").stdout;
    let told: Value = serde_json::from_slice(&told).expect("JSON");
    let number = |name: &str| told[name].as_f64().expect("a number");
    Hashes {
        bare: number("bare"),
        ours: number("ours"),
        default: number("default"),
        ours_to_default: number("ours_to_default"),
    }
}
