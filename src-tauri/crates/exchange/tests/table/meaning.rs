//! What a table says becomes what the model says, and nothing more.

use crate::files::sheet;
use chrono::NaiveDate;
use exchange::foreign::ForeignFile;
use exchange::table::{Mapping, Problem, Target, Workbook, detect, read, to_activities};
use register::activity::{ImpactAssessment, ProcessingActivity, Stage};
use register::party::Contact;
use register::recipient::{Destination, Placement, TransferInstrument};
use register::record::Record;
use register::retention::Period;
use register::statement::{Field, ListField, Statement};

const HEADER: &str = "Lfd. Nr.;Bezeichnung der Verarbeitungstätigkeit;Fachbereich;Ansprechpartner;Zwecke;Rechtsgrundlage;\
    Kategorien betroffener Personen;Datenkategorien;Besondere Kategorien (Art. 9);Empfänger intern;Empfänger extern;\
    Auftragsverarbeiter;Drittland;Geeignete Garantien;Löschfristen;TOM;Software;Az.;Einführung;DSFA erforderlich;Status;\
    Nächste Prüfung;Schutzbedarf;Bemerkung\n";

fn imported(rows: &str) -> ForeignFile {
    let workbook = read(format!("{HEADER}{rows}").as_bytes(), "Verzeichnis.csv").unwrap();
    let guess = detect(&workbook);
    assert!(guess.ambiguous.is_empty(), "{guess:?}");
    to_activities(&workbook, &guess.mapping)
}

fn items<T>(field: &ListField<T>) -> &[T] {
    field.own().unwrap().as_slice()
}

fn one(rows: &str) -> (ProcessingActivity, ForeignFile) {
    let file = imported(rows);
    assert_eq!(file.activities.len(), 1);
    (file.activities[0].1.clone(), file)
}

#[test]
fn a_row_becomes_an_activity_with_all_its_fields() {
    let (activity, file) = one(
        "7;Schülerakte;Verwaltung;\"Sekretariat, Tel. 08441 1234, post@schule.example\";\"- Schulverwaltung\n- Zeugnisse\";\
         Art. 85 BayEUG;Schüler;\"Name; Adresse (Straße; Ort)\";Religion;Lehrkräfte;Schulamt;\"Regal und Reihe GmbH (Hosting)\";\
         USA;Standardvertragsklauseln;\"Noten: 2 Jahre nach Schuljahresende\";Zutrittskontrolle;ASV;SV-1;01.08.2019;nein;\
         freigegeben;2027-03-01;hoch;noch klären\n",
    );
    assert_eq!(activity.title, "Schülerakte");
    assert_eq!(activity.department, Statement::Given { value: "Verwaltung".into() });
    let contact = Contact {
        function: Some("Sekretariat".into()),
        phone: Some("08441 1234".into()),
        email: Some("post@schule.example".into()),
        ..Contact::default()
    };
    assert_eq!(activity.contact, Statement::Given { value: contact });
    let common = &activity.common;
    let purposes: Vec<&str> = items(&common.purposes).iter().map(|purpose| purpose.text.as_str()).collect();
    assert_eq!(purposes, ["Schulverwaltung", "Zeugnisse"]);
    assert_eq!(items(&common.legal_bases)[0].chain[0].wording, "Art. 85 BayEUG");
    assert_eq!(items(&common.data_subjects)[0].name, "Schüler");
    let categories: Vec<&str> =
        items(&common.data_categories).iter().map(|category| category.name.as_str()).collect();
    assert_eq!(categories, ["Name", "Adresse (Straße; Ort)", "Religion"]);
    let recipients: Vec<(&str, Placement)> = items(&common.recipients)
        .iter()
        .map(|recipient| (recipient.name.as_str(), recipient.placement))
        .collect();
    assert_eq!(recipients, [("Lehrkräfte", Placement::Internal), ("Schulamt", Placement::External)]);
    let engagement = &items(&activity.engagements)[0];
    let Record::Party(party) = &file.shared[&engagement.party.unwrap()] else { panic!() };
    assert_eq!((party.name.as_str(), engagement.note.as_deref()), ("Regal und Reihe GmbH", Some("Hosting")));
    let transfer = &items(&common.transfers)[0];
    assert!(matches!(&transfer.destination, Destination::Country { country } if country.code() == "US"));
    assert_eq!(transfer.instrument, Some(TransferInstrument::StandardClauses));
    let rule = &items(&common.retention)[0];
    assert!(matches!(rule.period, Period::Span { .. }));
    assert_eq!(rule.note.as_deref(), Some("Noten: 2 Jahre nach Schuljahresende"));
    assert_eq!(items(&activity.measures)[0].text, "Zutrittskontrolle");
    let Record::System(system) = &file.shared[&activity.systems[0]] else { panic!() };
    assert_eq!(system.name, "ASV");
    assert_eq!(activity.file_reference, Statement::Given { value: "SV-1".into() });
    assert_eq!(
        activity.introduced_on,
        Statement::Given { value: NaiveDate::from_ymd_opt(2019, 8, 1).unwrap() }
    );
    assert_eq!(activity.next_review, NaiveDate::from_ymd_opt(2027, 3, 1));
    let not_needed = ImpactAssessment::NotNeeded { reason: "Eine Begründung ist nicht angegeben.".into() };
    assert_eq!(activity.impact_assessment, Field::given(not_needed));
    assert_eq!(activity.status.stage, Stage::Released);
    assert_eq!(
        activity.internal_note.as_deref(),
        Some("Lfd. Nr.: 7\nSchutzbedarf: hoch\nBemerkung: noch klären")
    );
    assert_eq!(file.leftovers.len(), 1);
    assert_eq!(
        (file.leftovers[0].place.as_str(), file.leftovers[0].text.as_str()),
        ("Verzeichnis!W2", "Schutzbedarf: hoch")
    );
    assert_eq!(file.leftovers[0].activity, Some(file.activities[0].0));
}

#[test]
fn silence_a_denial_and_a_reference_are_different() {
    let (activity, file) = one(
        ";A;-;;keine;;k. A.;;nein;keine;Schulamt;keine;findet nicht statt;;siehe Löschkonzept;siehe Anlage 2;;;;;;;;\n",
    );
    let common = &activity.common;
    assert_eq!(activity.department, Statement::NotStated);
    assert_eq!(common.purposes, Field::Own(Statement::ExplicitlyNone { note: None }));
    assert_eq!(common.legal_bases, Field::Own(Statement::NotStated));
    assert_eq!(common.data_subjects, Field::Own(Statement::NotStated));
    assert_eq!(activity.sensitive_data, Statement::ExplicitlyNone { note: None });
    assert_eq!(activity.engagements, Field::Own(Statement::ExplicitlyNone { note: None }));
    let note = Some("findet nicht statt".to_owned());
    assert_eq!(common.transfers, Field::Own(Statement::ExplicitlyNone { note }));
    assert!(
        matches!(&common.retention, Field::Own(Statement::ByReference { to }) if to.place == "Löschkonzept")
    );
    assert!(matches!(&activity.measures, Field::Own(Statement::ByReference { .. })));
    // "keine" inside beside a recipient outside is no statement of the field, so it is kept.
    assert_eq!(items(&common.recipients).len(), 1);
    let places: Vec<&str> = file.leftovers.iter().map(|leftover| leftover.text.as_str()).collect();
    assert_eq!(places, ["Kategorien betroffener Personen: k. A.", "Empfänger intern: keine"]);
}

#[test]
fn what_does_not_fit_its_field_is_kept_and_nothing_is_invented() {
    let (activity, file) = one(";A;;;;;;;;;;ja;;;bald;;;;August 2019;vielleicht;aktiv;;;\n");
    assert_eq!(activity.introduced_on, Statement::NotStated);
    assert_eq!(activity.engagements, Field::Own(Statement::NotStated));
    assert_eq!(activity.impact_assessment, Field::Own(Statement::NotStated));
    assert_eq!(activity.status.stage, Stage::Draft);
    assert_eq!(activity.common.retention, Field::Own(Statement::NotStated));
    let kept: Vec<&str> = file.leftovers.iter().map(|leftover| leftover.text.as_str()).collect();
    let expected = [
        "Auftragsverarbeiter: ja",
        "Löschfristen: bald",
        "Einführung: August 2019",
        "DSFA erforderlich: vielleicht",
        "Status: aktiv",
    ];
    assert_eq!(kept, expected);
    let note = activity.internal_note.unwrap();
    assert!(kept.iter().all(|text| note.contains(text)));
}

#[test]
fn rows_without_a_title_continue_the_activity_above() {
    let file = imported(
        ";A;V;;Zweck 1;;;;;;;;;;;;;;;;;;;\n;;;;Zweck 2;;;;;;;;;;;;;;;;;;;\n;;W;;Zweck 1;;;;;;;;;;;;;;;;;;;\n;B;;;Zweck;;;;;;;;;;;;;;;;;;;\n",
    );
    assert_eq!(file.activities.len(), 2);
    let activity = &file.activities[0].1;
    let purposes: Vec<&str> =
        items(&activity.common.purposes).iter().map(|purpose| purpose.text.as_str()).collect();
    assert_eq!(purposes, ["Zweck 1", "Zweck 2"]);
    assert_eq!(activity.department, Statement::Given { value: "V".into() });
    assert_eq!(activity.internal_note.as_deref(), Some("Fachbereich: W"));
}

#[test]
fn a_merged_title_reaches_its_rows_and_a_merged_department_its_activities() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let plain = rust_xlsxwriter::Format::new();
    let table = book.add_worksheet();
    for (column, text) in (0..).zip(["Abteilung", "Bezeichnung", "Zwecke", "Empfänger"]) {
        table.write(0, column, text).unwrap();
    }
    table.merge_range(1, 0, 1, 3, "Schulverwaltung", &plain).unwrap();
    table.merge_range(2, 0, 4, 0, "Sekretariat", &plain).unwrap();
    table.merge_range(2, 1, 3, 1, "Schülerakte", &plain).unwrap();
    table.write(4, 1, "Zeugnis").unwrap();
    table.merge_range(2, 2, 2, 3, "Verwaltung", &plain).unwrap();
    table.write(3, 2, "Statistik").unwrap();
    table.write(4, 2, "Verwaltung").unwrap();
    let workbook = read(&book.save_to_buffer().unwrap(), "x.xlsx").unwrap();
    let file = to_activities(&workbook, &detect(&workbook).mapping);
    let titles: Vec<&str> = file.activities.iter().map(|(_, activity)| activity.title.as_str()).collect();
    assert_eq!(titles, ["Schülerakte", "Zeugnis"]);
    for (_, activity) in &file.activities {
        assert_eq!(activity.department, Statement::Given { value: "Sekretariat".into() });
        assert_eq!(activity.common.recipients, Field::Own(Statement::NotStated));
    }
    assert_eq!(items(&file.activities[0].1.common.purposes).len(), 2);
    let left: Vec<(&str, &str)> =
        file.leftovers.iter().map(|leftover| (leftover.place.as_str(), leftover.text.as_str())).collect();
    assert_eq!(left, [("Sheet1!A2", "Schulverwaltung")]);
}

#[test]
fn what_stands_around_the_table_and_on_other_sheets_is_left_over() {
    let table = sheet(
        "Liste",
        &[
            &["Verzeichnis der Schule", "", "Stand 2025"],
            &["Bezeichnung", "Zweck", "Farbe"],
            &["A", "Z", "rot"],
            &["Bezeichnung", "Zweck", "Farbe"],
            &["B", "Z"],
            &[],
            &["Erstellt von der Schulleitung"],
        ],
    );
    let workbook = Workbook { sheets: vec![sheet("Hinweise", &[&[], &["Bitte lesen"]]), table] };
    let file = to_activities(&workbook, &detect(&workbook).mapping);
    assert_eq!(file.activities.len(), 2);
    let left: Vec<(&str, &str)> =
        file.leftovers.iter().map(|leftover| (leftover.place.as_str(), leftover.text.as_str())).collect();
    assert_eq!(
        left,
        [
            ("Hinweise!A2", "Bitte lesen"),
            ("Liste!A1:C1", "Verzeichnis der Schule | Stand 2025"),
            ("Liste!A4:C4", "Bezeichnung | Zweck | Farbe"),
            ("Liste!A7", "Erstellt von der Schulleitung"),
            ("Liste!C3", "Farbe: rot"),
        ]
    );
}

#[test]
fn the_controller_named_by_all_rows_is_the_files_organisation() {
    let table = |second: &str| {
        let rows: [&[&str]; 3] =
            [&["Bezeichnung", "Verantwortlicher"], &["A", "Schule am Beispiel"], &["B", second]];
        let workbook = Workbook { sheets: vec![sheet("T", &rows)] };
        to_activities(&workbook, &detect(&workbook).mapping).organisation
    };
    assert_eq!(table("Schule am Beispiel").as_deref(), Some("Schule am Beispiel"));
    assert_eq!(table("Andere Schule"), None);
}

#[test]
fn a_newer_version_of_the_table_keeps_the_ids_of_what_stayed() {
    let version = |rows: &str| imported(rows);
    let old = version(";A;;;Eins;;;;;;;;;;;;;;;;;;;\n;B;;;X;;;;;;;;;;;;;;;;;;;\n;A;;;Y;;;;;;;;;;;;;;;;;;;\n");
    let new = version(
        ";Neu;;;X;;;;;;;;;;;;;;;;;;;\n;a;;;\"Null\nEINS\";;;;;;;;;;;;;;;;;;;\n;B;;;X;;;;;;;;;;;;;;;;;;;\n",
    );
    assert_eq!(new.activities[1].0, old.activities[0].0);
    assert_eq!(
        new.activities[2],
        (old.activities[1].0, ProcessingActivity { position: 2, ..old.activities[1].1.clone() })
    );
    assert_ne!(old.activities[0].0, old.activities[2].0);
    let (before, after) = (&old.activities[0].1.common.purposes, &new.activities[1].1.common.purposes);
    assert_eq!(items(after)[1].id, items(before)[0].id);
    assert_ne!(items(after)[0].id, items(before)[0].id);
}

#[test]
fn a_preset_finds_its_columns_by_their_headings() {
    let first = Workbook { sheets: vec![sheet("Alt", &[&["Vorgang", "Wozu", "Egal"], &["A", "Z", "?"]])] };
    let targets = [(0, Some(Target::Title)), (1, Some(Target::Purposes)), (2, None)];
    let preset = Mapping::new(&first, 0, 0, 1, &targets, ";");
    let preset: Mapping = serde_json::from_str(&serde_json::to_string(&preset).unwrap()).unwrap();
    let rows: [&[&str]; 3] = [&["Stand"], &["WOZU", "neu", "Vor-\ngang"], &["Z", "?", "A"]];
    let second = Workbook { sheets: vec![sheet("X", &[&["a"]]), sheet("Neu", &rows)] };
    let applied = preset.apply_to(&second).unwrap();
    assert_eq!((applied.sheet, applied.header_row, applied.separators.as_str()), (1, 1, ";"));
    let found: Vec<Option<Target>> = applied.columns.iter().map(|column| column.target).collect();
    assert_eq!(found, [Some(Target::Purposes), None, Some(Target::Title)]);
    assert_eq!(preset.apply_to(&Workbook { sheets: vec![sheet("X", &[&["Vorgang", "Wohin"]])] }), None);
}

#[test]
fn problems_are_named_before_the_import() {
    let rows: [&[&str]; 4] =
        [&["Bezeichnung", "Status", "Status", "Farbe"], &["", "x", "", "rot"], &["A"], &["B"]];
    let workbook = Workbook { sheets: vec![sheet("T", &rows)] };
    let status = Some(Target::Status);
    let targets = [(0, Some(Target::Title)), (1, status), (2, status), (3, None)];
    let mapping = Mapping::new(&workbook, 0, 0, 1, &targets, Mapping::SEPARATORS);
    assert_eq!(
        mapping.problems(&workbook),
        [
            Problem::RowsBeforeFirstTitle { rows: 1 },
            Problem::TargetTwice { target: Target::Status, columns: vec!["B".into(), "C".into()] },
            Problem::Unmapped { column: "D".into(), header: "Farbe".into() },
        ]
    );
    assert_eq!(mapping.preview(&workbook, 1), [["", "x", "", "rot"]]);
    assert_eq!(mapping.shown_columns(&workbook)[0].samples, ["A", "B"]);
    let empty = Mapping::new(&workbook, 5, 0, 1, &[], "");
    assert_eq!(empty.problems(&workbook), [Problem::NoData]);
}
