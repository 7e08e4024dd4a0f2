//! How the feed answers: pages, and words for what was wrong.

use super::{
    ask::{Paging, Wrong},
    text::Text,
};
use directory::Authority;
use serde::Serialize;
use utoipa::ToSchema;

/// A page of a list.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Page<T> {
    /// How many there are on all pages.
    pub total_items: usize,
    /// How many pages there are: at least one.
    pub total_pages: usize,
    /// Which page this is, from 1.
    pub page_number: usize,
    /// How many this page holds.
    pub size: usize,
    /// Whether it is the first.
    pub first_page: bool,
    /// Whether it is the last.
    pub last_page: bool,
    /// Whether it holds nothing.
    pub empty: bool,
    /// What it holds.
    #[schema(inline)]
    pub contents: Vec<T>,
}

impl<T> Page<T> {
    /// The page that was asked for of all positions, each made by `make`; a page after the last is
    /// empty. `make` gives something for every position of a list of the feed.
    pub fn of<P: Copy>(all: &[P], paging: &Paging, make: impl Fn(P) -> Option<T>) -> Self {
        let first = (paging.page - 1).saturating_mul(paging.per_page);
        let contents: Vec<T> = all.iter().skip(first).take(paging.per_page).filter_map(|at| make(*at)).collect();
        let total_pages = all.len().div_ceil(paging.per_page).max(1);
        Self {
            total_items: all.len(),
            total_pages,
            page_number: paging.page,
            size: contents.len(),
            first_page: paging.page == 1,
            last_page: paging.page == total_pages,
            empty: contents.is_empty(),
            contents,
        }
    }
}

/// What this feed is.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct About {
    /// The version of the standard.
    pub version: String,
    /// Where the standard's profile is explained.
    #[schema(format = "uri")]
    pub profile: String,
    /// The description of this API for machines; not in a file, which has no API.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(format = "uri", nullable = false)]
    pub openapi_url: Option<String>,
    /// Who publishes it. Ours, beyond the standard.
    pub publisher: String,
    /// How sure the records are, in a sentence. Ours, beyond the standard.
    pub notice: String,
    /// Under which licence the whole may be used, where the publisher states one. Ours.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub licence: Option<Text>,
    /// The licence's page, where it has one. Ours.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, format = "uri")]
    pub licence_url: Option<Text>,
    /// Lines that licences ask to be shown with the data. Ours, beyond the standard.
    pub attribution: Vec<String>,
}

impl About {
    /// What an authority says of its records. `openapi_url` is where the API is described.
    pub fn new(authority: &Authority, openapi_url: Option<String>) -> Self {
        let stated = authority.open_data.as_ref();
        Self {
            version: super::VERSION.to_owned(),
            profile: super::PROFILE.to_owned(),
            openapi_url,
            publisher: authority.publisher().to_owned(),
            notice: authority.notice.clone(),
            licence: stated.and_then(|stated| Text::new(&stated.licence)),
            licence_url: stated.and_then(|stated| Text::new(stated.licence_url.as_deref()?)),
            attribution: authority.attributions.iter().map(|line| line.text.clone()).collect(),
        }
    }
}

/// Why there is no answer.
#[derive(Debug, Clone, Default, Serialize, ToSchema)]
pub struct Refusal {
    /// What is wrong, in a sentence or two.
    pub error: String,
    /// The parameter that is wrong, where one is.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub parameter: Option<String>,
    /// Its value as it was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub value: Option<String>,
    /// How to mend it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub mend: Option<String>,
}

impl From<Wrong> for Refusal {
    fn from(wrong: Wrong) -> Self {
        Self {
            error: format!("We cannot answer with this value of '{}'. {}", wrong.parameter, wrong.mend),
            parameter: Some(wrong.parameter),
            value: Some(wrong.value),
            mend: Some(wrong.mend),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(all: &[u32], page: usize, per_page: usize) -> Page<u32> {
        Page::of(all, &Paging { page, per_page }, Some)
    }

    #[test]
    fn pages_add_up_and_say_where_they_stand() {
        let all: Vec<u32> = (0..7).collect();
        let pages: Vec<Page<u32>> = (1..=3).map(|number| page(&all, number, 3)).collect();
        assert_eq!(pages.iter().flat_map(|page| page.contents.clone()).collect::<Vec<_>>(), all);
        assert_eq!(pages.iter().map(|page| page.size).collect::<Vec<_>>(), [3, 3, 1]);
        assert_eq!(
            pages.iter().map(|page| (page.first_page, page.last_page)).collect::<Vec<_>>(),
            [(true, false), (false, false), (false, true)]
        );
        assert!(pages.iter().all(|page| page.total_pages == 3 && page.total_items == 7 && !page.empty));
    }

    #[test]
    fn an_empty_list_has_one_empty_page_and_a_page_after_the_last_is_empty() {
        let none = page(&[], 1, 50);
        assert_eq!((none.total_pages, none.first_page, none.last_page, none.empty), (1, true, true, true));
        let after = page(&[1, 2], 9, 2);
        assert_eq!((after.total_pages, after.first_page, after.last_page, after.empty), (1, false, false, true));
    }
}
