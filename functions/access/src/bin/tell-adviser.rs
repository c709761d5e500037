//! The Lambda function `tell-adviser`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&flows_access::tell_adviser::flow())
}
