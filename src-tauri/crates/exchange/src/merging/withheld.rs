//! Internal notes and accepted findings of two versions of which one may have gone through a copy without them.

use crate::native::{names_withheld, with_withheld_of};
use register::merge::{self, MergeError, Surroundings};
use register::record::{Conflict, Record, Revision};

/// Both versions with the same notes and accepted findings: merged against what the last version said that both have
/// seen whole. Where there is no such version, everything that stands on one side was entered there.
///
/// # Errors
/// When our own content is broken.
pub(super) fn agreed(
    seen_by_both: Option<&Revision>,
    ours: &Revision,
    theirs: &Revision,
) -> Result<(Revision, Revision), MergeError> {
    let (Some(here), Some(there)) = (&ours.content, &theirs.content) else {
        return Ok((ours.clone(), theirs.clone()));
    };
    // Three versions of our content that differ in nothing else.
    let alone = |side: Option<&Revision>| {
        let content = with_withheld_of(here.clone(), side.and_then(|side| side.content.as_ref()));
        let mut revision = Revision::new(ours.record, Vec::new(), Some(content));
        revision.conflicts = side.map(|side| conflicts(side, true)).unwrap_or_default();
        revision
    };
    let (base, left, right) = (alone(seen_by_both), alone(Some(ours)), alone(Some(theirs)));
    let merged = merge::merge(Some(&base), &left, &right, &Surroundings::default())?;
    let with = |side: &Revision, content: &Record| {
        let mut agreed = Revision {
            content: Some(with_withheld_of(content.clone(), merged.content.as_ref())),
            conflicts: conflicts(side, false),
            ..side.clone()
        };
        agreed.conflicts.extend(merged.conflicts.iter().cloned());
        agreed.conflicts.sort_by(|left, right| left.path.cmp(&right.path));
        agreed
    };
    Ok((with(ours, here), with(theirs, there)))
}

/// A version's open conflicts that are about what is withheld, or those that are not.
fn conflicts(side: &Revision, withheld: bool) -> Vec<Conflict> {
    let mut conflicts = side.conflicts.clone();
    conflicts.retain(|conflict| names_withheld(&conflict.path) == withheld);
    conflicts
}
