//! The Lambda function `change-mobile`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_access::change_mobile::flow())
}
