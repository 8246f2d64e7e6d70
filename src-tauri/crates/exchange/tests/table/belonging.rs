//! What belongs together: rows to activities, sheets to registers, entries to each other and to their older versions.

use crate::files::sheet;
use exchange::foreign::ForeignFile;
use exchange::table::{Sheet, Workbook, detect, to_activities};
use register::activity::ProcessingActivity;
use register::retention::{Period, RetentionRule};
use register::statement::ListField;

fn imported(sheets: Vec<Sheet>) -> ForeignFile {
    let workbook = Workbook { sheets };
    let guess = detect(&workbook);
    to_activities(&workbook, &guess.mapping)
}

fn table(rows: &[&[&str]]) -> ForeignFile {
    imported(vec![sheet("T", rows)])
}

fn titles(file: &ForeignFile) -> Vec<&str> {
    file.activities.iter().map(|(_, activity)| activity.title.as_str()).collect()
}

fn given<T>(field: &ListField<T>) -> &[T] {
    field.own().map(|list| list.as_slice()).unwrap_or_default()
}

const HEAD: &[&str] = &["Nr.", "Bezeichnung", "Zweck", "Empfänger"];

#[test]
fn a_numbered_row_without_a_title_is_never_mixed_into_another_activity() {
    let file = table(&[
        HEAD,
        &["1", "Schülerakte", "Verwaltung", "Schulamt"],
        &["2", "", "Ausleihe", "Niemand sonst"],
        &["3", "Mensa", "Essen", "Caterer"],
        &["3.1", "", "Abrechnung", ""],
        &["", "", "Statistik", ""],
        &["4", "", "", ""],
        &["5", "", "", ""],
    ]);
    assert_eq!(titles(&file), ["Schülerakte", "Nr. 2 (ohne Bezeichnung)", "Mensa"]);
    let purposes = |at: usize| given(&file.activities[at].1.common.purposes).len();
    assert_eq!([purposes(0), purposes(1), purposes(2)], [1, 1, 3]);
    let outside: Vec<&str> = file
        .leftovers
        .iter()
        .filter(|leftover| leftover.activity.is_none())
        .map(|leftover| leftover.text.as_str())
        .collect();
    assert_eq!(outside, ["4", "5"]);
}

#[test]
fn a_number_behind_the_title_counts_within_the_activity() {
    let file = table(&[
        &["Bezeichnung", "Nr.", "Zweck", "Empfänger"],
        &["Schülerakte", "1", "Verwaltung", "Schulamt"],
        &["", "2", "Statistik", ""],
    ]);
    assert_eq!(titles(&file), ["Schülerakte"]);
}

#[test]
fn sheets_with_the_same_headings_are_one_register() {
    let rows = |title: &'static str| vec![HEAD.to_vec(), vec!["1", title, "Zweck von dort", "Schulamt"]];
    let of = |name: &str, title: &'static str| {
        let rows = rows(title);
        sheet(name, &rows.iter().map(Vec::as_slice).collect::<Vec<_>>())
    };
    let mut hidden = of("Alt", "Chronik");
    hidden.hidden = true;
    let other = sheet("Liste", &[&["Nr.", "Bezeichnung"], &["1", "Etwas"]]);
    let file = imported(vec![
        of("Verwaltung", "Schülerakte"),
        of("Unterricht", "Noten"),
        hidden,
        of("Beispiel", "Muster"),
        other,
    ]);
    assert_eq!(titles(&file), ["Schülerakte", "Noten", "Chronik"]);
    let note = |at: usize| file.activities[at].1.internal_note.clone().unwrap();
    assert!(note(1).contains("Blatt: Unterricht") && note(2).contains("Blatt: Alt"));
    let left: Vec<&str> = file.leftovers.iter().map(|leftover| leftover.text.as_str()).collect();
    assert!(left.contains(&"1 | Muster | Zweck von dort | Schulamt") && left.contains(&"1 | Etwas"));
    assert_eq!(file.activities.iter().map(|(_, it)| it.position).collect::<Vec<_>>(), [0, 1, 2]);
}

#[test]
fn each_row_of_an_activity_holds_its_own_persons_data_and_periods_together() {
    let head: &[&str] = &["Bezeichnung", "Betroffene", "Datenkategorien", "Löschfrist"];
    let file = table(&[
        head,
        &["Kontakte", "Schüler", "Name", "1 Jahr"],
        &["", "Eltern", "Telefon", "2 Jahre"],
        &["", "Lehrkräfte", "E-Mail", "3 Jahre"],
    ]);
    let common = &file.activities[0].1.common;
    let data = given(&common.data_categories);
    let subjects = given(&common.data_subjects);
    for (at, rule) in given(&common.retention).iter().enumerate() {
        assert_eq!(rule.data.named(), [data[at].id]);
        assert_eq!(rule.subjects.named(), [subjects[at].id]);
        assert_eq!(subjects[at].data.named(), [data[at].id]);
    }
    // Where the rows do not tell, nothing is assigned, and the rows stand in the note.
    let file = table(&[
        head,
        &["Kontakte", "Schüler", "Name", "1 Jahr"],
        &["", "Eltern", "Telefon", ""],
        &["", "", "E-Mail", "3 Jahre"],
    ]);
    let activity = &file.activities[0].1;
    assert!(given(&activity.common.retention).iter().all(|rule| rule.data.named().is_empty()));
    let note = activity.internal_note.as_deref().unwrap();
    assert!(note.contains("Zeile 3: Betroffene: Eltern | Datenkategorien: Telefon"), "{note}");
}

#[test]
fn activities_of_one_title_are_told_apart_by_their_numbers() {
    let first: &[&str] = &["1", "Zeugnis", "Nachweis", "Eltern"];
    let second: &[&str] = &["2", "Zeugnis", "Abschluss", "Schulamt"];
    let (old, new) = (table(&[HEAD, first, second]), table(&[HEAD, second, first]));
    assert_eq!(old.activities[0].0, new.activities[1].0);
    assert_eq!(old.activities[1].0, new.activities[0].0);
    // A title that stands once is known by itself, whatever its number.
    let unique = |number| table(&[HEAD, &[number, "Zeugnis", "Nachweis", ""]]).activities[0].0;
    assert_eq!(unique("1"), unique("7"));
}

#[test]
fn a_newer_period_or_safeguard_is_the_same_rule_or_transfer() {
    let version = |period: &str, transfer: &str| -> ProcessingActivity {
        let head: &[&str] = &["Bezeichnung", "Zweck", "Löschfrist", "Drittland"];
        table(&[head, &["A", "Z", period, transfer]]).activities.remove(0).1
    };
    let (old, new) = (version("4 Jahre", "USA"), version("5 Jahre", "USA (Standardvertragsklauseln)"));
    let rule =
        |activity: &ProcessingActivity| -> RetentionRule { given(&activity.common.retention)[0].clone() };
    assert_eq!(rule(&old).id, rule(&new).id);
    assert_ne!(rule(&old).period, rule(&new).period);
    assert_eq!(given(&old.common.transfers)[0].id, given(&new.common.transfers)[0].id);
    // Of several, each is known by its name, and those without by their words; their order does not matter.
    let ids = |period: &str| -> Vec<_> {
        let activity = version(period, "");
        given(&activity.common.retention).iter().map(|rule| (rule.period.clone(), rule.id)).collect()
    };
    let named = (ids("Noten: 2 Jahre; Akte: 5 Jahre"), ids("Akte: 6 Jahre; Noten: 3 Jahre"));
    assert_eq!((named.0[0].1, named.0[1].1), (named.1[1].1, named.1[0].1));
    let (one, other) = (ids("2 Jahre; 5 Jahre"), ids("5 Jahre; 2 Jahre"));
    assert_eq!((&one[0], &one[1]), (&other[1], &other[0]));
    assert!(matches!(one[0].0, Period::Span { .. }));
}
