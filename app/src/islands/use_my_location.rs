//! The 'use my location' button beside a place field.

use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Geolocation, HtmlInputElement, Position, PositionError, PositionOptions, js_sys};

/// Milliseconds that the browser may look for a place.
const TIMEOUT: u32 = 15_000;
/// Milliseconds for which a place that was found before is good enough.
const MAXIMUM_AGE: u32 = 300_000;

/// A button that puts the person's place into the input `input` as `lat,lon`, rounded to three
/// decimals (about 100 metres). Asks only when it is pressed; not shown without script or where
/// the browser cannot tell a place.
#[allow(unreachable_pub)] // the macro makes more than the crate shows
#[island]
pub fn UseMyLocation(
    /// The id of the place field.
    input: String,
) -> impl IntoView {
    let available = RwSignal::new(false);
    let status = RwSignal::new("");
    Effect::new(move || available.set(geolocation().is_some()));
    let locate = move |_| {
        let Some(geolocation) = geolocation() else { return };
        let input = input.clone();
        status.set("Looking for your place");
        spawn_local(async move {
            match request_position(&geolocation).await {
                Ok(position) => {
                    fill_place(&input, &position);
                    status.set("Using your location");
                }
                Err(error) => status.set(failure_words(&error)),
            }
        });
    };
    view! {
        <button type="button" class="quiet" hidden=move || !available.get() on:click=locate>
            "Use my location"
        </button>
        <span class="said" role="status">
            {move || status.get()}
        </span>
    }
}

fn geolocation() -> Option<Geolocation> {
    window().is_secure_context().then(|| window().navigator().geolocation().ok()).flatten()
}

/// Asks the browser for the position.
///
/// # Errors
/// A [`PositionError`] when the person says no or no position is found.
async fn request_position(geolocation: &Geolocation) -> Result<Position, JsValue> {
    let options = PositionOptions::new();
    options.set_timeout(TIMEOUT);
    options.set_maximum_age(MAXIMUM_AGE);
    let mut requested = Ok(());
    let answer = js_sys::Promise::new(&mut |resolve, reject| {
        requested = geolocation.get_current_position_with_error_callback_and_options(
            resolve.unchecked_ref(),
            Some(reject.unchecked_ref()),
            &options,
        );
    });
    requested?;
    Ok(JsFuture::from(answer).await?.unchecked_into())
}

fn fill_place(input: &str, position: &Position) {
    let field = document().get_element_by_id(input).and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
    if let Some(field) = field {
        let coordinates = position.coords();
        field.set_value(&rounded_place(coordinates.latitude(), coordinates.longitude()));
    }
}

fn failure_words(error: &JsValue) -> &'static str {
    match error.dyn_ref::<PositionError>().map(PositionError::code) {
        Some(PositionError::PERMISSION_DENIED) => "Your browser may not share your place. Type a postcode or town.",
        _ => "Your place was not found. Type a postcode or town.",
    }
}

/// The place as the `near` parameter takes it: three decimals, about 100 metres.
fn rounded_place(latitude: f64, longitude: f64) -> String {
    format!("{latitude:.3},{longitude:.3}")
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_place_is_rounded_to_about_100_metres() {
        assert_eq!(super::rounded_place(52.388_812_34, -2.250_049_9), "52.389,-2.250");
    }
}
