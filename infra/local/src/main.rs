//! Vestibule on one machine: `make run`.

use std::process::ExitCode;

use vestibule_local::options::USAGE;
use vestibule_local::product::demo;
use vestibule_local::{Command, Infrastructure, Options, StartError, Template, logging, registry};
use vestibule_runtime::App;
use vestibule_runtime::clock::Clock;
use vestibule_runtime::config::{Config, Endpoints, UNRELEASED};

fn main() -> ExitCode {
    let options = match Options::read(std::env::args_os().skip(1)) {
        Ok(Command::Run(options)) => options,
        Ok(Command::Help) => {
            say(USAGE);
            return ExitCode::SUCCESS;
        }
        Err(error) => return fail(&error),
    };
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&error),
    };
    match runtime.block_on(run(&options)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&error),
    }
}

async fn run(options: &Options) -> Result<(), StartError> {
    let infrastructure = Infrastructure::start(options, Template::of_this_product()?).await?;
    logging::start(&infrastructure.folder().log())?;
    vestibule_runtime::logging::metrics_to(|line| tracing::info!(target: "metrics", line));
    let at = infrastructure.endpoints().clone();
    let config = Config {
        table_name: at.table_name.to_owned(),
        key_id: at.key_id.to_owned(),
        origin_secrets: vec![at.origin_secret.to_string()],
        release: UNRELEASED.to_owned(),
        public_origin: Some(at.public_origin.clone()),
        sender_address: Some(at.sender.to_owned()),
        configuration_set: at.configuration_set.clone(),
        endpoints: Some(Endpoints {
            dynamodb: at.dynamodb_url.clone(),
            others: at.aws_url.clone(),
        }),
    };
    let clock = Clock::default();
    let app = App::start(config, clock.clone()).await;
    let functions = registry::functions(&app, &clock);

    let (gateway, folder) = (infrastructure.gateway_address(), options.data.clone());
    if options.for_tests {
        let functions = infrastructure.faults().functions(functions);
        return infrastructure.serve_until(functions, standard_input_ends()).await;
    }
    let pages = options.web.is_dir();
    let demo = tokio::spawn({
        let functions = functions.clone();
        async move {
            match demo::ensure(&functions, gateway, &folder).await {
                Ok(()) => say(&welcome(&at.public_origin, &at.aws_url, pages)),
                Err(error) => {
                    fail(&error);
                }
            }
        }
    });
    let served = infrastructure.serve(functions).await;
    demo.abort();
    served
}

/// Waits until the program that started the runner has ended, in any way.
async fn standard_input_ends() {
    let mut rest = Vec::new();
    // An input that cannot be read has ended too.
    let _ = tokio::io::AsyncReadExt::read_to_end(&mut tokio::io::stdin(), &mut rest).await;
}

fn welcome(origin: &str, aws: &str, pages: bool) -> String {
    let pages = match pages {
        true => format!(
            "portal     {origin}/f/{slug}   where the firm's clients sign in\n  \
             console    {origin}/console         where its adviser does\n  ",
            slug = demo::SLUG
        ),
        false => {
            "The pages are not built (`make web` builds them, with Node); the rest runs.\n\n  "
                .to_owned()
        }
    };
    format!(
        "Vestibule is running. Ctrl-C stops it; nothing is lost.\n\n  \
           {pages}\
           inbox      {origin}/inbox            every e-mail and text, as people would read them\n  \
           API        {origin}/api/openapi.json\n  \
           ops        {aws}   (Lambda invoke, as `sam remote invoke` would call it)\n\n  \
           firm       {slug}\n  \
           adviser    {email}\n  \
           password   {password}\n\n\
         `make walk` plays the whole journey and prints what happens.",
        slug = demo::SLUG,
        email = demo::EMAIL,
        password = demo::PASSWORD,
    )
}

#[expect(clippy::print_stdout, reason = "the runner writes to the person who started it")]
fn say(text: &str) {
    println!("{text}");
}

#[expect(clippy::print_stderr, reason = "the runner writes to the person who started it")]
fn fail(error: &dyn std::fmt::Display) -> ExitCode {
    eprintln!("vestibule: {error}");
    ExitCode::FAILURE
}
