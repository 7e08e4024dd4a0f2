//! Distances as people read them.

/// A distance in miles, great-circle between WGS84 points.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Distance(pub f64);

impl Distance {
    /// The distance in words, with one decimal: "0.8 miles", "1.0 mile".
    pub fn words(self) -> String {
        let miles = format!("{:.1}", self.0);
        let unit = if miles == "1.0" { "mile" } else { "miles" };
        format!("{miles} {unit}")
    }
}

#[cfg(test)]
mod tests {
    use super::Distance;

    #[test]
    fn a_distance_has_one_decimal() {
        for (miles, words) in
            [(0.0, "0.0 miles"), (0.82, "0.8 miles"), (0.96, "1.0 mile"), (1.04, "1.0 mile"), (12.0, "12.0 miles")]
        {
            assert_eq!(Distance(miles).words(), words);
        }
    }
}
