//! The Lambda function `end-rehearsal`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_firms::end_rehearsal::flow())
}
