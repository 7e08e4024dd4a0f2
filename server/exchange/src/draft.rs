//! A service as somebody else's file tells it: words only, nothing proven yet.

/// One service with all that hangs on it. An empty text means that nothing is said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs)] // the names are Open Referral's
pub struct Draft {
    /// The file or feed page it stands in.
    pub file: String,
    /// Its line or its number in the file, from 1; 0 when there is none.
    pub line: u64,
    pub id: String,
    pub name: String,
    pub description: String,
    pub url: String,
    pub email: String,
    /// active, inactive, defunct or temporarily closed.
    pub status: String,
    pub cost: String,
    pub eligibility: String,
    /// How to get it in words.
    pub application: String,
    pub minimum_age: String,
    pub maximum_age: String,
    /// The day its facts are of.
    pub dated: String,
    pub organization: DraftOrganization,
    /// Names, codes and ids of its taxonomy terms, and other words of its categories.
    pub terms: Vec<String>,
    /// Names of the areas it serves.
    pub areas: Vec<String>,
    pub places: Vec<DraftPlace>,
    pub phones: Vec<DraftPhone>,
    pub schedules: Vec<DraftSchedule>,
}

/// Who runs it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct DraftOrganization {
    pub id: String,
    pub name: String,
    pub url: String,
}

/// Where it happens.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct DraftPlace {
    pub id: String,
    pub name: String,
    pub address_1: String,
    pub address_2: String,
    pub town: String,
    pub postcode: String,
    pub latitude: String,
    pub longitude: String,
    pub accessibility: String,
}

/// A line to it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct DraftPhone {
    pub number: String,
    pub label: String,
    pub extension: String,
}

/// When it happens, as iCalendar says it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct DraftSchedule {
    /// The id of its place, empty for the service itself.
    pub place: String,
    pub days: String,
    pub frequency: String,
    pub interval: String,
    pub opens_at: String,
    pub closes_at: String,
    pub valid_from: String,
    pub valid_to: String,
    pub note: String,
}

/// Somebody else's text as plain words: no tags, no control characters, single spaces.
pub(super) fn plain(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        words.push_str(&rest[..at]);
        let tag = &rest[at..];
        let opens = tag[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!');
        match tag.find('>').filter(|_| opens) {
            // A tag parts words, as it would on a page.
            Some(end) => {
                words.push(' ');
                rest = &tag[end + 1..];
            }
            None => {
                words.push('<');
                rest = &tag[1..];
            }
        }
    }
    words.push_str(rest);
    for (entity, letter) in [
        ("&nbsp;", " "),
        ("&#39;", "'"),
        ("&rsquo;", "\u{2019}"),
        ("&quot;", "\""),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ] {
        if words.contains(entity) {
            words = words.replace(entity, letter);
        }
    }
    // Marks that turn the direction of text can make a line read as something else.
    let turns = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let clean: String = words.chars().filter(|c| !turns(*c)).map(|c| if c.is_control() { ' ' } else { c }).collect();
    clean.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn text_of_others_becomes_plain_words() {
        assert_eq!(plain("<p>Stay &amp; play</p><p>Ages 0&nbsp;to 4</p>"), "Stay & play Ages 0 to 4");
        assert_eq!(plain("under 5 < 6 years\r\n\tfree"), "under 5 < 6 years free");
        assert_eq!(plain("a\u{202e}b\u{0}c"), "ab c");
        assert_eq!(plain("<script>alert(1)</script>"), "alert(1)");
    }
}
