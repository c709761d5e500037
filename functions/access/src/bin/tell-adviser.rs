//! The Lambda function `tell-adviser`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_access::tell_adviser::flow())
}
