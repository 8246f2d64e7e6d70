//! Following: what is new in the origin since it was adopted, what I have changed, and what collides.

use crate::activity::Origin;
use crate::merge::{
    DecisionError, Difference, MergeError, Merged, Surroundings, Take, between, merge_doubtful, put_like,
    resolve,
};
use crate::record::{Conflict, Record, Revision};
use serde_json::Value;
use std::collections::BTreeMap;

/// What a newer version of the origin means for an adopted record. All of it is told as path, `base` (the origin as it
/// was adopted), `ours` and `theirs` (the newer origin).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Following {
    /// New there, unchanged here.
    pub incoming: Vec<Conflict>,
    /// Changed here only.
    pub kept: Vec<Conflict>,
    /// Changed on both sides, differently. Without the origin as it was adopted, every difference is one of these.
    pub conflicts: Vec<Conflict>,
}

/// What is to become of a place where the origin has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Choice {
    /// Mine stays; from then on it deviates.
    Ours,
    /// The newer origin's value.
    Theirs,
    /// Mine is shown for now, and the conflict stays open.
    Later,
}

/// Compares a record with the origin as it was adopted and with its newer version, both in the form they have here
/// ([`super::as_adopted`]).
///
/// # Errors
/// When my own content is already broken.
pub fn follow(
    mine: &Revision,
    base: Option<&Record>,
    theirs: &Record,
    surroundings: &Surroundings<'_>,
) -> Result<Following, MergeError> {
    let merged = merged(mine, base, theirs, surroundings)?;
    let conflicts: Vec<Conflict> =
        merged.conflicts.iter().filter(|conflict| !mine.conflicts.contains(conflict)).cloned().collect();
    let disputed = |difference: &Difference| {
        conflicts.iter().any(|conflict| {
            let below = difference.path.strip_prefix(&conflict.path);
            below.is_some_and(|rest| rest.is_empty() || rest.starts_with('/') || conflict.path == "/")
        })
    };
    let contents = [mine.content.as_ref(), merged.content.as_ref(), Some(theirs)];
    let [ours, result, theirs] = contents.map(serde_json::to_value);
    let (ours, result, theirs) = (ours?, result?, theirs?);
    let undisputed = |left: &Value, right: &Value| {
        between(left, right).into_iter().filter(|difference| !disputed(difference))
    };
    let incoming = undisputed(&ours, &result).map(|Difference { path, left, right }| Conflict {
        path,
        base: left.clone(),
        ours: left,
        theirs: right,
    });
    let kept = undisputed(&theirs, &result).map(|Difference { path, left, right }| Conflict {
        path,
        base: left.clone(),
        ours: right,
        theirs: left,
    });
    Ok(Following { incoming: incoming.collect(), kept: kept.collect(), conflicts })
}

fn merged(
    mine: &Revision,
    base: Option<&Record>,
    theirs: &Record,
    surroundings: &Surroundings<'_>,
) -> Result<Merged, MergeError> {
    let as_revision = |content: &Record| Revision::new(mine.record, Vec::new(), Some(content.clone()));
    merge_doubtful(base.map(as_revision).as_ref(), mine, &as_revision(theirs), surroundings)
}

/// Takes the newer origin over, as chosen for each path that [`follow`] has told: what is new there unless it is refused,
/// conflicts only where they are decided. From then on the record follows `origin`.
///
/// What a refusal would break stays in the content as an open conflict.
///
/// # Errors
/// When a conflict cannot be decided as chosen, or my own content is already broken.
pub fn apply(
    mine: &Revision,
    base: Option<&Record>,
    theirs: &Record,
    surroundings: &Surroundings<'_>,
    choices: &BTreeMap<String, Choice>,
    origin: Option<&Origin>,
) -> Result<Merged, DecisionError> {
    let following = follow(mine, base, theirs, surroundings)?;
    let choice = |change: &&Conflict| choices.get(&change.path).copied();
    let refused = |change: &&Conflict| matches!(choice(change), Some(Choice::Ours | Choice::Later));
    // What is refused counts as not changed there.
    let before = serde_json::to_value(&mine.content).map_err(MergeError::from)?;
    let mut offered = serde_json::to_value(theirs).map_err(MergeError::from)?;
    for change in following.incoming.iter().filter(refused) {
        put_like(&mut offered, &change.path, &before, change.ours.as_ref())?;
    }
    let offered: Record = serde_json::from_value(offered).map_err(MergeError::from)?;
    let mut merged = merged(mine, base, &offered, surroundings)?;
    let decided: Vec<(Conflict, Take)> = following
        .conflicts
        .iter()
        .filter(|conflict| merged.conflicts.contains(conflict))
        .filter_map(|conflict| match choice(&conflict)? {
            Choice::Ours => Some((conflict.clone(), Take::Ours)),
            Choice::Theirs => Some((conflict.clone(), Take::Theirs)),
            Choice::Later => None,
        })
        .collect();
    if !decided.is_empty() {
        let open = merged.into_revision(mine.record, Vec::new());
        merged = resolve(&open, &decided, surroundings)?;
    }
    let later = following.incoming.into_iter().filter(|change| choice(&change) == Some(Choice::Later));
    merged.conflicts.extend(later);
    merged.conflicts.sort_by(|left, right| left.path.cmp(&right.path));
    merged.new_conflicts = merged.conflicts.iter().filter(|open| !mine.conflicts.contains(open)).count();
    match &mut merged.content {
        Some(Record::Activity(activity)) => activity.origin = origin.cloned(),
        Some(Record::Organisation(organisation)) => organisation.origin = origin.cloned(),
        _ => {}
    }
    Ok(merged)
}

/// Where a record says something else than its origin, in the form that one has here: left is the origin, right is mine.
///
/// # Errors
/// When a content does not go into JSON, which the model's types do not allow for.
pub fn deviations(origin: &Record, mine: &Record) -> Result<Vec<Difference>, MergeError> {
    crate::merge::differences(origin, mine)
}
