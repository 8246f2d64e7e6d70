//! The Löschkonzept in words: classes, tasks, suggestions.

use crate::Language;
use crate::names::Named;
use register::erasure_concept::presets::Preset;
use register::erasure_concept::{ErasureConcept, StandardPeriod, StartType};
use register::id::RecordId;
use register::retention::limits::Clash;
use register::retention::{Anchor, AnchorPoint, PeriodUnit};

impl Named for StartType {
    fn key(&self) -> &'static str {
        match self {
            Self::Collection => "start-type-collection",
            Self::EndOfMatter => "start-type-matter",
            Self::EndOfRelationship => "start-type-relationship",
            Self::PurposeFulfilled => "start-type-purpose",
            Self::ConsentWithdrawn => "start-type-consent",
            Self::Other => "start-type-other",
            Self::AfterRule => "start-type-after-rule",
            Self::NotStated => "start-type-not-stated",
        }
    }
}

impl Language {
    /// The period of a retention class: "30 Tage", "1 Jahr ab Ende des Schuljahres", "Ende des folgenden Schuljahres".
    pub fn class_period(&self, period: StandardPeriod, anchor: Option<Anchor>) -> String {
        let span = |amount: u32, unit| self.span(u16::try_from(amount).unwrap_or(u16::MAX), unit);
        let text = match period {
            StandardPeriod::Minutes(amount) if amount % 60 == 0 => span(amount / 60, PeriodUnit::Hours),
            StandardPeriod::Minutes(amount) => span(amount, PeriodUnit::Minutes),
            StandardPeriod::Days(amount) => span(amount, PeriodUnit::Days),
            StandardPeriod::Months(amount) if amount % 12 == 0 => span(amount / 12, PeriodUnit::Years),
            StandardPeriod::Months(amount) => span(amount, PeriodUnit::Months),
            StandardPeriod::WithEvent => match anchor {
                Some(anchor) => return self.year_end(anchor.year, anchor.choice),
                None => self.word("period-with-event"),
            },
            StandardPeriod::WhileState => self.word("class-while-state"),
            StandardPeriod::AsNeeded => self.word("class-as-needed"),
            StandardPeriod::RuledElsewhere => self.word("class-elsewhere"),
            StandardPeriod::Unlimited => self.word("period-unlimited"),
            StandardPeriod::NotStored => self.word("period-not-stored"),
            StandardPeriod::KeptNotErased => self.word("period-kept"),
            StandardPeriod::NotStated => self.word("period-not-stated"),
        };
        match anchor {
            None => text,
            Some(anchor) => {
                let key = match anchor.point {
                    AnchorPoint::Start => "period-from-year-end",
                    AnchorPoint::End => "period-to-year-end",
                };
                let end = self.year_end(anchor.year, anchor.choice);
                self.text(key, &[("period", text.into()), ("end", end.into())])
            }
        }
    }

    /// What stands in the way of erasing: the other rule by its label in the Löschkonzept.
    pub fn clash(&self, clash: &Clash, activity: RecordId, concept: &ErasureConcept<'_>) -> String {
        let keep =
            concept.entries.iter().find(|entry| entry.activity == activity && entry.rule.id == clash.keep);
        let rule = keep.map_or_else(|| self.word("rule-unknown"), |entry| entry.label());
        match clash.keep_until {
            Some(date) => {
                let date = self.long_date(date);
                self.text("clash-until", &[("rule", rule.into()), ("date", date.into())])
            }
            None => self.text("clash-for-ever", &[("rule", rule.into())]),
        }
    }

    /// What a rule made of a shipped suggestion has to say beside its own fields; `None` when nothing.
    pub fn preset_note(&self, preset: &Preset) -> Option<String> {
        let not_before = preset
            .not_before
            .as_ref()
            .map(|other| self.text("preset-not-before", &[("event", other.text.as_str().into())]));
        let alternatives = preset.alternatives().map(|(action, condition)| {
            let action = self.name(&action);
            self.text("preset-alternative", &[("action", action.into()), ("condition", condition.into())])
        });
        let parts: Vec<String> = preset
            .note
            .clone()
            .into_iter()
            .chain(not_before)
            .chain(alternatives)
            .chain(self.preset_to_check(preset))
            .collect();
        if parts.is_empty() { None } else { Some(parts.join(" ")) }
    }

    /// What of a suggestion is still to be checked; `None` when nothing.
    pub fn preset_to_check(&self, preset: &Preset) -> Option<String> {
        preset.is_to_check().then(|| match &preset.check_note {
            Some(what) => self.text("preset-to-check", &[("what", what.as_str().into())]),
            None => self.word("preset-unverified"),
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use register::retention::{YearChoice, YearKind};

    #[test]
    fn a_class_is_called_by_its_period_and_year() {
        let german = Language::german();
        let school = |choice, point| Some(Anchor { year: YearKind::School, choice, point });
        let current = school(YearChoice::Current, AnchorPoint::Start);
        assert_eq!(german.class_period(StandardPeriod::Days(30), None), "30 Tage");
        assert_eq!(german.class_period(StandardPeriod::Minutes(1440), None), "24 Stunden");
        assert_eq!(
            german.class_period(StandardPeriod::Months(12), current),
            "1 Jahr ab Ende des Schuljahres"
        );
        assert_eq!(german.class_period(StandardPeriod::Months(18), None), "18 Monate");
        let next = school(YearChoice::Next, AnchorPoint::Start);
        assert_eq!(german.class_period(StandardPeriod::WithEvent, next), "Ende des folgenden Schuljahres");
    }

    #[test]
    fn a_suggestion_that_was_not_checked_says_so() {
        let text = include_str!("../../../../assets/reference/retention_presets.json");
        let list: serde_json::Value = serde_json::from_str(text).unwrap();
        let presets: Vec<Preset> = serde_json::from_value(list["entries"].clone()).unwrap();
        let german = Language::german();
        let note = |id: &str| german.preset_note(presets.iter().find(|preset| preset.id == id).unwrap());
        assert_eq!(note("BY-40-50"), None);
        assert_eq!(
            note("NW-9-1").unwrap(),
            "Die Frist beginnt nicht vor diesem Ereignis: Ende der Schulpflicht."
        );
        assert!(note("BW-LIST-1").unwrap().contains("bei schutzwürdigem Interesse statt der Löschung"));
        assert!(note("DE-HGB10").unwrap().starts_with("Zu prüfen: "));
    }
}
