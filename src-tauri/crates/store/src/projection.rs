//! Projections: what lists, filters and the search need to know of the heads.

use std::collections::BTreeMap;

use rusqlite::{Connection, TransactionBehavior, params};
use uuid::Uuid;

use crate::error::{Action, At, Fault, StoreError};
use crate::open::Store;
use crate::revision::{self, Revision, RevisionId};
use crate::search;

/// What the caller derives from a head. Never the truth, always rebuildable.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Projection {
    /// The register the record belongs to; `None` for records shared by the whole store.
    pub register: Option<Uuid>,
    /// The kind of record, a stable word of the caller.
    pub kind: String,
    /// The title as shown in lists.
    pub title: String,
    /// The place in the list; ties are broken by id.
    pub position: i64,
    /// The status, a stable word of the caller.
    pub status: String,
    /// Every text a user typed, one entry a field; the title is searched anyway.
    pub search_text: Vec<String>,
    /// The ids of the list items inside the record.
    pub item_ids: Vec<Uuid>,
}

/// A record as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordRow {
    /// The record.
    pub record: Uuid,
    /// Its head.
    pub head: RevisionId,
    /// The register it belongs to, if any.
    pub register: Option<Uuid>,
    /// The kind of record.
    pub kind: String,
    /// The title.
    pub title: String,
    /// The place in the list.
    pub position: i64,
    /// The status.
    pub status: String,
}

/// Which records to list. `None` matches every record.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Only records of this register.
    pub register: Option<Uuid>,
    /// Only records of this kind.
    pub kind: Option<String>,
}

impl Store {
    /// The records that exist (deleted ones do not) and match, ordered by position and id.
    ///
    /// # Errors
    /// Reading failed.
    pub fn records(&self, filter: &Filter) -> Result<Vec<RecordRow>, StoreError> {
        let read = || -> Result<_, rusqlite::Error> {
            self.connection
                .prepare_cached(
                    "SELECT p.record, h.revision, p.register, p.kind, p.title, p.position, p.status
                     FROM projections p JOIN heads h ON h.record = p.record
                     WHERE (?1 IS NULL OR p.register = ?1) AND (?2 IS NULL OR p.kind = ?2)
                     ORDER BY p.position, p.record",
                )?
                .query_map(params![filter.register, filter.kind], |row| {
                    Ok(RecordRow {
                        record: row.get(0)?,
                        head: row.get(1)?,
                        register: row.get(2)?,
                        kind: row.get(3)?,
                        title: row.get(4)?,
                        position: row.get(5)?,
                        status: row.get(6)?,
                    })
                })?
                .collect()
        };
        read().at(&self.path, Action::Read)
    }

    /// The records that contain a list item with this id; several, since an adopted copy keeps item ids.
    ///
    /// # Errors
    /// Reading failed.
    pub fn records_with_item(&self, item: Uuid) -> Result<Vec<Uuid>, StoreError> {
        let read = || -> Result<_, rusqlite::Error> {
            self.connection
                .prepare("SELECT record FROM projected_items WHERE item = ?1 ORDER BY record")?
                .query_map([item], |row| row.get(0))?
                .collect()
        };
        read().at(&self.path, Action::Read)
    }

    /// Rebuilds every projection and the search index from the heads. Returns the number of records.
    ///
    /// # Errors
    /// [`StoreError::ReadOnly`]; writing failed, then the old projections stand.
    pub fn reproject(&mut self, project: impl FnMut(&Revision) -> Projection) -> Result<usize, StoreError> {
        self.writable(Action::Write)?;
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .at(&self.path, Action::Write)?;
        let count = rebuild(&transaction, project).at(&self.path, Action::Write)?;
        transaction.commit().at(&self.path, Action::Write)?;
        Ok(count)
    }
}

fn rebuild(
    connection: &Connection,
    mut project: impl FnMut(&Revision) -> Projection,
) -> Result<usize, Fault> {
    search::forget_all(connection)?;
    connection.execute("DELETE FROM projections", [])?;
    let heads: Vec<RevisionId> = connection
        .prepare("SELECT r.id FROM heads h JOIN revisions r ON r.id = h.revision WHERE NOT r.tombstone")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let mut projections = Projections::new();
    for head in &heads {
        let revision = revision::load(connection, *head)?;
        projections.insert(revision.record, Some(project(&revision)));
    }
    write(connection, &projections)?;
    Ok(heads.len())
}

/// The projections to write, by record; `None` takes a deleted record's away.
pub(crate) type Projections = BTreeMap<Uuid, Option<Projection>>;

/// Replaces projections.
///
/// All of a kind at a time: the index writes itself out whenever another table is changed between two of its entries,
/// and thousands of such small pieces are slow to write and slower to read.
pub(crate) fn write(connection: &Connection, projections: &Projections) -> Result<(), rusqlite::Error> {
    for record in projections.keys() {
        search::forget(connection, *record)?;
    }
    for record in projections.keys() {
        connection.prepare_cached("DELETE FROM projections WHERE record = ?1")?.execute([record])?;
    }
    let mut texts = Vec::new();
    for (record, projection) in projections {
        let Some(projection) = projection else { continue };
        insert(connection, *record, projection)?;
        texts.push(search::keep(connection, *record, &projection.title, true)?);
        for text in &projection.search_text {
            texts.push(search::keep(connection, *record, text, false)?);
        }
    }
    search::index(connection, &texts)
}

fn insert(connection: &Connection, record: Uuid, projection: &Projection) -> Result<(), rusqlite::Error> {
    connection
        .prepare_cached(
            "INSERT INTO projections (record, register, kind, title, position, status)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            record,
            projection.register,
            projection.kind,
            projection.title,
            projection.position,
            projection.status
        ])?;
    let mut item_of =
        connection.prepare_cached("INSERT OR IGNORE INTO projected_items (item, record) VALUES (?1, ?2)")?;
    for item in &projection.item_ids {
        item_of.execute(params![item, record])?;
    }
    Ok(())
}
