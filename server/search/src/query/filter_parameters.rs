//! The filters of a search: whether one is on, what it asks for in words, and how it is switched off.

use super::{Search, parameter::Parameter, parameters::PARAMETERS};
use crate::{catalogue::Catalogue, rank::filters::FilterName};

/// The parameters that a filter is made of.
fn of_filter(name: FilterName) -> impl Iterator<Item = &'static Parameter> {
    PARAMETERS.iter().filter(move |parameter| parameter.filter == Some(name))
}

/// Whether a search switches a filter on.
pub fn is_on(name: FilterName, search: &Search) -> bool {
    of_filter(name).any(|parameter| !(parameter.values)(search).is_empty())
}

/// What a filter asks for in words: "Saturday or Sunday, from 2pm"; `None` when it is off.
pub fn label(name: FilterName, search: &Search, catalogue: &Catalogue) -> Option<String> {
    let joined = |parameter: &Parameter| {
        (parameter.labels)(search, catalogue).join(if parameter.all { " and " } else { " or " })
    };
    let labels = of_filter(name).map(joined);
    let labels: Vec<String> = labels.filter(|label| !label.is_empty()).collect();
    (!labels.is_empty()).then(|| labels.join(", "))
}

/// Switches a filter off.
pub fn clear(name: FilterName, search: &mut Search) {
    of_filter(name).for_each(|parameter| (parameter.clear)(search));
}
