//! The choices of a field of a form.

use std::sync::Arc;

/// Choices of one field, and which of them are chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Choices {
    groups: Arc<[ChoiceGroup]>,
    /// Positions among all choices, ascending.
    chosen: Vec<usize>,
}

/// Choices under one heading.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ChoiceGroup {
    /// The heading; empty where a field has none.
    pub heading: String,
    /// Its choices.
    pub choices: Vec<Choice>,
}

/// One choice of a field.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Choice {
    /// The parameter's value.
    pub value: String,
    /// What it is called.
    pub label: String,
    /// How many results there are with it; `None` where that is not counted.
    pub count: Option<usize>,
}

impl Choice {
    /// A choice whose results are not counted.
    pub fn new(value: &str, label: &str) -> Self {
        Self { value: value.to_owned(), label: label.to_owned(), count: None }
    }
}

impl FromIterator<Choice> for Choices {
    fn from_iter<I: IntoIterator<Item = Choice>>(choices: I) -> Self {
        Self::grouped([ChoiceGroup { heading: String::new(), choices: choices.into_iter().collect() }])
    }
}

impl Choices {
    /// Choices under headings, none of them chosen.
    pub fn grouped(groups: impl IntoIterator<Item = ChoiceGroup>) -> Self {
        let groups = groups.into_iter().filter(|group| !group.choices.is_empty()).collect();
        Self { groups, chosen: Vec::new() }
    }

    /// The same with another word for the one with this value.
    pub fn renamed(mut self, value: &str, label: &str) -> Self {
        let mut groups = self.groups.to_vec();
        for choice in groups.iter_mut().flat_map(|group| &mut group.choices).filter(|choice| choice.value == value) {
            choice.label = label.to_owned();
        }
        self.groups = groups.into();
        self
    }

    /// Chooses the one with this value; one that is not there changes nothing.
    pub fn choose(&mut self, value: &str) {
        let Some(at) = self.all().position(|choice| choice.value == value) else { return };
        if let Err(place) = self.chosen.binary_search(&at) {
            self.chosen.insert(place, at);
        }
    }

    /// The same with how many results there are with each value. Those with none are left out of a list that is
    /// `shortened`, but for what is chosen.
    pub fn with_counts(&self, count: impl Fn(&str) -> Option<usize>, shortened: bool) -> Self {
        let chosen: Vec<&str> = self.chosen().map(|choice| choice.value.as_str()).collect();
        let counted = |choice: &Choice| Choice { count: count(&choice.value), ..choice.clone() };
        let stays = |choice: &Choice| !shortened || choice.count != Some(0) || chosen.contains(&choice.value.as_str());
        let mut counted = Self::grouped(self.groups.iter().map(|group| ChoiceGroup {
            heading: group.heading.clone(),
            choices: group.choices.iter().map(counted).filter(stays).collect(),
        }));
        chosen.into_iter().for_each(|value| counted.choose(value));
        counted
    }

    /// Whether there is nothing to choose.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// All choices in their order.
    pub fn all(&self) -> impl Iterator<Item = &Choice> {
        self.groups.iter().flat_map(|group| &group.choices)
    }

    /// The choices by heading.
    pub fn groups(&self) -> &Arc<[ChoiceGroup]> {
        &self.groups
    }

    /// Those that are chosen, in the order of the list.
    pub fn chosen(&self) -> impl Iterator<Item = &Choice> {
        self.chosen.iter().filter_map(|at| self.all().nth(*at))
    }

    /// Whether this choice is chosen.
    pub fn is_chosen(&self, choice: &Choice) -> bool {
        self.chosen().any(|chosen| chosen == choice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_are_chosen_by_value_and_kept_in_the_order_of_the_list() {
        let choice = |value: &str| Choice::new(value, &value.to_uppercase());
        let mut choices: Choices = ["a", "b", "c"].map(choice).into_iter().collect();
        for value in ["c", "a", "c", "not there"] {
            choices.choose(value);
        }
        assert_eq!(choices.chosen().map(|choice| choice.label.as_str()).collect::<Vec<_>>(), ["A", "C"]);
        assert!(choices.is_chosen(&choice("a")) && !choices.is_chosen(&choice("b")));
    }

    #[test]
    fn a_choice_without_results_leaves_a_short_list_unless_it_is_chosen() {
        let mut choices: Choices = ["a", "b", "c"].map(|value| Choice::new(value, value)).into_iter().collect();
        choices.choose("b");
        let count = |value: &str| Some(if value == "c" { 3 } else { 0 });
        let values = |choices: &Choices| choices.all().map(|choice| choice.value.clone()).collect::<Vec<_>>();
        let short = choices.with_counts(count, true);
        assert_eq!((values(&short), short.chosen().count()), (vec!["b".to_owned(), "c".to_owned()], 1));
        assert_eq!(values(&choices.with_counts(count, false)), ["a", "b", "c"]);
    }
}
