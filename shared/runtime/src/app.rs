//! The app: configuration, AWS clients, keys, clock and hasher, created once for each process.

use crate::clock::Clock;
use crate::config::{Config, Endpoints};
use crate::meter::{Meter, Metered};
use aws_config::SdkConfig;
use aws_config::environment::{
    EnvironmentVariableCredentialsProvider, EnvironmentVariableRegionProvider,
};
use aws_credential_types::provider::future::ProvideCredentials as ProvidedCredentials;
use aws_sdk_dynamodb::config::{
    Credentials, IdentityCache, ProvideCredentials, Region, SharedCredentialsProvider,
};
use aws_smithy_http_client::tls::rustls_provider::CryptoMode;
use aws_smithy_http_client::tls::{Provider, TlsContext, TrustStore};
use std::sync::Arc;
use std::time::Duration;
use vestibule_secrets::keyring::{Keyring, Late};
use vestibule_secrets::password_hash::Hasher;
use vestibule_table::Table;

/// The name of the flow outside of every flow.
const NO_FLOW: &str = "none";

/// The services that every flow uses. Copies are cheap and share everything but the flow's name.
#[derive(Clone)]
pub struct App {
    inner: Arc<Inner>,
    flow: &'static str,
}

struct Inner {
    config: Config,
    table: Table,
    keys: Keyring,
    sns: Late<aws_sdk_sns::Client>,
    ses: Late<aws_sdk_sesv2::Client>,
    hasher: Hasher,
    clock: Clock,
}

/// Amazon's own roots only: loading all of a system's would be most of a cold start.
const AMAZON_ROOTS: &[u8] = include_bytes!("../certs/amazon-roots.pem");

impl App {
    /// Creates an app for AWS, or for the loopback endpoints of its configuration.
    pub async fn start(config: Config, clock: Clock) -> Self {
        crate::config::runs(&config.release);
        let base = match &config.endpoints {
            None => amazon().await,
            Some(_) => loopback(),
        };
        let endpoints = config.endpoints.clone();
        let dynamodb = at(
            aws_sdk_dynamodb::config::Builder::from(&base),
            endpoints.as_ref().map(|at| &at.dynamodb),
            |builder, url| builder.endpoint_url(url),
        )
        .endpoint_resolver(crate::endpoint::OfRegion)
        .interceptor(Metered::Table)
        .build();
        let table =
            Table::new(aws_sdk_dynamodb::Client::from_conf(dynamodb), config.table_name.clone());
        let others = endpoints.map(|at: Endpoints| at.others);
        let keys =
            Keyring::new(table.clone(), kms(base.clone(), others.clone()), config.key_id.clone());
        let (sns, ses) = (sns(base.clone(), others.clone()), ses(base, others));
        let hasher = Hasher::default();
        let inner = Arc::new(Inner { table, keys, sns, ses, hasher, clock, config });
        Self { inner, flow: NO_FLOW }
    }

    /// The app for the flow of this name. The caller of a handler names the flow.
    #[must_use]
    pub fn for_flow(&self, flow: &'static str) -> Self {
        Self { inner: Arc::clone(&self.inner), flow }
    }

    /// The name of the running flow: the cause of its decisions, and the name in its metrics.
    #[must_use]
    pub fn flow(&self) -> &'static str {
        self.flow
    }

    /// The configuration.
    #[must_use]
    pub fn config(&self) -> &Config {
        &self.inner.config
    }

    /// The table.
    #[must_use]
    pub fn table(&self) -> &Table {
        &self.inner.table
    }

    /// The keys.
    #[must_use]
    pub fn keys(&self) -> &Keyring {
        &self.inner.keys
    }

    /// Sends texts.
    #[must_use]
    pub fn sns(&self) -> &aws_sdk_sns::Client {
        &self.inner.sns
    }

    /// Sends e-mails.
    #[must_use]
    pub fn ses(&self) -> &aws_sdk_sesv2::Client {
        &self.inner.ses
    }

    /// Hashes passwords.
    #[must_use]
    pub fn hasher(&self) -> &Hasher {
        &self.inner.hasher
    }

    /// The time.
    #[must_use]
    pub fn now(&self) -> jiff::Timestamp {
        self.inner.clock.now()
    }
}

fn kms(base: SdkConfig, url: Option<String>) -> Late<aws_sdk_kms::Client> {
    Late::new(Box::new(move || {
        let builder = aws_sdk_kms::config::Builder::from(&base);
        let builder = at(builder, url.as_ref(), |builder, url| builder.endpoint_url(url));
        aws_sdk_kms::Client::from_conf(builder.interceptor(Metered::Kms).build())
    }))
}

fn sns(base: SdkConfig, url: Option<String>) -> Late<aws_sdk_sns::Client> {
    Late::new(Box::new(move || {
        let builder = aws_sdk_sns::config::Builder::from(&base);
        let builder = at(builder, url.as_ref(), |builder, url| builder.endpoint_url(url));
        // A text that timed out may have been sent: the queue decides about a retry, not the SDK.
        let once = aws_sdk_sns::config::retry::RetryConfig::disabled();
        aws_sdk_sns::Client::from_conf(builder.retry_config(once).build())
    }))
}

fn ses(base: SdkConfig, url: Option<String>) -> Late<aws_sdk_sesv2::Client> {
    Late::new(Box::new(move || {
        let builder = aws_sdk_sesv2::config::Builder::from(&base);
        let builder = at(builder, url.as_ref(), |builder, url| builder.endpoint_url(url));
        aws_sdk_sesv2::Client::from_conf(builder.build())
    }))
}

fn at<B>(builder: B, url: Option<&String>, set: impl FnOnce(B, String) -> B) -> B {
    match url {
        Some(url) => set(builder, url.clone()),
        None => builder,
    }
}

async fn amazon() -> SdkConfig {
    let trust = TrustStore::empty().with_pem_certificate(AMAZON_ROOTS);
    let tls = TlsContext::builder()
        .with_trust_store(trust)
        .build()
        .expect("a trust store of certificates that are compiled in");
    let http = aws_smithy_http_client::Builder::new()
        .tls_provider(Provider::Rustls(CryptoMode::AwsLc))
        .tls_context(tls)
        .build_https();
    // A function has its credentials and its region in its environment. The SDK would prepare to
    // search elsewhere too, at each start.
    aws_config::defaults(aws_config::BehaviorVersion::latest())
        .region(EnvironmentVariableRegionProvider::new())
        .credentials_provider(EnvironmentVariableCredentialsProvider::new())
        .http_client(http)
        .timeout_config(timeouts())
        .load()
        .await
}

fn loopback() -> SdkConfig {
    SdkConfig::builder()
        .behavior_version(aws_config::BehaviorVersion::latest())
        .region(Region::new("eu-west-1"))
        .credentials_provider(SharedCredentialsProvider::new(OfTheCaller))
        // Another function may make the next call.
        .identity_cache(IdentityCache::no_cache())
        .timeout_config(timeouts())
        .http_client(aws_smithy_http_client::Builder::new().build_http())
        .build()
}

/// On AWS each function has a role, and signs with its credentials. In one process, the function
/// that makes a call signs it under its name.
#[derive(Debug)]
struct OfTheCaller;

impl ProvideCredentials for OfTheCaller {
    fn provide_credentials<'a>(&'a self) -> ProvidedCredentials<'a>
    where
        Self: 'a,
    {
        let name = Meter::flow().unwrap_or("local");
        ProvidedCredentials::ready(Ok(Credentials::new(name, "local", None, None, "loopback")))
    }
}

/// A call that hangs must end well before the function's own time-out of 15 s, so the caller gets
/// an answer.
fn timeouts() -> aws_config::timeout::TimeoutConfig {
    aws_config::timeout::TimeoutConfig::builder()
        .connect_timeout(Duration::from_secs(2))
        .operation_attempt_timeout(Duration::from_secs(4))
        .operation_timeout(Duration::from_secs(10))
        .build()
}
