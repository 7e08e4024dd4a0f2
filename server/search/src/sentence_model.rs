//! The sentence model that the program carries, loaded once for all who search.

use language::{Reading, SentenceModel};
use std::sync::LazyLock;

/// Only a broken program has none, and its tests say so.
static MODEL: LazyLock<Option<SentenceModel>> = LazyLock::new(|| {
    let model = SentenceModel::load();
    let say = |error: &_| tracing::error!("the sentence model cannot be loaded, the tables answer alone: {error}");
    model.inspect_err(say).ok()
});

/// What the model says of a text; `None` when it does not answer, which the log says. Blocks: a sentence of
/// 20 words takes some 3 ms of a core. The first call loads the model.
pub fn read(text: &str) -> Option<Reading> {
    let reading = MODEL.as_ref()?.read(text);
    reading.inspect_err(|error| tracing::error!("the sentence model does not answer: {error}")).ok()
}
