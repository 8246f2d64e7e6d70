//! The program's own table, imported again, says nothing that the register did not say.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use crate::foreign::ForeignFile;
use crate::register_view::tests::sample::{Register, given, id, record};
use crate::spreadsheet::{csv, xlsx};
use crate::table::{detect, read, to_activities};
use language::Language;
use register::activity::{ImpactAssessment, OwnRole};
use register::data::Sensitivity;
use register::engagement::EngagementRole;
use register::recipient::Destination;
use register::retention::Period;
use register::statement::{Field, ListField, Statement};
use serde_json::json;

/// The register after it was written and read: from the workbook and from the CSV file.
pub(super) fn imported(register: &Register) -> Vec<ForeignFile> {
    let german = Language::german();
    let book = register.with_input(|input| xlsx(input, &german)).unwrap();
    let text = register.with_input(|input| csv(input, &german));
    [(book, "a.xlsx"), (text, "a.csv")]
        .into_iter()
        .map(|(bytes, name)| {
            let workbook = read(&bytes, name).unwrap();
            to_activities(&workbook, &detect(&workbook).mapping)
        })
        .collect()
}

/// The cells of the register's table, row by row, with their headings first.
fn table(register: &Register) -> Vec<Vec<String>> {
    let bytes = register.with_input(|input| csv(input, &Language::german()));
    read(&bytes, "a.csv").unwrap().sheets.remove(0).rows
}

/// What was read, as a register of the same organisation.
pub(super) fn as_register(register: &Register, file: ForeignFile) -> Register {
    let mut activities = file.activities;
    for (_, activity) in &mut activities {
        activity.register = record(1);
    }
    Register { organisation: register.organisation.clone(), activities, others: file.shared }
}

fn items<T>(field: &ListField<T>) -> &[T] {
    field.own().unwrap().as_slice()
}

/// An invented register in which much is said in every way, and much is not.
pub(super) fn rich() -> Register {
    let activity = |title: &str, more: serde_json::Value| {
        let mut activity = json!({ "register": id(1), "title": title });
        activity.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        activity
    };
    let denied = |note: &str| json!({ "state": "explicitly_none", "note": note });
    let event = json!({ "kind": "event", "event": "other", "name": "Ende" });
    let rule =
        json!({ "id": id(30), "period": { "kind": "span", "amount": 5, "unit": "years" }, "start": event });
    Register::of(
        json!({ "name": "Schule Musterau", "represented_by": "Schulleitung" }),
        vec![
            activity("Still", json!({})),
            activity(
                "Verneint",
                json!({
                    "department": denied("gibt; es nicht"), "introduced_on": denied("lange her"),
                    "contact": denied("niemand"), "file_reference": { "state": "explicitly_none" },
                    "joint_controllers": denied("außer uns; niemand"), "sensitive_data": denied("nur Namen"),
                    "engagements": denied("eigener Betrieb"), "measures": denied("m"),
                    "impact_assessment": denied("d"),
                    "common": {
                        "purposes": denied("p"), "legal_bases": denied("r"), "data_subjects": denied("b"),
                        "data_categories": denied("k"), "recipients": denied("e; f"), "retention": denied("l"),
                        "transfers": denied("nur EU; Wartung aus den USA ist ausgeschlossen"),
                    },
                }),
            ),
            activity(
                "Genannt",
                json!({
                    "own_role": { "kind": "other_controller", "party": id(11) },
                    "origin": serde_json::Value::Null, "description": "Eins; zwei",
                    "sensitive_data": given(json!("nein, bis auf Brillen")),
                    "impact_assessment": given(json!({ "outcome": "not_needed", "reason": "klein" })),
                    "engagements": given(json!([
                        { "id": id(40), "party": id(11), "role": "sub_processor", "service": "Betrieb" },
                        { "id": id(41), "role": "processor" },
                    ])),
                    "common": {
                        "purposes": given(json!([{ "id": id(20), "text": "keine Weitergabe geplant" }])),
                        "data_categories": given(json!([
                            { "id": id(21), "name": "-Minus", "sensitivity": "special" },
                        ])),
                        "recipients": given(json!([{ "id": id(22), "name": "Amt; Abteilung 2" }])),
                        "transfers": given(json!([
                            { "id": id(23), "destination": { "kind": "country", "country": "US" } },
                            { "id": id(24), "destination": { "kind": "unnamed" } },
                        ])),
                        "retention": given(json!([rule])),
                    },
                }),
            ),
            activity("Offen", json!({ "own_role": { "kind": "unclear", "note": "je nach Fall" } })),
        ],
        vec![(11, json!({ "type": "party", "name": "Haus der Technik", "kind": "company" }))],
    )
}

#[test]
fn silence_stays_silence_and_a_denial_a_denial() {
    for register in [rich(), Register::library(), Register::silent()] {
        let before = table(&register);
        for file in imported(&register) {
            let after = table(&as_register(&register, file));
            assert_eq!(before.len(), after.len());
            for (old, new) in before.iter().zip(&after).skip(1) {
                for (at, head) in before[0].iter().enumerate() {
                    let [old, new] = [old, new].map(|row| row.get(at).map_or("", String::as_str));
                    if old == "nicht angegeben" {
                        assert_eq!(new, old, "{head}");
                    } else if old.starts_with("Keine – ausdrücklich so angegeben") && !old.contains("\na) ")
                    {
                        let denied = ["Vertreter", "Datenschutzbeauftragte/r"].contains(&head.as_str());
                        assert!(
                            denied || new.starts_with("Keine – ausdrücklich so angegeben"),
                            "{head}: {new}"
                        );
                        assert!(old.ends_with(')') || new == old, "{head}: {old} / {new}");
                    }
                }
            }
        }
    }
}

#[test]
fn what_was_named_is_named_again_once_and_as_it_was() {
    for file in imported(&rich()) {
        assert_eq!(file.organisation.as_deref(), Some("Schule Musterau"));
        let roles: Vec<&OwnRole> = file.activities.iter().map(|(_, activity)| &activity.own_role).collect();
        assert!(matches!(roles[2], OwnRole::OtherController { .. }), "{roles:?}");
        assert_eq!(*roles[3], OwnRole::Unclear { note: Some("je nach Fall".into()) });
        let activity = &file.activities[2].1;
        let common = &activity.common;
        assert_eq!(items(&common.purposes)[0].text, "keine Weitergabe geplant");
        let category = &items(&common.data_categories)[0];
        assert_eq!((category.name.as_str(), category.sensitivity), ("-Minus", Sensitivity::Special));
        assert_eq!(items(&common.data_categories).len(), 1);
        assert_eq!(activity.sensitive_data, Statement::Given { value: "nein, bis auf Brillen".into() });
        let recipients: Vec<&str> = items(&common.recipients).iter().map(|it| it.name.as_str()).collect();
        assert_eq!(recipients, ["Amt; Abteilung 2"]);
        let transfers = items(&common.transfers);
        assert_eq!(transfers.len(), 2);
        assert!(
            matches!(&transfers[0].destination, Destination::Country { country } if country.code() == "US")
        );
        assert_eq!((&transfers[1].destination, &transfers[1].note), (&Destination::Unnamed, &None));
        assert_eq!((&transfers[0].evidence, &transfers[0].note), (&None, &None));
        let rules = items(&common.retention);
        assert_eq!(rules.len(), 1);
        assert!(matches!(rules[0].period, Period::Span { .. }), "{:?}", rules[0]);
        let engagements = items(&activity.engagements);
        assert_eq!(engagements[0].role, EngagementRole::SubProcessor);
        assert_eq!(engagements[0].service.as_deref(), Some("Betrieb"));
        assert_eq!((engagements[1].party, &engagements[1].described_as), (None, &None));
        let not_needed = ImpactAssessment::NotNeeded { reason: "klein".into() };
        assert_eq!(activity.impact_assessment, Field::given(not_needed));
        assert_eq!(file.shared.len(), 1, "{:?}", file.shared);
    }
}

#[test]
fn reading_it_twice_adds_nothing() {
    let register = rich();
    let once = as_register(&register, imported(&register).remove(0));
    let twice = as_register(&register, imported(&once).remove(0));
    assert_eq!(table(&twice), table(&once));
}
