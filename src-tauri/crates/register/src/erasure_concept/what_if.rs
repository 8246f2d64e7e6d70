//! What if: an event happens on a day; what must go when, where and by whom?

use super::{Entry, ErasureConcept};
use crate::retention::arithmetic::{Deadline, deadline, exception_deadline, first_event};
use crate::retention::limits::{Case, Clash, Events, combined, overlap};
use crate::retention::{ExceptionEffect, RetentionException, RetentionRule, StartKind};
use chrono::NaiveDate;

/// Which events are meant.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EventFilter {
    /// Of this kind only.
    pub kind: Option<StartKind>,
    /// Whose name holds one of these texts, without regard to capitals; all when empty.
    pub names: Vec<String>,
}

impl EventFilter {
    fn fits(&self, kind: StartKind, name: &str) -> bool {
        let name = name.to_lowercase();
        self.kind.is_none_or(|wanted| wanted == kind)
            && (self.names.is_empty() || self.names.iter().any(|part| name.contains(&part.to_lowercase())))
    }
}

/// An event that rules of the register start with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownEvent<'a> {
    /// Its kind.
    pub kind: StartKind,
    /// Its name.
    pub name: &'a str,
    /// The rules it sets off, directly or through others, as positions among the concept's entries.
    pub entries: Vec<usize>,
}

/// Something to be done because the event happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task<'a> {
    /// The rule, as position among the concept's entries.
    pub entry: usize,
    /// The exception, where this is what holds if it applies.
    pub exception: Option<&'a RetentionException>,
    /// When, with every step.
    pub deadline: Deadline,
    /// A duty to keep the same data that outlasts this rule.
    pub clash: Option<Clash>,
}

impl<'a> ErasureConcept<'a> {
    /// The events that rules start with, in the order of the rules.
    pub fn events(&self) -> Vec<KnownEvent<'a>> {
        let mut events: Vec<KnownEvent<'a>> = Vec::new();
        for (index, entry) in self.entries.iter().enumerate() {
            let Some((kind, name)) = self.event_of(entry) else { continue };
            match events.iter_mut().find(|event| event.kind == kind && event.name == name) {
                Some(event) => event.entries.push(index),
                None => events.push(KnownEvent { kind, name, entries: vec![index] }),
            }
        }
        events
    }

    fn event_of(&self, entry: &Entry<'a>) -> Option<(StartKind, &'a str)> {
        let rule: &'a RetentionRule = entry.rule;
        first_event(rule, &self.rules_of(entry.activity)).ok()
    }
}

/// What the events that fit set off when they happen on `day`: each rule and each exception that puts erasure off,
/// by date; what cannot be computed comes last, with its reason.
pub fn what_if<'a>(concept: &ErasureConcept<'a>, filter: &EventFilter, day: NaiveDate) -> Vec<Task<'a>> {
    let mut tasks = Vec::new();
    for event in concept.events().iter().filter(|event| filter.fits(event.kind, event.name)) {
        let events = Events::from([(event.name.to_owned(), day)]);
        for &index in &event.entries {
            let entry = &concept.entries[index];
            let rules = concept.rules_of(entry.activity);
            let case = Case { rules: &rules, years: &concept.years, events: &events, applying: &[] };
            let competing: Vec<_> = rules.iter().copied().filter(|each| overlap(entry.rule, each)).collect();
            let clash = combined(&competing, &case).clash.filter(|clash| clash.erase == entry.rule.id);
            let deadline = deadline(entry.rule, &rules, &concept.years, day);
            tasks.push(Task { entry: index, exception: None, deadline, clash });
            for exception in entry.rule.exceptions.iter().filter(|each| puts_off(&each.effect)) {
                let deadline = exception_deadline(exception, entry.rule, &rules, &concept.years, day);
                tasks.push(Task { entry: index, exception: Some(exception), deadline, clash: None });
            }
        }
    }
    tasks.sort_by_key(|task| (task.deadline.date.is_err(), task.deadline.date.ok(), task.entry));
    tasks
}

fn puts_off(effect: &ExceptionEffect) -> bool {
    matches!(effect, ExceptionEffect::Extend { .. } | ExceptionEffect::Instead { .. })
}
