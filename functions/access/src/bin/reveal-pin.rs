//! The Lambda function `reveal-pin`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_access::reveal_pin::flow())
}
