//! Backups and restoring them.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use store::{DATABASE_FILE, Existing, Mode, Restored, Store, StoreError, restore};

use crate::{Desk, refused};

impl Desk {
    fn back_up(&self, name: &str) -> PathBuf {
        let target = self.folder.path().join(name);
        let report = self.store.backup_to(&target, Existing::Refuse).unwrap();
        assert!(report.is_sound());
        target
    }

    /// Closes the store, restores, and opens it again.
    fn restore(mut self, from: &Path) -> (Self, Result<Restored, StoreError>) {
        let now = self.now();
        let Self { folder, store, minutes } = self;
        drop(store);
        let restored = restore(folder.path(), from, now);
        let store = Store::open(folder.path(), Mode::ReadWrite).unwrap();
        let desk = Self { folder, store, minutes };
        (desk, restored)
    }
}

/// Names in a folder that are neither store nor backup.
fn leftovers(folder: &Path) -> Vec<String> {
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.contains("part") || name.contains(".new"))
        .collect()
}

#[test]
fn backup_round_trip() {
    let mut desk = Desk::new();
    desk.write(1, "Schulwebsite");
    desk.write(1, "Homepage");
    let backup = desk.back_up("sicherung.sqlite");
    let kept = fs::read(&backup).unwrap();
    desk.write(1, "verschlimmbessert");
    desk.write(2, "danach");

    let (mut desk, restored) = desk.restore(&backup);
    let restored = restored.unwrap();
    assert_eq!(restored.report.records, 1);
    assert_eq!(desk.text(1).as_deref(), Some("Homepage"));
    assert_eq!(desk.text(2), None);
    assert_eq!(desk.store.search(None, "homepage").unwrap().len(), 1);
    desk.undo();
    assert_eq!(desk.text(1).as_deref(), Some("Schulwebsite"), "history came along");
    desk.assert_sound();
    assert_eq!(fs::read(&backup).unwrap(), kept);
    assert_eq!(leftovers(desk.folder.path()), [""; 0]);

    // The way back: what was there before the restore is not lost either.
    let (desk, _) = desk.restore(&restored.safety_copy.unwrap());
    assert_eq!(desk.text(1).as_deref(), Some("verschlimmbessert"));
    assert_eq!(desk.text(2).as_deref(), Some("danach"));
}

#[test]
fn a_backup_holds_what_the_journal_still_holds() {
    let mut desk = Desk::new();
    desk.write(1, "noch im Journal");
    assert!(fs::metadata(desk.folder.path().join("artikel30.sqlite-wal")).is_ok_and(|file| file.len() > 0));
    let reader = Store::open(desk.folder.path(), Mode::ReadOnly).unwrap();
    let other = tempfile::tempdir().unwrap();
    let target = other.path().join(DATABASE_FILE);
    reader.backup_to(&target, Existing::Refuse).unwrap();
    let copy = Store::open(other.path(), Mode::ReadOnly).unwrap();
    assert_eq!(copy.head(crate::record(1)).unwrap(), desk.store.head(crate::record(1)).unwrap());
}

#[test]
fn a_backup_never_overwrites_unasked() {
    let mut desk = Desk::new();
    desk.write(1, "Schulwebsite");
    let target = desk.folder.path().join("brief.txt");
    fs::write(&target, "Sehr geehrte").unwrap();
    assert_eq!(refused(desk.store.backup_to(&target, Existing::Refuse)), "store-exists");
    assert_eq!(fs::read(&target).unwrap(), b"Sehr geehrte");
    desk.store.backup_to(&target, Existing::Replace).unwrap();
    assert!(fs::read(&target).unwrap().starts_with(b"SQLite format 3"));
    assert_eq!(refused(desk.store.backup_to(&desk.database(), Existing::Replace)), "store-own-file");
    let nowhere = desk.folder.path().join("fehlt/sicherung.sqlite");
    assert_eq!(refused(desk.store.backup_to(&nowhere, Existing::Refuse)), "store-folder");
    assert_eq!(leftovers(desk.folder.path()), [""; 0]);
    desk.assert_sound();
}

/// Restoring `backup` is refused with this code and every byte of the present store stays.
fn assert_restore_refused(desk: Desk, backup: &Path, code: &str) -> Desk {
    let expected = desk.store.operations(100).unwrap();
    let (desk, restored) = desk.restore(backup);
    assert_eq!(refused(restored), code);
    assert_eq!(desk.store.operations(100).unwrap(), expected);
    assert_eq!(desk.text(1).as_deref(), Some("Schulwebsite"));
    desk.assert_sound();
    assert_eq!(leftovers(desk.folder.path()), [""; 0]);
    desk
}

#[test]
fn restore_of_empty_file_is_refused() {
    let mut desk = Desk::new();
    desk.write(1, "Schulwebsite");
    let empty = desk.folder.path().join("leer.sqlite");
    fs::write(&empty, "").unwrap();
    let desk = assert_restore_refused(desk, &empty, "store-empty");
    let nothing_entered = Desk::new().back_up_elsewhere(desk.folder.path());
    assert_restore_refused(desk, &nothing_entered, "store-empty");
}

impl Desk {
    fn back_up_elsewhere(&self, folder: &Path) -> PathBuf {
        let target = folder.join("anderer.sqlite");
        self.store.backup_to(&target, Existing::Refuse).unwrap();
        target
    }
}

#[test]
fn restore_of_a_damaged_or_foreign_backup_is_refused() {
    let mut desk = Desk::new();
    desk.write(1, "Schulwebsite");
    let backup = desk.back_up("sicherung.sqlite");

    let truncated = desk.folder.path().join("abgeschnitten.sqlite");
    let bytes = fs::read(&backup).unwrap();
    fs::write(&truncated, &bytes[..bytes.len() / 2]).unwrap();
    let desk = assert_restore_refused(desk, &truncated, "store-damaged");

    let letter = desk.folder.path().join("brief.sqlite");
    fs::write(&letter, "Sehr geehrte Damen und Herren,").unwrap();
    let desk = assert_restore_refused(desk, &letter, "store-not-a-database");

    let missing = desk.folder.path().join("fehlt.sqlite");
    let desk = assert_restore_refused(desk, &missing, "store-missing");

    let newer = desk.folder.path().join("neuer.sqlite");
    fs::copy(&backup, &newer).unwrap();
    alter(&newer, "PRAGMA user_version = 99");
    let desk = assert_restore_refused(desk, &newer, "store-newer");

    let falsified = desk.folder.path().join("falsch.sqlite");
    fs::copy(&backup, &falsified).unwrap();
    alter(&falsified, "UPDATE revisions SET bytes = CAST(bytes || ' ' AS BLOB)");
    assert_restore_refused(desk, &falsified, "store-unsound");
}

fn alter(path: &Path, sql: &str) {
    Connection::open(path).unwrap().execute_batch(sql).unwrap();
}

#[test]
fn a_damaged_or_missing_store_can_be_restored() {
    let mut desk = Desk::new();
    desk.write(1, "Schulwebsite");
    let backup = desk.back_up("sicherung.sqlite");
    let now = desk.now();
    let Desk { folder, store, .. } = desk;
    drop(store);
    let path = folder.path().join(DATABASE_FILE);

    for damage in ["", "zerstört"] {
        fs::write(&path, damage).unwrap();
        fs::write(folder.path().join("artikel30.sqlite-wal"), "Rest").unwrap();
        let restored = restore(folder.path(), &backup, now).unwrap();
        let aside = restored.safety_copy.unwrap();
        assert_eq!(fs::read_to_string(&aside).unwrap(), damage);
        let store = Store::open(folder.path(), Mode::ReadWrite).unwrap();
        assert!(store.head(crate::record(1)).unwrap().is_some());
    }
    fs::remove_file(&path).unwrap();
    let restored = restore(folder.path(), &backup, now).unwrap();
    assert_eq!(restored.safety_copy, None);
}

#[test]
fn the_journal_of_the_old_store_never_reaches_the_restored_one() {
    let mut desk = Desk::new();
    desk.write(1, "Schulwebsite");
    let backup = desk.back_up("sicherung.sqlite");
    desk.write(1, "danach");
    // The machine crashed, and the disk took the first page with it.
    let crashed = tempfile::tempdir().unwrap();
    for name in [DATABASE_FILE, "artikel30.sqlite-wal"] {
        fs::copy(desk.folder.path().join(name), crashed.path().join(name)).unwrap();
    }
    let path = crashed.path().join(DATABASE_FILE);
    let mut bytes = fs::read(&path).unwrap();
    bytes[..4096].fill(0);
    fs::write(&path, bytes).unwrap();

    let now = desk.now();
    let restored = restore(crashed.path(), &backup, now).unwrap();
    let store = Store::open(crashed.path(), Mode::ReadWrite).unwrap();
    let head = store.head(crate::record(1)).unwrap().unwrap();
    assert_eq!(crate::text_of(&head), "Schulwebsite");
    assert!(store.verify().unwrap().is_sound());
    let aside = restored.safety_copy.unwrap().into_os_string().into_string().unwrap();
    assert!(fs::metadata(aside + "-wal").is_ok_and(|journal| journal.len() > 0));
}

#[test]
fn nothing_is_restored_under_an_open_window() {
    let mut desk = Desk::new();
    desk.write(1, "Schulwebsite");
    let backup = desk.back_up("sicherung.sqlite");
    let now = desk.now();
    assert_eq!(refused(restore(desk.folder.path(), &backup, now)), "store-locked");
    let Desk { folder, store, .. } = desk;
    let reader = Store::open(folder.path(), Mode::ReadOnly).unwrap();
    drop(store);
    assert_eq!(refused(restore(folder.path(), &backup, now)), "store-busy");
    assert!(reader.verify().unwrap().is_sound());
}
