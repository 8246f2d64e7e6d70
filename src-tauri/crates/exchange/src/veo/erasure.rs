//! Erasure periods and what starts them, as the links to data types state them.

use super::codes;
use super::element::Attributes;
use crate::foreign::{ItemIds, rule_lasting};
use crate::table::retention_rule;
use register::id::ItemId;
use register::retention::{Period, RetentionRule, Start, StartKind};
use register::statement::{NonEmpty, Selection};
use std::num::NonZeroU16;

const PERIOD: &str = "process_dataType_deletionPeriod";
const COUNT: &str = "process_dataType_deletionPeriodCount";
const OTHER_PERIOD: &str = "process_dataType_otherDeletionPeriod";
const START: &str = "process_dataType_deletionPeriodStart";
const OTHER_START: &str = "process_dataType_otherDeletionPeriodStart";
const PROCEDURE: &str = "process_dataType_descriptionDeletionProcedure";

/// The rule a link states for its data, if it states anything about their erasure.
///
/// Where it names a period that cannot be read, there is no rule: its words stay among the attributes, and with them
/// in the category's note.
pub(super) fn rule(
    attributes: &mut Attributes,
    data: ItemId,
    source: &str,
    ids: &mut ItemIds,
) -> Option<RetentionRule> {
    let mut left = attributes.clone();
    let mut notes = Vec::new();
    let id = ids.next("retention", source);
    let read = period(&mut left, id, &mut notes)?;
    let stated = start(&mut left, &mut notes);
    let (start, anchor) = match (read.start, read.anchor) {
        (Start::NotStated, None) => (stated, None),
        (start, anchor) => {
            // The period's own words name an event already.
            if let Start::Event { name, .. } = stated {
                notes.push(format!("Beginn der Löschfrist: {name}"));
            }
            (start, anchor)
        }
    };
    notes.extend(left.text(PROCEDURE));
    if read.period == Period::NotStated && start == Start::NotStated && notes.is_empty() {
        return None;
    }
    *attributes = left;
    Some(RetentionRule {
        id,
        data: Selection::Only(NonEmpty::of(data)),
        start,
        anchor,
        note: (!notes.is_empty()).then(|| notes.join("\n")),
        ..read
    })
}

/// A rule with the period alone, and the start that its own words name; `None` where they cannot be read.
fn period(attributes: &mut Attributes, id: ItemId, notes: &mut Vec<String>) -> Option<RetentionRule> {
    let code = attributes.text(PERIOD);
    let count = attributes.text(COUNT);
    let other = attributes.text(OTHER_PERIOD);
    if let Some(code) = code {
        let end = codes::ending(PERIOD, &code);
        let counted = || {
            let amount = count.as_deref()?.parse::<NonZeroU16>().ok()?;
            Some(Period::Span { amount, unit: codes::unit(end)? })
        };
        // "Sonstige", with the period in words beside it.
        let is_other = end == "other" && count.is_none();
        let read = match (codes::whole_period(end), counted()) {
            // A count beside a whole period says something of its own.
            (Some(period), _) => {
                notes.extend(count.map(|count| format!("Löschfrist (Dauer): {count}")));
                rule_lasting(id, period)
            }
            (None, Some(period)) => rule_lasting(id, period),
            (None, None) if is_other => in_words(id, other.as_deref()?, notes)?,
            (None, None) if !codes::is_code(&code) && count.is_none() => {
                let read = in_words(id, &code, notes)?;
                notes.extend(other.map(|text| format!("Sonstige Löschfrist: {text}")));
                return Some(read);
            }
            (None, None) => return None,
        };
        notes.extend(other.filter(|_| !is_other).map(|text| format!("Sonstige Löschfrist: {text}")));
        return Some(read);
    }
    match (count, other) {
        (None, Some(words)) => in_words(id, &words, notes),
        (None, None) => Some(rule_lasting(id, Period::NotStated)),
        (Some(_), _) => None,
    }
}

/// The rule that a text states without doubt; its words stay beside what is more than a span of time.
fn in_words(id: ItemId, words: &str, notes: &mut Vec<String>) -> Option<RetentionRule> {
    let read = retention_rule(id, words)?;
    notes.extend(read.note.clone());
    Some(read)
}

fn start(attributes: &mut Attributes, notes: &mut Vec<String>) -> Start {
    let code = attributes.text(START);
    let other = attributes.text(OTHER_START);
    match (code, other) {
        (Some(code), other) => {
            notes.extend(other.map(|text| format!("Sonstiger Beginn der Löschfrist: {text}")));
            codes::start_event(codes::ending(START, &code))
        }
        (None, Some(name)) => Start::Event { event: StartKind::Other, name },
        (None, None) => Start::NotStated,
    }
}
