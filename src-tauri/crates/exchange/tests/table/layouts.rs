//! Layouts of forms by authorities: small tables within a form, and labels above their answers.

use crate::files::in_every_format;
use exchange::foreign::ForeignFile;
use exchange::table::{detect, read, to_activities};
use register::data::Sensitivity;
use register::statement::{Field, ListField, Selection, Statement};

fn imported(bytes: &[u8], name: &str) -> ForeignFile {
    let workbook = read(bytes, name).unwrap();
    let mapping = detect(&workbook).mapping;
    to_activities(&workbook, &mapping)
}

fn given<T>(field: &ListField<T>) -> &[T] {
    field.own().map(|list| list.as_slice()).unwrap_or_default()
}

/// A form with small tables whose numbers are those of the data.
const WITH_TABLES: &[&[&str]] = &[
    &["Beschreibung einer Verarbeitungstätigkeit"],
    &["1. Allgemeine Angaben"],
    &["Bezeichnung der Verarbeitungstätigkeit", "Schülerakte"],
    &["Verantwortlicher", "Grundschule Beispielhausen"],
    &["2. Zwecke und Rechtsgrundlagen"],
    &["Zwecke", "Verwaltung"],
    &["Rechtsgrundlagen", "Art. 85 BayEUG"],
    &["3. Kategorien der personenbezogenen Daten"],
    &["lfd. Nr.", "Bezeichnung der Daten"],
    &["1", "Name"],
    &["2", "Religionszugehörigkeit (Art. 9)"],
    &["3", "Noten"],
    &["4. Kategorien der betroffenen Personen"],
    &["lfd. Nr.", "Betroffene Personen"],
    &["2-3", "Schüler"],
    &["1", "Erziehungsberechtigte"],
    &["5. Kategorien der Empfänger"],
    &["lfd. Nr.", "Empfänger", "Anlass der Offenlegung"],
    &["1-3", "Schulamt", "Statistik"],
    &["6. Übermittlung an Drittländer oder internationale Organisationen"],
    &["lfd. Nr.", "Drittland oder internationale Organisation", "Geeignete Garantien"],
    &["", "keine", ""],
    &["7. Vorgesehene Fristen für die Löschung"],
    &["lfd. Nr.", "Löschungsfrist"],
    &["1-2", "2 Jahre nach Austritt"],
    &["3", "1 Jahr"],
];

#[test]
fn the_small_tables_of_a_form_point_to_its_data() {
    for (bytes, name) in in_every_format(&[("Tabelle1", WITH_TABLES)]) {
        let file = imported(&bytes, &name);
        let activity = &file.activities[0].1;
        assert_eq!(activity.title, "Schülerakte", "{name}");
        let common = &activity.common;
        let data = given(&common.data_categories);
        let sensitive: Vec<_> = data.iter().map(|category| category.sensitivity).collect();
        assert_eq!(sensitive, [Sensitivity::Ordinary, Sensitivity::Special, Sensitivity::Ordinary]);
        let subjects = given(&common.data_subjects);
        let named: Vec<_> =
            subjects.iter().map(|subject| (subject.name.as_str(), subject.data.named())).collect();
        assert_eq!(
            named,
            [("Schüler", &[data[1].id, data[2].id][..]), ("Erziehungsberechtigte", &[data[0].id][..])]
        );
        let recipient = &given(&common.recipients)[0];
        assert_eq!((recipient.name.as_str(), recipient.occasion.as_deref()), ("Schulamt", Some("Statistik")));
        assert_eq!(recipient.data, Selection::All);
        assert_eq!(common.transfers, Field::Own(Statement::ExplicitlyNone { note: None }));
        let rules: Vec<_> = given(&common.retention).iter().map(|rule| rule.data.named()).collect();
        assert_eq!(rules, [&[data[0].id, data[1].id][..], &[data[2].id][..]]);
    }
}

#[test]
fn numbers_that_may_only_count_assign_nothing() {
    let rows: Vec<&[&str]> = WITH_TABLES
        .iter()
        .map(|row| match row {
            ["2-3", "Schüler"] => &["1", "Schüler"][..],
            ["1", "Erziehungsberechtigte"] => &["2", "Erziehungsberechtigte"],
            ["1-3", ..] => &["1", "Schulamt"],
            ["1-2", ..] => &["1", "2 Jahre"],
            ["3", "1 Jahr"] => &["", ""],
            row => row,
        })
        .collect();
    for (bytes, name) in in_every_format(&[("Tabelle1", &rows)]) {
        let common = &imported(&bytes, &name).activities[0].1.common;
        assert!(given(&common.data_subjects).iter().all(|subject| subject.data == Selection::All), "{name}");
        assert!(given(&common.recipients).iter().all(|recipient| recipient.data == Selection::All), "{name}");
        // Whether the period is that of the first data or the first period, nobody said.
        assert_eq!(common.retention, Field::Own(Statement::NotStated), "{name}");
    }
}

#[test]
fn answers_below_their_labels_are_read() {
    let rows: &[&[&str]] = &[
        &["Verzeichnis von Verarbeitungstätigkeiten"],
        &["Bezeichnung der Verarbeitungstätigkeit"],
        &["Schülerakte"],
        &[],
        &["Zweck der Verarbeitung:"],
        &["Verwaltung"],
        &["Zeugnisse"],
        &["Kategorien betroffener Personen"],
        &["Schüler"],
        &["Empfänger"],
        &["Löschfrist"],
        &["2 Jahre nach Austritt"],
        &["Stand: März 2025"],
    ];
    for (bytes, name) in in_every_format(&[("Tabelle1", rows)]) {
        let file = imported(&bytes, &name);
        assert_eq!(file.activities.len(), 1, "{name}");
        let activity = &file.activities[0].1;
        assert_eq!(activity.title, "Schülerakte");
        let purposes: Vec<&str> =
            given(&activity.common.purposes).iter().map(|purpose| purpose.text.as_str()).collect();
        assert_eq!(purposes, ["Verwaltung", "Zeugnisse"]);
        assert_eq!(given(&activity.common.data_subjects).len(), 1);
        assert_eq!(activity.common.recipients, Field::Own(Statement::NotStated));
        assert_eq!(given(&activity.common.retention).len(), 1);
        assert!(
            activity.internal_note.as_deref().unwrap_or_default().contains("Stand: März 2025"),
            "{activity:#?}"
        );
    }
}
