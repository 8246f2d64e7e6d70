//! Several rules for the same data: the duty to keep and the duty to erase as two limits that never replace each other.
//!
//! The earliest upper limit says by when the data must be gone, the latest lower limit until when they must stay. An
//! event whose day nobody knows leaves its rule open: what is computed without it is a limit, not the last word.

use super::arithmetic::{
    Deadline, NotComputable, deadline, exception_deadline, first_event, sets_lower_limit, suspended_deadline,
};
use super::{Bound, ExceptionEffect, Limit, Period, RetentionException, RetentionRule};
use crate::id::ItemId;
use crate::organisation::Years;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// The days of known events, by the names the rules call them.
pub type Events = BTreeMap<String, NaiveDate>;

/// An exception that applies in the case at hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Applying {
    /// The exception.
    pub exception: ItemId,
    /// For a suspension: the last day of its reason, when that is over.
    pub until: Option<NaiveDate>,
}

/// What is known of the case at hand.
#[derive(Debug, Clone, Copy)]
pub struct Case<'a> {
    /// All rules of the activity, for chains.
    pub rules: &'a [&'a RetentionRule],
    /// The organisation's years.
    pub years: &'a Years,
    /// The events whose day is known.
    pub events: &'a Events,
    /// The exceptions that apply.
    pub applying: &'a [Applying],
}

/// What one rule says in the case at hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// The rule.
    pub rule: ItemId,
    /// The exception that applies instead.
    pub exception: Option<ItemId>,
    /// Which of the two limits it sets.
    pub limit: Limit,
    /// The date with every step.
    pub deadline: Deadline,
}

/// One of the two limits.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CombinedLimit {
    /// The date; `None` when no rule sets one that can be computed.
    pub date: Option<NaiveDate>,
    /// The rule that governs.
    pub governing: Option<ItemId>,
    /// Whether the governing rule holds without exception, not only "as a rule".
    pub is_firm: bool,
    /// Rules that set this limit on a day that cannot be computed. An upper limit may then be earlier, a lower one
    /// later than `date`.
    pub open: Vec<(ItemId, NotComputable)>,
}

impl CombinedLimit {
    /// Whether no open rule could move the date.
    pub fn is_settled(&self) -> bool {
        self.open.is_empty()
    }
}

/// Two rules that cannot both be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clash {
    /// The rule that keeps the data.
    pub keep: ItemId,
    /// Until when; `None` without end.
    pub keep_until: Option<NaiveDate>,
    /// The rule that erases them.
    pub erase: ItemId,
    /// By when.
    pub erase_by: NaiveDate,
}

/// All rules for the same data, taken together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Combined {
    /// Upper limit: the data must be gone by then.
    pub erase: CombinedLimit,
    /// Lower limit: the data must stay until then.
    pub keep: CombinedLimit,
    /// Where a duty to keep outlasts a duty to erase.
    pub clash: Option<Clash>,
    /// What each rule says, in the order given.
    pub judged: Vec<Judged>,
}

/// Takes the rules for the same data together.
pub fn combined(competing: &[&RetentionRule], case: &Case<'_>) -> Combined {
    let judged: Vec<Judged> = competing.iter().map(|rule| judge(rule, case)).collect();
    let is_firm = |id: ItemId| {
        let bound = competing.iter().find(|rule| rule.id == id).map(|rule| rule.bound);
        !matches!(bound, Some(Bound::AsARule | Bound::AsARuleAtMost))
    };
    let mut erase = CombinedLimit::default();
    let mut keep = CombinedLimit::default();
    let mut endless = None;
    for each in &judged {
        let limit = match each.limit {
            Limit::DutyToErase => &mut erase,
            Limit::DutyToKeep => &mut keep,
        };
        match each.deadline.date {
            Ok(date) => {
                let governs = match (limit.date, each.limit) {
                    (None, _) => true,
                    (Some(other), Limit::DutyToErase) => date < other,
                    (Some(other), Limit::DutyToKeep) => date > other,
                };
                let is_firm = is_firm(each.rule);
                if governs || (limit.date == Some(date) && is_firm && !limit.is_firm) {
                    (limit.date, limit.governing, limit.is_firm) = (Some(date), Some(each.rule), is_firm);
                }
            }
            Err(reason) => {
                if matches!(reason, NotComputable::Unlimited | NotComputable::KeptNotErased) {
                    endless = endless.or(Some(each.rule));
                }
                limit.open.push((each.rule, reason));
            }
        }
    }
    let clash = match (erase.governing.zip(erase.date), keep.governing.zip(keep.date), endless) {
        (Some((erase, erase_by)), _, Some(keep)) => Some(Clash { keep, keep_until: None, erase, erase_by }),
        (Some((erase, erase_by)), Some((keep, until)), None) if until > erase_by => {
            Some(Clash { keep, keep_until: Some(until), erase, erase_by })
        }
        _ => None,
    };
    Combined { erase, keep, clash, judged }
}

/// The same, place by place: a rule without a place holds everywhere, one with a place holds there only.
///
/// The first entry, without a place, is about all places that no rule names; it is left out where every rule names one.
pub fn combined_by_place<'a>(
    competing: &[&'a RetentionRule],
    case: &Case<'_>,
) -> Vec<(Option<&'a str>, Combined)> {
    let mut places: Vec<Option<&str>> = Vec::new();
    for rule in competing {
        if !places.contains(&rule.place.as_deref()) {
            places.push(rule.place.as_deref());
        }
    }
    places.sort_by_key(Option::is_some);
    let holds_at = |rule: &RetentionRule, place: Option<&str>| match rule.place.as_deref() {
        None => true,
        own => own == place,
    };
    places
        .into_iter()
        .map(|place| {
            let there: Vec<_> = competing.iter().copied().filter(|rule| holds_at(rule, place)).collect();
            (place, combined(&there, case))
        })
        .collect()
}

/// Whether two rules speak of the same data, as far as their scopes say: a category, people, an attribute and a place
/// in common.
pub fn overlap(one: &RetentionRule, other: &RetentionRule) -> bool {
    let unless_different = |one: &Option<String>, other: &Option<String>| match (one, other) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    };
    let in_common = |one: &crate::statement::Selection, other: &crate::statement::Selection| {
        let named = one.named();
        if named.is_empty() { true } else { named.iter().any(|id| other.contains(*id)) }
    };
    in_common(&one.data, &other.data)
        && in_common(&one.subjects, &other.subjects)
        && unless_different(&one.attribute, &other.attribute)
        && unless_different(&one.place, &other.place)
}

fn judge(rule: &RetentionRule, case: &Case<'_>) -> Judged {
    let applying = case.applying.iter().find_map(|applying| {
        let exception = rule.exceptions.iter().find(|each| each.id == applying.exception)?;
        Some((exception, applying.until))
    });
    let deadline = match first_event(rule, case.rules) {
        Err(reason) => Deadline::unknown(reason),
        Ok((_, name)) => match (case.events.get(name), applying) {
            // Without its event a period that has no figure still has none: that reason says more.
            (None, _) => {
                Deadline::unknown(without_figure(&rule.period).unwrap_or(NotComputable::EventUnknown))
            }
            (Some(event), None) => deadline(rule, case.rules, case.years, *event),
            (Some(event), Some((exception, until))) => exceptional(exception, until, rule, case, *event),
        },
    };
    let exception = applying.map(|(exception, _)| exception);
    let never_ends = matches!(deadline.date, Err(NotComputable::Unlimited | NotComputable::KeptNotErased));
    let limit =
        if sets_lower_limit(rule, exception) || never_ends { Limit::DutyToKeep } else { Limit::DutyToErase };
    Judged { rule: rule.id, exception: exception.map(|exception| exception.id), limit, deadline }
}

fn exceptional(
    exception: &RetentionException,
    until: Option<NaiveDate>,
    rule: &RetentionRule,
    case: &Case<'_>,
    event: NaiveDate,
) -> Deadline {
    match (&exception.effect, until) {
        (ExceptionEffect::Suspend, Some(until)) => {
            suspended_deadline(exception, rule, case.rules, case.years, event, until)
        }
        _ => exception_deadline(exception, rule, case.rules, case.years, event),
    }
}

fn without_figure(period: &Period) -> Option<NotComputable> {
    match period {
        Period::WhileState { .. } => Some(NotComputable::WhileState),
        Period::AsNeeded { .. } => Some(NotComputable::AsNeeded),
        Period::NotStated => Some(NotComputable::PeriodNotStated),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
