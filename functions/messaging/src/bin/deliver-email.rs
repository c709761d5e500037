//! The Lambda function `deliver-email`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_messaging::deliver_email::flow())
}
