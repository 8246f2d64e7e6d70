//! Opening and creating a store; refusing what is not one.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::disk;
use crate::error::{Action, At, Fault, StoreError};
use crate::lock::WriterLock;
use crate::schema::{self, APPLICATION_ID, SCHEMA_VERSION};

/// Name of the database in the store's folder.
pub const DATABASE_FILE: &str = "artikel30.sqlite";

/// How long a connection waits for another one before it reports [`StoreError::Busy`].
const PATIENCE: Duration = Duration::from_secs(5);

/// What an opened store may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Read and write; creates the store if there is none. Only one at a time.
    ReadWrite,
    /// Read only, also while a writer is at work. Never creates anything.
    ReadOnly,
}

/// An open store.
#[derive(Debug)]
pub struct Store {
    // Dropped in this order: the lock outlives the connection.
    pub(crate) connection: Connection,
    pub(crate) path: PathBuf,
    pub(crate) mode: Mode,
    _lock: Option<WriterLock>,
}

impl Store {
    /// Opens the store in `folder`.
    ///
    /// # Errors
    /// [`StoreError::Locked`] when somebody else writes; [`StoreError::Foreign`],
    /// [`StoreError::NotADatabase`], [`StoreError::Empty`], [`StoreError::Damaged`] and
    /// [`StoreError::Newer`] leave the file as it was; [`StoreError::Folder`],
    /// [`StoreError::ReadOnly`], [`StoreError::DiskFull`] and [`StoreError::Busy`] speak of the place;
    /// [`StoreError::Missing`] is for [`Mode::ReadOnly`] alone.
    pub fn open(folder: &Path, mode: Mode) -> Result<Self, StoreError> {
        match mode {
            Mode::ReadWrite => Self::open_for_writing(folder),
            Mode::ReadOnly => {
                let path = folder.join(DATABASE_FILE);
                inspect(&path, Action::Open)?;
                let connection = connect_for_reading(&path).at(&path, Action::Open)?;
                // The first read announces the reader, so that nobody exchanges the file under it.
                schema::version(&connection).at(&path, Action::Open)?;
                Ok(Self { connection, path, mode, _lock: None })
            }
        }
    }

    fn open_for_writing(folder: &Path) -> Result<Self, StoreError> {
        fs::create_dir_all(folder).map_err(|error| StoreError::folder(folder, Action::Open, error))?;
        let lock = WriterLock::take(folder, Action::Open)?;
        let path = folder.join(DATABASE_FILE);
        if !exists(&path, Action::Open)? {
            refuse_orphaned_journal(&path)?;
            create(&path)?;
        }
        complete_interrupted_rollback(&path)?;
        inspect(&path, Action::Open)?;
        let mut connection = connect_for_writing(&path).at(&path, Action::Open)?;
        prepare(&mut connection, disk::is_local(folder)).at(&path, Action::Open)?;
        Ok(Self { connection, path, mode: Mode::ReadWrite, _lock: Some(lock) })
    }

    /// The database file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether this store may be written.
    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// Refuses to go on when the store was opened for reading.
    pub(crate) fn writable(&self, action: Action) -> Result<(), StoreError> {
        match self.mode {
            Mode::ReadWrite => Ok(()),
            Mode::ReadOnly => Err(StoreError::ReadOnly { path: self.path.clone(), action }),
        }
    }
}

/// Whether there is a file; an unreadable folder is an error, not an absence.
pub(crate) fn exists(path: &Path, action: Action) -> Result<bool, StoreError> {
    path.try_exists().map_err(|error| StoreError::io(path, action, error))
}

/// `path` with `suffix` behind its file name.
pub(crate) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// A write-ahead log whose database is gone means that somebody lost a file. A fresh store beside it
/// would look as if nothing had ever been entered.
fn refuse_orphaned_journal(path: &Path) -> Result<(), StoreError> {
    let journal = beside(path, "-wal");
    match fs::metadata(&journal) {
        Ok(metadata) if metadata.len() > 0 => Err(StoreError::Damaged {
            path: path.to_owned(),
            action: Action::Open,
            findings: vec![format!("the database is gone, its journal {} is still there", journal.display())],
        }),
        _ => Ok(()),
    }
}

/// A change that was cut off while the rollback journal was in use must be rolled back before anyone can
/// read; SQLite does so on the first read of a connection that may write.
fn complete_interrupted_rollback(path: &Path) -> Result<(), StoreError> {
    judge_header(path, Action::Open)?;
    if exists(&beside(path, "-journal"), Action::Open)? {
        connect_for_writing(path)
            .and_then(|connection| schema::version(&connection))
            .at(path, Action::Open)?;
    }
    Ok(())
}

/// Makes a new store under a passing name, so that a file of the real name is always complete.
fn create(path: &Path) -> Result<(), StoreError> {
    let fresh = beside(path, ".new");
    let folder = disk::folder_of(path);
    for leftover in [fresh.clone(), beside(&fresh, "-journal")] {
        match fs::remove_file(&leftover) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(StoreError::folder(folder, Action::Open, error));
            }
            _ => {}
        }
    }
    fs::File::create_new(&fresh).map_err(|error| StoreError::folder(folder, Action::Open, error))?;
    let migrated = connect_for_writing(&fresh).map_err(Fault::from).and_then(|mut connection| {
        connection.pragma_update(None, "synchronous", "FULL")?;
        schema::migrate(&mut connection)
    });
    migrated.at(&fresh, Action::Open)?;
    disk::sync_file(&fresh)
        .and_then(|()| fs::rename(&fresh, path))
        .and_then(|()| disk::sync_folder(folder))
        .map_err(|error| StoreError::folder(folder, Action::Open, error))
}

/// Looks at a file without changing it: is it a sound store that this program understands?
///
/// The header is read as plain bytes first, so that SQLite never even opens what is not ours.
pub(crate) fn inspect(path: &Path, action: Action) -> Result<(), StoreError> {
    judge_header(path, action)?;
    let connection = connect_for_reading(path).at(path, action)?;
    match quick_check(&connection) {
        Ok(findings) if findings.is_empty() => Ok(()),
        Ok(findings) => Err(StoreError::Damaged { path: path.to_owned(), action, findings }),
        Err(error) => match StoreError::sql(path, action, error) {
            // The header is a store's, the rest is no longer a database.
            StoreError::NotADatabase { path, action } => Err(StoreError::Damaged {
                path,
                action,
                findings: vec!["not readable as a database".to_owned()],
            }),
            other => Err(other),
        },
    }?;
    // A newer version may stand in the journal only.
    let version = schema::version(&connection).at(path, action)?;
    judge_version(path, action, version)?;
    if version == SCHEMA_VERSION {
        let findings = schema::deviations(&connection).at(path, action)?;
        if !findings.is_empty() {
            return Err(StoreError::Damaged { path: path.to_owned(), action, findings });
        }
    }
    Ok(())
}

/// Judges the first 100 bytes, <https://sqlite.org/fileformat.html#the_database_header>.
pub(crate) fn judge_header(path: &Path, action: Action) -> Result<(), StoreError> {
    let mut header = Vec::new();
    fs::File::open(path)
        .and_then(|file| file.take(100).read_to_end(&mut header))
        .map_err(|error| StoreError::io(path, action, error))?;
    if header.is_empty() {
        return Err(StoreError::Empty { path: path.to_owned(), action });
    }
    let number = |offset: usize| {
        header.get(offset..offset + 4).and_then(|bytes| bytes.try_into().ok()).map(u32::from_be_bytes)
    };
    let (true, Some(version), Some(application_id)) =
        (header.starts_with(b"SQLite format 3\0"), number(60), number(68))
    else {
        return Err(StoreError::NotADatabase { path: path.to_owned(), action });
    };
    if application_id != APPLICATION_ID {
        return Err(StoreError::Foreign { path: path.to_owned(), action, application_id });
    }
    judge_version(path, action, version)
}

fn judge_version(path: &Path, action: Action, found: u32) -> Result<(), StoreError> {
    match found {
        // Application id and version are written together; one without the other is no store of ours.
        0 => Err(StoreError::Damaged {
            path: path.to_owned(),
            action,
            findings: vec!["no schema version".to_owned()],
        }),
        1..=SCHEMA_VERSION => Ok(()),
        _ => Err(StoreError::Newer { path: path.to_owned(), action, found, supported: SCHEMA_VERSION }),
    }
}

fn quick_check(connection: &Connection) -> Result<Vec<String>, rusqlite::Error> {
    let mut findings: Vec<String> = connection
        .prepare("PRAGMA quick_check")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    findings.retain(|finding| finding != "ok");
    Ok(findings)
}

/// A connection that cannot change the file.
pub(crate) fn connect_for_reading(path: &Path) -> Result<Connection, rusqlite::Error> {
    connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)
}

/// A connection to an existing file.
pub(crate) fn connect_for_writing(path: &Path) -> Result<Connection, rusqlite::Error> {
    connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)
}

/// Never creates a file and never takes a path for a URI. The schema of a file is data like the rest:
/// it may call nothing and nobody writes to inner tables.
fn connect(path: &Path, flags: OpenFlags) -> Result<Connection, rusqlite::Error> {
    let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(PATIENCE)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY, true)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    Ok(connection)
}

/// Journal, durability and schema of a store about to be written.
fn prepare(connection: &mut Connection, local: bool) -> Result<(), Fault> {
    let journal = if local { "WAL" } else { "DELETE" };
    let got = set_journal(connection, journal)?;
    if local && got != "wal" {
        set_journal(connection, "DELETE")?;
    }
    connection.pragma_update(None, "synchronous", "FULL")?;
    schema::migrate(connection)
}

/// Sets the journal mode and returns the one now in force.
pub(crate) fn set_journal(connection: &Connection, mode: &str) -> Result<String, rusqlite::Error> {
    connection.pragma_update_and_check(None, "journal_mode", mode, |row| row.get(0))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::*;

    #[test]
    fn a_network_drive_gets_the_rollback_journal() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(DATABASE_FILE);
        create(&path).unwrap();
        let mut connection = connect_for_writing(&path).unwrap();
        prepare(&mut connection, true).unwrap();
        assert!(beside(&path, "-wal").exists());
        prepare(&mut connection, false).unwrap();
        assert!(!beside(&path, "-wal").exists());
        let journal: String = connection.pragma_query_value(None, "journal_mode", |row| row.get(0)).unwrap();
        assert_eq!(journal, "delete");
    }

    #[test]
    fn a_change_cut_off_on_a_network_drive_is_rolled_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(DATABASE_FILE);
        create(&path).unwrap();
        let mut connection = connect_for_writing(&path).unwrap();
        prepare(&mut connection, false).unwrap();
        connection.execute_batch("INSERT INTO settings VALUES ('name', 'Musterhofen')").unwrap();
        // A tiny cache makes the half-done change reach the file before the commit that never comes.
        connection.pragma_update(None, "cache_size", 1).unwrap();
        connection
            .execute_batch(
                "BEGIN; UPDATE settings SET value = 'half';
                 WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 500)
                 INSERT INTO settings SELECT 'key ' || i, hex(randomblob(500)) FROM n;",
            )
            .unwrap();
        let crashed = tempfile::tempdir().unwrap();
        for name in [DATABASE_FILE.to_owned(), format!("{DATABASE_FILE}-journal")] {
            fs::copy(folder.path().join(&name), crashed.path().join(&name)).unwrap();
        }

        let store = Store::open(crashed.path(), Mode::ReadWrite).unwrap();
        assert_eq!(store.setting("name").unwrap().as_deref(), Some("Musterhofen"));
        assert_eq!(store.setting("key 1").unwrap(), None);
        assert!(store.verify().unwrap().is_sound());
    }

    #[test]
    fn a_store_of_version_1_can_be_read_and_is_brought_up_to_date_when_written() {
        let folder = tempfile::tempdir().unwrap();
        drop(Store::open(folder.path(), Mode::ReadWrite).unwrap());
        let path = folder.path().join(DATABASE_FILE);
        connect_for_writing(&path)
            .unwrap()
            .execute_batch("DROP TABLE distant_revisions; DROP TABLE reports; PRAGMA user_version = 1;")
            .unwrap();
        let reader = Store::open(folder.path(), Mode::ReadOnly).unwrap();
        assert!(reader.ancestry(uuid::Uuid::nil()).unwrap().is_empty());
        assert!(reader.report(crate::OperationId::of(1)).unwrap().is_none());
        assert!(reader.verify().unwrap().is_sound());
        drop(reader);
        let store = Store::open(folder.path(), Mode::ReadWrite).unwrap();
        assert_eq!(schema::version(&store.connection).unwrap(), SCHEMA_VERSION);
        assert!(store.verify().unwrap().is_sound());
    }

    #[test]
    fn every_commit_reaches_the_disk_and_references_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path(), Mode::ReadWrite).unwrap();
        let number =
            |pragma| -> i64 { store.connection.pragma_query_value(None, pragma, |row| row.get(0)).unwrap() };
        assert_eq!(number("synchronous"), 2);
        assert_eq!(number("foreign_keys"), 1);
        assert_eq!(number("trusted_schema"), 0);
        assert_eq!(number("application_id"), i64::from(APPLICATION_ID));
        assert_eq!(number("user_version"), i64::from(SCHEMA_VERSION));
    }
}
