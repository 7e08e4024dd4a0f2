//! Models for tests and the gallery.

use crate::model::{
    Chip, Choice, ChoiceGroup, Choices, CountedLabel, Cover, CoverContact, Day, Distance, Door, DoorState, Filter,
    Form, Group, HiddenBy, Hub, Ignored, KindTag, LanguageHelp, LegendEntry, Listing, MapLabel, MapOutline, MapPicture,
    Marker, NearestHelp, NeedTag, NotListed, OpeningTime, PhoneLine, PlaceUnderstood, PlaceVisit, Precision, QrPicture,
    ReachLine, ResultGroup, ScaleBar, SearchPage, ServicePage, Session, Sourced, SpellingWord, UrgentHelp, UrgentLine,
    WayThere, Week, site::PhoneNumberText,
};
use directory::{AgeRange, Referral, Shape, Slug};
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
    use crate::model::{Assets, ContactText, Site};
    Site {
        name: "Family Hub Finder".to_owned(),
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
            shortlist: Some("/shortlist.js".to_owned()),
            map: None,
        },
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

pub(crate) fn kind() -> KindTag {
    KindTag { slug: slug("family-hub"), label: "Family Hub".to_owned(), letter: "H".to_owned(), shape: Shape::House }
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
        precision: Some(Precision::Point),
        place_words: "Borrington Road, Kidderminster".to_owned(),
        referral: Referral { by_self: Some(true), by_parent: Some(true), ..Referral::default() },
        levels: vec![1, 2],
        cost: "Free".to_owned(),
        confirmed: true,
        phone: Some(phone()),
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
        unreachable: true,
        source: Sourced { words: attack(), date: None, assured: Some(attack()) },
        summary: attack(),
        save: attack(),
        serves: vec![attack()],
        reasons: vec![attack()],
        ..listing(1)
    }
}

pub(crate) fn choice(value: &str, label: &str) -> Choice {
    Choice { value: value.to_owned(), label: label.to_owned() }
}

/// The only choice of a field.
pub(crate) fn choices(value: &str, label: &str) -> Choices {
    Choices::from_iter([choice(value, label)])
}

pub(crate) fn form() -> Form {
    Form {
        ages: (0..10).map(|years| choice(&(years - 1).to_string(), &format!("{years} years"))).collect(),
        needs: Choices::grouped([ChoiceGroup {
            heading: "Family life".to_owned(),
            choices: vec![choice("sleep", "Sleep")],
        }]),
        kinds: choices("family-hub", "Family Hubs"),
        districts: choices("wychavon", "Wychavon"),
        within: choices("5", "5 miles"),
        refer: choices("self", "Me"),
        levels: choices("1", "1: Everyday help"),
        flags: vec![Filter { parameter: "cost", value: "free", label: "Free", chosen: false }],
        sort: choices("best", "Best first"),
        ..Form::default()
    }
}

pub(crate) fn chip() -> Chip {
    Chip { label: "Age 14".to_owned(), remove: "/search?q=help".to_owned() }
}

pub(crate) fn map() -> MapPicture {
    MapPicture {
        width: 600.0,
        height: 500.0,
        outlines: [MapOutline { class: "district", path: "M0 0h600v500H0Z".to_owned() }].into(),
        labels: vec![MapLabel { x: 300.0, y: 200.0, text: "Kidderminster".to_owned(), class: "town" }],
        markers: vec![Marker {
            x: 200.0,
            y: 300.0,
            numbers: "1".to_owned(),
            href: "#result-1".to_owned(),
            name: "1: Brookside Family Hub, 0.8 miles".to_owned(),
            letter: kind().letter,
            shape: kind().shape,
            outlined: false,
        }],
        counted: vec![CountedLabel {
            x: 400.0,
            y: 100.0,
            text: "3 in Stourport".to_owned(),
            href: "/search?near=Stourport".to_owned(),
        }],
        from: Some((210.0, 310.0)),
        scale: Some(ScaleBar { length: 100.0, label: "2 miles".to_owned() }),
        legend: vec![LegendEntry { kind: kind(), count: 1 }],
        sentence: "One place; the nearest is Brookside Family Hub.".to_owned(),
        need_areas: None,
        moving: "{\"places\":[]}".to_owned(),
    }
}

pub(crate) fn service() -> ServicePage {
    let listing = listing(1);
    ServicePage {
        id: listing.id,
        name: listing.name,
        kind: listing.kind,
        summary: listing.summary,
        needs: listing.needs,
        ages: listing.ages,
        ages_note: String::new(),
        eligibility: String::new(),
        how_to_get_help: "Ring or go in.".to_owned(),
        referral: listing.referral,
        levels: vec![(1, "Everyday help".to_owned())],
        area: "Wyre Forest".to_owned(),
        cost: String::new(),
        organization: "Barnardo's".to_owned(),
        organization_url: None,
        phones: vec![phone()],
        web: listing.web,
        email: None,
        ask_first: false,
        unreachable: false,
        hours: Vec::new(),
        places: vec![PlaceVisit {
            id: slug("brookside"),
            name: "Brookside".to_owned(),
            url: "/places/brookside".to_owned(),
            address: vec!["Borrington Road".to_owned()],
            directions: vec![way()],
            accessibility: String::new(),
            confirmed: false,
            hours: vec![OpeningTime {
                days: "Monday".to_owned(),
                times: "9am to 5pm".to_owned(),
                note: String::new(),
                confirmed: true,
            }],
        }],
        confidential: false,
        phone_only: false,
        online: false,
        map: None,
        confirmed: true,
        source: listing.source,
        sources: Vec::new(),
        sensitive: false,
        save: "brookside-family-hub".to_owned(),
        sessions: false,
        why: None,
    }
}

pub(crate) fn way() -> WayThere {
    WayThere { by: "On foot", url: "https://maps.example/?to=52.38180%2C-2.22626".to_owned() }
}

fn session(name: &str, times: &str) -> Session {
    Session {
        name: name.to_owned(),
        url: "/services/stay-and-play".to_owned(),
        times: times.to_owned(),
        every: String::new(),
        note: String::new(),
        place: None,
        confirmed: true,
        certain: true,
    }
}

/// Three days: today, one with what is unsure on a bank holiday, and one on which nothing happens.
pub(crate) fn week() -> Week {
    let day = |name: &str, date: &str| Day {
        name: name.to_owned(),
        date: date.to_owned(),
        today: false,
        holiday: false,
        sessions: Vec::new(),
    };
    let unsure =
        Session { every: "every other week".to_owned(), certain: false, confirmed: false, ..session("Baby group", "") };
    Week {
        days: vec![
            Day {
                today: true,
                sessions: vec![session("Stay and play", "9am to 11am")],
                ..day("Thursday", "26 November")
            },
            Day { holiday: true, sessions: vec![unsure], ..day("Friday", "27 November") },
            day("Saturday", "28 November"),
        ],
        undated: Vec::new(),
    }
}

pub(crate) fn door() -> Door {
    Door { words: "Open now until 5pm".to_owned(), state: DoorState::Open }
}

pub(crate) fn hub(number: usize) -> Hub {
    let visit =
        service().places.pop().map(|place| PlaceVisit { accessibility: "Ramp at the side door".to_owned(), ..place });
    Hub { listing: listing(number), door: door(), week: week(), visit }
}

pub(crate) fn urgent_help() -> UrgentHelp {
    UrgentHelp {
        label: "Domestic abuse".to_owned(),
        lead: "It is not your fault.".to_owned(),
        lines: vec![urgent_line(), UrgentLine { when: String::new(), note: String::new(), url: None, ..urgent_line() }],
        smaller: vec![text_line(), urgent_line()],
    }
}

pub(crate) fn language_help() -> LanguageHelp {
    LanguageHelp {
        code: "ur".to_owned(),
        direction: "rtl",
        english: "Urdu".to_owned(),
        heading: "آپ کی زبان میں مدد".to_owned(),
        sentences: vec!["خطرے میں 999 پر فون کریں۔".to_owned(), "نیچے کے نتائج انگریزی میں ہیں۔".to_owned()],
    }
}

pub(crate) fn nearest_help() -> NearestHelp {
    NearestHelp {
        hub: Some(Box::new(listing(1))),
        hub_words: "We know where 2 of the 9 are.".to_owned(),
        team: Some(Box::new(unreachable_listing())),
        team_words: "Ask for the early help team.".to_owned(),
    }
}

/// A listing of which no way to reach it is known and nothing is confirmed.
pub(crate) fn unreachable_listing() -> Listing {
    Listing {
        number: None,
        confirmed: false,
        phone: None,
        web: None,
        unreachable: true,
        ages: AgeRange::default(),
        cost: String::new(),
        distance: None,
        ..listing(2)
    }
}

pub(crate) fn cover() -> Cover {
    Cover {
        contacts: vec![CoverContact { listing: listing(1), serves: vec!["Sleep".to_owned(), "2 years".to_owned()] }],
        uncovered: vec!["Debt".to_owned()],
        unsure: vec!["9 years".to_owned()],
    }
}

/// A place that was typed with a slip.
pub(crate) fn place() -> PlaceUnderstood {
    PlaceUnderstood {
        label: "Droitwich".to_owned(),
        district: Some("Wychavon".to_owned()),
        note: Some("This is the middle of the town.".to_owned()),
        typed: Some("Droitwhich".to_owned()),
        others: vec![
            ("Droitwich Spa".to_owned(), "/search?near=Droitwich+Spa".to_owned()),
            ("Dodderhill".to_owned(), "/search?near=Dodderhill".to_owned()),
        ],
        which: None,
        found: true,
    }
}

pub(crate) fn reach_line() -> ReachLine {
    ReachLine {
        name: "Childline".to_owned(),
        url: "/services/childline".to_owned(),
        summary: "Free and private.".to_owned(),
        ring: Some(phone()),
        text: Some(unconfirmed_phone()),
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

pub(crate) fn qr() -> QrPicture {
    QrPicture { size: 29, path: "M4 4h7v1h-7z".to_owned() }
}

/// A search in which everything there is to say is said.
pub(crate) fn search_page() -> SearchPage {
    let mut form = form();
    form.q = "my baby will not sleep".to_owned();
    form.near = "Droitwhich".to_owned();
    form.ages.choose("1");
    form.ages.choose("4");
    form.needs.choose("sleep");
    form.flags[0].chosen = true;
    SearchPage {
        form,
        chips: vec![chip()],
        ignored: vec![Ignored {
            parameter: "age".to_owned(),
            value: "77".to_owned(),
            why: "Ages go from 0 to 25.".to_owned(),
        }],
        place: Some(place()),
        spelling: vec![SpellingWord {
            typed: "slepe".to_owned(),
            meant: "sleep".to_owned(),
            instead: "/search?q=slepe&exact=1".to_owned(),
        }],
        language: Some(language_help()),
        alone: Some("Help that you can ask for yourself comes first.".to_owned()),
        urgent: Some(urgent_help()),
        quiet: Some(urgent_line()),
        nearest_help: Some(nearest_help()),
        near: ResultGroup {
            listings: vec![listing(1), unreachable_listing()],
            total: 34,
            first: 10,
            more: Some("/search?page=3".to_owned()),
            back: Some("/search?page=1".to_owned()),
            empty: None,
        },
        anywhere: ResultGroup { total: 1, more: Some("/search?group=anywhere".to_owned()), ..ResultGroup::default() },
        cover: Some(cover()),
        only_general: true,
        map: Some(map()),
        widened_to_miles: Some(10),
        within: Some(1),
        time_not_known: Some("Thursday evening".to_owned()),
        words_in_place: true,
        not_listed: vec![NotListed {
            label: "group for fathers".to_owned(),
            advice: "Family Lives listens to every parent.".to_owned(),
        }],
        anywhere_first: true,
        hidden: vec![HiddenBy {
            filter: "Free".to_owned(),
            count: 12,
            not_said: 6,
            without: "/search?q=sleep".to_owned(),
        }],
        total: 35,
        asked: true,
        out_of_scope: true,
    }
}
