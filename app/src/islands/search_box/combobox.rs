//! What the combobox does with letters, keys and choices.

use super::request::{SuggestRequest, Suggestion, SuggestionKind};
use leptos::{
    ev::KeyboardEvent,
    html::{Input, Ul},
    prelude::*,
};
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement, ScrollIntoViewOptions, ScrollLogicalPosition};

const FEWEST_LETTERS: usize = 3;
const MOST_LETTERS: usize = 300;
/// Pixels at the bottom of a phone that the bar with 'Leave this page' covers.
const BOTTOM_BAR_HEIGHT: f64 = 80.0;

/// The state of the combobox. The list is open while there are suggestions.
#[derive(Clone, Copy)]
pub(super) struct Combobox {
    pub(super) input: NodeRef<Input>,
    pub(super) list: NodeRef<Ul>,
    pub(super) suggestions: RwSignal<Vec<Suggestion>>,
    /// The position of the option that Enter chooses.
    pub(super) active: RwSignal<Option<usize>>,
    pub(super) status: RwSignal<String>,
    /// The latest request; another one in its place aborts it.
    request: StoredValue<Option<SuggestRequest>, LocalStorage>,
}

impl Combobox {
    pub(super) fn new() -> Self {
        Self {
            input: NodeRef::new(),
            list: NodeRef::new(),
            suggestions: RwSignal::new(Vec::new()),
            active: RwSignal::new(None),
            status: RwSignal::new(String::new()),
            request: StoredValue::new_local(None),
        }
    }

    pub(super) fn is_open(self) -> bool {
        self.suggestions.with(|suggestions| !suggestions.is_empty())
    }

    /// Asks for suggestions for the words in the input, in place of any earlier request.
    pub(super) fn handle_input(self, words: String) {
        self.active.set(None);
        let letters = words.trim().chars().count();
        if (FEWEST_LETTERS..=MOST_LETTERS).contains(&letters) {
            self.request.set_value(SuggestRequest::send_later(words, move |suggestions| self.show(suggestions)));
        } else {
            self.dismiss();
        }
    }

    fn show(self, suggestions: Vec<Suggestion>) {
        if suggestions.is_empty() {
            self.close();
            return;
        }
        let plural = if suggestions.len() == 1 { "" } else { "s" };
        self.status.set(format!("{} suggestion{plural}", suggestions.len()));
        self.active.set(None);
        self.suggestions.set(suggestions);
        request_animation_frame(move || self.scroll_list_into_view());
    }

    /// Scrolls the input to the top of a small window when the list would end below what is in
    /// sight, which a keyboard on the screen makes smaller still.
    fn scroll_list_into_view(self) {
        let (Some(input), Some(list)) = (self.input.get_untracked(), self.list.get_untracked()) else { return };
        let visible_height = window().visual_viewport().map_or(f64::INFINITY, |viewport| viewport.height());
        if list.get_bounding_client_rect().bottom() > visible_height - BOTTOM_BAR_HEIGHT {
            input.scroll_into_view();
        }
    }

    fn close(self) {
        self.active.set(None);
        self.suggestions.set(Vec::new());
        self.status.set(String::new());
    }

    /// Closes the list, and aborts a request so that no late answer opens it again.
    pub(super) fn dismiss(self) {
        self.request.set_value(None);
        self.close();
    }

    pub(super) fn handle_key(self, event: &KeyboardEvent) {
        if event.is_composing() {
            return;
        }
        let count = self.suggestions.with_untracked(Vec::len);
        let active = self.active.get_untracked();
        match event.key().as_str() {
            "ArrowDown" if count > 0 => {
                event.prevent_default();
                self.set_active(next_option(active, count));
            }
            "ArrowUp" if count > 0 => {
                event.prevent_default();
                self.set_active(previous_option(active, count));
            }
            "Enter" => match active {
                Some(position) => {
                    event.prevent_default();
                    self.choose(position);
                }
                None => self.dismiss(),
            },
            "Escape" if count > 0 => {
                event.prevent_default();
                self.dismiss();
            }
            "Tab" => self.dismiss(),
            _ => {}
        }
    }

    fn set_active(self, position: Option<usize>) {
        self.active.set(position);
        let option = position.and_then(|position| document().get_element_by_id(&option_id(position)));
        if let Some(option) = option {
            let nearest = ScrollIntoViewOptions::new();
            nearest.set_block(ScrollLogicalPosition::Nearest);
            option.scroll_into_view_with_scroll_into_view_options(&nearest);
        }
    }

    /// Does what the suggestion at this position is for: goes to a service, searches for a need, or
    /// fills in a place.
    pub(super) fn choose(self, position: usize) {
        let suggestion = self.suggestions.with_untracked(|suggestions| suggestions.get(position).cloned());
        let (Some(suggestion), Some(input)) = (suggestion, self.input.get_untracked()) else { return };
        self.dismiss();
        match suggestion.kind {
            SuggestionKind::Service => {
                let _ = location().set_href(&suggestion.url);
            }
            SuggestionKind::Need => search_need(&input, &suggestion),
            SuggestionKind::Place => self.fill_place(&input, suggestion),
        }
    }

    fn fill_place(self, input: &HtmlInputElement, suggestion: Suggestion) {
        let Suggestion { label, value, words, .. } = suggestion;
        match find_element::<HtmlInputElement>("near").filter(|near| near.value().trim().is_empty()) {
            Some(near) => {
                input.set_value(&words);
                near.set_value(&value);
                self.status.set(format!("Place: {label}"));
            }
            // Another place was given already: the words are only finished.
            None => input.set_value(format!("{words} {value}").trim()),
        }
    }
}

fn search_need(input: &HtmlInputElement, suggestion: &Suggestion) {
    input.set_value(&suggestion.words);
    if !suggestion.value.is_empty()
        && let Some(need) = find_element::<HtmlSelectElement>("need")
    {
        need.set_value(&suggestion.value);
    }
    if let Some(form) = input.form() {
        let _ = form.submit();
    }
}

/// A field of the form outside the island.
fn find_element<T: JsCast>(id: &str) -> Option<T> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// The id of the option at this position.
pub(super) fn option_id(position: usize) -> String {
    format!("q-{position}")
}

/// The option below; past the last it is none, so that the words typed are in reach again.
fn next_option(active: Option<usize>, count: usize) -> Option<usize> {
    let next = active.map_or(0, |position| position + 1);
    (next < count).then_some(next)
}

/// The option above; past the first it is none, so that the words typed are in reach again.
fn previous_option(active: Option<usize>, count: usize) -> Option<usize> {
    active.unwrap_or(count).checked_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_go_round_through_the_input_itself() {
        assert_eq!(next_option(None, 3), Some(0));
        assert_eq!(next_option(Some(2), 3), None);
        assert_eq!(previous_option(None, 3), Some(2));
        assert_eq!(previous_option(Some(0), 3), None);
        assert_eq!(next_option(None, 0), None);
        assert_eq!(previous_option(None, 0), None);
    }
}
