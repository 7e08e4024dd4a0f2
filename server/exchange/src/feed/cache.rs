//! The cache of a feed between runs. While a run is not finished: its answers, so that the
//! next one goes on from there. Afterwards only the marks (ETag, Last-Modified) of its addresses,
//! never what the feed said: it may hold an address that must not lie about on a disk.

use folder::{Fingerprint, create_private_folder, make_private, write_private_file};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::{
    fs, io,
    path::{Path, PathBuf},
    time::Duration,
};

/// How long answers of a run that broke off are good for.
const FRESH: Duration = Duration::from_secs(6 * 60 * 60);

/// The folder of the answers of a run that is not finished.
const UNFINISHED: &str = "unfinished";

/// What tells whether an address has changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Mark {
    pub(super) url: String,
    pub(super) etag: Option<String>,
    pub(super) last_modified: Option<String>,
}

/// What the last run that was taken over left.
#[derive(Debug, Default, Serialize, Deserialize)]
struct TakenOver {
    /// Stands for all that decided, beside the feed, what was made of it.
    stamp: String,
    marks: Vec<Mark>,
}

/// The cache folder of one feed.
#[derive(Debug)]
pub(super) struct FeedCache {
    dir: PathBuf,
    last: TakenOver,
    /// Marks of this run; `None` once an address gave none, since then nothing can be told.
    new: Option<Vec<Mark>>,
    had_answers: bool,
}

#[derive(Serialize, Deserialize)]
struct Answer {
    mark: Mark,
    body: Value,
}

impl FeedCache {
    pub(super) fn open(dir: &Path) -> io::Result<Self> {
        let answers = dir.join(UNFINISHED);
        let age = answers.metadata().and_then(|metadata| metadata.modified()).ok().and_then(|made| made.elapsed().ok());
        if age.is_some_and(|age| age > FRESH) {
            fs::remove_dir_all(&answers)?;
        }
        let had_answers = answers.is_dir();
        create_private_folder(dir)?;
        make_private(dir)?;
        let last = fs::read(dir.join("marks.json")).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
        Ok(Self { dir: dir.to_owned(), last: last.unwrap_or_default(), new: Some(Vec::new()), had_answers })
    }

    /// The marks of the last run that was taken over; none when it was with another stamp.
    pub(super) fn marks(&self, stamp: &str) -> &[Mark] {
        if self.last.stamp == stamp { &self.last.marks } else { &[] }
    }

    /// Whether a run broke off and left answers.
    pub(super) fn has_answers(&self) -> bool {
        self.had_answers
    }

    /// The answer that a run which broke off had from this address, and its length in bytes.
    pub(super) fn answer(&mut self, url: &str) -> Option<(Value, usize)> {
        if !self.had_answers {
            return None;
        }
        let kept = fs::read(self.file(url)).ok()?;
        let answer: Answer = serde_json::from_slice(&kept).ok()?;
        if answer.mark.url != url {
            return None;
        }
        self.note(answer.mark);
        Some((answer.body, kept.len()))
    }

    /// Keeps an answer. That it cannot be kept costs only time, so it is no error.
    pub(super) fn store_answer(
        &mut self,
        url: &str,
        body: &Value,
        etag: Option<String>,
        last_modified: Option<String>,
    ) {
        let mark = Mark { url: url.to_owned(), etag, last_modified };
        if let Ok(bytes) = serde_json::to_vec(&Answer { mark: mark.clone(), body: body.clone() }) {
            let file = self.file(url);
            let _ = create_private_folder(&self.dir.join(UNFINISHED)).and_then(|()| write_private_file(&file, &bytes));
        }
        self.note(mark);
    }

    pub(super) fn forget_answers(&mut self) {
        let _ = fs::remove_dir_all(self.dir.join(UNFINISHED));
    }

    /// Keeps the marks of this run for the next, when every address gave one.
    pub(super) fn remember_marks(&mut self, stamp: String) {
        let taken_over = TakenOver { stamp, marks: self.new.take().unwrap_or_default() };
        if let Ok(bytes) = serde_json::to_vec(&taken_over) {
            let _ = write_private_file(&self.dir.join("marks.json"), &bytes);
        }
    }

    fn note(&mut self, mark: Mark) {
        if mark.etag.is_none() && mark.last_modified.is_none() {
            self.new = None;
        } else if let Some(new) = &mut self.new {
            new.push(mark);
        }
    }

    fn file(&self, url: &str) -> PathBuf {
        let mut print = Fingerprint::default();
        print.add(url.as_bytes());
        self.dir.join(UNFINISHED).join(format!("{print}.json"))
    }
}
