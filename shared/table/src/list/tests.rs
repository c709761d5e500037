//! What is written for the lists, and when.

use super::*;
use serde_json::{Value, json};
use vestibule_domain::clients::{Profile, Rehearsal};
use vestibule_domain::kernel::StaffId;

fn firm() -> FirmId {
    FirmId::from_random([1; 16])
}

fn id() -> ClientId {
    ClientId::from_random([2; 16])
}

/// A client named Ivy O'Field, not invited, with one address and one number.
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

/// Access as stored, with these fields replaced in that of a new client.
fn access(changed: Value) -> Access {
    let mut stored = json!({
        "standing": "not-invited", "generation": 1, "epoch": 0, "grants": [], "links": [],
        "guessing": {"wrong_since_reset": 0, "blocks_in_row": 0},
    });
    let fields = stored.as_object_mut().expect("an object");
    fields.extend(changed.as_object().expect("an object").clone());
    serde_json::from_value(stored).expect("access as it is stored")
}

/// The fields of a client of this standing, who is not stuck.
fn of_standing(standing: &str) -> Value {
    let login = json!({"email": "ivy@mail.example"});
    match standing {
        "invited" => json!({
            "standing": "invited", "login": login, "grants": [{"kind": "portal"}],
        }),
        "active" => json!({
            "standing": "active", "login": login, "grants": [{"kind": "portal"}],
            "password": {"set_at": "2024-01-01T00:00:00Z", "held": false},
        }),
        "revoked" => json!({"standing": "revoked", "login": login}),
        other => panic!("no fields for {other}"),
    }
}

/// The fields of a client of this standing, who is stuck.
fn stuck(standing: &str) -> Value {
    let mut fields = of_standing(standing);
    fields["attention"] =
        json!({"notice": "stuck", "since": "2024-01-01T00:00:00Z", "seen": "unread"});
    fields
}

fn blocked(mut access: Value) -> Value {
    access["guessing"] = json!({
        "wrong_since_reset": 5, "blocks_in_row": 1, "blocked_at": "2024-01-01T00:00:00Z",
    });
    access
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
    assert_eq!(places(&puts), ["+654321004744", "field", "ivy", "ivy@mail.example", "ofield"]);
    assert_eq!(deletes, []);
    for item in puts {
        assert!(text(&item, "pk").starts_with(&format!("FIRM#{firm}#TERMS#")));
        assert_eq!(text(&item, "kind"), "term");
        assert_eq!(text(&item, "state"), "not-invited");
        assert_eq!(text(&item, "search"), " +654321004744 field ivy ivy@mail.example ofield");
        assert_eq!(item["row"], attributes["row"]);
    }
}

#[test]
fn a_change_that_lists_do_not_show_writes_no_term() {
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
    let (invited, active) = (of_standing("invited"), of_standing("active"));
    let steps = [json!({}), invited, stuck("invited"), active, stuck("active")];
    let entries = steps.map(|step| written(&Client { access: access(step), ..ivy() }));
    for step in entries.windows(2) {
        let changed = changes(Some(&step[0]), &step[1]);
        assert_eq!(changed.puts.len(), 5);
        assert_eq!(changed.deletes, []);
    }
}

#[test]
fn a_removed_term_is_deleted_and_none_is_both_put_and_deleted() {
    let before = ivy();
    let mut after = ivy();
    after.profile.name = Name::parse("Ivy Meadow").expect("a name");
    after.profile.mobiles.clear();
    let changed = changes(Some(&written(&before)), &written(&after));
    assert_eq!(places(&changed.puts), ["ivy", "ivy@mail.example", "meadow"]);
    let gone = |term| Key::term(firm(), term, id());
    assert_eq!(changed.deletes, ["+654321004744", "field", "ofield"].map(gone));
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
    assert_eq!(places(&puts), ["+000064970244", "a", "b", "c", "d", "e", "f", "g", "h"]);
}

#[test]
fn an_erased_client_leaves_no_term() {
    let entry = written(&ivy());
    let put = changes(None, &entry).puts;
    let keys = put.iter().map(|item| Key::from_parts(text(item, "pk"), text(item, "sk")));
    assert_eq!(entry.keys(), keys.collect::<Vec<_>>());
}

#[test]
fn a_client_is_in_one_state() {
    let of = |stored| ListState::of(&Client { access: access(stored), ..ivy() }).as_str();
    assert_eq!(of(json!({})), "not-invited");
    assert_eq!(of(of_standing("active")), "active");
    assert_eq!(of(stuck("invited")), "invited-stuck");
    assert_eq!(of(stuck("active")), "active-stuck");
    assert_eq!(of(blocked(stuck("active"))), "active-blocked");
    assert_eq!(of(blocked(json!({}))), "not-invited");
    assert_eq!(of(blocked(of_standing("revoked"))), "revoked");
    let mut archived = of_standing("revoked");
    archived["archived_at"] = json!("2024-01-01T00:00:00Z");
    assert_eq!(of(archived.clone()), "archived");
    let mut rehearsing = Client { access: access(archived), ..ivy() };
    rehearsing.profile.rehearsal =
        Some(Rehearsal { by: StaffId::from_random([3; 16]), until: Timestamp::MAX });
    assert_eq!(ListState::of(&rehearsing).as_str(), "rehearsal");
}

#[test]
fn a_filter_lets_through_the_states_that_it_names() {
    let named =
        |filter: Filter| -> Vec<_> { filter.states().into_iter().map(ListState::as_str).collect() };
    assert_eq!(
        named(Filter::Current),
        [
            "not-invited",
            "invited",
            "invited-stuck",
            "invited-blocked",
            "active",
            "active-stuck",
            "active-blocked",
            "revoked",
        ]
    );
    assert_eq!(named(Filter::Stuck), ["invited-stuck", "active-stuck"]);
    assert_eq!(named(Filter::Blocked), ["invited-blocked", "active-blocked"]);
    assert_eq!(named(Filter::NotInvited), ["not-invited"]);
    assert_eq!(named(Filter::Invited), ["invited", "invited-stuck", "invited-blocked"]);
    assert_eq!(named(Filter::Active), ["active", "active-stuck", "active-blocked"]);
    assert_eq!(named(Filter::Revoked), ["revoked"]);
    assert_eq!(named(Filter::Archived), ["archived"]);
    assert_eq!(named(Filter::Rehearsals), ["rehearsal"]);
}

#[test]
fn a_row_round_trips() {
    let client = Client { access: access(stuck("invited")), ..ivy() };
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

/// Bytes of a value as DynamoDB counts them, for the types that rows use.
fn bytes(value: &AttributeValue) -> usize {
    if let Ok(text) = value.as_s() {
        return text.len();
    }
    let map = value.as_m().expect("rows hold texts and maps");
    3 + map.iter().map(|(name, value)| 1 + name.len() + bytes(value)).sum::<usize>()
}

#[test]
fn a_row_and_its_places_stay_small_since_every_index_carries_them() {
    let client = Client { access: access(stuck("active")), ..ivy() };
    let ListChanges { attributes, puts, .. } = changes(None, &written(&client));
    assert!(bytes(&attributes["row"]) <= 300, "{}", bytes(&attributes["row"]));
    // Its part of the client's item, and a whole term item: one write unit has 1,024 bytes.
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
