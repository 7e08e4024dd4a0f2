//! Putting a service on the shortlist: a form that works by itself, and a button that the
//! shortlist's script turns into a switch.

use crate::markup::{Markup, Ready, markup, put};

/// The button. `ids` is the shortlist so far with this service, for the way without script.
pub fn button<'a>(ids: &'a str, id: &'a str, name: &'a str) -> impl Markup + 'a {
    markup(move |html| put!(html, (START)(ids)(rest(id, name))))
}

/// The button as far as the shortlist so far with this service.
pub(super) const START: Ready<'static> =
    Ready(r#"<form action="/shortlist" method="get" class="save"><input type="hidden" name="ids" value=""#);

/// What follows that.
pub(super) fn rest<'a>(id: &'a str, name: &'a str) -> impl Markup + 'a {
    markup(move |html| {
        put!(html, r#""><button type="submit" data-save=""# (id) r#"" class="quiet"><span>Save to shortlist</span>"#);
        put!(html, r#"<span class="hidden">: "# (name) "</span></button></form>");
    })
}
