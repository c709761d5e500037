//! The Lambda function `list-firms`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&flows_firms::list_firms::flow())
}
