//! Forms of the desk.

/// A form with what was typed.
#[derive(Debug, Clone, Default)]
pub struct DeskForm {
    /// Where it is sent.
    pub action: String,
    /// What is sent with it and not shown: name and value.
    pub hidden: Vec<(String, String)>,
    /// Its fields.
    pub fields: Vec<DeskField>,
    /// Why it was not taken, where no field is to blame.
    pub problems: Vec<String>,
    /// What stands on its button.
    pub button: String,
}

/// A field with what was typed into it.
#[derive(Debug, Clone, Default)]
pub struct DeskField {
    /// Its name, which is its id too.
    pub name: String,
    /// What it is called.
    pub label: String,
    /// What helps to fill it in; empty for nothing.
    pub hint: String,
    /// What was typed or chosen.
    pub value: String,
    /// Why that was not taken.
    pub problem: Option<String>,
    /// Whether it must be filled in.
    pub required: bool,
    /// What it looks like.
    pub kind: DeskFieldKind,
}

/// What a field looks like.
#[derive(Debug, Clone, Default)]
pub enum DeskFieldKind {
    /// A line of text.
    #[default]
    Line,
    /// Several lines of text.
    Lines,
    /// A day.
    Day,
    /// One of these in a list to open.
    Select(Vec<DeskOption>),
    /// One of these, all in sight.
    Radios(Vec<DeskOption>),
    /// A box to tick: the value is `yes`.
    Tick,
}

/// One of several to choose from.
#[derive(Debug, Clone)]
pub struct DeskOption {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
}

impl DeskForm {
    /// Whether it was sent and not taken.
    pub fn is_wrong(&self) -> bool {
        !self.problems.is_empty() || self.fields.iter().any(|field| field.problem.is_some())
    }
}
