#![allow(clippy::unwrap_used)]
use super::presets::{Preset, for_land};
use super::*;
use crate::organisation::YearEnd;
use crate::retention::arithmetic::deadline;
use crate::retention::{Action, ActionPlan, Limit, Period, PeriodUnit, Start, StartKind, YearKind};
use chrono::NaiveDate;
use proptest::prelude::*;
use serde_json::{Value, json};

fn uuid(number: u32) -> String {
    uuid::Uuid::from_u128(u128::from(number)).to_string()
}

fn item(number: u32) -> ItemId {
    uuid(number).parse().unwrap()
}

fn record(number: u32) -> RecordId {
    uuid(number).parse().unwrap()
}

fn date(text: &str) -> NaiveDate {
    NaiveDate::parse_from_str(text, "%d.%m.%Y").unwrap()
}

fn organisation() -> Organisation {
    serde_json::from_value(json!({ "name": "Schule" })).unwrap()
}

fn given(items: Value) -> Value {
    json!({ "state": "given", "value": items })
}

fn span(amount: u16, unit: &str) -> Value {
    json!({ "kind": "span", "amount": amount, "unit": unit })
}

fn event(kind: &str, name: &str) -> Value {
    json!({ "kind": "event", "event": kind, "name": name })
}

fn school_end(choice: &str) -> Value {
    json!({ "year": "school", "choice": choice, "point": "start" })
}

/// An e-mail service: own contents, accounts of those who leave, logs, what is left, and one category without a rule.
fn mail() -> ProcessingActivity {
    serde_json::from_value(json!({
        "register": uuid(1), "title": "Dienst-E-Mail", "systems": [uuid(50)],
        "common": { "data_categories": given(json!([
            { "id": uuid(11), "name": "Inhalte" },
            { "id": uuid(12), "name": "Stammdaten" },
            { "id": uuid(13), "name": "Protokolle" },
            { "id": uuid(14), "name": "Passwort" },
        ])) },
        "groups": [
            { "id": uuid(21), "name": "Lehrkräfte", "scope": { "retention": given(json!([
                { "id": uuid(31), "name": "Eigene Inhalte", "data": { "only": [uuid(11)] },
                  "period": { "kind": "with_event" }, "start": event("collection", "Versand"),
                  "anchor": school_end("next") },
                { "id": uuid(32), "name": "Konto", "data": { "only": [uuid(12)] },
                  "period": span(3, "months"), "bound": "at_most",
                  "start": event("end_of_relationship", "Verlassen der Schule"),
                  "exceptions": [{ "id": uuid(41), "name": "Wiederherstellung", "effect": {
                      "kind": "extend", "period": span(6, "months"), "phase": "restricted" } }] },
                { "id": uuid(33), "data": { "only": [uuid(13)] }, "period": span(30, "days"),
                  "start": event("collection", "Entstehung") },
            ])) } },
            { "id": uuid(22), "name": "Gäste", "scope": { "retention":
                { "state": "inherit", "from": { "group": uuid(21) }, "only": { "only": [uuid(33)] } } } },
        ],
    }))
    .unwrap()
}

/// Papers: the duty to keep them outlasts the duty to erase them.
fn papers() -> ProcessingActivity {
    serde_json::from_value(json!({
        "register": uuid(1), "title": "Schülerunterlagen",
        "common": {
            "data_categories": given(json!([{ "id": uuid(111), "name": "Inhalte" }])),
            "retention": given(json!([
                { "id": uuid(131), "name": "Unterlagen", "period": span(12, "months"), "anchor": school_end("current"),
                  "start": event("end_of_relationship", "Austritt"), "limit": "duty_to_keep" },
                { "id": uuid(132), "name": "Unterlagen", "period": span(6, "months"),
                  "start": event("end_of_relationship", "Austritt") },
                { "id": uuid(133), "name": "Verweis", "period": span(1, "weeks"),
                  "start": { "kind": "after_rule", "rule": uuid(132) } },
            ])),
        },
    }))
    .unwrap()
}

/// Runs a check on the concept of both activities, in this order.
fn with_concept(check: impl FnOnce(&ErasureConcept<'_>)) {
    let (organisation, mail, papers) = (organisation(), mail(), papers());
    check(&ErasureConcept::of(&organisation, &[(record(2), &mail), (record(3), &papers)]));
}

fn labels(concept: &ErasureConcept<'_>, entries: &[usize]) -> Vec<String> {
    entries.iter().map(|index| concept.entries[*index].label()).collect()
}

#[test]
fn every_rule_stands_once_with_its_numbers_groups_and_categories() {
    with_concept(|concept| {
        let all: Vec<usize> = (0..concept.entries.len()).collect();
        assert_eq!(labels(concept, &all), ["1-L1", "1-L2", "1-L3", "2-L1", "2-L2", "2-L3"]);
        let logs = &concept.entries[2];
        assert_eq!(logs.groups, ["a", "b"]);
        assert_eq!(logs.categories, [Category { number: 3, name: "Protokolle", id: item(13) }]);
        assert_eq!(logs.path, format!("/groups/{}/retention/{}", uuid(21), uuid(33)));
        assert_eq!(concept.entries[3].groups, Vec::<String>::new());
    });
}

#[test]
fn a_category_without_a_rule_is_named() {
    with_concept(|concept| {
        let names: Vec<_> = concept.uncovered.iter().map(|each| each.category.name).collect();
        assert_eq!(names, ["Passwort"]);
    });
}

#[test]
fn a_category_of_two_activities_shows_the_rules_of_both() {
    with_concept(|concept| {
        let by_category = concept.by_category();
        assert_eq!(labels(concept, &by_category["Inhalte"]), ["1-L1", "2-L1", "2-L2", "2-L3"]);
        let by_system = concept.by_system();
        assert_eq!(labels(concept, &by_system[&Some(record(50))]), ["1-L1", "1-L2", "1-L3"]);
        assert_eq!(labels(concept, &by_system[&None]), ["2-L1", "2-L2", "2-L3"]);
    });
}

#[test]
fn the_matrix_has_the_three_standard_starts_and_one_cell_for_each_rule() {
    with_concept(|concept| {
        let matrix = concept.matrix();
        assert_eq!(matrix.columns[..3], StartType::STANDARD);
        assert_eq!(matrix.columns[3..], [StartType::AfterRule]);
        let periods: Vec<_> = matrix.rows.iter().map(|row| row.period).collect();
        use StandardPeriod::{Days, Months, WithEvent};
        assert_eq!(periods, [WithEvent, Days(7), Days(30), Months(3), Months(6), Months(12)]);
        let mut placed: Vec<usize> = matrix.rows.iter().flat_map(|row| row.cells.concat()).collect();
        placed.sort_unstable();
        assert_eq!(placed, [0, 1, 2, 3, 4, 5]);
    });
}

#[test]
fn twelve_months_are_a_year_and_seven_days_a_week_but_a_day_is_not_24_hours() {
    let of =
        |amount: u16, unit| StandardPeriod::from(&Period::Span { amount: amount.try_into().unwrap(), unit });
    assert_eq!(of(12, PeriodUnit::Months), of(1, PeriodUnit::Years));
    assert_eq!(of(7, PeriodUnit::Days), of(1, PeriodUnit::Weeks));
    assert_eq!(of(120, PeriodUnit::Minutes), of(2, PeriodUnit::Hours));
    assert_ne!(of(24, PeriodUnit::Hours), of(1, PeriodUnit::Days));
}

#[test]
fn a_teacher_leaves_and_every_date_follows() {
    with_concept(|concept| {
        let filter =
            EventFilter { kind: Some(StartKind::EndOfRelationship), names: vec!["verlassen".into()] };
        let tasks = what_if(concept, &filter, date("31.07.2026"));
        let found: Vec<_> = tasks
            .iter()
            .map(|task| {
                (concept.entries[task.entry].label(), task.exception.is_some(), task.deadline.date.unwrap())
            })
            .collect();
        let label = || "1-L2".to_owned();
        assert_eq!(found, [(label(), false, date("31.10.2026")), (label(), true, date("30.04.2027"))]);
    });
}

#[test]
fn what_if_follows_chains_and_names_a_duty_to_keep_in_the_way() {
    with_concept(|concept| {
        let filter = EventFilter { kind: None, names: vec!["Austritt".into()] };
        let tasks = what_if(concept, &filter, date("15.02.2026"));
        let dates: Vec<_> = tasks
            .iter()
            .map(|task| (concept.entries[task.entry].label(), task.deadline.date.unwrap()))
            .collect();
        let expected = [("2-L2", "15.08.2026"), ("2-L3", "22.08.2026"), ("2-L1", "31.07.2027")];
        assert_eq!(dates, expected.map(|(label, day)| (label.to_owned(), date(day))));
        let clash = tasks[0].clash.unwrap();
        assert_eq!((clash.keep, clash.keep_until), (item(131), Some(date("31.07.2027"))));
        assert_eq!(tasks[2].clash, None);
    });
}

#[test]
fn an_event_that_no_rule_starts_with_sets_nothing_off() {
    with_concept(|concept| {
        let filter = EventFilter { kind: Some(StartKind::ConsentWithdrawn), names: Vec::new() };
        assert_eq!(what_if(concept, &filter, date("15.02.2026")), []);
        assert_eq!(concept.events().len(), 4);
    });
}

#[test]
fn at_the_end_of_the_school_year_last_years_contents_go() {
    with_concept(|concept| {
        let runs = erasure_runs(concept, date("01.08.2026"), date("31.07.2027"));
        let found: Vec<_> = runs
            .iter()
            .map(|run| {
                (concept.entries[run.entry].label(), run.date, run.events_from, run.events_to, run.limit)
            })
            .collect();
        let year = (date("01.08.2025"), date("31.07.2026"));
        let end = date("31.07.2027");
        assert_eq!(
            found,
            [
                ("1-L1".to_owned(), end, year.0, year.1, Limit::DutyToErase),
                ("2-L1".to_owned(), end, year.0, year.1, Limit::DutyToKeep),
            ]
        );
        assert!(runs.iter().all(|run| run.whole_year == Some(YearKind::School)));
    });
}

#[test]
fn the_calendar_respects_another_school_year() {
    let mut organisation = organisation();
    organisation.years.school = YearEnd { month: 8, day: 31 };
    let mail = mail();
    let concept = ErasureConcept::of(&organisation, &[(record(2), &mail)]);
    let runs = erasure_runs(&concept, date("01.08.2026"), date("31.08.2027"));
    let dates: Vec<_> = runs.iter().map(|run| (run.date, run.events_from)).collect();
    assert_eq!(dates, [(date("31.08.2026"), date("01.09.2024")), (date("31.08.2027"), date("01.09.2025"))]);
}

proptest! {
    /// The oracle asks for every single day.
    #[test]
    fn the_calendar_holds_every_event_that_falls_due_and_no_other(
        amount in 1u16..30, months in any::<bool>(), end in any::<bool>(), next in any::<bool>(), start in 0i64..2000
    ) {
        let unit = if months { "months" } else { "weeks" };
        let anchor = json!({
            "year": "school",
            "choice": if next { "next" } else { "current" },
            "point": if end { "end" } else { "start" },
        });
        let activity: ProcessingActivity = serde_json::from_value(json!({
            "register": uuid(1), "title": "x", "common": { "retention": given(json!([
                { "id": uuid(31), "period": span(amount, unit), "start": event("other", "x"), "anchor": anchor }
            ])) },
        })).unwrap();
        let organisation = organisation();
        let concept = ErasureConcept::of(&organisation, &[(record(2), &activity)]);
        let from = date("01.01.2020") + chrono::TimeDelta::days(start);
        let to = from + chrono::TimeDelta::days(500);
        let rule = concept.entries[0].rule;
        let mut expected = std::collections::BTreeMap::new();
        let mut day = from - chrono::TimeDelta::days(2500);
        while day <= to {
            let due = deadline(rule, &[rule], &concept.years, day).date.unwrap();
            if from <= due && due <= to {
                expected.entry(due).or_insert((day, day)).1 = day;
            }
            day = day.succ_opt().unwrap();
        }
        let runs = erasure_runs(&concept, from, to);
        let found: std::collections::BTreeMap<_, _> =
            runs.iter().map(|run| (run.date, (run.events_from, run.events_to))).collect();
        prop_assert_eq!(runs.len(), found.len());
        prop_assert_eq!(found, expected);
    }
}

fn presets() -> Vec<Preset> {
    let text = include_str!("../../../../../assets/reference/retention_presets.json");
    let list: Value = serde_json::from_str(text).unwrap();
    serde_json::from_value(list["entries"].clone()).unwrap()
}

#[test]
fn every_shipped_preset_becomes_a_rule_with_a_figure_or_a_yardstick() {
    for preset in presets() {
        let rule = preset.rule(item(1), item(2), "Verlängerung");
        assert_ne!(rule.period, Period::NotStated, "{}", preset.id);
        assert_eq!(rule.norms[0].wording, preset.norm);
    }
}

#[test]
fn bavarian_papers_are_kept_until_the_school_year_has_gone_and_then_offered() {
    let presets = presets();
    let bavarian = for_land(&presets, Some("DE-BY"));
    assert!(bavarian.iter().any(|preset| preset.jurisdiction == "DE"));
    assert!(!bavarian.iter().any(|preset| preset.jurisdiction == "DE-NW"));
    let find = |id: &str| bavarian.iter().find(|preset| preset.id == id).unwrap();
    let papers = find("BY-40-1");
    let rule = papers.rule(item(1), item(2), "x");
    let years = Years::default();
    let kept = deadline(&rule, &[], &years, date("15.02.2026"));
    assert_eq!((kept.date, kept.earliest), (Ok(date("31.07.2027")), Some(date("01.08.2027"))));
    assert!(matches!(rule.action, ActionPlan::InTurn { .. }));
    let tests = find("BY-40-2");
    assert_eq!(tests.alternatives().map(|(action, _)| action).collect::<Vec<_>>(), [Action::Return]);
    assert!(tests.is_to_check() && !find("BY-40-50").is_to_check());
    let staff = find("BY-A2-7-STAMM").rule(item(1), item(2), "Wiederherstellung");
    assert_eq!(staff.exceptions.len(), 1);
    assert!(matches!(staff.start, Start::Event { event: StartKind::EndOfRelationship, .. }));
}
