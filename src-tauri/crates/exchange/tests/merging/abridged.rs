//! Copies without internal notes, as they ride inside a PDF, among whole files.

use crate::classes::classes;
use crate::desk::{Desk, id};
use exchange::merging::{Class, Incoming};
use exchange::native;
use serde_json::{Value, json};

const NOTE: &str = "/internal_note";

fn note(desk: &Desk) -> Value {
    desk.content(2)["internal_note"].clone()
}

/// The two values of the open conflict about the note.
fn two_notes(desk: &Desk) -> [Value; 2] {
    let conflicts: Vec<_> = desk.head(id(2)).conflicts.iter().collect();
    let [conflict] = conflicts.as_slice() else { panic!("{conflicts:?}") };
    assert_eq!(conflict.path, NOTE);
    [conflict.ours.clone().unwrap(), conflict.theirs.clone().unwrap()]
}

#[test]
fn a_file_that_went_through_an_abridged_copy_takes_no_note_away_either() {
    let mut mine = Desk::with_school();
    mine.set(2, "/internal_note", json!("Notiz hier"));
    let copy = mine.copy();
    let mut theirs = Desk::default();
    theirs.import(&[&copy]);
    theirs.set(2, "/title", json!("dort"));
    let back = theirs.export();
    assert_eq!(mine.import(&[&back]).count(Class::ChangedThere), 1);
    assert_eq!(
        (&mine.content(2)["title"], &mine.content(2)["internal_note"]),
        (&json!("dort"), &json!("Notiz hier"))
    );
    let heads = mine.heads.clone();
    mine.import(&[&back]);
    assert_eq!(mine.heads, heads);
}

#[test]
fn an_abridged_copy_brings_its_changes_and_takes_no_note_away() {
    let mut theirs = Desk::with_school();
    theirs.set(2, "/internal_note", json!("Notiz dort"));
    let mut mine = theirs.clone();
    theirs.set(2, "/title", json!("dort"));
    mine.set(2, "/internal_note", json!("Notiz hier"));
    let copy = theirs.copy();
    mine.import(&[&copy]);
    assert_eq!(
        (&mine.content(2)["title"], &mine.content(2)["internal_note"]),
        (&json!("dort"), &json!("Notiz hier"))
    );
    let heads = mine.heads.clone();
    mine.import(&[&copy]);
    assert_eq!(mine.heads, heads, "the same copy twice changes nothing");

    let mut fresh = Desk::default();
    fresh.import(&[&copy]);
    assert_eq!(fresh.content(2)["internal_note"], json!(null));
    for incoming in Incoming::of_file(native::read(&copy).unwrap()).unwrap() {
        let stored = fresh.revisions.contains_key(&incoming.head);
        assert_eq!(stored, incoming.is_whole(), "what was abridged never stands under its head's id");
    }
    let heads = fresh.heads.clone();
    let again = fresh.import(&[&copy]);
    assert_eq!((fresh.heads, classes(&again)), (heads, [0, 0, 0, 0, 2]));
}

#[test]
fn nobody_replaces_a_note_that_was_never_seen() {
    let start = Desk::with_school();
    let (mut anna, mut bert) = (start.clone(), start);
    anna.set(2, NOTE, json!("von Anna"));
    bert.set(2, NOTE, json!("von Bert"));
    bert.import(&[&anna.copy()]);
    assert_eq!((note(&bert), bert.head(id(2)).conflicts.len()), (json!("von Bert"), 0));
    bert.set(2, "/title", json!("von Bert"));

    let draft = anna.import(&[&bert.export()]);
    assert_eq!(draft.count(Class::Merged), 1);
    assert_eq!(anna.content(2)["title"], "von Bert");
    assert_eq!(two_notes(&anna), [json!("von Anna"), json!("von Bert")]);
    // Bert learns of it and decides; Anna takes his word for it.
    bert.import(&[&anna.export()]);
    assert_eq!(bert.heads, anna.heads);
    bert.decide(id(2), register::merge::Take::Theirs);
    assert_eq!(anna.import(&[&bert.export()]).count(Class::ChangedThere), 1);
    assert_eq!((note(&anna), anna.head(id(2)).conflicts.len()), (json!("von Bert"), 0));
}

#[test]
fn a_note_left_alone_stays_as_the_other_side_has_changed_it() {
    let mut start = Desk::with_school();
    start.set(2, NOTE, json!("alt"));
    let (mut anna, mut bert) = (start.clone(), start);
    anna.set(2, NOTE, json!("neu"));
    bert.import(&[&anna.copy()]);
    bert.set(2, "/title", json!("von Bert"));
    assert_eq!(note(&bert), "alt");
    anna.import(&[&bert.export()]);
    assert_eq!((note(&anna), anna.head(id(2)).conflicts.len()), (json!("neu"), 0));
    assert_eq!(anna.content(2)["title"], "von Bert");
}

#[test]
fn what_came_without_its_notes_gets_them_from_the_whole_file() {
    let mut anna = Desk::with_school();
    anna.set(2, NOTE, json!("von Anna"));
    let (copy, whole) = (anna.copy(), anna.export());
    let mut fresh = Desk::default();
    fresh.import(&[&copy]);
    let mut edited = fresh.clone();
    assert_eq!(classes(&fresh.import(&[&whole])), [0, 0, 1, 0, 1]);
    assert_eq!((note(&fresh), &fresh.heads), (json!("von Anna"), &anna.heads));
    for again in [&copy, &whole] {
        assert_eq!(classes(&fresh.import(&[again])), [0, 0, 0, 0, 2]);
    }

    edited.set(2, "/title", json!("hier"));
    let mut noted = edited.clone();
    edited.import(&[&whole]);
    assert_eq!((note(&edited), &edited.content(2)["title"]), (json!("von Anna"), &json!("hier")));
    assert_eq!(edited.head(id(2)).conflicts, []);
    assert_eq!(classes(&edited.import(&[&whole])), [0, 1, 0, 0, 1]);

    noted.set(2, NOTE, json!("hier"));
    noted.import(&[&whole]);
    assert_eq!(two_notes(&noted), [json!("hier"), json!("von Anna")]);
}

#[test]
fn copies_of_one_line_follow_each_other() {
    let mut anna = Desk::with_school();
    anna.set(2, NOTE, json!("von Anna"));
    let mut bert = Desk::default();
    bert.import(&[&anna.copy()]);
    anna.set(2, "/title", json!("zweite Fassung"));
    assert_eq!(classes(&bert.import(&[&anna.copy()])), [0, 0, 1, 0, 1]);
    anna.set(2, "/title", json!("dritte Fassung"));
    let mut whole = bert.clone();
    assert_eq!(classes(&whole.import(&[&anna.export()])), [0, 0, 1, 0, 1]);
    assert_eq!(whole.heads, anna.heads);
    // What was changed in between is merged field by field, as with whole files.
    bert.set(2, "/description", json!("von Bert"));
    bert.import(&[&anna.copy()]);
    assert_eq!(bert.head(id(2)).conflicts, []);
    assert_eq!(
        (&bert.content(2)["title"], &bert.content(2)["description"]),
        (&json!("dritte Fassung"), &json!("von Bert"))
    );
}

#[test]
fn who_has_seen_a_note_may_empty_it() {
    let mut anna = Desk::with_school();
    anna.set(2, NOTE, json!("erledigt?"));
    let mut bert = anna.clone();
    bert.set(2, NOTE, json!(null));
    assert_eq!(anna.import(&[&bert.export()]).count(Class::ChangedThere), 1);
    assert_eq!(note(&anna), json!(null));
}

#[test]
fn two_who_went_on_from_a_copy_meet_again_at_its_author() {
    let mut anna = Desk::with_school();
    anna.set(2, NOTE, json!("von Anna"));
    let (mut bert, mut clara) = (Desk::default(), Desk::default());
    bert.import(&[&anna.copy()]);
    clara.import(&[&anna.copy()]);
    bert.set(2, "/title", json!("von Bert"));
    clara.set(2, "/description", json!("von Clara"));
    anna.import(&[&bert.export()]);
    anna.import(&[&clara.export()]);
    assert_eq!(anna.head(id(2)).conflicts, []);
    let content = anna.content(2);
    assert_eq!((&content["title"], &content["description"]), (&json!("von Bert"), &json!("von Clara")));
    assert_eq!(note(&anna), "von Anna");
}

#[test]
fn notes_in_question_stay_decidable_beside_a_deletion() {
    let mut zoe = Desk::with_school();
    let (mut yan, mut max) = (zoe.clone(), zoe.clone());
    zoe.set(2, NOTE, json!("von Zoe"));
    yan.set(2, NOTE, json!("von Yan"));
    max.import(&[&zoe.copy()]);
    yan.import(&[&zoe.export()]);
    for record in [1, 2] {
        zoe.write(record, Value::Null);
    }
    zoe.import(&[&max.export()]);
    max.import(&[&zoe.export()]);
    let mut desks = [max, yan, zoe];
    for (from, to) in [(0, 1), (1, 2), (2, 0), (0, 2), (2, 1), (1, 0)].repeat(2) {
        let file = desks[from].export();
        desks[to].import(&[&file]);
    }
    assert_eq!(desks[0].heads, desks[1].heads);
    assert_eq!(desks[1].heads, desks[2].heads);
    let asked = desks[0].head(id(2)).conflicts.iter().filter(|conflict| conflict.path == NOTE);
    let mut notes: Vec<_> = asked.flat_map(|conflict| [&conflict.ours, &conflict.theirs]).flatten().collect();
    notes.sort_by_key(|note| note.to_string());
    notes.dedup();
    assert_eq!(notes, ["von Yan", "von Zoe"]);
}
