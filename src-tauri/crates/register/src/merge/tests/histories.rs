//! Common ancestors, and conflicts that were open before.

use super::*;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::convert::Infallible;

/// Everything that was ever stored, by anybody.
#[derive(Default)]
struct History {
    revisions: RefCell<BTreeMap<RevisionId, Revision>>,
}

impl History {
    fn add(&self, mut revision: Revision, parents: &[&RevisionId]) -> RevisionId {
        revision.parents = parents.iter().copied().cloned().collect();
        revision.parents.sort();
        let id = RevisionId::of(&revision.to_bytes().unwrap());
        self.revisions.borrow_mut().insert(id.clone(), revision);
        id
    }

    fn get(&self, id: &RevisionId) -> Revision {
        self.revisions.borrow()[id].clone()
    }

    fn edit(&self, parent: &RevisionId, path: &str, value: &str) -> RevisionId {
        let before = self.get(parent);
        let mut next = revision(&with(&content_of(&before), path, json!(value)));
        next.conflicts = before.conflicts;
        self.add(next, &[parent])
    }

    fn decide(&self, parent: &RevisionId, take: Take) -> RevisionId {
        let before = self.get(parent);
        let decided =
            resolve(&before, &[(before.conflicts[0].clone(), take)], &Surroundings::default()).unwrap();
        self.add(decided.into_revision(before.record, Vec::new()), &[parent])
    }

    fn line(&self, head: &RevisionId) -> Ancestry {
        let mut line = Ancestry::new();
        let mut open = vec![head.clone()];
        while let Some(id) = open.pop() {
            let parents = self.get(&id).parents;
            open.extend(parents.iter().cloned());
            line.insert(id, parents);
        }
        line
    }

    fn merge(&self, ours: &RevisionId, theirs: &RevisionId) -> RevisionId {
        self.merge_knowing(ours, theirs, |id| Some(self.get(id)))
    }

    fn merge_knowing(
        &self,
        ours: &RevisionId,
        theirs: &RevisionId,
        known: impl Fn(&RevisionId) -> Option<Revision>,
    ) -> RevisionId {
        let (left, right) = (self.get(ours), self.get(theirs));
        let (our_line, their_line) = (self.line(ours), self.line(theirs));
        let ours_line = Line { revision: &left, ancestry: &our_line };
        let theirs_line = Line { revision: &right, ancestry: &their_line };
        let load = |id: &RevisionId| Ok::<_, Infallible>(known(id));
        let merged = merge_histories(ours_line, theirs_line, &Surroundings::default(), load).unwrap();
        self.add(merged.into_revision(left.record, Vec::new()), &[ours, theirs])
    }

    fn shown(&self, id: &RevisionId) -> Value {
        at(&content_of(&self.get(id)), "/description").clone()
    }
}

/// A description changed on both sides and merged by each, from their own side.
fn crossing() -> (History, [RevisionId; 5]) {
    let history = History::default();
    let first = history.add(revision(&activity(json!({ "description": "alt" }))), &[]);
    let (a, b) = (history.edit(&first, "/description", "A"), history.edit(&first, "/description", "B"));
    let (ab, ba) = (history.merge(&a, &b), history.merge(&b, &a));
    (history, [first, a, b, ab, ba])
}

#[test]
fn the_nearest_common_ancestor_is_found_in_any_order() {
    let (history, [first, a, b, ab, ba]) = crossing();
    assert_eq!(common_ancestors(&history.line(&a), &history.line(&b)), [first]);
    assert_eq!(common_ancestors(&history.line(&a), &history.line(&ab)), std::slice::from_ref(&a));
    let mut both = [a.clone(), b.clone()];
    both.sort();
    assert_eq!(common_ancestors(&history.line(&ab), &history.line(&ba)), both, "equally far: by id");
    assert_eq!(common_ancestors(&history.line(&ba), &history.line(&ab)), both);
    let stranger = history.add(revision(&activity(json!({ "description": "fremd" }))), &[]);
    assert_eq!(common_ancestors(&history.line(&a), &history.line(&stranger)), []);
}

#[test]
fn of_several_common_ancestors_the_one_with_the_longest_way_stands_first() {
    let (history, [first, a, _, _, _]) = crossing();
    let mut far = first;
    for description in ["1", "2", "3"] {
        far = history.edit(&far, "/description", description);
        let (left, right) = (history.merge(&a, &far), history.merge(&far, &a));
        let found = common_ancestors(&history.line(&left), &history.line(&right));
        assert_eq!(found.len(), 2);
        assert!(found[0] == far || description == "1", "as far as the other one, it stands by id");
    }
}

#[test]
fn two_who_merged_the_same_pair_come_to_the_same_revision() {
    let (history, [_, _, _, ab, ba]) = crossing();
    assert_ne!(ab, ba, "each shows the own value");
    let (here, there) = (history.merge(&ab, &ba), history.merge(&ba, &ab));
    assert_eq!(here, there);
    let conflicts = history.get(&here).conflicts;
    assert_eq!(conflicts.len(), 1);
    assert_eq!(conflicts[0].ours, Some(history.shown(&here)), "the conflict calls ours what is shown");
}

#[test]
fn a_conflict_settled_on_one_side_is_gone() {
    let (history, [_, _, _, ab, ba]) = crossing();
    for (take, value) in [(Take::Ours, "A"), (Take::Theirs, "B"), (Take::Value(json!("C")), "C")] {
        let settled = history.decide(&ab, take);
        let elsewhere = history.edit(&ab, "/internal_note", "etwas anderes");
        for other in [&elsewhere, &ba] {
            for merged in [history.merge(&settled, other), history.merge(other, &settled)] {
                assert_eq!(history.shown(&merged), value);
                assert_eq!(history.get(&merged).conflicts, []);
            }
        }
    }
}

#[test]
fn a_conflict_settled_both_ways_is_a_conflict_again() {
    let (history, [_, _, _, ab, ba]) = crossing();
    let kept = history.decide(&ab, Take::Ours);
    for other in [history.decide(&ab, Take::Theirs), history.decide(&ba, Take::Ours)] {
        assert_eq!(history.shown(&other), "B");
        let merged = history.get(&history.merge(&kept, &other));
        assert_eq!(paths(&merged.conflicts), ["/description"]);
        assert_eq!(
            (&merged.conflicts[0].ours, &merged.conflicts[0].theirs),
            (&Some(json!("A")), &Some(json!("B")))
        );
    }
    let same = history.decide(&ba, Take::Theirs);
    assert_eq!(history.get(&history.merge(&kept, &same)).conflicts, [], "the same decision twice is none");
}

#[test]
fn what_was_kept_on_purpose_is_not_overwritten_by_a_later_edit_elsewhere() {
    let (history, [_, _, _, ab, _]) = crossing();
    let kept = history.decide(&ab, Take::Ours);
    let edited = history.edit(&ab, "/description", "C");
    let merged = history.get(&history.merge(&kept, &edited));
    assert_eq!(paths(&merged.conflicts), ["/description"]);
    assert_eq!(merged.conflicts[0].theirs, Some(json!("C")));
}

#[test]
fn a_field_can_be_in_conflict_twice() {
    let (history, [_, _, _, ab, _]) = crossing();
    let (c, d) = (history.edit(&ab, "/description", "C"), history.edit(&ab, "/description", "D"));
    let merged = history.get(&history.merge(&c, &d));
    // Each other value is in question against the one that is shown.
    assert_eq!(history.shown(&history.merge(&c, &d)), "C");
    let questions: Vec<_> =
        merged.conflicts.iter().map(|conflict| (conflict.ours.clone(), conflict.theirs.clone())).collect();
    assert_eq!(questions, ["A", "B", "D"].map(|theirs| (Some(json!("C")), Some(json!(theirs)))));
}

#[test]
fn what_both_sides_show_stays_also_after_criss_cross_merges() {
    let (history, [first, a, b, ab, ba]) = crossing();
    // Both sides show the same value of the open question, each by a way of its own.
    let left = history.edit(&ab, "/title", "links");
    let right = history.merge(&history.edit(&first, "/internal_note", "rechts"), &ab);
    assert_eq!((history.shown(&left), history.shown(&right)), (history.shown(&ab), history.shown(&ab)));
    for (ours, theirs) in [(&left, &right), (&right, &left), (&history.merge(&left, &ba), &right)] {
        let merged = history.merge(ours, theirs);
        if history.shown(ours) == history.shown(theirs) {
            assert_eq!(history.shown(&merged), history.shown(ours));
        }
        let shown = json!(history.shown(&merged));
        assert!(history.get(&merged).conflicts.iter().all(|conflict| conflict.ours == Some(shown.clone())));
    }
    assert_ne!(history.shown(&a), history.shown(&b));
}

#[test]
fn an_unknown_common_ancestor_makes_conflicts_and_no_guess() {
    let (history, [first, a, b, _, _]) = crossing();
    let noted = history.edit(&b, "/internal_note", "dort");
    let without = |id: &RevisionId| (*id != first).then(|| history.get(id));
    let merged = history.get(&history.merge_knowing(&a, &noted, without));
    assert_eq!(content_of(&merged), content_of(&history.get(&a)));
    assert_eq!(paths(&merged.conflicts), ["/description", "/internal_note"]);
    assert!(merged.conflicts.iter().all(|conflict| conflict.base.is_none()));
}
