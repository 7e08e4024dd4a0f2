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
/// Somebody in a wheelchair.
pub(crate) const WHEELCHAIR: IconShape = IconShape {
    paths: &[
        "m18 19 1-7-6 1",
        "m5 8 3-3 5.5 3-2.36 3.5",
        "M4.24 14.5a5 5 0 0 0 6.88 6",
        "M13.76 17.5a5 5 0 0 0-6.88-6",
    ],
    circle: Some((16, 4, 1)),
};
/// Arrows up and down.
pub(crate) const LIFT: IconShape =
    IconShape { paths: &["m21 16-4 4-4-4", "M17 20V4", "m3 8 4-4 4 4", "M7 4v16"], circle: None };
/// A toilet.
pub(crate) const TOILET: IconShape = IconShape {
    paths: &[
        "M7 12h13a1 1 0 0 1 1 1 5 5 0 0 1-5 5h-.598a.5.5 0 0 0-.424.765l1.544 2.47a.5.5 0 0 1-.424.765H5.402a.5.5 0 0 1-.424-.765L7 18",
        "M8 18a5 5 0 0 1-5-5V4a2 2 0 0 1 2-2h8a2 2 0 0 1 2 2v8",
    ],
    circle: None,
};
/// A shower.
pub(crate) const SHOWER: IconShape = IconShape {
    paths: &[
        "m4 4 2.5 2.5",
        "M13.5 6.5a4.95 4.95 0 0 0-7 7",
        "M15 5 5 15",
        "M14 17v.01",
        "M10 16v.01",
        "M13 13v.01",
        "M16 10v.01",
        "M11 20v.01",
        "M17 14v.01",
        "M20 11v.01",
    ],
    circle: None,
};
/// An ear.
pub(crate) const EAR: IconShape = IconShape {
    paths: &["M6 8.5a6.5 6.5 0 1 1 13 0c0 6-6 6-6 10a3.5 3.5 0 1 1-7 0", "M15 8.5a2.5 2.5 0 0 0-5 0v1a2 2 0 1 1 0 4"],
    circle: None,
};
/// A P in a circle.
pub(crate) const PARKING: IconShape = IconShape { paths: &["M9 17V7h4a3 3 0 0 1 0 6H9"], circle: Some((12, 12, 10)) };
/// A baby's face.
pub(crate) const BABY: IconShape = IconShape {
    paths: &[
        "M10 16c.5.3 1.2.5 2 .5s1.5-.2 2-.5",
        "M15 12h.01",
        "M19.38 6.813A9 9 0 0 1 20.8 10.2a2 2 0 0 1 0 3.6 9 9 0 0 1-17.6 0 2 2 0 0 1 0-3.6A9 9 0 0 1 12 3c2 0 3.5 1.1 3.5 2.5s-.9 2.5-2 2.5c-.8 0-1.5-.4-1.5-1",
        "M9 12h.01",
    ],
    circle: None,
};
/// Letters of two scripts.
pub(crate) const LANGUAGES: IconShape = IconShape {
    paths: &["m5 8 6 6", "m4 14 6-6 2-3", "M2 5h12", "M7 2h1", "m22 22-5-10-5 10", "M14 18h6"],
    circle: None,
};
/// An arrow to the right.
pub(crate) const ARROW: IconShape = IconShape { paths: &["M5 12h14", "m12 5 7 7-7 7"], circle: None };

/// A picture of one of the icons above.
#[component]
pub(crate) fn Icon(shape: IconShape) -> impl IntoView {
    let paths = shape.paths.iter().map(|path| view! { <path d=*path /> }).collect_view();
    let circle = shape.circle.map(|(across, down, radius)| view! { <circle cx=across cy=down r=radius /> });
    view! { <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">{paths}{circle}</svg> }
}
