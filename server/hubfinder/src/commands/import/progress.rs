//! How far an import is: a bar on a terminal, a quiet line now and then in a log.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::{
    io::{IsTerminal, Write},
    time::{Duration, Instant},
};

/// Between two lines in a log.
const QUIET: Duration = Duration::from_secs(10);

/// Told how much has been read, of how much there is. Ends when it is dropped.
pub(super) struct Progress {
    bar: ProgressBar,
    whole: u64,
    done: u64,
    spoken: Instant,
}

impl Progress {
    /// Of so many bytes; `what` names them: "postcodes.csv".
    pub(super) fn new(what: &str, whole: u64) -> Self {
        let bar = if std::io::stderr().is_terminal() {
            ProgressBar::with_draw_target(Some(whole), ProgressDrawTarget::stderr_with_hz(5))
        } else {
            ProgressBar::hidden()
        };
        // The template is fixed; were it ever wrong, indicatif's own would stand.
        if let Ok(style) = ProgressStyle::with_template("{msg} {bar:30} {percent} % in {elapsed}") {
            bar.set_style(style.progress_chars("=> "));
        }
        bar.set_message(what.to_owned());
        Self { bar, whole, done: 0, spoken: Instant::now() }
    }

    /// So many more bytes have been read.
    pub(super) fn add(&mut self, bytes: u64) {
        self.done += bytes;
        if !self.bar.is_hidden() {
            // Some bytes are left out of the count (quotes, line ends): never more than the whole.
            self.bar.set_position(self.done.min(self.whole));
        } else if self.spoken.elapsed() > QUIET {
            self.spoken = Instant::now();
            let hundredths = self.done.saturating_mul(100).checked_div(self.whole).unwrap_or(100).min(100);
            let _ = writeln!(std::io::stderr().lock(), "hubfinder: about {hundredths} % read");
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
