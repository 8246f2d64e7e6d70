//! Operations: what was done, in which order, and which heads it moved.

use rusqlite::{Connection, OptionalExtension, Row, params};
use uuid::Uuid;

use crate::error::{Action, At, Fault, StoreError};
use crate::open::Store;
use crate::revision::{self, Authorship, RevisionId};
use crate::schema;
use crate::session::SessionId;

/// Number of an operation. A greater number is a later operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OperationId(pub(crate) i64);

impl OperationId {
    /// The operation with this number, if there is one.
    pub fn of(number: i64) -> Self {
        Self(number)
    }

    /// The number.
    pub fn number(self) -> i64 {
        self.0
    }
}

/// What the user did, as the front end will word it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OperationLabel {
    /// A stable word of the caller that stands for the message.
    pub code: String,
    /// What it was done to, as text (a title); may be empty.
    pub subject: String,
}

impl OperationLabel {
    /// A label of these two parts.
    pub fn new(code: impl Into<String>, subject: impl Into<String>) -> Self {
        Self { code: code.into(), subject: subject.into() }
    }
}

/// How an operation came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OperationKind {
    /// The user changed something.
    Change,
    /// The user took back an earlier change.
    Undo(OperationId),
    /// The user did an undone change again.
    Redo(OperationId),
}

/// Whether an operation is in force. Undo and redo themselves always are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OperationState {
    /// In force.
    Done,
    /// Undone, and can be redone.
    Undone,
    /// Undone, then something else was changed: it cannot be redone. Its revisions are still there.
    Superseded,
}

/// How an operation moved the head of one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadChange {
    /// The record.
    pub record: Uuid,
    /// Its head before; `None`: the record did not exist.
    pub before: Option<RevisionId>,
    /// Its head after; `None`: the creation of the record was undone.
    pub after: Option<RevisionId>,
}

/// An operation of the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OperationEntry {
    /// Its number.
    pub id: OperationId,
    /// How it came about.
    pub kind: OperationKind,
    /// What was done; undo and redo carry the label of the operation they are about.
    pub label: OperationLabel,
    /// Who did it and when (for an editing session: last).
    pub authorship: Authorship,
    /// Whether it is in force.
    pub state: OperationState,
    /// The heads it moved, by record.
    pub changes: Vec<HeadChange>,
}

/// One step in the life of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryEntry {
    /// The operation.
    pub operation: OperationId,
    /// How it came about.
    pub kind: OperationKind,
    /// The head since then; `None`: the creation of the record was undone.
    pub revision: Option<RevisionId>,
    /// Who did it and when.
    pub authorship: Authorship,
    /// What was done.
    pub label: OperationLabel,
}

/// An operation to be written.
pub(crate) struct NewOperation<'a> {
    pub(crate) kind: OperationKind,
    pub(crate) label: &'a OperationLabel,
    pub(crate) by: &'a Authorship,
    pub(crate) session: Option<SessionId>,
    pub(crate) changes: &'a [HeadChange],
}

impl Store {
    /// The latest operations, newest first.
    ///
    /// # Errors
    /// Reading failed.
    pub fn operations(&self, limit: usize) -> Result<Vec<OperationEntry>, StoreError> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        select(&self.connection, "1 ORDER BY id DESC LIMIT ?1", [limit]).at(&self.path, Action::Read)
    }

    /// The operations of this code that changed something, newest first.
    ///
    /// # Errors
    /// Reading failed.
    pub fn operations_of(&self, code: &str) -> Result<Vec<OperationEntry>, StoreError> {
        select(&self.connection, "kind = 'change' AND code = ?1 ORDER BY id DESC", [code])
            .at(&self.path, Action::Read)
    }

    /// What an operation had to say about itself, if anything.
    ///
    /// # Errors
    /// Reading failed.
    pub fn report(&self, operation: OperationId) -> Result<Option<Vec<u8>>, StoreError> {
        let read = || -> Result<_, Fault> {
            if schema::version(&self.connection)? < 2 {
                return Ok(None);
            }
            let report = self.connection.query_row(
                "SELECT json FROM reports WHERE operation = ?1",
                [operation.0],
                |row| row.get(0),
            );
            Ok(report.optional()?)
        };
        read().at(&self.path, Action::Read)
    }

    /// Every step in the life of a record, newest first, undo and redo included.
    ///
    /// # Errors
    /// Reading failed.
    pub fn history(&self, record: Uuid) -> Result<Vec<HistoryEntry>, StoreError> {
        let read = || -> Result<_, Fault> {
            self.connection
                .prepare(
                    "SELECT o.id, o.kind, o.target, o.code, o.subject, o.author, o.at, c.after
                     FROM head_changes c JOIN operations o ON o.id = c.operation
                     WHERE c.record = ?1 ORDER BY o.id DESC",
                )?
                .query_and_then([record], |row| {
                    Ok(HistoryEntry {
                        operation: OperationId(row.get(0)?),
                        kind: kind(row, 1)?,
                        label: OperationLabel { code: row.get(3)?, subject: row.get(4)? },
                        authorship: revision::authorship(row, 5)?,
                        revision: row.get(7)?,
                    })
                })?
                .collect()
        };
        read().at(&self.path, Action::Read)
    }
}

/// The operations that meet a condition on table `operations`.
pub(crate) fn select(
    connection: &Connection,
    condition: &str,
    parameters: impl rusqlite::Params,
) -> Result<Vec<OperationEntry>, Fault> {
    connection
        .prepare_cached(&format!(
            "SELECT id, kind, target, code, subject, author, at, state FROM operations
             WHERE {condition}"
        ))?
        .query_and_then(parameters, |row| {
            let id = OperationId(row.get(0)?);
            let state: String = row.get(7)?;
            Ok(OperationEntry {
                id,
                kind: kind(row, 1)?,
                label: OperationLabel { code: row.get(3)?, subject: row.get(4)? },
                authorship: revision::authorship(row, 5)?,
                state: match state.as_str() {
                    "done" => OperationState::Done,
                    "undone" => OperationState::Undone,
                    "superseded" => OperationState::Superseded,
                    _ => return Err(Fault::Inconsistent(format!("operation state {state}"))),
                },
                changes: changes(connection, id)?,
            })
        })?
        .collect()
}

fn kind(row: &Row<'_>, column: usize) -> Result<OperationKind, Fault> {
    let kind: String = row.get(column)?;
    let target: Option<i64> = row.get(column + 1)?;
    match (kind.as_str(), target.map(OperationId)) {
        ("change", None) => Ok(OperationKind::Change),
        ("undo", Some(target)) => Ok(OperationKind::Undo(target)),
        ("redo", Some(target)) => Ok(OperationKind::Redo(target)),
        (_, target) => Err(Fault::Inconsistent(format!("operation kind {kind} with target {target:?}"))),
    }
}

fn changes(connection: &Connection, id: OperationId) -> Result<Vec<HeadChange>, rusqlite::Error> {
    connection
        .prepare_cached(
            "SELECT record, before, after FROM head_changes WHERE operation = ?1 ORDER BY record",
        )?
        .query_map([id.0], |row| {
            Ok(HeadChange { record: row.get(0)?, before: row.get(1)?, after: row.get(2)? })
        })?
        .collect()
}

/// Writes an operation with its head changes.
pub(crate) fn insert(connection: &Connection, operation: &NewOperation<'_>) -> Result<OperationId, Fault> {
    let (kind, target) = match operation.kind {
        OperationKind::Change => ("change", None),
        OperationKind::Undo(target) => ("undo", Some(target.0)),
        OperationKind::Redo(target) => ("redo", Some(target.0)),
    };
    connection.execute(
        "INSERT INTO operations (kind, target, code, subject, author, at, session, state)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'done')",
        params![
            kind,
            target,
            operation.label.code,
            operation.label.subject,
            operation.by.author,
            operation.by.at.timestamp_millis(),
            operation.session.map(|session| session.0),
        ],
    )?;
    let id = OperationId(connection.last_insert_rowid());
    for change in operation.changes {
        connection
            .prepare_cached(
                "INSERT INTO head_changes (operation, record, before, after)
                 VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute(params![id.0, change.record, change.before, change.after])?;
    }
    Ok(id)
}

/// Writes what an operation has to say about itself.
pub(crate) fn insert_report(
    connection: &Connection,
    operation: OperationId,
    json: &[u8],
) -> Result<(), rusqlite::Error> {
    connection
        .execute("INSERT INTO reports (operation, json) VALUES (?1, ?2)", params![operation.0, json])
        .map(drop)
}

/// A new change ends the possibility to redo what was undone before.
pub(crate) fn supersede_undone(connection: &Connection) -> Result<(), rusqlite::Error> {
    connection
        .execute("UPDATE operations SET state = 'superseded' WHERE kind = 'change' AND state = 'undone'", [])
        .map(drop)
}
