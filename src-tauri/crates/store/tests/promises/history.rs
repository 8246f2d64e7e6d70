//! Operations, undo and redo, deletion.

use chrono::DateTime;
use store::{Filter, NewRevision, OperationKind, OperationLabel, OperationState, Projection, StoreError};

use crate::{Desk, projection, record, refused, revision, text_of};

#[test]
fn all_or_nothing() {
    let mut desk = Desk::new();
    desk.write(1, "Schulwebsite");
    let before = desk.store.operations(10).unwrap();
    let now = desk.now();
    let result =
        desk.store.transact(&OperationLabel::new("import", ""), now, "DSB", |tx| -> Result<(), StoreError> {
            let head = tx.head(record(1))?.unwrap();
            tx.put(&revision(1, vec![head.id], "Homepage"), &projection("Homepage"))?;
            tx.put(&revision(2, vec![], "Visavid"), &projection("Visavid"))?;
            tx.set_setting("last-import", "today")?;
            let unsorted = NewRevision { parents: vec![head.id, head.id], ..revision(3, vec![], "WebUntis") };
            tx.put(&unsorted, &projection("WebUntis"))?;
            Ok(())
        });
    assert_eq!(refused(result), "store-unsorted-parents");
    assert_eq!(desk.text(1).as_deref(), Some("Schulwebsite"));
    assert_eq!(desk.text(2), None);
    assert_eq!(desk.store.setting("last-import").unwrap(), None);
    assert_eq!(desk.store.operations(10).unwrap(), before);
    assert_eq!(desk.store.search(None, "homepage").unwrap(), []);
    desk.assert_sound();
}

#[test]
fn one_action_is_one_operation() {
    let mut desk = Desk::new();
    let now = desk.now();
    let (_, operation) = desk
        .store
        .transact(&OperationLabel::new("import", "3"), now, "DSB", |tx| {
            for (id, text) in [(1, "Schulwebsite"), (2, "Visavid"), (3, "WebUntis")] {
                tx.put(&revision(id, vec![], text), &projection(text))?;
            }
            Ok::<_, StoreError>(())
        })
        .unwrap();
    let operations = desk.store.operations(10).unwrap();
    assert_eq!(operations.len(), 1);
    assert_eq!(Some(operations[0].id), operation);
    assert_eq!(operations[0].changes.len(), 3);
    assert_eq!(operations[0].label, OperationLabel::new("import", "3"));
    desk.undo();
    assert_eq!(desk.store.records(&Filter::default()).unwrap(), []);
    desk.assert_sound();
}

#[test]
fn an_action_that_changes_nothing_is_no_operation() {
    let mut desk = Desk::new();
    desk.write(1, "Schulwebsite");
    desk.undo();
    let now = desk.now();
    let (_, operation) = desk
        .store
        .transact(&OperationLabel::new("edit", ""), now, "DSB", |tx| tx.set_setting("theme", "dark"))
        .unwrap();
    assert_eq!(operation, None);
    assert!(desk.redo().is_some(), "and does not end the possibility to redo");

    let head = desk.store.head(record(1)).unwrap().unwrap();
    let same = revision(1, vec![], "Schulwebsite");
    assert_eq!(same.id(), head.id);
    let now = desk.now();
    let (_, operation) = desk
        .store
        .transact(&OperationLabel::new("edit", ""), now, "DSB", |tx| {
            tx.put(&same, &projection("Schulwebsite"))
        })
        .unwrap();
    assert_eq!(operation, None);
}

#[test]
fn undo_survives_restart() {
    let mut desk = Desk::new();
    desk.write(1, "Schulwebsite");
    desk.write(1, "Homepage");
    let mut desk = desk.restart();
    assert_eq!(desk.store.next_undo().unwrap().unwrap().label.subject, "Homepage");
    desk.undo();
    assert_eq!(desk.text(1).as_deref(), Some("Schulwebsite"));
    let mut desk = desk.restart();
    assert_eq!(desk.store.next_redo().unwrap().unwrap().label.subject, "Homepage");
    desk.redo();
    assert_eq!(desk.text(1).as_deref(), Some("Homepage"));
    assert_eq!(desk.redo(), None);
    desk.assert_sound();
}

#[test]
fn undone_then_redone_loses_nothing() {
    let mut desk = Desk::new();
    for text in ["eins", "zwei", "drei"] {
        desk.write(1, text);
    }
    desk.delete(1);
    let tombstone = desk.store.head(record(1)).unwrap();
    while desk.undo().is_some() {}
    assert_eq!(desk.store.head(record(1)).unwrap(), None);
    while desk.redo().is_some() {}
    assert_eq!(desk.store.head(record(1)).unwrap(), tombstone);
    assert_eq!(desk.store.ancestry(record(1)).unwrap().len(), 4);
    // Four actions, four undone, four redone: all of it is on record.
    assert_eq!(desk.store.operations(100).unwrap().len(), 12);
    desk.assert_sound();
}

#[test]
fn a_new_action_after_undo_ends_redo_but_loses_no_revision() {
    let mut desk = Desk::new();
    desk.write(1, "eins");
    desk.write(1, "zwei");
    let second = desk.store.head(record(1)).unwrap().unwrap();
    desk.undo();
    desk.write(1, "drei");
    assert_eq!(desk.redo(), None);
    assert_eq!(desk.store.revision(second.id).unwrap(), second);
    let states: Vec<_> =
        desk.store.operations(10).unwrap().into_iter().map(|operation| operation.state).collect();
    use OperationState::{Done, Superseded};
    assert_eq!(states, [Done, Done, Superseded, Done]);
    desk.undo();
    assert_eq!(desk.text(1).as_deref(), Some("eins"));
    desk.assert_sound();
}

#[test]
fn an_undone_import_can_be_imported_again() {
    let mut desk = Desk::new();
    desk.write(1, "Visavid");
    desk.undo();
    assert!(desk.write(1, "Visavid").is_some());
    assert_eq!(desk.text(1).as_deref(), Some("Visavid"));
    desk.assert_sound();
}

#[test]
fn a_deleted_record_leaves_lists_and_search_and_comes_back() {
    let mut desk = Desk::new();
    desk.write(1, "Schulwebsite");
    desk.write(2, "Visavid");
    desk.delete(1);
    let rows = desk.store.records(&Filter::default()).unwrap();
    assert_eq!(rows.len(), 1);
    assert_eq!(desk.store.search(None, "schulwebsite").unwrap(), []);
    let deleted = desk.store.deleted().unwrap();
    assert_eq!(deleted.len(), 1);
    let tombstone = desk.store.revision(deleted[0].tombstone).unwrap();
    let last = desk.store.revision(tombstone.parents[0]).unwrap();
    assert_eq!(text_of(&last), "Schulwebsite");

    desk.undo();
    assert_eq!(desk.store.deleted().unwrap(), []);
    assert_eq!(desk.store.search(None, "schulwebsite").unwrap().len(), 1);
    desk.assert_sound();
}

#[test]
fn history_tells_who_did_what_and_when() {
    let mut desk = Desk::new();
    let first = desk.write(1, "eins").unwrap();
    desk.write(2, "anderes");
    let second = desk.write(1, "zwei").unwrap();
    let undo = desk.undo().unwrap();
    let history = desk.store.history(record(1)).unwrap();
    let steps: Vec<_> =
        history.iter().map(|entry| (entry.operation, entry.kind, entry.label.subject.as_str())).collect();
    assert_eq!(
        steps,
        [
            (undo, OperationKind::Undo(second), "zwei"),
            (second, OperationKind::Change, "zwei"),
            (first, OperationKind::Change, "eins"),
        ]
    );
    assert_eq!(history[0].revision, history[2].revision);
    assert_eq!(history[1].authorship.author, "DSB");
    assert!(history[0].authorship.at > history[1].authorship.at);
}

#[test]
fn ancestors_from_elsewhere_are_kept_without_becoming_heads() {
    let mut desk = Desk::new();
    let elsewhere = store::Authorship {
        author: "Kollegium".to_owned(),
        at: DateTime::from_timestamp_millis(1_234).unwrap(),
    };
    let base = NewRevision { authorship: Some(elsewhere.clone()), ..revision(1, vec![], "Entwurf") };
    let now = desk.now();
    desk.store
        .transact(&OperationLabel::new("import", ""), now, "DSB", |tx| {
            let base = tx.keep(&base, false)?;
            let unknown = store::RevisionId::of(b"never seen here");
            tx.put(&revision(1, vec![base, unknown], "fertig"), &projection("fertig"))
        })
        .unwrap();
    assert_eq!(desk.text(1).as_deref(), Some("fertig"));
    assert_eq!(desk.store.revision(base.id()).unwrap().authorship, elsewhere);
    desk.assert_sound();
}

#[test]
fn the_same_bytes_cannot_belong_to_two_records() {
    let mut desk = Desk::new();
    desk.write(1, "eins");
    let stolen = NewRevision { record: record(2), ..revision(1, vec![], "eins") };
    let now = desk.now();
    let result = desk
        .store
        .transact(&OperationLabel::new("edit", ""), now, "DSB", |tx| tx.put(&stolen, &Projection::default()));
    assert_eq!(refused(result), "store-revision-mismatch");
}

#[test]
fn long_names_and_control_characters_are_stored_faithfully() {
    let names = [
        "ß".repeat(10_000),
        "Vor\0Nach\u{1}\u{7}\r\n\tEnde\u{7F}".to_owned(),
        "\u{202E}مدرسة\u{202C} \u{5D0}\u{5D1} A\u{308}\u{FEFF}".to_owned(),
        "'); DROP TABLE heads; --".to_owned(),
        String::new(),
    ];
    let mut desk = Desk::new();
    for (id, name) in (1..).zip(&names) {
        desk.write(id, name);
    }
    let desk = desk.restart();
    let rows = desk.store.records(&Filter::default()).unwrap();
    for ((id, name), row) in (1..).zip(&names).zip(&rows) {
        assert_eq!(desk.text(id).as_ref(), Some(name));
        assert_eq!(&row.title, name);
    }
    assert_eq!(desk.store.search(None, "nach").unwrap().len(), 1);
    desk.assert_sound();
}
