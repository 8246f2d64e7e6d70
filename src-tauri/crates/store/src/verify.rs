//! Checking a store from the ground up.

use std::fmt;

use rusqlite::{Connection, ErrorCode};
use uuid::Uuid;

use crate::error::{Action, At, Fault, StoreError};
use crate::open::Store;
use crate::revision::RevisionId;
use crate::schema;

/// What a check looked at and what it found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct VerifyReport {
    /// Number of revisions whose hash was recomputed.
    pub revisions: usize,
    /// Number of records that exist.
    pub records: usize,
    /// Number of deleted records.
    pub deleted: usize,
    /// Number of operations in the journal.
    pub operations: usize,
    /// What is wrong; empty for a sound store.
    pub findings: Vec<VerifyFinding>,
}

impl VerifyReport {
    /// Whether nothing is wrong.
    pub fn is_sound(&self) -> bool {
        self.findings.is_empty()
    }
}

/// Something wrong with a store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VerifyFinding {
    /// SQLite's own check of the file failed (its words).
    File(String),
    /// A table or index is missing, changed or planted.
    Schema(String),
    /// A row of this table refers to something that is not there.
    Reference {
        /// The table.
        table: String,
    },
    /// The content no longer has the hash under which it was stored.
    ContentChanged {
        /// The record.
        record: Uuid,
        /// The revision, by its stored id.
        revision: RevisionId,
    },
    /// A head is not what the record's last operation made it.
    HeadAstray {
        /// The record.
        record: Uuid,
        /// The head according to the journal.
        expected: Option<RevisionId>,
        /// The head as stored.
        found: Option<RevisionId>,
    },
    /// A head points to a revision of another record.
    HeadOfOtherRecord {
        /// The record.
        record: Uuid,
        /// The revision.
        revision: RevisionId,
    },
    /// A record that exists is missing from lists. Rebuilding the projections heals it.
    ProjectionMissing {
        /// The record.
        record: Uuid,
    },
    /// Lists show a record that was deleted. Rebuilding the projections heals it.
    ProjectionStray {
        /// The record.
        record: Uuid,
    },
    /// The search index does not cover all texts. Rebuilding the projections heals it.
    SearchIncomplete {
        /// Number of texts.
        texts: usize,
        /// Number of texts in the index.
        indexed: usize,
    },
}

impl fmt::Display for VerifyFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let show = |head: &Option<RevisionId>| match head {
            Some(id) => id.to_string(),
            None => "none".to_owned(),
        };
        match self {
            Self::File(words) => write!(f, "file: {words}"),
            Self::Schema(words) => write!(f, "schema: {words}"),
            Self::Reference { table } => write!(f, "a reference in {table} leads nowhere"),
            Self::ContentChanged { record, revision } => {
                write!(f, "the content of {record} at {revision} was changed")
            }
            Self::HeadAstray { record, expected, found } => {
                write!(f, "the head of {record} is {}, the journal says {}", show(found), show(expected))
            }
            Self::HeadOfOtherRecord { record, revision } => {
                write!(f, "the head of {record} is {revision} of another record")
            }
            Self::ProjectionMissing { record } => write!(f, "{record} is missing from lists"),
            Self::ProjectionStray { record } => write!(f, "{record} is listed though deleted"),
            Self::SearchIncomplete { texts, indexed } => {
                write!(f, "the search index covers {indexed} of {texts} texts")
            }
        }
    }
}

impl Store {
    /// Checks the file, all references, the hash of every revision, the heads against the journal, and
    /// that the projections are complete. Changes nothing.
    ///
    /// # Errors
    /// Reading failed for a reason outside the file; what is wrong inside it stands in the report.
    pub fn verify(&self) -> Result<VerifyReport, StoreError> {
        check(&self.connection).at(&self.path, Action::Verify)
    }
}

/// Checks a database that has the present schema version.
pub(crate) fn check(connection: &Connection) -> Result<VerifyReport, Fault> {
    let mut report = VerifyReport::default();
    match examine(connection, &mut report) {
        Err(Fault::Sql(error))
            if matches!(
                error.sqlite_error_code(),
                Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase)
            ) =>
        {
            report.findings.push(VerifyFinding::File(error.to_string()));
        }
        other => other?,
    }
    Ok(report)
}

fn examine(connection: &Connection, report: &mut VerifyReport) -> Result<(), Fault> {
    let file: Vec<String> = connection
        .prepare("PRAGMA integrity_check")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    report.findings.extend(file.into_iter().filter(|words| words != "ok").map(VerifyFinding::File));
    let deviations = schema::deviations(connection)?;
    let complete = deviations.is_empty();
    report.findings.extend(deviations.into_iter().map(VerifyFinding::Schema));
    if !complete {
        // What follows asks tables that may not be there.
        return Ok(());
    }
    let references: Vec<String> = connection
        .prepare("SELECT DISTINCT \"table\" FROM pragma_foreign_key_check ORDER BY 1")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    report.findings.extend(references.into_iter().map(|table| VerifyFinding::Reference { table }));
    contents(connection, report)?;
    heads(connection, report)?;
    projections(connection, report)
}

fn contents(connection: &Connection, report: &mut VerifyReport) -> Result<(), Fault> {
    let mut statement = connection.prepare("SELECT id, record, bytes FROM revisions")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        report.revisions += 1;
        let revision: RevisionId = row.get(0)?;
        let bytes = row.get_ref(2)?.as_blob().map_err(rusqlite::Error::from)?;
        if RevisionId::of(bytes) != revision {
            report.findings.push(VerifyFinding::ContentChanged { record: row.get(1)?, revision });
        }
    }
    Ok(())
}

fn heads(connection: &Connection, report: &mut VerifyReport) -> Result<(), Fault> {
    report.operations = count(connection, "operations")?;
    let astray = connection
        .prepare(
            "WITH last AS (SELECT record, after, max(operation) FROM head_changes GROUP BY record)
             SELECT coalesce(last.record, heads.record), last.after, heads.revision
             FROM last FULL JOIN heads ON heads.record = last.record
             WHERE last.after IS NOT heads.revision",
        )?
        .query_map([], |row| {
            Ok(VerifyFinding::HeadAstray { record: row.get(0)?, expected: row.get(1)?, found: row.get(2)? })
        })?
        .collect::<Result<Vec<_>, _>>()?;
    report.findings.extend(astray);
    let foreign = connection
        .prepare(
            "SELECT h.record, r.id FROM heads h JOIN revisions r ON r.id = h.revision
             WHERE r.record IS NOT h.record",
        )?
        .query_map([], |row| {
            Ok(VerifyFinding::HeadOfOtherRecord { record: row.get(0)?, revision: row.get(1)? })
        })?
        .collect::<Result<Vec<_>, _>>()?;
    report.findings.extend(foreign);
    Ok(())
}

fn projections(connection: &Connection, report: &mut VerifyReport) -> Result<(), Fault> {
    let mut statement = connection.prepare(
        "SELECT h.record, r.tombstone, p.record IS NOT NULL
         FROM heads h JOIN revisions r ON r.id = h.revision
         LEFT JOIN projections p ON p.record = h.record",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let record: Uuid = row.get(0)?;
        let (deleted, listed): (bool, bool) = (row.get(1)?, row.get(2)?);
        if deleted {
            report.deleted += 1;
        } else {
            report.records += 1;
        }
        match (deleted, listed) {
            (false, false) => report.findings.push(VerifyFinding::ProjectionMissing { record }),
            (true, true) => report.findings.push(VerifyFinding::ProjectionStray { record }),
            _ => {}
        }
    }
    let texts = count(connection, "search_texts")?;
    let indexed = count(connection, "search_index_docsize")?;
    if texts != indexed {
        report.findings.push(VerifyFinding::SearchIncomplete { texts, indexed });
    }
    Ok(())
}

fn count(connection: &Connection, table: &str) -> Result<usize, Fault> {
    let count: i64 = connection.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0))?;
    usize::try_from(count).map_err(|_| Fault::Inconsistent(format!("{count} rows in {table}")))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use chrono::DateTime;

    use super::*;
    use crate::{Mode, NewRevision, OperationLabel, Projection};

    /// A store with one record, and what was done to it behind its back.
    fn tampered(sql: &str) -> Vec<VerifyFinding> {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open(folder.path(), Mode::ReadWrite).unwrap();
        store
            .transact(&OperationLabel::new("new", "Schulwebsite"), DateTime::UNIX_EPOCH, "", |tx| {
                tx.put(
                    &NewRevision {
                        record: Uuid::from_u128(1),
                        parents: Vec::new(),
                        model_version: 1,
                        bytes: b"{}".to_vec(),
                        authorship: None,
                    },
                    &Projection::default(),
                )
            })
            .unwrap();
        assert!(store.verify().unwrap().is_sound());
        store.connection.execute_batch(sql).unwrap();
        store.verify().unwrap().findings
    }

    #[test]
    fn changed_content_is_noticed() {
        assert_eq!(
            tampered("UPDATE revisions SET bytes = x'7b7d20'"),
            [VerifyFinding::ContentChanged { record: Uuid::from_u128(1), revision: RevisionId::of(b"{}") }]
        );
    }

    #[test]
    fn a_head_that_no_operation_moved_is_noticed() {
        let findings = tampered("DELETE FROM search_index; DELETE FROM heads");
        assert_eq!(
            findings,
            [VerifyFinding::HeadAstray {
                record: Uuid::from_u128(1),
                expected: Some(RevisionId::of(b"{}")),
                found: None,
            }]
        );
    }

    #[test]
    fn a_record_missing_from_lists_or_search_is_noticed() {
        let record = Uuid::from_u128(1);
        assert_eq!(
            tampered("DELETE FROM search_index; DELETE FROM projections"),
            [VerifyFinding::ProjectionMissing { record }]
        );
        assert_eq!(
            tampered("DELETE FROM search_index"),
            [VerifyFinding::SearchIncomplete { texts: 1, indexed: 0 }]
        );
    }

    #[test]
    fn a_planted_trigger_is_noticed() {
        let findings =
            tampered("CREATE TRIGGER planted AFTER INSERT ON heads BEGIN DELETE FROM settings; END");
        assert_eq!(findings, [VerifyFinding::Schema("trigger planted does not belong here".to_owned())]);
    }
}
