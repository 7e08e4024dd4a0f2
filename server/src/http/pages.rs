//! Pages for people.

use super::Routes;

pub(super) fn routes() -> Routes {
    Routes::new()
}
