//! Calendar files after RFC 5545: deadlines as all-day events that a calendar program takes in.
//!
//! Each event keeps its UID, so that a file taken in again updates the events it brought before. The sequence number
//! counts the days, so that a later file always outranks an earlier one. The same events on the same day give the
//! same bytes.

use chrono::NaiveDate;
use std::fmt::Write as _;

/// Longest line in bytes, without its end (RFC 5545, 3.1).
const LINE: usize = 75;

/// An all-day event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Stable id, unique in the world together with the program's name.
    pub id: String,
    /// The day.
    pub date: NaiveDate,
    /// What it is.
    pub summary: String,
    /// More about it.
    pub description: Option<String>,
    /// Its kind, as calendar programs group events.
    pub category: String,
}

/// Writes a calendar of this name. `today` becomes the time stamp of every event.
pub fn write(name: &str, events: &[Event], today: NaiveDate) -> Vec<u8> {
    let mut calendar = Calendar(String::new());
    calendar.line("BEGIN", "VCALENDAR");
    calendar.line("VERSION", "2.0");
    calendar.line("PRODID", concat!("-//Artikel 30//Artikel 30 ", env!("CARGO_PKG_VERSION"), "//DE"));
    calendar.line("CALSCALE", "GREGORIAN");
    calendar.line("METHOD", "PUBLISH");
    calendar.text("X-WR-CALNAME", name);
    // Days since the common era began: later than any earlier file, and no clock is read.
    let sequence = chrono::Datelike::num_days_from_ce(&today).to_string();
    for event in events {
        calendar.line("BEGIN", "VEVENT");
        calendar.line("UID", &format!("{}@artikel30", event.id));
        calendar.line("DTSTAMP", &format!("{}T000000Z", today.format("%Y%m%d")));
        calendar.line("SEQUENCE", &sequence);
        calendar.line("DTSTART;VALUE=DATE", &event.date.format("%Y%m%d").to_string());
        // The end of an all-day event is the day after its last.
        if let Some(end) = event.date.succ_opt() {
            calendar.line("DTEND;VALUE=DATE", &end.format("%Y%m%d").to_string());
        }
        calendar.text("SUMMARY;LANGUAGE=de", &event.summary);
        if let Some(description) = &event.description {
            calendar.text("DESCRIPTION;LANGUAGE=de", description);
        }
        calendar.text("CATEGORIES", &event.category);
        calendar.line("TRANSP", "TRANSPARENT");
        calendar.line("END", "VEVENT");
    }
    calendar.line("END", "VCALENDAR");
    calendar.0.into_bytes()
}

struct Calendar(String);

impl Calendar {
    /// A property with a text: backslash, semicolon and comma are escaped, line breaks written as "\n"; other control
    /// characters have no place in a calendar (3.3.11).
    fn text(&mut self, name: &str, text: &str) {
        let mut escaped = String::with_capacity(text.len());
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        for character in text.chars() {
            match character {
                '\\' | ';' | ',' => escaped.extend(['\\', character]),
                '\n' => escaped.push_str("\\n"),
                '\t' => escaped.push('\t'),
                control if control.is_control() => {}
                other => escaped.push(other),
            }
        }
        self.line(name, &escaped);
    }

    /// A content line, folded so that no line is longer than 75 bytes and no character is cut (3.1).
    fn line(&mut self, name: &str, value: &str) {
        let mut content = String::with_capacity(name.len() + value.len() + 1);
        // Writing into a string cannot fail.
        let _ = write!(content, "{name}:{value}");
        let mut used = 0;
        for character in content.chars() {
            if used + character.len_utf8() > LINE {
                self.0.push_str("\r\n ");
                used = 1;
            }
            self.0.push(character);
            used += character.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn event(summary: &str) -> Event {
        Event {
            id: "0a".repeat(16),
            date: date("2026-12-31"),
            summary: summary.into(),
            description: None,
            category: "Vertrag endet".into(),
        }
    }

    /// Reads content lines as a calendar program does: unfolds, then takes name and value apart.
    fn read(bytes: &[u8]) -> Vec<(String, String)> {
        let text = std::str::from_utf8(bytes).unwrap().replace("\r\n ", "");
        let lines = text.strip_suffix("\r\n").unwrap().split("\r\n");
        lines
            .map(|line| line.split_once(':').map(|(name, value)| (name.into(), value.into())).unwrap())
            .collect()
    }

    fn unescaped(value: &str) -> String {
        let mut text = String::new();
        let mut characters = value.chars();
        while let Some(character) = characters.next() {
            match character {
                '\\' => match characters.next().unwrap() {
                    'n' => text.push('\n'),
                    other => text.push(other),
                },
                other => text.push(other),
            }
        }
        text
    }

    fn value<'l>(lines: &'l [(String, String)], name: &str) -> &'l str {
        &lines.iter().find(|(each, _)| each == name).unwrap().1
    }

    #[test]
    fn an_event_lasts_one_whole_day() {
        let lines = read(&write("Fristen", &[event("Vertrag endet")], date("2026-11-21")));
        assert_eq!(value(&lines, "DTSTART;VALUE=DATE"), "20261231");
        assert_eq!(value(&lines, "DTEND;VALUE=DATE"), "20270101");
        assert_eq!(value(&lines, "DTSTAMP"), "20261121T000000Z");
        assert_eq!(value(&lines, "UID"), format!("{}@artikel30", "0a".repeat(16)));
    }

    #[test]
    fn a_later_file_outranks_an_earlier_one_under_the_same_uid() {
        let on = |day: &str| read(&write("Fristen", &[event("x")], date(day)));
        let (first, second) = (on("2026-11-21"), on("2027-01-01"));
        let sequence = |lines: &[(String, String)]| value(lines, "SEQUENCE").parse::<u32>().unwrap();
        assert!(sequence(&second) > sequence(&first));
        assert_eq!(value(&first, "UID"), value(&second, "UID"));
    }

    #[test]
    fn the_same_day_gives_the_same_bytes() {
        let write = || write("Fristen", &[event("Größe; Maß, „Zitat“\\")], date("2026-11-21"));
        assert_eq!(write(), write());
    }

    #[test]
    fn what_means_something_in_a_calendar_is_escaped() {
        let text = "a,b;c\\d\ne\r\nf\u{7}END:VCALENDAR";
        let lines = read(&write("Fristen", &[event(text)], date("2026-11-21")));
        assert_eq!(value(&lines, "SUMMARY;LANGUAGE=de"), "a\\,b\\;c\\\\d\\ne\\nfEND:VCALENDAR");
        assert_eq!(lines.iter().filter(|(name, _)| name == "END").count(), 2);
    }

    proptest! {
        #[test]
        fn no_line_is_too_long_and_no_text_is_lost(text in "\\PC{0,400}") {
            let bytes = write("Fristen", &[event(&text)], date("2026-11-21"));
            for line in std::str::from_utf8(&bytes).unwrap().split("\r\n") {
                prop_assert!(line.len() <= LINE);
            }
            let lines = read(&bytes);
            prop_assert_eq!(unescaped(value(&lines, "SUMMARY;LANGUAGE=de")), text);
        }
    }
}
