//! A client signs out: that session is gone, and so is its cookie.

use vestibule_application::decide::{Decide, Decision, Unread};
use vestibule_application::timeline_writer::TimelineWriter;
use vestibule_contract::Operation;
use vestibule_contract::bodies::{Done, NextPage};
use vestibule_domain::kernel::Actor;
use vestibule_domain::logins::{Permission, Section};
use vestibule_domain::timeline::LoginEvent;
use vestibule_flow::flow::ClientCaller;
use vestibule_flow::{Call, Failure, Flow, NoBody, Reply, session};
use vestibule_runtime::App;
use vestibule_table::{Realm, Transaction};

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    let operation =
        Operation::post("sign-out", "/api/client/sign-out", "Ends this client session.");
    Flow::client(operation, Section::None, Permission::None, handle)
}

/// Ends the session that the cookie names, whether it is still good or not.
///
/// # Errors
/// A fault.
pub async fn handle(app: App, call: Call<NoBody, ClientCaller>) -> Result<Reply<Done>, Failure> {
    let (firm, client) = call.caller.claims();
    let key = session::client_key(&call.caller);
    let (actor, cause) = (Actor::Client, "sign-out");
    // A session that is not there leaves no line: a made-up cookie must not write on anybody's
    // timeline.
    let _ = Decide::by(&app, Unread { actor })
        .run_unless_taken(|round| {
            let (at_ms, now) = (round.now.as_millisecond(), round.now);
            let timeline = TimelineWriter { firm, client, actor, cause, at_ms, now };
            let ended = Transaction::new().end_session_that_is_there(&key);
            Ok(Decision::after((), timeline.write(ended, [LoginEvent::SignedOut.into()])))
        })
        .await?;
    Ok(Reply::from(Done { next: NextPage::SignIn }).with_cookie(session::end_cookie(Realm::Client)))
}
