//! Journeys of people. Each test name begins with the ids of docs/behaviours.md that it keeps;
//! `inv6` is invariant 6, `access` a rule of docs/access-rules.md without an id.

mod clients;
mod closing;
mod dates;
mod delivery;
mod firms;
mod forgotten;
mod getting_in;
mod languages;
mod links;
mod lists;
mod messages;
mod mobile_on_record;
mod mobile_question;
mod ops;
mod pins;
mod records;
mod rehearsal;
mod revoking;
mod setting_up;
mod settings;
mod signing_in;
mod staff;
mod support;
mod ways_back;
