//! The Lambda function `start-rehearsal`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&start_rehearsal::flow())
}
