//! The Lambda function `list-firms`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_firms::list_firms::flow())
}
