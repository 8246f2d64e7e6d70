//! Findings of the checker: what is wrong and why it matters, and what to do about it.

use crate::{Argument as Value, Language};
use register::check::{Argument, Finding, Letter, Rule};

/// A finding in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingText {
    /// What was found and why it matters; begins with the group's letter where one group is concerned.
    pub message: String,
    /// What to do.
    pub remedy: String,
    /// The letter of Art. 30(1) it concerns; `None` where it concerns several, none, or Art. 30(2) alone.
    pub letter: Option<Letter>,
}

/// The names of fields as they stand in paths, with their letter.
const FIELDS: [(&str, &str, Option<Letter>); 10] = [
    ("purposes", "field-purposes", Some(Letter::B)),
    ("legal_bases", "field-legal-bases", None),
    ("data_subjects", "field-data-subjects", Some(Letter::C)),
    ("data_categories", "field-data-categories", Some(Letter::C)),
    ("recipients", "field-recipients", Some(Letter::D)),
    ("transfers", "field-transfers", Some(Letter::E)),
    ("retention", "field-retention", Some(Letter::F)),
    ("engagements", "field-engagements", Some(Letter::D)),
    ("measures", "field-measures", Some(Letter::G)),
    ("categories_of_processing", "field-categories-of-processing", None),
];

/// The field a path leads to or into: its name and its letter.
fn field(path: &str) -> (&'static str, Option<Letter>) {
    let known = |segment: &str| FIELDS.iter().find(|(name, ..)| *name == segment);
    path.split('/').find_map(known).map_or(("field-other", None), |(_, key, letter)| (key, *letter))
}

/// The letter of Art. 30(1) a finding concerns: that of its field, unless the rule is about another one.
fn letter(finding: &Finding) -> Option<Letter> {
    match finding.rule {
        Rule::ControllerIncomplete
        | Rule::OfficerNotStated
        | Rule::OfficerByReference
        | Rule::OfficerUnreachable
        | Rule::PartyUnreachable
        | Rule::RepresentativeNotStated
        | Rule::NoJointControllersContradicted => Some(Letter::A),
        Rule::CategoryWithoutRecipient => Some(Letter::D),
        Rule::NoTransferContradicted | Rule::TransferNotListed => Some(Letter::E),
        Rule::CategoryWithoutRetention => Some(Letter::F),
        _ => field(&finding.path).1,
    }
}

/// The letter of Art. 30(1) that a field belongs to, or what stands in it.
pub(crate) fn letter_of_field(path: &str) -> Option<Letter> {
    field(path).1
}

impl Language {
    /// A finding in words.
    pub fn finding(&self, finding: &Finding) -> FindingText {
        let key = format!("finding-{}", finding.code().replace('_', "-"));
        let mut arguments: Vec<(&str, Value<'_>)> =
            finding.arguments.iter().map(|(name, value)| (*name, self.argument(value))).collect();
        arguments.push(("field", self.word(field(&finding.path).0).into()));
        let message = self.text(&key, &arguments);
        let message = match &finding.group {
            Some(group) => self
                .text("finding-in-group", &[("group", group.as_str().into()), ("message", message.into())]),
            None => message,
        };
        let remedy = self.text(&format!("{key}.remedy"), &arguments);
        FindingText { message, remedy, letter: letter(finding) }
    }

    fn argument<'v>(&self, value: &'v Argument) -> Value<'v> {
        match value {
            Argument::Text(text) => text.as_str().into(),
            Argument::Date(date) => self.long_date(*date).into(),
            Argument::Country(country) => self.country(country).into(),
            Argument::Span { amount, unit } => self.span(*amount, *unit).into(),
            Argument::Count(count) => (*count).into(),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use register::party::Country;
    use register::retention::PeriodUnit;

    /// A finding with every argument that any rule gives.
    fn finding(rule: Rule, path: &str, group: Option<&str>) -> FindingText {
        let span = |amount| Argument::Span { amount, unit: PeriodUnit::Days };
        let finding = Finding {
            group: group.map(str::to_owned),
            arguments: vec![
                ("first", span(7)),
                ("second", span(30)),
                ("country", Argument::Country(Country::try_from("US".to_owned()).unwrap())),
                ("date", Argument::Date("2026-11-20".parse().unwrap())),
                ("count", Argument::Count(2)),
            ],
            ..Finding::new(rule, path)
        };
        let finding = finding
            .with("name", "Beispiel")
            .with("names", "Beispiel")
            .with("wording", "Beispiel")
            .with("law", "Beispiel")
            .with("by", "Beispiel")
            .with("better", "Beispiel")
            .with("corrected", "no")
            .with("unit", "article")
            .with("body", "bavarian");
        Language::german().finding(&finding)
    }

    #[test]
    fn every_finding_says_what_why_and_what_to_do() {
        for rule in Rule::ALL {
            let text = finding(*rule, "/common/retention", None);
            assert!(text.message.matches(['.', '?']).count() >= 2, "{rule:?}: {}", text.message);
            assert!(text.remedy.starts_with("Bitte "), "{rule:?}: {}", text.remedy);
            for part in [&text.message, &text.remedy] {
                assert!(!part.contains(['{', '$']) && !part.contains("  "), "{rule:?}: {part}");
                assert!(part.ends_with('.'), "{rule:?}: {part}");
            }
        }
    }

    #[test]
    fn no_text_stands_for_a_rule_that_is_gone() {
        let texts = include_str!("../../../../assets/locales/de/findings.ftl");
        let keys = texts.lines().filter_map(|line| Some(line.split_once(" = ")?.0));
        let known: Vec<String> =
            Rule::ALL.iter().map(|rule| format!("finding-{}", rule.code().replace('_', "-"))).collect();
        let stray: Vec<_> = keys
            .filter(|key| key.starts_with("finding-") && *key != "finding-in-group")
            .filter(|key| !known.iter().any(|known| known == key))
            .collect();
        assert_eq!(stray, Vec::<&str>::new());
    }

    #[test]
    fn a_group_is_named_by_its_letter() {
        let text = finding(Rule::TransfersNotStated, "/groups/x/transfers", Some("b"));
        assert_eq!(
            text.message,
            "Gruppe b: Zu Übermittlungen in ein Drittland ist nichts angegeben. Schweigen ist kein „nein“."
        );
        assert_eq!(text.letter, Some(Letter::E));
    }

    #[test]
    fn an_empty_announcement_is_found_under_its_letter() {
        let text = finding(Rule::AnnouncedButEmpty, "/common/data_categories", None);
        assert!(
            text.message
                .starts_with("Die Angabe „Kategorien personenbezogener Daten“ ist angekündigt, aber leer.")
        );
        assert_eq!(text.letter, Some(Letter::C));
    }

    #[test]
    fn dates_countries_and_spans_are_spelt_out() {
        let message = |rule| finding(rule, "/common/transfers/x", None).message;
        assert!(
            message(Rule::AdequacyExpired).contains("am 20. November 2026 ausgelaufen (Vereinigte Staaten)")
        );
        assert!(message(Rule::CompetingPeriods).contains("7 Tage und 30 Tage"));
    }
}
