//! Invented files in the forms that verinice.veo writes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod nothing_dropped;
mod sample;

use super::*;
use register::activity::{ImpactAssessment, OwnRole, ProcessingActivity, Stage};
use register::data::Sensitivity;
use register::engagement::EngagementRole;
use register::id::RecordId;
use register::integrity;
use register::recipient::{Destination, Placement, TransferInstrument};
use register::record::Record;
use register::retention::{Period, PeriodUnit, Start, StartKind};
use register::statement::{Field, Statement};
use sample::{DOMAIN, aspect, id, link, newer, unit};
use serde_json::{Value, json};
use std::collections::BTreeSet;

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
fn a_second_link_to_the_same_transfer_tells_what_it_says_of_its_own() {
    let mut unit = unit();
    let links = unit["elements"][0]["links"]["process_dataTransmission"].as_array_mut().unwrap();
    links.push(link(
        "processes",
        11,
        "Betrieb des Programms",
        json!({ "process_comment": "nur in den Ferien" }),
    ));
    let file = read_value(&unit);
    let (_, lending) = named(&file, "Bücherei: Ausleihe");
    assert_eq!(only(&lending.common.recipients).len(), 1);
    assert!(lending.internal_note.as_deref().unwrap().contains("nur in den Ferien"));
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
fn an_assessment_that_has_only_begun_is_pointed_to_and_one_with_a_date_was_made() {
    let mut unit = unit();
    let assessment = &mut unit["elements"][2];
    assessment["customAspects"] = json!({});
    // The processing may link to its assessment as well.
    assessment["links"] = json!({});
    let process = &mut unit["elements"][3];
    process["links"] = json!({ "process_dpia": [link("processes", 12, "Prüfung der Bücherei", json!({}))] });
    process["customAspects"] = json!({ "process_opinionDPO": aspect(json!({
        "process_opinionDPO_privacyImpactAssessment": true })) });
    let begun = read_value(&unit);
    let (_, record) = named(&begun, "Schülerakte");
    let Field::Own(Statement::ByReference { to }) = &record.impact_assessment else { panic!("{record:?}") };
    assert!(to.place.contains("Prüfung der Bücherei"));
    unit["elements"][2]["customAspects"] =
        json!({ "process_PIADetails": aspect(json!({ "process_PIADetails_date": "2025-03-04" })) });
    let made = read_value(&unit);
    let (_, record) = named(&made, "Schülerakte");
    assert!(matches!(record.impact_assessment.own(), Some(ImpactAssessment::Made { date: Some(_), .. })));
    assert!(record.internal_note.as_deref().unwrap().contains("erforderlich: ja"));
}

#[test]
fn a_no_to_third_countries_is_kept_for_each_recipient() {
    let file = read_value(&unit());
    let (_, lending) = named(&file, "Bücherei: Ausleihe");
    let note = lending.internal_note.as_deref().unwrap();
    assert!(note.contains("Interner Empfänger „Schulleitung“, Verarbeitung in Drittland: nein"), "{note}");
}

#[test]
fn codes_for_guarantees_are_shown_in_german_and_unknown_ones_are_kept() {
    let with = |guarantees: Value| {
        let mut unit = unit();
        let name = "process_processor_thirdCountryGuarantees";
        unit["elements"][1]["links"]["process_processor"][0]["attributes"][name] = guarantees;
        let file = read_value(&unit);
        let (_, lending) = named(&file, "Bücherei: Ausleihe");
        (only(&lending.common.transfers)[0].clone(), lending.internal_note.clone().unwrap())
    };
    let (transfer, note) = with(json!("process_processor_thirdCountryGuarantees_adequacyDecision"));
    assert_eq!(transfer.evidence.as_deref(), Some("Angemessenheitsbeschluss"));
    assert_eq!(transfer.instrument, Some(TransferInstrument::Adequacy));
    assert!(!note.contains("adequacyDecision"));
    let unknown = "process_processor_thirdCountryGuarantees_moonTreaty";
    let (transfer, note) = with(json!([unknown]));
    assert_eq!((transfer.evidence.as_deref(), transfer.instrument), (Some("moon Treaty"), None));
    assert!(note.contains(unknown), "{note}");
}

#[test]
fn a_period_in_words_is_a_rule_only_where_it_is_plain() {
    let erased = |more: Value| {
        let mut unit = unit();
        let mut attributes = json!({ "process_dataType_otherDeletionPeriodStart": "Schulaustritt" });
        attributes.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        unit["elements"][0]["links"]["process_dataType"] =
            json!([link("assets", 20, "Stammdaten", attributes)]);
        let file = read_value(&unit);
        let (_, lending) = named(&file, "Bücherei: Ausleihe");
        let note = only(&lending.common.data_categories)[0].note.clone();
        (lending.common.retention.own().cloned(), note.unwrap_or_default())
    };
    for plain in [
        json!({ "process_dataType_otherDeletionPeriod": "3 Jahre" }),
        json!({ "process_dataType_otherDeletionPeriod": "3 Jahre",
                "process_dataType_deletionPeriod": "process_dataType_deletionPeriod_other" }),
        json!({ "process_dataType_deletionPeriod": "3 Jahre" }),
    ] {
        let (rules, _) = erased(plain);
        let [rule] = rules.as_ref().unwrap().as_slice() else { panic!("one rule") };
        assert_eq!(rule.period, Period::Span { amount: 3.try_into().unwrap(), unit: PeriodUnit::Years });
        assert_eq!(rule.start, Start::Event { event: StartKind::Other, name: "Schulaustritt".into() });
    }
    for doubtful in ["gesetzliche Frist", "3 bis 5 Jahre", "je nach Bedarf"] {
        let (rules, note) = erased(json!({ "process_dataType_otherDeletionPeriod": doubtful }));
        assert_eq!(rules, None);
        assert!(note.contains(&format!("Sonstige Löschfrist: {doubtful}")), "{note}");
        assert!(note.contains("Sonstiger Beginn der Löschfrist: Schulaustritt"), "{note}");
    }
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
fn an_element_that_is_several_things_becomes_several_records() {
    let link = json!([{ "target": { "id": id(1) } }]);
    let process = json!({ "type": "process", "name": "P", "id": id(1), "links": {
        "process_processor": link, "process_requiredApplications": link, "process_controller": link,
    } });
    let file = read_value(&process);
    let kinds: BTreeSet<_> = file.shared.values().map(Record::kind).collect();
    assert_eq!(kinds, BTreeSet::from(["party", "system"]));
    assert!(!file.shared.contains_key(&file.activities[0].0));
}

#[test]
fn refusals_name_the_reason() {
    let refused = |text: &str| read(text.as_bytes()).unwrap_err();
    assert!(matches!(refused("[]"), VeoError::OtherFormat));
    assert!(matches!(refused(r#"{"name":"Zettel"}"#), VeoError::OtherFormat));
    assert!(matches!(refused(r#"[{"type":"asset","name":"Ding"}]"#), VeoError::NoProcess { elements: 1 }));
    assert!(matches!(refused("{"), VeoError::Json(ReadError::NotJson { .. })));
    let nul = refused(r#"{"name":"a\u0000b","customAspects":{}}"#);
    assert!(matches!(nul, VeoError::Json(ReadError::Nul { place }) if place == "/name"));
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

#[test]
fn a_denial_is_nobody_and_stays_visible() {
    let mut unit = unit();
    let process = &mut unit["elements"][0];
    process["customAspects"]["process_dataSubjects"]["attributes"]["process_dataSubjects_otherDataSubjects"] =
        json!("keine.");
    process["links"]["process_dataType"][0]["attributes"]["process_dataType_otherDataOrigin"] =
        json!("Keine");
    let file = read_value(&unit);
    let (_, lending) = named(&file, "Bücherei: Ausleihe");
    assert_eq!(only(&lending.common.data_subjects).len(), 2);
    assert_eq!(only(&lending.common.data_categories)[0].origin.as_deref(), Some("Direkterhebung"));
    let note = lending.internal_note.as_deref().unwrap();
    assert!(note.contains("Sonstige Betroffene: keine.") && note.contains("Sonstige Datenherkunft: Keine"));
}

#[test]
fn an_assessment_carried_out_goes_before_an_opinion_and_that_before_the_servers_conclusion() {
    let assessed = |opinion: Value, concluded: Option<bool>| {
        let process = json!({ "type": "process", "name": "P",
            "customAspects": { "process_opinionDPO": opinion },
            "domains": { DOMAIN: { "decisionResults": { "piaMandatory": { "value": concluded, "decisiveRule": 4 } } } } });
        let file = read_value(&process);
        let rules = file.leftovers.iter().any(|leftover| leftover.text.contains("decisive Rule: 4"));
        assert!(rules, "{:?}", file.leftovers);
        file.activities[0].1.clone()
    };
    let carried_out =
        json!({ "process_opinionDPO_PIACarriedOut": true, "process_opinionDPO_PIAComment": "Mappe 3" });
    let activity = assessed(carried_out, Some(true));
    assert!(matches!(activity.impact_assessment.own(), Some(ImpactAssessment::Made { .. })));
    assert_eq!(activity.dpo_opinion.as_deref(), Some("Bemerkung zur Datenschutz-Folgenabschätzung: Mappe 3"));
    let needless = json!({ "process_opinionDPO_privacyImpactAssessment": false });
    let activity = assessed(needless, Some(true));
    assert!(matches!(activity.impact_assessment.own(), Some(ImpactAssessment::NotNeeded { .. })));
    assert!(activity.internal_note.unwrap().contains("durch verinice.veo: erforderlich"));
    // That one is needed does not say that there is none.
    let needed = "process_opinionDPO_privacyImpactAssessment";
    for activity in [assessed(json!({}), Some(true)), assessed(json!({ needed: true }), None)] {
        assert_eq!(activity.impact_assessment, Field::default());
        let [remark] = activity.common.remarks.as_slice() else { panic!("one remark") };
        assert_eq!(remark.topic.as_deref(), Some("Datenschutz-Folgenabschätzung erforderlich"));
        assert!(remark.text.starts_with("ja (") && remark.text.contains("nicht angegeben"), "{remark:?}");
    }
    let missing = json!({ needed: true, "process_opinionDPO_PIACarriedOut": false });
    let activity = assessed(missing, None);
    assert!(matches!(activity.impact_assessment.own(), Some(ImpactAssessment::Required { .. })));
    assert_eq!(assessed(json!({}), None).impact_assessment, Field::default());
}

#[test]
fn a_risk_is_told_at_the_process_it_threatens() {
    let address = |list: &str, number: u32| json!({ "targetUri": format!("https://veo.example/{list}/{}", id(number)) });
    let values = json!({ DOMAIN: { "reference": address("domains", 1), "riskDefinitions": { "RA": {
        "probability": { "effectiveProbability": 1 },
        "riskValues": [{ "category": "C", "residualRisk": 2 }, { "category": "I", "residualRisk": 3 }],
    } } } });
    let risk = json!({ "process": address("processes", 10), "scenario": address("scenarios", 70),
        "mitigation": address("controls", 40), "domains": values });
    let mut beside = unit();
    beside["risks"] = json!([risk]);
    let mut within = unit();
    within["elements"][0]["risks"] = json!([risk]);
    for unit in [beside, within] {
        let file = read_value(&unit);
        let (_, lending) = named(&file, "Bücherei: Ausleihe");
        let note = lending.internal_note.as_deref().unwrap();
        for text in [
            "Risiko: Feuer im Archiv",
            "Totalverlust",
            "Maßnahme zur Risikobehandlung: Zugriffsschutz",
            "Risikowerte: Schutzziel: Vertraulichkeit; Restrisiko: 2",
            "Risikowerte: Schutzziel: Integrität; Restrisiko: 3",
        ] {
            assert!(note.contains(text), "{text} in {note}");
        }
    }
}

#[test]
fn measures_and_risks_of_profiles_and_of_the_newer_view() {
    let references = json!([
        { "referenceType": "CONTROL_IMPLEMENTATION", "target": { "id": id(2) }, "description": "mit Schloss" },
        { "referenceType": "RISK", "target": { "id": id(3) }, "riskDefinitions": {} },
        { "referenceType": "SCOPE", "target": { "id": id(4) } },
        { "referenceType": "COPY", "target": { "id": id(9) } },
        { "referenceType": "LINK_EXTERNAL", "linkType": "process_tom", "attributes": { "process_tom_x": "lose" } },
    ]);
    let profile = json!({ "items": [
        { "id": id(1), "elementType": "process", "name": "P", "tailoringReferences": references },
        { "id": id(2), "elementType": "control", "name": "Zutritt", "tailoringReferences": [] },
        { "id": id(3), "elementType": "scenario", "name": "Einbruch", "tailoringReferences": [] },
        { "id": id(4), "elementType": "scope", "subType": "SCP_ResponsibleBody", "name": "Stelle", "tailoringReferences": [] },
    ] });
    let view = json!({ "_self": "https://veo.example/p/1", "type": "process", "name": "P", "controlImplementations": [
        { "id": id(7), "control": { "id": id(2), "displayName": "CTL-1 Zutritt" }, "implementationStatus": "YES", "description": "mit Schloss" },
        { "control": { "name": "Alarm" }, "implementationStatus": "NO" },
    ], "links": { "process_tom": [{ "target": { "id": id(2), "name": "Zutritt" } }] } });
    for value in [&profile, &view] {
        let file = read_value(value);
        let activity = &file.activities[0].1;
        let measures: Vec<_> = only(&activity.measures).iter().map(|measure| measure.text.as_str()).collect();
        assert_eq!(measures, ["Zutritt"]);
        let note = activity.internal_note.as_deref().unwrap();
        assert!(note.contains("Maßnahme „Zutritt“, Beschreibung: mit Schloss"), "{note}");
        assert!(!note.contains("veo.example"), "{note}");
    }
    let file = read_value(&profile);
    assert_eq!(file.organisation.as_deref(), Some("Stelle"));
    let note = file.activities[0].1.internal_note.as_deref().unwrap();
    assert!(note.contains("Risiko: Einbruch") && note.contains(&id(9)) && note.contains("lose"), "{note}");
    let note = read_value(&view).activities[0].1.internal_note.clone().unwrap();
    assert!(note.contains("Maßnahme „Alarm“, Umsetzungsstand: nicht umgesetzt"), "{note}");
}

#[test]
fn a_transfer_to_a_processor_who_is_not_named_is_one_to_a_processor() {
    let mut unit = unit();
    unit["elements"][1]["links"] = json!({});
    let file = read_value(&unit);
    let (_, lending) = named(&file, "Bücherei: Ausleihe");
    let [processor] = only(&lending.engagements) else { panic!("one processor") };
    assert_eq!(processor.described_as.as_deref(), Some("Betrieb des Programms"));
    assert_eq!(lending.common.recipients, Field::default());
}

#[test]
fn what_a_contract_says_stands_with_the_processor() {
    let mut unit = unit();
    let contract =
        unit["elements"].as_array_mut().unwrap().iter_mut().find(|element| element["id"] == id(60));
    contract.unwrap()["customAspects"] =
        json!({ "document_contract": aspect(json!({ "document_contract_thirdCountry": "USA" })) });
    let file = read_value(&unit);
    let (_, lending) = named(&file, "Bücherei: Ausleihe");
    let contract = only(&lending.engagements)[0].contract.given().unwrap().note.as_deref();
    assert_eq!(contract, Some("AV-Vertrag 2025\nVertrag, Drittland: USA"));
}

#[test]
fn how_far_linked_elements_have_come_is_told_once() {
    let file = read_value(&unit());
    let told: Vec<_> =
        file.leftovers.iter().filter(|leftover| leftover.place == "Verwaltungsdaten").collect();
    let [told] = told.as_slice() else { panic!("one leftover") };
    assert!(told.text.contains("Asset „Stammdaten“: Unterart: Datenart; Status: In Bearbeitung; "));
    assert!(told.text.contains("Nummer: XYZ-70"), "{}", told.text);
}

#[test]
fn old_files_state_the_kind_of_a_process_once_for_each_domain() {
    let mut unit = unit();
    for element in unit["elements"].as_array_mut().unwrap() {
        let domain = element["domains"][DOMAIN].take();
        element["domains"] = json!([{ "targetUri": format!("/domains/{DOMAIN}") }]);
        element["subType"] = json!({ DOMAIN: domain["subType"] });
        element["status"] = json!({ DOMAIN: domain["status"], "other": "RELEASED" });
    }
    let file = read_value(&unit);
    let titles: Vec<_> = file.activities.iter().map(|(_, activity)| activity.title.as_str()).collect();
    assert_eq!(titles, ["Bücherei: Ausleihe", "Schülerakte"]);
    let note = file.activities[0].1.internal_note.as_deref().unwrap();
    assert!(note.contains("Status: In Bearbeitung") && note.contains("Status: RELEASED"), "{note}");
}
