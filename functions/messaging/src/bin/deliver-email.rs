//! The Lambda function `deliver-email`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&flows_messaging::deliver_email::flow())
}
