//! The Lambda function `read-timeline`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&read_timeline::flow())
}
