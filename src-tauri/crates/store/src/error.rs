//! What can go wrong, where, and while doing what.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;
use uuid::Uuid;

use crate::revision::RevisionId;
use crate::verify::VerifyFinding;

/// What the store was doing when an error occurred.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Opening or creating the store.
    Open,
    /// Reading entries.
    Read,
    /// Writing entries.
    Write,
    /// Searching.
    Search,
    /// Making a backup.
    BackUp,
    /// Putting a backup in place of the store.
    Restore,
    /// Checking the store or a backup.
    Verify,
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Open => "open",
            Self::Read => "read",
            Self::Write => "write",
            Self::Search => "search",
            Self::BackUp => "back up",
            Self::Restore => "restore",
            Self::Verify => "verify",
        })
    }
}

/// A refusal or failure of the store. Unless a variant says otherwise, nothing was changed.
///
/// The texts are for logs; what a user reads is chosen by [`StoreError::code`].
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no store at this place, and it was not to be created.
    #[error("cannot {action}: there is no store at {path}")]
    Missing {
        /// The expected file.
        path: PathBuf,
        /// What was tried.
        action: Action,
    },
    /// The file exists but holds nothing: zero bytes, or a backup without a single record.
    #[error("cannot {action}: {path} is empty")]
    Empty {
        /// The empty file.
        path: PathBuf,
        /// What was tried.
        action: Action,
    },
    /// Another process, or another place in this one, holds the store for writing.
    #[error("{path} is held by another writer")]
    Locked {
        /// The lock file.
        path: PathBuf,
    },
    /// Another connection is using the file right now; trying again later may work.
    #[error("cannot {action}: {path} is busy")]
    Busy {
        /// The database.
        path: PathBuf,
        /// What was tried.
        action: Action,
    },
    /// There is no room left on the disk. The change was rolled back.
    #[error("cannot {action}: no space left for {path}")]
    DiskFull {
        /// The file that could not grow.
        path: PathBuf,
        /// What was tried.
        action: Action,
    },
    /// The store was opened for reading, or the file may not be written. A reader also gets this while a
    /// change that was cut off waits for the next writer to roll it back.
    #[error("cannot {action}: {path} is read-only")]
    ReadOnly {
        /// The database.
        path: PathBuf,
        /// What was tried.
        action: Action,
    },
    /// The folder cannot be created or written: it is read-only, rights are missing, or a file stands in its place.
    #[error("cannot {action}: folder {path} is not usable: {source}")]
    Folder {
        /// The folder.
        path: PathBuf,
        /// What was tried.
        action: Action,
        /// The system's reason.
        source: io::Error,
    },
    /// The file is not an SQLite database (or is encrypted).
    #[error("cannot {action}: {path} is not a database")]
    NotADatabase {
        /// The file.
        path: PathBuf,
        /// What was tried.
        action: Action,
    },
    /// An SQLite database of another program.
    #[error("cannot {action}: {path} belongs to another program (application id {application_id:#010x})")]
    Foreign {
        /// The file.
        path: PathBuf,
        /// What was tried.
        action: Action,
        /// Its application id.
        application_id: u32,
    },
    /// Written by a newer version of this program.
    #[error("cannot {action}: {path} has schema version {found}, this program knows up to {supported}")]
    Newer {
        /// The file.
        path: PathBuf,
        /// What was tried.
        action: Action,
        /// Its schema version.
        found: u32,
        /// The newest version this program can read.
        supported: u32,
    },
    /// The file fails SQLite's own check or contradicts itself.
    #[error("cannot {action}: {path} is damaged: {}", findings.join("; "))]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What was tried.
        action: Action,
        /// What is wrong, as SQLite or this crate put it (English).
        findings: Vec<String>,
    },
    /// A backup, or a store to be backed up, fails [`crate::Store::verify`].
    #[error("cannot {action}: {path} fails its check ({} findings)", findings.len())]
    Unsound {
        /// The file.
        path: PathBuf,
        /// What was tried.
        action: Action,
        /// What the check found.
        findings: Vec<VerifyFinding>,
    },
    /// The target of a backup exists and was not to be replaced.
    #[error("{path} exists already")]
    Exists {
        /// The target.
        path: PathBuf,
    },
    /// The target of a backup is a file of the store itself.
    #[error("{path} belongs to the store itself")]
    OwnFile {
        /// The target.
        path: PathBuf,
    },
    /// SQLite can only write to paths that are valid Unicode.
    #[error("{path:?} is not valid Unicode")]
    PathNotUnicode {
        /// The path.
        path: PathBuf,
    },
    /// A revision that was asked for is not in the store.
    #[error("revision {revision} is not in the store")]
    UnknownRevision {
        /// The revision.
        revision: RevisionId,
    },
    /// An edit is based on something else than the present head; writing it would hide the head.
    #[error("the edit of record {record} is not based on its present head")]
    StaleParents {
        /// The record.
        record: Uuid,
    },
    /// A revision's parents are not strictly ascending.
    #[error("the parents of a revision of record {record} are not sorted and unique")]
    UnsortedParents {
        /// The record.
        record: Uuid,
    },
    /// The same bytes are already stored as a revision of another record, or in another role.
    #[error("revision {revision} is already stored with a different record or role")]
    RevisionMismatch {
        /// The revision.
        revision: RevisionId,
    },
    /// A file operation failed for a reason that has no variant of its own.
    #[error("cannot {action}: {path}: {source}")]
    Io {
        /// The file.
        path: PathBuf,
        /// What was tried.
        action: Action,
        /// The system's reason.
        source: io::Error,
    },
    /// SQLite failed for a reason that has no variant of its own.
    #[error("cannot {action}: {path}: {source}")]
    Database {
        /// The database.
        path: PathBuf,
        /// What was tried.
        action: Action,
        /// SQLite's reason.
        source: rusqlite::Error,
    },
}

impl StoreError {
    /// A stable code that a front end maps to a message in the user's language.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing { .. } => "store-missing",
            Self::Empty { .. } => "store-empty",
            Self::Locked { .. } => "store-locked",
            Self::Busy { .. } => "store-busy",
            Self::DiskFull { .. } => "store-disk-full",
            Self::ReadOnly { .. } => "store-read-only",
            Self::Folder { .. } => "store-folder",
            Self::NotADatabase { .. } => "store-not-a-database",
            Self::Foreign { .. } => "store-foreign",
            Self::Newer { .. } => "store-newer",
            Self::Damaged { .. } => "store-damaged",
            Self::Unsound { .. } => "store-unsound",
            Self::Exists { .. } => "store-exists",
            Self::OwnFile { .. } => "store-own-file",
            Self::PathNotUnicode { .. } => "store-path-not-unicode",
            Self::UnknownRevision { .. } => "store-unknown-revision",
            Self::StaleParents { .. } => "store-stale-parents",
            Self::UnsortedParents { .. } => "store-unsorted-parents",
            Self::RevisionMismatch { .. } => "store-revision-mismatch",
            Self::Io { .. } => "store-io",
            Self::Database { .. } => "store-database",
        }
    }

    /// A failed operation on a file.
    pub(crate) fn io(path: &Path, action: Action, source: io::Error) -> Self {
        let path = path.to_owned();
        match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull { path, action },
            io::ErrorKind::NotFound => Self::Missing { path, action },
            _ => Self::Io { path, action, source },
        }
    }

    /// A failed attempt to create or write something in a folder.
    pub(crate) fn folder(path: &Path, action: Action, source: io::Error) -> Self {
        match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::io(path, action, source),
            _ => Self::Folder { path: path.to_owned(), action, source },
        }
    }

    /// A failed SQLite call.
    pub(crate) fn sql(path: &Path, action: Action, source: rusqlite::Error) -> Self {
        let path = path.to_owned();
        let Some(error) = source.sqlite_error() else {
            return Self::Database { path, action, source };
        };
        match (error.code, error.extended_code) {
            (ErrorCode::DiskFull, _) | (_, rusqlite::ffi::SQLITE_IOERR_SHMSIZE) => {
                Self::DiskFull { path, action }
            }
            (ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked, _) => Self::Busy { path, action },
            (ErrorCode::ReadOnly | ErrorCode::PermissionDenied, _) => Self::ReadOnly { path, action },
            (ErrorCode::NotADatabase, _) => Self::NotADatabase { path, action },
            (ErrorCode::DatabaseCorrupt, _) => {
                Self::Damaged { path, action, findings: vec![source.to_string()] }
            }
            _ => Self::Database { path, action, source },
        }
    }
}

/// An error inside the crate, before path and action are known.
#[derive(Debug)]
pub(crate) enum Fault {
    /// SQLite failed.
    Sql(rusqlite::Error),
    /// The stored data contradict themselves.
    Inconsistent(String),
    /// A refusal that needs no path.
    Refused(StoreError),
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sql(error)
    }
}

impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Self {
        Self::Refused(error)
    }
}

/// Adds path and action to a [`Fault`].
pub(crate) trait At<T> {
    /// The result for the caller of the crate.
    fn at(self, path: &Path, action: Action) -> Result<T, StoreError>;
}

impl<T, F: Into<Fault>> At<T> for Result<T, F> {
    fn at(self, path: &Path, action: Action) -> Result<T, StoreError> {
        self.map_err(|fault| match fault.into() {
            Fault::Sql(error) => StoreError::sql(path, action, error),
            Fault::Inconsistent(finding) => {
                StoreError::Damaged { path: path.to_owned(), action, findings: vec![finding] }
            }
            Fault::Refused(error) => error,
        })
    }
}
