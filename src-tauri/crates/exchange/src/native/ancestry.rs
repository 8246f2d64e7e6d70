//! The history a file claims for a record: bounded, without a circle, and nothing in it that does not belong there.

use super::error::shown;
use super::{MAX_ANCESTORS, MAX_PARENTS, ReadError};
use register::id::RecordId;
use register::record::RevisionId;
use std::collections::{BTreeMap, VecDeque};

/// Checks the head's parents and all ancestors with theirs.
pub(super) fn check(
    record: RecordId,
    head: &RevisionId,
    parents: &Vec<RevisionId>,
    ancestors: &BTreeMap<RevisionId, Vec<RevisionId>>,
) -> Result<(), ReadError> {
    if ancestors.contains_key(head) {
        return Err(ReadError::HeadAmongAncestors { record });
    }
    if ancestors.len() > MAX_ANCESTORS {
        return Err(ReadError::TooManyAncestors { record, found: ancestors.len() });
    }
    // For each ancestor, how many revisions follow it.
    let mut followers: BTreeMap<&RevisionId, usize> = ancestors.keys().map(|id| (id, 0)).collect();
    for (revision, parents) in std::iter::once((head, parents)).chain(ancestors) {
        if !is_revision_id(revision) {
            return Err(ReadError::NotARevisionId { record, found: shown(revision.as_str()) });
        }
        if !parents.is_sorted_by(|left, right| left < right) {
            return Err(ReadError::UnsortedParents { record, revision: revision.clone() });
        }
        if parents.len() > MAX_PARENTS {
            return Err(ReadError::TooManyParents { record, revision: revision.clone() });
        }
        for parent in parents {
            if !is_revision_id(parent) {
                return Err(ReadError::NotARevisionId { record, found: shown(parent.as_str()) });
            }
            if parent == head {
                return Err(ReadError::HeadAmongAncestors { record });
            }
            let Some(count) = followers.get_mut(parent) else {
                let (revision, parent) = (revision.clone(), parent.clone());
                return Err(ReadError::MissingAncestor { record, revision, parent });
            };
            *count += 1;
        }
    }
    if let Some((ancestor, _)) = followers.iter().find(|(_, count)| **count == 0) {
        return Err(ReadError::UnrelatedAncestor { record, ancestor: (*ancestor).clone() });
    }
    // Take away what nothing follows any more, beginning with the head; what is left then goes round in a circle.
    let mut taken = 0;
    let mut free = vec![parents];
    while let Some(parents) = free.pop() {
        for parent in parents {
            if let Some(count) = followers.get_mut(parent) {
                *count -= 1;
                if *count == 0 {
                    taken += 1;
                    free.extend(ancestors.get(parent));
                }
            }
        }
    }
    if taken < ancestors.len() { Err(ReadError::AncestryCircle { record }) } else { Ok(()) }
}

/// The nearest part of a history behind a revision with these parents: at most [`MAX_ANCESTORS`] revisions, and so many
/// that they and their parents are at most `budget` ids. The last ones are told without parents.
pub(super) fn nearest(
    parents: &[RevisionId],
    ancestors: &BTreeMap<RevisionId, Vec<RevisionId>>,
    budget: usize,
) -> BTreeMap<RevisionId, Vec<RevisionId>> {
    let mut told: BTreeMap<RevisionId, Vec<RevisionId>> =
        parents.iter().map(|parent| (parent.clone(), Vec::new())).collect();
    let mut ids = told.len();
    let mut open: VecDeque<RevisionId> = parents.iter().cloned().collect();
    while let Some(id) = open.pop_front() {
        let parents = ancestors.get(&id).cloned().unwrap_or_default();
        let new: Vec<RevisionId> =
            parents.iter().filter(|parent| !told.contains_key(*parent)).cloned().collect();
        if told.len() + new.len() > MAX_ANCESTORS || ids + parents.len() + new.len() > budget {
            break;
        }
        ids += parents.len() + new.len();
        told.extend(new.iter().map(|parent| (parent.clone(), Vec::new())));
        told.insert(id, parents);
        open.extend(new);
    }
    told
}

/// Whether it is 64 lower-case hexadecimal digits.
pub(super) fn is_revision_id(id: &RevisionId) -> bool {
    let digits = id.as_str().as_bytes();
    digits.len() == 64 && digits.iter().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'))
}
