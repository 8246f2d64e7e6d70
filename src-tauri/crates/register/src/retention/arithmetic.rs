//! The arithmetic of periods: §§ 187, 188, 190 BGB, school, calendar and fiscal years, chains of rules.
//!
//! After an event the day of the event does not count (§ 187(1)) and a period of months or years ends on the day of
//! the same number (§ 188(2) Alt. 1) or, where the month has none, on its last day (§ 188(3)). "Mit Ablauf" of a
//! year, a period or a preceding rule, the next period begins with the following day (§§ 187(2), 190) and ends on
//! the day before the one that corresponds to its first (§ 188(2) Alt. 2). § 193 does not move erasure dates.

use super::{
    Anchor, AnchorPoint, ExceptionEffect, Period, PeriodUnit, RetentionRule, Start, YearChoice, YearKind,
};
use crate::id::ItemId;
use crate::organisation::{YearEnd, Years};
use crate::retention::{Limit, RetentionException};
use chrono::{Datelike, Days, Months, NaiveDate};

/// One step of a computation, for the explanation beside the date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The first event of the chain.
    Event {
        /// Its day.
        date: NaiveDate,
    },
    /// The rule that runs from here on; only told where several rules form a chain.
    Rule {
        /// The rule.
        rule: ItemId,
    },
    /// The day of the event does not count, § 187(1) BGB.
    DayAfterEvent {
        /// First day of the period.
        begins: NaiveDate,
    },
    /// The period begins with the end of a year, § 187(2) BGB.
    YearEnd {
        /// Kind of year.
        year: YearKind,
        /// The year of the event or the one after.
        choice: YearChoice,
        /// Last day of that year.
        ends: NaiveDate,
    },
    /// The period begins where the preceding one ended, §§ 187(2), 190 BGB.
    DayAfterPeriod {
        /// First day of the period.
        begins: NaiveDate,
    },
    /// The period ends, § 188 BGB.
    SpanEnds {
        /// How many units.
        amount: u16,
        /// The unit.
        unit: PeriodUnit,
        /// Last day of the period.
        ends: NaiveDate,
    },
    /// The month has no such day; the period ends on its last, § 188(3) BGB.
    ShortMonth {
        /// That last day.
        ends: NaiveDate,
    },
    /// No period: at once with the event or the end of the year.
    AtOnce {
        /// The day.
        date: NaiveDate,
    },
    /// Nothing is stored beyond the event.
    NotStored {
        /// The day.
        date: NaiveDate,
    },
    /// The period runs on to the end of a year.
    RunsOn {
        /// Kind of year.
        year: YearKind,
        /// Last day of that year.
        ends: NaiveDate,
    },
}

/// Why no date can be computed. Never a guess.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotComputable {
    /// The rule does not say when its period starts.
    StartNotStated,
    /// The rule states no period.
    PeriodNotStated,
    /// The period lasts as long as a state does.
    WhileState,
    /// The period is "as long as needed".
    AsNeeded,
    /// The data are kept for an unlimited time.
    Unlimited,
    /// The data are kept and not erased.
    KeptNotErased,
    /// Another place governs the period.
    RuledElsewhere,
    /// Erasure is suspended while a reason lasts.
    Suspended,
    /// A rule of the chain is missing.
    RuleMissing,
    /// The rules of the chain follow each other in a circle.
    Circle,
    /// The date lies beyond the calendar.
    OutOfRange,
}

/// Result of a computation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// Last day on which the data may (duty to erase) or must (duty to keep) still be there.
    pub date: Result<NaiveDate, NotComputable>,
    /// First day on which erasing is allowed, where the rule is a duty to keep.
    pub earliest: Option<NaiveDate>,
    /// Every step of the sum, as far as it went.
    pub steps: Vec<Step>,
}

/// Where a period begins.
#[derive(Clone, Copy)]
enum Begin {
    /// After an event on this day.
    After(NaiveDate),
    /// With the end of this day.
    WithEndOf(NaiveDate),
}

impl Begin {
    fn day(self) -> NaiveDate {
        match self {
            Self::After(day) | Self::WithEndOf(day) => day,
        }
    }
}

/// The latest lawful date of `rule` when the first event of its chain happened on `event`.
///
/// `rules` are all rules of the activity, for chains.
pub fn deadline(rule: &RetentionRule, rules: &[&RetentionRule], years: &Years, event: NaiveDate) -> Deadline {
    let mut steps = vec![Step::Event { date: event }];
    let date =
        chain(rule, rules).and_then(|chain| run_chain(&chain, years, event, &mut steps)).map(Begin::day);
    let earliest = match (rule.limit, &date) {
        (Limit::DutyToKeep, Ok(date)) => date.succ_opt(),
        _ => None,
    };
    Deadline { date, earliest, steps }
}

/// The latest lawful date where an exception from `rule` applies.
pub fn exception_deadline(
    exception: &RetentionException,
    rule: &RetentionRule,
    rules: &[&RetentionRule],
    years: &Years,
    event: NaiveDate,
) -> Deadline {
    let mut steps = vec![Step::Event { date: event }];
    let date = chain(rule, rules).and_then(|mut chain| match &exception.effect {
        ExceptionEffect::Extend { period, .. } => {
            let end = run_chain(&chain, years, event, &mut steps)?;
            run_period(period, Begin::WithEndOf(end.day()), &mut steps)
        }
        ExceptionEffect::Instead { period, .. } => {
            let begin = match chain.pop() {
                Some(_) if chain.is_empty() => Begin::After(event),
                _ => run_chain(&chain, years, event, &mut steps)?,
            };
            let begin = anchored_start(rule.anchor, begin, years, &mut steps)?;
            run_period(period, begin, &mut steps)
        }
        ExceptionEffect::RuledElsewhere { .. } => Err(NotComputable::RuledElsewhere),
        ExceptionEffect::NotErased | ExceptionEffect::KeptAnonymised => Err(NotComputable::KeptNotErased),
        ExceptionEffect::Suspend => Err(NotComputable::Suspended),
    });
    Deadline { date: date.map(Begin::day), earliest: None, steps }
}

/// The rules that run before `rule`, the first one first, `rule` last.
fn chain<'a>(
    rule: &'a RetentionRule,
    rules: &[&'a RetentionRule],
) -> Result<Vec<&'a RetentionRule>, NotComputable> {
    let mut chain = vec![rule];
    let mut current = rule;
    loop {
        match &current.start {
            Start::Event { .. } => break,
            Start::NotStated => return Err(NotComputable::StartNotStated),
            Start::AfterRule { rule: before } => {
                current = rules.iter().find(|each| each.id == *before).ok_or(NotComputable::RuleMissing)?;
                if chain.iter().any(|each| each.id == current.id) {
                    return Err(NotComputable::Circle);
                }
                chain.push(current);
            }
        }
    }
    chain.reverse();
    Ok(chain)
}

fn run_chain(
    chain: &[&RetentionRule],
    years: &Years,
    event: NaiveDate,
    steps: &mut Vec<Step>,
) -> Result<Begin, NotComputable> {
    let mut begin = Begin::After(event);
    for rule in chain {
        if chain.len() > 1 {
            steps.push(Step::Rule { rule: rule.id });
        }
        begin = anchored_start(rule.anchor, begin, years, steps)?;
        begin = run_period(&rule.period, begin, steps)?;
        if let Some(Anchor { year, choice, point: AnchorPoint::End }) = rule.anchor {
            let ends = year_end(begin.day(), year, choice, years).ok_or(NotComputable::OutOfRange)?;
            steps.push(Step::RunsOn { year, ends });
            begin = Begin::WithEndOf(ends);
        }
    }
    Ok(begin)
}

fn anchored_start(
    anchor: Option<Anchor>,
    begin: Begin,
    years: &Years,
    steps: &mut Vec<Step>,
) -> Result<Begin, NotComputable> {
    match anchor {
        Some(Anchor { year, choice, point: AnchorPoint::Start }) => {
            let ends = year_end(begin.day(), year, choice, years).ok_or(NotComputable::OutOfRange)?;
            steps.push(Step::YearEnd { year, choice, ends });
            Ok(Begin::WithEndOf(ends))
        }
        _ => Ok(begin),
    }
}

fn run_period(period: &Period, begin: Begin, steps: &mut Vec<Step>) -> Result<Begin, NotComputable> {
    match period {
        Period::Span { amount, unit } => {
            let first = begin.day().succ_opt().ok_or(NotComputable::OutOfRange)?;
            steps.push(match begin {
                Begin::After(_) => Step::DayAfterEvent { begins: first },
                Begin::WithEndOf(_) => Step::DayAfterPeriod { begins: first },
            });
            let (ends, shortened) = span_end(begin, amount.get(), *unit).ok_or(NotComputable::OutOfRange)?;
            if shortened {
                steps.push(Step::ShortMonth { ends });
            }
            steps.push(Step::SpanEnds { amount: amount.get(), unit: *unit, ends });
            Ok(Begin::WithEndOf(ends))
        }
        Period::WithEvent => {
            steps.push(Step::AtOnce { date: begin.day() });
            Ok(Begin::WithEndOf(begin.day()))
        }
        Period::NotStored => {
            steps.push(Step::NotStored { date: begin.day() });
            Ok(Begin::WithEndOf(begin.day()))
        }
        Period::WhileState { .. } => Err(NotComputable::WhileState),
        Period::AsNeeded { .. } => Err(NotComputable::AsNeeded),
        Period::Unlimited => Err(NotComputable::Unlimited),
        Period::KeptNotErased => Err(NotComputable::KeptNotErased),
        Period::RuledElsewhere { .. } => Err(NotComputable::RuledElsewhere),
        Period::NotStated => Err(NotComputable::PeriodNotStated),
    }
}

/// Last day of a span, and whether a short month cut it.
///
/// Minutes and hours run from an unknown time of the day, so the last lawful day is that of an event at 23:59.
fn span_end(begin: Begin, amount: u16, unit: PeriodUnit) -> Option<(NaiveDate, bool)> {
    let days = |count: u64| begin.day().checked_add_days(Days::new(count)).map(|end| (end, false));
    match unit {
        PeriodUnit::Minutes => days(u64::from(amount).div_ceil(24 * 60)),
        PeriodUnit::Hours => days(u64::from(amount).div_ceil(24)),
        PeriodUnit::Days => days(u64::from(amount)),
        PeriodUnit::Weeks => days(7 * u64::from(amount)),
        PeriodUnit::Months => months_end(begin, u32::from(amount)),
        PeriodUnit::Years => months_end(begin, 12 * u32::from(amount)),
    }
}

fn months_end(begin: Begin, months: u32) -> Option<(NaiveDate, bool)> {
    let (anchor, number) = match begin {
        Begin::After(day) => (day, day.day()),
        Begin::WithEndOf(day) => {
            let first = day.succ_opt()?;
            if first.day() == 1 {
                // The day before the first of a month is the last of the month before, however long that is.
                let end = first.checked_add_months(Months::new(months))?.pred_opt()?;
                return Some((end, false));
            }
            (first, first.day() - 1)
        }
    };
    let month = anchor.with_day(1)?.checked_add_months(Months::new(months))?;
    let last = last_day_of_month(month)?;
    if number > last.day() { Some((last, true)) } else { Some((month.with_day(number)?, false)) }
}

fn last_day_of_month(day: NaiveDate) -> Option<NaiveDate> {
    day.with_day(1)?.checked_add_months(Months::new(1))?.pred_opt()
}

/// Last day of the year of this kind in which `day` falls, or of the one after.
pub fn year_end(day: NaiveDate, kind: YearKind, choice: YearChoice, years: &Years) -> Option<NaiveDate> {
    let ends = match kind {
        YearKind::School => years.school,
        YearKind::Calendar => YearEnd { month: 12, day: 31 },
        YearKind::Fiscal => years.fiscal,
    };
    let end_in = |year: i32| {
        let last = last_day_of_month(NaiveDate::from_ymd_opt(year, u32::from(ends.month), 1)?)?;
        let day = u32::from(ends.day).clamp(1, last.day());
        if ends.month == 2 && ends.day >= 28 { Some(last) } else { last.with_day(day) }
    };
    let this = end_in(day.year())?;
    let year = if day <= this { day.year() } else { day.year() + 1 };
    end_in(match choice {
        YearChoice::Current => year,
        YearChoice::Next => year + 1,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::retention::{Action, ActionPlan, StartKind};
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
        let mut rule: RetentionRule =
            serde_json::from_value(json!({ "id": id(number).to_string() })).unwrap();
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
        let (start, wanted) = match begin {
            Begin::After(day) => (day, day.day()),
            Begin::WithEndOf(day) => (day, day.day()),
        };
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
}
