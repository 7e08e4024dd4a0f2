//! What a building is known to have, with a picture of each. What is not known is not there.

use super::icon::{self, Icon, IconShape};
use directory::Access;
use leptos::prelude::*;

/// What a building is known to have, as a list; nothing when nothing is known.
#[component]
pub(crate) fn AccessList<'a>(access: &'a [Access]) -> impl IntoView {
    let items =
        access.iter().map(|access| view! { <li><Icon shape=shape(*access) />" "{access.label()}</li> }).collect_view();
    (!access.is_empty()).then(|| view! { <ul class="access-list" role="list">{items}</ul> })
}

fn shape(access: Access) -> IconShape {
    match access {
        Access::StepFree | Access::Wheelchair => icon::WHEELCHAIR,
        Access::Lift => icon::LIFT,
        Access::AccessibleToilet | Access::PublicToilets => icon::TOILET,
        Access::PersonalCareRoom => icon::SHOWER,
        Access::HearingLoop => icon::EAR,
        Access::BlueBadgeBays | Access::Parking => icon::PARKING,
        Access::BabyChanging => icon::BABY,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::samples::text_of;

    #[test]
    fn each_thing_that_is_known_has_a_picture_and_words_and_the_rest_is_not_said() {
        let html = text_of(view! { <AccessList access=&[Access::Lift, Access::BabyChanging] /> });
        assert_eq!((html.matches("<svg").count(), html.matches("<li").count()), (2, 2), "{html}");
        assert!(html.contains("Lift") && html.contains("Baby changing") && !html.contains("Wheelchair"), "{html}");
        assert_eq!(text_of(view! { <AccessList access=&[] /> }), "");
    }
}
