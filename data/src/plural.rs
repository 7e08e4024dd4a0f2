//! Numbers with their nouns.

/// A number with its noun, thousands apart: "1 problem", "2 problems", "25,760 postcodes".
pub fn plural(number: usize, one: &str, many: &str) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{grouped} {}", if number == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_noun_follows_its_number() {
        assert_eq!(plural(1, "problem", "problems"), "1 problem");
        assert_eq!(plural(326, "service", "services"), "326 services");
        assert_eq!(plural(1_725_760, "postcode", "postcodes"), "1,725,760 postcodes");
    }
}
