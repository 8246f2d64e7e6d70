//! A retention rule as one sentence: which data, when, by whom, what.

use super::period::Measure;
use super::rule_text::goes_without_action;
use super::{RuleContext, closed};
use crate::Language;
use register::retention::{ActionPlan, AnchorPoint, Limit, Period, RetentionRule, Start};
use register::statement::Selection;

impl Language {
    /// The rule as one sentence: "Die Datenkategorien Nr. 4–7 (Gastnutzer) werden spätestens 3 Monate nach Beendigung
    /// der Zusammenarbeit gelöscht." Name, reason, provisions, exceptions and note stand in [`Language::rule`].
    pub fn sentence(&self, rule: &RetentionRule, context: &RuleContext) -> String {
        let count = match &rule.data {
            Selection::All => 2,
            Selection::Only(ids) => ids.as_slice().len(),
        };
        let mut parts =
            vec![self.subject(rule, count, context), self.text("sentence-verb", &[("count", count.into())])];
        if let Some(condition) = &rule.condition {
            parts.push(self.text("sentence-condition", &[("condition", condition.as_str().into())]));
        }
        parts.push(self.predicate(rule, count, context));
        closed(parts.join(" "))
    }

    fn subject(&self, rule: &RetentionRule, count: usize, context: &RuleContext) -> String {
        let subject = match &rule.data {
            Selection::All => self.word("sentence-all"),
            Selection::Only(ids) => {
                let (numbers, names) = context.split(ids.as_slice());
                let numbers =
                    numbers.map(|numbers| self.text("sentence-numbers", &[("numbers", numbers.into())]));
                let data = numbers.into_iter().chain(names).collect::<Vec<_>>().join(", ");
                self.text("sentence-some", &[("count", count.into()), ("data", data.into())])
            }
        };
        let subjects = context.subjects(&rule.subjects);
        let attribute = rule.attribute.clone().filter(|attribute| {
            !subjects.as_ref().is_some_and(|subjects| subjects.contains(attribute.as_str()))
        });
        let place =
            rule.place.as_ref().map(|place| self.text("sentence-place", &[("place", place.as_str().into())]));
        let narrowed: Vec<String> = [subjects, attribute, place].into_iter().flatten().collect();
        if narrowed.is_empty() { subject } else { format!("{subject} ({})", narrowed.join("; ")) }
    }

    /// What follows the verb: when, by whom, what.
    fn predicate(&self, rule: &RetentionRule, count: usize, context: &RuleContext) -> String {
        let keeps = rule.limit == Limit::DutyToKeep || rule.action == ActionPlan::Nothing;
        let moment = if keeps { Measure::Duration } else { Measure::Moment };
        let doer = self.doer(rule, context);
        let with_doer = |time: Vec<Option<String>>, end: String| {
            let parts = time.into_iter().chain([doer.clone(), Some(end)]);
            parts.flatten().collect::<Vec<_>>().join(" ")
        };
        match &rule.period {
            Period::Span { .. } => with_doer(
                vec![self.bound(rule.bound, moment), Some(self.span_clause(rule, keeps, context))],
                self.outcome(rule, keeps),
            ),
            Period::WithEvent => with_doer(
                vec![self.bound(rule.bound, moment), Some(self.event_clause(rule, keeps, context))],
                self.outcome(rule, keeps),
            ),
            Period::NotStated => {
                let after = (rule.start != Start::NotStated).then(|| {
                    self.text("sentence-after", &[("event", self.event_dative(&rule.start, context).into())])
                });
                let gap = if after.is_some() { "sentence-no-period-after" } else { "sentence-no-period" };
                let time = vec![self.bound(rule.bound, moment), after, self.key_date(rule)];
                format!("{}; {}", with_doer(time, self.outcome(rule, keeps)), self.word(gap))
            }
            period => self.state_clause(rule, period, count, context),
        }
    }

    /// "3 Monate nach Verlassen der Schule", "7 Jahre ab dem Ende des Geschäftsjahres (maßgeblich: …)".
    fn span_clause(&self, rule: &RetentionRule, keeps: bool, context: &RuleContext) -> String {
        let span = match rule.period {
            Period::Span { amount, unit } => self.span(amount.get(), unit),
            _ => String::new(),
        };
        let dative = self.event_dative(&rule.start, context);
        match rule.anchor {
            Some(anchor) if anchor.point == AnchorPoint::Start => {
                let key = if keeps { "sentence-span-since-year" } else { "sentence-span-after-year" };
                let end = self.anchor_end(anchor);
                let event = self.decisive(rule, context);
                self.text(key, &[("span", span.into()), ("end", end.into()), ("event", event.into())])
            }
            anchor => {
                let key = if keeps { "sentence-span-since" } else { "sentence-span-after" };
                let text = self.text(key, &[("span", span.into()), ("event", dative.into())]);
                match anchor {
                    Some(anchor) => {
                        let end = self.anchor_end(anchor);
                        format!("{text} {}", self.text("sentence-runs-on", &[("end", end.into())]))
                    }
                    None => text,
                }
            }
        }
    }

    /// "mit Ende der Verbindung", "zum Ende des folgenden Schuljahres (maßgeblich: …)".
    fn event_clause(&self, rule: &RetentionRule, keeps: bool, context: &RuleContext) -> String {
        match rule.anchor {
            Some(anchor) => {
                let key = if keeps { "sentence-until-year-end" } else { "sentence-at-year-end" };
                let end = self.anchor_end(anchor);
                self.text(key, &[("end", end.into()), ("event", self.decisive(rule, context).into())])
            }
            None if keeps => {
                let event = self.text("event-quoted", &[("event", self.decisive(rule, context).into())]);
                self.text("sentence-until", &[("event", event.into())])
            }
            None => self.text("sentence-with", &[("event", self.event_dative(&rule.start, context).into())]),
        }
    }

    /// Periods that are no span: stored while …, unlimited, not stored, not erased, ruled elsewhere.
    fn state_clause(
        &self,
        rule: &RetentionRule,
        period: &Period,
        count: usize,
        context: &RuleContext,
    ) -> String {
        let stored = |text: String| self.text("sentence-stored", &[("period", text.into())]);
        let (what, ends) = match period {
            Period::WhileState { state } => (stored(self.while_state(state)), true),
            Period::AsNeeded { measure } => (stored(self.as_needed(measure)), true),
            Period::Unlimited => (self.word("sentence-stored-unlimited"), false),
            Period::NotStored => (self.word("sentence-not-stored"), false),
            Period::RuledElsewhere { place } => {
                (self.text("sentence-ruled-elsewhere", &[("place", place.as_str().into())]), false)
            }
            // The other periods are told by `predicate`.
            Period::KeptNotErased | Period::Span { .. } | Period::WithEvent | Period::NotStated => {
                (self.word("sentence-not-erased"), false)
            }
        };
        let since = (rule.start != Start::NotStated).then(|| {
            self.text("sentence-since", &[("event", self.event_dative(&rule.start, context).into())])
        });
        let bound = self.bound(rule.bound, Measure::Duration);
        let clause = [bound, since, self.key_date(rule), Some(what)];
        let clause = clause.into_iter().flatten().collect::<Vec<_>>().join(" ");
        let doer = self.doer(rule, context);
        match self.participle(&rule.action) {
            Some(action) if ends => {
                let again = self.text("sentence-again", &[("count", count.into())]);
                let then = [Some(again), doer, Some(action)].into_iter().flatten().collect::<Vec<_>>();
                format!("{clause}; {}", then.join(" "))
            }
            Some(_) if !goes_without_action(rule) => {
                let action = self.action_plan(&rule.action);
                let planned = [Some(action), doer].into_iter().flatten().collect::<Vec<_>>().join(" ");
                format!("{clause}; {}", self.text("sentence-planned", &[("action", planned.into())]))
            }
            _ => clause,
        }
    }

    /// "gelöscht"; for a duty to keep "aufbewahrt und erst danach gelöscht".
    fn outcome(&self, rule: &RetentionRule, keeps: bool) -> String {
        match self.participle(&rule.action) {
            None => self.word("sentence-kept"),
            Some(action) if keeps => self.text("sentence-kept-then", &[("action", action.into())]),
            Some(action) => action,
        }
    }

    fn doer(&self, rule: &RetentionRule, context: &RuleContext) -> Option<String> {
        let actor = rule.actor.as_ref().map(|actor| self.actor(actor, context));
        let parts: Vec<String> = [actor, self.automation(rule.automation)].into_iter().flatten().collect();
        if parts.is_empty() { None } else { Some(parts.join(" ")) }
    }

    fn decisive(&self, rule: &RetentionRule, context: &RuleContext) -> String {
        self.event_bare(&rule.start, context).unwrap_or_else(|| self.word("statement-not-stated"))
    }

    fn key_date(&self, rule: &RetentionRule) -> Option<String> {
        let end = self.anchor_end(rule.anchor?);
        Some(self.text("sentence-key-date", &[("end", end.into())]))
    }
}
