//! What must agree: code, template, OpenAPI document and folders; the number of calls that a flow
//! makes; and what logs and data may hold.

mod calls;
mod canary;
mod doors;
mod folders;
mod front;
mod places;
mod routes;
