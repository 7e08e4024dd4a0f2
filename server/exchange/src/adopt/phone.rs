//! Telephone numbers of a draft: which may be rung, which take texts, and which are told and left.

use super::{Adoption, numbers, text::shorten};
use crate::{
    draft::{Draft, DraftPhone},
    hsds::joined,
};
use directory::{Phone, PhoneNumber};

/// What a number is for, in the order in which a page names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Use {
    Voice,
    Text,
    Textphone,
    /// Nobody answers there: a fax machine or a pager.
    Never(&'static str),
}

impl Use {
    /// From its type (HSDS `phone.type`), and where that says nothing from its label.
    fn of(phone: &DraftPhone) -> Self {
        let said = format!("{} {}", phone.kind, phone.label).to_lowercase();
        let words: Vec<&str> = said.split(|c: char| !c.is_alphanumeric()).collect();
        let has = |any: &[&str]| any.iter().any(|word| words.contains(word));
        if has(&["fax", "faxes", "telefax", "facsimile"]) {
            Self::Never("fax")
        } else if has(&["pager", "pagers"]) {
            Self::Never("pager")
        } else if has(&["textphone", "textphones", "minicom", "typetalk", "tty", "tdd"]) {
            Self::Textphone
        } else if phone.takes_texts || has(&["text", "sms"]) || said.contains("texts only") {
            Self::Text
        } else {
            Self::Voice
        }
    }
}

impl Adoption<'_, '_> {
    /// The numbers of a service, of its contacts and of its places; those of its organisation where none
    /// of these can be rung. Numbers that take texts only, and textphones, stand behind the others.
    pub(super) fn phones(&mut self, draft: &Draft) -> Vec<Phone> {
        let mut phones: Vec<(Use, Phone)> = Vec::new();
        for phone in &draft.phones {
            self.add_numbers(draft, phone, &mut phones);
        }
        if !phones.iter().any(|(of, _)| *of == Use::Voice) {
            for phone in &draft.organization.phones {
                self.add_numbers(draft, phone, &mut phones);
            }
        }
        if !draft.ours {
            phones.sort_by_key(|(of, _)| *of);
        }
        phones.into_iter().map(|(_, phone)| phone).collect()
    }

    fn add_numbers(&mut self, draft: &Draft, phone: &DraftPhone, phones: &mut Vec<(Use, Phone)>) {
        let number = phone.number.as_str();
        if let Use::Never(machine) = Use::of(phone) {
            return self.tell(draft, &format!("the {machine} number {number}"));
        }
        let Some(read) = self.read(&phone.stand, "phone", number, numbers::read) else { return };
        if read.read.is_empty() {
            return self.tell(draft, &format!("'{number}', which is no telephone number"));
        }
        for unread in read.unread {
            self.tell(draft, &format!("'{unread}' of '{number}', which is no telephone number"));
        }
        for (number, said) in read.read {
            let labelled = DraftPhone { label: joined(&[phone.label.clone(), said]), ..phone.clone() };
            match Use::of(&labelled) {
                Use::Never(machine) => self.tell(draft, &format!("the {machine} number {number}")),
                _ if phones.iter().any(|(_, known)| known.number.digits() == number.digits()) && !draft.ours => {}
                of => phones.push((of, self.new_phone(&labelled, number, of))),
            }
        }
    }

    fn new_phone(&self, phone: &DraftPhone, number: PhoneNumber, of: Use) -> Phone {
        let extension =
            if phone.extension.is_empty() { String::new() } else { format!("extension {}", phone.extension) };
        let is_named = phone.label.to_lowercase().contains("textphone");
        let textphone = if of == Use::Textphone && !is_named { "textphone".to_owned() } else { String::new() };
        Phone {
            number,
            label: shorten(&joined(&[phone.label.clone(), textphone, extension]), 200),
            hours_note: shorten(&phone.hours, 200),
            takes_texts: of == Use::Text,
            confirmed: false,
            source_ids: vec![self.adopter.source.id.clone()],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_number_is_for_is_read_in_whole_words() {
        for (label, of) in [
            ("Halifax office", Use::Voice),
            ("Fairfax House", Use::Voice),
            ("Fax", Use::Never("fax")),
            ("Tel/Fax", Use::Never("fax")),
            ("duty pager", Use::Never("pager")),
            ("Minicom: deaf callers", Use::Textphone),
            ("(text only)", Use::Text),
            ("Texts only", Use::Text),
            ("", Use::Voice),
        ] {
            let phone = DraftPhone { label: label.to_owned(), ..DraftPhone::default() };
            assert_eq!(Use::of(&phone), of, "{label}");
        }
    }
}
