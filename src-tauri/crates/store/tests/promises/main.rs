//! What the store promises, one test a promise.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod backups;
mod editing_session;
mod history;
mod opening;
mod random_walk;
mod search;
mod side_tables;

use chrono::{DateTime, TimeDelta, Utc};
use store::{
    Mode, NewRevision, OperationId, OperationLabel, Projection, Revision, RevisionId, Store, StoreError,
};
use tempfile::TempDir;
use uuid::Uuid;

/// A store in a folder of its own, and a clock that moves one minute an action.
struct Desk {
    folder: TempDir,
    store: Store,
    minutes: i64,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path(), Mode::ReadWrite).unwrap();
        Self { folder, store, minutes: 0 }
    }

    fn now(&mut self) -> DateTime<Utc> {
        self.minutes += 1;
        DateTime::UNIX_EPOCH + TimeDelta::minutes(self.minutes)
    }

    /// Ends the program and starts it again.
    fn restart(self) -> Self {
        let Self { folder, store, minutes } = self;
        drop(store);
        let store = Store::open(folder.path(), Mode::ReadWrite).unwrap();
        Self { folder, store, minutes }
    }

    fn database(&self) -> std::path::PathBuf {
        self.folder.path().join(store::DATABASE_FILE)
    }

    fn write(&mut self, id: u128, text: &str) -> Option<OperationId> {
        let now = self.now();
        self.store
            .transact(&OperationLabel::new("edit", text), now, "DSB", |tx| {
                let parents = tx.head(record(id))?.iter().map(|head| head.id).collect();
                tx.put(&revision(id, parents, text), &projection(text))
            })
            .map(|(_, operation)| operation)
            .unwrap()
    }

    fn delete(&mut self, id: u128) -> Option<OperationId> {
        let now = self.now();
        self.store
            .transact(&OperationLabel::new("delete", ""), now, "DSB", |tx| {
                let parents = tx.head(record(id))?.iter().map(|head| head.id).collect();
                tx.delete(&revision(id, parents, "gelöscht"))
            })
            .map(|(_, operation)| operation)
            .unwrap()
    }

    fn undo(&mut self) -> Option<OperationId> {
        let now = self.now();
        self.store.undo(now, "DSB", project).unwrap()
    }

    fn redo(&mut self) -> Option<OperationId> {
        let now = self.now();
        self.store.redo(now, "DSB", project).unwrap()
    }

    /// The text a record holds; `None` if it does not exist or is deleted.
    fn text(&self, id: u128) -> Option<String> {
        self.store.head(record(id)).unwrap().filter(|head| !head.tombstone).map(|head| text_of(&head))
    }

    fn assert_sound(&self) {
        assert_eq!(self.store.verify().unwrap().findings, []);
    }
}

fn record(id: u128) -> Uuid {
    Uuid::from_u128(id)
}

/// Bytes as a caller would build them: record, parents and content together.
fn revision(id: u128, mut parents: Vec<RevisionId>, text: &str) -> NewRevision {
    parents.sort();
    NewRevision {
        record: record(id),
        bytes: format!("{id} {parents:?}\n{text}").into_bytes(),
        parents,
        model_version: 1,
        authorship: None,
    }
}

fn text_of(revision: &Revision) -> String {
    let bytes = std::str::from_utf8(&revision.bytes).unwrap();
    bytes.split_once('\n').unwrap().1.to_owned()
}

fn projection(text: &str) -> Projection {
    Projection {
        kind: "activity".to_owned(),
        title: text.to_owned(),
        status: "draft".to_owned(),
        ..Projection::default()
    }
}

fn project(revision: &Revision) -> Projection {
    projection(&text_of(revision))
}

/// The code of the refusal.
fn refused<T: std::fmt::Debug>(result: Result<T, StoreError>) -> &'static str {
    result.unwrap_err().code()
}
