//! The search box with its suggestions, as the ARIA combobox with a list (ARIA 1.2, 'combobox').

mod combobox;
mod request;

use combobox::{Combobox, option_id};
use leptos::prelude::*;
use request::Suggestion;

/// The input `q`, the list of suggestions under it and what is said about that list. Without script
/// it is a plain input: it becomes a combobox when the island has started.
#[allow(unreachable_pub)] // the macro makes more than the crate shows
#[island]
pub fn SearchBox(
    /// What the input holds at first.
    value: String,
) -> impl IntoView {
    let combobox = Combobox::new();
    let Combobox { input, list, suggestions, active, status, .. } = combobox;
    let started = RwSignal::new(false);
    Effect::new(move || started.set(true));
    let when_started = move |value: &'static str| started.get().then_some(value);

    view! {
        <input
            id="q"
            name="q"
            type="text"
            value=value
            autocomplete="off"
            aria-describedby="q-hint"
            enterkeyhint="search"
            role=move || when_started("combobox")
            aria-autocomplete=move || when_started("list")
            aria-controls=move || when_started("q-list")
            aria-expanded=move || when_started(if combobox.is_open() { "true" } else { "false" })
            aria-activedescendant=move || active.get().map(option_id)
            node_ref=input
            on:input=move |event| combobox.handle_input(event_target_value(&event))
            on:keydown=move |event| combobox.handle_key(&event)
            on:blur=move |_| combobox.dismiss()
        />
        <div class="suggest">
            <ul
                id="q-list"
                role="listbox"
                aria-label="Suggestions"
                hidden=move || !combobox.is_open()
                node_ref=list
                // The input keeps the focus while an option is pressed.
                on:mousedown=|event| event.prevent_default()
            >
                <For
                    each=move || suggestions.get().into_iter().enumerate()
                    key=|(position, Suggestion { url, .. })| (*position, url.clone())
                    let((position, suggestion))
                >
                    <li
                        id=option_id(position)
                        role="option"
                        aria-selected=move || if active.get() == Some(position) { "true" } else { "false" }
                        on:click=move |_| combobox.choose(position)
                    >
                        <span>{suggestion.label}</span>
                        // Said and shown in the option itself: groups in a list are not read out everywhere.
                        " "
                        <small>{suggestion.kind.label()}</small>
                    </li>
                </For>
            </ul>
            <p class="hidden" id="q-said" role="status">
                {move || status.get()}
            </p>
        </div>
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    fn render_search_box(value: &str) -> String {
        Owner::new_root(None).with(|| view! { <SearchBox value=value.to_owned() /> }.to_html())
    }

    #[test]
    fn without_script_it_is_a_plain_input_with_an_empty_list() {
        let html = render_search_box("my baby");
        for part in [r#"value="my baby""#, r#"name="q""#, r#"autocomplete="off""#, "hidden"] {
            assert!(html.contains(part), "{part}: {html}");
        }
        for part in ["combobox", "aria-expanded", "aria-controls", "aria-activedescendant", "<li"] {
            assert!(!html.contains(part), "{part}: {html}");
        }
    }

    #[test]
    fn words_cannot_leave_the_input_or_the_island() {
        let html = render_search_box("\"'><script>alert(1)</script>");
        assert!(!html.contains("\"'>"), "{html}");
        assert!(!html.contains("><script>"), "{html}");
    }
}
