//! What must agree: code, template, OpenAPI document and folders; variables; the number of calls
//! that a flow makes; and the contents of logs and data.

mod alarms;
mod calls;
mod canary;
mod doors;
mod env;
mod folders;
mod front;
mod places;
mod routes;
