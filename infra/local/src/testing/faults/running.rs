//! How many invocations are running: a caller that hangs up leaves its function running.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::aws::functions::{Functions, Handler};

/// The number of invocations that are running. Clones share it.
#[derive(Clone, Default)]
pub struct Running(Arc<AtomicUsize>);

/// An invocation, counted until it is dropped, however it ends.
struct Invocation(Running);

impl Running {
    /// How many there are now.
    pub fn count(&self) -> usize {
        self.0.load(Ordering::SeqCst)
    }

    /// These functions, whose invocations are counted.
    pub fn of(&self, functions: Functions) -> Functions {
        let counted = functions.0.into_iter().map(|(name, handler)| (name, self.counted(handler)));
        Functions(counted.collect())
    }

    fn counted(&self, handler: Handler) -> Handler {
        let running = self.clone();
        Arc::new(move |event| {
            running.0.fetch_add(1, Ordering::SeqCst);
            let invocation = Invocation(running.clone());
            let reply = handler(event);
            Box::pin(async move {
                let reply = reply.await;
                drop(invocation);
                reply
            })
        })
    }
}

impl Drop for Invocation {
    fn drop(&mut self) {
        self.0.0.fetch_sub(1, Ordering::SeqCst);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};
    use tokio::sync::oneshot;

    #[tokio::test]
    async fn an_invocation_counts_until_it_ends_even_if_its_caller_hangs_up_or_it_panics() {
        let (end, ended) = oneshot::channel::<()>();
        let ended = Arc::new(std::sync::Mutex::new(Some(ended)));
        let running = Running::default();
        let functions = Functions::default()
            .with("waits", move |_| {
                let ended = ended.lock().unwrap().take().unwrap();
                async move {
                    ended.await.unwrap();
                    Ok(Value::Null)
                }
            })
            .with("falls", |_| async { panic!("over a stone") });
        let functions = running.of(functions);
        assert!(functions.invoke("falls", json!({})).await.is_err());
        assert_eq!(running.count(), 0);
        let caller = tokio::spawn({
            let functions = functions.clone();
            async move { functions.invoke("waits", json!({})).await }
        });
        while running.count() == 0 {
            tokio::task::yield_now().await;
        }
        caller.abort();
        assert!(caller.await.is_err());
        assert_eq!(running.count(), 1);
        end.send(()).unwrap();
        while running.count() > 0 {
            tokio::task::yield_now().await;
        }
    }
}
