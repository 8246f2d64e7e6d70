//! Impact assessment (Art. 35): one finding for an activity.
//!
//! Art. 35(3) and WP 248 hold for everyone, the DSK list for private bodies only; for Bavarian public bodies the text
//! points to the list of the Bavarian supervisory authority and to Art. 14 BayDSG. Nothing is ever concluded from the
//! data subjects and the scale alone: only the criteria somebody found to apply count.

use super::entry::Entry;
use super::reference::CriterionEffect;
use super::{Argument, Finding, Rule};
use crate::activity::ImpactAssessment;
use crate::organisation::Sector;
use crate::resolve::Standing;
use crate::statement::Statement;

pub(super) fn check(entry: &Entry<'_>, found: &mut Vec<Finding>) {
    if entry.is_retired() {
        return;
    }
    let organisation = entry.input.organisation;
    let bavarian = organisation.sector == Sector::Public && organisation.land.as_deref() == Some("DE-BY");
    if let Some((rule, criteria)) = judge(entry) {
        let finding = Finding::new(rule, "/impact_assessment")
            .with("body", if bavarian { "bavarian" } else { "other" });
        found.push(Finding {
            arguments: [finding.arguments, vec![("count", Argument::Count(criteria))]].concat(),
            ..finding
        });
    }
}

/// The rule that applies, with the number of criteria behind it.
fn judge(entry: &Entry<'_>) -> Option<(Rule, usize)> {
    let private = entry.input.organisation.sector == Sector::Private;
    let test = entry.input.activity.threshold_test.given();
    let criteria = test.into_iter().flat_map(|test| &test.applying);
    let effects: Vec<CriterionEffect> = criteria
        .filter_map(|id| entry.input.reference.criteria.get(id))
        .filter(|criterion| private || !criterion.private_only)
        .map(|criterion| criterion.effect)
        .collect();
    let number = |effect| effects.iter().filter(|each| **each == effect).count();
    let (counting, requiring) = (number(CriterionEffect::Counts), number(CriterionEffect::Requires));
    let assessment = &entry.resolved.impact_assessment;
    match assessment.value {
        Some(ImpactAssessment::Made { .. } | ImpactAssessment::MadeCentrally { .. }) => return None,
        Some(ImpactAssessment::Required { .. }) => {
            return Some((Rule::ImpactAssessmentOutstanding, counting + requiring));
        }
        _ => {}
    }
    if requiring > 0 {
        return Some((Rule::ImpactAssessmentRequired, requiring));
    }
    let answered = match assessment.standing {
        Standing::Given | Standing::NotRequired { .. } | Standing::ByReference { .. } => true,
        Standing::ExplicitlyNone { .. } | Standing::AnnouncedButEmpty { .. } | Standing::NotStated => false,
    };
    match counting {
        // Who decided against one in spite of the criteria has said why.
        _ if answered => None,
        0 | 1 => {
            let tested = matches!(
                entry.input.activity.threshold_test,
                Statement::Given { .. } | Statement::ByReference { .. } | Statement::NotRequired { .. }
            );
            (!tested).then_some((Rule::ImpactAssessmentNotAssessed, counting))
        }
        _ => Some((Rule::ImpactAssessmentLikely, counting)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Rule;
    use super::super::tests::example::{Example, rules};
    use serde_json::{Value, json};

    fn tested(criteria: &[&str]) -> Example {
        let test = json!({ "state": "given", "value": { "applying": criteria } });
        Example::new().silent("/impact_assessment").set("/threshold_test", test)
    }

    fn outcome(outcome: Value) -> Value {
        json!({ "state": "given", "value": outcome })
    }

    #[test]
    fn somebody_must_have_asked() {
        assert_eq!(
            rules(&Example::new().silent("/impact_assessment").found()),
            [Rule::ImpactAssessmentNotAssessed]
        );
        assert_eq!(rules(&tested(&[]).found()), []);
    }

    #[test]
    fn pupils_or_scale_alone_never_require_an_assessment() {
        assert_eq!(rules(&tested(&["WP248-7"]).found()), []);
        assert_eq!(rules(&tested(&["WP248-5"]).found()), []);
        assert_eq!(rules(&tested(&["WP248-5", "WP248-7"]).found()), [Rule::ImpactAssessmentLikely]);
    }

    #[test]
    fn a_reasoned_decision_against_it_stands() {
        let no = outcome(json!({ "outcome": "not_needed", "reason": "geringes Risiko, siehe Vermerk" }));
        let example = tested(&["WP248-5", "WP248-7"]).set("/impact_assessment", no.clone());
        assert_eq!(rules(&example.found()), []);
        let required = tested(&["DSGVO-35-3-b"]).set("/impact_assessment", no);
        assert_eq!(rules(&required.found()), [Rule::ImpactAssessmentRequired]);
    }

    #[test]
    fn the_dsk_list_binds_private_bodies_only() {
        let example = tested(&["DSK-1.1-3"]);
        assert_eq!(rules(&example.found()), []);
        let private = example
            .set_organisation("/sector", json!("private"))
            .set("/common/legal_bases/value/0/chain", json!([{ "wording": "§ 26 BDSG" }]));
        assert_eq!(rules(&private.found()), [Rule::ImpactAssessmentRequired]);
    }

    #[test]
    fn what_was_found_necessary_has_to_be_made() {
        let with =
            |outcome: Value| rules(&tested(&["DSGVO-35-3-b"]).set("/impact_assessment", outcome).found());
        let needed = outcome(json!({ "outcome": "required", "reason": "Gesundheitsdaten in großem Umfang" }));
        assert_eq!(with(needed), [Rule::ImpactAssessmentOutstanding]);
        assert_eq!(with(outcome(json!({ "outcome": "made", "date": "2026-05-01" }))), []);
        assert_eq!(with(outcome(json!({ "outcome": "made_centrally", "body": "Staatsministerium" }))), []);
    }
}
