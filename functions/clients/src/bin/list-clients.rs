//! The Lambda function `list-clients`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_clients::list_clients::flow())
}
