//! How exactly a place is known.

/// The precision of a place: its point, its town or its district.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Precision {
    /// A point on the map.
    Point,
    /// Only its town.
    Town,
    /// Only its district.
    District,
}
