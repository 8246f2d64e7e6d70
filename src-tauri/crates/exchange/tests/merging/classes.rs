//! Each record is in exactly one class, and ancestry alone decides which.

use crate::desk::{Desk, SCHOOL, id};
use exchange::merging::Class;
use serde_json::json;

pub(crate) fn classes(draft: &exchange::merging::Draft) -> [usize; 5] {
    [Class::New, Class::ChangedHere, Class::ChangedThere, Class::Merged, Class::Unchanged]
        .map(|class| draft.count(class))
}

#[test]
fn into_an_empty_store_everything_is_new_and_the_second_time_unchanged() {
    let file = Desk::with_school().export();
    let mut mine = Desk::default();
    assert_eq!(classes(&mine.import(&[&file])), [2, 0, 0, 0, 0]);
    let before = mine.heads.clone();
    let again = mine.import(&[&file]);
    assert_eq!(classes(&again), [0, 0, 0, 0, 2]);
    assert!(again.records().values().all(|planned| !planned.acts()));
    assert_eq!(mine.heads, before);
}

#[test]
fn one_side_changed_is_taken_or_left_both_sides_changed_is_merged() {
    let mut theirs = Desk::with_school();
    for number in 3..6 {
        theirs.write(
            number,
            json!({ "type": "activity", "register": id(SCHOOL), "title": format!("T{number}") }),
        );
    }
    let mut mine = theirs.clone();
    mine.set(3, "/title", json!("hier"));
    theirs.set(4, "/title", json!("dort"));
    mine.set(5, "/description", json!("hier"));
    theirs.set(5, "/title", json!("dort"));
    let draft = mine.import(&[&theirs.export()]);
    assert_eq!(classes(&draft), [0, 1, 1, 1, 2]);
    assert_eq!(mine.content(3)["title"], "hier");
    assert_eq!(mine.content(4)["title"], "dort");
    assert_eq!(
        (&mine.content(5)["title"], &mine.content(5)["description"]),
        (&json!("dort"), &json!("hier"))
    );
}

#[test]
fn an_older_file_is_recognised_also_when_it_is_older_than_what_came_first() {
    let mut theirs = Desk::with_school();
    let oldest = theirs.export();
    theirs.set(2, "/title", json!("zweite Fassung"));
    theirs.set(2, "/title", json!("dritte Fassung"));
    let mut mine = Desk::default();
    mine.import(&[&theirs.export()]);
    let draft = mine.import(&[&oldest]);
    assert_eq!(classes(&draft), [0, 1, 0, 0, 1]);
    assert_eq!(mine.content(2)["title"], "dritte Fassung");
}

#[test]
fn several_files_at_once_are_as_good_as_one_after_the_other() {
    let mine = Desk::with_school();
    let (mut anna, mut bert) = (mine.clone(), mine.clone());
    anna.set(2, "/title", json!("von Anna"));
    bert.set(2, "/description", json!("von Bert"));
    anna.write(7, json!({ "type": "activity", "register": id(SCHOOL), "title": "neu" }));
    let files = [anna.export(), bert.export()];
    let (mut at_once, mut in_turn) = (mine.clone(), mine);
    at_once.import(&[&files[0], &files[1]]);
    in_turn.import(&[&files[0]]);
    in_turn.import(&[&files[1]]);
    assert_eq!(at_once.heads, in_turn.heads);
    assert_eq!(at_once.content(2)["title"], "von Anna");
    assert_eq!(at_once.content(2)["description"], "von Bert");
}
