//! Putting a backup in place of the store.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use crate::backup::{self, Existing, PassingFile};
use crate::disk;
use crate::error::{Action, At, StoreError};
use crate::lock::WriterLock;
use crate::open::{self, DATABASE_FILE};
use crate::schema;
use crate::verify::VerifyReport;

/// What a restore did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// The copy of the store as it was before; `None` if there was none.
    pub safety_copy: Option<PathBuf>,
    /// The report on what is now in place.
    pub report: VerifyReport,
}

/// Puts the backup `from` in place of the store in `folder`. The backup is copied, brought to the
/// present schema and verified first; then the present database, in whatever state it is, is copied
/// aside under a name with the time `now`; only then the two are exchanged in one step.
///
/// Works also when the present store is damaged or missing. `from` itself is not changed.
///
/// # Errors
/// [`StoreError::Empty`] for a backup without any record, [`StoreError::Unsound`] and the refusals of
/// [`crate::Store::open`] for one that is no sound store; [`StoreError::Locked`] and
/// [`StoreError::Busy`] while anyone has the store open; [`StoreError::DiskFull`],
/// [`StoreError::Folder`]. In every case the store's content is as it was.
pub fn restore(folder: &Path, from: &Path, now: DateTime<Utc>) -> Result<Restored, StoreError> {
    let action = Action::Restore;
    fs::create_dir_all(folder).map_err(|error| StoreError::folder(folder, action, error))?;
    let _lock = WriterLock::take(folder, action)?;
    let path = folder.join(DATABASE_FILE);

    open::inspect(from, action)?;
    let copy = PassingFile::beside(&path, action)?;
    let backup = open::connect_for_reading(from).at(from, action)?;
    copy.fill_from(&backup).at(from, action)?;
    let mut connection = open::connect_for_writing(copy.path()).at(from, action)?;
    schema::migrate(&mut connection).at(from, action)?;
    drop(connection);
    let report = backup::check_copy(copy.path(), from, action)?;
    if report.records + report.deleted == 0 {
        return Err(StoreError::Empty { path: from.to_owned(), action });
    }

    settle(&path)?;
    let safety_copy = copy_aside(&path, now)?;
    remove_journals(&path)?;
    copy.take_place_of(&path, Existing::Replace)?;
    Ok(Restored { safety_copy, report })
}

/// Writes the present journal into the database and makes sure that nobody has it open. A database that
/// is too damaged for that, or not ours, is left to be copied as it is.
fn settle(path: &Path) -> Result<(), StoreError> {
    let action = Action::Restore;
    if !open::exists(path, action)? || open::judge_header(path, action).is_err() {
        return Ok(());
    }
    let mode = open::connect_for_writing(path)
        .and_then(|connection| open::set_journal(&connection, "DELETE"))
        .at(path, action);
    match mode {
        Ok(mode) if mode == "delete" => Ok(()),
        Ok(_) => Err(StoreError::Busy { path: path.to_owned(), action }),
        Err(StoreError::Damaged { .. } | StoreError::NotADatabase { .. }) => Ok(()),
        Err(error) => Err(error),
    }
}

/// Copies the present database, and a journal that could not be settled, to a free name.
fn copy_aside(path: &Path, now: DateTime<Utc>) -> Result<Option<PathBuf>, StoreError> {
    let action = Action::Restore;
    if !open::exists(path, action)? {
        return Ok(None);
    }
    let folder = disk::folder_of(path);
    let stamp = now.format("%Y%m%dT%H%M%SZ");
    let mut number = 1_u32;
    let (aside, file) = loop {
        let distinct = match number {
            1 => String::new(),
            _ => format!("-{number}"),
        };
        let aside = folder.join(format!("artikel30-vor-wiederherstellung-{stamp}{distinct}.sqlite"));
        match File::create_new(&aside) {
            Ok(file) => break (aside, file),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => number += 1,
            Err(error) => return Err(StoreError::folder(folder, action, error)),
        }
    };
    let copied = copy(path, file).and_then(|()| {
        for suffix in ["-wal", "-journal"] {
            let journal = open::beside(path, suffix);
            if journal.try_exists()? {
                copy(&journal, File::create_new(open::beside(&aside, suffix))?)?;
            }
        }
        disk::sync_folder(folder)
    });
    match copied {
        Ok(()) => Ok(Some(aside)),
        Err(error) => {
            for suffix in ["", "-wal", "-journal"] {
                // Half a copy helps nobody; the store itself is still in place.
                let _ = fs::remove_file(open::beside(&aside, suffix));
            }
            Err(StoreError::io(&aside, action, error))
        }
    }
}

fn copy(from: &Path, mut to: File) -> io::Result<()> {
    io::copy(&mut File::open(from)?, &mut to)?;
    to.sync_all()
}

/// A journal of the old database would be taken for one of the new.
fn remove_journals(path: &Path) -> Result<(), StoreError> {
    for suffix in ["-wal", "-journal", "-shm"] {
        let journal = open::beside(path, suffix);
        match fs::remove_file(&journal) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(StoreError::io(&journal, Action::Restore, error));
            }
            _ => {}
        }
    }
    Ok(())
}
