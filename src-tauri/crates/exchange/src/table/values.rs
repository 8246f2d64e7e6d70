//! Numbers, dates and truth values of spreadsheets as German text.

use chrono::{Days, NaiveDate};

/// How a number is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Format {
    #[default]
    Number,
    Percent,
    Date,
    DateAndTime,
    Time,
}

impl Format {
    /// What a number format of a spreadsheet shows ("dd.mm.yyyy").
    pub(super) fn of_code(code: &str) -> Self {
        let mut letters = String::new();
        let mut characters = code.chars();
        while let Some(c) = characters.next() {
            match c {
                ';' => break,
                '"' => while characters.next().is_some_and(|c| c != '"') {},
                '\\' | '_' | '*' => _ = characters.next(),
                '[' => {
                    let inner: String = characters.by_ref().take_while(|c| *c != ']').collect();
                    // "[h]" counts hours beyond a day; everything else in brackets is a colour, language, condition.
                    if matches!(inner.to_ascii_lowercase().as_str(), "h" | "hh" | "m" | "mm" | "s" | "ss") {
                        letters.push('h');
                    }
                }
                _ => letters.extend(c.to_lowercase()),
            }
        }
        if letters.starts_with("general") {
            return Self::Number;
        }
        let time = letters.contains(['h', 's']);
        match (letters.contains(['d', 'y']), time) {
            (true, true) => Self::DateAndTime,
            (true, false) => Self::Date,
            (false, true) => Self::Time,
            (false, false) if letters.contains('m') => Self::Date,
            (false, false) if letters.contains('%') => Self::Percent,
            (false, false) => Self::Number,
        }
    }

    /// What the number formats show that every spreadsheet knows by number (ECMA-376, part 1, 18.8.30).
    pub(super) fn built_in(id: u32) -> Self {
        match id {
            9 | 10 => Self::Percent,
            14..=17 | 27..=31 | 36 | 50..=54 | 57 | 58 => Self::Date,
            22 => Self::DateAndTime,
            18..=21 | 32..=35 | 45..=47 | 55 | 56 => Self::Time,
            _ => Self::Number,
        }
    }
}

/// A number in its format; days are counted from the end of 1899, or from 1904.
pub(super) fn number(value: f64, format: Format, since_1904: bool) -> String {
    match format {
        Format::Number => plain(value),
        Format::Percent => format!("{} %", plain(value * 100.0)),
        Format::Time if (0.0..1e6).contains(&value) => {
            let seconds = (value * 86_400.0).round() as u64;
            clock(seconds / 3600, seconds)
        }
        Format::Date | Format::DateAndTime => {
            moment(value, format, since_1904).unwrap_or_else(|| plain(value))
        }
        Format::Time => plain(value),
    }
}

fn moment(value: f64, format: Format, since_1904: bool) -> Option<String> {
    if !(0.0..3_000_000.0).contains(&value) {
        return None;
    }
    let seconds = (value * 86_400.0).round() as u64;
    let days = seconds / 86_400;
    let first = match (since_1904, days) {
        (true, _) => NaiveDate::from_ymd_opt(1904, 1, 1)?,
        // Spreadsheets count a 29 February 1900 that there never was.
        (false, 0..60) => NaiveDate::from_ymd_opt(1899, 12, 31)?,
        (false, _) => NaiveDate::from_ymd_opt(1899, 12, 30)?,
    };
    let date = first.checked_add_days(Days::new(days))?.format("%d.%m.%Y").to_string();
    let time = seconds % 86_400;
    Some(if format == Format::Date || time == 0 {
        date
    } else {
        format!("{date} {}", clock(time / 3600, time))
    })
}

fn clock(hours: u64, seconds: u64) -> String {
    let (minutes, seconds) = (seconds / 60 % 60, seconds % 60);
    if seconds == 0 {
        format!("{hours:02}:{minutes:02}")
    } else {
        format!("{hours:02}:{minutes:02}:{seconds:02}")
    }
}

/// A number with up to 15 digits, as a spreadsheet shows it, with a decimal comma.
fn plain(value: f64) -> String {
    let rounded = format!("{value:.14e}").parse().unwrap_or(value);
    let rounded = if rounded == 0.0 { 0.0 } else { rounded };
    if f64::abs(rounded) >= 1e21 || (rounded != 0.0 && f64::abs(rounded) < 1e-9) {
        return format!("{rounded:e}").replace('.', ",");
    }
    rounded.to_string().replace('.', ",")
}

/// "ja" or "nein".
pub(super) fn truth(value: bool) -> &'static str {
    if value { "ja" } else { "nein" }
}

/// A date of the form 2026-03-15, also with a time, as TT.MM.JJJJ; any other text as it is.
pub(super) fn iso_date(text: &str) -> String {
    let (day, time) = text.split_once('T').unwrap_or((text, ""));
    let Ok(day) = NaiveDate::parse_from_str(day.trim(), "%Y-%m-%d") else { return text.to_owned() };
    let day = day.format("%d.%m.%Y");
    match time.split('.').next().unwrap_or_default().trim_end_matches('Z') {
        "" | "00:00:00" | "00:00" => day.to_string(),
        time => format!("{day} {}", time.strip_suffix(":00").filter(|time| time.len() == 5).unwrap_or(time)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_as_in_a_german_spreadsheet() {
        let shown = |value| number(value, Format::Number, false);
        assert_eq!(shown(3.0), "3");
        assert_eq!(shown(-0.0), "0");
        assert_eq!(shown(0.1 + 0.2), "0,3");
        assert_eq!(shown(498_441_123_456.0), "498441123456");
        assert_eq!(shown(1e300), "1e300");
        assert_eq!(number(0.5, Format::Percent, false), "50 %");
    }

    #[test]
    fn dates_count_from_the_end_of_1899() {
        let day = |value| number(value, Format::Date, false);
        assert_eq!(day(1.0), "01.01.1900");
        assert_eq!(day(59.0), "28.02.1900");
        assert_eq!(day(61.0), "01.03.1900");
        assert_eq!(day(45_505.0), "01.08.2024");
        assert_eq!(number(45_505.0 - 1462.0, Format::Date, true), "01.08.2024");
        assert_eq!(number(45_505.5, Format::DateAndTime, false), "01.08.2024 12:00");
        assert_eq!(number(0.75, Format::Time, false), "18:00");
        assert_eq!(number(1.5, Format::Time, false), "36:00");
        assert_eq!(day(-1.0), "-1");
        assert_eq!(day(f64::NAN), "NaN");
        assert_eq!(day(9e15), "9000000000000000");
    }

    #[test]
    fn a_number_format_tells_a_date() {
        use Format as F;
        let cases = [
            ("General", F::Number),
            ("0.00", F::Number),
            ("dd.mm.yyyy", F::Date),
            ("[$-407]d. mmmm yyyy;@", F::Date),
            ("dd.mm.yy hh:mm", F::DateAndTime),
            ("[h]:mm:ss", F::Time),
            ("0%", F::Percent),
            ("0 \"Tage seit y\"", F::Number),
            ("[Red]0", F::Number),
            ("\\d0", F::Number),
            ("mmm", F::Date),
            ("\"", F::Number),
            ("[", F::Number),
        ];
        for (code, format) in cases {
            assert_eq!(Format::of_code(code), format, "{code}");
        }
    }

    #[test]
    fn iso_dates_become_german_ones() {
        assert_eq!(iso_date("2024-08-01"), "01.08.2024");
        assert_eq!(iso_date("2024-08-01T00:00:00"), "01.08.2024");
        assert_eq!(iso_date("2024-08-01T09:30:00.000"), "01.08.2024 09:30");
        assert_eq!(iso_date("irgendwann"), "irgendwann");
    }
}
