//! Follows up on forgotten passwords that were noted at a sign-in page: to an address with a
//! password a link is mailed. For all others, and where the firm was closed meanwhile, the request is
//! not deleted.

use vestibule_application::decide::{
    AccountEffects, Decide, Decision, Effects, StaffCredential, System, Unread,
};
use vestibule_domain::access::Verdict;
use vestibule_domain::kernel::{Actor, ClientId, FirmId, StaffId};
use vestibule_domain::staff::Staff;
use vestibule_flow::Flow;
use vestibule_flow::flow::EventFailure;
use vestibule_flow::queue::{BatchReply, Image, QueueEvent, one_by_one};
use vestibule_runtime::App;
use vestibule_secrets::entropy;
use vestibule_table::{Key, Realm, Transaction};

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    Flow::event("start-recovery", handle)
}

/// Follows up on a batch of requests.
///
/// # Errors
/// None as a whole: what failed is named in the reply.
pub async fn handle(app: App, event: QueueEvent) -> Result<BatchReply, EventFailure> {
    let app = &app;
    one_by_one(event, |body: String| async move { follow_up(app, &body).await }).await
}

/// Why a request comes again.
#[derive(Debug, thiserror::Error)]
enum Postponed {
    #[error("the record is not as documented")]
    Malformed,
    #[error(transparent)]
    Event(#[from] EventFailure),
}

/// A request as it was noted.
struct Request {
    key: Key,
    firm: FirmId,
    realm: Realm,
    owner: Option<uuid::Uuid>,
}

impl Request {
    fn parse(body: &str) -> Option<Self> {
        let image = Image::parse(body)?;
        let realm = match image.text("realm")?.as_str() {
            "client" => Realm::Client,
            "staff" => Realm::Staff,
            _ => return None,
        };
        Some(Self { key: image.key()?, firm: image.id("firm")?, realm, owner: image.id("owner") })
    }
}

async fn follow_up(app: &App, body: &str) -> Result<(), Postponed> {
    let request = Request::parse(body).ok_or(Postponed::Malformed)?;
    match (request.realm, request.owner) {
        (_, None) => follow_up_alone(app, &request.key).await,
        (Realm::Client, Some(owner)) => client(app, &request, ClientId(owner)).await,
        (Realm::Staff, Some(owner)) => staff(app, &request, StaffId(owner)).await,
    }
}

async fn client(app: &App, request: &Request, id: ClientId) -> Result<(), Postponed> {
    let caller = System { firm: request.firm, actor: Actor::System };
    let decide = Decide::by(app, caller);
    let decided = decide.client_if_there(id, |client| {
        client.writes = Transaction::new().followed_up(&request.key);
        // Asked for before the firm was closed: a link that is mailed on reopening would surprise.
        if client.firm.closed_at.is_some() {
            return Verdict::granted(());
        }
        client.access.mail_recovery(entropy::link_id(), client.now).map(|_| ())
    });
    match decided.await? {
        Some(_) => Ok(()),
        // Followed up before, or the client is gone.
        None => follow_up_alone(app, &request.key).await,
    }
}

async fn staff(app: &App, request: &Request, id: StaffId) -> Result<(), Postponed> {
    let at = Key::staff(request.firm, id);
    let caller = System { firm: request.firm, actor: Actor::System };
    let decide = Decide::by(app, caller).reading([at.clone()]);
    let decided = decide.run_unless_taken(|round| {
        let followed_up = Decision::after((), Transaction::new().followed_up(&request.key));
        let read: Option<Staff> = round.items.get(&at)?;
        let (Some(firm), Some(read)) = (&round.party.firm, read) else { return Ok(followed_up) };
        if firm.closed_at.is_some() {
            return Ok(followed_up);
        }
        let mut staff = read.clone();
        let verdict = staff.forget_password(entropy::link_id(), round.now);
        if verdict.answer.is_err() {
            return Ok(followed_up);
        }
        let account = AccountEffects {
            id,
            read: Some(read),
            staff,
            messages: verdict.messages,
            rests_on: Vec::new(),
            credential: StaffCredential::Unchanged,
        };
        let Decision { answer, effects } = followed_up;
        let effects = Effects { account: Some(Box::new(account)), ..effects };
        Ok(Decision { answer, effects })
    });
    decided.await.map_err(EventFailure::from)?;
    Ok(())
}

async fn follow_up_alone(app: &App, key: &Key) -> Result<(), Postponed> {
    let caller = Unread { actor: Actor::System };
    Decide::by(app, caller)
        .run_unless_taken(|_| Ok(Decision::after((), Transaction::new().followed_up(key))))
        .await
        .map_err(EventFailure::from)?;
    Ok(())
}
