//! The notes that go with a place: plain sentences for the public.

/// The note of some sentences, in their order; `None` when there is none.
pub(super) fn join_notes(sentences: &[Option<String>]) -> Option<String> {
    let sentences: Vec<&str> = sentences.iter().flatten().map(String::as_str).collect();
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

pub(super) fn from_middle(label: &str) -> String {
    format!("Distances are from the middle of {label}.")
}

pub(super) fn outside_authority(label: &str, authority: &str) -> String {
    format!("{label} is outside {authority}, so distances are to places inside it.")
}

pub(super) fn ended_postcode(postcode: &str) -> String {
    format!("The postcode {postcode} is no longer in use, so we placed it roughly.")
}

pub(super) fn postcode_not_held(postcode: &str, area: &str) -> String {
    format!("We do not know the postcode {postcode}, so distances are from the middle of {area}.")
}

pub(super) fn partly_outside(label: &str, authority: &str) -> String {
    format!("Part of {label} is outside {authority}.")
}

pub(super) fn only_part_held(outward: &str, authority: &str) -> String {
    format!("Most of {outward} is outside {authority}: we know only the part inside, so distances are rough.")
}

pub(super) fn unknown_postcode(code: &str, authority: &str) -> String {
    format!(
        "We do not know {code}. It may be outside {authority}, or there may be a slip in it. \
         You can still get the help that is given by phone and online."
    )
}

pub(super) fn unknown_name(authority: &str) -> String {
    format!(
        "We do not know that place in or near {authority}. \
         Try a postcode, the first part of one, or the name of a town near you."
    )
}

pub(super) fn several(name: &str) -> String {
    format!("There is more than one {name} here, so we have not looked near any of them yet.")
}

pub(super) fn nothing_typed() -> String {
    "No place was given. Try a postcode, or the name of a town.".to_owned()
}

pub(super) fn too_long() -> String {
    "That is too long for a place. Try a postcode, or the name of a town.".to_owned()
}

pub(super) fn not_on_earth() -> String {
    "That is not a point on the earth: the latitude goes from -90 to 90 and the longitude from -180 to 180.".to_owned()
}
