use super::*;

fn slug(text: &str) -> Slug {
    text.parse().unwrap()
}

fn heard(danger: f32, dangers: &[(&str, f32)], when: &'static str) -> Heard {
    let dangers = dangers.iter().map(|(name, probability)| (slug(name), *probability)).collect();
    Heard { danger, dangers, when, ..Heard::default() }
}

fn said(dangers: &[&str]) -> Danger {
    Danger { dangers: dangers.iter().map(|name| slug(name)).collect(), ..Danger::default() }
}

fn blend(said: Danger, heard: &Heard) -> Danger {
    blend_danger(said, Some(heard), Known::Little, 12, &DangerPatterns::default())
}

fn names(danger: &Danger) -> Vec<&str> {
    danger.dangers.iter().map(Slug::as_str).collect()
}

#[test]
fn a_need_that_the_model_was_not_taught_is_the_tables_alone() {
    let said = |need, weight| NeedSaid { need, weight, words: Vec::new(), phrase: String::new() };
    let heard = Heard { needs: vec![(1, 0.9), (2, 0.1)], ..Heard::default() };
    let needs = |tables: Vec<NeedSaid>| {
        let blended = blend_voices(tables, false, Some(&heard));
        blended.into_iter().map(|need| need.need).collect::<Vec<_>>()
    };
    assert_eq!(needs(vec![said(7, 1.0), said(2, 0.5)])[..2], [7, 1]);
    assert_eq!(needs(vec![said(2, 1.0), said(7, 0.5)])[0], 1);
}

#[test]
fn either_voice_raises_the_panel_and_what_was_said_stands_first() {
    let model = heard(0.95, &[("suicide", 0.5), ("domestic-abuse", 0.45)], "now");
    assert_eq!(names(&blend(said(&[]), &model)), ["suicide", "domestic-abuse"]);
    assert_eq!(names(&blend(said(&["domestic-abuse"]), &model)), ["domestic-abuse", "suicide"]);
    let unsure = heard(0.3, &[("suicide", 0.2)], "");
    assert_eq!(names(&blend(said(&["hurt-now"]), &unsure)), ["hurt-now"]);
}

#[test]
fn what_the_tables_know_keeps_the_model_from_a_panel_but_not_from_the_quiet_line() {
    let known = |known, danger| {
        let model = heard(danger, &[("child-at-risk", danger)], "now");
        blend_danger(said(&[]), Some(&model), known, 4, &DangerPatterns::default())
    };
    assert!(known(Known::Little, 0.95).is_urgent());
    assert!(!known(Known::Need, 0.95).is_urgent() && known(Known::Need, 0.99).is_urgent());
    let every_word = known(Known::EveryWord, 0.99);
    assert!(!every_word.is_urgent() && every_word.quiet);
}

#[test]
fn a_model_that_is_sure_of_no_danger_leaves_the_quiet_line_of_what_was_said() {
    let calm = heard(0.01, &[("hurt-now", 0.01)], "unreal");
    let blended = blend(said(&["hurt-now"]), &calm);
    assert!(!blended.is_urgent() && blended.quiet);
}

#[test]
fn signs_of_illness_that_were_said_stand_though_the_model_is_sure_of_no_danger() {
    let calm = |when| heard(0.01, &[], when);
    assert!(blend(said(&["medical-emergency"]), &calm("now")).is_urgent());
    for when in ["past", "other", "unreal"] {
        assert!(!blend(said(&["medical-emergency"]), &calm(when)).is_urgent(), "{when}");
    }
    assert!(!blend(said(&["hurt-now"]), &calm("now")).is_urgent());
}

#[test]
fn in_another_language_what_was_said_stands_and_the_model_need_not_be_as_sure() {
    let in_polish = |danger, when| Heard { language: Some("pl"), ..heard(danger, &[("hurt-now", danger)], when) };
    assert!(blend(said(&["hurt-now"]), &in_polish(0.01, "")).is_urgent());
    assert!(!blend(said(&["hurt-now"]), &in_polish(0.01, "unreal")).is_urgent());
    assert!(blend(said(&[]), &in_polish(0.87, "now")).is_urgent());
    assert!(!blend(said(&[]), &heard(0.87, &[("hurt-now", 0.87)], "now")).is_urgent());
}

#[test]
fn the_end_of_a_long_story_is_heard_where_the_model_is_sure_of_nothing() {
    let calm = heard(0.01, &[], "");
    let long = blend_danger(said(&["hurt-now"]), Some(&calm), Known::Little, 400, &DangerPatterns::default());
    assert!(long.is_urgent());
}

#[test]
fn calm_rows_that_explain_every_word_overrule_the_model() {
    let model = heard(0.95, &[("suicide", 0.9)], "now");
    let calm = Danger { is_calm: true, ..Danger::default() };
    assert!(!blend(calm, &model).is_urgent());
}

#[test]
fn what_is_past_or_not_real_needs_a_surer_model_and_keeps_the_quiet_line() {
    for when in ["past", "other", "unreal"] {
        let model = heard(0.8, &[("domestic-abuse", 0.8)], when);
        let blended = blend(said(&[]), &model);
        assert!(!blended.is_urgent() && blended.quiet, "{when}");
        assert!(blend(said(&[]), &heard(0.97, &[("domestic-abuse", 0.9)], when)).is_urgent(), "{when}");
    }
    assert!(blend(said(&[]), &heard(0.95, &[("domestic-abuse", 0.9)], "now")).is_urgent());
}

#[test]
fn homework_about_a_murder_has_no_quiet_line() {
    let homework = heard(0.01, &[("hurt-now", 0.01)], "unreal");
    assert!(!blend(said(&[]), &homework).quiet);
    assert!(blend(said(&[]), &heard(0.06, &[("hurt-now", 0.05)], "past")).quiet);
}

#[test]
fn who_is_hurt_never_meets_what_is_for_those_who_hurt() {
    let model = heard(0.95, &[("worried-about-self", 0.5), ("hurt-now", 0.4)], "now");
    let both = blend(said(&[]), &model);
    assert_eq!(names(&both), ["hurt-now"]);
    assert!(!both.worried_about_self);
    let alone = blend(said(&[]), &heard(0.95, &[("worried-about-self", 0.9)], "now"));
    assert!(alone.worried_about_self);
}

#[test]
fn needs_of_a_danger_stand_as_the_model_hears_them() {
    let model = Heard { needs: vec![(5, 0.6), (2, 0.1)], ..Heard::default() };
    assert_eq!(by_likelihood(vec![2, 5, 9], Some(&model)), [5, 2, 9]);
    assert_eq!(by_likelihood(vec![2, 5, 9], None), [2, 5, 9]);
}

fn need(need: u16, weight: f32) -> NeedSaid {
    NeedSaid { need, weight, words: Vec::new(), phrase: "a row".to_owned() }
}

fn positions(needs: &[NeedSaid]) -> Vec<u16> {
    needs.iter().map(|need| need.need).collect()
}

#[test]
fn tables_that_explain_every_word_of_a_short_question_count_for_more() {
    let model = Heard { needs: vec![(7, 0.7), (3, 0.2)], ..Heard::default() };
    let by_tables = || vec![need(3, 1.0)];
    assert_eq!(positions(&blend_voices(by_tables(), false, Some(&model))), [7, 3]);
    assert_eq!(positions(&blend_voices(by_tables(), true, Some(&model)))[0], 3);
    assert_eq!(positions(&blend_voices(by_tables(), false, None)), [3]);
}

#[test]
fn what_the_tables_are_silent_about_is_the_models_alone() {
    let model = Heard { needs: vec![(7, 0.7), (3, 0.02)], ..Heard::default() };
    assert_eq!(positions(&blend_voices(Vec::new(), false, Some(&model))), [7]);
    let nothing_for_us = Heard { for_nobody: 0.8, ..model };
    assert!(blend_voices(Vec::new(), false, Some(&nothing_for_us)).is_empty());
}

#[test]
fn what_is_taught_is_mixed_in_by_its_share() {
    let mut needs = vec![(1_u16, 0.8), (2, 0.2)];
    mix(&mut needs, [2], 0.5);
    assert_eq!(needs, [(2, 0.6), (1, 0.4)]);
    mix(&mut needs, [9], 1.0);
    assert_eq!(needs[0], (9, 1.0));
}
