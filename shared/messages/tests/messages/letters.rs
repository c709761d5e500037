//! The e-mails: what they say, and that nothing in them is left open or loaded from elsewhere.

use crate::*;

#[test]
fn every_email_reads_like_this() {
    for (name, content, mail) in every_email() {
        insta::assert_snapshot!(name.replace(' ', "-"), page(&content, &mail));
    }
}

#[test]
fn a_firm_without_a_phone_asks_for_a_reply() {
    for language in Language::ALL {
        for (name, content, _) in emails_in(language, &brand()) {
            let mail = email_in(language, &content, &brand_without_phone());
            assert!(
                !mail.text.contains("call us") && !mail.text.contains("rufen Sie uns"),
                "{name}: nobody can call"
            );
            if name.starts_with("invitation by")
                || matches!(name.as_str(), "password changed" | "email changed" | "access ended")
            {
                let name = format!("{} {name} without phone", language.tag());
                insta::assert_snapshot!(name.replace(' ', "-"), page(&content, &mail));
            }
        }
    }
}

#[test]
fn the_whole_html_looks_like_this() {
    let with_link = email(&invitation(PinRoute::WITH_INVITATION), &brand());
    insta::assert_snapshot!("whole-html-invitation", with_link.html);
    let without_link = email(
        &Content::PasswordChanged(PasswordChanged { client_name: CLIENT.to_owned() }),
        &brand(),
    );
    insta::assert_snapshot!("whole-html-password-changed", without_link.html);
    let dressed = email_in(Language::De, &invitation(PinRoute::WITH_INVITATION), &dressed_brand());
    insta::assert_snapshot!("whole-html-dressed-invitation", dressed.html);
}

#[test]
fn every_placeholder_is_filled() {
    for (name, _, mail) in every_email() {
        for body in [&mail.subject, &mail.html, &mail.text] {
            for open in ["{{", "}}", "{%", "%}", "{#", "\u{1A}", "None", "none,", "undefined"] {
                let body =
                    body.replace("display:none", "").replace("-none", "").replace(":none", "");
                assert!(!body.contains(open), "{name}: {open:?} is left");
            }
        }
    }
}

#[test]
fn nothing_is_loaded_from_elsewhere() {
    let logo = format!("<img src=\"{ORIGIN}{LOGO_PATH}\"");
    let privacy = format!("<a href=\"{}\"", PRIVACY_LINK.replace('&', "&amp;"));
    for brand in [brand(), dressed_brand()] {
        for (name, _, mail) in every_email_of(&brand) {
            // The logo is ours; the privacy link is followed by people and loaded by nothing.
            let html = mail.html.replace(&logo, "").replace(&privacy, "");
            for loads in
                ["<img", "<link", "<script", "<iframe", "@import", "url(", " src=", "background="]
            {
                assert!(!html.contains(loads), "{name}: {loads}");
            }
            for (at, _) in html.match_indices("://") {
                let address = &html[at - 5..];
                assert!(
                    address.starts_with(ORIGIN) || address.contains("http://www.w3.org/1999/xhtml"),
                    "{name}: {}",
                    &address[..60]
                );
            }
        }
    }
}

#[test]
fn the_link_is_in_both_bodies_and_is_the_only_one() {
    for (name, content, mail) in every_email() {
        let link = match &content {
            Content::Invitation(_) | Content::Reminder(_) | Content::Recovery(_) => {
                Some(format!("{ORIGIN}/i#{TOKEN}"))
            }
            Content::StaffSetUp(_) => Some(format!("{ORIGIN}/console/set-up#{TOKEN}")),
            Content::StaffRecovery(_) => Some(format!("{ORIGIN}/console/recover#{TOKEN}")),
            Content::StaffNotification(_) => Some(format!("{ORIGIN}{CLIENT_PATH}")),
            Content::PasswordChanged(_)
            | Content::EmailChanged(_)
            | Content::AccessEnded(_)
            | Content::MobileChanged(_)
            | Content::StaffPasswordChanged(_)
            | Content::Pin(_) => None,
        };
        let Some(link) = link else {
            assert!(!mail.html.contains("href") && !mail.text.contains("://"), "{name}");
            continue;
        };
        let hrefs: Vec<_> =
            mail.html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert_eq!(hrefs, [link.as_str(); 2], "{name}: the button, and the address below it");
        assert!(mail.html.contains(&format!(">{link}</a>")), "{name}");
        assert!(mail.text.lines().any(|line| line == link), "{name}");
        assert_eq!(mail.text.matches("://").count(), 1, "{name}");
    }
}

#[test]
fn no_email_holds_a_pin() {
    for (name, _, mail) in every_email() {
        for body in [readable(&mail.html), mail.text.clone(), mail.subject.clone()] {
            let body = body.replace(CLIENT_PATH, "");
            let digits = body.split(|c: char| !c.is_ascii_digit()).map(str::len).max();
            assert!(digits < Some(6), "{name}: six digits in a row");
        }
    }
}

#[test]
fn a_subject_names_the_firm_is_calm_and_holds_no_secret() {
    for (name, _, mail) in every_email() {
        assert!(mail.subject.contains(&brand().firm_name), "{name}");
        assert!(
            !mail.subject.contains('!') && !mail.subject.to_lowercase().contains("urgent"),
            "{name}"
        );
        assert!(!mail.subject.contains(TOKEN) && !mail.subject.contains("://"), "{name}");
        assert!(
            mail.subject.chars().count() <= 78,
            "{name}: {} is cut in a list of mails",
            mail.subject
        );
        assert_eq!(mail.from_name, brand().firm_name);
        assert_eq!(mail.reply_to, brand().reply_to);
    }
}

#[test]
fn both_bodies_say_the_same() {
    for (name, _, mail) in every_email() {
        let html = words(&readable(&mail.html));
        // In the text the button's label is followed by a colon, and its help is not needed.
        let text = mail.text.as_str();
        for line in
            text.lines().filter(|line| !line.is_empty() && *line != "-- " && !line.ends_with(':'))
        {
            let line =
                line.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches(". ");
            assert!(html.contains(&words(line)), "{name}: only the text says {line:?}");
        }
    }
}

#[test]
fn every_try_gives_the_same_bytes() {
    for brand in [brand(), dressed_brand()] {
        let again = every_email_of(&brand);
        for ((name, _, first), (_, _, second)) in every_email_of(&brand).iter().zip(&again) {
            assert!(first.subject == second.subject, "{name}");
            assert!(first.html == second.html && first.text == second.text, "{name}");
        }
    }
}

#[test]
fn an_adviser_recovery_says_that_the_old_password_is_refused() {
    let by_client = email(&recovery(StartedBy::Client), &brand());
    let by_adviser = email(&recovery(StartedBy::Staff), &brand());
    assert!(by_client.text.contains("your old password still works"));
    assert!(by_adviser.text.contains("Your old password no longer works"));
}

#[test]
fn what_lay_unread_says_with_whom_and_to_whom_it_comes() {
    for language in Language::ALL {
        for what in NOTICES {
            let own = email_in(language, &notice(what), &brand());
            let unread = email_in(language, &unread_notice(what), &brand());
            let tag = language.tag();
            let (_, footer) = own.text.split_once("-- ").unwrap();
            assert!(footer.contains(CLIENT), "{tag} {what:?}: whom they look after");
            assert!(!own.text.contains(COLLEAGUE), "{tag} {what:?}");

            assert!(unread.subject.ends_with(&own.subject), "{tag} {what:?}: the same, and more");
            assert!(unread.subject.len() > own.subject.len(), "{tag} {what:?}: it says so");
            assert!(unread.subject.chars().count() <= 78, "{tag} {what:?}: {}", unread.subject);
            let (body, footer) = unread.text.split_once("-- ").unwrap();
            let first = body.split("\n\n").nth(2).unwrap();
            assert!(first.contains(ADVISER) && first.contains(CLIENT), "{tag} {what:?}: {first}");
            assert!(footer.contains(ADVISER), "{tag} {what:?}: {footer}");
            assert!(body.contains(COLLEAGUE), "{tag} {what:?}: it greets whom it goes to");
        }
    }
}

#[test]
fn a_reminder_carries_the_link_of_the_invitation() {
    for language in Language::ALL {
        for pin in [PinRoute::WITH_INVITATION, PinRoute::HasPassword] {
            let href = |content| {
                let mail = email_in(language, &content, &brand());
                mail.text.lines().find(|line| line.contains("://")).map(str::to_owned).unwrap()
            };
            assert_eq!(href(reminder(pin)), href(invitation(pin)));
        }
    }
}

/// A mail as a reviewer reads it.
pub fn page(content: &Content, mail: &Email) -> String {
    format!(
        "template: {} version {}\nFrom: {}\nReply-To: {}\nSubject: {}\n\n=== text\n{}\n\n=== \
            html, without its looks\n{}",
        content.template_name(),
        content.version(),
        mail.from_name,
        mail.reply_to,
        mail.subject,
        mail.text,
        readable(&mail.html),
    )
}

/// The body of a mail without style and tables: the elements that carry meaning, one a line.
pub fn readable(html: &str) -> String {
    let body = &html[html.find("<body").unwrap()..];
    let mut out = String::new();
    for piece in body.split('<') {
        let (tag, text) = piece.split_once('>').unwrap_or(("", piece));
        let name = tag.split([' ', '/']).find(|part| !part.is_empty()).unwrap_or("");
        if matches!(name, "h1" | "h2" | "p" | "ol" | "li" | "a" | "img") {
            match tag.split_once("href=\"").and_then(|(_, rest)| rest.split('"').next()) {
                Some(href) => out.push_str(&format!("<a href=\"{href}\">")),
                None if name == "img" => {
                    let (shown, _) = tag.split_once(" height").unwrap();
                    out.push_str(&format!("<{shown}>\n"));
                }
                None => out
                    .push_str(&format!("<{}{name}>", if tag.starts_with('/') { "/" } else { "" })),
            }
        }
        // What follows an Outlook comment is layout as well.
        if !tag.starts_with('!') && !text.trim().is_empty() {
            out.push_str(text.trim());
        }
        if matches!(tag, "/h1" | "/h2" | "/p" | "/li" | "/a" | "/ol" | "ol" | "/div")
            && !out.ends_with('\n')
        {
            out.push('\n');
        }
    }
    out
}

/// The words alone, so that two spellings of the same sentence compare equal.
pub fn words(text: &str) -> String {
    let mut bare = String::new();
    let mut in_tag = false;
    for c in text.chars() {
        match c {
            '<' => in_tag = true,
            '>' => in_tag = false,
            c if !in_tag => bare.push(c),
            _ => {}
        }
    }
    let bare = bare.replace("&amp;", "&").replace("&#x27;", "'").replace("&#x2f;", "/");
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}
