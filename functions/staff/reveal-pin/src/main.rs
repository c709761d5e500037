//! The Lambda function `reveal-pin`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&reveal_pin::flow())
}
