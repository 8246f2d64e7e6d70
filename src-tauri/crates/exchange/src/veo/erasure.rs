//! Erasure periods and what starts them, as the links to data types state them.

use super::codes;
use super::element::Attributes;
use crate::foreign::ItemIds;
use register::id::ItemId;
use register::retention::{ActionPlan, Automation, Bound, Limit, Period, RetentionRule, Start, StartKind};
use register::statement::{NonEmpty, Selection};
use std::num::NonZeroU16;

const PERIOD: &str = "process_dataType_deletionPeriod";
const COUNT: &str = "process_dataType_deletionPeriodCount";
const OTHER_PERIOD: &str = "process_dataType_otherDeletionPeriod";
const START: &str = "process_dataType_deletionPeriodStart";
const OTHER_START: &str = "process_dataType_otherDeletionPeriodStart";
const PROCEDURE: &str = "process_dataType_descriptionDeletionProcedure";

/// The rule a link states for its data, if it states anything about their erasure.
pub(super) fn rule(
    attributes: &mut Attributes,
    data: ItemId,
    source: &str,
    ids: &mut ItemIds,
) -> Option<RetentionRule> {
    let mut notes = Vec::new();
    let period = period(attributes, &mut notes);
    let start = start(attributes, &mut notes);
    notes.extend(attributes.text(PROCEDURE));
    if period == Period::NotStated && start == Start::NotStated && notes.is_empty() {
        return None;
    }
    Some(RetentionRule {
        id: ids.next("retention", source),
        name: None,
        data: Selection::Only(NonEmpty::of(data)),
        subjects: Selection::All,
        attribute: None,
        period,
        start,
        anchor: None,
        bound: Bound::Exactly,
        limit: Limit::DutyToErase,
        action: ActionPlan::default(),
        actor: None,
        automation: Automation::NotStated,
        condition: None,
        place: None,
        reason: None,
        norms: Vec::new(),
        exceptions: Vec::new(),
        note: (!notes.is_empty()).then(|| notes.join("\n")),
    })
}

fn period(attributes: &mut Attributes, notes: &mut Vec<String>) -> Period {
    let code = attributes.text(PERIOD);
    let count = attributes.text(COUNT);
    let other = attributes.text(OTHER_PERIOD);
    let end = code.as_deref().map(|code| codes::ending(PERIOD, code));
    let whole = end.and_then(codes::whole_period);
    let counted = || {
        let amount = count.as_deref()?.parse::<NonZeroU16>().ok()?;
        Some(Period::Span { amount, unit: codes::unit(end?)? })
    };
    let (period, told) = match (whole, counted()) {
        // A count beside a whole period says something of its own.
        (Some(period), _) => (period, count.map(|count| format!("Löschfrist (Dauer): {count}"))),
        (None, Some(period)) => (period, None),
        (None, None) => {
            let unit = code.as_deref().map(|code| codes::value(PERIOD, code));
            let told: Vec<String> = count.into_iter().chain(unit).collect();
            (Period::NotStated, (!told.is_empty()).then(|| format!("Löschfrist: {}", told.join(" "))))
        }
    };
    notes.extend(told);
    match (period, other) {
        (Period::NotStated, Some(measure)) if notes.is_empty() => Period::AsNeeded { measure },
        (period, other) => {
            notes.extend(other.map(|text| format!("Sonstige Löschfrist: {text}")));
            period
        }
    }
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
