#![allow(clippy::unwrap_used)]
use super::*;
use serde_json::{Value, json};

fn uuid(number: u32) -> String {
    uuid::Uuid::from_u128(u128::from(number)).to_string()
}

fn record(number: u32) -> RecordId {
    uuid(number).parse().unwrap()
}

fn date(text: &str) -> NaiveDate {
    NaiveDate::parse_from_str(text, "%d.%m.%Y").unwrap()
}

const REGISTER: u32 = 1;
const ACTIVITY: u32 = 2;
const DOCUMENT: u32 = 3;

/// What a test puts into the register; everything else is empty.
#[derive(Default)]
struct Given {
    activity: Value,
    document: Option<Value>,
    changed_on: Option<NaiveDate>,
    conflicts: Vec<OpenConflicts>,
    errors: usize,
    adequacy: Vec<AdequacyEnd>,
}

fn activity(fields: &Value) -> ProcessingActivity {
    let mut value = json!({ "register": uuid(REGISTER), "title": "Visavid" });
    for (name, field) in fields.as_object().into_iter().flatten() {
        value[name] = field.clone();
    }
    serde_json::from_value(value).unwrap()
}

fn list(given: &Given, from: Option<&str>, to: &str) -> Vec<DeadlineItem> {
    let organisation: Organisation = serde_json::from_value(json!({ "name": "Schule" })).unwrap();
    let activity = activity(&given.activity);
    let document: Option<Document> =
        given.document.clone().map(|value| serde_json::from_value(value).unwrap());
    let documents: Vec<_> = document.iter().map(|document| (record(DOCUMENT), document)).collect();
    let situation = Situation {
        register: record(REGISTER),
        organisation: &organisation,
        activities: &[(record(ACTIVITY), &activity)],
        documents: &documents,
        parties: &BTreeMap::from([(record(9), "Auctores GmbH".to_owned())]),
        changed_on: &given.changed_on.map(|day| (record(ACTIVITY), day)).into_iter().collect(),
        conflicts: &given.conflicts,
        errors: &BTreeMap::from([(record(ACTIVITY), given.errors)]),
        adequacy: &given.adequacy,
    };
    let window = Window { today: date("21.11.2026"), from: from.map(date), to: date(to) };
    deadlines(&situation, &window)
}

fn facts(items: &[DeadlineItem]) -> Vec<(DeadlineKind, NaiveDate)> {
    items.iter().map(|item| (item.kind, item.date)).collect()
}

fn engagement(contract: Value) -> Value {
    json!({ "engagements": { "state": "given", "value": [{
        "id": uuid(20), "party": uuid(9), "role": "processor",
        "contract": { "state": "given", "value": contract },
    }] } })
}

#[test]
fn a_review_comes_when_it_was_set_else_a_year_after_the_last_word() {
    let set = Given { activity: json!({ "next_review": "2026-12-15" }), ..Given::default() };
    assert_eq!(facts(&list(&set, None, "31.12.2027")), [(DeadlineKind::Review, date("15.12.2026"))]);
    let leap = json!({ "status": { "stage": "released", "date": "2024-02-29" } });
    let by_status = Given { activity: leap, changed_on: Some(date("01.10.2026")), ..Given::default() };
    assert_eq!(facts(&list(&by_status, None, "31.12.2027")), [(DeadlineKind::Review, date("28.02.2025"))]);
    let by_change = Given { changed_on: Some(date("01.10.2026")), ..Given::default() };
    let items = list(&by_change, None, "31.12.2027");
    assert_eq!(items[0].detail, Detail::YearAfter(date("01.10.2026")));
    assert_eq!(list(&Given::default(), None, "31.12.2027"), []);
}

#[test]
fn what_is_no_longer_done_needs_no_review() {
    let retired = json!({ "next_review": "2026-12-15", "status": { "stage": "retired" } });
    assert_eq!(list(&Given { activity: retired, ..Given::default() }, None, "31.12.2027"), []);
}

#[test]
fn reviewed_and_unchanged_moves_the_review_and_is_noted() {
    let note = |day: &str| ChangeNote {
        id: uuid(40).parse().unwrap(),
        date: date(day),
        function: Some("DSB".into()),
        text: "Geprüft, unverändert".into(),
    };
    let mut reviewed = Record::Activity(Box::new(activity(&json!({}))));
    assert!(mark_reviewed(&mut reviewed, note("29.02.2028")));
    let Record::Activity(reviewed) = reviewed else { unreachable!() };
    assert_eq!(reviewed.next_review, Some(date("28.02.2029")));
    assert_eq!(reviewed.changes, [note("29.02.2028")]);
    let party = serde_json::from_value(json!({ "type": "party", "name": "x" })).unwrap();
    assert!(!mark_reviewed(&mut { party }, note("29.02.2028")));
}

#[test]
fn a_contract_is_checked_and_ends_with_its_party_named() {
    let contract = json!({ "next_check": "2027-02-28", "ends_on": "2026-12-31" });
    let items = list(&Given { activity: engagement(contract), ..Given::default() }, None, "31.12.2027");
    let expected =
        [(DeadlineKind::ContractEnd, date("31.12.2026")), (DeadlineKind::ContractCheck, date("28.02.2027"))];
    assert_eq!(facts(&items), expected);
    assert_eq!(items[0].subject.as_deref(), Some("Auctores GmbH"));
    assert_eq!(items[0].path, format!("/engagements/{}/contract/ends_on", uuid(20)));
}

#[test]
fn a_date_of_a_contract_and_its_document_is_told_once() {
    let contract = json!({ "document": uuid(DOCUMENT), "ends_on": "2026-12-31" });
    let document = json!({
        "register": uuid(REGISTER), "title": "AV-Vertrag", "kind": "contract", "ends_on": "2026-12-31"
    });
    let given = Given { activity: engagement(contract), document: Some(document), ..Given::default() };
    let items = list(&given, None, "31.12.2027");
    assert_eq!(facts(&items), [(DeadlineKind::ContractEnd, date("31.12.2026"))]);
    assert_eq!(items[0].record, record(DOCUMENT));
}

#[test]
fn a_transfer_ends_with_the_decision_it_rests_on_and_only_then() {
    let transfer = |instrument: &str| {
        json!({ "common": { "transfers": { "state": "given", "value": [{
        "id": uuid(30), "destination": { "kind": "country", "country": "GB" }, "instrument": instrument,
    }] } } })
    };
    let adequacy = || vec![AdequacyEnd { country: "GB".into(), expires: date("27.12.2031") }];
    let rests = Given { activity: transfer("adequacy"), adequacy: adequacy(), ..Given::default() };
    let items = list(&rests, None, "31.12.2031");
    assert_eq!(facts(&items), [(DeadlineKind::AdequacyEnd, date("27.12.2031"))]);
    assert_eq!(items[0].subject.as_deref(), Some("GB"));
    let clauses = Given { activity: transfer("standard_clauses"), adequacy: adequacy(), ..Given::default() };
    assert_eq!(list(&clauses, None, "31.12.2031"), []);
}

#[test]
fn an_impact_assessment_is_reviewed_with_the_activity_and_not_before_a_year() {
    let made = json!({
        "next_review": "2027-03-01",
        "impact_assessment": { "state": "given", "value": { "outcome": "made", "date": "2026-06-01", "document": null } },
    });
    let items = list(&Given { activity: made, ..Given::default() }, None, "31.12.2027");
    assert!(facts(&items).contains(&(DeadlineKind::ImpactAssessmentReview, date("01.06.2027"))));
}

#[test]
fn open_conflicts_and_errors_are_on_the_list() {
    let open = OpenConflicts {
        record: record(ACTIVITY),
        title: "Visavid".into(),
        since: date("01.11.2026"),
        count: 2,
    };
    let given = Given {
        activity: json!({ "next_review": "2026-12-15" }),
        conflicts: vec![open],
        errors: 3,
        ..Given::default()
    };
    let items = list(&given, None, "31.12.2026");
    let expected = [
        (DeadlineKind::Conflict, date("01.11.2026")),
        (DeadlineKind::Review, date("15.12.2026")),
        (DeadlineKind::Finding, date("15.12.2026")),
    ];
    assert_eq!(facts(&items), expected);
    assert_eq!(items[2].detail, Detail::Count(3));
}

fn school_rule() -> Value {
    json!({ "common": { "retention": { "state": "given", "value": [{
        "id": uuid(31), "name": "Leistungsnachweise", "period": { "kind": "span", "amount": 2, "unit": "years" },
        "start": { "kind": "event", "event": "collection", "name": "Anfertigung" },
        "anchor": { "year": "school", "choice": "current", "point": "start" },
    }] } } })
}

#[test]
fn erasure_falls_due_at_the_end_of_each_school_year_from_today_on() {
    let given = Given { activity: school_rule(), ..Given::default() };
    let items = list(&given, None, "31.12.2028");
    let ends = ["31.07.2027", "31.07.2028"].map(|end| (DeadlineKind::Erasure, date(end)));
    assert_eq!(facts(&items), ends);
    let Detail::Run { label, events_from, whole_year, .. } = &items[0].detail else { unreachable!() };
    assert_eq!(
        (label.as_str(), *events_from, *whole_year),
        ("1-L1", date("01.08.2024"), Some(YearKind::School))
    );
    assert_eq!(list(&given, Some("01.07.2026"), "31.07.2026").len(), 1);
}

#[test]
fn ids_part_all_deadlines_and_stay_when_only_the_date_moves() {
    let contract = |day: &str| {
        let mut fields = engagement(json!({ "next_check": day, "ends_on": "2026-12-31" }));
        fields["next_review"] = json!(day);
        fields["common"] = school_rule()["common"].clone();
        Given { activity: fields, ..Given::default() }
    };
    let ids = |day: &str| {
        let mut ids: Vec<String> =
            list(&contract(day), None, "31.12.2028").into_iter().map(|item| item.id).collect();
        ids.sort();
        ids
    };
    let before = ids("2027-01-01");
    assert_eq!(before.len(), 5);
    assert!(before.windows(2).all(|pair| pair[0] != pair[1]));
    assert_eq!(before, ids("2027-06-30"));
}
