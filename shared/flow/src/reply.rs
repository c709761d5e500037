//! What a handler replies.

/// A reply: a body, and cookies to set.
pub struct Reply<T> {
    pub(crate) body: T,
    pub(crate) cookies: Vec<String>,
    pub(crate) file: Option<File>,
}

/// A reply that is not JSON. Its name is derived from its content, so browsers and the front may
/// cache it forever.
pub struct File {
    /// Its media type.
    pub content_type: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl<T> From<T> for Reply<T> {
    fn from(body: T) -> Self {
        Self { body, cookies: Vec::new(), file: None }
    }
}

impl From<File> for Reply<()> {
    fn from(file: File) -> Self {
        Self { body: (), cookies: Vec::new(), file: Some(file) }
    }
}

impl<T> Reply<T> {
    /// With a cookie.
    #[must_use]
    pub fn with_cookie(mut self, cookie: String) -> Self {
        self.cookies.push(cookie);
        self
    }
}
