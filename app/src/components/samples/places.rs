//! A service with its places, times and map.

use super::*;
use crate::model::{
    ChatPage, CountedLabel, Day, Door, DoorState, Hub, LegendEntry, MapLabel, MapOutline, MapPicture, Marker,
    OpeningTime, PlaceVisit, QrPicture, ScaleBar, ServicePage, Session, WayThere, Week,
};
use directory::Access;

pub(crate) fn map() -> MapPicture {
    MapPicture {
        width: 600.0,
        height: 500.0,
        outlines: [
            MapOutline { class: "district", path: "M0 0h600v500H0Z".to_owned() },
            MapOutline { class: "built", path: "M250 150h120v90H250z".to_owned() },
        ]
        .into(),
        labels: vec![MapLabel { x: 300.0, y: 200.0, text: "Kidderminster".to_owned(), class: "town" }],
        markers: vec![Marker {
            x: 200.0,
            y: 300.0,
            numbers: "1".to_owned(),
            href: "#result-1".to_owned(),
            name: "1: Brookside Family Hub, 0.8 miles".to_owned(),
            kind: kind(),
            outlined: false,
        }],
        counted: vec![CountedLabel {
            x: 400.0,
            y: 100.0,
            text: "3 in Stourport".to_owned(),
            href: "/search?near=Stourport".to_owned(),
        }],
        nearby: vec![(420.0, 330.0), (80.0, 60.0)],
        has_built_up: true,
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
        languages: listing.languages,
        area: "Wyre Forest".to_owned(),
        cost: String::new(),
        organization: "Barnardo's".to_owned(),
        organization_url: None,
        ways: ways(),
        door: door(),
        phones: vec![phone()],
        chats: vec![ChatPage { address: "https://chat.example".to_owned(), hours: String::new(), confirmed: false }],
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
            other_maps: vec![WayThere { by: "Some Maps".to_owned(), ..way() }],
            access: vec![Access::StepFree],
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
        share: None,
        back: Some("/search?need=sleep".to_owned()),
        why: None,
    }
}

pub(crate) fn way() -> WayThere {
    WayThere { by: "On foot".to_owned(), url: "https://maps.example/?to=52.38180%2C-2.22626".to_owned() }
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

pub(crate) fn qr() -> QrPicture {
    QrPicture { size: 29, path: "M4 4h7v1h-7z".to_owned() }
}
