//! The Lambda function `read-timeline`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_clients::read_timeline::flow())
}
