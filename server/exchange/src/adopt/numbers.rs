//! Telephone numbers in whatever form they come.

mod scan;

use directory::{Invalid, PhoneNumber};

/// What stands between two numbers.
const BETWEEN: [&str; 9] = ["/", ",", ";", "|", "\n", "\u{2022}", " or ", " and ", " & "];
/// Numbers of three digits that stand for themselves, also behind a longer one (Ofcom's numbering plan).
const SHORT_CODES: [&str; 7] = ["999", "112", "111", "101", "105", "119", "159"];

/// The numbers of a value.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Numbers {
    /// Each with what is said of it: "extension 12", "option 2", "text only".
    pub(super) read: Vec<(PhoneNumber, String)>,
    /// Parts that are no number beside one that is.
    pub(super) unread: Vec<String>,
}

/// Reads the numbers of a value; none where it holds no digit, as "N/A" and "TBC" do.
pub(super) fn read(text: &str) -> Result<Numbers, Invalid> {
    let mut numbers = Numbers::default();
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return Ok(numbers);
    }
    let text = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '='));
    let mut parts = vec![without_decimals(text).replace("24/7", "24 hours")];
    for sign in BETWEEN {
        parts = parts.iter().flat_map(|part| split(part, sign)).collect();
    }
    let mut invalid = None;
    for part in parts.into_iter().filter(|part| !part.trim().is_empty()) {
        let last = numbers.read.last().map(|(number, _)| number);
        let found = match last.and_then(|number| beside(number, part.trim())) {
            Some(number) => Ok(vec![(number, String::new())]),
            None => scan::numbers(&part),
        };
        match found {
            Ok(found) => {
                for number in found {
                    if numbers.read.iter().all(|(known, _)| known.digits() != number.0.digits()) {
                        numbers.read.push(number);
                    }
                }
            }
            Err(wrong) => {
                invalid.get_or_insert(wrong);
                numbers.unread.push(part.trim().to_owned());
            }
        }
    }
    match invalid {
        Some(wrong) if numbers.read.is_empty() => Err(wrong),
        _ => Ok(numbers),
    }
}

/// The value without the `.0` that a program puts behind a number which it took for an amount.
fn without_decimals(text: &str) -> &str {
    let is_whole = |digits: &&str| digits.len() >= 9 && digits.bytes().all(|byte| byte.is_ascii_digit());
    text.strip_suffix(".0").filter(is_whole).unwrap_or(text)
}

/// The parts on either side of a sign, in whatever case; a sign within brackets parts nothing.
fn split(text: &str, sign: &str) -> Vec<String> {
    let lower = text.to_ascii_lowercase();
    let mut parts = Vec::new();
    let mut from = 0;
    for (at, found) in lower.match_indices(sign) {
        let open = text[from..at].matches('(').count() > text[from..at].matches(')').count();
        if at >= from && !open {
            parts.push(text[from..at].to_owned());
            from = at + found.len();
        }
    }
    parts.push(text[from..].to_owned());
    parts
}

/// The number that digits behind another mean, where they are only its end: the second of
/// "01632 960111/2" and of "01632 960111 or 960112".
fn beside(number: &PhoneNumber, part: &str) -> Option<PhoneNumber> {
    let digits: String = part.chars().filter(|c| !c.is_whitespace()).collect();
    let is_plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let is_short_code = SHORT_CODES.contains(&digits.as_str()) || digits.starts_with("116");
    if !is_plain || is_short_code || digits.starts_with('0') && digits.len() > 6 {
        return None;
    }
    // An end is a digit or two, or as long as the groups in which the number is printed.
    let mut ends: Vec<usize> = number.as_str().split(' ').map(str::len).rev().collect();
    ends.pop();
    let groups: Vec<usize> = ends
        .iter()
        .scan(0, |sum, length| {
            Some({
                *sum += length;
                *sum
            })
        })
        .collect();
    let is_end = digits.len() <= 2 || groups.contains(&digits.len()) || (groups.is_empty() && digits.len() == 6);
    let known = number.digits();
    if !is_end || !known.starts_with('0') || known.len() < 10 {
        return None;
    }
    let mut left = digits.chars().rev();
    let printed: Vec<char> = number.as_str().chars().rev().collect();
    let other = printed.into_iter().map(|c| if c == ' ' { c } else { left.next().unwrap_or(c) });
    other.collect::<Vec<char>>().into_iter().rev().collect::<String>().parse().ok()
}

#[cfg(test)]
mod tests;
