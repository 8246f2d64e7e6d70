//! The erasure calendar: which rules fall due between two days, and for the events of which time.
//!
//! Only rules tied to a year's end gather many events on one date; the others run for each event on its own. A later
//! event never makes an earlier date, so the events that belong to a date lie between two days that can be searched for.

use super::ErasureConcept;
use crate::organisation::Years;
use crate::retention::arithmetic::{deadline, is_anchored, year_before, year_end};
use crate::retention::{Limit, RetentionRule, Start, YearChoice, YearKind};
use chrono::{Days, Months, NaiveDate};

/// How far back events are looked for, in months: longer than any period of the reference data.
const REACH: u32 = 12 * 150;

/// A date on which a rule falls due for all events of a stretch of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ErasureRun {
    /// The rule, as position among the concept's entries.
    pub entry: usize,
    /// Last day on which the data may (duty to erase) or must (duty to keep) still be there.
    pub date: NaiveDate,
    /// The first day of the events concerned.
    pub events_from: NaiveDate,
    /// Their last day.
    pub events_to: NaiveDate,
    /// The kind of year these days make up, where they make up exactly one.
    pub whole_year: Option<YearKind>,
    /// Whether erasing falls due, or the duty to keep ends.
    pub limit: Limit,
}

/// Every date between two days, both included, on which a rule tied to a year's end falls due, by date.
pub fn erasure_runs(concept: &ErasureConcept<'_>, from: NaiveDate, to: NaiveDate) -> Vec<ErasureRun> {
    let mut runs = Vec::new();
    for (entry, each) in concept.entries.iter().enumerate() {
        let rules = concept.rules_of(each.activity);
        if !is_anchored(each.rule, &rules) {
            continue;
        }
        let date = |event| deadline(each.rule, &rules, &concept.years, event).date.ok();
        let kinds = year_kinds(each.rule, &rules);
        let earliest = from.checked_sub_months(Months::new(REACH)).unwrap_or(NaiveDate::MIN);
        let mut next = first_with(earliest, to, |event| date(event).is_some_and(|date| date >= from));
        while let Some(events_from) = next {
            let Some(due) = date(events_from).filter(|due| *due <= to) else { break };
            next = first_with(events_from, to, |event| date(event).is_some_and(|date| date > due));
            // No event falls due before it happens, so the last events that lead to `due` lie before `to`.
            let events_to = next.and_then(|later| later.pred_opt()).unwrap_or(to);
            let is_whole = |kind: &YearKind| is_whole_year(events_from, events_to, *kind, &concept.years);
            let whole_year = kinds.iter().copied().find(is_whole);
            let limit = each.rule.limit;
            runs.push(ErasureRun { entry, date: due, events_from, events_to, whole_year, limit });
        }
    }
    runs.sort_by_key(|run| (run.date, run.entry, run.events_from));
    runs
}

/// The first day from `low` to `high` on which a condition holds that never ceases to hold.
fn first_with(low: NaiveDate, high: NaiveDate, holds: impl Fn(NaiveDate) -> bool) -> Option<NaiveDate> {
    let length = u64::try_from((high - low).num_days()).ok()?;
    let day = |offset: u64| low.checked_add_days(Days::new(offset));
    let (mut left, mut right) = (0, length + 1);
    while left < right {
        let middle = left + (right - left) / 2;
        if day(middle).is_some_and(&holds) { right = middle } else { left = middle + 1 }
    }
    if left > length { None } else { day(left) }
}

/// The kinds of year that the rules of a chain are tied to, the last rule's first.
fn year_kinds(rule: &RetentionRule, rules: &[&RetentionRule]) -> Vec<YearKind> {
    let mut kinds = Vec::new();
    let mut current = Some(rule);
    // A chain is never longer than there are rules; a circle has been ruled out before.
    for _ in 0..=rules.len() {
        let Some(rule) = current else { break };
        kinds.extend(rule.anchor.map(|anchor| anchor.year));
        current = match rule.start {
            Start::AfterRule { rule: before } => rules.iter().copied().find(|each| each.id == before),
            _ => None,
        };
    }
    kinds
}

fn is_whole_year(from: NaiveDate, to: NaiveDate, kind: YearKind, years: &Years) -> bool {
    year_end(to, kind, YearChoice::Current, years) == Some(to) && year_before(to, kind, years) == Some(from)
}
