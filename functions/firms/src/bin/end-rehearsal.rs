//! The Lambda function `end-rehearsal`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&flows_firms::end_rehearsal::flow())
}
