//! Writes every page from sample models into a folder, to look at.
#![allow(clippy::unwrap_used, missing_docs)]
use app::model::{site::PhoneNumberText, *};
use directory::{AgeRange, Referral, Shape, Slug};
use std::{fs, time::Instant};

fn s(t: &str) -> String { t.to_owned() }
fn slug(t: &str) -> Slug { t.parse().unwrap() }
fn num(t: &str) -> PhoneNumberText { PhoneNumberText { printed: s(t), digits: t.replace(' ', "") } }
fn choice(v: &str, l: &str) -> Choice { Choice { value: s(v), label: s(l), chosen: false } }
fn uline(name: &str, n: &str, when: &str, note: &str) -> UrgentLine {
    UrgentLine { name: s(name), number: num(n), when: s(when), note: s(note), url: Some(s("/services/x")) }
}
fn kinds() -> Vec<KindTag> {
    fs::read_to_string("data/worcestershire/kinds.csv").unwrap().lines().skip(1).map(|l| {
        let f: Vec<_> = l.split(',').collect();
        KindTag { slug: slug(f[0]), label: s(f[1]), letter: s(f[3]), shape: f[4].parse::<Shape>().unwrap() }
    }).collect()
}
fn needs() -> Vec<(String, Vec<NeedTag>)> {
    let mut out: Vec<(String, Vec<NeedTag>)> = fs::read_to_string("data/worcestershire/need_groups.csv").unwrap().lines().skip(1)
        .map(|l| (l.split_once(',').unwrap().1.replace('"', ""), vec![])).collect();
    let slugs: Vec<String> = fs::read_to_string("data/worcestershire/need_groups.csv").unwrap().lines().skip(1).map(|l| s(l.split_once(',').unwrap().0)).collect();
    for l in fs::read_to_string("data/worcestershire/needs.csv").unwrap().lines().skip(1) {
        let f: Vec<_> = l.splitn(4, ',').collect();
        let label = if f[2].starts_with('"') { format!("{}, …", &f[2][1..]) } else { s(f[2]) };
        let at = slugs.iter().position(|g| g == f[1]).unwrap();
        out[at].1.push(NeedTag { slug: slug(f[0]), label });
    }
    out
}
fn form() -> Form {
    let mut ages = vec![choice("pregnancy", "Pregnant"), choice("0", "Under 1")];
    ages.extend((1..=25).map(|y| choice(&y.to_string(), &format!("{y} year{}", if y == 1 { "" } else { "s" }))));
    Form {
        ages,
        needs: needs().into_iter().map(|(h, n)| (h, n.into_iter().map(|n| choice(n.slug.as_str(), &n.label)).collect())).collect(),
        kinds: kinds().iter().map(|k| choice(k.slug.as_str(), &k.label)).collect(),
        districts: ["Bromsgrove", "Malvern Hills", "Redditch", "Worcester", "Wychavon", "Wyre Forest"].iter().map(|d| choice(&d.to_lowercase().replace(' ', "-"), d)).collect(),
        within: [1, 2, 5, 10, 20].iter().map(|m| choice(&m.to_string(), &format!("{m} miles"))).collect(),
        refer: vec![choice("self", "Me, for myself"), choice("parent", "A parent or carer"), choice("professional", "A professional")],
        levels: vec![choice("1", "1: Everyday help"), choice("2", "2: Some more help"), choice("3", "3: A plan together"), choice("4", "4: Keeping a child safe")],
        flags: vec![
            Filter { parameter: "cost", value: "free", label: s("Free"), chosen: false },
            Filter { parameter: "send", value: "yes", label: s("For special needs or a disability"), chosen: false },
            Filter { parameter: "online", value: "yes", label: s("Online"), chosen: false }],
        sort: vec![choice("best", "Best first"), choice("nearest", "Nearest first"), choice("name", "By name")],
        ..Form::default()
    }
}
fn listing(i: usize, near: bool) -> Listing {
    let ks = kinds();
    let names = ["Brookside Family Hub", "Worcestershire Special Educational Needs and Disabilities Information, Advice and Support Service (SENDIASS) for families", "WANDS children's centre", "Young Solutions Worcestershire youth club", "Kidderminster Baby Café", "Droitwich Spa Foodbank at the Church"];
    Listing {
        id: slug("x"), place_id: None, number: near.then_some(i + 1), name: s(names[i % 6]), url: format!("/services/x{i}"),
        kind: ks[i * 3 % ks.len()].clone(), needs: vec![],
        ages: if i % 3 == 1 { AgeRange::default() } else { AgeRange::new(Some(0), Some(19)).unwrap() }, ages_note: if i % 5 == 0 { s("25 with a disability") } else { s("") },
        age_fit: None, district: None, group: if near { Group::Near } else { Group::Anywhere },
        distance: (near && i % 4 != 3).then_some(Distance(0.4 + i as f64 * 0.7)), precision: None,
        place_words: if near { s("Comberton Primary School, Borrington Road, Kidderminster") } else { s("By phone or online, all of the UK") },
        referral: Referral { by_self: Some(true), self_from_age: (i % 4 == 0).then_some(13), by_parent: Some(true), by_professional: Some(i % 2 == 0) },
        levels: vec![], cost: if i % 2 == 0 { s("Free") } else { s("") }, confirmed: i % 2 == 0,
        phone: (i % 5 != 2).then(|| PhoneLine { number: num("01905 520032"), label: if i % 2 == 1 { s("Helpline") } else { s("") }, hours: if i % 3 == 0 { s("Monday to Friday 9am to 5pm") } else { s("") }, confirmed: i % 2 == 0, takes_texts: i % 4 == 0 }),
        unreachable: i % 5 == 2, web: Some(s("https://www.startingwellworcs.nhs.uk/a/b")), email: None,
        source: Sourced { words: s("From a page of 2023"), date: None, assured: None },
        summary: s("Antenatal classes, stay and play, speech therapy, breastfeeding help and health visitor clinics for families in the area."),
        online: false, reasons: vec![],
    }
}
fn map() -> MapPicture {
    let ks = kinds();
    let pts = [(120., 90.), (300., 200.), (260., 330.), (470., 130.), (400., 420.), (160., 420.), (500., 300.), (80., 250.), (340., 80.)];
    MapPicture {
        width: 600., height: 520.,
        base: s(r#"<path class="county" d="M40 60L560 20L590 300L500 500L100 510L10 300Z"/><path class="district" d="M40 60L300 40L320 260L10 300Z"/><path class="district" d="M300 40L560 20L590 300L320 260Z"/><path class="river" d="M200 0C220 150 150 250 230 360S260 480 240 520"/>"#),
        labels: vec![MapLabel { x: 150., y: 180., text: s("Wyre Forest"), class: "district" }, MapLabel { x: 430., y: 240., text: s("Droitwich"), class: "town" }],
        markers: pts.iter().enumerate().map(|(i, p)| { let l = listing(i, true); Marker { x: p.0, y: p.1, numbers: if i == 4 { s("5, 6") } else { (i + 1).to_string() }, href: format!("#result-{}", i + 1), name: format!("{}: {}", i + 1, l.name), kind: ks[i * 3 % ks.len()].clone() } }).collect(),
        counted: vec![CountedLabel { x: 330., y: 470., text: s("3 in Evesham"), href: s("/search?near=Evesham") }],
        from: Some((210., 240.)), scale: Some(ScaleBar { length: 110., label: s("2 miles") }),
        legend: (0..9).map(|i| LegendEntry { kind: ks[i * 3 % ks.len()].clone(), count: i + 1 }).collect(),
        sentence: s("Nine places within 6 miles of DY10 3ED. The nearest is Brookside Family Hub, 0.4 miles away."),
    }
}
fn main() {
    let site = Site {
        name: s("Family Hub Finder"), authority: s("Worcestershire"), council: s("Worcestershire County Council"), council_url: s("https://www.worcestershire.gov.uk"),
        notice: s("We gathered this from public pages on 22 November 2026. Nobody has rung the numbers or visited the places yet, so please ring or look first."),
        leave_url: s("https://www.bbc.co.uk/weather"), fallback_label: s("the county's Family Hub line"), fallback: num("01905 520032"),
        attributions: vec![s("Contains OS data © Crown copyright and database right 2025. Contains Royal Mail data © Royal Mail copyright and database right 2025. Licensed under the Open Government Licence v3.0."), s("Place names © GeoNames (geonames.org), CC BY 4.0, cut to the county and its surroundings; some names changed.")],
        urgent: vec![], assets: Assets { style: s("style.css"), leave: s("leave.js"), islands_js: Some(s("/pkg/app.js")), islands_wasm: Some(s("/pkg/app_bg.wasm")), icon: s("icon.svg") },
    };
    let dir = "/tmp/gallery";
    fs::create_dir_all(dir).unwrap();
    let head = |title: &str, path: &str| Head { title: s(title), path: s(path), description: s("Help for families."), islands: true, nonce: s("abc"), no_index: false };
    let write = |name: &str, html: String| { println!("{name} {}", html.len()); fs::write(format!("{dir}/{name}.html"), html).unwrap() };
    write("home", app::home(&site, &head("", "/"), &HomePage { form: form(), needs: needs(), districts: form().districts.iter().map(|c| (slug(&c.value), c.label.clone())).collect(), services: 315, confirmed: 120 }));
    let mut f = form();
    f.q = s("my baby will not feed"); f.near = s("DY10 3ED"); f.ages[1].chosen = true; f.ages[4].chosen = true;
    let panel = UrgentPanel { label: s("Domestic abuse"), lead: s("It is not your fault, and you can talk to someone who will believe you, by day or night."), lines: vec![uline("Emergency", "999", "Now, if somebody is in danger", "If you cannot speak, press 55."), uline("Worcestershire domestic abuse helpline (West Mercia Women's Aid)", "0800 980 3331", "Day and night, every day of the year", "If someone at home or a partner hurts, scares or controls you.")] };
    let search = SearchPage {
        form: f,
        chips: vec![Chip { label: s("Feeding your baby"), remove: s("/search?near=x") }, Chip { label: s("Under 1"), remove: s("/search") }, Chip { label: s("Near DY10 3ED"), remove: s("/search") }],
        ignored: vec![Ignored { parameter: s("age"), value: s("abc"), why: s("Ages go from 0 to 25.") }],
        place: Some(PlaceUnderstood { label: s("Droitwich"), district: Some(s("Wychavon")), note: Some(s("This is the middle of an area, so distances are rough.")), typed: Some(s("Droitwhich")), others: vec![(s("Droitwich Spa West"), s("/search?near=a")), (s("Ditchford"), s("/search?near=b"))], found: true }),
        spelling: vec![SpellingWord { typed: s("brestfeeding"), meant: s("breastfeeding"), instead: s("/search?q=brestfeeding") }],
        urgent: Some(panel.clone()), quiet: Some(uline("Childline", "0800 1111", "Day and night", "")),
        beside: Some(Beside { hub: Some(Box::new(listing(0, true))), hub_words: s("We know two of the county's nine hubs. Ring 01905 520032 to find yours."), team: Some(Box::new(Listing { phone: None, distance: None, name: s("Early Help Family Support: Wyre Forest"), ..listing(3, true) })), team_words: s("Its own number is not known. Ring the county's Family Hub line: 01905 520032.") }),
        near: ResultGroup { listings: (0..10).map(|i| listing(i, true)).collect(), total: 34, first: 0, more: Some(s("/search?page=2")), back: None, empty: None },
        anywhere: ResultGroup { listings: (0..10).map(|i| listing(i, false)).collect(), total: 12, first: 0, more: Some(s("/search?page=2")), back: None, empty: None },
        map: Some(map()), widened_to_miles: Some(10), within: Some(2),
        hidden: vec![HiddenBy { filter: s("Free"), count: 12, not_said: 6, without: s("/search?a") }], total: 46, asked: true, out_of_scope: true,
    };
    write("search", app::search(&site, &head("Find help", "/search"), &search));
    let plain = SearchPage { urgent: None, quiet: None, spelling: vec![], ignored: vec![], widened_to_miles: None, out_of_scope: false, place: Some(PlaceUnderstood { label: s("DY10 3ED"), district: Some(s("Wyre Forest")), note: None, typed: None, others: vec![], found: true }), ..search.clone() };
    write("search-plain", app::search(&site, &head("Find help", "/search"), &plain));
    write("search-none", app::search(&site, &head("Find help", "/search"), &SearchPage { form: form(), asked: true, hidden: search.hidden.clone(), ..SearchPage::default() }));
    let hours = vec![OpeningTime { days: s("Monday to Friday"), times: s("9am to 5pm"), note: s("term time only"), confirmed: true }, OpeningTime { days: s("First Saturday of the month"), times: s(""), note: s(""), confirmed: false }];
    let place = PlaceVisit { id: slug("b"), name: s("Brookside Children's Centre"), url: s("/places/b"), address: vec![s("Borrington Road"), s("Kidderminster"), s("DY10 3ED")], directions: Some(s("https://www.openstreetmap.org/?x")), accessibility: s("Level way in, parking."), confirmed: false, hours: hours.clone() };
    let service = ServicePage {
        id: slug("x"), name: listing(1, true).name, kind: kinds()[0].clone(), summary: listing(0, true).summary, needs: needs()[0].1.clone(), ages: AgeRange::new(Some(0), Some(19)).unwrap(), ages_note: s("Up to 25 with special needs."),
        eligibility: s("Families who live in Wyre Forest."), how_to_get_help: s("Ring 01905 520032, the county number for your local Family Hub."), referral: listing(0, true).referral, levels: vec![(1, s("Everyday help"))], area: s("Wyre Forest"), cost: s("Free"),
        organization: s("Barnardo's"), organization_url: Some(s("https://www.barnardos.org.uk")), phones: vec![listing(0, true).phone.unwrap(), listing(1, true).phone.unwrap()], web: Some(s("https://www.startingwellworcs.nhs.uk/family-hubs/")), email: Some(s("hello@example.org")), unreachable: true, hours: hours.clone(), places: vec![place.clone()], confidential: false, phone_only: false, online: false, map: Some(map()), confirmed: false,
        source: Sourced { words: s("From a page of 2023"), date: None, assured: None }, sources: vec![(s("Family hubs insight page"), s("https://www.worcestershire.gov.uk/x"), s("2023")), (s("A printed leaflet"), s("leaflet"), s(""))], sensitive: false, back: Some(s("/search?q=a")),
    };
    write("service", app::service(&site, &head("A service", "/services/x"), &service));
    write("service-private", app::service(&site, &head("A service", "/services/x"), &ServicePage { confidential: true, places: vec![], map: None, confirmed: true, ..service }));
    write("place", app::place(&site, &head("A place", "/places/b"), &PlacePage { place, district: (slug("wyre-forest"), s("Wyre Forest")), deprivation: Some(s("This place is in one of the 30 % most deprived areas of England (2019).")), services: (0..3).map(|i| (Listing { number: None, ..listing(i, true) }, hours.clone())).collect(), map: Some(map()) }));
    write("hubs", app::hubs(&site, &head("Family Hubs", "/hubs"), &HubsPage { form: form(), place: None, beside: search.beside.clone(), hub_words: s("We know two of nine. Ring 01905 520032 to find yours."), hubs: vec![listing(0, true)], centres: vec![(s("Wychavon"), vec![listing(2, true)])], map: Some(map()) }));
    write("needs", app::needs(&site, &head("Needs", "/needs"), &NeedsPage { groups: needs().into_iter().map(|(h, n)| (h, n.into_iter().map(|n| (n, s("Feeding a baby can be hard at first, by breast or by bottle. Kind people can listen."))).collect())).collect() }));
    write("need", app::need(&site, &head("Feeding your baby", "/needs/infant-feeding"), &NeedPage { need: needs()[0].1[2].clone(), description: s("Feeding a baby can be hard at first, by breast or by bottle. Kind people can listen, show you what may help and talk you through starting solid food."), covers: vec![s("breastfeeding"), s("bottle feeding"), s("weaning")], sensitive: false, form: form(), local: (0..3).map(|i| Listing { number: None, ..listing(i, true) }).collect(), national: (0..2).map(|i| listing(i, false)).collect(), all: s("/search?need=infant-feeding"), total: 20, related: needs()[0].1.clone(), urgent: Some(panel.clone()) }));
    write("urgent", app::urgent(&site, &head("Urgent help", "/urgent"), &UrgentPage { lines: panel.lines.clone(), dangers: vec![panel.clone(), UrgentPanel { label: s("Not wanting to be alive"), ..panel }] }));
    write("error", app::error(&site, &head("Not found", "/x"), &ErrorPage { heading: s("We could not find that page"), sentence: s("It may have moved, or the address may have a mistake in it."), request_id: Some(s("01HX")) }));
    let mut css: Vec<_> = fs::read_dir("style").unwrap().map(|e| e.unwrap().path()).collect();
    css.sort();
    fs::write(format!("{dir}/style.css"), css.iter().map(|p| fs::read_to_string(p).unwrap()).collect::<String>()).unwrap();
    for f in ["leave.js", "icon.svg"] { fs::copy(format!("public/{f}"), format!("{dir}/{f}")).unwrap(); }
    let h = head("Find help", "/search");
    let start = Instant::now();
    let mut bytes = 0;
    for _ in 0..200 { bytes += app::search(&site, &h, &search).len() }
    println!("search page: {:?} each, {} bytes", start.elapsed() / 200, bytes / 200);
}
