//! The command line of the runner.

use std::ffi::OsString;
use std::path::PathBuf;

/// The command on the command line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Run with these options.
    Run(Options),
    /// Print how the runner is used.
    Help,
}

/// The options of the runner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The port on loopback for pages and API. 0 takes any free port.
    pub port: u16,
    /// The folder for all data.
    pub data: PathBuf,
    /// The folder that the pages were built into.
    pub web: PathBuf,
    /// Whether browsers use TLS.
    pub tls: bool,
    /// Whether to delete first what the runner wrote to that folder before.
    pub fresh: bool,
    /// For programs that start it: no demo firm, no schedules, faults on demand, and an end with
    /// the standard input.
    pub for_tests: bool,
    /// Another AWS emulator that takes the handlers' calls to AWS.
    pub second_opinion: Option<String>,
}

/// The command line cannot be understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OptionsError {
    /// An unknown argument.
    #[error("There is no option {0}. Try --help.")]
    Unknown(String),
    /// An option without its value.
    #[error("{0} needs a value. Try --help.")]
    NoValue(&'static str),
    /// A port that is not a number from 0 to 65535.
    #[error("{0} is not a port: a number from 0 to 65535 is.")]
    Port(String),
}

/// How the runner is used, for `--help`.
pub const USAGE: &str = "\
Runs Vestibule on this machine, all in one process.

  --port N        listen on http://localhost:N (8080; 0 takes a free one)
  --data FOLDER   keep everything under FOLDER (.vestibule)
  --web FOLDER    serve the pages that were built into FOLDER (web/dist beside infra)
  --tls           speak TLS too, at https://localhost:N, under a certificate that no browser trusts
  --fresh         delete what an earlier run left in that folder first
  --for-tests     make no demo firm, run no schedules, fail on demand, and stop when the
                  standard input ends
  --second-opinion URL
                  keep the table in the AWS emulator at URL, and have it take what is sent
  --help          say this

E-mails and texts are not sent but shown at /inbox.
";

/// The folder that the pages are built into, beside the template that this program was built with.
const PAGES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../web/dist");

impl Default for Options {
    fn default() -> Self {
        Self {
            port: 8080,
            data: PathBuf::from(".vestibule"),
            web: PathBuf::from(PAGES),
            tls: false,
            fresh: false,
            for_tests: false,
            second_opinion: None,
        }
    }
}

impl Options {
    /// Reads the command line, without the program's own name. `--port 1` and `--port=1` are
    /// equivalent; the last of several equal options counts.
    ///
    /// # Errors
    /// What cannot be understood, in one line for the person who typed it.
    pub fn read(arguments: impl IntoIterator<Item = OsString>) -> Result<Command, OptionsError> {
        let mut options = Self::default();
        let mut arguments = arguments.into_iter();
        while let Some(argument) = arguments.next() {
            let (name, mut glued) = split(&argument);
            let bare = glued.is_none();
            let mut value = |option| {
                glued.take().or_else(|| arguments.next()).ok_or(OptionsError::NoValue(option))
            };
            match name.as_str() {
                "--help" | "-h" if bare => return Ok(Command::Help),
                "--tls" if bare => options.tls = true,
                "--fresh" if bare => options.fresh = true,
                "--for-tests" if bare => options.for_tests = true,
                "--port" => options.port = port(&value("--port")?)?,
                "--data" => options.data = folder("--data", value("--data")?)?,
                "--second-opinion" => {
                    let url = value("--second-opinion")?.to_string_lossy().into_owned();
                    options.second_opinion = Some(url);
                }
                "--web" => options.web = folder("--web", value("--web")?)?,
                _ => return Err(OptionsError::Unknown(argument.to_string_lossy().into_owned())),
            }
        }
        Ok(Command::Run(options))
    }
}

fn split(argument: &OsString) -> (String, Option<OsString>) {
    match argument.to_str().and_then(|text| text.split_once('=')) {
        Some((name, value)) => (name.to_owned(), Some(value.into())),
        None => (argument.to_string_lossy().into_owned(), None),
    }
}

fn port(value: &OsString) -> Result<u16, OptionsError> {
    let text = value.to_string_lossy();
    text.parse().map_err(|_| OptionsError::Port(text.into_owned()))
}

fn folder(option: &'static str, value: OsString) -> Result<PathBuf, OptionsError> {
    if value.is_empty() { Err(OptionsError::NoValue(option)) } else { Ok(value.into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Command, OptionsError> {
        Options::read(line.split_whitespace().map(OsString::from))
    }

    #[test]
    fn no_arguments_mean_the_defaults() {
        assert_eq!(read(""), Ok(Command::Run(Options::default())));
        assert_eq!(Options::default().port, 8080);
    }

    #[test]
    fn everything_can_be_chosen() {
        let chosen = Options {
            port: 0,
            data: "/tmp/x".into(),
            web: "/tmp/y".into(),
            tls: true,
            fresh: true,
            for_tests: true,
            second_opinion: Some("http://127.0.0.1:4566".to_owned()),
        };
        let second = "--second-opinion http://127.0.0.1:4566";
        assert_eq!(
            read(&format!(
                "--port 0 --data /tmp/x --web /tmp/y --tls --fresh --for-tests {second}"
            )),
            Ok(Command::Run(chosen.clone()))
        );
        assert_eq!(
            read(&format!(
                "--for-tests --tls --fresh --web=/tmp/y --data=/tmp/x --port=0 {second}"
            )),
            Ok(Command::Run(chosen))
        );
        assert_eq!(read("--port 1 --help"), Ok(Command::Help));
    }

    #[test]
    fn invalid_arguments_are_reported() {
        assert_eq!(read("--port"), Err(OptionsError::NoValue("--port")));
        assert_eq!(read("--data="), Err(OptionsError::NoValue("--data")));
        assert_eq!(read("--web="), Err(OptionsError::NoValue("--web")));
        assert_eq!(read("--port 65536"), Err(OptionsError::Port("65536".to_owned())));
        assert_eq!(read("--prot 1"), Err(OptionsError::Unknown("--prot".to_owned())));
        assert_eq!(read("--fresh=yes"), Err(OptionsError::Unknown("--fresh=yes".to_owned())));
        assert_eq!(read("here"), Err(OptionsError::Unknown("here".to_owned())));
    }
}
