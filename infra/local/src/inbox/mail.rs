//! Escapes untrusted text for HTML and makes its links clickable; makes an e-mail's own HTML open
//! its links outside its frame.

use std::fmt::Write;

/// Escapes everything that has a meaning in HTML.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

/// Escapes the text, and turns each web address in it into a link to a new tab.
pub fn with_links(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = next_address(rest) {
        let (before, from) = rest.split_at(start);
        let address = &from[..address_length(from)];
        let safe = escaped(address);
        out.push_str(&escaped(before));
        // Writing to a String cannot fail.
        _ = write!(out, r#"<a href="{safe}" target="_blank" rel="noopener noreferrer">{safe}</a>"#);
        rest = &from[address.len()..];
    }
    out.push_str(&escaped(rest));
    out
}

/// An e-mail's HTML part, whose links open in a new tab instead of in its frame.
pub fn with_links_outward(html: &str) -> String {
    const BASE: &str = r#"<base target="_blank">"#;
    let lower = html.to_ascii_lowercase();
    let start = lower.find("<head>").or_else(|| lower.find("<head "));
    let head = start.and_then(|start| lower[start..].find('>').map(|end| start + end + 1));
    match head {
        Some(at) => format!("{}{BASE}{}", &html[..at], &html[at..]),
        None => format!("{BASE}{html}"),
    }
}

fn next_address(text: &str) -> Option<usize> {
    ["https://", "http://"].iter().filter_map(|scheme| text.find(scheme)).min()
}

/// Up to white space or a quote, without the punctuation of the sentence around it.
fn address_length(text: &str) -> usize {
    let end = text
        .find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"'))
        .unwrap_or(text.len());
    text[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'']).len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_shown_as_text() {
        let shown = with_links("<script>\"&'</script> https://x/\"><b>");
        assert!(!shown.contains("<script>") && !shown.contains("<b>"));
        assert!(shown.contains("&lt;script&gt;&quot;&amp;&#39;"));
        assert!(shown.contains(r#"<a href="https://x/" "#));
    }

    #[test]
    fn an_address_is_a_link_without_the_sentences_full_stop() {
        let shown =
            with_links("Go to http://localhost:8080/i#AbC-_. Then (https://y.example/?a=1&b=2).");
        assert!(shown.contains(r#"href="http://localhost:8080/i#AbC-_" "#));
        assert!(shown.contains(r#"href="https://y.example/?a=1&amp;b=2" "#));
        assert!(shown.ends_with("</a>)."));
    }

    #[test]
    fn a_mails_links_open_outside_its_frame() {
        assert_eq!(
            with_links_outward("<HTML><HEAD a=b><p>"),
            r#"<HTML><HEAD a=b><base target="_blank"><p>"#
        );
        assert_eq!(with_links_outward("<header>"), r#"<base target="_blank"><header>"#);
        assert_eq!(with_links_outward("<p>"), r#"<base target="_blank"><p>"#);
    }
}
