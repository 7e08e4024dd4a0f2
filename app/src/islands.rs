//! What needs a browser. Each island adds to a page that is already whole without it.

mod search_box;
mod use_my_location;

pub use search_box::SearchBox;
pub use use_my_location::UseMyLocation;

/// Starts the runtime of the islands; the loader calls it once, before the islands of the page.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
