//! Distances as people read them.

/// A distance in miles, great-circle between WGS84 points.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Distance(pub f64);

impl Distance {
    /// The distance in words, with one decimal: "0.8 miles", "1 mile". What would round to nothing is still
    /// a way to go: "less than 0.1 miles".
    pub fn words(self) -> String {
        match format!("{:.1}", self.0.abs()).as_str() {
            "0.0" => "less than 0.1 miles".to_owned(),
            "1.0" => "1 mile".to_owned(),
            miles => format!("{miles} miles"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Distance;

    #[test]
    fn a_distance_has_one_decimal() {
        for (miles, words) in [
            (0.0, "less than 0.1 miles"),
            (-0.0, "less than 0.1 miles"),
            (0.049, "less than 0.1 miles"),
            (0.06, "0.1 miles"),
            (0.82, "0.8 miles"),
            (0.96, "1 mile"),
            (1.04, "1 mile"),
            (12.0, "12.0 miles"),
        ] {
            assert_eq!(Distance(miles).words(), words);
        }
    }
}
