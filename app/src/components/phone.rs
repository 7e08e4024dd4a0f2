//! Numbers to ring, and what to do when there is none.

use super::icon::{self, Icon};
use crate::{
    model::{PhoneLine, Site, site::PhoneNumberText},
    render_cache::{CachedPart, RenderCache},
};
use leptos::prelude::*;

/// The words that go wherever an unconfirmed number goes.
pub(crate) use directory::phone::NOT_CONFIRMED;

/// A number as a link that rings it.
#[component]
pub(crate) fn PhoneLink<'a>(number: &'a PhoneNumberText) -> impl IntoView {
    view! {
        <a class="tel" href=format!("tel:{}", number.digits)>
            {number.printed.as_str()}
        </a>
    }
}

/// One line: its number, what it is, its hours, and whether it is confirmed.
#[component]
pub(crate) fn Phone<'a>(line: &'a PhoneLine) -> impl IntoView {
    static CACHE: RenderCache<PhoneLine> = RenderCache::new();
    CACHE.get_or_render(line)
}

impl CachedPart for PhoneLine {
    fn view(&self) -> impl IntoView {
        // A link that writes, where nobody answers a call.
        let scheme = if self.rings { "tel" } else { "sms" };
        view! {
            <p class="phone">
                <Icon shape=icon::PHONE />
                <span>
                    {(!self.label.is_empty()).then(|| format!("{}: ", self.label))}
                    <a class="tel" href=format!("{scheme}:{}", self.number.digits)>{self.number.printed.as_str()}</a>
                    {(!self.confirmed).then(|| view! { " " <span class="unsure">"("{NOT_CONFIRMED}")"</span> })}
                    {self.takes_texts.then_some(" You can send a text to this number.")}
                    {(!self.hours.is_empty()).then(|| view! { " " <span class="hours">{self.hours.as_str()}</span> })}
                </span>
            </p>
        }
    }
}

/// Whom to ring before a number of its own that nobody has confirmed.
#[component]
pub(crate) fn FallbackPhoneFirst<'a>(site: &'a Site) -> impl IntoView {
    view! {
        <p class="phone">
            <Icon shape=icon::PHONE />
            <span>"Ring "{site.fallback_label.as_str()}" first: " <PhoneLink number=&site.fallback /></span>
        </p>
    }
}

/// Whom to ring when nothing to reach a service by is known.
#[component]
pub(crate) fn FallbackPhone<'a>(site: &'a Site) -> impl IntoView {
    view! {
        <p class="phone">
            <Icon shape=icon::PHONE />
            <span>
                "Its own number is not known. Ring "{site.fallback_label.as_str()}": "
                <PhoneLink number=&site.fallback />
            </span>
        </p>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::samples::{self, text_of};

    #[test]
    fn an_unconfirmed_number_says_so() {
        let mut sample = samples::phone();
        sample.confirmed = false;
        assert!(text_of(view! { <Phone line=&sample /> }).contains("(not confirmed, may have changed)"));
        sample.confirmed = true;
        assert!(!text_of(view! { <Phone line=&sample /> }).contains(NOT_CONFIRMED));
    }

    #[test]
    fn a_number_for_texts_alone_opens_a_text_and_not_a_call() {
        let sample = PhoneLine { rings: false, takes_texts: true, ..samples::phone() };
        let html = text_of(view! { <Phone line=&sample /> });
        assert!(html.contains("href=\"sms:01905520032\"") && !html.contains("tel:"), "{html}");
    }

    #[test]
    fn a_number_rings_when_pressed() {
        let number = samples::number();
        assert!(text_of(view! { <PhoneLink number=&number /> }).contains("href=\"tel:01905520032\""));
    }
}
