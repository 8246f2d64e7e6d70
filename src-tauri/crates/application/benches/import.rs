//! How long an import of 10,000 activities takes, as a multiple of what serde_json alone needs to parse the same file.
//!
//! `cargo bench -p application --bench import`

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use application::{Access, Clock, Import, ImportOptions, Workspace};
use exchange::native::{self, Content, FileRecord, NativeFile, Scope};
use register::id::RecordId;
use register::record::{Record, Revision, RevisionId};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use uuid::Uuid;

const ACTIVITIES: u128 = 10_000;

fn id(number: u128) -> RecordId {
    RecordId(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + number))
}

fn activity(number: u128, title: &str) -> Value {
    let text = "Verwaltung und Dokumentation im Rahmen des Bildungs- und Erziehungsauftrags der Schule";
    json!({
        "type": "activity", "register": id(1), "position": number, "title": title, "description": text,
        "common": {
            "purposes": { "state": "given", "value": [
                { "id": id(1_000_000 + 10 * number), "text": text },
                { "id": id(1_000_001 + 10 * number), "text": "Auskunft gegenüber Berechtigten" },
            ] },
            "data_categories": { "state": "given", "value": [
                { "id": id(1_000_002 + 10 * number), "name": "Stammdaten" },
                { "id": id(1_000_003 + 10 * number), "name": "Kontaktdaten" },
            ] },
        },
    })
}

/// A register file; every title ends in `word`, and each activity follows the one in `after`.
fn write(path: &Path, word: &str, after: Option<&NativeFile>) -> NativeFile {
    let contents = std::iter::once((1, json!({ "type": "organisation", "name": "Große Stelle" }))).chain(
        (2..ACTIVITIES + 2).map(|number| (number, activity(number, &format!("Tätigkeit {number} {word}")))),
    );
    let before: BTreeMap<RecordId, &FileRecord> =
        after.iter().flat_map(|file| &file.records).map(|record| (record.id, record)).collect();
    let records = contents.map(|(number, content)| {
        let content: Record = serde_json::from_value(content).unwrap();
        let earlier = before.get(&id(number)).filter(|_| number > 1);
        let parents: Vec<RevisionId> = earlier.map(|record| record.head.clone()).into_iter().collect();
        let ancestors = parents.iter().map(|parent| (parent.clone(), Vec::new())).collect();
        let bytes = Revision::new(id(number), parents, Some(content)).to_bytes().unwrap();
        FileRecord {
            id: id(number),
            head: RevisionId::of(&bytes),
            content: Content::Whole(bytes.into()),
            ancestors,
            earlier: Vec::new(),
        }
    });
    let file = NativeFile {
        exporter: "Artikel 30".into(),
        exported_at: "2026-11-21".parse().unwrap(),
        author: None,
        scope: Scope::Register { register: id(1) },
        abridged: false,
        records: records.collect(),
    };
    std::fs::write(path, native::write(&file).unwrap()).unwrap();
    file
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let started = Instant::now();
    (work(), started.elapsed())
}

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let clock = Clock::with_today("2026-11-21".parse().unwrap());
    let mut workspace = Workspace::open(&folder.path().join("store"), Access::Write, clock, "").unwrap();
    let path = |name: &str| -> PathBuf { folder.path().join(name) };
    let first = write(&path("first.vvt.json"), "am Anfang", None);
    let there = write(&path("there.vvt.json"), "dort", Some(&first));
    write(&path("here.vvt.json"), "hier", Some(&first));
    drop(there);
    let bytes = std::fs::read(path("there.vvt.json")).unwrap();
    let (parsed, alone) = timed(|| serde_json::from_slice::<Value>(&bytes).unwrap());
    drop(parsed);
    println!("{} activities, {} MB; serde_json alone: {alone:.2?}", ACTIVITIES, bytes.len() / 1_000_000);
    for (name, file) in [
        ("new records", "first.vvt.json"),
        ("taken over", "here.vvt.json"),
        ("merged, a conflict each", "there.vvt.json"),
    ] {
        let (mut import, read): (Import, _) = timed(|| workspace.import_files(&[path(file)]).unwrap());
        let dry = ImportOptions { dry_run: true, ..ImportOptions::default() };
        let (_, tried) = timed(|| workspace.import(&path(file), &dry).unwrap());
        let planned = tried.saturating_sub(read);
        let (_, looked_at) = timed(|| workspace.import_preview(&mut import).unwrap());
        let shown = looked_at.saturating_sub(planned);
        let (_, applied) = timed(|| workspace.import_apply(&mut import, &[]).unwrap());
        let times = |duration: Duration| duration.as_secs_f64() / alone.as_secs_f64();
        let per_second = |duration: Duration| ACTIVITIES as f64 / duration.as_secs_f64();
        println!(
            "{name}: read {:.1}, planned {:.1} ({:.0} records/s), applied {:.1} ({:.0} records/s): together {:.1} times \
             serde_json, {:.0} records/s; worded for a human being {:.1}",
            times(read),
            times(planned),
            per_second(planned),
            times(applied),
            per_second(applied),
            times(read + planned + applied),
            per_second(read + planned + applied),
            times(shown),
        );
    }
}
