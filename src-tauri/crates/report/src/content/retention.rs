//! Section 6: retention rules.

use language::retention::RuleText;
use register::resolve::Place;
use register::retention::{RetentionRule, Start};

use super::lines::{Lines, paragraph};
use super::sheet::{Shape, Sheet, label_cell, row, table};
use super::words;
use crate::document::{Block, Cell, Inline, Row};

impl Sheet<'_> {
    /// The retention rules by group.
    pub(super) fn retention(&self) -> Vec<Block> {
        let shape = Shape { columns: 5, text: 2, explains_groups: false };
        let rules = || self.resolved.scopes().flat_map(|scope| &scope.retention.items);
        let has_norms = rules().any(|placed| !placed.item.norms.is_empty());
        let shape = Shape { columns: if has_norms { 5 } else { 4 }, ..shape };
        let rows = self.rows(|scope| &scope.retention, shape, &|item, place, origin| {
            let mut row = self.retention_rule(item, place, origin);
            row.cells.truncate(shape.columns);
            row
        });
        let head =
            [words::NUMBER, words::DATA, words::PERIOD_AND_START, words::ACTION_AND_ACTOR, words::NORM];
        let starts: &[f32] = if has_norms { &[1.0, 2.0, 3.0, 6.6, 10.3] } else { &[1.0, 2.0, 3.0, 7.8] };
        table(starts, head.get(..shape.columns).unwrap_or(&head), rows).into_iter().collect()
    }

    fn retention_rule(&self, rule: &RetentionRule, place: Place, origin: Option<Inline>) -> Row {
        let text = self.context.language.rule(rule, &self.rules);
        let mut norms = Lines::default();
        self.context.citations(&mut norms, &rule.norms);
        row(vec![
            label_cell(self.label("L", rule.id)),
            paragraph(self.data(&rule.data, place)),
            period_and_start(rule, &text, origin),
            action_and_actor(&text),
            norms.cell(),
        ])
    }
}

/// How long, from when, and under which conditions.
pub(super) fn period_and_start(rule: &RetentionRule, text: &RuleText, origin: Option<Inline>) -> Cell {
    let mut period = Lines::after(origin);
    period.text(text.name.as_deref().unwrap_or_default());
    match (text.is_gap, text.headline.rsplit_once(": ")) {
        (true, Some((label, gap))) => {
            period.line().push(Inline::text(format!("{label}: "))).push(Inline::gap(gap))
        }
        (true, None) => period.line().push(Inline::gap(text.headline.as_str())),
        (false, _) => period.line().push(Inline::bold(text.headline.as_str())),
    };
    period.text(text.bound.as_deref().unwrap_or_default());
    match (&rule.start, text.start.as_deref().map(|start| (start, start.rsplit_once(": ")))) {
        (Start::NotStated, Some((_, Some((label, gap))))) => {
            period.line().push(Inline::text(format!("{label}: "))).push(Inline::gap(gap))
        }
        (_, start) => period.text(start.map(|(start, _)| start).unwrap_or_default()),
    };
    period.optional(words::START_KIND, text.start_kind.as_deref());
    for part in [&text.limit, &text.subjects, &text.attribute, &text.condition].into_iter().flatten() {
        period.text(part);
    }
    period.cell()
}

/// What is done, by whom, with which exceptions.
pub(super) fn action_and_actor(text: &RuleText) -> Cell {
    let mut action = Lines::default();
    let who = [&text.action, &text.actor, &text.automation].into_iter().flatten();
    action.text(&who.map(String::as_str).collect::<Vec<_>>().join(", "));
    for part in [&text.place, &text.reason].into_iter().flatten().chain(&text.exceptions) {
        action.text(part);
    }
    action.text(text.note.as_deref().unwrap_or_default());
    action.cell()
}
