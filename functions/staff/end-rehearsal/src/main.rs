//! The Lambda function `end-rehearsal`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&end_rehearsal::flow())
}
