//! What people see: pages, components and islands. A page is a function from a ready model to
//! HTML; nothing here fetches.

pub mod model;
