//! Postcodes as people type them.

use directory::Postcode;

/// What may stand in each place of an outward code: `L` a letter, `D` a digit.
const OUTWARDS: [&str; 6] = ["LD", "LDD", "LLD", "LDL", "LLDD", "LLDL"];

/// The letters and digits of a text in capitals, nothing between them; `None` when it holds other
/// letters, no digit or no letter, or is too long to be a postcode.
pub(super) fn compact(typed: &str) -> Option<String> {
    let mut kept = String::new();
    for c in typed.chars().filter(|c| c.is_alphanumeric()) {
        if !c.is_ascii() || kept.len() == 7 {
            return None;
        }
        kept.push(c.to_ascii_uppercase());
    }
    let has = |wanted: fn(&char) -> bool| kept.chars().any(|c| wanted(&c));
    (has(char::is_ascii_digit) && has(char::is_ascii_alphabetic)).then_some(kept)
}

/// What a whole postcode was meant to be when letters stand for digits or digits for letters
/// (`WR5 IDE`, `WR1O 1DN`): the first reading that is known.
pub(super) fn mended(compact: &str, known: impl Fn(&Postcode) -> bool) -> Option<Postcode> {
    let split = compact.len().checked_sub(3)?;
    let inward = fit(compact.get(split..)?, "DLL")?;
    let outwards = OUTWARDS.into_iter().filter_map(|shape| fit(&compact[..split], shape));
    outwards.filter_map(|outward| format!("{outward}{inward}").parse().ok()).find(known)
}

/// The same for an outward code.
pub(super) fn mended_outward(compact: &str, known: impl Fn(&str) -> bool) -> Option<String> {
    OUTWARDS.into_iter().filter_map(|shape| fit(compact, shape)).find(|outward| known(outward))
}

fn fit(text: &str, shape: &str) -> Option<String> {
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
const AREAS: &str = " AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC \
    EH EN EX FK FY G GL GU HA HD HG HP HR HS HU HX IG IP IV KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN \
    NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W \
    WA WC WD WF WN WR WS WV YO ZE ";

/// Whether the Royal Mail has an area of the postcode's first letters.
pub(super) fn has_area(postcode: &Postcode) -> bool {
    let letters: String = postcode.outward().chars().take_while(char::is_ascii_alphabetic).collect();
    AREAS.contains(&format!(" {letters} "))
}
