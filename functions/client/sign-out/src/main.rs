//! The Lambda function `sign-out`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&sign_out::flow())
}
