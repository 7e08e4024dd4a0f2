//! Parts of pages that are rendered once and kept.

use crate::document::without_markers;
use leptos::{prelude::*, tachys::html::InertElement};
use lru::LruCache;
use std::{
    hash::Hash,
    num::NonZeroUsize,
    sync::{Arc, LazyLock, Mutex, PoisonError},
};

/// How many parts of one sort are kept, of some hundred bytes to ten kilobytes each.
const CAPACITY: NonZeroUsize = NonZeroUsize::new(2_048).expect("it is not zero");

/// A part that may be kept. It is rendered from itself alone, so two that are equal look the same, and nothing
/// has to be forgotten when records change. It holds what records say and what was chosen from a list, never
/// words or a place that somebody typed, and no island.
pub(crate) trait CachedPart: Clone + Eq + Hash {
    /// Its markup.
    fn view(&self) -> impl IntoView;
}

/// Parts of one sort as they were rendered, those used last.
// Rendered anew for each page, they and the comments that Leptos writes into them were a quarter of `/search`
// (decision 55).
pub(crate) struct RenderCache<P>(LazyLock<Mutex<LruCache<P, Arc<str>>>>);

impl<P: CachedPart> RenderCache<P> {
    /// An empty cache.
    pub(crate) const fn new() -> Self {
        Self(LazyLock::new(|| Mutex::new(LruCache::new(CAPACITY))))
    }

    /// The part as it is in a page, rendered when it is first asked for.
    pub(crate) fn get_or_render(&self, part: &P) -> InertElement {
        let cached = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(part).cloned();
        let html = cached.unwrap_or_else(|| {
            let html: Arc<str> = without_markers(&part.view().into_view().to_html()).into();
            self.0.lock().unwrap_or_else(PoisonError::into_inner).put(part.clone(), html.clone());
            html
        });
        InertElement::new(html.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    static RENDERED: AtomicUsize = AtomicUsize::new(0);

    #[derive(Clone, PartialEq, Eq, Hash)]
    struct Words(&'static str);

    impl CachedPart for Words {
        fn view(&self) -> impl IntoView {
            RENDERED.fetch_add(1, Ordering::Relaxed);
            view! { <p>{self.0} " and more"</p> }
        }
    }

    #[test]
    fn equal_parts_are_rendered_once() {
        static CACHE: RenderCache<Words> = RenderCache::new();
        let rendered = |words| CACHE.get_or_render(&Words(words)).to_html();
        assert_eq!(rendered("a & b"), "<p>a &amp; b and more</p>");
        assert_eq!(rendered("c"), "<p>c and more</p>");
        assert_eq!(rendered("a & b"), "<p>a &amp; b and more</p>");
        assert_eq!(RENDERED.load(Ordering::Relaxed), 2);
    }
}
