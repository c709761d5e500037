//! What is stored of an access: its exact shape, and the combinations that are refused.

use super::states::State;
use serde_json::{Value, json};
use vestibule_domain::access::{Access, IMPOSSIBLE};

/// Some states as they are stored. A line break here is not part of it, nor is an indentation.
const STORED: &[(State, &str)] = &[
    (
        State::NotInvited,
        r#"{
            "standing":"not-invited","generation":1,
            "pin":{
                "generation":1,"sealed":"sealed 1","check":"000001 of 1",
                "usable_for":{"for":"activation"},"wrong":0
            },
            "guessing":{"wrong_since_reset":0,"blocks_in_row":0},"epoch":0,
            "mobile":"+61491057001","grants":[],"links":[]
        }"#,
    ),
    (
        State::MobileTypedWrong,
        r#"{
            "standing":"invited","generation":1,
            "pin":{
                "generation":1,"sealed":"sealed 1","check":"000001 of 1",
                "usable_for":{"for":"activation"},"live_until":"2026-01-15T00:00:00Z","wrong":0
            },
            "guessing":{"wrong_since_reset":0,"blocks_in_row":0},"epoch":0,
            "mobile":"+61491057001","login":{"email":"a@client.example"},
            "grants":[{"kind":"engagement","id":"00000000-0000-0000-0000-0000000000e1"}],
            "links":[
                {
                    "id":"00000000-0000-0000-0000-000000000001","purpose":"invitation",
                    "grant":{"kind":"engagement","id":"00000000-0000-0000-0000-0000000000e1"},
                    "pin":"once-mobile-confirmed","made_at":"2026-01-01T00:00:00Z",
                    "ends_at":"2026-01-15T00:00:00Z",
                    "typed":[{"mark":"mark of 90","at":"2026-01-01T00:01:00Z","right":false}]
                }
            ],
            "attention":{"notice":"wrong-mobile","since":"2026-01-01T00:01:00Z","seen":"unread"}
        }"#,
    ),
    (
        State::BlockedWaiting,
        r#"{
            "standing":"invited","generation":1,
            "guessing":{
                "wrong_since_reset":5,"blocks_in_row":1,"blocked_at":"2026-01-01T00:01:00Z"
            },
            "epoch":0,"mobile":"+61491057001","login":{"email":"a@client.example"},
            "grants":[{"kind":"engagement","id":"00000000-0000-0000-0000-0000000000e1"}],
            "links":[
                {
                    "id":"00000000-0000-0000-0000-000000000001","purpose":"invitation",
                    "grant":{"kind":"engagement","id":"00000000-0000-0000-0000-0000000000e1"},
                    "pin":"once-mobile-confirmed","made_at":"2026-01-01T00:00:00Z",
                    "ends_at":"2026-01-15T00:00:00Z"
                }
            ],
            "attention":{"notice":"blocked","since":"2026-01-01T00:01:00Z","seen":"unread"}
        }"#,
    ),
    (
        State::PinExpiredNoted,
        r#"{
            "standing":"invited","generation":1,"expired_pin":{"for":"activation"},
            "guessing":{"wrong_since_reset":0,"blocks_in_row":0},"epoch":0,
            "mobile":"+61491057001","login":{"email":"a@client.example"},
            "grants":[{"kind":"engagement","id":"00000000-0000-0000-0000-0000000000e1"}],
            "links":[
                {
                    "id":"00000000-0000-0000-0000-000000000001","purpose":"invitation",
                    "grant":{"kind":"engagement","id":"00000000-0000-0000-0000-0000000000e1"},
                    "pin":"once-mobile-confirmed","made_at":"2026-01-01T00:00:00Z",
                    "ends_at":"2026-01-15T00:00:00Z"
                }
            ]
        }"#,
    ),
    (
        State::LinkExpiredNoted,
        r#"{
            "standing":"invited","generation":1,"expired_pin":{"for":"activation"},
            "guessing":{"wrong_since_reset":0,"blocks_in_row":0},"epoch":0,
            "mobile":"+61491057001","login":{"email":"a@client.example"},
            "grants":[{"kind":"engagement","id":"00000000-0000-0000-0000-0000000000e1"}],
            "links":[
                {
                    "id":"00000000-0000-0000-0000-000000000001","purpose":"invitation",
                    "grant":{"kind":"engagement","id":"00000000-0000-0000-0000-0000000000e1"},
                    "pin":"once-mobile-confirmed","made_at":"2026-01-01T00:00:00Z",
                    "ends_at":"2026-01-15T00:00:00Z","expiry_noted":true,"reminded":2
                }
            ]
        }"#,
    ),
    (
        State::ActiveHeld,
        r#"{
            "standing":"active","generation":2,
            "pin":{
                "generation":2,"sealed":"sealed 2","check":"000002 of 2",
                "usable_for":{"for":"recovery","link":"00000000-0000-0000-0000-000000000005"},
                "live_until":"2026-01-02T00:30:00Z","wrong":0
            },
            "guessing":{"wrong_since_reset":0,"blocks_in_row":0},
            "password":{"set_at":"2026-01-01T00:00:00Z","held":true},"epoch":1,
            "mobile":"+61491057001","login":{"email":"a@client.example"},
            "grants":[{"kind":"engagement","id":"00000000-0000-0000-0000-0000000000e1"}],
            "links":[
                {
                    "id":"00000000-0000-0000-0000-000000000001","purpose":"invitation",
                    "grant":{"kind":"engagement","id":"00000000-0000-0000-0000-0000000000e1"},
                    "pin":"once-mobile-confirmed","made_at":"2026-01-01T00:00:00Z",
                    "ends_at":"2026-01-15T00:00:00Z","opened_at":"2026-01-01T00:00:00Z"
                },
                {
                    "id":"00000000-0000-0000-0000-000000000005","purpose":"recovery",
                    "grant":{"kind":"engagement","id":"00000000-0000-0000-0000-0000000000e1"},
                    "pin":"has-password","made_at":"2026-01-01T00:30:00Z",
                    "ends_at":"2026-01-02T00:30:00Z"
                }
            ]
        }"#,
    ),
    (
        State::RecoveryUsed,
        r#"{
            "standing":"active","generation":2,
            "guessing":{"wrong_since_reset":0,"blocks_in_row":0},
            "password":{"set_at":"2026-01-01T00:31:00Z","held":false},"epoch":2,
            "mobile":"+61491057001","login":{"email":"a@client.example"},
            "grants":[{"kind":"engagement","id":"00000000-0000-0000-0000-0000000000e1"}],
            "links":[
                {
                    "id":"00000000-0000-0000-0000-000000000001","purpose":"invitation",
                    "grant":{"kind":"engagement","id":"00000000-0000-0000-0000-0000000000e1"},
                    "pin":"once-mobile-confirmed","made_at":"2026-01-01T00:00:00Z",
                    "ends_at":"2026-01-15T00:00:00Z","opened_at":"2026-01-01T00:00:00Z"
                },
                {
                    "id":"00000000-0000-0000-0000-000000000005","purpose":"recovery",
                    "grant":{"kind":"engagement","id":"00000000-0000-0000-0000-0000000000e1"},
                    "pin":"has-password","made_at":"2026-01-01T00:30:00Z",
                    "ends_at":"2026-01-02T00:30:00Z",
                    "ended":{"at":"2026-01-01T00:31:00Z","why":"used"}
                }
            ],
            "set_up":{
                "link":"00000000-0000-0000-0000-000000000005","page":"page y",
                "until":"2026-01-01T00:41:00Z","placed":"Word('y') typed on Page('y')"
            },
            "recovery_mails":["2026-01-01T00:30:00Z"]
        }"#,
    ),
    (
        State::LoginEndsSoon,
        r#"{
            "standing":"active","generation":1,
            "guessing":{"wrong_since_reset":0,"blocks_in_row":0},
            "password":{"set_at":"2026-01-01T00:00:00Z","held":false},"epoch":1,
            "mobile":"+61491057001",
            "login":{"email":"a@client.example","expires_at":"2026-01-21T00:30:00Z"},
            "grants":[{"kind":"engagement","id":"00000000-0000-0000-0000-0000000000e1"}],
            "links":[
                {
                    "id":"00000000-0000-0000-0000-000000000001","purpose":"invitation",
                    "grant":{"kind":"engagement","id":"00000000-0000-0000-0000-0000000000e1"},
                    "pin":"once-mobile-confirmed","made_at":"2026-01-01T00:00:00Z",
                    "ends_at":"2026-01-15T00:00:00Z","opened_at":"2026-01-01T00:00:00Z"
                }
            ],
            "set_up":{
                "link":"00000000-0000-0000-0000-000000000001","page":"page z",
                "until":"2026-01-01T00:10:00Z","placed":"Word('z') typed on Page('z')"
            }
        }"#,
    ),
    (
        State::MobileGivenUp,
        r#"{
            "standing":"invited","generation":1,
            "pin":{
                "generation":1,"sealed":"sealed 1","check":"000001 of 1",
                "usable_for":{"for":"activation"},"live_until":"2026-01-15T00:00:00Z",
                "texted_at":"2026-01-01T00:00:00Z","wrong":0
            },
            "guessing":{"wrong_since_reset":0,"blocks_in_row":0},"epoch":0,
            "mobile":"+61491057001","login":{"email":"a@client.example"},
            "grants":[{"kind":"deal","id":"00000000-0000-0000-0000-0000000000d1"}],
            "links":[
                {
                    "id":"00000000-0000-0000-0000-000000000001","purpose":"invitation",
                    "grant":{"kind":"deal","id":"00000000-0000-0000-0000-0000000000d1"},
                    "pin":"with-invitation","made_at":"2026-01-01T00:00:00Z",
                    "ends_at":"2026-01-15T00:00:00Z"
                }
            ],
            "attention":{"notice":"sms-failed","since":"2026-01-01T00:01:00Z","seen":"unread"},
            "given_up":[
                {
                    "address":{"kind":"mobile","address":"+61491057001"},"why":"opted-out",
                    "at":"2026-01-01T00:01:00Z"
                }
            ]
        }"#,
    ),
    (
        State::EmailCorrected,
        r#"{
            "standing":"active","generation":1,
            "guessing":{"wrong_since_reset":0,"blocks_in_row":0},
            "password":{"set_at":"2026-01-01T00:00:00Z","held":false},"epoch":1,
            "mobile":"+61491057001","login":{"email":"b@client.example"},
            "grants":[{"kind":"engagement","id":"00000000-0000-0000-0000-0000000000e1"}],
            "links":[
                {
                    "id":"00000000-0000-0000-0000-000000000001","purpose":"invitation",
                    "grant":{"kind":"engagement","id":"00000000-0000-0000-0000-0000000000e1"},
                    "pin":"once-mobile-confirmed","made_at":"2026-01-01T00:00:00Z",
                    "ends_at":"2026-01-15T00:00:00Z",
                    "ended":{"at":"2026-01-01T00:30:00Z","why":"superseded","corrected":true},
                    "opened_at":"2026-01-01T00:00:00Z"
                }
            ],
            "former_email":"a@client.example"
        }"#,
    ),
    (
        State::Revoked,
        r#"{
            "standing":"revoked","generation":1,
            "guessing":{"wrong_since_reset":0,"blocks_in_row":0},"epoch":2,
            "mobile":"+61491057001","login":{"email":"a@client.example"},"grants":[],
            "links":[
                {
                    "id":"00000000-0000-0000-0000-000000000001","purpose":"invitation",
                    "grant":{"kind":"engagement","id":"00000000-0000-0000-0000-0000000000e1"},
                    "pin":"once-mobile-confirmed","made_at":"2026-01-01T00:00:00Z",
                    "ends_at":"2026-01-15T00:00:00Z",
                    "ended":{"at":"2026-01-01T00:30:00Z","why":"revoked"},
                    "opened_at":"2026-01-01T00:00:00Z"
                }
            ]
        }"#,
    ),
    (
        State::Archived,
        r#"{
            "standing":"not-invited","generation":1,
            "pin":{
                "generation":1,"sealed":"sealed 1","check":"000001 of 1",
                "usable_for":{"for":"activation"},"wrong":0
            },
            "guessing":{"wrong_since_reset":0,"blocks_in_row":0},"epoch":0,
            "mobile":"+61491057001","grants":[],"links":[],"archived_at":"2026-01-01T00:00:00Z"
        }"#,
    ),
];

/// The stored text of a state.
fn written(state: State) -> String {
    serde_json::to_string(&state.build().world.access).expect("it can be written")
}

/// A stored state with some fields in place of its own; `null` removes one.
fn changed(state: State, fields: &Value) -> String {
    let mut stored: Value = serde_json::from_str(&written(state)).expect("an object");
    let stored_fields = stored.as_object_mut().expect("an object");
    for (name, value) in fields.as_object().expect("an object") {
        if value.is_null() {
            assert!(stored_fields.remove(name).is_some(), "{state:?} has no {name} to remove");
        } else {
            stored_fields.insert(name.clone(), value.clone());
        }
    }
    stored.to_string()
}

fn read(stored: &str) -> Result<Access, serde_json::Error> {
    serde_json::from_str(stored)
}

fn password() -> Value {
    json!({ "set_at": "2026-01-01T00:00:00Z", "held": false })
}

#[test]
fn an_access_is_stored_in_this_shape() {
    for (state, stored) in STORED {
        let stored: String = stored.lines().map(str::trim).collect();
        assert_eq!(written(*state), stored, "{state:?}");
    }
}

#[test]
fn every_state_is_read_back_as_it_was_written() {
    for state in State::ALL {
        let access = state.build().world.access;
        assert_eq!(read(&written(*state)).expect("it can be read"), access, "{state:?}");
    }
}

#[test]
fn an_impossible_combination_is_refused_without_quoting_a_value() {
    let portal = json!([{ "kind": "portal" }]);
    let block = json!({
        "wrong_since_reset": 5, "blocks_in_row": 1, "blocked_at": "2026-01-01T00:00:00Z",
    });
    let impossible = [
        ("active without a password", State::Active, json!({ "password": null })),
        ("active without a login", State::Active, json!({ "login": null })),
        ("invited with a password", State::InvitedNotOpened, json!({ "password": password() })),
        ("invited without a login", State::InvitedNotOpened, json!({ "login": null })),
        ("invited to nothing", State::InvitedNotOpened, json!({ "grants": [] })),
        ("not invited, with a password", State::NotInvited, json!({ "password": password() })),
        ("not invited, with a grant", State::NotInvited, json!({ "grants": portal })),
        ("revoked with a password", State::Revoked, json!({ "password": password() })),
        ("revoked with a grant", State::Revoked, json!({ "grants": portal })),
        ("revoked without a login", State::Revoked, json!({ "login": null })),
        ("archived with access", State::Active, json!({ "archived_at": "2026-01-01T00:00:00Z" })),
        (
            "a live and an expired PIN",
            State::InvitedNotOpened,
            json!({ "expired_pin": { "for": "activation" } }),
        ),
        ("a PIN of an older generation", State::InvitedNotOpened, json!({ "generation": 2 })),
        ("blocked with a PIN", State::InvitedNotOpened, json!({ "guessing": block })),
        ("blocked with an expired PIN", State::PinExpiredNoted, json!({ "guessing": block })),
        (
            "a used set-up grant without a password",
            State::PinEntered,
            json!({ "set_up": {
                "link": "00000000-0000-0000-0000-000000000001", "page": "page a",
                "until": "2026-01-01T00:11:00Z", "placed": "mark",
            } }),
        ),
    ];
    for (what, state, fields) in impossible {
        let error = read(&changed(state, &fields)).expect_err(what).to_string();
        assert!(error.starts_with(IMPOSSIBLE), "{what}: {error}");
        for value in ["client.example", "+614", "sealed", "00000000"] {
            assert!(!error.contains(value), "{what}: {error}");
        }
    }
}

#[test]
fn an_unknown_word_or_a_missing_field_is_refused() {
    for fields in [
        json!({ "standing": "waiting" }),
        json!({ "standing": null }),
        json!({ "generation": null }),
        json!({ "guessing": null }),
        json!({ "grants": null }),
        json!({ "links": null }),
        json!({ "pin": { "generation": 1 } }),
    ] {
        assert!(read(&changed(State::InvitedNotOpened, &fields)).is_err(), "{fields}");
    }
}

#[test]
fn a_field_of_another_version_is_ignored() {
    let stored = changed(State::Active, &json!({ "of_another_version": true }));
    assert_eq!(read(&stored).expect("it can be read"), State::Active.build().world.access);
}
