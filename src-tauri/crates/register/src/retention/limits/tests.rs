#![allow(clippy::unwrap_used)]
use super::*;
use crate::retention::{ExtensionPhase, PeriodUnit};
use proptest::prelude::*;
use serde_json::{Value, json};

fn id(number: u8) -> ItemId {
    ItemId(uuid::Uuid::from_bytes([number; 16]))
}

fn date(text: &str) -> NaiveDate {
    NaiveDate::parse_from_str(text, "%d.%m.%Y").unwrap()
}

fn rule(number: u8, event: &str, fields: Value) -> RetentionRule {
    let mut value = json!({
        "id": id(number).to_string(),
        "start": { "kind": "event", "event": "other", "name": event },
    });
    for (name, field) in fields.as_object().unwrap() {
        value[name] = field.clone();
    }
    serde_json::from_value(value).unwrap()
}

fn span(amount: u16, unit: &str) -> Value {
    json!({ "kind": "span", "amount": amount, "unit": unit })
}

fn with_event() -> Value {
    json!({ "kind": "with_event" })
}

fn events(known: &[(&str, &str)]) -> Events {
    known.iter().map(|(name, day)| ((*name).to_owned(), date(day))).collect()
}

fn take(rules: &[&RetentionRule], known: &[(&str, &str)], applying: &[Applying]) -> Combined {
    let case = Case { rules, years: &Years::default(), events: &events(known), applying };
    combined(rules, &case)
}

/// A contact form: erased with the end of the conversation, at the latest six months after it was sent.
fn contact_form() -> [RetentionRule; 2] {
    [
        rule(1, "Ende der Konversation", json!({ "period": with_event() })),
        rule(2, "Absenden", json!({ "period": span(6, "months"), "bound": "at_most" })),
    ]
}

#[test]
fn whichever_of_event_and_cap_comes_first_governs() {
    let [closed, latest] = contact_form();
    let rules = [&closed, &latest];
    let early = take(&rules, &[("Absenden", "10.01.2026"), ("Ende der Konversation", "20.02.2026")], &[]);
    assert_eq!((early.erase.date, early.erase.governing), (Some(date("20.02.2026")), Some(id(1))));
    let late = take(&rules, &[("Absenden", "10.01.2026"), ("Ende der Konversation", "20.09.2026")], &[]);
    assert_eq!((late.erase.date, late.erase.governing), (Some(date("10.07.2026")), Some(id(2))));
    assert!(late.erase.is_settled() && late.keep.date.is_none() && late.clash.is_none());
}

#[test]
fn an_unknown_event_leaves_its_rule_open_and_is_never_guessed() {
    let [closed, latest] = contact_form();
    let result = take(&[&closed, &latest], &[("Absenden", "10.01.2026")], &[]);
    assert_eq!(result.erase.date, Some(date("10.07.2026")));
    assert_eq!(result.erase.open, [(id(1), NotComputable::EventUnknown)]);
    let nothing = take(&[&closed, &latest], &[], &[]);
    assert_eq!(nothing.erase.date, None);
    assert_eq!(nothing.erase.open.len(), 2);
}

#[test]
fn a_duty_to_keep_that_outlasts_a_duty_to_erase_is_a_conflict() {
    let erase = rule(1, "Ende", json!({ "period": span(3, "years") }));
    let keep = rule(2, "Ende", json!({ "period": span(10, "years"), "limit": "duty_to_keep" }));
    let result = take(&[&erase, &keep], &[("Ende", "31.07.2026")], &[]);
    assert_eq!(result.erase.date, Some(date("31.07.2029")));
    assert_eq!(result.keep.date, Some(date("31.07.2036")));
    assert_eq!(
        result.clash,
        Some(Clash {
            keep: id(2),
            keep_until: Some(date("31.07.2036")),
            erase: id(1),
            erase_by: date("31.07.2029"),
        })
    );
    let short = rule(2, "Ende", json!({ "period": span(3, "years"), "limit": "duty_to_keep" }));
    assert_eq!(take(&[&erase, &short], &[("Ende", "31.07.2026")], &[]).clash, None);
}

#[test]
fn data_that_are_never_erased_clash_with_every_duty_to_erase() {
    let erase = rule(1, "Ende", json!({ "period": span(3, "years") }));
    let posts = rule(2, "Ende", json!({ "period": { "kind": "kept_not_erased" } }));
    let result = take(&[&erase, &posts], &[("Ende", "31.07.2026")], &[]);
    assert_eq!(result.clash.map(|clash| (clash.keep, clash.keep_until)), Some((id(2), None)));
}

#[test]
fn what_holds_as_a_rule_gives_way_in_name_to_what_always_holds() {
    let usual = rule(1, "Ende", json!({ "period": span(1, "years"), "bound": "as_a_rule" }));
    let always = rule(2, "Ende", json!({ "period": span(1, "years"), "bound": "at_most" }));
    let alone = take(&[&usual], &[("Ende", "31.07.2026")], &[]);
    assert!(!alone.erase.is_firm);
    let both = take(&[&usual, &always], &[("Ende", "31.07.2026")], &[]);
    assert_eq!((both.erase.governing, both.erase.is_firm), (Some(id(2)), true));
}

#[test]
fn an_exception_counts_only_where_it_applies() {
    let exception = json!({
        "id": id(9).to_string(), "name": "Wiederherstellung",
        "effect": { "kind": "extend", "period": span(6, "months"), "phase": "restricted" },
    });
    let leaves = rule(1, "Verlassen", json!({ "period": span(3, "months"), "exceptions": [exception] }));
    let known = [("Verlassen", "31.07.2026")];
    assert_eq!(take(&[&leaves], &known, &[]).erase.date, Some(date("31.10.2026")));
    let applying = [Applying { exception: id(9), until: None }];
    let extended = take(&[&leaves], &known, &applying);
    assert_eq!(extended.erase.date, Some(date("30.04.2027")));
    let phase = extended.judged[0].deadline.phases[1];
    assert_eq!(
        (phase.state, phase.from, phase.to),
        (ExtensionPhase::Restricted, date("01.11.2026"), date("30.04.2027"))
    );
}

#[test]
fn a_suspension_is_open_until_its_reason_has_gone() {
    let dispute = json!({ "id": id(9).to_string(), "name": "Rechtsstreit", "effect": { "kind": "suspend" } });
    let year = rule(1, "Ende", json!({ "period": span(1, "years"), "exceptions": [dispute] }));
    let known = [("Ende", "01.03.2026")];
    let lasting = take(&[&year], &known, &[Applying { exception: id(9), until: None }]);
    assert_eq!(lasting.erase.open, [(id(1), NotComputable::Suspended)]);
    let over = [Applying { exception: id(9), until: Some(date("30.06.2028")) }];
    assert_eq!(take(&[&year], &known, &over).erase.date, Some(date("30.06.2028")));
}

#[test]
fn each_place_has_its_own_limit() {
    let everywhere = rule(1, "Ende", json!({ "period": span(1, "years") }));
    let browser = rule(2, "Ende", json!({ "period": with_event(), "place": "Browser" }));
    let rules = [&everywhere, &browser];
    let known = events(&[("Ende", "01.03.2026")]);
    let case = Case { rules: &rules, years: &Years::default(), events: &known, applying: &[] };
    let places = combined_by_place(&rules, &case);
    let dates: Vec<_> = places.iter().map(|(place, result)| (*place, result.erase.date)).collect();
    assert_eq!(dates, [(None, Some(date("01.03.2027"))), (Some("Browser"), Some(date("01.03.2026")))]);
}

#[test]
fn rules_overlap_unless_their_scopes_part_them() {
    let only = |number: u8| json!({ "data": { "only": [id(number).to_string()] } });
    let all = rule(1, "x", json!({}));
    let first = rule(2, "x", only(1));
    let second = rule(3, "x", only(2));
    assert!(overlap(&all, &first) && overlap(&first, &all) && !overlap(&first, &second));
    let failed = rule(4, "x", json!({ "attribute": "fehlerhaft" }));
    let done = rule(5, "x", json!({ "attribute": "erfolgreich" }));
    assert!(!overlap(&failed, &done) && overlap(&failed, &all));
}

proptest! {
    #[test]
    fn the_limits_are_the_earliest_and_the_latest(
        spans in proptest::collection::vec((1u16..60, any::<bool>()), 1..6), day in 0i64..9000
    ) {
        let event = date("01.01.2000") + chrono::TimeDelta::days(day);
        let rules: Vec<RetentionRule> = (1..)
            .zip(&spans)
            .map(|(number, (months, keeps))| {
                let mut rule = rule(number, "Ende", json!({}));
                rule.period = Period::Span { amount: (*months).try_into().unwrap(), unit: PeriodUnit::Months };
                rule.limit = if *keeps { Limit::DutyToKeep } else { Limit::DutyToErase };
                rule
            })
            .collect();
        let rules: Vec<&RetentionRule> = rules.iter().collect();
        let known = Events::from([("Ende".to_owned(), event)]);
        let case = Case { rules: &rules, years: &Years::default(), events: &known, applying: &[] };
        let result = combined(&rules, &case);
        let dates = |wanted: Limit| {
            let of_kind = rules.iter().filter(move |rule| rule.limit == wanted);
            of_kind.map(|rule| deadline(rule, &[], &Years::default(), event).date.unwrap())
        };
        prop_assert_eq!(result.erase.date, dates(Limit::DutyToErase).min());
        prop_assert_eq!(result.keep.date, dates(Limit::DutyToKeep).max());
        let outlasts = result.keep.date.zip(result.erase.date).is_some_and(|(keep, erase)| keep > erase);
        prop_assert_eq!(result.clash.is_some(), outlasts);
    }
}
