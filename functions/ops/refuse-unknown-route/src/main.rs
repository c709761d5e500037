//! The Lambda function `refuse-unknown-route`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&refuse_unknown_route::flow())
}
