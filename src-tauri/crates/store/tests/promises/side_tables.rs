//! Settings and reference entries.

use store::{Ancestry, NewRevision, OperationLabel, Projection, ReferenceEntry, RevisionId, StoreError};

use crate::Desk;

#[test]
fn what_the_user_changed_in_a_reference_list_survives_the_next_release() {
    let mut desk = Desk::new();
    let now = desk.now();
    let label = OperationLabel::new("reference", "");
    let ship = |desk: &mut Desk, shipped: &[u8]| {
        desk.store
            .transact(&label, now, "", |tx| {
                Ok::<_, StoreError>([
                    tx.ship_reference("laws", "dsgvo", shipped)?,
                    tx.ship_reference("laws", "bayeug", shipped)?,
                ])
            })
            .unwrap()
            .0
    };
    assert_eq!(ship(&mut desk, b"1"), [true, true]);
    assert_eq!(ship(&mut desk, b"1"), [false, false]);
    desk.store.transact(&label, now, "", |tx| tx.edit_reference("laws", "bayeug", b"mine")).unwrap();
    assert_eq!(ship(&mut desk, b"2"), [true, false]);
    let desk = desk.restart();
    let entry = |key: &str, json: &[u8], modified| ReferenceEntry {
        key: key.to_owned(),
        json: json.to_vec(),
        modified,
    };
    assert_eq!(
        desk.store.reference_entries("laws").unwrap(),
        [entry("bayeug", b"mine", true), entry("dsgvo", b"2", false)]
    );
}

#[test]
fn settings_survive_a_restart() {
    let mut desk = Desk::new();
    let now = desk.now();
    for value in ["hell", "dunkel"] {
        desk.store
            .transact(&OperationLabel::new("setting", ""), now, "", |tx| tx.set_setting("theme", value))
            .unwrap();
    }
    let desk = desk.restart();
    assert_eq!(desk.store.setting("theme").unwrap().as_deref(), Some("dunkel"));
    assert_eq!(desk.store.setting("other").unwrap(), None);
}

#[test]
fn ancestors_known_by_id_alone_and_reports_survive_a_restart() {
    let mut desk = Desk::new();
    let now = desk.now();
    let record = uuid::Uuid::from_u128(7);
    let [first, second] = [RevisionId::of(b"1"), RevisionId::of(b"2")];
    let revision = NewRevision {
        record,
        parents: vec![second],
        model_version: 1,
        bytes: b"3".to_vec(),
        authorship: None,
    };
    let distant =
        [Ancestry { id: first, parents: Vec::new() }, Ancestry { id: second, parents: vec![first] }];
    let (head, operation) = desk
        .store
        .transact(&OperationLabel::new("import", "Datei"), now, "", |tx| {
            // One file told only a part of a long history, the next one more of it.
            let in_part = Ancestry { id: second, parents: Vec::new() };
            tx.know_ancestry(record, std::slice::from_ref(&in_part))?;
            tx.know_ancestry(record, &distant)?;
            tx.know_ancestry(record, &[in_part])?;
            tx.report(b"{}".to_vec());
            tx.put(&revision, &Projection::default())
        })
        .map_err(|error: StoreError| error)
        .unwrap();
    let desk = desk.restart();
    let known = desk.store.ancestry(record).unwrap();
    assert_eq!(known[0], Ancestry { id: head, parents: vec![second] });
    assert_eq!(known.len(), 3);
    assert!(distant.iter().all(|each| known.contains(each)));
    assert_eq!(desk.store.report(operation.unwrap()).unwrap().as_deref(), Some(&b"{}"[..]));
    assert_eq!(desk.store.operations_of("import").unwrap().len(), 1);
    assert!(desk.store.operations_of("edit").unwrap().is_empty());
    assert!(desk.store.verify().unwrap().is_sound());
}
