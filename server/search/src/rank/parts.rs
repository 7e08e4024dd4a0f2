//! The one ranking. A result's score is a sum of named parts; results are then put in order by
//! bands of that score, and within a band confirmed stand before unconfirmed, those that can be
//! reached before those that cannot, nearer before farther, and newer before older.

/// What the parts of a score weigh.
pub mod weights {
    /// A need the search is about, when it is the service's first.
    pub const NEED: f32 = 1.0;
    /// What a need counts for by its place in the service's list: most specific first.
    pub const NEED_POSITION: [f32; 6] = [1.0, 0.86, 0.78, 0.7, 0.64, 0.6];
    /// A second need that is met as well.
    pub const MORE_NEEDS: f32 = 0.15;
    /// Words found in the service's text, at most.
    pub const TEXT: f32 = 0.7;
    /// The score of the index at which words count for half of [`TEXT`].
    pub const TEXT_HALF: f32 = 9.0;
    /// Where needs are understood, words count by the square of how well the service meets them, and
    /// of this where it meets none.
    pub const TEXT_WITHOUT_NEED: f32 = 0.6;
    /// A confirmed number that somebody answers.
    pub const RINGS: f32 = 0.04;
    /// Help for people who do harm, when that is who asks.
    pub const WORRIED_ABOUT_SELF: f32 = 0.6;
    /// Help that is given here rather than for the whole country.
    pub const LOCAL: f32 = 0.06;
    /// The kind of help that the words name.
    pub const KIND: f32 = 0.6;
    /// Ages that are not stated, when an age was asked for.
    pub const AGE_NOT_STATED: f32 = -0.15;
    /// Each distance band beyond the first.
    pub const DISTANCE_BAND: f32 = -0.07;
    /// Help by phone or online, when there is a place: as if it were this many bands away.
    pub const ANYWHERE_BANDS: f32 = 2.0;
    /// Somebody asks to refer themselves, and may; and half as much again where a source says
    /// that somebody of that age may.
    pub const ONESELF: f32 = 0.3;
    /// It happens on the day or at the time that the words say.
    pub const WHEN: f32 = 0.1;
    /// It costs nothing, where the words ask for that.
    pub const FREE: f32 = 0.1;
    /// A person who asks is of the kind a service speaks to.
    pub const AUDIENCE: f32 = 0.04;
    /// How wide a band of equal fit is.
    pub const BAND: f32 = 0.05;
}

/// Ends of the distance bands, in miles.
pub const DISTANCE_BANDS: [f64; 7] = [1.0, 2.0, 3.5, 5.0, 7.5, 10.0, 15.0];

/// The parts of one result's score.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Parts {
    /// How well its needs meet what was asked, 0 to 1 and a little.
    pub need: f32,
    /// The index's score for the words.
    pub text: f32,
    /// Whether its kind was named.
    pub kind: bool,
    /// Whether it has a confirmed number.
    pub rings: bool,
    /// Whether it is for people who do harm, and one of them asks.
    pub worried_about_self: bool,
    /// Whether it is given here rather than for the whole country.
    pub local: bool,
    /// Whether an age was asked for and it does not say its ages.
    pub age_not_stated: bool,
    /// Its distance band, from 0; half bands for what is known to a town or district only.
    pub distance_bands: f32,
    /// How well it takes somebody who asks for themselves: 0, 1 or 1.5.
    pub oneself: f32,
    /// Whether it happens when the words say.
    pub when: bool,
    /// Whether the words ask for what is free and it is.
    pub free: bool,
    /// Whether it speaks to the person who asks.
    pub audience: bool,
}

impl Parts {
    /// What the words and needs count for, without place and age: 0 when nothing meets.
    #[inline]
    pub fn relevance(&self) -> f32 {
        let text = if self.text > 0.0 { weights::TEXT * self.text / (self.text + weights::TEXT_HALF) } else { 0.0 };
        weights::NEED * self.need + text + if self.kind { weights::KIND } else { 0.0 }
    }

    /// The whole score.
    #[inline]
    pub fn score(&self) -> f32 {
        self.relevance()
            + if self.age_not_stated { weights::AGE_NOT_STATED } else { 0.0 }
            + self.distance_bands * weights::DISTANCE_BAND
            + if self.audience { weights::AUDIENCE } else { 0.0 }
            + weights::ONESELF * self.oneself
            + if self.when { weights::WHEN } else { 0.0 }
            + if self.free { weights::FREE } else { 0.0 }
            + if self.rings { weights::RINGS } else { 0.0 }
            + if self.worried_about_self { weights::WORRIED_ABOUT_SELF } else { 0.0 }
            + if self.local { weights::LOCAL } else { 0.0 }
    }

    /// The score's parts in words, for `explain=1`.
    pub fn reasons(&self) -> Vec<String> {
        let mut reasons = vec![format!("score {:.3}", self.score())];
        if self.need > 0.0 {
            reasons.push(format!("need {:+.3}", weights::NEED * self.need));
        }
        if self.text > 0.0 {
            reasons.push(format!("words {:+.3}", weights::TEXT * self.text / (self.text + weights::TEXT_HALF)));
        }
        if self.kind {
            reasons.push(format!("kind {:+.3}", weights::KIND));
        }
        if self.age_not_stated {
            reasons.push(format!("ages not stated {:+.3}", weights::AGE_NOT_STATED));
        }
        if self.distance_bands > 0.0 {
            reasons.push(format!("distance {:+.3}", self.distance_bands * weights::DISTANCE_BAND));
        }
        if self.oneself > 0.0 {
            reasons.push(format!("one may ask oneself {:+.3}", weights::ONESELF * self.oneself));
        }
        if self.when {
            reasons.push(format!("happens then {:+.3}", weights::WHEN));
        }
        if self.free {
            reasons.push(format!("free {:+.3}", weights::FREE));
        }
        if self.rings {
            reasons.push(format!("a confirmed number {:+.3}", weights::RINGS));
        }
        if self.worried_about_self {
            reasons.push(format!("for who asks {:+.3}", weights::WORRIED_ABOUT_SELF));
        }
        if self.local {
            reasons.push(format!("given here {:+.3}", weights::LOCAL));
        }
        if self.audience {
            reasons.push(format!("speaks to who asks {:+.3}", weights::AUDIENCE));
        }
        reasons
    }
}

/// The distance band of a number of miles, from 0.
pub fn distance_band(miles: f64) -> f32 {
    DISTANCE_BANDS.iter().take_while(|end| miles > **end).count() as f32
}

/// What decides between two results.
#[derive(Debug, Clone, Copy)]
pub struct Standing {
    /// The score.
    pub score: f32,
    /// Whether the record is confirmed.
    pub confirmed: bool,
    /// Whether it can be reached.
    pub reachable: bool,
    /// Miles, for the order inside a band; infinite when not known.
    pub miles: f32,
    /// Year of the newest source, 0 when not known.
    pub year: u16,
    /// Position in the catalogue: ids in order, so that ties always break the same way.
    pub entry: u32,
}

impl Standing {
    /// One number that puts results in order, the best lowest, so that a long list is sorted fast:
    /// from its highest bits the band of the score (16), confirmed (1), reachable (1), miles (32),
    /// the score (32), the year (14) and the entry (32).
    #[inline]
    pub fn order(&self) -> u128 {
        // Bits of numbers that are not negative stand in the order of the numbers.
        let miles = self.miles.max(0.0).to_bits();
        let year = 0x3fff - self.year.min(0x3fff);
        u128::from(descending_band(self.score)) << 112
            | u128::from(!self.confirmed) << 111
            | u128::from(!self.reachable) << 110
            | u128::from(miles) << 78
            | u128::from(descending_score(self.score)) << 46
            | u128::from(year) << 32
            | u128::from(self.entry)
    }
}

/// An order with the distance before all else: nearest first, and what is as far by its rank.
pub fn nearest_first(order: u128) -> u128 {
    /// What stands below the distance, the distance, and what stands above it, in bits.
    const BELOW: u32 = 78;
    const MILES: u32 = 32;
    const ABOVE: u32 = 18;
    let low = |bits: u32| (1u128 << bits) - 1;
    let miles = (order >> BELOW) & low(MILES);
    let above = order >> (BELOW + MILES);
    (miles << (BELOW + ABOVE)) | (above << BELOW) | (order & low(BELOW))
}

fn descending_band(score: f32) -> u16 {
    let bands = score / weights::BAND;
    // Rounded down by hand: a call of the library's costs more than all the rest here.
    let toward_zero = bands as i16;
    let band = if f32::from(toward_zero) > bands { toward_zero.saturating_sub(1) } else { toward_zero };
    !((band as u16) ^ 0x8000)
}

fn descending_score(score: f32) -> u32 {
    let bits = score.to_bits();
    // The usual total order of floating-point bits, turned round.
    let ascending = if bits >> 31 == 1 { !bits } else { bits | 0x8000_0000 };
    !ascending
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Standing = Standing { score: 1.0, confirmed: true, reachable: true, miles: 2.0, year: 2024, entry: 7 };

    #[test]
    fn fit_comes_first_then_trust_then_reach_then_distance_then_age() {
        let worse = [
            Standing { score: 0.5, ..PLAIN },
            Standing { score: -0.5, ..PLAIN },
            Standing { confirmed: false, score: 1.04, ..PLAIN },
            Standing { reachable: false, miles: 0.0, ..PLAIN },
            Standing { miles: 3.0, year: 2026, ..PLAIN },
            Standing { miles: f32::INFINITY, ..PLAIN },
            Standing { year: 2010, ..PLAIN },
            Standing { entry: 8, ..PLAIN },
        ];
        for other in worse {
            assert!(PLAIN.order() < other.order(), "{other:?}");
        }
        assert!(Standing { confirmed: false, score: 1.2, ..PLAIN }.order() < PLAIN.order(), "another band of fit wins");
    }

    #[test]
    fn nearest_first_asks_the_distance_before_the_fit() {
        let nearest = |standing: Standing| nearest_first(standing.order());
        let farther = Standing { score: 9.0, miles: 2.1, ..PLAIN };
        assert!(farther.order() < PLAIN.order() && nearest(PLAIN) < nearest(farther));
        let last = Standing { score: 9.0, miles: f32::INFINITY, ..PLAIN };
        assert!(nearest(farther) < nearest(last));
        let as_far = [
            Standing { score: 0.5, ..PLAIN },
            Standing { confirmed: false, ..PLAIN },
            Standing { reachable: false, ..PLAIN },
            Standing { year: 2010, ..PLAIN },
            Standing { entry: 8, ..PLAIN },
        ];
        for other in as_far {
            assert!(nearest(PLAIN) < nearest(other), "{other:?}");
        }
    }
}
