//! Follows up on forgotten passwords that were noted at a sign-in page: to an address with a
//! password a link is mailed. For all others, and where the firm was closed meanwhile, the request is
//! not deleted.

use vestibule_runtime::domain::access::Verdict;
use vestibule_runtime::domain::firms::Firm;
use vestibule_runtime::domain::kernel::{ClientId, FirmId, StaffId};
use vestibule_runtime::domain::staff::{Decided, Staff};
use vestibule_runtime::flow::EventFailure;
use vestibule_runtime::queue::{BatchReply, Image, QueueEvent, one_by_one};
use vestibule_runtime::table::{CommitFault, Key, Race, Realm, Transaction};
use vestibule_runtime::{App, Fault, Flow, change, entropy, outbox};

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    Flow::event(env!("CARGO_PKG_NAME"), handle)
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
    #[error(transparent)]
    Fault(#[from] Fault),
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
        (_, None) => Ok(put_away(app, &request.key).await?),
        (Realm::Client, Some(owner)) => client(app, &request, ClientId(owner)).await,
        (Realm::Staff, Some(owner)) => Ok(staff(app, &request, StaffId(owner)).await?),
    }
}

async fn client(app: &App, request: &Request, id: ClientId) -> Result<(), Postponed> {
    let cause = env!("CARGO_PKG_NAME");
    let done = change::by_system(app, cause, request.firm, id, |access, scene, extra| {
        let key = request.key.clone();
        extra.also = Some(Box::new(move |transaction| transaction.followed_up(&key)));
        // Asked for before the firm was closed: a link that is mailed on reopening would surprise.
        if scene.firm.closed_at.is_some() {
            return Verdict::quiet(Ok(()));
        }
        access.mail_recovery(entropy::link_id(), scene.now).map(|_| ())
    });
    match done.await? {
        Some(_) => Ok(()),
        // Followed up before, or the client is no more.
        None => Ok(put_away(app, &request.key).await?),
    }
}

async fn staff(app: &App, request: &Request, id: StaffId) -> Result<(), Fault> {
    let (firm_key, staff_key) = (Key::firm(request.firm), Key::staff(request.firm, id));
    let mut race = Race::default();
    loop {
        let items = app.table().load(&[firm_key.clone(), staff_key.clone()]).await?;
        let firm: Option<Firm> = items.get(&firm_key)?;
        let read: Option<Staff> = items.get(&staff_key)?;
        let (Some(firm), Some(read)) = (firm, read) else {
            return put_away(app, &request.key).await;
        };
        if firm.closed_at.is_some() {
            return put_away(app, &request.key).await;
        }
        let Ok(Decided { staff, send, .. }) = read.forgot(entropy::link_id(), app.now()) else {
            return put_away(app, &request.key).await;
        };
        let mut transaction =
            Transaction::new().put_staff(request.firm, id, &read, &staff).followed_up(&request.key);
        if let Some(message) = send {
            let mail = outbox::to_staff(request.firm, &firm, id, &staff, message, app.now());
            transaction = transaction.put_message(&mail);
        }
        match app.table().commit(transaction).await {
            Ok(()) | Err(CommitFault::Taken) => return Ok(()),
            Err(CommitFault::LostRace) => race.again().await?,
            Err(other) => return Err(other.into()),
        }
    }
}

async fn put_away(app: &App, key: &Key) -> Result<(), Fault> {
    match app.table().commit(Transaction::new().followed_up(key)).await {
        Ok(()) | Err(CommitFault::Taken) => Ok(()),
        Err(other) => Err(other.into()),
    }
}
