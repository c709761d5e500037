//! Attacks, named for what is sent. Each runs against the real runner, and must fail.

mod bodies;
mod closed;
mod documented;
mod emails;
mod fifty;
mod firms;
mod flood;
mod forgotten;
mod front;
mod limits;
mod links;
mod locked;
mod markup;
mod methods;
mod mobiles;
mod openapi;
mod passwords;
mod pins;
mod recovery;
mod roles;
mod scene;
mod sessions;
mod strangers;
