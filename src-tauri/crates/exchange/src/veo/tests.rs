//! Invented files in the forms that verinice.veo writes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::*;
use proptest::prelude::*;
use register::activity::{ImpactAssessment, OwnRole, ProcessingActivity, Stage};
use register::data::Sensitivity;
use register::engagement::EngagementRole;
use register::id::RecordId;
use register::integrity;
use register::recipient::{Destination, Placement, TransferInstrument};
use register::record::Record;
use register::retention::{Period, PeriodUnit, Start, StartKind};
use register::statement::{Field, Statement};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

const DOMAIN: &str = "00000000-0000-4000-8000-0000000000d0";

fn id(number: u32) -> String {
    format!("00000000-0000-4000-8000-{number:012}")
}

fn element(number: u32, kind: &str, sub_type: &str, name: &str, more: Value) -> Value {
    let mut element = json!({
        "id": id(number), "type": kind, "name": name, "designator": format!("XYZ-{number}"), "parts": [],
        "createdAt": "2026-01-02T03:04:05Z", "createdBy": "verwaltung",
        "owner": { "displayName": "Schulamt", "targetUri": format!("https://veo.example/units/{}", id(1)) },
        "domains": { DOMAIN: { "subType": sub_type, "status": "IN_PROGRESS" } },
        "links": {}, "customAspects": {},
    });
    element.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    element
}

fn aspect(attributes: Value) -> Value {
    json!({ "domains": [], "attributes": attributes })
}

fn link(list: &str, number: u32, shown: &str, attributes: Value) -> Value {
    json!({ "domains": [], "attributes": attributes, "target": {
        "displayName": format!("XYZ-{number} {shown}"),
        "targetUri": format!("https://veo.example/{list}/{}", id(number)),
        "searchesUri": format!("https://veo.example/{list}/searches"),
    } })
}

/// A unit in the older layout.
fn unit() -> Value {
    let lending = element(
        10,
        "process",
        "PRO_DataProcessing",
        "Bücherei: Ausleihe",
        json!({
            "abbreviation": "BUE",
            "description": "Ausleihe von Büchern an Schülerinnen und Schüler.",
            "customAspects": {
                "process_processing": aspect(json!({ "process_processing_asProcessor": false })),
                "process_intendedPurpose": aspect(json!({ "process_intendedPurpose_intendedPurpose": "Verleih und Rückgabe" })),
                "process_dataProcessing": aspect(json!({
                    "process_dataProcessing_legalBasis": ["process_dataProcessing_legalBasis_Art6Abs1liteDSGVO"],
                    "process_dataProcessing_otherLegalBasis": "Art. 85 BayEUG",
                    "process_dataProcessing_explanation": "Aufgabe der Schule",
                })),
                "process_dataSubjects": aspect(json!({
                    "process_dataSubjects_dataSubjects": [
                        "process_dataSubjects_dataSubjects_pupils",
                        "process_dataSubjects_dataSubjects_readingMentors",
                    ],
                    "process_dataSubjects_otherDataSubjects": "Gäste; Ehrenamtliche",
                })),
                "process_processingDetails": aspect(json!({
                    "process_processingDetails_responsibleDepartment": "Sekretariat",
                    "process_processingDetails_surveyConductedOn": "2026-02-03",
                    "process_processingDetails_typeOfSurvey": "process_processingDetails_typeOfSurvey_new",
                    "process_processingDetails_comment": "Gespräch mit der Leitung",
                })),
                "process_privacyImpactAssessment": aspect(json!({
                    "process_privacyImpactAssessment_processingCriteria": [
                        "process_privacyImpactAssessment_processingCriteria_vulnerability",
                        "process_privacyImpactAssessment_processingCriteria_Art10",
                    ],
                    "process_privacyImpactAssessment_processingOnWhitelist": false,
                })),
                "process_opinionDPO": aspect(json!({
                    "process_opinionDPO_privacyImpactAssessment": false,
                    "process_opinionDPO_findings": "Keine Beanstandung",
                    "process_opinionDPO_recommendations": "Jährlich prüfen",
                })),
                "process_accessAuthorization": aspect(json!({
                    "process_accessAuthorization_concept": true,
                    "process_accessAuthorization_description": "Nur die Büchereileitung",
                })),
                "process_informationsObligations": aspect(json!({ "process_informationsObligations_status": true })),
            },
            "links": {
                "process_dataType": [
                    link("assets", 20, "Stammdaten", json!({
                        "process_dataType_dataOrigin": "process_dataType_dataOrigin_direct",
                        "process_dataType_comment": "nur bei Ausleihe",
                        "process_dataType_deletionPeriod": "process_dataType_deletionPeriod_month",
                        "process_dataType_deletionPeriodCount": 6,
                        "process_dataType_deletionPeriodStart": "process_dataType_deletionPeriodStart_endOfRelationship",
                        "process_dataType_descriptionDeletionProcedure": "Löschlauf im Juli",
                    })),
                    link("assets", 21, "Allergien", json!({
                        "process_dataType_deletionPeriod": "process_dataType_deletionPeriod_10y",
                        "process_dataType_otherDeletionPeriodStart": "Ende des Schuljahres",
                    })),
                    link("assets", 99, "Fremde Daten", json!({})),
                ],
                "process_requiredApplications": [link("assets", 22, "Büchereiprogramm", json!({}))],
                "process_tom": [link("controls", 40, "Zugriffsschutz", json!({}))],
                "process_responsibleBody": [link("scopes", 30, "Grundschule Beispielhausen", json!({}))],
                "process_responsiblePerson": [link("persons", 50, "Leitung der Bücherei", json!({}))],
                "process_jointControllership": [link("scopes", 31, "Gemeinde Beispielhausen", json!({
                    "process_jointControllership_document": "Vereinbarung 7",
                }))],
                "process_dataTransmission": [link("processes", 11, "Betrieb des Programms", json!({}))],
            },
        }),
    );
    let operation = element(
        11,
        "process",
        "PRO_DataTransfer",
        "Betrieb des Programms",
        json!({
            "customAspects": {
                "process_recipient": aspect(json!({ "process_recipient_type": "process_recipient_type_processor" })),
                "process_dataTransfer": aspect(json!({ "process_dataTransfer_otherLegalBasis": "Art. 28 DSGVO" })),
            },
            "links": {
                "process_dataType": [link("assets", 20, "Stammdaten", json!({}))],
                "process_processor": [link("scopes", 32, "Regal und Reihe Inc.", json!({
                    "process_processor_thirdCountryProcessing": true,
                    "process_processor_thirdCountryName": "USA",
                    "process_processor_thirdCountryGuarantees": "Standardvertragsklauseln vom Mai",
                    "process_processor_thirdCountryExplanation": "Fernwartung",
                }))],
                "process_internalRecipient": [link("persons", 51, "Schulleitung", json!({
                    "process_internalRecipient_thirdCountryProcessing": false,
                }))],
            },
        }),
    );
    let assessment = element(
        12,
        "process",
        "PRO_DPIA",
        "Prüfung der Bücherei",
        json!({
            "customAspects": { "process_PIAResult": aspect(json!({ "process_PIAResult_comment": "Restrisiko gering" })) },
            "links": { "process_PIADataProcessing": [link("processes", 13, "Schülerakte", json!({}))] },
        }),
    );
    let file = element(13, "process", "PRO_DataProcessing", "Schülerakte", json!({}));
    json!({
        "unit": { "id": id(1), "name": "Schulamt", "description": "Testeinheit", "units": [] },
        "domains": [{ "id": DOMAIN, "name": "DS-GVO", "abbreviation": "DS-GVO" }],
        "elements": [
            lending, operation, assessment, file,
            element(20, "asset", "AST_Datatype", "Stammdaten", json!({ "description": "Name, Klasse, Anschrift" })),
            element(21, "asset", "AST_Datatype", "Allergien", json!({
                "description": "Unverträglichkeiten, soweit sie bekannt sind. Freiwillig.",
                "customAspects": { "asset_dataType": aspect(json!({ "asset_dataType_specialCategory": true })) },
            })),
            element(22, "asset", "AST_Application", "Büchereiprogramm", json!({ "description": "Verwaltet den Bestand" })),
            element(30, "scope", "SCP_ResponsibleBody", "Grundschule Beispielhausen", json!({
                "members": [{ "displayName": "XYZ-13 Schülerakte", "targetUri": format!("/processes/{}", id(13)) }],
                "links": { "scope_dataProtectionOfficer": [link("persons", 52, "DSB des Schulamts", json!({
                    "scope_dataProtectionOfficer_affiliation": "scope_dataProtectionOfficer_affiliation_external",
                }))] },
            })),
            element(31, "scope", "SCP_JointController", "Gemeinde Beispielhausen", json!({})),
            element(32, "scope", "SCP_Processor", "Regal und Reihe Inc.", json!({
                "customAspects": { "scope_address": aspect(json!({
                    "scope_address_address1": "Main Street 1", "scope_address_city": "Springfield", "scope_address_country": "USA",
                    "scope_address_state": "Illinois",
                })) },
                "links": { "scope_contract": [link("documents", 60, "AV-Vertrag 2025", json!({}))] },
            })),
            element(40, "control", "CTL_TOM", "Zugriffsschutz", json!({
                "description": "Kennwort je Person",
                "customAspects": { "control_dataProtection": aspect(json!({
                    "control_dataProtection_objectives": ["control_dataProtection_objectives_confidentiality"],
                })) },
            })),
            element(50, "person", "PER_Person", "Leitung der Bücherei", json!({})),
            element(51, "person", "PER_Person", "Schulleitung", json!({})),
            element(52, "person", "PER_DataProtectionOfficer", "DSB des Schulamts", json!({ "description": "für alle Schulen" })),
            element(60, "document", "DOC_Contract", "AV-Vertrag 2025", json!({})),
            element(70, "scenario", "SCN_Scenario", "Feuer im Archiv", json!({ "description": "Totalverlust" })),
        ],
        "risks": [],
    })
}

/// The same in the newer layout: aspects and links in the domain, attributes without a level of their own.
fn newer(mut unit: Value) -> Value {
    for element in unit["elements"].as_array_mut().unwrap() {
        let element = element.as_object_mut().unwrap();
        let mut aspects = element.remove("customAspects").unwrap();
        for aspect in aspects.as_object_mut().unwrap().values_mut() {
            *aspect = aspect["attributes"].take();
        }
        let mut links = element.remove("links").unwrap();
        for links in links.as_object_mut().unwrap().values_mut() {
            for link in links.as_array_mut().unwrap() {
                link.as_object_mut().unwrap().remove("domains");
            }
        }
        let domain = element["domains"][DOMAIN].as_object_mut().unwrap();
        domain.insert("customAspects".into(), aspects);
        domain.insert("links".into(), links);
    }
    unit
}

fn read_value(value: &Value) -> ForeignFile {
    let file = read(value.to_string().as_bytes()).unwrap();
    check(&file);
    file
}

/// What is produced can be stored.
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
    for record in file.shared.values() {
        integrity::check_ids(&serde_json::to_value(record).unwrap(), &BTreeSet::new()).unwrap();
    }
}

fn only<T>(field: &Field<register::statement::NonEmpty<T>>) -> &[T] {
    field.own().map(register::statement::NonEmpty::as_slice).unwrap_or_default()
}

fn named<'f>(file: &'f ForeignFile, title: &str) -> (&'f RecordId, &'f ProcessingActivity) {
    let found = file.activities.iter().find(|(_, activity)| activity.title == title);
    found.map(|(key, activity)| (key, activity)).unwrap()
}

fn shared<'f>(file: &'f ForeignFile, key: &RecordId) -> &'f str {
    file.shared[key].title()
}

#[test]
fn both_layouts_say_the_same() {
    assert_eq!(read_value(&unit()), read_value(&newer(unit())));
}

#[test]
fn a_process_becomes_an_activity() {
    let file = read_value(&unit());
    assert_eq!(file.tool, "verinice.veo");
    assert_eq!(file.organisation.as_deref(), Some("Grundschule Beispielhausen"));
    let titles: Vec<_> = file.activities.iter().map(|(_, activity)| activity.title.as_str()).collect();
    assert_eq!(titles, ["Bücherei: Ausleihe", "Schülerakte"]);

    let (key, lending) = named(&file, "Bücherei: Ausleihe");
    assert_eq!(*key, crate::foreign::record_key("veo", &id(10)));
    assert_eq!(lending.other_names, ["BUE"]);
    assert_eq!(lending.status.stage, Stage::Draft);
    assert_eq!(lending.department.given().map(String::as_str), Some("Sekretariat"));
    assert_eq!(lending.own_role, OwnRole::Controller);
    assert_eq!(only(&lending.common.purposes)[0].text, "Verleih und Rückgabe");
    let bases: Vec<_> =
        only(&lending.common.legal_bases).iter().map(|basis| basis.chain[0].wording.as_str()).collect();
    assert_eq!(bases, ["Art. 6 Abs. 1 Buchst. e DSGVO", "Art. 85 BayEUG"]);
    assert_eq!(lending.common.remarks[0].text, "Aufgabe der Schule");
    let subjects: Vec<_> =
        only(&lending.common.data_subjects).iter().map(|subject| subject.name.as_str()).collect();
    assert_eq!(subjects, ["Schülerinnen und Schüler", "reading Mentors", "Gäste", "Ehrenamtliche"]);
    assert_eq!(shared(&file, &lending.systems[0]), "Büchereiprogramm");
    assert_eq!(lending.changes[0].date.to_string(), "2026-02-03");
    assert_eq!(lending.changes[0].text, "Erhebung durchgeführt: Neue Verarbeitung");
    let measures: Vec<_> = only(&lending.measures).iter().map(|measure| measure.text.as_str()).collect();
    assert_eq!(
        measures,
        ["Berechtigungskonzept: Nur die Büchereileitung", "Zugriffsschutz: Kennwort je Person"]
    );
    assert_eq!(only(&lending.measures)[1].goals, ["confidentiality"]);
    assert_eq!(
        lending.dpo_opinion.as_deref(),
        Some("Feststellungen: Keine Beanstandung\nEmpfehlungen: Jährlich prüfen")
    );
    assert!(matches!(lending.impact_assessment.own(), Some(ImpactAssessment::NotNeeded { .. })));
    let threshold = lending.threshold_test.given().unwrap();
    assert_eq!(threshold.applying, ["WP248-7", "WP248-5"]);
    let joint = &lending.joint_controllers.given().unwrap().as_slice()[0];
    assert_eq!(shared(&file, &joint.party), "Gemeinde Beispielhausen");
    assert_eq!(joint.arrangement.given().unwrap().note.as_deref(), Some("Vereinbarung 7"));
    let note = lending.internal_note.as_deref().unwrap();
    for text in [
        "Gespräch mit der Leitung",
        "Leitung der Bücherei",
        "Informationspflichten (Art. 13, 14 DSGVO) erfüllt: ja",
    ] {
        assert!(note.contains(text), "{text} in {note}");
    }
}

#[test]
fn data_types_bring_their_erasure_periods() {
    let file = read_value(&unit());
    let (_, lending) = named(&file, "Bücherei: Ausleihe");
    let data = only(&lending.common.data_categories);
    let names: Vec<_> = data.iter().map(|category| category.name.as_str()).collect();
    assert_eq!(names, ["Stammdaten", "Allergien", "Fremde Daten"]);
    assert_eq!(data[0].details, ["Name", "Klasse", "Anschrift"]);
    assert_eq!(data[0].origin.as_deref(), Some("Direkterhebung"));
    assert_eq!(data[0].note.as_deref(), Some("nur bei Ausleihe"));
    assert_eq!(data[0].sensitivity, Sensitivity::Ordinary);
    assert_eq!(data[1].sensitivity, Sensitivity::Special);

    let [first, second] = only(&lending.common.retention) else { panic!("two rules") };
    assert!(first.data.contains(data[0].id) && !first.data.contains(data[1].id));
    assert_eq!(first.period, Period::Span { amount: 6.try_into().unwrap(), unit: PeriodUnit::Months });
    let Start::Event { event: StartKind::EndOfRelationship, .. } = &first.start else {
        panic!("{:?}", first.start)
    };
    assert_eq!(first.note.as_deref(), Some("Löschlauf im Juli"));
    assert_eq!(second.period, Period::Span { amount: 10.try_into().unwrap(), unit: PeriodUnit::Years });
    assert_eq!(second.start, Start::Event { event: StartKind::Other, name: "Ende des Schuljahres".into() });
}

#[test]
fn transfers_of_data_become_recipients_processors_and_third_countries() {
    let file = read_value(&unit());
    let (_, lending) = named(&file, "Bücherei: Ausleihe");
    let [processor] = only(&lending.engagements) else { panic!("one processor") };
    assert_eq!(processor.role, EngagementRole::Processor);
    assert_eq!(shared(&file, &processor.party.unwrap()), "Regal und Reihe Inc.");
    assert_eq!(processor.service.as_deref(), Some("Betrieb des Programms"));
    assert_eq!(processor.contract.given().unwrap().note.as_deref(), Some("AV-Vertrag 2025"));
    assert!(processor.data.contains(only(&lending.common.data_categories)[0].id));
    assert!(!processor.data.contains(only(&lending.common.data_categories)[1].id));
    let Record::Party(party) = &file.shared[&processor.party.unwrap()] else { panic!("a party") };
    assert_eq!(party.contact.addresses[0].country.as_ref().unwrap().code(), "US");
    assert_eq!(party.contact.addresses[0].town.as_deref(), Some("Springfield"));
    assert!(party.note.as_deref().unwrap().contains("Bundesland: Illinois"));

    let [transfer] = only(&lending.common.transfers) else { panic!("one transfer") };
    let Destination::Country { country } = &transfer.destination else { panic!("a country") };
    assert_eq!(country.code(), "US");
    assert_eq!(transfer.instrument, Some(TransferInstrument::StandardClauses));
    assert_eq!(transfer.evidence.as_deref(), Some("Standardvertragsklauseln vom Mai"));
    assert_eq!(transfer.engagement, Some(processor.id));
    assert_eq!(transfer.note.as_deref(), Some("Fernwartung"));

    let [head] = only(&lending.common.recipients) else { panic!("one recipient") };
    assert_eq!((head.name.as_str(), head.placement), ("Schulleitung", Placement::Internal));
    assert_eq!(head.provisions[0].wording, "Art. 28 DSGVO");
}

#[test]
fn what_no_process_leads_to_is_told_beside_them() {
    let file = read_value(&unit());
    let told = |text: &str| file.leftovers.iter().any(|leftover| leftover.text.contains(text));
    assert!(told("Totalverlust"));
    assert!(told("DSB des Schulamts"));
    assert!(told("für alle Schulen"));
    assert!(told("Testeinheit"));
}

#[test]
fn an_impact_assessment_belongs_to_what_it_assesses() {
    let file = read_value(&unit());
    let (_, record) = named(&file, "Schülerakte");
    assert!(matches!(
        record.impact_assessment.own(),
        Some(ImpactAssessment::Made { date: None, document: None })
    ));
    assert!(record.internal_note.as_deref().unwrap().contains("Restrisiko gering"));
    // Its members say whose it is.
    assert!(record.internal_note.as_deref().unwrap().contains("Grundschule Beispielhausen"));
}

#[test]
fn what_is_not_said_stays_unsaid() {
    let process =
        json!({ "name": "Leer", "type": "process", "customAspects": {}, "links": {}, "domains": {} });
    let file = read_value(&process);
    let (_, activity) = &file.activities[0];
    assert_eq!(activity.common, Default::default());
    assert_eq!((&activity.engagements, &activity.measures), (&Field::default(), &Field::default()));
    assert_eq!(activity.impact_assessment, Field::default());
    assert_eq!(activity.threshold_test, Statement::NotStated);
    assert_eq!(activity.internal_note, None);
}

#[test]
fn a_single_process_without_id_and_domains_is_read() {
    let process = json!({
        "name": "Bewerbungen", "type": "process", "status": "RELEASED", "domains": { DOMAIN: {} },
        "links": {
            "process_dataType": [{
                "domains": [],
                "attributes": { "process_dataType_deletionPeriod": "process_dataType_deletionPeriod_6m" },
                "target": { "targetUri": format!("https://veo.example/assets/{}", id(5)) },
            }],
            "process_tom": [{ "attributes": {}, "target": { "targetUri": format!("https://veo.example/controls/{}", id(6)) } }],
        },
        "customAspects": { "process_tomAssessment": aspect(json!({ "process_tomAssessment_weight": 0.5 })) },
    });
    let file = read_value(&process);
    let (_, activity) = &file.activities[0];
    assert_eq!(activity.status.stage, Stage::Released);
    assert!(only(&activity.common.data_categories)[0].name.contains(&id(5)));
    assert_eq!(only(&activity.common.retention).len(), 1);
    assert_eq!(activity.measures, Field::default());
    let note = activity.internal_note.as_deref().unwrap();
    assert!(note.contains(&id(6)) && note.contains("0.5"), "{note}");
}

#[test]
fn items_of_catalogues_and_profiles_are_elements() {
    let old = json!({ "catalogs": [{ "name": "Katalog", "catalogItems": [
        { "id": id(1), "tailoringReferences": [], "namespace": "TOM.X",
          "element": { "id": id(2), "type": "control", "name": "Verschlüsselung", "customAspects": {}, "links": {} } },
        { "id": id(3),
          "tailoringReferences": [{ "catalogItem": { "targetUri": format!("/catalogitems/{}", id(1)) },
            "referenceType": "LINK", "linkType": "process_tom", "attributes": {} }],
          "element": { "id": id(4), "type": "process", "name": "VVT", "customAspects": {}, "links": {} } },
    ] }] });
    let new = json!({ "profiles": { "muster": { "name": "Muster", "items": [
        { "id": id(1), "elementType": "control", "subType": "CTL_TOM", "name": "Verschlüsselung", "customAspects": {},
          "tailoringReferences": [{ "target": { "targetUri": format!("/domains/{DOMAIN}/catalog-items/{}", id(3)) },
            "referenceType": "LINK_EXTERNAL", "linkType": "process_tom", "attributes": {} }] },
        { "id": id(3), "elementType": "process", "subType": "PRO_DataProcessing", "name": "VVT", "customAspects": {
            "process_intendedPurpose": { "process_intendedPurpose_intendedPurpose": "Zweck" } },
          "tailoringReferences": [] },
    ] } } });
    for file in [old, new] {
        let file = read_value(&file);
        let (_, activity) = named(&file, "VVT");
        assert_eq!(only(&activity.measures)[0].text, "Verschlüsselung");
    }
}

#[test]
fn reading_twice_gives_the_same_and_a_change_keeps_the_ids() {
    let file = read_value(&unit());
    assert_eq!(file, read_value(&unit()));
    let mut changed = unit();
    changed["elements"][0]["name"] = json!("Schulbücherei");
    let changed = read_value(&changed);
    let (key, before) = &file.activities[0];
    let (new_key, after) = &changed.activities[0];
    assert_eq!(key, new_key);
    let ids = |activity: &ProcessingActivity| {
        integrity::item_ids(&serde_json::to_value(activity).unwrap()).unwrap()
    };
    assert_eq!(ids(before), ids(after));
}

#[test]
fn refusals_name_the_reason() {
    let refused = |text: &str| read(text.as_bytes()).unwrap_err();
    assert!(matches!(refused("[]"), VeoError::OtherFormat));
    assert!(matches!(refused(r#"{"name":"Zettel"}"#), VeoError::OtherFormat));
    assert!(matches!(refused(r#"[{"type":"asset","name":"Ding"}]"#), VeoError::NoProcess { elements: 1 }));
    assert!(matches!(refused("{"), VeoError::Json(ReadError::NotJson { .. })));
    assert!(matches!(refused("{} {}"), VeoError::Json(ReadError::NotJson { .. })));
    assert!(matches!(refused(r#"{"a":1,"a":2}"#), VeoError::Json(ReadError::DuplicateMember { .. })));
    assert!(matches!(refused(&"[".repeat(1000)), VeoError::Json(ReadError::TooDeep { .. })));
    let twice = format!(
        r#"[{{"type":"process","name":"A","id":"{0}"}},{{"type":"process","name":"B","id":"{0}"}}]"#,
        id(1)
    );
    assert!(matches!(refused(&twice), VeoError::DuplicateId { .. }));
    assert_eq!(refused(&twice).code(), "E-IMPORT-FORMAT");
    assert!(matches!(read(b"\xff[]").unwrap_err(), VeoError::Json(ReadError::NotUtf8 { at: 0 })));
    assert!(matches!(read(&vec![b' '; MAX_BYTES + 1]).unwrap_err(), VeoError::TooLarge { .. }));
}

#[test]
fn links_cannot_swell_a_small_file() {
    let asset = json!({ "type": "asset", "id": id(2), "name": "Daten", "description": "x".repeat(100_000) });
    let link = json!({ "target": { "id": id(2) } });
    let process = |number: u32| {
        json!({ "type": "process", "id": id(number), "name": "P",
        "links": { "process_dataType": [link.clone()] } })
    };
    let file: Vec<Value> = std::iter::once(asset).chain((10..400).map(process)).collect();
    assert!(matches!(read(json!(file).to_string().as_bytes()), Err(VeoError::TooMuchLinked { .. })));
}

#[test]
fn looking_at_a_file_tells_it_from_others() {
    assert!(is_one(unit().to_string().as_bytes()));
    assert!(is_one(br#" [{"type":"process","customAspects":{}}]"#));
    assert!(!is_one(br#"{"format":"artikel30-vvt","version":1}"#));
    assert!(!is_one(b"PK\x03\x04\"customAspects\""));
    assert!(!is_one(b""));
}

/// All texts in a value, but for ids, addresses and the words of the format itself.
fn said(value: &Value, name: &str, into: &mut Vec<String>) {
    match value {
        Value::String(text)
            if !name.ends_with("Uri") && !["type", "elementType", "id", "subType"].contains(&name) =>
        {
            into.push(text.trim().to_owned());
        }
        Value::Array(items) => items.iter().for_each(|item| said(item, name, into)),
        Value::Object(members) => members.iter().for_each(|(name, member)| said(member, name, into)),
        _ => {}
    }
}

/// All that came out, as one text.
fn told(file: &ForeignFile) -> String {
    let mut texts = Vec::new();
    let records = file.activities.iter().map(|(_, activity)| serde_json::to_value(activity).unwrap());
    let shared = file.shared.values().map(|record| serde_json::to_value(record).unwrap());
    for record in records.chain(shared) {
        said(&record, "", &mut texts);
    }
    texts.extend(file.leftovers.iter().map(|leftover| format!("{}\n{}", leftover.place, leftover.text)));
    texts.join("\n")
}

fn any_attribute() -> impl Strategy<Value = (String, Value)> {
    let names = prop_oneof![
        prop::sample::select(vec![
            "process_intendedPurpose_intendedPurpose",
            "process_dataProcessing_otherLegalBasis",
            "process_dataProcessing_explanation",
            "process_dataProcessing_legalBasis",
            "process_dataSubjects_otherDataSubjects",
            "process_dataSubjects_dataSubjects",
            "process_processingDetails_surveyConductedOn",
            "process_processingDetails_responsibleDepartment",
            "process_accessAuthorization_concept",
            "process_accessAuthorization_description",
            "process_opinionDPO_findings",
            "process_opinionDPO_privacyImpactAssessment",
            "process_privacyImpactAssessment_comment",
            "process_privacyImpactAssessment_processingCriteria",
            "process_processing_asProcessor",
            "process_dataType_deletionPeriod",
            "process_dataType_deletionPeriodCount",
            "process_dataType_otherDeletionPeriod",
            "process_dataType_deletionPeriodStart",
            "process_dataType_otherDeletionPeriodStart",
            "process_dataType_comment",
            "process_dataType_dataOrigin",
            "process_processor_thirdCountryProcessing",
            "process_processor_thirdCountryName",
            "process_processor_thirdCountryGuarantees",
            "process_externalRecipient_thirdCountryName",
        ])
        .prop_map(str::to_owned),
        "process_[a-z]{1,8}_[a-zA-Z]{1,10}",
    ];
    let text = "[A-ZÄÖÜ][a-zäöüß]{2,12}( [a-zäöüß0-9]{1,10}){0,3}";
    let value = prop_oneof![
        4 => text.prop_map(Value::from),
        1 => any::<bool>().prop_map(Value::from),
        1 => any::<i32>().prop_map(Value::from),
        1 => (-1e6..1e6).prop_map(Value::from),
        1 => prop::collection::vec(text, 0..3).prop_map(Value::from),
        1 => Just(Value::Null),
        1 => prop::collection::btree_map("[a-z]{1,5}", text, 0..3).prop_map(|members| json!(members)),
    ];
    (names, value)
}

fn attributes() -> impl Strategy<Value = Value> {
    prop::collection::vec(any_attribute(), 0..8)
        .prop_map(|all| Value::Object(all.into_iter().collect::<Map<_, _>>()))
}

fn links() -> impl Strategy<Value = Value> {
    let kinds = prop::sample::select(vec![
        "process_dataType",
        "process_processor",
        "process_externalRecipient",
        "process_internalRecipient",
        "process_dataTransmission",
        "process_jointControllership",
        "process_controller",
        "process_tom",
        "process_requiredApplications",
        "process_responsibleBody",
        "process_responsiblePerson",
        "process_somethingElse",
    ]);
    let one = (kinds, prop::sample::select(vec![20_u32, 21, 31, 32, 40, 50, 11, 13, 98, 99]), attributes());
    prop::collection::vec(one, 0..8).prop_map(|all| {
        let mut links = Map::new();
        for (kind, target, attributes) in all {
            let list = links.entry(kind).or_insert_with(|| json!([]));
            list.as_array_mut().unwrap().push(link("things", target, "Ziel ohne Eintrag", attributes));
        }
        Value::Object(links)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn nothing_a_process_says_is_dropped(
        attributes in attributes(),
        links in links(),
        name in "[A-Z][a-z]{3,20}",
        more in prop::collection::btree_map("[a-z]{3,8}", "[A-Z][a-z]{3,12}", 0..3),
    ) {
        let mut unit = unit();
        let process = &mut unit["elements"][3];
        process["name"] = json!(name);
        process["customAspects"] = json!({ "process_anything": aspect(attributes) });
        process["links"] = links;
        process["extension"] = json!(more);
        for unit in [unit.clone(), newer(unit)] {
            let process = unit["elements"][3].clone();
            let file = read_value(&unit);
            let told = told(&file);
            let mut texts = Vec::new();
            said(&process, "", &mut texts);
            for text in texts {
                // The number before a shown name is the server's; an enumeration is taken apart at its separators.
                let text = text.split_once(' ').filter(|(number, _)| number.starts_with("XYZ-")).map_or(&*text, |(_, name)| name);
                let found = told.contains(text)
                    || text == "IN_PROGRESS"
                    || text == "Ziel ohne Eintrag";
                prop_assert!(found, "{text:?} is missing in\n{told}");
            }
        }
    }

    #[test]
    fn any_json_is_read_or_refused(attributes in attributes(), links in links(), layer in 0..4_usize) {
        let element = json!({ "name": "P", "type": "process", "customAspects": attributes, "links": links });
        let value = match layer {
            0 => element,
            1 => json!([element, [element.clone()]]),
            2 => json!({ "domains": { "x": element }, "name": "Q", "customAspects": { "process_x": links } }),
            _ => json!({ "customAspects": [links], "links": attributes, "domains": [element], "parts": element }),
        };
        if let Ok(file) = read(value.to_string().as_bytes()) {
            check(&file);
        }
    }
}
