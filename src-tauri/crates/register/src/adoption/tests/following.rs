//! A newer version of the origin, field by field.

use super::*;
use crate::merge::Surroundings;
use crate::record::{Conflict, Revision};

fn record(value: Value) -> Record {
    Record::Activity(Box::new(activity(value)))
}

fn revision(value: Value) -> Revision {
    Revision::new(id(0xf1).parse().unwrap(), Vec::new(), Some(record(value)))
}

fn paths(changes: &[Conflict]) -> Vec<&str> {
    changes.iter().map(|change| change.path.as_str()).collect()
}

fn purposes(texts: &[(u64, &str)]) -> Value {
    let items: Vec<Value> =
        texts.iter().map(|(number, text)| json!({ "id": id(*number), "text": text })).collect();
    json!({ "description": "wie gehabt", "common": { "purposes": given(json!(items)) } })
}

fn versions() -> (Revision, Record, Record) {
    let mut mine = purposes(&[(1, "Unterricht"), (2, "Beratung vor Ort"), (3, "Konferenzen")]);
    mine["description"] = json!("bei uns anders");
    let base = purposes(&[(1, "Unterricht"), (2, "Beratung"), (3, "Konferenzen")]);
    let theirs = purposes(&[(1, "Distanzunterricht"), (2, "Beratung am Telefon"), (4, "Elternabend")]);
    (revision(mine), record(base), record(theirs))
}

fn purpose(number: u64) -> String {
    format!("/common/purposes/{}", id(number))
}

fn text(merged: &crate::merge::Merged, path: &str) -> Option<Value> {
    crate::path::get(&serde_json::to_value(&merged.content).unwrap(), path).ok().cloned()
}

fn applied(choices: &[(String, Choice)]) -> crate::merge::Merged {
    let (mine, base, theirs) = versions();
    let choices = choices.iter().cloned().collect();
    apply(&mine, Some(&base), &theirs, &Surroundings::default(), &choices, None).unwrap()
}

#[test]
fn what_is_new_there_what_i_changed_and_what_collides() {
    let (mine, base, theirs) = versions();
    let following = follow(&mine, Some(&base), &theirs, &Surroundings::default()).unwrap();
    assert_eq!(paths(&following.incoming), [format!("{}/text", purpose(1)), purpose(3), purpose(4)]);
    assert_eq!(paths(&following.kept), ["/description"]);
    assert_eq!(following.kept[0].ours, Some(json!("bei uns anders")));
    assert_eq!(paths(&following.conflicts), [format!("{}/text", purpose(2))]);
    assert_eq!(following.conflicts[0].base, Some(json!("Beratung")));
}

#[test]
fn all_is_taken_unless_it_is_refused_and_conflicts_stay_open() {
    let merged = applied(&[]);
    assert_eq!(text(&merged, &format!("{}/text", purpose(1))), Some(json!("Distanzunterricht")));
    assert_eq!(text(&merged, &purpose(3)), None);
    assert!(text(&merged, &purpose(4)).is_some());
    assert_eq!(text(&merged, "/description"), Some(json!("bei uns anders")));
    assert_eq!(paths(&merged.conflicts), [format!("{}/text", purpose(2))]);
    assert_eq!(text(&merged, &format!("{}/text", purpose(2))), Some(json!("Beratung vor Ort")));
}

#[test]
fn a_refused_change_leaves_mine_and_an_item_comes_back_to_its_place() {
    let merged = applied(&[
        (format!("{}/text", purpose(1)), Choice::Ours),
        (purpose(3), Choice::Ours),
        (purpose(4), Choice::Ours),
        (format!("{}/text", purpose(2)), Choice::Theirs),
    ]);
    let list = text(&merged, "/common/purposes/value").unwrap();
    let texts: Vec<&Value> = list.as_array().unwrap().iter().map(|item| &item["text"]).collect();
    assert_eq!(texts, ["Unterricht", "Beratung am Telefon", "Konferenzen"]);
    assert!(merged.conflicts.is_empty());
}

#[test]
fn later_keeps_mine_and_an_open_conflict_that_can_be_decided() {
    let merged = applied(&[(purpose(4), Choice::Later), (purpose(3), Choice::Later)]);
    assert_eq!(text(&merged, &purpose(4)), None);
    assert!(text(&merged, &purpose(3)).is_some());
    let open = merged.into_revision(id(0xf1).parse().unwrap(), Vec::new());
    assert_eq!(paths(&open.conflicts), [format!("{}/text", purpose(2)), purpose(3), purpose(4)]);
    let take: Vec<_> =
        open.conflicts.iter().map(|conflict| (conflict.clone(), crate::merge::Take::Theirs)).collect();
    let decided = crate::merge::resolve(&open, &take, &Surroundings::default()).unwrap();
    assert!(text(&decided, &purpose(4)).is_some());
    assert_eq!(text(&decided, &purpose(3)), None);
}

#[test]
fn refusing_what_an_accepted_rule_names_leaves_a_conflict_and_a_sound_record() {
    let data = |names: &[(u64, &str)]| {
        given(json!(names.iter().map(|(number, name)| named(*number, name)).collect::<Vec<_>>()))
    };
    let rules = |only: &[u64]| {
        given(
            json!([{ "id": id(9), "data": { "only": only.iter().map(|number| id(*number)).collect::<Vec<_>>() } }]),
        )
    };
    let of = |names: &[(u64, &str)], only: &[u64]| json!({ "common": { "data_categories": data(names), "retention": rules(only) } });
    let base = record(of(&[(1, "Name")], &[1]));
    let theirs = record(of(&[(1, "Name"), (2, "Note")], &[1, 2]));
    let mine = revision(of(&[(1, "Name")], &[1]));
    let new = format!("/common/data_categories/{}", id(2));
    let choices = BTreeMap::from([(new.clone(), Choice::Ours)]);
    let mine_org = organisation(json!({}));
    let surroundings = Surroundings { organisation: Some(&mine_org), ..Surroundings::default() };
    let merged = apply(&mine, Some(&base), &theirs, &surroundings, &choices, None).unwrap();
    assert_eq!(text(&merged, &new), None);
    assert_eq!(paths(&merged.conflicts), [format!("/common/retention/{}/data", id(9))]);
}

#[test]
fn my_own_facts_are_neither_news_nor_deviations() {
    let mine_org = organisation(json!({}));
    let source = |note: &str| {
        activity(json!({
            "description": note, "department": given(json!("Sekretariat am Berg")),
            "engagements": given(json!([{ "id": id(1), "role": "processor",
                "contract": given(json!({ "note": note })) }])),
        }))
    };
    let context = SourceContext::default();
    let mut mine = adopt(&source("eins"), Some(&context), &target(&mine_org)).unwrap().activity;
    let mut value = serde_json::to_value(&mine).unwrap();
    value["department"] = given(json!("Verwaltung"));
    value["status"] = json!({ "stage": "released" });
    *crate::path::get_mut(&mut value, &format!("/engagements/{}/contract", id(1))).unwrap() =
        given(json!({ "concluded_on": "2025-01-01" }));
    mine = serde_json::from_value(value).unwrap();
    let form = |note: &str| {
        Record::Activity(Box::new(as_adopted(&source(note), Some(&context), &mine_org, &mine).unwrap()))
    };
    let head =
        Revision::new(id(0xf1).parse().unwrap(), Vec::new(), Some(Record::Activity(Box::new(mine.clone()))));
    assert_eq!(deviations(&form("eins"), head.content.as_ref().unwrap()).unwrap(), []);
    let following = follow(&head, Some(&form("eins")), &form("zwei"), &Surroundings::default()).unwrap();
    assert_eq!(paths(&following.incoming), ["/description"]);
    assert_eq!((following.kept, following.conflicts), (Vec::new(), Vec::new()));
}

#[test]
fn a_default_that_i_get_later_is_no_deviation_of_what_came_along() {
    let theirs =
        context(json!({ "scope": { "purposes": given(json!([{ "id": id(1), "text": "Bildung" }])) } }));
    let source = activity(json!({ "common": { "purposes": inherited() } }));
    let mine = adopt(&source, Some(&theirs), &target(&organisation(json!({})))).unwrap().activity;
    let later = organisation(
        json!({ "scope": { "purposes": given(json!([{ "id": id(5), "text": "Erziehung" }])) } }),
    );
    assert_eq!(as_adopted(&source, Some(&theirs), &later, &mine).unwrap(), mine);
}
