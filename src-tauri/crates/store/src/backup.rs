//! Backups: a checked copy under another name, complete or not there at all.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use crate::disk;
use crate::error::{Action, At, Fault, StoreError};
use crate::lock::LOCK_FILE;
use crate::open::{self, DATABASE_FILE, Store};
use crate::verify::{self, VerifyReport};

/// What to do when the target of a backup exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// Leave it and report [`StoreError::Exists`].
    Refuse,
    /// Replace it, in one step, once the new backup is checked.
    Replace,
}

impl Store {
    /// Writes a backup to `target` and checks it as [`Store::verify`] does. The target appears only
    /// after that, complete. Works for readers too. Returns the report on the backup.
    ///
    /// # Errors
    /// [`StoreError::Exists`], [`StoreError::OwnFile`], [`StoreError::Folder`],
    /// [`StoreError::DiskFull`], [`StoreError::Busy`]; [`StoreError::Unsound`] when the store itself
    /// does not pass the check. In every case `target` is as it was.
    pub fn backup_to(&self, target: &Path, existing: Existing) -> Result<VerifyReport, StoreError> {
        self.refuse_own_file(target)?;
        if existing == Existing::Refuse && open::exists(target, Action::BackUp)? {
            return Err(StoreError::Exists { path: target.to_owned() });
        }
        let copy = PassingFile::beside(target, Action::BackUp)?;
        copy.fill_from(&self.connection).at(target, Action::BackUp)?;
        let report = check_copy(copy.path(), &self.path, Action::BackUp)?;
        copy.take_place_of(target, existing)?;
        Ok(report)
    }

    /// Refuses a path that names one of the store's own files: whoever writes there destroys the store.
    ///
    /// # Errors
    /// [`StoreError::OwnFile`]; [`StoreError::Folder`] when there is no such folder.
    pub fn refuse_own_file(&self, target: &Path) -> Result<(), StoreError> {
        let real = |path: &Path| {
            let folder = disk::folder_of(path);
            folder.canonicalize().map_err(|error| StoreError::folder(folder, Action::BackUp, error))
        };
        let name = target.file_name().unwrap_or_default();
        let own = name.eq_ignore_ascii_case(LOCK_FILE)
            || ["", "-wal", "-shm", "-journal"]
                .iter()
                .any(|suffix| name.eq_ignore_ascii_case(format!("{DATABASE_FILE}{suffix}")));
        if own && real(target)? == real(&self.path)? {
            return Err(StoreError::OwnFile { path: target.to_owned() });
        }
        Ok(())
    }
}

/// Inspects and verifies a finished copy; complaints name `original`.
pub(crate) fn check_copy(copy: &Path, original: &Path, action: Action) -> Result<VerifyReport, StoreError> {
    open::inspect(copy, action)?;
    let connection = open::connect_for_reading(copy).at(copy, action)?;
    let report = verify::check(&connection).at(copy, action)?;
    if report.is_sound() {
        Ok(report)
    } else {
        Err(StoreError::Unsound { path: original.to_owned(), action, findings: report.findings })
    }
}

/// A file under a passing name in the folder of its destination; gone unless it takes its place.
#[derive(Debug)]
pub(crate) struct PassingFile {
    path: PathBuf,
    action: Action,
    placed: bool,
}

impl PassingFile {
    /// An empty file beside `target`.
    pub(crate) fn beside(target: &Path, action: Action) -> Result<Self, StoreError> {
        let folder = disk::folder_of(target);
        let mut name = std::ffi::OsString::from(".");
        name.push(target.file_name().unwrap_or_default());
        name.push(format!(".{}.part", std::process::id()));
        let path = folder.join(name);
        File::create_new(&path).map_err(|error| StoreError::folder(folder, action, error))?;
        Ok(Self { path, action, placed: false })
    }

    /// Where it is for now.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Fills it with a consistent copy of an open database. Unlike a copy of the file this cannot be
    /// torn by a writer, and unlike SQLite's backup call it also works for encrypted databases.
    pub(crate) fn fill_from(&self, connection: &Connection) -> Result<(), Fault> {
        let Some(path) = self.path.to_str() else {
            return Err(StoreError::PathNotUnicode { path: self.path.clone() }.into());
        };
        connection.execute("VACUUM INTO ?1", [path])?;
        Ok(())
    }

    /// Becomes `target`, durably.
    pub(crate) fn take_place_of(mut self, target: &Path, existing: Existing) -> Result<(), StoreError> {
        let failed = |error| StoreError::io(target, self.action, error);
        disk::sync_file(&self.path).map_err(failed)?;
        if existing == Existing::Refuse {
            // Holds the name, since a rename would replace what came there in the meantime.
            File::create_new(target).map_err(|error| match error.kind() {
                io::ErrorKind::AlreadyExists => StoreError::Exists { path: target.to_owned() },
                _ => failed(error),
            })?;
        }
        if let Err(error) = fs::rename(&self.path, target) {
            if existing == Existing::Refuse {
                // Ours and empty; if it stays, the error below still tells that there is no backup.
                let _ = fs::remove_file(target);
            }
            return Err(failed(error));
        }
        self.placed = true;
        disk::sync_folder(disk::folder_of(target)).map_err(|error| StoreError::io(target, self.action, error))
    }
}

impl Drop for PassingFile {
    fn drop(&mut self) {
        if !self.placed {
            for suffix in ["", "-journal", "-wal", "-shm"] {
                // Nothing depends on its absence.
                let _ = fs::remove_file(open::beside(&self.path, suffix));
            }
        }
    }
}
