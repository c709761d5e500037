//! CloudFront's compression: text that is neither tiny nor huge, for browsers that can unpack it;
//! with brotli where possible.

use std::io::Write;

use axum::http::{HeaderMap, HeaderValue, header};

use super::objects::ObjectRule;

/// The sizes that CloudFront compresses, in bytes.
const SIZES: std::ops::RangeInclusive<usize> = 1_000..=10_000_000;

/// A compression format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// `br`.
    Brotli,
    /// `gzip`.
    Gzip,
}

/// The encoding of an answer's content, if it is compressed.
pub fn chosen(
    compress: bool,
    asked: &HeaderMap,
    served: &ObjectRule,
    content: &[u8],
) -> Option<Encoding> {
    let is_text = served.content_type.starts_with("text/")
        || ["image/svg+xml", "application/manifest+json"].contains(&served.content_type.as_str());
    let is_part = asked.contains_key(header::RANGE);
    if !compress || !is_text || is_part || !SIZES.contains(&content.len()) {
        return None;
    }
    let accepted = asked.get_all(header::ACCEPT_ENCODING).iter();
    let accepted: Vec<&str> = accepted.filter_map(|value| value.to_str().ok()).collect();
    [Encoding::Brotli, Encoding::Gzip]
        .into_iter()
        .find(|encoding| accepted.iter().any(|list| takes(list, encoding.name())))
}

/// Whether a list such as `gzip, br;q=0.5` has the encoding, with a weight above 0.
fn takes(list: &str, encoding: &str) -> bool {
    list.split(',').any(|entry| {
        let (name, weight) = entry.split_once(';').unwrap_or((entry, ""));
        let weight = weight.trim().strip_prefix("q=").and_then(|weight| weight.parse::<f32>().ok());
        name.trim().eq_ignore_ascii_case(encoding) && weight.is_none_or(|weight| weight > 0.0)
    })
}

impl Encoding {
    const fn name(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
        }
    }

    /// Sets the headers that describe the encoding.
    pub fn describe(self, headers: &mut HeaderMap) {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(self.name()));
        headers.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
        headers.remove(header::ACCEPT_RANGES);
        // The content is the same, but its bytes differ.
        let weak = headers.get(header::ETAG).and_then(|tag| tag.to_str().ok());
        if let Some(Ok(weak)) = weak.map(|tag| HeaderValue::from_str(&format!("W/{tag}"))) {
            headers.insert(header::ETAG, weak);
        }
    }

    /// The content, compressed.
    pub fn compress(self, content: &[u8]) -> Vec<u8> {
        let packed = match self {
            Self::Brotli => {
                // Quality and window that most servers use for compression on the fly.
                let mut packed = brotli::CompressorWriter::new(Vec::new(), 4_096, 5, 22);
                packed.write_all(content).map(|()| packed.into_inner())
            }
            Self::Gzip => {
                let mut packed =
                    flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
                packed.write_all(content).and_then(|()| packed.finish())
            }
        };
        packed.expect("writing to a Vec cannot fail")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_encoding_is_accepted_with_any_weight_but_zero() {
        for (list, expected) in [
            ("br", true),
            ("gzip, deflate, BR", true),
            ("gzip;q=1.0, br;q=0.5", true),
            ("br;q=0", false),
            ("gzip, brx", false),
            ("*", false),
            ("", false),
        ] {
            assert_eq!(takes(list, "br"), expected, "{list}");
        }
    }
}
