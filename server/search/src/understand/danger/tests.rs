use super::*;
use crate::vocabulary::of_county;

fn dangers() -> DangerPatterns {
    let row = |words: &str, alarm| DangerPhrase { words: words.into(), alarm, line: directory::Line::default() };
    let danger = |slugs: &str| slugs.parse::<Alarm>().unwrap();
    let rows = [
        row("overdosed", danger("medical-emergency;suicide")),
        row("self harm", danger("self-harm")),
        row("my wife {hits} {us}", danger("hurt-now")),
        row("my wife * {hits} {us}", Alarm::Man),
        row("i am a woman", Alarm::Woman),
        row("he hits me", danger("hurt-now")),
        row("suicide", danger("suicide")),
        row("want to die", danger("suicide")),
        row("domestic abuse", danger("domestic-abuse")),
        row("suicide bereavement group", Alarm::Calm),
        row("he is hitting me", danger("hurt-now")),
        row("just arguing", Alarm::Quiet),
        row("used to self harm", Alarm::Quiet),
        row("i hit my girlfriend", danger("worried-about-self")),
        row("{family} * touched me", danger("sexual-assault")),
        row("{family} {hits} {us}", danger("hurt-now")),
    ];
    let class = |name: &str, words: &[&str]| WordClass {
        name: name.parse().unwrap(),
        words: words.iter().map(|word| (*word).to_owned()).collect(),
        line: directory::Line::default(),
    };
    let classes = [
        class("family", &["uncle", "my step dad", "step dad"]),
        class("hits", &["hits", "is hitting", "hit"]),
        class("us", &["me", "my kids", "my little girl"]),
    ];
    let known = |(slug, part_of): (&str, Option<&str>)| directory::authority::Danger {
        slug: slug.parse().unwrap(),
        label: String::new(),
        lead: String::new(),
        lines: Vec::new(),
        needs: Vec::new(),
        now: true,
        front_door: true,
        part_of: part_of.map(|slug| slug.parse().unwrap()),
    };
    let order = [
        ("medical-emergency", None),
        ("hurt-now", None),
        ("suicide", None),
        ("self-harm", Some("suicide")),
        ("worried-about-self", None),
    ];
    DangerPatterns::new(&rows, &classes, &of_county(), &Shorthand::default()).in_order_of(&order.map(known))
}

fn read(text: &str) -> Danger {
    dangers().read(&crate::text::tokens(text))
}

#[test]
fn danger_is_heard_and_the_longer_calm_phrase_cancels_it() {
    assert!(read("please help he hits me").is_urgent());
    assert!(read("want 2 die").is_urgent());
    assert!(!read("suicide bereavement group in Evesham").is_urgent());
}

#[test]
fn slips_and_words_between_do_not_hide_danger() {
    assert!(read("hes always hiting me").is_urgent());
    assert!(read("i want to just die").is_urgent());
    assert!(!read("he never hits me").is_urgent());
}

fn row(words: &str) -> DangerPhrase {
    DangerPhrase { words: words.into(), alarm: Alarm::Quiet, line: directory::Line::default() }
}

#[test]
fn a_slip_of_several_words_is_heard_as_the_first_by_the_alphabet() {
    let dangers =
        DangerPatterns::new(&[row("kicker"), row("kicked"), row("stabbing")], &[], &of_county(), &Shorthand::default());
    assert_eq!(dangers.mend_word("kicke"), Some("kicked"));
    assert_eq!(dangers.mend_word("stabing"), Some("stabbing"));
    assert_eq!(dangers.mend_word("kicked"), None, "it is no slip");
    assert_eq!(dangers.mend_word("stain"), None);
}

#[test]
fn the_longest_wording_of_a_class_is_tried_first_and_shorter_ones_after_it() {
    let words = ["left", "left us alone", "left us"].map(str::to_owned).to_vec();
    let classes = [WordClass { name: "left".parse().unwrap(), words, line: directory::Line::default() }];
    let dangers =
        DangerPatterns::new(&[row("{left} us"), row("{left} alone")], &classes, &of_county(), &Shorthand::default());
    let rows = |text: &str| dangers.read(&crate::text::tokens(text)).rows;
    assert_eq!(rows("left us"), ["{left} us"]);
    assert_eq!(rows("left us alone"), ["{left} alone"], "it covers the words of the other row");
    assert!(rows("left them").is_empty());
}

#[test]
fn classes_and_gaps_stand_for_many_wordings() {
    assert!(read("my step dad is hitting my little girl").is_urgent());
    assert!(read("uncle came in last night and touched me").is_urgent());
    assert!(!read("uncle never touched me").is_urgent());
}

#[test]
fn words_that_say_no_leave_a_quiet_line_only() {
    let reading = read("not domestic abuse just arguing");
    assert!(!reading.is_urgent() && reading.quiet);
}

#[test]
fn whoever_hurts_is_never_taken_for_whoever_is_hurt() {
    assert!(read("I hit my girlfriend").worried_about_self);
    let both = read("i hit my girlfriend but he hits me");
    assert!(both.is_urgent() && !both.worried_about_self);
}

#[test]
fn the_order_of_the_dangers_decides_what_gives_the_heading() {
    let slugs = |text: &str| read(text).dangers.iter().map(Slug::to_string).collect::<Vec<_>>();
    assert_eq!(slugs("he hits me and i self harm"), ["hurt-now", "self-harm"]);
    assert_eq!(slugs("i self harm because he hits me"), ["hurt-now", "self-harm"]);
    assert_eq!(slugs("i have overdosed"), ["medical-emergency", "suicide"], "one row may say two");
}

#[test]
fn what_is_heard_without_being_said_only_adds_to_what_was_said() {
    let dangers = dangers();
    let hear = |text: &str, heard: &str| {
        let mut danger = dangers.read(&crate::text::tokens(text));
        dangers.add_heard(&mut danger, &heard.parse().unwrap());
        danger
    };
    let slugs = |danger: &Danger| danger.dangers.iter().map(Slug::to_string).collect::<Vec<_>>();
    assert_eq!(slugs(&hear("i self harm", "suicide")), ["self-harm"], "it is a part of the other");
    assert_eq!(slugs(&hear("i self harm", "medical-emergency")), ["self-harm", "medical-emergency"]);
    assert_eq!(slugs(&hear("it is all too much", "suicide")), ["suicide"]);
    let hurt = hear("he hits me", "worried-about-self");
    assert!(slugs(&hurt) == ["hurt-now"] && !hurt.worried_about_self);
    let also_hurt = hear("i hit my girlfriend", "hurt-now");
    assert!(slugs(&also_hurt) == ["hurt-now"] && !also_hurt.worried_about_self);
    assert!(hear("i get so angry", "worried-about-self").worried_about_self);
}

#[test]
fn words_that_say_who_is_hurt_alarm_nobody_and_cancel_nothing() {
    let man = read("my wife just hits me");
    assert!(man.man && man.is_urgent());
    assert!(!read("i am a woman and my wife hits me").man);
    assert!(!read("i am a woman").is_urgent() && !read("he hits me").man);
}

#[test]
fn a_danger_that_is_denied_or_past_is_what_the_quiet_line_is_about() {
    let about = |text: &str| read(text).quiet_about.map(|slug| slug.to_string());
    assert_eq!(about("not suicide").as_deref(), Some("suicide"));
    assert_eq!(about("used to self harm").as_deref(), Some("self-harm"));
    assert_eq!(about("just arguing"), None);
}
