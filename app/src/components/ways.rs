//! Ways to reach a service as buttons that act: ring, text, open, write. Large enough for a thumb.

use super::{
    icon::{self, Icon},
    web::is_web,
};
use crate::model::{Listing, Site, Verb, Way};
use leptos::{either::EitherOf4, prelude::*};

/// The buttons of a service, the first as the strong one. Where nothing of its own is known, or a source asks
/// for it, whom to ring stands before them.
#[component]
pub(crate) fn Ways<'a>(
    site: &'a Site,
    /// Whose they are, for those who hear the buttons without what stands around them.
    name: &'a str,
    ways: &'a [Way],
    /// Whether the county's line is to be rung before a number of its own.
    ask_first: bool,
) -> impl IntoView {
    // An address comes from a record: only a web address becomes a link.
    let own: Vec<&Way> = ways.iter().filter(|way| !is_page(way) || is_web(&way.address)).collect();
    let strong = usize::from(!ask_first);
    let asks = (ask_first || own.is_empty()).then(|| {
        // What this means is said once a page, by `CardNote`.
        let why = if own.is_empty() { "Ask " } else { "First ring " };
        // Buttons are not printed.
        let number = view! { <span class="paper-only">" "{site.fallback.printed.as_str()}</span> };
        view! { <p class="ask">{why}{site.fallback_label.as_str()}":"{number}</p> }
    });
    let fallback = (ask_first || own.is_empty()).then(|| {
        let address = format!("tel:{}", site.fallback.digits);
        // A line that answers for many is no service's strongest way.
        let class = if ask_first { "button" } else { "button quiet" };
        view! { <li><a class=class href=address>{verb_words(Verb::Ring, &site.fallback.printed)}</a></li> }
    });
    let buttons = own
        .into_iter()
        .enumerate()
        .map(|(at, way)| view! { <li><WayButton way name strong={at < strong} /></li> })
        .collect_view();
    view! {
        {asks}
        <ul class={if ask_first { "acts two-to-ring" } else { "acts" }} role="list">{fallback}{buttons}</ul>
    }
}

/// The ways of a listing.
#[component]
pub(crate) fn ListingWays<'a>(site: &'a Site, listing: &'a Listing) -> impl IntoView {
    view! { <Ways site name=&listing.name ways=&listing.ways ask_first=listing.ask_first /> }
}

/// Whether a way opens a page elsewhere.
fn is_page(way: &Way) -> bool {
    matches!(way.verb, Verb::Web | Verb::Chat)
}

#[component]
fn WayButton<'a>(way: &'a Way, name: &'a str, strong: bool) -> impl IntoView {
    let class = if strong { "button" } else { "button quiet" };
    let shape = match way.verb {
        Verb::Ring => Some(icon::PHONE),
        Verb::Text | Verb::Chat => Some(icon::MESSAGE),
        Verb::Web | Verb::Email => None,
    };
    let words = match way.verb {
        Verb::Web => EitherOf4::A(view! { "Web"<span class="hidden">" page of "{name}</span> }),
        Verb::Chat => EitherOf4::D(view! { "Chat"<span class="hidden">" on line with "{name}</span> }),
        // An address is long: it stands in what unfolds.
        Verb::Email => EitherOf4::B(view! { "E-mail"<span class="hidden">" to "{way.words.as_str()}</span> }),
        verb => EitherOf4::C(verb_words(verb, &way.words)),
    };
    // Other sites learn nothing of the page that led to them.
    let rel = is_page(way).then_some("noreferrer");
    view! { <a class=class href=way.address.as_str() rel=rel>{shape.map(|shape| view! { <Icon shape /> })}{words}</a> }
}

/// "Ring 01905 520032", with the number apart, since a narrow card hides it from those who see.
fn verb_words<'a>(verb: Verb, words: &'a str) -> impl IntoView + use<'a> {
    let verb = match verb {
        Verb::Ring => "Ring",
        Verb::Text => "Text",
        Verb::Chat => "Chat",
        Verb::Web => "Web",
        Verb::Email => "E-mail",
    };
    view! { {verb}" "<span class="way-words">{words}</span> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::samples::{self, text_of};

    fn ways(ways: &[Way], ask_first: bool) -> String {
        let site = samples::site();
        text_of(view! { <Ways site=&site name="Shout" ways ask_first /> })
    }

    #[test]
    fn a_text_begins_with_its_word_and_a_call_rings() {
        let html = ways(&samples::ways(), false);
        assert!(html.contains("href=\"tel:01905520032\""), "{html}");
        assert!(html.contains("href=\"sms:85258?body=SHOUT\"") && html.contains("SHOUT to 85258"), "{html}");
        assert!(html.contains("Web<span class=\"hidden\"> page of Shout"), "{html}");
        assert_eq!(html.matches("class=\"button\"").count(), 1, "one is the strong one: {html}");
    }

    #[test]
    fn a_chat_opens_its_page_and_says_with_whom() {
        let way = Way { verb: Verb::Chat, address: "https://chat.example".to_owned(), words: String::new() };
        let html = ways(&[way], false);
        assert!(html.contains("href=\"https://chat.example\" rel=\"noreferrer\""), "{html}");
        assert!(html.contains("Chat<span class=\"hidden\"> on line with Shout"), "{html}");
        let way = Way { verb: Verb::Chat, address: "javascript:alert(1)".to_owned(), words: String::new() };
        assert!(!ways(&[way], false).contains("javascript"));
    }

    #[test]
    fn without_a_way_of_its_own_the_county_is_asked() {
        let html = ways(&[], false);
        assert!(html.contains("Ask the county's Family Hub line:"), "{html}");
        assert!(html.contains("href=\"tel:01905520032\""), "{html}");
    }

    #[test]
    fn where_the_county_is_to_be_rung_first_it_stands_before_the_own_number() {
        let own = [Way { address: "tel:01905827391".to_owned(), ..samples::ways().swap_remove(0) }];
        let html = ways(&own, true);
        assert!(html.contains("First ring the county's Family Hub line:"), "{html}");
        assert!(html.find("tel:01905520032").unwrap() < html.find("tel:01905827391").unwrap(), "{html}");
    }

    #[test]
    fn only_a_web_address_becomes_a_link() {
        let way = Way { verb: Verb::Web, address: "javascript:alert(1)".to_owned(), words: String::new() };
        assert!(!ways(&[way], false).contains("javascript"));
    }
}
