//! The rows of `dangers.csv` as a tree: those that begin alike are followed together, so that a
//! sentence is held against what differs and not against each of thousands of rows.

use super::{Element, Row};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Where all rows begin.
const ROOT: u32 = 0;

/// All rows, and how they begin.
#[derive(Debug, Default)]
pub(super) struct Rows {
    rows: Vec<Row>,
    nodes: Vec<Node>,
    /// What may come next, node by node.
    steps: Vec<Step>,
    /// Numbers of the rows that are said whole, node by node.
    ends: Vec<u32>,
    /// Where the rows go on that begin with an element.
    begins: FxHashMap<Element, u32>,
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
        let begins = nodes[ROOT as usize].0.iter().map(|step| (step.element, step.to)).collect();
        let mut all = Self { rows: rows.into_iter().map(|(_, row)| row).collect(), begins, ..Self::default() };
        for (steps, ends) in nodes {
            let (first_step, first_end) = (all.steps.len() as u32, all.ends.len() as u32);
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

    /// The node that an element leads to at the beginning of a row.
    pub(super) fn beginning(&self, element: Element) -> Option<u32> {
        self.begins.get(&element).copied()
    }

    /// What may come next at a node.
    pub(super) fn steps(&self, node: u32) -> &[Step] {
        let Range { start, end } = self.nodes[node as usize].steps;
        &self.steps[start as usize..end as usize]
    }

    /// The rows that are said whole at a node.
    pub(super) fn ends(&self, node: u32) -> &[u32] {
        let Range { start, end } = self.nodes[node as usize].ends;
        &self.ends[start as usize..end as usize]
    }
}
