//! The numbers of a text between separating signs, each with the words that are said of it.

use crate::hsds::joined;
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
/// Words that tell what a number is for, and so may also stand behind it.
const USES: [&str; 12] =
    ["tel", "telephone", "phone", "mob", "mobile", "text", "sms", "fax", "minicom", "textphone", "home", "office"];
/// Words of a number that takes texts.
const TEXTS: [&str; 3] = ["text", "txt", "sms"];
/// Words before the digits of an extension.
const EXTENSIONS: [&str; 5] = ["extension", "extn", "ext", "x", "#"];
/// What a label says before the digits of one.
const EXTENSION: &str = "extension ";
/// What is dialled before a number for Relay UK; alone it is none.
const RELAY: [&str; 2] = ["18001", "18002"];

/// A number, with what is said of it.
type Labelled = (PhoneNumber, String);

/// Where words stand that may be said of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stand {
    Free,
    /// In a bracket that was opened behind a number and is open still.
    Open,
    /// In one that is closed.
    Closed,
}

/// A run of digits as it was written, and its digits alone.
#[derive(Debug, Default)]
struct Run {
    written: Vec<String>,
    digits: Vec<String>,
}

/// What was read so far.
#[derive(Debug, Default)]
struct Scan {
    numbers: Vec<Labelled>,
    /// What is said of each number.
    said: Vec<Vec<String>>,
    /// Words since the last number.
    pending: Vec<(String, Stand)>,
    run: Run,
    in_bracket: bool,
    /// Whether a use stands behind its number, and not before it.
    behind: bool,
    invalid: Option<Invalid>,
}

/// All numbers of a text, in their order. Fails where there is none.
pub(super) fn numbers(text: &str) -> Result<Vec<Labelled>, Invalid> {
    let words = words_of(text);
    let mut scan = Scan { behind: has_uses_behind(&words), ..Scan::default() };
    let mut words = words.into_iter().peekable();
    while let Some(word) = words.next() {
        match word.as_str() {
            "(" | ")" => scan.bracket(&word),
            _ => match (extension(&word, words.peek()), digits_of(&word)) {
                (Some((digits, takes_next)), _) => {
                    scan.end_run(false);
                    if takes_next {
                        words.next();
                    }
                    scan.say(format!("{EXTENSION}{digits}"));
                }
                (None, Some(digits)) => scan.run.add(word, digits),
                (None, None) => {
                    scan.end_run(true);
                    scan.pending.push((word, if scan.in_bracket { Stand::Open } else { Stand::Free }));
                }
            },
        }
    }
    scan.end()
}

/// The words of a text, brackets by themselves; a number that a word is glued to stands apart.
fn words_of(text: &str) -> Vec<String> {
    let spaced = text.replace("(0)", " ").replace(':', ": ").replace(['(', '['], " ( ").replace([')', ']'], " ) ");
    let mut words = Vec::new();
    for word in spaced.split_whitespace() {
        let parts: Vec<&str> = word.split(is_between).filter(|part| !part.is_empty()).collect();
        let holds_number =
            digits_of(word).is_none() && parts.iter().any(|part| part.len() > 2 && digits_of(part).is_some());
        match holds_number {
            true => words.extend(parts.into_iter().map(str::to_owned)),
            false => words.push(word.to_owned()),
        }
    }
    without_brackets_of_codes(words)
}

/// The words without brackets around an area code: "(01632) 960001".
fn without_brackets_of_codes(words: Vec<String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for word in words {
        let is_code = |code: &String| code.starts_with(['0', '+']) && (3..=6).contains(&code.len());
        match kept.as_slice() {
            [.., open, code] if word == ")" && open == "(" && is_code(code) => drop(kept.remove(kept.len() - 2)),
            _ => kept.push(word),
        }
    }
    kept
}

/// Whether what a number is for stands behind it: "01632 960001 tel 01632 960002 fax".
fn has_uses_behind(words: &[String]) -> bool {
    let is_word = |word: &&String| digits_of(word).is_none() && !matches!(word.as_str(), "(" | ")");
    let begins_with_number = words.iter().find(|word| *word != "(").is_some_and(|word| digits_of(word).is_some());
    let mut last = words.iter().rev().take_while(is_word).peekable();
    begins_with_number && last.peek().is_some() && last.all(|word| USES.contains(&bare(word).as_str()))
}

/// The digits of a word that is nothing but a number or a part of one; "O" and "l" between digits are how some
/// write 0 and 1.
fn digits_of(word: &str) -> Option<Vec<String>> {
    let bare: String = word.chars().filter(|c| !is_between(*c)).collect();
    let is_number = |(at, c): (usize, char)| match c {
        '+' => at == 0,
        'O' | 'o' | 'l' | 'I' => true,
        c => c.is_ascii_digit(),
    };
    let letters = bare.chars().filter(char::is_ascii_alphabetic).count();
    let digits = bare.chars().filter(char::is_ascii_digit).count();
    // "O2" is a company.
    if digits <= letters || !bare.char_indices().all(is_number) {
        return None;
    }
    let digits = word.replace(['O', 'o'], "0").replace(['l', 'I'], "1");
    Some(digits.split(is_between).filter(|part| !part.is_empty()).map(str::to_owned).collect())
}

/// The digits of an extension, and whether they are the next word: "ext. 204", "x12".
fn extension(word: &str, next: Option<&String>) -> Option<(String, bool)> {
    let lower = word.to_ascii_lowercase();
    let rest = EXTENSIONS.iter().find_map(|name| lower.strip_prefix(name))?;
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let own = rest.trim_matches(['.', ':', ',']);
    if is_digits(own) {
        return Some((own.to_owned(), false));
    }
    let next = next.map(|next| next.trim_end_matches(['.', ',', ';'])).filter(|next| own.is_empty() && is_digits(next));
    next.map(|next| (next.to_owned(), true))
}

/// Signs between the digits of a number, and around it.
fn is_between(c: char) -> bool {
    matches!(c, '(' | ')' | '[' | ']' | '-' | '.' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// A word in small letters without signs at its ends.
fn bare(word: &str) -> String {
    word.trim_matches(|c: char| c.is_ascii_punctuation()).to_ascii_lowercase()
}

impl Run {
    fn add(&mut self, word: String, digits: Vec<String>) {
        self.written.push(word);
        self.digits.extend(digits);
    }

    /// The numbers that the run is: one, or several behind each other.
    fn numbers(&self) -> Result<Vec<Labelled>, Invalid> {
        let whole = national(&self.digits);
        if let Ok(number) = whole {
            return Ok(vec![number]);
        }
        let (mut numbers, mut from) = (Vec::new(), 0);
        for end in 1..=self.digits.len() {
            let begins_anew = self.digits.get(end).is_none_or(|next| next.starts_with(['0', '+']));
            if begins_anew && let Ok(number) = national(&self.digits[from..end]) {
                numbers.push(number);
                from = end;
            }
        }
        if from == self.digits.len() { Ok(numbers) } else { whole.map(|number| vec![number]) }
    }
}

impl Scan {
    /// A bracket ends a number that is whole; one around an area code does not.
    fn bracket(&mut self, sign: &str) {
        if !self.run.digits.is_empty() && (self.in_bracket || self.run.numbers().is_ok()) {
            self.end_run(false);
        }
        if sign == "(" {
            self.in_bracket = self.run.digits.is_empty() && !self.numbers.is_empty();
            return;
        }
        self.in_bracket = false;
        for (_, stand) in self.pending.iter_mut().filter(|(_, stand)| *stand == Stand::Open) {
            *stand = Stand::Closed;
        }
    }

    /// Ends a run of digits: it is a number, several, or words. Before a word its last one or two digits may
    /// belong to that: "01632 960001 24 hours".
    fn end_run(&mut self, before_word: bool) {
        let mut run = std::mem::take(&mut self.run);
        if run.digits.is_empty() {
            return;
        }
        let mut of_word = None;
        if before_word && run.written.len() > 1 && run.numbers().is_err() {
            let last = run.written.last().filter(|last| last.len() <= 2).cloned();
            if last.is_some() {
                run.written.pop();
                run.digits.pop();
                of_word = last;
            }
        }
        match run.numbers() {
            Ok(numbers) => {
                for (number, said) in numbers {
                    self.add(number, said, &run);
                }
            }
            Err(invalid) => {
                self.invalid.get_or_insert(invalid);
                self.say_all(&run.written);
            }
        }
        self.say_all(of_word.as_slice());
    }

    fn say_all(&mut self, words: &[String]) {
        words.iter().for_each(|word| self.say(word.clone()));
    }

    /// Notes words that stand right behind a number, where they are in no bracket.
    fn say(&mut self, words: String) {
        self.pending.push((words, if self.in_bracket { Stand::Open } else { Stand::Free }));
    }

    /// Adds a number. What was said since the last one belongs to either.
    fn add(&mut self, number: PhoneNumber, said: String, run: &Run) {
        let pending = std::mem::take(&mut self.pending);
        let is_short = number.digits().len() < 8;
        let takes_texts = pending.iter().any(|(word, _)| TEXTS.contains(&bare(word).as_str()));
        let says_more = pending.iter().any(|(word, _)| !NUMBER_WORDS.contains(&bare(word).as_str()));
        let is_text_code = takes_texts && number.digits().len() == 5;
        let is_only_short = is_short && !is_text_code && (says_more || !self.numbers.is_empty());
        // Behind other words a short number is a house, a year or an hour, and ten digits may be anything.
        if is_only_short || (says_more && has_lost_nought(&run.digits.concat())) {
            self.invalid.get_or_insert_with(invalid);
            self.pending = pending;
            self.say_all(&run.written);
            return;
        }
        let mut own = Vec::new();
        for (word, stand) in pending {
            let of_last =
                stand == Stand::Closed || (stand == Stand::Free && (self.behind || word.starts_with(EXTENSION)));
            match self.said.last_mut().filter(|_| of_last) {
                Some(last) => last.push(word),
                None => own.push(word),
            }
        }
        self.numbers.push((number, said));
        self.said.push(own);
    }

    /// The numbers with their labels.
    fn end(mut self) -> Result<Vec<Labelled>, Invalid> {
        self.end_run(false);
        let Some(last) = self.said.last_mut() else { return Err(self.invalid.unwrap_or_else(invalid)) };
        last.extend(self.pending.into_iter().map(|(word, _)| word));
        let labelled = self.numbers.into_iter().zip(self.said);
        Ok(labelled.map(|((number, before), said)| (number, label(before, said))).collect())
    }
}

/// The label of a number: what must be dialled before it, the words that are said of it, its extension.
fn label(before: String, said: Vec<String>) -> String {
    let said = said.into_iter().filter(|word| word.contains(char::is_alphanumeric));
    let (extensions, words): (Vec<String>, Vec<String>) = said.partition(|word| word.starts_with(EXTENSION));
    let takes_texts = words.iter().any(|word| TEXTS.contains(&bare(word).as_str()));
    let words = match words.as_slice() {
        [one] if bare(one) == "f" => "fax".to_owned(),
        all if !takes_texts && all.iter().all(|word| NUMBER_WORDS.contains(&bare(word).as_str())) => String::new(),
        all => all.join(" "),
    };
    let words = words.trim_matches([':', ',', '!', '-', '.', ';', ' ']);
    let words = if takes_texts { words.strip_suffix(" to").unwrap_or(words) } else { words };
    joined(&[&[before, words.to_owned()], extensions.as_slice()].concat())
}

/// The number that words of digits make, and what must be dialled before it.
fn national(words: &[String]) -> Result<Labelled, Invalid> {
    let printed = words.join(" ");
    let digits: String = words.concat();
    if RELAY.contains(&digits.as_str()) {
        return Err(invalid());
    }
    let relay = RELAY.iter().find_map(|code| digits.strip_prefix(code)).filter(|rest| rest.len() >= 10);
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
        None if has_lost_nought(&digits) => format!("0{printed}"),
        None => printed,
    };
    number.parse().map(|number| (number, String::new())).map_err(|_| invalid())
}

/// Whether digits are a whole UK number but for the 0 before it, which a spreadsheet takes away: ten digits of a
/// range that is in use (Ofcom's national numbering plan), or one of the few short freephone numbers.
fn has_lost_nought(digits: &str) -> bool {
    let mut first = digits.bytes();
    let is_range = match (first.next(), first.next()) {
        (Some(b'1' | b'7'), Some(second)) => second != b'0',
        (Some(b'2'), Some(second)) => matches!(second, b'0' | b'3' | b'4' | b'8' | b'9'),
        (Some(b'3'), Some(second)) => matches!(second, b'0' | b'3' | b'4' | b'7'),
        (Some(b'8'), Some(second)) => matches!(second, b'0' | b'4' | b'7'),
        _ => false,
    };
    (digits.len() == 10 && is_range) || digits == "8001111" || (digits.len() == 9 && digits.starts_with("800"))
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

pub(super) fn invalid() -> Invalid {
    let mend = "write the whole UK number with spaces, such as 01905 520032, or a short one such as 116 123";
    Invalid::new("is not a telephone number", mend)
}
