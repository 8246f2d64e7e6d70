//! Findings of the checker: what is missing and why it matters, and what to do about it.

use crate::Language;
use register::check::{Finding, Letter, Rule};

/// A finding in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingText {
    /// What was found and why it matters; begins with the group's letter where one group is concerned.
    pub message: String,
    /// What to do.
    pub remedy: String,
    /// The letter of Art. 30(1) it concerns; `None` where it concerns several, or Art. 30(2).
    pub letter: Option<Letter>,
}

fn key(rule: Rule) -> &'static str {
    match rule {
        Rule::ControllerIncomplete => "finding-controller-incomplete",
        Rule::OfficerNotStated => "finding-officer-not-stated",
        Rule::PurposesMissing => "finding-purposes-missing",
        Rule::DataSubjectsMissing => "finding-data-subjects-missing",
        Rule::DataCategoriesMissing => "finding-data-categories-missing",
        Rule::RecipientsNotStated => "finding-recipients-not-stated",
        Rule::TransfersNotStated => "finding-transfers-not-stated",
        Rule::RetentionNotStated => "finding-retention-not-stated",
        Rule::MeasuresNotStated => "finding-measures-not-stated",
        Rule::AnnouncedButEmpty => "finding-announced-but-empty",
        Rule::PeriodNotStated => "finding-period-not-stated",
        Rule::CategoriesOfProcessingMissing => "finding-categories-of-processing-missing",
        Rule::InheritanceBroken => "finding-inheritance-broken",
    }
}

/// The field at the end of a path: its name and its letter.
fn field(path: &str) -> (&'static str, Option<Letter>) {
    match path.rsplit('/').next().unwrap_or_default() {
        "purposes" => ("field-purposes", Some(Letter::B)),
        "data_subjects" => ("field-data-subjects", Some(Letter::C)),
        "data_categories" => ("field-data-categories", Some(Letter::C)),
        "recipients" => ("field-recipients", Some(Letter::D)),
        "transfers" => ("field-transfers", Some(Letter::E)),
        "retention" => ("field-retention", Some(Letter::F)),
        "measures" => ("field-measures", Some(Letter::G)),
        "categories_of_processing" => ("field-categories-of-processing", None),
        _ => ("field-other", None),
    }
}

/// The letter of Art. 30(1) a finding concerns.
fn letter(finding: &Finding) -> Option<Letter> {
    match finding.rule {
        Rule::ControllerIncomplete | Rule::OfficerNotStated => Some(Letter::A),
        Rule::PurposesMissing => Some(Letter::B),
        Rule::DataSubjectsMissing | Rule::DataCategoriesMissing => Some(Letter::C),
        Rule::RecipientsNotStated => Some(Letter::D),
        Rule::TransfersNotStated => Some(Letter::E),
        Rule::RetentionNotStated | Rule::PeriodNotStated => Some(Letter::F),
        Rule::MeasuresNotStated => Some(Letter::G),
        Rule::AnnouncedButEmpty => field(&finding.path).1,
        Rule::CategoriesOfProcessingMissing | Rule::InheritanceBroken => None,
    }
}

impl Language {
    /// A finding in words.
    pub fn finding(&self, finding: &Finding) -> FindingText {
        let key = key(finding.rule);
        let message = self.text(key, &[("field", self.word(field(&finding.path).0).into())]);
        let message = match &finding.group {
            Some(group) => self
                .text("finding-in-group", &[("group", group.as_str().into()), ("message", message.into())]),
            None => message,
        };
        FindingText { message, remedy: self.word(&format!("{key}.remedy")), letter: letter(finding) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: [Rule; 13] = [
        Rule::ControllerIncomplete,
        Rule::OfficerNotStated,
        Rule::PurposesMissing,
        Rule::DataSubjectsMissing,
        Rule::DataCategoriesMissing,
        Rule::RecipientsNotStated,
        Rule::TransfersNotStated,
        Rule::RetentionNotStated,
        Rule::MeasuresNotStated,
        Rule::AnnouncedButEmpty,
        Rule::PeriodNotStated,
        Rule::CategoriesOfProcessingMissing,
        Rule::InheritanceBroken,
    ];

    fn finding(rule: Rule, path: &str, group: Option<&str>) -> FindingText {
        Language::german().finding(&Finding { rule, path: path.into(), group: group.map(str::to_owned) })
    }

    #[test]
    fn every_finding_says_what_why_and_what_to_do() {
        for rule in RULES {
            let text = finding(rule, "/common/retention", None);
            assert!(text.message.matches(['.', '?']).count() >= 2, "{rule:?}: {}", text.message);
            assert!(text.remedy.starts_with("Bitte "), "{rule:?}: {}", text.remedy);
            assert!(!text.message.contains('{'), "{rule:?}: {}", text.message);
        }
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
}
