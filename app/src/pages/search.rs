//! The answer to a search.

use crate::{
    components::{beside, cover, form, map, phone, results, understood, urgent},
    markup::{Markup, markup, put},
    model::{SearchPage, Site},
    words::Counted,
};

pub(super) fn page<'a>(site: &'a Site, page: &'a SearchPage) -> impl Markup + 'a {
    markup(move |html| {
        put!(html, "<h1>" (heading(page)) "</h1>" (page.urgent.as_ref().map(urgent::panel)));
        put!(html, (form::whole(&page.form, page.asked))(understood::chips(&page.chips)));
        put!(html, r#"<div class="notes">"#(understood::notes(page))(page.quiet.as_ref().map(urgent::quiet)));
        if page.out_of_scope {
            put!(html, (out_of_scope(site)));
        }
        if page.only_general {
            put!(html, "<p>We did not find those words. These people help with most things, or know who does.</p>");
        }
        put!(html, r#"</div><p class="total">"# (total(page)) r#"</p><div class="answer">"#);
        if page.map.is_some() || page.beside.is_some() {
            put!(html, r#"<div class="answer-side">"#(page.map.as_ref().map(|map| map::fold(site, map))));
            put!(html, (page.beside.as_ref().map(|both| beside::beside(site, both))) "</div>");
        }
        put!(html, r#"<div class="answer-main">"#(page.cover.as_ref().map(|family| cover::cover(site, family))));
        put!(html, (groups(site, page))(understood::hidden(&page.hidden)));
        if page.total == 0 {
            put!(html, (nothing(site)));
        }
        put!(html, "</div></div>");
    })
}

fn groups<'a>(site: &'a Site, page: &'a SearchPage) -> impl Markup + 'a {
    let has_place = page.place.as_ref().is_some_and(|place| place.found);
    let near_heading = if has_place { "Near you" } else { "Places to go" };
    let near_more = if has_place { "near you" } else { "places to go" };
    let anywhere_heading = "By phone or online, wherever you live";
    markup(move |html| {
        put!(html, (results::group(site, "near-heading", near_heading, near_more, &page.near)));
        put!(html, (results::group(site, "anywhere-heading", anywhere_heading, "by phone or online", &page.anywhere)));
    })
}

fn heading(page: &SearchPage) -> &'static str {
    if page.asked { "What we found" } else { "Find help" }
}

fn total(page: &SearchPage) -> impl Markup {
    markup(move |html| {
        if page.total == 0 {
            return put!(html, "Nothing fits all of that. Here is what you can do.");
        }
        put!(html, (Counted(page.total)));
        if let Some(place) = page.place.as_ref().filter(|place| place.found) {
            put!(html, " for "(place.label));
            if let Some(district) = place.district.as_ref().filter(|district| **district != place.label) {
                put!(html, ", "(district));
            }
        }
        put!(html, " may help.");
    })
}

fn nothing(site: &Site) -> impl Markup {
    markup(move |html| {
        put!(html, r#"<section aria-labelledby="nothing-heading" class="nothing">"#);
        put!(html, r#"<h2 id="nothing-heading">Talk to somebody</h2><p>Ring "# (site.fallback_label) ": ");
        put!(html, (phone::number(&site.fallback)) ". They can tell you who helps with this.</p>");
        put!(html, r#"<p>Or <a href="/search">start again with fewer words</a>, or "#);
        put!(html, r#"<a href="/needs">choose from all needs</a>.</p></section>"#);
    })
}

fn out_of_scope(site: &Site) -> impl Markup {
    markup(move |html| {
        put!(html, r#"<p class="note">This may be something else the council does. Look at the site of <a href=""#);
        put!(html, (site.council_url) r#"" rel="noreferrer">"# (site.council) "</a>.</p>");
    })
}

#[cfg(test)]
mod tests {
    use crate::{
        components::samples::{self, ATTACK},
        model::{Head, Ignored, PlaceUnderstood, ResultGroup, SearchPage, UrgentPanel},
    };

    fn rendered(page: &SearchPage) -> String {
        crate::search(&samples::site(), &Head { islands: true, ..Head::default() }, page)
    }

    #[test]
    fn a_search_without_script_holds_everything() {
        let html = rendered(&SearchPage {
            form: samples::form(),
            chips: vec![samples::chip()],
            near: ResultGroup { listings: vec![samples::listing(1)], total: 1, ..ResultGroup::default() },
            map: Some(samples::map()),
            total: 1,
            asked: true,
            ..SearchPage::default()
        });
        assert_eq!(html.matches("<h1").count(), 1);
        for words in [
            "id=\"result-1\"",
            "0.8 miles",
            "Ages 0 to 19",
            "tel:01905520032",
            "/services/brookside-family-hub",
            "Age 14",
            "<leptos-island",
        ] {
            assert!(html.contains(words), "{words}");
        }
    }

    #[test]
    fn danger_stands_before_everything_else() {
        let html = rendered(&SearchPage {
            form: samples::form(),
            urgent: Some(UrgentPanel {
                label: "Domestic abuse".to_owned(),
                lead: "It is not your fault.".to_owned(),
                lines: vec![samples::urgent_line()],
            }),
            ..SearchPage::default()
        });
        assert!(html.find("Domestic abuse").unwrap() < html.find("<form").unwrap());
    }

    #[test]
    fn nothing_found_is_never_a_dead_end() {
        let html = rendered(&SearchPage { form: samples::form(), asked: true, ..SearchPage::default() });
        assert!(html.contains("Talk to somebody"));
        assert!(html.contains("tel:01905520032"));
    }

    #[test]
    fn no_field_of_a_search_can_be_used_to_attack() {
        let mut form = samples::form();
        form.q = ATTACK.to_owned();
        form.near = ATTACK.to_owned();
        let html = rendered(&SearchPage {
            form,
            chips: vec![crate::model::Chip { label: ATTACK.to_owned(), remove: ATTACK.to_owned() }],
            ignored: vec![Ignored { parameter: ATTACK.to_owned(), value: ATTACK.to_owned(), why: ATTACK.to_owned() }],
            place: Some(PlaceUnderstood {
                label: ATTACK.to_owned(),
                district: Some(ATTACK.to_owned()),
                note: Some(ATTACK.to_owned()),
                typed: Some(ATTACK.to_owned()),
                others: vec![(ATTACK.to_owned(), ATTACK.to_owned())],
                found: true,
            }),
            near: ResultGroup { listings: vec![samples::attacked_listing()], total: 1, ..ResultGroup::default() },
            total: 1,
            asked: true,
            ..SearchPage::default()
        });
        assert!(!html.contains("<script>alert"), "{html}");
        assert!(!html.contains(ATTACK), "{html}");
    }
}
