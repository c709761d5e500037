//! A client's page: a link, a browser, and the secret that the page made.

use crate::http::{Answer, Visitor};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde_json::json;

/// A page on a link.
#[derive(Clone)]
pub struct Page {
    /// The browser.
    pub visitor: Visitor,
    /// The fragment of the link.
    pub link: String,
    /// The page's own secret.
    pub secret: String,
}

impl Page {
    /// A new page on this link.
    #[must_use]
    pub fn on(visitor: Visitor, link: &str) -> Self {
        let mut secret = [0_u8; 32];
        getrandom::fill(&mut secret).expect("randomness");
        Self { visitor, link: link.to_owned(), secret: BASE64_URL_SAFE_NO_PAD.encode(secret) }
    }

    /// Another page on the same link, in another browser.
    #[must_use]
    pub fn again(&self) -> Self {
        Self::on(self.visitor.another(), &self.link)
    }

    /// Opens the link.
    pub async fn opens(&self) -> Answer {
        self.visitor
            .post(
                "/api/client/open-invitation",
                &json!({ "link": self.link, "secret": self.secret }),
            )
            .await
    }

    /// The step that the link leads to.
    pub async fn next(&self) -> String {
        self.opens().await.is(200).text_at("next")
    }

    /// Types a mobile.
    pub async fn types_mobile(&self, mobile: &str) -> Answer {
        self.visitor
            .post("/api/client/verify-mobile", &json!({ "link": self.link, "mobile": mobile }))
            .await
    }

    /// Types a PIN.
    pub async fn types_pin(&self, pin: &str) -> Answer {
        self.visitor
            .post(
                "/api/client/verify-pin",
                &json!({ "link": self.link, "pin": pin, "secret": self.secret }),
            )
            .await
    }

    /// Chooses a password.
    pub async fn chooses_password(&self, password: &str) -> Answer {
        self.visitor
            .post(
                "/api/client/set-password",
                &json!({ "link": self.link, "secret": self.secret, "password": password }),
            )
            .await
    }
}
