//! Dates as they are written in running text and in lists.

use crate::Language;
use chrono::{Datelike, NaiveDate};

const MONTHS: [&str; 12] = [
    "month-january",
    "month-february",
    "month-march",
    "month-april",
    "month-may",
    "month-june",
    "month-july",
    "month-august",
    "month-september",
    "month-october",
    "month-november",
    "month-december",
];

impl Language {
    /// A date in figures: "31.07.2027".
    pub fn short_date(&self, date: NaiveDate) -> String {
        let two_digits = |number: u32| format!("{number:02}");
        self.text(
            "date-short",
            &[
                ("day", two_digits(date.day()).into()),
                ("month", two_digits(date.month()).into()),
                ("year", date.year().to_string().into()),
            ],
        )
    }

    /// A date with the month in words: "31. Juli 2027".
    pub fn long_date(&self, date: NaiveDate) -> String {
        self.day_in_month(date.day(), date)
    }

    /// The name of a month, counted from 1.
    pub(crate) fn month(&self, month: u32) -> Option<String> {
        let key = MONTHS.get(usize::try_from(month).ok()?.checked_sub(1)?)?;
        Some(self.word(key))
    }

    /// A day that need not exist, in the month and year of `date`: "31. November 2026".
    pub(crate) fn day_in_month(&self, day: u32, date: NaiveDate) -> String {
        self.text(
            "date-long",
            &[
                ("day", day.to_string().into()),
                ("month", self.month(date.month()).unwrap_or_default().into()),
                ("year", date.year().to_string().into()),
            ],
        )
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn german_dates() {
        let german = Language::german();
        let date = NaiveDate::from_ymd_opt(2027, 7, 31).unwrap();
        assert_eq!(german.short_date(date), "31.07.2027");
        assert_eq!(german.long_date(date), "31. Juli 2027");
        let first = NaiveDate::from_ymd_opt(2026, 3, 1).unwrap();
        assert_eq!(german.short_date(first), "01.03.2026");
        assert_eq!(german.long_date(first), "1. März 2026");
    }

    #[test]
    fn every_month_has_a_name() {
        let german = Language::german();
        let names: Vec<String> = (1..=12)
            .map(|month| german.long_date(NaiveDate::from_ymd_opt(2026, month, 1).unwrap()))
            .collect();
        assert_eq!(names[0], "1. Januar 2026");
        assert_eq!(names[11], "1. Dezember 2026");
        assert!(names.iter().all(|name| !name.contains('-')));
    }
}
