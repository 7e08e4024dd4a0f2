//! What a service costs, from the fields of Open Referral to words.

use super::hsds::joined;

/// One way of paying (HSDS `cost_option`), each field as it was given.
#[derive(Debug, Clone, Default)]
pub(super) struct CostOption {
    pub(super) option: String,
    pub(super) amount: String,
    pub(super) currency: String,
    pub(super) description: String,
    pub(super) valid_to: String,
}

/// The words of fees and of the options that hold on a day (`YYYY-MM-DD`), each thing said once.
pub(super) fn words(fees: &[String], options: &[CostOption], today: &str) -> String {
    let current = options.iter().filter(|option| option.valid_to.is_empty() || option.valid_to.as_str() >= today);
    let options = current.map(|option| option.words(fees));
    joined(&fees.iter().cloned().chain(options).collect::<Vec<_>>())
}

impl CostOption {
    fn words(&self, fees: &[String]) -> String {
        let money = money(&self.amount, &self.currency);
        let is_said = |text: &String| text.to_lowercase().contains(&money);
        let mut words = self.description.clone();
        // "free" and "£3" are often in the words already.
        if !money.is_empty() && !is_said(&self.description) && !is_said(&self.option) && !fees.iter().any(is_said) {
            words = format!("{money} {words}").trim().to_owned();
        }
        match (words.is_empty(), self.option.is_empty() || self.option == self.description) {
            (true, _) => self.option.clone(),
            (false, true) => words,
            (false, false) => format!("{words} ({})", self.option),
        }
    }
}

/// An amount as people write it: "free", "£3.50", "35 EUR"; empty for none.
fn money(amount: &str, currency: &str) -> String {
    let Ok(amount) = amount.trim_start_matches('£').trim().parse::<f64>() else { return String::new() };
    let number = if amount.fract() == 0.0 { format!("{amount:.0}") } else { format!("{amount:.2}") };
    match currency.to_uppercase().as_str() {
        _ if amount == 0.0 => "free".to_owned(),
        "" | "GBP" | "£" => format!("£{number}"),
        other => format!("{number} {other}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn option(option: &str, amount: &str, currency: &str, description: &str) -> CostOption {
        let of = |text: &str| text.to_owned();
        CostOption {
            option: of(option),
            amount: of(amount),
            currency: of(currency),
            description: of(description),
            ..CostOption::default()
        }
    }

    #[test]
    fn prices_of_others_are_kept() {
        let said = |fees: &str, options: &[CostOption]| words(&[fees.to_owned()], options, "2026-11-30");
        let official = option("Under 18s and Over 60s", "35", "GBP", "per 1 hour session");
        assert_eq!(said("", &[official]), "£35 per 1 hour session (Under 18s and Over 60s)");
        assert_eq!(said("", &[option("Adult", "3.5", "", "")]), "£3.50 (Adult)");
        assert_eq!(said("free", &[option("", "0", "", "free")]), "free");
        assert_eq!(said("", &[option("", "0.00", "GBP", "")]), "free");
        assert_eq!(said("Ask us", &[option("£2 a child", "2", "GBP", "")]), "Ask us, £2 a child");
        assert_eq!(said("", &[option("", "20", "EUR", "a year")]), "20 EUR a year");
        let over = CostOption { valid_to: "2022-12-31".to_owned(), ..option("", "35", "GBP", "a session") };
        assert_eq!(said("", &[over]), "");
    }
}
