//! The Lambda function `change-mobile`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&flows_access::change_mobile::flow())
}
