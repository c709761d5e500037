//! The Lambda function `preview-invitation`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_firms::preview_invitation::flow())
}
