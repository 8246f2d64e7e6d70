//! What stands in two versions is marked and readable until somebody decides; the register rides along as a file.

use super::sample::{Register, id};
use super::*;
use serde_json::{Value, json};

fn conflict(path: impl Into<String>, base: Value, ours: Value, theirs: Value) -> Conflict {
    let side = |value: Value| if value.is_null() { None } else { Some(value) };
    Conflict { path: path.into(), base: side(base), ours: side(ours), theirs: side(theirs) }
}

/// The small register after a merge that left something open in every kind of record.
fn undecided() -> Register {
    let mut register = Register::small();
    let group = format!("/groups/{}", id(10));
    let months = |amount: u32| json!({ "kind": "span", "amount": amount, "unit": "months" });
    let reminder =
        json!({ "id": id(12), "text": "Mahnung", "condition": "bei Überschreitung der Leihfrist" });
    let other = json!({ "id": id(77), "name": "Stadtarchiv", "occasion": "Übernahme alter Bestände" });
    let lending = vec![
        conflict("/title", json!("Leihe"), json!("Ausleihe"), json!("Ausleihe & Mahnung")),
        conflict(format!("{group}/retention/{}/period", id(19)), months(1), months(3), months(6)),
        conflict(format!("{group}/purposes/{}", id(12)), reminder.clone(), reminder, Value::Null),
        conflict(format!("{group}/recipients/{}", id(77)), Value::Null, Value::Null, other),
        conflict(
            format!("{group}/data_categories"),
            Value::Null,
            json!({ "order": [id(13), id(16)] }),
            json!({ "order": [id(16), id(13)] }),
        ),
        conflict(format!("/engagements/{}/service", id(40)), Value::Null, json!("Betrieb"), json!("Wartung")),
    ];
    let whole = serde_json::to_value(Record::Activity(Box::new(register.activities[1].1.clone()))).unwrap();
    let website = vec![conflict("/", whole.clone(), whole, Value::Null)];
    let library = vec![conflict("/contact/phone", Value::Null, json!("0800 1"), json!("0800 2"))];
    let catalogue = vec![conflict("/note", Value::Null, json!("Rahmenvertrag"), json!("Einzelvertrag"))];
    let contract = vec![conflict("/dated", Value::Null, json!("2024-01-10"), json!("2025-01-10"))];
    let foreign = vec![conflict("/name", Value::Null, json!("Nicht hier"), json!("Auch nicht hier"))];
    let records = [101, 102, 1, 201, 205, 299].map(|number| id(number as usize).parse().unwrap());
    let conflicts = [lending, website, library, catalogue, contract, foreign];
    register.conflicts = records.into_iter().zip(conflicts).collect();
    register
}

#[test]
fn both_versions_are_printed_where_they_belong() {
    let text = undecided().text();
    let after = |start: &str| text.split_once(start).expect(start).1.to_owned();
    let lending = after("## 1.10 Zwei Fassungen");
    let lending = lending.split("\n# ").next().unwrap();
    insta::assert_snapshot!(lending);
    let website = after("## 2.10 Zwei Fassungen");
    assert!(website.contains("Gesamter Eintrag"));
    assert!(website.contains("Verarbeitungstätigkeit „Internetauftritt“"));
    assert!(website.contains("*gelöscht*"));
    let part_e = after("Befunde |");
    for text in ["Rahmenvertrag", "Einzelvertrag", "Stelle „Katalogdienst GmbH“", "10.01.2024", "10.01.2025"]
    {
        assert!(part_e.contains(text), "{text}");
    }
    assert!(after("Vorgaben für alle Verarbeitungstätigkeiten |").contains("0800 1"));
    assert!(!text.contains("Nicht hier"), "a record that is not printed has no place");
}

#[test]
fn every_place_carries_the_mark_and_the_document_says_how_many() {
    let text = undecided().text();
    let mark = "[!zwei Fassungen]";
    assert!(text.contains("10 Angaben liegen in zwei Fassungen vor."), "{text}");
    let heads: Vec<&str> =
        text.lines().filter(|line| line.starts_with("# ") && line.contains(mark)).collect();
    assert_eq!(heads.len(), 2, "{heads:?}");
    for line in ["Mahnung", "3 Monate", "Betrieb des Katalogs", "Katalogdienst GmbH*", "Vertrag Katalog*"] {
        let marked = text.split('\n').filter(|one| one.contains(line)).any(|one| one.contains(mark));
        assert!(marked, "{line} is not marked in {text}");
    }
    let note = text.lines().find(|line| line.starts_with(mark) && line.contains("Löschregel 1 › Frist"));
    assert!(note.is_some(), "the section says nothing");
}

#[test]
fn a_decided_register_says_nothing_of_versions_or_files() {
    let text = Register::small().text();
    assert!(!text.contains("wei Fassungen") && !text.contains("Beigelegt") && !text.contains(".vvt.json"));
}

#[test]
fn the_register_rides_along_and_the_document_says_so() {
    let mut register = undecided();
    register.enclosed = Some(br#"{"format":"artikel30"}"#.to_vec());
    assert!(register.text().contains("Beigelegt ist dieses Verzeichnis auch als Datei „register.vvt.json“"));
    let document = register.with_input(|input| register_document(input, &Language::german()));
    let attachment = document.attachment.unwrap();
    assert_eq!(
        (attachment.name.as_str(), attachment.mime.as_str()),
        ("register.vvt.json", "application/json")
    );
    assert_eq!(attachment.relationship, Relationship::Source);
    assert_eq!(Some(attachment.bytes), register.enclosed);
}

#[test]
fn validators_find_nothing_in_versions_and_attachment() {
    use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};
    let mut register = undecided();
    register.enclosed = Some(b"{\"format\":\"artikel30\"}\n\r".to_vec());
    let pdf = || register.with_input(|input| register_pdf(input, &Language::german())).unwrap().bytes;
    let bytes = pdf();
    assert!(bytes == pdf(), "the same input gave other bytes");
    for profile in ["3a", "ua1"] {
        let profile: ValidationProfile = profile.parse().expect("a profile");
        let report = validate_pdf_bytes(&bytes, &ValidationOptions::default().profile(profile)).unwrap();
        assert!(report.failures.is_empty(), "{:#?}", report.failures);
    }
}
