//! The Lambda function `tell-adviser`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&tell_adviser::flow())
}
