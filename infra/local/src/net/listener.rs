//! Serves HTTP on loopback, with limits on what a connection may delay.
//!
//! `axum::serve` has no limit for a caller that sends its headers a byte a minute, and its stop
//! waits for such a caller.

use std::future::Future;
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::Duration;

use axum::extract::Request;
use axum::{Extension, Router};
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio_rustls::server::TlsStream;

use super::tls::Tls;

/// How long running requests may take to finish once the runner stops.
pub const TIME_TO_FINISH: Duration = Duration::from_secs(10);

/// The most bytes of a request's line and headers; hyper answers 431 beyond it.
const HEADER_BUFFER: usize = 64 * 1024;

/// The protocol of a listener.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// Plain HTTP.
    Http,
    /// Over TLS.
    Https,
}

impl Scheme {
    /// The scheme of its addresses.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Http => "http",
            Self::Https => "https",
        }
    }
}

/// The caller's address: an extension of each request.
#[derive(Debug, Clone, Copy)]
pub struct Peer(pub SocketAddr);

/// Returns the address of a request's caller.
#[must_use]
pub fn peer_of(request: &Request) -> IpAddr {
    // `serve` gives every request its peer; only a test's own request has none.
    request.extensions().get::<Peer>().map_or(IpAddr::from([127, 0, 0, 1]), |peer| peer.0.ip())
}

/// A response with this among its extensions is never sent: its connection is cut instead, as by a
/// failing network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the connection is cut")]
pub struct Cut;

/// How long a connection may be silent before a request's headers are complete.
#[derive(Debug, Clone, Copy)]
pub enum Patience {
    /// For strangers.
    For(Duration),
    /// For the runner's own SDK clients, whose pooled connections must not close during a request.
    Endless,
}

impl Patience {
    /// Waits for a stranger's next step, up to this limit.
    async fn with<T>(self, awaited: impl Future<Output = io::Result<T>>) -> io::Result<T> {
        match self {
            Self::For(duration) => tokio::time::timeout(duration, awaited).await?,
            Self::Endless => awaited.await,
        }
    }
}

/// Signals everything that runs to stop: once, by dropping the sender or by sending `true`.
pub type Stop = watch::Receiver<bool>;

/// Resolves when it is time to stop.
pub async fn stopped(mut stop: Stop) {
    // A dropped sender is a stop signal too.
    drop(stop.wait_for(|stop| *stop).await);
}

/// The port cannot be listened on.
#[derive(Debug, thiserror::Error)]
pub enum ListenError {
    /// Another program listens on it.
    #[error("Port {port} is in use. Stop what listens there, or choose another with --port.")]
    PortInUse {
        /// The port.
        port: u16,
    },
    /// Another reason.
    #[error("Cannot listen on port {port}: {source}.")]
    Other {
        /// The port.
        port: u16,
        /// The operating system's message.
        source: io::Error,
    },
}

/// Listens on loopback. Port 0 takes any free port.
///
/// # Errors
/// The port is in use or may not be used.
pub async fn on_loopback(port: u16) -> Result<(TcpListener, SocketAddr), ListenError> {
    let error = |source: io::Error| {
        if source.kind() == io::ErrorKind::AddrInUse {
            ListenError::PortInUse { port }
        } else {
            ListenError::Other { port, source }
        }
    };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.map_err(error)?;
    let address = listener.local_addr().map_err(error)?;
    Ok((listener, address))
}

/// Serves until `stop`, then lets running requests finish. With `tls`, the port also speaks TLS to
/// callers that start with it.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    patience: Patience,
    tls: Option<Tls>,
    stop: Stop,
) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, peer)) => {
                    let router = router.clone().layer(Extension(Peer(peer)));
                    connections.spawn(connection(stream, router, patience, tls.clone(), stop.clone()));
                }
                Err(error) => {
                    // Most likely out of file handles: some become free as connections end.
                    tracing::warn!(%error, "cannot accept a connection");
                    tokio::time::sleep(Duration::from_millis(100)).await;
                }
            },
            Some(_) = connections.join_next() => {}
            () = stopped(stop.clone()) => break,
        }
    }
    drop(listener);
    let finished = async { while connections.join_next().await.is_some() {} };
    if tokio::time::timeout(TIME_TO_FINISH, finished).await.is_err() {
        tracing::warn!("some requests did not finish in time");
    }
}

async fn connection(
    stream: TcpStream,
    router: Router,
    patience: Patience,
    tls: Option<Tls>,
    stop: Stop,
) {
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "a connection keeps its delay");
    }
    let Some(tls) = tls else { return converse(stream, router, patience, stop).await };
    let begun = async {
        match Tls::is_spoken(&stream).await? {
            true => tls.accept(stream).await.map(|stream| AcceptedStream::Tls(Box::new(stream))),
            false => Ok(AcceptedStream::Clear(stream)),
        }
    };
    let begun = tokio::select! {
        begun = patience.with(begun) => begun,
        () = stopped(stop.clone()) => return,
    };
    match begun {
        Ok(AcceptedStream::Tls(stream)) => converse(*stream, router, patience, stop).await,
        Ok(AcceptedStream::Clear(stream)) => converse(stream, router, patience, stop).await,
        Err(error) => tracing::debug!(%error, "a connection ended before it began"),
    }
}

/// The stream of an accepted connection.
enum AcceptedStream {
    Tls(Box<TlsStream<TcpStream>>),
    Clear(TcpStream),
}

async fn converse<S>(stream: S, router: Router, patience: Patience, stop: Stop)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).max_buf_size(HEADER_BUFFER);
    http.header_read_timeout(match patience {
        Patience::For(duration) => Some(duration),
        Patience::Endless => None,
    });
    let router = TowerToHyperService::new(router);
    let service = service_fn(move |request| {
        let answer = router.call(request);
        async move {
            let Ok(response) = answer.await;
            response.extensions().get::<Cut>().copied().map_or(Ok(response), Err)
        }
    });
    let mut connection = std::pin::pin!(http.serve_connection(TokioIo::new(stream), service));
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = stopped(stop) => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection ended early");
    }
}
