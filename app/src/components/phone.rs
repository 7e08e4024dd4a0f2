//! Numbers to ring, and what to do when there is none.

use super::icon::{self, icon};
use crate::{
    markup::{Markup, markup, put},
    model::{PhoneLine, Site, site::PhoneNumberText},
};

/// The words that go wherever an unconfirmed number goes.
pub const NOT_CONFIRMED: &str = "not confirmed, may have changed";

/// A number as a link that rings it.
pub fn number(number: &PhoneNumberText) -> impl Markup {
    markup(move |html| put!(html, r#"<a href="tel:"# (number.digits) r#"" class="tel">"# (number.printed) "</a>"))
}

/// The number of a line as a link that rings it, or that writes to it where nobody answers a call.
fn reached(line: &PhoneLine) -> impl Markup {
    markup(move |html| {
        if line.rings {
            put!(html, (number(&line.number)));
        } else {
            put!(html, r#"<a href="sms:"# (line.number.digits) r#"" class="tel">"# (line.number.printed) "</a>");
        }
    })
}

/// One line: its number, what it is, its hours, and whether it is confirmed.
pub fn line(line: &PhoneLine) -> impl Markup {
    markup(move |html| {
        put!(html, r#"<p class="phone">"# (icon(icon::PHONE)) "<span>");
        if !line.label.is_empty() {
            put!(html, (line.label) ": ");
        }
        put!(html, (reached(line)));
        if !line.confirmed {
            put!(html, r#" <span class="unsure">("# (NOT_CONFIRMED) ")</span>");
        }
        if line.takes_texts {
            put!(html, " You can send a text to this number.");
        }
        if !line.hours.is_empty() {
            put!(html, r#" <span class="hours">"# (line.hours) "</span>");
        }
        put!(html, "</span></p>");
    })
}

/// Whom to ring before a number of its own that nobody has confirmed.
pub fn first(site: &Site) -> impl Markup {
    markup(move |html| {
        put!(html, r#"<p class="phone">"# (icon(icon::PHONE)) "<span>Ring " (site.fallback_label) " first: ");
        put!(html, (number(&site.fallback)) "</span></p>");
    })
}

/// Whom to ring when nothing to reach a service by is known.
pub fn fallback(site: &Site) -> impl Markup {
    markup(move |html| {
        put!(html, r#"<p class="phone">"# (icon(icon::PHONE)) "<span>Its own number is not known. Ring ");
        put!(html, (site.fallback_label) ": " (number(&site.fallback)) "</span></p>");
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::samples::{self, text_of};

    #[test]
    fn an_unconfirmed_number_says_so() {
        let mut sample = samples::phone();
        sample.confirmed = false;
        assert!(text_of(line(&sample)).contains("(not confirmed, may have changed)"));
        sample.confirmed = true;
        assert!(!text_of(line(&sample)).contains(NOT_CONFIRMED));
    }

    #[test]
    fn a_number_for_texts_alone_opens_a_text_and_not_a_call() {
        let sample = PhoneLine { rings: false, takes_texts: true, ..samples::phone() };
        let html = text_of(line(&sample));
        assert!(html.contains("href=\"sms:01905520032\"") && !html.contains("tel:"), "{html}");
    }

    #[test]
    fn a_number_rings_when_pressed() {
        assert!(text_of(number(&samples::phone().number)).contains("href=\"tel:01905520032\""));
    }
}
