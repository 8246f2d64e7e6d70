use crate::sample::{self, DELETED, LENDING, forged, id, json_file, register};
use exchange::native::{Content, MAX_ANCESTORS, NativeFile, WriteError, read, write};
use proptest::prelude::*;
use register::canonical;
use register::record::{Record, RevisionId};
use serde_json::json;

#[test]
fn what_was_written_is_read_and_writes_the_same_bytes() {
    let bytes = sample::file();
    let back = read(&bytes).unwrap();
    assert_eq!(back, register());
    assert_eq!(write(&back).unwrap(), bytes);
}

#[test]
fn the_file_is_one_line_of_canonical_json_with_its_checksum() {
    let bytes = sample::file();
    let value = json_file();
    let mut canonical = canonical::to_bytes(&value);
    canonical.push(b'\n');
    assert_eq!(bytes, canonical);
    assert_eq!(value["sha256"], sample::checksum(&value));
    assert_eq!(value["format"], "artikel30-vvt");
    assert_eq!(value["version"], 1);
    assert_eq!(value["exported_at"], "2026-03-15");
    assert_eq!(value["scope"], json!({ "kind": "register", "register": id(sample::SCHOOL) }));
}

#[test]
fn odd_characters_come_back_as_they_were() {
    let file = read(&sample::file()).unwrap();
    let lending = file.records.iter().find(|record| record.id == id(LENDING)).unwrap();
    let Some(Record::Activity(activity)) = lending.revision().unwrap().content else {
        panic!("no activity");
    };
    assert_eq!(activity.title, "Bücherei: Ausleihe \u{0}\u{202e}\"quer\"\\");
    assert_eq!(activity.internal_note.as_deref(), Some("Zeile 1\nZeile 2\t€ 😀"));
}

#[test]
fn of_a_long_history_the_nearest_part_travels() {
    let numbered = |number: usize| RevisionId::of(format!("{number}").as_bytes());
    let mut file = register();
    let long = 3 * MAX_ANCESTORS;
    let lending = file.records.iter_mut().find(|record| record.id == id(LENDING)).unwrap();
    let parents = lending.revision().unwrap().parents;
    lending.ancestors = (1..=long)
        .map(|number| (numbered(number), if number < long { vec![numbered(number + 1)] } else { vec![] }))
        .chain(parents.iter().map(|parent| (parent.clone(), vec![numbered(1)])))
        .collect();
    let back = read(&write(&file).unwrap()).unwrap();
    let told = &back.records.iter().find(|record| record.id == id(LENDING)).unwrap().ancestors;
    assert_eq!(told.len(), MAX_ANCESTORS);
    assert!(parents.iter().all(|parent| told[parent] == [numbered(1)]));
    let last = MAX_ANCESTORS - parents.len();
    assert!((1..last).all(|number| told[&numbered(number)] == [numbered(number + 1)]));
    assert_eq!(told[&numbered(last)], []);
    // What was read can be written as it is.
    assert_eq!(read(&write(&back).unwrap()).unwrap(), back);
}

#[test]
fn a_deletion_travels_as_a_deletion() {
    let file = read(&sample::file()).unwrap();
    let deleted = file.records.iter().find(|record| record.id == id(DELETED)).unwrap();
    assert_eq!(deleted.revision().unwrap().content, None);
}

#[test]
fn a_byte_order_mark_and_another_layout_change_nothing() {
    let pretty = serde_json::to_string_pretty(&json_file()).unwrap().replace('\n', "\r\n");
    assert_eq!(read(format!("\u{feff}{pretty}\r\n").as_bytes()).unwrap(), register());
}

#[test]
fn another_order_of_records_in_a_file_changes_nothing() {
    let turned = forged(|file| file["records"].as_array_mut().unwrap().reverse());
    assert_eq!(read(&turned).unwrap(), register());
}

#[test]
fn a_conflict_travels_with_its_revision() {
    let mut file = register();
    let lending = file.records.iter_mut().find(|record| record.id == id(LENDING)).unwrap();
    let mut revision = lending.revision().unwrap();
    revision.conflicts.push(register::record::Conflict {
        path: "/title".into(),
        base: Some("Bücherei".into()),
        ours: Some(json!({ "any": ["value", 1, null] })),
        theirs: None,
    });
    let bytes = revision.to_bytes().unwrap();
    lending.head = RevisionId::of(&bytes);
    lending.content = Content::Whole(bytes.into());
    assert_eq!(read(&write(&file).unwrap()).unwrap(), file);
}

#[test]
fn bytes_that_would_not_survive_the_file_are_not_written() {
    let mut file = register();
    let mut bytes = file.records[0].whole().unwrap().to_vec();
    bytes.push(b' ');
    file.records[0].head = RevisionId::of(&bytes);
    file.records[0].content = Content::Whole(bytes.into());
    let id = file.records[0].id;
    assert!(matches!(write(&file), Err(WriteError::NotCanonical { record }) if record == id));
}

#[test]
fn a_file_that_could_not_be_read_is_not_written() {
    let mut file = register();
    file.exporter = "x".repeat(exchange::native::MAX_TEXT + 1);
    assert!(matches!(write(&file), Err(WriteError::Unreadable(_))));
}

fn any_register() -> impl Strategy<Value = NativeFile> {
    let parties = prop::collection::btree_map(10u128..10_000, (any::<String>(), 0usize..4), 0..12);
    (any::<String>(), parties).prop_map(|(exporter, parties)| {
        let mut file = NativeFile { exporter, ..register() };
        for (number, (name, generations)) in parties {
            let mut history = Vec::new();
            let mut parents = Vec::new();
            for generation in 0..generations {
                let revision = sample::revision(&format!("{number}/{generation}"));
                history.push((revision.clone(), std::mem::take(&mut parents)));
                parents.push(revision);
            }
            let content = json!({ "type": "party", "name": name });
            file.records.push(sample::record(number, content, &history, parents));
        }
        file
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_register_survives_its_file(file in any_register()) {
        let mut back = read(&write(&file).unwrap()).unwrap();
        prop_assert!(back.records.is_sorted_by_key(|record| record.id));
        let mut file = file;
        file.records.sort_by_key(|record| record.id);
        prop_assert_eq!(&back, &file);
        // Also when read again from what it wrote.
        back = read(&write(&back).unwrap()).unwrap();
        prop_assert_eq!(back, file);
    }

    #[test]
    fn the_order_of_records_in_memory_does_not_matter(
        (file, shuffled) in any_register().prop_flat_map(|file| {
            let records = Just(file.records.clone()).prop_shuffle();
            (Just(file), records)
        })
    ) {
        let other = NativeFile { records: shuffled, ..file.clone() };
        prop_assert_eq!(write(&file).unwrap(), write(&other).unwrap());
    }
}
