//! Counts a request's calls to AWS and what ops watch.

use aws_sdk_dynamodb::config::interceptors::{
    BeforeSerializationInterceptorContextRef, FinalizerInterceptorContextRef,
};
use aws_sdk_dynamodb::config::{ConfigBag, Intercept, RuntimeComponents};
use aws_sdk_dynamodb::error::BoxError;
use serde::Serialize;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use vestibule_domain::messaging::{Report, SmsFailure};

tokio::task_local! {
    static METER: Arc<Meter>;
}

/// The calls of one request.
#[derive(Debug)]
pub struct Meter {
    flow: &'static str,
    request: Arc<str>,
    in_flight: AtomicU32,
    rounds: AtomicU32,
    table_calls: AtomicU32,
    kms_calls: AtomicU32,
    lock_outs: AtomicU32,
    sign_in_failures: AtomicU32,
    unknown_ids: AtomicU32,
    messages_failed: AtomicU32,
    texts_not_set_up: AtomicU32,
    texts_over_limit: AtomicU32,
}

/// The counts of one request.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Counted {
    /// Calls to DynamoDB that began while no other was running: sequential round trips.
    pub table_rounds: u32,
    /// Calls to DynamoDB.
    pub table_calls: u32,
    /// Calls to KMS.
    pub kms_calls: u32,
    /// Clients who were blocked for PIN entry.
    pub lock_outs: u32,
    /// Sign-ins that were refused for a wrong e-mail or password.
    pub sign_in_failures: u32,
    /// Requests of signed-in people with an id that their firm does not have.
    pub unknown_ids: u32,
    /// Messages that failed or bounced, counted when that is recorded.
    pub messages_failed: u32,
    /// Texts that failed because AWS does not let the account send any yet.
    pub texts_not_set_up: u32,
    /// Texts that failed because the account's monthly limit is reached.
    pub texts_over_limit: u32,
}

impl Meter {
    /// Runs a flow's future with its own meter.
    pub async fn over<F: Future>(
        flow: &'static str,
        request: &str,
        future: F,
    ) -> (F::Output, Counted) {
        let meter = Arc::new(Self {
            flow,
            request: request.into(),
            in_flight: AtomicU32::new(0),
            rounds: AtomicU32::new(0),
            table_calls: AtomicU32::new(0),
            kms_calls: AtomicU32::new(0),
            lock_outs: AtomicU32::new(0),
            sign_in_failures: AtomicU32::new(0),
            unknown_ids: AtomicU32::new(0),
            messages_failed: AtomicU32::new(0),
            texts_not_set_up: AtomicU32::new(0),
            texts_over_limit: AtomicU32::new(0),
        });
        let output = METER.scope(Arc::clone(&meter), future).await;
        let counted = Counted {
            table_rounds: meter.rounds.load(Ordering::Relaxed),
            table_calls: meter.table_calls.load(Ordering::Relaxed),
            kms_calls: meter.kms_calls.load(Ordering::Relaxed),
            lock_outs: meter.lock_outs.load(Ordering::Relaxed),
            sign_in_failures: meter.sign_in_failures.load(Ordering::Relaxed),
            unknown_ids: meter.unknown_ids.load(Ordering::Relaxed),
            messages_failed: meter.messages_failed.load(Ordering::Relaxed),
            texts_not_set_up: meter.texts_not_set_up.load(Ordering::Relaxed),
            texts_over_limit: meter.texts_over_limit.load(Ordering::Relaxed),
        };
        (output, counted)
    }

    /// The flow of the current request.
    pub(crate) fn flow() -> Option<&'static str> {
        METER.try_with(|meter| meter.flow).ok()
    }

    /// The id of the current request.
    pub(crate) fn request() -> Option<Arc<str>> {
        METER.try_with(|meter| Arc::clone(&meter.request)).ok()
    }
}

/// The service that a client calls.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Metered {
    Table,
    Kms,
}

impl Intercept for Metered {
    fn name(&self) -> &'static str {
        "VestibuleMeter"
    }

    fn read_before_execution(
        &self,
        _: &BeforeSerializationInterceptorContextRef<'_>,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        // Outside of a request (at start, in a tool) there is nothing to count.
        let _ = METER.try_with(|meter| match self {
            Self::Table => {
                meter.table_calls.fetch_add(1, Ordering::Relaxed);
                if meter.in_flight.fetch_add(1, Ordering::Relaxed) == 0 {
                    meter.rounds.fetch_add(1, Ordering::Relaxed);
                }
            }
            Self::Kms => {
                meter.kms_calls.fetch_add(1, Ordering::Relaxed);
            }
        });
        Ok(())
    }

    fn read_after_execution(
        &self,
        _: &FinalizerInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let _ = METER.try_with(|meter| match self {
            Self::Table => {
                meter.in_flight.fetch_sub(1, Ordering::Relaxed);
            }
            Self::Kms => {}
        });
        Ok(())
    }
}

/// Counts a commit that blocked a client for PIN entry.
pub fn count_lock_out() {
    // Outside of a request nobody is blocked.
    let _ = METER.try_with(|meter| meter.lock_outs.fetch_add(1, Ordering::Relaxed));
}

/// Counts a sign-in that was refused for a wrong e-mail or password.
pub fn count_sign_in_failure() {
    let _ = METER.try_with(|meter| meter.sign_in_failures.fetch_add(1, Ordering::Relaxed));
}

/// Counts a request of a signed-in person with an id that their firm does not have.
pub fn count_unknown_id() {
    let _ = METER.try_with(|meter| meter.unknown_ids.fetch_add(1, Ordering::Relaxed));
}

/// Counts a failed message once that is recorded, and texts also by causes that ops can remove.
pub fn count_failed_message(report: &Report) {
    let (failed, text) = match report {
        Report::EmailDelivered | Report::EmailDelayed | Report::SmsDelivered => (0, None),
        Report::EmailBounced { .. } | Report::EmailComplained { .. } | Report::Refused { .. } => {
            (1, None)
        }
        Report::SmsFailed { reason, .. } => (1, Some(reason)),
    };
    let _ = METER.try_with(|meter| {
        meter.messages_failed.fetch_add(failed, Ordering::Relaxed);
        match text {
            Some(SmsFailure::NotSetUp) => {
                _ = meter.texts_not_set_up.fetch_add(1, Ordering::Relaxed);
            }
            Some(SmsFailure::SpendLimit) => {
                _ = meter.texts_over_limit.fetch_add(1, Ordering::Relaxed);
            }
            Some(
                SmsFailure::Unreachable
                | SmsFailure::OptedOut
                | SmsFailure::InvalidNumber
                | SmsFailure::Blocked
                | SmsFailure::NumberLimit
                | SmsFailure::FirmLimit
                | SmsFailure::CountryNotAllowed
                | SmsFailure::Other,
            )
            | None => {}
        }
    });
}
