//! The merge of one record: three contents in, one content and its open conflicts out.
//!
//! Invariants
//! - Pure, and blind to clocks and labels: only contents and ancestry decide. `merge(a, b)` and `merge(b, a)` differ in
//!   which side is called "ours", in nothing else.
//! - Nothing is lost: what either side changed stands in the content or in a conflict. A deletion wins only over
//!   something the other side left alone.
//! - The content always fits the types and passes [`crate::integrity`]; where a combination would not, the smallest
//!   enclosing field keeps ours and becomes a conflict.
//! - Merging the result with one of its parents again changes nothing.
//!
//! What is merged is the canonical JSON against the common ancestor. Objects go by field, lists whose items have ids by
//! item; everything else is a leaf: scalars, lists of scalars, and values that make sense only as a whole. A tagged
//! union is such a value (five years against sixty months must not become sixty years), except a statement given on
//! both sides, which merely wraps what is merged. Inserted items follow their predecessor, ties by id.

mod ancestry;
mod decision;
mod difference;
mod open;
mod order;
mod repair;
mod standing;
mod three_way;

pub use ancestry::{Ancestry, HistoryError, Line, common_ancestors, merge_histories};
pub use decision::{DecisionError, Take, resolve};
pub use difference::{Difference, differences};
pub use standing::{presented, standing};
pub use three_way::alike;

pub(crate) use decision::put_like;
pub(crate) use difference::between;
pub(crate) use three_way::child;

use crate::id::RecordId;
use crate::integrity::IntegrityError;
use crate::organisation::Organisation;
use crate::record::{Conflict, Record, Revision, RevisionId};
use serde_json::Value;
use std::collections::BTreeSet;
use three_way::{Directives, Walk};

/// What stands around a record and bears on whether its content holds.
#[derive(Debug, Clone, Default)]
pub struct Surroundings<'a> {
    /// The organisation of the record's register as it is after the import. An activity may name items of its
    /// defaults; without it, names of items that neither side holds are taken on trust.
    pub organisation: Option<&'a Organisation>,
    /// Ids of items that other records name and that must therefore stay, for the merge of an organisation whose
    /// defaults activities point to.
    pub referenced: BTreeSet<String>,
}

/// The outcome of a merge, or of a decision about conflicts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// The content; `None` is a deleted record.
    pub content: Option<Record>,
    /// All open conflicts, sorted by path: those the sides brought along and those found now.
    pub conflicts: Vec<Conflict>,
    /// How many of them were found now.
    pub new_conflicts: usize,
}

impl Merged {
    /// The revision that stores the outcome; both heads are its parents, in any order.
    pub fn into_revision(self, record: RecordId, parents: Vec<RevisionId>) -> Revision {
        let mut revision = Revision::new(record, parents, self.content);
        revision.conflicts = self.conflicts;
        revision
    }

    fn unchanged(side: &Revision) -> Self {
        Self { content: side.content.clone(), conflicts: side.conflicts.clone(), new_conflicts: 0 }
    }
}

/// A merge that is not possible.
#[derive(Debug, thiserror::Error)]
pub enum MergeError {
    /// The revisions belong to different records.
    #[error("the revisions belong to the records {ours} and {theirs}")]
    OtherRecord {
        /// Our record.
        ours: RecordId,
        /// Their record.
        theirs: RecordId,
    },
    /// A content does not go into JSON or come back from it, which the model's types do not allow for.
    #[error("the content does not fit the model: {0}")]
    Content(#[from] serde_json::Error),
    /// Our own content is already broken, so that there is nothing to fall back to.
    #[error("our own content does not hold: {0}")]
    Integrity(#[from] IntegrityError),
}

/// Merges two revisions of a record. `base` is their common ancestor; without one every difference is a conflict.
///
/// Where the history has several nearest common ancestors, use [`merge_histories`].
///
/// # Errors
/// When the revisions belong to different records, or our own content is already broken.
pub fn merge(
    base: Option<&Revision>,
    ours: &Revision,
    theirs: &Revision,
    surroundings: &Surroundings<'_>,
) -> Result<Merged, MergeError> {
    let base = base.map(|revision| Base { revision: revision.clone(), undecided: Vec::new() });
    Ok(merge_from(base.as_ref(), ours, theirs, surroundings)?.merged)
}

/// As [`merge`], for contents of which theirs may not hold as it is, also where it alone has changed: what it must not
/// change stays ours and becomes a conflict.
pub(crate) fn merge_doubtful(
    base: Option<&Revision>,
    ours: &Revision,
    theirs: &Revision,
    surroundings: &Surroundings<'_>,
) -> Result<Merged, MergeError> {
    let (Some(left), Some(right)) = (&ours.content, &theirs.content) else {
        return merge(base, ours, theirs, surroundings);
    };
    let sides = (serde_json::to_value(left)?, serde_json::to_value(right)?);
    let started_from = base.map(|revision| Base { revision: revision.clone(), undecided: Vec::new() });
    let (content, fresh) = contents(started_from.as_ref(), (ours, sides.0), (theirs, sides.1), surroundings)?;
    Ok(found(base, ours, theirs, content, fresh)?.merged)
}

/// What both sides started from.
struct Base {
    revision: Revision,
    /// Conflicts that exist because several common ancestors had to be merged: in them the base shows the one value as
    /// well as the other, so a side that shows the other one has not changed anything.
    undecided: Vec<Conflict>,
}

struct Found {
    merged: Merged,
    fresh: Vec<Conflict>,
}

fn merge_from(
    base: Option<&Base>,
    ours: &Revision,
    theirs: &Revision,
    surroundings: &Surroundings<'_>,
) -> Result<Found, MergeError> {
    if ours.record != theirs.record {
        return Err(MergeError::OtherRecord { ours: ours.record, theirs: theirs.record });
    }
    let started_from = base.map(|base| &base.revision);
    let as_it_is = |side: &Revision| Ok(Found { merged: Merged::unchanged(side), fresh: Vec::new() });
    if same(ours, theirs) || started_from.is_some_and(|base| same(base, theirs)) {
        return as_it_is(ours);
    }
    if started_from.is_some_and(|base| same(base, ours)) {
        return as_it_is(theirs);
    }
    let (content, fresh) = match (&ours.content, &theirs.content) {
        (None, None) => return as_it_is(ours),
        (Some(left), Some(right)) => {
            let sides = (serde_json::to_value(left)?, serde_json::to_value(right)?);
            contents(base, (ours, sides.0), (theirs, sides.1), surroundings)?
        }
        (Some(kept), None) | (None, Some(kept)) => {
            let editor = if ours.content.is_some() { ours } else { theirs };
            match edit_against_deletion(started_from, editor)? {
                Against::Untouched => {
                    let merged = Merged { content: None, conflicts: Vec::new(), new_conflicts: 0 };
                    return Ok(Found { merged, fresh: Vec::new() });
                }
                Against::Revived => return as_it_is(editor),
                Against::Edited => {}
            }
            let conflict = Conflict {
                path: "/".to_owned(),
                base: to_value(started_from.and_then(|base| base.content.as_ref()))?,
                ours: to_value(ours.content.as_ref())?,
                theirs: to_value(theirs.content.as_ref())?,
            };
            (kept.clone(), vec![conflict])
        }
    };
    found(started_from, ours, theirs, content, fresh)
}

/// The content with the conflicts it found, and those the sides brought along.
fn found(
    started_from: Option<&Revision>,
    ours: &Revision,
    theirs: &Revision,
    content: Record,
    fresh: Vec<Conflict>,
) -> Result<Found, MergeError> {
    let shown = serde_json::to_value(&content)?;
    let known = started_from.map(|base| base.conflicts.as_slice()).unwrap_or_default();
    let brought = open::merge(known, &ours.conflicts, &theirs.conflicts, &shown);
    let before = open::against_shown(brought.clone(), &shown).len();
    let conflicts = open::against_shown(brought.into_iter().chain(fresh.iter().cloned()).collect(), &shown);
    let new_conflicts = conflicts.len().saturating_sub(before);
    Ok(Found { merged: Merged { content: Some(content), conflicts, new_conflicts }, fresh })
}

/// Merges two contents, tightening the directives until the result holds.
///
/// It has to hold seen from the other side as well, where all conflicts show the other value: so both sides find the
/// same conflicts, and all of them can be decided for theirs. Only a content that is broken in itself has no say in
/// that.
fn contents(
    base: Option<&Base>,
    (our_revision, mut ours): (&Revision, Value),
    (their_revision, mut theirs): (&Revision, Value),
    surroundings: &Surroundings<'_>,
) -> Result<(Record, Vec<Conflict>), MergeError> {
    let base_value = to_value(base.and_then(|base| base.revision.content.as_ref()))?;
    let mut directives = Directives { protected: surroundings.referenced.clone(), ..Directives::default() };
    if let (Some(base), Some(value)) = (base, &base_value) {
        let shown = (ours.clone(), theirs.clone());
        open::align(&mut ours, &shown.1, value, &base.undecided, &our_revision.conflicts);
        open::align(&mut theirs, &shown.0, value, &base.undecided, &their_revision.conflicts);
        let sides = [(&our_revision.conflicts, &ours), (&their_revision.conflicts, &theirs)];
        open::decided_twice(&base.revision.conflicts, value, sides, &mut directives);
    }
    let elsewhere = repair::elsewhere(surroundings, &ours, &theirs)?;
    let hold = |content: &Value| repair::check(content, &elsewhere, surroundings);
    let mut theirs_hold = None;
    loop {
        let mut walk = Walk::new(&directives);
        let content = walk.merge(base_value.as_ref(), &ours, &theirs);
        let fresh = walk.conflicts;
        let mut views = vec![(hold(&content), content)];
        if !fresh.is_empty() && *theirs_hold.get_or_insert_with(|| hold(&theirs).is_ok()) {
            let content = Walk::new(&directives).merge(base_value.as_ref(), &theirs, &ours);
            views.push((hold(&content), content));
        }
        let mut asked = Directives::default();
        for (held, content) in &views {
            // Either value of a conflict can still be chosen, so what it refers to stays, too.
            asked.protected.extend(repair::wanted(&fresh, content, base_value.as_ref()));
            if let Err(fault) = held {
                asked.add(repair::keep(fault, &directives, content, &ours, &theirs));
            }
        }
        let sound = views.iter().all(|(held, _)| held.is_ok());
        if directives.keeps_all() || !(directives.add(asked) || (!sound && directives.keep_all())) {
            let (record, _) = views.swap_remove(0);
            return Ok((record?, fresh));
        }
    }
}

/// What the other side did to a record that one side deleted.
enum Against {
    Untouched,
    Edited,
    /// It was deleted before already; the other side brought it back.
    Revived,
}

fn edit_against_deletion(base: Option<&Revision>, editor: &Revision) -> Result<Against, MergeError> {
    Ok(match base {
        None => Against::Edited,
        Some(Revision { content: None, .. }) => Against::Revived,
        Some(base) => {
            let unchanged = match (to_value(base.content.as_ref())?, to_value(editor.content.as_ref())?) {
                (Some(before), Some(after)) => alike(&before, &after),
                _ => false,
            };
            if unchanged && open::keys(&base.conflicts) == open::keys(&editor.conflicts) {
                Against::Untouched
            } else {
                Against::Edited
            }
        }
    })
}

fn same(left: &Revision, right: &Revision) -> bool {
    left.content == right.content && left.conflicts == right.conflicts
}

fn to_value(content: Option<&Record>) -> Result<Option<Value>, serde_json::Error> {
    content.map(serde_json::to_value).transpose()
}

#[cfg(test)]
pub(crate) mod tests;
