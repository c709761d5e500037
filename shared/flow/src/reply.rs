//! What a handler replies.

/// A reply: a body, and cookies to set.
pub struct Reply<T> {
    pub(crate) body: T,
    pub(crate) cookies: Vec<String>,
    pub(crate) other: Option<Other>,
}

/// The body of a reply that is not JSON.
pub(crate) enum Other {
    File(File),
    Page(Page),
}

/// A reply that is not JSON. Its name is derived from its content, so browsers and the front may
/// cache it forever.
pub struct File {
    /// Its media type.
    pub content_type: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// An HTML document that our own pages show in a frame. It may have styles of its own and pictures of
/// this origin, but neither scripts nor forms, and it is not cached.
pub struct Page {
    /// The whole document.
    pub html: String,
}

impl<T> From<T> for Reply<T> {
    fn from(body: T) -> Self {
        Self { body, cookies: Vec::new(), other: None }
    }
}

impl From<File> for Reply<()> {
    fn from(file: File) -> Self {
        Self { body: (), cookies: Vec::new(), other: Some(Other::File(file)) }
    }
}

impl From<Page> for Reply<()> {
    fn from(page: Page) -> Self {
        Self { body: (), cookies: Vec::new(), other: Some(Other::Page(page)) }
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
