//! The Lambda function `start-rehearsal`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&flows_firms::start_rehearsal::flow())
}
