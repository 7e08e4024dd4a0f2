//! The county's own folder is clean, and a spoiled copy says what is wrong and where.

#![allow(clippy::panic, clippy::unwrap_used)]

mod chats;
mod facts;
mod form;
mod holidays;
mod safeguarding;
mod sentences;

use directory::{Folder, Listed, Part, Problem, Records, Service};
use std::path::Path;

/// The files of one folder of this crate.
fn read(dir: &str) -> Folder {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(dir);
    let mut folder = Folder::default();
    for name in Folder::names() {
        if let Ok(bytes) = std::fs::read(root.join(name)) {
            folder.insert(name, bytes);
        }
    }
    folder
}

/// The county's folder with the national one.
fn county() -> Folder {
    read("worcestershire").with_national(&read("national"))
}

/// The county with one piece of text changed, and what is then wrong.
fn spoiled(file: &str, from: &str, to: &str) -> Vec<Problem> {
    let mut folder = county();
    let text = folder.text(file).expect("the county has the file").to_owned();
    assert!(text.contains(from), "{file} no longer holds {from}");
    folder.insert(file, text.replacen(from, to, 1).into_bytes());
    match Records::read(&folder) {
        Err(problems) => problems,
        Ok(_) => panic!("{file} was spoiled with {to} and nothing was wrong"),
    }
}

#[test]
fn the_county_is_clean_and_whole() {
    let records = Records::read(&county()).unwrap_or_else(|problems| {
        panic!("{}", problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
    });
    assert_eq!(records.listed.services.len(), 338);
    assert_eq!(records.listed.locations.len(), 104);
    assert_eq!(records.listed.services.iter().map(|s| s.phones.len()).sum::<usize>(), 188);
    assert_eq!(records.listed.services.iter().map(|s| s.schedules.len()).sum::<usize>(), 143);
    assert_eq!(records.listed.services.iter().map(|s| s.location_ids.len()).sum::<usize>(), 132);
    assert_eq!(records.terms.needs.len(), 57);
    assert_eq!(records.gazetteer.postcodes.len(), 18_890 + 6_870);
    assert_eq!(records.listed.services.iter().filter(|s| !s.can_be_reached()).count(), 42);
}

#[test]
fn each_mistake_is_named_with_its_file_line_column_and_value() {
    let cases: [(&str, &str, &str, &str, &str); 14] = [
        ("settlements.csv", ",Village,", ",Vilage,", "type", "Vilage"),
        ("services.csv", "pregnancy;baby-groups;", "pregnancy;baby-grops;", "needs", "baby-grops"),
        (
            "services.csv",
            "wands-family-hub,action-for-children",
            "wands-family-hub,action-for-childre",
            "organization_id",
            "action-for-childre",
        ),
        ("services.csv", ",family-hub,", ",famly-hub,", "kind", "famly-hub"),
        ("services.csv", ",0,19,", ",19,0,", "minimum_age", "19"),
        ("locations.csv", "DY10 3ED", "DY10 3E", "postcode", "DY10 3E"),
        ("locations.csv", ",wheelchair;lift;", ",wheelchair;ramp;", "access", "ramp"),
        ("services.csv", ",yes,,,free,", ",yes,,Polish,free,", "languages", "Polish"),
        ("locations.csv", "52.381795,-2.226258", "-2.226258,52.381795", "latitude", "-2.226258, 52.381795"),
        ("phones.csv", "01905 520032", "01905 5200", "number", "01905 5200"),
        ("schedules.csv", "09:00,17:00", "25:00,17:00", "opens_at", "25:00"),
        ("schedules.csv", "09:00,17:00", "17:00,09:00", "closes_at", "09:00"),
        (
            "service_at_locations.csv",
            "wands-family-hub,wands-westland-first-school",
            "wands-family-hub,nowhere",
            "location_id",
            "nowhere",
        ),
        ("service_at_locations.csv", ",wands-family-hub,", ",wmwa-refuge,", "service_id", "wmwa-refuge"),
    ];
    for (file, from, to, column, value) in cases {
        let problems = spoiled(file, from, to);
        let found = problems
            .iter()
            .any(|p| p.file == file && p.line > 1 && p.column == column && p.value == value && !p.mend.is_empty());
        assert!(found, "{file} {from} → {to}: {problems:#?}");
    }
}

#[test]
fn a_district_that_is_none_is_told_with_the_name_of_its_place() {
    for (file, from, to, name) in [
        ("settlements.csv", "-1.98339,wychavon", "-1.98339,wychavn", "Ab Lench"),
        ("towns.csv", ",3534,bromsgrove", ",3534,bromsgrov", "Alvechurch"),
        ("wards.csv", "Alvechurch South,bromsgrove", "Alvechurch South,bromsgrov", "Alvechurch South"),
    ] {
        let problems = spoiled(file, from, to);
        let is_told = |p: &Problem| p.file == file && p.column == "district" && p.what.contains(name);
        assert!(problems.len() == 1 && is_told(&problems[0]), "{problems:#?}");
    }
    let mut folder = county();
    folder.insert("settlements.csv", b"id,name,type,latitude,longitude,district\n".to_vec());
    assert!(Records::read(&folder).is_ok_and(|records| records.gazetteer.settlements.is_empty()));
}

#[test]
fn everything_wrong_is_said_at_once() {
    let mut folder = county();
    for (file, from, to) in [("locations.csv", "DY10 3ED", "nope"), ("phones.csv", "01905 520032", "x")] {
        let text = folder.text(file).unwrap().replacen(from, to, 1);
        folder.insert(file, text.into_bytes());
    }
    let Err(problems) = Records::read(&folder) else { panic!("the folder was spoiled") };
    assert!(problems.iter().any(|p| p.file == "locations.csv") && problems.iter().any(|p| p.file == "phones.csv"));
}

#[test]
fn a_character_that_cannot_be_seen_is_named() {
    for hidden in ['\0', '\u{1b}', '\u{202e}', '\u{2067}', '\u{200f}', '\u{fffe}', '\u{85}'] {
        let problems = spoiled("services.csv", "WANDS Family Hub", &format!("WANDS{hidden} Family Hub"));
        let what = format!("holds a character that cannot be seen (U+{:04X})", u32::from(hidden));
        assert!(problems.iter().any(|p| p.column == "name" && p.what == what), "{what}: {problems:#?}");
    }
}

#[test]
fn a_mistake_is_told_with_the_file_and_line_that_it_stands_on_own_or_national() {
    let (mut own, mut national) = (read("worcestershire"), read("national"));
    let header = "phrase,needs,note\n";
    let text = format!("{header}first words,sleep,\n\"more\nwords\",sleep,\nthird words,nonsense,\n");
    national.insert("phrases.csv", text.into_bytes());
    own.insert("phrases.csv", format!("{header}own words,rubbish,\nFirst  words,sleep,\n").into_bytes());
    let Err(problems) = Records::read(&own.with_national(&national)) else { panic!("the folders were spoiled") };
    let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
    for words in [
        "national/phrases.csv line 5, column needs: 'nonsense' is not a need we know",
        "phrases.csv line 2, column needs: 'rubbish' is not a need we know",
        "phrases.csv line 3, column phrase: 'First  words' stands twice, first on line 2 of the national table",
    ] {
        assert!(said.iter().any(|problem| problem.starts_with(words)), "{words}: {said:#?}");
    }
}

#[test]
fn an_id_used_twice_and_broken_text_are_named() {
    let first = county().text("locations.csv").unwrap().lines().nth(1).unwrap().to_owned();
    let problems = spoiled("locations.csv", &first, &format!("{first}\n{first}"));
    assert!(problems.iter().any(|p| p.column == "id" && p.line == 3 && p.what.contains("line 2")), "{problems:#?}");

    let mut folder = county();
    folder.insert("phones.csv", b"service_id\nab\xffc\n".to_vec());
    let Err(problems) = Records::read(&folder) else { panic!("the folder was spoiled") };
    assert!(problems.iter().any(|p| p.file == "phones.csv" && p.line == 2 && p.what.contains("UTF-8")));
}

#[test]
fn every_need_has_a_guide_and_a_spoiled_one_is_named() {
    let records = Records::read(&county()).unwrap();
    for need in &records.terms.needs {
        assert!(records.terms.guides.iter().any(|guide| guide.need == need.slug), "{} has no guide", need.slug);
    }
    let cases = [
        ("\nsleep,", "\nslep,", "need", "is not a need we know"),
        ("\nsleep,", "\nbehaviour,", "need", "has two guides, the first on line 13"),
        ("Tell one person you trust.", "Ring 01905 520032.", "do_today", "holds a telephone number"),
    ];
    for (from, to, column, what) in cases {
        let problems = spoiled("need_guides.csv", from, to);
        let found =
            problems.iter().any(|p| p.file == "need_guides.csv" && p.line > 1 && p.column == column && p.what == what);
        assert!(found, "{what}: {problems:#?}");
    }
    let problems = spoiled(
        "need_guides.csv",
        "You get a day and a time.; They ask you for names, dates and places, and write them down.; Ask what a birth certificate costs.",
        "",
    );
    assert!(problems.iter().any(|p| p.column == "when_you_ask" && p.what == "is empty"), "{problems:#?}");
}

#[test]
fn a_licence_that_says_nothing_or_leads_nowhere_is_named() {
    for (stated, what) in [
        ("licence = \" \"", "[open_data] licence is empty"),
        ("licence = \"X\"\nlicence_url = \"www.a.example\"", "licence_url 'www.a.example' is not a safe web address"),
        ("license = \"X\"", "unknown field `license`"),
    ] {
        let problems =
            spoiled("authority.toml", "\n[[districts]]", &format!("\n[open_data]\n{stated}\n\n[[districts]]"));
        assert!(problems.iter().any(|p| p.file == "authority.toml" && p.what.contains(what)), "{what}: {problems:#?}");
    }
}

#[test]
fn a_name_that_a_phone_would_cut_off_is_named() {
    let problems = spoiled("authority.toml", "short_name = \"", "short_name = \"Help for my ");
    let what = "short_name 'Help for my Family Hub' is too long to stand under an icon";
    assert!(problems.iter().any(|p| p.file == "authority.toml" && p.what == what), "{problems:#?}");
}

#[test]
fn who_runs_the_site_is_named_or_it_is_a_trial_and_not_the_councils() {
    for (stated, what) in [
        ("name = \" \"", "[operator] name is empty"),
        ("name = \"A\"\nurl = \"http://a.example\"", "[operator] url 'http://a.example' is not a safe web address"),
        ("who = \"A\"", "unknown field `who`"),
    ] {
        let problems =
            spoiled("authority.toml", "\n[[districts]]", &format!("\n[operator]\n{stated}\n\n[[districts]]"));
        assert!(problems.iter().any(|p| p.file == "authority.toml" && p.what.contains(what)), "{what}: {problems:#?}");
    }
    let mut authority = Records::read(&county()).unwrap().authority;
    assert!(authority.operator_words().contains("It is not run by Worcestershire County Council"));
    assert_eq!(authority.publisher(), authority.site_name);
    let named = directory::Operator { name: "A Council".to_owned(), url: None, words: None };
    authority.operator = Some(named);
    assert_eq!(
        (authority.operator_words().as_str(), authority.publisher()),
        ("A Council runs this site.", "A Council")
    );
}

#[test]
fn a_spoiled_glossary_is_named() {
    for (from, to, column, what) in [
        ("\nehc-plan,", "\nearly-help,", "slug", "stands twice, first on line 4"),
        ("EHC plan;EHCP", "EHC plan;Early Help", "said", "leads to two terms, the first on line 4"),
        (",camhs-referrals", ",camhs-referal", "source_ids", "is not in sources.csv"),
        (",camhs-referrals", ",", "source_ids", "names no source"),
    ] {
        let problems = spoiled("glossary.csv", from, to);
        let found =
            problems.iter().any(|p| p.file == "glossary.csv" && p.line > 1 && p.column == column && p.what == what);
        assert!(found, "{what}: {problems:#?}");
    }
}

#[test]
fn the_page_for_young_people_names_only_what_is_there_and_right_for_them() {
    for (from, to, what) in [
        ("lines = [\"childline\"", "lines = [\"childlin\"", "lines names the unknown service 'childlin'"),
        ("safety = [\"get-safe\"", "safety = [\"stop-it-now\"", "'stop-it-now', which is for people who do harm"),
        ("things_to_do = \"things-to-do\"", "things_to_do = \"things\"", "the unknown group 'things'"),
        ("need = \"bullying\"", "need = \"bulying\"", "the unknown need 'bulying'"),
    ] {
        let problems = spoiled("authority.toml", from, to);
        assert!(problems.iter().any(|p| p.file == "authority.toml" && p.what.contains(what)), "{what}: {problems:#?}");
    }
}

#[test]
fn a_danger_names_only_confirmed_lines_and_known_dangers() {
    for (file, from, to, what) in [
        ("authority.toml", "lines = [\"nhs-111\"]", "lines = [\"calm-helpline\"]", "which has no confirmed line"),
        ("authority.toml", "part_of = \"suicide\"", "part_of = \"suicid\"", "part_of the unknown danger 'suicid'"),
        ("dangers.csv", ",medical-emergency;suicide,", ",medical-emergency;suicid,", "is not a danger we know"),
        ("dangers.csv", ",woman,", ",wuman,", "is not a danger we know"),
    ] {
        let problems = spoiled(file, from, to);
        assert!(problems.iter().any(|p| p.file == file && p.what.contains(what)), "{what}: {problems:#?}");
    }
}

#[test]
fn spoiled_lists_of_words_and_what_they_mean_are_named() {
    for (file, from, to, column, what) in [
        ("words.csv", "\ngrowing,", "\ngrown,", "use", "is not a use of words we know"),
        ("words.csv", "\ngrowing,", "\nstop,", "use", "stands twice, first on line 2"),
        ("words.csv", "school;meals", "school meals", "words", "is more than one word"),
        ("words.csv", "school;meals", "school;School", "words", "stands twice"),
        ("words.csv", "still;normal;yet;behind;should", ";", "words", "holds no words"),
        ("personas.csv", "my teacher,young-people", "my teacher,young", "persona", "is not an audience"),
        ("personas.csv", "\nmy teacher,", "\nmy mum,", "phrase", "stands twice, first on line"),
        ("personas.csv", "\nsenco,", "\nMy Mum,", "phrase", "which gives the same words to somebody else"),
        ("contractions.csv", "\nshes,", "\nhes,", "typed", "stands twice, first on line 2"),
        ("contractions.csv", ",she is,", ",she is not,", "meant", "is more than two words"),
        ("contractions.csv", "\nshes,", "\nshe s,", "typed", "is more than one word"),
        ("age_words.csv", "\npl,and,", "\npl,und,", "use", "is not a use of words about ages we know"),
        ("age_words.csv", "\npl,and,", "\nde,and,", "language", "is not a language of languages.toml"),
        ("age_words.csv", "\npl,and,,i;", "\npl,and,,i;I;", "words", "stands twice"),
        ("age_words.csv", "\npl,and,,", "\npl,and,3,", "number", "is given, which 'and' does not use"),
        ("age_words.csv", "\npl,number,2,", "\npl,number,,", "number", "is missing, which 'number' needs"),
        ("instead.csv", "\nbaby,", "\nbabies,", "told_of", "is nobody that a sentence is read as being about"),
        (
            "instead.csv",
            "\nbaby,eating-problems,infant-feeding",
            "\nbaby,eating,infant-feeding",
            "need",
            "is not a need",
        ),
        ("instead.csv", "\nsmall-child,eating-problems", "\nbaby,eating-problems", "need", "stands twice"),
        ("instead.csv", "infant-feeding;health-visiting;healthy-weight,a", ",a", "instead", "names no need"),
        ("not_listed.csv", "\nmediation,", "\nfathers,", "slug", "stands twice"),
        ("not_listed.csv", ";mediate;", ";Mediator;", "words", "stands twice"),
        ("not_listed.csv", ";gingerbread,", ";stop-it-now,", "nearest", "is for people who do harm"),
        ("not_listed.csv", ";gingerbread,", ";ginger,", "nearest", "is not in services.csv"),
    ] {
        let problems = spoiled(file, from, to);
        let found = problems
            .iter()
            .any(|p| p.file == file && p.line > 1 && p.column == column && p.what.contains(what) && !p.mend.is_empty());
        assert!(found, "{file} {what}: {problems:#?}");
    }
}

#[test]
fn a_number_that_nobody_confirmed_carries_its_caution() {
    let records = Records::read(&county()).unwrap();
    let service = |unsure: &dyn Fn(&Service) -> bool| {
        records.listed.services.iter().find(|service| unsure(service)).expect("the county has one").clone()
    };
    let mut service = service(&|service| service.phones.len() == 1 && service.phones[0].confirmed);
    let number = service.phones[0].number.to_string();
    let words = format!("Ring {number}.");
    assert_eq!(service.with_caution(&words), words);
    assert_eq!(service.confirmed_phone(), service.first_phone());
    let confirmed = service.phones[0].clone();
    service.phones[0].confirmed = false;
    assert_eq!(service.with_caution(&words), format!("Ring {number} (not confirmed, may have changed)."));
    assert!(service.confirmed_phone().is_none() && service.first_phone().is_some());
    service.kind = records.authority.centre_kinds[0].clone();
    assert!(records.authority.rings_fallback_first(&service));
    service.phones.push(confirmed);
    assert!(!records.authority.rings_fallback_first(&service), "one of its numbers is confirmed");
    assert_eq!(service.with_caution(&words), words, "the same number stands twice, once confirmed");
}

#[test]
fn what_is_written_reads_back_and_every_file_is_known() {
    let records = Records::read(&county()).unwrap();
    let tables = records.listed.write_tables().unwrap();
    assert!(tables.iter().map(|(name, _)| *name).eq(Folder::names_of(Part::Listed)));
    let mut folder = Folder::default();
    tables.into_iter().for_each(|(name, bytes)| folder.insert(name, bytes));
    let (listed, problems) = Listed::read_tables(&folder, &records.authority, &records.terms);
    assert_eq!(problems, []);
    assert_eq!(listed, records.listed);
    let mut names: Vec<&str> = Folder::names().collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), Folder::names().count(), "a file stands twice");
}
