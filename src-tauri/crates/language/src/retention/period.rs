//! How long: spans, year ends and the wordings that are no span.

use crate::Language;
use register::retention::{
    Anchor, AnchorPoint, Bound, Period, PeriodUnit, RetentionRule, Start, StartKind, YearChoice, YearKind,
};

/// Whether the bound limits a duration ("höchstens 30 Tage") or names a moment ("spätestens zum Ende").
#[derive(Clone, Copy)]
pub(super) enum Measure {
    Duration,
    Moment,
}

impl Measure {
    /// How a rule's span is spoken of: what is counted from the data's origin is a duration of storage.
    fn of(rule: &RetentionRule) -> Self {
        match rule.start {
            Start::Event { event: StartKind::Collection, .. } => Self::Duration,
            Start::Event { .. } | Start::AfterRule { .. } if rule.anchor.is_none() => Self::Moment,
            _ => Self::Duration,
        }
    }
}

impl Language {
    /// A span of time: "3 Monate".
    pub fn span(&self, amount: u16, unit: PeriodUnit) -> String {
        self.text(span_key(unit), &[("amount", amount.into())])
    }

    /// A span of time in the dative: "3 Monaten".
    pub(crate) fn span_dative(&self, amount: u16, unit: PeriodUnit) -> String {
        self.text(&format!("{}.dative", span_key(unit)), &[("amount", amount.into())])
    }

    /// The end of a year: "Ende des folgenden Schuljahres".
    pub(crate) fn year_end(&self, year: YearKind, choice: YearChoice) -> String {
        self.word(match (year, choice) {
            (YearKind::School, YearChoice::Current) => "year-end-school-current",
            (YearKind::School, YearChoice::Next) => "year-end-school-next",
            (YearKind::Calendar, YearChoice::Current) => "year-end-calendar-current",
            (YearKind::Calendar, YearChoice::Next) => "year-end-calendar-next",
            (YearKind::Fiscal, YearChoice::Current) => "year-end-fiscal-current",
            (YearKind::Fiscal, YearChoice::Next) => "year-end-fiscal-next",
        })
    }

    pub(super) fn anchor_end(&self, anchor: Anchor) -> String {
        self.year_end(anchor.year, anchor.choice)
    }

    /// The bound as an adverb; `None` for "exactly", which goes without saying.
    pub(super) fn bound(&self, bound: Bound, measure: Measure) -> Option<String> {
        let key = match (bound, measure) {
            (Bound::Exactly, _) => return None,
            (Bound::AtMost, Measure::Duration) => "duration-at-most",
            (Bound::AtLeast, Measure::Duration) => "duration-at-least",
            (Bound::AsARule, Measure::Duration) => "duration-as-a-rule",
            (Bound::AsARuleAtMost, Measure::Duration) => "duration-as-a-rule-at-most",
            (Bound::AtMost, Measure::Moment) => "moment-at-most",
            (Bound::AtLeast, Measure::Moment) => "moment-at-least",
            (Bound::AsARule, Measure::Moment) => "moment-as-a-rule",
            (Bound::AsARuleAtMost, Measure::Moment) => "moment-as-a-rule-at-most",
        };
        Some(self.word(key))
    }

    /// The heading of a rule's period, for a table.
    pub(super) fn headline(&self, rule: &RetentionRule) -> String {
        self.period(&rule.period, rule.bound, rule.anchor, Measure::of(rule), true)
    }

    /// A period in the middle of a sentence.
    pub(crate) fn period_phrase(&self, period: &Period, bound: Bound) -> String {
        self.period(period, bound, None, Measure::Duration, false)
    }

    fn period(
        &self,
        period: &Period,
        bound: Bound,
        anchor: Option<Anchor>,
        measure: Measure,
        heading: bool,
    ) -> String {
        let opening = |text: String| if heading { super::capitalised(&text) } else { text };
        let text = match period {
            Period::Span { amount, unit } => {
                let span = self.span(amount.get(), *unit);
                let span = match self.bound(bound, measure) {
                    Some(bound) => opening(format!("{bound} {span}")),
                    None => span,
                };
                return match anchor {
                    Some(anchor) => {
                        let key = match anchor.point {
                            AnchorPoint::Start => "period-from-year-end",
                            AnchorPoint::End => "period-to-year-end",
                        };
                        let end = self.anchor_end(anchor);
                        self.text(key, &[("period", span.into()), ("end", end.into())])
                    }
                    None => span,
                };
            }
            Period::WithEvent => {
                return match anchor {
                    Some(anchor) => self.anchor_end(anchor),
                    None => opening(self.word("period-with-event")),
                };
            }
            Period::WhileState { state } => self.while_state(state),
            Period::AsNeeded { measure } => {
                let text = self.as_needed(measure);
                if text == *measure { text } else { opening(text) }
            }
            Period::Unlimited => self.word("period-unlimited"),
            Period::NotStored => self.word("period-not-stored"),
            Period::KeptNotErased => self.word("period-kept"),
            Period::RuledElsewhere { place } => {
                opening(self.text("period-elsewhere", &[("place", place.as_str().into())]))
            }
            Period::NotStated => self.word("period-not-stated"),
        };
        match anchor {
            Some(anchor) => {
                let end = self.anchor_end(anchor);
                self.text("period-key-date", &[("period", text.into()), ("end", end.into())])
            }
            None => text,
        }
    }

    /// "solange …", which the state itself may already say.
    pub(super) fn while_state(&self, state: &str) -> String {
        if state.to_lowercase().starts_with("solange") {
            return state.to_owned();
        }
        self.text("period-while", &[("state", state.into())])
    }

    /// "so lange wie erforderlich: …", unless the yardstick already says how long.
    pub(super) fn as_needed(&self, measure: &str) -> String {
        let lower = measure.to_lowercase();
        if lower.contains("solange") || lower.contains("so lange") {
            return measure.to_owned();
        }
        self.text("period-as-needed", &[("measure", measure.into())])
    }
}

fn span_key(unit: PeriodUnit) -> &'static str {
    match unit {
        PeriodUnit::Minutes => "span-minutes",
        PeriodUnit::Hours => "span-hours",
        PeriodUnit::Days => "span-days",
        PeriodUnit::Weeks => "span-weeks",
        PeriodUnit::Months => "span-months",
        PeriodUnit::Years => "span-years",
    }
}
