//! Registers that are kept as forms: a sheet for each activity, or a column for each.

use crate::files::{in_every_format, ods};
use crate::keeping::{everything, words};
use exchange::foreign::ForeignFile;
use exchange::table::{Mapping, Target, Workbook, detect, read, to_activities};
use proptest::prelude::*;
use register::activity::ProcessingActivity;
use register::data::DataCategory;
use register::statement::{ListField, Statement};
use rust_xlsxwriter::Note;
use std::collections::BTreeSet;
use std::time::Instant;

fn imported(bytes: &[u8], name: &str) -> (Workbook, Mapping, ForeignFile) {
    let workbook = read(bytes, name).unwrap();
    let mapping = detect(&workbook).mapping;
    let file = to_activities(&workbook, &mapping);
    (workbook, mapping, file)
}

fn titles(file: &ForeignFile) -> Vec<&str> {
    file.activities.iter().map(|(_, activity)| activity.title.as_str()).collect()
}

fn note(activity: &ProcessingActivity) -> Vec<&str> {
    activity.internal_note.as_deref().unwrap_or_default().lines().collect()
}

fn names(field: &ListField<DataCategory>) -> Vec<&str> {
    field.own().unwrap().as_slice().iter().map(|category| category.name.as_str()).collect()
}

fn purposes(activity: &ProcessingActivity) -> Vec<&str> {
    activity.common.purposes.own().unwrap().as_slice().iter().map(|purpose| purpose.text.as_str()).collect()
}

fn outside(file: &ForeignFile) -> Vec<(&str, &str)> {
    let outside = file.leftovers.iter().filter(|leftover| leftover.activity.is_none());
    outside.map(|leftover| (leftover.place.as_str(), leftover.text.as_str())).collect()
}

/// A form as schools fill it in.
const FORM: &[&[&str]] = &[
    &["Verzeichnis von Verarbeitungstätigkeiten gem. Art. 30 DSGVO"],
    &["Grundschule Beispielhausen"],
    &[],
    &["1. Verantwortlicher"],
    &["Name:", "Grundschule Beispielhausen"],
    &["Telefon:", "08441 1"],
    &["2. Angaben zur Verarbeitung"],
    &["2.1 Bezeichnung der Verarbeitungstätigkeit:", "Schülerakte", "", "Stand:", "März 2025"],
    &["2.2 Zweck der Verarbeitung (bitte kurz beschreiben):", "Verwaltung"],
    &["", "Zeugnisse", "Statistik"],
    &["3. Kategorien betroffener Personen"],
    &[],
    &["", "Schüler\nEltern"],
    &["4. Kategorien personenbezogener Daten"],
    &["Lfd. Nr.", "Bezeichnung der Daten"],
    &["1", "Name"],
    &["2", "Noten"],
    &["5. Löschfristen: je Datenkategorie", "2 Jahre nach Austritt"],
    &["6. Schutzbedarf", "hoch"],
    &["Empfänger", ""],
    &["Bitte jährlich prüfen"],
];

#[test]
fn a_form_becomes_an_activity_in_every_kind_of_file() {
    for (bytes, name) in in_every_format(&[("Tabelle1", FORM)]) {
        let (workbook, mapping, file) = imported(&bytes, &name);
        assert_eq!(mapping.sheet, 1, "{name}");
        assert_eq!(workbook.sheets[1].name, "Als Formular gelesen: Tabelle1");
        assert_eq!(titles(&file), ["Schülerakte"], "{name}");
        let activity = &file.activities[0].1;
        assert_eq!(purposes(activity), ["Verwaltung", "Zeugnisse", "Statistik"]);
        assert_eq!(activity.common.data_subjects.own().unwrap().as_slice().len(), 2);
        assert_eq!(names(&activity.common.data_categories), ["Name", "Noten"]);
        assert_eq!(activity.common.retention.own().unwrap().as_slice().len(), 1);
        assert_eq!(activity.common.recipients.own(), None, "{name}");
        assert_eq!(file.organisation.as_deref(), Some("Grundschule Beispielhausen"));
        assert_eq!(
            note(activity),
            [
                "Verantwortlicher – Name: Grundschule Beispielhausen",
                "Verantwortlicher – Telefon: 08441 1",
                "Stand: März 2025",
                "Schutzbedarf: hoch",
                "Weitere Zeilen: Verzeichnis von Verarbeitungstätigkeiten gem. Art. 30 DSGVO",
                "Grundschule Beispielhausen",
                "Bitte jährlich prüfen",
            ],
            "{name}"
        );
        assert_eq!(
            outside(&file),
            [
                ("Tabelle1!A15", "Lfd. Nr."),
                ("Tabelle1!A4", "1. Verantwortlicher"),
                ("Tabelle1!A7", "2. Angaben zur Verarbeitung"),
                ("Tabelle1!A14", "Kategorien personenbezogener Daten"),
                ("Tabelle1!A20", "Empfänger"),
            ],
            "{name}"
        );
        let kept: Vec<&str> = file
            .leftovers
            .iter()
            .filter(|leftover| leftover.activity.is_some())
            .map(|leftover| leftover.place.as_str())
            .collect();
        assert_eq!(kept, ["Tabelle1!B6", "Tabelle1!E8", "Tabelle1!B19", "Tabelle1!A1"], "{name}");
    }
}

/// A short form with these answers.
fn short<'a>(title: &'a str, purpose: &'a str, colour: &'a str) -> [[&'a str; 2]; 6] {
    [
        ["Verzeichnis von Verarbeitungstätigkeiten", ""],
        ["Bezeichnung", title],
        ["Zwecke", purpose],
        ["Betroffene Personen", "Schüler"],
        ["Löschfrist", "2 Jahre"],
        ["Farbe", colour],
    ]
}

fn rows<'a>(form: &'a [[&'a str; 2]; 6]) -> Vec<&'a [&'a str]> {
    form.iter().map(|row| row.as_slice()).collect()
}

#[test]
fn each_sheet_of_a_workbook_of_forms_is_an_activity() {
    let forms = [
        short("Schülerakte", "Verwaltung", "rot"),
        short("", "Ausleihe", "blau"),
        short("Zeugnis", "Nachweis", ""),
        short("", "", ""),
    ];
    let forms = forms.each_ref().map(rows);
    let sheets: Vec<(&str, &[&[&str]])> = ["Schülerakte", "Bücherei", "Tabelle3", "Vorlage"]
        .into_iter()
        .zip(forms.iter().map(Vec::as_slice))
        .collect();
    for (bytes, name) in in_every_format(&sheets) {
        let (_, mapping, file) = imported(&bytes, &name);
        // The form that names no activity is called like its sheet; the one that is nearly empty is none, and told.
        assert_eq!(titles(&file), ["Schülerakte", "Bücherei", "Zeugnis"], "{name}");
        assert!(note(&file.activities[1].1).contains(&"Farbe: blau"));
        assert!(note(&file.activities[1].1).contains(&"Blatt: Bücherei"));
        assert!(outside(&file).contains(&("Vorlage!A3", "Zwecke")), "{:?}", outside(&file));
        // The preset fits another workbook of the same form.
        let other = in_every_format(&[("Mensa", &rows(&short("Mensa", "Essen", "grün")))]);
        let other = read(&other[0].0, "y.xlsx").unwrap();
        let applied = mapping.apply_to(&other).unwrap();
        assert_eq!(titles(&to_activities(&other, &applied)), ["Mensa"]);
    }
}

#[test]
fn forms_without_a_label_for_the_title_are_called_like_their_sheets() {
    let form = short("", "Verwaltung", "rot");
    let without: Vec<&[&str]> = rows(&form).into_iter().filter(|row| row[0] != "Bezeichnung").collect();
    for (bytes, name) in in_every_format(&[("Schülerakte", &without)]) {
        let (_, mapping, file) = imported(&bytes, &name);
        assert_eq!(titles(&file), ["Schülerakte"], "{name}");
        assert_eq!(mapping.columns[0].target, Some(Target::Title));
        assert_eq!(mapping.columns[0].header, "Blatt");
    }
}

#[test]
fn forms_below_each_other_are_an_activity_each() {
    let rows: &[&[&str]] = &[
        &["Verzeichnis der Schule"],
        &["Lfd. Nr.", "1"],
        &["Bezeichnung", "Schülerakte", "Aktenzeichen", "SV-1"],
        &["Zweck", "Verwaltung"],
        &["Betroffene", "Schüler"],
        &["Lfd. Nr.", "2"],
        &["Bezeichnung", "Mensa"],
        &["Zweck", "Essen"],
        &["", "Abrechnung"],
        &["Betroffene", "Gäste"],
        &["Lfd. Nr.", ""],
        &["Bezeichnung", ""],
        &["Zweck", ""],
        &["Betroffene", ""],
        &["Stand 2025"],
    ];
    for (bytes, name) in in_every_format(&[("Tabelle1", rows)]) {
        let (_, _, file) = imported(&bytes, &name);
        assert_eq!(titles(&file), ["Schülerakte", "Mensa"], "{name}");
        assert_eq!(file.activities[0].1.file_reference, Statement::Given { value: "SV-1".into() });
        assert_eq!(purposes(&file.activities[1].1), ["Essen", "Abrechnung"]);
        assert_eq!(note(&file.activities[1].1), ["Lfd. Nr.: 2"]);
        assert_eq!(outside(&file), [("Tabelle1!A15", "Stand 2025")], "{name}");
    }
}

#[test]
fn a_title_in_the_cell_of_its_label_is_read() {
    for (line, title) in
        [("Verarbeitungstätigkeit: Mensa", "Mensa"), ("1. Bezeichnung: (bitte eintragen)", "Speisen")]
    {
        let rows: &[&[&str]] = &[
            &[line],
            &["Zweck", "Essen"],
            &["Betroffene", "Gäste"],
            &["Löschfrist", "2 Jahre"],
            &["Empfänger", "Caterer"],
        ];
        for (bytes, name) in in_every_format(&[("Speisen", rows)]) {
            let (_, _, file) = imported(&bytes, &name);
            assert_eq!(titles(&file), [title], "{name}");
            assert!(everything(&file).contains(if title == "Mensa" { "Speisen" } else { line }), "{file:#?}");
        }
    }
}

#[test]
fn a_register_on_its_side_is_an_activity_for_each_column() {
    let register: &[&[&str]] = &[
        &["Verzeichnis der Verarbeitungstätigkeiten", "Grundschule am Beispiel"],
        &["Lfd. Nr.", "1", "2", "3"],
        &["Bezeichnung", "Schülerakte", "Zeugnis", "Mensa"],
        &["Zweck (Art. 30 Abs. 1 lit. b)", "Verwaltung", "Nachweis", "Essen"],
        &["", "Statistik", "", "Abrechnung"],
        &["Betroffene Personen", "Schüler", "Schüler", "Gäste"],
        &["Löschfrist", "2 Jahre", "50 Jahre", ""],
        &["Farbe", "rot", "", "blau"],
    ];
    for (bytes, name) in in_every_format(&[("Tabelle1", register)]) {
        let (_, mapping, file) = imported(&bytes, &name);
        assert_eq!(mapping.columns.iter().filter(|column| column.target.is_some()).count(), 5, "{name}");
        assert_eq!(titles(&file), ["Schülerakte", "Zeugnis", "Mensa"], "{name}");
        assert_eq!(purposes(&file.activities[2].1), ["Essen", "Abrechnung"]);
        assert_eq!(note(&file.activities[0].1), ["Lfd. Nr.: 1", "Farbe: rot"]);
        assert_eq!(
            outside(&file),
            [
                ("Tabelle1!A1", "Verzeichnis der Verarbeitungstätigkeiten"),
                ("Tabelle1!B1", "Grundschule am Beispiel"),
            ]
        );
    }
}

#[test]
fn merged_answers_of_a_register_on_its_side_count_for_each_column() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let plain = rust_xlsxwriter::Format::new();
    let sheet = book.add_worksheet();
    for (row, cells) in (0..).zip([
        ["Bezeichnung", "Schülerakte", "Zeugnis"],
        ["Zweck", "Verwaltung", "Nachweis"],
        ["Empfänger", "Schulamt", "Eltern"],
    ]) {
        for (column, text) in (0..).zip(cells) {
            sheet.write(row, column, text).unwrap();
        }
    }
    sheet.write(3, 0, "Abteilung").unwrap();
    sheet.merge_range(3, 1, 3, 2, "Sekretariat", &plain).unwrap();
    sheet.insert_note(1, 2, &Note::new("prüfen")).unwrap();
    sheet.insert_note(1, 0, &Note::new("Pflicht")).unwrap();
    let (_, _, file) = imported(&book.save_to_buffer().unwrap(), "x.xlsx");
    assert_eq!(titles(&file), ["Schülerakte", "Zeugnis"]);
    for (_, activity) in &file.activities {
        assert_eq!(activity.department, Statement::Given { value: "Sekretariat".into() });
    }
    assert!(note(&file.activities[1].1)[0].starts_with("Kommentar zu „Zweck“: "));
    assert!(outside(&file).iter().any(|(place, text)| *place == "Sheet1!A2" && text.contains("Pflicht")));
}

#[test]
fn what_hangs_on_a_form_stands_in_its_note() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in (0..).zip(short("Mensa", "Essen", "rot")) {
        for (column, text) in (0..).zip(cells) {
            sheet.write(row, column, text).unwrap();
        }
    }
    let author = |text: &str| Note::new(text).add_author_prefix(false);
    sheet.insert_note(2, 1, &author("zur Antwort")).unwrap();
    sheet.insert_note(4, 0, &author("zum Label")).unwrap();
    sheet.insert_note(30, 7, &author("daneben")).unwrap();
    let (_, _, file) = imported(&book.save_to_buffer().unwrap(), "x.xlsx");
    let note = note(&file.activities[0].1);
    for line in [
        "Kommentar zu „Zwecke“: zur Antwort",
        "Kommentar zu „Löschfrist“: zum Label",
        "Kommentar zu Sheet1!H31: daneben",
    ] {
        assert!(note.contains(&line), "{note:?}");
    }
}

#[test]
fn a_workbook_with_a_register_and_forms_offers_both() {
    let form = short("Mensa", "Essen", "rot");
    let form = rows(&form);
    let overview: &[&[&str]] = &[&["Nr.", "Bezeichnung"], &["1", "Mensa"], &["2", "Zeugnis"]];
    let register: &[&[&str]] = &[
        &["Nr.", "Bezeichnung", "Zweck", "Betroffene", "Löschfrist", "Empfänger", "TOM"],
        &["1", "Zeugnis", "Nachweis", "Schüler", "50 Jahre", "keine", "Tresor"],
    ];
    let explanation: &[&[&str]] = &[
        &["Bezeichnung", "Wie die Tätigkeit heißt"],
        &["Zweck", "Wozu"],
        &["Betroffene", "Wessen Daten"],
        &["Löschfrist", "Bis wann"],
        &["Empfänger", "Wer sie bekommt"],
        &["TOM", "Wie sie geschützt sind"],
        &["Rechtsgrundlage", "Warum sie verarbeitet werden dürfen"],
    ];
    let (bytes, name) = in_every_format(&[("Übersicht", overview), ("Mensa", &form)]).remove(0);
    let (workbook, mapping, file) = imported(&bytes, &name);
    assert_eq!((mapping.sheet, titles(&file)), (2, vec!["Mensa"]));
    assert!(outside(&file).contains(&("Übersicht!A3:B3", "2 | Zeugnis")));
    // The other table can be chosen; then the form is left over, once.
    let targets = [(0, Some(Target::Number)), (1, Some(Target::Title))];
    let other = to_activities(&workbook, &Mapping::new(&workbook, 0, 0, 1, &targets, ";"));
    assert_eq!(titles(&other), ["Mensa", "Zeugnis"]);
    assert_eq!(other.leftovers.iter().filter(|leftover| leftover.text.contains("Essen")).count(), 1);
    for sheets in [
        [("Felder", explanation), ("Register", register)],
        [("Hinweise", explanation), ("Register", register)],
    ] {
        for (bytes, name) in in_every_format(&sheets) {
            let (_, mapping, file) = imported(&bytes, &name);
            assert_eq!((mapping.sheet, titles(&file)), (1, vec!["Zeugnis"]));
        }
    }
}

#[test]
fn a_table_is_no_form() {
    let register: &[&[&str]] = &[
        &["Bezeichnung", "Zweck", "Empfänger", "Löschfrist"],
        &["Zweckbindung prüfen", "Empfang", "Betroffene", "2 Jahre"],
        &["Löschung", "Aufbewahrung", "Maßnahmen", "1 Jahr"],
        &["Daten der Betroffenen", "Auskunft", "Betroffene", "1 Jahr"],
        &["Empfängerliste", "Versand", "Post", "1 Jahr"],
    ];
    for (bytes, name) in in_every_format(&[("T", register)]) {
        assert_eq!(read(&bytes, &name).unwrap().sheets.len(), 1, "{name}");
    }
}

#[test]
fn a_hundred_thousand_labels_cost_little() {
    let row = |number: usize| {
        let label = ["Zweck", "Empfänger", "Löschfrist", "Bezeichnung"][number % 4];
        format!(
            "<table:table-row><table:table-cell><text:p>{label} {number}</text:p></table:table-cell>\
             <table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>"
        )
    };
    let sheets: String = (0..100)
        .map(|sheet| {
            let rows: String = (sheet * 1_000..(sheet + 1) * 1_000).map(row).collect();
            format!("<table:table table:name=\"S{sheet}\">{rows}</table:table>")
        })
        .collect();
    let begin = Instant::now();
    let (_, _, file) = imported(&ods(&sheets), "x.ods");
    assert!(!file.activities.is_empty() || !file.leftovers.is_empty());
    // Generous: the tests run without optimisation and beside others.
    assert!(begin.elapsed().as_secs() < 60, "{:?}", begin.elapsed());
}

/// Texts as they stand in a form's cells.
fn any_cell() -> impl Strategy<Value = String> {
    let label = prop::sample::select(vec![
        "Bezeichnung",
        "2.1 Zweck der Verarbeitung:",
        "Zweck",
        "Empfänger (intern)",
        "Löschfristen",
        "Betroffene Personen",
        "Lfd. Nr.",
        "1. Verantwortlicher",
        "Name",
        "Telefon",
        "Hinweise",
        "Farbe:",
        "Verzeichnis von Verarbeitungstätigkeiten",
    ]);
    prop_oneof![
        3 => Just(String::new()),
        4 => label.prop_map(str::to_owned),
        1 => "[1-4]",
        4 => "[a-zäß]{3,8}( [a-zäß]{3,8}){0,2}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn every_text_and_comment_of_a_workbook_is_found_again(
        forms in prop::collection::vec(prop::collection::vec(prop::collection::vec(any_cell(), 0..5), 4..14), 1..4),
        comments in prop::collection::vec((0_u32..16, 0_u16..6), 0..4),
        merged in prop::option::of((0_u32..10, 0_u16..3, 0_u32..2, 1_u16..3)),
        chosen in any::<prop::sample::Index>(),
    ) {
        let mut book = rust_xlsxwriter::Workbook::new();
        let labels = ["Bezeichnung", "Zweck", "Betroffene Personen", "Löschfrist"];
        for form in &forms {
            let sheet = book.add_worksheet();
            for (row, cells) in (0..).zip(form) {
                for (column, text) in (0..).zip(cells) {
                    // So that it is a form more often than by chance.
                    let text = if column == 0 { labels.get(row as usize).map_or(text.as_str(), |label| label) } else { text };
                    sheet.write(row, column, text).unwrap();
                }
            }
            for (number, (row, column)) in comments.iter().enumerate() {
                let _ = sheet.insert_note(*row, *column, &Note::new(format!("comment{number}")));
            }
            if let Some((row, column, down, right)) = merged {
                sheet.merge_range(row, column, row + down, column + right, "gemeinsam", &rust_xlsxwriter::Format::new()).unwrap();
            }
        }
        let bytes = book.save_to_buffer().unwrap();
        let Ok(workbook) = read(&bytes, "x.xlsx") else { return Ok(()) };
        let mut mappings = vec![detect(&workbook).mapping];
        let sheet = chosen.index(workbook.sheets.len());
        let targets: Vec<_> = (0..workbook.sheets[sheet].width()).map(|column| (column, (column == 1).then_some(Target::Title))).collect();
        mappings.push(Mapping::new(&workbook, sheet, 0, 1, &targets, Mapping::SEPARATORS));
        for mapping in mappings {
            let file = to_activities(&workbook, &mapping);
            let mut found = everything(&file);
            // The headings say what the columns are that hold something.
            let held = mapping.shown_columns(&workbook).into_iter().filter(|column| !column.samples.is_empty());
            let held: BTreeSet<usize> = held.map(|column| column.index).collect();
            let form = mapping.sheet == forms.len();
            for column in mapping.columns.iter().filter(|column| !form || held.contains(&column.index)) {
                found.push_str(&format!("\n{}", column.header));
            }
            let found: BTreeSet<&str> = words(&found).collect();
            for sheet in workbook.sheets.iter().take(forms.len()) {
                for word in sheet.rows.iter().flatten().flat_map(|text| words(text)) {
                    let number = word.chars().all(|c| c.is_ascii_digit());
                    prop_assert!(number || found.contains(word), "{word:?} in {mapping:?} {workbook:#?} {file:#?}");
                }
            }
            for number in 0..comments.len() {
                let comment = format!("comment{number}");
                // A later comment takes the place of an earlier one.
                let last = comments.iter().skip(number + 1).all(|later| *later != comments[number]);
                prop_assert!(!last || found.contains(comment.as_str()), "{comment} in {file:#?}");
            }
        }
    }
}
