//! The proxy between the handlers and the database in tests, where calls can meet faults. The
//! runner itself calls the database directly.

use std::thread::JoinHandle;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::request::Parts;
use axum::http::{Request, StatusCode, header};
use axum::response::{IntoResponse, Response};
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::account::causes::with_causes;
use crate::net::listener::{self, ListenError, Patience};
use crate::storage::database::Database;
use crate::testing::faults::{self, Faults};

/// The proxy, running until [`Proxy::stop`] or until it is dropped.
pub struct Proxy {
    url: String,
    stop: watch::Sender<bool>,
    thread: JoinHandle<()>,
}

/// The proxy cannot be started.
#[derive(Debug, thiserror::Error)]
pub enum ProxyError {
    /// No port is free.
    #[error(transparent)]
    Listen(#[from] ListenError),
    /// No thread, no runtime or no HTTP client.
    #[error("The proxy before the database cannot be used: {reason}.")]
    Unusable {
        /// What is missing.
        reason: String,
    },
}

impl ProxyError {
    fn unusable(error: impl std::error::Error) -> Self {
        Self::Unusable { reason: with_causes(error) }
    }
}

#[derive(Clone)]
struct Upstream {
    url: String,
    http: reqwest::Client,
}

impl Proxy {
    /// Listens on a free port for calls to this database, with its own thread, like the database.
    ///
    /// # Errors
    /// No port or no thread is available.
    pub async fn start(database: &Database, faults: Faults) -> Result<Self, ProxyError> {
        let (socket, address) = listener::on_loopback(0).await?;
        // The socket moves to the other runtime.
        let socket = socket.into_std().map_err(ProxyError::unusable)?;
        let http = reqwest::Client::builder().no_proxy().build().map_err(ProxyError::unusable)?;
        let upstream = Upstream { url: database.url().to_owned(), http };
        let router = faults::hang(faults, Router::new().fallback(forward)).with_state(upstream);
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(ProxyError::unusable)?;
        let (stop, stopping) = watch::channel(false);
        let thread =
            std::thread::Builder::new().name("dynamodb-proxy".to_owned()).spawn(move || {
                runtime.block_on(async {
                    match TcpListener::from_std(socket) {
                        Ok(socket) => {
                            listener::serve(socket, router, Patience::Endless, None, stopping)
                                .await;
                        }
                        Err(error) => tracing::error!(%error, "the proxy cannot listen"),
                    }
                });
            });
        let thread = thread.map_err(ProxyError::unusable)?;
        Ok(Self { url: format!("http://{address}"), stop, thread })
    }

    /// Where it listens.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Lets running calls finish.
    pub async fn stop(self) {
        self.stop.send_replace(true);
        let thread = self.thread;
        if !matches!(tokio::task::spawn_blocking(|| thread.join()).await, Ok(Ok(()))) {
            tracing::error!("the proxy's thread ended badly");
        }
    }
}

async fn forward(State(upstream): State<Upstream>, request: Request<Body>) -> Response {
    let (parts, body) = request.into_parts();
    let body = match axum::body::to_bytes(body, usize::MAX).await {
        Ok(body) => body,
        Err(error) => {
            tracing::warn!(%error, "a call could not be read");
            return StatusCode::BAD_REQUEST.into_response();
        }
    };
    match upstream.asked(&parts, body).await {
        Ok(response) => response,
        Err(error) => {
            tracing::warn!(%error, "the database did not answer");
            StatusCode::BAD_GATEWAY.into_response()
        }
    }
}

impl Upstream {
    async fn asked(&self, parts: &Parts, body: Bytes) -> Result<Response, reqwest::Error> {
        let url = format!("{}{}", self.url, parts.uri.path());
        let mut request = self.http.request(parts.method.clone(), url);
        for (name, value) in &parts.headers {
            if name != header::HOST && name != header::CONTENT_LENGTH {
                request = request.header(name, value);
            }
        }
        let answer = request.body(body).send().await?;
        let (status, headers) = (answer.status(), answer.headers().clone());
        let mut response = (status, answer.bytes().await?).into_response();
        let response_headers = response.headers_mut();
        for (name, value) in &headers {
            if name != header::CONTENT_LENGTH && name != header::TRANSFER_ENCODING {
                response_headers.insert(name, value.clone());
            }
        }
        Ok(response)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::names::TABLE_NAME;
    use crate::aws::functions::Functions;
    use crate::storage::database::{loopback_http, test_credentials};
    use crate::storage::temporary_folder::TemporaryFolder;
    use crate::template::Template;
    use crate::testing::faults::{COUNT_CALLS, COUNT_CAPACITY, INJECT_FAULT};
    use aws_sdk_dynamodb::Client;
    use aws_sdk_dynamodb::config::retry::RetryConfig;
    use aws_sdk_dynamodb::config::{BehaviorVersion, Region};
    use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
    use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
    use aws_sdk_dynamodb::types::{AttributeValue, Put, TransactWriteItem};
    use serde_json::{Value, json};

    /// A database behind a proxy, and a client that does not retry.
    struct Setup {
        database: Database,
        proxy: Proxy,
        faults: Faults,
        client: Client,
        _folder: TemporaryFolder,
    }

    async fn set_up() -> Setup {
        let folder = TemporaryFolder::new();
        let table = Template::of_this_product().unwrap().table;
        let database = Database::start(&folder.path().join("db.sqlite"), &table).await.unwrap();
        let faults = Faults::default();
        let proxy = Proxy::start(&database, faults.clone()).await.unwrap();
        let client = Client::from_conf(
            aws_sdk_dynamodb::Config::builder()
                .behavior_version(BehaviorVersion::latest())
                .region(Region::new("eu-west-1"))
                .credentials_provider(test_credentials())
                .http_client(loopback_http())
                .retry_config(RetryConfig::disabled())
                .endpoint_url(proxy.url())
                .build(),
        );
        Setup { database, proxy, faults, client, _folder: folder }
    }

    fn item(sk: &str) -> Option<std::collections::HashMap<String, AttributeValue>> {
        let pairs = [("pk", "p"), ("sk", sk)];
        Some(pairs.map(|(name, value)| (name.to_owned(), AttributeValue::S(value.into()))).into())
    }

    impl Setup {
        async fn orders(&self, function: &str, event: Value) -> Value {
            let functions = self.faults.functions(Functions::default());
            functions.invoke(function, event).await.unwrap()
        }

        /// The number of items, from the database itself.
        async fn there(&self) -> usize {
            let query = self.database.client().query().table_name(TABLE_NAME);
            let query = query
                .key_condition_expression("pk = :p")
                .expression_attribute_values(":p", AttributeValue::S("p".to_owned()));
            query.send().await.unwrap().items().len()
        }

        async fn puts(&self, sk: &str) -> Result<(), Option<String>> {
            let put = self.client.put_item().table_name(TABLE_NAME).set_item(item(sk));
            put.send().await.map(drop).map_err(|error| error.code().map(str::to_owned))
        }
    }

    #[tokio::test]
    async fn calls_pass_and_are_counted() {
        let setup = set_up().await;
        for sk in ["a", "b", "a"] {
            setup.puts(sk).await.unwrap();
        }
        let get = setup.client.get_item().table_name(TABLE_NAME).set_key(item("a"));
        assert_eq!(get.send().await.unwrap().item, item("a"));
        let missing = setup.client.get_item().table_name("another").set_key(item("a"));
        let missing = missing.send().await.unwrap_err();
        assert!(missing.into_service_error().is_resource_not_found_exception());
        assert_eq!(setup.there().await, 2);
        assert_eq!(
            setup.orders(COUNT_CALLS, json!({})).await,
            json!({"dynamodb": {"GetItem": 2, "PutItem": 3}})
        );
        // An eventually consistent read is half a unit, a small write a whole one.
        for units in [json!({"read": 0.5, "write": 3.0}), json!({"read": 0.0, "write": 0.0})] {
            assert_eq!(setup.orders(COUNT_CAPACITY, json!({})).await, units);
        }
        setup.proxy.stop().await;
        assert!(get_again(&setup.client).await.is_err(), "nothing is left running");
        setup.database.stop().await;
    }

    async fn get_again(client: &Client) -> Result<(), ()> {
        let get = client.get_item().table_name(TABLE_NAME).set_key(item("a"));
        get.send().await.map(drop).map_err(drop)
    }

    #[tokio::test]
    async fn a_refused_call_changes_nothing_and_has_the_sdks_code() {
        let setup = set_up().await;
        for (how, code) in [
            ("throttle", "ProvisionedThroughputExceededException"),
            ("error-500", "InternalServerError"),
            ("refuse", "AccessDeniedException"),
        ] {
            let order = json!({"service": "dynamodb", "operation": "PutItem", "how": how,
                "code": "AccessDeniedException"});
            setup.orders(INJECT_FAULT, order).await;
            assert_eq!(setup.puts("a").await, Err(Some(code.to_owned())));
        }
        assert_eq!(setup.there().await, 0);
    }

    #[tokio::test]
    async fn a_lost_reply_hides_an_executed_call() {
        let setup = set_up().await;
        let order = json!({"service": "dynamodb", "operation": "PutItem", "how": "lose-reply"});
        setup.orders(INJECT_FAULT, order).await;
        let put = setup.client.put_item().table_name(TABLE_NAME).set_item(item("a"));
        let lost = put.send().await.unwrap_err();
        assert!(matches!(lost, SdkError::DispatchFailure(_)), "{lost:?}");
        assert_eq!(setup.there().await, 1);
        setup.puts("b").await.unwrap();
    }

    #[tokio::test]
    async fn a_conflict_names_each_item_of_the_transaction() {
        let setup = set_up().await;
        setup.orders(INJECT_FAULT, json!({"service": "dynamodb", "how": "conflict"})).await;
        let put = |sk: &str| {
            let put = Put::builder().table_name(TABLE_NAME).set_item(item(sk)).build().unwrap();
            TransactWriteItem::builder().put(put).build()
        };
        let write = || {
            let both = setup.client.transact_write_items().transact_items(put("a"));
            both.transact_items(put("b")).send()
        };
        let TransactWriteItemsError::TransactionCanceledException(cancelled) =
            write().await.unwrap_err().into_service_error()
        else {
            panic!("another error");
        };
        let reasons = cancelled.cancellation_reasons().iter();
        let reasons: Vec<_> = reasons.map(|reason| reason.code()).collect();
        assert_eq!(reasons, [Some("TransactionConflict"), Some("TransactionConflict")]);
        assert_eq!(setup.there().await, 0);
        write().await.unwrap();
        assert_eq!(setup.there().await, 2);
    }
}
