//! TLS under a certificate that is generated at each start and trusted by nobody.
//!
//! It is for browsers that keep no `Secure` cookies from `http://localhost`, such as WebKit. The
//! port still serves plain HTTP too, for programs.

use std::sync::Arc;

use tokio::net::TcpStream;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

use rustls::ServerConfig;
use rustls::crypto::aws_lc_rs;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};

/// The names that the certificate is for.
const NAMES: [&str; 2] = ["localhost", "127.0.0.1"];

/// The first byte of a TLS connection: a handshake record.
const HANDSHAKE: u8 = 22;

/// The certificate and its key, ready to use. Clones share them.
#[derive(Clone)]
pub struct Tls {
    acceptor: TlsAcceptor,
    certificate: CertificateDer<'static>,
}

/// No certificate could be generated.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// It could not be generated.
    #[error(transparent)]
    Certificate(#[from] rcgen::Error),
    /// TLS cannot use it.
    #[error(transparent)]
    Use(#[from] rustls::Error),
}

impl Tls {
    /// Generates a certificate.
    ///
    /// # Errors
    /// It cannot be generated.
    pub fn self_signed() -> Result<Self, TlsError> {
        let made = rcgen::generate_simple_self_signed(NAMES.map(str::to_owned))?;
        let certificate = made.cert.der().clone();
        let key = PrivateKeyDer::Pkcs8(made.signing_key.serialize_der().into());
        let mut config = ServerConfig::builder_with_provider(aws_lc_rs::default_provider().into())
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_single_cert(vec![certificate.clone()], key)?;
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Self { acceptor: TlsAcceptor::from(Arc::new(config)), certificate })
    }

    /// The certificate as a PEM file, for programs that verify it.
    #[must_use]
    pub fn pem(&self) -> String {
        use base64::Engine;
        let text = base64::prelude::BASE64_STANDARD.encode(&self.certificate);
        let mut pem = "-----BEGIN CERTIFICATE-----\n".to_owned();
        for start in (0..text.len()).step_by(64) {
            pem.push_str(&text[start..text.len().min(start + 64)]);
            pem.push('\n');
        }
        pem + "-----END CERTIFICATE-----\n"
    }

    /// Whether a caller starts with TLS. Reads nothing from the connection.
    pub async fn is_spoken(stream: &TcpStream) -> std::io::Result<bool> {
        let mut first = [0];
        Ok(stream.peek(&mut first).await? == 1 && first[0] == HANDSHAKE)
    }

    /// Completes the handshake.
    pub async fn accept(&self, stream: TcpStream) -> std::io::Result<TlsStream<TcpStream>> {
        self.acceptor.accept(stream).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::net::listener::{self, Patience};
    use axum::Router;
    use axum::routing::get;
    use rustls::{ClientConfig, RootCertStore};
    use std::time::{Duration, Instant};
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::sync::watch;
    use tokio_rustls::TlsConnector;

    const REQUEST: &[u8] = b"GET / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n";

    async fn answer(mut stream: impl AsyncReadExt + AsyncWriteExt + Unpin) -> String {
        stream.write_all(REQUEST).await.unwrap();
        let mut answer = String::new();
        // A peer that closes without notice does not matter here.
        _ = stream.read_to_string(&mut answer).await;
        answer
    }

    #[tokio::test]
    async fn one_port_speaks_tls_and_plain_http() {
        let tls = Tls::self_signed().unwrap();
        let (socket, address) = listener::on_loopback(0).await.unwrap();
        let (_stop, stopping) = watch::channel(false);
        let router = Router::new().route("/", get(|| async { "good morning" }));
        let patience = Patience::For(Duration::from_millis(500));
        tokio::spawn(listener::serve(socket, router, patience, Some(tls.clone()), stopping));

        let connect = || async { TcpStream::connect(address).await.unwrap() };
        assert!(answer(connect().await).await.ends_with("good morning"));

        let mut roots = RootCertStore::empty();
        roots.add(tls.certificate.clone()).unwrap();
        let config = ClientConfig::builder_with_provider(aws_lc_rs::default_provider().into())
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_root_certificates(roots)
            .with_no_client_auth();
        let connector = TlsConnector::from(Arc::new(config));
        for name in NAMES {
            let connected = connector.connect(name.try_into().unwrap(), connect().await).await;
            assert!(answer(connected.unwrap()).await.ends_with("good morning"), "{name}");
        }
        let other = connector.connect("evil.example".try_into().unwrap(), connect().await).await;
        assert!(other.is_err(), "the certificate is for this machine only");

        // A caller that sends nothing, or stops during the handshake, is cut off.
        for begun in [&b""[..], &[HANDSHAKE, 3, 1]] {
            let (mut stream, since) = (connect().await, Instant::now());
            stream.write_all(begun).await.unwrap();
            let mut rest = Vec::new();
            let ended = stream.read_to_end(&mut rest);
            let ended = tokio::time::timeout(Duration::from_secs(5), ended).await;
            assert!(ended.is_ok() && since.elapsed() >= Duration::from_millis(400), "{begun:?}");
        }
    }

    #[test]
    fn the_certificate_is_written_as_pem() {
        let pem = Tls::self_signed().unwrap().pem();
        assert!(pem.starts_with("-----BEGIN CERTIFICATE-----\nMII"), "{pem}");
        assert!(pem.lines().all(|line| line.len() <= 64), "{pem}");
        assert_ne!(pem, Tls::self_signed().unwrap().pem());
    }
}
