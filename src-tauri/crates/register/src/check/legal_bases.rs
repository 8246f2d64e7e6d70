//! Legal bases: do they carry what they are to carry (Art. 6)?

use super::citations::chain;
use super::entry::Entry;
use super::{Finding, Rule};
use crate::citation::{self, LawfulGround, Number, Observation, Provision, Reading, UsedAs, observe, parse};
use crate::legal_basis::LegalBasis;
use crate::organisation::{Organisation, Sector};
use crate::resolve::{Place, Standing};

/// Articles of the DSGVO that oblige to process data, so that Art. 6(1) c can rest on them: rights of the data subjects
/// (12 to 22), the record (30), security (32) with notifications (33, 34), impact assessment (35, 36).
const OBLIGATIONS: [std::ops::RangeInclusive<u32>; 3] = [12..=22, 30..=30, 32..=36];

pub(super) fn check(entry: &Entry<'_>, found: &mut Vec<Finding>) {
    let silent =
        |standing: Standing<'_>| matches!(standing, Standing::NotStated | Standing::AnnouncedButEmpty { .. });
    let groups = &entry.resolved.groups;
    let common_is_silent = silent(entry.resolved.common.legal_bases.standing);
    let all_are_silent = groups.iter().all(|group| silent(group.scope.legal_bases.standing));
    for scope in entry.scopes() {
        let speaks_for_all = scope.scope.place == Place::Common;
        if common_is_silent && silent(scope.scope.legal_bases.standing) && speaks_for_all == all_are_silent {
            found.push(scope.about(Rule::LegalBasisNotStated, "legal_bases"));
        }
        for basis in scope.own(&scope.scope.legal_bases) {
            let findings = of_basis(basis, entry.input.organisation).into_iter().map(|finding| Finding {
                path: format!("{}/legal_bases/{}", scope.at, finding.path),
                group: scope.letter.clone(),
                ..finding
            });
            found.extend(findings);
        }
    }
}

/// The legal bases in an organisation's defaults.
pub(super) fn check_defaults(organisation: &Organisation, found: &mut Vec<Finding>) {
    for basis in organisation.defaults.scope.legal_bases.own().into_iter().flatten() {
        let findings = of_basis(basis, organisation).into_iter();
        found.extend(
            findings.map(|finding| Finding {
                path: format!("/defaults/legal_bases/{}", finding.path),
                ..finding
            }),
        );
    }
}

/// Whether a legal basis rests on a ground of Art. 6(1), by name or by citation.
pub(super) fn rests_on(basis: &LegalBasis, ground: LawfulGround) -> bool {
    basis.ground == Some(ground)
        || basis.chain.iter().any(|link| {
            let reading = parse(&link.wording);
            citation::ground(&reading, &link.wording) == Some(ground)
                || reading.provisions.iter().any(|provision| names(provision, ground))
        })
}

fn of_basis(basis: &LegalBasis, organisation: &Organisation) -> Vec<Finding> {
    let mut found = Vec::new();
    let id = basis.id;
    if basis.ground.is_none() && basis.chain.is_empty() && basis.unnamed_norm.is_none() {
        found.push(Finding::new(Rule::LegalBasisNotStated, id.to_string()));
    }
    if organisation.sector == Sector::Public && rests_on(basis, LawfulGround::LegitimateInterests) {
        found.push(Finding::new(Rule::LegitimateInterestsByPublicBody, id.to_string()));
    }
    let reading = chain(basis);
    let obliged =
        rests_on(basis, LawfulGround::LegalObligation) && reading.provisions.iter().any(is_obligation);
    let mut needs_law = named_ground_needs_law(basis, &reading);
    for observation in observe(&reading, UsedAs::LegalBasis) {
        match observation {
            Observation::NotALegalBasis { provision } => {
                let provision = &reading.provisions[provision];
                let permits = obliged && is_obligation(provision) || permits_automated_decision(provision);
                if !permits {
                    let alone = Reading { provisions: vec![provision.clone()], ..Reading::default() };
                    found.push(
                        Finding::new(Rule::NotALegalBasis, id.to_string()).with("wording", alone.to_string()),
                    );
                }
            }
            Observation::NeedsNationalLaw { .. } => needs_law = true,
            _ => {}
        }
    }
    match &basis.unnamed_norm {
        Some(norm) => {
            found.push(Finding::new(Rule::NationalLawUnnamed, id.to_string()).with("wording", norm.as_str()))
        }
        None if needs_law && !obliged => {
            found.push(Finding::new(Rule::NationalLawMissing, id.to_string()));
        }
        None => {}
    }
    found
}

/// Whether a ground named in words needs a law and no link of the chain is one.
fn named_ground_needs_law(basis: &LegalBasis, reading: &Reading) -> bool {
    matches!(basis.ground, Some(LawfulGround::LegalObligation | LawfulGround::PublicTask))
        && reading.provisions.iter().all(|provision| provision.law.as_deref() == Some("DSGVO"))
}

fn is_gdpr(provision: &Provision) -> bool {
    provision.law.as_deref().is_none_or(|law| law == "DSGVO")
}

fn article(provision: &Provision) -> Option<u32> {
    let number = &provision.numbers.as_ref()?.first;
    match (number.parts.as_slice(), number.letter) {
        ([article], None) if is_gdpr(provision) => Some(*article),
        _ => None,
    }
}

fn is_obligation(provision: &Provision) -> bool {
    article(provision).is_some_and(|article| OBLIGATIONS.iter().any(|range| range.contains(&article)))
}

/// Art. 22(2) permits automated decisions; it stands beside a ground of Art. 6.
pub(super) fn permits_automated_decision(provision: &Provision) -> bool {
    let second = Number::from(2);
    article(provision) == Some(22) && provision.paragraphs.iter().any(|paragraph| paragraph.first == second)
}

fn names(provision: &Provision, ground: LawfulGround) -> bool {
    let letter = match ground {
        LawfulGround::Consent => 'a',
        LawfulGround::Contract => 'b',
        LawfulGround::LegalObligation => 'c',
        LawfulGround::VitalInterests => 'd',
        LawfulGround::PublicTask => 'e',
        LawfulGround::LegitimateInterests => 'f',
    };
    article(provision) == Some(6)
        && provision.paragraphs.iter().any(|paragraph| paragraph.first == Number::from(1))
        && provision
            .letters
            .iter()
            .any(|span| (span.first..=span.last.unwrap_or(span.first)).contains(&letter))
}

#[cfg(test)]
mod tests {
    use super::super::Rule;
    use super::super::tests::example::{Example, rules};
    use serde_json::{Value, json};

    fn with(basis: Value) -> Vec<Rule> {
        let mut basis = basis;
        basis["id"] = json!(Example::BASIS);
        rules(&Example::new().set("/common/legal_bases/value/0", basis).found())
    }

    fn citing(links: &[&str]) -> Vec<Rule> {
        let chain: Vec<_> = links.iter().map(|link| json!({ "wording": link })).collect();
        with(json!({ "chain": chain }))
    }

    #[test]
    fn silence_about_legal_bases_is_no_breach_of_article_30() {
        let found = Example::new().silent("/common/legal_bases").found();
        assert_eq!(rules(&found), [Rule::LegalBasisNotStated]);
        assert_eq!(found[0].class(), super::super::FindingClass::Accountability);
        assert_eq!(with(json!({})), [Rule::LegalBasisNotStated], "an entry that says nothing");
        let not_needed = json!({ "state": "not_required", "reason": "anonym" });
        assert_eq!(rules(&Example::new().set("/common/legal_bases", not_needed).found()), []);
    }

    #[test]
    fn a_group_without_legal_basis_is_named() {
        let basis = json!({ "state": "given", "value": [{ "id": Example::EXTRA, "chain": [
            { "wording": "Art. 85 Abs. 1 BayEUG" }
        ] }] });
        let example = Example::new().grouped().silent("/common/legal_bases");
        assert_eq!(rules(&example.found()), [Rule::LegalBasisNotStated]);
        let found = example.set("/groups/0/scope/legal_bases", basis).found();
        assert_eq!(rules(&found), [Rule::LegalBasisNotStated]);
        assert_eq!(found[0].group.as_deref(), Some("b"));
    }

    #[test]
    fn a_public_body_cannot_rest_on_legitimate_interests() {
        let letter_f = "Art. 6 Abs. 1 UAbs. 1 Buchst. f DSGVO";
        assert_eq!(citing(&[letter_f]), [Rule::LegitimateInterestsByPublicBody]);
        assert_eq!(
            with(json!({ "ground": "legitimate_interests" })),
            [Rule::LegitimateInterestsByPublicBody]
        );
        assert_eq!(citing(&["Art. 6 Abs. 1 Buchst. b DSGVO"]), []);
        let private = Example::new()
            .set("/common/legal_bases/value/0/chain", json!([{ "wording": letter_f }]))
            .set_organisation("/sector", json!("private"));
        assert_eq!(rules(&private.found()), []);
    }

    #[test]
    fn public_task_and_legal_obligation_need_a_law() {
        assert_eq!(citing(&["Art. 6 Abs. 1 UAbs. 1 Buchst. e DSGVO"]), [Rule::NationalLawMissing]);
        assert_eq!(with(json!({ "ground": "public_task" })), [Rule::NationalLawMissing]);
        assert_eq!(citing(&["Art. 6 Abs. 1 UAbs. 1 Buchst. e DSGVO", "Art. 85 Abs. 1 BayEUG"]), []);
        assert_eq!(citing(&["Art. 6 Abs. 1 UAbs. 1 Buchst. c DSGVO i. V. m. § 147 AO"]), []);
        let unnamed = json!({
            "chain": [{ "wording": "Art. 6 Abs. 1 UAbs. 1 Buchst. e DSGVO" }],
            "unnamed_norm": "Rechtsgrundlagen des Beschäftigungsverhältnisses"
        });
        assert_eq!(with(unnamed), [Rule::NationalLawUnnamed]);
    }

    #[test]
    fn duties_and_rights_permit_nothing() {
        for article in [13, 14, 22, 26, 28, 30] {
            let wording = format!("Art. {article} DSGVO");
            assert_eq!(citing(&[&wording]), [Rule::NotALegalBasis], "{wording}");
        }
        assert_eq!(citing(&["Art. 88 DSGVO", "§ 26 BDSG"]), []);
    }

    #[test]
    fn who_answers_data_subjects_fulfils_a_legal_obligation() {
        assert_eq!(citing(&["Art. 6 Abs. 1 UAbs. 1 Buchst. c DSGVO", "Art. 15 DSGVO"]), []);
        assert_eq!(citing(&["Art. 15 DSGVO"]), [Rule::NotALegalBasis]);
        assert_eq!(
            citing(&["Art. 6 Abs. 1 UAbs. 1 Buchst. c DSGVO", "Art. 28 DSGVO"]),
            [Rule::NotALegalBasis, Rule::NationalLawMissing]
        );
    }

    #[test]
    fn an_organisations_legal_bases_are_judged_with_the_organisation() {
        let default = json!({ "state": "given", "value": [{ "id": Example::EXTRA, "chain": [
            { "wording": "Art. 6 Abs. 1 UAbs. 1 Buchst. e DSGVO" }
        ] }] });
        let example = Example::new().set_organisation("/defaults/scope/legal_bases", default);
        assert_eq!(rules(&example.found_in_organisation()), [Rule::NationalLawMissing]);
        assert_eq!(rules(&example.found()), []);
    }
}
