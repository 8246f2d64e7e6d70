//! The data folder that a call works on.

use application::{Access, Clock, Failure, FailureKind, RecordId, Workspace, data_folder};
use chrono::NaiveDate;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// A data folder, with or without a store.
#[derive(Debug)]
pub(crate) struct Data {
    pub(crate) folder: PathBuf,
    pub(crate) clock: Clock,
}

impl Data {
    /// The folder given, or the one that holds without.
    pub(crate) fn new(given: Option<PathBuf>, today: Option<NaiveDate>) -> Result<Self, Failure> {
        let folder = data_folder(given).ok_or_else(|| Failure {
            code: "E-IO",
            message: "Auf diesem Rechner ist kein üblicher Ort für Daten bekannt.".to_owned(),
            remedy: "Bitte den Datenordner mit „--data“ angeben.".to_owned(),
            detail: None,
        })?;
        Ok(Self { folder, clock: today.map_or_else(Clock::system, Clock::with_today) })
    }

    /// The store for reading, also while a window holds it; `None` when there is none yet. Makes nothing.
    pub(crate) fn read(&self) -> Result<Option<Workspace>, Failure> {
        match self.open(Access::Read) {
            Ok(workspace) => Ok(Some(workspace)),
            Err(_) if holds_no_store(&self.folder) => Ok(None),
            Err(failure) => Err(failure),
        }
    }

    /// The store for reading, when something in it is asked for.
    pub(crate) fn read_existing(&self) -> Result<Workspace, Failure> {
        self.read()?.ok_or_else(nothing_there)
    }

    /// The store for writing; makes it when there is none.
    pub(crate) fn write(&self) -> Result<Workspace, Failure> {
        self.open(Access::Write)
    }

    /// Does what may be refused and writes. Where no store is yet, it is tried apart first, so that a refusal leaves
    /// nothing behind.
    pub(crate) fn change<T>(&self, act: impl Fn(&mut Workspace) -> Result<T, Failure>) -> Result<T, Failure> {
        if holds_no_store(&self.folder) {
            self.apart(&act)?;
        }
        act(&mut self.write()?)
    }

    /// Does something in an empty store of its own, which goes away again.
    pub(crate) fn apart<T>(&self, act: impl Fn(&mut Workspace) -> Result<T, Failure>) -> Result<T, Failure> {
        let folder = tempfile::tempdir().map_err(|error| Failure {
            code: "E-IO",
            message: "Es ließ sich kein vorläufiger Ordner anlegen. Es wurde nichts geändert.".to_owned(),
            remedy: "Bitte prüfen, ob auf dem Datenträger Platz ist, und es noch einmal versuchen."
                .to_owned(),
            detail: Some(error.to_string()),
        })?;
        act(&mut Workspace::open(folder.path(), Access::Write, self.clock, "")?)
    }

    /// The store for writing, when something in it is to be changed.
    pub(crate) fn write_existing(&self) -> Result<Workspace, Failure> {
        if holds_no_store(&self.folder) { Err(nothing_there()) } else { self.write() }
    }

    /// The store for writing where that is possible, else for reading.
    pub(crate) fn write_or_read(&self) -> Result<Workspace, Failure> {
        match self.write_existing() {
            Err(failure) if failure.kind() == FailureKind::Store => self.read_existing(),
            other => other,
        }
    }

    fn open(&self, access: Access) -> Result<Workspace, Failure> {
        Workspace::open(&self.folder, access, self.clock, "")
    }
}

/// The register that an option names.
pub(crate) fn register(workspace: &Workspace, name: Option<&str>) -> Result<Option<RecordId>, Failure> {
    name.map(|name| workspace.find_register(name)).transpose()
}

/// The record that an argument names: any by its id, activities and registers also by their names.
pub(crate) fn record(workspace: &Workspace, name: &str) -> Result<RecordId, Failure> {
    workspace.find_record(name).or_else(|failure| match failure.code {
        "E-NOT-FOUND" => workspace.find_register(name).map_err(|_| failure),
        _ => Err(failure),
    })
}

/// The answer of an empty store to whoever names something in it.
pub(crate) fn nothing_there() -> Failure {
    Failure {
        code: "E-NOT-FOUND",
        message: "In diesem Datenordner gibt es noch kein Verzeichnis.".to_owned(),
        remedy: "Bitte mit „artikel30 new-register“ oder „artikel30 demo“ eines anlegen.".to_owned(),
        detail: None,
    }
}

/// Whether nothing in the folder could be a store or what is left of one. In doubt it holds one, and opening it says
/// what is wrong.
fn holds_no_store(folder: &Path) -> bool {
    match fs::read_dir(folder) {
        Ok(mut entries) => entries
            .all(|entry| entry.is_ok_and(|entry| !entry.file_name().to_string_lossy().contains(".sqlite"))),
        Err(error) => error.kind() == ErrorKind::NotFound,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn data(folder: &Path) -> Data {
        Data { folder: folder.to_owned(), clock: Clock::system() }
    }

    #[test]
    fn reading_where_no_store_is_makes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let missing = folder.path().join("fehlt");
        assert!(data(&missing).read().unwrap().is_none());
        assert_eq!(data(&missing).write_existing().unwrap_err().kind(), FailureKind::Usage);
        assert!(!missing.exists());
        assert!(data(folder.path()).read().unwrap().is_none());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_store_whose_database_was_lost_is_not_taken_for_an_empty_one() {
        let folder = tempfile::tempdir().unwrap();
        drop(data(folder.path()).write().unwrap());
        let mut entries = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path());
        let database = entries.find(|path| path.extension().is_some_and(|end| end == "sqlite")).unwrap();
        fs::rename(&database, database.with_extension("sqlite-wal")).unwrap();
        assert_eq!(data(folder.path()).read().unwrap_err().kind(), FailureKind::Store);
    }

    #[test]
    fn a_file_is_no_data_folder() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("datei");
        fs::write(&file, "keine Ablage").unwrap();
        for refused in [data(&file).read_existing(), data(&file).write(), data(&file).write_existing()] {
            assert_eq!(refused.unwrap_err().kind(), FailureKind::Store);
        }
    }

    #[test]
    fn reading_works_while_a_window_holds_the_store() {
        let folder = tempfile::tempdir().unwrap();
        let _window = data(folder.path()).write().unwrap();
        assert_eq!(data(folder.path()).read_existing().unwrap().access(), Access::Read);
        assert_eq!(data(folder.path()).write_or_read().unwrap().access(), Access::Read);
        assert_eq!(data(folder.path()).write().unwrap_err().code, "E-LOCKED");
    }
}
