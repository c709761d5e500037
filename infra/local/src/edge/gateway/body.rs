//! A request's body, whole and limited in size and time.

use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::Request;
use axum::http::{self, HeaderMap, header};
use http_body_util::BodyExt;

use super::refusal::Refusal;

/// The largest body that is forwarded, in bytes.
pub const LARGEST: usize = 1024 * 1024;

/// How long a body may take to arrive.
const TIME_TO_ARRIVE: Duration = Duration::from_secs(30);

/// How much more of an oversized body is read and discarded, and for how long: a sender that is cut
/// off while sending would never see the reason.
const LARGEST_TO_DRAIN: usize = 16 * 1024 * 1024;
const TIME_TO_DRAIN: Duration = Duration::from_secs(5);

/// The request with its whole body.
pub async fn collect(request: Request) -> Result<http::Request<Bytes>, Refusal> {
    collect_within(TIME_TO_ARRIVE, request).await
}

async fn collect_within(
    patience: Duration,
    request: Request,
) -> Result<http::Request<Bytes>, Refusal> {
    let (parts, mut body) = request.into_parts();
    let gathered = match tokio::time::timeout(patience, gather(&mut body)).await {
        Ok(gathered) => gathered,
        Err(_) => Err(Refusal::BodyTooSlow),
    };
    // A caller that asks before sending has not sent yet, and is refused at once.
    if gathered == Err(Refusal::BodyTooLarge) && !asks_first(&parts.headers) {
        _ = tokio::time::timeout(TIME_TO_DRAIN, drain(&mut body)).await;
    }
    gathered.map(|bytes| http::Request::from_parts(parts, bytes))
}

async fn gather(body: &mut Body) -> Result<Bytes, Refusal> {
    if body.size_hint().lower() > LARGEST as u64 {
        return Err(Refusal::BodyTooLarge);
    }
    let mut gathered = Vec::new();
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| Refusal::BodyBroken)?;
        // Trailers contain nothing that the gateway forwards.
        let Some(data) = frame.data_ref() else { continue };
        if gathered.len() + data.len() > LARGEST {
            return Err(Refusal::BodyTooLarge);
        }
        gathered.extend_from_slice(data);
    }
    Ok(gathered.into())
}

async fn drain(body: &mut Body) {
    let mut drained = 0;
    while let Some(Ok(frame)) = body.frame().await {
        drained += frame.data_ref().map_or(0, Bytes::len);
        if drained > LARGEST_TO_DRAIN {
            return;
        }
    }
}

fn asks_first(headers: &HeaderMap) -> bool {
    headers
        .get(header::EXPECT)
        .is_some_and(|expect| expect.as_bytes().eq_ignore_ascii_case(b"100-continue"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use hyper::body::Frame;
    use std::pin::Pin;
    use std::task::{Context, Poll};

    #[tokio::test]
    async fn the_largest_body_passes_and_one_byte_more_does_not() {
        let request = |size: usize| Request::post("/x").body(Body::from(vec![b'a'; size])).unwrap();
        assert_eq!(collect(request(LARGEST)).await.unwrap().body().len(), LARGEST);
        assert_eq!(collect(request(LARGEST + 1)).await.unwrap_err(), Refusal::BodyTooLarge);
    }

    /// A body that never ends.
    struct Endless;

    impl HttpBody for Endless {
        type Data = Bytes;
        type Error = std::convert::Infallible;

        fn poll_frame(
            self: Pin<&mut Self>,
            _: &mut Context<'_>,
        ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
            Poll::Pending
        }
    }

    #[tokio::test]
    async fn a_body_that_never_ends_times_out() {
        let request = Request::post("/x").body(Body::new(Endless)).unwrap();
        let refusal = collect_within(Duration::from_millis(20), request).await.unwrap_err();
        assert_eq!(refusal, Refusal::BodyTooSlow);
    }
}
