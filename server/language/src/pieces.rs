//! A text as numbers of word pieces.

use crate::normalise;
use rustc_hash::FxHashMap;
use thiserror::Error;

/// What stands for a space in a piece: most pieces begin a word with it.
const SPACE: char = '\u{2581}';
/// How much less likely an unknown character is than the rarest piece, in the logarithm.
const UNKNOWN_PENALTY: f64 = 10.0;

/// The word pieces of a model with how likely each is, and the cut of a text into them.
#[derive(Debug)]
pub struct Pieces<'a> {
    numbers: FxHashMap<&'a str, u32>,
    /// Logarithm of each piece's probability, by its number.
    scores: Vec<f32>,
    unknown_score: f64,
    /// Bytes of the longest piece.
    longest: usize,
}

/// Why a table of pieces cannot be used.
#[derive(Debug, Error)]
pub enum PiecesError {
    /// A line is no piece, tab and number; lines count from 1.
    #[error("line {0} is not a piece, a tab and a number")]
    Line(u32),
    /// The table does not begin with the three pieces that every model has.
    #[error("the first three pieces are not <unk>, <s> and </s>")]
    Special,
}

/// How a text is cut best up to some byte of it.
#[derive(Clone, Copy)]
struct Cut {
    score: f64,
    /// Where its last piece begins, in bytes.
    start: usize,
    piece: u32,
}

impl<'a> Pieces<'a> {
    /// What stands for characters that no piece holds.
    pub const UNKNOWN: u32 = 0;
    /// What stands before every text that the encoder reads.
    pub const START: u32 = 1;
    /// What stands after every text that the encoder reads.
    pub const END: u32 = 2;

    /// Reads a table with a line for each piece in the order of their numbers: the piece, a tab, and the
    /// natural logarithm of its probability. The first three are `<unk>`, `<s>` and `</s>`.
    pub fn read(table: &'a str) -> Result<Self, PiecesError> {
        let mut numbers = FxHashMap::with_capacity_and_hasher(table.lines().count(), Default::default());
        let mut scores = Vec::with_capacity(numbers.capacity());
        for (line, number) in table.lines().zip(0..) {
            let (piece, score) = line.split_once('\t').ok_or(PiecesError::Line(number + 1))?;
            numbers.insert(piece, number);
            scores.push(score.parse::<f32>().map_err(|_| PiecesError::Line(number + 1))?);
        }
        let special = ["<unk>", "<s>", "</s>"].map(|piece| numbers.get(piece).copied());
        if special != [Some(Self::UNKNOWN), Some(Self::START), Some(Self::END)] {
            return Err(PiecesError::Special);
        }
        let least = scores.iter().copied().fold(0.0, f32::min);
        let longest = numbers.keys().map(|piece| piece.len()).max().unwrap_or_default();
        Ok(Self { numbers, scores, unknown_score: f64::from(least) - UNKNOWN_PENALTY, longest })
    }

    /// How many pieces there are.
    pub fn count(&self) -> usize {
        self.scores.len()
    }

    /// The numbers of the pieces of a text in their order, normalised before; without start and end.
    ///
    /// Of all cuts it is the one whose pieces have the greatest product of probabilities (a unigram model,
    /// found by Viterbi's algorithm). Neighbours that no piece holds are one [`Pieces::UNKNOWN`].
    pub fn cut(&self, text: &str) -> Vec<u32> {
        let text = mark_spaces(&normalise(text));
        let best = self.find_best_cuts(&text);
        let mut numbers: Vec<u32> = Vec::new();
        let mut end = text.len();
        while let Some(cut) = best[end] {
            if cut.piece != Self::UNKNOWN || numbers.last() != Some(&Self::UNKNOWN) {
                numbers.push(cut.piece);
            }
            end = cut.start;
        }
        numbers.reverse();
        numbers
    }

    /// The best cut up to each byte where a character ends; none at 0.
    fn find_best_cuts(&self, text: &str) -> Vec<Option<Cut>> {
        let mut best: Vec<Option<Cut>> = vec![None; text.len() + 1];
        for (start, character) in text.char_indices() {
            let score_before = best[start].map_or(0.0, |cut| cut.score);
            let width = character.len_utf8();
            let mut is_known = false;
            let ends = text[start..].char_indices().map(|(at, character)| start + at + character.len_utf8());
            for end in ends.take_while(|end| end - start <= self.longest) {
                let Some(&piece) = self.numbers.get(&text[start..end]) else { continue };
                is_known |= end == start + width;
                let score = score_before + f64::from(self.scores[piece as usize]);
                keep_better(&mut best[end], Cut { score, start, piece });
            }
            if !is_known {
                let score = score_before + self.unknown_score;
                keep_better(&mut best[start + width], Cut { score, start, piece: Self::UNKNOWN });
            }
        }
        best
    }
}

/// Takes the new cut where there is none or a less likely one; of two alike the first stays.
fn keep_better(best: &mut Option<Cut>, cut: Cut) {
    if best.is_none_or(|kept| cut.score > kept.score) {
        *best = Some(cut);
    }
}

/// The text with a mark for each space, and one before its first word.
fn mark_spaces(text: &str) -> String {
    let mut marked = String::with_capacity(text.len() * 3 / 2 + SPACE.len_utf8());
    if !text.is_empty() && !text.starts_with(SPACE) {
        marked.push(SPACE);
    }
    marked.extend(text.chars().map(|character| if character == ' ' { SPACE } else { character }));
    marked
}

#[cfg(test)]
mod tests {
    use super::{Pieces, PiecesError};

    const TABLE: &str = "<unk>\t0\n<s>\t0\n</s>\t0\n\u{2581}\t-3\n\u{2581}my\t-2\n\u{2581}so\t-4\nn\t-4\n\u{2581}son\t-5\ns\t-6\nso\t-6\n";

    #[test]
    fn the_likeliest_cut_is_taken() -> Result<(), PiecesError> {
        let pieces = Pieces::read(TABLE)?;
        assert_eq!(pieces.cut("My  son"), [4, 7]);
        assert_eq!(pieces.cut("sos"), [5, 8]);
        Ok(())
    }

    #[test]
    fn neighbours_that_no_piece_holds_are_one_unknown() -> Result<(), PiecesError> {
        let pieces = Pieces::read(TABLE)?;
        assert_eq!(pieces.cut("my xyz 😀 n"), [4, 3, Pieces::UNKNOWN, 3, Pieces::UNKNOWN, 3, 6]);
        assert_eq!(pieces.cut(""), [] as [u32; 0]);
        Ok(())
    }

    #[test]
    fn a_table_with_a_broken_line_or_other_first_pieces_is_refused() {
        assert!(matches!(Pieces::read("<unk>\t0\nx\n"), Err(PiecesError::Line(2))));
        assert!(matches!(Pieces::read("a\t0\n"), Err(PiecesError::Special)));
    }
}
