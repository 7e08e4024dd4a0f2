//! A second opinion on danger: the sentences that the model was trained on which lie nearest to a text.
//!
//! The layers judge a text by what they learned of all sentences, its neighbours by what was said of a few that
//! mean much the same. Where the two disagree, what the layers say moves towards the neighbours, both whether
//! there is danger and which.

use crate::VECTOR_LENGTH;
use thiserror::Error;

/// A row is a vector and the place of its danger in `labels.json`, 0 for none.
const ROW_LENGTH: usize = VECTOR_LENGTH + 1;
/// How many neighbours are asked.
const NEIGHBOURS: usize = 10;
/// How far, as a logit, neighbours move a danger, or none, that all of them speak of. Chosen on
/// `data/language/choose.jsonl`; `training/neighbours.py` has the same two numbers.
const REACH: f32 = 2.0;

/// The vectors of the sentences, in eight bits, read where they lie: nothing of them is copied.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Neighbours<'a> {
    rows: &'a [u8],
}

/// The length is not that of whole rows, or there are too few.
#[derive(Debug, Error)]
#[error("{0} bytes are no vectors of sentences")]
pub struct NeighboursError(usize);

impl<'a> Neighbours<'a> {
    /// Takes the file `sentences.bin`: for each sentence [`VECTOR_LENGTH`] signed bytes, then its danger.
    pub(crate) fn new(file: &'a [u8]) -> Result<Self, NeighboursError> {
        if !file.len().is_multiple_of(ROW_LENGTH) || file.len() < NEIGHBOURS * ROW_LENGTH {
            return Err(NeighboursError(file.len()));
        }
        Ok(Self { rows: file })
    }

    /// Moves the logits of the dangers, in the order of `labels.json`, for a text of this vector, which may be
    /// of any length: each by [`REACH`] times the share of the neighbours that speak of it.
    pub(crate) fn move_dangers(&self, dangers: &mut [f32], vector: &[f32]) {
        let greatest = vector.iter().fold(f32::MIN_POSITIVE, |greatest, number| greatest.max(number.abs()));
        let vector: Vec<i16> = vector.iter().map(|number| (number / greatest * 127.0).round() as i16).collect();
        let rows = self.rows.chunks_exact(ROW_LENGTH);
        let mut alike: Vec<(i32, u8)> = rows.map(|row| (product(&vector, row), row[VECTOR_LENGTH])).collect();
        alike.select_nth_unstable_by(NEIGHBOURS - 1, |one, other| other.0.cmp(&one.0));
        for (_, danger) in &alike[..NEIGHBOURS] {
            if let Some(logit) = dangers.get_mut(usize::from(*danger)) {
                *logit += REACH / NEIGHBOURS as f32;
            }
        }
    }
}

/// The product of a vector and a row's. All rows have the same length, so that more is more alike.
fn product(vector: &[i16], row: &[u8]) -> i32 {
    vector.iter().zip(row).map(|(&one, &other)| i32::from(one) * i32::from(other.cast_signed())).sum()
}

#[cfg(test)]
mod tests {
    use super::{NEIGHBOURS, Neighbours, REACH, ROW_LENGTH, VECTOR_LENGTH};

    /// Ten rows along the first number, of which `dangers` are dangerous, and ten dangerous ones away from it.
    fn file(dangers: usize) -> Vec<u8> {
        let row = |first: i8, danger: u8| {
            let mut row = vec![0; ROW_LENGTH];
            row[0] = first.cast_unsigned();
            row[VECTOR_LENGTH] = danger;
            row
        };
        let near = (0..NEIGHBOURS).map(|at| row(127, u8::from(at < dangers)));
        near.chain((0..NEIGHBOURS).map(|_| row(-127, 3))).flatten().collect()
    }

    #[test]
    fn the_nearest_alone_are_asked_each_for_its_own_danger() {
        let mut vector = vec![0.0; VECTOR_LENGTH];
        vector[0] = 5.0;
        for dangerous in [0, 5, NEIGHBOURS] {
            let file = file(dangerous);
            let mut dangers = [0.0; 4];
            Neighbours::new(&file).expect("twenty rows").move_dangers(&mut dangers, &vector);
            let share = dangerous as f32 / NEIGHBOURS as f32;
            for (logit, expected) in dangers.into_iter().zip([1.0 - share, share, 0.0, 0.0]) {
                assert!((logit - REACH * expected).abs() < 1e-5, "{dangers:?}");
            }
        }
    }

    #[test]
    fn a_file_that_was_cut_off_or_is_too_short_is_refused() {
        assert!(Neighbours::new(&file(0)[1..]).is_err());
        assert!(Neighbours::new(&file(0)[..ROW_LENGTH]).is_err());
    }
}
