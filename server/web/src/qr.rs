//! QR codes: an address for a camera.

use app::model::QrPicture;
use fast_qr::{ECL, QRBuilder};
use std::fmt::Write;

/// Light squares that stand around a code (ISO/IEC 18004, section 6.3.8).
const QUIET: usize = 4;

/// A code that holds `text`, as one path of rows of dark squares. `None` when the text is longer
/// than any code holds (2,953 bytes).
pub(crate) fn picture(text: &str) -> Option<QrPicture> {
    // The lowest level of repair has the largest squares, which paper and cheap cameras need more.
    let code = QRBuilder::new(text).ecl(ECL::L).build().ok()?;
    let mut path = String::new();
    for (y, row) in (0..code.size).map(|row| (row, &code[row])) {
        let dark = |x: usize| x < code.size && row[x].value();
        let mut x = 0;
        while x < code.size {
            let length = (x..code.size).take_while(|x| dark(*x)).count();
            if length > 0 {
                let _ = write!(path, "M{} {}h{length}v1h-{length}z", x + QUIET, y + QUIET);
            }
            x += length.max(1);
        }
    }
    Some(QrPicture { size: code.size + 2 * QUIET, path })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_its_three_corners_and_a_quiet_border() {
        let code = picture("https://hub.example/shortlist?ids=brookside-family-hub").unwrap();
        let last = code.size - QUIET - 7;
        for (x, y) in [(QUIET, QUIET), (last, QUIET), (QUIET, last)] {
            assert!(code.path.contains(&format!("M{x} {y}h7v1h-7z")), "a corner at {x}, {y}: {}", code.path);
        }
        assert!(!code.path.contains("M3 ") && !code.path.contains(" 3h"), "{}", code.path);
    }

    #[test]
    fn a_text_that_no_code_holds_gives_none() {
        assert_eq!(picture(&"x".repeat(4_000)), None);
    }
}
