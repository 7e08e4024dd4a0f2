//! Records field by field: what differs between two of them, and two changes of one brought together. A record
//! is here its fields by name; how a value is written is for whoever keeps it.

use std::collections::BTreeMap;

/// The fields of a record by their names. A field that is missing has no value.
pub type Fields<V> = BTreeMap<String, V>;

/// A field that is another in two records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference<'f, V> {
    /// Its name.
    pub field: &'f str,
    /// Its value in the first.
    pub from: Option<&'f V>,
    /// Its value in the second.
    pub to: Option<&'f V>,
}

/// How a wanted value of a field stands to what the record says now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The record still says what it said when the value was wanted.
    Clean,
    /// The record says so already.
    AlreadySo,
    /// The record says something third meanwhile.
    Conflict,
}

/// Two changes of one record brought together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged<V> {
    /// The fields; where both changed one, theirs.
    pub fields: Fields<V>,
    /// The fields that both changed, to different values. Somebody must choose.
    pub conflicts: Vec<String>,
}

/// What differs between two records, by the names of the fields.
pub fn differences<'f, V: PartialEq>(from: &'f Fields<V>, to: &'f Fields<V>) -> Vec<Difference<'f, V>> {
    let only_in_to = to.keys().filter(|name| !from.contains_key(*name));
    let mut names: Vec<&String> = from.keys().chain(only_in_to).collect();
    names.sort_unstable();
    let each = names.into_iter().map(|name| Difference { field: name, from: from.get(name), to: to.get(name) });
    each.filter(|difference| difference.from != difference.to).collect()
}

/// How a change of a field from `before` to `wanted` stands to what the record says `now`.
pub fn standing<V: PartialEq>(before: Option<&V>, now: Option<&V>, wanted: Option<&V>) -> Standing {
    if now == wanted {
        Standing::AlreadySo
    } else if now == before {
        Standing::Clean
    } else {
        Standing::Conflict
    }
}

/// Brings two changes of `base` together, field by field: `theirs`, which is saved, and `mine`.
pub fn merge<V: PartialEq + Clone>(base: &Fields<V>, theirs: &Fields<V>, mine: &Fields<V>) -> Merged<V> {
    let mut merged = Merged { fields: theirs.clone(), conflicts: Vec::new() };
    for change in differences(base, mine) {
        match standing(change.from, theirs.get(change.field), change.to) {
            Standing::AlreadySo => {}
            Standing::Clean => set(&mut merged.fields, change.field, change.to),
            Standing::Conflict => merged.conflicts.push(change.field.to_owned()),
        }
    }
    merged
}

/// Gives a field this value, or takes it out.
pub fn set<V: Clone>(fields: &mut Fields<V>, field: &str, value: Option<&V>) {
    match value {
        Some(value) => drop(fields.insert(field.to_owned(), value.clone())),
        None => drop(fields.remove(field)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Records of a few fields with a few values, so that changes meet.
    fn records() -> impl Strategy<Value = Fields<u8>> {
        proptest::collection::btree_map("[a-f]", 0..4_u8, 0..6)
    }

    proptest! {
        #[test]
        fn who_alone_changed_a_record_gets_what_they_wrote((a, b) in (records(), records())) {
            prop_assert_eq!(merge(&a, &a, &b), Merged { fields: b.clone(), conflicts: vec![] });
            prop_assert_eq!(merge(&a, &b, &a), Merged { fields: b.clone(), conflicts: vec![] });
            prop_assert_eq!(merge(&a, &b, &b), Merged { fields: b, conflicts: vec![] });
        }

        #[test]
        fn changes_of_different_fields_are_both_kept_whoever_comes_first(
            (base, theirs, mine) in (records(), records(), records())
        ) {
            let (one, other) = (merge(&base, &theirs, &mine), merge(&base, &mine, &theirs));
            prop_assert_eq!(&one.conflicts, &other.conflicts);
            let disjoint = one.conflicts.is_empty();
            prop_assert_eq!(one.fields == other.fields, disjoint);
        }

        #[test]
        fn every_field_is_what_somebody_wrote_and_none_is_lost(
            (base, theirs, mine) in (records(), records(), records())
        ) {
            let merged = merge(&base, &theirs, &mine);
            for field in base.keys().chain(theirs.keys()).chain(mine.keys()) {
                let (was, they, i) = (base.get(field), theirs.get(field), mine.get(field));
                let right = if was == i { they } else if was == they { i } else { they };
                prop_assert_eq!(merged.fields.get(field), right);
                prop_assert_eq!(merged.conflicts.contains(field), was != i && was != they && i != they);
            }
        }

        #[test]
        fn what_differs_is_all_that_tells_two_records_apart((from, to) in (records(), records())) {
            let mut made = from.clone();
            for difference in differences(&from, &to) {
                prop_assert_eq!(made.get(difference.field), difference.from);
                set(&mut made, difference.field, difference.to);
            }
            prop_assert_eq!(made, to);
        }
    }
}
