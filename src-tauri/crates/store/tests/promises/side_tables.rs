//! Settings and reference entries.

use store::{OperationLabel, ReferenceEntry, StoreError};

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
