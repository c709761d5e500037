//! The Lambda function `read-timeline`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&flows_clients::read_timeline::flow())
}
