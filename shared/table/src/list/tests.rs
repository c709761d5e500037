//! What is written for the lists, and when.

use super::*;
use crate::items::{Profile, Rehearsal};
use serde_json::{Value, json};
use vestibule_domain::ids::StaffId;

fn firm() -> FirmId {
    FirmId::from_random([1; 16])
}

fn id() -> ClientId {
    ClientId::from_random([2; 16])
}

/// A client who was not invited, is called Ivy O'Field and has one address and one number.
fn ivy() -> Client {
    let at = Timestamp::from_second(1_700_000_000).expect("a time");
    Client {
        version: 3,
        last_event_ms: at.as_millisecond(),
        profile: Profile {
            emails: vec![Email::parse("Ivy@Mail.example").expect("an address")],
            mobiles: vec![
                serde_json::from_value(json!("+447400123456")).expect("a number in E.164"),
            ],
            ..serde_json::from_value(json!({
                "name": "Ivy O\u{2019}Field", "kind": "person", "relation": "client",
                "emails": [], "mobiles": [], "created_at": at,
                "adviser": {"id": StaffId::from_random([3; 16]), "name": "Ada Quay"},
            }))
            .expect("a profile")
        },
        access: access(json!({})),
    }
}

/// Access as it is stored, with these fields in place of those of a client who was just added.
fn access(changed: Value) -> Access {
    let mut stored = json!({
        "standing": "not-invited", "generation": 1, "epoch": 0, "grants": [], "links": [],
        "guessing": {"wrong_since_reset": 0, "blocks_in_row": 0},
    });
    let fields = stored.as_object_mut().expect("an object");
    fields.extend(changed.as_object().expect("an object").clone());
    serde_json::from_value(stored).expect("access as it is stored")
}

fn stuck() -> Value {
    json!({"notice": "stuck", "since": "2024-01-01T00:00:00Z", "seen": "unread"})
}

fn written(client: &Client) -> ListEntry {
    entry(firm(), id(), client).expect("a row can be stored")
}

fn text(item: &Attributes, attribute: &str) -> String {
    item[attribute].as_s().expect("text").clone()
}

fn places(puts: &[Attributes]) -> Vec<String> {
    puts.iter().map(|item| text(item, "sk").replace(&format!("#{}", id()), "")).collect()
}

#[test]
fn a_new_client_is_written_into_the_lists_and_under_every_term() {
    let ListChanges { attributes, puts, deletes } = changes(None, &written(&ivy()));
    let (firm, adviser) = (firm(), StaffId::from_random([3; 16]));
    assert_eq!(text(&attributes, "list_of"), format!("FIRM#{firm}#LIST#not-invited#0"));
    assert_eq!(
        text(&attributes, "list_adviser"),
        format!("FIRM#{firm}#ADVISER#{adviser}#LIST#not-invited#0")
    );
    assert_eq!(text(&attributes, "list_name"), format!("ivy ofield#{}", id()));
    assert_eq!(text(&attributes, "list_age"), format!("1700000000000#{}", id()));
    assert_eq!(places(&puts), ["+447400123456", "field", "ivy", "ivy@mail.example", "ofield"]);
    assert_eq!(deletes, []);
    for item in puts {
        assert!(text(&item, "pk").starts_with(&format!("FIRM#{firm}#TERMS#")));
        assert_eq!(text(&item, "kind"), "term");
        assert_eq!(text(&item, "state"), "not-invited");
        assert_eq!(text(&item, "search"), " +447400123456 field ivy ivy@mail.example ofield");
        assert_eq!(item["row"], attributes["row"]);
    }
}

#[test]
fn what_lists_do_not_show_writes_no_term() {
    let before = ivy();
    let mut after = ivy();
    after.version += 1;
    after.last_event_ms += 5;
    after.access = access(json!({"epoch": 7, "generation": 2}));
    after.profile.emails.push(Email::parse("ivy@mail.example").expect("the same address"));
    let changed = changes(Some(&written(&before)), &written(&after));
    assert_eq!(changed.puts, Vec::<Attributes>::new());
    assert_eq!(changed.deletes, []);
    assert_eq!(changed.attributes.len(), 5, "the item is written as a whole");
}

#[test]
fn a_change_of_state_is_written_under_every_term() {
    for (what, now) in [
        ("standing", json!({"standing": "invited"})),
        ("help", json!({"attention": stuck()})),
        ("password", json!({"password": {"set_at": "2024-01-01T00:00:00Z", "held": false}})),
    ] {
        let after = Client { access: access(now), ..ivy() };
        let changed = changes(Some(&written(&ivy())), &written(&after));
        assert_eq!(changed.puts.len(), 5, "{what}");
        assert_eq!(changed.deletes, [], "{what}");
    }
}

#[test]
fn a_term_that_is_gone_is_deleted_and_none_is_both_put_and_deleted() {
    let before = ivy();
    let mut after = ivy();
    after.profile.name = Name::parse("Ivy Meadow").expect("a name");
    after.profile.mobiles.clear();
    let changed = changes(Some(&written(&before)), &written(&after));
    assert_eq!(places(&changed.puts), ["ivy", "ivy@mail.example", "meadow"]);
    let gone = |term| Key::term(firm(), term, id());
    assert_eq!(changed.deletes, ["+447400123456", "field", "ofield"].map(gone));
}

#[test]
fn a_second_address_is_a_term_though_no_row_shows_it() {
    let mut after = ivy();
    after.profile.emails.push(Email::parse("work@mail.example").expect("an address"));
    let changed = changes(Some(&written(&ivy())), &written(&after));
    assert!(places(&changed.puts).contains(&"work@mail.example".to_owned()));
    assert_eq!(changed.puts.len(), 6, "each item holds all terms, so each is written");
}

#[test]
fn a_long_name_is_found_by_its_first_eight_words_and_a_number_to_call_like_a_mobile() {
    let mut client = ivy();
    client.profile.name = Name::parse("a b c d e f a g h i j k").expect("a name");
    client.profile.emails.clear();
    client.profile.mobiles.clear();
    client.profile.phones =
        serde_json::from_value(json!(["+442079460000"])).expect("numbers in E.164");
    let puts = changes(None, &written(&client)).puts;
    assert_eq!(places(&puts), ["+442079460000", "a", "b", "c", "d", "e", "f", "g", "h"]);
}

#[test]
fn whoever_is_erased_leaves_no_term() {
    let entry = written(&ivy());
    let put = changes(None, &entry).puts;
    let keys = put.iter().map(|item| Key::from_parts(text(item, "pk"), text(item, "sk")));
    assert_eq!(entry.keys(), keys.collect::<Vec<_>>());
}

#[test]
fn a_client_stands_in_one_state() {
    let of = |access| ListState::of(&Client { access, ..ivy() });
    let blocked = json!({
        "wrong_since_reset": 5, "blocks_in_row": 1, "blocked_at": "2024-01-01T00:00:00Z",
    });
    assert_eq!(of(access(json!({}))).as_str(), "not-invited");
    assert_eq!(of(access(json!({"standing": "active"}))).as_str(), "active");
    assert_eq!(
        of(access(json!({"standing": "invited", "attention": stuck()}))).as_str(),
        "invited-stuck"
    );
    assert_eq!(
        of(access(json!({"standing": "active", "attention": stuck(), "guessing": blocked})))
            .as_str(),
        "active-blocked"
    );
    let archived = json!({"standing": "revoked", "archived_at": "2024-01-01T00:00:00Z"});
    assert_eq!(of(access(archived.clone())), ListState::Archived);
    let mut rehearsing = Client { access: access(archived), ..ivy() };
    rehearsing.profile.rehearsal =
        Some(Rehearsal { by: StaffId::from_random([3; 16]), until: Timestamp::MAX });
    assert_eq!(ListState::of(&rehearsing), ListState::Rehearsal);
}

#[test]
fn every_state_has_a_word_of_its_own_and_a_filter_that_lets_it_through() {
    let current = Filter::Current.states();
    let all: Vec<_> =
        current.iter().copied().chain([ListState::Archived, ListState::Rehearsal]).collect();
    let words: BTreeSet<_> = all.iter().map(|state| state.as_str()).collect();
    assert_eq!((current.len(), words.len()), (12, 14));
    let by_standing: Vec<_> =
        [Filter::NotInvited, Filter::Invited, Filter::Active, Filter::Revoked]
            .into_iter()
            .flat_map(Filter::states)
            .collect();
    assert_eq!(by_standing, current);
    assert_eq!(Filter::Archived.states(), [ListState::Archived]);
    assert_eq!(Filter::Rehearsals.states(), [ListState::Rehearsal]);
    let named =
        |filter: Filter| -> Vec<_> { filter.states().into_iter().map(ListState::as_str).collect() };
    assert_eq!(
        named(Filter::Stuck),
        ["not-invited-stuck", "invited-stuck", "active-stuck", "revoked-stuck"]
    );
    assert_eq!(
        named(Filter::Blocked),
        ["not-invited-blocked", "invited-blocked", "active-blocked", "revoked-blocked"]
    );
}

#[test]
fn a_row_shows_what_it_was_made_of() {
    let client =
        Client { access: access(json!({"standing": "invited", "attention": stuck()})), ..ivy() };
    let stored: StoredRow =
        serde_dynamo::from_attribute_value(written(&client).row).expect("a row");
    let since = "2024-01-01T00:00:00Z".parse().expect("a time");
    assert!(
        stored.row(id())
            == Row {
                id: id(),
                name: client.profile.name,
                email: client.profile.emails.first().cloned(),
                mobile: client.profile.mobiles.first().cloned(),
                standing: Standing::Invited,
                security_level: SecurityLevel::Low,
                help: Help::Stuck { since, notice: Notice::Stuck },
                shelf: Shelf::Current,
                adviser: client.profile.adviser,
                kind: ClientKind::Person,
                relation: Relation::Client,
                created_at: client.profile.created_at,
            }
    );
}

/// Bytes of a value as DynamoDB counts them, of those kinds that rows are made of.
fn bytes(value: &AttributeValue) -> usize {
    if let Ok(text) = value.as_s() {
        return text.len();
    }
    let map = value.as_m().expect("rows hold texts and maps");
    3 + map.iter().map(|(name, value)| 1 + name.len() + bytes(value)).sum::<usize>()
}

#[test]
fn a_row_and_its_places_stay_small_since_every_index_carries_them() {
    let client =
        Client { access: access(json!({"standing": "active", "attention": stuck()})), ..ivy() };
    let ListChanges { attributes, puts, .. } = changes(None, &written(&client));
    assert!(bytes(&attributes["row"]) <= 300, "{}", bytes(&attributes["row"]));
    // What it adds to the client's item, and a term's whole item: one write unit has 1,024 bytes.
    assert!(bytes(&AttributeValue::M(attributes)) <= 700);
    for item in puts {
        assert!(bytes(&AttributeValue::M(item)) <= 700);
    }
}

#[test]
fn more_shards_are_filled_by_client() {
    let shards: BTreeSet<_> = (0..40)
        .map(|n| {
            let id = ClientId::from_random([n; 16]);
            entry_in(4, firm(), id, &ivy()).expect("a row can be stored").partition
        })
        .collect();
    assert_eq!(shards.len(), 4);
}
