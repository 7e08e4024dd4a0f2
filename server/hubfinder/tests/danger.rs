//! The urgent panel for people's own words: which heading, which lines, and when none.

#![allow(clippy::unwrap_used, clippy::panic)]

use app::model::{UrgentHelp, UrgentLine};
use chrono::NaiveDateTime;
use directory::{Records, Service};
use search::{Engine, Search, Understood};
use std::{path::Path, sync::LazyLock};
use web::present::urgent::{self, Reader};

static ENGINE: LazyLock<Engine> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/worcestershire");
    let folder = folder::read(&root).unwrap();
    let Ok(records) = Records::read(&folder) else { panic!("the county's folder is not clean") };
    Engine::in_memory(records, &[]).unwrap()
});

/// A Monday morning, when offices are open.
const MORNING: &str = "2026-11-23 10:00";
/// A Sunday night.
const NIGHT: &str = "2026-11-22 23:30";

fn moment(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
}

fn understand(words: &str) -> Understood {
    let search = Search::parse(&[("q".to_owned(), words.to_owned())], &ENGINE.catalogue);
    ENGINE.understand(&search, moment(MORNING))
}

fn panel_at(words: &str, now: &str) -> Option<UrgentHelp> {
    let understood = understand(words);
    urgent::panel(&ENGINE, &understood.danger.dangers, Reader::of(&understood), None, moment(now))
}

fn panel(words: &str) -> UrgentHelp {
    panel_at(words, MORNING).unwrap_or_else(|| panic!("no panel for '{words}': {:?}", understand(words).danger))
}

fn names(lines: &[UrgentLine]) -> Vec<&str> {
    lines.iter().map(|line| line.name.as_str()).collect()
}

fn all_names(panel: &UrgentHelp) -> Vec<&str> {
    panel.lines.iter().chain(&panel.smaller).map(|line| line.name.as_str()).collect()
}

/// The slug of the danger that gives the heading; empty when there is no panel.
fn heading(words: &str) -> String {
    understand(words).danger.dangers.first().map(ToString::to_string).unwrap_or_default()
}

#[track_caller]
fn assert_heading(slug: &str, sentences: &[&str]) {
    let wrong: Vec<_> = sentences
        .iter()
        .filter(|words| heading(words) != slug)
        .map(|words| format!("'{words}' reads as {:?}, by {:?}", heading(words), understand(words).danger.rows))
        .collect();
    assert!(wrong.is_empty(), "expected '{slug}':\n{}", wrong.join("\n"));
}

fn first_need(words: &str) -> String {
    let understood = understand(words);
    let first = understood.needs.first();
    first.map(|said| ENGINE.catalogue.terms.needs[usize::from(said.need)].slug.to_string()).unwrap_or_default()
}

/// The services found for some words, best first.
fn found(words: &str) -> Vec<&'static Service> {
    let search = Search::parse(&[("q".to_owned(), words.to_owned())], &ENGINE.catalogue);
    let answer = ENGINE.search(&search, moment(MORNING)).unwrap();
    let service = |entry: u32| ENGINE.catalogue.entries[entry as usize].service as usize;
    let found = ENGINE.merge_groups(&answer, search.sort, usize::MAX).into_iter();
    found.map(|found| &ENGINE.catalogue.listed.services[service(found.entry)]).collect()
}

#[test]
fn an_ordinary_injury_is_health_and_brings_no_panel() {
    let sentences = [
        "my 3 year old cut her leg",
        "my baby hurt his arm where is a&e",
        "my toddler burned his arm",
        "my son hurt his arm",
        "my son cut his arm on glass",
        "my child broke his arm",
        "hurt my arm at work",
        "cut my leg shaving",
        "my daughter hurt her leg falling off her bike",
        "deep cut on leg",
        "burnt arm",
        "cut knee",
        "broken arm",
        "dog bite",
        "dog bit my child",
        "my son cut his hand",
        "my 6 year old burnt her hand on the hob",
        "scalded my hand with the kettle",
        "twisted ankle at football",
        "bitten by a dog in the park",
        "banged his head at nursery",
        "my lad sliced his thumb open on a tin lid",
        "grazed knee from scooter",
        "wasp stung my toddler",
        "trapped his fingers in the car door",
    ];
    assert_heading("", &sentences);
    for words in sentences {
        assert_eq!(first_need(words), "physical-health", "{words}");
    }
    assert_heading(
        "",
        &["5yo hurt himself on the trampoline", "my baby keeps scratching himself", "cut my finger chopping onions"],
    );
}

#[test]
fn self_harm_has_a_heading_of_its_own() {
    assert_heading(
        "self-harm",
        &[
            "i cut myself",
            "im 13 and i self harm dont tell my mum",
            "my 14 year old is cutting her arms",
            "my daughter keeps cutting her thighs",
            "i burn myself when im stressed",
            "found out my son harms himself",
            "my friend cuts her wrists",
            "i hurt myself to cope",
            "she scratches her arms on purpose",
            "ive cut deeper than normal",
        ],
    );
    assert_heading("suicide", &["i want to die", "i self harm and i want to die", "im going to kill myself"]);
    assert_heading("", &["used to self harm but not any more", "i have never self harmed"]);
}

#[test]
fn illness_poison_and_choking_are_an_emergency_and_nobody_hurting_somebody() {
    assert_heading(
        "medical-emergency",
        &[
            "baby choking",
            "child choking",
            "child is choking on a grape",
            "my husband is choking",
            "baby having a fit",
            "my daughter is having a seizure",
            "bleeding a lot",
            "cut his head and it wont stop bleeding",
            "ive cut deeper than normal and its not stopping",
            "toddler ate nans tablets",
            "toddler swallowed button battery",
            "child swallowed a battery",
            "toddler swallowed bleach",
            "drank bleach",
            "2 year old ate dishwasher tablet",
            "boy drank antifreeze",
            "my child has swallowed tablets",
            "swallowed tablets by accident",
            "my 18 month old got hold of nans heart pills",
            "kid ate berries off a bush",
            "baby not breathing",
            "my baby wont wake up",
            "unconscious",
            "meningitis rash",
            "she took an overdose",
        ],
    );
    assert_heading("hurt-now", &["he is choking me", "my dad is choking my mum", "my husband strangled me"]);
    assert_heading(
        "",
        &["baby choking course", "scared of my baby choking when weaning", "gagging and choking on lumps"],
    );
}

#[test]
fn being_followed_or_watched_has_a_heading_of_its_own() {
    assert_heading(
        "stalking",
        &[
            "older boys follow me home from school",
            "men following me in a car",
            "someone is following me",
            "im being followed home",
            "he put a tracker on my car",
            "airtag in my bag",
            "a man keeps watching my house",
            "i have a stalker",
            "my ex is stalking me",
            "my ex follows me everywhere",
        ],
    );
    assert_heading(
        "",
        &["my 4 year old follows me everywhere", "the dog follows me round", "she follows me on instagram"],
    );
    let panel = panel("someone is following me");
    assert!(panel.label.contains("followed") && panel.lead.contains("101"), "{panel:?}");
    assert_eq!(panel.lines[0].number.printed, "999");
    assert_eq!(panel.lines[1].name, "National Stalking Helpline");
    assert!(all_names(&panel).contains(&"Police, not an emergency"), "{panel:?}");
}

#[test]
fn gas_fire_and_carbon_monoxide_need_no_social_care() {
    assert_heading(
        "gas-leak",
        &["i can smell gas", "house on fire", "carbon monoxide alarm is beeping", "co alarm going off"],
    );
    let panel = panel("i can smell gas in the kitchen");
    assert_eq!(names(&panel.lines), ["Emergency", "National Gas Emergency Service"]);
    assert!(panel.smaller.is_empty(), "{panel:?}");
}

#[test]
fn illness_brings_the_ambulance_and_111_and_nobody_else() {
    for words in ["baby not breathing", "toddler swallowed bleach", "child choking", "having a fit"] {
        let panel = panel(words);
        let numbers: Vec<&str> = panel.lines.iter().map(|line| line.number.printed.as_str()).collect();
        assert_eq!(numbers, ["999", "111"], "{words}");
        assert!(panel.smaller.is_empty(), "{words}: {panel:?}");
    }
}

#[test]
fn at_most_three_buttons_are_strong_and_none_of_them_is_closed() {
    for danger in &ENGINE.catalogue.authority.dangers {
        for now in [MORNING, NIGHT] {
            let slugs = std::slice::from_ref(&danger.slug);
            let Some(panel) = urgent::panel(&ENGINE, slugs, Reader::default(), None, moment(now)) else { continue };
            assert!((1..=3).contains(&panel.lines.len()), "{} at {now}", danger.slug);
            assert_eq!(panel.lines[0].number.printed == "999", danger.now, "{} at {now}", danger.slug);
            let emergency = panel.lines.iter().chain(&panel.smaller).filter(|line| line.number.printed == "999");
            assert_eq!(emergency.count(), 1, "{} at {now}", danger.slug);
            let door = all_names(&panel).iter().any(|name| name.contains("Front Door"));
            assert_eq!(door, danger.front_door, "{} at {now}", danger.slug);
        }
    }
}

#[test]
fn the_line_that_answers_now_comes_first() {
    let doors = |now| {
        let panel = panel_at("my neighbour is neglecting her children", now).unwrap();
        let doors: Vec<String> = panel.lines.iter().map(|line| line.name.clone()).collect();
        doors
    };
    assert_eq!(doors(MORNING)[1], "Family Front Door");
    assert_eq!(doors(NIGHT)[1], "Family Front Door, out of hours");
    let nspcc = |now| panel_at("my neighbour is neglecting her children", now).unwrap().lines.len();
    assert_eq!(nspcc(NIGHT), 3);
}

#[test]
fn who_is_asking_decides_whose_lines_come_first() {
    assert_eq!(
        names(&panel("im 13 and i self harm dont tell my mum").lines)[..2],
        ["Childline", "Shout crisis text line"]
    );
    assert_eq!(panel("my dad hits me").lines[1].name, "Childline");
    let wife = panel("my husband hits me");
    assert!(wife.lines[1].name.contains("Women's Aid") && !names(&wife.lines).contains(&"Childline"), "{wife:?}");
    let parent = panel("my partner and i found out our kids are self harming");
    assert!(!names(&parent.lines).contains(&"Childline"), "{parent:?}");
}

#[test]
fn a_man_who_is_hurt_gets_the_line_for_men_first() {
    for words in [
        "i am a man and my wife hits me",
        "my wife keeps hitting me",
        "my girlfriend is violent to me",
        "my ex wife attacked me",
        "she hits me im a bloke",
        "brother is abused by his wife",
        "my missus scratches and punches me",
    ] {
        assert_eq!(panel(words).lines[1].name, "Men's Advice Line", "{words}");
    }
    for words in ["my husband hits me", "he hits me", "im a woman and my wife hits me"] {
        assert!(!names(&panel(words).lines).contains(&"Men's Advice Line"), "{words}");
    }
    let found = found("my wife keeps hitting me");
    let position = |id: &str| found.iter().position(|service| service.id == id).unwrap();
    assert_eq!(position("mens-advice-line"), 0);
    assert!(position("wmwa-refuge") > position("galop-helpline"), "a refuge for women is no place for him");
}

#[test]
fn a_second_danger_adds_lines_and_leaves_the_heading() {
    let both = panel("i cut myself and my ex is stalking me");
    assert_eq!(both.label, "Self-harm");
    assert!(all_names(&both).contains(&"National Stalking Helpline"), "{both:?}");
    let taken = panel("she took an overdose");
    assert_eq!(taken.lines[1].name, "NHS 111");
    assert!(all_names(&taken).contains(&"Samaritans"), "{taken:?}");
}

#[test]
fn help_without_parents_is_for_somebody_who_asks_alone() {
    for words in [
        "counselling i can get without parents knowing 15",
        "someone to talk to without my mum finding out",
        "i want help but i dont want my parents to know",
    ] {
        let understood = understand(words);
        assert!(understood.without_parents && understood.oneself, "{words}");
        let needs = understood.needs.iter().map(|said| &ENGINE.catalogue.terms.needs[usize::from(said.need)].slug);
        assert!(!needs.clone().any(|need| *need == "parenting-support"), "{words}: {:?}", needs.collect::<Vec<_>>());
    }
    for service in found("counselling i can get without parents knowing 15").into_iter().take(5) {
        assert_eq!(service.referral.by_self, Some(true), "{}", service.id);
    }
    assert!(!understand("parenting course without parents evening").without_parents);
}

#[test]
fn a_quiet_line_is_about_what_was_denied_and_for_who_asks() {
    let line = |words: &str| urgent::quiet(&ENGINE, &understand(words), None).unwrap().name;
    assert_eq!(line("he is not suicidal"), "Samaritans");
    assert!(line("not domestic abuse just arguing").contains("Women's Aid"));
}

#[test]
fn an_emergency_department_is_found_by_any_of_its_names() {
    for words in ["A&E", "A & E", "a and e", "accident and emergency", "casualty", "a&e worcester"] {
        assert_eq!(first_need(words), "physical-health", "{words}");
    }
    let found = found("A&E");
    let first: Vec<&str> = found.iter().take(6).map(|service| service.id.as_str()).collect();
    assert!(first[0].starts_with("minor-injuries") || first[0] == "nhs-111", "{first:?}");
    assert!(!found.iter().take(20).any(|service| service.id == "healthwatch-worcestershire"));
}
