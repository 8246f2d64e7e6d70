//! Retention in words, as the sheet of personal data states it: "5 years after end of contract".

use register::retention::{Bound, Period, PeriodUnit, Start, StartKind};
use std::num::NonZeroU16;

/// What a text says of a period.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Retention {
    pub(super) period: Period,
    pub(super) start: Start,
    pub(super) bound: Bound,
}

/// Reads a text; `None` where it is not without doubt a span of time, with the event that starts it, or one of the words
/// for no span.
pub(super) fn read(text: &str) -> Option<Retention> {
    span(text).or_else(|| {
        let words: Vec<String> = words(text);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let period = match words.as_slice() {
            [
                "unlimited" | "indefinite" | "indefinitely" | "permanent" | "permanently" | "forever"
                | "unbegrenzt",
            ]
            | ["unbefristet" | "dauerhaft"] => Period::Unlimited,
            ["not", "stored"] | ["no", "storage"] => Period::NotStored,
            ["immediately"] | ["immediate", "deletion"] | ["sofort"] => Period::WithEvent,
            _ => return None,
        };
        Some(Retention { period, start: Start::NotStated, bound: Bound::Exactly })
    })
}

/// A duration of ISO 8601 that is a whole number of one unit: "P1Y", "P18M", "P1Y6M", "PT36H".
fn duration(text: &str) -> Option<Period> {
    let text = text.trim().to_uppercase();
    let (date, time) = match text.strip_prefix('P')?.split_once('T') {
        Some((_, "")) => return None,
        Some((date, time)) => (date.to_owned(), time.to_owned()),
        None => (text.strip_prefix('P')?.to_owned(), String::new()),
    };
    let (mut months, mut weeks, mut days, mut minutes) = (0_u32, 0_u32, 0_u32, 0_u32);
    for (part, is_time) in [(date, false), (time, true)] {
        let mut rest = part.as_str();
        let mut units = if is_time { "HM" } else { "YMWD" };
        while !rest.is_empty() {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let (figure, after) = rest.split_at_checked(digits)?;
            let unit = after.chars().next()?;
            // Each unit once, the larger ones first.
            let (_, smaller) = units.split_once(unit)?;
            let figure: u32 = figure.parse().ok()?;
            let (sum, times) = match (unit, is_time) {
                ('Y', _) => (&mut months, 12),
                ('M', false) => (&mut months, 1),
                ('W', _) => (&mut weeks, 1),
                ('D', _) => (&mut days, 1),
                ('H', _) => (&mut minutes, 60),
                _ => (&mut minutes, 1),
            };
            *sum = sum.checked_add(figure.checked_mul(times)?)?;
            units = smaller;
            rest = after.get(1..)?;
        }
    }
    let found = [
        (months, if months % 12 == 0 { (12, PeriodUnit::Years) } else { (1, PeriodUnit::Months) }),
        (weeks, (1, PeriodUnit::Weeks)),
        (days, (1, PeriodUnit::Days)),
        (minutes, if minutes % 60 == 0 { (60, PeriodUnit::Hours) } else { (1, PeriodUnit::Minutes) }),
    ];
    let mut stated = found.into_iter().filter(|(figure, _)| *figure > 0);
    let (figure, (divisor, unit)) = stated.next()?;
    if stated.next().is_some() {
        return None;
    }
    let amount = NonZeroU16::new(u16::try_from(figure / divisor).ok()?)?;
    Some(Period::Span { amount, unit })
}

fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// A span with or without an event: "[at most|max|up to] N unit[s] [after|from|nach|ab] event".
fn span(text: &str) -> Option<Retention> {
    let text = text.trim().trim_end_matches('.');
    let (head, event) = [" after ", " following ", " from ", " since ", " nach ", " ab ", " après "]
        .iter()
        .filter_map(|word| text.split_once(word))
        .min_by_key(|(head, _)| head.len())
        .map_or((text, None), |(head, event)| (head, Some(event.trim())));
    let start = match event {
        None => Start::NotStated,
        Some(event) => Start::Event { event: kind(event), name: event.to_owned() },
    };
    if let Some(period) = duration(head) {
        return Some(Retention { period, start, bound: Bound::Exactly });
    }
    let words = words(&parted(head));
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let (bound, words) = match words.as_slice() {
        ["at", "most", rest @ ..] | ["up", "to", rest @ ..] => (Bound::AtMost, rest),
        ["max" | "maximum" | "maximal" | "höchstens" | "spätestens", rest @ ..] => (Bound::AtMost, rest),
        ["at", "least", rest @ ..] | ["min" | "minimum" | "mindestens", rest @ ..] => (Bound::AtLeast, rest),
        rest => (Bound::Exactly, rest),
    };
    let [amount, unit] = words else { return None };
    let period = Period::Span { amount: number(amount)?, unit: self::unit(unit)? };
    Some(Retention { period, start, bound })
}

/// A figure and the unit written to it are two words: "5y".
fn parted(text: &str) -> String {
    let mut parted = String::new();
    let mut before = ' ';
    for c in text.chars() {
        if before.is_ascii_digit() && c.is_alphabetic() {
            parted.push(' ');
        }
        // A decimal is no whole number of anything.
        parted.push(if matches!(c, '.' | ',') && before.is_ascii_digit() { '_' } else { c });
        before = c;
    }
    parted.replace('_', " x ")
}

fn number(word: &str) -> Option<NonZeroU16> {
    const NAMED: [&str; 12] =
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    let named = NAMED.iter().position(|name| *name == word).and_then(|at| u16::try_from(at + 1).ok());
    NonZeroU16::new(named.or_else(|| word.parse().ok())?)
}

fn unit(word: &str) -> Option<PeriodUnit> {
    Some(match word {
        "minute" | "minutes" | "min" | "minuten" => PeriodUnit::Minutes,
        "hour" | "hours" | "h" | "stunde" | "stunden" => PeriodUnit::Hours,
        "day" | "days" | "d" | "tag" | "tage" | "tagen" | "jour" | "jours" => PeriodUnit::Days,
        "week" | "weeks" | "w" | "woche" | "wochen" | "semaine" | "semaines" => PeriodUnit::Weeks,
        "month" | "months" | "m" | "monat" | "monate" | "monaten" | "mois" => PeriodUnit::Months,
        "year" | "years" | "y" | "yr" | "yrs" | "jahr" | "jahre" | "jahren" | "an" | "ans" => {
            PeriodUnit::Years
        }
        _ => return None,
    })
}

fn kind(event: &str) -> StartKind {
    let event = event.to_lowercase();
    let has = |parts: &[&str]| parts.iter().any(|part| event.contains(part));
    if has(&["withdraw", "objection", "widerruf", "widerspruch"]) {
        StartKind::ConsentWithdrawn
    } else if has(&[
        "contract",
        "employment",
        "departure",
        "relationship",
        "account",
        "vertrag",
        "austritt",
        "contrat",
    ]) {
        StartKind::EndOfRelationship
    } else if has(&["collection", "creation", "erhebung", "erstellung"]) {
        StartKind::Collection
    } else if has(&["purpose", "zweck"]) {
        StartKind::PurposeFulfilled
    } else {
        StartKind::Other
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]
    use super::*;
    use proptest::prelude::*;

    fn span_of(amount: u16, unit: PeriodUnit) -> Period {
        Period::Span { amount: NonZeroU16::new(amount).unwrap(), unit }
    }

    #[test]
    fn spans_and_events_are_read() {
        let read_whole = |text| read(text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(read_whole("5 years").period, span_of(5, PeriodUnit::Years));
        assert_eq!(read_whole("5y").period, span_of(5, PeriodUnit::Years));
        assert_eq!(read_whole("Six months").period, span_of(6, PeriodUnit::Months));
        assert_eq!(read_whole("30 Tage").period, span_of(30, PeriodUnit::Days));
        let french = read_whole("5 ans après la fin du contrat");
        assert_eq!(french.period, span_of(5, PeriodUnit::Years));
        let end = "la fin du contrat".to_owned();
        assert_eq!(french.start, Start::Event { event: StartKind::EndOfRelationship, name: end });
        let read_event = read_whole("7 years after departure.");
        assert_eq!(read_event.period, span_of(7, PeriodUnit::Years));
        let start = Start::Event { event: StartKind::EndOfRelationship, name: "departure".into() };
        assert_eq!(read_event.start, start);
        assert_eq!(read_whole("up to 2 weeks").bound, Bound::AtMost);
        assert_eq!(read_whole("Indefinitely").period, Period::Unlimited);
    }

    #[test]
    fn durations_of_iso_8601_are_read() {
        for (text, period) in [
            ("P1Y", span_of(1, PeriodUnit::Years)),
            ("P18M", span_of(18, PeriodUnit::Months)),
            ("P1Y6M", span_of(18, PeriodUnit::Months)),
            ("P2W", span_of(2, PeriodUnit::Weeks)),
            ("P30D", span_of(30, PeriodUnit::Days)),
            ("PT36H", span_of(36, PeriodUnit::Hours)),
            ("PT90M", span_of(90, PeriodUnit::Minutes)),
        ] {
            assert_eq!(read(text).map(|read| read.period), Some(period), "{text}");
        }
        let read = read("P10Y after end of contract").unwrap();
        assert_eq!(read.period, span_of(10, PeriodUnit::Years));
        assert!(matches!(read.start, Start::Event { event: StartKind::EndOfRelationship, .. }));
        for text in ["P", "PT", "P1", "P0D", "P1M1D", "P1D1Y", "P1.5Y", "P1H", "PT1Y", "P99999D", "P1YT"] {
            assert_eq!(super::read(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_doubtful_stays_a_text() {
        for text in [
            "1.5 years",
            "5 years, then 2",
            "0 days",
            "5",
            "2024",
            "10 to 12 months",
            "99999 days",
            "Active employment",
            "see policy",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in ".{0,60}") {
            let _ = read(&text);
        }
    }
}
