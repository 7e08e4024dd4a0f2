//! A group of results with its own 'more'.

use super::card;
use crate::{
    markup::{Markup, markup, put},
    model::{ResultGroup, Site},
    words::Counted,
};

/// One group under a heading of the second level; nothing when it has nothing to say.
/// `id` names the section, `more` is the end of "Show more …".
pub fn group<'a>(
    site: &'a Site,
    id: &'static str,
    heading: &'static str,
    more: &'static str,
    group: &'a ResultGroup,
) -> Option<impl Markup + 'a> {
    let elsewhere = group.listings.is_empty() && group.more.is_some();
    if group.listings.is_empty() && group.empty.is_none() && !elsewhere {
        return None;
    }
    Some(markup(move |html| {
        put!(html, r#"<section aria-labelledby=""# (id) r#"" class="group"><h2 id=""# (id) r#"">"# (heading) "</h2>");
        if let Some(words) = count(group) {
            put!(html, r#"<p class="count">"# (words) "</p>");
        }
        if let Some(why) = &group.empty {
            put!(html, r#"<p class="empty">"# (why) "</p>");
        }
        if !group.listings.is_empty() {
            put!(html, (card::list(site, &group.listings)));
        }
        if group.back.is_some() || group.more.is_some() {
            put!(html, r#"<p class="pages">"#);
            if let Some(to) = &group.back {
                put!(html, r#"<a href=""# (to) r#"" rel="prev" class="button quiet">Show the ones before</a>"#);
            }
            put!(html, " ");
            if let Some(to) = &group.more {
                put!(html, r#"<a href=""# (to) r#"" rel="next" class="button">"#);
                // A page of the other group alone: this one is a link away.
                if elsewhere {
                    put!(html, "Show " (Counted(group.total)) " " (more) "</a>");
                } else {
                    put!(html, "Show more " (more) "</a>");
                }
            }
            put!(html, "</p>");
        }
        put!(html, "</section>");
    }))
}

/// "12 services", "11 to 20 of 34 services"; nothing for an empty group.
fn count(group: &ResultGroup) -> Option<impl Markup> {
    let shown = group.listings.len();
    (shown > 0).then_some(markup(move |html| {
        if shown < group.total {
            put!(html, (group.first + 1) " to " (group.first + shown) " of ");
        }
        put!(html, (Counted(group.total)));
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::samples::{self, text_of};

    #[test]
    fn a_group_says_where_it_is_and_offers_the_rest() {
        let part = ResultGroup {
            listings: vec![samples::listing(11), samples::listing(12)],
            total: 34,
            first: 10,
            more: Some("/search?page=3".to_owned()),
            ..ResultGroup::default()
        };
        let html = text_of(group(&samples::site(), "near", "Near you", "near you", &part));
        assert!(html.contains("11 to 12 of 34 services"), "{html}");
        assert!(html.contains("href=\"/search?page=3\""));
        assert!(html.contains("Show more near you"));
        assert!(!html.contains("before"));
    }

    #[test]
    fn an_empty_group_says_why() {
        let part = ResultGroup { empty: Some("Nothing is within 2 miles.".to_owned()), ..ResultGroup::default() };
        assert!(
            text_of(group(&samples::site(), "near", "Near you", "near you", &part))
                .contains("Nothing is within 2 miles.")
        );
        assert!(group(&samples::site(), "near", "Near you", "near you", &ResultGroup::default()).is_none());
    }
}
