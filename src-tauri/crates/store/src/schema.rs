//! The tables and how older files reach the present version.

use std::collections::BTreeMap;

use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};

use crate::error::Fault;

/// `PRAGMA application_id` of a store: "A30V" in ASCII.
pub const APPLICATION_ID: u32 = 0x4133_3056;

/// `PRAGMA user_version` that this program writes; higher ones are refused.
pub const SCHEMA_VERSION: u32 = 2;

/// Version 1. Revisions, heads and operations are the truth; settings and reference entries stand for
/// themselves; everything below "derived" can be rebuilt from the heads.
const VERSION_1: &str = "
PRAGMA application_id = 0x41333056;

CREATE TABLE revisions (
    id            BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 32),
    record        BLOB NOT NULL CHECK (length(record) = 16),
    model_version INTEGER NOT NULL,
    tombstone     INTEGER NOT NULL CHECK (tombstone IN (0, 1)),
    bytes         BLOB NOT NULL,
    author        TEXT NOT NULL,
    created_at    INTEGER NOT NULL,
    published     INTEGER NOT NULL DEFAULT 0 CHECK (published IN (0, 1))
) STRICT;
CREATE INDEX revisions_by_record ON revisions (record);

-- A parent need not be stored: files from elsewhere carry ancestors as ids alone.
CREATE TABLE parents (
    revision BLOB NOT NULL REFERENCES revisions (id) ON DELETE CASCADE,
    parent   BLOB NOT NULL CHECK (length(parent) = 32),
    PRIMARY KEY (revision, parent)
) STRICT, WITHOUT ROWID;
CREATE INDEX parents_by_parent ON parents (parent);

CREATE TABLE heads (
    record   BLOB PRIMARY KEY NOT NULL CHECK (length(record) = 16),
    revision BLOB NOT NULL REFERENCES revisions (id)
) STRICT;
CREATE INDEX heads_by_revision ON heads (revision);

CREATE TABLE operations (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    kind    TEXT NOT NULL CHECK (kind IN ('change', 'undo', 'redo')),
    target  INTEGER REFERENCES operations (id),
    code    TEXT NOT NULL,
    subject TEXT NOT NULL,
    author  TEXT NOT NULL,
    at      INTEGER NOT NULL,
    session BLOB CHECK (session IS NULL OR length(session) = 16),
    state   TEXT NOT NULL CHECK (state IN ('done', 'undone', 'superseded')),
    CHECK ((kind = 'change') = (target IS NULL))
) STRICT;
CREATE INDEX operations_by_state ON operations (kind, state);
CREATE INDEX operations_by_target ON operations (target);

CREATE TABLE head_changes (
    operation INTEGER NOT NULL REFERENCES operations (id),
    record    BLOB NOT NULL CHECK (length(record) = 16),
    before    BLOB REFERENCES revisions (id),
    after     BLOB REFERENCES revisions (id),
    PRIMARY KEY (operation, record),
    CHECK (before IS NOT after)
) STRICT, WITHOUT ROWID;
CREATE INDEX head_changes_by_record ON head_changes (record, operation);
CREATE INDEX head_changes_by_before ON head_changes (before);
CREATE INDEX head_changes_by_after ON head_changes (after);

CREATE TABLE settings (
    key   TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE reference_entries (
    list     TEXT NOT NULL,
    key      TEXT NOT NULL,
    json     BLOB NOT NULL,
    modified INTEGER NOT NULL CHECK (modified IN (0, 1)),
    PRIMARY KEY (list, key)
) STRICT;

-- Derived.
CREATE TABLE projections (
    record   BLOB PRIMARY KEY NOT NULL REFERENCES heads (record) ON DELETE CASCADE,
    register BLOB CHECK (register IS NULL OR length(register) = 16),
    kind     TEXT NOT NULL,
    title    TEXT NOT NULL,
    position INTEGER NOT NULL,
    status   TEXT NOT NULL
) STRICT;
CREATE INDEX projections_by_register ON projections (register, kind);

CREATE TABLE projected_items (
    item   BLOB NOT NULL CHECK (length(item) = 16),
    record BLOB NOT NULL REFERENCES projections (record) ON DELETE CASCADE,
    PRIMARY KEY (item, record)
) STRICT, WITHOUT ROWID;
CREATE INDEX projected_items_by_record ON projected_items (record);

CREATE TABLE search_texts (
    id       INTEGER PRIMARY KEY,
    record   BLOB NOT NULL REFERENCES projections (record) ON DELETE CASCADE,
    is_title INTEGER NOT NULL CHECK (is_title IN (0, 1)),
    text     TEXT NOT NULL,
    expanded TEXT NOT NULL,
    stripped TEXT NOT NULL
) STRICT;
CREATE INDEX search_texts_by_record ON search_texts (record);

CREATE VIRTUAL TABLE search_index USING fts5 (
    expanded, stripped, content = '', contentless_delete = 1, tokenize = 'trigram'
);
";

/// Version 2: what files from elsewhere tell of a record's history, and the report of an operation.
const VERSION_2: &str = "
-- Revisions known by their ids alone; the parents are concatenated, 32 bytes each, ascending.
CREATE TABLE distant_revisions (
    record   BLOB NOT NULL CHECK (length(record) = 16),
    revision BLOB NOT NULL CHECK (length(revision) = 32),
    parents  BLOB NOT NULL CHECK (length(parents) % 32 = 0),
    PRIMARY KEY (record, revision)
) STRICT, WITHOUT ROWID;

CREATE TABLE reports (
    operation INTEGER PRIMARY KEY NOT NULL REFERENCES operations (id),
    json      BLOB NOT NULL
) STRICT;
";

/// Brings an older or empty database to [`SCHEMA_VERSION`], in one transaction.
pub(crate) fn migrate(connection: &mut Connection) -> Result<(), Fault> {
    migrate_to(connection, SCHEMA_VERSION)
}

fn migrate_to(connection: &mut Connection, version: u32) -> Result<(), Fault> {
    let steps = [M::up(VERSION_1), M::up(VERSION_2)];
    let migrations = Migrations::from_slice(&steps);
    migrations.to_version(connection, version as usize).map_err(|error| match error {
        rusqlite_migration::Error::RusqliteError { err, .. } => Fault::Sql(err),
        other => Fault::Inconsistent(other.to_string()),
    })
}

/// The version a database says it has.
pub(crate) fn version(connection: &Connection) -> Result<u32, rusqlite::Error> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// Objects of the schema that are missing, changed or not ours (a trigger planted in a file, for instance), measured
/// by the version that the database says it has.
pub(crate) fn deviations(connection: &Connection) -> Result<Vec<String>, Fault> {
    let mut fresh = Connection::open_in_memory()?;
    migrate_to(&mut fresh, version(connection)?.min(SCHEMA_VERSION))?;
    let expected = objects(&fresh)?;
    let found = objects(connection)?;
    let mut deviations = Vec::new();
    for (name, sql) in &expected {
        match found.get(name) {
            None => deviations.push(format!("{name} is missing")),
            Some(other) if other != sql => deviations.push(format!("{name} was changed")),
            Some(_) => {}
        }
    }
    for name in found.keys().filter(|name| !expected.contains_key(*name)) {
        deviations.push(format!("{name} does not belong here"));
    }
    Ok(deviations)
}

/// Type and name of each object with its SQL. The search index's inner tables are left to SQLite, which
/// may shape them differently from version to version.
fn objects(connection: &Connection) -> Result<BTreeMap<String, String>, rusqlite::Error> {
    connection
        .prepare(
            "SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_schema
             WHERE name NOT GLOB 'sqlite_*' AND NOT (type = 'table' AND name GLOB 'search_index_*')",
        )?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}
