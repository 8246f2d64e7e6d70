//! Opening, refusing, and what is never touched.

use std::fs;
use std::path::Path;

use rusqlite::Connection;
use store::{APPLICATION_ID, DATABASE_FILE, Filter, LOCK_FILE, Mode, SCHEMA_VERSION, Store};

use crate::{Desk, refused};

/// Every file of a folder with its bytes, but for what looking at a database needs: the lock file, the
/// index of the journal and a journal without content.
fn content(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| {
            let name = entry.file_name().into_string().unwrap();
            (name, fs::read(entry.path()).unwrap_or_default())
        })
        .filter(|(name, bytes)| {
            name != LOCK_FILE && !name.ends_with("-shm") && !(name.ends_with("-wal") && bytes.is_empty())
        })
        .collect();
    files.sort();
    files
}

/// Both ways of opening refuse with this code, and every byte stays.
fn assert_refused_untouched(folder: &Path, code: &str) {
    let before = content(folder);
    for mode in [Mode::ReadWrite, Mode::ReadOnly] {
        assert_eq!(refused(Store::open(folder, mode)), code, "{mode:?}");
        assert!(content(folder) == before, "{mode:?} changed a file");
    }
}

/// A folder with one record, closed.
fn filled() -> tempfile::TempDir {
    let mut desk = Desk::new();
    desk.write(1, "Schulwebsite");
    desk.folder
}

#[test]
fn rejects_newer_file_untouched() {
    let folder = filled();
    let database = Connection::open(folder.path().join(DATABASE_FILE)).unwrap();
    database.pragma_update(None, "user_version", SCHEMA_VERSION + 1).unwrap();
    drop(database);
    assert_refused_untouched(folder.path(), "store-newer");
}

#[test]
fn refuses_foreign_file_untouched() {
    let folder = tempfile::tempdir().unwrap();
    let database = Connection::open(folder.path().join(DATABASE_FILE)).unwrap();
    database.execute_batch("CREATE TABLE bookmarks (url TEXT); PRAGMA application_id = 42;").unwrap();
    drop(database);
    assert_refused_untouched(folder.path(), "store-foreign");
}

#[test]
fn refuses_what_is_no_database_untouched() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(DATABASE_FILE);
    fs::write(&path, "Sehr geehrte Damen und Herren,").unwrap();
    assert_refused_untouched(folder.path(), "store-not-a-database");
}

#[test]
fn an_emptied_file_is_not_a_fresh_store() {
    let folder = filled();
    fs::write(folder.path().join(DATABASE_FILE), "").unwrap();
    assert_refused_untouched(folder.path(), "store-empty");
}

#[test]
fn a_journal_without_its_database_is_not_a_fresh_store() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("artikel30.sqlite-wal"), "entries").unwrap();
    assert_eq!(refused(Store::open(folder.path(), Mode::ReadWrite)), "store-damaged");
    assert!(!folder.path().join(DATABASE_FILE).exists());
}

#[test]
fn refuses_damaged_file_untouched() {
    let folder = filled();
    let path = folder.path().join(DATABASE_FILE);
    let whole = fs::read(&path).unwrap();

    fs::write(&path, &whole[..whole.len() / 2]).unwrap();
    assert_refused_untouched(folder.path(), "store-damaged");

    let mut scratched = whole.clone();
    for page in scratched.chunks_mut(4096).skip(1) {
        page[..16].fill(0xA5);
    }
    fs::write(&path, &scratched).unwrap();
    assert_refused_untouched(folder.path(), "store-damaged");
}

#[test]
fn refuses_a_store_without_its_tables_untouched() {
    let folder = tempfile::tempdir().unwrap();
    let database = Connection::open(folder.path().join(DATABASE_FILE)).unwrap();
    database.execute_batch("CREATE TABLE heads (record BLOB)").unwrap();
    database.pragma_update(None, "application_id", APPLICATION_ID).unwrap();
    database.pragma_update(None, "user_version", SCHEMA_VERSION).unwrap();
    drop(database);
    assert_refused_untouched(folder.path(), "store-damaged");
}

#[test]
fn second_writer_is_told() {
    let mut desk = Desk::new();
    desk.write(1, "Schulwebsite");
    assert_eq!(refused(Store::open(desk.folder.path(), Mode::ReadWrite)), "store-locked");
    let desk = desk.restart();
    assert_eq!(desk.text(1).as_deref(), Some("Schulwebsite"));
}

#[test]
fn reader_works_beside_writer() {
    let mut desk = Desk::new();
    desk.write(1, "Schulwebsite");
    let mut reader = Store::open(desk.folder.path(), Mode::ReadOnly).unwrap();
    desk.write(2, "Visavid");
    let titles: Vec<_> =
        reader.records(&Filter::default()).unwrap().into_iter().map(|row| row.title).collect();
    assert_eq!(titles, ["Schulwebsite", "Visavid"]);
    assert_eq!(reader.search(None, "visa").unwrap().len(), 1);
    assert!(reader.verify().unwrap().is_sound());

    let head = reader.head(crate::record(1)).unwrap().unwrap().id;
    assert_eq!(refused(reader.mark_published(head)), "store-read-only");
    assert_eq!(refused(reader.undo(chrono::DateTime::UNIX_EPOCH, "", crate::project)), "store-read-only");
    assert_eq!(desk.text(1).as_deref(), Some("Schulwebsite"));
}

#[test]
fn reading_creates_nothing() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(refused(Store::open(folder.path(), Mode::ReadOnly)), "store-missing");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn read_only_folder_is_a_clear_error() {
    // Rights do not bind an administrator, who may run this test; a file in the folder's place binds all.
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("Verzeichnis");
    fs::write(&place, "").unwrap();
    let error = Store::open(&place, Mode::ReadWrite).unwrap_err();
    assert_eq!(error.code(), "store-folder");
    assert!(error.to_string().contains("Verzeichnis"), "{error}");
    assert!(error.to_string().contains("open"), "{error}");
}

#[test]
fn an_interrupted_creation_is_begun_anew() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("artikel30.sqlite.new"), "half").unwrap();
    let store = Store::open(folder.path(), Mode::ReadWrite).unwrap();
    assert!(store.verify().unwrap().is_sound());
}
