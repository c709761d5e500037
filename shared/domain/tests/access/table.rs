//! The whole table, state × command → state, events, messages, answer, one snapshot a state.

use super::states::{ROWS, Stage, State, method};
use super::world::{Address, DEAL, FORM, Number, OTHER_DEAL, PAGE, PORTAL, World, email, mobile};
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeSet;
use std::fmt::Debug;
use std::path::Path;
use vestibule_domain::access::{Attention, Help, PinSight};
use vestibule_domain::kernel::GrantId;
use vestibule_domain::values::Email;

#[test]
fn every_command_in_every_state_does_what_the_table_says() {
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        for state in State::ALL {
            insta::assert_snapshot!(file_name(*state), page(*state));
        }
    });
}

#[test]
fn the_table_has_no_hole() {
    let stage = State::Active.build();
    let rows: BTreeSet<_> = ROWS.iter().map(|(_, row)| method(row(&stage)).to_owned()).collect();
    assert_eq!(
        rows,
        commands_of_access(),
        "a row for every public command of Access, and none for another"
    );
    for (name, row) in ROWS {
        assert_eq!(name.split(':').next(), Some(method(row(&stage))));
    }
    for state in State::ALL {
        let page = page(*state);
        for (name, _) in ROWS {
            assert_eq!(page.lines().filter(|line| line == name).count(), 1, "{name} in {state:?}");
        }
    }
    let snapshots = std::fs::read_dir(here().join("snapshots")).expect("the snapshots");
    let kept: BTreeSet<_> = snapshots
        .map(|file| file.expect("a file").file_name().into_string().expect("a name"))
        .collect();
    let wanted: BTreeSet<_> =
        State::ALL.iter().map(|state| format!("{}.snap", file_name(*state))).collect();
    assert_eq!(kept, wanted, "a snapshot for every state, and none of a former one");
}

/// Every public method that changes an access, read from the source: a new one cannot be forgotten.
fn commands_of_access() -> BTreeSet<String> {
    let files = std::fs::read_dir(here().join("../../src/access")).expect("the source");
    let paths = files.map(|file| file.expect("a file").path()).filter(|path| path.is_file());
    let sources = paths.map(|path| std::fs::read_to_string(path).expect("its text"));
    let methods = |source: String| {
        let flat = source.split_whitespace().collect::<Vec<_>>().join(" ");
        let methods = flat.split("pub fn ").skip(1).filter_map(|rest| {
            let (name, arguments) = rest.split_once('(')?;
            arguments.trim_start().starts_with("&mut self").then(|| name.to_owned())
        });
        methods.collect::<Vec<_>>()
    };
    sources.flat_map(methods).collect()
}

fn here() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/access"))
}

fn file_name(state: State) -> String {
    let mut name = String::new();
    for letter in format!("{state:?}").chars() {
        if letter.is_uppercase() && !name.is_empty() {
            name.push('_');
        }
        name.extend(letter.to_lowercase());
    }
    name
}

fn page(state: State) -> String {
    let stage = state.build();
    let mut page = format!("# {}\n", state.text());
    for (field, value) in fields(&stage.world) {
        page += &format!("    {field}: {value}\n");
    }
    page += &format!("    tried on: {}, {}\n", name_of_link(&stage), name_of_grant(stage.grant));
    for (name, row) in ROWS {
        let mut world = stage.world.clone();
        let outcome = world.run(row(&stage));
        page += &format!("\n{name}\n");
        for (field, now) in fields(&world) {
            let before = fields(&stage.world)
                .into_iter()
                .find(|(name, _)| *name == field)
                .map_or_else(|| "-".to_owned(), |(_, value)| value);
            if before != now {
                page += &format!("    {field}: {before} → {now}\n");
            }
        }
        let short = |thing: &dyn Debug| shorten(&format!("{thing:?}"), &world);
        for event in &outcome.events {
            page += &format!("    event: {}\n", short(event));
        }
        for message in &outcome.messages {
            page += &format!("    send: {}\n", short(message));
        }
        page += &match &outcome.answer {
            Ok(answer) => format!("    granted: {}\n", short(answer)),
            Err(refusal) => format!("    refused: {}\n", short(refusal)),
        };
    }
    page
}

/// All that a reader of the table may care about, in words.
fn fields(world: &World) -> Vec<(String, String)> {
    let access = &world.access;
    let or_none = |text: Option<String>| text.unwrap_or_else(|| "none".to_owned());
    let pin = match access.pin_sight(world.now) {
        PinSight::None => format!("none ({} was the last)", letter(world.generation())),
        sight @ (PinSight::Unsent | PinSight::Live | PinSight::Expired) => {
            format!("{} {sight:?}", letter(world.generation()))
        }
    };
    let numbers =
        [1, 2].map(Number).into_iter().find(|number| access.mobile() == Some(&mobile(*number)));
    let login = access.login().map(|login| {
        let expiry = login.expires_at.map(|at| format!(", expires {}", relative(at, world.now)));
        format!("{}{}", letter_of(&login.email), expiry.unwrap_or_default())
    });
    let mut fields = vec![
        (
            "standing".to_owned(),
            format!("{:?}, level {:?}", access.standing(), access.security_level()),
        ),
        ("PIN".to_owned(), pin),
        (
            "blocked".to_owned(),
            or_none(access.blocked().map(|blocked| shorten(&format!("{blocked:?}"), world))),
        ),
        (
            "password".to_owned(),
            format!("{:?}", access.admission(world.now))
                .replace("Welcome { epoch", "signs in { epoch"),
        ),
        ("epoch".to_owned(), access.epoch().to_string()),
        ("mobile".to_owned(), or_none(numbers.map(|number| format!("number {}", number.0)))),
        ("login".to_owned(), or_none(login)),
        (
            "grants".to_owned(),
            access
                .grants()
                .iter()
                .map(|grant| name_of_grant(*grant))
                .collect::<Vec<_>>()
                .join(", "),
        ),
        ("help".to_owned(), help(world)),
        ("due".to_owned(), or_none(access.next_due().map(|at| relative(at, world.now)))),
    ];
    let kept = [
        ("given up", given_up(world)),
        ("former e-mail", access.former_email().map(letter_of)),
        ("archived", access.archived_at().map(|at| relative(at, world.now))),
    ];
    let kept = kept.into_iter().map(|(field, value)| (field.to_owned(), or_none(value)));
    fields.extend(kept);
    for (place, link) in access.links().iter().enumerate() {
        let (next, on_page) = (world.next(link.id), world.next_for(link.id, Some(PAGE)));
        let on_page =
            if on_page == next { String::new() } else { format!(", on page a {on_page:?}") };
        let text = format!(
            "{:?} to {}, leads to {next:?}{on_page}",
            link.purpose,
            name_of_grant(link.grant)
        );
        fields.push((format!("link-{}", place + 1), text));
    }
    fields
}

fn help(world: &World) -> String {
    let since = |at| relative(at, world.now);
    let help = match world.access.help() {
        Help::None => "none".to_owned(),
        Help::Stuck { since: at, notice } => format!("stuck, {notice:?} since {}", since(at)),
        Help::Blocked { since: at } => format!("blocked since {}", since(at)),
    };
    let attention = world.access.attention().map(|attention| {
        let Attention { notice, since: at, seen } = attention;
        format!("; {notice:?} of {} {seen:?}", since(*at))
    });
    help + &attention.unwrap_or_default()
}

fn given_up(world: &World) -> Option<String> {
    let all = world.access.given_up().iter().map(|given_up| {
        let address = match &given_up.address {
            vestibule_domain::access::Address::Email(email) => letter_of(email),
            vestibule_domain::access::Address::Mobile(_) => "the mobile".to_owned(),
        };
        format!("{address}: {:?}", given_up.why)
    });
    let all = all.collect::<Vec<_>>();
    (!all.is_empty()).then(|| all.join(", "))
}

fn letter_of(known: &Email) -> String {
    let letter = ['a', 'b'].into_iter().find(|letter| *known == email(Address(*letter)));
    letter.unwrap_or('?').to_string()
}

fn letter(generation: u32) -> String {
    // 1 is the one without a letter on the page; here it is A.
    char::from_u32(u32::from('A') + generation - 1).expect("few generations").to_string()
}

fn name_of_grant(grant: GrantId) -> String {
    let named = [(PORTAL, "portal"), (FORM, "form"), (DEAL, "deal"), (OTHER_DEAL, "other deal")];
    named.into_iter().find(|(id, _)| *id == grant).map_or("?", |(_, name)| name).to_owned()
}

fn name_of_link(stage: &Stage) -> String {
    let place = stage.world.access.links().iter().position(|link| link.id == stage.link);
    place.map_or_else(|| "an unknown link".to_owned(), |place| format!("link-{}", place + 1))
}

/// Short names for identifiers, letters for generations, times counted from now.
fn shorten(text: &str, world: &World) -> String {
    let mut text = text.to_owned();
    for (place, link) in world.access.links().iter().enumerate() {
        text = text.replace(&format!("{:?}", link.id), &format!("link-{}", place + 1));
    }
    for grant in [PORTAL, FORM, DEAL, OTHER_DEAL] {
        text =
            text.replace(&format!("grant: {grant:?}"), &format!("grant: {}", name_of_grant(grant)));
    }
    for generation in 1..=9 {
        text = text.replace(&format!("Generation({generation})"), &letter(generation));
    }
    let mut place = 0;
    while let Some(stamp) = text.get(place..).and_then(|rest| rest.get(..20)) {
        if let Ok(at) = stamp.parse::<Timestamp>() {
            text.replace_range(place..place + 20, &relative(at, world.now));
        }
        place += text[place..].chars().next().map_or(1, char::len_utf8);
    }
    text
}

fn relative(at: Timestamp, now: Timestamp) -> String {
    let apart = at.duration_since(now);
    let (sign, apart) = if apart.is_negative() { ("-", -apart) } else { ("+", apart) };
    let (days, hours, minutes) =
        (apart.as_hours() / 24, apart.as_hours() % 24, apart.as_mins() % 60);
    let parts = [(days, "d"), (hours, "h"), (minutes, "m"), (apart.as_secs() % 60, "s")];
    let text: String = parts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, unit)| format!("{count}{unit}"))
        .collect();
    if apart == SignedDuration::ZERO { "now".to_owned() } else { format!("now{sign}{text}") }
}
