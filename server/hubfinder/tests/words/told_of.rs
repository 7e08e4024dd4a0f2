//! Of whom a sentence tells, and what that need is.

use super::{ENGINE, answer, first, ids, needs, needs_of};

#[test]
fn a_baby_or_toddler_who_does_not_eat_is_no_eating_disorder_and_sent_to_no_food_bank() {
    for words in [
        "baby not eating",
        "baby off his food",
        "4 month old not eating",
        "18 month old wont eat",
        "2 year old refuses food",
        "newborn wont feed",
        "my toddler has stopped eating",
        "3 year old hardly eats anything",
        "1.5 year old off her food",
    ] {
        let answer = answer(words);
        for wrong in ["eating-problems", "food"] {
            assert!(!needs(&answer).contains(&wrong), "{words}: {:?}", needs(&answer));
        }
        let right = ["infant-feeding", "healthy-weight", "health-visiting"];
        for id in ids(&answer).into_iter().take(3) {
            assert!(needs_of(id).iter().any(|need| right.contains(need)), "{words}: {id}");
        }
    }
    // From five on, and of oneself, it may be one.
    for words in
        ["my 14 year old is not eating", "i stopped eating and have a baby", "daughter 12 has an eating disorder"]
    {
        assert!(needs(&answer(words)).contains(&"eating-problems"), "{words}: {:?}", needs(&answer(words)));
    }
    for words in ["no food for my baby", "no food in the house and 2 kids"] {
        assert!(needs(&answer(words)).contains(&"food"), "{words}");
    }
}

#[test]
fn for_a_baby_who_does_not_sleep_health_visitors_and_the_parents_line_come_first() {
    for words in [
        "baby no sleep",
        "my baby 6 month not sleep",
        "newborn wont sleep at night",
        "8 month old wakes every hour",
        "baby up all night",
    ] {
        let found = first(words, 3);
        assert!(found.contains(&"chathealth-parent-line"), "{words}: {found:?}");
        assert!(found.iter().filter(|id| needs_of(id).contains(&"health-visiting")).count() >= 2, "{words}: {found:?}");
    }
}

#[test]
fn a_mothers_sadness_is_hers_and_the_babys_tears_are_its_own() {
    for words in [
        "i feel very sad after baby cry every day",
        "im so low since having my baby",
        "my wife is tearful all the time since the baby came",
        "i cant sleep since having my baby even when she sleeps",
        "baby 3 months and i feel empty",
    ] {
        let needs = needs(&answer(words));
        assert_eq!(needs.first(), Some(&"perinatal-mental-health"), "{words}: {needs:?}");
        assert!(!needs.contains(&"child-mental-health"), "{words}: {needs:?}");
    }
    for words in [
        "my baby is sad all the time",
        "newborn crying all evening",
        "baby cries every day",
        "my 5 month old is crying a lot",
    ] {
        let needs = needs(&answer(words));
        for wrong in ["child-mental-health", "adult-mental-health"] {
            assert!(!needs.contains(&wrong), "{words}: {needs:?}");
        }
        assert_ne!(needs.first(), Some(&"perinatal-mental-health"), "{words}: {needs:?}");
    }
}

#[test]
fn kinship_gambling_and_prison_are_needs_of_their_own() {
    for (id, questions) in [
        (
            "kinship",
            [
                "i am bringing up my grandson his mum cant cope",
                "grandparent special guardianship order allowance",
                "grandson lives with me need money",
                "how do i get parental responsibility for my grandchild",
                "i look after my granddaughter full time",
                "took in my sisters two kids when she went into hospital",
            ],
        ),
        (
            "gamcare",
            [
                "my husband gambles all our money",
                "cant stop betting on football",
                "im addicted to online slots",
                "son has lost his wages at the bookies again",
                "gambling",
                "mum plays online casino every night",
            ],
        ),
        (
            "pact-prisoners-families",
            [
                "my dad is inside and i miss him",
                "partner just got sent to prison and i have 2 kids",
                "how do i take the kids on a prison visit",
                "what do i tell my 5 year old about daddy in jail",
                "my son is on remand",
                "husband serving time",
            ],
        ),
    ] {
        // Help with a danger that is heard stands before it, and so may help with another meaning of one line.
        let mut not_first = Vec::new();
        for words in questions {
            let answer = answer(words);
            assert!(ids(&answer).iter().take(3).any(|found| *found == id), "{words}: {:?}", needs(&answer));
            if ids(&answer)[0] != id && !answer.understood.danger.is_urgent() {
                not_first.push(words);
            }
        }
        assert!(not_first.len() <= 1, "{id} is not the first for {not_first:?}");
    }
}

#[test]
fn what_is_not_listed_is_said() {
    for (slug, questions) in [
        (
            "fathers",
            [
                "dads group worcester",
                "is there a group for dads",
                "fathers group redditch",
                "support for dads",
                "dads and tots",
            ],
        ),
        (
            "mediation",
            [
                "mediation",
                "mediation with my ex about the kids",
                "family mediation malvern",
                "need a mediator we split up",
                "divorce mediation",
            ],
        ),
        (
            "fostering",
            [
                "i want to become a foster carer",
                "our foster child wont sleep",
                "adoption support",
                "fostering in worcestershire",
                "we adopted a boy adopted child behaviour",
            ],
        ),
    ] {
        for words in questions {
            let answer = answer(words);
            let asked: Vec<&str> = answer
                .understood
                .not_listed
                .iter()
                .map(|at| ENGINE.catalogue.terms.not_listed[usize::from(*at)].slug.as_str())
                .collect();
            assert_eq!(asked, [slug], "{words}: {:?}", needs(&answer));
            assert!(answer.total() > 0, "{words}");
        }
    }
    for words in ["EHCNA refused, mediation", "my dad hits me", "mediation with parents im 16", "dads depressed"] {
        assert!(answer(words).understood.not_listed.is_empty(), "{words}");
    }
}
