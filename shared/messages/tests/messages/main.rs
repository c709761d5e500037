//! What every message says, and what none may say.

#![expect(clippy::unwrap_used, reason = "in a test, what can't be unwrapped has failed")]

mod brands;
mod guards;
mod languages;
mod letters;
mod preview;
mod stored;
mod texts;

use vestibule_domain::kernel::Language;
use vestibule_domain::messaging::{Notice, PinRoute, StartedBy};
use vestibule_domain::staff::Role;
use vestibule_messages::letters::{
    AccessEnded, EmailChanged, Invitation, MobileChanged, PasswordChanged, Pin, Recovery, Reminder,
    StaffNotification, StaffPasswordChanged, StaffRecovery, StaffSetUp,
};
use vestibule_messages::{
    Brand, Content, Email, RenderFault, Rendered, Secret, SecretKind, Sending, Sms, render,
};

const ORIGIN: &str = "https://portal.example.com";
const TOKEN: &str = "FAKE-TOKEN_not-a-secret.FAKE";
const PIN: &str = "123456";

const CLIENT: &str = "Margaret Ellis";
const ADVISER: &str = "Daniel O'Connor";
const COLLEAGUE: &str = "Priya Nair";
const CLIENT_PATH: &str = "/console/clients/5f0c6d1e-0000-4000-8000-00000000c11e";

const LOGO_PATH: &str = "/api/firms/5f0c6d1e-0000-4000-8000-0000000000f1/logo/9f86d081884c7d65";
const PRIVACY_LINK: &str = "https://whitfield-rowe.example/privacy?for=clients&v=2";

const NOTICES: [Notice; 11] = Notice::ALL;

fn brand() -> Brand {
    Brand {
        firm_name: "Whitfield & Rowe".to_owned(),
        reply_to: "hello@whitfield-rowe.example".to_owned(),
        phone: Some("020 7946 0018".to_owned()),
        colour: None,
        logo_path: None,
        privacy_link: None,
    }
}

/// A firm that has chosen its looks.
fn dressed_brand() -> Brand {
    Brand {
        colour: Some("#8a1c3b".to_owned()),
        logo_path: Some(LOGO_PATH.to_owned()),
        privacy_link: Some(PRIVACY_LINK.to_owned()),
        ..brand()
    }
}

fn brand_without_phone() -> Brand {
    Brand { phone: None, ..brand() }
}

fn invitation(pin: PinRoute) -> Content {
    Content::Invitation(Invitation {
        client_name: CLIENT.to_owned(),
        adviser_name: ADVISER.to_owned(),
        pin,
    })
}

fn reminder(pin: PinRoute) -> Content {
    Content::Reminder(Reminder {
        client_name: CLIENT.to_owned(),
        adviser_name: ADVISER.to_owned(),
        pin,
    })
}

fn recovery(started_by: StartedBy) -> Content {
    Content::Recovery(Recovery {
        client_name: CLIENT.to_owned(),
        adviser_name: ADVISER.to_owned(),
        started_by,
    })
}

fn notice(notice: Notice) -> Content {
    Content::StaffNotification(StaffNotification {
        notice,
        staff_name: ADVISER.to_owned(),
        client_name: CLIENT.to_owned(),
        client_path: CLIENT_PATH.to_owned(),
        for_colleague: None,
    })
}

/// The same, to a firm admin.
fn unread_notice(notice: Notice) -> Content {
    Content::StaffNotification(StaffNotification {
        notice,
        staff_name: COLLEAGUE.to_owned(),
        client_name: CLIENT.to_owned(),
        client_path: CLIENT_PATH.to_owned(),
        for_colleague: Some(ADVISER.to_owned()),
    })
}

fn pin(letter: Option<&str>) -> Content {
    Content::Pin(Pin { letter: letter.map(str::to_owned) })
}

/// Every message there is, each with the name of its snapshot.
fn every_message() -> Vec<(String, Content)> {
    let (client_name, adviser_name) = (|| CLIENT.to_owned(), || ADVISER.to_owned());
    let staff_name = || COLLEAGUE.to_owned();
    let mut all: Vec<(&str, Content)> = vec![
        ("invitation texted with it", invitation(PinRoute::WITH_INVITATION)),
        ("invitation texted once confirmed", invitation(PinRoute::ONCE_MOBILE_CONFIRMED)),
        ("invitation by adviser", invitation(PinRoute::BY_ADVISER)),
        ("invitation link alone", invitation(PinRoute::NotAsked)),
        ("invitation has password", invitation(PinRoute::HasPassword)),
        ("reminder texted with it", reminder(PinRoute::WITH_INVITATION)),
        ("reminder texted once confirmed", reminder(PinRoute::ONCE_MOBILE_CONFIRMED)),
        ("reminder by adviser", reminder(PinRoute::BY_ADVISER)),
        ("reminder link alone", reminder(PinRoute::NotAsked)),
        ("reminder has password", reminder(PinRoute::HasPassword)),
        ("recovery by client", recovery(StartedBy::Client)),
        ("recovery by adviser", recovery(StartedBy::Staff)),
        (
            "password changed",
            Content::PasswordChanged(PasswordChanged { client_name: client_name() }),
        ),
        (
            "email changed",
            Content::EmailChanged(EmailChanged {
                client_name: client_name(),
                adviser_name: adviser_name(),
            }),
        ),
        (
            "access ended",
            Content::AccessEnded(AccessEnded {
                client_name: client_name(),
                adviser_name: adviser_name(),
            }),
        ),
        (
            "mobile changed",
            Content::MobileChanged(MobileChanged {
                client_name: client_name(),
                adviser_name: adviser_name(),
            }),
        ),
        ("pin first", pin(None)),
        ("pin second", pin(Some("B"))),
        (
            "staff set-up admin",
            Content::StaffSetUp(StaffSetUp { staff_name: staff_name(), role: Role::FirmAdmin }),
        ),
        (
            "staff set-up adviser",
            Content::StaffSetUp(StaffSetUp { staff_name: staff_name(), role: Role::Adviser }),
        ),
        ("staff recovery", Content::StaffRecovery(StaffRecovery { staff_name: staff_name() })),
        (
            "staff password changed",
            Content::StaffPasswordChanged(StaffPasswordChanged { staff_name: staff_name() }),
        ),
        ("unread", unread_notice(Notice::Blocked)),
    ];
    all.extend(NOTICES.map(|what| ("notice", notice(what))));
    all.into_iter()
        .map(|(name, content)| match &content {
            Content::StaffNotification(StaffNotification { notice, .. }) => {
                (format!("{name} {notice:?}"), content)
            }
            Content::Invitation(_)
            | Content::Reminder(_)
            | Content::Recovery(_)
            | Content::PasswordChanged(_)
            | Content::EmailChanged(_)
            | Content::AccessEnded(_)
            | Content::MobileChanged(_)
            | Content::Pin(_)
            | Content::StaffSetUp(_)
            | Content::StaffRecovery(_)
            | Content::StaffPasswordChanged(_) => (name.to_owned(), content),
        })
        .collect()
}

/// Every e-mail in every language, the language before its name.
fn every_email() -> Vec<(String, Content, Email)> {
    every_email_of(&brand())
}

fn every_email_of(brand: &Brand) -> Vec<(String, Content, Email)> {
    Language::ALL
        .into_iter()
        .flat_map(|language| {
            emails_in(language, brand).into_iter().map(move |(name, content, mail)| {
                (format!("{} {name}", language.tag()), content, mail)
            })
        })
        .collect()
}

fn emails_in(language: Language, brand: &Brand) -> Vec<(String, Content, Email)> {
    every_message()
        .into_iter()
        .filter(|(_, content)| content.needs() != SecretKind::Pin)
        .map(|(name, content)| {
            let mail = email_in(language, &content, brand);
            (name, content, mail)
        })
        .collect()
}

/// Sends with the secret that the message needs.
fn send(content: &Content, brand: &Brand) -> Result<Rendered, RenderFault> {
    send_in(Language::En, content, brand)
}

fn send_in(language: Language, content: &Content, brand: &Brand) -> Result<Rendered, RenderFault> {
    let secret = match content.needs() {
        SecretKind::None => Secret::None,
        SecretKind::Link => Secret::LinkToken(TOKEN),
        SecretKind::Pin => Secret::Pin(PIN),
    };
    render(content, brand, language, &Sending { origin: ORIGIN, secret })
}

fn email(content: &Content, brand: &Brand) -> Email {
    email_in(Language::En, content, brand)
}

fn email_in(language: Language, content: &Content, brand: &Brand) -> Email {
    match send_in(language, content, brand).unwrap() {
        Rendered::Email(email) => email,
        Rendered::Sms(_) => panic!("{content:?} is a text message"),
    }
}

fn sms_in(language: Language, content: &Content, brand: &Brand) -> Sms {
    match send_in(language, content, brand).unwrap() {
        Rendered::Sms(sms) => sms,
        Rendered::Email(_) => panic!("{content:?} is an e-mail"),
    }
}

fn sms(content: &Content, brand: &Brand) -> Sms {
    sms_in(Language::En, content, brand)
}

fn fault(content: &Content, brand: &Brand, sending: &Sending<'_>) -> Option<RenderFault> {
    render(content, brand, Language::En, sending).err()
}
