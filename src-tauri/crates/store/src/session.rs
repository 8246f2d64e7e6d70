//! Autosave: within one editing session a record's head is amended, so that its history shows what was
//! done and not every pause in typing.

use rusqlite::{OptionalExtension, params};
use uuid::Uuid;

use crate::error::{Action, At, Fault, StoreError};
use crate::operation::OperationId;
use crate::projection::Projection;
use crate::revision::{self, NewRevision, Revision, RevisionId};
use crate::transaction::Transaction;

/// One editing session: from opening a record in the window to leaving it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SessionId(pub Uuid);

impl Transaction<'_> {
    /// The parents that the next revision of a record must name when it is saved in this session: those
    /// of the present head if the head will be amended, the head itself otherwise, none for a new record.
    ///
    /// # Errors
    /// Reading failed.
    pub fn parents_in_session(
        &self,
        session: SessionId,
        record: Uuid,
    ) -> Result<Vec<RevisionId>, StoreError> {
        let read = || -> Result<_, Fault> {
            let Some(head) = revision::load_head(&self.sql, record)? else {
                return Ok(Vec::new());
            };
            Ok(match self.amendable(session, &head)? {
                Some(_) => head.parents,
                None => vec![head.id],
            })
        };
        read().at(self.path, Action::Read)
    }

    /// Saves a record in an editing session. The head is amended (replaced by a revision with the same
    /// parents, within the same operation) if the latest operation of the store is of this session and
    /// made it, and if nobody outside has seen it: it was not exported, merged or adopted, and no
    /// revision continues it. Otherwise this is a new operation of the session.
    ///
    /// # Errors
    /// [`StoreError::StaleParents`] if the parents are not those of
    /// [`Transaction::parents_in_session`]; otherwise as [`Transaction::put`].
    pub fn put_in_session(
        &mut self,
        session: SessionId,
        revision: &NewRevision,
        projection: &Projection,
    ) -> Result<RevisionId, StoreError> {
        let path = self.path;
        self.save(session, revision, projection).at(path, Action::Write)
    }

    fn save(
        &mut self,
        session: SessionId,
        new: &NewRevision,
        projection: &Projection,
    ) -> Result<RevisionId, Fault> {
        let record = new.record;
        let head = revision::load_head(&self.sql, record)?;
        if let Some(head) = &head {
            if head.id == new.id() {
                return Ok(head.id);
            }
            if let Some(operation) = self.amendable(session, head)?
                && head.parents == new.parents
            {
                return self.amend(operation, head, new, projection);
            }
        }
        let present: Vec<RevisionId> = head.iter().map(|head| head.id).collect();
        if new.parents != present {
            return Err(StoreError::StaleParents { record }.into());
        }
        self.session = Some(session);
        self.put_head(new, projection)
    }

    /// The operation to amend, if the head may be amended in this session.
    fn amendable(&self, session: SessionId, head: &Revision) -> Result<Option<OperationId>, Fault> {
        // What this very transaction has written is not in the journal yet.
        if head.tombstone || head.published || !self.before.is_empty() {
            return Ok(None);
        }
        let operation = self
            .sql
            .prepare_cached(
                "SELECT o.id FROM operations o JOIN head_changes c ON c.operation = o.id
                 WHERE o.id = (SELECT max(id) FROM operations)
                   AND o.kind = 'change' AND o.state = 'done' AND o.session = ?1
                   AND c.record = ?2 AND c.after = ?3
                   AND NOT EXISTS (SELECT 1 FROM parents WHERE parent = ?3)",
            )?
            .query_row(params![session.0, head.record, head.id], |row| row.get(0))
            .optional()?;
        Ok(operation.map(OperationId))
    }

    fn amend(
        &mut self,
        operation: OperationId,
        head: &Revision,
        new: &NewRevision,
        projection: &Projection,
    ) -> Result<RevisionId, Fault> {
        let id = revision::insert(&self.sql, new, false, &self.by)?;
        revision::set_head(&self.sql, new.record, Some(id))?;
        self.sql.execute(
            "UPDATE head_changes SET after = ?3 WHERE operation = ?1 AND record = ?2",
            params![operation.0, new.record, id],
        )?;
        self.sql.execute(
            "UPDATE operations SET at = ?2, author = ?3 WHERE id = ?1",
            params![operation.0, self.by.at.timestamp_millis(), self.by.author],
        )?;
        self.projections.insert(new.record, Some(projection.clone()));
        // An earlier operation may have known the same content.
        self.sql.execute(
            "DELETE FROM revisions WHERE id = ?1 AND NOT EXISTS
             (SELECT 1 FROM head_changes WHERE before = ?1 OR after = ?1)",
            [head.id],
        )?;
        self.amended = Some(operation);
        Ok(id)
    }
}
