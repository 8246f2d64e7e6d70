//! Every text of a table is found again: in the activity, in its note or among the leftovers.

use crate::files::sheet;
use chrono::NaiveDate;
use exchange::foreign::ForeignFile;
use exchange::native::{Content, FileRecord, NativeFile, Scope, write};
use exchange::table::{Mapping, Sheet, Target, Workbook, detect, read, to_activities};
use proptest::prelude::*;
use register::id::RecordId;
use register::integrity::{check_circles, check_ids};
use register::organisation::Organisation;
use register::record::{Record, Revision, RevisionId};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

/// All texts in a value.
fn texts(value: &Value, found: &mut String) {
    match value {
        Value::String(text) => {
            found.push_str(text);
            found.push('\n');
        }
        Value::Array(items) => items.iter().for_each(|item| texts(item, found)),
        Value::Object(members) => members.values().for_each(|member| texts(member, found)),
        _ => {}
    }
}

pub(crate) fn everything(file: &ForeignFile) -> String {
    let mut found = String::new();
    for (_, activity) in &file.activities {
        texts(&serde_json::to_value(activity).unwrap(), &mut found);
    }
    for record in file.shared.values() {
        texts(&serde_json::to_value(record).unwrap(), &mut found);
    }
    for leftover in &file.leftovers {
        found.push_str(&leftover.text);
        found.push('\n');
    }
    found
}

/// The words of a text. What a list begins with and what separates its items is no word.
pub(crate) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// A text on one line; a hyphen before a line that begins with a small letter only divides a word.
fn on_one_line(text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.fold(String::new(), |line, next| match line.strip_suffix('-') {
        Some(divided) if next.starts_with(char::is_lowercase) => format!("{divided}{next}"),
        _ => format!("{line} {next}"),
    })
}

/// Whether the activities may be stored and written into a native file.
fn check_storable(file: &ForeignFile) {
    let register = RecordId(uuid::Uuid::from_u128(1));
    let organisation: Organisation = serde_json::from_value(json!({ "name": "Schule" })).unwrap();
    let mut records = vec![(register, Record::Organisation(Box::new(organisation.clone())))];
    records.extend(file.shared.iter().map(|(id, record)| (*id, record.clone())));
    for (id, activity) in &file.activities {
        let mut activity = activity.clone();
        activity.register = register;
        check_ids(&serde_json::to_value(&activity).unwrap(), &BTreeSet::new()).unwrap();
        check_circles(&organisation, &activity).unwrap();
        records.push((*id, Record::Activity(Box::new(activity))));
    }
    let records = records
        .into_iter()
        .map(|(id, record)| {
            let bytes = Revision::new(id, Vec::new(), Some(record)).to_bytes().unwrap();
            FileRecord {
                id,
                head: RevisionId::of(&bytes),
                content: Content::Whole(bytes.into()),
                ancestors: BTreeMap::new(),
                earlier: Vec::new(),
            }
        })
        .collect();
    let exported_at = NaiveDate::from_ymd_opt(2026, 3, 15).unwrap();
    let scope = Scope::Register { register };
    let file =
        NativeFile { exporter: String::new(), exported_at, author: None, scope, abridged: false, records };
    write(&file).unwrap();
}

/// Texts as they stand in such tables, with words that mean something in some column.
fn any_text() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "Schüler",
        "Name",
        "Art. 6 DSGVO",
        "USA",
        "Jahre",
        "Tel. 08441",
        "post@x.example",
        "(Hosting; alt)",
        "•",
        "-",
        "–",
        ";",
        "\n",
        ",",
        "„x;",
        "GmbH",
        "i. V. m.",
        "und",
        "kein",
        "Schweiz",
        "?",
        "=1+1",
        "☒",
        "Übermittlung",
        "Data Privacy Framework",
        ":",
        "x_y",
        "Standardvertragsklauseln",
    ]);
    prop_oneof![
        2 => Just(String::new()),
        6 => prop::collection::vec(word, 1..6).prop_map(|words| words.join(" ").trim().to_owned()),
        1 => "[a-zA-ZäöüßÄ ;,.()\n-]{0,30}".prop_map(|text| text.trim().to_owned()),
    ]
}

fn any_target() -> impl Strategy<Value = Option<Target>> {
    prop::option::weighted(0.85, prop::sample::select(Target::ALL))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_text_of_any_table_in_any_mapping_is_found_again(
        rows in prop::collection::vec(prop::collection::vec(any_text(), 0..9), 1..9),
        targets in prop::collection::vec(any_target(), 9),
        title in 0_usize..9,
        header_row in 0_usize..4,
        header_rows in 0_usize..3,
        separators in prop::sample::select(vec!["\n;•", ",", "", ";"]),
    ) {
        let table = Sheet::new("T", rows.clone());
        let workbook = Workbook { sheets: vec![sheet("Anderes", &[&["eins", "zwei"]]), table] };
        let mut targets: Vec<_> = targets.into_iter().enumerate().collect();
        targets[title].1 = Some(Target::Title);
        let mapping = Mapping::new(&workbook, 1, header_row, header_rows, &targets, separators);
        let file = to_activities(&workbook, &mapping);
        let found = everything(&file);
        let found: BTreeSet<&str> = words(&found).collect();
        for (row, cells) in rows.iter().enumerate() {
            if (header_row..header_row + header_rows).contains(&row) {
                continue;
            }
            // A denial, and the label before a telephone number or an address, stand as such.
            let said = |word: &str| matches!(word, "kein" | "Tel" | "siehe" | "s" | "vgl");
            let country = |word: &str| match word {
                "USA" => found.contains("US"),
                "Schweiz" => found.contains("CH"),
                _ => false,
            };
            let stands = |text: &str| {
                words(text).find(|word| !said(word) && !country(word) && !found.contains(word)).map(str::to_owned)
            };
            for (column, text) in cells.iter().enumerate() {
                let missing = stands(text);
                // A title is one line, without the hyphens that divide its words at the ends of others.
                let title = targets[column].1 == Some(Target::Title) && stands(&on_one_line(text)).is_none();
                prop_assert!(missing.is_none() || title, "{missing:?} of row {row} in {file:#?}");
            }
        }
        prop_assert!(found.contains("eins") && found.contains("zwei"));
        check_storable(&file);
        prop_assert_eq!(to_activities(&workbook, &mapping), file);
    }

    #[test]
    fn any_table_can_be_looked_at(
        rows in prop::collection::vec(prop::collection::vec(any_text(), 0..6), 0..8),
        sheet_index in 0_usize..3,
        header_row in any::<usize>(),
        header_rows in any::<usize>(),
    ) {
        let workbook = Workbook { sheets: vec![Sheet::new("T", rows)] };
        let guess = detect(&workbook);
        let _ = guess.mapping.problems(&workbook);
        prop_assert!(guess.mapping.columns.iter().all(|column| column.target.is_none())
            || guess.mapping.apply_to(&workbook).is_some());
        let strange = Mapping::new(&workbook, sheet_index, header_row, header_rows, &[(usize::MAX, None)], "");
        let _ = (strange.problems(&workbook), strange.shown_columns(&workbook), strange.preview(&workbook, 8));
        let _ = to_activities(&workbook, &strange);
    }
}

#[test]
fn five_thousand_rows_are_taken_over_in_seconds() {
    let mut text = String::from(
        "Nr;Bezeichnung;Zwecke;Rechtsgrundlage;Datenkategorien;Empfänger;Löschfristen;TOM;Sonstiges\n",
    );
    for row in 0..5_000 {
        text.push_str(&format!(
            "{row};Verfahren {row};Verwaltung der Schule;Art. 85 BayEUG;\"Name, Vorname\nAnschrift\nNoten\";Schulamt;\
             2 Jahre nach Austritt;\"Zutritt\nZugriff\";Bemerkung zu {row}\n"
        ));
    }
    let begin = Instant::now();
    let workbook = read(text.as_bytes(), "x.csv").unwrap();
    let file = to_activities(&workbook, &detect(&workbook).mapping);
    assert_eq!(file.activities.len(), 5_000);
    assert_eq!(file.leftovers.len(), 5_000);
    // Generous: the tests run without optimisation and beside others.
    assert!(begin.elapsed().as_secs() < 60, "{:?}", begin.elapsed());
}

#[test]
fn an_activity_stays_within_what_a_file_may_hold() {
    let many: Vec<String> = (0..3_000).map(|number| format!("Eintrag {number}")).collect();
    let long = "x".repeat(200_000);
    let mut rows: Vec<Vec<String>> = vec![
        ["Bezeichnung", "Zwecke", "Löschfristen", "Auftragsverarbeiter", "Farbe"].map(str::to_owned).into(),
    ];
    rows.push(vec![
        "A".into(),
        many[..900].join(";"),
        many[..900].join(";"),
        many[..900].join(";"),
        long.clone(),
    ]);
    for number in 0..5 {
        rows.push(vec![
            String::new(),
            many.join(";"),
            String::new(),
            String::new(),
            format!("{number}{long}"),
        ]);
    }
    let workbook = Workbook { sheets: vec![Sheet::new("T", rows)] };
    let file = to_activities(&workbook, &detect(&workbook).mapping);
    check_storable(&file);
    let found = everything(&file);
    assert!(many.iter().all(|entry| found.contains(entry.as_str())));
    assert!((0..5).all(|number| found.contains(&format!("{number}{long}"))));
    // What did not fit into the note is said not to be there.
    assert!(file.leftovers.iter().any(|leftover| leftover.activity.is_none()));
}
