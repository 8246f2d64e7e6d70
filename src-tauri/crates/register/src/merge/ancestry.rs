//! What two histories have in common, and the merge of two heads on that ground.

use super::{Base, MergeError, Merged, Surroundings, merge_from};
use crate::record::{Conflict, Revision, RevisionId};
use std::collections::{BTreeMap, BTreeSet};

/// A revision and all it follows, each with its parents.
pub type Ancestry = BTreeMap<RevisionId, Vec<RevisionId>>;

/// A head with its history.
#[derive(Debug, Clone, Copy)]
pub struct Line<'a> {
    /// The head.
    pub revision: &'a Revision,
    /// The head itself and everything it follows.
    pub ancestry: &'a Ancestry,
}

/// Two histories could not be merged.
#[derive(Debug, thiserror::Error)]
pub enum HistoryError<E> {
    /// The contents do not merge.
    #[error(transparent)]
    Merge(#[from] MergeError),
    /// A revision could not be loaded.
    #[error("a common ancestor could not be loaded: {0}")]
    Load(E),
}

/// How many times common ancestors may in turn have several common ancestors before the best one has to do. Each such
/// crossing takes three people to merge at the same time without hearing of each other.
const CROSSINGS: u32 = 6;

/// The nearest common ancestors: those that no other common ancestor follows. Usually there is one. Two people who
/// merged the same pair, each on their own, leave several; the one farthest from the first revision (by the longest
/// way) stands first, ties by id.
///
/// Where the two maps tell different parents of a revision, ours count.
pub fn common_ancestors(ours: &Ancestry, theirs: &Ancestry) -> Vec<RevisionId> {
    let common: BTreeSet<&RevisionId> = ours.keys().filter(|id| theirs.contains_key(*id)).collect();
    let followed: BTreeSet<&RevisionId> = common.iter().filter_map(|id| ours.get(*id)).flatten().collect();
    let mut nearest: Vec<RevisionId> = common.difference(&followed).map(|id| (*id).clone()).collect();
    if nearest.len() > 1 {
        let depths = depths(ours);
        nearest.sort_by_key(|id| (std::cmp::Reverse(depths.get(id).copied().unwrap_or(0)), id.clone()));
    }
    nearest
}

/// For each revision the length of the longest way to it from a first one.
fn depths(ancestry: &Ancestry) -> BTreeMap<&RevisionId, usize> {
    let mut children: BTreeMap<&RevisionId, Vec<&RevisionId>> = BTreeMap::new();
    let mut waiting: BTreeMap<&RevisionId, usize> = BTreeMap::new();
    for (id, parents) in ancestry {
        let known = parents.iter().filter(|parent| ancestry.contains_key(*parent));
        waiting.insert(id, known.clone().count());
        known.for_each(|parent| children.entry(parent).or_default().push(id));
    }
    let mut free: Vec<&RevisionId> =
        waiting.iter().filter(|(_, count)| **count == 0).map(|(id, _)| *id).collect();
    let mut depths: BTreeMap<&RevisionId, usize> = free.iter().map(|id| (*id, 0)).collect();
    while let Some(id) = free.pop() {
        let depth = depths.get(id).copied().unwrap_or(0);
        for child in children.get(id).into_iter().flatten().copied() {
            let longest = depths.entry(child).or_insert(0);
            *longest = (*longest).max(depth + 1);
            if let Some(count) = waiting.get_mut(child) {
                *count -= 1;
                if *count == 0 {
                    free.push(child);
                }
            }
        }
    }
    depths
}

/// Merges two heads against what they have in common. `load` gives a revision's content, or `None` when only its id is
/// known (a file brings heads and the ids behind them; pruning empties contents).
///
/// Several nearest common ancestors are merged into one first, so that a conflict somebody settled on the one way is
/// not taken for unchanged on the other. Where a nearest common ancestor has no content, an older one would pass off
/// what was taken back since as untouched; so there is no base then, and every difference is a conflict.
///
/// # Errors
/// Those of [`super::merge`] and of `load`.
pub fn merge_histories<E>(
    ours: Line<'_>,
    theirs: Line<'_>,
    surroundings: &Surroundings<'_>,
    mut load: impl FnMut(&RevisionId) -> Result<Option<Revision>, E>,
) -> Result<Merged, HistoryError<E>> {
    let base = base(ours.ancestry, theirs.ancestry, CROSSINGS, &mut load)?;
    Ok(merge_from(base.as_ref(), ours.revision, theirs.revision, surroundings)?.merged)
}

fn base<E>(
    ours: &Ancestry,
    theirs: &Ancestry,
    crossings: u32,
    load: &mut dyn FnMut(&RevisionId) -> Result<Option<Revision>, E>,
) -> Result<Option<Base>, HistoryError<E>> {
    let mut nearest = common_ancestors(ours, theirs);
    if crossings == 0 {
        nearest.truncate(1);
    }
    let mut found: Option<(Base, Ancestry)> = None;
    for id in nearest {
        let Some(revision) = load(&id).map_err(HistoryError::Load)? else { return Ok(None) };
        let line = lineage(ours, &id);
        found = Some(match found {
            None => (Base { revision, undecided: Vec::new() }, line),
            Some((first, mut behind)) => {
                let below = base(&behind, &line, crossings - 1, load)?;
                let both = merge_from(below.as_ref(), &first.revision, &revision, &Surroundings::default())?;
                behind.extend(line);
                (joined(first.undecided, both.fresh, both.merged, &revision), behind)
            }
        });
    }
    Ok(found.map(|(base, _)| base))
}

/// A base made of several. It is never stored, so it has no parents.
fn joined(undecided: Vec<Conflict>, fresh: Vec<Conflict>, merged: Merged, like: &Revision) -> Base {
    let undecided = undecided.into_iter().chain(fresh).collect();
    Base { revision: merged.into_revision(like.record, Vec::new()), undecided }
}

/// The part of a history that leads to a revision.
fn lineage(ancestry: &Ancestry, head: &RevisionId) -> Ancestry {
    let mut line = Ancestry::new();
    let mut open = vec![head];
    while let Some(id) = open.pop() {
        if let Some(parents) = ancestry.get(id)
            && line.insert(id.clone(), parents.clone()).is_none()
        {
            open.extend(parents);
        }
    }
    line
}
