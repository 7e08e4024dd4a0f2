//! What the page of the open files shows.

/// The files that anybody may take away, `/open-data`.
#[derive(Debug, Clone, Default)]
pub struct OpenDataPage {
    /// The files.
    pub files: Vec<OpenFile>,
    /// How many services there are.
    pub services: usize,
    /// The day on which records were last taken in, in words; empty when that is not known.
    pub changed: String,
    /// The licence of the whole: its name and its page, where the authority states one.
    pub licence: Option<(String, Option<String>)>,
}

/// One file.
#[derive(Debug, Clone)]
pub struct OpenFile {
    /// Its address.
    pub url: &'static str,
    /// What it is called.
    pub name: &'static str,
    /// What it holds, in a sentence.
    pub about: &'static str,
}
