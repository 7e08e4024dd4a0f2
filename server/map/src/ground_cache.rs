//! The cache of grounds. The paths of one are about a thousand numbers: to write them takes some 60 to 100
//! microseconds, a third of what a whole search page may take (decision 43). Searches near each other show
//! the same ground, since viewports keep to a grid.

use super::{
    BaseMap,
    ground::Ground,
    viewport::{Viewport, ViewportKey},
};
use lru::LruCache;
use std::{
    num::NonZeroUsize,
    sync::{Arc, Mutex, PoisonError},
};

/// How many grounds are kept, of two to ten kilobytes each: more than the viewports of a county's searches
/// are in a day.
const CAPACITY: NonZeroUsize = NonZeroUsize::new(2_048).expect("it is not zero");

/// A viewport and the district that stands out in it.
type GroundKey = (ViewportKey, Option<usize>);

/// The grounds that were drawn last.
#[derive(Debug)]
pub(super) struct GroundCache(Mutex<LruCache<GroundKey, Arc<Ground>>>);

impl Default for GroundCache {
    fn default() -> Self {
        Self(Mutex::new(LruCache::new(CAPACITY)))
    }
}

impl GroundCache {
    /// The ground of a viewport on the grid, in which one district may stand out.
    pub(super) fn get_or_draw(&self, map: &BaseMap, viewport: &Viewport, chosen: Option<usize>) -> Arc<Ground> {
        let key = (viewport.key(), chosen);
        let cached = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
        cached.unwrap_or_else(|| {
            let ground = Arc::new(Ground::draw(map, viewport, chosen));
            self.0.lock().unwrap_or_else(PoisonError::into_inner).put(key, ground.clone());
            ground
        })
    }
}
