//! One parameter of a search.

use super::Search;
use crate::{catalogue::Catalogue, rank::filters::FilterName};

/// A parameter of `/search`, `/api/search` and the pages like them.
pub struct Parameter {
    /// Its name in an address.
    pub name: &'static str,
    /// Whether it may be given several times.
    pub repeated: bool,
    /// Whether all of its values must be met, and not any of them.
    pub all: bool,
    /// Takes one value into a search, or says in a sentence why it is left out.
    pub read: fn(&mut Search, &str, &Catalogue) -> Result<(), String>,
    /// The values that a search writes into its address.
    pub values: fn(&Search) -> Vec<String>,
    /// What each of these values is called, in their order; empty where it is never shown.
    pub labels: fn(&Search, &Catalogue) -> Vec<String>,
    /// Takes all values out of a search.
    pub clear: fn(&mut Search),
    /// The filter that it is a part of.
    pub filter: Option<FilterName>,
    /// What the API says of it; `None` for what only pages use.
    pub description: Option<&'static str>,
    /// The longest value, in characters.
    pub max_length: Option<usize>,
    /// A value as an example.
    pub example: Option<&'static str>,
}

/// A parameter that is given once, that no filter and no label belongs to, and that the API does not
/// describe.
pub(super) const PLAIN: Parameter = Parameter {
    name: "",
    repeated: false,
    all: false,
    read: |_, _, _| Ok(()),
    values: |_| Vec::new(),
    labels: |_, _| Vec::new(),
    clear: |_| (),
    filter: None,
    description: None,
    max_length: None,
    example: None,
};

impl Parameter {
    /// Takes one of its values out of a search.
    pub fn remove_value(&self, search: &mut Search, value: &str, catalogue: &Catalogue) {
        let values = (self.values)(search);
        (self.clear)(search);
        for other in values.iter().filter(|other| *other != value) {
            // They were read before, so that none is left out now.
            let _ = (self.read)(search, other, catalogue);
        }
    }
}
