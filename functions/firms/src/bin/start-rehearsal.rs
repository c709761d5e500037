//! The Lambda function `start-rehearsal`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_firms::start_rehearsal::flow())
}
