//! Undo and redo: operations that move heads back and forth.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, TransactionBehavior, params};

use crate::error::{Action, At, Fault, StoreError};
use crate::open::Store;
use crate::operation::{self, HeadChange, NewOperation, OperationEntry, OperationId, OperationKind};
use crate::projection::{self, Projection, Projections};
use crate::revision::{self, Authorship, Revision};

/// Condition and order that find the operation to undo.
const LATEST_DONE: &str = "kind = 'change' AND state = 'done' ORDER BY id DESC LIMIT 1";
/// Condition and order that find the operation to redo: what was undone last came first.
const FIRST_UNDONE: &str = "kind = 'change' AND state = 'undone' ORDER BY id LIMIT 1";

impl Store {
    /// The operation that [`Store::undo`] would take back.
    ///
    /// # Errors
    /// Reading failed.
    pub fn next_undo(&self) -> Result<Option<OperationEntry>, StoreError> {
        first(&self.connection, LATEST_DONE).at(&self.path, Action::Read)
    }

    /// The operation that [`Store::redo`] would do again.
    ///
    /// # Errors
    /// Reading failed.
    pub fn next_redo(&self) -> Result<Option<OperationEntry>, StoreError> {
        first(&self.connection, FIRST_UNDONE).at(&self.path, Action::Read)
    }

    /// Takes back the latest change that is in force, also one of an earlier run of the program.
    /// `project` derives the projections of the heads that come back. Returns the undo operation,
    /// `None` if there is nothing to undo.
    ///
    /// # Errors
    /// [`StoreError::ReadOnly`]; writing failed, then nothing was changed.
    pub fn undo(
        &mut self,
        now: DateTime<Utc>,
        author: &str,
        project: impl FnMut(&Revision) -> Projection,
    ) -> Result<Option<OperationId>, StoreError> {
        self.step(LATEST_DONE, now, author, project)
    }

    /// Does the change that was undone last again. Otherwise as [`Store::undo`].
    ///
    /// # Errors
    /// [`StoreError::ReadOnly`]; writing failed, then nothing was changed.
    pub fn redo(
        &mut self,
        now: DateTime<Utc>,
        author: &str,
        project: impl FnMut(&Revision) -> Projection,
    ) -> Result<Option<OperationId>, StoreError> {
        self.step(FIRST_UNDONE, now, author, project)
    }

    fn step(
        &mut self,
        which: &str,
        now: DateTime<Utc>,
        author: &str,
        project: impl FnMut(&Revision) -> Projection,
    ) -> Result<Option<OperationId>, StoreError> {
        self.writable(Action::Write)?;
        let by = Authorship { author: author.to_owned(), at: now };
        let sql = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .at(&self.path, Action::Write)?;
        let operation = toggle(&sql, which, &by, project).at(&self.path, Action::Write)?;
        sql.commit().at(&self.path, Action::Write)?;
        Ok(operation)
    }
}

fn first(connection: &Connection, which: &str) -> Result<Option<OperationEntry>, Fault> {
    Ok(operation::select(connection, which, [])?.pop())
}

/// Undoes a change in force, redoes one that is not.
fn toggle(
    connection: &Connection,
    which: &str,
    by: &Authorship,
    mut project: impl FnMut(&Revision) -> Projection,
) -> Result<Option<OperationId>, Fault> {
    let Some(target) = first(connection, which)? else {
        return Ok(None);
    };
    let undo = target.state == operation::OperationState::Done;
    let mut changes = target.changes;
    if undo {
        for change in &mut changes {
            std::mem::swap(&mut change.before, &mut change.after);
        }
    }
    let mut projections = Projections::new();
    for change in &changes {
        let projection = head_moved_to(connection, change, &mut project)?;
        projections.insert(change.record, projection);
    }
    projection::write(connection, &projections)?;
    for change in changes.iter().filter(|change| change.after.is_none()) {
        revision::set_head(connection, change.record, None)?;
    }
    let (kind, state) = if undo {
        (OperationKind::Undo(target.id), "undone")
    } else {
        (OperationKind::Redo(target.id), "done")
    };
    connection.execute("UPDATE operations SET state = ?2 WHERE id = ?1", params![target.id.0, state])?;
    operation::insert(
        connection,
        &NewOperation { kind, label: &target.label, by, session: None, changes: &changes },
    )
    .map(Some)
}

/// Moves a head to where the change has it, unless that is nowhere; tells the record's new projection.
fn head_moved_to(
    connection: &Connection,
    change: &HeadChange,
    project: &mut impl FnMut(&Revision) -> Projection,
) -> Result<Option<Projection>, Fault> {
    let record = change.record;
    // The history is a line, so the head is where the journal left it; else moving it would hide an entry.
    if revision::head_id(connection, record)? != change.before {
        return Err(Fault::Inconsistent(format!(
            "the head of record {record} is not where its last operation left it"
        )));
    }
    let Some(revision) = change.after.map(|id| revision::load(connection, id)).transpose()? else {
        return Ok(None);
    };
    revision::set_head(connection, record, change.after)?;
    Ok((!revision.tombstone).then(|| project(&revision)))
}
