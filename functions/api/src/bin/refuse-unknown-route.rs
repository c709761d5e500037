//! The Lambda function `refuse-unknown-route`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_api::refuse_unknown_route::flow())
}
