//! Serving HTTP on loopback, with bounds on what a connection may hold up.
//!
//! `axum::serve` would do but for two things: a caller that sends its headers a byte a minute,
//! and a stop that waits for such a caller.

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

/// How long requests under way may take to finish once the runner is to stop.
pub const TIME_TO_FINISH: Duration = Duration::from_secs(10);

/// The most that a request's line and headers may take, in bytes; hyper answers 431 past it.
const HEADER_BUFFER: usize = 64 * 1024;

/// How a listener is spoken to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// In clear.
    Http,
    /// Over TLS.
    Https,
}

impl Scheme {
    /// As addresses begin with it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Http => "http",
            Self::Https => "https",
        }
    }
}

/// Who connected: an extension of each request.
#[derive(Debug, Clone, Copy)]
pub struct Peer(pub SocketAddr);

/// Who connected to send a request.
#[must_use]
pub fn peer_of(request: &Request) -> IpAddr {
    // `serve` gives every request its peer; a request without one is a test's own.
    request.extensions().get::<Peer>().map_or(IpAddr::from([127, 0, 0, 1]), |peer| peer.0.ip())
}

/// A response with this among its extensions is never sent: its connection is cut instead, as by
/// a network that fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the connection is cut")]
pub struct Cut;

/// How long a connection may be silent before a request's headers are complete.
#[derive(Debug, Clone, Copy)]
pub enum Patience {
    /// For strangers.
    For(Duration),
    /// For our own SDK clients, whose pooled connections must not close under a request.
    Endless,
}

impl Patience {
    /// Waits for what a stranger is to do, as long as this allows.
    async fn with<T>(self, awaited: impl Future<Output = io::Result<T>>) -> io::Result<T> {
        match self {
            Self::For(duration) => tokio::time::timeout(duration, awaited).await?,
            Self::Endless => awaited.await,
        }
    }
}

/// Notifies everything that runs when to stop: once, by dropping or by sending `true`.
pub type Stop = watch::Receiver<bool>;

/// Resolves when it is time to stop.
pub async fn stopped(mut stop: Stop) {
    // The sender being gone means the same as its word.
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
        /// What the operating system says.
        source: io::Error,
    },
}

/// Listens on loopback. Port 0 takes any that is free.
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

/// Serves until `stop`, then lets requests under way finish. With `tls`, the port also speaks it
/// to callers that begin with it.
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
                    // Out of file handles, most likely: some come back as connections end.
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

/// How a connection began.
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
