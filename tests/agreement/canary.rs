//! Sends known secrets through everything, then searches for them where they must not be.

use base64::Engine;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD};
use serde_json::json;
use vestibule_tests::{Client, Firm, NewClient, OTHER_PASSWORD, PASSWORD, Runner};

/// Names that occur nowhere else.
const NAMES: [&str; 3] = ["Quillon Vasterholm", "Zephrine Okonjo-Blau", "Bartolomej Xandrides"];

/// What was sent, by kind.
#[derive(Default)]
struct Secrets {
    /// Long enough to search for: passwords, tokens, cookies, page secrets.
    keys: Vec<(String, String)>,
    /// Personal data: in the table, never in a log.
    personal: Vec<(String, String)>,
    /// One for each client.
    pins: Vec<String>,
    /// The texts as they were sent.
    texts: Vec<String>,
}

impl Secrets {
    fn key(&mut self, what: &str, value: impl Into<String>) {
        self.keys.push((what.to_owned(), value.into()));
    }

    fn person(&mut self, what: &str, value: impl Into<String>) {
        self.personal.push((what.to_owned(), value.into()));
    }
}

/// The encodings in which a text may contain a secret.
fn forms(secret: &str) -> Vec<String> {
    let percent: String = secret
        .bytes()
        .map(|byte| {
            if byte.is_ascii_alphanumeric() {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect();
    let hex: String = secret.bytes().map(|byte| format!("{byte:02x}")).collect();
    let bytes: Vec<String> = secret.bytes().map(|byte| byte.to_string()).collect();
    let mut forms = vec![
        secret.to_owned(),
        percent.to_lowercase(),
        secret.replace(' ', "+"),
        percent,
        hex,
        bytes.join(", "),
    ];
    // Base64 of a text that contains the secret at any of three offsets: its complete groups.
    for before in 0..3 {
        let padded = format!("{}{secret}", "x".repeat(before));
        for encoded in [BASE64_STANDARD.encode(&padded), BASE64_URL_SAFE_NO_PAD.encode(&padded)] {
            let whole = encoded.trim_end_matches('=');
            let from = if before == 0 { 0 } else { 4 };
            forms.push(whole[from..whole.len() - 2].to_owned());
        }
    }
    forms.sort();
    forms.dedup();
    forms
}

/// A client's whole journey, with everything that can go wrong.
async fn plays(runner: &Runner, firm: &Firm, name: &str, secrets: &mut Secrets) -> Client {
    let tag = &uuid::Uuid::new_v4().simple().to_string()[..10];
    let email = format!("canary.{tag}@mail.example");
    let digits: String = tag.bytes().map(|byte| char::from(b'0' + byte % 10)).collect();
    let national = format!("07400{}", &digits[..6]);
    let new = NewClient::named(name).email(&email).mobile(&national);
    let nora = firm.admin.adds(new).await;
    let mobile = nora.mobile.clone().expect("a mobile");
    let _ = firm.admin.invites(&nora).await.is(200);
    let page = nora.follows_link(1).await;
    let _ = page.opens().await.is(200);
    let _ = page.types_mobile("07911 123459").await.is(200);
    let _ = page.types_mobile(&national).await.is(200);
    let text = nora.newest_text(1).await;
    let pin = text.pin();
    assert_eq!(firm.admin.reveals_pin(&nora).await, pin);
    let _ = page
        .types_pin(&format!("{:06}", (pin.parse::<u32>().expect("digits") + 1) % 1_000_000))
        .await
        .is(401);
    let _ = page.types_pin(&format!("{pin} ")).await.is(400);
    let _ = page
        .visitor
        .post(
            "/api/client/verify-pin",
            &json!({ "link": page.link, "pin": [pin], "secret": page.secret }),
        )
        .await
        .is(400);
    let _ = page.types_pin(&pin).await.is(200);
    let _ = page.chooses_password(&format!("{name} {name}")).await.is(422);
    let password = format!("{PASSWORD} {tag}");
    let _ = page.chooses_password(&password).await.is(200);
    let browser = runner.visitor();
    let _ = nora.signs_in(&browser, OTHER_PASSWORD).await.is(401);
    let _ = nora.signs_in(&browser, &password).await.is(200);
    let cookie = browser.cookie("__Host-vestibule-client").expect("a cookie");
    let _ = browser.get(&format!("/api/client/session?link={}&pin={pin}", page.link)).await.is(200);
    let _ = browser.get(&format!("/api/{pin}/{}", page.link)).await.is(404);
    let in_url = format!("{email} {password}").replace(' ', "%20");
    let _ = browser
        .post(
            &format!("/api/client/sign-in?{in_url}"),
            &json!({ "email": email, "password": [password] }),
        )
        .await
        .is(400);
    secrets.key("password", &password);
    secrets.key("wrong password", OTHER_PASSWORD);
    secrets.key("link", &page.link);
    secrets.key("page secret", &page.secret);
    secrets.key("cookie", cookie);
    secrets.person("e-mail", &email);
    secrets.person("mobile", &mobile);
    secrets.person("mobile as typed", &national);
    secrets.person("wrong mobile", "+447911123459");
    secrets.person("name", name);
    secrets.pins.push(pin);
    secrets.texts.push(text.text);
    nora
}

async fn plays_all(runner: &Runner) -> Secrets {
    let mut secrets = Secrets::default();
    let firm = runner.firm().await;
    for name in NAMES {
        let client = plays(runner, &firm, name, &mut secrets).await;
        if name == NAMES[2] {
            let _ = firm.admin.revokes(&client).await.is(200);
        }
    }
    secrets.key("staff password", PASSWORD);
    secrets.key(
        "staff cookie",
        firm.admin.visitor.cookie("__Host-vestibule-staff").expect("a cookie"),
    );
    secrets.person("staff e-mail", &firm.admin.email);
    secrets
}

/// The secrets that this text contains.
fn found(secrets: &Secrets, text: &str) -> Vec<String> {
    let all = secrets.keys.iter().chain(&secrets.personal);
    let mut found: Vec<_> = all
        .filter(|(_, secret)| forms(secret).iter().any(|form| text.contains(form)))
        .map(|(what, _)| what.clone())
        .collect();
    // Six digits occur by chance in times and durations, but hardly those of all three.
    if secrets.pins.iter().all(|pin| forms(pin).iter().any(|form| text.contains(form))) {
        found.push("PIN".to_owned());
    }
    found.dedup();
    found
}

#[tokio::test]
async fn no_secret_and_no_personal_data_is_in_logs_or_endpoints() {
    let runner = Runner::own().await;
    let secrets = plays_all(&runner).await;
    let log = runner.log();
    assert!(log.lines().count() > 50, "the log has lines");
    assert_eq!(found(&secrets, &log), Vec::<String>::new());
    let endpoints =
        std::fs::read_to_string(runner.folder().join("endpoints.json")).expect("endpoints.json");
    assert_eq!(found(&secrets, &endpoints), Vec::<String>::new());
    // The search works: it finds everything in the inbox.
    let inbox = std::fs::read_to_string(runner.folder().join("inbox.jsonl")).expect("inbox.jsonl");
    for what in ["link", "e-mail", "name", "PIN"] {
        assert!(found(&secrets, &inbox).iter().any(|found| found == what), "{what}");
    }
}

/// `LogLevel` may be `debug`; what this machine's own database then logs is not on AWS.
#[tokio::test]
async fn the_debug_level_logs_no_secrets_either() {
    let runner = Runner::logging("debug,dynoxide=off,vestibule_local=info").await;
    let secrets = plays_all(&runner).await;
    let log = runner.log();
    assert!(log.contains("\"DEBUG\""), "there are debug lines");
    assert_eq!(found(&secrets, &log), Vec::<String>::new());
}

#[tokio::test]
async fn the_data_holds_no_pin_password_link_or_cookie_in_clear() {
    let runner = Runner::own().await;
    let secrets = plays_all(&runner).await;
    let mut bytes = Vec::new();
    for entry in std::fs::read_dir(runner.folder()).expect("the data folder") {
        let path = entry.expect("an entry").path();
        let name =
            path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if name.starts_with("dynamodb.sqlite") {
            bytes.extend(std::fs::read(&path).expect("a file"));
        }
    }
    let holds = |part: &[u8]| bytes.windows(part.len()).any(|window| window == part);
    // The search finds what may be there, so it would find what may not.
    assert!(holds(NAMES[0].as_bytes()), "the table keeps names");
    assert!(holds(b"$argon2id$"), "and hashes");
    let mut told = Vec::new();
    for (what, secret) in &secrets.keys {
        if holds(secret.as_bytes()) {
            told.push(format!("{what} as text"));
        }
        let Ok(raw) = BASE64_URL_SAFE_NO_PAD.decode(secret) else { continue };
        // After the identifiers: 32 random bytes.
        let random = &raw[raw.len().saturating_sub(32)..];
        let hex: String = random.iter().map(|byte| format!("{byte:02x}")).collect();
        if raw.len() >= 32
            && [
                random,
                BASE64_STANDARD.encode(random).as_bytes(),
                BASE64_URL_SAFE_NO_PAD.encode(random).as_bytes(),
                hex.as_bytes(),
            ]
            .into_iter()
            .any(holds)
        {
            told.push(format!("{what} as bytes"));
        }
    }
    told.extend(
        secrets
            .texts
            .iter()
            .filter(|text| holds(text.as_bytes()))
            .map(|text| format!("the text {text:?}")),
    );
    for pin in &secrets.pins {
        for form in [
            format!("\"{pin}\""),
            format!("PIN {pin}"),
            format!("\\\"{pin}\\\""),
            format!("pin\":{pin}"),
        ] {
            if holds(form.as_bytes()) {
                told.push(format!("a PIN as {form}"));
            }
        }
    }
    assert_eq!(told, Vec::<String>::new());
}
