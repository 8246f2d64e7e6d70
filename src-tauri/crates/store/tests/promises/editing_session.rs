//! Autosave within an editing session.

use store::{OperationId, OperationLabel, RevisionId, SessionId, StoreError};

use crate::{Desk, projection, record, refused, revision};

const SESSION: u128 = 7;

impl Desk {
    fn autosave(&mut self, session: u128, id: u128, text: &str) -> (RevisionId, OperationId) {
        let session = SessionId(record(session));
        let now = self.now();
        let (revision, operation) = self
            .store
            .transact(&OperationLabel::new("edit", text), now, "DSB", |tx| {
                let parents = tx.parents_in_session(session, record(id))?;
                tx.put_in_session(session, &revision(id, parents, text), &projection(text))
            })
            .unwrap();
        (revision, operation.unwrap())
    }

    fn revisions(&self, id: u128) -> usize {
        self.store.ancestry(record(id)).unwrap().len()
    }
}

#[test]
fn amend_keeps_one_revision_per_session() {
    let mut desk = Desk::new();
    desk.write(1, "Schul");
    let (first, operation) = desk.autosave(SESSION, 1, "Schulweb");
    for text in ["Schulwebs", "Schulwebsi", "Schulwebsite"] {
        assert_eq!(desk.autosave(SESSION, 1, text).1, operation);
    }
    assert_eq!(desk.text(1).as_deref(), Some("Schulwebsite"));
    assert_eq!(desk.revisions(1), 2);
    assert_eq!(desk.store.operations(10).unwrap().len(), 2);
    assert_eq!(refused(desk.store.revision(first)), "store-unknown-revision");
    assert_eq!(desk.store.search(None, "schulwebsite").unwrap().len(), 1);

    let mut desk = desk.restart();
    desk.undo();
    assert_eq!(desk.text(1).as_deref(), Some("Schul"));
    desk.redo();
    assert_eq!(desk.text(1).as_deref(), Some("Schulwebsite"));
    desk.assert_sound();
}

#[test]
fn published_head_is_never_amended() {
    let mut desk = Desk::new();
    desk.autosave(SESSION, 1, "Entwurf");
    let (sent, operation) = desk.autosave(SESSION, 1, "an die Behörde geschickt");
    desk.store.mark_published(sent).unwrap();
    let (next, later) = desk.autosave(SESSION, 1, "danach geändert");
    assert_ne!(operation, later);
    assert_eq!(desk.store.revision(next).unwrap().parents, [sent]);
    assert!(desk.store.revision(sent).unwrap().published);
    desk.assert_sound();
}

#[test]
fn another_session_or_another_action_between_starts_a_new_revision() {
    let mut desk = Desk::new();
    desk.autosave(SESSION, 1, "eins");
    desk.autosave(SESSION + 1, 1, "zwei");
    assert_eq!(desk.revisions(1), 2);
    desk.write(2, "anderes");
    desk.autosave(SESSION + 1, 1, "drei");
    assert_eq!(desk.revisions(1), 3);
    desk.undo();
    assert_eq!(desk.text(1).as_deref(), Some("zwei"));
    desk.autosave(SESSION + 1, 1, "vier");
    assert_eq!(desk.revisions(1), 4, "what was undone is not amended away");
    desk.assert_sound();
}

#[test]
fn a_head_with_children_is_never_amended() {
    let mut desk = Desk::new();
    let (draft, _) = desk.autosave(SESSION, 1, "Entwurf");
    let now = desk.now();
    desk.store
        .transact(&OperationLabel::new("import", ""), now, "DSB", |tx| {
            tx.keep(&revision(1, vec![draft], "von anderswo"), false)
        })
        .unwrap();
    desk.autosave(SESSION, 1, "weiter");
    assert!(desk.store.revision(draft).is_ok());
    desk.assert_sound();
}

#[test]
fn a_stale_edit_never_hides_the_head() {
    let mut desk = Desk::new();
    let (seen, _) = desk.autosave(SESSION, 1, "gesehen");
    desk.store.mark_published(seen).unwrap();
    desk.write(1, "inzwischen geändert");
    let now = desk.now();
    let result =
        desk.store.transact(&OperationLabel::new("edit", ""), now, "DSB", |tx| -> Result<(), StoreError> {
            let stale = revision(1, vec![seen], "veraltet");
            tx.put_in_session(SessionId(record(SESSION)), &stale, &projection("veraltet"))?;
            Ok(())
        });
    assert_eq!(refused(result), "store-stale-parents");
    assert_eq!(desk.text(1).as_deref(), Some("inzwischen geändert"));
}
