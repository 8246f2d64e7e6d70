//! A small invented register, and ways to forge its file with a checksum that fits.

use exchange::native::{Content, Context, FileRecord, NativeFile, Scope, write};
use register::canonical;
use register::id::RecordId;
use register::organisation::Defaults;
use register::record::{Record, Revision, RevisionId};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::LazyLock;
use uuid::Uuid;

/// An invented id that ends in these digits.
pub(crate) fn id(number: u128) -> RecordId {
    RecordId(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + number))
}

/// The register's organisation, and its school.
pub(crate) const SCHOOL: u128 = 1;
/// Its one activity, which has been changed twice.
pub(crate) const LENDING: u128 = 2;
/// A processor.
pub(crate) const PROCESSOR: u128 = 3;
/// A document that was deleted.
pub(crate) const DELETED: u128 = 4;

/// A record whose head has this content and follows the given revisions.
pub(crate) fn record(
    number: u128,
    content: Value,
    ancestors: &[(RevisionId, Vec<RevisionId>)],
    parents: Vec<RevisionId>,
) -> FileRecord {
    let content: Option<Record> = serde_json::from_value(content).unwrap();
    let bytes = Revision::new(id(number), parents, content).to_bytes().unwrap();
    let ancestors = ancestors.iter().cloned().collect();
    FileRecord {
        id: id(number),
        head: RevisionId::of(&bytes),
        content: Content::Whole(bytes.into()),
        ancestors,
        earlier: Vec::new(),
    }
}

/// A revision id that stands for content nobody has any more.
pub(crate) fn revision(name: &str) -> RevisionId {
    RevisionId::of(name.as_bytes())
}

fn sorted(mut ids: Vec<RevisionId>) -> Vec<RevisionId> {
    ids.sort();
    ids
}

/// School, activity, processor and a deleted document; the activity's history branched and was merged again.
pub(crate) fn register() -> NativeFile {
    let (first, left, right) = (revision("first"), revision("left"), revision("right"));
    let school = json!({ "type": "organisation", "name": "Grundschule Beispielhausen", "land": "DE-BY" });
    let lending = json!({
        "type": "activity",
        "register": id(SCHOOL),
        "title": "Bücherei: Ausleihe \u{0}\u{202e}\"quer\"\\",
        "groups": [{ "id": id(100), "name": "Schülerinnen und Schüler" }],
        "internal_note": "Zeile 1\nZeile 2\t€ 😀",
    });
    let processor = json!({ "type": "party", "name": "Regal und Reihe GmbH", "country": "DE" });
    let merged = [(first.clone(), vec![]), (left.clone(), vec![first.clone()]), (right.clone(), vec![first])];
    NativeFile {
        exporter: "Artikel 30 0.1.0".into(),
        exported_at: "2026-03-15".parse().unwrap(),
        author: None,
        scope: Scope::Register { register: id(SCHOOL) },
        abridged: false,
        records: vec![
            record(SCHOOL, school, &[], vec![]),
            record(LENDING, lending, &merged, sorted(vec![left, right])),
            record(PROCESSOR, processor, &[], vec![]),
            record(DELETED, Value::Null, &[(revision("document"), vec![])], vec![revision("document")]),
        ],
    }
}

/// The sample's activity and its processor, for a colleague who has neither the school nor its documents.
pub(crate) fn activities() -> NativeFile {
    let defaults = json!({
        "scope": { "remarks": [{ "id": id(200), "text": "Ohne Profiling." }] },
        "engagements": { "state": "explicitly_none", "note": null },
    });
    let defaults: Defaults = serde_json::from_value(defaults).unwrap();
    let context = Context::new("Grundschule Beispielhausen".into(), defaults);
    let mut file = NativeFile {
        scope: Scope::Activities { register: id(SCHOOL), context: Box::new(context) },
        author: Some("Schulamt".into()),
        ..register()
    };
    file.records.retain(|record| [id(LENDING), id(PROCESSOR)].contains(&record.id));
    file
}

/// A template in its second version, and the party it names.
pub(crate) fn templates() -> NativeFile {
    let template = json!({
        "type": "template",
        "title": "Bücherei",
        "version": 2,
        "audience": "Schulen",
        "source": "Erfunden",
        "open_points": [{ "id": id(301), "path": "/department", "question": "Wer führt die Bücherei?" }],
        "content": { "kind": "activity", "activity": {
            "register": id(5),
            "title": "Bücherei",
            "joint_controllers": { "state": "given", "value": [{ "id": id(302), "party": id(PROCESSOR) }] },
            "internal_note": "Noch mit der Gemeinde klären",
            "acknowledgements": [{ "id": id(303), "rule": "X", "path": "/title", "reason": "Reicht." }],
        } },
    });
    let mut file = NativeFile { scope: Scope::Templates {}, ..register() };
    file.records.retain(|record| record.id == id(PROCESSOR));
    file.records.push(record(5, template, &[(revision("draft"), vec![])], vec![revision("draft")]));
    file
}

/// The sample's file.
pub(crate) fn file() -> Vec<u8> {
    static FILE: LazyLock<Vec<u8>> = LazyLock::new(|| write(&register()).unwrap());
    FILE.clone()
}

/// The sample's file as a value.
pub(crate) fn json_file() -> Value {
    serde_json::from_slice(&file()).unwrap()
}

/// The checksum a file with this content has to have, computed on the whole at once.
pub(crate) fn checksum(file: &Value) -> String {
    let mut file = file.clone();
    file.as_object_mut().unwrap().remove("sha256");
    canonical::digest(&file)
}

/// The sample's file after this change, with a checksum that fits.
pub(crate) fn forged(change: impl FnOnce(&mut Value)) -> Vec<u8> {
    let mut file = json_file();
    change(&mut file);
    file["sha256"] = checksum(&file).into();
    file.to_string().into_bytes()
}

/// The same with a change to one record, whose head is made to fit again.
pub(crate) fn forged_revision(number: u128, change: impl FnOnce(&mut Value)) -> Vec<u8> {
    forged(|file| {
        let record = entry(file, number);
        change(&mut record["revision"]);
        record["head"] = canonical::digest(&record["revision"]).into();
    })
}

/// A record in a file's value.
pub(crate) fn entry(file: &mut Value, number: u128) -> &mut Value {
    let wanted = id(number).to_string();
    let records = file["records"].as_array_mut().unwrap();
    records.iter_mut().find(|record| record["id"] == wanted.as_str()).unwrap()
}

/// The sample's activity with this history.
pub(crate) fn forged_ancestry(ancestors: BTreeMap<RevisionId, Vec<RevisionId>>) -> Vec<u8> {
    forged(|file| entry(file, LENDING)["ancestors"] = json!(ancestors))
}

/// The sample's register with a system of which two earlier revisions travel along.
pub(crate) fn with_earlier() -> NativeFile {
    let mut file = register();
    let named = |name: &str| json!({ "type": "system", "name": name });
    let first = record(20, named("Leihe"), &[], vec![]);
    let second = record(20, named("Leihsystem"), &[], vec![first.head.clone()]);
    let ancestors = [(first.head.clone(), vec![]), (second.head.clone(), vec![first.head.clone()])];
    let mut head = record(20, named("Leihsystem der Bücherei"), &ancestors, vec![second.head.clone()]);
    head.earlier = [second, first].iter().map(|record| record.whole().unwrap().into()).collect();
    file.records.push(head);
    file.records.sort_by_key(|record| record.id);
    file
}
