//! Words of schools that say nothing, deny, or name no third country make no statement that nobody made.

use crate::files::{only_row as with, sheet};
use exchange::foreign::ForeignFile;
use exchange::table::{Workbook, detect, to_activities};
use register::activity::ProcessingActivity;
use register::data::Sensitivity;
use register::recipient::{Destination, Placement};
use register::statement::{Field, Statement};

const LISTS: [&str; 9] = [
    "Zwecke",
    "Rechtsgrundlage",
    "Betroffene",
    "Datenkategorien",
    "Empfänger",
    "Auftragsverarbeiter",
    "Drittland",
    "Löschfrist",
    "TOM",
];

/// The states of the fields that have a column.
fn states(activity: &ProcessingActivity) -> Vec<String> {
    let json = serde_json::to_value(activity).unwrap();
    let common = [
        "purposes",
        "legal_bases",
        "data_subjects",
        "data_categories",
        "recipients",
        "transfers",
        "retention",
    ];
    let mut fields: Vec<_> = common.iter().map(|name| &json["common"][name]).collect();
    fields.extend(["engagements", "measures", "sensitive_data", "department"].map(|name| &json[name]));
    fields.into_iter().map(|field| field["state"].as_str().unwrap_or("not_stated").to_owned()).collect()
}

fn everywhere(text: &str) -> (ProcessingActivity, ForeignFile) {
    let more = ["Besondere Kategorien", "Abteilung"];
    let cells: Vec<(&str, &str)> = LISTS.into_iter().chain(more).map(|head| (head, text)).collect();
    with(&cells)
}

#[test]
fn not_stated_is_silence_in_every_column() {
    let (activity, file) = everywhere("nicht angegeben");
    assert!(states(&activity).iter().all(|state| state == "not_stated"), "{:?}", states(&activity));
    assert!(file.shared.is_empty() && file.leftovers.is_empty() && activity.internal_note.is_none());
}

#[test]
fn words_for_not_knowing_deny_nothing_and_stay_in_the_note() {
    for text in
        ["keine Angabe", "keine Angaben", "ohne Angabe", "unbekannt", "offen", "?", "keine Angaben vorhanden"]
    {
        let (activity, file) = everywhere(text);
        assert!(
            states(&activity).iter().all(|state| state == "not_stated"),
            "{text}: {:?}",
            states(&activity)
        );
        assert!(file.shared.is_empty());
        let note = activity.internal_note.unwrap();
        assert_eq!(note.matches(&format!(": {text}")).count(), LISTS.len() + 2, "{note}");
    }
    let (_, file) = with(&[("Verantwortlicher", "unbekannt"), ("Zwecke", "Z")]);
    assert_eq!(file.organisation, None);
}

#[test]
fn an_express_denial_is_one_in_every_column_with_its_note() {
    let (activity, file) = everywhere("Keine – ausdrücklich so angegeben: nur hier; außer USA\nsonst nicht");
    assert!(states(&activity).iter().all(|state| state == "explicitly_none"), "{:?}", states(&activity));
    let note = Some("nur hier; außer USA\nsonst nicht".to_owned());
    assert_eq!(activity.common.transfers, Field::Own(Statement::ExplicitlyNone { note }));
    assert!(file.shared.is_empty() && file.leftovers.is_empty());
}

#[test]
fn what_names_no_third_country_is_no_transfer() {
    for text in
        ["EU", "EWR", "Deutschland", "Frankreich", "wie vor", "0", "N.N.", "USA?", "ja (EU)", "Server"]
    {
        let (activity, _) = with(&[("Drittland", text)]);
        assert_eq!(activity.common.transfers, Field::Own(Statement::NotStated), "{text}");
        assert!(activity.internal_note.unwrap().contains(text));
    }
    for text in ["nicht in Drittländer", "findet nicht statt", "nur EU/EWR", "nur innerhalb der EU"] {
        let (activity, _) = with(&[("Drittland", text)]);
        let note = Some(text.to_owned());
        assert_eq!(activity.common.transfers, Field::Own(Statement::ExplicitlyNone { note }), "{text}");
    }
}

#[test]
fn a_third_country_is_a_transfer_and_two_are_two() {
    let countries = |text: &str| -> Vec<String> {
        let (activity, _) = with(&[("Drittland", text)]);
        let transfers = activity.common.transfers.own().unwrap().as_slice();
        let code = |destination: &Destination| match destination {
            Destination::Country { country } => country.code().to_owned(),
            _ => "?".to_owned(),
        };
        transfers.iter().map(|transfer| code(&transfer.destination)).collect()
    };
    assert_eq!(countries("USA, Kanada"), ["US", "CA"]);
    assert_eq!(countries("USA und Kanada"), ["US", "CA"]);
    assert_eq!(countries("USA, Frankreich"), ["US"]);
    assert_eq!(countries("ja"), ["?"]);
    assert_eq!(countries("USA (Standardvertragsklauseln)"), ["US"]);
}

#[test]
fn only_what_names_data_marks_special_categories() {
    let special = |text: &str| -> Vec<String> {
        let (activity, _) = with(&[("Besondere Kategorien", text), ("Datenkategorien", "Name")]);
        let categories = activity.common.data_categories.own().unwrap().as_slice();
        let marked = categories.iter().filter(|category| category.sensitivity != Sensitivity::Ordinary);
        marked.map(|category| category.name.clone()).collect()
    };
    for text in ["0", "dto.", "nein", "x", "wie oben", "werden nicht verarbeitet", "N.N.", "keine Angabe"] {
        assert!(special(text).is_empty(), "{text}");
    }
    assert_eq!(special("Religion; Gesundheit"), ["Religion", "Gesundheit"]);
}

#[test]
fn the_legal_basis_of_erasure_is_not_that_of_the_processing() {
    let tables: [&[&[&str]]; 2] = [
        &[
            &["Bezeichnung", "Zwecke", "Löschfrist", "Rechtsgrundlage der Löschung"],
            &["A", "Z", "2 Jahre", "§ 37 BaySchO"],
        ],
        &[
            &["Bezeichnung", "Zwecke", "Löschung", ""],
            &["", "", "Frist", "Rechtsgrundlage"],
            &["A", "Z", "2 Jahre", "§ 37 BaySchO"],
        ],
    ];
    for rows in tables {
        let workbook = Workbook { sheets: vec![sheet("T", rows)] };
        let guess = detect(&workbook);
        assert_eq!(guess.mapping.header_rows, rows.len() - 1);
        let (_, activity) = to_activities(&workbook, &guess.mapping).activities.remove(0);
        assert_eq!(activity.common.legal_bases, Field::Own(Statement::NotStated));
        assert_eq!(activity.common.retention.own().unwrap().as_slice().len(), 1);
        assert!(activity.internal_note.unwrap().contains("§ 37 BaySchO"));
    }
}

#[test]
fn whom_data_are_passed_on_to_are_recipients() {
    let rows: &[&[&str]] = &[
        &["Bezeichnung", "Zwecke", "Weitergabe", ""],
        &["", "", "intern", "extern"],
        &["A", "Z", "Sekretariat", "Schulamt"],
    ];
    let workbook = Workbook { sheets: vec![sheet("T", rows)] };
    let (_, activity) = to_activities(&workbook, &detect(&workbook).mapping).activities.remove(0);
    let recipients = activity.common.recipients.own().unwrap().as_slice();
    let named: Vec<_> = recipients.iter().map(|it| (it.name.as_str(), it.placement)).collect();
    assert_eq!(named, [("Sekretariat", Placement::Internal), ("Schulamt", Placement::External)]);
}

#[test]
fn a_table_without_a_known_header_stands_among_the_leftovers_with_its_header() {
    let rows: &[&[&str]] = &[&["Äpfel", "Birnen"], &["rot", "gelb"]];
    let workbook = Workbook { sheets: vec![sheet("T", rows)] };
    let file = to_activities(&workbook, &detect(&workbook).mapping);
    let left: Vec<&str> = file.leftovers.iter().map(|leftover| leftover.text.as_str()).collect();
    assert_eq!((file.activities.len(), left), (0, vec!["Äpfel | Birnen", "rot | gelb"]));
}
