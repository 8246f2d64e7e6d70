//! What went wrong elsewhere, each mistake by name.

use crate::desk::{Desk, SCHOOL, id};
use exchange::merging::{Class, Draft, Incoming, MergingError};
use register::merge::Take;
use serde_json::json;

fn pair() -> (Desk, Desk) {
    let desk = Desk::with_school();
    (desk.clone(), desk)
}

#[test]
fn the_newer_version_does_not_simply_win() {
    let (mut mine, mut theirs) = pair();
    mine.set(2, "/description", json!("hier eingetragen"));
    theirs.set(2, "/title", json!("dort umbenannt"));
    mine.import(&[&theirs.export()]);
    assert!(
        mine.visible(id(2)).contains("hier eingetragen") && mine.visible(id(2)).contains("dort umbenannt")
    );
}

#[test]
fn a_merge_keeps_the_history_of_both_sides() {
    let (mut mine, mut theirs) = pair();
    mine.set(2, "/title", json!("erste Fassung hier"));
    mine.set(2, "/title", json!("zweite Fassung hier"));
    theirs.set(2, "/title", json!("Fassung dort"));
    mine.import(&[&theirs.export()]);
    for text in ["erste Fassung hier", "zweite Fassung hier", "Fassung dort", "Bücherei"] {
        assert!(mine.texts().contains(text), "{text}");
    }
}

#[test]
fn a_record_that_is_missing_from_a_file_is_not_deleted() {
    let (mut mine, mut theirs) = pair();
    mine.write(3, json!({ "type": "activity", "register": id(SCHOOL), "title": "nur hier" }));
    theirs.set(SCHOOL, "/name", json!("umbenannt"));
    let only_the_school = theirs.export_some(|_| false);
    mine.import(&[&only_the_school]);
    assert_eq!(mine.content(2)["title"], "Bücherei");
    assert_eq!(mine.content(3)["title"], "nur hier");
}

#[test]
fn only_a_tombstone_deletes_and_only_what_was_left_alone_here() {
    let (mut mine, mut theirs) = pair();
    for desk in [&mut mine, &mut theirs] {
        desk.write(3, json!({ "type": "activity", "register": id(SCHOOL), "title": "unberührt" }));
    }
    mine.set(2, "/title", json!("hier bearbeitet"));
    theirs.write(2, json!(null));
    theirs.write(3, json!(null));
    let draft = mine.import(&[&theirs.export()]);
    assert_eq!(mine.content(3), json!(null));
    assert_eq!(mine.content(2)["title"], "hier bearbeitet");
    let conflict = &draft.records()[&id(2)].conflicts()[0];
    assert_eq!((conflict.path.as_str(), &conflict.theirs), ("/", &None));
    mine.decide(id(2), Take::Theirs);
    assert_eq!(mine.content(2), json!(null), "decided for the deletion, it goes");
    assert!(mine.texts().contains("hier bearbeitet"), "and stays in the history");
}

#[test]
fn equal_files_have_no_conflicts() {
    let (mut mine, theirs) = pair();
    let draft = mine.import(&[&theirs.export()]);
    assert_eq!(draft.count(Class::Unchanged), 2);
    assert!(draft.records().values().all(|planned| planned.conflicts().is_empty()));
}

#[test]
fn the_same_change_on_both_sides_is_no_conflict() {
    let (mut mine, mut theirs) = pair();
    mine.set(2, "/title", json!("gleich"));
    theirs.set(2, "/title", json!("gleich"));
    theirs.set(2, "/description", json!("mehr"));
    mine.import(&[&theirs.export()]);
    assert!(mine.head(id(2)).conflicts.is_empty());
    assert_eq!(mine.content(2)["description"], "mehr");
}

#[test]
fn an_empty_register_empties_nothing() {
    let (mut mine, mut theirs) = pair();
    theirs.heads.retain(|record, _| *record == id(SCHOOL));
    mine.import(&[&theirs.export()]);
    assert_eq!(mine.content(2)["title"], "Bücherei");
}

#[test]
fn an_undone_import_can_be_imported_again() {
    let (mut mine, mut theirs) = pair();
    theirs.set(2, "/title", json!("dort"));
    let file = theirs.export();
    let heads = mine.heads.clone();
    mine.import(&[&file]);
    mine.heads = heads;
    let draft = mine.import(&[&file]);
    assert_eq!(draft.count(Class::ChangedThere), 1);
    assert_eq!(mine.content(2)["title"], "dort");
}

#[test]
fn an_item_that_activities_name_does_not_vanish_with_the_organisation() {
    let (mut mine, mut theirs) = pair();
    let category = "0190aaaa-0000-7000-8000-000000000001";
    let defaults = json!({ "scope": { "data_categories": { "state": "given", "value": [
        { "id": category, "name": "Kontaktdaten" },
    ] } } });
    for desk in [&mut mine, &mut theirs] {
        desk.set(SCHOOL, "/defaults", defaults.clone());
    }
    let recipients = json!({ "state": "given", "value": [{
        "id": "0190aaaa-0000-7000-8000-000000000002", "name": "Förderverein", "data": { "only": [category] },
    }] });
    let mut content = mine.content(2);
    content["common"]["data_categories"] = json!({ "state": "inherit", "from": "organisation" });
    content["common"]["recipients"] = recipients;
    mine.write(2, content);
    theirs.set(SCHOOL, "/defaults", json!({}));
    mine.import(&[&theirs.export()]);
    let shown = mine.content(SCHOOL).to_string();
    assert!(shown.contains("Kontaktdaten"), "{shown}");
    assert!(!mine.head(id(SCHOOL)).conflicts.is_empty(), "and what became of it is asked");
}

#[test]
fn a_register_deleted_there_stays_while_an_activity_of_it_was_edited_here() {
    let (mut mine, mut theirs) = pair();
    mine.set(2, "/title", json!("hier bearbeitet"));
    theirs.write(2, json!(null));
    theirs.write(SCHOOL, json!(null));
    let draft = mine.import(&[&theirs.export()]);
    assert_eq!(mine.content(2)["title"], "hier bearbeitet");
    assert_eq!(mine.content(SCHOOL)["name"], "Grundschule Beispielhausen");
    let conflict = &draft.records()[&id(SCHOOL)].conflicts()[0];
    assert_eq!(
        (conflict.path.as_str(), &conflict.theirs),
        ("/", &None),
        "the deletion is still to be decided"
    );
    assert!(mine.plan(&[&theirs.export()]).unwrap().records().values().all(|planned| !planned.acts()));
}

#[test]
fn a_register_deleted_here_comes_back_with_an_activity_that_was_edited_there() {
    let (mut mine, mut theirs) = pair();
    mine.write(2, json!(null));
    mine.write(SCHOOL, json!(null));
    theirs.set(2, "/title", json!("dort bearbeitet"));
    let draft = mine.import(&[&theirs.export()]);
    assert_eq!(mine.content(2)["title"], "dort bearbeitet");
    assert_eq!(mine.content(SCHOOL)["name"], "Grundschule Beispielhausen");
    let conflict = &draft.records()[&id(SCHOOL)].conflicts()[0];
    assert_eq!((conflict.path.as_str(), &conflict.ours), ("/", &None));
    assert!(mine.plan(&[&theirs.export()]).unwrap().records().values().all(|planned| !planned.acts()));
}

#[test]
fn a_deleted_system_stays_while_somebody_uses_it_and_goes_when_nobody_does() {
    let (mut mine, _) = pair();
    mine.write(4, json!({ "type": "party", "name": "Hersteller" }));
    mine.write(5, json!({ "type": "system", "name": "Büchereiprogramm", "vendor": id(4) }));
    mine.write(6, json!({ "type": "system", "name": "Unbenutztes" }));
    let mut theirs = mine.clone();
    mine.set(2, "/systems", json!([id(5)]));
    for number in [4, 5, 6] {
        theirs.write(number, json!(null));
    }
    let hers = mine.clone();
    mine.import(&[&theirs.export()]);
    assert_eq!(mine.content(5)["name"], "Büchereiprogramm");
    assert_eq!(mine.content(4)["name"], "Hersteller", "what the system names stays as well");
    assert_eq!(mine.content(6), json!(null));

    // The other way round: deleted here, and a file brings an activity that uses it.
    theirs.import(&[&hers.export()]);
    assert_eq!(theirs.content(5)["name"], "Büchereiprogramm");
    assert_eq!(theirs.content(4)["name"], "Hersteller");
    assert_eq!(theirs.content(6), json!(null));
    assert_eq!(theirs.content(2)["systems"], json!([id(5)]));

    // Who no longer uses it can delete it.
    let mut his = mine.clone();
    for number in [5, 4] {
        his.decide(id(number), Take::Ours);
    }
    his.set(2, "/systems", json!([]));
    his.write(5, json!(null));
    mine.import(&[&his.export()]);
    assert_eq!(mine.content(5), json!(null));
}

#[test]
fn activities_without_their_register_are_refused() {
    let (mine, mut theirs) = pair();
    let file = mine.export();
    let mut file = exchange::native::read(&file).unwrap();
    file.records.retain(|record| record.id != id(SCHOOL));
    let activities = Incoming::of_file(file).unwrap();
    let mut nobody = Desk::default();
    let refused = Draft::default().take_in(&nobody, activities.clone()).unwrap_err();
    assert!(matches!(refused, MergingError::NamesNothing { named, .. } if named == id(SCHOOL)), "{refused}");
    nobody.write(SCHOOL, json!({ "type": "party", "name": "keine Stelle" }));
    Draft::default().take_in(&nobody, activities.clone()).unwrap_err();
    theirs.write(SCHOOL, json!(null));
    Draft::default().take_in(&theirs, activities).unwrap_err();
}

#[test]
fn three_who_began_the_same_record_ask_each_question_once() {
    let start = Desk::with_school();
    let mut desks = [start.clone(), start.clone(), start];
    for (desk, title) in desks.iter_mut().zip(["eins", "zwei", "drei"]) {
        desk.write(5, json!({ "type": "activity", "register": id(SCHOOL), "title": title }));
    }
    desks[1].set(5, "/description", json!("nur hier"));
    for (from, to) in [(0, 1), (1, 2), (2, 0), (0, 2), (2, 1), (1, 0)].repeat(3) {
        let file = desks[from].export();
        desks[to].import(&[&file]);
    }
    assert_eq!(desks[0].heads, desks[1].heads);
    assert_eq!(desks[1].heads, desks[2].heads);
    let asked: Vec<&str> =
        desks[0].head(id(5)).conflicts.iter().map(|conflict| conflict.path.as_str()).collect();
    assert_eq!(asked.iter().filter(|path| **path == "/description").count(), 1, "{asked:?}");
}

#[test]
fn systems_that_become_part_of_each_other_only_by_the_merge_do_not() {
    let mut start = Desk::with_school();
    for (number, name) in [(6, "WebUntis"), (7, "Untis Mobile")] {
        start.write(number, json!({ "type": "system", "name": name }));
    }
    start.write(
        3,
        json!({ "type": "activity", "register": id(SCHOOL), "title": "Stundenplan",
        "systems": [id(6), id(7)] }),
    );
    let (mut mine, mut theirs) = (start.clone(), start);
    mine.set(6, "/part_of", json!(id(7)));
    theirs.set(7, "/part_of", json!(id(6)));
    let file = theirs.export();
    let draft = mine.import(&[&file]);
    assert_eq!(draft.count(Class::Merged), 1);
    assert_eq!((&mine.content(6)["part_of"], &mine.content(7)["part_of"]), (&json!(id(7)), &json!(null)));
    let conflicts = &mine.head(id(7)).conflicts;
    assert_eq!((conflicts[0].path.as_str(), &conflicts[0].theirs), ("/part_of", &Some(json!(id(6)))));
    let heads = mine.heads.clone();
    mine.import(&[&file]);
    assert_eq!(mine.heads, heads);
    theirs.import(&[&mine.export()]);
    assert_eq!(theirs.heads, mine.heads);

    theirs.set(7, "/part_of", json!(id(6)));
    let error = Desk::with_school().plan(&[&theirs.export()]).unwrap_err();
    assert!(matches!(error, MergingError::Content { .. }), "{error}");
}

#[test]
fn who_joins_later_merges_against_what_the_others_started_from() {
    let mut anna = Desk::with_school();
    let mut clara = anna.clone();
    anna.set(2, "/title", json!("erste Fassung"));
    let mut bert = Desk::default();
    bert.import(&[&anna.export()]);
    anna.set(2, "/description", json!("von Anna"));
    clara.import(&[&anna.export()]);
    // Clara has never had the version in her hands that Bert went on from.
    bert.set(2, "/dpo_opinion", json!("von Bert"));
    clara.import(&[&bert.export()]);
    assert_eq!(clara.head(id(2)).conflicts, []);
    let content = clara.content(2);
    assert_eq!((&content["description"], &content["dpo_opinion"]), (&json!("von Anna"), &json!("von Bert")));
}
