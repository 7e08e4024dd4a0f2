//! Models for tests and the gallery: lines, numbers and listings here, whole pages and places beside.

mod pages;
mod places;

pub(crate) use pages::*;
pub(crate) use places::*;

use crate::model::{
    ChatPage, Distance, Group, KindTag, Listing, NeedTag, PhoneLine, Precision, ReachLine, Sourced, UrgentLine, Verb,
    Way, site::PhoneNumberText,
};
#[cfg(test)]
use crate::model::{Door, DoorState};
use directory::{Access, AgeRange, Referral, Shape, Sign, Slug};
#[cfg(test)]
use leptos::prelude::*;

/// Text that tries to leave wherever it stands.
#[cfg(test)]
pub(crate) const ATTACK: &str = "\"'></textarea></title></script><script>alert(1)</script>&<!>";

/// The markup of a view, without the comments between its parts.
#[cfg(test)]
pub(crate) fn text_of(view: impl IntoView) -> String {
    let owner = Owner::new_root(None);
    owner.with(|| view.into_view().to_html()).replace("<!>", "")
}

pub(crate) fn slug(text: &str) -> Slug {
    text.parse().expect("samples hold slugs only")
}

pub(crate) fn number() -> PhoneNumberText {
    PhoneNumberText { printed: "01905 520032".to_owned(), digits: "01905520032".to_owned() }
}

pub(crate) fn phone() -> PhoneLine {
    PhoneLine {
        number: number(),
        label: String::new(),
        hours: String::new(),
        confirmed: true,
        takes_texts: false,
        rings: true,
    }
}

pub(crate) fn site() -> crate::model::Site {
    use crate::model::{Assets, ContactText, OperatorText, Site};
    Site {
        name: "Family Hub Finder".to_owned(),
        short_name: "Family Hub".to_owned(),
        public_url: Some("https://help.example.org".to_owned()),
        home: "https://help.example.org".to_owned(),
        authority: "Worcestershire".to_owned(),
        council: "Worcestershire County Council".to_owned(),
        council_url: "https://www.worcestershire.gov.uk".to_owned(),
        notice: "We gathered this from public pages. Nobody has rung the numbers yet, so please ring or look first."
            .to_owned(),
        leave_url: "https://www.bbc.co.uk/weather".to_owned(),
        fallback_label: "the county's Family Hub line".to_owned(),
        fallback: number(),
        attributions: vec!["Contains OS data © Crown copyright and database right 2025.".to_owned()],
        urgent: vec![urgent_line()],
        papers: ("#fff8ef".to_owned(), "#1d1620".to_owned()),
        assets: Assets {
            colours: None,
            style: "/style.css".to_owned(),
            leave: "/leave.js".to_owned(),
            islands_js: Some("/pkg/app.js".to_owned()),
            islands_wasm: Some("/pkg/app_bg.wasm".to_owned()),
            icon: "/icon.svg".to_owned(),
            small_icon: Some("/icon-32.png".to_owned()),
            touch_icon: Some("/icon-180.png".to_owned()),
            share_picture: Some("/share.png".to_owned()),
            shortlist: Some("/shortlist.js".to_owned()),
            filters: Some("/filters.js".to_owned()),
            map: None,
        },
        operator: OperatorText { words: "This is an independent trial.".to_owned(), ..OperatorText::default() },
        contact: ContactText::default(),
        glossary: vec![("EHC plan".to_owned(), slug("ehc-plan")), ("early help".to_owned(), slug("early-help"))],
    }
}

pub(crate) fn urgent_line() -> UrgentLine {
    UrgentLine {
        name: "Family Front Door".to_owned(),
        number: PhoneNumberText { printed: "01905 822666".to_owned(), digits: "01905822666".to_owned() },
        texts_only: false,
        when: "Monday to Thursday 9am to 5pm, Friday 9am to 4.30pm".to_owned(),
        note: "If you are worried that a child is not safe.".to_owned(),
        url: Some("/services/family-front-door".to_owned()),
    }
}

pub(crate) fn text_line() -> UrgentLine {
    UrgentLine {
        name: "Shout crisis text line".to_owned(),
        number: PhoneNumberText { printed: "85258".to_owned(), digits: "85258".to_owned() },
        texts_only: true,
        when: "Day and night".to_owned(),
        note: "Texts only: text SHOUT.".to_owned(),
        url: Some("/services/shout-crisis-text".to_owned()),
    }
}

/// A way of each sort that most services have.
pub(crate) fn ways() -> Vec<Way> {
    let way = |verb, address: &str, words: &str| Way { verb, address: address.to_owned(), words: words.to_owned() };
    vec![
        way(Verb::Ring, "tel:01905520032", "01905 520032"),
        way(Verb::Text, "sms:85258?body=SHOUT", "SHOUT to 85258"),
        way(Verb::Web, "https://www.startingwellworcs.nhs.uk", ""),
    ]
}

pub(crate) fn kind() -> KindTag {
    KindTag {
        slug: slug("family-hub"),
        label: "Family Hub".to_owned(),
        letter: "H".to_owned(),
        sign: Some(Sign::House),
        shape: Shape::House,
    }
}

pub(crate) fn listing(number: usize) -> Listing {
    Listing {
        id: slug("brookside-family-hub"),
        place_id: Some(slug("brookside")),
        on_map: None,
        number: Some(number),
        name: "Brookside Family Hub".to_owned(),
        url: "/services/brookside-family-hub".to_owned(),
        kind: kind(),
        needs: vec![NeedTag { slug: slug("infant-feeding"), label: "Feeding your baby".to_owned() }],
        ages: AgeRange::new(Some(0), Some(19)).unwrap_or_default(),
        ages_note: String::new(),
        age_fit: None,
        district: Some(slug("wyre-forest")),
        group: Group::Near,
        distance: Some(Distance(0.82)),
        about_miles: None,
        precision: Some(Precision::Point),
        town: "Kidderminster".to_owned(),
        place_words: "Borrington Road, Kidderminster".to_owned(),
        address: "Borrington Road, Kidderminster, DY10 3ED".to_owned(),
        for_whom: "",
        door: door(),
        referral: Referral { by_self: Some(true), by_parent: Some(true), ..Referral::default() },
        levels: vec![1, 2],
        access: vec![Access::StepFree, Access::BabyChanging],
        languages: ["pl", "ur"].iter().filter_map(|code| code.parse().ok()).collect(),
        cost: "Free".to_owned(),
        confirmed: true,
        ways: ways().into_iter().take(1).collect(),
        phone: Some(phone()),
        other_phone: None,
        ask_first: false,
        unreachable: false,
        web: Some("https://www.startingwellworcs.nhs.uk".to_owned()),
        email: None,
        source: Sourced { words: "From a page of 2023".to_owned(), date: Some("2023".to_owned()), assured: None },
        summary: "Antenatal classes, stay and play, and breastfeeding help.".to_owned(),
        online: false,
        save: "brookside-family-hub".to_owned(),
        serves: Vec::new(),
        reasons: Vec::new(),
    }
}

/// The first listing, changed.
#[cfg(test)]
pub(crate) fn listing_with(change: impl FnOnce(&mut Listing)) -> Listing {
    let mut listing = listing(1);
    change(&mut listing);
    listing
}

/// A listing whose every text tries to leave its place.
#[cfg(test)]
pub(crate) fn attacked_listing() -> Listing {
    let attack = || ATTACK.to_owned();
    Listing {
        name: attack(),
        url: attack(),
        kind: KindTag { label: attack(), letter: attack(), ..kind() },
        ages_note: attack(),
        place_words: attack(),
        address: attack(),
        cost: attack(),
        confirmed: false,
        phone: Some(PhoneLine {
            number: PhoneNumberText { printed: attack(), digits: attack() },
            label: attack(),
            hours: attack(),
            confirmed: false,
            takes_texts: true,
            rings: false,
        }),
        ways: [Verb::Ring, Verb::Text, Verb::Web, Verb::Email]
            .map(|verb| Way { verb, address: attack(), words: attack() })
            .to_vec(),
        town: attack(),
        door: Door { words: attack(), state: DoorState::Open },
        unreachable: true,
        source: Sourced { words: attack(), date: None, assured: Some(attack()) },
        summary: attack(),
        save: attack(),
        serves: vec![attack()],
        reasons: vec![attack()],
        ..listing(1)
    }
}

/// A listing of which no way to reach it is known and nothing is confirmed.
pub(crate) fn unreachable_listing() -> Listing {
    Listing {
        number: None,
        confirmed: false,
        ways: Vec::new(),
        place_id: None,
        phone: None,
        web: None,
        unreachable: true,
        ages: AgeRange::default(),
        access: Vec::new(),
        languages: Vec::new(),
        cost: String::new(),
        distance: None,
        ..listing(2)
    }
}

pub(crate) fn reach_line() -> ReachLine {
    ReachLine {
        name: "Childline".to_owned(),
        url: "/services/childline".to_owned(),
        summary: "Free and private.".to_owned(),
        ring: Some(phone()),
        text: Some(unconfirmed_phone()),
        chat: Some(ChatPage {
            address: "https://chat.example".to_owned(),
            hours: "4pm to 9pm".to_owned(),
            confirmed: true,
        }),
        web: Some("https://www.childline.org.uk".to_owned()),
        cost: "free".to_owned(),
        hours: "Every day: 24 hours".to_owned(),
        confirmed: true,
    }
}

/// A line with all that can be said of one.
pub(crate) fn unconfirmed_phone() -> PhoneLine {
    PhoneLine {
        label: "Duty desk".to_owned(),
        hours: "Weekdays 9am to 5pm".to_owned(),
        confirmed: false,
        takes_texts: true,
        ..phone()
    }
}
