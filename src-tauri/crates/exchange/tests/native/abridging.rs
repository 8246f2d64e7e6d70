//! What rides inside a document says nothing that stays at home, and never passes for what it is not.

use crate::sample::{self, LENDING, PROCESSOR, SCHOOL, activities, checksum, id, register, templates};
use exchange::native::{
    Content, FileRecord, NativeFile, ReadError, WriteError, abridge, read, stand_in, stood_for,
    with_withheld_of, write,
};
use proptest::prelude::*;
use register::id::RecordId;
use register::record::{Conflict, Revision, RevisionId};
use serde_json::{Value, json};

/// Something only the own desk may know; no other text of the samples contains it.
const SECRET: &str = "GEHEIM";

fn of(file: &NativeFile, record: RecordId) -> &FileRecord {
    file.records.iter().find(|each| each.id == record).unwrap()
}

/// The sample's activity with these members, and with these conflicts.
fn with(members: &Value, conflicts: Vec<Conflict>) -> NativeFile {
    let mut file = register();
    let lending = file.records.iter_mut().find(|record| record.id == id(LENDING)).unwrap();
    let mut revision = lending.revision().unwrap();
    let mut content = serde_json::to_value(&revision.content).unwrap();
    content.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
    revision.content = serde_json::from_value(content).unwrap();
    revision.conflicts = conflicts;
    let bytes = revision.to_bytes().unwrap();
    lending.head = RevisionId::of(&bytes);
    lending.content = Content::Whole(bytes.into());
    file
}

fn conflict(path: &str, theirs: Value) -> Conflict {
    Conflict { path: path.into(), base: None, ours: None, theirs: Some(theirs) }
}

/// Whether the record is abridged and then has other bytes than its head.
fn is_abridged(record: &FileRecord) -> bool {
    match &record.content {
        Content::Whole(bytes) => {
            assert_eq!(RevisionId::of(bytes), record.head);
            false
        }
        Content::Abridged(bytes) => {
            assert_ne!(RevisionId::of(bytes), record.head);
            assert_eq!(record.whole(), None);
            true
        }
    }
}

#[test]
fn notes_accepted_findings_and_author_stay_at_home() {
    let accepted = json!([{ "id": id(7), "rule": SECRET, "path": "/title", "reason": SECRET }]);
    let mut file = with(&json!({ "internal_note": SECRET, "acknowledgements": accepted }), vec![]);
    file.author = Some(SECRET.into());
    let bytes = write(&abridge(&file)).unwrap();
    let text = String::from_utf8(bytes.clone()).unwrap();
    assert!(!text.contains(SECRET));
    let value: Value = serde_json::from_str(&text).unwrap();
    assert_eq!((&value["copy"], &value["version"]), (&json!("abridged"), &json!(2)));

    let back = read(&bytes).unwrap();
    assert_eq!(back, abridge(&file));
    let (before, after) = (of(&file, id(LENDING)), of(&back, id(LENDING)));
    assert!(is_abridged(after));
    assert_eq!((&after.head, &after.ancestors), (&before.head, &before.ancestors));
    assert_eq!(after.revision().unwrap().parents, before.revision().unwrap().parents);
    // What had nothing to hide is as good as ever.
    for whole in [SCHOOL, PROCESSOR] {
        assert_eq!(of(&back, id(whole)), of(&file, id(whole)));
        assert!(!is_abridged(of(&back, id(whole))));
    }
}

#[test]
fn a_templates_notes_stay_at_home_too() {
    let copy = abridge(&templates());
    assert!(is_abridged(of(&copy, id(5))));
    assert!(!String::from_utf8(write(&copy).unwrap()).unwrap().contains("Gemeinde"));
}

#[test]
fn conflicts_travel_on_unless_they_are_about_what_stays_at_home() {
    let whole = json!({ "internal_note": SECRET, "title": "Bücherei" });
    let conflicts = vec![
        conflict("/groups", json!([{ "acknowledgements": [SECRET] }])),
        conflict("/internal_note", SECRET.into()),
        conflict("/other", whole),
        conflict("/title", "Leihe".into()),
    ];
    let copy = abridge(&with(&json!({}), conflicts));
    let bytes = write(&copy).unwrap();
    assert!(!String::from_utf8(bytes).unwrap().contains(SECRET));
    let kept = of(&copy, id(LENDING)).revision().unwrap().conflicts;
    assert_eq!(
        kept.iter().map(|each| each.path.as_str()).collect::<Vec<_>>(),
        ["/groups", "/other", "/title"]
    );
    assert_eq!(kept[1].theirs, Some(json!({ "internal_note": null, "title": "Bücherei" })));
}

#[test]
fn a_copy_is_stored_as_what_it_is_and_can_be_told_from_its_original() {
    let whole = with(&json!({ "internal_note": "dort" }), vec![conflict("/title", "Leihe".into())]);
    let copy = abridge(&whole);
    let record = of(&copy, id(LENDING));
    let Content::Abridged(abridged) = &record.content else { panic!("nothing was taken out") };
    let stored = stand_in(&record.head, abridged).unwrap();
    let revision = Revision::from_bytes(&stored).unwrap();
    assert_eq!(stood_for(&revision.parents), Some(&record.head));
    assert!(revision.parents.is_sorted());
    let original = record.revision().unwrap();
    assert_eq!((&revision.content, &revision.conflicts), (&original.content, &original.conflicts));
    // Ordinary revisions, merges among them, stand in for nothing.
    let other = RevisionId::of(b"other");
    for parents in [vec![], vec![other.clone()], vec![record.head.clone(), other], original.parents] {
        assert_eq!(stood_for(&parents), None);
    }
}

#[test]
fn notes_and_accepted_findings_are_lent_and_nothing_else() {
    let accepted = json!([{ "id": id(7), "rule": "X", "path": "/title", "reason": "So gewollt." }]);
    let content =
        |members: Value| of(&with(&members, vec![]), id(LENDING)).revision().unwrap().content.unwrap();
    let theirs = content(json!({ "title": "Leihe", "internal_note": "dort" }));
    let ours = content(json!({ "internal_note": "hier", "acknowledgements": accepted }));
    let lent = content(json!({ "title": "Leihe", "internal_note": "hier", "acknowledgements": accepted }));
    assert_eq!(with_withheld_of(theirs.clone(), Some(&ours)), lent);
    let none = content(json!({ "title": "Leihe", "internal_note": null, "acknowledgements": [] }));
    assert_eq!(with_withheld_of(theirs, None), none);
}

#[test]
fn an_abridged_record_only_travels_in_a_file_that_says_so() {
    let pretending = NativeFile { abridged: false, ..abridge(&register()) };
    assert!(
        matches!(write(&pretending), Err(WriteError::Unreadable(ReadError::Head { record, .. })) if record == id(LENDING))
    );
    let mut mislabelled = abridge(&register());
    let lending = &mut mislabelled.records[1];
    if let Content::Abridged(bytes) = &lending.content {
        lending.content = Content::Whole(bytes.clone());
    }
    assert!(matches!(write(&mislabelled), Err(WriteError::Unreadable(ReadError::Head { .. }))));
}

#[test]
fn a_copy_that_is_not_as_short_as_it_says_is_refused() {
    let told = NativeFile { abridged: true, ..register() };
    assert!(
        matches!(write(&told), Err(WriteError::Unreadable(ReadError::NotAbridged { record })) if record == id(LENDING))
    );
    let named = NativeFile { author: Some("x".into()), ..abridge(&register()) };
    assert!(
        matches!(write(&named), Err(WriteError::Unreadable(ReadError::Malformed { place, .. })) if place == "/author")
    );
}

#[test]
fn another_kind_of_copy_is_refused() {
    for copy in [json!("complete"), json!(null), json!(true)] {
        let mut file: Value = serde_json::from_slice(&write(&abridge(&register())).unwrap()).unwrap();
        file["copy"] = copy;
        file["sha256"] = checksum(&file).into();
        let refused = read(file.to_string().as_bytes());
        assert!(matches!(refused, Err(ReadError::Malformed { place, .. }) if place == "/copy"));
    }
}

#[test]
fn a_changed_copy_is_called_changed() {
    let text = String::from_utf8(write(&abridge(&register())).unwrap()).unwrap();
    let changed = text.replacen("Ausleihe", "Ausgabe", 1);
    assert!(matches!(read(changed.as_bytes()), Err(ReadError::Checksum { .. })));
}

fn any_text() -> impl Strategy<Value = Option<String>> {
    prop::option::of(any::<String>().prop_map(|text| format!("{SECRET}{text}")))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_is_written_at_the_own_desk_stays_there(
        notes in prop::collection::vec((any_text(), any_text()), 1..6),
        author in any_text(),
    ) {
        let mut file = register();
        file.author = author;
        for (number, (note, reason)) in (1_000..).zip(notes) {
            let accepted: Vec<Value> = reason
                .iter()
                .map(|reason| json!({ "id": id(1), "rule": "X", "path": "", "reason": reason }))
                .collect();
            let content = json!({ "type": "activity", "register": id(SCHOOL), "title": "Leihe",
                "internal_note": note, "acknowledgements": accepted });
            file.records.push(sample::record(number, content, &[], vec![]));
        }
        let copy = abridge(&file);
        let bytes = write(&copy).unwrap();
        prop_assert!(!String::from_utf8_lossy(&bytes).contains(SECRET));
        let back = read(&bytes).unwrap();
        prop_assert_eq!(&back, &copy);
        prop_assert_eq!(&abridge(&back), &back);
        for (before, after) in file.records.iter().zip(&back.records) {
            prop_assert_eq!(&before.head, &after.head);
            let (before, abridged) = (before.revision().unwrap(), is_abridged(after));
            prop_assert_eq!(abridged, after.revision().unwrap() != before);
            let lent = after.revision().unwrap().content;
            let lent = lent.map(|content| with_withheld_of(content, before.content.as_ref()));
            prop_assert_eq!(lent, before.content);
        }
    }
}

#[test]
fn activities_and_templates_can_be_abridged_like_registers() {
    for file in [activities(), templates()] {
        let copy = abridge(&file);
        let mut back = read(&write(&copy).unwrap()).unwrap();
        assert_eq!(back.scope, file.scope);
        back.author = file.author;
        assert_eq!(back.records, copy.records);
    }
}
