//! What signing in costs beside the hash itself, what a hash costs beside the library's own call,
//! and what other flows take of a processor: from this the functions' memory is chosen.

use crate::binaries;
use crate::cpu;
use crate::environment::Environment;
use crate::table::Table;
use crate::world::World;
use serde_json::Value;
use std::process::Command;
use vestibule_tests::{NewClient, PASSWORD};

/// As `design.md` has it.
const SIGN_IN_AT_MOST: f64 = 1.05;
const HASH_AT_MOST: f64 = 0.45;
/// Calls of each kind: the best one counts. Below the limit of one source.
const CALLS: u32 = 60;

/// Nanoseconds of one call each, the best of many.
struct Hashes {
    bare: f64,
    ours: f64,
    default: f64,
}

/// Measures sign-ins of the real binary against bare hashes, and our hash against the library's.
pub async fn measure(table: &mut Table) {
    let world = World::of_binaries().await;
    let firm = world.runner.firm().await;
    let nora = firm.admin.adds(NewClient::with_mobile()).await;
    let _ = firm.admin.invites(&nora).await.is(200);
    let page = nora.follows_link(1).await;
    let _ = page.types_mobile(nora.mobile.as_deref().expect("a mobile")).await.is(200);
    let _ = page.types_pin(&nora.newest_text(1).await.pin()).await.is(200);
    let _ = page.chooses_password(PASSWORD).await.is(200);
    let _ = nora.signs_in(&world.runner.visitor(), PASSWORD).await.is(200);
    let _ = firm.admin.reads(&nora).await;

    let hashes = hashes();
    let sign_in = per_call(&world, "sign-in").await;
    let more = self::hashes();
    let hashes = Hashes {
        bare: hashes.bare.min(more.bare),
        ours: hashes.ours.min(more.ours),
        default: hashes.default.min(more.default),
    };
    table.row(
        "sign-in, processor's time, ÷ a bare argon2id hash of the same parameters",
        SIGN_IN_AT_MOST,
        sign_in.ns / hashes.bare,
        3,
    );
    let ratio = hashes.ours / hashes.default;
    table.row("our argon2id hash ÷ the library's own call, both 46 MiB", HASH_AT_MOST, ratio, 3);
    let mut note = format!(
        "processor's time of a call: argon2id {:.1} ms (as the library calls it {:.1} ms), \
         sign-in {:.1} ms with at most {} MB",
        hashes.bare / 1e6,
        hashes.default / 1e6,
        sign_in.ns / 1e6,
        sign_in.peak_mb,
    );
    for name in ["open-invitation", "verify-mobile", "create-client", "read-client"] {
        let call = per_call(&world, name).await;
        note += &format!(", {name} {:.2} ms with {} MB", call.ns / 1e6, call.peak_mb);
    }
    table.note(note);
    world.end().await;
}

struct Call {
    ns: f64,
    peak_mb: u64,
}

/// What a call takes of a warm process, that is called again and again as it was by a person.
async fn per_call(world: &World, name: &str) -> Call {
    let calls = world.calls();
    let event = calls.iter().find(|call| call.function == name).expect("a call").event.clone();
    let mut process = world.function(name).start().await;
    for _ in 0..3 {
        replied(&mut process, &event).await;
    }
    let mut least = u64::MAX;
    for _ in 0..CALLS {
        let before = cpu::ns(process.id());
        replied(&mut process, &event).await;
        least = least.min(cpu::ns(process.id()) - before);
    }
    Call { ns: least as f64, peak_mb: cpu::peak_mb(process.id()) }
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
    Hashes { bare: number("bare"), ours: number("ours"), default: number("default") }
}
