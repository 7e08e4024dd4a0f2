//! The rows of `dangers.csv` as a tree: those that begin alike are followed together, so that a
//! sentence is held against what differs and not against each of thousands of rows.

use super::{Element, Row};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Where all rows begin. No step leads there.
const ROOT: u32 = 0;

/// All rows, and how they begin.
#[derive(Debug, Default)]
pub(super) struct Rows {
    rows: Vec<Row>,
    nodes: Vec<Node>,
    /// What may come next, node by node: in each a gap last.
    steps: Vec<Step>,
    /// Numbers of the rows that are said whole, node by node.
    ends: Vec<u32>,
    /// By the number of a word, and by that of a class: where the rows go on that begin with it;
    /// [`ROOT`] where none does.
    words: Vec<u32>,
    classes: Vec<u32>,
}

/// What was said so far of some rows.
#[derive(Debug, Clone)]
struct Node {
    /// In `Rows::steps`.
    steps: Range<u32>,
    /// In `Rows::ends`.
    ends: Range<u32>,
}

/// What may come next, and the node that it leads to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step {
    pub(super) element: Element,
    pub(super) to: u32,
}

impl Rows {
    /// From rows in the order of the file, each with its elements.
    pub(super) fn new(rows: Vec<(Vec<Element>, Row)>) -> Self {
        let mut known: FxHashMap<(u32, Element), u32> = FxHashMap::default();
        // Of each node its steps and the rows that end there.
        let mut nodes: Vec<(Vec<Step>, Vec<u32>)> = vec![Default::default()];
        for (number, (elements, _)) in (0..).zip(&rows) {
            let mut at = ROOT;
            for &element in elements {
                let next = nodes.len() as u32;
                let to = *known.entry((at, element)).or_insert(next);
                if to == next {
                    nodes[at as usize].0.push(Step { element, to });
                    nodes.push(Default::default());
                }
                at = to;
            }
            nodes[at as usize].1.push(number);
        }
        let mut all = Self { rows: rows.into_iter().map(|(_, row)| row).collect(), ..Self::default() };
        for step in &nodes[ROOT as usize].0 {
            match step.element {
                Element::Word(number) => put(&mut all.words, number, step.to),
                Element::Any(class) => put(&mut all.classes, class, step.to),
                Element::Gap => {}
            }
        }
        for (mut steps, ends) in nodes {
            let (first_step, first_end) = (all.steps.len() as u32, all.ends.len() as u32);
            steps.sort_by_key(|step| step.element == Element::Gap);
            all.steps.extend(steps);
            all.ends.extend(ends);
            all.nodes.push(Node { steps: first_step..all.steps.len() as u32, ends: first_end..all.ends.len() as u32 });
        }
        all
    }

    /// A row by its number.
    pub(super) fn row(&self, number: u32) -> &Row {
        &self.rows[number as usize]
    }

    /// The node that a word leads to at the beginning of a row.
    pub(super) fn beginning_with_word(&self, number: u32) -> Option<u32> {
        self.words.get(number as usize).copied().filter(|node| *node != ROOT)
    }

    /// The node that a class leads to at the beginning of a row.
    pub(super) fn beginning_with_class(&self, class: u32) -> Option<u32> {
        self.classes.get(class as usize).copied().filter(|node| *node != ROOT)
    }

    /// What may come next at a node: where it goes on after a gap, and all other steps.
    pub(super) fn steps(&self, node: u32) -> (Option<u32>, &[Step]) {
        let Range { start, end } = self.nodes[node as usize].steps;
        match &self.steps[start as usize..end as usize] {
            [steps @ .., Step { element: Element::Gap, to }] => (Some(*to), steps),
            steps => (None, steps),
        }
    }

    /// The rows that are said whole at a node.
    pub(super) fn ends(&self, node: u32) -> &[u32] {
        let Range { start, end } = self.nodes[node as usize].ends;
        &self.ends[start as usize..end as usize]
    }
}

fn put(nodes: &mut Vec<u32>, at: u32, node: u32) {
    if nodes.len() <= at as usize {
        nodes.resize(at as usize + 1, ROOT);
    }
    nodes[at as usize] = node;
}
