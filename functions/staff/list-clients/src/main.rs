//! The Lambda function `list-clients`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&list_clients::flow())
}
