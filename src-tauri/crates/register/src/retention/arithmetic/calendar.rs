//! The calendar behind the arithmetic: ends of spans, ends of years.

use super::Begin;
use crate::organisation::{YearEnd, Years};
use crate::retention::{PeriodUnit, YearChoice, YearKind};
use chrono::{Datelike, Days, Months, NaiveDate, NaiveDateTime, TimeDelta};

/// Last day of a span, and whether a short month cut it.
///
/// Minutes and hours run from an unknown time of the day, so the last lawful day is that of an event at 23:59.
pub(super) fn span_end(begin: Begin, amount: u16, unit: PeriodUnit) -> Option<(NaiveDate, bool)> {
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

/// The moment some minutes or hours after another; `None` for other units and beyond the calendar.
pub(super) fn moment_after(from: NaiveDateTime, amount: u16, unit: PeriodUnit) -> Option<NaiveDateTime> {
    let amount = i64::from(amount);
    let span = match unit {
        PeriodUnit::Minutes => TimeDelta::try_minutes(amount)?,
        PeriodUnit::Hours => TimeDelta::try_hours(amount)?,
        _ => return None,
    };
    from.checked_add_signed(span)
}

pub(super) fn months_end(begin: Begin, months: u32) -> Option<(NaiveDate, bool)> {
    let (anchor, number) = match begin {
        Begin::After(_) | Begin::At(_) => (begin.day(), begin.day().day()),
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
    let this = end_in(day.year(), kind, years)?;
    let year = if day <= this { day.year() } else { day.year() + 1 };
    end_in(
        match choice {
            YearChoice::Current => year,
            YearChoice::Next => year + 1,
        },
        kind,
        years,
    )
}

/// First day of the year of this kind that ends on `end`.
pub fn year_before(end: NaiveDate, kind: YearKind, years: &Years) -> Option<NaiveDate> {
    end_in(end.year() - 1, kind, years)?.succ_opt()
}

/// The same day a year later; 28 February after 29 February.
pub fn a_year_on(day: NaiveDate) -> Option<NaiveDate> {
    day.checked_add_months(Months::new(12))
}

fn end_in(year: i32, kind: YearKind, years: &Years) -> Option<NaiveDate> {
    let ends = match kind {
        YearKind::School => years.school,
        YearKind::Calendar => YearEnd { month: 12, day: 31 },
        YearKind::Fiscal => years.fiscal,
    };
    let last = last_day_of_month(NaiveDate::from_ymd_opt(year, u32::from(ends.month), 1)?)?;
    let day = u32::from(ends.day).clamp(1, last.day());
    if ends.month == 2 && ends.day >= 28 { Some(last) } else { last.with_day(day) }
}
