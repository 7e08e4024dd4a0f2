//! Postcodes as people type them, with letters for digits and digits for letters.

use directory::Postcode;

/// What may stand in each place of an outward code: `L` a letter, `D` a digit.
const OUTWARD_SHAPES: [&str; 6] = ["LD", "LDD", "LLD", "LDL", "LLDD", "LLDL"];

/// The letters and digits of a text in capitals, nothing between them; `None` when it holds other
/// letters, no digit or no letter, or is too long to be a postcode.
pub(super) fn compact_code(typed: &str) -> Option<String> {
    let mut code = String::new();
    for c in typed.chars().filter(|c| c.is_alphanumeric()) {
        if !c.is_ascii() || code.len() == 7 {
            return None;
        }
        code.push(c.to_ascii_uppercase());
    }
    let has = |wanted: fn(&char) -> bool| code.chars().any(|c| wanted(&c));
    (has(char::is_ascii_digit) && has(char::is_ascii_alphabetic)).then_some(code)
}

/// What a whole postcode was meant to be when letters stand for digits or digits for letters
/// (`WR5 IDE`, `WR1O 1DN`): the first reading that is known.
pub(super) fn correct_postcode(compact: &str, known: impl Fn(&Postcode) -> bool) -> Option<Postcode> {
    let split = compact.len().checked_sub(3)?;
    let inward = fit_shape(compact.get(split..)?, "DLL")?;
    let outwards = OUTWARD_SHAPES.into_iter().filter_map(|shape| fit_shape(&compact[..split], shape));
    outwards.filter_map(|outward| format!("{outward}{inward}").parse().ok()).find(known)
}

/// What an outward code was meant to be when letters stand for digits or digits for letters: the first
/// reading that is known.
pub(super) fn correct_outward(compact: &str, known: impl Fn(&str) -> bool) -> Option<String> {
    OUTWARD_SHAPES.into_iter().filter_map(|shape| fit_shape(compact, shape)).find(|outward| known(outward))
}

/// A text with the letters and digits that a shape asks for; `None` when it cannot have that shape.
fn fit_shape(text: &str, shape: &str) -> Option<String> {
    if text.len() != shape.len() {
        return None;
    }
    text.chars()
        .zip(shape.chars())
        .map(|(c, place)| match (place, c) {
            ('D', 'O') => Some('0'),
            ('D', 'I' | 'L') => Some('1'),
            ('D', c) => c.is_ascii_digit().then_some(c),
            (_, '0') => Some('O'),
            (_, '1') => Some('I'),
            (_, c) => c.is_ascii_uppercase().then_some(c),
        })
        .collect()
}

/// The postcode areas of the United Kingdom (Royal Mail): a form such as `Y6 2ND` is no postcode.
const POSTCODE_AREAS: &str = " AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC \
    EH EN EX FK FY G GL GU HA HD HG HP HR HS HU HX IG IP IV KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN \
    NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W \
    WA WC WD WF WN WR WS WV YO ZE ";

/// Whether the Royal Mail has an area of the postcode's first letters.
pub(super) fn has_known_area(postcode: &Postcode) -> bool {
    let letters: String = postcode.outward().chars().take_while(char::is_ascii_alphabetic).collect();
    POSTCODE_AREAS.contains(&format!(" {letters} "))
}
