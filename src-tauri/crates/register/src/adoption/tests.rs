//! What adopting and following promise.

#![allow(clippy::unwrap_used, clippy::panic)]

mod following;
mod properties;

use super::*;
use crate::record::Record;
use serde_json::json;

fn id(number: u64) -> String {
    format!("00000000-0000-7000-8000-{number:012x}")
}

fn given(items: Value) -> Value {
    json!({ "state": "given", "value": items })
}

fn named(number: u64, name: &str) -> Value {
    json!({ "id": id(number), "name": name })
}

fn organisation(defaults: Value) -> Organisation {
    serde_json::from_value(json!({ "name": "Schule am See", "defaults": defaults })).unwrap()
}

fn activity(members: Value) -> ProcessingActivity {
    let mut activity = json!({ "register": id(0xe0), "title": "Visavid" });
    activity.as_object_mut().unwrap().append(&mut members.as_object().unwrap().clone());
    serde_json::from_value(activity).unwrap()
}

fn context(defaults: Value) -> SourceContext {
    serde_json::from_value(json!({ "name": "Schule am Berg", "defaults": defaults })).unwrap()
}

fn target(organisation: &Organisation) -> Target<'_> {
    Target {
        register: id(0xf0).parse().unwrap(),
        position: 7,
        organisation,
        origin: Origin {
            record: id(0xe1).parse().unwrap(),
            title: "Visavid".into(),
            version: None,
            revision: None,
        },
    }
}

/// The adopted activity as JSON, and what was replaced.
fn adopted(
    source: Value,
    context: Option<&SourceContext>,
    mine: Value,
) -> (Value, Vec<(String, ReplacedKind)>) {
    let mine = organisation(mine);
    let adopted = adopt(&activity(source), context, &target(&mine)).unwrap();
    let value = serde_json::to_value(&adopted.activity).unwrap();
    let defaults = serde_json::to_value(&mine.defaults).unwrap();
    integrity::check_ids(&value, &integrity::item_ids(&defaults).unwrap()).unwrap();
    integrity::check_circles(&mine, &adopted.activity).unwrap();
    (value, adopted.replaced.into_iter().map(|each| (each.path, each.kind)).collect())
}

fn at<'a>(value: &'a Value, path: &str) -> &'a Value {
    crate::path::get(value, path).unwrap()
}

fn inherited() -> Value {
    json!({ "state": "inherit", "from": "organisation" })
}

#[test]
fn what_belongs_to_the_other_organisation_stays_there() {
    let engagement = json!({ "id": id(1), "role": "processor", "party": id(0x70), "service": "Betrieb",
        "contract": given(json!({ "document": id(0x71), "concluded_on": "2024-01-01" })) });
    let notice = json!({ "state": "by_reference", "to": { "document": id(0x72), "place": "Anlage 2" } });
    let (mine, replaced) = adopted(
        json!({
            "position": 3, "status": { "stage": "released", "function": "Schulleitung", "date": "2024-05-01" },
            "file_reference": given(json!("AZ 17")), "department": given(json!("Sekretariat")),
            "contact": given(json!({ "phone": "0841" })), "introduced_on": given(json!("2021-09-01")),
            "next_review": "2027-01-01", "internal_note": "nur für uns", "dpo_opinion": "keine Bedenken",
            "documents": [id(0x73)], "engagements": given(json!([engagement])), "common": { "recipients": notice },
            "acknowledgements": [{ "id": id(2), "rule": "purpose_missing", "path": "/common", "reason": "so gewollt" }],
            "changes": [{ "id": id(3), "date": "2024-05-01", "text": "angelegt" }],
            "threshold_test": given(json!({ "applying": ["a"], "function": "DSB", "date": "2024-01-01" })),
            "impact_assessment": given(json!({ "outcome": "made", "date": "2024-01-01", "document": id(0x74) })),
            "information": { "rights_channel": given(json!("datenschutz@schule-am-berg.example")) },
        }),
        Some(&context(json!({}))),
        json!({}),
    );
    assert_eq!((at(&mine, "/register"), at(&mine, "/position")), (&json!(id(0xf0)), &json!(7)));
    assert_eq!(at(&mine, "/origin/record"), &json!(id(0xe1)));
    let text = mine.to_string();
    for foreign in [
        "Schulleitung",
        "AZ 17",
        "Sekretariat",
        "0841",
        "2021-09-01",
        "2027-01-01",
        "nur für uns",
        "keine Bedenken",
        "so gewollt",
        "angelegt",
        "2024-01-01",
        "schule-am-berg",
    ] {
        assert!(!text.contains(foreign), "{foreign} came along");
    }
    for document in 0x71..=0x74 {
        assert!(!text.contains(&id(document)), "document {document:x} came along");
    }
    let engagement = at(&mine, &format!("/engagements/{}", id(1))).clone();
    assert_eq!((&engagement["party"], &engagement["service"]), (&json!(id(0x70)), &json!("Betrieb")));
    assert_eq!(engagement["contract"], json!({ "state": "not_stated" }));
    assert_eq!(at(&mine, "/common/recipients/to/place"), "Anlage 2");
    assert_eq!(at(&mine, "/threshold_test/applying"), &json!(["a"]));
    let told: Vec<&str> = replaced.iter().map(|(path, _)| path.as_str()).collect();
    for path in ["/status", "/department", "/documents", &format!("/engagements/{}/contract", id(1))] {
        assert!(told.contains(&path), "{path} is not told: {told:?}");
    }
    assert!(replaced.iter().all(|(_, kind)| *kind == ReplacedKind::LeftOut));
}

#[test]
fn defaults_are_mine_where_i_have_some_and_come_along_where_not() {
    let theirs = json!({
        "scope": {
            "purposes": given(json!([{ "id": id(1), "text": "Bildung" }])),
            "recipients": given(json!([named(2, "Schulamt")])),
            "transfers": { "state": "explicitly_none", "note": "nur EU" },
        },
        "measures": given(json!([{ "id": id(3), "text": "Backup" }])),
        "information": { "withdrawal": given(json!("jederzeit")) },
    });
    let own = json!([named(4, "Träger")]);
    let recipients = json!({ "state": "append", "from": "organisation", "value": own });
    let (mine, replaced) = adopted(
        json!({
            "common": { "purposes": inherited(), "recipients": recipients, "transfers": inherited() },
            "measures": inherited(), "information": { "withdrawal": inherited() },
        }),
        Some(&context(theirs)),
        json!({ "scope": { "purposes": given(json!([{ "id": id(0x51), "text": "Erziehung" }])) } }),
    );
    assert_eq!(at(&mine, "/common/purposes/from"), "organisation");
    assert_eq!(at(&mine, "/common/recipients/state"), "given");
    assert_eq!(at(&mine, &format!("/common/recipients/{}/name", id(2))), "Schulamt");
    assert_eq!(at(&mine, &format!("/common/recipients/{}/name", id(4))), "Träger");
    assert_eq!(at(&mine, "/common/transfers/note"), "nur EU");
    assert_eq!(at(&mine, &format!("/measures/{}/text", id(3))), "Backup");
    assert_eq!(at(&mine, "/information/withdrawal/value"), "jederzeit");
    let kind = |wanted: &str| replaced.iter().find(|(path, _)| path == wanted).unwrap().1;
    assert_eq!(kind("/common/purposes"), ReplacedKind::MappedToMine);
    assert_eq!(kind("/common/recipients"), ReplacedKind::Resolved);
}

#[test]
fn what_two_groups_took_over_stands_once() {
    let data = given(json!([named(1, "Name"), named(2, "Adresse"), named(3, "Note")]));
    let field = |only: Value| json!({ "state": "inherit", "from": "organisation", "only": only });
    let group = |number: u64, only: Value| json!({ "id": id(number), "name": "G", "scope": { "data_categories": field(only) } });
    let (mine, _) = adopted(
        json!({ "groups": [
            group(0x10, json!({ "only": [id(1), id(2)] })), group(0x11, json!("all")), group(0x12, json!({ "only": [id(3)] })),
        ] }),
        Some(&context(json!({ "scope": { "data_categories": data } }))),
        json!({}),
    );
    let field = |group: u64| at(&mine, &format!("/groups/{}/data_categories", id(group))).clone();
    assert_eq!((&field(0x10)["state"], field(0x10)["value"].as_array().unwrap().len()), (&json!("given"), 2));
    assert_eq!(field(0x11)["from"], json!({ "group": id(0x10) }));
    assert_eq!(field(0x11)["value"][0]["name"], "Note");
    assert_eq!(
        (&field(0x12)["state"], &field(0x12)["from"]),
        (&json!("inherit"), &json!({ "group": id(0x11) }))
    );
}

#[test]
fn what_names_the_other_organisations_items_brings_them_along() {
    let theirs =
        json!({ "scope": { "data_categories": given(json!([named(1, "Name"), named(2, "Note")])) } });
    let rule = json!({ "id": id(5), "data": { "only": [id(1)] } });
    let source = json!({ "common": { "data_categories": inherited(), "retention": given(json!([rule])) } });
    let mine = json!({ "scope": { "data_categories": given(json!([named(0x51, "Stammdaten")])) } });
    let (mine, _) = adopted(source, Some(&context(theirs.clone())), mine);
    assert_eq!(at(&mine, "/common/data_categories/state"), "given");
    assert_eq!(at(&mine, &format!("/common/retention/{}/data/only", id(5))), &json!([id(1)]));

    // Named only, and not taken over: there is nothing to bring.
    let source =
        json!({ "common": { "retention": given(json!([{ "id": id(5), "data": { "only": [id(1)] } }])) } });
    let (mine, replaced) = adopted(source, Some(&context(theirs)), json!({}));
    let path = format!("/common/retention/{}/data", id(5));
    assert_eq!(at(&mine, &path), "all");
    assert_eq!(replaced, [(path, ReplacedKind::LeftOut)]);
}

#[test]
fn measures_of_a_set_come_along_one_by_one() {
    let set = json!({ "register": id(0xe0), "name": "Grundmaßnahmen",
        "measures": given(json!([{ "id": id(2), "text": "Backup" }, { "id": id(3), "text": "Zugang" }])) });
    let mut context = context(json!({}));
    context.measure_sets.insert(id(0x60).parse().unwrap(), serde_json::from_value(set).unwrap());
    let measures = json!([{ "id": id(1), "text": "wie überall", "set": id(0x60) },
        { "id": id(4), "text": "unbekannt", "set": id(0x61) }]);
    let (mine, replaced) = adopted(json!({ "measures": given(measures) }), Some(&context), json!({}));
    let texts: Vec<&Value> =
        at(&mine, "/measures/value").as_array().unwrap().iter().map(|each| &each["text"]).collect();
    assert_eq!(texts, ["wie überall", "Backup", "Zugang", "unbekannt"]);
    assert_eq!(
        replaced,
        [
            (format!("/measures/{}", id(1)), ReplacedKind::Resolved),
            (format!("/measures/{}/set", id(4)), ReplacedKind::LeftOut),
        ]
    );
}

#[test]
fn joined_parties_stand_for_the_others() {
    let mut context = context(json!({}));
    context.joined.insert(id(0x70).parse().unwrap(), id(0x77).parse().unwrap());
    let engagements = given(json!([{ "id": id(1), "role": "processor", "party": id(0x70) }]));
    let (mine, _) = adopted(json!({ "engagements": engagements }), Some(&context), json!({}));
    assert_eq!(at(&mine, &format!("/engagements/{}/party", id(1))), &json!(id(0x77)));
}

#[test]
fn a_muster_means_my_organisation_and_its_corrections_are_applied() {
    let citation = json!({ "wording": "Art. 12 ff. BayEGovG",
        "correction": { "citation": "Art. 44 ff. BayDiG", "source": "abgelöst", "verification": "to_check" } });
    let bases = given(json!([{ "id": id(1), "chain": [{ "wording": "Art. 6 DSGVO" }, citation] }]));
    let (mine, replaced) = adopted(
        json!({ "department": given(json!("Sekretariat")), "common": { "purposes": inherited(), "legal_bases": bases } }),
        None,
        json!({}),
    );
    assert_eq!(at(&mine, "/common/purposes/from"), "organisation");
    assert_eq!(at(&mine, "/department/value"), "Sekretariat");
    let citation = at(&mine, &format!("/common/legal_bases/{}/chain/1", id(1)));
    assert_eq!(citation["wording"], "Art. 44 ff. BayDiG");
    assert_eq!(citation["correction"]["verification"], "to_check");
    assert_eq!(replaced, [(format!("/common/legal_bases/{}/chain/1", id(1)), ReplacedKind::Corrected)]);
}

#[test]
fn a_muster_made_of_an_activity_takes_over_from_whoever_adopts_it() {
    let data = given(json!([named(1, "Name"), named(2, "Note")]));
    let only = json!({ "state": "inherit", "from": "organisation", "only": { "only": [id(2)] } });
    let source = activity(json!({
        "department": given(json!("Sekretariat")), "measures": inherited(), "common": { "data_categories": only },
    }));
    let context = context(
        json!({ "scope": { "data_categories": data }, "measures": given(json!([{ "id": id(3), "text": "Backup" }])) }),
    );
    let made = as_template(&source, &context, id(0xaa).parse().unwrap()).unwrap();
    let value = serde_json::to_value(&made.activity).unwrap();
    integrity::check_ids(&value, &Default::default()).unwrap();
    assert_eq!(at(&value, "/measures/from"), "organisation");
    assert_eq!(at(&value, "/common/data_categories/value/0/name"), "Note");
    assert_eq!(at(&value, "/department/state"), "not_stated");
    let left_out: Vec<&str> = made
        .replaced
        .iter()
        .filter(|each| each.kind == ReplacedKind::LeftOut)
        .map(|each| each.path.as_str())
        .collect();
    assert_eq!(left_out, ["/department"]);
}
