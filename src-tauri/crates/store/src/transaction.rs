//! The one way to change entries: a closure that becomes one operation, or nothing.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::{DateTime, Utc};
use rusqlite::TransactionBehavior;
use uuid::Uuid;

use crate::error::{Action, At, Fault, StoreError};
use crate::open::Store;
use crate::operation::{self, NewOperation, OperationId, OperationKind, OperationLabel};
use crate::projection::{self, Projection, Projections};
use crate::revision::{self, Ancestry, Authorship, NewRevision, Revision, RevisionId};
use crate::session::SessionId;

/// A user action in progress. Dropped without commit, it leaves no trace.
#[derive(Debug)]
pub struct Transaction<'s> {
    pub(crate) sql: rusqlite::Transaction<'s>,
    pub(crate) path: &'s Path,
    pub(crate) by: Authorship,
    /// The heads of the touched records as they were before.
    pub(crate) before: BTreeMap<Uuid, Option<RevisionId>>,
    /// What lists and the search will know of them; written when the action is done.
    pub(crate) projections: Projections,
    /// The editing session the new operation belongs to.
    pub(crate) session: Option<SessionId>,
    /// The operation that was amended instead of starting a new one.
    pub(crate) amended: Option<OperationId>,
    /// What the operation has to say about itself.
    pub(crate) report: Option<Vec<u8>>,
}

impl Store {
    /// Runs `action` as one user action: all its changes are stored together as one operation that undo
    /// takes back as a whole, or, on any error, none of them.
    ///
    /// Returns what `action` returned and the operation, `None` if no head moved. Whatever had been
    /// undone can then no longer be redone (its revisions stay).
    ///
    /// # Errors
    /// Those of `action`; [`StoreError::ReadOnly`]; [`StoreError::DiskFull`], [`StoreError::Busy`] and
    /// others when writing failed. In every case nothing was changed.
    pub fn transact<T, E: From<StoreError>>(
        &mut self,
        label: &OperationLabel,
        now: DateTime<Utc>,
        author: &str,
        action: impl FnOnce(&mut Transaction<'_>) -> Result<T, E>,
    ) -> Result<(T, Option<OperationId>), E> {
        self.writable(Action::Write)?;
        let sql = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .at(&self.path, Action::Write)?;
        let mut transaction = Transaction {
            sql,
            path: &self.path,
            by: Authorship { author: author.to_owned(), at: now },
            before: BTreeMap::new(),
            projections: Projections::new(),
            session: None,
            amended: None,
            report: None,
        };
        let result = action(&mut transaction)?;
        let operation = transaction.finish(label).at(transaction.path, Action::Write)?;
        transaction.sql.commit().at(&self.path, Action::Write)?;
        Ok((result, operation))
    }
}

impl Transaction<'_> {
    /// Stores a revision and makes it the head of its record. Whether it continues the present head is
    /// the caller's business (a merge knows better). Writing what is the head already changes nothing.
    ///
    /// # Errors
    /// [`StoreError::UnsortedParents`], [`StoreError::RevisionMismatch`]; writing failed.
    pub fn put(&mut self, revision: &NewRevision, projection: &Projection) -> Result<RevisionId, StoreError> {
        self.put_head(revision, projection).at(self.path, Action::Write)
    }

    pub(crate) fn put_head(
        &mut self,
        revision: &NewRevision,
        projection: &Projection,
    ) -> Result<RevisionId, Fault> {
        let id = revision::insert(&self.sql, revision, false, &self.by)?;
        self.touch(revision.record)?;
        revision::set_head(&self.sql, revision.record, Some(id))?;
        self.projections.insert(revision.record, Some(projection.clone()));
        Ok(id)
    }

    /// Deletes a record: stores a tombstone and makes it the head. Undo brings the record back.
    ///
    /// # Errors
    /// As [`Transaction::put`].
    pub fn delete(&mut self, tombstone: &NewRevision) -> Result<RevisionId, StoreError> {
        let record = tombstone.record;
        let mut delete = || -> Result<RevisionId, Fault> {
            let id = revision::insert(&self.sql, tombstone, true, &self.by)?;
            self.touch(record)?;
            self.projections.insert(record, None);
            revision::set_head(&self.sql, record, Some(id))?;
            Ok(id)
        };
        delete().at(self.path, Action::Write)
    }

    /// Stores a revision without making it a head: an ancestor that a later merge will need.
    ///
    /// # Errors
    /// As [`Transaction::put`].
    pub fn keep(&mut self, revision: &NewRevision, tombstone: bool) -> Result<RevisionId, StoreError> {
        revision::insert(&self.sql, revision, tombstone, &self.by).at(self.path, Action::Write)
    }

    /// Keeps what the operation has to say about itself, to be read again with [`Store::report`]. An action that moves no
    /// head leaves none.
    pub fn report(&mut self, json: Vec<u8>) {
        self.report = Some(json);
    }

    /// Remembers revisions of a record that are known by their ids alone, so that an older file is recognised as such.
    ///
    /// # Errors
    /// Writing failed.
    pub fn know_ancestry(&mut self, record: Uuid, ancestry: &[Ancestry]) -> Result<(), StoreError> {
        revision::insert_distant(&self.sql, record, ancestry).at(self.path, Action::Write)
    }

    /// As [`Store::mark_published`], within this transaction.
    ///
    /// # Errors
    /// [`StoreError::UnknownRevision`]; writing failed.
    pub fn mark_published(&mut self, id: RevisionId) -> Result<(), StoreError> {
        revision::publish(&self.sql, id).at(self.path, Action::Write)
    }

    /// The head of a record as it stands within this transaction, a tombstone included.
    ///
    /// # Errors
    /// Reading failed.
    pub fn head(&self, record: Uuid) -> Result<Option<Revision>, StoreError> {
        revision::load_head(&self.sql, record).at(self.path, Action::Read)
    }

    /// A stored revision.
    ///
    /// # Errors
    /// [`StoreError::UnknownRevision`]; reading failed.
    pub fn revision(&self, id: RevisionId) -> Result<Revision, StoreError> {
        revision::load(&self.sql, id).at(self.path, Action::Read)
    }

    /// Remembers where the head of a record was when the action first touched it.
    fn touch(&mut self, record: Uuid) -> Result<(), Fault> {
        if !self.before.contains_key(&record) {
            let head = revision::head_id(&self.sql, record)?;
            self.before.insert(record, head);
        }
        Ok(())
    }

    /// Writes the projections, and the operation if a head moved.
    fn finish(&self, label: &OperationLabel) -> Result<Option<OperationId>, Fault> {
        projection::write(&self.sql, &self.projections)?;
        let mut changes = Vec::new();
        for (record, before) in &self.before {
            let after = revision::head_id(&self.sql, *record)?;
            if *before != after {
                changes.push(operation::HeadChange { record: *record, before: *before, after });
            }
        }
        if changes.is_empty() {
            return Ok(self.amended);
        }
        operation::supersede_undone(&self.sql)?;
        let operation = NewOperation {
            kind: OperationKind::Change,
            label,
            by: &self.by,
            session: self.session,
            changes: &changes,
        };
        let id = operation::insert(&self.sql, &operation)?;
        if let Some(json) = &self.report {
            operation::insert_report(&self.sql, id, json)?;
        }
        Ok(Some(id))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::*;
    use crate::Mode;

    fn write(store: &mut Store, id: u128, size: usize) -> Result<(), StoreError> {
        let revision = NewRevision {
            record: Uuid::from_u128(id),
            parents: Vec::new(),
            model_version: 1,
            bytes: format!("{id} {}", "x".repeat(size)).into_bytes(),
            authorship: None,
        };
        let label = OperationLabel::new("new", "");
        store
            .transact(&label, DateTime::UNIX_EPOCH, "", |tx| tx.put(&revision, &Projection::default()))
            .map(drop)
    }

    #[test]
    fn disk_full_leaves_store_whole() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open(folder.path(), Mode::ReadWrite).unwrap();
        write(&mut store, 1, 10).unwrap();
        let pages: i64 = store.connection.pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
        let allow = |store: &Store, pages: i64| {
            store
                .connection
                .pragma_update_and_check(None, "max_page_count", pages, |row| row.get::<_, i64>(0))
                .unwrap()
        };
        allow(&store, pages + 4);
        let error = write(&mut store, 2, 1_000_000).unwrap_err();
        assert_eq!(error.code(), "store-disk-full");
        assert!(store.head(Uuid::from_u128(1)).unwrap().is_some());
        assert!(store.head(Uuid::from_u128(2)).unwrap().is_none());
        assert_eq!(store.operations(10).unwrap().len(), 1);
        assert!(store.verify().unwrap().is_sound());

        // As soon as there is room again, work goes on.
        allow(&store, pages + 4_000);
        write(&mut store, 2, 1_000_000).unwrap();
        drop(store);
        let store = Store::open(folder.path(), Mode::ReadOnly).unwrap();
        assert!(store.head(Uuid::from_u128(2)).unwrap().is_some());
        assert!(store.verify().unwrap().is_sound());
    }

    #[test]
    fn a_panic_in_an_action_leaves_no_trace() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open(folder.path(), Mode::ReadWrite).unwrap();
        let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            let label = OperationLabel::new("new", "");
            store.transact(&label, DateTime::UNIX_EPOCH, "", |tx| {
                tx.set_setting("theme", "dark")?;
                if tx.head(Uuid::from_u128(1))?.is_none() {
                    panic!("a bug in a caller");
                }
                Ok::<_, StoreError>(())
            })
        }));
        assert!(outcome.is_err());
        assert_eq!(store.setting("theme").unwrap(), None);
        write(&mut store, 1, 10).unwrap();
    }
}
