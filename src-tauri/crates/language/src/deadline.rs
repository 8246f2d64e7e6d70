//! The sum behind a deadline, step by step, and why a date cannot be computed.

use crate::retention::RuleContext;
use crate::{Argument, Language};
use chrono::{Datelike, NaiveDate, NaiveDateTime};
use register::retention::arithmetic::{Deadline, NotComputable, Phase, Step};
use register::retention::{PeriodUnit, YearChoice};

/// A step in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepText {
    /// What happens in this step.
    pub text: String,
    /// The provision it rests on.
    pub norm: Option<String>,
}

impl Language {
    /// Every step of a computation in words, in order.
    pub fn steps(&self, deadline: &Deadline, context: &RuleContext) -> Vec<StepText> {
        let steps = &deadline.steps;
        let mut begins = None;
        let mut texts = Vec::with_capacity(steps.len());
        for (index, step) in steps.iter().enumerate() {
            let before = index.checked_sub(1).and_then(|before| steps.get(before));
            let text = self.step(step, before, steps.get(index + 1), begins, context);
            if let Step::DayAfterEvent { begins: day } | Step::DayAfterPeriod { begins: day } = step {
                begins = Some((*day, matches!(step, Step::DayAfterEvent { .. })));
            }
            texts.push(text);
        }
        texts
    }

    /// Why no date can be computed: "nicht berechenbar, weil …".
    pub fn not_computable(&self, reason: NotComputable) -> String {
        self.word(match reason {
            NotComputable::StartNotStated => "not-computable-start-not-stated",
            NotComputable::PeriodNotStated => "not-computable-period-not-stated",
            NotComputable::EventUnknown => "not-computable-event-unknown",
            NotComputable::WhileState => "not-computable-while-state",
            NotComputable::AsNeeded => "not-computable-as-needed",
            NotComputable::Unlimited => "not-computable-unlimited",
            NotComputable::KeptNotErased => "not-computable-kept",
            NotComputable::RuledElsewhere => "not-computable-ruled-elsewhere",
            NotComputable::Suspended => "not-computable-suspended",
            NotComputable::RuleMissing => "not-computable-rule-missing",
            NotComputable::Circle => "not-computable-circle",
            NotComputable::OutOfRange => "not-computable-out-of-range",
        })
    }

    /// One step; `begins` is the first day of the running period and whether an event started it.
    fn step(
        &self,
        step: &Step,
        before: Option<&Step>,
        after: Option<&Step>,
        begins: Option<(NaiveDate, bool)>,
        context: &RuleContext,
    ) -> StepText {
        let date = |key: &str, date: NaiveDate| self.text(key, &[("date", self.long_date(date).into())]);
        let normed =
            |key: &str, text: String| StepText { text, norm: Some(self.word(&format!("{key}.norm"))) };
        let plain = |text: String| StepText { text, norm: None };
        let by_key = |key: &str, day: NaiveDate| normed(key, date(key, day));
        match *step {
            Step::Event { date: day } => plain(date("step-event", day)),
            Step::EventAt { at } => plain(self.at_moment("step-event-at", &[], at)),
            Step::Rule { rule } => {
                plain(self.text("step-rule", &[("rule", self.rule_label(rule, context).into())]))
            }
            Step::Exception { exception } => {
                plain(self.text("step-exception", &[("name", context.quoted(exception).into())]))
            }
            Step::DayAfterEvent { begins } => by_key("step-day-after-event", begins),
            Step::YearEnd { year, choice, ends } => {
                let key = "step-year-end";
                let end = self.year_end(year, choice);
                let text = self.text(key, &[("end", end.into()), ("date", self.long_date(ends).into())]);
                // Only a period that begins with the year's end needs the provision on beginnings.
                if matches!(after, Some(Step::DayAfterPeriod { .. })) {
                    normed(key, text)
                } else {
                    plain(text)
                }
            }
            Step::DayAfterPeriod { begins } => match before {
                Some(Step::YearEnd { .. }) => by_key("step-day-after-year", begins),
                _ => by_key("step-day-after-period", begins),
            },
            Step::ShortMonth { ends } => {
                let key = "step-short-month";
                let span = match after {
                    Some(Step::SpanEnds { amount, unit, .. }) => self.span(*amount, *unit),
                    _ => String::new(),
                };
                // The day that would end the period bears the number of the day before its first.
                let number = begins.and_then(|(day, _)| day.pred_opt()).map_or(ends.day(), |day| day.day());
                let missing = self.day_in_month(number, ends);
                normed(key, self.text(key, &[("span", span.into()), ("missing", missing.into())]))
            }
            Step::SpanEnds { ends, .. } if matches!(before, Some(Step::ShortMonth { .. })) => {
                by_key("step-span-ends-short", ends)
            }
            Step::SpanEnds { amount, unit, ends } => {
                let after_event = begins.is_some_and(|(_, by_event)| by_event);
                let key = match unit {
                    PeriodUnit::Minutes | PeriodUnit::Hours => "step-span-ends-hours",
                    PeriodUnit::Days => "step-span-ends-days",
                    _ if after_event => "step-span-ends-after-event",
                    _ => "step-span-ends-after-period",
                };
                let span = self.span_dative(amount, unit);
                let text = self.text(key, &[("span", span.into()), ("date", self.long_date(ends).into())]);
                match unit {
                    PeriodUnit::Minutes | PeriodUnit::Hours => plain(text),
                    _ => normed(key, text),
                }
            }
            Step::SpanEndsAt { amount, unit, at } => {
                let span = self.span_dative(amount, unit);
                plain(self.at_moment("step-span-ends-at", &[("span", span.into())], at))
            }
            Step::AtOnce { date: day } => plain(date("step-at-once", day)),
            Step::NotStored { date: day } => plain(date("step-not-stored", day)),
            Step::RunsOn { year, ends } => {
                let end = self.year_end(year, YearChoice::Current);
                plain(
                    self.text("step-runs-on", &[("end", end.into()), ("date", self.long_date(ends).into())]),
                )
            }
            Step::AnonymousFrom { date: day } => by_key("step-anonymous", day),
            Step::SuspensionEnds { date: day } => plain(date("step-suspension-ends", day)),
        }
    }

    /// A text with a day and a time of the day.
    fn at_moment(&self, key: &str, others: &[(&str, Argument<'_>)], at: NaiveDateTime) -> String {
        let mut arguments = others.to_vec();
        arguments.push(("date", self.long_date(at.date()).into()));
        arguments.push(("time", at.format("%H:%M").to_string().into()));
        self.text(key, &arguments)
    }

    /// A phase in words: "in der Verarbeitung eingeschränkt vom 1. November 2026 bis zum 30. April 2027".
    pub fn phase(&self, phase: &Phase) -> String {
        let dates = [
            ("phase", self.name(&phase.state).into()),
            ("from", self.long_date(phase.from).into()),
            ("to", self.long_date(phase.to).into()),
        ];
        self.text("phase-from-to", &dates)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use register::organisation::Years;
    use register::retention::RetentionRule;
    use register::retention::arithmetic::deadline;
    use serde_json::{Value, json};

    const ID: &str = "00000000-0000-7000-8000-000000000001";
    const SECOND: &str = "00000000-0000-7000-8000-000000000002";

    fn rule(id: &str, fields: Value) -> RetentionRule {
        let mut value = json!({ "id": id, "start": { "kind": "event", "event": "other", "name": "x" } });
        for (name, field) in fields.as_object().unwrap() {
            value[name] = field.clone();
        }
        serde_json::from_value(value).unwrap()
    }

    fn span(amount: u16, unit: &str) -> Value {
        json!({ "kind": "span", "amount": amount, "unit": unit })
    }

    fn lines(rule: &RetentionRule, rules: &[&RetentionRule], event: &str) -> Vec<String> {
        let event = NaiveDate::parse_from_str(event, "%d.%m.%Y").unwrap();
        let deadline = deadline(rule, rules, &Years::default(), event);
        let step = |text: StepText| match text.norm {
            Some(norm) => format!("{} [{norm}]", text.text),
            None => text.text,
        };
        Language::german().steps(&deadline, &RuleContext::default()).into_iter().map(step).collect()
    }

    #[test]
    fn three_months_after_the_end_of_august_meet_a_short_month() {
        assert_eq!(
            lines(&rule(ID, json!({ "period": span(3, "months") })), &[], "31.08.2026"),
            [
                "Das Ereignis fällt auf den 31. August 2026.",
                "Der Tag des Ereignisses zählt nicht mit: Die Frist beginnt am 1. September 2026. [§ 187 Abs. 1 BGB]",
                "3 Monate später wäre der 31. November 2026. Diesen Tag gibt es nicht. [§ 188 Abs. 2 BGB]",
                "Die Frist endet deshalb mit dem letzten Tag des Monats, dem 30. November 2026. [§ 188 Abs. 3 BGB]",
            ]
        );
    }

    #[test]
    fn the_end_of_the_following_school_year_needs_no_period() {
        let anchor = json!({ "year": "school", "choice": "next", "point": "start" });
        let mail = rule(ID, json!({ "period": { "kind": "with_event" }, "anchor": anchor }));
        assert_eq!(
            lines(&mail, &[], "15.03.2026")[1..],
            [
                "Maßgeblich ist das Ende des folgenden Schuljahres, also der 31. Juli 2027.",
                "Eine weitere Frist gibt es nicht: Es bleibt beim 31. Juli 2027.",
            ]
        );
    }

    #[test]
    fn seven_years_from_the_end_of_the_fiscal_year() {
        let anchor = json!({ "year": "fiscal", "choice": "current", "point": "start" });
        let books = rule(ID, json!({ "period": span(7, "years"), "anchor": anchor }));
        assert_eq!(
            lines(&books, &[], "12.05.2026")[1..],
            [
                "Maßgeblich ist das Ende des Geschäftsjahres, also der 31. Dezember 2026. [§ 187 Abs. 2 BGB]",
                "Die Frist beginnt mit dem folgenden Tag, dem 1. Januar 2027. [§ 187 Abs. 2 BGB]",
                "Die Frist von 7 Jahren endet mit Ablauf des 31. Dezember 2033. [§ 188 Abs. 2 Alt. 2 BGB]",
            ]
        );
    }

    #[test]
    fn a_chain_names_the_rule_that_runs() {
        let ticket = rule(ID, json!({ "name": "Aufträge", "period": span(5, "years") }));
        let after = json!({ "kind": "after_rule", "rule": ID });
        let profile = rule(SECOND, json!({ "period": span(1, "years"), "start": after }));
        let lines = lines(&profile, &[&ticket, &profile], "10.02.2021");
        assert_eq!(lines.len(), 7);
        assert_eq!(
            lines[3],
            "Die Frist von 5 Jahren endet mit Ablauf des 10. Februar 2026. [§ 188 Abs. 2 Alt. 1 BGB]"
        );
        assert_eq!(
            lines[5],
            "Die Frist schließt an die vorige an: Sie beginnt am 11. Februar 2026. [§ 187 Abs. 2, § 190 BGB]"
        );
        assert_eq!(
            lines[6],
            "Die Frist von 1 Jahr endet mit Ablauf des 10. Februar 2027. [§ 188 Abs. 2 Alt. 2 BGB]"
        );
    }

    #[test]
    fn days_and_hours_have_their_own_words() {
        let days = lines(&rule(ID, json!({ "period": span(30, "days") })), &[], "15.03.2026");
        assert_eq!(days[2], "Die Frist von 30 Tagen endet mit Ablauf des 14. April 2026. [§ 188 Abs. 1 BGB]");
        let hours = lines(&rule(ID, json!({ "period": span(1, "hours") })), &[], "15.03.2026");
        assert_eq!(
            hours[2],
            "Die Uhrzeit ist nicht bekannt: Die Frist von 1 Stunde endet spätestens am 16. März 2026."
        );
    }

    #[test]
    fn the_end_of_a_year_prolongs() {
        let anchor = json!({ "year": "calendar", "choice": "current", "point": "end" });
        let prolonged = rule(ID, json!({ "period": span(2, "weeks"), "anchor": anchor }));
        assert_eq!(
            lines(&prolonged, &[], "15.03.2026")[3],
            "Die Frist läuft weiter bis zum Ende des Kalenderjahres, also bis zum 31. Dezember 2026."
        );
        let not_stored = rule(ID, json!({ "period": { "kind": "not_stored" } }));
        assert_eq!(
            lines(&not_stored, &[], "15.03.2026")[1],
            "Über diesen Tag hinaus wird nichts gespeichert: 15. März 2026."
        );
    }

    #[test]
    fn what_cannot_be_computed_says_why() {
        use NotComputable as N;
        let german = Language::german();
        for reason in [
            N::StartNotStated,
            N::PeriodNotStated,
            N::WhileState,
            N::AsNeeded,
            N::Unlimited,
            N::KeptNotErased,
            N::RuledElsewhere,
            N::Suspended,
            N::RuleMissing,
            N::Circle,
            N::OutOfRange,
        ] {
            assert!(german.not_computable(reason).starts_with("nicht berechenbar, weil "), "{reason:?}");
        }
    }
}
