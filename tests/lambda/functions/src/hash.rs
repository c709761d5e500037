//! What an argon2id hash takes of the processor, in nanoseconds, the best of many: bare, as ours is
//! made, and as the library's own call makes it. One line of JSON.

use argon2::{Algorithm, Argon2, Block, Params, Version};
use std::io::Write;
use vestibule_runtime::password_hash::Hasher;

const CALLS: u32 = 25;
const PASSWORD: &[u8] = b"seven copper kettles whistle";
const SALT: &[u8] = &[7; 16];

fn main() -> std::io::Result<()> {
    let params = Params::new(46 * 1024, 1, 1, Some(32)).expect("within the library's bounds");
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params.clone());
    let mut output = [0; 32];
    let mut memory = vec![Block::new(); params.block_count()];
    let bare = least(|| {
        argon2
            .hash_password_into_with_memory(PASSWORD, SALT, &mut output, &mut memory)
            .expect("a hash");
    });
    let default = least(|| argon2.hash_password_into(PASSWORD, SALT, &mut output).expect("a hash"));
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let hasher = Hasher::default();
    let ours = least(|| drop(runtime.block_on(hasher.hash(PASSWORD)).expect("a hash")));
    let line = serde_json::json!({ "bare": bare, "default": default, "ours": ours });
    writeln!(std::io::stdout(), "{line}")
}

fn least(mut call: impl FnMut()) -> u64 {
    call();
    let one = |_| {
        let before = processors_time();
        call();
        processors_time() - before
    };
    (0..CALLS).map(one).min().unwrap_or_default()
}

/// Of all threads of this process, by the kernel's own count.
fn processors_time() -> u64 {
    let threads = std::fs::read_dir("/proc/self/task").expect("threads");
    let each = threads.filter_map(Result::ok).filter_map(|thread| {
        let told = std::fs::read_to_string(thread.path().join("schedstat")).ok()?;
        told.split(' ').next()?.parse::<u64>().ok()
    });
    each.sum()
}
