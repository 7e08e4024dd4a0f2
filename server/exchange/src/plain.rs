//! Text of others as plain words.

use directory::cell::is_invisible;

/// How often entities are decoded: twice, for text that was made safe once too often (`&amp;pound;`).
const DECODED: usize = 2;

/// Somebody else's value as plain words: entities decoded, no tags, no control characters, nothing
/// invisible, single spaces.
pub(super) fn plain(text: &str) -> String {
    squeezed(&visible(text))
}

/// The same for prose, which may be marked up as Markdown.
pub(super) fn prose(text: &str) -> String {
    let text = visible(text);
    let lines: Vec<String> = text.lines().map(line_without_marks).collect();
    squeezed(&lines.join(" "))
}

/// The text as a page would show it, line by line.
fn visible(text: &str) -> String {
    let mut words = without_tags(text);
    for _ in 0..DECODED {
        if words.contains('&') {
            // What was written as `&lt;b&gt;` is a tag to whoever wrote it.
            words = without_tags(&html_escape::decode_html_entities(&words));
        }
    }
    let letters = words.chars().filter(|c| !is_invisible(*c));
    letters.map(|c| if c.is_control() && c != '\n' { ' ' } else { c }).collect()
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text with a space in place of each tag, which parts words as it would on a page.
fn without_tags(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        words.push_str(&rest[..at]);
        let tag = &rest[at..];
        let opens = tag[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!');
        match tag.find('>').filter(|_| opens) {
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
    words + rest
}

/// A line without Markdown's marks: headings, bullets, bold, code and links.
fn line_without_marks(line: &str) -> String {
    let line = line.trim();
    let heading = line.trim_start_matches('#');
    let is_heading = heading.len() < line.len() && heading.starts_with(' ');
    let line = if is_heading { heading.trim().trim_end_matches('#').trim_end() } else { line };
    let bullet = ["* ", "- ", "+ ", "> "].iter().find_map(|mark| line.strip_prefix(mark));
    let line = without_links(bullet.unwrap_or(line)).replace("**", "").replace("__", "").replace('`', "");
    let ends = line.is_empty() || line.ends_with(|c: char| c.is_ascii_punctuation());
    if is_heading && !ends { line + ":" } else { line }
}

/// `[words](address)` as its words.
fn without_links(line: &str) -> String {
    let mut words = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find('[') {
        let link = &rest[at + 1..];
        let parts = link.split_once("](").and_then(|(text, after)| Some((text, after.split_once(')')?.1)));
        match parts.filter(|(text, _)| !text.contains('[')) {
            Some((text, after)) => {
                words.push_str(rest[..at].trim_end_matches('!'));
                words.push_str(text);
                rest = after;
            }
            None => {
                words.push_str(&rest[..=at]);
                rest = link;
            }
        }
    }
    words + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_others_becomes_plain_words() {
        assert_eq!(plain("<p>Stay &amp; play</p><p>Ages 0&nbsp;to 4</p>"), "Stay & play Ages 0 to 4");
        assert_eq!(plain("under 5 < 6 years\r\n\tfree"), "under 5 < 6 years free");
        assert_eq!(plain("a\u{202e}b\u{0}c"), "ab c");
        assert_eq!(plain("<script>alert(1)</script>"), "alert(1)");
    }

    #[test]
    fn all_entities_are_decoded_named_and_numbered() {
        let text = "Caf&eacute; &amp; play: &pound;3 &ndash; We&#8217;re &quot;open&quot;. It&#x27;s free&hellip; &mdash; &reg;";
        assert_eq!(plain(text), "Café & play: £3 – We’re \"open\". It's free… — ®");
        assert_eq!(plain("&amp;pound;3.50"), "£3.50");
        assert_eq!(plain("Fish & chips; R&D; &nosuch;"), "Fish & chips; R&D; &nosuch;");
        assert_eq!(plain("&lt;b&gt;bold&lt;/b&gt;"), "bold");
    }

    #[test]
    fn marks_of_markdown_are_taken_off() {
        let text =
            "#### Notes\n\nWe are **friendly**.\n\n* Toys\n* [Book here](https://example.org/book)\n\n1. Come\n2. Play";
        assert_eq!(prose(text), "Notes: We are friendly. Toys Book here 1. Come 2. Play");
        assert_eq!(prose("5 * 3, a_b, [sic] and C#"), "5 * 3, a_b, [sic] and C#");
        assert_eq!(prose("![Logo](x.png) `code` __bold__"), "Logo code bold");
    }

    #[test]
    fn what_nobody_sees_is_taken_out() {
        assert_eq!(plain("WR1\u{200b} 2EP"), "WR1 2EP");
        assert_eq!(plain("info\u{200b}@example.org"), "info@example.org");
        assert_eq!(plain("re\u{ad}fu&shy;ge\u{feff}&#8203;"), "refuge");
    }
}
