//! The Lambda function `sweep-unsent`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&sweep_unsent::flow())
}
