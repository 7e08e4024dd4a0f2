//! Ages, days, distances and words wherever they are typed.

use super::{ENGINE, answer, first, ids, needs, needs_of, now, search};
use directory::Age;

#[test]
fn what_is_open_now_is_asked_for_and_never_a_dead_end() {
    for words in ["helpline open now", "whats open right now for a teenager who is low", "mental health line open now"]
    {
        let answer = answer(words);
        assert!(answer.total() > 0, "{words}");
        assert!(!answer.understood.stems.iter().any(|stem| stem == "open"), "{words}");
    }
    for words in
        ["foodbank open now", "foodbank open today", "youth club thursday evening", "baby group open on sunday"]
    {
        let answer = answer(words);
        assert!(answer.understood.when.is_some() && answer.total() > 0, "{words}");
    }
    let food = ids(&answer("foodbank open now"));
    assert!(food.iter().take(3).all(|id| needs_of(id).contains(&"food")), "{food:?}");
    for words in [
        "no money for food till monday kids hungry",
        "skint til payday",
        "nothing to eat until friday",
        "no food before tuesday",
        "tenner to last by thursday",
    ] {
        assert_eq!(answer(words).understood.when, None, "{words}");
    }
}

#[test]
fn words_written_as_one_and_numbers_that_count_are_read() {
    for (words, need) in [
        ("babygroup", "baby-groups"),
        ("youthclub", "youth-clubs"),
        ("parentingcourse", "parenting-support"),
        ("schoolrefusal", "school-attendance"),
        ("sleeptraining", "sleep"),
        ("OT", "child-development"),
        ("12 step", "drugs-and-alcohol"),
        ("A&E", "physical-health"),
        ("a & e worcester", "physical-health"),
        ("accident and emergency", "physical-health"),
        ("casualty", "physical-health"),
    ] {
        assert!(needs(&answer(words)).contains(&need), "{words}: {:?}", needs(&answer(words)));
    }
    for words in ["12 step", "24 hour helpline", "24/7 helpline", "15 hours funding", "30 hours childcare"] {
        assert_eq!(answer(words).understood.ages, [], "{words}");
    }
    assert_ne!(first("24 hour helpline", 1), ["careers-worcestershire"]);
}

#[test]
fn all_children_of_a_sentence_are_read() {
    let years = |words: &str| {
        let mentions = answer(words).understood.ages_said;
        mentions.iter().filter_map(|mention| mention.ages[0].years()).collect::<Vec<f64>>()
    };
    for (words, ages) in [
        ("she is 3, he's 7 and baby is 8 months", &[3.0, 7.0, 0.67][..]),
        ("family with children 2 9 14 sleep attendance debt", &[2.0, 9.0, 14.0]),
        ("my kids are 4, 6 and 11", &[4.0, 6.0, 11.0]),
        ("son is 12 daughter is 9 and the little one is 2", &[12.0, 9.0, 2.0]),
        ("he is 2 1/2 and she is 7½ and their brother is 15", &[2.5, 7.5, 15.0]),
    ] {
        assert_eq!(years(words), ages, "{words}");
    }
}

#[test]
fn words_in_the_field_for_a_place_are_read_as_words() {
    for (near, place, need) in [
        ("foodbank", "", "food"),
        ("my husband hits me", "", "domestic-abuse"),
        ("i have no money for food in Droitwich", "Droitwich", "food"),
        ("debt advice DY10", "DY10", "debt"),
        ("help my daughter is not going to school anymore", "", "school-attendance"),
    ] {
        let (search, answer) = search(&[("near", near)]);
        assert_eq!(search.near, place, "{near}");
        assert!(search.words_in_place && needs(&answer).contains(&need), "{near}: {:?}", needs(&answer));
        assert!(answer.total() > 0, "{near}");
    }
    assert!(search(&[("near", "i want to kill myself")]).1.understood.danger.is_urgent());
    for near in
        ["Droitwich Spa", "WR5 1DE", "Church Hill", "flat 3, 5 High Street, Worcester", "North, Redditch", "Birmingham"]
    {
        let (search, _) = search(&[("near", near)]);
        assert_eq!((search.near.as_str(), search.q.as_str()), (near, ""), "{near}");
    }
}

#[test]
fn words_given_twice_or_at_length_are_all_read() {
    let (search, answer) = search(&[("q", "no food"), ("q", "and he hits me"), ("near", "WR5"), ("near", "WR5")]);
    assert_eq!((search.q.as_str(), search.near.as_str()), ("no food and he hits me", "WR5"));
    assert_eq!(answer.understood.words, "no food and he hits me");
    assert!(answer.understood.danger.is_urgent());
    for end in ["and he hits me", "i want to kill myself", "the bailiffs are at the door"] {
        let story =
            format!("{} {end}", "we moved here last year and the weather was nice and so was the garden. ".repeat(150));
        assert!(story.len() > 10_000);
        let (search, answer) = self::search(&[("q", &story)]);
        assert!(search.ignored.is_empty() && search.q.ends_with(end));
        // Whether the panel stands is for both voices to say, in the tests of danger.
        let is_heard = !answer.understood.danger.rows.is_empty() || needs(&answer).contains(&"debt");
        assert!(is_heard && answer.understood.words.ends_with(end), "{end}: {:?}", needs(&answer));
    }
}

#[test]
fn ages_of_children_count_for_help_that_says_its_ages() {
    let answer = answer("my son is 15 1/2 and needs somewhere to go");
    assert_eq!(answer.understood.ages, [Age::Months(186)]);
    assert!(!ids(&answer).contains(&"two-year-old-funded-childcare"));
}

#[test]
fn whatever_is_typed_is_answered_with_chips_that_lead_on() {
    let pieces = [
        "baby",
        "2",
        "1/2",
        "\u{bd}",
        "7\u{bd}",
        "16+",
        "+",
        "&",
        "A&E",
        "-",
        "\u{2013}",
        "8",
        "11",
        "1.5",
        ".",
        "miles",
        "from",
        "DY10",
        "within",
        "open",
        "now",
        "today",
        "till",
        "monday",
        "babygroup",
        "dads",
        "group",
        "the",
        "hive",
        "\u{631}\u{636}\u{64a}\u{639}",
        "\u{1f476}",
        "not",
        "eating",
        "i",
        "cry",
        "sleep",
        "family",
        "hub",
        "wands",
        "\u{e9}t\u{e9}",
        "0",
        "999999",
        "year",
        "and",
        "a",
        "half",
        "of",
    ];
    // A fixed sequence (Numerical Recipes' linear congruential generator), so that a failure comes again.
    let mut state = 7u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 16) as usize
    };
    for _ in 0..600 {
        let words: Vec<&str> = (0..next() % 12).map(|_| pieces[next() % pieces.len()]).collect();
        let typed = words.join(if next() % 4 == 0 { "" } else { " " });
        let pairs: &[(&str, &str)] = if next() % 5 == 0 { &[("near", &typed)] } else { &[("q", &typed)] };
        let (search, answer) = search(pairs);
        let page = web::present::search_page::page(&ENGINE, &search, &answer, now());
        assert!(page.chips.iter().all(|chip| chip.remove.starts_with("/search")), "{typed}");
    }
}

#[test]
fn a_word_that_means_something_else_is_no_misspelt_town() {
    for words in [
        "my son saw awful things on reddit",
        "reddit bullying",
        "addicted to reddit and twitch at 14",
        "grooming on tinder",
        "he watches telegram channels all night",
    ] {
        let understood = answer(words).understood;
        assert_eq!((understood.place, understood.unknown_place), (None, None), "{words}");
    }
    for (words, label) in [("bullying in redditch", "Redditch"), ("bullying redich", "Redditch")] {
        assert_eq!(answer(words).understood.place.unwrap().label, label, "{words}");
    }
}

#[test]
fn a_scheme_that_a_record_tells_of_leads_to_it() {
    for words in [
        "summer reading challenge",
        "summer reading challenge my son starts reception",
        "where do i sign up for the summer reading challenge",
        "summer reading challenge for my 8 year old",
    ] {
        let found = ids(&answer(words));
        assert!(found.iter().take(3).any(|id| *id == "library-childrens-sessions"), "{words}: {found:?}");
    }
}
