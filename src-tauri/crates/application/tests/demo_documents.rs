//! The demo registers as documents: a validator for PDF/A-3a and PDF/UA-1 finds nothing, with the register enclosed as
//! a file and without it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use application::Record;
use application::assets::{DemoRegister, demo_registers, shared_records};
use exchange::pdf::PdfError;
use language::Language;
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};
use register::record::Conflict;
use report::content::{RegisterInput, register_pdf};
use serde_json::json;
use std::collections::BTreeMap;

/// The document of a demo register.
fn pdf(register: &DemoRegister, with_conflict: bool, enclosed: Option<&[u8]>) -> Vec<u8> {
    let mut organisation = None;
    let mut activities = Vec::new();
    let mut others = BTreeMap::new();
    for shipped in shared_records().unwrap().into_iter().chain(register.records.iter().cloned()) {
        match shipped.record {
            Record::Organisation(own) => organisation = Some(own),
            Record::Activity(activity) => activities.push((shipped.id, activity)),
            record => drop(others.insert(shipped.id, record)),
        }
    }
    activities.sort_by_key(|(_, activity)| activity.position);
    let activities: Vec<_> = activities.iter().map(|(id, activity)| (*id, activity.as_ref())).collect();
    let conflict = Conflict {
        path: "/description".to_owned(),
        base: None,
        ours: Some(json!("Die Fassung von hier")),
        theirs: Some(json!("Die Fassung von dort")),
    };
    let conflicts =
        activities.iter().take(usize::from(with_conflict)).map(|(id, _)| (*id, vec![conflict.clone()]));
    let input = RegisterInput {
        id: register.id,
        organisation: &organisation.unwrap(),
        activities: &activities,
        others: &others,
        changed_on: &BTreeMap::new(),
        findings: &[],
        conflicts: &conflicts.collect(),
        enclosed,
        today: "2026-11-21".parse().unwrap(),
    };
    register_pdf(&input, &Language::german()).unwrap().bytes
}

/// Lets the validator look at both documents of the demo register with this key.
fn validate(key: &str) {
    let registers = demo_registers().unwrap();
    let register = registers.iter().find(|register| register.key == key).unwrap();
    let file = serde_json::to_vec(&json!({ "format": "artikel30", "text": "x".repeat(20_000) })).unwrap();
    let documents = [pdf(register, false, None), pdf(register, true, Some(&file))];
    assert_eq!(exchange::pdf::read(&documents[0]), Err(PdfError::NoRegister { ours: true }));
    assert_eq!(exchange::pdf::read(&documents[1]).unwrap(), file);
    for (document, profile) in documents.iter().flat_map(|one| [(one, "3a"), (one, "ua1")]) {
        let profile: ValidationProfile = profile.parse().expect("a profile");
        let report = validate_pdf_bytes(document, &ValidationOptions::default().profile(profile)).unwrap();
        assert!(report.failures.is_empty(), "{key}: {:#?}", report.failures);
    }
}

// One test for each, so that they run beside each other.

#[test]
fn validators_find_nothing_in_the_documents_of_the_school() {
    validate("musterhofen");
}

#[test]
fn validators_find_nothing_in_the_documents_of_the_software_house() {
    validate("softwarehaus");
}

#[test]
fn validators_find_nothing_in_the_documents_of_the_student_services() {
    validate("studierendenwerk");
}

#[test]
fn validators_find_nothing_in_the_documents_of_the_university() {
    validate("universitaet");
}
