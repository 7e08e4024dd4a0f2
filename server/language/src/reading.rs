//! What the model says of a text.

use crate::encoder::{Encoded, VECTOR_LENGTH};
use serde::Deserialize;

/// What a text means, as the model reads it: for each question all answers with how likely each is.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// Slugs of needs, and `none` for what no service for families answers. They add up to 1.
    pub needs: Estimates,
    /// Slugs of dangers, and the empty label for no danger. Of a long text a danger is as likely as in
    /// the window where it is likeliest, and no danger as in the window where it is least likely; so they
    /// add up to 1 for a short text only.
    pub dangers: Estimates,
    /// Who asks: `parent` (any adult), `young-person` or `professional`. They add up to 1.
    pub asker: Estimates,
    /// When it is: `now`, `past`, `feared`, `other` (somebody else's) or `unreal` (homework, a film, a joke),
    /// and the empty label where there is no danger. They add up to 1; of a long text it is what the
    /// window says in which danger is likeliest.
    pub when: Estimates,
    /// The language of the text, by its code of two letters. They add up to 1.
    pub language: Estimates,
    /// The meaning as a vector of length 1: the products of the numbers of two texts add up to their
    /// likeness (the cosine).
    pub vector: [f32; VECTOR_LENGTH],
}

/// The answers to one question, likeliest first.
#[derive(Debug, Clone, PartialEq)]
pub struct Estimates(Vec<Estimate>);

/// An answer and how likely it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The answer, as `labels.json` names it.
    pub label: &'static str,
    /// From 0 to 1.
    pub probability: f32,
}

/// The answers that there are to each question, in the order of the encoder's logits.
#[derive(Debug, Deserialize)]
pub(crate) struct Labels {
    #[serde(borrow)]
    pub(crate) needs: Vec<&'static str>,
    pub(crate) dangers: Vec<&'static str>,
    pub(crate) askers: Vec<&'static str>,
    pub(crate) whens: Vec<&'static str>,
    pub(crate) languages: Vec<&'static str>,
    /// How many pieces the encoder reads at once, with start and end.
    pub(crate) longest: usize,
}

impl Estimates {
    fn new(labels: &[&'static str], probabilities: &[f32]) -> Self {
        let pairs = labels.iter().zip(probabilities);
        let mut estimates: Vec<_> = pairs.map(|(&label, &probability)| Estimate { label, probability }).collect();
        estimates.sort_by(|one, other| other.probability.total_cmp(&one.probability));
        Self(estimates)
    }

    /// The likeliest answer.
    pub fn likeliest(&self) -> Estimate {
        *self.0.first().expect("a model is loaded only when each question has an answer")
    }

    /// How likely an answer is; 0 for one that the model does not know.
    pub fn probability_of(&self, label: &str) -> f32 {
        self.0.iter().find(|estimate| estimate.label == label).map_or(0.0, |estimate| estimate.probability)
    }

    /// All answers, likeliest first; of two alike first the one that `labels.json` names first.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Estimate> + '_ {
        self.0.iter().copied()
    }
}

/// Puts together what the encoder says of a text's windows, of which there is at least one.
///
/// Needs, who asks, the language and the vector are the mean over all windows. They are equally long, so the first, in
/// which people mostly say what they want, counts no less than any other.
pub(crate) fn combine_windows(windows: &[Encoded], labels: &Labels) -> Reading {
    let needs = mean(windows.iter().map(|window| softmax(&window.needs)));
    let askers = mean(windows.iter().map(|window| softmax(&window.askers)));
    let languages = mean(windows.iter().map(|window| softmax(&window.languages)));
    let vector = mean(windows.iter().map(|window| window.vector.clone()));
    let dangers: Vec<Vec<f32>> = windows.iter().map(|window| softmax(&window.dangers)).collect();
    let none = labels.dangers.iter().position(|danger| danger.is_empty());
    let calmness = |window: usize| none.map_or(0.0, |none| dangers[window][none]);
    let gravest = (0..windows.len()).min_by(|&one, &other| calmness(one).total_cmp(&calmness(other)));
    let likeliest: Vec<f32> = (0..labels.dangers.len())
        .map(|danger| {
            let of_windows = dangers.iter().map(|probabilities| probabilities[danger]);
            if Some(danger) == none { of_windows.fold(1.0, f32::min) } else { of_windows.fold(0.0, f32::max) }
        })
        .collect();
    let whens = gravest.map(|window| softmax(&windows[window].whens)).unwrap_or_default();
    Reading {
        needs: Estimates::new(&labels.needs, &needs),
        dangers: Estimates::new(&labels.dangers, &likeliest),
        asker: Estimates::new(&labels.askers, &askers),
        when: Estimates::new(&labels.whens, &whens),
        language: Estimates::new(&labels.languages, &languages),
        vector: scale_to_length_one(&vector),
    }
}

/// Logits as probabilities that add up to 1.
fn softmax(logits: &[f32]) -> Vec<f32> {
    let greatest = logits.iter().copied().fold(f32::MIN, f32::max);
    let powers: Vec<f32> = logits.iter().map(|logit| (logit - greatest).exp()).collect();
    let sum: f32 = powers.iter().sum();
    powers.into_iter().map(|power| power / sum).collect()
}

/// The mean of rows of one length, number by number.
fn mean(rows: impl ExactSizeIterator<Item = Vec<f32>>) -> Vec<f32> {
    let count = rows.len() as f32;
    let sum = rows.reduce(|sum, row| sum.iter().zip(&row).map(|(one, other)| one + other).collect());
    sum.unwrap_or_default().into_iter().map(|number| number / count).collect()
}

fn scale_to_length_one(numbers: &[f32]) -> [f32; VECTOR_LENGTH] {
    let length = numbers.iter().map(|number| number * number).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
    let mut vector = [0.0; VECTOR_LENGTH];
    for (scaled, number) in vector.iter_mut().zip(numbers) {
        *scaled = number / length;
    }
    vector
}

#[cfg(test)]
mod tests {
    use super::{Encoded, Labels, combine_windows, softmax};

    fn labels() -> Labels {
        Labels {
            needs: vec!["sleep", "none"],
            dangers: vec!["", "hurt-now", "suicide"],
            askers: vec!["parent", "young-person"],
            whens: vec!["", "now", "past"],
            languages: vec!["en"],
            longest: 112,
        }
    }

    fn window(needs: [f32; 2], dangers: [f32; 3], whens: [f32; 3]) -> Encoded {
        let mut vector = vec![0.0; 384];
        vector[0] = 3.0;
        vector[1] = 4.0;
        Encoded {
            vector,
            needs: needs.into(),
            dangers: dangers.into(),
            askers: vec![0.0, 1.0],
            whens: whens.into(),
            languages: vec![0.0],
        }
    }

    #[test]
    fn a_danger_in_one_window_is_not_thinned_by_the_calm_of_others() {
        let calm = window([2.0, 0.0], [6.0, 0.0, 0.0], [5.0, 0.0, 0.0]);
        let grave = window([0.0, 0.0], [0.0, 0.0, 6.0], [0.0, 5.0, 0.0]);
        let reading = combine_windows(&[calm.clone(), grave.clone(), calm], &labels());
        let alone = combine_windows(&[grave], &labels());
        assert_eq!(reading.dangers.probability_of("suicide"), alone.dangers.probability_of("suicide"));
        assert_eq!(reading.dangers.probability_of(""), alone.dangers.probability_of(""));
        assert_eq!(reading.dangers.likeliest().label, "suicide");
        assert_eq!(reading.when.likeliest().label, "now");
    }

    #[test]
    fn needs_are_the_mean_of_the_windows() {
        let calm = [0.0; 3];
        let (sure, unsure) = (window([2.0, 0.0], calm, calm), window([0.0, 0.0], calm, calm));
        let reading = combine_windows(&[sure, unsure], &labels());
        let expected = (softmax(&[2.0, 0.0])[0] + 0.5) / 2.0;
        assert!((reading.needs.probability_of("sleep") - expected).abs() < 1e-6);
        assert_eq!(reading.needs.probability_of("no such need"), 0.0);
    }

    #[test]
    fn the_vector_has_length_one() {
        let reading = combine_windows(&[window([0.0; 2], [0.0; 3], [0.0; 3])], &labels());
        assert_eq!(reading.vector[..3], [0.6, 0.8, 0.0]);
    }
}
