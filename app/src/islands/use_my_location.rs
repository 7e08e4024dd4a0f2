//! The 'use my location' button beside a place field.

use leptos::prelude::*;

/// A button that puts the person's place into the input `input` as `lat,lon`, rounded to three
/// decimals (about 100 metres). Asks only when it is pressed; not shown without script or where
/// the browser cannot tell a place.
#[allow(unreachable_pub)] // the macro makes more than the crate shows
#[island]
pub fn UseMyLocation(
    /// The id of the place field.
    input: String,
) -> impl IntoView {
    let ready = RwSignal::new(false);
    let said = RwSignal::new("");
    #[cfg(feature = "hydrate")]
    Effect::new(move || ready.set(browser::can_locate()));
    let press = move |_| {
        #[cfg(feature = "hydrate")]
        browser::locate(input.clone(), said);
        #[cfg(not(feature = "hydrate"))]
        let _ = &input;
    };
    view! {
        <button type="button" class="quiet" hidden=move || !ready.get() on:click=press>
            "Use my location"
        </button>
        <span class="said" role="status">
            {move || said.get()}
        </span>
    }
}

/// The place as the `near` parameter takes it: three decimals, about 100 metres.
#[cfg(any(feature = "hydrate", test))]
fn rounded(latitude: f64, longitude: f64) -> String {
    format!("{latitude:.3},{longitude:.3}")
}

#[cfg(feature = "hydrate")]
mod browser {
    use leptos::prelude::{RwSignal, Set, document, window};
    use wasm_bindgen::{JsCast, closure::Closure};
    use web_sys::{Geolocation, HtmlInputElement, Position, PositionError, PositionOptions};

    fn geolocation() -> Option<Geolocation> {
        window().is_secure_context().then(|| window().navigator().geolocation().ok()).flatten()
    }

    pub(super) fn can_locate() -> bool {
        geolocation().is_some()
    }

    pub(super) fn locate(input: String, said: RwSignal<&'static str>) {
        let Some(geolocation) = geolocation() else { return };
        said.set("Looking for your place");
        let found = Closure::once_into_js(move |position: Position| {
            let coordinates = position.coords();
            let field =
                document().get_element_by_id(&input).and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
            if let Some(field) = field {
                field.set_value(&super::rounded(coordinates.latitude(), coordinates.longitude()));
                said.set("Using your location");
            }
        });
        let failed = Closure::once_into_js(move |error: PositionError| {
            said.set(match error.code() {
                PositionError::PERMISSION_DENIED => "Your browser may not share your place. Type a postcode or town.",
                _ => "Your place was not found. Type a postcode or town.",
            });
        });
        let options = PositionOptions::new();
        options.set_timeout(15_000);
        options.set_maximum_age(300_000);
        let asked = geolocation.get_current_position_with_error_callback_and_options(
            found.unchecked_ref(),
            Some(failed.unchecked_ref()),
            &options,
        );
        if asked.is_err() {
            said.set("Your place was not found. Type a postcode or town.");
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_place_is_rounded_to_about_100_metres() {
        assert_eq!(super::rounded(52.388_812_34, -2.250_049_9), "52.389,-2.250");
    }
}
