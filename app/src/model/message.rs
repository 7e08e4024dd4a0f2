//! Forms on which visitors write to those who look after the list, and what each asks for.

use super::search::UrgentHelp;

/// A field of such a form.
#[derive(Debug, PartialEq, Eq)]
pub struct MessageField {
    /// Its name in what is sent.
    pub name: &'static str,
    /// What it asks for.
    pub label: &'static str,
    /// What helps to answer; may be empty.
    pub hint: &'static str,
    /// Letters that may stand in it.
    pub longest: usize,
    /// Whether it has several lines.
    pub lines: bool,
    /// What is said where it is left empty; `None` where it may be.
    pub missing: Option<&'static str>,
    /// Whether it tells of whoever writes: kept apart from the words, and deleted first.
    pub about_writer: bool,
}

/// How to reach whoever writes. It is kept apart from the words, and deleted first.
pub const CONTACT: MessageField = MessageField {
    name: "contact",
    label: "How we can reach you",
    hint: "An e-mail address or a phone number, in case we want to ask you more. We delete it after 90 days at the latest.",
    longest: 200,
    lines: false,
    missing: None,
    about_writer: true,
};

/// 'Is this right?'
pub const FEEDBACK_FIELDS: [MessageField; 2] = [
    MessageField {
        name: "words",
        label: "What is wrong?",
        hint: "Such as: the number does not work, the day has changed, or it has closed. Please leave out names and anything private.",
        longest: 2_000,
        lines: true,
        missing: Some("Please write what is wrong."),
        about_writer: false,
    },
    CONTACT,
];

/// 'Write to us'.
pub const LETTER_FIELDS: [MessageField; 2] = [
    MessageField {
        name: "words",
        label: "What do you want to tell us?",
        hint: "Such as: something is hard to use, a page is wrong, or help is missing here. Please leave out names and anything private.",
        longest: 2_000,
        lines: true,
        missing: Some("Please write what you want to tell us."),
        about_writer: false,
    },
    CONTACT,
];

/// 'Add a service'. Without who writes they hold no more than a message of another form.
pub const ADDITION_FIELDS: [MessageField; 9] = [
    MessageField {
        name: "service",
        label: "What is it called?",
        hint: "",
        longest: 150,
        lines: false,
        missing: Some("Please write what it is called."),
        about_writer: false,
    },
    MessageField {
        name: "does",
        label: "What does it do, and for whom?",
        hint: "One or two plain sentences, such as: Dads and their children cook together.",
        longest: 700,
        lines: true,
        missing: Some("Please write what it does."),
        about_writer: false,
    },
    MessageField {
        name: "organisation",
        label: "Who runs it?",
        hint: "",
        longest: 150,
        lines: false,
        missing: None,
        about_writer: false,
    },
    MessageField {
        name: "ages",
        label: "For which ages?",
        hint: "",
        longest: 100,
        lines: false,
        missing: None,
        about_writer: false,
    },
    MessageField {
        name: "when",
        label: "Where and when?",
        hint: "The place, days and hours, and the weeks when it is closed. If the address must stay secret, say so and do not write it.",
        longest: 350,
        lines: true,
        missing: None,
        about_writer: false,
    },
    MessageField {
        name: "reach",
        label: "How can families get in touch?",
        hint: "A phone number, an e-mail address or a web page that we may show.",
        longest: 250,
        lines: false,
        missing: None,
        about_writer: false,
    },
    MessageField {
        name: "more",
        label: "Anything else?",
        hint: "Such as: what it costs, who may ask, if there is a step, and which languages are spoken.",
        longest: 300,
        lines: true,
        missing: None,
        about_writer: false,
    },
    MessageField {
        name: "you",
        label: "Who are you?",
        hint: "Such as: I run it, I work there, or my child goes there.",
        longest: 100,
        lines: false,
        missing: None,
        about_writer: true,
    },
    CONTACT,
];

/// A field with what was typed into it.
#[derive(Debug, Clone)]
pub struct TypedField {
    /// The field.
    pub field: &'static MessageField,
    /// What was typed.
    pub value: String,
    /// Why that was not taken.
    pub problem: Option<String>,
}

/// A form with what was typed.
#[derive(Debug, Clone)]
pub struct MessageForm {
    /// Where it is sent.
    pub action: String,
    /// Tells one filling-in of the form from another.
    pub once: String,
    /// Its fields.
    pub fields: Vec<TypedField>,
    /// Why the message was not taken, where no field is to blame.
    pub problem: Option<String>,
    /// Urgent lines that stand first, when the words read as danger.
    pub urgent: Option<UrgentHelp>,
}

/// The form about one service or place.
#[derive(Debug, Clone)]
pub struct FeedbackPage {
    /// What it is about.
    pub name: String,
    /// Its page.
    pub url: String,
    /// The form.
    pub form: MessageForm,
}

/// What a message that was kept is about.
#[derive(Debug, Clone)]
pub enum Sent {
    /// A service or a place.
    Record {
        /// Its name.
        name: String,
        /// Its page.
        url: String,
    },
    /// A service to add.
    Addition,
    /// The site, or anything else.
    Letter,
}

/// A message was kept.
#[derive(Debug, Clone)]
pub struct MessageSentPage {
    /// What it is about.
    pub sent: Sent,
    /// Urgent lines that stand first, when the words read as danger.
    pub urgent: Option<UrgentHelp>,
}
