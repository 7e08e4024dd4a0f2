//! The table of vectors, a row for each word piece.

use crate::VECTOR_LENGTH;
use thiserror::Error;

/// Bytes of a row's scale.
const SCALE_LENGTH: usize = size_of::<f32>();

/// The vector of each word piece in eight bits, read where the table lies: nothing of it is copied.
#[derive(Debug, Clone, Copy)]
pub(crate) struct WordVectors<'a> {
    /// Rows of [`VECTOR_LENGTH`] signed bytes.
    rows: &'a [u8],
    /// A little-endian `f32` for each row: what its bytes are multiplied by.
    scales: &'a [u8],
}

/// The table's length is not that of whole rows with a scale for each.
#[derive(Debug, Error)]
#[error("{0} bytes are no table of vectors")]
pub struct WordVectorsError(usize);

impl<'a> WordVectors<'a> {
    /// Takes a table: all rows, then the scales of all rows.
    pub(crate) fn new(table: &'a [u8]) -> Result<Self, WordVectorsError> {
        let row_length = VECTOR_LENGTH + SCALE_LENGTH;
        if !table.len().is_multiple_of(row_length) {
            return Err(WordVectorsError(table.len()));
        }
        let (rows, scales) = table.split_at(table.len() / row_length * VECTOR_LENGTH);
        Ok(Self { rows, scales })
    }

    /// How many rows there are.
    pub(crate) fn count(&self) -> usize {
        self.rows.len() / VECTOR_LENGTH
    }

    /// The vectors of the pieces one after another, [`VECTOR_LENGTH`] numbers each.
    ///
    /// # Panics
    /// If there is no row of a piece's number.
    pub(crate) fn look_up(&self, pieces: &[u32]) -> Vec<f32> {
        let mut vectors = Vec::with_capacity(pieces.len() * VECTOR_LENGTH);
        for &piece in pieces {
            let piece = piece as usize;
            let scale = self.scale(piece);
            let row = &self.rows[piece * VECTOR_LENGTH..][..VECTOR_LENGTH];
            vectors.extend(row.iter().map(|&byte| f32::from(byte.cast_signed()) * scale));
        }
        vectors
    }

    fn scale(&self, piece: usize) -> f32 {
        let mut bytes = [0; SCALE_LENGTH];
        bytes.copy_from_slice(&self.scales[piece * SCALE_LENGTH..][..SCALE_LENGTH]);
        f32::from_le_bytes(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::{VECTOR_LENGTH, WordVectors};

    #[test]
    fn a_row_is_its_signed_bytes_times_its_scale() {
        let mut table = vec![0; 2 * VECTOR_LENGTH];
        table[VECTOR_LENGTH] = (-3_i8).cast_unsigned();
        table.extend(1.0_f32.to_le_bytes());
        table.extend(0.5_f32.to_le_bytes());
        let vectors = WordVectors::new(&table).expect("two rows and two scales");
        assert_eq!(vectors.count(), 2);
        assert_eq!(vectors.look_up(&[1, 0])[..2], [-1.5, 0.0]);
    }

    #[test]
    fn a_table_that_was_cut_off_is_refused() {
        assert!(WordVectors::new(&[0; VECTOR_LENGTH]).is_err());
    }
}
