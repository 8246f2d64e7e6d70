//! Native files in, as long as the store has not diverged from them.

use crate::failure::{Error, Failure};
use crate::projecting::project;
use crate::workspace::{Workspace, domain_id};
use exchange::native::{self, LocalRecord, MAX_BYTES, NativeFile};
use register::id::RecordId;
use register::organisation::Organisation;
use register::record::{Record, Revision};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::Read;
use std::path::Path;
use store::{Filter, NewRevision, RevisionId};

/// What an import did, or would do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct ImportReport {
    /// Records that were not here.
    pub new: usize,
    /// Records that have changed here since the file was written; they stay as they are.
    pub changed_here: usize,
    /// Records that have changed there; the store takes the file's version.
    pub changed_there: usize,
    /// Records that were merged.
    pub merged: usize,
    /// Records that are the same on both sides.
    pub unchanged: usize,
    /// Conflicts left open.
    pub conflicts: usize,
    /// Whether the import was carried out.
    pub applied: bool,
}

impl Workspace {
    /// Imports a native file as one operation, after a checked backup. With `dry_run` nothing is written.
    ///
    /// # Errors
    /// When the file is refused, or both sides have changed the same record; nothing is changed then.
    pub fn import(&mut self, path: &Path, dry_run: bool) -> Result<ImportReport, Failure> {
        let result = self.import_inner(path, dry_run);
        self.fail(result)
    }

    fn import_inner(&mut self, path: &Path, dry_run: bool) -> Result<ImportReport, Error> {
        let file = native::read(&read_bounded(path)?)?;
        let plan = native::plan(&file, |record| self.local(record))?;
        if !plan.diverged.is_empty() {
            return Err(Error::Diverged { count: plan.diverged.len() });
        }
        let incoming: BTreeSet<RecordId> = plan.new.iter().chain(&plan.changed_there).copied().collect();
        let revisions = self.checked(&file, &incoming)?;
        if !dry_run && !revisions.is_empty() {
            if !self.store.records(&Filter::default())?.is_empty() {
                self.backup_now()?;
            }
            let subject = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            self.transact("import", &subject, |tx| {
                for (revision, record) in &revisions {
                    match record {
                        Some(record) => tx.put(revision, &project(RecordId(revision.record), record))?,
                        None => tx.delete(revision)?,
                    };
                    tx.mark_published(revision.id())?;
                }
                Ok(())
            })?;
        }
        Ok(ImportReport {
            new: plan.new.len(),
            changed_here: plan.changed_here.len(),
            changed_there: plan.changed_there.len(),
            merged: 0,
            unchanged: plan.unchanged.len(),
            conflicts: 0,
            applied: !dry_run,
        })
    }

    /// What the store holds of a record, for the comparison with a file.
    fn local(&self, record: RecordId) -> Result<Option<LocalRecord>, Error> {
        let Some(head) = self.store.head(record.0)? else { return Ok(None) };
        let known: BTreeMap<RevisionId, Vec<RevisionId>> =
            self.store.ancestry(record.0)?.into_iter().map(|each| (each.id, each.parents)).collect();
        let mut ancestors = BTreeSet::new();
        let mut open = head.parents;
        while let Some(id) = open.pop() {
            if ancestors.insert(domain_id(id)) {
                open.extend(known.get(&id).into_iter().flatten());
            }
        }
        Ok(Some(LocalRecord { head: domain_id(head.id), ancestors }))
    }

    /// The incoming revisions, each checked as if a user had entered it.
    fn checked(
        &self,
        file: &NativeFile,
        incoming: &BTreeSet<RecordId>,
    ) -> Result<Vec<(NewRevision, Option<Record>)>, Error> {
        let mut revisions = Vec::new();
        let mut organisations: BTreeMap<RecordId, Organisation> = BTreeMap::new();
        for record in file.records.iter().filter(|record| incoming.contains(&record.id)) {
            let bytes = record.whole().ok_or_else(|| Error::ImportContent {
                record: record.id,
                reason: "an abridged record cannot be stored as it is".into(),
            })?;
            let revision = Revision::from_bytes(bytes)?;
            let parents = revision.parents.iter().map(stored_id).collect::<Result<_, _>>()?;
            if let Some(Record::Organisation(organisation)) = &revision.content {
                organisations.insert(record.id, Organisation::clone(organisation));
            }
            let new = NewRevision {
                record: record.id.0,
                parents,
                model_version: revision.model,
                bytes: bytes.to_vec(),
                authorship: None,
            };
            revisions.push((new, revision.content));
        }
        for (revision, content) in &revisions {
            if let Some(content) = content {
                self.check_incoming(RecordId(revision.record), content, &organisations)?;
            }
        }
        Ok(revisions)
    }

    fn check_incoming(
        &self,
        id: RecordId,
        content: &Record,
        organisations: &BTreeMap<RecordId, Organisation>,
    ) -> Result<(), Error> {
        let refused = |error: Error| Error::ImportContent { record: id, reason: error.to_string() };
        self.check_record(id, content, organisations).map_err(refused)
    }

    /// An organisation that comes with the import, or one of the store.
    pub(crate) fn organisation_of(
        &self,
        id: RecordId,
        coming: &BTreeMap<RecordId, Organisation>,
    ) -> Result<Organisation, Error> {
        match coming.get(&id) {
            Some(organisation) => Ok(organisation.clone()),
            None => Ok(self.organisation(id)?.content),
        }
    }
}

/// The store's form of a revision id.
fn stored_id(id: &register::record::RevisionId) -> Result<RevisionId, Error> {
    id.as_str().parse().map_err(|_| Error::Stale)
}

/// Reads a file of at most the allowed size; a larger one is refused before it is in memory.
fn read_bounded(path: &Path) -> Result<Vec<u8>, Error> {
    let failed = |source| Error::File { path: path.to_owned(), reading: true, source };
    let file = File::open(path).map_err(failed)?;
    let mut bytes = Vec::new();
    // One byte more than allowed, so that the reader sees that it is too much.
    file.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(failed)?;
    Ok(bytes)
}
