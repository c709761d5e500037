//! Firms, and what each has chosen.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A firm, as everybody may see it.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct FirmView {
    /// Its identifier: sign-in takes it.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its name in addresses.
    pub slug: String,
    /// The number to call, as the firm writes it.
    pub phone: Option<String>,
    /// The language of its messages and pages.
    pub language: LanguageChoice,
    /// The colour of its buttons and headings, `#rrggbb`: white can be read on it.
    pub colour: Option<String>,
    /// The path of its logo, which never shows anything else.
    pub logo: Option<String>,
    /// Where its privacy disclosure is read.
    pub privacy_link: Option<String>,
}

/// A language of messages and pages, as a BCP 47 tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum LanguageChoice {
    /// English.
    En,
    /// German.
    De,
}

/// How a PIN is to reach the client. Without a mobile on record the adviser passes it on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PinDelivery {
    /// Texted at once.
    WithInvitation,
    /// Texted when the client has typed the mobile on record.
    OnceMobileConfirmed,
    /// Read out by the adviser.
    ByAdviser,
}

/// What a welcome set-up asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum WelcomeProof {
    /// The PIN first.
    Pin,
    /// The link alone: anybody who reads the client's mail gets in.
    LinkAlone,
}

/// Where a welcome set-up ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AfterSetUp {
    /// At the sign-in page.
    SignIn,
    /// In the portal, signed in.
    Portal,
}

/// Whether a revoked client is written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TellOnRevoke {
    /// An e-mail says that access has ended.
    Tell,
    /// Nothing is sent.
    Silent,
}

/// What a firm has chosen.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct SettingsView {
    /// Names these choices: a change says what it was made from.
    pub version: String,
    /// Its name, as clients read it.
    pub name: String,
    /// Its name in addresses.
    pub slug: String,
    /// ISO 3166: the country of numbers that are typed without a prefix.
    pub country: String,
    /// The number that clients may call, as the firm writes it.
    pub phone: Option<String>,
    /// Where replies to its e-mails go.
    pub reply_to: String,
    /// Where its privacy disclosure is read.
    pub privacy_link: Option<String>,
    /// The colour of its buttons and headings, `#rrggbb`.
    pub colour: Option<String>,
    /// The path of its logo.
    pub logo: Option<String>,
    /// The language of its messages and pages.
    pub language: LanguageChoice,
    /// ISO 3166: the countries that it sends texts to besides its own.
    pub text_countries: Vec<String>,
    /// Texts that it sends in a day, at most.
    pub texts_a_day: u32,
    /// Days that links live.
    pub link_days: u8,
    /// Minutes that PINs live; as long as their link if null.
    pub pin_minutes: Option<u32>,
    /// How the PIN of a portal login travels by default.
    pub portal_pin: PinDelivery,
    /// How the PIN of an engagement travels by default.
    pub engagement_pin: PinDelivery,
    /// How the PIN of a shared deal travels by default.
    pub deal_pin: PinDelivery,
    /// What a welcome set-up asks for.
    pub welcome_proof: WelcomeProof,
    /// Where a welcome set-up ends.
    pub after_set_up: AfterSetUp,
    /// Whether a revoked client is written to.
    pub tell_on_revoke: TellOnRevoke,
}

/// A thing that an invitation needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ReadinessTopic {
    /// Colour and logo.
    Branding,
    /// The privacy disclosure.
    PrivacyLink,
    /// A number to call.
    Contact,
    /// E-mails go out.
    Sender,
    /// Texts go out.
    Sms,
    /// Deliveries of texts are reported.
    SmsReports,
    /// A second member of staff.
    FirstStaff,
    /// The journey was tried.
    Rehearsal,
}

/// How ready it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ReadinessState {
    /// It is as it should be.
    Ready,
    /// Without it clients do not get in, or not as the firm wants it.
    Missing,
    /// It works, and may fail one day.
    Warning,
    /// It could not be found out at this moment.
    Unknown,
}

/// What is not as it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ReadinessWhy {
    /// Neither a colour nor a logo was chosen.
    NoColourAndLogo,
    /// No colour was chosen.
    NoColour,
    /// No logo was chosen.
    NoLogo,
    /// No privacy disclosure is linked.
    NoPrivacyLink,
    /// There is no number to call.
    NoPhone,
    /// Nobody else at the firm is active.
    NobodyElse,
    /// Nobody has tried the journey to its end.
    NotRehearsed,
    /// The service did not answer.
    NoAnswer,
    /// AWS has paused sending.
    SendingPaused,
    /// The sender address is not verified.
    NotVerified,
    /// The account may only write to a few verified recipients.
    Sandbox,
    /// The monthly limit is low or used up.
    SpendLimit,
    /// AWS lets the account send no texts.
    NotSetUp,
    /// Deliveries are not logged.
    NotLogged,
}

/// The setting that fixes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ReadinessSetting {
    /// Colour and logo.
    Branding,
    /// The link of the privacy disclosure.
    PrivacyLink,
    /// The number to call.
    Phone,
    /// The members of staff.
    Members,
    /// The rehearsal.
    Rehearsal,
    /// None of the firm: the people who run the system fix it.
    Ops,
}
