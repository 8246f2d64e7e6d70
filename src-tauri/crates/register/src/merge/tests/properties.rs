//! What holds whatever two people did.

use super::generator::{Edit, edited, edits, full, items, organisation, stored, typed};
use super::*;
use crate::path;
use proptest::prelude::*;

fn surroundings(organisation: &Organisation) -> Surroundings<'_> {
    Surroundings { organisation: Some(organisation), ..Surroundings::default() }
}

/// A common ancestor and what two people made of it.
fn three(before: &[Edit], ours: &[Edit], theirs: &[Edit]) -> [Revision; 3] {
    let base = edited(&full(), before, "zuvor");
    [revision(&base), revision(&edited(&base, ours, "hier")), revision(&edited(&base, theirs, "dort"))]
}

fn merge_all(base: Option<&Revision>, ours: &Revision, theirs: &Revision) -> Revision {
    let organisation = organisation();
    let merged = merge(base, ours, theirs, &surroundings(&organisation)).unwrap();
    merged.into_revision(ours.record, Vec::new())
}

fn as_value(conflicts: &[Conflict]) -> Value {
    serde_json::to_value(conflicts).unwrap()
}

/// The content without what conflicts are about: each shows the one of its values that comes first.
fn undisputed(revision: &Revision) -> Value {
    let mut content = content_of(revision);
    for conflict in &revision.conflicts {
        let (Some(left), Some(right)) = (&conflict.ours, &conflict.theirs) else { continue };
        let first = std::cmp::min_by_key(left, right, |value| crate::canonical::to_bytes(value));
        let place = path::get_mut(&mut content, &conflict.path).unwrap();
        match order::from_value(first) {
            Some(order) => open::reorder(place, &order),
            None => *place = first.clone(),
        }
    }
    content
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn equal_contents_merge_into_themselves(edits in edits(8)) {
        let [base, same, _] = three(&[], &edits, &[]);
        prop_assert_eq!(&merge_all(Some(&base), &same, &same), &same);
        prop_assert_eq!(&merge_all(None, &same, &same), &same);
    }

    #[test]
    fn a_side_that_changed_nothing_takes_the_other_exactly(before in edits(4), edits in edits(8)) {
        let [base, _, theirs] = three(&before, &[], &edits);
        prop_assert_eq!(&merge_all(Some(&base), &base, &theirs), &theirs);
        prop_assert_eq!(&merge_all(Some(&base), &theirs, &base), &theirs);
    }

    #[test]
    fn the_result_can_be_stored(before in edits(4), ours in edits(8), theirs in edits(8)) {
        let [base, ours, theirs] = three(&before, &ours, &theirs);
        let content = content_of(&merge_all(Some(&base), &ours, &theirs));
        prop_assert_eq!(stored(&content), Some(content));
    }

    #[test]
    fn everything_anyone_entered_survives(before in edits(4), ours in edits(8), theirs in edits(8)) {
        let [base, ours, theirs] = three(&before, &ours, &theirs);
        let merged = merge_all(Some(&base), &ours, &theirs);
        let mut left: BTreeSet<String> = typed(&content_of(&merged));
        left.extend(typed(&as_value(&merged.conflicts)));
        let before = typed(&content_of(&base));
        for side in [&ours, &theirs] {
            for text in typed(&content_of(side)).difference(&before) {
                prop_assert!(left.contains(text), "{} is lost", text);
            }
        }
    }

    #[test]
    fn an_item_goes_only_when_one_side_deleted_it_and_the_other_left_it_alone(
        before in edits(4), ours in edits(8), theirs in edits(8)
    ) {
        let [base, ours, theirs] = three(&before, &ours, &theirs);
        let merged = merge_all(Some(&base), &ours, &theirs);
        let (content, conflicts) = (items(&content_of(&merged)), items(&as_value(&merged.conflicts)));
        let base = items(&content_of(&base));
        let (ours, theirs) = (items(&content_of(&ours)), items(&content_of(&theirs)));
        for (item, value) in ours.iter().chain(&theirs) {
            if content.contains_key(item) || conflicts.contains_key(item) {
                continue;
            }
            prop_assert!(!(ours.contains_key(item) && theirs.contains_key(item)), "{} stood on both sides", item);
            prop_assert!(base.get(item).is_some_and(|before| alike(before, value)), "{} was changed", value);
        }
    }

    #[test]
    fn only_the_labels_depend_on_whose_side_one_is_on(before in edits(4), ours in edits(8), theirs in edits(8)) {
        let [base, ours, theirs] = three(&before, &ours, &theirs);
        let (here, there) = (merge_all(Some(&base), &ours, &theirs), merge_all(Some(&base), &theirs, &ours));
        // Which of the two values is called ours is a label.
        let unlabelled = |merged: &Revision| -> Vec<String> {
            let values = |conflict: &Conflict| {
                let mut values = [&conflict.ours, &conflict.theirs].map(|value| format!("{value:?}"));
                values.sort();
                format!("{} {:?} {values:?}", conflict.path, conflict.base)
            };
            merged.conflicts.iter().map(values).collect()
        };
        prop_assert_eq!(unlabelled(&here), unlabelled(&there));
        prop_assert_eq!(undisputed(&here), undisputed(&there));
    }

    #[test]
    fn merging_the_result_with_a_parent_changes_nothing(ours in edits(8), theirs in edits(8)) {
        let [base, ours, theirs] = three(&[], &ours, &theirs);
        let merged = merge_all(Some(&base), &ours, &theirs);
        for parent in [&ours, &theirs] {
            prop_assert_eq!(&merge_all(Some(parent), &merged, parent), &merged);
            prop_assert_eq!(&merge_all(Some(parent), parent, &merged), &merged);
        }
    }

    #[test]
    fn without_a_common_ancestor_ours_stays_and_every_difference_is_a_conflict(ours in edits(8), theirs in edits(8)) {
        let [_, ours, theirs] = three(&[], &ours, &theirs);
        let merged = merge_all(None, &ours, &theirs);
        prop_assert_eq!(&merged.content, &ours.content);
        prop_assert_eq!(merged.conflicts.is_empty(), alike(&content_of(&ours), &content_of(&theirs)));
        let mut left = typed(&content_of(&merged));
        left.extend(typed(&as_value(&merged.conflicts)));
        prop_assert!(typed(&content_of(&theirs)).is_subset(&left));
    }

    #[test]
    fn every_conflict_can_be_decided_or_says_why_not(ours in edits(8), theirs in edits(8), left in any::<bool>()) {
        let [base, ours, theirs] = three(&[], &ours, &theirs);
        let merged = merge_all(Some(&base), &ours, &theirs);
        let organisation = organisation();
        for conflict in &merged.conflicts {
            let (take, value) = if left { (Take::Ours, &conflict.ours) } else { (Take::Theirs, &conflict.theirs) };
            match resolve(&merged, &[(conflict.clone(), take)], &surroundings(&organisation)) {
                Ok(decided) => {
                    prop_assert_eq!(decided.conflicts.len(), merged.conflicts.len() - 1);
                    let content = serde_json::to_value(&decided.content).unwrap();
                    prop_assert_eq!(stored(&content), Some(content.clone()));
                    match value {
                        Some(value) if order::from_value(value).is_none() => {
                            prop_assert_eq!(path::get(&content, &conflict.path).ok(), Some(value));
                        }
                        Some(_) => {}
                        None => prop_assert!(path::get(&content, &conflict.path).is_err()),
                    }
                }
                Err(DecisionError::Invalid(MergeError::Integrity(_))) => {}
                Err(error) => return Err(TestCaseError::fail(error.to_string())),
            }
        }
    }
}
