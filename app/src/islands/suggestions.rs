//! Suggestions under the field for words, as the ARIA combobox with a list (ARIA 1.2, 'combobox').

use leptos::prelude::*;

/// The list under the input `q` and what is said about it. The input stands in the page by itself
/// and becomes a combobox only here, so that without script it is a plain field.
#[allow(unreachable_pub)] // the macro makes more than the crate shows
#[island]
pub fn Suggestions() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    Effect::new(browser::start);
    view! {
        <div class="suggest">
            <ul id="q-list" role="listbox" aria-label="Suggestions" hidden></ul>
            <p class="hidden" id="q-said" role="status"></p>
        </div>
    }
}

/// One line of the answer.
#[cfg(any(feature = "hydrate", test))]
#[derive(Debug, Clone, PartialEq, Eq)]
struct Offer {
    kind: Kind,
    label: String,
    value: String,
    url: String,
    /// What stays in the field when it is chosen.
    words: String,
}

#[cfg(any(feature = "hydrate", test))]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Need,
    Service,
    Place,
}

#[cfg(feature = "hydrate")]
impl Kind {
    fn label(self) -> &'static str {
        match self {
            Self::Need => "Need",
            Self::Service => "Service",
            Self::Place => "Place",
        }
    }
}

/// Reads the lines of `/api/suggest?format=text`; a line that is not whole is left out.
#[cfg(any(feature = "hydrate", test))]
fn read(text: &str) -> Vec<Offer> {
    let line = |line: &str| {
        let mut columns = line.split('\t');
        let kind = match columns.next()? {
            "need" => Kind::Need,
            "service" => Kind::Service,
            "place" => Kind::Place,
            _ => return None,
        };
        let mut next = || columns.next().map(str::to_owned);
        Some(Offer { kind, label: next()?, value: next()?, url: next()?, words: next()? })
    };
    text.lines().filter_map(line).collect()
}

/// The option that an arrow key goes to; past either end it is none, so that the words typed are in
/// reach again.
#[cfg(any(feature = "hydrate", test))]
fn next(active: Option<usize>, down: bool, count: usize) -> Option<usize> {
    match (active, down) {
        (None, true) => (count > 0).then_some(0),
        (None, false) => count.checked_sub(1),
        (Some(at), true) => (at + 1 < count).then_some(at + 1),
        (Some(at), false) => at.checked_sub(1),
    }
}

#[cfg(feature = "hydrate")]
mod browser {
    use super::{Kind, Offer, next, read};
    use leptos::prelude::{document, window};
    use std::{cell::RefCell, rc::Rc};
    use wasm_bindgen::{JsCast, JsValue, closure::Closure};
    use wasm_bindgen_futures::{JsFuture, js_sys, spawn_local};
    use web_sys::{
        AbortController, Element, Event, EventTarget, HtmlElement, HtmlInputElement, HtmlSelectElement, KeyboardEvent,
        RequestCache, RequestInit, Response, ScrollIntoViewOptions, ScrollLogicalPosition,
    };

    /// Milliseconds without a further letter before the server is asked.
    const PAUSE: i32 = 120;
    const FEWEST_LETTERS: usize = 3;
    const MOST_LETTERS: usize = 300;
    /// Pixels at the bottom of a phone that the bar with 'Leave this page' covers.
    const BAR: f64 = 80.0;

    struct Combobox {
        input: HtmlInputElement,
        list: HtmlElement,
        said: Element,
        now: RefCell<Now>,
    }

    #[derive(Default)]
    struct Now {
        offers: Vec<Offer>,
        active: Option<usize>,
        timer: Option<i32>,
        asking: Option<AbortController>,
    }

    fn by_id<T: JsCast>(id: &str) -> Option<T> {
        document().get_element_by_id(id)?.dyn_into().ok()
    }

    /// Calls `then` for each event of that name, as long as the page lives.
    fn on<E: wasm_bindgen::convert::FromWasmAbi + 'static>(
        at: &EventTarget,
        name: &str,
        then: impl FnMut(E) + 'static,
    ) {
        let call = Closure::<dyn FnMut(E)>::new(then);
        let _ = at.add_event_listener_with_callback(name, call.as_ref().unchecked_ref());
        call.forget();
    }

    pub(super) fn start() {
        let (Some(input), Some(list), Some(said)) = (by_id("q"), by_id("q-list"), by_id("q-said")) else { return };
        let box_ = Rc::new(Combobox { input, list, said, now: RefCell::default() });
        for (name, value) in [
            ("role", "combobox"),
            ("aria-autocomplete", "list"),
            ("aria-expanded", "false"),
            ("aria-controls", "q-list"),
            ("autocomplete", "off"),
        ] {
            let _ = box_.input.set_attribute(name, value);
        }
        let ask = Rc::new({
            let box_ = box_.clone();
            Closure::<dyn FnMut()>::new(move || box_.clone().ask())
        });
        on(&box_.input, "input", {
            let box_ = box_.clone();
            move |_: Event| box_.typed(&ask)
        });
        on(&box_.input, "keydown", {
            let box_ = box_.clone();
            move |event: KeyboardEvent| box_.key(&event)
        });
        on(&box_.input, "blur", {
            let box_ = box_.clone();
            move |_: Event| box_.stop()
        });
        // The field keeps the focus while an option is pressed.
        on(&box_.list, "mousedown", |event: Event| event.prevent_default());
        on(&box_.list, "click", {
            let box_ = box_.clone();
            move |event: Event| {
                let pressed = event.target().and_then(|target| target.dyn_into::<Element>().ok());
                let option = pressed.and_then(|element| element.closest("[role=option]").ok().flatten());
                let at = option.and_then(|option| option.id().strip_prefix("q-")?.parse().ok());
                if let Some(at) = at {
                    box_.choose(at);
                }
            }
        });
    }

    impl Combobox {
        fn is_open(&self) -> bool {
            !self.list.hidden()
        }

        fn typed(&self, ask: &Closure<dyn FnMut()>) {
            self.forget_question();
            self.point_at(None);
            let letters = self.input.value().trim().chars().count();
            if !(FEWEST_LETTERS..=MOST_LETTERS).contains(&letters) {
                return self.close();
            }
            let timer =
                window().set_timeout_with_callback_and_timeout_and_arguments_0(ask.as_ref().unchecked_ref(), PAUSE);
            self.now.borrow_mut().timer = timer.ok();
        }

        /// What was asked before is no longer wanted.
        fn forget_question(&self) {
            let mut now = self.now.borrow_mut();
            if let Some(timer) = now.timer.take() {
                window().clear_timeout_with_handle(timer);
            }
            if let Some(asking) = now.asking.take() {
                asking.abort();
            }
        }

        fn ask(self: Rc<Self>) {
            let Ok(asking) = AbortController::new() else { return };
            let options = RequestInit::new();
            options.set_signal(Some(&asking.signal()));
            options.set_cache(RequestCache::NoStore);
            let words = js_sys::encode_uri_component(&self.input.value());
            let address = format!("/api/suggest?format=text&q={words}");
            let answer = window().fetch_with_str_and_init(&address, &options);
            self.now.borrow_mut().asking = Some(asking.clone());
            spawn_local(async move {
                // A question that was given up or not answered leaves the field as it is.
                let Ok(text) = text_of(answer).await else { return };
                if !asking.signal().aborted() {
                    self.show(read(&text));
                }
            });
        }

        fn show(&self, offers: Vec<Offer>) {
            if offers.is_empty() {
                return self.close();
            }
            self.list.set_text_content(None);
            for (at, offer) in offers.iter().enumerate() {
                let _ = self.add(at, offer);
            }
            let plural = if offers.len() == 1 { "" } else { "s" };
            self.said.set_text_content(Some(&format!("{} suggestion{plural}", offers.len())));
            self.now.borrow_mut().offers = offers;
            self.point_at(None);
            self.set_open(true);
            self.make_room();
        }

        /// On a small window the field goes up to the top when the list would end below what is in
        /// sight, which a keyboard on the screen makes smaller still.
        fn make_room(&self) {
            let seen = window().visual_viewport().map_or(f64::INFINITY, |seen| seen.height());
            if self.list.get_bounding_client_rect().bottom() > seen - BAR {
                self.input.scroll_into_view();
            }
        }

        fn add(&self, at: usize, offer: &Offer) -> Result<(), JsValue> {
            let element = |name: &str, text: &str| {
                let element = document().create_element(name)?;
                element.set_text_content(Some(text));
                Ok::<_, JsValue>(element)
            };
            let option = element("li", "")?;
            option.set_id(&format!("q-{at}"));
            option.set_attribute("role", "option")?;
            option.set_attribute("aria-selected", "false")?;
            option.append_child(&*element("span", &offer.label)?)?;
            // Said and shown in the option itself: groups in a list are not read out everywhere.
            option.append_child(&document().create_text_node(" "))?;
            option.append_child(&*element("small", offer.kind.label())?)?;
            self.list.append_child(&option)?;
            Ok(())
        }

        fn set_open(&self, open: bool) {
            self.list.set_hidden(!open);
            let _ = self.input.set_attribute("aria-expanded", if open { "true" } else { "false" });
        }

        fn close(&self) {
            self.point_at(None);
            self.set_open(false);
            self.said.set_text_content(None);
        }

        /// Closes, and opens for no answer that is still on its way.
        fn stop(&self) {
            self.forget_question();
            self.close();
        }

        fn point_at(&self, at: Option<usize>) {
            let before = std::mem::replace(&mut self.now.borrow_mut().active, at);
            let option = |at: Option<usize>| by_id::<Element>(&format!("q-{}", at?));
            if let Some(option) = option(before) {
                let _ = option.set_attribute("aria-selected", "false");
            }
            match option(at) {
                Some(option) => {
                    let _ = option.set_attribute("aria-selected", "true");
                    let _ = self.input.set_attribute("aria-activedescendant", &option.id());
                    let nearest = ScrollIntoViewOptions::new();
                    nearest.set_block(ScrollLogicalPosition::Nearest);
                    option.scroll_into_view_with_scroll_into_view_options(&nearest);
                }
                None => {
                    let _ = self.input.remove_attribute("aria-activedescendant");
                }
            }
        }

        fn key(&self, event: &KeyboardEvent) {
            if event.is_composing() {
                return;
            }
            let (active, count) = {
                let now = self.now.borrow();
                (now.active, now.offers.len())
            };
            match event.key().as_str() {
                "ArrowDown" | "ArrowUp" if self.is_open() => {
                    event.prevent_default();
                    self.point_at(next(active, event.key() == "ArrowDown", count));
                }
                "Enter" => match active {
                    Some(at) if self.is_open() => {
                        event.prevent_default();
                        self.choose(at);
                    }
                    _ => self.stop(),
                },
                "Escape" if self.is_open() => {
                    event.prevent_default();
                    self.stop();
                }
                "Tab" => self.stop(),
                _ => {}
            }
        }

        fn choose(&self, at: usize) {
            let Some(offer) = self.now.borrow().offers.get(at).cloned() else { return };
            self.stop();
            let Offer { kind, label, value, url, words } = offer;
            match kind {
                Kind::Service => {
                    let _ = window().location().set_href(&url);
                }
                Kind::Need => {
                    self.input.set_value(&words);
                    if let (false, Some(list)) = (value.is_empty(), by_id::<HtmlSelectElement>("need")) {
                        list.set_value(&value);
                    }
                    if let Some(form) = self.input.form() {
                        let _ = form.submit();
                    }
                }
                Kind::Place => match by_id::<HtmlInputElement>("near").filter(|near| near.value().trim().is_empty()) {
                    Some(near) => {
                        self.input.set_value(&words);
                        near.set_value(&value);
                        self.said.set_text_content(Some(&format!("Place: {label}")));
                    }
                    // Another place was given already: the words are only finished.
                    None => self.input.set_value(format!("{words} {value}").trim()),
                },
            }
        }
    }

    async fn text_of(answer: js_sys::Promise) -> Result<String, JsValue> {
        let response: Response = JsFuture::from(answer).await?.dyn_into()?;
        if !response.ok() {
            return Err(JsValue::NULL);
        }
        Ok(JsFuture::from(response.text()?).await?.as_string().unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_answer_is_read_line_by_line_and_what_is_not_whole_is_left_out() {
        let text = "need\tSleep\tsleep\t/search?need=sleep\t\nplace\tDroitwich\tDroitwich\t/x\tdebt in\nelse\t1\t2\t3\t4\nneed\tSleep\n\n";
        let offers = read(text);
        assert_eq!(offers.len(), 2);
        assert_eq!((offers[0].kind, offers[0].value.as_str(), offers[0].words.as_str()), (Kind::Need, "sleep", ""));
        assert_eq!((offers[1].kind, offers[1].words.as_str()), (Kind::Place, "debt in"));
        assert_eq!(read("<html>\tnot this"), []);
    }

    #[test]
    fn arrows_go_round_through_the_field_itself() {
        assert_eq!(next(None, true, 3), Some(0));
        assert_eq!(next(Some(2), true, 3), None);
        assert_eq!(next(None, false, 3), Some(2));
        assert_eq!(next(Some(0), false, 3), None);
        assert_eq!(next(None, true, 0), None);
        assert_eq!(next(None, false, 0), None);
    }
}
