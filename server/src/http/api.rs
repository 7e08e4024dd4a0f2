//! Answers for machines.

use super::Routes;

pub(super) fn routes() -> Routes {
    Routes::new()
}
