//! The history behind a revision, and which part of it has seen what abridged copies withhold.

use crate::native::stood_for;
use register::merge::Ancestry;
use register::record::RevisionId;
use std::collections::{BTreeMap, BTreeSet};

/// The part of a record's history that leads to one revision.
#[derive(Debug, Default)]
pub(super) struct Lineage {
    /// All of it, with their parents.
    pub(super) all: Ancestry,
    /// What the revision follows without an abridged copy on the way: only this has seen notes and accepted findings.
    pub(super) seen: Ancestry,
    /// Of revisions that abridged copies on the way stand in for, the stand-ins.
    pub(super) stand_ins: BTreeMap<RevisionId, RevisionId>,
}

impl Lineage {
    /// What leads to `head` of all that is known of the record's history.
    pub(super) fn of(head: &RevisionId, known: &Ancestry) -> Self {
        let mut line = Self::default();
        let mut open = vec![head.clone()];
        while let Some(id) = open.pop() {
            if line.all.contains_key(&id) {
                continue;
            }
            let mut parents = known.get(&id).cloned().unwrap_or_default();
            if let Some(original) = stood_for(&parents).cloned() {
                line.stand_ins.insert(original.clone(), id.clone());
                parents = vec![original];
            }
            open.extend(parents.iter().cloned());
            line.all.insert(id, parents);
        }
        let stand_ins: BTreeSet<&RevisionId> = line.stand_ins.values().collect();
        let mut open = vec![head];
        while let Some(id) = open.pop() {
            if line.seen.contains_key(id) {
                continue;
            }
            let parents = line.all.get(id).filter(|_| !stand_ins.contains(id));
            line.seen.insert(id.clone(), parents.cloned().unwrap_or_default());
            open.extend(parents.into_iter().flatten());
        }
        line
    }

    /// Whether all of it has seen everything.
    pub(super) fn is_whole(&self) -> bool {
        self.stand_ins.is_empty()
    }
}
