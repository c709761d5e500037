//! The Lambda function `list-firms`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&list_firms::flow())
}
