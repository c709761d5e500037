//! The Lambda function `sweep-unsent`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_messaging::sweep_unsent::flow())
}
