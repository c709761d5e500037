//! Times an argon2id hash in nanoseconds: bare, as ours is computed, and as the library's own call
//! computes it, in turns. Writes one line of JSON. With a number it only hashes, that many times.

use argon2::{Algorithm, Argon2, Block, Params, Version};
use std::io::Write;
use std::time::Instant;
use vestibule_secrets::password_hash::Hasher;

const OUTPUT_BYTES: usize = 32;
const CALLS: u32 = 8;
const ROUNDS: u32 = 15;
const PASSWORD: &[u8] = b"seven copper kettles whistle";
const SALT: &[u8] = &[7; 16];

fn main() -> std::io::Result<()> {
    let params =
        Params::new(46 * 1024, 1, 1, Some(OUTPUT_BYTES)).expect("within the library's bounds");
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params.clone());
    let mut output = [0; OUTPUT_BYTES];
    let mut memory = vec![Block::new(); params.block_count()];
    if let Some(turns) = std::env::args().nth(1) {
        for _ in 0..turns.parse::<u32>().expect("a number") {
            argon2
                .hash_password_into_with_memory(PASSWORD, SALT, &mut output, &mut memory)
                .expect("a hash");
        }
        return Ok(());
    }
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let hasher = Hasher::default();
    let (mut bare, mut default, mut ours) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        bare.push(time_of(|| {
            argon2
                .hash_password_into_with_memory(PASSWORD, SALT, &mut output, &mut memory)
                .expect("a hash");
        }));
        let hash = || argon2.hash_password_into(PASSWORD, SALT, &mut output).expect("a hash");
        default.push(time_of(hash));
        ours.push(time_of(|| drop(runtime.block_on(hasher.hash(PASSWORD)).expect("a hash"))));
    }
    let mut ratios: Vec<_> =
        ours.iter().zip(&default).map(|(ours, default)| ours / default).collect();
    ratios.sort_unstable_by(f64::total_cmp);
    let least = |times: Vec<f64>| times.into_iter().fold(f64::MAX, f64::min);
    let line = serde_json::json!({
        "bare": least(bare), "default": least(default), "ours": least(ours),
        "ours_to_default": ratios[ratios.len() / 2],
    });
    writeln!(std::io::stdout(), "{line}")
}

/// The time of one call in nanoseconds, averaged over several: a machine that pauses for
/// milliseconds at a time does so in each of them.
fn time_of(mut call: impl FnMut()) -> f64 {
    let began = Instant::now();
    (0..CALLS).for_each(|_| call());
    began.elapsed().as_nanos() as f64 / f64::from(CALLS)
}
