//! Whether the stems of a row are spoken, as far as that is seen without a look at the row.

/// What the shares of a row's stems add up to, or a few more: they are rounded up.
pub(super) const WHOLE: u32 = 400;
/// Bits of a share.
const BITS: u32 = 9;

/// A stem with its share of the weight of a row, no less than it has.
pub(super) fn share(stem: u32, weight: f32, whole: f32) -> u32 {
    let share = (weight / whole * WHOLE as f32).ceil() as u32 + 1;
    stem << BITS | share.min((1 << BITS) - 1)
}

/// The stems that are spoken.
pub(super) struct Spoken {
    /// Each once.
    pub(super) stems: Vec<u32>,
    /// A bit for each, by the lowest bits of its number: most stems that are asked for are not spoken.
    bits: [u64; 4],
}

impl Spoken {
    pub(super) fn new(said: impl Iterator<Item = u32>) -> Self {
        let mut spoken = Self { stems: Vec::new(), bits: [0; 4] };
        for stem in said {
            if !spoken.stems.contains(&stem) {
                spoken.stems.push(stem);
                spoken.bits[stem as usize / 64 % 4] |= 1 << (stem % 64);
            }
        }
        spoken
    }

    /// The share of a row that these stems of it are, as far as they are spoken, and no less.
    pub(super) fn share(&self, stems: &[u32]) -> u32 {
        let mut sum = 0;
        for stem in stems {
            let (number, share) = (stem >> BITS, stem & ((1 << BITS) - 1));
            let spoken = self.bits[number as usize / 64 % 4] >> (number % 64) & 1;
            sum += share * spoken as u32;
        }
        sum
    }
}
