//! What is written is read back text by text.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod read_back;
mod rules_back;

use super::*;
use crate::register_view::tests::sample::{Register, given, id};
use calamine::{Data, Reader, Xlsx};
use proptest::prelude::*;
use serde_json::json;
use std::io::Cursor;

fn workbook(register: &Register) -> Vec<u8> {
    register.with_input(|input| xlsx(input, &Language::german())).unwrap()
}

/// All cells of a sheet; those that are not there are empty texts.
fn cells(bytes: &[u8], sheet: &str) -> Vec<Vec<String>> {
    let mut workbook: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let range = workbook.worksheet_range(sheet).unwrap();
    range
        .rows()
        .map(|row| {
            row.iter()
                .map(|cell| match cell {
                    Data::Empty => String::new(),
                    Data::String(text) => text.clone(),
                    other => panic!("{other:?} is no text"),
                })
                .collect()
        })
        .collect()
}

/// A CSV file read by the rules of RFC 4180, without taking apostrophes off.
fn records(bytes: &[u8]) -> Vec<Vec<String>> {
    let text = bytes.strip_prefix("\u{feff}".as_bytes()).expect("a byte-order mark");
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').has_headers(false).from_reader(text);
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn csv_of(register: &Register) -> Vec<u8> {
    register.with_input(|input| csv(input, &Language::german()))
}

/// Every sheet of the workbook, and the CSV file, hold exactly the texts of the tables.
fn assert_read_back(register: &Register) {
    let bytes = workbook(register);
    let german = Language::german();
    register.with_input(|input| {
        let view = View::new(input, &german);
        for table in tables(&view) {
            let mut expected =
                vec![table.columns.iter().map(|column| column.head.clone()).collect::<Vec<_>>()];
            expected.extend(table.split_rows(|number| view.continued(number)));
            let mut found = cells(&bytes, &table.name);
            for row in &mut found {
                row.resize(table.columns.len(), String::new());
            }
            assert_eq!(found, expected, "{}", table.name);
        }
        let table = overview::table(&view);
        let read = records(&csv_of(register));
        let unguarded_rows: Vec<Vec<String>> =
            read[1..].iter().map(|row| row.iter().map(|cell| unguarded(cell).to_owned()).collect()).collect();
        assert_eq!(unguarded_rows, table.split_rows(|number| view.continued(number)));
    });
}

/// The cell of the only activity under a head of the first sheet.
fn cell(register: &Register, head: &str) -> String {
    let rows = cells(&workbook(register), "Verzeichnis");
    let at = rows[0].iter().position(|it| it == head).unwrap_or_else(|| panic!("no column {head}"));
    rows[1].get(at).cloned().unwrap_or_default()
}

#[test]
fn a_sample_register_as_csv() {
    let bytes = csv_of(&Register::library());
    let rows = records(&bytes);
    let listed: Vec<String> = rows[1..]
        .iter()
        .flat_map(|row| {
            rows[0].iter().zip(row).map(|(head, cell)| format!("{head}:\n  {}", cell.replace('\n', "\n  ")))
        })
        .collect();
    insta::assert_snapshot!(listed.join("\n"));
}

#[test]
fn the_csv_file_is_as_german_spreadsheet_programs_open_it() {
    let bytes = csv_of(&Register::library());
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.starts_with("\u{feff}\"Nr.\";\"Bezeichnung der Verarbeitungstätigkeit\";"));
    assert!(text.ends_with("\"\r\n"));
    assert_eq!(text.matches("\r\n").count(), 3);
}

#[test]
fn every_sheet_reads_back_as_it_was_written() {
    assert_read_back(&Register::library());
    assert_read_back(&Register::silent());
    let empty = Register::of(json!({ "name": "" }), vec![], vec![]);
    assert_read_back(&empty);
}

#[test]
fn the_same_register_gives_the_same_bytes() {
    let register = Register::library();
    assert!(workbook(&register) == workbook(&register));
    assert_eq!(csv_of(&register), csv_of(&register));
}

#[test]
fn every_head_has_words_and_stands_once() {
    let german = Language::german();
    Register::silent().with_input(|input| {
        for table in tables(&View::new(input, &german)) {
            let heads: Vec<&str> = table.columns.iter().map(|column| column.head.as_str()).collect();
            assert!(!heads.iter().any(|head| head.starts_with("column-")), "{heads:?}");
            let once: std::collections::BTreeSet<_> = heads.iter().collect();
            assert_eq!(once.len(), heads.len(), "{heads:?}");
            assert!(table.rows.iter().all(|row| row.len() == heads.len()), "{}", table.name);
        }
    });
}

#[test]
fn silence_none_and_a_reason_read_differently() {
    let register = Register::with_activity(json!({ "common": {
        "purposes": { "state": "explicitly_none" },
        "legal_bases": { "state": "not_required", "reason": "kein Personenbezug" },
        "data_subjects": { "state": "announced_but_empty", "note": "folgende Personen" },
        "recipients": { "state": "by_reference", "to": { "place": "Anlage 2" } } } }));
    assert_eq!(cell(&register, "Zwecke der Verarbeitung"), "Keine – ausdrücklich so angegeben");
    assert_eq!(cell(&register, "Rechtsgrundlagen"), "Nicht erforderlich: kein Personenbezug");
    let announced = "angekündigt, aber leer – angekündigt war: folgende Personen";
    assert_eq!(cell(&register, "Kategorien betroffener Personen"), announced);
    assert_eq!(cell(&register, "Kategorien von Empfängern"), "Siehe Anlage 2");
    assert_eq!(cell(&register, "Fristen für die Löschung"), "nicht angegeben");
}

#[test]
fn notes_for_the_own_desk_stay_there() {
    let register = Register::library();
    let bytes = workbook(&register);
    let german = Language::german();
    let names: Vec<String> = register
        .with_input(|input| tables(&View::new(input, &german)).into_iter().map(|it| it.name).collect());
    let all: Vec<String> = names.iter().flat_map(|name| cells(&bytes, name)).flatten().collect();
    assert!(all.iter().any(|cell| cell.contains("Lesevorlieben werden nicht ausgewertet.")));
    assert!(!all.iter().any(|cell| cell.contains("eigenen Tisch")));
    assert!(!all.iter().any(|cell| cell.contains("anderen Verzeichnis")));
}

#[test]
fn inheritance_in_a_circle_costs_a_mark_and_no_text() {
    let group = |number: usize, from: usize| {
        json!({ "id": id(number), "name": "G", "scope": {
            "purposes": { "state": "append", "from": { "group": id(from) },
                          "value": [{ "id": id(number + 50), "text": format!("Zweck {number}") }] } } })
    };
    let register = Register::with_activity(json!({ "groups": [group(10, 11), group(11, 10)] }));
    let purposes = cell(&register, "Zwecke der Verarbeitung");
    assert!(purposes.contains("Übernahme führt im Kreis oder ins Leere"), "{purposes}");
    assert!(purposes.contains("a) Zweck 10") && purposes.contains("b) Zweck 11"), "{purposes}");
}

#[test]
fn an_apostrophe_guards_what_would_act_and_is_taken_off_again() {
    for (text, in_csv) in [
        ("=1+1", "'=1+1"),
        ("+49 8441", "'+49 8441"),
        ("-", "'-"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("'=1", "''=1"),
        ("'Zitat'", "'Zitat'"),
        (" =1", " =1"),
        ("", ""),
    ] {
        assert_eq!(guarded(text), in_csv);
        assert_eq!(unguarded(in_csv), text);
    }
}

#[test]
fn a_telephone_number_stays_what_it_is_in_the_workbook() {
    let register = Register::with_activity(json!({ "contact": given(json!({ "function": "+49 8441" })) }));
    assert_eq!(cell(&register, "Kontakt"), "+49 8441");
    let rows = records(&csv_of(&register));
    assert!(rows[1].contains(&"'+49 8441".to_owned()));
}

#[test]
fn the_own_table_can_be_imported_without_mapping_its_columns() {
    use crate::table::{Target, detect, read};
    let purposes = json!([{ "id": id(2), "text": "Unterricht" }, { "id": id(3), "text": "=Verwaltung" }]);
    let register = Register::with_activity(json!({ "title": "Schülerakte",
        "common": { "purposes": given(purposes), "recipients": { "state": "explicitly_none" } } }));
    for bytes in [workbook(&register), csv_of(&register)] {
        let read = read(&bytes, "Verzeichnis.csv").unwrap();
        let guess = detect(&read);
        assert_eq!((guess.mapping.sheet, guess.ambiguous.as_slice()), (0, [].as_slice()));
        let found: Vec<(&str, Target)> = guess
            .mapping
            .columns
            .iter()
            .filter_map(|column| Some((column.header.as_str(), column.target?)))
            .collect();
        for expected in [
            ("Nr.", Target::Number),
            ("Bezeichnung der Verarbeitungstätigkeit", Target::Title),
            ("Status", Target::Status),
            ("Verantwortlicher", Target::Controller),
            ("Gemeinsam Verantwortliche", Target::JointControllers),
            ("Zwecke der Verarbeitung", Target::Purposes),
            ("Rechtsgrundlagen", Target::LegalBases),
            ("Kategorien betroffener Personen", Target::DataSubjects),
            ("Kategorien personenbezogener Daten", Target::DataCategories),
            ("Besondere Kategorien und Straftaten (Art. 9, 10 DSGVO)", Target::SpecialCategories),
            ("Kategorien von Empfängern", Target::Recipients),
            ("Auftragsverarbeiter", Target::Processors),
            ("Übermittlung an ein Drittland oder eine internationale Organisation", Target::Transfers),
            ("Fristen für die Löschung", Target::Retention),
            ("Technische und organisatorische Maßnahmen", Target::Measures),
            ("Datenschutz-Folgenabschätzung", Target::ImpactAssessment),
            ("Organisationseinheit", Target::Department),
            ("Kontakt", Target::Contact),
            ("Systeme", Target::Systems),
            ("Beschreibung", Target::Description),
            ("Eingeführt am", Target::IntroducedOn),
            ("Nächste Prüfung", Target::NextReview),
            ("Aktenzeichen", Target::FileReference),
        ] {
            assert!(found.contains(&expected), "{expected:?} is not among {found:?}");
        }
        let activities = crate::table::to_activities(&read, &guess.mapping).activities;
        assert_eq!(activities.len(), 1);
        let written = format!("{activities:?}");
        assert!(written.contains("Schülerakte") && written.contains("\"=Verwaltung\""), "{written}");
        assert!(written.contains("ExplicitlyNone"), "{written}");
    }
}

#[test]
fn a_legal_basis_does_not_repeat_what_its_ground_is_called() {
    let consent = |more: serde_json::Value| {
        let mut basis = json!({ "id": id(2), "ground": "consent" });
        basis.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let register = Register::with_activity(json!({ "common": { "legal_bases": given(json!([basis])) } }));
        (cell(&register, "Rechtsgrundlagen"), cells(&workbook(&register), "Rechtsgrundlagen")[1].clone())
    };
    let ground = "Einwilligung, Art. 6 Abs. 1 UAbs. 1 Buchst. a DSGVO";
    for repeated in [
        json!({ "unnamed_norm": "Einwilligung" }),
        json!({ "chain": [{ "wording": "einwilligung." }] }),
        json!({ "condition": "Einwilligung" }),
    ] {
        let (first, row) = consent(repeated.clone());
        assert_eq!((first.as_str(), row[5].as_str(), row[7].as_str()), (ground, ground, ""), "{repeated}");
    }
    let (first, _) = consent(json!({ "unnamed_norm": "Satzung", "condition": "soweit freiwillig" }));
    assert_eq!(first, format!("{ground} i. V. m. Satzung (Bedingung: soweit freiwillig)"));
}

#[test]
fn what_is_so_only_because_nobody_said_otherwise_is_not_printed() {
    let said = |more: serde_json::Value| {
        let named = |number: usize| {
            let mut item = json!({ "id": id(number), "name": "Etwas" });
            item.as_object_mut()
                .unwrap()
                .extend(more[number.to_string()].as_object().cloned().unwrap_or_default());
            given(json!([item]))
        };
        let register = Register::with_activity(json!({ "common": { "data_categories": named(2),
            "data_subjects": named(3), "recipients": named(4) } }));
        let book = workbook(&register);
        ["Datenkategorien", "Betroffene Personen", "Empfänger"].map(|sheet| cells(&book, sheet)[1].join("|"))
    };
    for row in said(json!({})) {
        for word in ["abschließend", "gewöhnliche", "extern", "Empfänger"] {
            assert!(!row.contains(word), "{row}");
        }
    }
    let [data, subjects, recipients] =
        said(json!({ "2": { "sensitivity": "special", "enumeration": "open" },
        "3": { "enumeration": "open" }, "4": { "placement": "internal", "role": "by_law" } }));
    assert!(data.contains("besondere Kategorie") && data.contains("beispielhaft"), "{data}");
    assert!(subjects.contains("beispielhaft"), "{subjects}");
    assert!(recipients.contains("intern") && recipients.contains("kraft Gesetzes"), "{recipients}");
}

#[test]
fn a_text_longer_than_a_cell_goes_on_below() {
    let long = "Zweck ".repeat(9_000);
    let purposes = given(json!([{ "id": id(5), "text": long }]));
    let register = Register::with_activity(json!({ "common": { "purposes": purposes } }));
    assert_read_back(&register);
    let rows = cells(&workbook(&register), "Verzeichnis");
    assert_eq!((rows.len(), rows[2][0].as_str()), (3, "Fortsetzung zu 1"));
    assert_eq!(format!("{}{}", rows[1][8], rows[2][8]), long);
}

/// Texts that spreadsheet programs like to change, or that hide something.
const HOSTILE: [&str; 27] = [
    "=HYPERLINK(\"http://x.example\")",
    "=cmd|' /C calc'!A0",
    "+1",
    "-2+3",
    "@x",
    "\t=1",
    "'=1",
    "007",
    "1E5",
    "12.03.2024",
    "WAHR",
    "https://x.example/ä",
    "mailto:a@x.example",
    " vorn und hinten ",
    "Zeile 1\nZeile 2",
    "a\tb",
    "_x000D_ und _x005F_x0041_",
    "<b>&amp;\"]]>",
    "weich\u{ad}er Trenner, schmal\u{202f}, fest\u{a0}",
    "nicht sichtbar: \u{200b}\u{200d}\u{2060}\u{feff}",
    "umgekehrt \u{202e}txt.exe\u{202c}",
    "e\u{301} und \u{1f469}\u{200d}\u{1f4bb}",
    "\u{1}\u{8}\u{1f}",
    "Ende \u{7f}\u{85}",
    "a;b\"c\"",
    "\u{2028}\u{fffd}",
    "\u{0}\u{fffe}\u{ffff}",
];

#[test]
fn hostile_and_hidden_characters_come_back_unchanged() {
    for text in HOSTILE {
        let register = hostile(text);
        assert_read_back(&register);
        let title = cell(&register, "Bezeichnung der Verarbeitungstätigkeit");
        assert_eq!(title, text);
    }
}

/// A register with this text in many places.
fn hostile(text: &str) -> Register {
    let activity = json!({ "register": id(1), "title": text, "description": text, "dpo_opinion": text,
        "common": {
            "purposes": given(json!([{ "id": id(2), "text": text, "condition": text }])),
            "data_categories": given(json!([{ "id": id(3), "name": text, "details": [text, text] }])),
            "recipients": { "state": "explicitly_none", "note": text },
            "legal_bases": given(json!([{ "id": id(4), "chain": [{ "wording": text }] }])),
            "retention": given(json!([{ "id": id(6), "name": text, "note": text }])) } });
    Register::of(json!({ "name": text, "contact": { "phone": text } }), vec![activity], vec![])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]
    #[test]
    fn any_text_comes_back(text in "([=+@'_x;\"\\-]|\\PC|[\\u{1}-\\u{1f}]|\\u{feff}){0,24}") {
        let register = hostile(&text);
        assert_read_back(&register);
    }

    #[test]
    fn guarding_loses_nothing(text in "('|=|\\+|-|@|\t|\r|a| ){0,6}") {
        let written = guarded(&text);
        prop_assert_eq!(unguarded(&written), &text);
        prop_assert!(!begins_formula(&written));
    }
}
