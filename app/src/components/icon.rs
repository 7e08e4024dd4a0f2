//! The few icons, from Lucide (ISC licence, see `public/LICENCES.md`). All are decoration: the
//! words beside them say the same.

use leptos::prelude::*;

/// The strokes of an icon in a box from 0 to 24.
#[derive(Debug, Clone, Copy)]
pub(crate) struct IconShape {
    paths: &'static [&'static str],
    /// A circle: across, down and radius.
    circle: Option<(u8, u8, u8)>,
}

/// A telephone.
pub(crate) const PHONE: IconShape = IconShape {
    paths: &[
        "M13.832 16.568a1 1 0 0 0 1.213-.303l.355-.465A2 2 0 0 1 17 15h3a2 2 0 0 1 2 2v3a2 2 0 0 1-2 2A18 18 0 0 1 2 4a2 2 0 0 1 2-2h3a2 2 0 0 1 2 2v3a2 2 0 0 1-.8 1.6l-.468.351a1 1 0 0 0-.292 1.233 14 14 0 0 0 6.392 6.384",
    ],
    circle: None,
};
/// A pin.
pub(crate) const PIN: IconShape = IconShape {
    paths: &["M20 10c0 4.993-5.539 10.193-7.399 11.799a1 1 0 0 1-1.202 0C9.539 20.193 4 14.993 4 10a8 8 0 0 1 16 0"],
    circle: Some((12, 10, 3)),
};
/// A magnifying glass.
pub(crate) const SEARCH: IconShape = IconShape { paths: &["m21 21-4.34-4.34"], circle: Some((11, 11, 8)) };
/// A cross.
pub(crate) const CROSS: IconShape = IconShape { paths: &["M18 6 6 18", "m6 6 12 12"], circle: None };
/// A message.
pub(crate) const MESSAGE: IconShape =
    IconShape { paths: &["M21 15a2 2 0 0 1-2 2H7l-4 4V5a2 2 0 0 1 2-2h14a2 2 0 0 1 2 2z"], circle: None };
/// An arrow to the right.
pub(crate) const ARROW: IconShape = IconShape { paths: &["M5 12h14", "m12 5 7 7-7 7"], circle: None };

/// A picture of one of the icons above.
#[component]
pub(crate) fn Icon(shape: IconShape) -> impl IntoView {
    let paths = shape.paths.iter().map(|path| view! { <path d=*path /> }).collect_view();
    let circle = shape.circle.map(|(across, down, radius)| view! { <circle cx=across cy=down r=radius /> });
    view! { <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">{paths}{circle}</svg> }
}
