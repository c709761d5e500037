//! The words of the rules' enums, as bodies spell them. This is the one place that knows both.
//!
//! A variant that the rules add does not compile until it has its word here.

use vestibule_contract::bodies;
use vestibule_domain::access::{
    EndedWhy, LinkPurpose, Next, PinSight, SecurityLevel, Seen, Standing,
};
use vestibule_domain::clients::{Action, ClientKind, Relation};
use vestibule_domain::firms::readiness::{Setting, State, Topic, Why};
use vestibule_domain::firms::{AfterSetUp, TellOnRevoke, WelcomeProof};
use vestibule_domain::kernel::{Actor, GrantId, Language};
use vestibule_domain::messaging::{
    Bounce, Notice, PinDelivery, PinRoute, SmsFailure, Unreachable, WithheldReason,
};
use vestibule_domain::staff::Role;
use vestibule_domain::timeline::{Tone, WhatNow};

/// A value of the rules that bodies show.
pub trait Shown {
    /// What bodies show.
    type View;

    /// Returns what bodies show.
    fn shown(self) -> Self::View;
}

/// A word of a body that the rules take.
pub trait Chosen {
    /// What the rules take.
    type Choice;

    /// Returns what the rules take.
    fn chosen(self) -> Self::Choice;
}

macro_rules! shown {
    ($($name:ident => $view:ident { $($variant:ident),+ $(,)? })+) => {$(
        impl Shown for $name {
            type View = bodies::$view;

            fn shown(self) -> bodies::$view {
                match self { $(Self::$variant => bodies::$view::$variant),+ }
            }
        }
    )+};
}

macro_rules! chosen {
    ($($view:ident => $name:ident { $($variant:ident),+ $(,)? })+) => {$(
        impl Chosen for bodies::$view {
            type Choice = $name;

            fn chosen(self) -> $name {
                match self { $(Self::$variant => $name::$variant),+ }
            }
        }
    )+};
}

shown! {
    Standing => Standing { NotInvited, Invited, Active, Revoked }
    SecurityLevel => SecurityLevel { Low, High }
    PinSight => PinState { Unsent, Live, Expired, None }
    LinkPurpose => LinkPurpose { Invitation, Recovery }
    EndedWhy => LinkEnd { Superseded, Cancelled, Revoked, Used, Corrected }
    Next => LinkStep { Mobile, Pin, Password, SignIn, Expired, Superseded, Corrected, Ended }
    Seen => HelpSeen { Unread, Read, Escalated }
    ClientKind => Kind { Person, Company }
    Relation => Stage { Prospect, Client }
    Language => LanguageChoice { En, De }
    Role => StaffRole { Adviser, FirmAdmin }
    PinDelivery => PinDelivery { WithInvitation, OnceMobileConfirmed, ByAdviser }
    WelcomeProof => WelcomeProof { Pin, LinkAlone }
    AfterSetUp => AfterSetUp { SignIn, Portal }
    TellOnRevoke => TellOnRevoke { Tell, Silent }
    Bounce => Bounce { Permanent, Transient }
    Unreachable => Unreachable { Bounced, Complained, OptedOut }
    WithheldReason => WithheldReason { FirmClosed }
    SmsFailure => SmsFailure {
        Unreachable, OptedOut, InvalidNumber, Blocked, NumberLimit, FirmLimit, CountryNotAllowed,
        SpendLimit, NotSetUp, Other,
    }
    Notice => Notice {
        PinNeeded, NewPinRequested, Blocked, PasswordWaits, WrongMobile, Stuck, EmailBounced,
        EmailComplained, SmsFailed, FirstSignIn, LoginExpiring,
    }
    Topic => ReadinessTopic { Branding, PrivacyLink, Contact, Sender, Sms, SmsReports, FirstStaff, Rehearsal }
    State => ReadinessState { Ready, Missing, Warning, Unknown }
    Why => ReadinessWhy { NoColourAndLogo, NoColour, NoLogo, NoPrivacyLink, NoPhone, NobodyElse, NotRehearsed, NoAnswer, SendingPaused, NotVerified, Sandbox, SpendLimit, NotSetUp, NotLogged }
    Setting => ReadinessSetting { Branding, PrivacyLink, Phone, Members, Rehearsal, Ops }
    Tone => Tone { Plain, Good, Warning, Bad }
    WhatNow => WhatNow {
        CorrectEmail, CorrectMobile, CheckMobile, CheckStaffEmail, SendAgain, CallClient,
        ReadPinOut, NewPin, ExtendLogin, RaiseTextLimit, AllowCountry, TellOps,
    }
    Action => Action {
        Invite, SendAgain, ShowPin, NewPin, CopyLink, ChangeMobile, CorrectEmail, TrustAddress,
        SetExpiry, HandOver, Edit, PrintLetter, MarkHelped, CancelInvitation, Archive, Restore,
        Revoke,
    }
}

impl Shown for PinRoute {
    type View = bodies::PinRoute;

    fn shown(self) -> bodies::PinRoute {
        match self {
            Self::NotAsked => bodies::PinRoute::NotAsked,
            Self::HasPassword => bodies::PinRoute::HasPassword,
            Self::Delivered(PinDelivery::WithInvitation) => bodies::PinRoute::WithInvitation,
            Self::Delivered(PinDelivery::OnceMobileConfirmed) => {
                bodies::PinRoute::OnceMobileConfirmed
            }
            Self::Delivered(PinDelivery::ByAdviser) => bodies::PinRoute::ByAdviser,
        }
    }
}

chosen! {
    Kind => ClientKind { Person, Company }
    Stage => Relation { Prospect, Client }
    LanguageChoice => Language { En, De }
    StaffRole => Role { Adviser, FirmAdmin }
    PinDelivery => PinDelivery { WithInvitation, OnceMobileConfirmed, ByAdviser }
    WelcomeProof => WelcomeProof { Pin, LinkAlone }
    AfterSetUp => AfterSetUp { SignIn, Portal }
    TellOnRevoke => TellOnRevoke { Tell, Silent }
}

impl Shown for GrantId {
    type View = bodies::Grant;

    fn shown(self) -> bodies::Grant {
        match self {
            Self::Portal => bodies::Grant::Portal,
            Self::Engagement(id) => bodies::Grant::Engagement(id.to_string()),
            Self::Deal(id) => bodies::Grant::Deal(id.to_string()),
        }
    }
}

impl Shown for Actor {
    type View = bodies::Actor;

    fn shown(self) -> bodies::Actor {
        match self {
            Self::Staff(id) => bodies::Actor::Staff(id.to_string()),
            Self::Client => bodies::Actor::Client,
            Self::System => bodies::Actor::System,
            Self::Ops => bodies::Actor::Ops,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Serialize;
    use serde_json::to_value;

    /// What is stored and what bodies show have the same form.
    fn is_same<T: Copy + Serialize + Shown>(values: &[T])
    where
        T::View: Serialize,
    {
        for value in values {
            assert_eq!(to_value(value.shown()).unwrap(), to_value(value).unwrap());
        }
    }

    #[test]
    fn bodies_have_the_words_that_are_stored() {
        is_same(&Notice::ALL);
        is_same(&WhatNow::ALL);
        is_same(&Role::ALL);
        is_same(&Language::ALL);
        is_same(&[Standing::NotInvited, Standing::Invited, Standing::Active, Standing::Revoked]);
        is_same(&[
            EndedWhy::Superseded,
            EndedWhy::Cancelled,
            EndedWhy::Revoked,
            EndedWhy::Used,
            EndedWhy::Corrected,
        ]);
        let id = uuid::Uuid::nil();
        is_same(&[
            GrantId::Portal,
            GrantId::Engagement(vestibule_domain::kernel::EngagementId(id)),
            GrantId::Deal(vestibule_domain::kernel::DealId(id)),
        ]);
        let staff = vestibule_domain::kernel::StaffId(id);
        is_same(&[Actor::Staff(staff), Actor::Client, Actor::System, Actor::Ops]);
    }
}
