//! What the model says inside the program is what it said in Python, in 32 bits.

use language::{Estimates, SentenceModel};
use proptest::prelude::*;
use serde::Deserialize;
use std::error::Error;
use std::sync::LazyLock;

#[derive(Deserialize)]
struct Expected {
    readings: Vec<ExpectedReading>,
}

#[derive(Deserialize)]
struct ExpectedReading {
    text: String,
    vector: Vec<f32>,
    needs: Vec<f32>,
    dangers: Vec<f32>,
    askers: Vec<f32>,
    whens: Vec<f32>,
    languages: Vec<f32>,
}

#[derive(Deserialize)]
struct Labels {
    needs: Vec<String>,
    dangers: Vec<String>,
    askers: Vec<String>,
    whens: Vec<String>,
    languages: Vec<String>,
}

static MODEL: LazyLock<SentenceModel> = LazyLock::new(|| SentenceModel::load().expect("the program carries a model"));

fn cosine(one: &[f32], other: &[f32]) -> f32 {
    let product = |one: &[f32], other: &[f32]| one.iter().zip(other).map(|(a, b)| a * b).sum::<f32>();
    product(one, other) / (product(one, one) * product(other, other)).sqrt()
}

/// The greatest difference between a probability and the one that the logits stand for.
fn difference(estimates: &Estimates, labels: &[String], logits: &[f32]) -> f32 {
    let sum: f32 = logits.iter().map(|logit| logit.exp()).sum();
    let pairs = labels.iter().zip(logits);
    pairs.map(|(label, logit)| (estimates.probability_of(label) - logit.exp() / sum).abs()).fold(0.0, f32::max)
}

#[test]
fn eight_bits_say_what_32_bits_said() -> Result<(), Box<dyn Error>> {
    let expected: Expected = serde_json::from_str(include_str!("../../../data/language/model/expected.json"))?;
    let labels: Labels = serde_json::from_str(include_str!("../../../data/language/model/labels.json"))?;
    assert_eq!(expected.readings.len(), 40);
    let mut cosines = Vec::new();
    let mut differences = Vec::new();
    for row in &expected.readings {
        let reading = MODEL.read(&row.text)?;
        cosines.push(cosine(&reading.vector, &row.vector));
        differences.push(difference(&reading.needs, &labels.needs, &row.needs));
        differences.push(difference(&reading.dangers, &labels.dangers, &row.dangers));
        differences.push(difference(&reading.asker, &labels.askers, &row.askers));
        differences.push(difference(&reading.when, &labels.whens, &row.whens));
        differences.push(difference(&reading.language, &labels.languages, &row.languages));
    }
    let mean = |numbers: &[f32]| numbers.iter().sum::<f32>() / numbers.len() as f32;
    let least = cosines.iter().copied().fold(1.0, f32::min);
    let greatest = differences.iter().copied().fold(0.0, f32::max);
    println!("cosine: mean {:.4}, least {least:.4}", mean(&cosines));
    println!("probability: mean difference {:.4}, greatest {greatest:.4}", mean(&differences));
    assert!(least > 0.99 && mean(&cosines) > 0.995);
    // An answer that is as likely as not moves most.
    assert!(greatest < 0.25 && mean(&differences) < 0.02);
    Ok(())
}

#[test]
fn a_short_text_has_probabilities_that_add_up_to_one() -> Result<(), Box<dyn Error>> {
    for text in ["", "my baby wont sleep"] {
        let reading = MODEL.read(text)?;
        for estimates in [reading.needs, reading.dangers, reading.asker, reading.when, reading.language] {
            let sum: f32 = estimates.iter().map(|estimate| estimate.probability).sum();
            assert!((sum - 1.0).abs() < 1e-4, "{sum}");
        }
    }
    Ok(())
}

#[test]
fn a_text_of_16_kb_is_read_to_its_end() -> Result<(), Box<dyn Error>> {
    let mut text = "my baby wont stop crying and i dont know who to ask ".repeat(300);
    let before = MODEL.read(&text)?;
    text.push_str("and he is strangling me");
    assert_ne!(MODEL.read(&text)?, before);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read(text in "\\PC{0,40}|[\\x00-\\x{10ffff}]{0,20}|[a-z ]{0,120}") {
        let reading = MODEL.read(&text)?;
        prop_assert!(reading.vector.iter().all(|number| number.is_finite()));
        prop_assert!(reading.needs.iter().all(|estimate| (0.0..=1.0).contains(&estimate.probability)));
    }
}
