//! The Lambda function `change-mobile`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&change_mobile::flow())
}
