//! What needs a browser. Each island adds to a page that is already whole without it.

mod suggestions;
mod use_my_location;

pub use suggestions::Suggestions;
pub use use_my_location::UseMyLocation;

/// Called once by the loader, before the islands of the page are started.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
