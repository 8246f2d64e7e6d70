//! Whatever a process says stands somewhere in what was read.

use super::sample::{aspect, link, newer, unit};
use super::{check, read_value};
use crate::foreign::ForeignFile;
use crate::veo::read;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

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
            "process_opinionDPO_PIACarriedOut",
            "process_dataType_otherDataOrigin",
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

#[test]
fn a_no_is_told_as_a_no() {
    let mut unit = unit();
    let process = &mut unit["elements"][3];
    let of_process = [
        "process_accessAuthorization_concept",
        "process_tomAssessment_certification",
        "process_tomAssessment_securityConcept",
        "process_informationsObligations_status",
        "process_opinionDPO_PIACarriedOut",
        "process_privacyImpactAssessment_processingOnWhitelist",
        "process_privacyImpactAssessment_voluntary",
        "process_something_unheardOf",
    ];
    let of_links = [
        ("process_processor", "scopes", 32),
        ("process_internalRecipient", "persons", 51),
        ("process_externalRecipient", "scopes", 31),
        ("process_dataType", "assets", 20),
    ];
    let said = |names: &[String]| -> Value {
        names.iter().map(|name| (name.clone(), json!(false))).collect::<Map<_, _>>().into()
    };
    process["customAspects"] = json!({ "process_any": aspect(said(&of_process.map(str::to_owned))) });
    let mut links = Map::new();
    for (kind, list, number) in of_links {
        let names =
            ["thirdCountryProcessing", "subcontractor", "unheardOf"].map(|name| format!("{kind}_{name}"));
        links.insert(kind.to_owned(), json!([link(list, number, "Ziel", said(&names))]));
    }
    process["links"] = Value::Object(links);
    let file = read_value(&unit);
    let activity = file.activities.iter().find(|(_, activity)| activity.title == "Schülerakte").unwrap();
    let told = serde_json::to_string(&activity.1).unwrap();
    let count = told.matches(": nein").count();
    assert_eq!(count, of_process.len() + 3 * of_links.len(), "{told}");
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
