//! The Lambda function `hand-over-clients`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&hand_over_clients::flow())
}
