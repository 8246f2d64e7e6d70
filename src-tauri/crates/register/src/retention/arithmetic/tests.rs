#![allow(clippy::unwrap_used)]

mod oracle;

use super::calendar::{months_end, span_end};
use super::*;
use crate::organisation::YearEnd;
use crate::retention::{Action, ActionPlan, StartKind};
use chrono::{Datelike, Days};
use proptest::prelude::*;
use serde_json::json;
use std::num::NonZeroU16;

fn id(number: u8) -> ItemId {
    ItemId(uuid::Uuid::from_bytes([number; 16]))
}

fn date(text: &str) -> NaiveDate {
    NaiveDate::parse_from_str(text, "%d.%m.%Y").unwrap()
}

fn span(amount: u16, unit: PeriodUnit) -> Period {
    Period::Span { amount: NonZeroU16::new(amount).unwrap(), unit }
}

fn rule(number: u8, period: Period) -> RetentionRule {
    let mut rule: RetentionRule = serde_json::from_value(json!({ "id": id(number).to_string() })).unwrap();
    rule.start = Start::Event { event: StartKind::EndOfMatter, name: "Ereignis".into() };
    rule.period = period;
    rule
}

fn after(number: u8, before: u8, period: Period) -> RetentionRule {
    RetentionRule { start: Start::AfterRule { rule: id(before) }, ..rule(number, period) }
}

fn due(rule: &RetentionRule, rules: &[&RetentionRule], event: &str) -> NaiveDate {
    deadline(rule, rules, &Years::default(), date(event)).date.unwrap()
}

fn anchored(rule: RetentionRule, year: YearKind, choice: YearChoice) -> RetentionRule {
    RetentionRule { anchor: Some(Anchor { year, choice, point: AnchorPoint::Start }), ..rule }
}

#[test]
fn end_of_the_following_school_year() {
    let mail = anchored(rule(1, Period::WithEvent), YearKind::School, YearChoice::Next);
    assert_eq!(due(&mail, &[], "15.03.2026"), date("31.07.2027"));
    assert_eq!(due(&mail, &[], "31.07.2026"), date("31.07.2027"));
    assert_eq!(due(&mail, &[], "01.08.2026"), date("31.07.2028"));
}

#[test]
fn three_months_then_six_months_restricted() {
    let leaves = rule(1, span(3, PeriodUnit::Months));
    let restricted = after(2, 1, span(6, PeriodUnit::Months));
    let restricted = RetentionRule { action: ActionPlan::One { action: Action::Restrict }, ..restricted };
    assert_eq!(due(&leaves, &[], "31.07.2026"), date("31.10.2026"));
    assert_eq!(due(&restricted, &[&leaves, &restricted], "31.07.2026"), date("30.04.2027"));
}

#[test]
fn an_exception_extends_from_the_end_of_the_rule() {
    let leaves = rule(1, span(3, PeriodUnit::Months));
    let exception: RetentionException = serde_json::from_value(json!({
        "id": id(9).to_string(),
        "name": "Wiederherstellung",
        "effect": { "kind": "extend", "phase": "restricted",
                    "period": { "kind": "span", "amount": 6, "unit": "months" } }
    }))
    .unwrap();
    let result = exception_deadline(&exception, &leaves, &[], &Years::default(), date("31.07.2026"));
    assert_eq!(result.date, Ok(date("30.04.2027")));
    let result = exception_deadline(&exception, &leaves, &[], &Years::default(), date("30.11.2026"));
    assert_eq!(result.date, Ok(date("31.08.2027")));
}

#[test]
fn the_profile_goes_a_year_after_its_last_ticket() {
    let ticket = rule(1, span(5, PeriodUnit::Years));
    let profile = after(2, 1, span(1, PeriodUnit::Years));
    let rules = [&ticket, &profile];
    assert_eq!(due(&ticket, &rules, "10.02.2021"), date("10.02.2026"));
    assert_eq!(due(&profile, &rules, "10.02.2021"), date("10.02.2027"));
}

#[test]
fn seven_years_from_the_end_of_the_fiscal_year() {
    let books = anchored(rule(1, span(7, PeriodUnit::Years)), YearKind::Fiscal, YearChoice::Current);
    assert_eq!(due(&books, &[], "12.05.2026"), date("31.12.2033"));
}

#[test]
fn months_end_on_the_last_day_of_a_short_month() {
    let quarter = rule(1, span(3, PeriodUnit::Months));
    let half = after(2, 1, span(6, PeriodUnit::Months));
    let rules = [&quarter, &half];
    assert_eq!(due(&quarter, &rules, "30.11.2026"), date("28.02.2027"));
    assert_eq!(due(&half, &rules, "30.11.2026"), date("31.08.2027"));
    assert_eq!(due(&quarter, &rules, "30.11.2027"), date("29.02.2028"));
    let steps = deadline(&quarter, &rules, &Years::default(), date("30.11.2026")).steps;
    assert!(steps.contains(&Step::ShortMonth { ends: date("28.02.2027") }));
}

#[test]
fn leap_days() {
    let year = rule(1, span(1, PeriodUnit::Years));
    assert_eq!(due(&year, &[], "29.02.2028"), date("28.02.2029"));
    assert_eq!(due(&rule(1, span(4, PeriodUnit::Years)), &[], "29.02.2028"), date("29.02.2032"));
    // Begins with the end of 28.01.: the day before the 29th is the 28th, in any February.
    let after_year_end = |end: &str| months_end(Begin::WithEndOf(date(end)), 1).unwrap().0;
    assert_eq!(after_year_end("28.01.2027"), date("28.02.2027"));
    assert_eq!(after_year_end("29.01.2028"), date("29.02.2028"));
    assert_eq!(after_year_end("29.01.2027"), date("28.02.2027"));
}

#[test]
fn minutes_and_hours_reach_into_the_next_day() {
    assert_eq!(due(&rule(1, span(30, PeriodUnit::Minutes)), &[], "15.03.2026"), date("16.03.2026"));
    assert_eq!(due(&rule(1, span(24, PeriodUnit::Hours)), &[], "15.03.2026"), date("16.03.2026"));
    assert_eq!(due(&rule(1, span(72, PeriodUnit::Hours)), &[], "15.03.2026"), date("18.03.2026"));
    assert_eq!(due(&rule(1, span(30, PeriodUnit::Days)), &[], "15.03.2026"), date("14.04.2026"));
}

#[test]
fn what_cannot_be_computed_says_why() {
    let result = |rule: &RetentionRule| deadline(rule, &[], &Years::default(), date("01.01.2026")).date;
    assert_eq!(result(&rule(1, Period::NotStated)), Err(NotComputable::PeriodNotStated));
    assert_eq!(result(&rule(1, Period::Unlimited)), Err(NotComputable::Unlimited));
    assert_eq!(result(&after(2, 1, Period::WithEvent)), Err(NotComputable::RuleMissing));
    let silent = RetentionRule { start: Start::NotStated, ..rule(1, span(1, PeriodUnit::Days)) };
    assert_eq!(result(&silent), Err(NotComputable::StartNotStated));
    let own_tail = after(1, 1, span(1, PeriodUnit::Days));
    let circle = deadline(&own_tail, &[&own_tail], &Years::default(), date("01.01.2026")).date;
    assert_eq!(circle, Err(NotComputable::Circle));
}

#[test]
fn a_duty_to_keep_names_the_first_day_of_erasure() {
    let keep = RetentionRule { limit: Limit::DutyToKeep, ..rule(1, span(1, PeriodUnit::Years)) };
    let result = deadline(&keep, &[], &Years::default(), date("31.07.2026"));
    assert_eq!((result.date, result.earliest), (Ok(date("31.07.2027")), Some(date("01.08.2027"))));
}

/// Day-by-day walk over the calendar: counts month changes instead of computing with month numbers.
fn walk(begin: Begin, months: u32) -> NaiveDate {
    let (start, wanted) = (begin.day(), begin.day().day());
    let whole_months = matches!(begin, Begin::WithEndOf(day) if day.succ_opt().unwrap().day() == 1);
    let mut day = start;
    let mut crossed = 0;
    loop {
        let next = day.succ_opt().unwrap();
        let month_ends = next.month() != day.month();
        if crossed == months && (month_ends || (!whole_months && day.day() == wanted)) {
            return day;
        }
        if month_ends {
            crossed += 1;
        }
        day = next;
    }
}

proptest! {
    #[test]
    fn months_agree_with_a_walk_over_the_calendar(offset in 0u64..20_000, months in 1u32..60, end in any::<bool>()) {
        let day = date("01.01.1990").checked_add_days(Days::new(offset)).unwrap();
        let begin = if end { Begin::WithEndOf(day) } else { Begin::After(day) };
        prop_assert_eq!(months_end(begin, months).unwrap().0, walk(begin, months));
    }

    #[test]
    fn a_longer_period_never_ends_earlier(offset in 0u64..20_000, amount in 1u16..600) {
        let day = date("01.01.1990").checked_add_days(Days::new(offset)).unwrap();
        for unit in [PeriodUnit::Hours, PeriodUnit::Days, PeriodUnit::Weeks, PeriodUnit::Months, PeriodUnit::Years] {
            let end = |amount| span_end(Begin::After(day), amount, unit).unwrap().0;
            prop_assert!(end(amount) <= end(amount + 1));
            prop_assert!(end(amount) >= day);
        }
    }

    #[test]
    fn a_year_end_is_never_before_the_day_and_less_than_a_year_away(offset in 0u64..20_000, month in 1u8..=12, last in 1u8..=28) {
        let day = date("01.01.1990").checked_add_days(Days::new(offset)).unwrap();
        let years = Years { school: YearEnd { month, day: last }, ..Years::default() };
        let end = year_end(day, YearKind::School, YearChoice::Current, &years).unwrap();
        prop_assert!(end >= day && (end - day).num_days() < 366);
    }
}

#[test]
fn a_known_time_of_the_day_gives_a_moment() {
    let at = |text: &str| NaiveDateTime::parse_from_str(text, "%d.%m.%Y %H:%M").unwrap();
    let session = rule(1, span(30, PeriodUnit::Minutes));
    let result = deadline(&session, &[], &Years::default(), at("15.03.2026 23:50"));
    assert_eq!((result.date, result.at), (Ok(date("16.03.2026")), Some(at("16.03.2026 00:20"))));
    let month =
        deadline(&rule(1, span(1, PeriodUnit::Months)), &[], &Years::default(), at("30.01.2026 08:00"));
    assert_eq!((month.date, month.at), (Ok(date("28.02.2026")), None));
}

#[test]
fn restricted_data_have_a_first_and_a_last_day() {
    let leaves = RetentionRule {
        action: ActionPlan::One { action: Action::Restrict },
        ..rule(1, span(3, PeriodUnit::Months))
    };
    let gone = after(2, 1, span(6, PeriodUnit::Months));
    let result = deadline(&gone, &[&leaves, &gone], &Years::default(), date("31.07.2026"));
    assert_eq!(
        result.phases,
        [
            Phase {
                under: id(1),
                state: ExtensionPhase::InUse,
                from: date("31.07.2026"),
                to: date("31.10.2026")
            },
            Phase {
                under: id(2),
                state: ExtensionPhase::Restricted,
                from: date("01.11.2026"),
                to: date("30.04.2027")
            },
        ]
    );
}

#[test]
fn what_stays_anonymous_loses_its_tie_by_the_rules_own_date() {
    let logs = rule(1, span(14, PeriodUnit::Days));
    let beyond: RetentionException = serde_json::from_value(json!({
        "id": id(9).to_string(), "name": "Darüber hinaus", "effect": { "kind": "kept_anonymised" }
    }))
    .unwrap();
    let result = exception_deadline(&beyond, &logs, &[], &Years::default(), date("01.03.2026"));
    assert_eq!(result.date, Ok(date("15.03.2026")));
    assert_eq!(result.steps.last(), Some(&Step::AnonymousFrom { date: date("15.03.2026") }));
}

#[test]
fn a_suspension_puts_erasure_off_and_never_forward() {
    let year = rule(1, span(1, PeriodUnit::Years));
    let dispute: RetentionException = serde_json::from_value(json!({
        "id": id(9).to_string(), "name": "Rechtsstreit", "effect": { "kind": "suspend" }
    }))
    .unwrap();
    let until = |day: &str| {
        suspended_deadline(&dispute, &year, &[], &Years::default(), date("01.03.2026"), date(day)).date
    };
    assert_eq!(until("30.06.2028"), Ok(date("30.06.2028")));
    assert_eq!(until("30.06.2026"), Ok(date("01.03.2027")));
    let lasting = exception_deadline(&dispute, &year, &[], &Years::default(), date("01.03.2026"));
    assert_eq!(lasting.date, Err(NotComputable::Suspended));
}

#[test]
fn at_least_is_a_first_day_and_no_last_one() {
    let session = RetentionRule { bound: Bound::AtLeast, ..rule(1, span(1, PeriodUnit::Weeks)) };
    let result = deadline(&session, &[], &Years::default(), date("01.03.2026"));
    assert_eq!(result.earliest, Some(date("09.03.2026")));
    assert_eq!(
        deadline(&rule(1, Period::WithEvent), &[], &Years::default(), date("01.03.2026")).earliest,
        None
    );
}

#[test]
fn what_is_kept_for_ever_says_so_also_without_a_start() {
    let posts = RetentionRule { start: Start::NotStated, ..rule(1, Period::KeptNotErased) };
    let result = deadline(&posts, &[], &Years::default(), date("01.03.2026"));
    assert_eq!(result.date, Err(NotComputable::KeptNotErased));
}
