//! Retention in words, as the sheet of personal data states it: "5 years after end of contract".

use register::retention::{Bound, Period, PeriodUnit, Start, StartKind};
use std::num::NonZeroU16;

/// What a text says of a period.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Retention {
    pub(super) period: Period,
    pub(super) start: Start,
    pub(super) bound: Bound,
    /// Whether the text says more than the other fields.
    pub(super) says_more: bool,
}

/// Reads a text. What is not without doubt a span of time, with the event that starts it, stays a text.
pub(super) fn read(text: &str) -> Retention {
    span(text).unwrap_or_else(|| {
        let words: Vec<String> = words(text);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let whole = match words.as_slice() {
            [
                "unlimited" | "indefinite" | "indefinitely" | "permanent" | "permanently" | "forever"
                | "unbegrenzt",
            ]
            | ["unbefristet" | "dauerhaft"] => Some(Period::Unlimited),
            ["not", "stored"] | ["no", "storage"] => Some(Period::NotStored),
            ["immediately"] | ["immediate", "deletion"] | ["sofort"] => Some(Period::WithEvent),
            _ => None,
        };
        let has_figure = text.chars().any(|c| c.is_ascii_digit());
        let (period, says_more) = match whole {
            Some(period) => (period, false),
            None if has_figure => (Period::NotStated, true),
            None => (Period::AsNeeded { measure: text.to_owned() }, false),
        };
        Retention { period, start: Start::NotStated, bound: Bound::Exactly, says_more }
    })
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
    let start = match event {
        None => Start::NotStated,
        Some(event) => Start::Event { event: kind(event), name: event.to_owned() },
    };
    Some(Retention { period, start, bound, says_more: false })
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
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    fn span_of(amount: u16, unit: PeriodUnit) -> Period {
        Period::Span { amount: NonZeroU16::new(amount).unwrap(), unit }
    }

    #[test]
    fn spans_and_events_are_read() {
        let read_whole = |text| {
            let read = read(text);
            assert!(!read.says_more, "{text}");
            read
        };
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
        let active = Period::AsNeeded { measure: "Active employment".into() };
        assert_eq!(read_whole("Active employment").period, active);
    }

    #[test]
    fn what_is_doubtful_stays_a_text() {
        for text in ["1.5 years", "5 years, then 2", "0 days", "5", "2024", "10 to 12 months", "99999 days"] {
            let read = read(text);
            assert_eq!((read.period, read.says_more), (Period::NotStated, true), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in ".{0,60}") {
            let _ = read(&text);
        }
    }
}
