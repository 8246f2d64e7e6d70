//! Files that claim what is not so are refused before anything is planned, naming the record.

use crate::desk::{Desk, id};
use exchange::merging::{Class, MergingError};
use register::record::Conflict;
use serde_json::json;

fn refused(change: impl FnOnce(&mut Desk)) -> String {
    let mine = Desk::with_school();
    let mut theirs = mine.clone();
    change(&mut theirs);
    let error = mine.plan(&[&theirs.export()]).unwrap_err();
    assert!(!matches!(error, MergingError::Store(_)));
    error.to_string()
}

#[test]
fn items_that_bear_the_same_id() {
    let twice = json!([{ "id": id(50), "name": "a" }, { "id": id(50), "name": "b" }]);
    let reason = refused(|theirs| theirs.set(2, "/groups", twice));
    assert!(reason.contains(&id(2).to_string()) && reason.contains("occurs twice"), "{reason}");
}

#[test]
fn references_to_items_that_do_not_exist() {
    let nowhere = json!({ "state": "inherit", "from": { "group": id(51) } });
    let reason = refused(|theirs| theirs.set(2, "/common/purposes", nowhere));
    assert!(reason.contains(&id(51).to_string()), "{reason}");
}

#[test]
fn references_to_records_of_another_kind() {
    let mine = Desk::with_school();
    let mut theirs = mine.clone();
    theirs.write(4, json!({ "type": "party", "name": "Rechenzentrum" }));
    theirs.set(2, "/systems", json!([id(4)]));
    let error = mine.plan(&[&theirs.export()]).unwrap_err();
    assert!(matches!(error, MergingError::NamesOther { kind: "system", .. }), "{error}");
    // Also where what is named is here already.
    let mut mine = mine;
    mine.write(4, json!({ "type": "party", "name": "Rechenzentrum" }));
    let error = mine.plan(&[&theirs.export_some(|record| record == id(2))]).unwrap_err();
    assert!(matches!(error, MergingError::NamesOther { .. }), "{error}");
}

#[test]
fn names_that_no_list_could_show() {
    let reason = refused(|desk| desk.set(2, "/title", json!("x".repeat(10_001))));
    assert!(reason.contains("/title has 10001 characters"), "{reason}");
}

#[test]
fn references_to_records_that_do_not_exist() {
    let reason = refused(|theirs| theirs.set(2, "/systems", json!([id(52)])));
    assert!(reason.contains(&id(52).to_string()), "{reason}");
}

#[test]
fn what_goes_round_in_a_circle() {
    let itself = json!({ "state": "inherit", "from": "common" });
    let reason = refused(|theirs| theirs.set(2, "/common/purposes", itself));
    assert!(reason.contains("circle"), "{reason}");
}

#[test]
fn a_record_that_has_become_something_else() {
    let reason = refused(|theirs| {
        theirs.write(2, json!({ "type": "party", "name": "kein Eintrag mehr, sondern eine Stelle" }));
    });
    assert!(reason.contains(&id(2).to_string()), "{reason}");
}

#[test]
fn conflicts_that_nobody_could_decide() {
    let about = |path: &str, ours: serde_json::Value| Conflict {
        path: path.into(),
        base: None,
        ours: Some(ours),
        theirs: Some(json!("y")),
    };
    let title = about("/title", json!("x"));
    for brought in [
        vec![about("/gibtesnicht", json!("x"))],
        vec![about("/title", json!({ "a": 1 }))],
        vec![title.clone(), title.clone()],
    ] {
        let mine = Desk::with_school();
        let mut theirs = mine.clone();
        let path = brought[0].path.clone();
        theirs.conflicts(2, brought);
        let error = mine.plan(&[&theirs.export()]).unwrap_err();
        assert!(
            matches!(&error, MergingError::UndecidableConflict { path: at, .. } if *at == path),
            "{error}"
        );
    }
    let mut theirs = Desk::with_school();
    theirs.conflicts(2, vec![title]);
    Desk::with_school().plan(&[&theirs.export()]).unwrap();
}

#[test]
fn a_history_that_the_store_can_disprove() {
    let mine = Desk::with_school();
    let mut theirs = mine.clone();
    theirs.set(2, "/title", json!("gefälscht"));
    let head = theirs.heads[&id(2)].clone();
    let mut mine = mine;
    mine.import(&[&theirs.export()]);
    mine.set(2, "/title", json!("hier weitergeschrieben"));
    // The file claims to follow what was written here, though its head is an ancestor of it.
    let newer = mine.heads[&id(2)].clone();
    let ancestry = theirs.ancestry.get_mut(&id(2)).unwrap();
    let parents = ancestry[&head].clone();
    ancestry.insert(parents[0].clone(), vec![newer.clone()]);
    ancestry.insert(newer, vec![]);
    let error = mine.plan(&[&theirs.export()]).unwrap_err();
    assert!(matches!(&error, MergingError::ForgedAncestry { record, .. } if *record == id(2)), "{error}");

    // That a history ends earlier is no lie: long ones are told in part.
    let mut theirs = mine.clone();
    theirs.set(2, "/title", json!("kurz"));
    theirs.ancestry.get_mut(&id(2)).unwrap().insert(mine.heads[&id(2)].clone(), vec![]);
    assert_eq!(mine.plan(&[&theirs.export()]).unwrap().count(Class::ChangedThere), 1);
}
