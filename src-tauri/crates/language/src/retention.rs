//! Retention rules in words: the parts a table needs, and one sentence.

mod period;
mod rule_text;
mod sentence;

pub use rule_text::RuleText;

use crate::Language;
use register::activity::Scope;
use register::engagement::EngagementRole;
use register::id::ItemId;
use register::numbering::{Numbering, ranges};
use register::resolve::ResolvedActivity;
use register::retention::{Action, ActionPlan, Actor, Automation, RetentionRule, Start};
use register::statement::Selection;
use std::collections::HashMap;

/// What the texts of a rule have to know of its surroundings: numbers and names of the items it points to.
#[derive(Debug, Clone, Default)]
pub struct RuleContext {
    numbers: Numbering,
    names: HashMap<ItemId, String>,
    done: HashMap<ItemId, &'static str>,
    roles: HashMap<ItemId, EngagementRole>,
}

impl RuleContext {
    /// The surroundings of the rules of an activity.
    pub fn of(activity: &ResolvedActivity<'_>) -> Self {
        let mut context = Self { numbers: Numbering::of(activity), ..Self::default() };
        for scope in activity.scopes() {
            for placed in &scope.data_categories.items {
                context.names.insert(placed.item.id, placed.item.name.clone());
            }
            for placed in &scope.data_subjects.items {
                context.names.insert(placed.item.id, placed.item.name.clone());
            }
            for placed in &scope.retention.items {
                context.add_rule(placed.item);
            }
        }
        for placed in &activity.engagements.items {
            context.roles.insert(placed.item.id, placed.item.role);
        }
        context
    }

    /// The surroundings of the rules of a scope that stands alone, such as an organisation's defaults. Its items have
    /// no printed numbers and are called by their names.
    pub fn of_scope(scope: &Scope) -> Self {
        let mut context = Self::default();
        for category in scope.data_categories.own().into_iter().flatten() {
            context.names.insert(category.id, category.name.clone());
        }
        for subject in scope.data_subjects.own().into_iter().flatten() {
            context.names.insert(subject.id, subject.name.clone());
        }
        for rule in scope.retention.own().into_iter().flatten() {
            context.add_rule(rule);
        }
        context
    }

    /// The printed numbers.
    pub fn numbers(&self) -> &Numbering {
        &self.numbers
    }

    /// The surroundings of rules of which the items are made known one by one.
    pub(crate) fn with_numbers(numbers: Numbering) -> Self {
        Self { numbers, ..Self::default() }
    }

    /// Makes an item known by its name.
    pub(crate) fn add_name(&mut self, item: ItemId, name: &str) {
        self.names.insert(item, name.to_owned());
    }

    /// Makes an engagement known by its role.
    pub(crate) fn add_role(&mut self, engagement: ItemId, role: EngagementRole) {
        self.roles.insert(engagement, role);
    }

    /// Whether an item has a number or a name.
    pub(crate) fn can_name(&self, item: ItemId) -> bool {
        self.numbers.number_of(item).is_some() || self.names.contains_key(&item)
    }

    pub(crate) fn add_rule(&mut self, rule: &RetentionRule) {
        self.done.insert(rule.id, done(&rule.action));
        if let Some(name) = &rule.name {
            self.names.insert(rule.id, name.clone());
        }
        for exception in &rule.exceptions {
            self.names.insert(exception.id, exception.name.clone());
        }
    }

    /// The name of an item in quotation marks; its id where it is not known.
    pub(crate) fn quoted(&self, id: ItemId) -> String {
        self.names.get(&id).map_or_else(|| id.to_string(), |name| format!("„{name}“"))
    }

    /// The printed numbers of some items, and what the others are called.
    fn split(&self, ids: &[ItemId]) -> (Option<String>, Vec<String>) {
        let numbers: Vec<u32> = ids.iter().filter_map(|id| self.numbers.number_of(*id)).collect();
        let others = ids.iter().filter(|id| self.numbers.number_of(**id).is_none());
        let numbers = if numbers.is_empty() { None } else { Some(ranges(numbers)) };
        (numbers, others.map(|id| self.quoted(*id)).collect())
    }

    /// The selected categories of data as a table cell shows them: "4–7"; `None` when all are meant.
    fn data(&self, selection: &Selection) -> Option<String> {
        match selection {
            Selection::All => None,
            Selection::Only(ids) => {
                let (numbers, names) = self.split(ids.as_slice());
                Some(numbers.into_iter().chain(names).collect::<Vec<_>>().join(", "))
            }
        }
    }

    /// The names of the selected data subjects; `None` when all are meant.
    fn subjects(&self, selection: &Selection) -> Option<String> {
        let name = |id: &ItemId| self.names.get(id).cloned().unwrap_or_else(|| id.to_string());
        match selection {
            Selection::All => None,
            Selection::Only(ids) => Some(ids.iter().map(name).collect::<Vec<_>>().join("; ")),
        }
    }
}

/// What has happened to data once a rule with this action has run.
fn done(plan: &ActionPlan) -> &'static str {
    match plan {
        ActionPlan::One { action } => match action {
            Action::Erase => "done-erase",
            Action::Anonymise { .. } => "done-anonymise",
            Action::Restrict => "done-restrict",
            Action::Invalidate => "done-invalidate",
            Action::OfferToArchive => "done-offer",
            Action::Return => "done-return",
        },
        ActionPlan::EitherOf { .. } | ActionPlan::InTurn { .. } | ActionPlan::Nothing => "done-other",
    }
}

/// Whether a free text can follow a preposition as it is: a noun, without an adjective that would have to be inflected.
fn reads_on(text: &str) -> bool {
    let is_capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    let mut words = text.split_whitespace();
    words.next().is_some_and(is_capital) && !words.next().is_some_and(is_capital)
}

/// The text with a full stop, unless it ends with a mark of its own.
fn closed(text: String) -> String {
    if text.trim_end().ends_with(['.', '!', '?', '…']) { text } else { text + "." }
}

/// The text with its first letter as a capital.
fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}

impl Language {
    /// What a rule is called by others: "L 2", or by its name where it has no number.
    pub(crate) fn rule_label(&self, rule: ItemId, context: &RuleContext) -> String {
        match (context.numbers.number_of(rule), context.names.get(&rule)) {
            (Some(number), _) => self.text("rule-number", &[("number", number.into())]),
            (None, Some(name)) => self.text("rule-named", &[("name", name.as_str().into())]),
            (None, None) => self.word("rule-unknown"),
        }
    }

    /// What starts a period, without a preposition; `None` when not stated.
    fn event_bare(&self, start: &Start, context: &RuleContext) -> Option<String> {
        match start {
            Start::Event { name, .. } => Some(name.clone()),
            Start::AfterRule { rule } => {
                let done = context.done.get(rule).copied().unwrap_or("done-other");
                let rule = self.rule_label(*rule, context);
                Some(self.text("event-rule", &[("done", self.word(done).into()), ("rule", rule.into())]))
            }
            Start::NotStated => None,
        }
    }

    /// What starts a period, in the dative, to follow "ab", "nach", "mit" or "bei".
    fn event_dative(&self, start: &Start, context: &RuleContext) -> String {
        match (start, self.event_bare(start, context)) {
            (Start::Event { .. }, Some(name)) if !reads_on(&name) => {
                self.text("event-quoted", &[("event", name.into())])
            }
            (_, Some(event)) => event,
            (_, None) => self.word("event-unstated"),
        }
    }

    pub(crate) fn actor(&self, actor: &Actor, context: &RuleContext) -> String {
        match actor {
            Actor::Controller => self.word("actor-controller"),
            Actor::Processor { engagement: None } => self.word("actor-processor"),
            Actor::Processor { engagement: Some(id) } => {
                let key = match context.roles.get(id) {
                    Some(EngagementRole::Processor) => "actor-processor-number",
                    Some(EngagementRole::SubProcessor) => "actor-sub-processor-number",
                    Some(_) => "actor-other-number",
                    None => return self.word("actor-processor"),
                };
                match context.numbers.number_of(*id) {
                    Some(number) => self.text(key, &[("number", number.into())]),
                    None => self.word("actor-processor"),
                }
            }
            Actor::User => self.word("actor-user"),
            Actor::Browser => self.word("actor-browser"),
            Actor::Other { name } => {
                let key = if reads_on(name) { "actor-other" } else { "actor-other-quoted" };
                self.text(key, &[("name", name.as_str().into())])
            }
        }
    }

    /// "automatisch" or "von Hand"; `None` when nothing is said.
    fn automation(&self, automation: Automation) -> Option<String> {
        match automation {
            Automation::NotStated => None,
            Automation::Automatic | Automation::Manual => Some(self.name(&automation)),
        }
    }

    /// The action as a table cell shows it: "Löschen", "Dem Archiv anbieten, dann löschen".
    pub(crate) fn action_plan(&self, plan: &ActionPlan) -> String {
        let infinitive = |action: &Action| match action {
            Action::Anonymise { method: Some(method) } => {
                let key = if reads_on(method) { "action-anonymise-by" } else { "action-anonymise-noted" };
                self.text(key, &[("method", method.as_str().into())])
            }
            _ => self.name(action),
        };
        capitalised(
            &self.planned(plan, &infinitive, "action-then").unwrap_or_else(|| self.word("action-nothing")),
        )
    }

    /// The action as a participle, to end a sentence: "gelöscht"; `None` when nothing is done.
    fn participle(&self, plan: &ActionPlan) -> Option<String> {
        let participle = |action: &Action| match action {
            Action::Erase => self.word("participle-erase"),
            Action::Anonymise { method: None } => self.word("participle-anonymise"),
            Action::Anonymise { method: Some(method) } => {
                self.text("participle-anonymise-noted", &[("method", method.as_str().into())])
            }
            Action::Restrict => self.word("participle-restrict"),
            Action::Invalidate => self.word("participle-invalidate"),
            Action::OfferToArchive => self.word("participle-offer"),
            Action::Return => self.word("participle-return"),
        };
        self.planned(plan, &participle, "participle-then")
    }

    fn planned(&self, plan: &ActionPlan, word: &dyn Fn(&Action) -> String, then: &str) -> Option<String> {
        match plan {
            ActionPlan::One { action } => Some(word(action)),
            ActionPlan::EitherOf { actions } => {
                let words: Vec<String> = actions.iter().map(word).collect();
                let (last, others) = words.split_last()?;
                Some(match others {
                    [] => last.clone(),
                    _ => format!("{} {} {last}", others.join(", "), self.word("action-or")),
                })
            }
            ActionPlan::InTurn { actions } => {
                let words: Vec<String> = actions.iter().map(word).collect();
                let then = self.word(then);
                let gap = if then.starts_with(',') { "" } else { " " };
                Some(words.join(&format!("{gap}{then} ")))
            }
            ActionPlan::Nothing => None,
        }
    }
}
