//! Bodies that several operations share, a module for each context. A word that the API sends or
//! takes is an enum, so that the document, and the pages' types of it, name every one.

mod access;
mod clients;
mod firms;
mod messaging;
mod sessions;
mod staff;
mod timeline;

pub use access::{
    AdviserTold, BlockedView, Grant, HelpSeen, HelpState, HelpView, LinkEnd, LinkPurpose, LinkStep,
    LinkView, LoginView, OnLink, PinState, PinView, SecurityLevel, Standing,
};
pub use clients::{
    Action, AddressKind, AdviserView, ClientChanged, ClientView, GivenUpView, Kind, NamedClient,
    Stage, WarningCode, WarningView,
};
pub use firms::{
    AfterSetUp, FirmView, LanguageChoice, PinDelivery, ReadinessSetting, ReadinessState,
    ReadinessTopic, ReadinessWhy, SettingsView, TellOnRevoke, WelcomeProof,
};
pub use messaging::{Bounce, Notice, PinRoute, SmsFailure, Unreachable, WithheldReason};
pub use sessions::{
    Credentials, Done, ForgottenPassword, NextPage, SessionBegun, StaffPasswordSet,
};
pub use staff::{StaffRole, StaffState, StaffView};
pub use timeline::{Actor, TimelineEvent, TimelineLine, Tone, WhatNow};
