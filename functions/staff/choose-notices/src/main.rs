//! The Lambda function `choose-notices`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&choose_notices::flow())
}
