//! Lines of a calendar file: escaped, folded, ended with CRLF.

/// Octets of the longest line, its end not counted (RFC 5545, section 3.1).
const LONGEST: usize = 75;

/// Lines that have been written.
#[derive(Debug, Default)]
pub(super) struct Lines(String);

impl Lines {
    /// A line whose value is not text: dates, rules, names. Control characters are left out, so
    /// that no value can begin a line of its own.
    pub(super) fn line(&mut self, line: &str) {
        let mut length = 0;
        for character in line.chars().filter(|character| !character.is_control()) {
            let width = character.len_utf8();
            if length + width > LONGEST {
                self.0.push_str("\r\n ");
                length = 1;
            }
            self.0.push(character);
            length += width;
        }
        self.0.push_str("\r\n");
    }

    /// A line whose value is text (section 3.3.11).
    pub(super) fn text(&mut self, name: &str, value: &str) {
        let mut line = format!("{name}:");
        for character in value.chars() {
            match character {
                '\\' | ';' | ',' => line.extend(['\\', character]),
                '\n' => line.push_str("\\n"),
                other => line.push(other),
            }
        }
        self.line(&line);
    }

    /// The whole.
    pub(super) fn finish(self) -> String {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped_and_cannot_begin_a_line_of_its_own() {
        let mut lines = Lines::default();
        lines.text("SUMMARY", "a, b; c\\d\r\nBEGIN:VALARM");
        assert_eq!(lines.finish(), "SUMMARY:a\\, b\\; c\\\\d\\nBEGIN:VALARM\r\n");
    }

    #[test]
    fn a_long_line_is_folded_between_letters() {
        let mut lines = Lines::default();
        let value = "é".repeat(100);
        lines.text("SUMMARY", &value);
        let written = lines.finish();
        assert!(written.split("\r\n").all(|line| line.len() <= LONGEST), "{written}");
        assert_eq!(written.replace("\r\n ", "").trim_end(), format!("SUMMARY:{value}"));
    }
}
