//! The firm's clients, for the console: listed in order, narrowed by where they stand and by
//! adviser, or searched for by name, e-mail and phone number. The page after the last one that was
//! read begins where that ended.

use serde::Serialize;
use utoipa::ToSchema;
use vestibule_application::decide;
use vestibule_application::views::{self, Shown};
use vestibule_contract::bodies::{
    AdviserView, HelpState, Kind, Notice, SecurityLevel, Stage, Standing,
};
use vestibule_contract::operation::{QueryParameter, QueryValue};
use vestibule_contract::{Operation, ProblemKind, strict};
use vestibule_domain::kernel::{FirmId, StaffId};
use vestibule_domain::staff::Capability;
use vestibule_domain::values::Email;
use vestibule_flow::flow::StaffCaller;
use vestibule_flow::{Call, Failure, Flow, NoBody, Reply};
use vestibule_runtime::App;
use vestibule_table::TableFault;
use vestibule_table::keys::LIST_SHARDS;
use vestibule_table::list::{Cursor, Filter, Listed, Row, Search, Sort, Sought, Wanted};

/// Rows of a page, unless asked otherwise.
const PAGE: usize = 50;
/// Rows of a page at most.
const PAGE_MOST: u16 = 100;
/// Characters that are searched for at most: more than any name or address has.
const SEARCH_MOST: u16 = 320;
/// Characters of a cursor at most.
const CURSOR_MOST: u16 = 600;

const QUERY: &[QueryParameter] = &[
    QueryParameter {
        name: "search",
        about: "How words of a name or an e-mail address begin, or how a phone number ends. \
                What is found comes in an order of its own.",
        takes: QueryValue::Text(SEARCH_MOST),
    },
    QueryParameter {
        name: "filter",
        about: "Where clients stand. `current`, which is the default: neither archived ones nor \
                rehearsals.",
        takes: QueryValue::Words(&[
            "current",
            "stuck",
            "blocked",
            "not-invited",
            "invited",
            "active",
            "revoked",
            "archived",
            "rehearsals",
        ]),
    },
    QueryParameter {
        name: "adviser",
        about: "The clients of this member of staff only: an identifier, or `me`.",
        takes: QueryValue::Text(36),
    },
    QueryParameter {
        name: "sort",
        about: "The order of a list: by name unless asked otherwise. A search has its own.",
        takes: QueryValue::Words(&["name", "name-backwards", "newest"]),
    },
    QueryParameter {
        name: "page",
        about: "Rows at most: 50 unless asked otherwise.",
        takes: QueryValue::Number(1, PAGE_MOST),
    },
    QueryParameter {
        name: "after",
        about: "The `next` of the page before, asked for with the same search or sort.",
        takes: QueryValue::Text(CURSOR_MOST),
    },
];

/// A page of clients.
#[derive(Serialize, ToSchema)]
pub struct ClientList {
    /// Up to as many as were asked for. A page of a search may hold fewer though more follow.
    clients: Vec<ClientRow>,
    /// The `after` of the next page, if there is one.
    next: Option<String>,
}

/// What a list shows of a client.
#[derive(Serialize, ToSchema)]
pub struct ClientRow {
    /// Its identifier.
    id: String,
    /// The name.
    name: String,
    /// The preferred e-mail.
    email: Option<String>,
    /// The mobile for the PIN, in E.164.
    mobile: Option<String>,
    /// Whether the client was let in.
    standing: Standing,
    /// How well the account is guarded.
    security_level: SecurityLevel,
    /// Whether the client needs help.
    help: RowHelp,
    /// Who is responsible.
    adviser: AdviserView,
    /// A person or a company.
    kind: Kind,
    /// How far the relation has come.
    relation: Stage,
    /// When the client was added (RFC 3339).
    created_at: String,
}

/// Whether a client needs help.
#[derive(Serialize, ToSchema)]
pub struct RowHelp {
    /// Whether the client needs help.
    state: HelpState,
    /// Since when (RFC 3339).
    since: Option<String>,
    /// On what the client is stuck: what the adviser was notified of.
    on: Option<Notice>,
}

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    let operation = Operation::get(
        "list-clients",
        "/api/staff/clients",
        "The firm's clients: listed, filtered, searched for.",
    )
    .querying(QUERY);
    Flow::staff(operation, Capability::ReadClients, handle)
}

/// Lists the clients, once the session is checked.
///
/// # Errors
/// Not signed in, a malformed value in the query, or a fault.
pub async fn handle(
    app: App,
    call: Call<NoBody, StaffCaller>,
) -> Result<Reply<ClientList>, Failure> {
    let asked = Asked::read(&call)?;
    // The cookie only claims a firm: nothing of it is read before the session is checked.
    let (by, _) = decide::admit(&app, &call.caller, &[]).await?;
    Ok(shown(asked.listed(&app, by.firm_id).await?).into())
}

/// What is asked for, as the query says.
struct Asked {
    what: What,
    filter: Filter,
    adviser: Option<StaffId>,
    page: usize,
    after: Option<Cursor>,
}

/// A list or a search.
enum What {
    List(Sort),
    Search(Search),
    /// A search for nothing that could be found, such as a single dash.
    Nothing,
}

impl Asked {
    fn read(call: &Call<NoBody, StaffCaller>) -> Result<Self, Failure> {
        let typed = call.query_as("search", |text| shorter(text, SEARCH_MOST))?;
        let typed = typed.map(str::trim).filter(|typed| !typed.is_empty());
        let filter = call.query_as("filter", strict::of_text)?;
        let me = call.caller.staff();
        let staff = |text: &str| if text == "me" { Some(me) } else { text.parse().ok() };
        let adviser = call.query_as("adviser", staff)?;
        let sort: Option<Sort> = call.query_as("sort", strict::of_text)?;
        let page = call.query_as("page", rows)?;
        let what = match (typed, sort) {
            (None, sort) => What::List(sort.unwrap_or(Sort::Name)),
            (Some(typed), None) => Search::read(typed).map_or(What::Nothing, What::Search),
            (Some(_), Some(_)) => {
                return Err(
                    Failure::refused(ProblemKind::RequestMalformed).with("parameter", "sort")
                );
            }
        };
        let after = call.query_as("after", |text| what.cursor(text))?;
        let (filter, page) = (filter.unwrap_or(Filter::Current), page.unwrap_or(PAGE));
        Ok(Self { what, filter, adviser, page, after })
    }

    async fn listed(&self, app: &App, firm: FirmId) -> Result<Listed, TableFault> {
        let states = self.filter.states();
        let (states, adviser, page, after) =
            (states.as_slice(), self.adviser, self.page, self.after.as_ref());
        match &self.what {
            What::List(sort) => {
                let (shards, sort) = (LIST_SHARDS, *sort);
                let wanted = Wanted { firm, shards, states, adviser, sort, page, after };
                app.table().list_clients(&wanted).await
            }
            What::Search(search) => {
                let sought = Sought { firm, search, states, adviser, page, after };
                app.table().search_clients(&sought).await
            }
            What::Nothing => Ok(Listed { rows: Vec::new(), next: None }),
        }
    }
}

impl What {
    fn cursor(&self, text: &str) -> Option<Cursor> {
        match self {
            Self::List(sort) => Cursor::for_list(text, *sort),
            Self::Search(_) | Self::Nothing => Cursor::for_search(text),
        }
    }
}

fn shorter(text: &str, most: u16) -> Option<&str> {
    (text.chars().count() <= usize::from(most)).then_some(text)
}

/// The rows of a page, in digits and nothing else.
fn rows(text: &str) -> Option<usize> {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit());
    let rows = text.parse().ok().filter(|_| is_plain)?;
    (1..=usize::from(PAGE_MOST)).contains(&rows).then_some(rows)
}

fn shown(listed: Listed) -> ClientList {
    ClientList {
        clients: listed.rows.into_iter().map(row).collect(),
        next: listed.next.map(|cursor| cursor.to_text()),
    }
}

fn row(row: Row) -> ClientRow {
    let (state, since, on) = views::needs(row.help);
    ClientRow {
        id: row.id.to_string(),
        name: row.name.as_str().to_owned(),
        email: row.email.as_ref().map(Email::as_str).map(str::to_owned),
        mobile: row.mobile.map(|mobile| mobile.as_e164().to_owned()),
        standing: row.standing.shown(),
        security_level: row.security_level.shown(),
        help: RowHelp { state, since, on },
        adviser: AdviserView {
            id: row.adviser.id.to_string(),
            name: row.adviser.name.as_str().to_owned(),
        },
        kind: row.kind.shown(),
        relation: row.relation.shown(),
        created_at: row.created_at.to_string(),
    }
}
