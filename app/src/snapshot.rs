//! Snapshots of whole pages, with a line for each tag, so that a difference can be read.

/// Compares a page with its snapshot in `src/snapshots`.
pub(crate) fn assert_page(name: &str, html: &str) {
    insta::assert_snapshot!(name, indent(html));
}

/// Elements without an end.
const VOID: [&str; 6] = ["base", "br", "input", "link", "meta", "!DOCTYPE"];

/// HTML with a line for each tag and each text.
fn indent(html: &str) -> String {
    let mut lines = String::new();
    let mut depth = 0_usize;
    let mut line = |depth: usize, text: &str| {
        if !text.trim().is_empty() {
            lines.extend(std::iter::repeat_n(' ', depth * 2));
            // White space at either end is part of what is read.
            lines.push_str(&text.replace('\n', "⏎"));
            lines.push('\n');
        }
    };
    for piece in html.split_inclusive('>').flat_map(|piece| {
        let (text, tag) = piece.split_at(piece.find('<').unwrap_or(piece.len()));
        [text, tag]
    }) {
        let name = piece.trim_start_matches(['<', '/']).split([' ', '>']).next().unwrap_or_default();
        if piece.starts_with("</") {
            depth = depth.saturating_sub(1);
            line(depth, piece);
        } else {
            line(depth, piece);
            if piece.starts_with('<') && !VOID.contains(&name) {
                depth += 1;
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::indent;

    #[test]
    fn each_tag_and_each_text_has_a_line() {
        assert_eq!(
            indent("<!DOCTYPE html><p>a <b>c</b></p><br><p></p>"),
            "<!DOCTYPE html>\n<p>\n  a \n  <b>\n    c\n  </b>\n</p>\n<br>\n<p>\n</p>\n"
        );
    }
}
