//! What a route of the portal needs of a client's login.

/// The section of the portal that a route belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// None: the route is open whatever sections are on.
    None,
}

/// What a route of the portal changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Permission {
    /// None: the route needs no permission beyond being signed in.
    None,
}
