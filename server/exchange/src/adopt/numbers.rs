//! Telephone numbers in whatever form they come.

use directory::{Invalid, PhoneNumber};

/// Words that only say that a number follows.
const NUMBER_WORDS: [&str; 18] = [
    "tel",
    "telephone",
    "phone",
    "t",
    "p",
    "m",
    "mob",
    "mobile",
    "call",
    "ring",
    "dial",
    "number",
    "no",
    "on",
    "text",
    "sms",
    "or",
    "and",
];

/// What stands between two numbers.
const BETWEEN: [&str; 8] = ["/", ",", ";", "|", "\n", " or ", " and ", " & "];

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
    let mut parts = vec![text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '=')).to_owned()];
    for sign in BETWEEN {
        parts = parts.iter().flat_map(|part| split(part, sign)).collect();
    }
    let mut invalid = None;
    for part in parts.into_iter().filter(|part| !part.trim().is_empty()) {
        match one(&part) {
            Ok(number) if numbers.read.iter().all(|(known, _)| known.digits() != number.0.digits()) => {
                numbers.read.push(number)
            }
            Ok(_) => {}
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

/// One number with what is said of it.
fn one(text: &str) -> Result<(PhoneNumber, String), Invalid> {
    let (text, extension) = without_extension(text);
    let spaced = text.replace("(0)", " ").replace(':', ": ");
    let words = spaced.split(|c: char| c.is_whitespace() || is_between(c)).filter(|word| !word.is_empty());
    // Runs of words that are digits, and of words that are not: "DY10" is no number.
    let mut runs: Vec<(bool, Vec<String>)> = Vec::new();
    for word in words {
        let is_number = word.char_indices().all(|(at, c)| c.is_ascii_digit() || (c == '+' && at == 0));
        match runs.last_mut() {
            Some((known, run)) if *known == is_number => run.push(word.to_owned()),
            _ => runs.push((is_number, vec![word.to_owned()])),
        }
    }
    // The longest is the number; another, as in "option 2" and "24 hours", is said of it.
    let length = |run: &[String]| run.iter().map(String::len).sum::<usize>();
    let longest = (0..runs.len()).filter(|at| runs[*at].0).max_by_key(|at| length(&runs[*at].1));
    let digits = longest.map(|at| runs.remove(at).1).unwrap_or_default();
    let labels = runs.into_iter().flat_map(|(_, run)| run).map(|word| word.trim_matches([':', ',', '!']).to_owned());
    let (number, before) = national(&digits)?;
    let said: Vec<String> = labels.filter(|word| !word.is_empty()).collect();
    let says_more = said.iter().any(|word| !NUMBER_WORDS.contains(&word.to_ascii_lowercase().as_str()));
    if says_more && number.digits().len() < 8 {
        // A short number behind other words is a house, a year or an hour.
        return Err(invalid());
    }
    let texts = said.iter().any(|word| matches!(word.to_ascii_lowercase().as_str(), "text" | "sms"));
    let words = if says_more || texts { said.join(" ") } else { String::new() };
    let extension = if extension.is_empty() { String::new() } else { format!("extension {extension}") };
    Ok((number, crate::hsds::joined(&[before, words, extension])))
}

/// Signs between the digits of a number, and around it.
fn is_between(c: char) -> bool {
    matches!(c, '(' | ')' | '[' | ']' | '-' | '.' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// The number that words of digits make, and what must be dialled before it.
fn national(words: &[String]) -> Result<(PhoneNumber, String), Invalid> {
    let printed = words.join(" ");
    let digits: String = words.concat();
    let relay = digits.strip_prefix("18001").or(digits.strip_prefix("18002")).filter(|rest| rest.len() >= 10);
    if let Some(rest) = relay {
        let (number, _) = national(&[rest.to_owned()])?;
        return Ok((number, format!("Relay UK: dial {} first", &digits[..5])));
    }
    let abroad = [("+44", 3), ("0044", 4)].into_iter().find(|(code, _)| digits.starts_with(code));
    let bare = digits.len() >= 12 && digits.starts_with("44");
    let number = match abroad {
        Some((_, length)) => format!("0{}", rest_of(&printed, length).trim_start_matches(['0', ' '])),
        None if bare => format!("0{}", rest_of(&printed, 2).trim_start_matches(['0', ' '])),
        None if digits.starts_with("00") => format!("+{}", rest_of(&printed, 2).trim_start()),
        None => printed,
    };
    number.parse().map(|number| (number, String::new())).map_err(|_| match digits.len() {
        10 if !digits.starts_with('0') => Invalid::new(
            "is not a telephone number",
            "put the 0 before it that a spreadsheet takes away: format the column as text",
        ),
        _ => invalid(),
    })
}

/// What stands behind so many digits and signs.
fn rest_of(printed: &str, mut count: usize) -> &str {
    let end = printed.char_indices().find(|(_, c)| {
        let is_past = count == 0;
        count -= usize::from(*c != ' ' && !is_past);
        is_past
    });
    end.map_or("", |(at, _)| &printed[at..])
}

/// The text without an extension at its end, and the extension's digits.
fn without_extension(text: &str) -> (&str, &str) {
    // Only letters of ASCII change, so that places stay places.
    let lower = text.to_ascii_lowercase();
    for word in ["extension", "extn", "ext", " x", "#"] {
        // "Text" holds "ext" and is none.
        let begins = |at: &usize| !lower[..*at].ends_with(|c: char| c.is_ascii_alphabetic());
        if let Some(at) = lower.match_indices(word).map(|(at, _)| at).find(begins) {
            let rest = text[at + word.len()..].trim_start_matches(['.', ':', ' ', '\u{a0}']);
            let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            if end > 0 {
                return (&text[..at], &rest[..end]);
            }
        }
    }
    (text, "")
}

fn invalid() -> Invalid {
    let mend = "write the whole UK number with spaces, such as 01905 520032, or a short one such as 116 123";
    Invalid::new("is not a telephone number", mend)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_every_form_are_read() {
        for (text, expected, label) in [
            ("01632 960001", "01632 960001", ""),
            ("01632960001", "01632960001", ""),
            ("+44 1632 960001", "01632 960001", ""),
            ("+44 01632 960001", "01632 960001", ""),
            ("+44 (0)1632 960001", "01632 960001", ""),
            ("(+44) 1632 960001", "01632 960001", ""),
            ("0044 1632 960001", "01632 960001", ""),
            ("441632960001", "01632960001", ""),
            ("\"+44 1632 960001\"", "01632 960001", ""),
            ("01632\u{2013}960001", "01632 960001", ""),
            ("01632-960-001", "01632 960 001", ""),
            ("01632.960.001", "01632 960 001", ""),
            ("(01632) 960-001 ext. 12", "01632 960 001", "extension 12"),
            ("01632 960001 x12", "01632 960001", "extension 12"),
            ("01632 960001 #12", "01632 960001", "extension 12"),
            ("Tel: 01632 960001", "01632 960001", ""),
            ("Tel:01632960001", "01632960001", ""),
            ("Mobile 07700 900123", "07700 900123", ""),
            ("01632 960001 (option 2)", "01632 960001", "option 2"),
            ("24 hours: 0808 157 0001", "0808 157 0001", "24 hours"),
            ("07700 900123 (text only)", "07700 900123", "text only"),
            ("18001 01632 960001", "01632960001", "Relay UK: dial 18001 first"),
            ("0845 46 47", "0845 46 47", ""),
            ("0800 1111", "0800 1111", ""),
            ("01632 960001.", "01632 960001", ""),
            ("01632\u{a0}960001", "01632 960001", ""),
            ("116 123", "116 123", ""),
            ("Text 85258", "85258", "Text"),
            ("Text: 07700 900123", "07700 900123", "Text"),
            ("01632 960001 Ext12", "01632 960001", "extension 12"),
            ("999", "999", ""),
            ("+353 1 234 5678", "+353 1 234 5678", ""),
            ("00353 1 234 5678", "+353 1 234 5678", ""),
            ("020 7946 0000", "020 7946 0000", ""),
            ("03003230000", "03003230000", ""),
        ] {
            let read = read(text).unwrap();
            let of = read.read.first().map(|(number, label)| (number.as_str(), label.as_str()));
            assert_eq!((of, read.read.len()), (Some((expected, label)), 1), "{text}");
        }
    }

    #[test]
    fn several_numbers_in_one_value_are_parted() {
        let of = |text: &str| {
            let read = read(text).unwrap();
            (read.read.iter().map(|(number, _)| number.to_string()).collect::<Vec<_>>(), read.unread)
        };
        let both = vec!["01632 960001".to_owned(), "01632 960002".to_owned()];
        for text in [
            "01632 960001 / 01632 960002",
            "01632 960001 or 01632 960002",
            "01632 960001, 01632 960002 OR 01632 960001",
        ] {
            assert_eq!(of(text), (both.clone(), vec![]), "{text}");
        }
        assert_eq!(of("01632 960001/3"), (both[..1].to_vec(), vec!["3".to_owned()]));
    }

    #[test]
    fn what_is_no_number_is_none_or_refused() {
        for text in ["N/A", "TBC", "none", "-", "see website", ""] {
            assert_eq!(read(text), Ok(Numbers::default()), "{text}");
        }
        for text in [
            "DY10 3ED",
            "07787 51295",
            "0300 123 456",
            "1260297961",
            "Room 12",
            "TBC 2026",
            "24 hours",
            "01905",
            "İİİİİİ ext 12",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
        assert!(read("1260297961").unwrap_err().mend.contains("spreadsheet"));
    }
}
