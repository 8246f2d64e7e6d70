//! A retention rule taken apart for a table. Whatever the rule says stands in one of the parts.

use super::period::Measure;
use super::{RuleContext, closed};
use crate::Language;
use register::legal_basis::Citation;
use register::retention::{
    Action, ActionPlan, ExceptionEffect, Limit, Period, RetentionException, RetentionRule, Start,
};

/// The texts of a retention rule. Parts the rule does not state are `None` or empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleText {
    /// The number as printed after "L".
    pub number: Option<u32>,
    /// The rule's name.
    pub name: Option<String>,
    /// The categories of data: "4–7"; `None` when the rule covers all of them.
    pub data: Option<String>,
    /// The data subjects it is limited to: "Betroffene: Gastnutzer."
    pub subjects: Option<String>,
    /// What narrows its scope: "Nur: fehlerhafte Übertragung."
    pub attribute: Option<String>,
    /// How long: "Spätestens 3 Monate", "Ende des folgenden Schuljahres", "unbegrenzt", "Frist: nicht angegeben".
    pub headline: String,
    /// Whether the headline is a gap.
    pub is_gap: bool,
    /// How binding, where the headline does not say it: "in der Regel spätestens".
    pub bound: Option<String>,
    /// From when on: "ab Verlassen der Schule", "ab Löschung nach L 2", "Beginn: nicht angegeben".
    pub start: Option<String>,
    /// The kind of event after ISO/IEC 27555, for the Löschkonzept.
    pub start_kind: Option<String>,
    /// Said of a duty to keep only: "Aufbewahrungspflicht: vorher nicht löschen".
    pub limit: Option<String>,
    /// What is done: "Löschen"; `None` where the period leaves nothing to be done.
    pub action: Option<String>,
    /// Who does it: "durch die Nutzerin bzw. den Nutzer".
    pub actor: Option<String>,
    /// "automatisch" or "von Hand".
    pub automation: Option<String>,
    /// "Bedingung: …"
    pub condition: Option<String>,
    /// "Ort: …"
    pub place: Option<String>,
    /// "Grund: …"
    pub reason: Option<String>,
    /// The provisions in their original wording, each with its proposed correction.
    pub norms: Vec<String>,
    /// Each exception: what it is, what it does, when.
    pub exceptions: Vec<String>,
    /// "Hinweis: …"
    pub note: Option<String>,
}

impl RuleText {
    /// All parts in order, one a line.
    pub fn lines(&self) -> Vec<String> {
        let optional = |part: &Option<String>| part.iter().cloned().collect::<Vec<_>>();
        [
            optional(&self.name),
            optional(&self.data),
            optional(&self.subjects),
            optional(&self.attribute),
            vec![self.headline.clone()],
            optional(&self.bound),
            optional(&self.start),
            optional(&self.limit),
            optional(&self.action),
            optional(&self.actor),
            optional(&self.automation),
            optional(&self.condition),
            optional(&self.place),
            optional(&self.reason),
            self.norms.clone(),
            self.exceptions.clone(),
            optional(&self.note),
        ]
        .concat()
    }
}

impl Language {
    /// The texts of a rule, part by part.
    pub fn rule(&self, rule: &RetentionRule, context: &RuleContext) -> RuleText {
        let labelled = |key: &str, argument: (&str, &Option<String>)| {
            let text = argument.1.as_ref()?;
            Some(closed(self.text(key, &[(argument.0, text.as_str().into())])))
        };
        RuleText {
            number: context.numbers().number_of(rule.id),
            name: rule.name.clone(),
            data: context.data(&rule.data),
            subjects: labelled("rule-subjects", ("names", &context.subjects(&rule.subjects))),
            attribute: labelled("rule-attribute", ("attribute", &rule.attribute)),
            headline: self.headline(rule),
            is_gap: rule.period == Period::NotStated,
            bound: match &rule.period {
                Period::Span { .. } => None,
                Period::WithEvent | Period::NotStated => self.bound(rule.bound, Measure::Moment),
                _ => self.bound(rule.bound, Measure::Duration),
            },
            start: self.start(rule, context),
            start_kind: match &rule.start {
                Start::Event { event, .. } => Some(self.name(event)),
                Start::AfterRule { .. } | Start::NotStated => None,
            },
            limit: match rule.limit {
                Limit::DutyToKeep => Some(self.word("rule-limit-keep")),
                Limit::DutyToErase => None,
            },
            action: if goes_without_action(rule) { None } else { Some(self.action_plan(&rule.action)) },
            actor: rule.actor.as_ref().map(|actor| self.actor(actor, context)),
            automation: self.automation(rule.automation),
            condition: labelled("rule-condition", ("condition", &rule.condition)),
            place: labelled("rule-place", ("place", &rule.place)),
            reason: labelled("rule-reason", ("reason", &rule.reason)),
            norms: rule.norms.iter().map(|norm| self.norm(norm)).collect(),
            exceptions: rule.exceptions.iter().map(|exception| self.exception(exception, context)).collect(),
            note: labelled("rule-note", ("note", &rule.note)),
        }
    }

    fn start(&self, rule: &RetentionRule, context: &RuleContext) -> Option<String> {
        let counts = matches!(rule.period, Period::Span { .. } | Period::WithEvent);
        let Some(bare) = self.event_bare(&rule.start, context) else {
            return counts.then(|| self.word("start-unstated"));
        };
        Some(match (&rule.period, rule.anchor) {
            (Period::Span { .. } | Period::WithEvent, Some(_)) => {
                self.text("start-decisive", &[("event", bare.into())])
            }
            (Period::WithEvent, None) => {
                self.text("start-on", &[("event", self.event_dative(&rule.start, context).into())])
            }
            _ => self.text("start-since", &[("event", self.event_dative(&rule.start, context).into())]),
        })
    }

    /// A provision in its original wording, followed by the proposed correction.
    pub(crate) fn norm(&self, norm: &Citation) -> String {
        match &norm.correction {
            None => norm.wording.clone(),
            Some(correction) => self.text(
                if norm.pending().is_some() { "norm-corrected" } else { "norm-applied" },
                &[
                    ("wording", norm.wording.as_str().into()),
                    ("citation", correction.citation.as_str().into()),
                    ("source", correction.source.as_str().into()),
                    ("verification", self.name(&correction.verification).into()),
                ],
            ),
        }
    }

    /// What an exception does to its rule.
    pub(crate) fn effect(&self, effect: &ExceptionEffect) -> String {
        match effect {
            ExceptionEffect::Extend { period: Period::Span { amount, unit }, phase } => {
                let span = self.span(amount.get(), *unit);
                let phase = self.name(phase);
                self.text("exception-extend", &[("span", span.into()), ("phase", phase.into())])
            }
            ExceptionEffect::Extend { period, phase } => {
                let period = self.period_phrase(period, Default::default());
                let phase = self.name(phase);
                self.text("exception-extend-otherwise", &[("period", period.into()), ("phase", phase.into())])
            }
            ExceptionEffect::Instead { period, bound } => {
                let phrase = self.period_phrase(period, *bound);
                let phrase = match (period, self.bound(*bound, Measure::Duration)) {
                    (Period::Span { .. }, _) | (_, None) => phrase,
                    (_, Some(bound)) => format!("{bound} {phrase}"),
                };
                self.text("exception-instead", &[("period", phrase.into())])
            }
            ExceptionEffect::RuledElsewhere { place } => {
                self.text("exception-elsewhere", &[("place", place.as_str().into())])
            }
            ExceptionEffect::NotErased => self.word("exception-not-erased"),
            ExceptionEffect::KeptAnonymised => self.word("exception-anonymised"),
            ExceptionEffect::Suspend => self.word("exception-suspend"),
        }
    }

    /// An exception: what it is about, what it does, when, for which data, on what it rests.
    pub(crate) fn exception(&self, exception: &RetentionException, context: &RuleContext) -> String {
        let condition = exception.condition.as_ref().map(|condition| {
            closed(self.text("exception-condition", &[("condition", condition.as_str().into())]))
        });
        let data = context
            .data(&exception.data)
            .map(|data| closed(self.text("exception-data", &[("data", data.into())])));
        let norms: Vec<String> = exception.norms.iter().map(|norm| self.norm(norm)).collect();
        let norms = (!norms.is_empty())
            .then(|| closed(self.text("exception-norms", &[("norms", norms.join("; ").into())])));
        let head = self.text("exception-head", &[("name", exception.name.as_str().into())]);
        let parts = [
            Some(head),
            Some(self.effect(&exception.effect)),
            condition,
            data,
            norms,
            exception.note.clone().map(closed),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

/// Whether the period leaves nothing to be done, and nothing else is said.
pub(super) fn goes_without_action(rule: &RetentionRule) -> bool {
    let erase = ActionPlan::One { action: Action::Erase };
    match rule.period {
        Period::KeptNotErased | Period::NotStored | Period::Unlimited => {
            rule.action == erase || rule.action == ActionPlan::Nothing
        }
        Period::RuledElsewhere { .. } => rule.action == erase,
        _ => false,
    }
}
