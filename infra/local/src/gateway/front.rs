//! CloudFront's part: it alone knows the origin secret, says who the viewer is, and lets
//! nobody else say either.

use std::net::IpAddr;

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

use super::refusal::Refusal;

/// The address from which the front speaks to the API: an edge of it, and no viewer's.
pub const EDGE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 1));

/// Every header of ours begins so. None is believed that a viewer sent.
const OURS: &str = "x-vestibule-";

/// The most that a request's address may take, in bytes (CloudFront's own bound).
const LONGEST_ADDRESS: usize = 8_192;

/// The most that line and headers may take together, in bytes (the HTTP API's own bound).
const LARGEST_HEADERS: usize = 10_240;

/// The front, with the secret that it adds.
pub struct Front {
    origin_secret: HeaderValue,
}

impl Front {
    /// A front that adds this secret, which is made of visible ASCII.
    pub fn new(origin_secret: &str) -> Self {
        let mut origin_secret =
            HeaderValue::from_str(origin_secret).unwrap_or_else(|_| HeaderValue::from_static(""));
        origin_secret.set_sensitive(true);
        Self { origin_secret }
    }

    /// Whether a request's line and headers are small enough to be passed on.
    pub fn admit(&self, request: &Request) -> Result<(), Refusal> {
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

    /// Takes away what a viewer may not say and adds what the front says.
    pub fn vouch_for(&self, viewer: IpAddr, headers: &mut HeaderMap) {
        let forged: Vec<HeaderName> =
            headers.keys().filter(|name| name.as_str().starts_with(OURS)).cloned().collect();
        for name in forged {
            headers.remove(name);
        }
        headers.insert(
            HeaderName::from_static("x-vestibule-origin-secret"),
            self.origin_secret.clone(),
        );
        let viewer = viewer.to_string();
        if let Ok(viewer) = HeaderValue::from_str(&viewer) {
            headers.insert(HeaderName::from_static("x-vestibule-viewer"), viewer);
        }
        // CloudFront adds the viewer after whatever the viewer claims.
        let claimed = headers.get("x-forwarded-for").and_then(|claimed| claimed.to_str().ok());
        let forwarded =
            claimed.map_or_else(|| viewer.clone(), |claimed| format!("{claimed}, {viewer}"));
        if let Ok(forwarded) = HeaderValue::from_str(&forwarded) {
            headers.insert(HeaderName::from_static("x-forwarded-for"), forwarded);
        }
        headers.remove(header::HOST);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;

    #[test]
    fn nobody_but_the_front_says_who_the_viewer_is() {
        let mut headers = HeaderMap::new();
        for forged in ["X-Vestibule-Viewer", "x-vestibule-origin-secret", "x-vestibule-anything"] {
            headers
                .append(forged.parse::<HeaderName>().unwrap(), HeaderValue::from_static("forged"));
        }
        headers.insert("x-forwarded-for", HeaderValue::from_static("203.0.113.9"));
        Front::new("secret").vouch_for(IpAddr::from([127, 0, 0, 1]), &mut headers);
        assert!(!headers.values().any(|value| value == "forged"));
        assert_eq!(headers["x-vestibule-viewer"], "127.0.0.1");
        assert_eq!(headers["x-vestibule-origin-secret"], "secret");
        assert_eq!(headers["x-forwarded-for"], "203.0.113.9, 127.0.0.1");
    }

    #[test]
    fn what_is_too_large_is_not_admitted() {
        let front = Front::new("secret");
        let request = |path: usize, header: usize| {
            let builder =
                Request::get(format!("/{}", "a".repeat(path))).header("x-long", "b".repeat(header));
            builder.body(Body::empty()).unwrap()
        };
        assert!(front.admit(&request(100, 100)).is_ok());
        assert!(matches!(front.admit(&request(9_000, 0)), Err(Refusal::AddressTooLong)));
        assert!(matches!(front.admit(&request(0, 11_000)), Err(Refusal::HeadersTooLarge)));
    }
}
