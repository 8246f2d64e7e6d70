//! Deadlines in words: kinds, titles, and how far away a day is.

use crate::Language;
use crate::names::Named;
use chrono::{Datelike, NaiveDate, Weekday};
use register::deadlines::{DeadlineItem, DeadlineKind, Detail};
use register::party::Country;
use register::retention::YearKind;

/// From how many days on a date in a list needs its year.
const FAR: i64 = 300;

const MONTHS: [&str; 12] = [
    "month-short-january",
    "month-short-february",
    "month-short-march",
    "month-short-april",
    "month-short-may",
    "month-short-june",
    "month-short-july",
    "month-short-august",
    "month-short-september",
    "month-short-october",
    "month-short-november",
    "month-short-december",
];

impl Named for DeadlineKind {
    fn key(&self) -> &'static str {
        match self {
            Self::Erasure => "deadline-erasure",
            Self::RetentionEnd => "deadline-retention-end",
            Self::Review => "deadline-review",
            Self::ImpactAssessmentReview => "deadline-assessment",
            Self::ContractCheck => "deadline-contract-check",
            Self::ContractEnd => "deadline-contract-end",
            Self::DocumentCheck => "deadline-document-check",
            Self::DocumentEnd => "deadline-document-end",
            Self::AdequacyEnd => "deadline-adequacy",
            Self::Conflict => "deadline-conflict",
            Self::Finding => "deadline-finding",
        }
    }
}

impl Language {
    /// What is due: "Visavid: Vertrag mit Auctores GmbH endet".
    pub fn deadline_title(&self, item: &DeadlineItem) -> String {
        let title = || ("title", item.title.as_str().into());
        let with_party = |alone: &str, with: &str| match &item.subject {
            Some(subject) => self.text(with, &[title(), ("subject", subject.as_str().into())]),
            None => self.text(alone, &[title()]),
        };
        let counted = |key: &str| match item.detail {
            Detail::Count(count) => self.text(key, &[title(), ("count", count.into())]),
            _ => item.title.clone(),
        };
        match item.kind {
            DeadlineKind::Review => self.text("deadline-title-review", &[title()]),
            DeadlineKind::ImpactAssessmentReview => self.text("deadline-title-assessment", &[title()]),
            DeadlineKind::ContractCheck => {
                with_party("deadline-title-contract-check", "deadline-title-contract-check-with")
            }
            DeadlineKind::ContractEnd => {
                with_party("deadline-title-contract-end", "deadline-title-contract-end-with")
            }
            DeadlineKind::DocumentCheck => self.text("deadline-title-document-check", &[title()]),
            DeadlineKind::DocumentEnd => self.text("deadline-title-document-end", &[title()]),
            DeadlineKind::AdequacyEnd => {
                let code = item.subject.clone().unwrap_or_default();
                let country = Country::try_from(code.clone()).map_or(code, |country| self.country(&country));
                self.text("deadline-title-adequacy", &[title(), ("subject", country.into())])
            }
            DeadlineKind::Conflict => counted("deadline-title-conflict"),
            DeadlineKind::Finding => counted("deadline-title-finding"),
            DeadlineKind::Erasure => self.run_title("deadline-title-erasure", item),
            DeadlineKind::RetentionEnd => self.run_title("deadline-title-retention-end", item),
        }
    }

    fn run_title(&self, key: &str, item: &DeadlineItem) -> String {
        let Detail::Run { label, events_from, events_to, whole_year, .. } = &item.detail else {
            return item.title.clone();
        };
        let subject = item.subject.clone().unwrap_or_else(|| label.clone());
        let events = self.events(*events_from, *events_to, *whole_year);
        self.text(
            key,
            &[("title", item.title.as_str().into()), ("subject", subject.into()), ("events", events.into())],
        )
    }

    /// What else there is to know of a deadline.
    pub fn deadline_note(&self, item: &DeadlineItem) -> Option<String> {
        match &item.detail {
            Detail::YearAfter(since) => {
                Some(self.text("deadline-note-yearly", &[("date", self.long_date(*since).into())]))
            }
            Detail::Run { label, events_from, events_to, .. } => Some(self.text(
                "deadline-note-run",
                &[
                    ("label", label.as_str().into()),
                    ("from", self.long_date(*events_from).into()),
                    ("to", self.long_date(*events_to).into()),
                ],
            )),
            Detail::None | Detail::Set | Detail::Count(_) => None,
        }
    }

    /// A stretch of days: "Schuljahr 2025/26" where it makes up such a year, else "01.03.2026 bis 30.06.2026".
    pub fn events(&self, from: NaiveDate, to: NaiveDate, whole_year: Option<YearKind>) -> String {
        let key = match whole_year {
            Some(YearKind::School) => "year-of-school",
            Some(YearKind::Calendar) => "year-of-calendar",
            Some(YearKind::Fiscal) => "year-of-fiscal",
            None => {
                let days = [("from", self.short_date(from).into()), ("to", self.short_date(to).into())];
                return self.text("events-from-to", &days);
            }
        };
        let span = match (from.year(), to.year()) {
            (first, last) if first == last => first.to_string(),
            (first, last) => format!("{first}/{:02}", last.rem_euclid(100)),
        };
        self.text(key, &[("span", span.into())])
    }

    /// A date in a list: "Mo, 30. Nov", with the year where it is far away.
    pub fn list_date(&self, date: NaiveDate, today: NaiveDate) -> String {
        let weekday = match date.weekday() {
            Weekday::Mon => "weekday-monday",
            Weekday::Tue => "weekday-tuesday",
            Weekday::Wed => "weekday-wednesday",
            Weekday::Thu => "weekday-thursday",
            Weekday::Fri => "weekday-friday",
            Weekday::Sat => "weekday-saturday",
            Weekday::Sun => "weekday-sunday",
        };
        let month = MONTHS.get(date.month0() as usize).copied().unwrap_or_default();
        let is_far = (date - today).num_days().abs() > FAR;
        self.text(
            if is_far { "date-in-list-far" } else { "date-in-list" },
            &[
                ("weekday", self.word(weekday).into()),
                ("day", date.day().to_string().into()),
                ("month", self.word(month).into()),
                ("year", date.year().to_string().into()),
            ],
        )
    }

    /// How far away a day is: "in 10 Tagen", "heute", "seit 3 Tagen überfällig".
    pub fn days_away(&self, date: NaiveDate, today: NaiveDate) -> String {
        match (date - today).num_days() {
            0 => self.word("days-today"),
            1 => self.word("days-tomorrow"),
            days if days > 0 => self.text("days-left", &[("count", days.into())]),
            days => self.text("days-overdue", &[("count", (-days).into())]),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn date(text: &str) -> NaiveDate {
        NaiveDate::parse_from_str(text, "%d.%m.%Y").unwrap()
    }

    fn item(kind: DeadlineKind, subject: Option<&str>, detail: Detail) -> DeadlineItem {
        DeadlineItem {
            id: "0".repeat(32),
            date: date("30.11.2026"),
            kind,
            record: uuid::Uuid::nil().to_string().parse().unwrap(),
            path: "/".into(),
            title: "Visavid".into(),
            subject: subject.map(str::to_owned),
            detail,
        }
    }

    #[test]
    fn dates_in_lists_say_how_far_away_they_are() {
        let german = Language::german();
        let today = date("20.11.2026");
        assert_eq!(german.list_date(date("30.11.2026"), today), "Mo, 30. Nov");
        assert_eq!(german.list_date(date("01.03.2028"), today), "Mi, 1. Mär 2028");
        assert_eq!(german.days_away(date("30.11.2026"), today), "in 10 Tagen");
        assert_eq!(german.days_away(date("21.11.2026"), today), "morgen");
        assert_eq!(german.days_away(today, today), "heute");
        assert_eq!(german.days_away(date("19.11.2026"), today), "seit einem Tag überfällig");
        assert_eq!(german.days_away(date("10.11.2026"), today), "seit 10 Tagen überfällig");
    }

    #[test]
    fn titles_name_record_and_party() {
        let german = Language::german();
        let title = |kind, subject, detail| german.deadline_title(&item(kind, subject, detail));
        assert_eq!(
            title(DeadlineKind::ContractEnd, Some("Auctores GmbH"), Detail::None),
            "Visavid: Vertrag mit Auctores GmbH endet"
        );
        assert_eq!(title(DeadlineKind::ContractCheck, None, Detail::None), "Visavid: Vertrag prüfen");
        assert_eq!(
            title(DeadlineKind::AdequacyEnd, Some("GB"), Detail::None),
            "Visavid: Angemessenheitsbeschluss für Vereinigtes Königreich endet"
        );
        assert_eq!(title(DeadlineKind::Conflict, None, Detail::Count(1)), "Visavid: ein offener Konflikt");
        assert_eq!(
            title(DeadlineKind::Finding, None, Detail::Count(3)),
            "Visavid: 3 Fehler der Prüfung beheben"
        );
    }

    #[test]
    fn an_erasure_run_names_the_year_of_its_data() {
        let german = Language::german();
        let run = |whole_year| Detail::Run {
            rule: uuid::Uuid::nil().to_string().parse().unwrap(),
            label: "4-L2".into(),
            events_from: date("01.08.2025"),
            events_to: date("31.07.2026"),
            whole_year,
        };
        let school = item(DeadlineKind::Erasure, Some("Eigene Inhalte"), run(Some(YearKind::School)));
        assert_eq!(
            german.deadline_title(&school),
            "Visavid: Eigene Inhalte – Löschung fällig (Schuljahr 2025/26)"
        );
        assert_eq!(
            german.deadline_note(&school).unwrap(),
            "Regel 4-L2; maßgebliche Ereignisse vom 1. August 2025 bis zum 31. Juli 2026"
        );
        let other = item(DeadlineKind::RetentionEnd, None, run(None));
        assert_eq!(
            german.deadline_title(&other),
            "Visavid: 4-L2 – Aufbewahrungspflicht endet (01.08.2025 bis 31.07.2026)"
        );
        let calendar = german.events(date("01.01.2025"), date("31.12.2025"), Some(YearKind::Calendar));
        assert_eq!(calendar, "Kalenderjahr 2025");
    }
}
