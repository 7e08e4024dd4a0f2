//! Urgent help: calm, first, and only numbers that somebody answers.

use super::phone::number;
use crate::{
    markup::{Markup, markup, put},
    model::{UrgentLine, UrgentPanel},
};
use std::sync::Arc;

/// The panel that stands before everything else when words mean danger.
pub fn panel(panel: &UrgentPanel) -> impl Markup {
    markup(move |html| {
        put!(html, r#"<section aria-labelledby="urgent-heading" class="urgent brief"><h2 id="urgent-heading">"#);
        put!(html, (panel.label) r#"</h2><p class="lead">"# (panel.lead) "</p>" (lines(&panel.lines)) "</section>");
    })
}

/// Lines, each with its number, who answers, when, and a word about it.
pub fn lines(lines: &[Arc<UrgentLine>]) -> impl Markup {
    markup(move |html| {
        put!(html, r#"<ul role="list" class="lines">"#);
        for one in lines {
            put!(html, r#"<li class="line">"# (line(one)) "</li>");
        }
        put!(html, "</ul>");
    })
}

fn line(line: &UrgentLine) -> impl Markup {
    markup(move |html| {
        put!(html, r#"<p class="line-number">"# (number(&line.number)) r#"</p><p class="line-words"><strong>"#);
        match &line.url {
            Some(url) => put!(html, r#"<a href=""# (url) r#"">"# (line.name) "</a>"),
            None => put!(html, (line.name)),
        }
        put!(html, "</strong>");
        if !line.when.is_empty() {
            put!(html, r#"<span class="line-when">"# (line.when) "</span>");
        }
        if !line.note.is_empty() {
            put!(html, r#"<span class="line-note">"# (line.note) "</span>");
        }
        put!(html, "</p>");
    })
}

/// The quiet line: words mention harm without danger, and people play it down.
pub fn quiet(line: &Arc<UrgentLine>) -> impl Markup {
    markup(move |html| {
        put!(html, r#"<p class="note quiet-line">If it gets worse, or it is more than it sounds, you can talk to "#);
        put!(html, (line.name) ": " (number(&line.number)));
        if !line.when.is_empty() {
            put!(html, ". " (line.when) ".");
        }
        put!(html, "</p>");
    })
}
