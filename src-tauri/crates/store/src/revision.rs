//! Revisions and heads: the entries themselves.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, OptionalExtension, Row, params};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::error::{Action, At, Fault, StoreError};
use crate::open::Store;
use crate::projection::Filter;
use crate::schema;

/// The SHA-256 of a revision's stored bytes; 64 lower-case hexadecimal digits as text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RevisionId([u8; 32]);

impl RevisionId {
    /// The id of a revision with these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The raw hash.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for RevisionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for RevisionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RevisionId({self})")
    }
}

/// The text is not 64 lower-case hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a revision id is 64 lower-case hexadecimal digits")]
pub struct NotARevisionId;

impl FromStr for RevisionId {
    type Err = NotARevisionId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digit = |character: u8| match character {
            b'0'..=b'9' => Ok(character - b'0'),
            b'a'..=b'f' => Ok(character - b'a' + 10),
            _ => Err(NotARevisionId),
        };
        let (pairs, rest) = text.as_bytes().as_chunks::<2>();
        if pairs.len() != 32 || !rest.is_empty() {
            return Err(NotARevisionId);
        }
        let mut id = [0; 32];
        for (byte, [high, low]) in id.iter_mut().zip(pairs) {
            *byte = digit(*high)? << 4 | digit(*low)?;
        }
        Ok(Self(id))
    }
}

impl ToSql for RevisionId {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(&self.0[..]))
    }
}

impl FromSql for RevisionId {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let bytes = value.as_blob()?;
        bytes
            .try_into()
            .map(Self)
            .map_err(|_| FromSqlError::InvalidBlobSize { expected_size: 32, blob_size: bytes.len() })
    }
}

/// Who wrote a revision and when. Shown, never compared, not part of the hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Authorship {
    /// The author's label; may be empty.
    pub author: String,
    /// The time, kept to the millisecond.
    pub at: DateTime<Utc>,
}

/// A revision to be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRevision {
    /// The record it belongs to.
    pub record: Uuid,
    /// The revisions it continues, strictly ascending; they need not be stored here.
    pub parents: Vec<RevisionId>,
    /// The version of the model that the content follows.
    pub model_version: u32,
    /// The canonical bytes of the whole envelope. Stored and hashed as they are.
    pub bytes: Vec<u8>,
    /// Who wrote it elsewhere; `None`: the author and time of the operation.
    pub authorship: Option<Authorship>,
}

impl NewRevision {
    /// The id it will have.
    pub fn id(&self) -> RevisionId {
        RevisionId::of(&self.bytes)
    }
}

/// A stored revision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// Its id, SHA-256 of `bytes`.
    pub id: RevisionId,
    /// The record it belongs to.
    pub record: Uuid,
    /// The revisions it continues, ascending.
    pub parents: Vec<RevisionId>,
    /// The version of the model that the content follows.
    pub model_version: u32,
    /// Whether it says that the record was deleted.
    pub tombstone: bool,
    /// The bytes exactly as they were given.
    pub bytes: Vec<u8>,
    /// Who wrote it and when.
    pub authorship: Authorship,
    /// Whether it was exported, merged or adopted and therefore is never amended.
    pub published: bool,
}

/// A revision's place among its kin, without the content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ancestry {
    /// The revision.
    pub id: RevisionId,
    /// The revisions it continues, ascending.
    pub parents: Vec<RevisionId>,
}

/// A record whose head is a tombstone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deleted {
    /// The record.
    pub record: Uuid,
    /// The tombstone; its parents hold the last content.
    pub tombstone: RevisionId,
    /// Who deleted it and when.
    pub authorship: Authorship,
}

impl Store {
    /// A stored revision.
    ///
    /// # Errors
    /// [`StoreError::UnknownRevision`] if it is not stored; otherwise reading failed.
    pub fn revision(&self, id: RevisionId) -> Result<Revision, StoreError> {
        load(&self.connection, id).at(&self.path, Action::Read)
    }

    /// The head of a record, a tombstone included; `None` if the record was never here or its creation was undone.
    ///
    /// # Errors
    /// Reading failed.
    pub fn head(&self, record: Uuid) -> Result<Option<Revision>, StoreError> {
        load_head(&self.connection, record).at(&self.path, Action::Read)
    }

    /// The id of a record's head, a tombstone included; `None` if the record was never here or its creation was undone.
    ///
    /// # Errors
    /// Reading failed.
    pub fn head_id(&self, record: Uuid) -> Result<Option<RevisionId>, StoreError> {
        head_id(&self.connection, record).at(&self.path, Action::Read)
    }

    /// The heads of the records that exist and match, ordered by position and id.
    ///
    /// # Errors
    /// Reading failed.
    pub fn heads(&self, filter: &Filter) -> Result<Vec<Revision>, StoreError> {
        self.records(filter)?.into_iter().map(|row| self.revision(row.head)).collect()
    }

    /// All deleted records, the last deleted first.
    ///
    /// # Errors
    /// Reading failed.
    pub fn deleted(&self) -> Result<Vec<Deleted>, StoreError> {
        let read = || -> Result<_, Fault> {
            self.connection
                .prepare(
                    "SELECT h.record, r.id, r.author, r.created_at
                     FROM heads h JOIN revisions r ON r.id = h.revision
                     WHERE r.tombstone ORDER BY r.created_at DESC, h.record",
                )?
                .query_and_then([], |row| {
                    Ok(Deleted {
                        record: row.get(0)?,
                        tombstone: row.get(1)?,
                        authorship: authorship(row, 2)?,
                    })
                })?
                .collect()
        };
        read().at(&self.path, Action::Read)
    }

    /// All known revisions of a record with their parents: the stored ones in the order in which they came, then those
    /// known by their ids alone.
    ///
    /// # Errors
    /// Reading failed.
    pub fn ancestry(&self, record: Uuid) -> Result<Vec<Ancestry>, StoreError> {
        let read = || -> Result<_, Fault> {
            let mut known = self
                .connection
                .prepare_cached("SELECT id FROM revisions WHERE record = ?1 ORDER BY rowid")?
                .query_and_then([record], |row| {
                    let id = row.get(0)?;
                    let parents = load_parents(&self.connection, id)?;
                    Ok(Ancestry { id, parents })
                })?
                .collect::<Result<Vec<_>, Fault>>()?;
            if schema::version(&self.connection)? >= 2 {
                let stored: BTreeSet<RevisionId> = known.iter().map(|each| each.id).collect();
                let distant = load_distant(&self.connection, record)?;
                known.extend(distant.into_iter().filter(|each| !stored.contains(&each.id)));
            }
            Ok(known)
        };
        read().at(&self.path, Action::Read)
    }

    /// Notes that a revision left this store or came from another one (exported, merged, adopted), so
    /// that autosave never amends it.
    ///
    /// # Errors
    /// [`StoreError::UnknownRevision`] if it is not stored; [`StoreError::ReadOnly`]; writing failed.
    pub fn mark_published(&mut self, id: RevisionId) -> Result<(), StoreError> {
        self.writable(Action::Write)?;
        publish(&self.connection, id).at(&self.path, Action::Write)
    }
}

/// Notes revisions by their ids alone.
pub(crate) fn insert_distant(
    connection: &Connection,
    record: Uuid,
    ancestry: &[Ancestry],
) -> Result<(), rusqlite::Error> {
    let mut insert = connection.prepare_cached(
        "INSERT INTO distant_revisions (record, revision, parents) VALUES (?1, ?2, ?3)
         ON CONFLICT DO UPDATE SET parents = excluded.parents WHERE length(parents) = 0",
    )?;
    for Ancestry { id, parents } in ancestry {
        let parents: Vec<u8> = parents.iter().flat_map(RevisionId::as_bytes).copied().collect();
        insert.execute(params![record, id, parents])?;
    }
    Ok(())
}

fn load_distant(connection: &Connection, record: Uuid) -> Result<Vec<Ancestry>, rusqlite::Error> {
    connection
        .prepare_cached("SELECT revision, parents FROM distant_revisions WHERE record = ?1")?
        .query_map([record], |row| {
            let parents = row.get_ref(1)?.as_blob()?;
            let parents = parents.as_chunks::<32>().0.iter().map(|id| RevisionId(*id)).collect();
            Ok(Ancestry { id: row.get(0)?, parents })
        })?
        .collect()
}

/// Marks a revision as known elsewhere.
pub(crate) fn publish(connection: &Connection, id: RevisionId) -> Result<(), Fault> {
    match connection.prepare_cached("UPDATE revisions SET published = 1 WHERE id = ?1")?.execute([id])? {
        0 => Err(StoreError::UnknownRevision { revision: id }.into()),
        _ => Ok(()),
    }
}

/// Stores a revision unless it is there already.
pub(crate) fn insert(
    connection: &Connection,
    revision: &NewRevision,
    tombstone: bool,
    fallback: &Authorship,
) -> Result<RevisionId, Fault> {
    let record = revision.record;
    if !revision.parents.is_sorted_by(|left, right| left < right) {
        return Err(StoreError::UnsortedParents { record }.into());
    }
    let id = revision.id();
    let known: Option<(Uuid, bool)> = connection
        .prepare_cached("SELECT record, tombstone FROM revisions WHERE id = ?1")?
        .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    if let Some(known) = known {
        return if known == (record, tombstone) {
            Ok(id)
        } else {
            Err(StoreError::RevisionMismatch { revision: id }.into())
        };
    }
    let by = revision.authorship.as_ref().unwrap_or(fallback);
    connection
        .prepare_cached(
            "INSERT INTO revisions (id, record, model_version, tombstone, bytes, author, created_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            id,
            record,
            revision.model_version,
            tombstone,
            revision.bytes,
            by.author,
            by.at.timestamp_millis()
        ])?;
    for parent in &revision.parents {
        connection
            .prepare_cached("INSERT INTO parents (revision, parent) VALUES (?1, ?2)")?
            .execute(params![id, parent])?;
    }
    Ok(id)
}

/// Reads a revision that must exist.
pub(crate) fn load(connection: &Connection, id: RevisionId) -> Result<Revision, Fault> {
    let parents = load_parents(connection, id)?;
    connection
        .prepare_cached(
            "SELECT record, model_version, tombstone, bytes, published, author, created_at
             FROM revisions WHERE id = ?1",
        )?
        .query_and_then([id], |row| {
            Ok(Revision {
                id,
                record: row.get(0)?,
                parents: parents.clone(),
                model_version: row.get(1)?,
                tombstone: row.get(2)?,
                bytes: row.get(3)?,
                published: row.get(4)?,
                authorship: authorship(row, 5)?,
            })
        })?
        .next()
        .unwrap_or(Err(StoreError::UnknownRevision { revision: id }.into()))
}

/// The parents of a revision, ascending.
pub(crate) fn load_parents(
    connection: &Connection,
    id: RevisionId,
) -> Result<Vec<RevisionId>, rusqlite::Error> {
    connection
        .prepare_cached("SELECT parent FROM parents WHERE revision = ?1 ORDER BY parent")?
        .query_map([id], |row| row.get(0))?
        .collect()
}

/// The revision that a record's head points to.
pub(crate) fn head_id(connection: &Connection, record: Uuid) -> Result<Option<RevisionId>, rusqlite::Error> {
    connection
        .prepare_cached("SELECT revision FROM heads WHERE record = ?1")?
        .query_row([record], |row| row.get(0))
        .optional()
}

/// The head of a record.
pub(crate) fn load_head(connection: &Connection, record: Uuid) -> Result<Option<Revision>, Fault> {
    head_id(connection, record)?.map(|id| load(connection, id)).transpose()
}

/// Points a record's head somewhere, or removes it.
pub(crate) fn set_head(
    connection: &Connection,
    record: Uuid,
    head: Option<RevisionId>,
) -> Result<(), rusqlite::Error> {
    match head {
        Some(revision) => connection
            .prepare_cached(
                "INSERT INTO heads (record, revision) VALUES (?1, ?2)
                 ON CONFLICT (record) DO UPDATE SET revision = excluded.revision",
            )?
            .execute(params![record, revision]),
        None => connection.prepare_cached("DELETE FROM heads WHERE record = ?1")?.execute([record]),
    }
    .map(drop)
}

/// Author and time from two neighbouring columns.
pub(crate) fn authorship(row: &Row<'_>, column: usize) -> Result<Authorship, Fault> {
    let millis: i64 = row.get(column + 1)?;
    Ok(Authorship {
        author: row.get(column)?,
        at: DateTime::from_timestamp_millis(millis)
            .ok_or_else(|| Fault::Inconsistent(format!("{millis} is not a time")))?,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::*;

    #[test]
    fn a_revision_id_is_the_sha_256_of_the_bytes() {
        // FIPS 180-2, appendix B.1.
        let id = RevisionId::of(b"abc");
        let text = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(id.to_string(), text);
        assert_eq!(text.parse(), Ok(id));
        assert_eq!(text.to_uppercase().parse::<RevisionId>(), Err(NotARevisionId));
        assert_eq!(text[1..].parse::<RevisionId>(), Err(NotARevisionId));
    }
}
