//! The JSON Schema that ships describes what is written and read, and nothing else.

use crate::golden::{VERSION_1, VERSION_2_ABRIDGED, VERSION_2_ACTIVITIES, VERSION_2_TEMPLATES};
use crate::sample::{activities, file, json_file, register, templates};
use exchange::native::{abridge, read, write};
use jsonschema::Validator;
use serde_json::{Value, json};
use std::sync::LazyLock;

static SCHEMA: LazyLock<Validator> = LazyLock::new(|| {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../assets/schema/vvt.schema.json");
    let text = std::fs::read_to_string(path).unwrap();
    jsonschema::options().should_validate_formats(true).build(&serde_json::from_str(&text).unwrap()).unwrap()
});

fn faults(file: &Value) -> Vec<String> {
    SCHEMA.iter_errors(file).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

#[test]
fn files_of_every_version_fit() {
    for golden in [VERSION_1, VERSION_2_ACTIVITIES, VERSION_2_TEMPLATES, VERSION_2_ABRIDGED] {
        assert_eq!(faults(&serde_json::from_slice(golden).unwrap()), Vec::<String>::new());
    }
}

#[test]
fn files_written_today_fit() {
    let written =
        [register(), activities(), templates(), abridge(&register())].map(|file| write(&file).unwrap());
    for bytes in written.into_iter().chain([file()]) {
        assert_eq!(faults(&serde_json::from_slice(&bytes).unwrap()), Vec::<String>::new());
    }
}

#[test]
fn what_a_reader_refuses_for_its_form_does_not_fit() {
    let cases = [
        ("/format", json!("artikel30-backup")),
        ("/version", json!(0)),
        ("/version", json!("1")),
        ("/exported_at", json!("15.03.2026")),
        ("/scope", json!({ "kind": "everything" })),
        ("/scope/register", json!("1")),
        ("/scope", json!({ "kind": "templates", "more": 1 })),
        ("/records", json!({})),
        ("/records/0/head", json!("ABC")),
        ("/records/0/id", json!(5)),
        ("/records/0/ancestors", json!({ "first": [] })),
        ("/records/0/revision/content", json!({ "type": "organisation" })),
        ("/records/0/revision/content/sector", json!("secret")),
        ("/records/0/revision/conflicts", json!([{ "path": "/title", "more": 1 }])),
        ("/sha256", json!(null)),
    ];
    for (place, value) in cases {
        let mut file = json_file();
        *file.pointer_mut(place).unwrap() = value;
        assert!(!faults(&file).is_empty(), "{place}");
        assert!(read(file.to_string().as_bytes()).is_err(), "{place}");
    }
    for member in ["format", "version", "exporter", "exported_at", "scope", "records", "sha256"] {
        let mut file = json_file();
        file.as_object_mut().unwrap().remove(member);
        assert!(!faults(&file).is_empty(), "{member}");
    }
    for (place, member) in
        [("", "more"), ("/records/0", "more"), ("/records/0/revision", "more"), ("", "copy")]
    {
        let mut file = json_file();
        file.pointer_mut(place).unwrap().as_object_mut().unwrap().insert(member.into(), 1.into());
        assert!(!faults(&file).is_empty(), "{place}/{member}");
    }
    let mut file = json_file();
    file["records"][0]["revision"].as_object_mut().unwrap().remove("content");
    assert!(!faults(&file).is_empty());
}
