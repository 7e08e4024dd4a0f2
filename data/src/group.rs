//! The two groups of results.

/// Where a result is given: near enough to go to, or by phone or online.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// Near enough to go to.
    Near,
    /// By phone or online, wherever you live.
    Anywhere,
}
