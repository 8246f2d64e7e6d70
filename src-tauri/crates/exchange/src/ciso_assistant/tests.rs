//! Invented workbooks in the forms that CISO Assistant writes and reads.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod nothing_dropped;

use super::*;
use crate::table::Sheet;
use register::activity::{ProcessingActivity, Stage};
use register::data::Sensitivity;
use register::engagement::{EngagementRole, Location};
use register::integrity;
use register::recipient::{Destination, Placement, TransferInstrument};
use register::retention::{Action, ActionPlan, Automation, Period, PeriodUnit};
use register::statement::{Field, NonEmpty, Selection, Statement};
use rust_xlsxwriter::{Note, Workbook as Writer};
use serde_json::json;
use std::collections::BTreeSet;

type Table = (&'static str, Vec<Vec<&'static str>>);

/// One processing with all that belongs to it.
fn complete() -> Vec<Table> {
    vec![
        (
            "Processing",
            vec![
                vec![
                    "ref_id",
                    "name",
                    "description",
                    "status",
                    "processing_nature",
                    "information_channel",
                    "dpia_required",
                    "dpia_reference",
                    "assigned_to",
                    "labels",
                    "domain",
                ],
                vec![
                    "P-7",
                    "School library",
                    "Lending of books",
                    "privacy_in_review",
                    "privacy_collection,privacy_storage",
                    "Poster",
                    "TRUE",
                    "DPIA-3",
                    "office@schule.example",
                    "books",
                    "Grundschule Beispielhausen",
                ],
            ],
        ),
        (
            "Purposes",
            vec![
                vec!["name", "description", "legal_basis", "article_9_condition"],
                vec!["Lending", "Who has which book", "privacy_public_interest", ""],
                vec!["Reminders", "", "privacy_public_interest", ""],
                vec!["Allergy notes", "", "privacy_consent", "privacy_explicit_consent"],
            ],
        ),
        (
            "Personal data",
            vec![
                vec!["name", "description", "category", "retention", "deletion_policy", "is_sensitive"],
                vec![
                    "Borrower",
                    "Name and class",
                    "privacy_basic_identity",
                    "1 year after leaving school",
                    "privacy_automatic_deletion",
                    "false",
                ],
                vec!["", "", "privacy_health_data", "", "", "true"],
                vec!["Badge", "", "privacy_other", "While valid", "privacy_partial_deletion", "true"],
            ],
        ),
        (
            "Data subjects",
            vec![
                vec!["name", "category", "description"],
                vec!["Pupils", "privacy_minor", "all classes"],
                vec!["", "privacy_employee", ""],
            ],
        ),
        (
            "Data recipients",
            vec![
                vec!["name", "category", "description"],
                vec!["Office", "privacy_internal_team", ""],
                vec!["Town", "privacy_government_entity", "yearly figures"],
                vec!["Shelf Ltd", "privacy_data_processor", "hosting"],
            ],
        ),
        (
            "Contractors",
            vec![
                vec!["name", "entity", "relationship_type", "country", "documentation_link", "description"],
                vec!["Hosting", "Shelf Ltd", "privacy_data_processor", "IE", "https://shelf.example/dpa", ""],
                vec!["District", "", "privacy_joint_controller", "DE", "", "runs the catalogue"],
            ],
        ),
        (
            "Transfers",
            vec![
                vec!["name", "entity", "country", "transfer_mechanism", "guarantees", "documentation_link"],
                vec![
                    "Support",
                    "Shelf Ltd",
                    "US",
                    "privacy_appropriate_safeguards",
                    "SCC of 2021",
                    "https://shelf.example/scc",
                ],
                vec!["Mirror", "Spiegel", "FR", "privacy_adequacy_decision", "", ""],
            ],
        ),
    ]
}

fn workbook(tables: &[Table]) -> Workbook {
    let sheets = tables.iter().map(|(name, rows)| {
        Sheet::new(
            *name,
            rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect(),
        )
    });
    Workbook { sheets: sheets.collect() }
}

#[test]
fn comments_and_links_stand_with_the_processing_they_hang_on() {
    let mut writer = Writer::new();
    let sheet = writer.add_worksheet().set_name("Processing").unwrap();
    for (column, heading) in (0..).zip(["ref_id", "name", "processing_nature", "dpia_required"]) {
        sheet.write(0, column, heading).unwrap();
    }
    for (row, name) in (1..).zip(["Newsletter", "Bewerbungen"]) {
        sheet.write(row, 0, format!("P-{row}")).unwrap();
        sheet.write(row, 1, name).unwrap();
    }
    let note = |text: &str| Note::new(text).set_author("DSB").add_author_prefix(false);
    sheet.insert_note(2, 1, &note("mit dem Personalrat klären")).unwrap();
    sheet.insert_note(0, 2, &note("Pflichtfeld")).unwrap();
    sheet.insert_note(9, 0, &note("weit unten")).unwrap();
    let workbook = crate::table::read(&writer.save_to_buffer().unwrap(), "ciso.xlsx").unwrap();
    let file = from_workbook(&workbook).unwrap();
    let note_of = |title: &str| {
        let found = file.activities.iter().find(|(_, activity)| activity.title == title).unwrap();
        found.1.internal_note.clone().unwrap_or_default()
    };
    assert!(note_of("Bewerbungen").contains("mit dem Personalrat klären"));
    assert!(!note_of("Newsletter").contains("Personalrat"));
    let outside: Vec<&str> = file.leftovers.iter().map(|leftover| leftover.text.as_str()).collect();
    assert!(
        outside.contains(&"Kommentar: Pflichtfeld") && outside.contains(&"Kommentar: weit unten"),
        "{outside:?}"
    );
}

/// The tables as a file.
fn xlsx(tables: &[Table]) -> Vec<u8> {
    let mut writer = Writer::new();
    for (name, rows) in tables {
        let sheet = writer.add_worksheet().set_name(*name).unwrap();
        for (row, cells) in (0..).zip(rows) {
            for (column, cell) in (0..).zip(cells) {
                sheet.write_string(row, column, *cell).unwrap();
            }
        }
    }
    writer.save_to_buffer().unwrap()
}

fn check(file: &ForeignFile) {
    let organisation = serde_json::from_value(json!({ "name": "Schule" })).unwrap();
    let mut keys = BTreeSet::new();
    for (key, activity) in &file.activities {
        assert!(keys.insert(*key), "two activities under one key");
        let record = serde_json::to_value(activity).unwrap();
        integrity::check_ids(&record, &BTreeSet::new()).unwrap();
        integrity::check_circles(&organisation, activity).unwrap();
        assert_eq!(serde_json::from_value::<ProcessingActivity>(record).unwrap(), *activity);
    }
}

fn read_tables(tables: &[Table]) -> ForeignFile {
    let file = from_workbook(&workbook(tables)).unwrap();
    check(&file);
    file
}

fn only<T>(field: &Field<NonEmpty<T>>) -> &[T] {
    field.own().map(NonEmpty::as_slice).unwrap_or_default()
}

#[test]
fn a_workbook_is_told_by_its_sheets_and_headings() {
    assert!(is_one_of_them(&workbook(&complete())));
    let flat = vec![(
        "Sheet1",
        vec![vec!["ref_id", "name", "dpia_required", "processing_nature"], vec!["1", "A", "FALSE", ""]],
    )];
    assert!(is_one_of_them(&workbook(&flat)));
    let register =
        vec![("Verzeichnis", vec![vec!["Bezeichnung", "Zweck", "Rechtsgrundlage"], vec!["A", "B", "C"]])];
    assert!(!is_one_of_them(&workbook(&register)));
    let names = vec![("Processing", vec![vec!["name", "colour"], vec!["A", "red"]])];
    assert!(!is_one_of_them(&workbook(&names)));
    assert!(!is_one_of_them(&Workbook::default()));
}

#[test]
fn the_file_says_what_its_sheets_say() {
    let workbook = crate::table::read(&xlsx(&complete()), "").unwrap();
    assert_eq!(from_workbook(&workbook).unwrap(), read_tables(&complete()));
}

#[test]
fn a_processing_becomes_an_activity() {
    let file = read_tables(&complete());
    assert_eq!(
        (file.tool.as_str(), file.organisation.as_deref()),
        ("CISO Assistant", Some("Grundschule Beispielhausen"))
    );
    let [(key, activity)] = file.activities.as_slice() else { panic!("one activity") };
    assert_eq!(*key, crate::foreign::record_key("ciso_assistant", "ref:P-7"));
    assert_eq!(activity.title, "School library");
    assert_eq!(activity.description.as_deref(), Some("Lending of books"));
    assert_eq!(activity.status.stage, Stage::Draft);
    assert_eq!(activity.common.remarks[0].text, "Erheben, Speicherung");
    let Field::Own(Statement::ByReference { to }) = &activity.impact_assessment else {
        panic!("a reference")
    };
    assert_eq!(to.place, "DPIA-3");

    let purposes = only(&activity.common.purposes);
    assert_eq!(purposes[0].text, "Lending: Who has which book");
    let [public, consent] = only(&activity.common.legal_bases) else { panic!("two legal bases") };
    assert_eq!(public.chain[0].wording, "Art. 6 Abs. 1 Buchst. e DSGVO");
    let Selection::Only(carried) = &public.purposes else { panic!("purposes") };
    assert_eq!(carried.as_slice(), [purposes[0].id, purposes[1].id]);
    let wordings: Vec<_> = consent.chain.iter().map(|link| link.wording.as_str()).collect();
    assert_eq!(wordings, ["Art. 6 Abs. 1 Buchst. a DSGVO", "Art. 9 Abs. 2 Buchst. a DSGVO"]);

    let note = activity.internal_note.as_deref().unwrap();
    for text in [
        "P-7",
        "In Prüfung",
        "Poster",
        "Datenschutz-Folgenabschätzung erforderlich: ja",
        "office@schule.example",
        "books",
        "all classes",
        "Kinder und Jugendliche",
    ] {
        assert!(note.contains(text), "{text} in {note}");
    }
}

#[test]
fn data_subjects_and_erasure() {
    let file = read_tables(&complete());
    let (_, activity) = &file.activities[0];
    let [borrower, health, badge] = only(&activity.common.data_categories) else { panic!("three") };
    assert_eq!((borrower.name.as_str(), borrower.sensitivity), ("Borrower", Sensitivity::Ordinary));
    assert_eq!(borrower.note.as_deref(), Some("Name and class\nKategorie: Angaben zur Identität"));
    assert_eq!((health.name.as_str(), health.sensitivity), ("Gesundheitsdaten", Sensitivity::Special));
    assert_eq!(badge.sensitivity, Sensitivity::Special);
    let [year] = only(&activity.common.retention) else { panic!("one rule") };
    assert!(year.data.contains(borrower.id) && !year.data.contains(health.id));
    assert_eq!(year.period, Period::Span { amount: 1.try_into().unwrap(), unit: PeriodUnit::Years });
    assert_eq!(year.automation, Automation::Automatic);
    // What is no period stays words, and a part is not the whole.
    let told = badge.note.as_deref().unwrap();
    assert!(told.contains("Aufbewahrung: While valid\nLöschung: teilweise Löschung"), "{told}");
    let subjects: Vec<_> =
        only(&activity.common.data_subjects).iter().map(|subject| subject.name.as_str()).collect();
    assert_eq!(subjects, ["Pupils", "Beschäftigte"]);
}

#[test]
fn recipients_contractors_and_transfers() {
    let file = read_tables(&complete());
    let (_, activity) = &file.activities[0];
    let [office, town, mirror] = only(&activity.common.recipients) else { panic!("three recipients") };
    assert_eq!((office.name.as_str(), office.placement), ("Office", Placement::Internal));
    assert_eq!(town.note.as_deref(), Some("yearly figures\nKategorie: Öffentliche Stelle"));
    // France lies in the EEA.
    assert_eq!(mirror.name, "Spiegel");
    assert!(mirror.note.as_deref().unwrap().contains("Frankreich"));

    let [shelf] = only(&activity.engagements) else { panic!("one engagement") };
    assert_eq!(shelf.role, EngagementRole::Processor);
    assert_eq!(file.shared[&shelf.party.unwrap()].title(), "Shelf Ltd");
    assert_eq!(shelf.service.as_deref(), Some("Hosting"));
    assert!(matches!(&shelf.seat, Location::Country { country } if country.code() == "IE"));
    assert_eq!(shelf.contract.given().unwrap().note.as_deref(), Some("https://shelf.example/dpa"));
    let joint = &activity.joint_controllers.given().unwrap().as_slice()[0];
    assert_eq!(file.shared[&joint.party].title(), "District");
    assert_eq!(joint.tasks.as_deref(), Some("runs the catalogue"));

    let [support] = only(&activity.common.transfers) else { panic!("one transfer") };
    assert!(matches!(&support.destination, Destination::Country { country } if country.code() == "US"));
    assert_eq!(support.instrument, Some(TransferInstrument::StandardClauses));
    assert_eq!(support.engagement, Some(shelf.id));
    assert_eq!(support.evidence.as_deref(), Some("SCC of 2021\nhttps://shelf.example/scc"));
}

#[test]
fn a_no_that_nobody_gave_is_not_taken_for_an_answer() {
    let flat = vec![(
        "Processings",
        vec![
            vec!["name", "status", "dpia_required", "has_sensitive_personal_data", "processing_nature"],
            vec!["A", "Approved", "FALSE", "FALSE", ""],
            vec!["B", "Deprecated", "nein", "ja", "Use"],
        ],
    )];
    let file = read_tables(&flat);
    let [(_, a), (_, b)] = file.activities.as_slice() else { panic!("two") };
    assert_eq!(
        (a.impact_assessment.clone(), a.sensitive_data.clone()),
        (Field::default(), Statement::NotStated)
    );
    assert_eq!((a.status.stage, b.status.stage), (Stage::Released, Stage::Retired));
    assert_eq!(a.common, Default::default());
    let note = a.internal_note.as_deref().unwrap();
    for kept in ["Datenschutz-Folgenabschätzung erforderlich: nein", "Sensible Daten: nein"] {
        assert!(note.contains(kept), "{note}");
    }
    assert!(matches!(b.sensitive_data, Statement::Given { .. }));
    assert_eq!(b.common.remarks[0].text, "Verwendung");
}

#[test]
fn a_need_is_no_assessment_and_a_reference_is_where_one_is() {
    let flat = vec![(
        "Processings",
        vec![
            vec!["name", "dpia_required", "dpia_reference", "usage_channel"],
            vec!["A", "TRUE", "", ""],
            vec!["B", "TRUE", "DPIA-3", ""],
            vec!["C", "TRUE", "n/a", ""],
        ],
    )];
    let file = read_tables(&flat);
    let [(_, a), (_, b), (_, c)] = file.activities.as_slice() else { panic!("three") };
    for open in [a, c] {
        assert_eq!(open.impact_assessment, Field::default());
        assert!(open.common.remarks[0].text.starts_with("ja; ob sie durchgeführt ist"));
    }
    let Field::Own(Statement::ByReference { to }) = &b.impact_assessment else { panic!("{b:?}") };
    assert_eq!(to.place, "DPIA-3");
    assert!(c.internal_note.as_deref().unwrap().contains("n/a"));
}

#[test]
fn none_is_nobody_and_stays_a_statement() {
    let tables = |recipients: Vec<Vec<&'static str>>| {
        let processing = vec![vec!["name", "usage_channel", "dpia_required"], vec!["A", "Web", ""]];
        read_tables(&[("Processing", processing), ("Data recipients", recipients)])
    };
    let denied = tables(vec![vec!["name", "category"], vec!["none", ""]]);
    let recipients = &denied.activities[0].1.common.recipients;
    assert!(matches!(recipients, Field::Own(Statement::ExplicitlyNone { .. })), "{recipients:?}");
    let silent = tables(vec![vec!["name", "category"], vec!["n/a", ""]]);
    let (_, activity) = &silent.activities[0];
    assert_eq!(activity.common.recipients, Field::default());
    assert!(activity.internal_note.as_deref().unwrap().contains("n/a"));
    let both = tables(vec![
        vec!["name", "category", "description"],
        vec!["None", "", "so far"],
        vec!["Town", "", ""],
    ]);
    let (_, activity) = &both.activities[0];
    let [town] = only(&activity.common.recipients) else { panic!("one") };
    assert_eq!(town.name, "Town");
    let note = activity.internal_note.as_deref().unwrap();
    assert!(note.contains("None") && note.contains("so far"), "{note}");
}

#[test]
fn what_is_kept_is_not_said_to_be_erased() {
    let rule = |retention: &'static str, policy: &'static str| {
        let data = vec![vec!["name", "retention", "deletion_policy"], vec!["Marks", retention, policy]];
        let processing = vec![vec!["name", "usage_channel", "dpia_required"], vec!["A", "Web", ""]];
        let file = read_tables(&[("Processing", processing), ("Personal data", data)]);
        let common = &file.activities[0].1.common;
        (
            common.retention.own().map(|rules| rules.as_slice()[0].clone()),
            only(&common.data_categories)[0].note.clone(),
        )
    };
    let erased = |policy| rule("P1Y", policy).0.unwrap().action;
    let erase = ActionPlan::One { action: Action::Erase };
    assert_eq!(erased(""), erase);
    for policy in ["privacy_partial_deletion", "privacy_legal_regulatory_hold", "none", "as agreed"] {
        assert_eq!(erased(policy), ActionPlan::Nothing, "{policy}");
    }
    assert_eq!(rule("", "none"), (None, Some("Löschung: Keine".into())));
}

#[test]
fn rows_name_their_processing_or_belong_to_the_only_one() {
    let tables = vec![
        (
            "Processing",
            vec![
                vec!["name", "ref_id", "status"],
                vec!["A", "1", ""],
                vec!["B", "2", ""],
                vec!["B", "3", ""],
            ],
        ),
        (
            "Purposes",
            vec![
                vec!["processing", "name"],
                vec!["A", "first"],
                vec!["2", "second"],
                vec!["B", "whose"],
                vec!["", "whose, too"],
            ],
        ),
    ];
    let file = read_tables(&tables);
    let purposes: Vec<usize> =
        file.activities.iter().map(|(_, activity)| only(&activity.common.purposes).len()).collect();
    assert_eq!(purposes, [1, 1, 0]);
    let told: Vec<_> = file
        .leftovers
        .iter()
        .filter(|leftover| leftover.activity.is_none())
        .map(|leftover| leftover.text.as_str())
        .collect();
    assert_eq!(told, ["B", "whose", "whose, too"]);
}

#[test]
fn sheets_in_another_order_and_with_other_headings_are_read() {
    let tables = vec![
        (
            "TRANSFERS",
            vec![
                vec!["Guarantees", "Country", "NAME", "Transfer Mechanism", "updated_at"],
                vec!["", "US", "Support", "Standard Contractual Clauses (Art. 46.2c)", "2026-01-02"],
            ],
        ),
        (
            "Personal_Data",
            vec![
                vec!["Retention", "Category", "Is Sensitive", "Own column"],
                vec!["", "Données de santé", "Vrai", "eigen"],
                vec!["", "Casier judiciaire", "", ""],
            ],
        ),
        ("data subjects", vec![vec!["Category"], vec!["Job Applicant"]]),
        ("Processing", vec![vec!["Ref ID", "DPIA required"], vec!["P-1", "Oui"]]),
    ];
    let file = read_tables(&tables);
    let (_, activity) = &file.activities[0];
    assert_eq!(activity.title, "P-1");
    assert_eq!(activity.impact_assessment, Field::default());
    assert!(activity.common.remarks[0].text.starts_with("ja; "));
    let data: Vec<_> = only(&activity.common.data_categories)
        .iter()
        .map(|category| (category.name.as_str(), category.sensitivity))
        .collect();
    assert_eq!(
        data,
        [
            ("Gesundheitsdaten", Sensitivity::Special),
            ("Strafrechtliche Verurteilungen und Straftaten", Sensitivity::Criminal),
        ]
    );
    assert_eq!(only(&activity.common.data_subjects)[0].name, "Bewerberinnen und Bewerber");
    let [transfer] = only(&activity.common.transfers) else { panic!("one transfer") };
    assert_eq!(transfer.instrument, Some(TransferInstrument::StandardClauses));
    assert_eq!(transfer.note, None);
    let note = activity.internal_note.as_deref().unwrap();
    for text in ["Own column: eigen", "Geändert am: 2026-01-02"] {
        assert!(note.contains(text), "{text} in {note}");
    }
}

#[test]
fn a_cell_may_name_several_legal_bases_or_say_that_there_is_none() {
    let tables = vec![
        (
            "Processing",
            vec![vec!["name", "legal_basis", "usage_channel"], vec!["P", "Not Applicable", "FALSE"]],
        ),
        (
            "Purposes",
            vec![
                vec!["name", "legal_basis", "article_9_condition"],
                vec!["Lohn", "privacy_contract|Compliance with a Legal Obligation", "none"],
                vec!["Akte", "§ 26 BDSG, Art. 88 DSGVO", ""],
            ],
        ),
    ];
    let file = read_tables(&tables);
    let (_, activity) = &file.activities[0];
    let bases: Vec<Vec<&str>> = only(&activity.common.legal_bases)
        .iter()
        .map(|basis| basis.chain.iter().map(|link| link.wording.as_str()).collect())
        .collect();
    assert_eq!(
        bases,
        [
            vec!["Art. 6 Abs. 1 Buchst. b DSGVO"],
            vec!["Art. 6 Abs. 1 Buchst. c DSGVO"],
            vec!["§ 26 BDSG, Art. 88 DSGVO"],
        ]
    );
    let note = activity.internal_note.as_deref().unwrap();
    for text in ["Rechtsgrundlage: Not Applicable", "Art. 9 Abs. 2 DSGVO: none", "Nutzungskanal: nein"] {
        assert!(note.contains(text), "{text} in {note}");
    }
}

#[test]
fn an_upright_sheet_is_read_as_well() {
    let mut tables = complete();
    let rows = &tables[0].1;
    let upright = (0..rows[0].len()).map(|column| vec![rows[0][column], rows[1][column]]).collect();
    let lying = read_tables(&tables);
    tables[0].1 = upright;
    assert_eq!(read_tables(&tables), lying);
}

#[test]
fn refusals_have_a_reason_and_a_code() {
    let none =
        vec![("Processing", vec![vec!["name", "dpia_required", "dpia_reference"], vec!["", "TRUE", ""]])];
    let error = from_workbook(&workbook(&none)).unwrap_err();
    assert!(matches!(error, CisoAssistantError::NoProcessing { .. }), "{error}");
    let error = from_workbook(&Workbook::default()).unwrap_err();
    assert!(matches!(error, CisoAssistantError::OtherFormat), "{error}");
    assert_eq!(error.code(), "E-IMPORT-FORMAT");
}
