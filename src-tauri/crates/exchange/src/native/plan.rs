//! What an import would do, record by record, before anything is done.

use super::NativeFile;
use register::id::RecordId;
use register::record::RevisionId;
use std::collections::BTreeSet;

/// What the store holds of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocalRecord {
    /// Its head, which may be a tombstone.
    pub head: RevisionId,
    /// The ids of all revisions the head follows, directly or indirectly.
    pub ancestors: BTreeSet<RevisionId>,
}

/// The records of a file, each in exactly one class, in the order of the file.
///
/// Ancestry decides, never a clock. A local record that the file does not mention is in no class: it stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// Not in the store. A deletion of a record the store never had is among these, too.
    pub new: Vec<RecordId>,
    /// Changed since by the other side alone: the file's head follows the local one and, when it is whole, can take its
    /// place.
    pub changed_there: Vec<RecordId>,
    /// Changed since by this side alone: the local head follows the file's; nothing is to be done.
    pub changed_here: Vec<RecordId>,
    /// The same head on both sides.
    pub unchanged: Vec<RecordId>,
    /// Changed on both sides, or without a common history: neither head follows the other.
    pub diverged: Vec<RecordId>,
}

/// Compares a file with the store, of which `local` tells what it holds of a record (`None`: never heard of it).
///
/// # Errors
/// Those of `local`.
pub fn plan<E>(
    file: &NativeFile,
    mut local: impl FnMut(RecordId) -> Result<Option<LocalRecord>, E>,
) -> Result<Plan, E> {
    let mut plan = Plan::default();
    for record in &file.records {
        let class = match local(record.id)? {
            None => &mut plan.new,
            Some(local) if local.head == record.head => &mut plan.unchanged,
            // Before `changed_there`: where a forged file claims both, the local entry stays.
            Some(local) if local.ancestors.contains(&record.head) => &mut plan.changed_here,
            Some(local) if record.ancestors.contains_key(&local.head) => &mut plan.changed_there,
            Some(_) => &mut plan.diverged,
        };
        class.push(record.id);
    }
    Ok(plan)
}
