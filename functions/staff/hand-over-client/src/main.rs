//! The Lambda function `hand-over-client`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&hand_over_client::flow())
}
