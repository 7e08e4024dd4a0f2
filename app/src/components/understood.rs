//! What a search understood, what it left out, and what its filters hide.

use super::icon::{self, icon};
use crate::{
    markup::{Markup, Ready, markup, put},
    model::{Chip, HiddenBy, Ignored, PlaceUnderstood, SearchPage},
};

/// Chips, each a link to the same search without it.
pub fn chips(chips: &[Chip]) -> Option<impl Markup> {
    (!chips.is_empty()).then_some(markup(move |html| {
        put!(html, r#"<div class="chips"><h2 class="hidden">What we looked for</h2><ul role="list">"#);
        for chip in chips {
            put!(html, r#"<li><a href=""# (chip.remove) r#"" class="chip"><span>"# (chip.label) "</span>");
            put!(html, r#"<span class="hidden"> (take this away)</span>"# (icon(icon::CROSS)) "</a></li>");
        }
        put!(html, "</ul></div>");
    }))
}

/// All that has to be said about how the search was read.
pub fn notes(page: &SearchPage) -> impl Markup {
    markup(move |html| {
        put!(html, (page.place.as_ref().and_then(place)));
        for word in &page.spelling {
            put!(html, r#"<p class="note">We looked for “"# (word.meant) r#"”. <a href=""# (word.instead) "\">");
            put!(html, "Look for “" (word.typed) "” instead</a></p>");
        }
        if let Some(miles) = page.widened_to_miles {
            let asked = page.within.map(crate::words::miles).unwrap_or_else(|| "that distance".to_owned());
            put!(html, r#"<p class="note">Nothing was within "# (asked) ", so we looked within ");
            put!(html, (crate::words::miles(miles)) ".</p>");
        }
        put!(html, (ignored(&page.ignored)));
    })
}

/// How the place was read, and what else may be meant; nothing when it is plain.
pub fn place(place: &PlaceUnderstood) -> Option<impl Markup> {
    let typed = place.typed.as_deref().filter(|_| place.found);
    (typed.is_some() || place.note.is_some() || !place.others.is_empty()).then_some(markup(move |html| {
        put!(html, r#"<div class="note">"#);
        if let Some(typed) = typed {
            put!(html, "<p>You wrote “" (typed) "”. We looked near <strong>" (place.label) "</strong>.</p>");
        }
        if let Some(note) = &place.note {
            put!(html, "<p>" (note) "</p>");
        }
        for (at, (label, search)) in place.others.iter().enumerate() {
            put!(html, (if at == 0 { Ready("<p>Did you mean ") } else { Ready(", ") }));
            put!(html, r#"<a href=""# (search) r#"">"# (label) "</a>");
        }
        if !place.others.is_empty() {
            put!(html, "?</p>");
        }
        put!(html, "</div>");
    }))
}

/// What was left out of what was asked for, and why.
pub fn ignored(ignored: &[Ignored]) -> Option<impl Markup> {
    (!ignored.is_empty()).then_some(markup(move |html| {
        put!(html, r#"<div class="note"><p>We left this out of your search:</p><ul>"#);
        for one in ignored {
            put!(html, "<li>" (one.parameter) ": “" (one.value) "”. " (one.why) "</li>");
        }
        put!(html, "</ul></div>");
    }))
}

/// What each filter hides, with the search without it.
pub fn hidden(hidden: &[HiddenBy]) -> Option<impl Markup> {
    (!hidden.is_empty()).then_some(markup(move |html| {
        put!(html, r#"<section aria-labelledby="hides-heading" class="hides"><h2 id="hides-heading">There is more</h2>"#);
        put!(html, "<p>What you chose leaves some help out.</p><ul>");
        for one in hidden {
            put!(html, r#"<li><a href=""# (one.without) r#"">Search without “"# (one.filter) "”</a>: " (one.count) " more");
            if one.not_said > 0 {
                put!(html, " (" (one.not_said) " of them do not say)");
            }
            put!(html, "</li>");
        }
        put!(html, "</ul></section>");
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::samples::{ATTACK, text_of};
    use crate::model::SpellingWord;

    #[test]
    fn a_place_that_was_read_otherwise_says_so_and_offers_others() {
        let html = text_of(place(&PlaceUnderstood {
            label: "Droitwich".to_owned(),
            district: Some("Wychavon".to_owned()),
            note: None,
            typed: Some("Droitwhich".to_owned()),
            others: vec![("Droitwich Spa".to_owned(), "/search?near=x".to_owned())],
            found: true,
        }));
        assert!(html.contains("You wrote “Droitwhich”. We looked near "), "{html}");
        assert!(html.contains("Did you mean "), "{html}");
    }

    #[test]
    fn what_was_typed_is_shown_and_never_executed() {
        let html = text_of(notes(&SearchPage {
            ignored: vec![Ignored { parameter: "age".to_owned(), value: ATTACK.to_owned(), why: "No.".to_owned() }],
            spelling: vec![SpellingWord {
                typed: ATTACK.to_owned(),
                meant: ATTACK.to_owned(),
                instead: format!("/search?q={ATTACK}"),
            }],
            ..SearchPage::default()
        }));
        assert!(!html.contains("<script>"), "{html}");
        assert!(html.contains("We left this out"), "{html}");
    }

    #[test]
    fn what_a_filter_hides_is_counted() {
        let html = text_of(hidden(&[HiddenBy {
            filter: "Free".to_owned(),
            count: 12,
            not_said: 6,
            without: "/search?q=a&b=c".to_owned(),
        }]));
        assert!(html.contains("Search without “Free”</a>: 12 more (6 of them do not say)"), "{html}");
        assert!(html.contains("/search?q=a&amp;b=c"), "{html}");
    }
}
