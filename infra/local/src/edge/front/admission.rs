//! Size limits of requests at the front.

use axum::extract::Request;

use crate::edge::gateway::refusal::Refusal;

/// The longest address of a request, in bytes (CloudFront's own limit).
const LONGEST_ADDRESS: usize = 8_192;

/// The most bytes of request line and headers together (the HTTP API's own limit).
const LARGEST_HEADERS: usize = 10_240;

/// Whether a request's line and headers are small enough to be forwarded.
pub fn admit(request: &Request) -> Result<(), Refusal> {
    let address = request.uri().path_and_query().map_or(0, |address| address.as_str().len());
    if address > LONGEST_ADDRESS {
        return Err(Refusal::AddressTooLong);
    }
    let headers = request
        .headers()
        .iter()
        .map(|(name, value)| name.as_str().len() + value.len())
        .sum::<usize>();
    if address + headers > LARGEST_HEADERS { Err(Refusal::HeadersTooLarge) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;

    #[test]
    fn too_large_requests_are_not_admitted() {
        let request = |path: usize, header: usize| {
            let builder =
                Request::get(format!("/{}", "a".repeat(path))).header("x-long", "b".repeat(header));
            builder.body(Body::empty()).unwrap()
        };
        assert!(admit(&request(100, 100)).is_ok());
        assert!(matches!(admit(&request(9_000, 0)), Err(Refusal::AddressTooLong)));
        assert!(matches!(admit(&request(0, 11_000)), Err(Refusal::HeadersTooLarge)));
    }
}
