//! Range requests: a part of a file.

use std::ops::Range;

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// The requested part.
#[derive(Debug, PartialEq, Eq)]
pub enum Part {
    /// All of it: also for several ranges, or for one that cannot be parsed.
    Whole,
    /// These bytes.
    Of(Range<usize>),
    /// Bytes past the end.
    Beyond,
}

/// Returns the requested part of a file of that length. `If-Range` names the content that earlier
/// parts came from; if it differs, the whole file is sent.
pub fn asked(asked: &HeaderMap, file: &HeaderMap, length: usize) -> Part {
    let Some(range) = asked.get(header::RANGE).and_then(|range| range.to_str().ok()) else {
        return Part::Whole;
    };
    match asked.get(header::IF_RANGE) {
        Some(known) if Some(known) != file.get(header::ETAG) => Part::Whole,
        Some(_) | None => part(range, length),
    }
}

fn part(range: &str, length: usize) -> Part {
    let bounds = range.strip_prefix("bytes=").and_then(|bounds| bounds.split_once('-'));
    let Some((first, last)) = bounds else { return Part::Whole };
    let number = |text: &str| text.parse::<usize>().ok();
    let bytes = match (first, last) {
        ("", last) => number(last).map(|count| length.saturating_sub(count)..length),
        (first, "") => number(first).map(|first| first..length),
        (first, last) => match (number(first), number(last)) {
            (Some(first), Some(last)) if first <= last => {
                Some(first..last.saturating_add(1).min(length))
            }
            (_, _) => None,
        },
    };
    match bytes {
        None => Part::Whole,
        Some(bytes) if bytes.start < bytes.end => Part::Of(bytes),
        Some(_) => Part::Beyond,
    }
}

/// Sets the headers that describe the part.
pub fn describe(bytes: &Range<usize>, length: usize, headers: &mut HeaderMap) {
    let range = format!("bytes {}-{}/{length}", bytes.start, bytes.end.saturating_sub(1));
    if let Ok(range) = HeaderValue::from_str(&range) {
        headers.insert(header::CONTENT_RANGE, range);
    }
}

/// Returns the answer to a request for bytes past the end.
pub fn not_satisfiable(length: usize) -> Response {
    let range = [(header::CONTENT_RANGE, format!("bytes */{length}"))];
    (StatusCode::RANGE_NOT_SATISFIABLE, range).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_the_bytes_between_its_bounds() {
        for (range, expected) in [
            ("bytes=0-0", Part::Of(0..1)),
            ("bytes=2-4", Part::Of(2..5)),
            ("bytes=7-99", Part::Of(7..10)),
            ("bytes=7-", Part::Of(7..10)),
            ("bytes=-3", Part::Of(7..10)),
            ("bytes=-99", Part::Of(0..10)),
            ("bytes=10-", Part::Beyond),
            ("bytes=-0", Part::Beyond),
            ("bytes=4-2", Part::Whole),
            ("bytes=0-1,3-4", Part::Whole),
            ("bytes=a-b", Part::Whole),
            ("bytes=-", Part::Whole),
            ("lines=1-2", Part::Whole),
            ("bytes=0-18446744073709551615", Part::Of(0..10)),
            ("bytes=18446744073709551615-", Part::Beyond),
        ] {
            assert_eq!(part(range, 10), expected, "{range}");
        }
        assert_eq!(part("bytes=0-", 0), Part::Beyond);
    }
}
