//! Reports to Lambda why a function could not start: `POST /runtime/init/error` of its Runtime API.
//! The runtime library has no call for errors before it runs.

use serde_json::json;
use std::io::{Read, Write};
use std::net::{TcpStream, ToSocketAddrs};
use std::time::Duration;

/// The Runtime API is on the same machine: it answers at once or not at all.
const PATIENCE: Duration = Duration::from_secs(1);

/// Sends the report, if there is a Runtime API. Success does not matter: the process ends, and its
/// log has the same line.
#[expect(clippy::disallowed_methods, reason = "the configuration may be what is missing")]
pub fn tell(message: &str) {
    if let Ok(api) = std::env::var("AWS_LAMBDA_RUNTIME_API") {
        let _ = post(&api, message);
    }
}

fn post(api: &str, message: &str) -> std::io::Result<()> {
    const KIND: &str = "Runtime.InitError";
    let body = json!({ "errorType": KIND, "errorMessage": message, "stackTrace": [] }).to_string();
    let address = api.to_socket_addrs()?.next().ok_or(std::io::ErrorKind::AddrNotAvailable)?;
    let mut stream = TcpStream::connect_timeout(&address, PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    write!(
        stream,
        "POST /2018-06-01/runtime/init/error HTTP/1.1\r\nHost: {api}\r\n\
         Lambda-Runtime-Function-Error-Type: {KIND}\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )?;
    // Read to the end, so the connection is not reset before the report was read.
    stream.read_to_end(&mut Vec::new()).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::TcpListener;

    #[test]
    fn the_request_is_the_one_that_aws_documents() {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let api = listener.local_addr().expect("an address").to_string();
        let heard = std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().expect("a caller");
            let mut heard = Vec::new();
            let mut part = [0; 1024];
            while !heard.ends_with(b"}") {
                let read = stream.read(&mut part).expect("a request");
                heard.extend_from_slice(&part[..read]);
            }
            stream.write_all(b"HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n").expect("heard");
            String::from_utf8(heard).expect("text")
        });
        post(&api, "a \"fault\"").expect("told");
        let heard = heard.join().expect("no panic");
        let (head, body) = heard.split_once("\r\n\r\n").expect("a head and a body");
        assert!(head.starts_with("POST /2018-06-01/runtime/init/error HTTP/1.1\r\n"), "{head}");
        assert!(head.contains("\r\nLambda-Runtime-Function-Error-Type: Runtime.InitError\r\n"));
        assert!(head.contains(&format!("\r\nContent-Length: {}\r\n", body.len())));
        let body: serde_json::Value = serde_json::from_str(body).expect("JSON");
        assert_eq!(body["errorMessage"], "a \"fault\"");
        assert_eq!(body["errorType"], "Runtime.InitError");
    }

    #[test]
    fn a_missing_runtime_api_does_not_panic() {
        assert!(post("127.0.0.1:1", "a fault").is_err());
    }
}
