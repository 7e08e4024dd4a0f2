//! The page for developers.

/// How other sites and programs use the directory.
#[derive(Debug, Clone, Default)]
pub struct DevelopersPage {
    /// Addresses for machines, by what they are for.
    pub groups: Vec<ApiGroup>,
    /// What another site writes to show the search box.
    pub frame: String,
    /// Feeds of changes: the district and the address.
    pub feeds: Vec<(String, String)>,
}

/// Addresses of one purpose.
#[derive(Debug, Clone, Default)]
pub struct ApiGroup {
    /// What it is called.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// Its addresses.
    pub calls: Vec<ApiCall>,
}

/// One address.
#[derive(Debug, Clone, Default)]
pub struct ApiCall {
    /// Its path, with `{id}` for what is filled in.
    pub path: String,
    /// What it gives, in a sentence.
    pub summary: String,
    /// More about it; may be empty.
    pub description: String,
    /// What it takes.
    pub parameters: Vec<ApiParameter>,
    /// What it answers with.
    pub answers: Vec<ApiAnswer>,
    /// A command that tries it.
    pub curl: String,
    /// An example of its answer, over several lines.
    pub example: Option<String>,
}

/// What an address takes.
#[derive(Debug, Clone, Default)]
pub struct ApiParameter {
    /// Its name.
    pub name: String,
    /// What it means.
    pub meaning: String,
    /// Whether it stands in the path and not after the question mark.
    pub in_path: bool,
    /// Whether it may be given several times.
    pub repeated: bool,
    /// An example of a value; may be empty.
    pub example: String,
    /// The value without it; may be empty.
    pub otherwise: String,
}

/// What an address answers with.
#[derive(Debug, Clone, Default)]
pub struct ApiAnswer {
    /// The status.
    pub status: String,
    /// What it means.
    pub meaning: String,
}
