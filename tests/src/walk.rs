//! `make walk`: plays the journey against a running `make run` and tells what happens.

fn main() {}
