//! Ages in English words.

use super::*;
use crate::{text, vocabulary::of_county};
use std::sync::{Arc, LazyLock};

static COUNTY: LazyLock<Arc<Vocabulary>> = LazyLock::new(of_county);

fn said(text: &str) -> Vec<Age> {
    read(&text::tokens(text), text, &COUNTY).into_iter().flat_map(|mention| mention.ages).collect()
}

fn y(years: u16) -> Age {
    Age::Years(years)
}

#[test]
fn ages_in_words_and_figures_are_understood() {
    let cases: &[(&str, &[Age])] = &[
        ("my 14 year old wont go to school", &[y(14)]),
        ("CCE concerns 15yo", &[y(15)]),
        ("6 month old wont sleep", &[Age::Months(6)]),
        ("eighteen months not talking", &[Age::Months(18)]),
        ("3m old baby", &[Age::Months(3)]),
        ("newborn", &[y(0)]),
        ("toddler tantrums", &[y(1), y(2)]),
        ("my two, 3 and 9", &[y(3), y(9)]),
        ("2, 9 and 14; sleep, not going to school", &[y(2), y(9), y(14)]),
        ("sats stress year 6", &[y(10), y(11)]),
        ("Y9 girl self harm", &[y(13), y(14)]),
        ("under 5s swimming", &[y(0), y(1), y(2), y(3), y(4)]),
        ("im 15 and scared", &[y(15)]),
        ("pregnant 17", &[Age::Pregnancy, y(17)]),
        ("20 weeks pregnant", &[Age::Pregnancy]),
        ("16 left school got no job", &[y(16)]),
        ("disabled son 9", &[y(9)]),
        ("my lad is 15", &[y(15)]),
        ("2yr old", &[y(2)]),
        ("just turned 11", &[y(11)]),
        ("nearly 5 and not toilet trained", &[y(5)]),
        ("2 and a half and only says 5 words", &[Age::Months(30)]),
        ("first time hes only 13", &[y(13)]),
        ("32/40 previous psychosis", &[Age::Pregnancy]),
        ("not ready for the 2 yr check", &[y(2)]),
        ("punching holes in doors 15 walking on eggshells", &[y(15)]),
        ("wets the bed still at 8", &[y(8)]),
        ("37 weeks and no birth classes", &[Age::Pregnancy]),
        ("stop smoking before baby comes", &[Age::Pregnancy]),
        ("clubs for 8-11", &[y(8), y(9), y(10), y(11)]),
        ("aged 8 - 11", &[y(8), y(9), y(10), y(11)]),
        ("aged 5 \u{2013} 7", &[y(5), y(6), y(7)]),
        ("ages 9\u{2014}10", &[y(9), y(10)]),
        ("family with children 2 9 14", &[y(2), y(9), y(14)]),
        ("she is 3, he's 7 and baby is 8 months", &[y(3), y(7), Age::Months(8)]),
    ];
    for (text, ages) in cases {
        assert_eq!(&said(text), ages, "{text}");
    }
}

#[test]
fn half_years_and_years_in_short_are_understood() {
    let cases: &[(&str, Age)] = &[
        ("1.5 years old", Age::Months(18)),
        ("2.5 year old wont talk", Age::Months(30)),
        ("she is 2.5", Age::Months(30)),
        ("2.5 years", Age::Months(30)),
        ("he is 2 1/2", Age::Months(30)),
        ("7 1/2 year old", Age::Months(90)),
        ("my son is 15 1/2", Age::Months(186)),
        ("my son is 7\u{bd}", Age::Months(90)),
        ("7 \u{bd} yr old", Age::Months(90)),
        ("15 and a half and not at school", Age::Months(186)),
        ("one and a half", Age::Months(18)),
        ("a year and a half old", Age::Months(18)),
        ("2 years and a half", Age::Months(30)),
        ("18 and a half months", Age::Months(18)),
        ("my daughter is 3 yrs", y(3)),
        ("3 yrs", y(3)),
        ("he is 4 yrs and bites", y(4)),
        ("son 6 yrs", y(6)),
        ("shes 9 years", y(9)),
    ];
    for (text, age) in cases {
        assert_eq!(said(text), [*age], "{text}");
    }
}

#[test]
fn an_age_and_over_is_understood() {
    for (text, from) in [
        ("16+", 16),
        ("youth club 13+", 13),
        ("over 18", 18),
        ("over 18s counselling", 18),
        ("18 and over", 18),
        ("groups for 11 plus", 11),
        ("16 or older", 16),
    ] {
        let ages: Vec<Age> = (from..=25).map(y).collect();
        assert_eq!(said(text), ages, "{text}");
    }
}

#[test]
fn numbers_that_are_not_ages_are_left_alone() {
    for text in [
        "level 2 family support",
        "section 21 notice",
        "waiting 2 years for an assessment",
        "mum of 3",
        "3 kids no food",
        "15 hours funding",
        "30 hours free",
        "at 7 tonight",
        "2 bedroom flat",
        "years wait",
        "rent 3 months behind",
        "baby bank",
        "lost my baby",
        "dash score 14",
        "111",
        "not pregnant",
        "12 step",
        "24 hour helpline",
        "waited 2 and a half years",
        "2.5 miles away",
        "1.5 hours on the bus",
        "\u{a3}7.5 a week",
        "over 10 miles",
        "over 5 years waiting",
        "3+ kids",
        "owe 1.5 grand",
        "for 3 yrs now",
        "3 yrs ago",
    ] {
        assert_eq!(said(text), [], "{text}");
    }
}

#[test]
fn a_number_that_stands_apart_is_an_age() {
    let cases: &[(&str, &[Age])] = &[
        ("our nephew, 7, will only eat crisps", &[y(7)]),
        ("won't wear a coat, autistic, 11.", &[y(11)]),
        ("slams every door in the house. Fourteen", &[y(14)]),
        ("hides under the table at parties, three, what now", &[y(3)]),
        ("5, scared of the hand dryer", &[y(5)]),
        ("the neighbour's girl, only 6, is out till dark", &[y(6)]),
        ("four and still in nappies at night", &[y(4)]),
        ("three and not one word yet", &[y(3)]),
        ("14 and wont leave the house", &[y(14)]),
        ("six and a bit, cannot ride a bike", &[y(6)]),
        ("a lad of 16 with no college place", &[y(16)]),
        ("twins of three who fight all day", &[y(3)]),
        ("shes seven and bites her nails", &[y(7)]),
        ("dd9 is being left out", &[y(9)]),
        ("my 3.5yo wont talk", &[Age::Months(42)]),
        ("they are only about 4 and 6", &[y(4), y(6)]),
        ("care leaver 19 sleeping on sofas", &[y(19)]),
        ("16 with a 5 month old and no cot", &[y(16), Age::Months(5)]),
        ("cousins, 12 and 13, both smoking", &[y(12), y(13)]),
    ];
    for (text, ages) in cases {
        assert_eq!(&said(text), ages, "{text}");
    }
}

#[test]
fn what_professionals_and_learners_of_english_write_is_understood() {
    let cases: &[(&str, &[Age])] = &[
        ("16F not attending, eating disorder?", &[y(16)]),
        ("13 f low mood", &[y(13)]),
        ("14M excluded twice", &[y(14)]),
        ("3y 2m, no speech", &[Age::Months(38)]),
        ("my son is 2 years 5 months", &[Age::Months(29)]),
        ("29m, no words, refer where", &[Age::Months(29)]),
        ("baby 5/12 not gaining weight", &[Age::Months(5)]),
        ("twins 6/52 reflux", &[Age::Months(1)]),
        ("17F, low mood 3/12, self referral?", &[y(17)]),
        ("assembly for Y5 and 6 on phones", &[y(9), y(10), y(11)]),
        ("Y7s who worry", &[y(11), y(12)]),
        ("my daughter have 9 years and no school", &[y(9)]),
        ("I have sixteen years, I look for college", &[y(16)]),
        ("stressed about gcses", &[y(14), y(15), y(16)]),
        ("18 no gcses want work", &[y(18)]),
    ];
    for (text, ages) in cases {
        assert_eq!(&said(text), ages, "{text}");
    }
}

#[test]
fn english_units_are_read_in_other_languages() {
    let said = |text: &str| -> Vec<Age> {
        let read = read_english_units(&text::tokens(text), text, &COUNTY);
        read.into_iter().flat_map(|mention| mention.ages).collect()
    };
    assert_eq!(said("corka jest w year 9"), [y(13), y(14)]);
    assert_eq!(said("beta 7 months old hai"), [Age::Months(7)]);
    assert_eq!(said("mam 13 pytan, 14 i 15"), []);
}

#[test]
fn a_birthday_to_come_is_a_year_less_now() {
    assert_eq!(said("she is 5 in april and cant talk"), [y(4)]);
    assert_eq!(said("on my own, 18 in may, what help is there"), [y(17)]);
    assert_eq!(said("he will be 6 in july"), [y(5)]);
    assert_eq!(said("12 next week and wants a phone"), [y(11)]);
    assert_eq!(said("he turned 4 in march"), [y(4)]);
}

#[test]
fn spans_of_time_and_other_numbers_are_no_ages() {
    for text in [
        "the list for speech therapy is 11 months",
        "16 months clean and proud",
        "we have been safe 7 months now",
        "5 months on and i still cry",
        "landlord wants us out, two months",
        "six weeks holiday and no childcare",
        "court in 3 weeks",
        "kids off 6 weeks",
        "singing since 5.20, every day",
        "lost 4-1 again",
        "\u{a3}3 left until friday",
        "one to one, 1:1 all day",
        "six yrs ago we fled",
        "when i was in yr 4 my uncle left",
        "my cat died, had her since i was 5",
        "no phone til im 12",
        "he said he was 16",
        "gone back to baby talk",
        "shoes size 4",
        "bus 9 is late",
    ] {
        assert_eq!(said(text), [], "{text}");
    }
}

#[test]
fn weeks_of_a_pregnancy_are_no_age_of_a_child() {
    assert_eq!(said("21 weeks gone and no midwife"), [Age::Pregnancy]);
    assert_eq!(said("im 24 wks and smoking"), [Age::Pregnancy]);
    assert_eq!(said("we lost our boy at 35 weeks"), []);
}
