//! The processor time of a process, over all its threads, in nanoseconds.

/// The time so far, from the kernel.
pub fn ns(process: u32) -> u64 {
    let threads = std::fs::read_dir(format!("/proc/{process}/task")).expect("a process");
    let each = threads.filter_map(Result::ok).filter_map(|thread| {
        let told = std::fs::read_to_string(thread.path().join("schedstat")).ok()?;
        told.split(' ').next()?.parse::<u64>().ok()
    });
    each.sum()
}

/// The most memory that a process has held, in MB.
pub fn peak_mb(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).expect("a process");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("a peak");
    let kb: u64 = line.trim().trim_end_matches(" kB").parse().expect("a number");
    kb.div_ceil(1024)
}
