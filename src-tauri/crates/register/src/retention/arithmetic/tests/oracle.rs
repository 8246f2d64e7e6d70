//! The arithmetic against an independent slow oracle that walks the calendar day by day and minute by minute.

#![allow(clippy::unwrap_used)]
use crate::id::ItemId;
use crate::organisation::{YearEnd, Years};
use crate::retention::arithmetic::{Deadline, deadline, exception_deadline};
use crate::retention::{
    Action, ActionPlan, Anchor, AnchorPoint, Bound, ExceptionEffect, ExtensionPhase, Limit, Period,
    PeriodUnit, RetentionException, RetentionRule, Start, StartKind, YearChoice, YearKind,
};
use chrono::{Datelike, NaiveDate, TimeDelta};
use proptest::prelude::*;
use serde_json::json;

/// A day reached, and whether a period that follows begins with the day after or after an event on it.
#[derive(Clone, Copy)]
struct Reached {
    day: NaiveDate,
    whole: bool,
}

fn next(day: NaiveDate) -> NaiveDate {
    day.succ_opt().unwrap()
}

fn ends_month(day: NaiveDate) -> bool {
    next(day).month() != day.month()
}

fn ends_year(day: NaiveDate, kind: YearKind, years: &Years) -> bool {
    let end = match kind {
        YearKind::School => years.school,
        YearKind::Fiscal => years.fiscal,
        YearKind::Calendar => return next(day).year() != day.year(),
    };
    if day.month() != u32::from(end.month) {
        return false;
    }
    let last_is_meant = end.month == 2 && end.day >= 28;
    (!last_is_meant && day.day() == u32::from(end.day))
        || (ends_month(day) && (last_is_meant || day.day() < u32::from(end.day)))
}

/// Walks to the end of the year that `day` lies in, or of the next one.
fn walk_to_year_end(mut day: NaiveDate, anchor: Anchor, years: &Years) -> NaiveDate {
    let mut left = match anchor.choice {
        YearChoice::Current => 1,
        YearChoice::Next => 2,
    };
    loop {
        if ends_year(day, anchor.year, years) {
            left -= 1;
            if left == 0 {
                return day;
            }
        }
        day = next(day);
    }
}

fn walk_months(from: Reached, months: u32) -> NaiveDate {
    let (mut day, mut crossed) = (from.day, 0);
    let whole_months = from.whole && ends_month(from.day);
    loop {
        let at_end = ends_month(day);
        if crossed == months && (at_end || (!whole_months && day.day() == from.day.day())) {
            return day;
        }
        crossed += u32::from(at_end);
        day = next(day);
    }
}

fn walk_span(from: Reached, amount: u16, unit: PeriodUnit) -> NaiveDate {
    let days = |count: u32| (0..count).fold(from.day, |day, _| next(day));
    let amount = u32::from(amount);
    let minutes = |count: u32| {
        let last_minute = from.day.and_hms_opt(23, 59, 0).unwrap();
        (0..count).fold(last_minute, |time, _| time + TimeDelta::minutes(1)).date()
    };
    match unit {
        PeriodUnit::Minutes => minutes(amount),
        PeriodUnit::Hours => minutes(60 * amount),
        PeriodUnit::Days => days(amount),
        PeriodUnit::Weeks => days(7 * amount),
        PeriodUnit::Months => walk_months(from, amount),
        PeriodUnit::Years => walk_months(from, 12 * amount),
    }
}

fn walk_period(from: Reached, period: &Period) -> Reached {
    let day = match period {
        Period::Span { amount, unit } => walk_span(from, amount.get(), *unit),
        _ => from.day,
    };
    Reached { day, whole: true }
}

fn walk_rule(from: Reached, period: &Period, anchor: Option<Anchor>, years: &Years) -> Reached {
    let to_year_end =
        |from: Reached, anchor| Reached { day: walk_to_year_end(from.day, anchor, years), whole: true };
    match anchor {
        None => walk_period(from, period),
        Some(anchor) if anchor.point == AnchorPoint::Start => walk_period(to_year_end(from, anchor), period),
        Some(anchor) => to_year_end(walk_period(from, period), anchor),
    }
}

fn span() -> impl Strategy<Value = Period> {
    let unit = prop_oneof![
        (1u16..4000).prop_map(|amount| (amount, PeriodUnit::Minutes)),
        (1u16..200).prop_map(|amount| (amount, PeriodUnit::Hours)),
        (1u16..800).prop_map(|amount| (amount, PeriodUnit::Days)),
        (1u16..60).prop_map(|amount| (amount, PeriodUnit::Weeks)),
        (1u16..40).prop_map(|amount| (amount, PeriodUnit::Months)),
        (1u16..12).prop_map(|amount| (amount, PeriodUnit::Years)),
    ];
    unit.prop_map(|(amount, unit)| Period::Span { amount: amount.try_into().unwrap(), unit })
}

fn period() -> impl Strategy<Value = Period> {
    prop_oneof![4 => span(), 1 => Just(Period::WithEvent), 1 => Just(Period::NotStored)]
}

fn anchor() -> impl Strategy<Value = Option<Anchor>> {
    let kind = prop_oneof![Just(YearKind::School), Just(YearKind::Calendar), Just(YearKind::Fiscal)];
    let parts = (kind, any::<bool>(), any::<bool>()).prop_map(|(year, next, start)| Anchor {
        year,
        choice: if next { YearChoice::Next } else { YearChoice::Current },
        point: if start { AnchorPoint::Start } else { AnchorPoint::End },
    });
    proptest::option::of(parts)
}

fn years() -> impl Strategy<Value = Years> {
    let end = || (1u8..=12, 1u8..=31).prop_map(|(month, day)| YearEnd { month, day });
    (end(), end()).prop_map(|(school, fiscal)| Years { school, fiscal })
}

fn event() -> impl Strategy<Value = NaiveDate> {
    let first = NaiveDate::from_ymd_opt(1999, 1, 1).unwrap();
    prop_oneof![
        4 => (0i64..12_000).prop_map(move |offset| first + TimeDelta::days(offset)),
        1 => (2000i32..2030, 1u32..=12).prop_map(|(year, month)| {
            let first = NaiveDate::from_ymd_opt(year, month, 1).unwrap();
            first.pred_opt().unwrap()
        }),
        1 => (500i32..508).prop_map(|leap| NaiveDate::from_ymd_opt(4 * leap, 2, 29).unwrap()),
    ]
}

fn id(number: usize) -> ItemId {
    ItemId(uuid::Uuid::from_u128(number as u128 + 1))
}

/// Rules that follow each other; the first one starts with an event.
fn chain() -> impl Strategy<Value = Vec<RetentionRule>> {
    let part = (period(), anchor(), any::<bool>(), any::<bool>());
    proptest::collection::vec(part, 1..4).prop_map(|parts| {
        let rule = |(number, (period, anchor, restricts, keeps)): (usize, (_, _, bool, bool))| {
            let mut rule: RetentionRule =
                serde_json::from_value(json!({ "id": id(number).to_string() })).unwrap();
            rule.start = match number {
                0 => Start::Event { event: StartKind::Other, name: "Ereignis".into() },
                _ => Start::AfterRule { rule: id(number - 1) },
            };
            (rule.period, rule.anchor) = (period, anchor);
            if restricts {
                rule.action = ActionPlan::One { action: Action::Restrict };
            }
            rule.limit = if keeps { Limit::DutyToKeep } else { Limit::DutyToErase };
            rule
        };
        parts.into_iter().enumerate().map(rule).collect()
    })
}

fn compute(rules: &[RetentionRule], years: &Years, event: NaiveDate) -> Deadline {
    let all: Vec<&RetentionRule> = rules.iter().collect();
    deadline(rules.last().unwrap(), &all, years, event)
}

fn walk(rules: &[RetentionRule], years: &Years, event: NaiveDate) -> Reached {
    let start = Reached { day: event, whole: false };
    rules.iter().fold(start, |reached, rule| walk_rule(reached, &rule.period, rule.anchor, years))
}

fn exception(effect: ExceptionEffect) -> RetentionException {
    RetentionException {
        id: id(100),
        name: "Ausnahme".into(),
        condition: None,
        effect,
        data: Default::default(),
        norms: Vec::new(),
        note: None,
    }
}

proptest! {
    #[test]
    fn every_chain_ends_where_a_walk_over_the_calendar_ends(
        rules in chain(), years in years(), event in event()
    ) {
        prop_assert_eq!(compute(&rules, &years, event).date, Ok(walk(&rules, &years, event).day));
    }

    #[test]
    fn an_extension_goes_on_where_the_walk_ended(
        rules in chain(), years in years(), event in event(), further in span()
    ) {
        let all: Vec<&RetentionRule> = rules.iter().collect();
        let extend = exception(ExceptionEffect::Extend { period: further.clone(), phase: ExtensionPhase::Restricted });
        let computed = exception_deadline(&extend, rules.last().unwrap(), &all, &years, event);
        let walked = walk_period(walk(&rules, &years, event), &further).day;
        prop_assert_eq!(computed.date, Ok(walked));
        prop_assert_eq!(computed.phases.last().unwrap().state, ExtensionPhase::Restricted);
    }

    #[test]
    fn another_period_runs_from_the_rules_own_start(
        rules in chain(), years in years(), event in event(), other in span()
    ) {
        let all: Vec<&RetentionRule> = rules.iter().collect();
        let (last, before) = rules.split_last().unwrap();
        let instead = exception(ExceptionEffect::Instead { period: other.clone(), bound: Bound::Exactly });
        let computed = exception_deadline(&instead, last, &all, &years, event).date;
        let walked = walk_rule(walk(before, &years, event), &other, last.anchor, &years).day;
        prop_assert_eq!(computed, Ok(walked));
    }

    #[test]
    fn phases_follow_each_other_from_the_event_to_the_date(
        rules in chain(), years in years(), event in event()
    ) {
        let computed = compute(&rules, &years, event);
        prop_assert_eq!(computed.phases[0].from, event);
        prop_assert_eq!(Ok(computed.phases.last().unwrap().to), computed.date);
        for pair in computed.phases.windows(2) {
            prop_assert_eq!(next(pair[0].to), pair[1].from);
        }
    }

    #[test]
    fn a_later_event_never_makes_an_earlier_date(
        rules in chain(), years in years(), event in event(), later in 0i64..800
    ) {
        let date = |event| compute(&rules, &years, event).date.unwrap();
        prop_assert!(date(event) <= date(event + TimeDelta::days(later)));
    }

    #[test]
    fn only_a_duty_to_keep_has_a_first_day_of_erasure(
        rules in chain(), years in years(), event in event()
    ) {
        let computed = compute(&rules, &years, event);
        let keeps = rules.last().unwrap().limit == Limit::DutyToKeep;
        prop_assert_eq!(computed.earliest, keeps.then(|| next(computed.date.unwrap())));
    }
}
