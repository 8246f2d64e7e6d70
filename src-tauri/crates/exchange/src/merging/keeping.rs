//! Deletions of what somebody still uses: an activity keeps its register, and whatever names a record keeps that.

use super::session::Session;
use super::{Class, Incoming, Known, MergingError, Planned, made};
use register::id::RecordId;
use register::merge::Surroundings;
use register::record::{Record, Revision};
use register::references;
use std::collections::{BTreeMap, BTreeSet};

/// The records of a file that others can need.
pub(super) struct Named(BTreeMap<RecordId, Incoming>);

impl Named {
    pub(super) fn of_file(file: &[Incoming]) -> Self {
        let needed = |incoming: &&Incoming| matches!(incoming.content(), Some(content) if !matches!(content, Record::Activity(_)));
        Self(file.iter().filter(needed).map(|incoming| (incoming.record, incoming.clone())).collect())
    }
}

impl<K: Known> Session<'_, K> {
    /// Takes back deletions of what is needed by a record that stays, until nothing is missing.
    pub(super) fn keep_what_is_named(&mut self, file: &Named) -> Result<(), MergingError<K::Error>> {
        let mut kept = BTreeSet::new();
        loop {
            let mut missing = self.still_needed(&self.deleted_by_the_import()?)?;
            missing.extend(self.deleted_earlier(file)?);
            // Each is kept once: whatever a file contains, this comes to an end.
            missing.retain(|record| kept.insert(*record));
            if missing.is_empty() {
                return Ok(());
            }
            for record in missing {
                self.keep(record, file)?;
            }
        }
    }

    /// Records that are here now and would be gone after the import.
    fn deleted_by_the_import(&self) -> Result<BTreeSet<RecordId>, MergingError<K::Error>> {
        let mut deleted = BTreeSet::new();
        for (record, planned) in &self.records {
            let gone = planned.fresh(&planned.after).is_some_and(|fresh| fresh.revision.content.is_none());
            if !gone || !planned.acts() {
                continue;
            }
            if self
                .last_content(*record, planned)?
                .is_some_and(|content| !matches!(content, Record::Activity(_)))
            {
                deleted.insert(*record);
            }
        }
        Ok(deleted)
    }

    /// Those of them that a record names which stays.
    fn still_needed(
        &self,
        deleted: &BTreeSet<RecordId>,
    ) -> Result<BTreeSet<RecordId>, MergingError<K::Error>> {
        let mut needed = BTreeSet::new();
        if deleted.is_empty() {
            return Ok(needed);
        }
        let mut staying: BTreeSet<RecordId> =
            self.known.live().map_err(MergingError::Store)?.into_iter().collect();
        staying.extend(self.records.keys());
        for record in staying {
            if let Some((_, Revision { content: Some(content), .. })) = self.head(record)? {
                needed.extend(references::needed(&content)?.intersection(deleted));
            }
        }
        Ok(needed)
    }

    /// Records of the file that were deleted here and that something which the import brings names.
    fn deleted_earlier(&self, file: &Named) -> Result<BTreeSet<RecordId>, MergingError<K::Error>> {
        let mut deleted = BTreeSet::new();
        let mut gone = BTreeSet::new();
        for record in file.0.keys() {
            if matches!(self.head(*record)?, Some((_, Revision { content: None, .. }))) {
                gone.insert(*record);
            }
        }
        if gone.is_empty() {
            return Ok(deleted);
        }
        let brought = self.records.values().filter(|planned| planned.acts());
        for planned in brought {
            let Some(content) =
                planned.fresh(&planned.after).and_then(|fresh| fresh.revision.content.as_ref())
            else {
                continue;
            };
            deleted.extend(references::needed(content)?.intersection(&gone));
        }
        Ok(deleted)
    }

    /// Keeps a record beside its deletion: a conflict about the whole.
    fn keep(&mut self, record: RecordId, file: &Named) -> Result<(), MergingError<K::Error>> {
        let Some((gone, deletion)) = self.head(record)? else { return Ok(()) };
        let planned = self.records.get(&record);
        let here = planned.map(|planned| self.last_content(record, planned)).transpose()?.flatten();
        let nothing = Surroundings::default();
        let (merged, parents, mut fresh) = match (here, file.0.get(&record)) {
            (Some(here), _) => {
                let kept = Revision::new(record, Vec::new(), Some(here));
                (self.unrelated(&kept, &deletion, &nothing)?, vec![gone.clone()], Vec::new())
            }
            (None, Some(incoming)) => {
                let theirs = incoming.brought.clone();
                let merged = self.unrelated(&deletion, &theirs.revision, &nothing)?;
                (merged, vec![gone.clone(), theirs.id.clone()], vec![theirs])
            }
            (None, None) => return Ok(()),
        };
        let head = made(merged.into_revision(record, parents))?;
        let planned = self.records.entry(record).or_insert_with(|| Planned::untouched(gone));
        if planned.before.is_some() {
            planned.class = Class::Merged;
        }
        planned.after = head.id.clone();
        planned.fresh.append(&mut fresh);
        planned.fresh.push(head);
        Ok(())
    }

    /// What a record said before the import deleted it.
    fn last_content(
        &self,
        record: RecordId,
        planned: &Planned,
    ) -> Result<Option<Record>, MergingError<K::Error>> {
        let fresh = planned.fresh.iter().rev().find_map(|fresh| fresh.revision.content.clone());
        match (fresh, &planned.before) {
            (Some(content), _) => Ok(Some(content)),
            (None, Some(before)) => Ok(self.revision(record, before)?.and_then(|revision| revision.content)),
            (None, None) => Ok(None),
        }
    }
}
