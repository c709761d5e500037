//! The HTML of the runner's own pages: one column, the newest message on top, each opened in place.
//! No scripts; everything from outside is escaped.

use std::fmt::Write;
use std::sync::Arc;

use jiff::tz::TimeZone;

use super::mail::{escaped, with_links};
use crate::storage::message_store::{Channel, Message};

/// The most messages on one page; a link leads to older ones.
const MOST_ON_A_PAGE: usize = 100;

const STYLE: &str = include_str!("page.css");

/// The page shown while the product's pages are not built: why, and what works all the same.
pub fn front_door(nonce: &str) -> String {
    let body = r#"<h1>Vestibule</h1>
<p>The pages are not built. <code>make web</code> builds them; it needs Node.</p>
<p class="quiet">Everything runs on this machine. Nothing is sent to anybody.</p>
<ul class="doors">
<li><a href="/inbox">Inbox</a> <span class="quiet">every e-mail and text that would have been sent</span></li>
<li><a href="/api/openapi.json">API</a> <span class="quiet">its description, in OpenAPI</span></li>
</ul>"#;
    frame(nonce, "Vestibule", body)
}

/// The inbox: `messages`, newest first, optionally those for one recipient.
pub fn inbox(nonce: &str, messages: &[Arc<Message>], to: Option<&str>) -> String {
    let mut body = head(messages.len(), to);
    if messages.is_empty() {
        let nothing = if to.is_some() {
            "Nothing was sent there."
        } else {
            "Nothing has been sent yet. Reload the page once something has."
        };
        // Writing to a String cannot fail.
        _ = write!(body, r#"<p class="empty">{nothing}</p>"#);
    }
    // A single message was requested by its id, so it is shown open.
    let opened = if messages.len() == 1 { " open" } else { "" };
    body.push_str("<ol>\n");
    for message in messages.iter().take(MOST_ON_A_PAGE) {
        body.push_str(&entry(message, opened));
    }
    body.push_str("</ol>\n");
    if let Some(last) = messages.get(MOST_ON_A_PAGE - 1).filter(|_| messages.len() > MOST_ON_A_PAGE)
    {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("before", &last.id);
        if let Some(to) = to {
            query.append_pair("to", to);
        }
        let query = escaped(&query.finish());
        // Writing to a String cannot fail.
        _ = write!(body, r#"<p class="older"><a href="/inbox?{query}">Older messages</a></p>"#);
    }
    frame(nonce, "Inbox · Vestibule", &body)
}

fn head(count: usize, to: Option<&str>) -> String {
    let shown = escaped(to.unwrap_or_default());
    let number = if count == 1 { "1 message".to_owned() } else { format!("{count} messages") };
    let all = if to.is_some() { r#" · <a href="/inbox">show all</a>"# } else { "" };
    format!(
        r#"<header>
<h1>Inbox</h1>
<form action="/inbox" role="search"><label for="to">For</label>
<input id="to" name="to" type="search" value="{shown}" placeholder="address or number" autocomplete="off" spellcheck="false">
<button>Show</button></form>
</header>
<p class="quiet">{number}{all}</p>
"#
    )
}

fn entry(message: &Message, opened: &str) -> String {
    let (kind, class) = match message.channel {
        Channel::Email => ("E-mail", "email"),
        Channel::Sms => ("Text", "sms"),
    };
    let title = message.subject.as_deref().or(message.text.as_deref()).unwrap_or("(empty)");
    let at = message.at.to_zoned(TimeZone::system());
    format!(
        r#"<li id="{id}"><details{opened}>
<summary><span class="kind {class}">{kind}</span><span class="title">{title}</span><span class="to">{to}</span><time datetime="{exactly}">{shortly}</time></summary>
<div class="opened">
{facts}{content}
</div></details></li>
"#,
        id = escaped(&message.id),
        title = escaped(title),
        to = escaped(&message.to),
        exactly = message.at,
        shortly = at.strftime("%-d %b, %H:%M:%S"),
        facts = facts(message),
        content = content(message),
    )
}

fn facts(message: &Message) -> String {
    let mut list = String::from("<dl>");
    let mut fact = |name: &str, value: Option<&str>| {
        if let Some(value) = value {
            // Writing to a String cannot fail.
            _ = write!(list, "<div><dt>{}</dt><dd>{}</dd></div>", escaped(name), escaped(value));
        }
    };
    fact("To", Some(&message.to));
    fact("From", message.from.as_deref());
    fact("Replies to", message.reply_to.as_deref());
    for (name, value) in &message.headers {
        fact(name, Some(value));
    }
    list.push_str("</dl>\n");
    list
}

fn content(message: &Message) -> String {
    let text = message
        .text
        .as_deref()
        .map(|text| format!(r#"<div class="text">{}</div>"#, with_links(text)));
    let Some(_) = message.html else {
        return text.unwrap_or_default();
    };
    let id = escaped(&message.id);
    // The frame has no origin of its own and runs nothing; links in it open new tabs.
    let frame = format!(
        r#"<iframe src="/inbox/{id}.html" title="The e-mail as it looks" sandbox="allow-popups allow-popups-to-escape-sandbox" loading="lazy"></iframe>"#
    );
    match text {
        Some(text) => format!(
            r#"{frame}<details class="plain"><summary>Plain text part</summary>{text}</details>"#
        ),
        None => frame,
    }
}

fn frame(nonce: &str, title: &str, body: &str) -> String {
    format!(
        r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{title}</title>
<style nonce="{nonce}">{STYLE}</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"#
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn mail() -> Message {
        Message {
            id: "an-id".to_owned(),
            channel: Channel::Email,
            at: jiff::Timestamp::UNIX_EPOCH,
            to: "ann@example.com".to_owned(),
            from: Some("\"<Firm>\" <no-reply@example.com>".to_owned()),
            reply_to: None,
            subject: Some("<img src=x>".to_owned()),
            text: Some("https://example.com/i#x".to_owned()),
            html: Some("<p>Hello".to_owned()),
            headers: BTreeMap::new(),
        }
    }

    #[test]
    fn nothing_in_a_message_is_markup_on_the_page() {
        let page = inbox("n", &[Arc::new(mail())], Some("\"><script>"));
        assert!(!page.contains("<img") && !page.contains("<script") && !page.contains("<Firm"));
        assert!(page.contains(r#"src="/inbox/an-id.html""#));
        assert!(page.contains("1 message"));
    }

    #[test]
    fn older_messages_are_a_link_away() {
        let mail = Arc::new(mail());
        let messages = vec![mail; MOST_ON_A_PAGE + 1];
        let page = inbox("n", &messages, Some("a b@example.com"));
        assert_eq!(page.matches("<li id=").count(), MOST_ON_A_PAGE);
        assert!(page.contains(r#"href="/inbox?before=an-id&amp;to=a+b%40example.com""#));
    }
}
