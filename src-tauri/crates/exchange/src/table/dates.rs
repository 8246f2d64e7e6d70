//! Days as people write them in tables.

use super::folding::fold;
use chrono::{Datelike, NaiveDate};

const MONTHS: [&str; 12] = [
    "januar",
    "februar",
    "maerz",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "dezember",
];

/// A day: 01.08.2024, 2024-08-01, 1. August 2024. Anything else, also a month or a year alone, is no day.
pub(super) fn day(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    let day = iso(text).or_else(|| numeric(text)).or_else(|| in_words(text))?;
    (1900..2200).contains(&day.year()).then_some(day)
}

fn iso(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().filter(|day| day.to_string() == text)
}

fn numeric(text: &str) -> Option<NaiveDate> {
    let parts: Vec<&str> = text.split('.').map(str::trim).collect();
    let [day, month, year] = parts.as_slice() else { return None };
    let number = |text: &str, most: usize| {
        (text.len() <= most && text.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| text.parse::<u32>().ok())?
    };
    if year.len() != 4 {
        return None;
    }
    NaiveDate::from_ymd_opt(i32::try_from(number(year, 4)?).ok()?, number(month, 2)?, number(day, 2)?)
}

fn in_words(text: &str) -> Option<NaiveDate> {
    let folded = fold(text);
    let words: Vec<&str> = folded.split(' ').collect();
    let [day, month, year] = words.as_slice() else { return None };
    let month = match *month {
        "jaenner" | "jan" => 0,
        month if month.len() >= 3 => MONTHS.iter().position(|name| {
            *name == month
                || (month.len() == 3 && name.starts_with(month))
                || (month == "sept" && *name == "september")
        })?,
        _ => return None,
    };
    if year.len() != 4 {
        return None;
    }
    NaiveDate::from_ymd_opt(year.parse().ok()?, u32::try_from(month).ok()? + 1, day.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_every_usual_form_and_nothing_is_guessed() {
        let first = NaiveDate::from_ymd_opt(2024, 8, 1);
        for text in ["01.08.2024", "1.8.2024", "1. 8. 2024", "2024-08-01", "1. August 2024", "01. Aug. 2024"]
        {
            assert_eq!(day(text), first, "{text}");
        }
        assert_eq!(day("3. März 2024"), NaiveDate::from_ymd_opt(2024, 3, 3));
        for text in
            ["August 2024", "2024", "1.8.24", "31.02.2024", "seit 1.8.2024", "2024-8-1", "01.08.0024", ""]
        {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
