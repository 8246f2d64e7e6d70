//! A complete and correct activity, for the tests of all rules: what is right has no findings, and what is made wrong
//! has exactly one.
#![allow(clippy::unwrap_used, clippy::panic)]

use super::super::{
    Adequacy, CheckInput, Criterion, CriterionEffect, Finding, ReferenceData, Rule, check_activity,
    check_organisation,
};
use crate::activity::ProcessingActivity;
use crate::id::RecordId;
use crate::organisation::Organisation;
use crate::record::Record;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The day on which the example is judged.
pub(in super::super) const TODAY: &str = "2026-11-21";

/// An organisation, its activity and what they refer to, as JSON, to be changed before they are checked.
#[derive(Clone)]
pub(in super::super) struct Example {
    organisation: Value,
    activity: Value,
    others: Value,
}

macro_rules! ids {
    ($($name:ident $id:literal)*) => { $(
        pub(in super::super) const $name: &'static str = concat!("00000000-0000-7000-8000-0000000000", $id);
    )* };
}

impl Example {
    ids! {
        REGISTER "01" COMPANY "02" AMERICAN "03" CONTRACT "04" LOST "05" EMPTY_SET "06" FULL_SET "07" FADED "08"
        SILENT_PARTY "09" EXPIRED "0a"
        PURPOSE "11" BASIS "12" SUBJECT "13" CATEGORY "14" RECIPIENT "15" KEEP "16" ERASE "17" PROCESSOR "18"
        MEASURE "19" TRANSFER "1a" GROUP_A "21" GROUP_B "22" PURPOSE_A "23" PURPOSE_B "24" EXTRA "31" OTHER "32"
        THIRD "33"
    }

    pub(in super::super) fn new() -> Self {
        let given = |item: Value| json!({ "state": "given", "value": [item] });
        let email = |address: &str| json!({ "email": address });
        let organisation = json!({
            "name": "Schule", "sector": "public", "land": "DE-BY", "contact": email("a@schule.example"),
            "data_protection_officers": given(json!({
                "id": Self::EXTRA, "function": "DSB", "contact": email("dsb@schule.example")
            })),
        });
        let activity = json!({
            "register": Self::REGISTER, "title": "Lernplattform", "next_review": "2027-07-31",
            "common": {
                "purposes": given(json!({ "id": Self::PURPOSE, "text": "Unterricht" })),
                "legal_bases": given(json!({ "id": Self::BASIS, "chain": [
                    { "wording": "Art. 6 Abs. 1 UAbs. 1 Buchst. e DSGVO" }, { "wording": "Art. 85 Abs. 1 BayEUG" }
                ] })),
                "data_subjects": given(json!({ "id": Self::SUBJECT, "name": "Schülerinnen und Schüler" })),
                "data_categories": given(json!({ "id": Self::CATEGORY, "name": "Stammdaten" })),
                "recipients": given(json!({
                    "id": Self::RECIPIENT, "name": "Lehrkräfte der Klasse", "placement": "internal"
                })),
                "transfers": { "state": "explicitly_none" },
                "retention": { "state": "given", "value": [
                    {
                        "id": Self::KEEP, "period": { "kind": "span", "amount": 3, "unit": "months" },
                        "start": { "kind": "event", "event": "end_of_relationship", "name": "Verlassen der Schule" }
                    },
                    {
                        "id": Self::ERASE, "name": "Sperre", "period": { "kind": "with_event" },
                        "start": { "kind": "after_rule", "rule": Self::KEEP }
                    }
                ] }
            },
            "engagements": given(json!({
                "id": Self::PROCESSOR, "party": Self::COMPANY, "role": "processor", "service": "Betrieb",
                "processing_location": { "kind": "eea" },
                "contract": { "state": "given", "value": { "document": Self::CONTRACT, "next_check": "2027-01-01" } }
            })),
            "measures": given(json!({ "id": Self::MEASURE, "text": "Zugriff nach Rollen" })),
            "impact_assessment": {
                "state": "given", "value": { "outcome": "not_needed", "reason": "ein Kriterium, geringes Risiko" }
            }
        });
        let contract = |title: &str, availability: &str| {
            json!({
                "type": "document", "register": Self::REGISTER, "title": title, "kind": "contract",
                "availability": availability
            })
        };
        let set = |measures: Value| json!({ "type": "measure_set", "register": Self::REGISTER, "name": "Paket", "measures": measures });
        let party = |name: &str, country: &str| json!({ "type": "party", "name": name, "country": country, "contact": email("x@firma.example") });
        let mut expired = contract("Alter Vertrag", "available");
        expired["ends_on"] = json!("2026-11-20");
        let others = json!({
            (Self::COMPANY): party("Firma GmbH", "DE"),
            (Self::AMERICAN): party("Company Inc.", "US"),
            (Self::SILENT_PARTY): { "type": "party", "name": "Stumme GmbH" },
            (Self::CONTRACT): contract("Vertrag", "available"),
            (Self::LOST): contract("Vertrag", "announced_but_missing"),
            (Self::FADED): contract("Vertrag", "not_filed"),
            (Self::EXPIRED): expired,
            (Self::EMPTY_SET): set(json!({ "state": "not_stated" })),
            (Self::FULL_SET): set(given(json!({ "id": Self::EXTRA, "text": "Verschlüsselung" }))),
        });
        Self { organisation, activity, others }
    }

    /// The same with two groups that have the purposes.
    pub(in super::super) fn grouped(self) -> Self {
        let group = |id: &str, purpose: &str| {
            let purposes = json!({ "state": "given", "value": [{ "id": purpose, "text": "Unterricht" }] });
            json!({ "id": id, "name": "Gruppe", "scope": { "purposes": purposes } })
        };
        let groups = json!([group(Self::GROUP_A, Self::PURPOSE_A), group(Self::GROUP_B, Self::PURPOSE_B)]);
        self.set("/groups", groups).silent("/common/purposes")
    }

    /// The same with another value at a JSON pointer of the activity.
    pub(in super::super) fn set(mut self, pointer: &str, value: Value) -> Self {
        put(&mut self.activity, pointer, value);
        self
    }

    /// The same with a field that says nothing.
    pub(in super::super) fn silent(self, pointer: &str) -> Self {
        self.set(pointer, json!({ "state": "not_stated" }))
    }

    /// The same with one item more in a given list.
    pub(in super::super) fn add(mut self, pointer: &str, item: Value) -> Self {
        let list = self.activity.pointer_mut(&format!("{pointer}/value")).unwrap();
        list.as_array_mut().unwrap().push(item);
        self
    }

    /// The same with another value in the organisation.
    pub(in super::super) fn set_organisation(mut self, pointer: &str, value: Value) -> Self {
        put(&mut self.organisation, pointer, value);
        self
    }

    /// The same with another value in one of the records referred to.
    pub(in super::super) fn set_other(mut self, record: &str, pointer: &str, value: Value) -> Self {
        put(&mut self.others[record], pointer, value);
        self
    }

    pub(in super::super) fn organisation(&self) -> Organisation {
        serde_json::from_value(self.organisation.clone()).unwrap()
    }

    pub(in super::super) fn activity(&self) -> ProcessingActivity {
        serde_json::from_value(self.activity.clone()).unwrap()
    }

    fn others(&self) -> BTreeMap<RecordId, Record> {
        serde_json::from_value(self.others.clone()).unwrap()
    }

    /// The findings of the activity.
    pub(in super::super) fn found(&self) -> Vec<Finding> {
        check_activity(&CheckInput {
            today: TODAY.parse().unwrap(),
            organisation: &self.organisation(),
            activity: &self.activity(),
            others: &self.others(),
            reference: &reference(),
        })
    }

    /// The findings of the organisation.
    pub(in super::super) fn found_in_organisation(&self) -> Vec<Finding> {
        check_organisation(TODAY.parse().unwrap(), &self.organisation(), &self.others(), &reference())
    }
}

fn put(value: &mut Value, pointer: &str, new: Value) {
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    let mut at = value;
    for name in parent.split('/').skip(1) {
        at = match name.parse::<usize>() {
            Ok(index) => &mut at[index],
            Err(_) => &mut at[name],
        };
    }
    match name.parse::<usize>() {
        Ok(index) => at[index] = new,
        Err(_) => at[name] = new,
    }
}

fn reference() -> ReferenceData {
    let whole = Adequacy { partial: false, expires: None };
    let counts = Criterion { effect: CriterionEffect::Counts, private_only: false };
    let requires = Criterion { effect: CriterionEffect::Requires, private_only: false };
    ReferenceData {
        eea: ["DE", "AT", "NO"].map(str::to_owned).into(),
        adequacy: BTreeMap::from([
            ("CH".to_owned(), whole),
            ("GB".to_owned(), Adequacy { expires: Some("2026-11-20".parse().unwrap()), ..whole }),
            ("US".to_owned(), Adequacy { partial: true, ..whole }),
            ("CA".to_owned(), Adequacy { partial: true, ..whole }),
        ]),
        criteria: BTreeMap::from([
            ("WP248-5".to_owned(), counts),
            ("WP248-7".to_owned(), counts),
            ("DSGVO-35-3-b".to_owned(), requires),
            ("DSK-1.1-3".to_owned(), Criterion { private_only: true, ..requires }),
            ("BayDSG-14".to_owned(), Criterion { effect: CriterionEffect::Nothing, ..counts }),
        ]),
    }
}

/// The rules of findings, in order.
pub(in super::super) fn rules(found: &[Finding]) -> Vec<Rule> {
    found.iter().map(|finding| finding.rule).collect()
}

#[test]
fn a_register_that_is_right_has_no_findings() {
    assert_eq!(Example::new().found(), []);
    assert_eq!(Example::new().grouped().found(), []);
    assert_eq!(Example::new().found_in_organisation(), []);
}

#[test]
fn an_accepted_finding_stays_listed_with_its_reason() {
    let example = Example::new().silent("/measures");
    assert!(example.found()[0].is_open());
    let accepted = |rule: &str, path: &str| {
        let entry = json!([{ "id": Example::EXTRA, "rule": rule, "path": path, "reason": "Anlage folgt" }]);
        example.clone().set("/acknowledgements", entry).found()[0].acknowledged.clone()
    };
    assert_eq!(accepted("measures_not_stated", "/measures").as_deref(), Some("Anlage folgt"));
    assert_eq!(accepted("measures_not_stated", "/engagements"), None, "another field");
    assert_eq!(accepted("purposes_missing", "/measures"), None, "another rule");
}

#[test]
fn a_finding_on_the_organisation_can_be_accepted_too() {
    let nobody = json!({ "state": "not_stated" });
    let example = Example::new().set_organisation("/data_protection_officers", nobody);
    let found = example.found_in_organisation();
    assert!(found[0].is_open());
    let entry = json!([{ "id": Example::EXTRA, "rule": found[0].code(), "path": found[0].path, "reason": "Bestellung läuft" }]);
    let found = example.set_organisation("/acknowledgements", entry).found_in_organisation();
    assert_eq!(found[0].acknowledged.as_deref(), Some("Bestellung läuft"));
}

#[test]
fn the_same_input_gives_the_same_findings_once() {
    let example = Example::new().silent("/measures").silent("/common/purposes").silent("/common/transfers");
    assert_eq!(example.found(), example.found());
    let mut seen = example.found();
    seen.dedup_by_key(|finding| (finding.rule, finding.path.clone()));
    assert_eq!(seen.len(), 3);
}

#[test]
fn inheritance_in_a_circle_is_all_that_is_said() {
    let from = |group: &str| json!({ "state": "inherit", "from": { "group": group } });
    let circle = Example::new()
        .grouped()
        .set("/groups/0/scope/purposes", from(Example::GROUP_B))
        .set("/groups/1/scope/purposes", from(Example::GROUP_A));
    assert_eq!(rules(&circle.found()), [Rule::InheritanceBroken]);
}
